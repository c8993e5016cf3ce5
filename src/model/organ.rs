//! The register of disclosing organs (行政机关名录).

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Written, nearest_organ};

/// Index of an organ in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OrganIx(pub u32);

/// What an organ is, which decides the columns it owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganKind {
    /// 县人民政府
    Government,
    /// 部门
    Department,
    /// 乡镇
    Township,
    /// 街道: a 派出机关, not literally covered by article 21's township list
    Subdistrict,
    /// 党委部门: may answer for tasks of a plan, owes no disclosure platform
    Party,
    /// 公共企事业单位
    Utility,
}

impl OrganKind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 6] = [
        Self::Government,
        Self::Department,
        Self::Township,
        Self::Subdistrict,
        Self::Party,
        Self::Utility,
    ];

    /// The key used in YAML and machine output.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Department => "department",
            Self::Township => "township",
            Self::Subdistrict => "subdistrict",
            Self::Party => "party",
            Self::Utility => "utility",
        }
    }

    /// The heading under which citizens find such organs.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Government => "县政府",
            Self::Department => "县级部门",
            Self::Township => "乡镇",
            Self::Subdistrict => "街道",
            Self::Party => "党委部门",
            Self::Utility => "公共企事业单位",
        }
    }

    /// Reads the key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether organs of this kind owe a disclosure platform (条例 第二条, 第二十四条).
    #[must_use]
    pub fn has_platform(self) -> bool {
        !matches!(self, Self::Party | Self::Utility)
    }
}

/// A named person of an organ: 分管负责同志 or 经办同志.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person {
    /// 姓名
    pub name: String,
    /// 职务
    pub post: String,
}

/// One organ of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organ {
    /// ASCII id, also the name of its folder under `content/`.
    pub id: Arc<str>,
    /// Full name: 天台县财政局.
    pub name: String,
    /// Short name: 县财政局.
    pub short: String,
    /// Other names under which documents know it.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: OrganKind,
    /// 统一社会信用代码, its check digit verified.
    pub uscc: Option<String>,
    /// 分管负责同志
    pub leader: Option<Person>,
    /// 经办同志
    pub handler: Option<Person>,
    /// 办公地址
    pub address: Option<String>,
    /// 办公时间
    pub hours: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 传真号码
    pub fax: Option<String>,
    /// 电子邮箱
    pub email: Option<String>,
    /// 机关代字: 天政发, 天政办发 …
    pub prefixes: Vec<String>,
    /// First day on the register.
    pub since: Option<NaiveDate>,
    /// Last day on the register.
    pub until: Option<NaiveDate>,
    /// Where the register writes it (its `id`).
    pub written: Written<()>,
}

/// All organs in register order, found by id, name, short name or alias.
#[derive(Debug, Clone, Default)]
pub struct Register {
    organs: Vec<Organ>,
    by_name: HashMap<Box<str>, OrganIx>,
}

impl Register {
    /// Indexes the organs; where two claim one name the first keeps it.
    #[must_use]
    pub fn new(organs: Vec<Organ>) -> Self {
        let mut by_name = HashMap::new();
        for (index, organ) in organs.iter().enumerate() {
            let ix = OrganIx(u32::try_from(index).unwrap_or(u32::MAX));
            let names = [&*organ.id, &organ.name, &organ.short].into_iter();
            for name in names.chain(organ.aliases.iter().map(String::as_str)) {
                by_name.entry(name.into()).or_insert(ix);
            }
        }
        Self { organs, by_name }
    }

    /// All organs, in register order.
    pub fn iter(&self) -> impl Iterator<Item = (OrganIx, &Organ)> {
        (0u32..).map(OrganIx).zip(&self.organs)
    }

    /// Organs that owe a platform.
    pub fn with_platform(&self) -> impl Iterator<Item = (OrganIx, &Organ)> {
        self.iter().filter(|(_, organ)| organ.kind.has_platform())
    }

    /// Finds an organ by id, name, short name or alias.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<OrganIx> {
        self.by_name.get(name.trim()).copied()
    }

    /// The name of the organ that a name most likely means which no organ has.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.iter().flat_map(|(ix, organ)| {
            let own = [&*organ.id, &organ.short, &organ.name].into_iter();
            let all = own.chain(organ.aliases.iter().map(String::as_str));
            all.map(move |name| (ix, name))
        });
        nearest_organ(name, names)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.organs.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.organs.is_empty()
    }
}

impl std::ops::Index<OrganIx> for Register {
    type Output = Organ;

    fn index(&self, ix: OrganIx) -> &Organ {
        &self.organs[ix.0 as usize]
    }
}
