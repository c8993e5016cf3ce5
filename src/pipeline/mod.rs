//! The stair: `survey` reads, groups and audits; `build` surveys, makes and writes.

mod audited;
mod drafted;
mod remembered;
mod texts;
mod timings;
mod unchanged;

use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveDate;

use crate::model::{Artifact, Diagnostic, KeyWriter, Portal, SitePath, TextsAreLost};
use crate::output::{self, WriteOptions};
use crate::{columns, load, render, search};
use texts::Texts;
use unchanged::Before;

pub use crate::columns::Audience;
pub use crate::load::{Memory, Store};
pub use crate::output::Receipt;
pub use crate::render::{Theme, components};
pub use crate::search::FOLDER as SEARCH;
pub use audited::{DrawAudit, audit, audit_report, rule_cards};
use drafted::{Drafted, Drafting};
pub use remembered::{InCache, memory};
pub use timings::Timings;

/// The folder of a site that holds its cache and its journal; safe to delete at any time.
pub const CACHE: &str = ".gongkai";
/// What is remembered there of the search index.
const INDEX: &str = "search-index";

/// The platform as its files say it, with everything that is wrong about them.
#[derive(Debug)]
pub struct Survey {
    /// The platform, without the items that could not be read.
    pub portal: Portal,
    /// Faults of reading (`SRC…`).
    pub faults: Vec<Diagnostic>,
    /// Seconds by stage, in order.
    pub timings: Timings,
}

/// How a build is to be done.
pub struct BuildOptions<'o> {
    /// The day as of which everything is said.
    pub as_of: NaiveDate,
    /// Replaces the base URL of the settings.
    pub base_url: Option<String>,
    /// Makes every file anew, whatever its key.
    pub force: bool,
    /// Leaves faulty items out instead of refusing.
    pub allow_errors: bool,
    /// Publishes the audit beside the platform; what is internal stays so unless it is asked for.
    pub with_audit: Option<&'o DrawAudit>,
    /// Told of how many artifacts are done, of how many.
    pub progress: &'o (dyn Fn(usize, usize) + Sync),
}

/// What came of a build.
#[derive(Debug)]
pub enum Built {
    /// The site stays as it was: these faults stand in the way.
    Refused(Vec<Diagnostic>),
    /// The site is written.
    Written {
        /// What changed in the output folder.
        receipt: Receipt,
        /// How many items the public can now see.
        items: usize,
        /// Faults that `allow_errors` let pass.
        faults: Vec<Diagnostic>,
        /// Seconds by stage, in order.
        timings: Timings,
    },
}

/// Reads the site and groups it into the platform as the public sees it on a day.
///
/// Before that it completes a build that was killed: every command that reads a site comes through here.
///
/// # Errors
/// When the machine fails or `root` is no site; an author's faults are in the survey.
pub fn survey(root: &Path, as_of: NaiveDate, base_url: Option<&str>) -> Result<Survey> {
    survey_for(root, as_of, base_url, Audience::Public, &mut memory(root))
}

/// As [`survey`], for those who may see more than the public, with a memory of one's own.
///
/// # Errors
/// As [`survey`].
pub fn survey_for(
    root: &Path,
    as_of: NaiveDate,
    base_url: Option<&str>,
    audience: Audience,
    memory: &mut Memory,
) -> Result<Survey> {
    output::recover(&default_out(root), &root.join(CACHE))?;
    let mut timings = Timings::default();
    let mut loaded = timings.time("读取", || load::load_changed(root, memory))?;
    if let Some(url) = base_url {
        loaded.site.settings.url = format!("{}/", url.trim_end_matches('/'));
    }
    let portal = timings.time("归栏", || {
        columns::arrange_for(loaded.site, as_of, audience)
    });
    Ok(Survey {
        portal,
        faults: loaded.faults,
        timings,
    })
}

/// Surveys the site and writes its platform into a folder, only what changed.
///
/// # Errors
/// When the machine fails, the theme is broken, or the folder is not gongkai's to write.
pub fn build(root: &Path, out: &Path, options: &BuildOptions<'_>) -> Result<Built> {
    match build_once(root, out, options) {
        // The memory was damaged, and that part of it is gone: as if it had never been.
        Err(error) if error.is::<TextsAreLost>() => build_once(root, out, options),
        built => built,
    }
}

