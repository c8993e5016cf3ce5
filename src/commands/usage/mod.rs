//! The command line's own words in Chinese: help, and errors drawn from clap's kinds.
//!
//! # Why
//! clap has no translations. Its help is laid out by a template of ours on every subcommand, and its
//! errors are told from their kind and context, never by editing its English text.

mod at_odds;

use std::ffi::OsString;
use std::net::AddrParseError;
use std::num::{IntErrorKind, ParseIntError};

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};

use super::Cli;
use at_odds::at_odds;

const WITH_COMMANDS: &str = "{about-with-newline}
用法：gongkai [选项] <命令>

命令：
{subcommands}

选项：
{options}

某个命令的用法：gongkai <命令> --help
";

/// Reads the command line.
///
/// # Errors
/// A message ready to print, with the exit status that goes with it: 0 for help and version, 2 for wrong use.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, (String, u8)> {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut command = command();
    let cli = command
        .try_get_matches_from_mut(&args)
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|error| told(&error))?;
    match at_odds(&args) {
        Some(sentence) => Err((wrong_use(&sentence, ""), 2)),
        None => Ok(cli),
    }
}

/// The whole command line, its help in Chinese.
pub(super) fn command() -> Command {
    let command = Cli::command()
        .help_template(WITH_COMMANDS)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .display_order(101)
                .action(ArgAction::Version)
                .help("显示版本"),
        );
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    names.iter().fold(in_chinese(command), |command, name| {
        command.mut_subcommand(name, localise)
    })
}

fn localise(command: Command) -> Command {
    let template = format!(
        "{{about-with-newline}}\n用法：{}\n\n{}选项：\n{{options}}\n",
        synopsis(&command),
        if command.get_positionals().next().is_some() {
            "参数：\n{positionals}\n\n"
        } else {
            ""
        },
    );
    in_chinese(command).help_template(template)
}

/// Our own -h, and no English notes behind the options.
fn in_chinese(command: Command) -> Command {
    command
        .disable_help_flag(true)
        .mut_args(|arg| match arg.get_action().takes_values() {
            true => arg.hide_default_value(true).hide_possible_values(true),
            false => arg,
        })
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .display_order(101)
                .action(ArgAction::Help)
                .help("显示帮助"),
        )
}

/// `gongkai new [选项] <类型>`
fn synopsis(command: &Command) -> String {
    let mut line = format!("gongkai {} [选项]", command.get_name());
    for arg in command.get_positionals() {
        let name = arg.get_value_names().and_then(|names| names.first());
        let name = name.map_or_else(|| arg.get_id().to_string(), ToString::to_string);
        let many = arg
            .get_num_args()
            .is_some_and(|range| range.max_values() > 1);
        let dots = if many { "…" } else { "" };
        line += &if arg.is_required_set() {
            format!(" <{name}>{dots}")
        } else {
            format!(" [{name}]{dots}")
        };
    }
    line
}

/// What to print for an error of clap's, and the exit status.
fn told(error: &Error) -> (String, u8) {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => (error.render().to_string(), 0),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            (command().render_help().to_string(), 2)
        }
        kind => {
            let mut hints = String::new();
            for (context, label) in [
                (ContextKind::SuggestedArg, "想写的是不是"),
                (ContextKind::SuggestedSubcommand, "想写的是不是"),
                (ContextKind::SuggestedValue, "想写的是不是"),
                (ContextKind::ValidValue, "可以写"),
            ] {
                if let Some(values) = words(error, context) {
                    hints += &format!("{label}：{values}\n");
                }
            }
            (wrong_use(&sentence(error, kind), &hints), 2)
        }
    }
}

fn wrong_use(sentence: &str, hints: &str) -> String {
    format!("错误：{sentence}\n{hints}用法见 gongkai --help 或 gongkai <命令> --help\n")
}

fn once(arg: &str) -> String {
    format!("{arg} 只能写一次")
}

fn apart_from(arg: &str, other: &str) -> String {
    format!("{arg} 不能与 {other} 同时用")
}

fn sentence(error: &Error, kind: ErrorKind) -> String {
    let of = |context| words(error, context).unwrap_or_default();
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    match kind {
        ErrorKind::UnknownArgument => format!("没有「{arg}」这个选项或参数"),
        ErrorKind::InvalidSubcommand => {
            format!("没有「{}」这个命令", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {arg}"),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior == arg => once(&arg),
            prior => apart_from(&arg, &prior),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} 后面要有值"),
        ErrorKind::InvalidValue => format!("{arg} 的值「{value}」不在可选之列"),
        ErrorKind::ValueValidation => {
            let reason =
                std::error::Error::source(error).map(|source| format!("：{}", reason(source)));
            format!("{arg} 的值「{value}」不对{}", reason.unwrap_or_default())
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{arg} 的值个数不对")
        }
        ErrorKind::NoEquals => format!("{arg} 与值之间要用等号"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        _ => "命令写得不对".to_owned(),
    }
}

/// Why a value is refused. The standard library's own reasons are in English and are told anew; any other
/// comes from a reader of ours.
fn reason(source: &(dyn std::error::Error + 'static)) -> String {
    if let Some(error) = source.downcast_ref::<ParseIntError>() {
        return match error.kind() {
            IntErrorKind::PosOverflow => format!("数太大，最大是 {}", usize::MAX),
            _ => "要写 0 或正整数".to_owned(),
        };
    }
    if source.is::<AddrParseError>() {
        return "要写 IP 地址，如 127.0.0.1（只限本机）或 0.0.0.0（全部网卡）".to_owned();
    }
    source.to_string()
}

fn words(error: &Error, context: ContextKind) -> Option<String> {
    let plain = |text: &StyledStr| text.to_string();
    match error.get(context)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(list) => Some(list.join("、")),
        ContextValue::StyledStr(text) => Some(plain(text)),
        ContextValue::StyledStrs(list) => {
            Some(list.iter().map(plain).collect::<Vec<_>>().join("、"))
        }
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

#[cfg(test)]
pub(super) mod tests {
    /// What is said of a command line that clap refuses.
    pub(in crate::commands::usage) fn refused(line: &str) -> String {
        let args = line.split(' ').map(Into::into);
        let (said, code) = super::parse(args).expect_err("a refusal");
        assert_eq!(code, 2, "{line}");
        said.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_refused_value_is_told_in_chinese_with_what_is_accepted() {
        for (line, said) in [
            (
                "serve --port 70000",
                "「70000」不对：要写 0 到 65535 的整数，如 8331",
            ),
            (
                "serve --port abc",
                "「abc」不对：要写 0 到 65535 的整数，如 8331",
            ),
            (
                "serve --host here",
                "「here」不对：要写 IP 地址，如 127.0.0.1（只限本机）或 0.0.0.0（全部网卡）",
            ),
            ("build --jobs abc", "「abc」不对：要写 0 或正整数"),
            ("search 预算 --limit abc", "「abc」不对：要写 0 或正整数"),
            ("search 预算 --limit=-1", "「-1」不对：要写 0 或正整数"),
            (
                "search 预算 --offset 99999999999999999999",
                "不对：数太大，最大是",
            ),
            ("build --as-of 2020-02-30", "日历上没有2020年2月30日"),
        ] {
            let refused = refused(&format!("gongkai {line}"));
            assert!(refused.contains(said), "{refused}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        super::command().debug_assert();
    }
}
