//! `gongkai explain`: a rule or error in full.

use anyhow::{Result, bail};
use clap::Args;

use super::Outcome;
use super::console::Console;
use crate::{audit, load};

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// 代码或名称，如 SRC004、COL001、empty-column
    #[arg(value_name = "代码")]
    code: String,
}

pub(super) fn run(args: &ExplainArgs, console: &Console) -> Result<Outcome> {
    let asked = args.code.trim();
    let known = || pages().map(|(code, name, _)| (code, name));
    let Some((_, _, page)) = pages().find(|(code, name, _)| {
        code.eq_ignore_ascii_case(asked) || name.eq_ignore_ascii_case(asked)
    }) else {
        let near = known().map(|(code, _)| code).max_by(|one, other| {
            let near = |code| strsim::jaro_winkler(&asked.to_ascii_uppercase(), code);
            near(one).total_cmp(&near(other))
        });
        bail!(
            "没有「{asked}」这个代码；想看的是不是 {}？全部代码见 gongkai list rules",
            near.unwrap_or_default()
        );
    };
    console.data(page)?;
    Ok(Outcome::Done)
}

/// Code, name and page of everything that can be explained.
fn pages() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let faults = load::FAULTS
        .iter()
        .map(|fault| (fault.code, fault.name, fault.page));
    let rules = audit::rules()
        .iter()
        .map(|rule| (rule.code, rule.name, rule.page));
    faults.chain(rules)
}
