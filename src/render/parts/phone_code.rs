//! The page's address as a QR code, so that a telephone opens what stands on a screen or on paper.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// Modules of white that a reader needs around a code (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A code as one path of an SVG image, one unit a module, quiet zone included.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PhoneCode {
    /// Width and height in modules.
    size: usize,
    /// The dark modules as strokes of one unit, half a unit above the middle of their row: `M4 4h7…`
    path: String,
}

impl PhoneCode {
    /// The code of an address; none for one that is longer than a code can hold.
    ///
    /// Modules that touch in a row are one stroke, which takes a quarter of the bytes of squares. The mask is always
    /// the same: any reader undoes any mask, and to draw all eight and weigh them took a sixth of a build.
    pub(in crate::render) fn of(address: &str) -> Option<Self> {
        let segments = QrSegment::make_segments(address);
        let (least, most) = (Version::MIN, Version::MAX);
        let (level, mask) = (QrCodeEcc::Low, Some(Mask::new(0)));
        // The room that is left takes a higher level of correction, which costs nothing.
        let code =
            QrCode::encode_segments_advanced(&segments, level, least, most, mask, true).ok()?;
        Some(Self {
            size: usize::try_from(code.size() + 2 * QUIET).ok()?,
            path: strokes(&code),
        })
    }
}

fn strokes(code: &QrCode) -> String {
    let (size, mut path) = (code.size(), String::new());
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                let (left, top) = (x + QUIET, y + QUIET);
                // Writing to a string cannot fail.
                let _ = write!(path, "M{left} {top}h{run}");
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::PhoneCode;

    #[test]
    fn a_code_has_its_three_finders_and_its_quiet_zone() {
        let code = PhoneCode::of("https://www.zjtt.gov.cn/czj/yusuan.html").expect("short enough");
        assert_eq!(code.size, 29 + 8);
        // The upper edges of the two upper finders, and that of the lower one.
        for edge in ["M4 4h7M", "M26 4h7M", "M4 26h7M"] {
            assert!(code.path.contains(edge), "{edge}: {}", code.path);
        }
        assert!(PhoneCode::of(&"长".repeat(2000)).is_none());
    }
}
