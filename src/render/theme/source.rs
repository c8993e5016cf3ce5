//! The text of the theme's files, or why it cannot be published.

use anyhow::{anyhow, bail};

use super::brackets;
use super::fault::point;
use crate::model::{Span, ThemeFile};

/// The text of a script or a YAML file.
///
/// # Errors
/// With file, line and column where it is not UTF-8.
pub(super) fn text(file: &ThemeFile) -> anyhow::Result<&str> {
    std::str::from_utf8(&file.bytes).map_err(|error| {
        let good = error.valid_up_to();
        let before = String::from_utf8_lossy(file.bytes.get(..good).unwrap_or_default());
        let Span {
            line, character, ..
        } = Span::locate(&before, good, good);
        anyhow!(
            "{}:{line}:{character} 不是 UTF-8 编码：用记事本打开，选“文件—另存为”，在“编码”处选 UTF-8，保存覆盖原文件；\
             多个文件可用 iconv -f GBK -t UTF-8 转换",
            file.origin
        )
    })
}

/// The text of a template: an empty one in the place of one that is built in would make empty pages.
///
/// # Errors
/// As [`text`], and where there is nothing in it.
pub(super) fn template(file: &ThemeFile) -> anyhow::Result<&str> {
    let text = text(file)?;
    if text.trim().is_empty() && !file.is_added {
        bail!(
            "{} 是空的：请写上内容，或者删去这个文件，改用内置的模板；要它什么也不显示，就写 {{# 无 #}}",
            file.origin
        );
    }
    Ok(text)
}

/// The text of a style sheet: one that does not end what it began would take the rules of all behind it.
///
/// # Errors
/// As [`text`], and where a bracket, string or comment is not closed or was never opened.
pub(super) fn sheet(file: &ThemeFile) -> anyhow::Result<&str> {
    let text = text(file)?;
    if let Some(fault) = brackets::unpaired(text) {
        bail!(
            "样式表有错，不改正的话后面的样式会失效：\n{}",
            point(file, fault.range, &fault.message)
        );
    }
    Ok(text)
}
