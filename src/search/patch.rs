//! The next index from the one that stands, after an edit of few items.
//!
//! # Why
//! An index is found from all words of all items; an edit changes the lists of the words of one. Those
//! lists are read from the files that stand, changed, and written; all other files stay. What comes out
//! is to the byte what building it whole gives: where that is not certain (an item came that no empty
//! place was left for, a gram is now so common that it is split, a file is damaged), the index is built
//! whole.

use std::collections::{BTreeMap, HashMap};

use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

use super::before::Before;
use super::bucket::{Given, Kind, Listed, Term, Written, bucket, read, write};
use super::bytes::Digest;
use super::documents::Documents;
use super::item_grams::{Listing, item_grams};
use super::laid::Laid;
use super::paths;
use super::plan::Plan;
use super::postings::{At, Found, read_items, read_slots, write_items, write_slots};
use super::record::Record;
use super::state::State;
use super::stream::counted;
use super::tokens::TokenText;

/// What became of the index that stood.
pub(super) struct Patched {
    /// The payloads of the buckets that changed.
    pub(super) buckets: HashMap<usize, Vec<u8>>,
    /// The long lists that are new.
    pub(super) lists: HashMap<Digest, Vec<u8>>,
}

/// An item that was changed, came or went.
struct Edited {
    place: u32,
    laid: Option<Laid>,
    old: Vec<TokenText>,
    new: Vec<TokenText>,
}

/// What an edit changes in the list of a gram: its slots in one item, henceforth.
struct Change {
    place: u32,
    listing: Listing,
    new: Vec<u32>,
}

type Changes = BTreeMap<usize, BTreeMap<String, Vec<Change>>>;

/// The next index; none where it is to be built whole.
pub(super) fn patch(documents: &Documents<'_>, before: &Before<'_>) -> Option<(State, Patched)> {
    let mut state = before.state()?;
    let edited = all_edited(documents, before, &mut state)?;
    for item in &edited {
        *state.laid.get_mut(item.place as usize)? = item.laid;
        count(&mut state.characters, item)?;
    }
    if Plan::new(&state.laid) != state.plan {
        return None;
    }
    let changes = changes(&mut state, &edited)?;
    let of_state = &state;
    let written = changes.into_par_iter().map(|(at, changes)| {
        let written = patch_bucket(of_state, before, at, &changes)?;
        Some((at, written))
    });
    let written = written.collect::<Option<Vec<(usize, Written)>>>()?;
    let (mut buckets, mut lists) = (HashMap::new(), HashMap::new());
    for (at, written) in written {
        let long = written.long.iter().map(|(digest, _)| *digest).collect();
        *state.buckets.get_mut(at)? = (Digest::of(&written.payload), long);
        buckets.insert(at, written.payload);
        let new = written.long.into_iter();
        lists.extend(new.filter_map(|(digest, list)| Some((digest, list?))));
    }
    Some((state, Patched { buckets, lists }))
}

/// The items whose sources differ; none where there are so many that it is faster to build the whole.
fn all_edited(
    documents: &Documents<'_>,
    before: &Before<'_>,
    state: &mut State,
) -> Option<Vec<Edited>> {
    let places: Vec<usize> = (0..documents.len()).collect();
    let sources: Vec<_> = places.par_iter().map(|at| documents.source(*at)).collect();
    if sources.len() != state.sources.len() {
        return None;
    }
    let both = places.iter().zip(sources.iter().zip(&state.sources));
    let changed = both.filter(|(_, (new, old))| new != old);
    let changed: Vec<usize> = changed.map(|(at, _)| *at).collect();
    if changed.len() > (places.len() / 20).max(64) {
        return None;
    }
    state.sources = sources;
    let state = &*state;
    let edited = changed
        .par_iter()
        .map(|at| edited(documents, before, state, *at));
    edited.collect()
}

/// What stands at a place whose source differs, and what is to stand there.
fn edited(
    documents: &Documents<'_>,
    before: &Before<'_>,
    state: &State,
    place: usize,
) -> Option<Edited> {
    let record = documents.record(place);
    let new = record.as_ref().map_or_else(Vec::new, Record::slots);
    let laid = record.map(|record| Laid::new(&record, new.len()));
    let known = state.laid.get(place).copied().flatten();
    let old = match known {
        _ if known == laid => new.clone(),
        None => Vec::new(),
        Some(_) => before.record(state, place)?.slots(),
    };
    let is_whole = known.is_none_or(|known| known.blocks == Laid::blocks(old.len()));
    is_whole.then_some(Edited {
        place: u32::try_from(place).ok()?,
        laid,
        old,
        new,
    })
}

/// Counts characters anew.
fn count(characters: &mut BTreeMap<char, u32>, item: &Edited) -> Option<()> {
    for c in counted(&item.new) {
        *characters.entry(c).or_default() += 1;
    }
    for c in counted(&item.old) {
        let count = characters.get_mut(&c)?;
        *count = count.checked_sub(1)?;
    }
    characters.retain(|_, count| *count > 0);
    Some(())
}

