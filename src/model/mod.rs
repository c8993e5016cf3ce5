//! The nouns: what law, plan and editors speak of, one a file, with no I/O and no clock.

mod artifact;
mod body;
mod calendar;
mod column;
mod date;
mod diagnostic;
mod document_number;
mod field;
mod item;
mod kind;
mod organ;
mod path;
mod place;
mod portal;
mod relations;
mod settings;
mod site;
mod table;
mod theme_files;
mod topic;
mod uscc;
mod validity;
mod vocabulary;
mod wording;
mod work_plan;

pub use artifact::{Artifact, Key, KeyWriter, Make, SitePath, SitePathError};
pub use body::{Body, Heading, Image, Link};
pub use calendar::{Calendar, CalendarYear, Uncovered};
pub use column::{Catalogue, Column, ColumnIx, DueDay, Freshness, FreshnessError};
pub use date::{DateError, Moment, parse_date, parse_moment};
pub use diagnostic::{Diagnostic, Severity};
pub use document_number::{DocumentNumber, DocumentNumberError, Irregularity};
pub use field::{FIELDS, Field, find_field};
pub use item::{
    Attachment, Excuse, Form, Interpreter, Item, NumberAsWritten, Openness, Proposal, ProposalKind,
    TableFile,
};
pub use kind::{Kind, KindIx, Kinds};
pub use organ::{Organ, OrganIx, OrganKind, Person, Register};
pub use path::join_path;
pub use place::{Place, Span, Written};
pub use portal::{ColumnKey, ItemIx, Portal, Shelf};
pub use relations::Relations;
pub use settings::{AuditSettings, BuildSettings, SearchSettings, Settings};
pub use site::{FileFacts, Site};
pub use table::DataTable;
pub use theme_files::{ThemeFile, ThemeFiles};
pub use topic::{Topic, Topics};
pub use uscc::{UsccError, check_uscc};
pub use validity::Validity;
pub use vocabulary::Vocabulary;
pub use wording::{Term, Wording};
pub use work_plan::{Due, Evidence, Group, Task, WorkPlan};
