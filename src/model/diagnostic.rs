//! An author's fault or a gap that the law sees: collected, never thrown.

use std::borrow::Cow;
use std::sync::Arc;

use super::Place;

/// How grave a finding is, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Unlawful or broken.
    Error,
    /// Late, or against the year's plan.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The English key of machine output: `error`, `warning`, `info`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The word an editor reads: 错误, 警告, 提示.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Info => "提示",
        }
    }

    /// Reads the English key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Info]
            .into_iter()
            .find(|severity| severity.key() == key)
    }
}

/// One finding: a fault of reading (`SRC…`) or of an audit rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// `SRC004`, `COL001` …: stable, relied on from outside.
    pub code: &'static str,
    /// The code's name, `empty-column`.
    pub name: &'static str,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, in Chinese, a sentence without a full stop at its end.
    pub message: String,
    /// Where; none for what is missing rather than written.
    pub place: Option<Place>,
    /// A second place that explains the first (“first used here”), with its words.
    pub also: Option<(Place, String)>,
    /// The organ it concerns, by register id.
    pub organ: Option<Arc<str>>,
    /// The column it concerns, by catalogue id.
    pub column: Option<Arc<str>>,
    /// The article that demands it, in Chinese; empty for faults of form.
    pub basis: Cow<'static, str>,
    /// How to mend it, in Chinese.
    pub help: String,
}

impl Diagnostic {
    /// A finding without place, basis or remedy; the `with_…` methods add them.
    #[must_use]
    pub fn new(
        code: &'static str,
        name: &'static str,
        severity: Severity,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            name,
            severity,
            message: message.into(),
            place: None,
            also: None,
            organ: None,
            column: None,
            basis: Cow::Borrowed(""),
            help: String::new(),
        }
    }

    /// Says where.
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Points at a second place and says what stands there.
    #[must_use]
    pub fn with_also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.also = Some((place, words.into()));
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Names the article that demands it.
    #[must_use]
    pub fn with_basis(mut self, basis: impl Into<Cow<'static, str>>) -> Self {
        self.basis = basis.into();
        self
    }

    /// Names the organ it concerns.
    #[must_use]
    pub fn with_organ(mut self, organ: impl Into<Arc<str>>) -> Self {
        self.organ = Some(organ.into());
        self
    }

    /// Names the column it concerns.
    #[must_use]
    pub fn with_column(mut self, column: impl Into<Arc<str>>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// Whether it is a fault of reading: its file, or a part of it, is not in what was audited.
    #[must_use]
    pub fn is_of_reading(&self) -> bool {
        self.code.starts_with("SRC")
    }

    /// The order of every report: by file, then line, then character, then code; what has no file first.
    #[must_use]
    pub fn order(
        &self,
    ) -> (
        Option<&str>,
        u32,
        u32,
        &str,
        Option<&str>,
        Option<&str>,
        &str,
    ) {
        let span = self.place.as_ref().and_then(|place| place.span);
        (
            self.place.as_ref().map(|place| &*place.source),
            span.map_or(0, |span| span.line),
            span.map_or(0, |span| span.character),
            self.code,
            self.organ.as_deref(),
            self.column.as_deref(),
            &self.message,
        )
    }
}
