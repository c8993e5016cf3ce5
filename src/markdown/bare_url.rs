//! Addresses that stand in the text without any markup.
//!
//! # Why
//! Chinese follows an address without a blank, so that an address ends with the first character
//! that cannot be part of one; `www.` alone is left as text, for its scheme would be a guess.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::parsed::Sourced;

/// A longer run of letters is no address that anyone means.
const LONGEST: usize = 2_000;

/// Makes a link of every address in plain text that is not within a link or a block of code.
pub(super) fn links<'a>(events: Vec<Sourced<'a>>, written: &str) -> Vec<Sourced<'a>> {
    let has_address =
        |(event, _): &Sourced<'_>| matches!(event, Event::Text(text) if text.contains("://"));
    if !events.iter().any(has_address) {
        return events;
    }
    let mut linked = Vec::with_capacity(events.len() + 8);
    let mut closed = 0;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => closed -= 1,
            Event::InlineHtml(ref tag) if opens_link(tag) => closed += 1,
            Event::InlineHtml(ref tag) if closes_link(tag) => closed = (closed - 1).max(0),
            Event::End(TagEnd::Paragraph) => closed = 0,
            Event::Text(text) if closed == 0 => {
                split(&text, range, written, &mut linked);
                continue;
            }
            _ => {}
        }
        linked.push((event, range));
    }
    linked
}

/// The text's pieces, each address as a link with the stretch of `written` that holds it.
fn split<'a>(text: &CowStr<'a>, range: Range<usize>, written: &str, linked: &mut Vec<Sourced<'a>>) {
    let mut rest: &str = text;
    let mut at = range.start;
    while let Some((before, address, after)) = first_address(rest) {
        let ahead = written.get(at..range.end).unwrap_or_default();
        let (stretch, behind) = match (ahead.find(address), ahead.find("http")) {
            (Some(found), _) => {
                let end = at + found + address.len();
                (at + found..end, end)
            }
            // An entity or a backslash within: as far as the text goes, where further addresses may stand.
            (None, found) => {
                let start = at + found.unwrap_or_default();
                (start..range.end, range.end.min(start + "http".len()))
            }
        };
        push_text(before, at..stretch.start, linked);
        let link = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: CowStr::from(address.to_owned()),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        linked.push((Event::Start(link), stretch.clone()));
        push_text(address, stretch.clone(), linked);
        at = behind;
        linked.push((Event::End(TagEnd::Link), stretch));
        rest = after;
    }
    push_text(rest, at..range.end, linked);
}

fn push_text<'a>(text: &str, range: Range<usize>, linked: &mut Vec<Sourced<'a>>) {
    if !text.is_empty() {
        linked.push((Event::Text(CowStr::from(text.to_owned())), range));
    }
}

/// What stands before the first address, the address, and what stands behind it.
fn first_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let found = from + text.get(from..)?.find("://")?;
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let begin = found.checked_sub(scheme.len());
            begin.is_some_and(|begin| text.get(begin..found) == Some(scheme))
        });
        from = found + "://".len();
        let Some(start) = scheme.map(|scheme| found - scheme.len()) else {
            continue;
        };
        let before = text.get(..start)?;
        if before.ends_with(|letter: char| letter.is_ascii_alphanumeric()) {
            continue;
        }
        let whole = text.get(start..)?;
        let length = whole
            .find(|letter| !may_stand(letter))
            .unwrap_or(whole.len());
        let address = without_tail(whole.get(..length.min(LONGEST))?);
        if length <= LONGEST && address.len() + start > from {
            return Some((before, address, whole.get(address.len()..)?));
        }
    }
}

/// Whether an address may hold this character.
fn may_stand(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(letter)
}

/// The address without the sentence's punctuation behind it.
fn without_tail(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', '*', '_', '~']);
        let open = shorter.matches('(').count();
        let shorter = match shorter.strip_suffix(')') {
            Some(shorter) if shorter.matches(')').count() >= open => shorter,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return address;
        }
        address = shorter;
    }
}

fn opens_link(tag: &str) -> bool {
    let name = tag.get(..3).unwrap_or_default();
    name.eq_ignore_ascii_case("<a ")
}

fn closes_link(tag: &str) -> bool {
    tag.trim_end_matches('>')
        .trim_end()
        .eq_ignore_ascii_case("</a")
}

#[cfg(test)]
mod tests {
    use super::first_address;

    #[test]
    fn an_address_ends_where_it_cannot_go_on() {
        for (text, expected) in [
            (
                "见http://a.gov.cn/b_c.html。",
                Some("http://a.gov.cn/b_c.html"),
            ),
            ("（https://a.gov.cn）", Some("https://a.gov.cn")),
            ("(https://a.cn/x_(y))", Some("https://a.cn/x_(y)")),
            ("https://a.cn/?a=1&b=2, 另", Some("https://a.cn/?a=1&b=2")),
            ("https://a.cn，https://b.cn", Some("https://a.cn")),
            ("ftp://a.cn", None),
            ("https://，", None),
            ("xhttp://a.cn", None),
            ("www.a.cn", None),
        ] {
            assert_eq!(first_address(text).map(|(_, address, _)| address), expected);
        }
    }
}
