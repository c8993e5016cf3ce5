//! Parts of views that several page types share, each with the component that draws it.

mod addressee;
pub(super) mod attachment;
pub(super) mod beside;
pub(super) mod citation;
pub(super) mod column_children;
pub(super) mod data_table;
pub(super) mod filters;
pub(super) mod metadata;
pub(super) mod notice;
pub(super) mod organ_filter;
pub(super) mod organ_grid;
pub(super) mod pager;
pub(super) mod phone_code;
pub(super) mod project;
pub(super) mod proposal;
pub(super) mod related;
pub(super) mod row;
pub(super) mod text;
