//! `gongkai check`: the problems of the named files, or of all.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::console::Console;
use super::paths::within;
use super::{AsOf, Outcome};
use crate::model::{Diagnostic, Portal, Severity};
use crate::pipeline::{self, Survey};
use crate::report;

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// 只看这些文件或文件夹的问题；整个站点仍会读取
    #[arg(value_name = "路径")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    as_of: AsOf,
    /// 输出格式：text 文字、json 数据
    #[arg(long, value_name = "格式", default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(root: &Path, args: &CheckArgs, console: &Console) -> Result<Outcome> {
    let wanted: Vec<String> = args
        .paths
        .iter()
        .map(|path| within(root, path))
        .collect::<Result<_>>()?;
    let survey = pipeline::survey(root, args.as_of.day(), None)?;
    let mut problems = problems(root, &survey, &wanted)?;
    let theme = try_own_theme(root, &survey);
    if let Ok(warnings) = &theme {
        let of_wanted = warnings.iter().filter(|it| is_wanted(it, &wanted));
        problems.extend(of_wanted.cloned());
    }
    problems.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut severities = problems.iter().map(|problem| problem.severity);
    let is_faulty = severities.any(|severity| severity == Severity::Error);
    // No word of what was found may be taken for the whole where the theme is no theme.
    match args.format {
        Format::Json => {
            theme?;
            console.data(&json(&problems, &survey.portal)?)?;
        }
        Format::Text if problems.is_empty() => {
            theme?;
            console.say("没有发现问题。")?;
        }
        Format::Text => {
            console.draw(root, &problems)?;
            theme?;
        }
    }
    Ok(match is_faulty {
        true => Outcome::Faulty,
        false => Outcome::Done,
    })
}

/// What is wrong with the site as a whole, and with the wanted files.
fn problems(root: &Path, survey: &Survey, wanted: &[String]) -> Result<Vec<Diagnostic>> {
    let found = match survey.is_partial() {
        // Against settings or a register that could not be read, other rules find what is not so.
        true => pipeline::findings_in_words(root, &survey.portal)?,
        false => pipeline::audit(root, &survey.portal)?.findings,
    };
    let is_told = |fault: &&Diagnostic| pipeline::is_of_site(fault) || is_wanted(fault, wanted);
    let faults = survey.faults.iter().filter(is_told).cloned();
    let findings = found.into_iter().filter(|it| is_wanted(it, wanted));
    Ok(faults.chain(findings).collect())
}

/// Tries a theme of the site's own, which may be one that no build gets past; gives what is to be known of it.
fn try_own_theme(root: &Path, survey: &Survey) -> Result<Vec<Diagnostic>> {
    let portal = &survey.portal;
    if !root.join("themes").is_dir() {
        return Ok(Vec::new());
    }
    let theme = pipeline::theme(root, portal)?;
    if !survey.is_partial() {
        pipeline::try_theme(portal, &theme)?;
    }
    Ok(pipeline::theme_warnings(root, portal, &theme))
}

fn json(problems: &[Diagnostic], portal: &Portal) -> Result<String> {
    let told = report::findings(problems, &portal.site.catalogue, |it| portal.columns_of(it));
    Ok(serde_json::to_string_pretty(&told)? + "\n")
}

/// Without named paths: what has a place, for a file's editor cannot mend an empty column.
fn is_wanted(problem: &Diagnostic, wanted: &[String]) -> bool {
    let place = problem.place.as_ref();
    place.is_some_and(|place| wanted.is_empty() || place.lies_in(wanted))
}
