//! What a mistyped name was most likely meant to be.

/// The rest of a sentence that says a name is unknown: the nearest known one, and where all are listed.
pub(super) fn meant<'n>(asked: &str, names: impl Iterator<Item = &'n str>, list: &str) -> String {
    let asked = asked.trim().to_lowercase();
    let near = names
        .filter_map(|name| Some((likeness(&asked, &name.to_lowercase())?, name)))
        .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)));
    rest(near.map(|(_, name)| name), list)
}

/// The same of an organ, whose name tells little by its letters alone.
pub(super) fn meant_organ(near: Option<&str>) -> String {
    rest(near, "organs")
}

fn rest(near: Option<&str>, list: &str) -> String {
    match near {
        Some(name) => format!("，想写的是不是「{name}」？全部见 gongkai list {list}"),
        None => format!("，全部见 gongkai list {list}"),
    }
}

/// How like a name is to what was asked for; none when another was meant.
///
/// A beginning is enough, as of `policy-document`. Jaro and Winkler's measure was refused: it finds words
/// alike that share letters in any order, as `nonsense` and `response`.
fn likeness(asked: &str, name: &str) -> Option<f64> {
    let likeness = strsim::normalized_damerau_levenshtein(asked, name);
    let begun = asked.chars().count() > 1 && name.starts_with(asked);
    (likeness > 0.5 || begun).then_some(likeness)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_slip_or_a_beginning_is_understood_and_a_strange_word_is_not() {
        let names = ["response", "policy-document", "财政预决算", "县财政局"];
        for (asked, near) in [
            ("Resposne", Some("response")),
            ("policy", Some("policy-document")),
            ("财政预算", Some("财政预决算")),
            ("财政局", Some("县财政局")),
            ("nonsense", None),
            ("天气", None),
            ("", None),
        ] {
            let said = meant(asked, names.into_iter(), "kinds");
            let offered = near.map(|name| format!("「{name}」？"));
            match offered {
                Some(offered) => assert!(said.contains(&offered), "{said}"),
                None => assert_eq!(said, "，全部见 gongkai list kinds"),
            }
        }
    }
}
