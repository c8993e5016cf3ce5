//! The machine's failures, in the editor's language and with the path they concern.

use std::io;
use std::path::Path;

use crate::model::reason;

/// Turns a failure into an error that says what could not be done to which path, and why.
pub(super) fn cannot<'a>(
    deed: &'a str,
    path: &'a Path,
) -> impl FnOnce(io::Error) -> anyhow::Error + 'a {
    move |error| {
        let reason = reason(&error);
        let path = path.display();
        anyhow::anyhow!("无法{deed} {path}：{reason}（{error}）")
    }
}
