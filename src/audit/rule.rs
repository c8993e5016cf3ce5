//! One rule: what it finds, on which law it stands, and the function that looks.

use chrono::NaiveDate;

use crate::model::{Diagnostic, ItemIx, OrganIx, Severity};

use super::facts::Facts;

/// One rule of the audit. Its page is what `gongkai explain` prints, and its examples are its tests.
#[derive(Debug)]
pub struct Rule {
    /// `COL001`: stable, relied on from settings, excuses and outside tools.
    pub code: &'static str,
    /// `empty-column`: says the fault.
    pub name: &'static str,
    /// How grave a finding is, unless the site re-grades it.
    pub severity: Severity,
    /// The article or clause that it enforces, in Chinese.
    pub basis: &'static str,
    /// The day from which that basis is in force: the rule is silent on an earlier as-of day.
    pub since: Option<NaiveDate>,
    /// The rule in full, in Chinese Markdown.
    pub page: &'static str,
    /// What it looks at.
    pub(super) check: Check,
}

/// What a rule looks at, and the function that looks; each returns every finding, in any order.
#[derive(Debug)]
pub(super) enum Check {
    /// Each published item.
    Item(fn(&Facts<'_>, ItemIx) -> Vec<Diagnostic>),
    /// Each published item, of which it reads nothing but the item's own words and files.
    Words(fn(&Facts<'_>, ItemIx) -> Vec<Diagnostic>),
    /// Each organ that owes a platform on the as-of day.
    Organ(fn(&Facts<'_>, OrganIx) -> Vec<Diagnostic>),
    /// The site as a whole.
    Site(fn(&Facts<'_>) -> Vec<Diagnostic>),
    /// Nothing of its own: noticed while settings and excuses are applied to the other findings.
    Settlement,
}

impl Rule {
    /// The rule's Chinese title: the words of its page's first line after the code.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let line = self.page.lines().next().unwrap_or_default();
        line.trim_start_matches('#')
            .trim()
            .strip_prefix(self.code)
            .unwrap_or(line)
            .trim()
    }

    /// What it finds, in one sentence: the first paragraph of its page.
    #[must_use]
    pub fn statement(&self) -> &'static str {
        self.page
            .lines()
            .skip(1)
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or_default()
    }

    /// Whether it reads an item's own words and files, and asks neither the settings, nor the register, nor other
    /// items: so what it finds is true although one of those could not be read.
    #[must_use]
    pub fn is_of_words(&self) -> bool {
        matches!(self.check, Check::Words(_))
    }

    /// A finding of this rule.
    pub(super) fn finding(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, self.severity, message).with_basis(self.basis)
    }

    /// A finding that is milder than the rule's own grade.
    pub(super) fn milder(&self, severity: Severity, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, severity, message).with_basis(self.basis)
    }
}

/// Where every site keeps its register.
pub(super) const REGISTER: &str = "content/organs.yaml";

/// A day written in a rule; what the calendar lacks stops the compiler, not the program.
pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("a rule names a day that the calendar lacks"),
    }
}

/// 《党政机关公文处理工作条例》 and 《党政机关公文格式》 (GB/T 9704—2012), in force.
pub(super) const OFFICIAL_DOCUMENTS: NaiveDate = day(2012, 7, 1);
/// 条例 as revised, in force.
pub(super) const REGULATION: NaiveDate = day(2019, 5, 15);
/// The county's plan of 2020 (天政办便函〔2020〕31号), issued.
pub(super) const PLAN_2020: NaiveDate = day(2020, 11, 2);
/// The first day of the year that the plan of 2020 orders: documents before it owe it nothing.
pub(super) const PLAN_YEAR: NaiveDate = day(2020, 1, 1);
/// 政府网站发展指引 (国办发〔2017〕47号), published.
pub(super) const SITE_GUIDE: NaiveDate = day(2017, 6, 8);
/// 国办发〔2018〕37号 on normative documents, published.
pub(super) const NORMATIVE_DOCUMENTS: NaiveDate = day(2018, 5, 31);
/// 国办秘函〔2019〕19号, the national inspection, published.
pub(super) const INSPECTION: NaiveDate = day(2019, 4, 18);
/// 国办公开办函〔2019〕61号 on the platform, published.
pub(super) const PLATFORM: NaiveDate = day(2019, 11, 29);
/// 国办发〔2019〕54号 on grassroots disclosure, published.
pub(super) const GRASSROOTS: NaiveDate = day(2020, 1, 8);
/// GB/T 37668—2019 on accessibility, in force.
pub(super) const ACCESSIBILITY: NaiveDate = day(2020, 3, 1);
