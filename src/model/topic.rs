//! The national topic list (主题分类): 22 classes, some with children.

/// One class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// 综合政务
    pub name: String,
    /// 政务公开, 政务督查 …
    pub children: Vec<String>,
}

/// The whole list.
#[derive(Debug, Clone, Default)]
pub struct Topics(pub Vec<Topic>);

impl Topics {
    /// Whether `综合政务/政务公开`, or a class alone, is on the list; `\` is read as `/`.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        let mut parts = path.split(['/', '\\']).map(str::trim);
        let class = parts.next().unwrap_or_default();
        let child = parts.next();
        parts.next().is_none()
            && self.0.iter().any(|topic| {
                topic.name == class
                    && child.is_none_or(|child| topic.children.iter().any(|name| name == child))
            })
    }

    /// Every path, for did-you-mean.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.0.iter().flat_map(|topic| {
            std::iter::once(topic.name.clone()).chain(
                topic
                    .children
                    .iter()
                    .map(|child| format!("{}/{child}", topic.name)),
            )
        })
    }
}
