//! Markdown as Chinese official texts use it, read and written.

mod emphasis;
mod html;
mod laws;
mod links;
mod raw;
mod texts;

use gongkai::markdown::{Target, read, render};

/// The HTML of a text, its last line break left out; `无` in a destination leads nowhere, an
/// absolute address leaves the site, and a PNG measures 4 by 3 pixels, a wide one 1200 by 900.
fn html(text: &str) -> String {
    let html = render(&read(text, 0, 1), &|destination| Target {
        href: destination.to_owned(),
        leaves_site: destination.starts_with("http"),
        dimensions: match destination {
            "wide.png" => Some((1200, 900)),
            _ => destination.ends_with(".png").then_some((4, 3)),
        },
        broken: destination.contains('无'),
    });
    html.trim_end().to_owned()
}

/// What is within the only paragraph of a text.
fn paragraph(text: &str) -> String {
    let html = html(text);
    let inner = html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"));
    inner.expect("one paragraph").to_owned()
}
