//! What is said of a name that is unknown.

use crate::model::nearest_by_beginning;

/// The rest of a sentence that says a name is unknown: the nearest known one, and where all are listed.
pub(super) fn meant<'n>(asked: &str, names: impl Iterator<Item = &'n str>, list: &str) -> String {
    rest(nearest_by_beginning(asked, names), list)
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

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn the_name_that_was_meant_is_offered_and_where_all_are_listed() {
        let names = ["response", "policy-document"];
        for (asked, said) in [
            (
                "Resposne",
                "，想写的是不是「response」？全部见 gongkai list kinds",
            ),
            ("天气", "，全部见 gongkai list kinds"),
        ] {
            assert_eq!(meant(asked, names.into_iter(), "kinds"), said);
        }
    }
}
