//! Looking up titles and document numbers: typed whole, or as they are being typed.

use super::files::Files;
use crate::search::names::{Name, before, number_key, title_key};

/// Visits the names from a key on, in order, until `visit` has enough.
fn from(
    key: &str,
    borders: &[String],
    files: &Files<'_>,
    visit: &mut dyn FnMut(&str, Name) -> bool,
) -> anyhow::Result<()> {
    let behind = borders.partition_point(|border| before(border, key).is_lt());
    for file in behind.saturating_sub(1)..borders.len() {
        for name in files.names(file)? {
            let of = name.key();
            if before(&of, key).is_ge() && !visit(&of, name) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The items of which the text is the whole document number.
pub(super) fn of_number(
    text: &str,
    borders: &[String],
    files: &Files<'_>,
) -> anyhow::Result<Vec<u32>> {
    // A number ends in its serial; what ends otherwise need not be looked up.
    let key = number_key(text);
    if !key.ends_with(|last: char| last.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    whole(&key, borders, files)
}

/// The items whose number it is with the year left out: 天政办便函31号 for 天政办便函〔2020〕31号.
pub(super) fn of_undated_number(
    text: &str,
    borders: &[String],
    files: &Files<'_>,
) -> anyhow::Result<Vec<u32>> {
    let key = number_key(text);
    let series = key.trim_end_matches(|last: char| last.is_ascii_digit());
    let serial = key.strip_prefix(series).filter(|serial| !serial.is_empty());
    // The sign of a number, and two characters at least: one alone would be no series.
    let is_series = series.chars().count() > 2 && !series.contains(|c: char| c.is_ascii_digit());
    let mut found = Vec::new();
    if let Some(serial) = serial.filter(|_| is_series) {
        from(series, borders, files, &mut |of, Name(_, item, _)| {
            let rest = of.strip_prefix(series).unwrap_or_default();
            let last = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let year = rest.len() - last.len();
            let same = year == 4 && last.strip_prefix(' ') == Some(serial);
            found.extend(u32::try_from(item).ok().filter(|_| same));
            year > 0
        })?;
    }
    Ok(found)
}

/// The items of which the text is the whole title.
pub(super) fn of_title(
    text: &str,
    borders: &[String],
    files: &Files<'_>,
) -> anyhow::Result<Vec<u32>> {
    whole(&title_key(text), borders, files)
}

fn whole(key: &str, borders: &[String], files: &Files<'_>) -> anyhow::Result<Vec<u32>> {
    let mut found = Vec::new();
    from(key, borders, files, &mut |of, Name(_, item, _)| {
        let same = of == key;
        found.extend(u32::try_from(item).ok().filter(|_| same));
        same
    })?;
    Ok(found)
}

/// Document numbers, then titles, that begin with the text; each text once.
pub(super) fn suggest(
    text: &str,
    most: usize,
    borders: &[String],
    files: &Files<'_>,
) -> anyhow::Result<Vec<String>> {
    let title = title_key(text);
    if title.is_empty() {
        return Ok(Vec::new());
    }
    let mut texts: Vec<String> = Vec::new();
    for key in [number_key(text), title] {
        from(&key, borders, files, &mut |of, Name(text, ..)| {
            let begins = of.starts_with(&key);
            if begins && !texts.contains(&text) {
                texts.push(text);
            }
            begins && texts.len() < most
        })?;
        if texts.len() >= most {
            break;
        }
    }
    Ok(texts)
}
