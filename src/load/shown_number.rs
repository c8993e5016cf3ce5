//! Numbers as a spreadsheet program shows them: 0.255 in the file may be 25.5% on the screen.

use calamine::{Data, NumberFormat};

/// A number with the 15 digits that are shown at most: 0.3, not 0.30000000000000004.
pub(super) fn to_15_digits(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// What a number shows whose format has a percent sign; none for every other cell.
pub(super) fn percentage(value: &Data, format: Option<&NumberFormat>) -> Option<String> {
    let number = match value {
        Data::Float(number) => *number,
        // A share is a small number, which nothing is lost of.
        Data::Int(number) => *number as f64,
        _ => return None,
    };
    let pattern = pattern(&format?.format_code);
    pattern.contains('%').then(|| percent(number, &pattern))
}

/// The format for positive numbers, without what stands in it as words, colours or conditions.
fn pattern(code: &str) -> String {
    let mut pattern = String::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => drop(characters.find(|next| *next == '"')),
            '[' => drop(characters.find(|next| *next == ']')),
            '\\' | '_' | '*' => drop(characters.next()),
            other => pattern.push(other),
        }
    }
    pattern
}

/// The number in hundredths, with as many decimals as the format asks for (`0`) and allows (`#`).
fn percent(number: f64, pattern: &str) -> String {
    const MOST: usize = 15;
    let decimals = pattern.split_once('.').map_or("", |(_, behind)| behind);
    let count = |of: &[char]| decimals.matches(of).count().min(MOST);
    let (asked, allowed) = (count(&['0']), count(&['0', '#', '?']));
    let unit = 10_f64.powi(i32::try_from(allowed).unwrap_or(0));
    // A spreadsheet program rounds the digits that it shows, halves away from zero; adding nothing makes -0 a 0.
    let rounded = to_15_digits(number * 100.0 * unit).round() / unit + 0.0;
    let text = format!("{rounded:.allowed$}");
    let (whole, behind) = text.split_once('.').unwrap_or((&text, ""));
    let kept = behind.trim_end_matches('0').len().max(asked);
    match behind.get(..kept) {
        Some(behind) if !behind.is_empty() => format!("{whole}.{behind}%"),
        _ => format!("{whole}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::to_15_digits;

    #[test]
    fn numbers_show_as_in_a_spreadsheet_program() {
        let shown = |number| to_15_digits(number).to_string();
        assert_eq!(shown(2020.0), "2020");
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(-1.5), "-1.5");
        assert_eq!(shown(330_102_000_000_000_000.0), "330102000000000000");
    }
}
