//! The integration tests: one binary, one link.

// A test that cannot go on should end, and say where.
#![allow(clippy::expect_used, clippy::string_slice, clippy::unwrap_used)]

mod applications;
mod arranging;
mod at_once;
mod attachments;
mod audit;
mod browsing;
mod built;
mod cli;
mod components;
mod county;
mod crash;
mod determinism;
mod dice;
mod feeds;
mod first_faults;
mod first_site;
mod floors;
#[cfg(unix)]
mod full_disk;
mod incremental;
mod linkable;
mod links;
mod load;
mod load_hazards;
mod load_messages;
mod load_pages;
mod load_slips;
mod markdown;
mod new_county;
mod notices;
mod numbering;
mod one_bad_file;
mod output;
mod own_addresses;
mod pages;
mod pages_extremes;
mod pages_keys;
mod sample_copy;
mod search;
mod search_and_export;
mod secrecy;
mod serve;
mod site_maps;
mod small_site;
mod theme_guide;
mod themes;
mod traditional;
mod workshop;
mod xml;
