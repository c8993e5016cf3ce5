//! The rules, and what the site makes of them.

use serde_json::json;

use super::Listing;
use crate::model::{AuditSettings, Severity};
use crate::pipeline;

/// Every rule; `own` are the settings of the site that one stands in.
pub(super) fn rules(own: Option<&AuditSettings>) -> Listing {
    let rows = pipeline::rule_cards().into_iter().map(|card| {
        let off = own.and_then(|own| own.off.get(card.code));
        let graded = own.and_then(|own| own.severity.get(card.code));
        let here = match off {
            Some(_) => Some("off"),
            None => graded.copied().map(Severity::key),
        };
        vec![
            json!(card.code),
            json!(card.title),
            json!(card.name),
            json!(card.severity.key()),
            json!(here),
            json!(card.basis),
            json!(card.since.map(|day| day.to_string())),
            json!(off),
        ]
    });
    Listing {
        keys: &[
            ("code", "代码"),
            ("title", "标题"),
            ("name", "名称"),
            ("severity", "级别"),
            ("site_severity", "本站改为"),
            ("basis", "依据"),
            ("since", "施行日期"),
            ("off_reason", "停用理由"),
        ],
        rows: rows.collect(),
    }
}
