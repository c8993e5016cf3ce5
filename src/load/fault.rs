//! The faults of reading: each has a code that never changes, a name and a page that explains it.

use crate::model::{Diagnostic, Severity};

/// One kind of fault; `gongkai explain SRC001` prints its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// `SRC001` …
    pub code: &'static str,
    /// What is wrong, in a word or two: `not-utf-8`.
    pub name: &'static str,
    /// The page that explains it, in Markdown.
    pub page: &'static str,
}

impl Fault {
    /// A finding of this kind.
    pub(super) fn says(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, Severity::Error, message)
    }
}

macro_rules! faults {
    ($($constant:ident = $code:literal, $name:literal;)*) => {
        $(pub(super) const $constant: Fault = Fault {
            code: $code,
            name: $name,
            page: include_str!(concat!("faults/", $name, ".md")),
        };)*

        /// Every fault of reading, by code.
        pub static FAULTS: &[Fault] = &[$($constant),*];
    };
}

faults! {
    UNREADABLE_FILE = "SRC001", "unreadable-file";
    NOT_UTF_8 = "SRC002", "not-utf-8";
    FILE_TOO_LARGE = "SRC003", "file-too-large";
    LINK_OUTSIDE_SITE = "SRC004", "link-outside-site";
    YAML_SYNTAX = "SRC005", "yaml-syntax";
    FULL_WIDTH_PUNCTUATION = "SRC006", "full-width-punctuation";
    YAML_TOO_COMPLEX = "SRC007", "yaml-too-complex";
    DUPLICATE_KEY = "SRC008", "duplicate-key";
    UNKNOWN_KEY = "SRC009", "unknown-key";
    KEY_AND_ALIAS = "SRC010", "key-and-alias";
    MISSING_KEY = "SRC011", "missing-key";
    WRONG_TYPE = "SRC012", "wrong-type";
    WRONG_DATE = "SRC013", "wrong-date";
    UNKNOWN_CHOICE = "SRC014", "unknown-choice";
    UNKNOWN_ORGAN = "SRC015", "unknown-organ";
    UNKNOWN_KIND = "SRC016", "unknown-kind";
    NO_FRONT_MATTER = "SRC017", "no-front-matter";
    UNCLOSED_FRONT_MATTER = "SRC018", "unclosed-front-matter";
    EMPTY_FILE = "SRC019", "empty-file";
    WRONG_ID = "SRC020", "wrong-id";
    DUPLICATE_ADDRESS = "SRC021", "duplicate-address";
    UNREGISTERED_FOLDER = "SRC022", "unregistered-folder";
    PATH_OUTSIDE_CONTENT = "SRC023", "path-outside-content";
    UNREADABLE_TABLE = "SRC024", "unreadable-table";
    WRONG_ADDRESS = "SRC025", "wrong-address";
    WRONG_CODE = "SRC026", "wrong-code";
    DUPLICATE_NAME = "SRC027", "duplicate-name";
    LOOSENED_COLUMN = "SRC028", "loosened-column";
    UNKNOWN_REFERENCE = "SRC029", "unknown-reference";
    MISSING_FILE = "SRC030", "missing-file";
}
