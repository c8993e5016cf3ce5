//! A mandated column that the site writes again: it may be tightened, never renamed or loosened.

use super::super::fault::LOOSENED_COLUMN;
use super::super::reading::Reading;
use super::draft::Draft;
use crate::model::{Column, DueDay, Freshness, OrganKind, Span, Written};

/// Lays what the site writes over the mandated column; reports what would loosen it and leaves that out.
pub(super) fn tighten(
    column: &mut Column,
    parent: Option<&String>,
    draft: Draft,
    reading: &Reading,
) {
    let id = column.id.clone();
    let loosens = |span: Span, what: &str, help: String| {
        let message = format!("栏目「{id}」是法定栏目，{what}");
        reading.report(LOOSENED_COLUMN, span, message, help);
    };
    if let Some(name) = &draft.name
        && name.value != column.name
    {
        let help = format!("写规定的名称「{}」，或者删去 name 这一行", column.name);
        loosens(name.span, &format!("不能改名为「{}」", name.value), help);
    }
    if let Some(written) = &draft.parent
        && parent != Some(&written.value)
    {
        let help = "删去 parent 这一行".to_owned();
        loosens(written.span, "不能换到别的上级栏目下", help);
    }
    for (written, mandated, key) in [
        (&draft.single, column.single, "single"),
        (&draft.apart, column.apart, "apart"),
        (&draft.by_columns, column.by_columns, "by_columns"),
    ] {
        if let Some(flag) = written.as_ref().filter(|flag| flag.value != mandated) {
            let what = format!("「{key}」不能改");
            loosens(flag.span, &what, format!("删去 {key} 这一行"));
        }
    }
    update(column, draft.update, &loosens);
    required_of(column, draft.required_of, &loosens);
    kinds(column, draft.kinds, &loosens);
    due(column, draft.due, &loosens);
    column.basis = draft.basis.unwrap_or_else(|| column.basis.clone());
    column.description = draft
        .description
        .unwrap_or_else(|| column.description.clone());
}

type Loosens<'f> = &'f dyn Fn(Span, &str, String);

fn update(column: &mut Column, written: Option<Written<Freshness>>, loosens: Loosens<'_>) {
    let Some(update) = written else { return };
    match column.update {
        Some(mandated) if !update.value.is_as_tight_as(mandated) => {
            let what = format!("更新期限不能比{}更长", mandated.label());
            let help = format!("写不长于{}的期限，或者删去 update 这一行", mandated.label());
            loosens(update.span, &what, help);
        }
        _ => column.update = Some(update.value),
    }
}

fn required_of(
    column: &mut Column,
    written: Option<Written<Vec<OrganKind>>>,
    loosens: Loosens<'_>,
) {
    let Some(kinds) = written else { return };
    let dropped = column.required_of.iter().find(|kind| !kinds.contains(kind));
    if let Some(kind) = dropped {
        let what = format!("不能免除{}的公开义务", kind.label());
        let help = format!("在 required_of 里补上 {}", kind.key());
        loosens(kinds.span, &what, help);
    }
    add(&mut column.required_of, kinds.value);
}

fn kinds(column: &mut Column, written: Option<Written<Vec<String>>>, loosens: Loosens<'_>) {
    let Some(kinds) = written else { return };
    if let Some(kind) = column.kinds.iter().find(|kind| !kinds.contains(kind)) {
        let what = format!("不能去掉信息类型 {kind}");
        loosens(kinds.span, &what, format!("在 kinds 里补上 {kind}"));
    }
    add(&mut column.kinds, kinds.value);
}

fn due(column: &mut Column, written: Option<Written<Vec<DueDay>>>, loosens: Loosens<'_>) {
    let Some(days) = written else { return };
    for day in days.value {
        let mandated = column.due.iter_mut().find(|due| due.kind == day.kind);
        match mandated {
            Some(due) if (day.month, day.day) > (due.month, due.day) => {
                let what = format!("每年的期限不能晚于{}月{}日", due.month, due.day);
                let help = format!("写不晚于 {:02}-{:02} 的日期", due.month, due.day);
                loosens(days.span, &what, help);
            }
            Some(due) => *due = day,
            None => column.due.push(day),
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !list.contains(&one) {
            list.push(one);
        }
    }
}
