//! Values that are more than text: dates, moments, choices from a list, organs.

use chrono::NaiveDate;

use super::fault::{UNKNOWN_CHOICE, UNKNOWN_ORGAN, WRONG_DATE};
use super::fields::Fields;
use super::reading::Reading;
use super::slip::{hidden, slip, slip_of};
use crate::model::{
    DateError, Moment, OrganIx, Register, Written, is_period, parse_date, parse_moment,
};

impl Fields<'_> {
    /// A day.
    pub(super) fn date(&self, key: &str) -> Option<Written<NaiveDate>> {
        date(&self.text(key)?, self.known_as(key), self.reading())
    }

    /// A day that must be there.
    pub(super) fn required_date(&self, key: &str) -> Option<Written<NaiveDate>> {
        let text = self.required(key, "2020-11-02")?;
        date(&text, self.known_as(key), self.reading())
    }

    /// A day, with a minute or without.
    pub(super) fn moment(&self, key: &str) -> Option<Written<Moment>> {
        let text = self.text(key)?;
        match parse_moment(&text) {
            Ok(moment) => Some(Written::new(moment, text.span)),
            Err(error) => {
                let example = "写成 2020-11-02 或 2020-11-02 15:30";
                report_date(&error, self.known_as(key), example, &text, self.reading());
                None
            }
        }
    }

    /// The year or quarter that an item covers, as it is written.
    pub(super) fn period(&self, key: &str) -> Option<Written<String>> {
        let text = self.text(key)?;
        if !is_period(&text) {
            let name = self.known_as(key);
            let message = format!("「{name}」：「{}」不是年份或季度", text.value);
            let help = hidden(&text).unwrap_or_else(|| {
                "写年份或季度，用半角数字，如 2020 或 2020-Q3（Q1 到 Q4）".to_owned()
            });
            self.reading().report(WRONG_DATE, text.span, message, help);
        }
        Some(text)
    }

    /// A word from a closed list.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        label: fn(T) -> &'static str,
    ) -> Option<Written<T>> {
        choice(
            &self.text(key)?,
            self.known_as(key),
            all,
            label,
            self.reading(),
        )
    }

    /// Words from a closed list; one that is not there is reported and left out.
    pub(super) fn choices<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        label: fn(T) -> &'static str,
    ) -> Vec<Written<T>> {
        let words = self.names(key, |_| false).into_iter();
        let name = self.known_as(key);
        words
            .filter_map(|word| choice(&word, name, all, label, self.reading()))
            .collect()
    }
}

/// Reads a day or reports why it is none.
pub(super) fn date(
    text: &Written<String>,
    name: &str,
    reading: &Reading,
) -> Option<Written<NaiveDate>> {
    match parse_date(text) {
        Ok(day) => Some(Written::new(day, text.span)),
        Err(error) => {
            report_date(&error, name, "写成 2020-11-02 这样的日期", text, reading);
            None
        }
    }
}

fn report_date(
    error: &DateError,
    name: &str,
    example: &str,
    text: &Written<String>,
    reading: &Reading,
) {
    let help = match error {
        DateError::NoSuchDay { .. } => "请核对年、月、日",
        DateError::Form(_) => example,
        DateError::Time(_) => "时刻写成 15:30，从 00:00 到 23:59",
    };
    let help = hidden(text).unwrap_or_else(|| help.to_owned());
    reading.report(WRONG_DATE, text.span, format!("「{name}」：{error}"), help);
}

/// Finds a word in a closed list or reports that it is not there.
pub(super) fn choice<T: Copy>(
    text: &Written<String>,
    name: &str,
    all: &[T],
    label: fn(T) -> &'static str,
    reading: &Reading,
) -> Option<Written<T>> {
    let found = all.iter().find(|one| label(**one) == text.value);
    if found.is_none() {
        report_choice(text, name, all.iter().map(|one| label(*one)), reading);
    }
    found.map(|one| Written::new(*one, text.span))
}

/// Says that a word is not one of those that may stand there.
pub(super) fn report_choice(
    text: &Written<String>,
    name: &str,
    all: impl Iterator<Item = &'static str>,
    reading: &Reading,
) {
    let words: Vec<&str> = all.collect();
    let message = format!("「{name}」不能写「{}」", text.value);
    let all = format!("可以写：{}", words.join("、"));
    let help = match slip(text, words.iter().copied()) {
        Some(slip) => format!(
            "{slip}{}{all}",
            if slip.ends_with('？') { "" } else { "。" }
        ),
        None => all,
    };
    reading.report(UNKNOWN_CHOICE, text.span, message, help);
}

/// Finds an organ or reports that the register has none of that name.
pub(super) fn organ(
    text: &Written<String>,
    register: &Register,
    reading: &Reading,
) -> Option<OrganIx> {
    let found = register.find(text);
    if found.is_none() {
        let message = format!("机构名录中没有「{}」", text.value);
        let add = "请写机构的编号、全称、简称或别名；新机构先登记到 content/organs.yaml";
        let help = slip_of(text, |seen| register.nearest(seen));
        let help = help.unwrap_or_else(|| add.to_owned());
        reading.report(UNKNOWN_ORGAN, text.span, message, help);
    }
    found
}
