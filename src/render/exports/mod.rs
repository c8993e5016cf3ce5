//! Open data: the directory and every data table as files for spreadsheets and for programs.

pub(super) mod directory;
pub(super) mod library;
pub(super) mod schema;
pub(super) mod table;
mod workbook;

/// Begins a CSV file: without a byte order mark spreadsheets show Chinese as mojibake.
const MARK: &str = "\u{feff}";

/// A cell that a spreadsheet will not take for a formula; a negative number is none.
fn plain(text: &str) -> String {
    let is_number = || text.parse::<f64>().is_ok_and(f64::is_finite);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (written, saved) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("-2+3", "'-2+3"),
            ("-inf", "'-inf"),
            ("-12.5", "-12.5"),
            ("关于印发……的通知", "关于印发……的通知"),
        ] {
            assert_eq!(plain(written), saved);
        }
    }
}
