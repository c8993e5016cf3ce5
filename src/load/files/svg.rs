//! Width and height of an SVG image, as its first tag says them.

/// As much of the file as is looked at: comments and a licence may stand before the tag.
pub(super) const HEAD: u64 = 16 * 1024;

/// Reads `width` and `height`, or the last two numbers of `viewBox`, in pixels.
pub(super) fn dimensions(head: &str) -> Option<(u32, u32)> {
    let (_, rest) = head.split_once("<svg")?;
    let (tag, _) = rest.split_once('>')?;
    let written = pixels(attribute(tag, "width")).zip(pixels(attribute(tag, "height")));
    written.or_else(|| {
        let numbers = attribute(tag, "viewBox")?;
        let mut numbers = numbers
            .split([' ', ',', '\n', '\t'])
            .filter(|number| !number.is_empty())
            .skip(2);
        pixels(numbers.next()).zip(pixels(numbers.next()))
    })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?;
        let after = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?;
        let after = after.trim_start();
        let quote = after
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        let value = after.strip_prefix(quote)?.split(quote).next()?;
        before.ends_with(char::is_whitespace).then_some(value)
    })
}

/// A length in pixels; none for percentages and other units.
fn pixels(length: Option<&str>) -> Option<u32> {
    let length = length?.trim();
    let number: f64 = length.strip_suffix("px").unwrap_or(length).parse().ok()?;
    let whole = number.round();
    (1.0..=100_000.0).contains(&whole).then_some(whole as u32)
}

#[cfg(test)]
mod tests {
    use super::dimensions;

    #[test]
    fn the_size_of_an_svg_is_in_its_first_tag() {
        for (head, size) in [
            ("<svg width=\"800\" height='600px'>", Some((800, 600))),
            (
                "<?xml?><!-- x -->\n<svg viewBox=\"0 0 640.4 480\"\n>",
                Some((640, 480)),
            ),
            (
                "<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,3,2\">",
                Some((3, 2)),
            ),
            (
                "<svg stroke-width=\"5\" width=\"8\" height=\"6\">",
                Some((8, 6)),
            ),
            ("<svg>", None),
            ("<svg width=\"nan\" height=\"-1\">", None),
            ("plain text", None),
        ] {
            assert_eq!(dimensions(head), size, "{head}");
        }
    }
}
