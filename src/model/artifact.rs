//! A file of the site that is not made yet.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

/// Path of a file of the site, relative to its root: ASCII, `/` between parts, no `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

/// The text is no path of a site.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」不能作为网站中的路径：只能用 ASCII 字母、数字和 - _ . /，且不含空段、. 与 ..")]
pub struct SitePathError(pub String);

impl SitePath {
    /// Checks and wraps a path.
    ///
    /// # Errors
    /// When a part is empty, `.` or `..`, begins with a dot, or holds other than ASCII letters, digits, `-`, `_`, `.`.
    pub fn new(path: &str) -> Result<Self, SitePathError> {
        let is_part = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.len() <= 200
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        };
        if path.len() <= 1000 && path.split('/').all(is_part) {
            Ok(Self(path.into()))
        } else {
            Err(SitePathError(path.to_owned()))
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Fingerprint of all that an artifact depends on: same key, same bytes.
///
/// # Why
/// A key is compared with the one that the same path had in the last build, made of texts that the site's own
/// editors wrote: 128 bits of XXH3 tell them apart, at a tenth of what a cryptographic digest costs. What names a
/// file's contents to others (assets, attachments, sources) has such a digest all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub [u8; 16]);

impl Key {
    /// Thirty-two hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.to_string()
    }

    /// Reads the digits of [`Key::hex`]; none where it never gave such a text.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let value = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        let mut key = [0; 16];
        if pairs.len() != key.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in key.iter_mut().zip(pairs) {
            *byte = value(*high)? << 4 | value(*low)?;
        }
        Some(Self(key))
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// Gathers the parts of a key; every part is length-prefixed, so that no two lists of parts are one.
#[derive(Clone)]
pub struct KeyWriter(Xxh3);

impl std::fmt::Debug for KeyWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("KeyWriter").finish()
    }
}

impl KeyWriter {
    /// A key of one sort of artifact; the program's version is always a part of it.
    #[must_use]
    pub fn new(sort: &str) -> Self {
        Self(Xxh3::new()).part(env!("CARGO_PKG_VERSION")).part(sort)
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// The key.
    #[must_use]
    pub fn finish(self) -> Key {
        Key(self.0.digest128().to_be_bytes())
    }

    /// The key, as one that is known before anyone asks.
    #[must_use]
    pub fn known<'p>(self) -> FindKey<'p> {
        let key = self.finish();
        Box::new(move |_| Ok(key.into()))
    }
}

/// Gives an artifact's bytes; pure, callable from any thread, any number of times.
pub type Make<'p> = Box<dyn Fn() -> anyhow::Result<Vec<u8>> + Send + Sync + 'p>;

/// An artifact's key, with its bytes where they were wanted and what the key took makes them cheaper.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// The key.
    pub key: Key,
    /// What `make` of the artifact gives; none where it is still to be asked.
    pub bytes: Option<Vec<u8>>,
}

impl From<Key> for Keyed {
    fn from(key: Key) -> Self {
        Self { key, bytes: None }
    }
}

/// Whether the bytes of a key are wanted, or stand already.
pub type Wanted<'w> = dyn Fn(Key) -> bool + 'w;

/// Finds an artifact's key; as pure as [`Make`].
///
/// # Why
/// A page's key covers its whole view, which costs nearly as much as the page itself. The preview,
/// which makes the few pages that are looked at, never asks for it; a build that has it makes the page of the
/// same view.
pub type FindKey<'p> = Box<dyn Fn(&Wanted<'_>) -> anyhow::Result<Keyed> + Send + Sync + 'p>;

/// A file of the site: where it goes, what it depends on, how it is made.
pub struct Artifact<'p> {
    /// Where it goes.
    pub path: SitePath,
    /// What it depends on.
    pub key: FindKey<'p>,
    /// How it is made.
    pub make: Make<'p>,
}

impl std::fmt::Debug for Artifact<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, KeyWriter, SitePath};

    #[test]
    fn a_path_of_a_site_stays_inside_it() {
        assert!(SitePath::new("czj/columns/budgets-p2.html").is_ok());
        for path in [
            "",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/./b",
            "关于.html",
            "a b",
            ".gongkai/x",
            "a\\b",
        ] {
            assert!(SitePath::new(path).is_err(), "{path}");
        }
    }

    #[test]
    fn parts_of_a_key_do_not_run_together() {
        let one = KeyWriter::new("page").part("ab").part("c").finish();
        let other = KeyWriter::new("page").part("a").part("bc").finish();
        assert_ne!(one, other);
    }

    #[test]
    fn a_key_reads_back_and_nothing_else_does() {
        let key = KeyWriter::new("page").part("甲").finish();
        assert_eq!(Key::from_hex(&key.hex()), Some(key));
        assert_eq!(Key::from_hex(&Key([0; 16]).hex()), Some(Key([0; 16])));
        let long = format!("{}0", key.hex());
        for text in ["", "-", "+0000000000000000000000000000000", &long] {
            assert_eq!(Key::from_hex(text), None, "{text}");
        }
    }
}
