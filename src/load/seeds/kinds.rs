//! `seeds/kinds.yaml`: the kinds of item and the fields that each must have.

use super::super::fault::{DUPLICATE_NAME, UNKNOWN_CHOICE};
use super::super::fields::{Fields, Name};
use super::super::nearest::offer;
use super::super::reading::Reading;
use super::super::yaml::Node;
use crate::model::{FIELDS, Kind, Kinds, find_field};

/// Every key of the file.
pub(super) const NAMES: &[&[Name]] = &[TOP, KIND];
const TOP: &[Name] = &[("kinds", "")];
const KIND: &[Name] = &[
    ("id", ""),
    ("name", ""),
    ("description", ""),
    ("required", ""),
    ("useful", ""),
];

/// Reads the kinds; one at fault is left out.
pub(super) fn read(node: &Node, reading: &Reading) -> Kinds {
    let Some(top) = Fields::open(node, "信息类型表", TOP, reading) else {
        return Kinds::default();
    };
    let mut kinds = Kinds::default();
    for node in top.nodes("kinds") {
        let Some(fields) = Fields::open(node, "信息类型", KIND, reading) else {
            continue;
        };
        let id = fields.required("id", "notice");
        let name = fields.required("name", "通知公告");
        let required = field_keys(&fields, "required", reading);
        let useful = field_keys(&fields, "useful", reading);
        let (Some(id), Some(name)) = (id, name) else {
            continue;
        };
        if let Some(double) = [&id, &name]
            .into_iter()
            .find(|word| kinds.find(word).is_some())
        {
            let message = format!("信息类型「{}」写了两次", double.value);
            let help = "每个编号和名称只能属于一个类型，改名或者删去一个";
            reading.report(DUPLICATE_NAME, double.span, message, help);
            continue;
        }
        kinds.0.push(Kind {
            id: id.value,
            name: name.value,
            description: fields.plain("description").unwrap_or_default(),
            required,
            useful,
        });
    }
    kinds
}

/// Keys of an item's front matter, in English whichever way they are written.
fn field_keys(fields: &Fields<'_>, key: &str, reading: &Reading) -> Vec<String> {
    let mut keys = Vec::new();
    for word in fields.list(key) {
        match find_field(&word) {
            Some(field) => keys.push(field.key.to_owned()),
            None => {
                let message = format!("信息没有「{}」这个键", word.value);
                let known = FIELDS.iter().flat_map(|field| [field.key, field.alias]);
                let help = offer(&word, known, "请写信息文件开头能用的键");
                reading.report(UNKNOWN_CHOICE, word.span, message, help);
            }
        }
    }
    keys
}
