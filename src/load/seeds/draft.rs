//! One column as a catalogue file writes it: what is not written stays unsaid.

use super::super::fault::{DUPLICATE_NAME, MISSING_KEY, WRONG_ID};
use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::scalars::text_of;
use super::super::values::{choice, report_choice};
use super::super::yaml::Node;
use super::parse;
use super::work_plan::kind;
use crate::model::{Column, DueDay, Freshness, Kinds, OrganKind, Written};

const TOP: &[Name] = &[("columns", "")];
const COLUMN: &[Name] = &[
    ("id", ""),
    ("name", ""),
    ("parent", ""),
    ("description", ""),
    ("basis", ""),
    ("kinds", ""),
    ("by_columns", ""),
    ("required_of", ""),
    ("update", ""),
    ("due", ""),
    ("single", ""),
    ("apart", ""),
];

/// Characters of an id at most: a file's name may have 255 bytes, and lists put years and pages behind it.
const LONGEST: usize = 100;

/// The keys of one column, each with a value only where one is written.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: Written<String>,
    pub(super) name: Option<Written<String>>,
    pub(super) parent: Option<Written<String>>,
    pub(super) description: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) kinds: Option<Written<Vec<String>>>,
    pub(super) by_columns: Option<Written<bool>>,
    pub(super) required_of: Option<Written<Vec<OrganKind>>>,
    pub(super) update: Option<Written<Freshness>>,
    pub(super) due: Option<Written<Vec<DueDay>>>,
    pub(super) single: Option<Written<bool>>,
    pub(super) apart: Option<Written<bool>>,
}

/// The columns of a file.
pub(super) fn drafts(text: &str, kinds: &Kinds, reading: &Reading) -> Vec<Draft> {
    let Some(node) = parse(text, &[TOP, COLUMN], reading) else {
        return Vec::new();
    };
    let Some(top) = Fields::open(&node, "栏目表", TOP, reading) else {
        return Vec::new();
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for node in top.nodes("columns") {
        let Some(draft) = read(node, kinds, reading) else {
            continue;
        };
        if drafts.iter().any(|other| other.id.value == draft.id.value) {
            let message = format!("栏目「{}」写了两次", draft.id.value);
            reading.report(DUPLICATE_NAME, draft.id.span, message, "改名，或者合为一个");
            continue;
        }
        drafts.push(draft);
    }
    drafts
}

fn read(node: &Node, known: &Kinds, reading: &Reading) -> Option<Draft> {
    let fields = Fields::open(node, "栏目", COLUMN, reading)?;
    let id = fields.required("id", "my-column")?;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !id.bytes().all(plain) || id.len() > LONGEST {
        let message = format!("栏目编号「{}」不能用在网址里", id.value);
        let help = "栏目编号只用小写字母、数字和减号，不超过100个字符";
        reading.report(WRONG_ID, id.span, message, help);
        return None;
    }
    let written = |key: &'static str| fields.node(key).map(|_| fields.place_of(key));
    let flag = |key| {
        fields
            .flag(key)
            .map(|flag| Written::new(flag, fields.place_of(key)))
    };
    Some(Draft {
        name: fields.text("name"),
        parent: fields.text("parent"),
        description: fields.plain("description"),
        basis: fields.plain("basis"),
        kinds: written("kinds").map(|span| Written::new(kinds(&fields, known), span)),
        by_columns: flag("by_columns"),
        required_of: written("required_of").map(|span| {
            let kinds = fields.choices("required_of", &OrganKind::ALL, OrganKind::key);
            Written::new(kinds.into_iter().map(|kind| kind.value).collect(), span)
        }),
        update: update(&fields, reading),
        due: written("due").map(|span| Written::new(due(&fields, reading), span)),
        single: flag("single"),
        apart: flag("apart"),
        id,
    })
}

/// Kinds by their ids; one that is not in the list of kinds is reported.
fn kinds(fields: &Fields<'_>, known: &Kinds) -> Vec<String> {
    let words = fields.list("kinds").into_iter();
    words
        .filter_map(|word| kind(&word, known, fields.reading()))
        .collect()
}

fn update(fields: &Fields<'_>, reading: &Reading) -> Option<Written<Freshness>> {
    let text = fields.text("update")?;
    let freshness = text.value.parse::<Freshness>().ok();
    if freshness.is_none() {
        let examples = ["2 weeks", "6 months", "1 quarter", "1 year"];
        report_choice(&text, "update", examples.into_iter(), reading);
    }
    freshness.map(|freshness| Written::new(freshness, text.span))
}

/// `{government: 03-31}`
fn due(fields: &Fields<'_>, reading: &Reading) -> Vec<DueDay> {
    let mut days = Vec::new();
    for (key, node) in fields.map("due") {
        let word = Written::new(key.text.clone(), key.span);
        let kind = choice(&word, "due", &OrganKind::ALL, OrganKind::key, reading);
        let day = text_of(node).and_then(|text| {
            let (month, day) = text.value.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            chrono::NaiveDate::from_ymd_opt(2001, month, day).map(|_| (month, day))
        });
        match (kind, day) {
            (Some(kind), Some((month, day))) => days.push(DueDay {
                kind: kind.value,
                month,
                day,
            }),
            (_, None) => fields.report_type(&key.text, node, "03-31 这样的月日"),
            (None, _) => {}
        }
    }
    days
}

impl Draft {
    /// A column of its own; none, and a fault, when it has no name.
    pub(super) fn into_column(
        self,
        mandated: bool,
        reading: &Reading,
    ) -> Option<(Column, Option<Written<String>>)> {
        let Some(name) = self.name else {
            let message = format!("栏目「{}」缺「name」", self.id.value);
            let help = "补上一行，如 name: 栏目名称";
            reading.report(MISSING_KEY, self.id.span, message, help);
            return None;
        };
        let column = Column {
            id: self.id.value.into(),
            name: name.value,
            description: self.description.unwrap_or_default(),
            parent: None,
            basis: self.basis.unwrap_or_default(),
            kinds: self.kinds.map(|kinds| kinds.value).unwrap_or_default(),
            by_columns: self.by_columns.is_some_and(|flag| flag.value),
            required_of: self
                .required_of
                .map(|kinds| kinds.value)
                .unwrap_or_default(),
            update: self.update.map(|update| update.value),
            due: self.due.map(|due| due.value).unwrap_or_default(),
            mandated,
            single: self.single.is_some_and(|flag| flag.value),
            apart: self.apart.is_some_and(|flag| flag.value),
        };
        Some((column, self.parent))
    }
}
