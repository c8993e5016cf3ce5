//! SYS: the guide, the mechanisms, the plan, the report and the persons that keep disclosure going.

pub(super) mod annual_plan;
pub(super) mod annual_report_form;
mod applications;
pub(super) mod guide_elements;
pub(super) mod missing_mechanism;
mod report_tables;
pub(super) mod responsible_persons;
