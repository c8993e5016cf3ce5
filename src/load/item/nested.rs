//! Fields of an item that have keys of their own: who interprets, which proposal is answered, what is excused.

use super::super::fields::{Fields, Name, is_name, says_nothing};
use super::super::scalars::text_of;
use super::super::yaml::Value;
use crate::model::{Excuse, Interpreter, Proposal, ProposalKind, Written};

const INTERPRETER: &[Name] = &[("name", "姓名"), ("post", "职务"), ("head", "第一解读人")];
const PROPOSAL: &[Name] = &[
    ("number", "编号"),
    ("kind", "类型"),
    ("proposer", "提出人"),
    ("text", "原文"),
    ("file", "文件"),
    ("answered_on", "答复日期"),
];
const EXCUSE: &[Name] = &[("ignore", "规则"), ("reason", "理由")];
pub(super) const ATTACHMENT: &[Name] = &[("file", "文件"), ("title", "标题")];

/// Whether the word is a key of one of them.
pub(super) fn is_key(word: &str) -> bool {
    [INTERPRETER, PROPOSAL, EXCUSE, ATTACHMENT]
        .iter()
        .any(|names| is_name(names, word))
}

/// `interpreter`; a bare name will do.
pub(super) fn interpreter(fields: &Fields<'_>) -> Option<Written<Interpreter>> {
    let node = fields.node("interpreter")?;
    let interpreter = match (&node.value, text_of(node)) {
        (Value::Text { .. }, Some(name)) => Interpreter {
            name: name.value,
            post: String::new(),
            head: false,
        },
        _ => {
            let inner = Fields::open(node, "解读人", INTERPRETER, fields.reading())?;
            let name = inner.required("name", "姓名");
            Interpreter {
                post: inner.plain("post").unwrap_or_default(),
                head: inner.flag("head").unwrap_or(false),
                name: name?.value,
            }
        }
    };
    Some(Written::new(interpreter, fields.place_of("interpreter")))
}

/// `proposal`, and the file that it names: what is wrong with that is told beside what else is wrong with it.
pub(super) fn proposal(
    fields: &Fields<'_>,
) -> (Option<Written<Proposal>>, Option<Written<String>>) {
    let opened = fields
        .node("proposal")
        .and_then(|node| Fields::open(node, "建议提案", PROPOSAL, fields.reading()));
    let Some(inner) = opened else {
        return (None, None);
    };
    let file = inner.text("file");
    let proposal = whole_proposal(&inner, file.clone());
    let place = fields.place_of("proposal");
    (proposal.map(|it| Written::new(it, place)), file)
}

fn whole_proposal(inner: &Fields<'_>, file: Option<Written<String>>) -> Option<Proposal> {
    let all = &[ProposalKind::Suggestion, ProposalKind::Motion];
    let number = inner.required("number", "示例第1号");
    let kind = inner.required("kind", "建议");
    let kind = kind.and_then(|_| inner.choice("kind", all, ProposalKind::label));
    let proposer = inner.required("proposer", "提出人");
    let text = inner.plain("text");
    let answered_on = inner.date("answered_on").map(|day| day.value);
    Some(Proposal {
        number: number?.value,
        kind: kind?.value,
        proposer: proposer?.value,
        text,
        file,
        answered_on,
    })
}

/// `audit`
pub(super) fn excuse(fields: &Fields<'_>) -> Option<Excuse> {
    let node = fields.node("audit")?;
    let inner = Fields::open(node, "审核", EXCUSE, fields.reading())?;
    let codes = inner.list("ignore");
    if inner.node("ignore").is_none_or(says_nothing) {
        inner.report_missing("ignore", "[MET001]");
    }
    let reason = inner.required("reason", "为什么不适用这条规则")?;
    Some(Excuse {
        codes,
        reason: reason.value,
    })
}
