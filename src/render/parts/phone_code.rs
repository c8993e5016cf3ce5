//! The page's address as a QR code, so that a telephone opens what stands on a screen or on paper.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// Modules of white that a reader needs around a code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A code as one line of an SVG image, one unit a module, quiet zone included.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PhoneCode {
    /// Width and height in modules.
    size: usize,
    /// The line, to and fro through the middle of every row: `M3 4.5h31v1h-31v1…`
    path: String,
    /// How many units of the line are dark and how many light, in turn: `0 1 7 2 …`
    dashes: String,
}

impl PhoneCode {
    /// The code of an address; none for one that is longer than a code can hold.
    ///
    /// One dashed line takes half the bytes of a stroke for each run of modules, and an eighth of those of squares.
    /// The mask is always the same: any reader undoes any mask, and to draw all eight and weigh them took a sixth of
    /// a build.
    pub(in crate::render) fn of(address: &str) -> Option<Self> {
        let segments = QrSegment::make_segments(address);
        let (least, most) = (Version::MIN, Version::MAX);
        let (level, mask) = (QrCodeEcc::Low, Some(Mask::new(0)));
        // The room that is left takes a higher level of correction, which costs nothing.
        let code =
            QrCode::encode_segments_advanced(&segments, level, least, most, mask, true).ok()?;
        Some(Self {
            size: usize::try_from(code.size() + 2 * QUIET).ok()?,
            path: line(code.size()),
            dashes: dashes(&code),
        })
    }
}

/// Through all rows, turning one module beside the code, in the quiet zone.
fn line(size: i32) -> String {
    let mut path = format!("M{} {QUIET}.5", QUIET - 1);
    let length = size + 2;
    let (forth, back) = (format!("h{length}"), format!("h-{length}"));
    for y in 0..size {
        path.push_str(if y == 0 { "" } else { "v1" });
        path.push_str(if y % 2 == 0 { &forth } else { &back });
    }
    path
}

/// The lengths of dark and light along the line, which begins with nothing dark.
fn dashes(code: &QrCode) -> String {
    let (size, mut dashes) = (code.size(), String::from("0"));
    let (mut is_dark, mut run) = (false, 0);
    for y in 0..size {
        // A unit before the code, the row, a unit after it, and the turn.
        let row = (-1..=size + 1).map(|x| if y % 2 == 0 { x } else { size - 1 - x });
        for dark in row.map(|x| code.get_module(x, y)) {
            if dark != is_dark {
                dashes.push(' ');
                write(run, &mut dashes);
                (is_dark, run) = (dark, 0);
            }
            run += 1;
        }
    }
    dashes.push(' ');
    write(run, &mut dashes);
    dashes
}

/// Writes a number: hundreds a page are too many for the machinery of formats.
fn write(number: u32, text: &mut String) {
    if number > 9 {
        write(number / 10, text);
    }
    text.extend(char::from_digit(number % 10, 10));
}

#[cfg(test)]
mod tests {
    use super::PhoneCode;

    #[test]
    fn a_code_has_its_three_finders_and_its_quiet_zone() {
        let code = PhoneCode::of("https://www.zjtt.gov.cn/czj/yusuan.html").expect("short enough");
        assert_eq!(code.size, 29 + 8);
        assert!(code.path.starts_with("M3 4.5h31v1h-31v1h31"));
        // A unit beside the code, then the upper left finder.
        assert!(code.dashes.starts_with("0 1 7 "), "{}", code.dashes);
        let lengths = code.dashes.split(' ').map(|length| length.parse::<usize>());
        let length: usize = lengths.map(|length| length.expect("a number")).sum();
        assert_eq!(length, 29 * (29 + 2 + 1));
        assert!(PhoneCode::of(&"长".repeat(2000)).is_none());
    }
}
