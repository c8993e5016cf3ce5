//! Finds personal numbers in any text: pure, so that it serves bodies, tables and attachments alike.
//!
//! # Why
//! A pattern over digits alone cries wolf: one random 18-digit number in eleven has a right check
//! digit. So every finder asks for all that a real number must have (province, birth date, check
//! digit; issuer, Luhn, a word such as 卡号 near) and refuses what stands inside a longer number.

mod card;
mod digits;
mod eighteen;
mod identity;
mod mask;
mod mobile;

use std::ops::Range;

pub(super) use card::find_cards;
pub(super) use identity::{find_identities, find_rounded_identity};
pub use mask::conceal;
pub(super) use mask::{mask_identities, mask_long_numbers};
pub(super) use mobile::find_mobiles;

/// A number that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Its digits, half-width and without separators.
    pub(super) digits: String,
}

impl Found {
    /// The number with its middle hidden, as a report may show it.
    pub(super) fn masked(&self) -> String {
        mask::mask(&self.digits)
    }
}
