//! The deputy's or member's proposal that a reply answers, shown with the reply.

use serde::Serialize;

use super::attachment::{Download, download};
use crate::model::Item;
use crate::render::ground::Ground;

/// A proposal.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Original<'p> {
    kind: &'static str,
    number: &'p str,
    proposer: &'p str,
    /// `2020-11-02`
    answered_on: Option<String>,
    paragraphs: Vec<&'p str>,
    file: Option<Download<'p>>,
}

impl<'p> Original<'p> {
    /// The proposal of an item.
    pub(in crate::render) fn of(ground: &Ground<'p>, item: &'p Item) -> Option<Self> {
        let proposal = &item.proposal.as_ref()?.value;
        let text = proposal.text.as_deref().unwrap_or_default();
        let written = proposal.file.as_ref().map(|file| file.value.as_str());
        let attached = item
            .attachments
            .iter()
            .find(|file| Some(file.file.value.as_str()) == written);
        Some(Self {
            kind: proposal.kind.label(),
            number: &proposal.number,
            proposer: &proposal.proposer,
            answered_on: proposal.answered_on.map(|day| day.to_string()),
            paragraphs: text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .collect(),
            file: attached.map(|file| download(ground, item, &file.path, &file.title)),
        })
    }
}
