//! What `gongkai.yaml` makes of rules: severities, rules switched off, rules that stop a publication.

use super::fields::Fields;
use super::scalars::{report_type, text_of};
use super::values::report_choice;
use super::yaml::{Key, Node};
use crate::model::{Settings, Severity, Written};

/// `build.deny`; an empty list takes the place of the built-in one.
pub(super) fn deny(build: &Fields<'_>, settings: &mut Settings) {
    if build.has("deny") {
        let codes = build.list("deny");
        settings.build.deny = codes.iter().map(|code| code.value.clone()).collect();
        settings.rules_named.extend(codes);
    }
}

/// `audit.severity` and `audit.off`.
pub(super) fn audit(audit: &Fields<'_>, settings: &mut Settings) {
    for (code, node) in audit.map("severity") {
        settings.rules_named.push(named(code));
        if let Some(severity) = severity(code, node, audit) {
            let code = code.text.clone();
            settings.audit.severity.insert(code, severity);
        }
    }
    for (code, node) in audit.map("off") {
        settings.rules_named.push(named(code));
        match text_of(node).filter(|reason| !reason.is_empty()) {
            Some(Written { value: reason, .. }) => {
                settings.audit.off.insert(code.text.clone(), reason);
            }
            None => report_type(&code.text, node, "停用这条规则的理由", audit.reading()),
        }
    }
}

fn named(code: &Key) -> Written<String> {
    Written::new(code.text.clone(), code.span)
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
