//! Slots put in order of their tokens, without comparing any.
//!
//! # Why
//! A slot lies far from the next of its gram: to look up the token behind it waits for memory, once for
//! every slot of the row. Where the row is gone through from its beginning, that token is at hand; so a
//! slot goes with the token behind it.

use std::ops::Range;

use super::row::Row;

/// Places for what is of no token that is asked for.
const ELSEWHERE: usize = 4;

/// Puts into `order` the slots that are wanted of the tokens from `first`, of which there are `counts`,
/// by their token, each with the token behind it.
pub(super) fn order(
    row: &Row,
    (first, counts): (usize, &[usize]),
    wanted: &impl Fn(usize, u32) -> bool,
    order: &mut Vec<u64>,
) {
    let mut next: Vec<usize> = Vec::with_capacity(counts.len() + ELSEWHERE);
    let mut total = 0;
    for count in counts {
        next.push(total);
        total += count;
    }
    // To ask of every slot whether it is one would be a question that no processor guesses; all others
    // are written too, behind the rest, to several places in turn so that none waits for the last.
    next.extend((total..).take(ELSEWHERE));
    order.resize(total + ELSEWHERE, 0);
    row.each(|slot, token, behind| {
        let elsewhere = counts.len() + slot % ELSEWHERE;
        let own = (token as usize).wrapping_sub(first);
        let is_own = own < counts.len() && wanted(slot, token);
        let place = &mut next[if is_own { own } else { elsewhere }];
        order[*place] = key(behind, slot as u32);
        *place += usize::from(is_own);
    });
    order.truncate(total);
}

/// A slot under the token behind a gram.
pub(super) fn key(token: u32, slot: u32) -> u64 {
    u64::from(token) << 32 | u64::from(slot)
}

pub(super) fn low(key: u64) -> u32 {
    (key & 0xffff_ffff) as u32
}

/// Tokens in rows of about so many slots each, and how many each row has.
pub(super) fn shares(counts: &[usize], most: usize) -> Vec<(Range<usize>, usize)> {
    let mut shares: Vec<(Range<usize>, usize)> = Vec::new();
    for (token, count) in counts.iter().enumerate() {
        match shares.last_mut() {
            Some((tokens, slots)) if *slots + count <= most => {
                tokens.end = token + 1;
                *slots += count;
            }
            _ => shares.push((token..token + 1, *count)),
        }
    }
    shares
}

/// Sorts by the upper half, which is below `end`; what is alike there keeps its order.
///
/// # Why
/// The lower half rises already, and the upper has few digits: two passes over the long rows, where
/// comparing takes eighteen. `other` is room that is used again: what is freed is not given back at once.
pub(super) fn sort(keyed: &mut [u64], end: usize, other: &mut Vec<u64>) {
    const DIGIT: u32 = 11;
    if keyed.len() < 1 << DIGIT {
        return keyed.sort_unstable();
    }
    other.resize(keyed.len(), 0);
    let (mut from, mut to) = (keyed, other.as_mut_slice());
    let passes = (end.ilog2() + 1).div_ceil(DIGIT).next_multiple_of(2);
    for shift in (0..passes).map(|pass| 32 + pass * DIGIT) {
        let digit = |key: u64| (key.checked_shr(shift).unwrap_or(0)) as usize % (1 << DIGIT);
        let mut next = [0; 1 << DIGIT];
        from.iter().for_each(|key| next[digit(*key)] += 1);
        let mut total = 0;
        for count in &mut next {
            (*count, total) = (total, total + *count);
        }
        for key in from.iter() {
            let place = &mut next[digit(*key)];
            to[*place] = *key;
            *place += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn long_rows_and_short_are_sorted_alike() {
        let (mut number, mut other) = (1_u64, Vec::new());
        for length in [0, 1, 2047, 2048, 50_000] {
            let mut keyed: Vec<u64> = Vec::new();
            for slot in 0..length {
                number = number
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let token = (number >> 33) % 1_200_000;
                keyed.push(token << 32 | slot);
            }
            let mut sorted = keyed.clone();
            sorted.sort_unstable();
            sort(&mut keyed, 1_200_000, &mut other);
            assert!(keyed == sorted, "{length}");
        }
    }
}
