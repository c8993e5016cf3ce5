//! Options that every command takes, written both before the command and behind it.
//!
//! # Why
//! Of such an option clap lets the one behind the command hold, without a word, and sees no conflict across it.

use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory};

use super::{Cli, apart_from, once};

/// What is said before the command and again behind it, or against it.
pub(super) fn at_odds(args: &[OsString]) -> Option<String> {
    let whole = Cli::command();
    let shared = whole.get_arguments().filter(|arg| arg.is_global_set());
    let shared: Vec<Arg> = shared.map(|arg| arg.clone().global(false)).collect();
    let mut apart = whole
        .mut_args(|arg| arg.global(false))
        .mut_subcommands(|sub| sub.args(&shared));
    let before = apart.try_get_matches_from_mut(args).ok()?;
    let (_, behind) = before.subcommand()?;
    let written = |name| is_written(&before, name) || is_written(behind, name);
    let twice = |arg: &&Arg| {
        let name = arg.get_id().as_str();
        is_written(&before, name) && is_written(behind, name)
    };
    let is_shared = |arg: &&Arg| shared.iter().any(|of| of.get_id() == arg.get_id());
    if let Some(arg) = apart.get_arguments().filter(is_shared).find(twice) {
        return Some(once(&arg.to_string()));
    }
    (written("quiet") && written("verbose")).then(|| apart_from("--quiet", "--verbose"))
}

fn is_written(matches: &ArgMatches, name: &str) -> bool {
    matches.value_source(name) == Some(ValueSource::CommandLine)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::super::tests::refused;

    #[test]
    fn what_may_be_said_once_is_refused_twice_before_the_command_or_behind_it() {
        for (line, said) in [
            ("--root a --root b check", "--root <文件夹> 只能写一次"),
            ("--root a check --root b", "--root <文件夹> 只能写一次"),
            ("check --root a --root=b", "--root <文件夹> 只能写一次"),
            ("-qq check", "--quiet 只能写一次"),
            ("-q check -q", "--quiet 只能写一次"),
            (
                "--color never list items --color auto",
                "--color <方式> 只能写一次",
            ),
            ("build --out a --out b", "--out <文件夹> 只能写一次"),
            (
                "build --as-of 2020-11-16 --as-of 2020-11-17",
                "--as-of <日期> 只能写一次",
            ),
            ("build --force --force", "--force 只能写一次"),
            ("check -qv", "--quiet 不能与 --verbose 同时用"),
            ("-v check -q", "--quiet 不能与 --verbose 同时用"),
        ] {
            assert_eq!(refused(&format!("gongkai {line}")), format!("错误：{said}"));
        }
        for line in [
            "--root a -q check --color never",
            "audit --organ a --organ b",
            "check a b",
        ] {
            let args = format!("gongkai {line}");
            assert!(parse(args.split(' ').map(Into::into)).is_ok(), "{line}");
        }
    }
}
