//! DAT: when things were issued and published, and when they should have been.

pub(super) mod annual_report_due;
pub(super) mod calendar_gap;
pub(super) mod future_date;
pub(super) mod late_publication;
pub(super) mod published_before_issued;
