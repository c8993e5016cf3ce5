//! `seeds/kinds.yaml`: the kinds of item and the fields that each must have.

use std::sync::LazyLock;

use super::super::fault::{DUPLICATE_NAME, UNKNOWN_CHOICE, UNKNOWN_REFERENCE};
use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::slip::offer;
use super::super::yaml::Node;
use super::{built_in, parse};
use crate::model::{FIELDS, Kind, Kinds, find_field};

/// Path of the file from the site's root.
pub(super) const PATH: &str = "seeds/kinds.yaml";
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

/// What a site's own file takes the place of.
static BUILT_IN: LazyLock<Kinds> = LazyLock::new(|| {
    let unheard = Reading::new(PATH);
    let node = built_in(PATH).and_then(|text| parse(text, NAMES, &unheard));
    node.map_or_else(Kinds::default, |node| read(&node, &unheard))
});

/// Reads the kinds; one at fault is left out.
pub(super) fn read(node: &Node, reading: &Reading) -> Kinds {
    let Some(top) = Fields::open(node, "信息类型表", TOP, reading) else {
        return Kinds::default();
    };
    top.wants("kinds", "[{id: notice, name: 通知公告}]");
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

/// The built-in kinds that a site's own list does not have.
pub(super) fn left_out(kinds: &Kinds) -> Vec<&'static str> {
    let ids = BUILT_IN.iter().map(|(_, kind)| kind.id.as_str());
    ids.filter(|id| kinds.find(id).is_none()).collect()
}

/// Says which kinds a site's own list leaves out: every built-in one is wanted by a mandated column.
pub(super) fn report_left_out(kinds: &Kinds, reading: &Reading) {
    let left_out = left_out(kinds);
    // Of a list that could not be read its own fault says enough.
    if left_out.is_empty() || kinds.0.is_empty() {
        return;
    }
    let message = format!(
        "这个文件代替了程序自带的类型表，缺法定栏目要用的类型：{}",
        left_out.join("、")
    );
    let help = "把缺的类型补进来；不需要改动类型的，删去这个文件";
    reading.report_file(UNKNOWN_REFERENCE, message, help);
}

/// What to do about a word that is no kind: the nearest one, or why a kind that is built in is none here.
pub(in crate::load) fn help(word: &str, kinds: &Kinds) -> String {
    if BUILT_IN.find(word).is_some() {
        return format!(
            "网站自己的 {PATH} 代替了程序自带的全部类型，其中没有这一种：把它补进 {PATH}，或者删去那个文件"
        );
    }
    offer(word, kinds.names(), "可用的类型见 gongkai list kinds")
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
