//! DEC: major decisions are announced, put to the public, and explained.

pub(super) mod comment_period;
pub(super) mod decision_without_draft;
pub(super) mod meeting_uninterpreted;
mod planned;
