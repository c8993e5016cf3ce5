//! What is said where faults of reading, or what may not become public, stand in the way.

use std::path::Path;

use anyhow::Result;

use super::Outcome;
use super::console::Console;
use crate::model::Diagnostic;
use crate::pipeline;

/// What is not done, and what stays as it was instead.
pub(super) struct Undone {
    pub(super) what: &'static str,
    pub(super) stays: &'static str,
}

impl Undone {
    /// Draws the faults of reading that stand in the way, and says how to do it all the same where one may.
    pub(super) fn for_faults(
        &self,
        root: &Path,
        faults: &[Diagnostic],
        console: &Console,
    ) -> Result<Outcome> {
        console.draw(root, faults)?;
        let Self { what, stays } = self;
        console.say(&format!("{what}：请先改正上面的问题；{stays}。"))?;
        if faults.iter().any(pipeline::is_of_site) {
            console.say(
                "（gongkai.yaml、机构名单和 seeds/ 里的错误关系到整个网站，--allow-errors 也不能略过。）",
            )?;
        } else if faults.iter().all(|fault| fault.code.starts_with("SRC")) {
            console.say("（加 --allow-errors 可略过有错误的信息，先发布其余部分。）")?;
        }
        Ok(Outcome::Faulty)
    }

    /// Draws the findings with which the settings let nothing become public.
    pub(super) fn for_denied(
        &self,
        root: &Path,
        denied: &[Diagnostic],
        console: &Console,
    ) -> Result<Outcome> {
        console.draw(root, denied)?;
        let Self { what, stays } = self;
        console.say(&format!(
            "{what}：有上面这些问题就不能公开，请先改正；{stays}。"
        ))?;
        console.say("（哪些问题不能公开由设置 build.deny 规定，--allow-errors 也不能略过。）")?;
        Ok(Outcome::Faulty)
    }
}
