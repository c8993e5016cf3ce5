//! `seeds/calendar.yaml`: days off and make-up working days, by year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::super::fault::{CONTRADICTORY_SEED, DUPLICATE_NAME, WRONG_DATE};
use super::super::fields::{Fields, Name};
use super::super::reading::Reading;
use super::super::values;
use super::super::yaml::Node;
use crate::model::{Calendar, CalendarYear, Written};

/// Every key of the file.
pub(super) const NAMES: &[&[Name]] = &[TOP, YEAR];
const TOP: &[Name] = &[("years", "")];
const YEAR: &[Name] = &[("year", ""), ("decree", ""), ("off", ""), ("work", "")];

/// Reads the years.
pub(super) fn read(node: &Node, reading: &Reading) -> Calendar {
    let mut years = BTreeMap::new();
    let Some(top) = Fields::open(node, "节假日表", TOP, reading) else {
        return Calendar::default();
    };
    top.wants("years", "[{year: 2020, work: [2020-01-19]}]");
    for node in top.nodes("years") {
        let Some(fields) = Fields::open(node, "节假日", YEAR, reading) else {
            continue;
        };
        let Some(number) = fields.number("year") else {
            if fields.node("year").is_none() {
                fields.report_missing("year", "2020");
            }
            continue;
        };
        let year = i32::try_from(number.value).unwrap_or(0);
        let days = CalendarYear {
            off: days(&fields, "off", year, reading),
            work: days(&fields, "work", year, reading),
        };
        report_contradictions(&fields, &days, reading);
        if years.insert(year, days).is_some() {
            let message = format!("{year}年写了两次");
            reading.report(DUPLICATE_NAME, number.span, message, "把两处合为一处");
        }
    }
    Calendar::new(years)
}

/// Says of a make-up working day that it is one anyway, or a day off too: one digit of it is wrong.
fn report_contradictions(fields: &Fields<'_>, days: &CalendarYear, reading: &Reading) {
    for day in &days.work {
        let message = if days.off.contains(day) {
            format!("{day}既写作放假，又写作上班")
        } else if day.weekday().num_days_from_monday() < 5 {
            format!("{day}不是周六或周日，不会是调休上班的日子")
        } else {
            continue;
        };
        let help = "对照国务院办公厅当年的节假日安排通知，改正日期";
        reading.report(CONTRADICTORY_SEED, fields.place_of("work"), message, help);
    }
}

/// Days, a stretch of them written `2020-01-24..2020-02-02`.
fn days(fields: &Fields<'_>, key: &str, year: i32, reading: &Reading) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for text in fields.list(key) {
        let (first, last) = text.split_once("..").unwrap_or((&text, &text));
        let day = |part: &str| {
            let part = Written::new(part.trim().to_owned(), text.span);
            values::date(&part, key, reading).map(|day| day.value)
        };
        let first_day = day(first);
        let last_day = if first == last { first_day } else { day(last) };
        let (Some(first), Some(last)) = (first_day, last_day) else {
            continue;
        };
        if first > last || first.year() != year || last.year() != year {
            let message = format!("「{}」不在{year}年之内，或者首尾颠倒", text.value);
            let help = "一段假期跨年的，分别写到两个年份下";
            reading.report(WRONG_DATE, text.span, message, help);
            continue;
        }
        days.extend(first.iter_days().take_while(|day| *day <= last));
    }
    days
}
