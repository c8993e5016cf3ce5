//! POL: every policy is interpreted, on the same day, in a form that people can take in.

pub(super) mod first_interpreter;
pub(super) mod interpretation_not_simultaneous;
pub(super) mod interpretation_target;
pub(super) mod normative_needs_graphic_or_av;
pub(super) mod policy_without_interpretation;

use crate::audit::facts::Facts;
use crate::audit::rule::PLAN_YEAR;
use crate::model::{ItemIx, Relations};

/// A policy that the plan's duty of interpretation covers: in force, and of the plan's year or later.
fn is_covered(facts: &Facts<'_>, ix: ItemIx) -> bool {
    let item = &facts[ix];
    let formed = item.issued_on.as_ref().map(|day| day.value);
    let validity = facts.portal.relations.validity.get(ix.0 as usize).copied();
    facts.is_policy(item)
        && !item.absent
        && facts.portal.is_out(ix)
        && formed.or(item.published_on()) >= Some(PLAN_YEAR)
        && validity.flatten().is_none_or(crate::model::Validity::binds)
}

/// Issued in the name of the county government or its office, whose policies must all be interpreted.
fn must_be_interpreted(facts: &Facts<'_>, ix: ItemIx) -> bool {
    is_covered(facts, ix) && facts.offices.is_by_government(facts.portal, &facts[ix])
}

/// The interpretations of a document that are out on the as-of day.
fn interpretations(facts: &Facts<'_>, ix: ItemIx) -> Vec<ItemIx> {
    let all = Relations::of(&facts.portal.relations.interpretations, ix).iter();
    all.copied().filter(|ix| facts.portal.is_out(*ix)).collect()
}
