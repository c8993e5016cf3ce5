//! Full-text search without a server: the index as artifacts, and the reader of a built one.
//!
//! # Why
//! Ready-made engines cut Chinese into words by a dictionary, differently in the index and in the
//! query, and miss what lies across a border. This index knows no words: it lists pairs of neighbouring
//! tokens and, where a pair is common, longer grams, so that every phrase is found exactly and no query
//! needs a long list (`grams`). Every file is named by a digest of what it holds: it may be cached for
//! ever, a half-updated site never mixes two indexes, and an edit changes the files that it must: an
//! item keeps its place (`documents`), lists count from the start of each item (`postings`), sizes come
//! in steps (`plan`), and the next index is made from the one that stands (`patch`).
//!
//! # How it is built
//! Items are laid out one wave after the other: their words into a row of slots (`stream`, `row`), what is
//! shown of them into files of results. Slots are spread by their first tokens into shares that are put in order
//! one by one (`order`), and every gram that has a list (`grams`; `splits` says which are split) waits by the
//! directory that will name its bucket (`terms`). Then buckets are put together. Whatever is made waits outside
//! memory until it is wanted (`spill`).
//!
//! ```text
//! search/manifest.json       which start file and which module
//! search/start-<digest>.bin  facets, and what leads to the other files
//!        d/<n>-<digest>.bin  the digests of buckets
//!        b/<n>-<digest>.bin  buckets: terms by a hash of their text, with their lists
//!        l/<digest>.bin      a long list
//!        n/<digest>.bin      titles and document numbers in order
//!        r/<n>-<digest>/     results: what is shown of items, and their text
//!        dates-<digest>.bin  days of publication, for sorting by date
//! ```
//! The browser's reader is `themes/default/search/`; `read` is its twin in Rust.

mod artifacts;
mod attached;
mod before;
mod bucket;
mod bytes;
mod documents;
pub mod export;
mod facets;
mod grams;
mod index;
mod item_grams;
mod key;
mod laid;
mod names;
mod order;
mod patch;
mod paths;
mod plan;
mod postings;
pub mod read;
mod record;
mod results;
mod row;
mod spill;
mod splits;
mod start;
mod state;
mod stream;
mod terms;
mod tokens;

pub use self::artifacts::{Files, artifacts};
pub use self::attached::ReadText;
pub use self::before::{Before, ReadFile};

/// The folder of the site that all files of search are in.
pub const FOLDER: &str = "search/";
