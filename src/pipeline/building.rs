//! A build: from what the files of a site say to what stands in the output folder.

use std::path::Path;

use anyhow::Result;
use chrono::NaiveDate;

use super::audited::DrawAudit;
use super::drafted::Drafting;
use super::remembered::{self, memory};
use super::texts::Texts;
use super::timings::Timings;
use super::unchanged::Before;
use super::{
    Audience, CACHE, INDEX, Memory, Survey, is_of_site, standing_index, survey_for, theme,
    theme_warnings,
};
use crate::model::{Artifact, Diagnostic, Portal, TextsAreLost};
use crate::output::{self, Receipt, WriteOptions};

/// How a build is to be done.
pub struct BuildOptions<'o> {
    /// The day as of which everything is said.
    pub as_of: NaiveDate,
    /// Replaces the base URL of the settings.
    pub base_url: Option<String>,
    /// Makes every file anew, whatever its key.
    pub force: bool,
    /// Leaves faulty items out instead of refusing; what is wrong with the site as a whole is refused all the same.
    pub allow_errors: bool,
    /// Publishes the audit beside the platform; what is internal stays so unless it is asked for.
    pub with_audit: Option<&'o DrawAudit>,
    /// Told of how many artifacts are done, of how many.
    pub progress: &'o (dyn Fn(usize, usize) + Sync),
    /// Told, where it lasts, that another process is at work there and has to end first.
    pub waits: &'o (dyn Fn() + Sync),
}

/// What came of a build.
#[derive(Debug)]
pub enum Built {
    /// The site stays as it was: these faults stand in the way.
    Refused(Vec<Diagnostic>),
    /// The site stays as it was: the settings let nothing with these findings into the public.
    Denied(Vec<Diagnostic>),
    /// The site is written.
    Written {
        /// What changed in the output folder.
        receipt: Receipt,
        /// How many items the public can now see.
        items: usize,
        /// Faults that `allow_errors` let pass.
        faults: Vec<Diagnostic>,
        /// What the person who changed the theme should know.
        warnings: Vec<Diagnostic>,
        /// Seconds by stage, in order.
        timings: Timings,
    },
}

/// Whether faults of reading keep the site from being published or handed on: one that lets its item be left out
/// does not where that is allowed.
#[must_use]
pub fn is_in_the_way(faults: &[Diagnostic], allow_errors: bool) -> bool {
    faults
        .iter()
        .any(|fault| !allow_errors || is_of_site(fault))
}

/// Surveys the site and writes its platform into a folder, only what changed.
///
/// # Errors
/// When the machine fails, the theme is broken, or the folder is not gongkai's to write.
pub fn build(root: &Path, out: &Path, options: &BuildOptions<'_>) -> Result<Built> {
    let building = Building { root, out, options };
    match building.once() {
        // The memory was damaged, and that part of it is gone: as if it had never been.
        Err(error) if error.is::<TextsAreLost>() => building.once(),
        built => built,
    }
}

/// What is built, whereto and how.
struct Building<'b> {
    root: &'b Path,
    out: &'b Path,
    options: &'b BuildOptions<'b>,
}

impl Building<'_> {
    /// Leaves a site of which nothing has changed; makes it else.
    fn once(&self) -> Result<Built> {
        output::recover(self.out, &self.root.join(CACHE))?;
        let mut timings = Timings::default();
        let (before, unchanged) = timings.time("核对", || {
            let before = Before::look(self.root, self.out, self.options);
            let unchanged = before.unchanged();
            (before, unchanged)
        });
        match unchanged {
            Some((receipt, items)) => Ok(Built::Written {
                receipt,
                items,
                faults: Vec::new(),
                warnings: Vec::new(),
                timings,
            }),
            None => self.make(&before, timings),
        }
    }

    /// Reads the site and, unless something stands in the way, writes it.
    fn make(&self, before: &Before<'_>, mut timings: Timings) -> Result<Built> {
        let (root, options) = (self.root, self.options);
        let mut memory = memory(root);
        let base_url = options.base_url.as_deref();
        let survey = survey_for(root, options.as_of, base_url, Audience::Public, &mut memory)?;
        let Survey { portal, faults, .. } = survey;
        timings.0.extend(survey.timings.0);
        if is_in_the_way(&faults, options.allow_errors) {
            return Ok(Built::Refused(faults));
        }
        let theme = timings.time("主题", || theme(root, &portal))?;
        let warnings = theme_warnings(root, &portal, &theme);
        let texts = Texts::new(root, &portal);
        let drafting = Drafting {
            texts: &texts,
            theme: &theme,
            faults: &faults,
            with_audit: options.with_audit,
        };
        let receipt = match self.draft_and_write(&drafting, memory, &mut timings)? {
            Ok(receipt) => receipt,
            Err(denied) => return Ok(Built::Denied(denied)),
        };
        let items = portal.items.len();
        // What was said is said again until it is mended.
        if faults.is_empty() && warnings.is_empty() {
            let _ = before.remember(&receipt, items);
        }
        // Whoever waits for the site does not wait until what it was made of is taken apart.
        rayon::spawn(move || drop(portal));
        Ok(Built::Written {
            receipt,
            items,
            faults,
            warnings,
            timings,
        })
    }

    /// Writes the site, or gives what the settings let nothing of into the public.
    fn draft_and_write(
        &self,
        drafting: &Drafting<'_>,
        memory: Memory,
        timings: &mut Timings,
    ) -> Result<Result<Receipt, Vec<Diagnostic>>> {
        let (cache, portal) = (self.root.join(CACHE), drafting.texts.portal);
        let standing = || standing_index(&cache, self.out, self.options.force);
        let (denied, drafted) = drafting.draft(standing, timings);
        let denied = denied?;
        if !denied.is_empty() {
            return Ok(Err(denied));
        }
        let (artifacts, index) = drafted.artifacts()?;
        let receipt = self.write(portal, &artifacts, memory, timings)?;
        drop(artifacts);
        // What cannot be kept or cleared away costs the next build time, no more.
        let _ = index.map(|state| output::keep(&cache, INDEX, &state));
        let _ = drafting.texts.sweep();
        Ok(Ok(receipt))
    }

    /// Writes the site, and beside that what was read for the next build.
    fn write(
        &self,
        portal: &Portal,
        artifacts: &[Artifact<'_>],
        memory: Memory,
        timings: &mut Timings,
    ) -> Result<Receipt> {
        let write = WriteOptions {
            force: self.options.force,
            progress: self.options.progress,
            is_sound: &|| Ok(portal.site.lost.check()?),
            waits: self.options.waits,
            site: &portal.site.settings.name,
        };
        let cache = self.root.join(CACHE);
        let (receipt, kept) = rayon::join(
            || Timings::of(|| output::write(self.out, &cache, artifacts, &write)),
            // As with all that is kept.
            || Timings::of(|| drop(remembered::keep(self.root, memory))),
        );
        let receipt = timings.note("生成", receipt)?;
        timings.note("记住", kept);
        Ok(receipt)
    }
}
