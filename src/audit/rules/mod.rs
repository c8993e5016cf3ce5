//! The registry: every rule, in report order.
//!
//! A new rule is two files in its family's folder, `<rule>.rs` and `<rule>.md`, and one line here.

mod accessibility;
mod catalogue;
mod column;
mod date;
mod decision;
mod excuse;
mod link;
mod metadata;
mod plan;
mod policy;
mod privacy;
mod project;
mod proposal;
mod system;
mod text;
mod validity;

use super::rule::Rule;

pub(super) use excuse::stale_excuse::RULE as STALE_EXCUSE;

/// Every rule, in the order in which reports and lists give them.
static RULES: &[&Rule] = &[
    &column::empty_column::RULE,
    &column::stale_column::RULE,
    &column::unknown_column::RULE,
    &column::unplaced_item::RULE,
    &column::contradicted_absence::RULE,
    &metadata::missing_field::RULE,
    &metadata::document_number_form::RULE,
    &metadata::duplicate_document_number::RULE,
    &metadata::index_number_form::RULE,
    &metadata::duplicate_index_number::RULE,
    &metadata::unknown_topic::RULE,
    &metadata::unified_number::RULE,
    &metadata::missing_summary::RULE,
    &date::late_publication::RULE,
    &date::published_before_issued::RULE,
    &date::future_date::RULE,
    &date::annual_report_due::RULE,
    &date::calendar_gap::RULE,
    &policy::policy_without_interpretation::RULE,
    &policy::interpretation_not_simultaneous::RULE,
    &policy::normative_needs_graphic_or_av::RULE,
    &policy::interpretation_target::RULE,
    &policy::first_interpreter::RULE,
    &validity::expired_in_force::RULE,
    &validity::repealed_in_force::RULE,
    &validity::repeals_unknown::RULE,
    &validity::no_effective_date::RULE,
    &decision::decision_without_draft::RULE,
    &decision::comment_period::RULE,
    &decision::meeting_uninterpreted::RULE,
    &project::project_stage_gap::RULE,
    &proposal::proposal_not_simultaneous::RULE,
    &catalogue::field_without_catalogue::RULE,
    &catalogue::catalogue_header::RULE,
    &system::missing_mechanism::RULE,
    &system::guide_elements::RULE,
    &system::annual_plan::RULE,
    &system::annual_report_form::RULE,
    &system::responsible_persons::RULE,
    &plan::task_overdue::RULE,
    &plan::progress_quarter::RULE,
    &plan::plan_inconsistent::RULE,
    &link::broken_link::RULE,
    &link::missing_attachment::RULE,
    &link::unused_attachment::RULE,
    &link::unsafe_link::RULE,
    &privacy::identity_number::RULE,
    &privacy::mobile_number::RULE,
    &privacy::bank_card::RULE,
    &privacy::unchecked_attachment::RULE,
    &text::wording::RULE,
    &text::placeholder_text::RULE,
    &accessibility::image_without_alternative::RULE,
    &accessibility::heading_order::RULE,
    &accessibility::empty_link_text::RULE,
    &accessibility::table_without_header::RULE,
    &excuse::stale_excuse::RULE,
    &excuse::unknown_rule::RULE,
];

/// Every rule, in report order.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

/// The rule of a code, in capitals or not.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    let code = code.trim();
    RULES
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
        .copied()
}
