//! `range` for templates, counted over the whole page.
//!
//! # Why
//! Tera bounds one call; a `range` in the loop of another may still go on for hours, and the preview, which makes one
//! page at a time, would show nothing more until it is ended. A clock would make pages hang on the machine.

use std::cell::Cell;

use tera::{Error, Kwargs, State, TeraResult};

/// What all calls of one page may count; more than any page could show.
const MOST: i128 = 1_000_000;

thread_local! {
    /// What the page that this thread makes may still count.
    static LEFT: Cell<i128> = const { Cell::new(MOST) };
}

/// Begins another page.
pub(super) fn begin() {
    LEFT.set(MOST);
}

/// The numbers from `start` (0) to before `end`, in steps of `step_by` (1).
pub(super) fn range(kwargs: Kwargs, _: &State) -> TeraResult<Vec<i128>> {
    let start = kwargs.get::<i128>("start")?.unwrap_or_default();
    let end = kwargs.must_get::<i128>("end")?;
    let step = kwargs.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("range 的 step_by 不能是 0"));
    }
    if start > end && step > 0 {
        return Err(Error::message("range 的 start 不能比 end 大"));
    }
    let length = end.checked_sub(start).and_then(|span| {
        let whole = span.checked_div(step)?;
        let leads_there = (span > 0) == (step > 0);
        Some(whole + i128::from(leads_there && span.checked_rem(step)? != 0))
    });
    let length = length.map_or(MOST + 1, |length| length.max(0));
    let left = LEFT.get() - length;
    if left < 0 {
        return Err(Error::message(format!(
            "这一页的 range 一共要数的次数超过了上限 {MOST}：请减少次数，或者去掉套在里面的循环"
        )));
    }
    LEFT.set(left);
    Ok((0..length).map(|at| start + at * step).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Theme;
    use super::super::fault::tests::theme;

    fn rendered(source: &str) -> Result<String, String> {
        let theme = Theme::compile(&theme(&[("templates/item.html", source)])).expect("a theme");
        let view = BTreeMap::<&str, i32>::new();
        let page = theme.render("item.html", &view, vec![], "页面");
        page.map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn it_counts_as_the_one_of_the_engine() {
        for (call, numbers) in [
            ("end=3", "0 1 2 "),
            ("start=2, end=5", "2 3 4 "),
            ("end=5, step_by=2", "0 2 4 "),
            ("end=4, step_by=2", "0 2 "),
            ("start=5, end=0, step_by=-2", "5 3 1 "),
            ("start=1, end=5, step_by=-1", ""),
            ("start=1, end=2, step_by=-5", ""),
            ("end=0", ""),
        ] {
            let source = format!("{{% for i in range({call}) %}}{{{{ i }}}} {{% endfor %}}");
            assert_eq!(rendered(&source).as_deref(), Ok(numbers), "{call}");
        }
    }

    #[test]
    fn a_page_that_would_never_end_is_told() {
        let inner = "{% for j in range(end=100000) %}{% endfor %}";
        for (source, told) in [
            (
                format!("\n{{% for i in range(end=100000) %}}{inner}{{% endfor %}}"),
                "item.html:2:",
            ),
            (
                "{% for i in range(end=9999999999) %}{% endfor %}".to_owned(),
                "上限 1000000",
            ),
            (
                "{% for i in range(start=3, end=1) %}{% endfor %}".to_owned(),
                "start 不能比 end 大",
            ),
            (
                "{% for i in range(end=1, step_by=0) %}{% endfor %}".to_owned(),
                "step_by 不能是 0",
            ),
        ] {
            let text = rendered(&source).expect_err("it does not end");
            assert!(
                text.contains(told) && !text.contains("模板引擎说"),
                "{text}"
            );
        }
        assert_eq!(
            rendered(inner).as_deref(),
            Ok(""),
            "the next page begins anew"
        );
    }
}
