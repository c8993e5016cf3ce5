//! One sheet, written from top to bottom.

use anyhow::Result;
use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{Format, Worksheet};
use unicode_width::UnicodeWidthStr as _;

use super::style::{Styles, Tone};

/// A column: its heading and its width in characters.
pub(super) type Head = (&'static str, u16);

/// What a cell can hold, counted as the format counts: in units of UTF-16.
const CELL: usize = 32_767;
/// No row is higher: 409 points are all that a program can show.
const MOST_LINES: usize = 27;
/// ISO A4, as the format counts paper.
const A4: u8 = 9;

/// What a cell holds.
pub(super) enum Value {
    Text(String),
    Number(usize),
    /// A number that stands out.
    Count(usize, Tone),
    Day(NaiveDate),
    /// A word or sign in its colour.
    Mark(String, Tone),
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A day, or nothing.
    pub(super) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or_else(|| Self::text(""), Self::Day)
    }
}

/// The sheet so far.
pub(super) struct Sheet<'s> {
    sheet: Worksheet,
    styles: &'s Styles,
    row: u32,
}

impl<'s> Sheet<'s> {
    /// An empty sheet that prints across A4.
    pub(super) fn new(name: &str, styles: &'s Styles) -> Result<Self> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        Ok(Self {
            sheet,
            styles,
            row: 0,
        })
    }

    pub(super) fn finish(self) -> Worksheet {
        self.sheet
    }

    /// A heading, kept in view.
    pub(super) fn title(&mut self, title: &str) -> Result<()> {
        self.words(0, title, &self.styles.title)?;
        self.row += 1;
        self.sheet.set_freeze_panes(self.row, 0)?;
        Ok(())
    }

    /// A label, and what stands for it.
    pub(super) fn fact(&mut self, label: &str, value: Value) -> Result<()> {
        let (text, format) = match value {
            Value::Mark(text, tone) => (text, self.styles.tone(tone)),
            Value::Text(text) => (text, &Format::new()),
            Value::Number(number) | Value::Count(number, _) => (number.to_string(), &Format::new()),
            Value::Day(day) => (day.to_string(), &Format::new()),
        };
        self.words(0, label, &self.styles.label)?;
        self.words(1, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// A line below the rest.
    pub(super) fn note(&mut self, text: &str) -> Result<()> {
        self.row += 1;
        self.words(0, text, &Format::new())?;
        Ok(())
    }

    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    /// A table with a filter on each heading; where it begins the sheet its headings stay in view.
    pub(super) fn table(
        &mut self,
        heads: &[Head],
        rows: impl Iterator<Item = Vec<Value>>,
    ) -> Result<()> {
        let top = self.row;
        for (column, (name, width)) in (0..).zip(heads) {
            self.words(column, *name, &self.styles.head)?;
            self.sheet.set_column_width(column, f64::from(*width))?;
        }
        for row in rows {
            self.row += 1;
            self.sheet.set_row_height(self.row, height(heads, &row))?;
            for (column, value) in (0..).zip(row) {
                self.cell(column, value)?;
            }
        }
        let last = u16::try_from(heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(top, 0, self.row.max(top + 1), last)?;
        if top == 0 {
            self.sheet.set_freeze_panes(1, 0)?;
        }
        self.sheet.set_repeat_rows(top, top)?;
        self.row += 1;
        Ok(())
    }

    /// What the rows of a table come to, below it and out of its filter.
    pub(super) fn total(&mut self, row: Vec<Value>) -> Result<()> {
        let head = &self.styles.head;
        for (column, value) in (0..).zip(row) {
            match value {
                Value::Number(number) | Value::Count(number, _) => {
                    self.number(column, number, head)?;
                }
                Value::Text(text) | Value::Mark(text, _) => self.words(column, text, head)?,
                Value::Day(day) => self.words(column, day.to_string(), head)?,
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Signs and numbers under upright headings, each with its width; names at the left and headings stay in view.
    pub(super) fn picture<'n>(
        &mut self,
        heads: impl Iterator<Item = (&'n str, f64)>,
        rows: impl Iterator<Item = (&'n str, Vec<Value>)>,
    ) -> Result<()> {
        const NAME: f64 = 16.0;
        const HEIGHT: f64 = 150.0;
        self.sheet.set_row_height(0, HEIGHT)?;
        self.sheet.set_column_width(0, NAME)?;
        self.words(0, "机构", &self.styles.head)?;
        for (column, (name, width)) in (1..).zip(heads) {
            self.words(column, name, &self.styles.upright)?;
            self.sheet.set_column_width(column, width)?;
        }
        for (name, values) in rows {
            self.row += 1;
            self.words(0, name, &self.styles.head)?;
            for (column, value) in (1..).zip(values) {
                match value {
                    Value::Mark(sign, tone) => self.words(column, sign, self.styles.sign(tone))?,
                    value => self.cell(column, value)?,
                }
            }
        }
        self.sheet.set_freeze_panes(1, 1)?;
        self.sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    fn cell(&mut self, column: u16, value: Value) -> Result<()> {
        let styles = self.styles;
        match value {
            Value::Text(text) => self.words(column, text, &styles.text),
            Value::Number(number) => self.number(column, number, &styles.text),
            Value::Count(number, tone) => self.number(column, number, styles.tone(tone)),
            // Days before the format's first are written out.
            Value::Day(day) if day.year() < 1900 => {
                self.words(column, day.to_string(), &styles.text)
            }
            Value::Day(day) => {
                let sheet = &mut self.sheet;
                sheet.write_datetime_with_format(self.row, column, day, &styles.day)?;
                Ok(())
            }
            Value::Mark(text, tone) => self.words(column, text, styles.tone(tone)),
        }
    }

    fn words(&mut self, column: u16, text: impl Into<String>, format: &Format) -> Result<()> {
        let text = fitting(text.into());
        self.sheet
            .write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }

    fn number(&mut self, column: u16, number: usize, format: &Format) -> Result<()> {
        self.sheet
            .write_number_with_format(self.row, column, count(number), format)?;
        Ok(())
    }
}

/// The height in points that shows all of a row's text.
///
/// # Why
/// It is said and not left to the program: some lay a sheet out as it is and hide what wraps.
fn height(heads: &[Head], row: &[Value]) -> u16 {
    const LINE: u16 = 15;
    let lines = heads.iter().zip(row).map(|((_, width), value)| {
        let Value::Text(text) = value else { return 1 };
        // A character that no longer fits whole begins the next line.
        let room = usize::from(*width).saturating_sub(2).max(1);
        let lines = text.lines().map(|line| line.width().div_ceil(room).max(1));
        lines.sum()
    });
    let lines = lines.max().unwrap_or(1).clamp(1, MOST_LINES);
    u16::try_from(lines).unwrap_or(1) * LINE
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// As much of a text as a cell can hold.
fn fitting(text: String) -> String {
    // No text has more units than bytes.
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return text;
    }
    let mut room = CELL - 1;
    let fits = |character: &char| {
        let left = room.checked_sub(character.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{CELL, fitting};

    #[test]
    fn a_cell_holds_as_much_as_the_format_counts() {
        for (text, fits) in [
            ("长".repeat(CELL), true),
            ("长".repeat(CELL + 1), false),
            ("😀".repeat(CELL / 2), true),
            ("😀".repeat(20_000), false),
        ] {
            let fitted = fitting(text.clone());
            let units = fitted.encode_utf16().count();
            assert_eq!(fitted == text, fits, "{units} units");
            assert!(units <= CELL, "{units} units");
            assert!(fits || units >= CELL - 1, "{units} units");
            assert_eq!(fitted.ends_with('…'), !fits);
        }
    }
}
