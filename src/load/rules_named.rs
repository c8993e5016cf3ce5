//! What `gongkai.yaml` makes of rules: severities, rules switched off, rules that stop a publication.

use super::fault::UNKNOWN_CHOICE;
use super::fields::Fields;
use super::scalars::{report_type, text_of};
use super::settings::PATH;
use super::slip::offer;
use super::values::report_choice;
use super::yaml::{Key, Node, Value};
use crate::model::{Diagnostic, Place, Settings, Severity, Written};

/// `build.deny`, in capitals. `[]` alone takes the guard away: a list of which nothing is written is as one that
/// is not there.
pub(super) fn deny(build: &Fields<'_>, settings: &mut Settings) {
    let none = |node: &Node| matches!(&node.value, Value::List(nodes) if nodes.is_empty());
    let codes = build.list("deny").into_iter();
    let codes: Vec<_> = codes
        .map(|code| code.map(|code| code.to_ascii_uppercase()))
        .collect();
    if !codes.is_empty() || build.node("deny").is_some_and(none) {
        settings.build.deny = codes;
    }
}

/// The codes of `build.deny` that no rule has: a guard that watches for nothing would let everything pass.
///
/// `known` are the codes of all rules, which are not of this room.
#[must_use]
pub fn unknown_denied(settings: &Settings, known: &[&str]) -> Vec<Diagnostic> {
    let unknown = settings.build.deny.iter();
    let unknown = unknown.filter(|code| !known.contains(&code.value.as_str()));
    unknown
        .map(|code| {
            let several = code.contains([',', '，', '、', ';', '；', ' ']);
            let help = match several {
                true => "每个代码单独一项，写成 deny: [PRV001, PRV003]".to_owned(),
                false => offer(code, known.iter().copied(), "全部规则见 gongkai list rules"),
            };
            UNKNOWN_CHOICE
                .says(format!("「deny」：没有代码为「{}」的规则", code.value))
                .with_place(Place::at(PATH, code.span))
                .with_help(help)
        })
        .collect()
}

/// `audit.severity` and `audit.off`.
pub(super) fn audit(audit: &Fields<'_>, settings: &mut Settings) {
    for (key, node) in audit.map("severity") {
        let code = named(key);
        if let Some(severity) = severity(key, node, audit) {
            settings.audit.severity.insert(code.value.clone(), severity);
        }
        settings.rules_named.push(code);
    }
    for (key, node) in audit.map("off") {
        let code = named(key);
        match text_of(node).filter(|reason| !reason.is_empty()) {
            Some(Written { value: reason, .. }) => {
                settings.audit.off.insert(code.value.clone(), reason);
            }
            None => report_type(&key.text, node, "停用这条规则的理由", audit.reading()),
        }
        settings.rules_named.push(code);
    }
}

/// The code that a key names, in capitals.
fn named(key: &Key) -> Written<String> {
    Written::new(key.text.to_ascii_uppercase(), key.span)
}

fn severity(code: &Key, node: &Node, audit: &Fields<'_>) -> Option<Severity> {
    const GRADES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
    let reading = audit.reading();
    let Some(word) = text_of(node) else {
        report_type(&code.text, node, " error、warning 或 info", reading);
        return None;
    };
    let found = Severity::from_key(&word);
    if found.is_none() {
        let all = GRADES.into_iter().map(Severity::key);
        report_choice(&word, &code.text, all, reading);
    }
    found
}
