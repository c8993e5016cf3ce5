//! Whether one core of an organ's name is another with a slip in it.

/// Characters of organs' names and those that are written for them, by their sound or their looks. No two organs of a
/// county differ in characters of one group alone.
const ALIKE: &[&str] = &[
    "政证正整征",
    "财材才",
    "民名",
    "司私",
    "商伤",
    "税锐",
    "务物",
    "审申",
    "计记",
    "统通",
    "教较",
    "公工",
    "安按",
    "住驻",
    "建健件",
    "卫为",
    "利力立",
    "交校",
    "州洲",
    "合和",
    "洪红",
    "坦但",
    "雷累",
    "屏平",
];

/// One wrong character where many others are right or where it is like the right one, or two neighbours that
/// changed places.
pub(super) fn is_slip(one: &[char], other: &[char]) -> bool {
    if strsim::generic_damerau_levenshtein(one, other) != 1 {
        return false;
    }
    one.len().min(other.len()) >= 4 || is_swapped(one, other) || is_alike(one, other)
}

fn is_swapped(one: &[char], other: &[char]) -> bool {
    let sorted = |core: &[char]| {
        let mut core = core.to_vec();
        core.sort_unstable();
        core
    };
    sorted(one) == sorted(other)
}

fn is_alike(one: &[char], other: &[char]) -> bool {
    let is_pair = |(a, b): (&char, &char)| {
        let is_group = |group: &&str| group.contains(*a) && group.contains(*b);
        a == b || ALIKE.iter().any(is_group)
    };
    one.len() == other.len() && one.len() > 1 && one.iter().zip(other).all(is_pair)
}
