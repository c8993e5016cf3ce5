//! What a template writes, up to a bound.
//!
//! # Why
//! A list that is gone through within itself writes a hundred million lines of ten thousand items: the build would
//! take all memory, and the preview, which makes one page at a time, would show nothing more. Tera ends a page when
//! its writer fails. What it holds back (`set`, the body of a component) reaches no writer before it is whole, so the
//! values in it are counted as they are escaped. A loop that writes nothing cannot be ended from outside.

use std::cell::Cell;
use std::io::{self, ErrorKind, Write};

use tera::{Error, Tera, escape_html};

/// Bytes of the largest page: more than any browser would show.
const MOST: usize = 64 * 1024 * 1024;
const USUAL: usize = 32 * 1024;
/// Characters of what was written last that are shown of a page that would not end.
const SHOWN: usize = 40;

thread_local! {
    /// Bytes of values that the page that this thread makes has escaped.
    static ESCAPED: Cell<usize> = const { Cell::new(0) };
}

/// A page while it is written.
pub(super) struct Page(Vec<u8>);

impl Page {
    /// Begins another page.
    pub(super) fn begin() -> Self {
        ESCAPED.set(0);
        Self(Vec::with_capacity(USUAL))
    }

    /// The whole page.
    pub(super) fn end(self) -> Vec<u8> {
        self.0
    }

    /// What to say of a template that would not end; none for any other error.
    pub(super) fn too_long(&self, error: &Error, template: &str) -> Option<String> {
        let tera::ErrorKind::Io(ErrorKind::FileTooLarge) = error.kind() else {
            return None;
        };
        let until = self.0.len().saturating_sub(SHOWN * 8);
        let last = String::from_utf8_lossy(self.0.get(until..).unwrap_or_default());
        let last: Vec<char> = last.split_whitespace().flat_map(str::chars).collect();
        let last: String = last[last.len().saturating_sub(SHOWN)..].iter().collect();
        Some(format!(
            "{template} 写出的内容超过了上限 {} MB，已经停下：多半是在循环里又循环了同一个列表，\
             请检查它和它用到的模板、组件里的 {{% for %}}。停下前写出的是「{last}」",
            MOST / 1024 / 1024
        ))
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > MOST - self.0.len() {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Has the values counted that templates escape.
pub(super) fn register(tera: &mut Tera) {
    tera.set_escape_fn(|value, out| {
        let escaped = ESCAPED.get() + value.len();
        if escaped > MOST {
            return Err(ErrorKind::FileTooLarge.into());
        }
        ESCAPED.set(escaped);
        escape_html(value, out)
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Theme;
    use super::super::fault::tests::theme;

    #[test]
    fn a_list_that_is_gone_through_within_itself_is_ended_and_told() {
        let loops =
            "{% for a in items %}{% for b in items %}<li>{{ b }}</li>{% endfor %}{% endfor %}";
        let held_back = format!("{{% set text %}}{loops}{{% endset %}}");
        let component = format!("{{% component a_b(items) %}}{loops}{{% endcomponent a_b %}}");
        let files = theme(&[
            ("templates/item.html", loops),
            ("templates/held.html", &held_back),
            ("templates/inner.html", "{{ <a_b items={items}/> }}"),
            (
                "templates/short.html",
                "{% for a in items %}{{ a }}{% endfor %}",
            ),
            ("components/a-b/a-b.html", &component),
        ]);
        let theme = Theme::compile(&files).expect("a theme");
        let view = BTreeMap::from([("items", vec!["示例".repeat(1000); 200])]);
        for template in ["item.html", "held.html", "inner.html"] {
            let page = theme.render(
                template,
                &view,
                vec![],
                "页面 a/b.html，来源 content/a/b.md",
            );
            let told = page.expect_err("it would not end").to_string();
            for words in [
                &format!("themes/mine/templates/{template} 写出的内容超过了上限 64 MB"),
                "页面 a/b.html，来源 content/a/b.md",
                "{% for %}",
            ] {
                assert!(told.contains(words), "{told}");
            }
            assert_eq!(told.contains("示例示例"), template != "held.html", "{told}");
        }
        let told = theme.component("a_b", &view).expect_err("it would not end");
        assert!(
            told.to_string().contains("组件 a_b 写出的内容超过了上限"),
            "{told}"
        );
        let page = theme.render("short.html", &view, vec![], "页面");
        assert_eq!(page.expect("the next begins anew").len(), 200 * 6000);
    }
}
