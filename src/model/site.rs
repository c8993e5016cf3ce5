//! Everything that was read: what `load` hands to `columns`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Calendar, Catalogue, DataTable, Item, Kinds, Lost, Register, Settings, Topics, Vocabulary,
    Wording, WorkPlan,
};

/// A file of `content/` that is no item: what attachments, images and tables point at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Path from the site's root.
    pub path: Arc<str>,
    /// Bytes.
    pub size: u64,
    /// Digest of its bytes.
    pub digest: [u8; 32],
    /// SHA-256 of its bytes, which a citizen can verify with what a computer has (`certutil`, `sha256sum`).
    pub sha256: [u8; 32],
    /// Width and height in pixels, for images.
    pub dimensions: Option<(u32, u32)>,
    /// Whether it is an image that runs a script when it is opened by itself: an SVG can.
    pub runs_script: bool,
    /// Whether it [may hold a long number](super::may_hold_long_number), of a file of plain text; none of others, whose
    /// words take long to find.
    pub has_long_number: Option<bool>,
}

/// The site as its files say it, before anything is grouped.
#[derive(Debug, Clone)]
pub struct Site {
    /// `gongkai.yaml`
    pub settings: Settings,
    /// `content/organs.yaml`
    pub register: Register,
    /// `seeds/catalogue/`
    pub catalogue: Catalogue,
    /// `seeds/kinds.yaml`
    pub kinds: Kinds,
    /// `seeds/vocabularies.yaml`
    pub vocabulary: Vocabulary,
    /// `seeds/topics.yaml`
    pub topics: Topics,
    /// `seeds/wording.yaml`
    pub wording: Wording,
    /// `seeds/calendar.yaml`
    pub calendar: Calendar,
    /// `seeds/work-plans/`
    pub work_plans: Vec<WorkPlan>,
    /// Every item that could be read, public or not, in order of their paths.
    pub items: Vec<Arc<Item>>,
    /// Every other file under the organs' folders, by path.
    pub files: BTreeMap<Arc<str>, FileFacts>,
    /// Data tables that items name, by path.
    pub tables: BTreeMap<Arc<str>, Arc<DataTable>>,
    /// Files that are links, each with the file of the same folders that it stands for.
    pub links: BTreeMap<Arc<str>, Arc<str>>,
    /// Files of items that could not be read, each with its words; their faults are told elsewhere.
    pub unread: BTreeMap<Arc<str>, String>,
    /// Whether the text of an item could not be read again; to be checked before anything made of the site is used.
    pub lost: Arc<Lost>,
}
