//! Whether a file of the site was touched since the site was written.
//!
//! # Why
//! A page that was defaced or a download that a disk has spoiled is as long as it was. To read every file at every
//! build would cost what a build costs; the system says for nothing when a file was last changed, and the
//! manifest is the last that a build puts there. What has been touched since is made anew and compared. Where the
//! folder was copied or moved to another disk that may be all of it, once: then the manifest is put there anew.

use std::fs::{self, Metadata};
use std::path::Path;

use super::manifest;

/// When the site was last written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written(Option<Moment>);

impl Written {
    /// As the manifest of an output folder says; where there is none, nothing was touched since.
    pub(super) fn look(out: &Path) -> Self {
        let facts = fs::symlink_metadata(out.join(manifest::NAME));
        Self(facts.ok().as_ref().and_then(changed))
    }

    /// When a file was changed, renamed, or given other rights since; none where it was not.
    pub(super) fn then_touched(self, file: &Metadata) -> Option<Moment> {
        let written = self.0?;
        changed(file).filter(|changed| written < *changed)
    }
}

/// Seconds since the epoch, and nanoseconds.
pub(super) type Moment = [i64; 2];

/// When an entry was last changed: not when its contents were, which whoever writes them may set at will.
#[cfg(unix)]
fn changed(facts: &Metadata) -> Option<Moment> {
    use std::os::unix::fs::MetadataExt;

    Some([facts.ctime(), facts.ctime_nsec()])
}

#[cfg(not(unix))]
fn changed(facts: &Metadata) -> Option<Moment> {
    let modified = facts
        .modified()
        .ok()?
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?;
    let seconds = i64::try_from(modified.as_secs()).ok()?;
    Some([seconds, i64::from(modified.subsec_nanos())])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::Written;
    use crate::model::{Artifact, KeyWriter, SitePath};
    use crate::output::{Receipt, WriteOptions, standing, write};

    fn build(root: &Path) -> Receipt {
        let artifact = |path| Artifact {
            path: SitePath::new(path).expect("a path"),
            key: KeyWriter::new("page").part("as it should be").known(),
            make: Box::new(|| Ok(b"as it should be".to_vec())),
        };
        let options = WriteOptions {
            force: false,
            progress: &|_, _| {},
            is_sound: &|| Ok(()),
            waits: &|| {},
            site: "某县",
        };
        let artifacts = [artifact("a.html"), artifact("b/c.html")];
        let (out, cache) = (root.join("public"), root.join(".gongkai"));
        write(&out, &cache, &artifacts, &options).expect("written")
    }

    /// Writes a file until the clock of its file system, which goes by steps, has gone on.
    fn rewrite(out: &Path, path: &str, text: &str) {
        let (written, file) = (Written::look(out), out.join(path));
        let facts = || fs::symlink_metadata(&file).expect("a file");
        while written.then_touched(&facts()).is_none() {
            fs::write(&file, text).expect("written");
        }
    }

    #[test]
    fn a_file_that_another_hand_changed_is_mended_though_it_is_as_long_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let out = root.path().join("public");
        build(root.path());
        let before = standing(&out);
        rewrite(&out, "b/c.html", "AS IT SHOULD BE");
        assert_ne!(standing(&out), before);
        let written = build(root.path()).written;
        assert_eq!(written, [SitePath::new("b/c.html").expect("a path")]);
        let mended = fs::read_to_string(out.join("b/c.html"));
        assert_eq!(mended.expect("text"), "as it should be");
        assert_eq!(standing(&out), before);
    }

    #[test]
    fn a_file_that_was_touched_and_holds_what_it_should_stays_and_is_trusted_again() {
        let root = tempfile::tempdir().expect("a folder");
        let out = root.path().join("public");
        build(root.path());
        let before = standing(&out);
        rewrite(&out, "a.html", "as it should be");
        assert_ne!(standing(&out), before);
        let receipt = build(root.path());
        assert_eq!((receipt.written.len(), receipt.kept), (0, 2));
        assert!(receipt.standing.is_some() && receipt.standing == before);
        assert_eq!(standing(&out), before);
    }
}
