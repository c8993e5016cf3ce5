//! A second front matter in the body: two items in one file, of which the second would be printed and never published.

use super::super::fault::YAML_SYNTAX;
use super::super::front_matter::is_fence;
use super::super::reading::Reading;
use super::super::yaml::Part;
use crate::model::{Kinds, Span};

/// Reports the first stretch between `---` lines that names a kind of item. Between rules a text may well name its
/// source or date, as front matter does; a kind by its own name it does not.
pub(super) fn report(body: Part<'_>, kinds: &Kinds, reading: &Reading) {
    if !body.text.contains("---") {
        return;
    }
    let lines: Vec<&str> = body.text.split_inclusive('\n').collect();
    let (mut at, mut in_code) = (body.offset, false);
    for (index, line) in lines.iter().enumerate() {
        let mark = line.trim_start();
        in_code ^= mark.starts_with("```") || mark.starts_with("~~~");
        let behind = lines.get(index + 1..).unwrap_or_default();
        if !in_code && is_fence(line) && names_a_kind(behind, kinds) {
            let span = Span::new(at, at + line.trim_end().len(), body.lines + index + 1, 1);
            let message = "这里又开始了一段属性，会当作正文登在网页上";
            let help = "一个文件只写一条信息：另一条信息移到另一个文件；属于同一条信息的，把两段属性合成开头的一段";
            return reading.report(YAML_SYNTAX, span, message, help);
        }
        at += line.len();
    }
}

/// Whether lines up to a closing `---` hold `类型: other` or its like.
fn names_a_kind(lines: &[&str], kinds: &Kinds) -> bool {
    /// Lines of the longest front matter that is looked for: a rule at the end of a long text closes none.
    const LONGEST: usize = 60;
    let end = lines.iter().take(LONGEST).position(|line| is_fence(line));
    let front = end.and_then(|end| lines.get(..end)).unwrap_or_default();
    front.iter().any(|line| {
        let Some((key, value)) = line.split_once([':', '：']) else {
            return false;
        };
        let value = value.trim().trim_matches(['"', '\'']);
        ["kind", "类型"].contains(&key.trim()) && kinds.find(value).is_some()
    })
}
