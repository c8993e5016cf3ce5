//! PRJ: major projects are disclosed over their whole life.

pub(super) mod project_stage_gap;
