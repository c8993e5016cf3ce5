//! PRP: replies to deputies and members are published with what they reply to.

pub(super) mod proposal_not_simultaneous;
