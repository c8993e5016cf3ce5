//! The tables of the statutory annual report, wherever they are written.

use std::collections::HashSet;

use super::applications::{Applications, is_blank, number};
use crate::audit::facts::Facts;
use crate::audit::markup::{html_tables, tables};
use crate::model::{Item, Place};

/// Figures in a row of the table of reviews and suits.
const REVIEWS: usize = 15;

/// A table of a report, headings included, and where it stands.
pub(super) struct ReportTable {
    /// Rows of cells.
    rows: Vec<Vec<String>>,
    /// Where it stands.
    pub(super) place: Place,
}

/// Every table of a report: those of its body, in Markdown or HTML, and its data table.
pub(super) fn report_tables(facts: &Facts<'_>, item: &Item) -> Vec<ReportTable> {
    let place = |at: usize| item.at(item.body.span(at, at));
    let in_markdown = tables(&item.body).into_iter().map(|table| ReportTable {
        place: place(table.range.start),
        rows: std::iter::once(table.head).chain(table.rows).collect(),
    });
    let in_html = html_tables(&item.body).into_iter();
    let in_html = in_html.map(|table| ReportTable {
        place: place(table.at),
        rows: table.rows,
    });
    let data = item
        .table
        .as_ref()
        .and_then(|table| facts.portal.site.tables.get(&table.path));
    let data = data.map(|table| ReportTable {
        place: item.place_of("table"),
        rows: table
            .head
            .iter()
            .chain(&table.rows)
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect(),
    });
    in_markdown.chain(in_html).chain(data).collect()
}

impl ReportTable {
    /// Reads the table as that of applications; none where it is another, or is not understood.
    pub(super) fn applications(&self) -> Option<Applications> {
        Applications::read(&self.rows)
    }

    /// The words that stand among figures, for whose sake the table is not looked at; each once.
    pub(super) fn unread(&self) -> Vec<String> {
        let is_of_reviews = |row: &&Vec<String>| {
            let figures = row.iter().filter(|cell| number(cell).is_some()).count();
            row.len() == REVIEWS && figures * 2 > REVIEWS && self.is_of_reviews()
        };
        let reviews = self.rows.iter().filter(is_of_reviews).flatten();
        let words = reviews.filter(|cell| number(cell).is_none() && !is_blank(cell));
        let words = words.map(|cell| cell.trim().to_owned());
        let mut words: Vec<String> = Applications::unread(&self.rows)
            .into_iter()
            .chain(words)
            .collect();
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(word.clone()));
        words
    }

    /// Among blanks alone, a row of another table of fifteen columns may look like one of reviews.
    fn is_of_reviews(&self) -> bool {
        let says = |word: &str| self.rows.iter().flatten().any(|cell| cell.contains(word));
        says("复议") || says("维持")
    }

    /// Faults of the table of reviews and suits (第四部分): fifteen figures, every fifth the sum of
    /// the four before it.
    pub(super) fn review_faults(&self) -> Vec<String> {
        let is_of_reviews = self.is_of_reviews();
        let rows = self.rows.iter().filter_map(|row| {
            let is_filled = row.iter().any(|cell| number(cell).is_some());
            let figure = |cell: &String| {
                let blank = (is_of_reviews && is_blank(cell)).then_some(0);
                number(cell).or(blank)
            };
            let numbers: Option<Vec<i64>> = row.iter().map(figure).collect();
            numbers.filter(|numbers| is_filled && numbers.len() == REVIEWS)
        });
        rows.flat_map(|numbers| {
            numbers
                .chunks(5)
                .zip(["行政复议", "未经复议直接起诉", "复议后起诉"])
                .filter_map(|(group, name)| {
                    let (total, parts) = group.split_last()?;
                    let sum: i64 = parts.iter().sum();
                    (sum != *total).then(|| format!("“{name}”的总计是{total}，各项之和是{sum}"))
                })
                .collect::<Vec<_>>()
        })
        .collect()
    }
}
