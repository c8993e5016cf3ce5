//! The audit as one page that needs nothing else: to read, to print on A4, to send on.
//!
//! # Why
//! The page is a template, so that what is said and how it looks can be read apart and Tera escapes every
//! word of an author. Its style stands inside it and there is no script: it opens from a mail as it does
//! from the preview.

mod findings;
mod tasks;
mod totals;
mod view;

use anyhow::{Context as _, Result};
use tera::{Context, Tera};

use super::groups::By;
use crate::model::AuditReport;
use view::View;

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");

/// The whole report; links to items begin with `base`, which ends in `/`.
///
/// # Errors
/// Never in practice: the template is part of the program.
pub fn html(report: &AuditReport<'_>, by: By, base: &str) -> Result<String> {
    let page = || {
        let mut context = Context::from_serialize(&View::new(report, by, base))?;
        context.insert("style", STYLE);
        Tera::one_off(TEMPLATE, &context, true)
    };
    page().context("审核报告的网页未能写成")
}
