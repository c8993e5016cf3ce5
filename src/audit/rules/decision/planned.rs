//! When a catalogue of decisions plans a matter to be finished, as clerks write it.

use chrono::{Datelike, Months, NaiveDate};

/// The last day of what a cell such as `2020年11月底前`, `11月`, `三季度` or `2020-11-30` plans.
///
/// None where the cell says no more than a year, or nothing that can be read.
pub(super) fn planned_end(cell: &str, year: i32) -> Option<NaiveDate> {
    let numbers = numbers(cell);
    let year = match numbers.first() {
        Some(first) if (1949..=2100).contains(first) => i32::try_from(*first).ok()?,
        _ => year,
    };
    let rest: Vec<u32> = numbers
        .into_iter()
        .filter(|number| i32::try_from(*number) != Ok(year))
        .collect();
    if let Some(quarter) = quarter(cell) {
        return last_of_month(year, quarter * 3);
    }
    match rest.as_slice() {
        [month, day, ..] if cell.contains('日') || cell.contains(['-', '/', '.']) => {
            NaiveDate::from_ymd_opt(year, *month, *day)
        }
        [.., month] if cell.contains(['月', '-', '/', '.']) => last_of_month(year, *month),
        _ => None,
    }
}

/// The quarter that a cell names: 三季度, 第3季度, 上半年.
fn quarter(cell: &str) -> Option<u32> {
    let named = [
        ("上半年", 2),
        ("一季度", 1),
        ("1季度", 1),
        ("二季度", 2),
        ("2季度", 2),
        ("三季度", 3),
        ("3季度", 3),
        ("四季度", 4),
        ("4季度", 4),
    ];
    named
        .iter()
        .rev()
        .find(|(words, _)| cell.contains(words))
        .map(|(_, quarter)| *quarter)
}

fn numbers(cell: &str) -> Vec<u32> {
    cell.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
        .filter(|day| day.month() == month)
}

#[cfg(test)]
mod tests {
    use super::planned_end;
    use chrono::NaiveDate;

    #[test]
    fn the_ways_in_which_clerks_write_a_deadline() {
        for (cell, day) in [
            ("2020年11月底前", "2020-11-30"),
            ("2020年11月", "2020-11-30"),
            ("11月底前", "2020-11-30"),
            ("2020-11-15", "2020-11-15"),
            ("2020年11月15日前", "2020-11-15"),
            ("2020-11", "2020-11-30"),
            ("第三季度", "2020-09-30"),
            ("2020年四季度", "2020-12-31"),
            ("上半年", "2020-06-30"),
            ("9—10月", "2020-10-31"),
        ] {
            assert_eq!(
                planned_end(cell, 2020),
                NaiveDate::parse_from_str(day, "%Y-%m-%d").ok(),
                "{cell}"
            );
        }
        for cell in ["", "年底前", "2020年", "待定", "13月"] {
            assert_eq!(planned_end(cell, 2020), None, "{cell}");
        }
    }
}
