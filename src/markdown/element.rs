//! The elements of HTML, and which of them an editor may write into a body.

/// What becomes of a raw element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, under the name given, with the attributes that are allowed.
    Keep(&'static str),
    /// Its tags go, what it holds stays.
    Unwrap,
    /// It goes with all that it holds, for that is no text for readers.
    Drop,
}

/// Elements that stay.
const KEPT: &str = "a abbr audio b bdi blockquote br caption cite code del details \
    dfn div em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby \
    s samp small source span strong sub summary sup table tbody td th thead tr track u ul \
    var video";

/// Elements of HTML, now or once, whose tags go while their text stays.
const UNWRAPPED: &str = "acronym address area article aside base basefont bdo bgsound big blink \
    body button col colgroup data datalist dialog dir fieldset font footer form frame header hgroup html input \
    label legend link listing main map marquee menu meta meter multicol nav nobr optgroup option \
    output param picture progress search section select spacer textarea tfoot time tt wbr";

/// Elements that go with all that they hold.
const DROPPED: &str = "applet canvas embed frameset head iframe math noembed noframes noscript \
    object script style svg template";

/// What becomes of the element of this name, in small letters; none when HTML has no such element.
pub(super) fn fate(name: &str) -> Option<Fate> {
    if let Some(kept) = kept().find(|kept| *kept == name) {
        return Some(Fate::Keep(kept));
    }
    match name {
        "center" | "dl" | "dt" | "dd" => Some(Fate::Keep("div")),
        "strike" => Some(Fate::Keep("s")),
        _ if UNWRAPPED.split(' ').any(|known| known == name) => Some(Fate::Unwrap),
        _ if DROPPED.split(' ').any(|known| known == name) => Some(Fate::Drop),
        _ => None,
    }
}

/// Every element that may stay.
pub(super) fn kept() -> impl Iterator<Item = &'static str> {
    KEPT.split(' ')
}

/// The level of a heading, by the name of its element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Whether the element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the element stands within a line, so that it ends with its paragraph.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "var"
            | "label"
            | "audio"
            | "video"
            | "br"
            | "img"
            | "input"
            | "rt"
            | "rp"
            | "source"
            | "track"
    )
}

#[cfg(test)]
mod tests {
    use super::{Fate, fate};

    #[test]
    fn an_element_stays_is_unwrapped_dropped_or_unknown() {
        assert_eq!(fate("sub"), Some(Fate::Keep("sub")));
        assert_eq!(fate("center"), Some(Fate::Keep("div")));
        assert_eq!(fate("font"), Some(Fate::Unwrap));
        assert_eq!(fate("script"), Some(Fate::Drop));
        assert_eq!(fate("zwxx"), None);
    }
}
