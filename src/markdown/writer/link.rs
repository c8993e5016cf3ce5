//! Links: where they lead is the site's answer, and leaving it is announced.

use pulldown_cmark::LinkType;

use super::Writer;
use crate::markdown::Target;
use crate::markdown::anchor;
use crate::markdown::escape::{is_safe, push_address, push_text};
use crate::markdown::survey::destination;

/// What a citizen sees and hears at the end of a link that leaves the site.
const LEAVES: &str = "<span class=\"gk-external-notice\">（外部链接，将离开本站）</span></a>";

/// What closes a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// It stays on the site.
    Within,
    /// It leaves the site.
    Leaving,
    /// It led nowhere.
    Broken,
    /// It stood within another link, and only its words are written.
    Nothing,
}

impl Writer<'_, '_> {
    pub(super) fn link(&mut self, link_type: LinkType, written: &str, title: &str) {
        let closing = if self.is_in_link() {
            Closing::Nothing
        } else {
            self.open_link(&destination(link_type, written), title, "")
        };
        self.links.push(closing);
    }

    pub(super) fn end_link(&mut self) {
        if let Some(closing) = self.links.pop() {
            self.close_link(closing);
        }
    }

    /// Writes a link's start tag, or what stands for it when the link leads nowhere.
    pub(super) fn open_link(&mut self, written: &str, title: &str, id: &str) -> Closing {
        let Some(target) = self.target(written) else {
            self.html.push_str("<span class=\"gk-broken\"");
            self.attribute("id", id);
            self.html.push('>');
            return Closing::Broken;
        };
        self.html.push_str("<a href=\"");
        push_address(&mut self.html, &target.href);
        self.html.push('"');
        self.attribute("id", id);
        self.attribute("title", title);
        if target.leaves_site {
            self.html
                .push_str(" class=\"gk-external\" rel=\"noopener external nofollow\">");
            Closing::Leaving
        } else {
            self.html.push('>');
            Closing::Within
        }
    }

    pub(super) fn close_link(&mut self, closing: Closing) {
        self.html.push_str(match closing {
            Closing::Within => "</a>",
            Closing::Leaving => LEAVES,
            Closing::Broken => "</span>",
            Closing::Nothing => "",
        });
    }

    /// Where a destination leads; none when there is nothing, or nothing safe.
    pub(super) fn target(&self, written: &str) -> Option<Target> {
        if let Some(fragment) = written.strip_prefix('#')
            && let Some(anchor) = anchor::meant(self.body, fragment)
        {
            return Some(Target {
                href: format!("#{anchor}"),
                ..Target::default()
            });
        }
        let target = (self.resolve)(written);
        (!target.broken && !target.href.is_empty() && is_safe(&target.href)).then_some(target)
    }

    /// Writes an attribute, unless its value is empty.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.put(format_args!(" {name}=\""));
            push_text(&mut self.html, value);
            self.html.push('"');
        }
    }

    /// Whether a link is open, for links cannot hold links.
    pub(super) fn is_in_link(&self) -> bool {
        let is_link = |closing: &Closing| matches!(closing, Closing::Within | Closing::Leaving);
        self.links.iter().any(is_link) || self.raw.is_in_link()
    }
}
