//! The only room that writes the site, and only what changed.
//!
//! # How a build reaches the disk
//! 1. *Claim.* The output folder holds a manifest, `.gongkai-manifest`: the site's name, and path, key and size of
//!    every file that gongkai wrote there. It marks the folder as gongkai's; a folder with files and without it is
//!    refused, and so is one outside the site's root that a site of another name wrote, unless it was this one before
//!    it was renamed.
//! 2. *Prepare.* An artifact whose key is in the manifest and whose file stands with the recorded size, untouched
//!    since the manifest was put there, is kept unread. Every other is made; if its bytes equal the file that stands, that is kept, else they are staged
//!    in `.gongkai/staging/`. Nothing in the output folder changes.
//! 3. *Seal.* A journal lists the steps (what to clear from the way, install, remove, prune) and the new
//!    manifest. It is renamed into place whole: from this instant the new site is the site.
//! 4. *Apply.* First the manifest is replaced by one that calls every path of the steps uncertain; then the
//!    steps: renames, removals last; then the new manifest; then journal and staging folder go.
//!
//! # What always holds
//! - A file of the site is whole: it comes by a rename and goes by a removal, never by writing.
//! - Before the seal the output folder is the old site to the byte. After it, [`recover`] completes the new one.
//! - Every step may be done twice: a staged file that is gone has been installed, a file that is gone has been
//!   removed, and what is cleared from the way of a file is cleared only while that file is still staged.
//! - The manifest in the folder is true at every instant, so `.gongkai/` may vanish at any instant: the next
//!   build makes the uncertain files anew and compares.
//! - A journal is applied only to a folder whose manifest is the one it was written for; else it is dropped.
//! - Nothing outside the output folder and `.gongkai/` is written: links in the output folder are never
//!   followed, paths in manifest and journal are checked as [`SitePath`]s.
//! - What gongkai did not write is neither changed nor removed; where it stands in the way, the build says so
//!   before the seal.
//! - Without a change nothing is written, not even the manifest; that alone is put there anew where files were
//!   touched and hold what they should.
//!
//! # Why
//! Building a second folder and swapping the two was refused: it writes every file at every build, changes
//! every time stamp, and needs the output folder not to be a mount. Writing file by file in place was refused:
//! a killed build leaves half a site that nothing completes. No file is synced but the journal: ten thousand
//! syncs cost more than the build; what a power cut loses has the wrong size and is made anew.

mod anew;
mod apply;
mod beside;
mod disk;
mod draft;
mod folder;
mod journal;
mod lock;
mod manifest;
mod memory;
mod plan;
mod stage;
mod staging;
mod steps;
#[cfg(test)]
mod tests;
mod texts;
mod touched;
mod trouble;

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::model::{Artifact, SitePath};
use apply::Site;
pub use beside::{Beside, put_whole};
use draft::{Draft, draft};
use folder::Ground;
pub use folder::real_path;
use journal::Journal;
pub use lock::Lock;
use manifest::Manifest;
pub use memory::{forget, keep, keep_only, recall, standing, standing_file};
use staging::Staging;
pub use texts::{keep_with_texts, recall_with_texts};
use trouble::cannot;

const INTERRUPTED: &str =
    "网站写到一半停下了，每个文件都是完整的；排除问题后再运行任何 gongkai 命令，都会接着写完";

/// How the site is to be written.
pub struct WriteOptions<'o> {
    /// Makes every artifact anew, whatever its key; files whose bytes come out the same stay untouched.
    pub force: bool,
    /// Told of how many artifacts are prepared, of how many; from any thread, in any order.
    pub progress: &'o (dyn Fn(usize, usize) + Sync),
    /// Asked once all is made, before anything of the site changes, whether what it was made of was sound.
    pub is_sound: &'o (dyn Fn() -> anyhow::Result<()> + Sync),
    /// Told, where it lasts, that another process is at work there and has to end first.
    pub waits: &'o (dyn Fn() + Sync),
    /// The name of the site: a folder beside it that another site wrote is written by `force` alone.
    pub site: &'o str,
}

/// What a build did to the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Files that are new or have new bytes, in order.
    pub written: Vec<SitePath>,
    /// How many files stand as they stood.
    pub kept: usize,
    /// Files that are no longer part of the site, in order.
    pub removed: Vec<SitePath>,
    /// What stands in the folder and is not gongkai's, left alone; below the folder, in order.
    pub foreign: Vec<PathBuf>,
    /// What [`standing`] gives of the folder now; none where that has to be asked.
    pub standing: Option<[u8; 16]>,
}

