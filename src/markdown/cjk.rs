//! Which characters are set in the Chinese manner, side by side without blanks.

/// Han characters, kana, and the punctuation and full-width forms that are set among them.
pub(super) fn is_cjk(letter: char) -> bool {
    matches!(letter,
        '\u{2E80}'..='\u{2FDF}' | '\u{3000}'..='\u{30FF}' | '\u{3100}'..='\u{312F}'
        | '\u{31A0}'..='\u{31FF}' | '\u{3200}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}')
}

/// Punctuation that Chinese and Western texts share: quotation marks, dashes, dots.
pub(super) fn is_shared_punctuation(letter: char) -> bool {
    matches!(letter, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '‥')
}

/// A Han character, one that a name can be made of.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether a line break in the source between these two is no blank in the text.
pub(super) fn joins(before: char, after: char) -> bool {
    let wide = |letter| is_cjk(letter) || is_shared_punctuation(letter);
    wide(before) && wide(after) && (is_cjk(before) || is_cjk(after))
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn only_chinese_neighbours_join_without_a_blank() {
        for (before, after, expected) in [
            ('政', '府', true),
            ('，', '并', true),
            ('：', '“', true),
            ('”', '《', true),
            ('政', 'A', false),
            ('9', '月', false),
            ('a', 'b', false),
            ('”', '“', false),
            ('정', '부', false),
        ] {
            assert_eq!(joins(before, after), expected, "{before}{after}");
        }
    }
}
