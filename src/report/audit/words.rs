//! Names and figures as reports for people word them.

use crate::model::{
    AuditReport, Cell, ColumnStatus, OrganIx, Place, Portal, Severity, Tally, TaskState, Totals,
    basis_under,
};

use super::groups::{By, Subject};
use super::summary::TaskTally;

/// What a group, or a part of one, is called.
pub(super) fn subject(report: &AuditReport<'_>, subject: Subject, by: By) -> String {
    let site = &report.portal.site;
    match subject {
        Subject::Reading => "读取错误".to_owned(),
        Subject::Organ(ix) => {
            let organ = &site.register[ix];
            format!("{}（{}）", organ.short, organ.id)
        }
        Subject::Rule(code) => {
            let title = report.rule(code).map_or("", |rule| rule.title);
            format!("{code} {title}")
        }
        Subject::Column(ix) => {
            let column = &site.catalogue[ix];
            format!("{}（{}）", column.name, column.id)
        }
        Subject::Rest if by == By::Column => "不属于某个栏目".to_owned(),
        Subject::Rest => "全站".to_owned(),
    }
}

/// What there is to know of a group before its findings.
pub(super) fn about(report: &AuditReport<'_>, subject: Subject) -> Vec<String> {
    match subject {
        Subject::Reading => vec![
            "下面的文件（或其中的某一项）没有读进来，不在审核之列；改正以后请再审核一次。"
                .to_owned(),
        ],
        Subject::Organ(ix) => of_organ(report, ix),
        Subject::Rule(code) => report.rule(code).map_or_else(Vec::new, |rule| {
            let Portal { site, as_of, .. } = report.portal;
            let basis = basis_under(&site.work_plans, rule.code, rule.basis, *as_of);
            vec![rule.statement.to_owned(), format!("依据：{basis}")]
        }),
        Subject::Column(ix) => {
            let above = above(report, |cell| cell.column == ix);
            let totals = self::totals(report.matrix.by_column(ix), above);
            let basis = &report.portal.site.catalogue[ix].basis;
            let basis = (!basis.is_empty()).then(|| format!("依据：{basis}"));
            std::iter::once(format!("机构：{totals}"))
                .chain(basis)
                .collect()
        }
        Subject::Rest => Vec::new(),
    }
}

/// 栏目：应设 35 个：有内容 30，空白 4，超期未更新 1
fn of_organ(report: &AuditReport<'_>, organ: OrganIx) -> Vec<String> {
    let columns = report.matrix.by_organ(organ);
    let tasks = report.tasks.iter().filter(|line| line.organ == organ);
    let tasks: TaskTally = tasks.collect();
    let mut about = Vec::new();
    if columns.required() > 0 {
        let above = above(report, |cell| cell.organ == organ);
        about.push(format!("栏目：{}", totals(columns, above)));
    }
    if tasks.total() > 0 {
        about.push(format!("任务：{}", self::tasks(tasks)));
    }
    vec![about.join("；")]
}

/// 2 个错误，3 个警告
pub(super) fn tally(tally: Tally) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    list(severities.map(|severity| (tally.of(severity), format!("个{}", severity.label()))))
}

/// 应设 35，有内容 30，空白 5（含上级栏目 2）
///
/// `above`: empty columns whose children say it already; findings and inspection do not count them again.
pub(super) fn totals(totals: Totals, above: usize) -> String {
    let owed = ColumnStatus::ALL
        .into_iter()
        .filter(|status| *status != ColumnStatus::NotRequired);
    let parts = owed.filter(|status| totals.of(*status) > 0).map(|status| {
        let count = totals.of(status);
        let above = match status {
            ColumnStatus::Empty if above > 0 => format!("（含上级栏目 {above}）"),
            _ => String::new(),
        };
        format!("，{} {count}{above}", status.label())
    });
    format!("应设 {}{}", totals.required(), parts.collect::<String>())
}

/// How many empty cells have children that say it already.
pub(super) fn above(report: &AuditReport<'_>, counts: impl Fn(&Cell) -> bool) -> usize {
    let empty = |cell: &&Cell| cell.status == ColumnStatus::Empty && counts(cell);
    let all = report.matrix.cells().iter().filter(empty).count();
    let gaps = report.matrix.gaps(report.portal).filter(empty).count();
    all - gaps
}

/// 承担 12，已完成 8，未到期 3，已逾期 1
pub(super) fn tasks(tally: TaskTally) -> String {
    let parts = TaskState::ALL
        .into_iter()
        .filter(|state| tally.of(*state) > 0)
        .map(|state| format!("，{} {}", state.label(), tally.of(state)));
    format!("承担 {}{}", tally.total(), parts.collect::<String>())
}

fn list<const N: usize>(parts: [(usize, String); N]) -> String {
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    parts.join("，")
}

/// Rules that the site's settings switch off or re-grade, a sentence for each.
pub(super) fn own_rules(report: &AuditReport<'_>) -> Vec<String> {
    let settings = &report.portal.site.settings.audit;
    let title = |code: &str| report.rule(code).map_or("", |rule| rule.title).to_owned();
    let off = settings
        .off
        .iter()
        .map(|(code, reason)| format!("{code} {}：不审核。理由：{reason}", title(code)));
    let graded = settings
        .severity
        .iter()
        .map(|(code, severity)| format!("{code} {}：按“{}”处理", title(code), severity.label()));
    off.chain(graded).collect()
}

/// `content/czj/a.md:5:18`, as editors and terminals understand it.
pub(super) fn at(place: &Place) -> String {
    match place.span {
        Some(span) => format!("{}:{}:{}", place.source, span.line, span.character),
        None => place.source.to_string(),
    }
}

/// The sign of a cell of the matrix, which reads without its colour.
pub(super) fn sign(status: ColumnStatus) -> &'static str {
    match status {
        ColumnStatus::Filled => "✓",
        ColumnStatus::Stated => "○",
        ColumnStatus::Empty => "✗",
        ColumnStatus::Stale => "△",
        ColumnStatus::NotRequired => "·",
    }
}
