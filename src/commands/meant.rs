//! What a mistyped name was most likely meant to be.

/// The rest of a sentence that says a name is unknown: the nearest known one, and where all are listed.
pub(super) fn meant<'n>(asked: &str, names: impl Iterator<Item = &'n str>, list: &str) -> String {
    let near = names
        .map(|name| (strsim::jaro_winkler(asked, name), name))
        .filter(|(near, _)| *near > 0.7)
        .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)));
    match near {
        Some((_, name)) => format!("，想写的是不是「{name}」？全部见 gongkai list {list}"),
        None => format!("，全部见 gongkai list {list}"),
    }
}
