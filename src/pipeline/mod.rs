//! The stair: `survey` reads and groups, `audit` asks the rules, `build` surveys, makes and writes.

mod audited;
mod building;
mod drafted;
mod remembered;
mod texts;
mod timings;
mod unchanged;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::NaiveDate;

use crate::model::{Artifact, Diagnostic, FileText, KeyWriter, Portal, SitePath};
use crate::output;
use crate::{audit, columns, load, render, search};
use texts::Texts;

pub use crate::columns::{Audience, of_kind as columns_of_kind};
pub use crate::load::{Memory, Store, audit_settings, is_of_site, shown_text};
pub use crate::output::{Beside, Receipt, put_whole, real_path};
pub use crate::render::{TRADITIONAL, Theme, components};
pub use crate::search::FOLDER as SEARCH;
pub use audited::{DrawAudit, audit, audit_report, denied, findings_in_words, rule_cards};
pub use building::{BuildOptions, Built, build, is_in_the_way};
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

impl Survey {
    /// Whether the settings, the register or a seed could not be read as they were meant: then what the rules say of the
    /// portal is not so.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.faults.iter().any(is_of_site)
    }
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
    let codes: Vec<&str> = audit::rules().iter().map(|rule| rule.code).collect();
    let denied = load::unknown_denied(&loaded.site.settings, &codes);
    loaded.faults.extend(denied);
    loaded.faults.sort_by(|a, b| a.order().cmp(&b.order()));
    if let Some(url) = base_url {
        loaded.site.settings.url = load::site_address(url).with_context(|| no_address(url))?;
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

/// Keeps every other process from writing the site, and from numbering its items, for as long as it is held; none
/// where `root` is no site. `waits` is told where another has to end first. A build that was killed is completed before, for [`survey`] then leaves it.
///
/// # Errors
/// When another process does not end within some seconds, or the machine fails.
pub fn lock(root: &Path, waits: &dyn Fn()) -> Result<Option<output::Lock>> {
    if !load::is_site(root) {
        return Ok(None);
    }
    output::recover(&default_out(root), &root.join(CACHE))?;
    output::Lock::wait(&root.join(CACHE), waits).map(Some)
}

fn no_address(url: &str) -> String {
    format!(
        "--base-url 不是完整的网址：{url}。写成 https:// 或 http:// 开头的网址，如 https://www.example.gov.cn/xxgk/"
    )
}

/// The site's theme, ready to render.
///
/// # Errors
/// When a file of the theme cannot be read or a template is broken.
pub fn theme(root: &Path, portal: &Portal) -> Result<Theme> {
    Theme::compile(&load::theme_files(root, &portal.site.settings.theme)?)
}

/// What is in the site's `themes/` without being of use to its theme (`SRC034`): no fault that stops a build.
#[must_use]
pub fn theme_warnings(root: &Path, portal: &Portal, theme: &Theme) -> Vec<Diagnostic> {
    let unread: Vec<&str> = theme.unread().collect();
    load::unused_theme_files(root, &portal.site.settings.theme, &unread)
}

/// Makes one page of each kind, and keeps none.
///
/// # Errors
/// When the theme cannot make one of them.
pub fn try_theme(portal: &Portal, theme: &Theme) -> Result<()> {
    let mut pages = render::specimens(portal, theme)?.into_iter();
    pages.try_for_each(|page| (page.make)().map(drop))
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
    let read = attachment_text(root, portal);
    let files = search_files(portal, theme, read, search::Before::default())?;
    Ok(files.map_or_else(Vec::new, |files| files.artifacts))
}

fn search_files<'p>(
    portal: &'p Portal,
    theme: &Theme,
    read: search::ReadText<'p>,
    before: search::Before<'p>,
) -> Result<Option<search::Files<'p>>> {
    match theme.asset("search.js") {
        Some(module) if portal.site.settings.search.enabled => {
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
    let texts = Texts::new(root, portal);
    words_for_search(portal, move |path| texts.of(path))
}

fn words_for_search<'p>(
    portal: &Portal,
    read: impl Fn(&str) -> Option<FileText> + Send + Sync + 'p,
) -> search::ReadText<'p> {
    let wanted = portal.site.settings.search.attachments;
    let words = move |path: &str| {
        let words = read(path)?.words();
        (!words.is_empty()).then_some(words)
    };
    Box::new(move |path| wanted.then(|| words(path)).flatten())
}

/// The folder that a build writes when none is named.
#[must_use]
pub fn default_out(root: &Path) -> PathBuf {
    root.join("public")
}
