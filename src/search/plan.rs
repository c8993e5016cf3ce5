//! How large the index is, in coarse steps, so that one edit does not make all of it anew.

use super::laid::Laid;
use super::record::BLOCK;

/// Of the files' format; a reader refuses any other.
pub(super) const FORMAT: usize = 4;
/// Slots whose terms make one bucket.
const BUCKET: usize = 2000;

/// How terms are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// Files of terms.
    pub(super) buckets: usize,
    /// Slots beyond which a gram's list is split.
    pub(super) long: usize,
}

impl Plan {
    pub(super) fn new(laid: &[Option<Laid>]) -> Self {
        let blocks = laid.iter().flatten().map(|laid| laid.blocks as usize);
        let slots = coarse(blocks.sum::<usize>() * BLOCK, 3);
        Self {
            buckets: slots.div_ceil(BUCKET).max(1),
            long: (slots / 8192).clamp(256, 4096),
        }
    }
}

/// The next number that has but so many binary digits before its zeros.
pub(super) fn coarse(number: usize, digits: u32) -> usize {
    let step = (number.next_power_of_two() >> digits).max(1);
    number.next_multiple_of(step)
}

#[cfg(test)]
mod tests {
    use super::coarse;

    #[test]
    fn sizes_come_in_few_steps_that_are_near() {
        let steps: std::collections::BTreeSet<usize> =
            (1000..=1_000_000).map(|number| coarse(number, 3)).collect();
        assert!(steps.len() < 50, "{}", steps.len());
        for number in [1, 7, 100, 12_345_678] {
            let step = coarse(number, 3);
            assert!(step >= number && step * 3 <= number * 4, "{number} {step}");
        }
    }
}
