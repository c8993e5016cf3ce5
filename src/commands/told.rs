//! What is told to the editor: an error in their language, whatever the system says; diagnostics with their lines.

use std::io;
use std::path::Path;

use crate::audit::conceal;
use crate::model::{Diagnostic, reason};
use crate::{pipeline, report};

/// The diagnostics in full with the lines that they point at; the middle of a person's number in them is hidden, as in
/// every report.
pub(super) fn drawn(root: &Path, diagnostics: &[Diagnostic], colour: bool) -> String {
    let sources = |path: &str| Some(conceal(&pipeline::shown_text(root, path)?).into_owned());
    let drawn = report::terminal(diagnostics, &sources, colour);
    // A message may quote what is written there.
    conceal(&drawn).into_owned()
}

/// The error and what lies behind it, in one line; the system's own words stand in brackets behind ours.
#[must_use]
pub fn told(error: &anyhow::Error) -> String {
    let causes = error.chain().map(|cause| match cause.downcast_ref() {
        Some(system) => format!("{}（{cause}）", reason(system as &io::Error)),
        None => cause.to_string(),
    });
    causes.collect::<Vec<_>>().join("：")
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use anyhow::Context as _;

    use super::told;

    #[test]
    fn the_systems_words_stand_behind_ours() {
        let system: Result<(), Error> = Err(Error::from(ErrorKind::PermissionDenied));
        let error = system.context("不能写 public").expect_err("an error");
        let words = told(&error);
        assert!(
            words.starts_with("不能写 public：没有权限，请检查这个路径的读写权限（"),
            "{words}"
        );
    }
}