/// Makes the output folder hold exactly these artifacts, and touches only what differs.
///
/// `cache` is the site's `.gongkai/`; its parent is the site's root, of which `out` may be a folder.
///
/// # Errors
/// When two artifacts claim one place, the folder is not gongkai's to write, something foreign stands in the
/// way, an artifact cannot be made, what they were made of was not sound, or the machine fails; until the journal is sealed the site stays as it was.
pub fn write(
    out: &Path,
    cache: &Path,
    artifacts: &[Artifact<'_>],
    options: &WriteOptions<'_>,
) -> anyhow::Result<Receipt> {
    plan::check(artifacts)?;
    let ground = Ground::check(out, cache)?;
    let _lock = Lock::wait(&ground.cache, options.waits)?;
    let _folder = Lock::wait_for_folder(&ground.out, options.waits)?;
    complete(&ground.out, &ground.cache)?;
    match draft_and_seal(&ground, artifacts, options) {
        Ok((receipt, None)) => Ok(receipt),
        Ok((receipt, Some((journal, site)))) => {
            site.apply(&journal).context(INTERRUPTED)?;
            site.settle().context(INTERRUPTED)?;
            close(journal, &ground.cache)?;
            Ok(receipt)
        }
        Err(error) => {
            // The first error is the one to tell; what stays is swept by the next run.
            let _ = Staging::in_cache(&ground.cache).discard();
            let _ = Staging::in_out(&ground.out).discard();
            Err(error)
        }
    }
}

/// Completes a build that was killed after its seal, and sweeps up after one that was killed before.
///
/// Every command calls it first. True when a build was completed, be it into `out` or into another folder. A
/// build that another process is at is left to that process.
///
/// # Errors
/// When the machine fails.
pub fn recover(out: &Path, cache: &Path) -> anyhow::Result<bool> {
    if !Journal::is_left(cache) && !Staging::in_out(out).is_left() {
        return Ok(false);
    }
    let Some(_lock) = Lock::seize(cache)? else {
        return Ok(false);
    };
    let begun = Journal::read(cache).map(|journal| journal.out(cache));
    match Lock::seize_folder(begun.as_deref().unwrap_or(out)) {
        Some(_folder) => complete(out, cache),
        None => Ok(false),
    }
}

fn complete(out: &Path, cache: &Path) -> anyhow::Result<bool> {
    let cache = &folder::real_path(cache).map_err(|error| cannot("打开", cache)(error))?;
    let journal = Journal::read(cache).filter(|journal| journal.fits(&journal.out(cache)));
    let Some(journal) = journal else {
        Journal::sweep(cache)?;
        let staged = Staging::in_out(out);
        if staged.is_left() && matches!(Manifest::read(out), Ok(Some(_))) {
            staged.discard()?;
        }
        return Ok(false);
    };
    let site = Site {
        out: journal.out(cache),
        staging: journal.staging(cache),
    };
    // The staged one may have been lost with the power.
    site.stage(apply::DOUBTFUL, &journal.doubtful_text())?;
    site.apply(&journal).context(INTERRUPTED)?;
    site.settle_after_crash(&journal).context(INTERRUPTED)?;
    close(journal, cache)?;
    Ok(true)
}

/// Ends a build whose site stands whole.
fn close(journal: Journal, cache: &Path) -> anyhow::Result<()> {
    // What cannot be kept is asked for when the site changes its name, no more.
    let _ = folder::keep_as_own(cache, journal.manifest_text());
    journal.discard(cache)
}

/// All that goes before the first change of the site; nothing where nothing is to change.
fn draft_and_seal(
    ground: &Ground,
    artifacts: &[Artifact<'_>],
    options: &WriteOptions<'_>,
) -> anyhow::Result<(Receipt, Option<(Journal, Site)>)> {
    let Draft {
        mut receipt,
        journal,
        manifest,
        manifest_text,
        is_alone,
    } = draft(ground, artifacts, options)?;
    let (sealed, standing) = rayon::join(
        || journal.map(|journal| seal(ground, journal)).transpose(),
        || is_alone.then(|| memory::standing_of_site(&manifest_text, &manifest)),
    );
    receipt.standing = standing.flatten();
    Ok((receipt, sealed?))
}

/// Claims the folder and seals the journal: from here on the new site is the site.
fn seal(ground: &Ground, mut journal: Journal) -> anyhow::Result<(Journal, Site)> {
    let Ground { out, cache } = ground;
    let mut staging = Staging::in_cache(cache);
    let put = |name, text: &str| Staging::put(&staging.manifest(name), text.as_bytes());
    let (doubtful, last) = rayon::join(
        || put(apply::DOUBTFUL, &journal.doubtful_text()),
        || put(apply::FINAL, journal.manifest_text()),
    );
    doubtful.and(last)?;
    folder::claim(out)?;
    journal.check_base(out)?;
    journal.check_folders(out)?;
    if !staging.reaches(out) {
        let nearer = Staging::in_out(out);
        staging.move_to(&nearer)?;
        journal.staged_in_out = true;
        staging = nearer;
    }
    journal.seal(cache)?;
    let out = out.clone();
    Ok((journal, Site { out, staging }))
}
