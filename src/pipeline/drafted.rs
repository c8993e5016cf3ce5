//! What a survey comes to before anything is made: what stands in its way, its pages and its index, side by side.

use std::path::Path;

use anyhow::Result;

use super::audited::{DrawAudit, audit_report, denied, published_audit};
use super::timings::Timings;
use super::{Theme, pages, search_files};
use crate::model::{Artifact, Diagnostic, Portal};
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
    pub(super) root: &'p Path,
    pub(super) portal: &'p Portal,
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
        let (root, portal, theme) = (self.root, self.portal, self.theme);
        let index = || search_files(root, portal, theme, before());
        let ((denied, audit), (pages, index)) = rayon::join(
            || {
                rayon::join(
                    || Timings::of(|| denied(root, portal)),
                    || Timings::of(|| self.audit()),
                )
            },
            || {
                rayon::join(
                    || Timings::of(|| pages(root, portal, theme)),
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
            published_audit(&audit_report(self.root, self.portal, self.faults)?, draw)
        })
    }
}
