//! What a survey comes to before anything is made: what stands in its way, its pages and its index, side by side.

use anyhow::Result;

use super::audited::{DrawAudit, denied_reading, published_audit, report_reading};
use super::texts::Texts;
use super::timings::Timings;
use super::{Theme, pages, search_files, words_for_search};
use crate::model::{Artifact, Diagnostic};
use crate::search;

/// The drafts of a site.
pub(super) struct Drafted<'p> {
    /// As [`pages`] gives them.
    pub(super) pages: Result<Vec<Artifact<'p>>>,
    /// As [`search_files`] gives them.
    pub(super) index: Result<Option<search::Files<'p>>>,
    /// The published audit; no file of it where none is wanted.
    pub(super) audit: Result<Vec<Artifact<'static>>>,
}

impl<'p> Drafted<'p> {
    /// Every file of the site, and what is to be remembered of its index.
    ///
    /// # Errors
    /// Of the first part that could not be drafted.
    pub(super) fn artifacts(self) -> Result<(Vec<Artifact<'p>>, Option<Vec<u8>>)> {
        let (mut artifacts, index) = (self.pages?, self.index?);
        artifacts.extend(self.audit?);
        let state = index.map(|index| {
            artifacts.extend(index.artifacts);
            index.state
        });
        Ok((artifacts, state))
    }
}

/// What drafts are made of.
pub(super) struct Drafting<'p> {
    /// Of the site that is drafted, for all who read its attachments.
    pub(super) texts: &'p Texts<'p>,
    pub(super) theme: &'p Theme,
    /// Faults of reading, for the published audit.
    pub(super) faults: &'p [Diagnostic],
    pub(super) with_audit: Option<&'p DrawAudit>,
}

impl<'p> Drafting<'p> {
    /// Looks for what is [`denied`], plans the pages, makes the index ready and audits, each on a core of its own where
    /// there is one: large parts of each go step by step.
    pub(super) fn draft(
        &self,
        before: impl FnOnce() -> search::Before<'p> + Send,
        timings: &mut Timings,
    ) -> (Result<Vec<Diagnostic>>, Drafted<'p>) {
        let (texts, theme) = (self.texts, self.theme);
        let index = || {
            let read = words_for_search(texts.portal, move |path| texts.of(path));
            search_files(texts.portal, theme, read, before())
        };
        let ((denied, audit), (pages, index)) = rayon::join(
            || {
                rayon::join(
                    || Timings::of(|| denied_reading(texts)),
                    || Timings::of(|| self.audit()),
                )
            },
            || {
                rayon::join(
                    || Timings::of(|| pages(&texts.root, texts.portal, theme)),
                    || Timings::of(index),
                )
            },
        );
        let denied = timings.note("审核", denied);
        let drafted = Drafted {
            pages: timings.note("编排", pages),
            index: timings.note("检索", index),
            audit: match self.with_audit {
                Some(_) => timings.note("审核报告", audit),
                None => audit.0,
            },
        };
        (denied, drafted)
    }

    fn audit(&self) -> Result<Vec<Artifact<'static>>> {
        self.with_audit.map_or(Ok(Vec::new()), |draw| {
            published_audit(&report_reading(self.texts, self.faults)?, draw)
        })
    }
}
