//! The findings in SARIF 2.1.0, which code hosts show beside the lines they are about.
//!
//! # Why
//! Code hosts drop a result without a place. What is missing has none, so it is put where the site names who
//! owes it: the organ's entry in the register, else the settings. `locations` alone does so; the other formats
//! say that there is no place.
//!
//! What the site makes of a rule stands in the invocation, where the standard (3.20.5) has what a run did
//! otherwise: `defaultConfiguration` of a rule that is switched off goes on saying what every site begins with.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::model::{AuditReport, AuditSettings, Diagnostic, Place, RuleCard, Severity};

/// What a path of a URI need not encode.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/');

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const REGISTER: &str = "content/organs.yaml";
const SETTINGS: &str = "gongkai.yaml";

/// One run: every rule with its page, every finding, and what is excused as suppressed.
#[must_use]
pub fn sarif(report: &AuditReport<'_>) -> Value {
    let standing = report
        .findings
        .iter()
        .map(|finding| result(report, finding, None));
    let excused = report.excused.iter();
    let excused = excused.map(|of| result(report, &of.finding, Some(&of.reason)));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gongkai",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": report.rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "language": "zh-CN",
            "invocations": [{
                "executionSuccessful": true,
                "ruleConfigurationOverrides": overrides(report),
            }],
            "columnKind": "unicodeCodePoints",
            "results": standing.chain(excused).collect::<Vec<_>>(),
        }],
    })
}

fn rule(card: &RuleCard) -> Value {
    let text = match card.basis {
        "" => card.statement.to_owned(),
        basis => format!("{}依据：{basis}", card.statement),
    };
    json!({
        "id": card.code,
        "name": card.name,
        "shortDescription": {"text": card.title},
        "fullDescription": {"text": card.statement},
        "help": {"text": text, "markdown": card.page},
        "defaultConfiguration": {"level": level(card.severity)},
        "properties": {"since": card.since.map(|day| day.to_string())},
    })
}

/// Rules that the site's settings switch off or re-grade.
fn overrides(report: &AuditReport<'_>) -> Vec<Value> {
    let AuditSettings { severity, off } = &report.portal.site.settings.audit;
    let descriptor = |code: &str| json!({"id": code, "index": index(report, code)});
    let off = off.iter().map(|(code, reason)| {
        json!({
            "descriptor": descriptor(code),
            "configuration": {"enabled": false},
            "properties": {"reason": reason},
        })
    });
    let graded = severity.iter().map(|(code, severity)| {
        json!({"descriptor": descriptor(code), "configuration": {"level": level(*severity)}})
    });
    off.chain(graded).collect()
}

/// Where a rule stands in the list of the tool's.
fn index(report: &AuditReport<'_>, code: &str) -> Option<usize> {
    report.rules.iter().position(|rule| rule.code == code)
}

fn result(report: &AuditReport<'_>, finding: &Diagnostic, excuse: Option<&str>) -> Value {
    let mut text = finding.message.clone();
    for (what, words) in [("怎么改", finding.help.as_str()), ("依据", &finding.basis)] {
        if !words.is_empty() {
            text += &format!("。{what}：{words}");
        }
    }
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": index(report, finding.code),
        "level": level(finding.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": location(&place(report, finding))}],
        "partialFingerprints": {"gongkai/v1": fingerprint(finding)},
    });
    if let Some(reason) = excuse {
        result["suppressions"] = json!([{"kind": "inSource", "justification": reason}]);
    }
    if let Some((also, words)) = &finding.also {
        let mut related = json!({"physicalLocation": location(also)});
        related["message"] = json!({"text": words});
        result["relatedLocations"] = json!([related]);
    }
    result
}

/// Where it is, else where the one who owes it is named.
fn place(report: &AuditReport<'_>, finding: &Diagnostic) -> Place {
    let entry = || {
        let organ = &report.portal.site.register[report.organ_of(finding)?];
        Some(Place::at(REGISTER, organ.written.span))
    };
    let written = finding.place.clone().or_else(entry);
    written.unwrap_or_else(|| Place::file(SETTINGS))
}

fn location(place: &Place) -> Value {
    let uri = utf8_percent_encode(&place.source, PATH).to_string();
    let mut location = json!({"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}});
    if let Some(span) = place.span {
        location["region"] = json!({"startLine": span.line, "startColumn": span.character});
    }
    location
}

/// The same finding has the same mark though lines above it come and go.
fn fingerprint(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref().map_or("", |place| &*place.source);
    let mut hasher = blake3::Hasher::new();
    for part in [
        finding.code,
        finding.organ.as_deref().unwrap_or_default(),
        finding.column.as_deref().unwrap_or_default(),
        place,
        &finding.message,
    ] {
        hasher.update(part.as_bytes());
        hasher.update(b"\0");
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
