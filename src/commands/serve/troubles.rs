//! What is wrong with the site, as the terminal says it, for the page.

use std::path::Path;

use anyhow::Result;

use super::super::told;
use super::stage::Ground;
use crate::model::Diagnostic;

/// The diagnostics in full; nothing where there are none.
pub(super) fn of(root: &Path, faults: &[Diagnostic]) -> String {
    match faults {
        [] => String::new(),
        faults => told::drawn(root, faults, false),
    }
}

/// Whether the machine and not an author is why there is no whole site: too many open files, a share that is away.
pub(super) fn is_of_machine(read: &Result<Ground>) -> bool {
    match read {
        Ok(ground) => {
            let mut faults = ground.faults.iter();
            !ground.is_whole() && faults.any(|fault| fault.name == "unreadable-file")
        }
        Err(error) => error.chain().any(|cause| cause.is::<std::io::Error>()),
    }
}

/// A failure of the machine or of the theme.
pub(super) fn of_machine(reason: &str) -> String {
    format!("错误：{reason}\n")
}
