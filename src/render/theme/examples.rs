//! The theme's components as their own `examples.yaml` tells of them: what each is for, and how it is used.
//!
//! ```yaml
//! purpose: 长栏目和长表格的分页。
//! examples:
//! - name: 中间的一页
//!   arguments: {label: 本栏目的分页, pager: {page: 10}}
//! ```

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};
use serde_yaml::Spanned;

use super::yaml;
use crate::model::ThemeFiles;

/// A folder of `components/`.
pub(in crate::render) struct Component<'t> {
    /// Name of the folder: `item-list`.
    pub(in crate::render) folder: &'t str,
    /// The name that templates call it by: `item_list`.
    pub(in crate::render) name: String,
    /// Where its template came from; where it should be, if there is none.
    pub(in crate::render) file: String,
    /// What `examples.yaml` says, or why it says nothing.
    pub(in crate::render) examples: Result<Examples, String>,
}

/// `examples.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::render) struct Examples {
    /// One sentence for the person who looks for a component.
    pub(in crate::render) purpose: String,
    pub(in crate::render) examples: Vec<Example>,
    /// The file itself, for messages.
    #[serde(skip)]
    pub(in crate::render) file: String,
}

/// One use of the component.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::render) struct Example {
    /// What it shows, and on which line it is written.
    pub(in crate::render) name: Spanned<String>,
    /// The component's arguments by name.
    pub(in crate::render) arguments: Map<String, Value>,
}

impl Example {
    /// The call that a template writes: texts and numbers written out, lists and maps by name, as views hold them.
    pub(in crate::render) fn call(&self, component: &str) -> String {
        let mut call = format!("{{{{ <{component}");
        for (name, value) in &self.arguments {
            let written = match value {
                Value::String(_) => value.to_string(),
                Value::Array(_) | Value::Object(_) => format!("{{{name}}}"),
                _ => format!("{{{value}}}"),
            };
            call.extend([" ", name, "=", &written]);
        }
        call.push_str("/> }}");
        call
    }

    /// The lists and maps that the call names, as JSON; none where it names none.
    pub(in crate::render) fn values(&self) -> Option<String> {
        let named = self.arguments.iter();
        let named: Map<String, Value> = named
            .filter(|(_, value)| value.is_array() || value.is_object())
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        (!named.is_empty()).then(|| format!("{:#}", Value::Object(named)))
    }
}

/// Every component of the theme, by name of its folder.
pub(super) fn components(files: &ThemeFiles) -> Vec<Component<'_>> {
    let paths = files.0.keys();
    let folders: BTreeSet<&str> = paths
        .filter_map(|path| {
            path.strip_prefix("components/")?
                .split_once('/')
                .map(|(folder, _)| folder)
        })
        .collect();
    let component = |folder| {
        let path = format!("components/{folder}/{folder}.html");
        let file = files.0.get(&path).map(|file| file.origin.to_string());
        Component {
            folder,
            name: folder.replace('-', "_"),
            file: file.unwrap_or(path),
            examples: read(files, folder),
        }
    };
    folders.into_iter().map(component).collect()
}

fn read(files: &ThemeFiles, folder: &str) -> Result<Examples, String> {
    let path = format!("components/{folder}/examples.yaml");
    let file = files.0.get(&path).ok_or_else(|| {
        format!("缺少 {path}：写上 purpose（用途）和 examples（示例），这里就显示它的样子")
    })?;
    let mut examples: Examples = yaml::read(file).map_err(|error| error.to_string())?;
    if examples.examples.is_empty() {
        return Err(format!("{} 里没有一个示例", file.origin));
    }
    examples.file = file.origin.to_string();
    Ok(examples)
}
