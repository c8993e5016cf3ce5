//! One file a page type, named as its template and its CSS class are.

pub(super) mod column;
pub(super) mod components;
pub(super) mod directory;
pub(super) mod feed;
pub(super) mod fields;
pub(super) mod home;
pub(super) mod item;
pub(super) mod library;
pub(super) mod not_found;
pub(super) mod organ;
pub(super) mod organs;
pub(super) mod redirect;
pub(super) mod search;
pub(super) mod site_index;
pub(super) mod sitemap;
pub(super) mod table;
