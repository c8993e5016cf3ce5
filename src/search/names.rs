//! Titles and document numbers in order, for suggestions by prefix and for knowing one typed whole.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;
use serde::{Deserialize, Serialize};

use super::documents::Documents;
use super::tokens::{TokenText, gram, tokens};
use crate::model::Item;

/// Names in one file: at least, at most, and between the two one in so many begins a new one.
const FEWEST: usize = 40;
const MOST: usize = 600;
const ONE_IN: u64 = 128;

/// A name as its file holds it: the text, the item, and whether it is a document number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Name(pub(super) String, pub(super) usize, pub(super) u8);

/// The key of a title: its tokens.
pub(super) fn title_key(text: &str) -> String {
    gram(&texts(text))
}

/// The key of a document number: as a title's, without what writers vary: 第, 号, leading zeros.
///
/// Begins with a character that no text has, so that numbers and titles do not mix.
pub(super) fn number_key(text: &str) -> String {
    let mut parts: Vec<TokenText> = Vec::new();
    for token in texts(text) {
        match token {
            TokenText::Run(run) => {
                if parts.last() == Some(&TokenText::Char('第')) {
                    parts.pop();
                }
                let plain = run.trim_start_matches('0');
                let plain = if plain.is_empty() { "0" } else { plain };
                parts.push(TokenText::Run(plain.to_owned()));
            }
            token => parts.push(token),
        }
    }
    if parts.last() == Some(&TokenText::Char('号')) {
        parts.pop();
    }
    format!("\u{1}{}", gram(&parts))
}

fn texts(text: &str) -> Vec<TokenText> {
    let found = tokens(text).map(|token| token.text);
    found.filter(|token| *token != TokenText::Break).collect()
}

impl Name {
    pub(super) fn key(&self) -> String {
        if self.2 == 0 {
            title_key(&self.0)
        } else {
            number_key(&self.0)
        }
    }
}

/// The browser's order of texts.
pub(super) fn before(one: &str, other: &str) -> std::cmp::Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// All names in order of their keys, by file, and for each file a text that parts it from the one before.
///
/// # Why
/// Which names begin a file follows from the names themselves: a new one changes its file and no other.
pub(super) fn shares(documents: &Documents<'_>) -> (Vec<Vec<Name>>, Vec<String>) {
    let items: Vec<(usize, &Item)> = documents.items().map(|(at, _, item)| (at, item)).collect();
    let mut names: Vec<(String, Name)> = items
        .into_par_iter()
        .flat_map_iter(|(at, item)| {
            let title = Name(item.title.value.clone(), at, 0);
            let number = item.number_shown().map(|number| Name(number, at, 1));
            std::iter::once(title).chain(number)
        })
        .map(|name| (name.key(), name))
        .collect();
    names.par_sort_by(|one, other| before(&one.0, &other.0).then(one.1.1.cmp(&other.1.1)));
    let (mut shares, mut borders): (Vec<Vec<Name>>, Vec<String>) = (Vec::new(), Vec::new());
    let mut last = String::new();
    for (key, name) in names {
        match shares.last_mut() {
            Some(share) if !begins(&key, share.len()) => share.push(name),
            _ => {
                borders.push(border(&last, &key));
                shares.push(vec![name]);
            }
        }
        last = key;
    }
    (shares, borders)
}

/// Whether a name begins a new file behind so many in the one before.
fn begins(key: &str, behind: usize) -> bool {
    let digest = blake3::hash(key.as_bytes());
    let number = digest.as_bytes().iter().take(4);
    let number = number.fold(0, |number, byte| number << 8 | u64::from(*byte));
    behind >= MOST || behind >= FEWEST && number % ONE_IN == 0
}

/// The shortest beginning of `next` that lies behind `last`.
fn border(last: &str, next: &str) -> String {
    let mut border = String::new();
    for c in next.chars() {
        if before(&border, last).is_gt() {
            break;
        }
        border.push(c);
    }
    border
}

#[cfg(test)]
mod tests {
    use super::{border, number_key, title_key};

    #[test]
    fn a_number_has_one_key_however_it_is_written() {
        let key = number_key("天政办便函〔2020〕31号");
        for written in [
            "天政办便函[2020]31号",
            "天政办便函2020 31",
            "天政办便函（２０２０）第031号",
            " 天政办便函 【2020】 31 号 ",
        ] {
            assert_eq!(number_key(written), key, "{written}");
        }
        assert_ne!(number_key("天政办便函〔2020〕3号"), key);
        assert_ne!(title_key("天政办便函〔2020〕31号"), key);
    }

    #[test]
    fn a_border_is_as_short_as_can_be() {
        assert_eq!(border("关于乙的通知", "关于甲的通知"), "关于甲");
        assert_eq!(border("", "关于"), "关");
        assert_eq!(border("关于", "关于"), "关于");
    }
}
