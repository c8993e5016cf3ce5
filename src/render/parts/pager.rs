//! The links from one page of a list to the others.

use serde::Serialize;

/// The pages of a list, seen from one of them.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Pager {
    page: usize,
    pages: usize,
    /// Rows of the whole list.
    total: usize,
    newer: Option<String>,
    older: Option<String>,
    steps: Vec<Step>,
}

/// A page to go to, or the gap before one.
#[derive(Debug, Serialize)]
struct Step {
    page: usize,
    href: String,
    after_gap: bool,
}

impl Pager {
    /// The pager of page `page` of `pages`; `href` gives each page's link.
    pub(in crate::render) fn new(
        page: usize,
        pages: usize,
        total: usize,
        href: impl Fn(usize) -> String,
    ) -> Self {
        const AROUND: usize = 2;
        let near = |other: usize| other.abs_diff(page) <= AROUND;
        let mut steps: Vec<Step> = Vec::new();
        for other in (1..=pages).filter(|other| *other == 1 || *other == pages || near(*other)) {
            let before = steps.last().map_or(other, |step| step.page + 1);
            steps.push(Step {
                page: other,
                href: href(other),
                after_gap: before < other,
            });
        }
        Self {
            page,
            pages,
            total,
            newer: (page > 1).then(|| href(page - 1)),
            older: (page < pages).then(|| href(page + 1)),
            steps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pager;

    #[test]
    fn a_long_list_shows_its_ends_and_the_pages_around() {
        let pager = Pager::new(10, 40, 800, |page| page.to_string());
        let shown: Vec<(usize, bool)> = pager.steps.iter().map(|s| (s.page, s.after_gap)).collect();
        let expected = [
            (1, false),
            (8, true),
            (9, false),
            (10, false),
            (11, false),
            (12, false),
            (40, true),
        ];
        assert_eq!(shown, expected);
        assert_eq!(
            (pager.newer.as_deref(), pager.older.as_deref()),
            (Some("9"), Some("11"))
        );
    }

    #[test]
    fn a_list_of_one_page_leads_nowhere() {
        let pager = Pager::new(1, 1, 0, |page| page.to_string());
        assert!(pager.newer.is_none() && pager.older.is_none());
    }
}
