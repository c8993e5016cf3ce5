//! `seeds/catalogue/<level>.yaml`: the mandated columns, and what the site adds to them or tightens.
//!
//! # Why
//! The built-in catalogue is always read and the site's own is laid over it. A file that took its place
//! whole, as other seeds do, could drop a column that the regulation demands without anyone noticing.

use super::super::fault::{DUPLICATE_NAME, MISSING_KEY, UNKNOWN_REFERENCE, WRONG_ID};
use super::super::reading::Reading;
use super::super::slip::offer;
use super::draft::{Draft, drafts};
use super::kinds::left_out;
use super::overlay;
use super::{Shelf, built_in, report_empty};
use crate::model::{Catalogue, Column, ColumnIx, Kinds, Settings, Span, Validity, Written};

/// A column whose parent is still a name.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) column: Column,
    pub(super) parent: Option<String>,
}

/// Reads the catalogue that is in force.
pub(super) fn read(shelf: &mut Shelf<'_>, settings: &Settings, kinds: &Kinds) -> Catalogue {
    let mut columns = Vec::new();
    let base = format!("seeds/catalogue/{}.yaml", settings.level);
    if let Some(text) = built_in(&base) {
        let reading = Reading::new(base.as_str());
        for draft in drafts(text, kinds, &reading) {
            append(draft, true, &mut columns, &reading);
        }
        // Kinds that the site's own list leaves out are told of that list, where they can be mended.
        if left_out(kinds).is_empty() {
            shelf.faults.extend(reading.into_faults());
        }
    }
    let path = format!("seeds/catalogue/{}.yaml", settings.catalogue);
    let reading = Reading::new(path.as_str());
    let own = shelf.own(&path, &reading);
    if let Some(text) = own.filter(|text| !report_empty(text, &reading)) {
        for draft in drafts(&text, kinds, &reading) {
            lay_over(draft, &mut columns, &reading);
        }
    }
    shelf.faults.extend(reading.into_faults());
    Catalogue::new(linked(columns))
}

fn lay_over(mut draft: Draft, columns: &mut Vec<Planned>, reading: &Reading) {
    let is_double = report_double(&draft, columns, reading);
    if is_double {
        draft.name = None;
    }
    let known = columns
        .iter()
        .position(|planned| *planned.column.id == *draft.id.value);
    // A column without a name or an address of its own has no place beside the one that has it.
    if known.is_none() && (is_double || report_clash(&draft.id, columns, reading)) {
        return;
    }
    match known.and_then(|index| columns.get_mut(index)) {
        Some(Planned { column, parent }) => {
            overlay::tighten(column, parent.as_ref(), draft, reading);
        }
        None => append(draft, false, columns, reading),
    }
}

/// Whether another column under the same parent has the name already, which is told.
///
/// Under different parents names repeat: 土地征收 is owed by the county and by townships.
fn report_double(draft: &Draft, columns: &[Planned], reading: &Reading) -> bool {
    let Some(name) = &draft.name else {
        return false;
    };
    let is_own = |planned: &&Planned| *planned.column.id == *draft.id.value;
    let parent = columns.iter().find(is_own).map_or_else(
        || draft.parent.as_ref().map(|parent| &parent.value),
        |planned| planned.parent.as_ref(),
    );
    let other = columns.iter().find(|other| {
        !is_own(other) && other.parent.as_ref() == parent && other.column.name == name.value
    });
    if let Some(other) = other {
        let id = &other.column.id;
        let message = format!("同一个上级栏目下已有「{}」（编号 {id}）", name.value);
        let help = format!("换一个名称；要改的就是那个栏目的，把 id 写成 {id}");
        reading.report(DUPLICATE_NAME, name.span, message, help);
    }
    other.is_some()
}

/// Whether a new column's page would stand where the list of another goes on, or the other way round; which is told.
fn report_clash(id: &Written<String>, columns: &[Planned], reading: &Reading) -> bool {
    let clashes = |other: &&str| is_list_of(id, other) || is_list_of(other, id);
    let mut others = columns.iter().map(|planned| &*planned.column.id);
    let other = others.find(clashes);
    if let Some(other) = other {
        let (list, column) = match is_list_of(id, other) {
            true => (id.value.as_str(), other),
            false => (other, id.value.as_str()),
        };
        let message = format!(
            "栏目编号「{id}」与栏目「{other}」的网址冲突：{list}.html 是「{column}」分页、分年或分有效性的列表",
            id = id.value
        );
        let help = "换一个编号：一个栏目的编号不能是另一个栏目的编号加上 -y2020、-p2 或 -repealed 这样的结尾";
        reading.report(WRONG_ID, id.span, message, help);
    }
    other.is_some()
}

/// Whether an id is that of a column and what the addresses of its narrowed and further lists end in:
/// `policies-repealed-y2020-p2`.
fn is_list_of(id: &str, column: &str) -> bool {
    let Some(list) = id.strip_prefix(column).filter(|rest| !rest.is_empty()) else {
        return false;
    };
    let validity = Validity::ALL.into_iter().find_map(|validity| {
        let rest = list.strip_prefix('-')?.strip_prefix(validity.key())?;
        (rest.is_empty() || rest.starts_with('-')).then_some(rest)
    });
    let list = without_number(validity.unwrap_or(list), "-y");
    without_number(list, "-p").is_empty()
}

/// What follows a mark and the number behind it; all where they do not stand there.
fn without_number<'s>(text: &'s str, mark: &str) -> &'s str {
    let number = text.strip_prefix(mark);
    let rest = number.map(|number| {
        (
            number,
            number.trim_start_matches(|c: char| c.is_ascii_digit()),
        )
    });
    rest.filter(|(number, rest)| number.len() > rest.len())
        .map_or(text, |(_, rest)| rest)
}

