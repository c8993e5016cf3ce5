//! The two sorts of list: slots, and items with what was found where in them.

use anyhow::ensure;

use super::bytes::{Reader, put, put_rising};
use super::record::{MOST_SLOTS, Zone};

/// Where and how often something was found in one item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// In one of its numbers.
    pub(super) number: bool,
    /// In its title.
    pub(super) title: bool,
    /// In its body: not, once, up to four times, more often.
    pub(super) body: u8,
}

impl Found {
    /// Sums up the slots of one item, counted from its first.
    pub(super) fn of(slots: impl Iterator<Item = usize>) -> Self {
        let (mut found, mut times) = (Self::default(), 0);
        slots.for_each(|slot| found.add(slot, &mut times));
        found
    }

    /// Adds a slot; `times` counts those in the body.
    fn add(&mut self, slot: usize, times: &mut usize) {
        match Zone::of(slot) {
            Zone::Number => self.number = true,
            Zone::Title => self.title = true,
            Zone::Body => {
                *times += 1;
                self.body = match *times {
                    1 => 1,
                    2..=4 => 2,
                    _ => 3,
                };
            }
        }
    }

    fn nibble(self) -> u8 {
        u8::from(self.number) << 3 | u8::from(self.title) << 2 | self.body
    }

    fn from_nibble(nibble: u8) -> Self {
        Self {
            number: nibble & 8 != 0,
            title: nibble & 4 != 0,
            body: nibble & 3,
        }
    }
}

/// One place where something stands: the item, and the slot counted from the item's first.
pub(super) type At = (u32, u32);

/// A list of slots in rising order: of every item the step from the item before, then its slots, each
/// as the step from the slot before and a bit that says whether another follows.
///
/// # Why
/// Slots count from their item's first, so that an item that grows changes the lists of its own words
/// and no others. A row of slots over all items was a tenth shorter, and one edit changed every list.
pub(super) fn write_slots(slots: impl IntoIterator<Item = At>, out: &mut Vec<u8>) {
    let mut slots = slots.into_iter().peekable();
    let (mut last_item, mut last) = (0, None);
    while let Some((item, slot)) = slots.next() {
        let from = last.unwrap_or_else(|| {
            put(out, (item - last_item) as usize);
            last_item = item;
            0
        });
        let more = slots.peek().is_some_and(|next| next.0 == item);
        put(out, ((slot - from) as usize) << 1 | usize::from(more));
        last = more.then_some(slot);
    }
}

/// Reads a list of slots whose items are all below `end`.
pub(super) fn read_slots(bytes: &[u8], end: usize) -> anyhow::Result<Vec<At>> {
    let mut reader = Reader::new(bytes);
    let mut slots = Vec::new();
    let mut item = 0;
    while !reader.is_empty() {
        item += reader.number()?;
        ensure!(item < end, "检索索引文件中的位置超出范围");
        let mut slot = 0;
        loop {
            let step = reader.number()?;
            slot += step >> 1;
            ensure!(slot < MOST_SLOTS, "检索索引文件中的位置超出范围");
            slots.push((u32::try_from(item)?, u32::try_from(slot)?));
            if step & 1 == 0 {
                break;
            }
        }
    }
    Ok(slots)
}

/// Puts into `items` those of slots in rising order, each with what was found in it.
pub(super) fn items(slots: impl IntoIterator<Item = At>, items: &mut Vec<(u32, Found)>) {
    let (mut of_item, mut times) = (Found::default(), 0);
    let mut slots = slots.into_iter().peekable();
    while let Some((item, slot)) = slots.next() {
        of_item.add(slot as usize, &mut times);
        if slots.peek().is_none_or(|next| next.0 != item) {
            items.push((item, of_item));
            (of_item, times) = (Found::default(), 0);
        }
    }
}

/// Items below `end`, each with what was found in it: a bitmap where it is shorter, else a rising
/// list; then four bits an item.
pub(super) fn write_items(found: &[(u32, Found)], end: usize, out: &mut Vec<u8>) {
    put(out, found.len());
    let start = out.len();
    out.push(0);
    put_rising(out, found.iter().map(|(item, _)| *item));
    let bitmap = end.div_ceil(8);
    if out.len() - start - 1 > bitmap {
        out.truncate(start);
        out.push(1);
        out.resize(start + 1 + bitmap, 0);
        for (item, _) in found {
            out[start + 1 + *item as usize / 8] |= 1 << (item % 8);
        }
    }
    let nibble = |found: Option<&(u32, Found)>| found.map_or(0, |(_, found)| found.nibble());
    for pair in found.chunks(2) {
        out.push(nibble(pair.first()) | nibble(pair.get(1)) << 4);
    }
}

/// Reads a list of items, all below `end`.
pub(super) fn read_items(bytes: &[u8], end: usize) -> anyhow::Result<Vec<(u32, Found)>> {
    let mut reader = Reader::new(bytes);
    let count = reader.below(end + 1)?;
    let items = match reader.take(1)? {
        [0] => reader.rising(count, end)?,
        [1] => {
            let bitmap = reader.take(end.div_ceil(8))?;
            let is_set = |item: &u32| bitmap[*item as usize / 8] & 1 << (item % 8) != 0;
            (0..u32::try_from(end)?).filter(is_set).collect()
        }
        _ => anyhow::bail!("检索索引文件中的列表不成立"),
    };
    let nibbles = reader.take(count.div_ceil(2))?;
    ensure!(
        items.len() == count && reader.is_empty(),
        "检索索引文件中的列表不成立"
    );
    let nibble = |at: usize| nibbles[at / 2] >> (at % 2 * 4) & 15;
    let found = items.into_iter().enumerate();
    Ok(found
        .map(|(at, item)| (item, Found::from_nibble(nibble(at))))
        .collect())
}
