//! The kinds of item (信息类型): what each is called and which fields it must have.

use serde::{Deserialize, Serialize};

/// Index of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KindIx(pub u32);

/// One kind of item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Stable ASCII id: `normative-document`.
    pub id: String,
    /// Chinese name: 行政规范性文件.
    pub name: String,
    /// One sentence for the clerk who chooses it.
    pub description: String,
    /// English keys of the fields that the kind requires, beyond those of every item.
    pub required: Vec<String>,
    /// English keys that `gongkai new` also offers.
    pub useful: Vec<String>,
}

/// All kinds, in display order.
#[derive(Debug, Clone, Default)]
pub struct Kinds(pub Vec<Kind>);

impl Kinds {
    /// All kinds with their indices.
    pub fn iter(&self) -> impl Iterator<Item = (KindIx, &Kind)> {
        (0u32..).map(KindIx).zip(&self.0)
    }

    /// Finds a kind by id or Chinese name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<KindIx> {
        let name = name.trim();
        self.iter()
            .find(|(_, kind)| kind.id == name || kind.name == name)
            .map(|(ix, _)| ix)
    }

    /// Every id and name, for did-you-mean.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .flat_map(|kind| [kind.id.as_str(), kind.name.as_str()])
    }
}

impl std::ops::Index<KindIx> for Kinds {
    type Output = Kind;

    fn index(&self, ix: KindIx) -> &Kind {
        &self.0[ix.0 as usize]
    }
}
