//! Cells of CSV files, which spreadsheet programs open without a question.

/// The text as a cell that no spreadsheet takes for a formula: whoever opens the file must not run what an
/// author wrote. A negative number or percentage is none.
#[must_use]
pub fn no_formula(text: &str) -> String {
    let is_number = || {
        let number = text.strip_suffix('%').unwrap_or(text);
        number.parse::<f64>().is_ok_and(f64::is_finite)
    };
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number() {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::no_formula;

    #[test]
    fn a_cell_is_never_a_formula() {
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let cell = format!("{start}HYPERLINK(\"http://x\")");
            assert_eq!(no_formula(&cell), format!("'{cell}"));
        }
        for (written, saved) in [
            ("-2+3", "'-2+3"),
            ("-inf", "'-inf"),
            ("-12.5", "-12.5"),
            ("-3.10%", "-3.10%"),
            ("-2%+3", "'-2%+3"),
            ("关于 1+1=2 的通知", "关于 1+1=2 的通知"),
            ("", ""),
        ] {
            assert_eq!(no_formula(written), saved);
        }
    }
}
