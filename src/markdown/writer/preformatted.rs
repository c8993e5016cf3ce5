//! Preformatted text: its lines do not wrap, so it scrolls, as a table does.

use pulldown_cmark::CodeBlockKind;

use super::Writer;
use crate::markdown::escape::push_text;

impl Writer<'_, '_> {
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.html.push_str("<pre");
        self.preformatted_region();
        self.html.push_str("><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            self.html.push_str(" class=\"language-");
            push_text(&mut self.html, language);
            self.html.push('"');
        }
        self.html.push('>');
    }

    /// Attributes with which the keyboard can scroll the text; its name tells it from the page's others.
    /// A link takes the keyboard itself and may hold nothing that does.
    pub(super) fn preformatted_region(&mut self) {
        if self.raw.is_in_link() {
            return;
        }
        self.preformatted += 1;
        let count = self.preformatted;
        self.put(format_args!(
            " role=\"region\" tabindex=\"0\" aria-label=\"原样文字 {count}\""
        ));
    }
}
