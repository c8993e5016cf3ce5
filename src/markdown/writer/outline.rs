//! The levels at which a body's headings stand on its page.

use crate::model::Heading;

/// Levels from 2 down, in order of the headings, each one below the heading that it stands under.
///
/// An author who goes from the second level to the fifth is told so by a rule; the page is whole all the same.
pub(super) fn levels(headings: &[Heading]) -> Vec<u8> {
    let mut above: Vec<u8> = Vec::new();
    let level = |heading: &Heading| {
        while above.last().is_some_and(|last| *last >= heading.level) {
            above.pop();
        }
        above.push(heading.level);
        u8::try_from(above.len() + 1).map_or(6, |level| level.min(6))
    };
    headings.iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::levels;
    use crate::model::{Heading, Span};

    #[test]
    fn no_level_is_left_out_on_the_way_down() {
        let on_page = |written: &[u8]| {
            let heading = |level: &u8| Heading {
                level: *level,
                text: String::new(),
                anchor: String::new(),
                span: Span::default(),
            };
            levels(&written.iter().map(heading).collect::<Vec<_>>())
        };
        assert_eq!(on_page(&[1, 2, 2, 3, 1]), [2, 3, 3, 4, 2]);
        assert_eq!(on_page(&[2, 5, 5, 3, 2]), [2, 3, 3, 3, 2]);
        assert_eq!(on_page(&[3, 2, 1]), [2, 2, 2]);
        assert_eq!(on_page(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }
}