/// What changes in every bucket; none where other grams are to be split.
fn changes(state: &mut State, edited: &[Edited]) -> Option<Changes> {
    let mut changes = Changes::new();
    for item in edited.iter().filter(|item| item.old != item.new) {
        let is_split = |gram: &str| state.splits.contains_key(gram);
        let mut old = item_grams(&item.old, &is_split);
        let new = item_grams(&item.new, &is_split);
        let mut both: Vec<(String, Listing, Vec<u32>, Vec<u32>)> = Vec::new();
        for (name, gram) in new {
            let before = old.remove(&name).map_or_else(Vec::new, |gram| gram.slots);
            both.push((name, gram.listing, before, gram.slots));
        }
        let gone = old.into_iter();
        both.extend(gone.map(|(name, gram)| (name, gram.listing, gram.slots, Vec::new())));
        for (name, listing, old, new) in both.into_iter().filter(|(_, _, old, new)| old != new) {
            if listing == Listing::Split {
                let slots = state.splits.get_mut(&name)?;
                let more = *slots + u32::try_from(new.len()).ok()?;
                *slots = more.checked_sub(u32::try_from(old.len()).ok()?)?;
            }
            let place = item.place;
            let change = Change {
                place,
                listing,
                new,
            };
            let of_bucket = changes.entry(bucket(&name, state.plan.buckets));
            let of_gram = of_bucket.or_default().entry(name).or_default();
            of_gram.push(change);
        }
    }
    let still = |slots: &u32| *slots as usize > state.plan.long;
    state.splits.values().all(still).then_some(changes)
}

/// A list of a bucket that is being changed.
enum Kept<'p> {
    Here(&'p [u8]),
    Long(usize, Digest),
    New(Vec<u8>),
}

fn patch_bucket(
    state: &State,
    before: &Before<'_>,
    at: usize,
    changes: &BTreeMap<String, Vec<Change>>,
) -> Option<Written> {
    let (digest, _) = state.buckets.get(at)?;
    let payload = before.payload(&paths::bucket(at, *digest), *digest)?;
    let kept = |listed| match listed {
        Listed::Here(kind, bytes) => (kind, Kept::Here(bytes)),
        Listed::Long(kind, length, digest) => (kind, Kept::Long(length, digest)),
    };
    let terms = read(&payload).ok()?.into_iter();
    let mut lists: BTreeMap<&str, (Kind, Kept<'_>)> =
        terms.map(|(name, listed)| (name, kept(listed))).collect();
    for (name, changes) in changes {
        let long;
        let list = match lists.get(name.as_str()) {
            None => &[][..],
            Some((_, Kept::Here(bytes))) => bytes,
            Some((_, Kept::New(bytes))) => bytes,
            Some((_, Kept::Long(_, digest))) => {
                long = before.payload(&paths::list(*digest), *digest)?;
                &long
            }
        };
        match patch_list(list, changes, state)? {
            (_, None) => drop(lists.remove(name.as_str())),
            (kind, Some(list)) => drop(lists.insert(name, (kind, Kept::New(list)))),
        }
    }
    let terms = lists.iter().map(|(name, (kind, kept))| Term {
        name,
        kind: *kind,
        list: match kept {
            Kept::Here(bytes) => Given::Bytes(bytes),
            Kept::New(bytes) => Given::Bytes(bytes),
            Kept::Long(length, digest) => Given::Long(*length, *digest),
        },
    });
    Some(write(&terms.collect::<Vec<_>>()))
}

/// A list with its changes; no list where nothing is left.
///
/// None where the gram is now so common that it is split.
fn patch_list(list: &[u8], changes: &[Change], state: &State) -> Option<(Kind, Option<Vec<u8>>)> {
    let end = state.laid.len();
    let listing = changes.first()?.listing;
    let is_changed = |place: u32| changes.iter().any(|change| change.place == place);
    if matches!(listing, Listing::Single | Listing::Split) {
        let mut found = match list {
            [] => Vec::new(),
            list => read_items(list, end).ok()?,
        };
        found.retain(|(place, _)| !is_changed(*place));
        found.extend(
            changes
                .iter()
                .filter(|change| !change.new.is_empty())
                .map(|change| {
                    let slots = change.new.iter().map(|slot| *slot as usize);
                    (change.place, Found::of(slots))
                }),
        );
        // A long row in order with a few behind it, which the stable sort merges.
        found.sort_by_key(|(place, _)| *place);
        let mut list = Vec::new();
        write_items(&found, end, &mut list);
        return Some((Kind::Items, (!found.is_empty()).then_some(list)));
    }
    let mut slots: Vec<At> = read_slots(list, end).ok()?;
    slots.retain(|(place, _)| !is_changed(*place));
    let new = changes.iter();
    slots.extend(new.flat_map(|change| change.new.iter().map(|slot| (change.place, *slot))));
    slots.sort();
    if listing == Listing::Unsplit && slots.len() > state.plan.long {
        return None;
    }
    let is_left = !slots.is_empty();
    let mut list = Vec::new();
    write_slots(slots, &mut list);
    Some((Kind::Slots, is_left.then_some(list)))
}
