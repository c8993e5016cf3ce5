//! What is said where faults of reading stand in the way.

use std::path::Path;

use anyhow::Result;

use super::Outcome;
use super::console::Console;
use crate::model::Diagnostic;
use crate::pipeline;

/// Draws what stands in the way, says what was not done for its sake, and how to do it all the same where one may.
pub(super) fn tell(
    root: &Path,
    faults: &[Diagnostic],
    undone: &str,
    console: &Console,
) -> Result<Outcome> {
    console.draw(root, faults)?;
    console.say(undone)?;
    if faults.iter().any(pipeline::is_of_site) {
        console.say(
            "（gongkai.yaml、机构名单和 seeds/ 里的错误关系到整个网站，--allow-errors 也不能略过。）",
        )?;
    } else if faults.iter().all(|fault| fault.code.starts_with("SRC")) {
        console.say("（加 --allow-errors 可略过有错误的信息，先发布其余部分。）")?;
    }
    Ok(Outcome::Faulty)
}
