//! `gongkai completions`: scripts that complete commands in a shell.

use anyhow::Result;
use clap::Args;
use clap_complete::Shell;

use super::console::Console;
use super::{Outcome, usage};

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// bash、zsh、fish、powershell 或 elvish
    #[arg(value_name = "外壳")]
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, console: &Console) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut usage::command(), "gongkai", &mut script);
    console.data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}