/// Puts a new column behind its parent and all that already stands under it.
fn append(draft: Draft, mandated: bool, columns: &mut Vec<Planned>, reading: &Reading) {
    let id = draft.id.span;
    let Some((column, parent)) = draft.into_column(mandated, reading) else {
        return;
    };
    let Some(parent) = parent else {
        if !mandated {
            return report_first_level(&column, id, reading);
        }
        let parent = None;
        return columns.push(Planned { column, parent });
    };
    if !columns
        .iter()
        .any(|other| *other.column.id == *parent.value)
    {
        return report_parent(&parent, columns, reading);
    }
    let last = columns
        .iter()
        .rposition(|planned| is_under(planned, &parent, columns))
        .unwrap_or_default();
    let parent = Some(parent.value);
    columns.insert(last + 1, Planned { column, parent });
}

/// Whether the column is the one of this id, or stands below it.
fn is_under(planned: &Planned, id: &str, columns: &[Planned]) -> bool {
    let above = |planned: &&Planned| {
        let parent = planned.parent.as_deref()?;
        columns.iter().find(|other| *other.column.id == *parent)
    };
    std::iter::successors(Some(planned), above).any(|planned| *planned.column.id == *id)
}

/// The first level is the same everywhere: the four directories of 国办公开办函〔2019〕61号 and 依申请公开.
fn report_first_level(column: &Column, id: Span, reading: &Reading) {
    let message = format!(
        "栏目「{}」缺「parent」：一级目录全国统一，不能另加",
        column.name
    );
    let help = "补上一行，写明它在哪个栏目下，如 parent: statutory（法定主动公开内容）";
    reading.report(MISSING_KEY, id, message, help);
}

fn report_parent(parent: &Written<String>, columns: &[Planned], reading: &Reading) {
    let message = format!("上级栏目「{}」不存在，或者写在了下级的后面", parent.value);
    let known = columns.iter().map(|planned| &*planned.column.id);
    let help = offer(parent, known, "parent 写已有栏目的编号，上级写在下级前面");
    reading.report(UNKNOWN_REFERENCE, parent.span, message, help);
}

/// Parents by name become parents by index.
fn linked(columns: Vec<Planned>) -> Vec<Column> {
    let ids: Vec<_> = columns
        .iter()
        .map(|planned| planned.column.id.clone())
        .collect();
    columns
        .into_iter()
        .map(|mut planned| {
            planned.column.parent = planned.parent.and_then(|parent| {
                let index = ids.iter().position(|id| **id == *parent)?;
                u32::try_from(index).ok().map(ColumnIx)
            });
            planned.column
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_list_of;
    use crate::load::reading::Reading;
    use crate::load::source::Root;
    use crate::load::{seeds, settings};
    use crate::model::{Catalogue, Freshness, OrganKind};

    /// The catalogue of a site whose own file is this.
    fn catalogue(own: &str) -> Catalogue {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("seeds/catalogue/county.yaml");
        std::fs::create_dir_all(folder.path().join("seeds/catalogue")).expect("folders");
        std::fs::write(file, own).expect("a file");
        let root = Root::new(folder.path()).expect("a root");
        let settings = settings::read(&root, &Reading::new(settings::PATH));
        seeds::read(&root, &settings).0.catalogue
    }

    #[test]
    fn a_site_adds_columns_under_their_parents_and_drops_none() {
        let mandated = catalogue("columns: []\n");
        let own = catalogue(
            "columns:\n  - {id: parks, name: 公园, parent: local-county}\n  - {id: lawns, name: 草地, parent: parks}\n",
        );
        assert_eq!(own.len(), mandated.len() + 2);
        let parent = own.find("local-county").expect("a mandated column");
        let children: Vec<&str> = own
            .children(parent)
            .map(|(_, column)| &*column.id)
            .collect();
        assert_eq!(children.last(), Some(&"parks"));
        let parks = own.find("parks").expect("the column");
        let (next, column) = own.iter().nth(parks.0 as usize + 1).expect("its child");
        assert_eq!((&*column.id, own[next].parent), ("lawns", Some(parks)));
    }

    #[test]
    fn a_site_tightens_a_mandated_column_and_cannot_loosen_it() {
        let mandated = catalogue("columns: []\n");
        let own = catalogue(
            "columns:\n  - {id: guide, name: 公开指南, update: 6 months, required_of: [party]}\n  - {id: budgets, update: 9 years}\n  - {id: fees, update: 52 weeks}\n",
        );
        let at =
            |catalogue: &Catalogue, id| catalogue[catalogue.find(id).expect("a column")].clone();
        let guide = at(&own, "guide");
        assert_eq!(
            (guide.name.as_str(), guide.update),
            ("政府信息公开指南", Some(Freshness::Months(6)))
        );
        assert!(guide.required_of.contains(&OrganKind::Party));
        assert!(guide.required_of.contains(&OrganKind::Government));
        assert_eq!(at(&own, "budgets"), at(&mandated, "budgets"));
        assert_eq!(at(&own, "fees").update, Some(Freshness::Weeks(52)));
    }

    #[test]
    fn the_lists_of_a_column_are_known_by_their_ends() {
        for (id, is_list) in [
            ("budgets-y2020", true),
            ("budgets-p2", true),
            ("budgets-repealed", true),
            ("budgets-in-force-y2020-p3", true),
            ("budgets", false),
            ("budgets-plan", false),
            ("budgets-y", false),
            ("budgets-2020", false),
            ("budgets-repealed-rules", false),
            ("budgets-p2-y2020", false),
        ] {
            assert_eq!(is_list_of(id, "budgets"), is_list, "{id}");
        }
    }
}