fn build_once(root: &Path, out: &Path, options: &BuildOptions<'_>) -> Result<Built> {
    let cache = root.join(CACHE);
    output::recover(out, &cache)?;
    let mut looked = Timings::default();
    let (before, unchanged) = looked.time("核对", || {
        let before = Before::look(root, out, options);
        let unchanged = before.unchanged();
        (before, unchanged)
    });
    if let Some((receipt, items)) = unchanged {
        return Ok(Built::Written {
            receipt,
            items,
            faults: Vec::new(),
            timings: looked,
        });
    }
    let mut memory = memory(root);
    let Survey {
        portal,
        faults,
        mut timings,
    } = survey_for(
        root,
        options.as_of,
        options.base_url.as_deref(),
        Audience::Public,
        &mut memory,
    )?;
    if !faults.is_empty() && !options.allow_errors {
        return Ok(Built::Refused(faults));
    }
    let theme = timings.time("主题", || theme(root, &portal))?;
    let force = options.force;
    let standing = || standing_index(&cache, out, force);
    let drafting = Drafting {
        root,
        portal: &portal,
        theme: &theme,
        faults: &faults,
        with_audit: options.with_audit,
    };
    let Drafted {
        denied,
        pages,
        index,
        audit,
    } = drafting.draft(standing, &mut timings);
    if !denied.is_empty() {
        return Ok(Built::Refused(denied));
    }
    let (mut artifacts, index) = (pages?, index?);
    artifacts.extend(audit?);
    let state = index.map(|index| {
        artifacts.extend(index.artifacts);
        index.state
    });
    let write = WriteOptions {
        force: options.force,
        progress: options.progress,
        is_sound: &|| Ok(portal.site.lost.check()?),
    };
    let (receipt, kept) = rayon::join(
        || Timings::of(|| output::write(out, &cache, &artifacts, &write)),
        // One that cannot be kept costs the next build a reading, no more.
        || Timings::of(|| drop(remembered::keep(root, memory))),
    );
    let receipt = timings.note("生成", receipt)?;
    timings.note("记住", kept);
    if let Some(state) = state {
        // As below.
        let _ = output::keep(&cache, INDEX, &state);
    }
    let items = portal.items.len();
    // As above.
    let _ = Texts::new(root, &portal).sweep();
    if faults.is_empty() {
        let _ = before.remember(&receipt, items);
    }
    timings.0.splice(..0, looked.0);
    drop(artifacts);
    // Whoever waits for the site does not wait until what it was made of is taken apart.
    rayon::spawn(move || drop(portal));
    Ok(Built::Written {
        receipt,
        items,
        faults,
        timings,
    })
}

/// The site's theme, ready to render.
///
/// # Errors
/// When a file of the theme cannot be read or a template is broken.
pub fn theme(root: &Path, portal: &Portal) -> Result<Theme> {
    Theme::compile(&load::theme_files(root, &portal.site.settings.theme)?)
}

/// Every file of the platform but those of search: what `render` makes, and the files that published
/// items offer.
///
/// # Errors
/// When a path is none of a site.
pub fn pages<'p>(
    root: &'p Path,
    portal: &'p Portal,
    theme: &'p Theme,
) -> Result<Vec<Artifact<'p>>> {
    let mut artifacts = render::artifacts(portal, theme)?;
    for (path, facts) in portal.published_files() {
        artifacts.push(Artifact {
            path: SitePath::new(&path)?,
            key: KeyWriter::new("file").part(facts.digest).known(),
            make: Box::new(|| load::file_bytes(root, &facts.path)),
        });
    }
    Ok(artifacts)
}

/// The files of search, all below [`SEARCH`], made without regard to any that stand; none where the site
/// or the theme has no search.
///
/// # Errors
/// When a path is none of a site.
pub fn search_artifacts<'p>(
    root: &'p Path,
    portal: &'p Portal,
    theme: &Theme,
) -> Result<Vec<Artifact<'p>>> {
    let files = search_files(root, portal, theme, search::Before::default())?;
    Ok(files.map_or_else(Vec::new, |files| files.artifacts))
}

fn search_files<'p>(
    root: &'p Path,
    portal: &'p Portal,
    theme: &Theme,
    before: search::Before<'p>,
) -> Result<Option<search::Files<'p>>> {
    match theme.asset("search.js") {
        Some(module) if portal.site.settings.search.enabled => {
            let read = attachment_text(root, portal);
            search::artifacts(portal, read, module, before).map(Some)
        }
        _ => Ok(None),
    }
}

/// The search index that stands, as far as the last build remembered it.
fn standing_index<'o>(cache: &Path, out: &'o Path, force: bool) -> search::Before<'o> {
    if force {
        return search::Before::default();
    }
    search::Before {
        state: output::recall(cache, INDEX),
        file: Some(Box::new(|path| output::standing_file(out, path))),
    }
}

/// Gives the text of attachments to search, where the site's settings let it.
#[must_use]
pub fn attachment_text<'p>(root: &'p Path, portal: &'p Portal) -> search::ReadText<'p> {
    let wanted = portal.site.settings.search.attachments;
    let texts = Texts::new(root, portal);
    let read = move |path: &str| texts.of(path).map(|text| text.words());
    Box::new(move |path| wanted.then(|| read(path)).flatten())
}

/// The folder that a build writes when none is named.
#[must_use]
pub fn default_out(root: &Path) -> PathBuf {
    root.join("public")
}
