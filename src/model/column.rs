//! The catalogue of mandated columns (栏目).

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Months, NaiveDate};

use super::OrganKind;

/// Index of a column in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnIx(pub u32);

/// How fresh a column must be kept: an age that its newest item must not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// Calendar months: `6 months`, `1 quarter`, `1 year`.
    Months(u32),
    /// Weeks: `2 weeks`.
    Weeks(u32),
}

/// `update:` says neither a number nor a known unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("更新期限「{0}」读不懂")]
pub struct FreshnessError(pub String);

impl Freshness {
    /// The last day on which an item of `newest` still keeps the column fresh.
    #[must_use]
    pub fn last_fresh_day(self, newest: NaiveDate) -> NaiveDate {
        let later = match self {
            Self::Months(months) => newest.checked_add_months(Months::new(months)),
            Self::Weeks(weeks) => {
                newest.checked_add_signed(chrono::Duration::weeks(i64::from(weeks)))
            }
        };
        later.unwrap_or(NaiveDate::MAX)
    }

    /// The words of a report: 6个月, 1年, 2周.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Months(months) if months % 12 == 0 => format!("{}年", months / 12),
            Self::Months(months) => format!("{months}个月"),
            Self::Weeks(weeks) => format!("{weeks}周"),
        }
    }

    /// Whether keeping to `self` also keeps to `other`, whatever the day: 52 weeks keep to a year.
    #[must_use]
    pub fn is_as_tight_as(self, other: Self) -> bool {
        const DAYS_OF_FOUR_YEARS: usize = 1461;
        let mut days = NaiveDate::default().iter_days().take(DAYS_OF_FOUR_YEARS);
        days.all(|day| self.last_fresh_day(day) <= other.last_fresh_day(day))
    }
}

impl std::str::FromStr for Freshness {
    type Err = FreshnessError;

    fn from_str(text: &str) -> Result<Self, FreshnessError> {
        /// Of any unit: what must be renewed every 0 weeks, or in a thousand years, is a slip.
        const MOST: u32 = 999;
        let wrong = || FreshnessError(text.to_owned());
        let (number, unit) = text.trim().split_once(' ').ok_or_else(wrong)?;
        let number: u32 = number.parse().map_err(|_| wrong())?;
        if !(1..=MOST).contains(&number) {
            return Err(wrong());
        }
        match unit.trim().trim_end_matches('s') {
            "week" => Ok(Self::Weeks(number)),
            "month" => Ok(Self::Months(number)),
            "quarter" => Ok(Self::Months(number * 3)),
            "year" => Ok(Self::Months(number * 12)),
            _ => Err(wrong()),
        }
    }
}

/// A day of every year by which an organ kind owes the column (条例 第四十九条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DueDay {
    /// Whom it binds.
    pub kind: OrganKind,
    /// Month, 1–12.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
}

/// One column: its name is mandated and never changes by an organ's wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Stable ASCII id.
    pub id: Arc<str>,
    /// The mandated name.
    pub name: String,
    /// One sentence for readers and for the `ColumnDescription` meta tag.
    pub description: String,
    /// The column it is a child of.
    pub parent: Option<ColumnIx>,
    /// Regulation and article, and the clause of the county's plan; empty where neither speaks of it.
    pub basis: String,
    /// Ids of the kinds whose items land here.
    pub kinds: Vec<String>,
    /// An item lands here only when it also names the column in `columns`.
    pub by_columns: bool,
    /// Organ kinds that owe it.
    pub required_of: Vec<OrganKind>,
    /// How fresh it must be.
    pub update: Option<Freshness>,
    /// Days of the year by which it is owed.
    pub due: Vec<DueDay>,
    /// Law or plan demands it; the site's own additions are not mandated.
    pub mandated: bool,
    /// One page, not a list.
    pub single: bool,
    /// 依申请公开: set apart from the four first-level directories.
    pub apart: bool,
}

