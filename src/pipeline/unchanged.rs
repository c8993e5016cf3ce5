//! A site with nothing changed ends at once: what the last build saw and left is compared by stats alone.
//!
//! # What has to stand as it stood
//! The program itself, the day, every option that shows in a page, every source (`load::stamp`), and the
//! output folder (`output::standing`). Then a build would keep every file, and says so without reading one.
//! Only a build without faults is remembered, for faults must be told again.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::remembered::program;
use super::{BuildOptions, CACHE};
use crate::load::{self, Stamp};
use crate::model::{Key, KeyWriter};
use crate::output::{self, Receipt};

/// Name of the memory in `.gongkai/`.
const NAME: &str = "last-build";

/// What the last build left, under a key of all that it saw.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LastBuild {
    /// Of the sources alone: where they differ, nothing else need be looked at.
    sources: String,
    key: String,
    files: usize,
    items: usize,
    foreign: Vec<PathBuf>,
}

/// The site before it is read.
pub(super) struct Before<'b> {
    root: &'b Path,
    out: &'b Path,
    options: &'b BuildOptions<'b>,
    stamp: Option<Stamp>,
}

impl<'b> Before<'b> {
    /// Looks at the sources; called before any of them is read, so that what changes meanwhile shows.
    pub(super) fn look(root: &'b Path, out: &'b Path, options: &'b BuildOptions<'b>) -> Self {
        let stamp = load::stamp(root);
        Self {
            root,
            out,
            options,
            stamp,
        }
    }

    /// What a build would say, where nothing has changed since the last: its receipt and its number of items.
    pub(super) fn unchanged(&self) -> Option<(Receipt, usize)> {
        if self.options.force {
            return None;
        }
        let bytes = output::recall(&self.root.join(CACHE), NAME)?;
        let last: LastBuild = serde_json::from_slice(&bytes).ok()?;
        let stamp = self.stamp.as_ref()?;
        if last.sources != hex(stamp) {
            return None;
        }
        let key = self.key(stamp, output::standing(self.out)?)?;
        let receipt = Receipt {
            kept: last.files,
            foreign: last.foreign,
            ..Receipt::default()
        };
        (key.hex() == last.key).then_some((receipt, last.items))
    }

    /// Remembers what a build left, where its sources were at rest.
    ///
    /// # Errors
    /// When the machine fails.
    pub(super) fn remember(&self, receipt: &Receipt, items: usize) -> Result<()> {
        let Some(stamp) = self.stamp.filter(Stamp::is_settled) else {
            return Ok(());
        };
        let standing = receipt.standing.or_else(|| output::standing(self.out));
        let Some(key) = standing.and_then(|standing| self.key(&stamp, standing)) else {
            return Ok(());
        };
        let last = LastBuild {
            sources: hex(&stamp),
            key: key.hex(),
            files: receipt.kept + receipt.written.len(),
            items,
            foreign: receipt.foreign.clone(),
        };
        output::keep(&self.root.join(CACHE), NAME, &serde_json::to_vec(&last)?)
    }

    fn key(&self, stamp: &Stamp, standing: [u8; 16]) -> Option<Key> {
        let BuildOptions {
            as_of,
            base_url,
            allow_errors,
            with_audit,
            force: _,
            progress: _,
            waits: _,
        } = self.options;
        let out = std::path::absolute(self.out).ok()?;
        let key = KeyWriter::new("last build")
            .part(program()?)
            .part(as_of.to_string())
            .part([base_url.is_some(), *allow_errors, with_audit.is_some()].map(u8::from))
            .part(base_url.as_deref().unwrap_or_default())
            .part(stamp.digest)
            .part(out.as_os_str().as_encoded_bytes())
            .part(standing);
        Some(key.finish())
    }
}

fn hex(stamp: &Stamp) -> String {
    KeyWriter::new("sources").part(stamp.digest).finish().hex()
}
