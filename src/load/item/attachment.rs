//! The files that an item offers: those that it declares, then those that its body links to or shows.

use std::collections::HashSet;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::super::fault::{MISSING_KEY, PATH_OUTSIDE_CONTENT};
use super::super::fields::Fields;
use super::super::scalars::text_of;
use super::super::yaml::{Node, Value};
use super::nested::ATTACHMENT;
use crate::model::{
    Attachment, Body, Span, TableFile, Written, join_path, path_between, scheme_of,
};

/// Attachments and data table. A file that does not exist stays in the list: the audit speaks of it.
pub(super) fn read(
    fields: &Fields<'_>,
    proposal: Option<Written<String>>,
    body: &Body,
    files: &HashSet<Arc<str>>,
) -> (Vec<Attachment>, Option<TableFile>) {
    let source = &fields.reading().path;
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let table = fields.text("table").and_then(|file| {
        let path = declared_path(folder, &file, fields)?;
        Some(TableFile { file, path })
    });
    let declared = fields
        .nodes("attachments")
        .iter()
        .filter_map(|node| declared(node, folder, fields));
    let of_proposal = proposal.and_then(|file| proposal_file(file, folder, fields));
    let declared = declared.chain(of_proposal);
    let links = body
        .links
        .iter()
        .map(|link| (&link.destination, &link.text, link.span));
    let images = body
        .images
        .iter()
        .map(|image| (&image.destination, &image.alternative, image.span));
    let linked = links
        .chain(images)
        .filter_map(|(destination, title, span)| linked(destination, title, span, folder, files));
    let mut seen = HashSet::new();
    let attachments = declared
        .chain(linked)
        .filter(|attachment| seen.insert(attachment.path.clone()))
        .collect();
    (attachments, table)
}

/// One element of `attachments`: a name, or a name and a title.
fn declared(node: &Node, folder: &str, fields: &Fields<'_>) -> Option<Attachment> {
    let (file, title) = match &node.value {
        Value::Text { .. } => (text_of(node)?, None),
        _ => {
            let inner = Fields::open(node, "附件", ATTACHMENT, fields.reading())?;
            let (file, title) = (inner.required("file", "附件1.xlsx"), inner.plain("title"));
            (file?, title)
        }
    };
    if file.is_empty() {
        let help = "写出文件名，如 附件1.xlsx，或者删去这一项";
        fields
            .reading()
            .report(MISSING_KEY, node.span, "附件没有写文件名", help);
        return None;
    }
    let path = declared_path(folder, &file, fields)?;
    let title = title.unwrap_or_else(|| name_of(&path).to_owned());
    Some(Attachment {
        file,
        path,
        title,
        declared: true,
    })
}

/// The text of a proposal kept as a file is offered with the reply.
fn proposal_file(file: Written<String>, folder: &str, fields: &Fields<'_>) -> Option<Attachment> {
    let path = declared_path(folder, &file, fields)?;
    let title = name_of(&path).to_owned();
    Some(Attachment {
        file,
        path,
        title,
        declared: true,
    })
}

/// A destination of the body, when it names a file of the site.
fn linked(
    destination: &str,
    title: &str,
    span: Span,
    folder: &str,
    files: &HashSet<Arc<str>>,
) -> Option<Attachment> {
    let path = files
        .get(path_meant(destination, folder)?.as_str())?
        .clone();
    let title = match title.trim() {
        "" => name_of(&path).to_owned(),
        title => title.to_owned(),
    };
    Some(Attachment {
        file: Written::new(destination.to_owned(), span),
        path,
        title,
        declared: false,
    })
}

/// Every path that a link or an image of the body may mean: whether there are such files decides what is
/// offered with the item.
pub(in crate::load) fn meant(body: &Body, source: &str) -> Vec<String> {
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let links = body.links.iter().map(|link| &link.destination);
    let images = body.images.iter().map(|image| &image.destination);
    links
        .chain(images)
        .filter_map(|destination| path_meant(destination, folder))
        .collect()
}

/// The path that a destination means; none for one that leads out of the content.
fn path_meant(destination: &str, folder: &str) -> Option<String> {
    let plain = destination.split(['?', '#']).next().unwrap_or_default();
    if plain.is_empty() || scheme_of(plain).is_some() {
        return None;
    }
    let decoded = percent_decode_str(plain).decode_utf8().ok()?;
    resolve(folder, &decoded)
}

fn declared_path(folder: &str, file: &Written<String>, fields: &Fields<'_>) -> Option<Arc<str>> {
    if let Some(path) = resolve(folder, file) {
        return Some(path.into());
    }
    // A path from the site's root may well lead to a file that is there.
    let (message, help) = match file.value.strip_prefix("/content/") {
        Some(inside) => (
            format!("「{}」以“/”开头，不是相对路径", file.value),
            format!(
                "从信息所在的文件夹写起：{}",
                path_between(folder, &format!("content/{inside}"))
            ),
        ),
        None => (
            format!("「{}」不在 content 文件夹里", file.value),
            "把文件放到信息所在的文件夹，只写文件名或者相对路径".to_owned(),
        ),
    };
    fields
        .reading()
        .report(PATH_OUTSIDE_CONTENT, file.span, message, help);
    None
}

/// The path from the site's root; none when it leads out of `content/`.
fn resolve(folder: &str, file: &str) -> Option<String> {
    join_path(folder, file).filter(|path| path.starts_with("content/"))
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_path_stays_inside_the_content() {
        let inside = |file| resolve("content/czj/a", file);
        assert_eq!(
            inside("附件 1（示例）〔2020〕.xlsx").as_deref(),
            Some("content/czj/a/附件 1（示例）〔2020〕.xlsx")
        );
        assert_eq!(
            inside("../b/./x.csv").as_deref(),
            Some("content/czj/b/x.csv")
        );
        assert_eq!(inside("..\\x.csv").as_deref(), Some("content/czj/x.csv"));
        for outside in [
            "/etc/passwd",
            "../../../etc/passwd",
            "../../../seeds/x",
            "C:\\x.csv",
            "../..",
        ] {
            assert_eq!(inside(outside), None, "{outside}");
        }
    }
}
