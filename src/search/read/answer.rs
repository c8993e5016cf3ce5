//! What is asked, and what is answered.

use super::excerpt::Excerpt;
use super::narrow::Filter;

/// In which order hits come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The most relevant first.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// What is asked besides the words.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Facets and the values chosen.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// Hits to leave out at the beginning.
    pub offset: usize,
    /// Hits to give at most; none gives all.
    pub limit: Option<usize>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// How many items.
    pub total: usize,
    /// Whether every item holds every phrase as typed.
    pub exact: bool,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// For every facet its values with their counts.
    pub facets: Vec<(String, Vec<(String, usize)>)>,
}

/// One hit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hit {
    /// Path of the item's page below the site's root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The stretches of the title that match, in characters.
    pub title_marks: Vec<(usize, usize)>,
    /// Its document number, empty where it has none.
    pub document_number: String,
    /// The name of its organ, or of the first of several.
    pub organ: String,
    /// Day of publication.
    pub date: String,
    /// The words round the hit.
    pub excerpt: Excerpt,
}
