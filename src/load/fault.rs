//! The faults of reading: each has a code that never changes, a name and a page that explains it.

use crate::model::{Diagnostic, Severity};

/// One kind of fault; `gongkai explain SRC001` prints its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// `SRC001` …
    pub code: &'static str,
    /// What is wrong, in a word or two: `not-utf-8`.
    pub name: &'static str,
    /// How grave it is: an error stands in the way of a build, a warning does not.
    pub severity: Severity,
    /// The page that explains it, in Markdown.
    pub page: &'static str,
}

impl Fault {
    /// What is wrong, in Chinese: the first line of its page.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let line = self.page.lines().next().unwrap_or_default();
        line.trim_start_matches('#').trim()
    }

    /// What is wrong, in a sentence: the first paragraph of its page.
    #[must_use]
    pub fn statement(&self) -> &'static str {
        let mut lines = self.page.lines().skip(1).map(str::trim);
        lines.find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// A finding of this kind.
    pub(super) fn says(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, self.severity, message)
    }
}

/// Every fault of reading, by code.
pub static FAULTS: &[Fault] = &[
    UNREADABLE_FILE,
    NOT_UTF_8,
    FILE_TOO_LARGE,
    LINK_OUTSIDE_SITE,
    YAML_SYNTAX,
    FULL_WIDTH_PUNCTUATION,
    YAML_TOO_COMPLEX,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    KEY_AND_ALIAS,
    MISSING_KEY,
    WRONG_TYPE,
    WRONG_DATE,
    UNKNOWN_CHOICE,
    UNKNOWN_ORGAN,
    UNKNOWN_KIND,
    NO_FRONT_MATTER,
    UNCLOSED_FRONT_MATTER,
    EMPTY_FILE,
    WRONG_ID,
    DUPLICATE_ADDRESS,
    UNREGISTERED_FOLDER,
    PATH_OUTSIDE_CONTENT,
    UNREADABLE_TABLE,
    WRONG_ADDRESS,
    WRONG_CODE,
    DUPLICATE_NAME,
    LOOSENED_COLUMN,
    UNKNOWN_REFERENCE,
    MISSING_FILE,
    UNUSED_SEED,
    TEXT_AS_COMMENT,
    CONTRADICTORY_SEED,
    UNUSED_THEME_FILE,
    HTML_TOO_DEEP,
    CONTROL_CHARACTER,
];

const fn fault(code: &'static str, name: &'static str, page: &'static str) -> Fault {
    Fault {
        code,
        name,
        severity: Severity::Error,
        page,
    }
}

pub(super) const UNREADABLE_FILE: Fault = fault(
    "SRC001",
    "unreadable-file",
    include_str!("faults/unreadable-file.md"),
);
pub(super) const NOT_UTF_8: Fault =
    fault("SRC002", "not-utf-8", include_str!("faults/not-utf-8.md"));
pub(super) const FILE_TOO_LARGE: Fault = fault(
    "SRC003",
    "file-too-large",
    include_str!("faults/file-too-large.md"),
);
pub(super) const LINK_OUTSIDE_SITE: Fault = fault(
    "SRC004",
    "link-outside-site",
    include_str!("faults/link-outside-site.md"),
);
pub(super) const YAML_SYNTAX: Fault = fault(
    "SRC005",
    "yaml-syntax",
    include_str!("faults/yaml-syntax.md"),
);
pub(super) const FULL_WIDTH_PUNCTUATION: Fault = fault(
    "SRC006",
    "full-width-punctuation",
    include_str!("faults/full-width-punctuation.md"),
);
pub(super) const YAML_TOO_COMPLEX: Fault = fault(
    "SRC007",
    "yaml-too-complex",
    include_str!("faults/yaml-too-complex.md"),
);
pub(super) const DUPLICATE_KEY: Fault = fault(
    "SRC008",
    "duplicate-key",
    include_str!("faults/duplicate-key.md"),
);
pub(super) const UNKNOWN_KEY: Fault = fault(
    "SRC009",
    "unknown-key",
    include_str!("faults/unknown-key.md"),
);
pub(super) const KEY_AND_ALIAS: Fault = fault(
    "SRC010",
    "key-and-alias",
    include_str!("faults/key-and-alias.md"),
);
pub(super) const MISSING_KEY: Fault = fault(
    "SRC011",
    "missing-key",
    include_str!("faults/missing-key.md"),
);
pub(super) const WRONG_TYPE: Fault =
    fault("SRC012", "wrong-type", include_str!("faults/wrong-type.md"));
