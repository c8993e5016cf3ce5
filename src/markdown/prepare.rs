//! A text made ready for the parser, and the way back to the text as it was written.
//!
//! # Why
//! CommonMark decides by the blanks and punctuation around a `*` whether it emphasises, which fails
//! where sentences have no blanks: `**注意事项（试行）**请` stays literal. Mending the parser's events
//! afterwards was tried and cannot work, for by then the wrong runs have been paired. So the text
//! is changed before: a mark that the parser takes for punctuation goes to the outer side of such a
//! run, and characters that are meant as themselves are hidden behind stand-ins. Both are taken out
//! of every event again, and every position is counted back.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::change::Change;
use super::emphasis;
use super::literal;

/// Characters that the parser takes for punctuation and that no Chinese text holds: Ethiopic,
/// Mongolian and Phags-pa. The first four that the text itself lacks are taken; one that holds
/// some of each is parsed as it is.
const STAND_INS: [[char; 4]; 3] = [
    ['\u{1361}', '\u{1362}', '\u{1363}', '\u{1364}'],
    ['\u{1801}', '\u{1802}', '\u{1803}', '\u{1804}'],
    ['\u{A874}', '\u{A875}', '\u{A876}', '\u{A877}'],
];

/// What the stand-ins stand for; the first is the mark, which stands for nothing.
const MEANT: [&str; 4] = ["", "*", "~", "<"];

/// A text ready for the parser.
pub(super) struct Prepared<'a> {
    /// The text as it was written.
    pub(super) written: &'a str,
    text: Cow<'a, str>,
    stand_ins: [char; 4],
    /// Where each change ends in the prepared text, and by how much it is longer up to there.
    shifts: Vec<(usize, usize)>,
}

impl<'a> Prepared<'a> {
    /// Prepares a text; one without `*`, `~` and `<` stays as it is.
    pub(super) fn new(text: &'a str) -> Self {
        let mut prepared = Self {
            written: text,
            text: Cow::Borrowed(text),
            stand_ins: STAND_INS[0],
            shifts: Vec::new(),
        };
        if !text.contains('*') && !text.contains('~') && !text.contains('<') {
            return prepared;
        }
        let mut changes = Vec::new();
        emphasis::marks(text, &mut changes);
        literal::literals(text, &mut changes);
        if !changes.is_empty()
            && let Some(stand_ins) = STAND_INS.iter().find(|set| !text.contains(&set[..]))
        {
            prepared.stand_ins = *stand_ins;
            changes.sort_by_key(|change| match change {
                Change::Mark(at) => (*at, 0),
                Change::Literal(at) => (*at, 1),
            });
            prepared.apply(text, &changes);
        }
        prepared
    }

    /// The text to be parsed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A piece of the prepared text as it was written.
    pub(super) fn restore<'t>(&self, piece: CowStr<'t>) -> CowStr<'t> {
        if self.shifts.is_empty() || !piece.contains(&self.stand_ins[..]) {
            return piece;
        }
        let mut written = String::with_capacity(piece.len());
        for letter in piece.chars() {
            match self.stand_ins.iter().position(|known| *known == letter) {
                Some(index) => written.push_str(MEANT.get(index).copied().unwrap_or_default()),
                None => written.push(letter),
            }
        }
        CowStr::from(written)
    }

    /// The stretch of the text as written that a stretch of the prepared text came from.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        self.before(range.start)..self.before(range.end)
    }

    /// The byte of the text as written for one of the prepared text, which is no stand-in's middle.
    fn before(&self, at: usize) -> usize {
        let past = self.shifts.partition_point(|(end, _)| *end <= at);
        let shift = past
            .checked_sub(1)
            .and_then(|last| self.shifts.get(last))
            .map_or(0, |(_, shift)| *shift);
        at - shift
    }

    fn apply(&mut self, text: &str, changes: &[Change]) {
        let mut prepared = String::with_capacity(text.len() + changes.len() * 3);
        let mut shift = 0;
        let mut copied = 0;
        for change in changes {
            let (at, length) = match change {
                Change::Mark(at) => (*at, 0),
                Change::Literal(at) => (*at, 1),
            };
            prepared.push_str(text.get(copied..at).unwrap_or_default());
            let meant = text.get(at..at + length).unwrap_or_default();
            let index = MEANT.iter().position(|known| *known == meant).unwrap_or(0);
            let stand_in = self.stand_ins[index];
            prepared.push(stand_in);
            copied = at + length;
            shift += stand_in.len_utf8() - length;
            self.shifts.push((prepared.len(), shift));
        }
        prepared.push_str(text.get(copied..).unwrap_or_default());
        self.text = Cow::Owned(prepared);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::CowStr;

    use super::Prepared;

    #[test]
    fn a_mark_goes_in_and_comes_out_and_positions_are_counted_back() {
        let text = "**（一）**总体<zwxx>3*4";
        let prepared = Prepared::new(text);
        assert_eq!(
            prepared.text(),
            "**（一）**\u{1361}总体\u{1364}zwxx>3\u{1362}4"
        );
        let whole = CowStr::from(prepared.text().to_owned());
        assert_eq!(&*prepared.restore(whole), text);
        for (at, letter) in prepared.text().char_indices() {
            let origin = prepared.origin(&(at..at + letter.len_utf8()));
            let written = prepared.restore(CowStr::from(letter.to_string()));
            assert_eq!(text.get(origin), Some(&*written));
        }
    }

    #[test]
    fn a_text_that_holds_a_stand_in_itself_takes_others_or_none() {
        let prepared = Prepared::new("**（\u{1362}）**请");
        assert_eq!(prepared.text(), "**（\u{1362}）**\u{1801}请");
        let text = "**（\u{1362}\u{1801}\u{A877}）**请";
        assert_eq!(Prepared::new(text).text(), text);
    }

    proptest! {
        #[test]
        fn what_is_prepared_is_restored_and_every_position_leads_back(
            text in "([甲（）“”，《》0-9a \n~<>*`!-]|\\*\\*|zwxx|\u{1361}){0,40}"
        ) {
            let prepared = Prepared::new(&text);
            let whole = prepared.restore(CowStr::from(prepared.text().to_owned()));
            prop_assert_eq!(&*whole, &text);
            for (at, letter) in prepared.text().char_indices() {
                let origin = prepared.origin(&(at..at + letter.len_utf8()));
                let written = prepared.restore(CowStr::from(letter.to_string()));
                prop_assert_eq!(text.get(origin), Some(&*written));
            }
        }

        #[test]
        fn a_text_without_asterisks_tildes_and_brackets_stays(text in "[^*~<]*") {
            let prepared = Prepared::new(&text);
            prop_assert_eq!(prepared.text(), &text);
        }
    }
}