impl Column {
    /// Whether it is the list of article 21 of the other level: counties and townships have one each. To publish
    /// elsewhere more than one owes is welcome.
    #[must_use]
    pub fn is_of_other_level(&self, kind: OrganKind) -> bool {
        const COUNTY: [OrganKind; 2] = [OrganKind::Government, OrganKind::Department];
        const GRASSROOTS: [OrganKind; 2] = [OrganKind::Township, OrganKind::Subdistrict];
        let (own, other) = if COUNTY.contains(&kind) {
            (COUNTY, GRASSROOTS)
        } else if GRASSROOTS.contains(&kind) {
            (GRASSROOTS, COUNTY)
        } else {
            return false;
        };
        let is_of_article_21 = self.kinds.iter().any(|kind| kind == "local");
        let owes = |kinds: [OrganKind; 2]| kinds.iter().any(|it| self.required_of.contains(it));
        is_of_article_21 && owes(other) && !owes(own)
    }
}

/// All columns in display order, parents before children.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    columns: Vec<Column>,
    by_name: HashMap<Box<str>, ColumnIx>,
}

impl Catalogue {
    /// Indexes the columns by id and name; an id goes before a name, the first before the second.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        let mut by_name = HashMap::new();
        for key in [
            |c: &Column| Box::from(&*c.id),
            |c: &Column| Box::from(c.name.as_str()),
        ] {
            for (ix, column) in (0u32..).map(ColumnIx).zip(&columns) {
                by_name.entry(key(column)).or_insert(ix);
            }
        }
        Self { columns, by_name }
    }

    /// All columns in display order.
    pub fn iter(&self) -> impl Iterator<Item = (ColumnIx, &Column)> {
        (0u32..).map(ColumnIx).zip(&self.columns)
    }

    /// The first-level directories in mandated order, 依申请公开 last.
    pub fn roots(&self) -> impl Iterator<Item = (ColumnIx, &Column)> {
        self.iter().filter(|(_, column)| column.parent.is_none())
    }

    /// The children of a column, in display order.
    pub fn children(&self, parent: ColumnIx) -> impl Iterator<Item = (ColumnIx, &Column)> {
        self.iter()
            .filter(move |(_, column)| column.parent == Some(parent))
    }

    /// The column itself, then its parent, up to the first level.
    pub fn lineage(&self, ix: ColumnIx) -> impl Iterator<Item = ColumnIx> {
        std::iter::successors(Some(ix), |ix| self[*ix].parent)
    }

    /// Finds a column by id or by name.
    ///
    /// Names repeat (土地征收 is owed by the county and by townships): `find_for` chooses by organ.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ColumnIx> {
        self.by_name.get(name.trim()).copied()
    }

    /// Finds a column by id, or by name among those owed by the organ's kind, or by name at all.
    #[must_use]
    pub fn find_for(&self, name: &str, kind: OrganKind) -> Option<ColumnIx> {
        let name = name.trim();
        let by_id = self.find(name).filter(|ix| &*self[*ix].id == name);
        let owed = || {
            self.iter()
                .find(|(_, column)| column.name == name && column.required_of.contains(&kind))
                .map(|(ix, _)| ix)
        };
        by_id.or_else(owed).or_else(|| self.find(name))
    }

    /// Every id and name, for did-you-mean.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(|name| &**name)
    }

    /// Names one basis more on which a column stands.
    pub fn add_basis(&mut self, id: &str, basis: &str) {
        let column = self.columns.iter_mut().find(|column| *column.id == *id);
        let Some(column) = column.filter(|column| !column.basis.contains(basis)) else {
            return;
        };
        if !column.basis.is_empty() {
            column.basis.push('；');
        }
        column.basis.push_str(basis);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

impl std::ops::Index<ColumnIx> for Catalogue {
    type Output = Column;

    fn index(&self, ix: ColumnIx) -> &Column {
        &self.columns[ix.0 as usize]
    }
}
