//! What a survey comes to before anything is made: what stands in its way, its pages and its index, side by side.

use std::path::Path;

use anyhow::Result;

use super::texts::Texts;
use super::timings::Timings;
use super::{Theme, pages, search_files};
use crate::model::{Artifact, Diagnostic, Portal};
use crate::{audit, search};

/// The drafts of a site.
pub(super) struct Drafted<'p> {
    /// Findings that the site's settings do not let into the public (`build.deny`).
    pub(super) denied: Vec<Diagnostic>,
    /// As [`pages`] gives them.
    pub(super) pages: Result<Vec<Artifact<'p>>>,
    /// As [`search_files`] gives them.
    pub(super) index: Result<Option<search::Files<'p>>>,
}

/// Looks for what is denied, plans the pages and makes the index ready, each on a core of its own where there is
/// one: large parts of each go step by step.
pub(super) fn draft<'p>(
    root: &'p Path,
    portal: &'p Portal,
    theme: &'p Theme,
    before: impl FnOnce() -> search::Before<'p> + Send,
    timings: &mut Timings,
) -> Drafted<'p> {
    let index = || search_files(root, portal, theme, before());
    let (denied, (pages, index)) = rayon::join(
        || Timings::of(|| denied(root, portal)),
        || {
            rayon::join(
                || Timings::of(|| pages(root, portal, theme)),
                || Timings::of(index),
            )
        },
    );
    Drafted {
        denied: timings.note("审核", denied),
        pages: timings.note("编排", pages),
        index: timings.note("检索", index),
    }
}

fn denied(root: &Path, portal: &Portal) -> Vec<Diagnostic> {
    let texts = Texts::new(root, portal);
    audit::findings_of(
        portal,
        &|path| texts.of(path),
        &portal.site.settings.build.deny,
    )
}
