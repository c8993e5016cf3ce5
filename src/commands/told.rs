//! An error in the editor's language, whatever the system says.

use std::io;

use crate::model::reason;

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
