//! One line of a list of items: title, date, and what a reader needs to tell it from its neighbours.

use std::sync::Arc;

use serde::Serialize;

use crate::model::{ItemIx, Validity};
use crate::render::ground::Ground;

/// A line of a list.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Row<'p> {
    title: &'p str,
    href: Arc<str>,
    /// `2020-11-02`
    date: Option<Arc<str>>,
    number: Option<Arc<str>>,
    /// Whose, on lists of several organs.
    organ: Option<&'p str>,
    /// What the document is not yet or no longer; none while it is in force.
    mark: Option<ValidityMark>,
    /// A few more words: the forms of an interpretation.
    note: Option<String>,
}

/// A validity other than 有效, as a badge, or what else is to be known of it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::render) struct ValidityMark {
    key: &'static str,
    label: &'static str,
}

impl<'p> Row<'p> {
    /// The line of an item.
    pub(in crate::render) fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let line = ground.lines.of(ix);
        Self {
            title: &ground.portal[ix].title.value,
            href: Arc::clone(&line.href),
            date: line.date.clone(),
            number: line.number.clone(),
            organ: None,
            mark: ValidityMark::of(ground, ix),
            note: None,
        }
    }

    /// Names the organ on the line.
    pub(in crate::render) fn with_organ(mut self, ground: &Ground<'p>, ix: ItemIx) -> Self {
        let organ = ground.portal[ix].organ;
        self.organ = Some(&ground.portal.site.register[organ].short);
        self
    }

    /// Adds a few words.
    pub(in crate::render) fn with_note(mut self, note: String) -> Self {
        self.note = Some(note).filter(|note| !note.is_empty());
        self
    }
}

impl ValidityMark {
    /// The badge of an item: that it does not hold yet, before all else; none while it is in force as it was.
    pub(in crate::render) fn of(ground: &Ground<'_>, ix: ItemIx) -> Option<Self> {
        let not_yet = ground.portal.takes_effect_on(ix).map(|_| Self::not_yet());
        not_yet.or_else(|| validity(ground, ix).and_then(Self::new))
    }

    /// The mark of what takes effect on a day to come.
    pub(in crate::render) fn not_yet() -> Self {
        Self::pending("尚未施行")
    }

    /// The badge of a validity; none for 有效.
    pub(in crate::render) fn new(validity: Validity) -> Option<Self> {
        let label = match validity {
            Validity::InForce => return None,
            Validity::Amended => "已修改",
            Validity::Expired => "已失效",
            Validity::Repealed => "已废止",
        };
        let key = validity.key();
        Some(Self { key, label })
    }

    /// The mark of a day to come.
    pub(in crate::render) fn pending(label: &'static str) -> Self {
        let key = "pending";
        Self { key, label }
    }

    /// What it says.
    pub(in crate::render) fn label(self) -> &'static str {
        self.label
    }

    /// The mark of a stated validity that something else contradicts.
    pub(in crate::render) fn doubtful() -> Self {
        Self {
            key: "doubtful",
            label: "有效性待核实",
        }
    }

    /// The mark on an interpretation of a document of a validity; none for 有效.
    pub(in crate::render) fn of_what_is_interpreted(validity: Validity) -> Option<Self> {
        let label = match validity {
            Validity::InForce => return None,
            Validity::Amended => "所解读的文件已修改",
            Validity::Expired => "所解读的文件已失效",
            Validity::Repealed => "所解读的文件已废止",
        };
        let key = validity.key();
        Some(Self { key, label })
    }
}

/// The validity of an item on the as-of day, where it is a document.
pub(in crate::render) fn validity(ground: &Ground<'_>, ix: ItemIx) -> Option<Validity> {
    let validity = ground.portal.relations.validity.get(ix.0 as usize);
    validity.copied().flatten()
}
