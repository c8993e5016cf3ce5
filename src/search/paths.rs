//! Where each file of the index lies, below the folder of search: a number that readers know, and the
//! digest of what the file holds.

use super::bytes::Digest;

/// What is fetched first.
pub(super) fn start(digest: Digest) -> String {
    format!("start-{digest}.bin")
}

/// Days of publication.
pub(super) fn dates(digest: Digest) -> String {
    format!("dates-{digest}.bin")
}

/// The digests of buckets.
pub(super) fn directory(at: usize, digest: Digest) -> String {
    format!("d/{at}-{digest}.bin")
}

/// A bucket.
pub(super) fn bucket(at: usize, digest: Digest) -> String {
    format!("b/{at}-{digest}.bin")
}

/// A long list.
pub(super) fn list(digest: Digest) -> String {
    format!("l/{digest}.bin")
}

/// Names.
pub(super) fn names(digest: Digest) -> String {
    format!("n/{digest}.bin")
}

/// Results: the file of this number in a group.
pub(super) fn results(group: usize, digest: Digest, file: usize) -> String {
    format!("r/{group}-{digest}/{file}.bin")
}