pub(super) const WRONG_DATE: Fault =
    fault("SRC013", "wrong-date", include_str!("faults/wrong-date.md"));
pub(super) const UNKNOWN_CHOICE: Fault = fault(
    "SRC014",
    "unknown-choice",
    include_str!("faults/unknown-choice.md"),
);
pub(super) const UNKNOWN_ORGAN: Fault = fault(
    "SRC015",
    "unknown-organ",
    include_str!("faults/unknown-organ.md"),
);
pub(super) const UNKNOWN_KIND: Fault = fault(
    "SRC016",
    "unknown-kind",
    include_str!("faults/unknown-kind.md"),
);
pub(super) const NO_FRONT_MATTER: Fault = fault(
    "SRC017",
    "no-front-matter",
    include_str!("faults/no-front-matter.md"),
);
pub(super) const UNCLOSED_FRONT_MATTER: Fault = fault(
    "SRC018",
    "unclosed-front-matter",
    include_str!("faults/unclosed-front-matter.md"),
);
pub(super) const EMPTY_FILE: Fault =
    fault("SRC019", "empty-file", include_str!("faults/empty-file.md"));
pub(super) const WRONG_ID: Fault = fault("SRC020", "wrong-id", include_str!("faults/wrong-id.md"));
pub(super) const DUPLICATE_ADDRESS: Fault = fault(
    "SRC021",
    "duplicate-address",
    include_str!("faults/duplicate-address.md"),
);
pub(super) const UNREGISTERED_FOLDER: Fault = fault(
    "SRC022",
    "unregistered-folder",
    include_str!("faults/unregistered-folder.md"),
);
pub(super) const PATH_OUTSIDE_CONTENT: Fault = fault(
    "SRC023",
    "path-outside-content",
    include_str!("faults/path-outside-content.md"),
);
pub(super) const UNREADABLE_TABLE: Fault = fault(
    "SRC024",
    "unreadable-table",
    include_str!("faults/unreadable-table.md"),
);
pub(super) const WRONG_ADDRESS: Fault = fault(
    "SRC025",
    "wrong-address",
    include_str!("faults/wrong-address.md"),
);
pub(super) const WRONG_CODE: Fault =
    fault("SRC026", "wrong-code", include_str!("faults/wrong-code.md"));
pub(super) const DUPLICATE_NAME: Fault = fault(
    "SRC027",
    "duplicate-name",
    include_str!("faults/duplicate-name.md"),
);
pub(super) const LOOSENED_COLUMN: Fault = fault(
    "SRC028",
    "loosened-column",
    include_str!("faults/loosened-column.md"),
);
pub(super) const UNKNOWN_REFERENCE: Fault = fault(
    "SRC029",
    "unknown-reference",
    include_str!("faults/unknown-reference.md"),
);
pub(super) const MISSING_FILE: Fault = fault(
    "SRC030",
    "missing-file",
    include_str!("faults/missing-file.md"),
);
pub(super) const UNUSED_SEED: Fault = fault(
    "SRC031",
    "unused-seed",
    include_str!("faults/unused-seed.md"),
);
pub(super) const TEXT_AS_COMMENT: Fault = fault(
    "SRC032",
    "text-as-comment",
    include_str!("faults/text-as-comment.md"),
);
pub(super) const CONTRADICTORY_SEED: Fault = fault(
    "SRC033",
    "contradictory-seed",
    include_str!("faults/contradictory-seed.md"),
);
pub(super) const UNUSED_THEME_FILE: Fault = Fault {
    severity: Severity::Warning,
    ..fault(
        "SRC034",
        "unused-theme-file",
        include_str!("faults/unused-theme-file.md"),
    )
};
pub(super) const HTML_TOO_DEEP: Fault = fault(
    "SRC035",
    "html-too-deep",
    include_str!("faults/html-too-deep.md"),
);
pub(super) const CONTROL_CHARACTER: Fault = fault(
    "SRC036",
    "control-character",
    include_str!("faults/control-character.md"),
);
