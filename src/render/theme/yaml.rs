//! The theme's own YAML files: read into their types, and their faults told to whoever changes the theme.

use anyhow::anyhow;
use serde::de::DeserializeOwned;
use serde_yaml::Error;

use super::source::text;
use crate::model::{ThemeFile, within_slips};

/// Reads a file whole.
///
/// # Errors
/// With file, line and column, what is wrong and how to mend it, where the file is not UTF-8, no YAML, or has
/// other keys and values than its type.
pub(super) fn read<T: DeserializeOwned>(file: &ThemeFile) -> anyhow::Result<T> {
    serde_yaml::from_str(text(file)?).map_err(|error| {
        let (line, column) = error
            .location()
            .map_or((1, 1), |place| (place.line(), place.column()));
        anyhow!("{}:{line}:{column} 读不懂：{}", file.origin, reason(&error))
    })
}

fn reason(error: &Error) -> String {
    match error.without_snippet() {
        Error::SerdeUnknownField {
            field, expected, ..
        } => {
            let meant = within_slips(field, expected.iter().copied(), 2).next();
            let meant = meant.map_or_else(String::new, |near| format!("；是不是想写「{near}」？"));
            format!(
                "没有「{field}」这个键，可用的键是 {}{meant}",
                expected.join("、")
            )
        }
        Error::SerdeMissingField { field, .. } => format!("缺少「{field}」，请补上这个键和它的值"),
        Error::DuplicateMappingKey { key, .. } => match key {
            Some(key) => format!("「{key}」写了两次，请删去一个"),
            None => "同一个键写了两次，请删去一个".to_owned(),
        },
        Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. }
        | Error::Unexpected { .. }
        | Error::InvalidScalar { .. }
        | Error::NullIntoString { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. } => {
            "值的种类不对：该是文字、列表（每行以“- ”开头）还是键值对，请照内置主题的同名文件改正"
                .to_owned()
        }
        Error::Eof { .. } => "文件是空的，或者没有写完".to_owned(),
        Error::MultipleDocuments { .. } => {
            "这里开始了第二段内容，一个文件只能有一段，请删去多余的“---”".to_owned()
        }
        Error::UnknownAnchor { .. } => {
            "* 开头的值会被当作引用，请用半角双引号把整个值括起来".to_owned()
        }
        _ => "不合 YAML 的格式，请检查这一行和上一行：缩进用空格，同层左端对齐；冒号用半角，后面空一格；引号和括号要成对"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::read;
    use crate::model::ThemeFile;
    use crate::render::theme::Examples;

    fn fault(text: &str) -> String {
        let file = ThemeFile {
            origin: "themes/mine/examples.yaml".into(),
            is_added: true,
            bytes: text.as_bytes().into(),
        };
        let read = read::<Examples>(&file).map(|_| ());
        read.expect_err("a fault").to_string()
    }

    #[test]
    fn each_fault_is_told_in_chinese_with_its_place() {
        let cases = BTreeMap::from([
            ("", "没有写完"),
            (
                "purpose: 一\nexample: []\n",
                ":2:1 读不懂：没有「example」这个键，可用的键是 purpose、examples；是不是想写「examples」？",
            ),
            ("purpose: 一\n", "缺少「examples」"),
            ("purpose: 一\npurpose: 二\n", "「purpose」写了两次"),
            ("purpose: 一\nexamples: 二\n", "值的种类不对"),
            ("purpose: 一\nexamples: [{name: 甲\n", "不合 YAML 的格式"),
            ("purpose: 一\n  examples: []\n", "不合 YAML 的格式"),
            ("purpose: *甲\nexamples: []\n", "半角双引号"),
        ]);
        for (text, reason) in cases {
            let told = fault(text);
            assert!(told.contains(reason), "{text:?}: {told}");
            let english = told.replace("examples.yaml", "");
            let words = ["expected", "found", "line", "unknown", "missing"];
            assert!(!words.iter().any(|word| english.contains(word)), "{told}");
        }
    }
}
