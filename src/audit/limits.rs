//! Limits in working days: what must happen, from when, within how many, and whether it did.

use chrono::NaiveDate;

use crate::model::{Calendar, Item, ItemIx, Place, Relations, Uncovered};

use super::facts::Facts;
use super::rule::PLAN_YEAR;

/// Working days for what has formed to be published (条例 第二十六条).
const PUBLICATION: u32 = 20;
/// Working days for a licence or penalty to be published (双公示).
const DECISION: u32 = 7;
/// Working days for a meeting to be interpreted.
const INTERPRETATION: u32 = 3;

/// One limit of one item.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    /// The day that does not count yet.
    pub(super) start: NaiveDate,
    /// Working days from then.
    pub(super) days: u32,
    /// When it happened; none while it has not.
    pub(super) happened: Option<NaiveDate>,
    /// Where the deciding date is written.
    pub(super) place: Place,
    /// What is limited, in words.
    pub(super) what: &'static str,
}

/// Whether a limit was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// In time, or still time.
    Kept,
    /// Too late; the last day it could have happened.
    Missed(NaiveDate),
    /// Too late, whatever the holidays were in a year without holiday decree; on which day it was due is not known.
    SurelyMissed(Uncovered),
    /// The way there crosses a year without holiday decree, and that year decides.
    Unknown(Uncovered),
}

impl Limit {
    /// The last day on which it may happen; none where the calendar does not reach so far.
    pub(super) fn last(&self, calendar: &Calendar) -> Option<NaiveDate> {
        calendar.working_day_after(self.start, self.days).ok()
    }

    /// Judges the limit on a day.
    pub(super) fn verdict(&self, calendar: &Calendar, as_of: NaiveDate) -> Verdict {
        let reached = self.happened.unwrap_or(as_of);
        // So many days hold no more working days than that, whatever the holidays are.
        if (reached - self.start).num_days() <= i64::from(self.days) {
            return Verdict::Kept;
        }
        match calendar.working_day_after(self.start, self.days) {
            Ok(last) if reached > last => Verdict::Missed(last),
            Ok(_) => Verdict::Kept,
            Err(year) if calendar.surely_exceeds(self.start, reached, self.days) => {
                Verdict::SurelyMissed(year)
            }
            Err(year) => Verdict::Unknown(year),
        }
    }
}

/// Every limit of an item.
pub(super) fn limits(facts: &Facts<'_>, ix: ItemIx) -> impl Iterator<Item = Limit> {
    let item = &facts[ix];
    [
        publication(facts, item),
        outcome(facts, item),
        interpretation(facts, ix),
    ]
    .into_iter()
    .flatten()
}

/// From 成文 to 发布; none for a document of a higher organ, whose publication that organ owes (条例 第十条).
pub(super) fn publication(facts: &Facts<'_>, item: &Item) -> Option<Limit> {
    let issued = item.issued_on.as_ref()?;
    let published = item.published_at.as_ref()?;
    let (days, what) = match facts.kind(item) {
        "licence" | "penalty" => (DECISION, "从作出决定到公示"),
        _ if facts.is_repost(item) => return None,
        _ => (PUBLICATION, "从成文到发布"),
    };
    Some(Limit {
        start: issued.value,
        days,
        happened: Some(published.date),
        place: item.at(published.span),
        what,
    })
}

/// From the end of a comment period to its outcome, while there is none: the outcome is information
/// that forms, and is owed as any other.
pub(super) fn outcome(facts: &Facts<'_>, item: &Item) -> Option<Limit> {
    let until = item.comment_until.as_ref()?;
    let is_open = facts.kind(item) == "decision-draft" && item.outcome.is_none();
    is_open.then(|| Limit {
        start: until.value,
        days: PUBLICATION,
        happened: None,
        place: item.at(until.span),
        what: "从征求意见截止到公开结果",
    })
}

/// From the publication of a meeting to its first interpretation.
pub(super) fn interpretation(facts: &Facts<'_>, ix: ItemIx) -> Option<Limit> {
    let item = &facts[ix];
    let published = item.published_at.as_ref()?;
    let is_out = facts.portal.is_out(ix);
    if facts.kind(item) != "meeting" || item.absent || !is_out || published.date < PLAN_YEAR {
        return None;
    }
    let interpretations = Relations::of(&facts.portal.relations.interpretations, ix);
    Some(Limit {
        start: published.date,
        days: INTERPRETATION,
        happened: interpretations
            .iter()
            .filter(|ix| facts.portal.is_out(**ix))
            .filter_map(|ix| facts[*ix].published_on())
            .min(),
        place: item.at(published.span),
        what: "从会议公开到发布解读",
    })
}
