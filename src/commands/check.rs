//! `gongkai check`: the problems of the named files, or of all.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::console::Console;
use super::paths::within;
use super::{AsOf, Outcome};
use crate::model::{Diagnostic, Severity};
use crate::{pipeline, report};

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
    let mut problems = survey.faults;
    let is_partial = problems.iter().any(pipeline::is_of_site);
    let found = match is_partial {
        // Against settings or a register that could not be read, other rules find what is not so.
        true => pipeline::findings_in_words(root, &survey.portal)?,
        false => pipeline::audit(root, &survey.portal)?.findings,
    };
    problems.retain(|fault| pipeline::is_of_site(fault) || is_wanted(fault, &wanted));
    problems.extend(
        found
            .into_iter()
            .filter(|finding| is_wanted(finding, &wanted)),
    );
    // A theme of the site's own may be one that no build gets past.
    let own_theme = root.join("themes").is_dir();
    let theme = own_theme.then(|| pipeline::theme(root, &survey.portal));
    if let Some(Ok(theme)) = &theme {
        let warnings = pipeline::theme_warnings(root, &survey.portal, theme).into_iter();
        problems.extend(warnings.filter(|warning| is_wanted(warning, &wanted)));
    }
    problems.sort_by(|one, other| one.order().cmp(&other.order()));
    match args.format {
        Format::Json => {
            let portal = &survey.portal;
            let told = report::findings(&problems, &portal.site.catalogue, |it| {
                portal.columns_of(it)
            });
            let text = serde_json::to_string_pretty(&told)?;
            console.data(&format!("{text}\n"))?;
        }
        Format::Text if problems.is_empty() => console.say("没有发现问题。")?,
        Format::Text => console.draw(root, &problems)?,
    }
    if let Some(theme) = theme.transpose()?
        && !is_partial
    {
        pipeline::try_theme(&survey.portal, &theme)?;
    }
    let faulty = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    Ok(if faulty {
        Outcome::Faulty
    } else {
        Outcome::Done
    })
}

/// Without named paths: what has a place, for a file's editor cannot mend an empty column.
fn is_wanted(problem: &Diagnostic, wanted: &[String]) -> bool {
    let Some(place) = &problem.place else {
        return false;
    };
    wanted.is_empty()
        || wanted.iter().any(|path| {
            place
                .source
                .strip_prefix(path.as_str())
                .is_some_and(|rest| rest.is_empty() || path.is_empty() || rest.starts_with('/'))
        })
}
