//! The words of a PDF document that has a text layer; a scan has none.
//!
//! # Why
//! The library follows the document's own references and panics where they are wrong. So what would lead
//! it in circles or ask for gigabytes is taken out first, and every page is read on its own: a page that
//! cannot be read costs no other, and no PDF ends the program.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use pdf_extract::{Dictionary, Document, Object, ObjectId, PlainTextOutput, output_doc_page};

use super::budget::Budget;
use crate::model::TextPart;

/// What one stream may unpack to.
const STREAM_LIMIT: usize = 64 << 20;
/// Deflate makes nothing smaller than by this factor: short streams need no look.
const MOST_DEFLATED: usize = 1032;
/// How deep pages and forms may lie within each other.
const DEPTH: usize = 32;

/// The words of every page that can be read; none when there are none, or the document wants a password.
pub(super) fn pages(bytes: Vec<u8>, budget: &mut Budget) -> Option<Vec<TextPart>> {
    quietly(|| {
        let mut document = Document::load_mem(&bytes).ok()?;
        if document.is_encrypted() {
            document.decrypt("").ok()?;
        }
        keep_text(&mut document);
        is_sound(&document).then(|| all_pages(&document, budget))
    })
    .flatten()
}

fn all_pages(document: &Document, budget: &mut Budget) -> Vec<TextPart> {
    let mut pages = Vec::new();
    for page in document.get_pages().into_keys() {
        let read = quietly(|| {
            let mut text = String::new();
            let mut output = PlainTextOutput::new(&mut text);
            output_doc_page(document, &mut output, page).ok()?;
            Some(text)
        });
        let name = format!("第{page}页");
        let Some(text) = read.flatten() else {
            budget.miss(name);
            continue;
        };
        let text = unwrapped(&text);
        let fits = budget.take(text.len());
        pages.push(TextPart::new(name, text.lines().map(str::to_owned)));
        if !fits {
            break;
        }
    }
    pages
}

/// Empties pictures, which the library would take for text, and streams that unpack to too much; a form
/// without names of its own borrows none from its page, where it would find itself.
fn keep_text(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let is = |kind: &[u8]| matches!(stream.dict.get(b"Subtype"), Ok(Object::Name(name)) if name == kind);
        let (is_picture, is_form) = (is(b"Image"), is(b"Form"));
        if is_form && !stream.dict.has(b"Resources") {
            stream.dict.set("Resources", Dictionary::new());
        }
        let is_long = stream.content.len().saturating_mul(MOST_DEFLATED) > STREAM_LIMIT;
        if is_picture
            || is_long
                && decompress_to_vec_zlib_with_limit(&stream.content, STREAM_LIMIT).is_err_and(
                    |error| error.status == miniz_oxide::inflate::TINFLStatus::HasMoreOutput,
                )
        {
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
}

/// Whether no page is its own ancestor and no form shows itself.
fn is_sound(document: &Document) -> bool {
    let mut parts: BTreeMap<ObjectId, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in &document.objects {
        let shown = match object {
            Object::Stream(stream) => forms(document, &stream.dict),
            Object::Dictionary(page) => parent(page),
            _ => continue,
        };
        parts.insert(*id, shown);
    }
    let mut sound = BTreeSet::new();
    parts.keys().all(|id| ends(*id, &parts, &mut sound, DEPTH))
}

fn parent(page: &Dictionary) -> Vec<ObjectId> {
    let parent = page.get(b"Parent").and_then(Object::as_reference);
    parent.into_iter().collect()
}

/// What a form shows by name.
fn forms(document: &Document, form: &Dictionary) -> Vec<ObjectId> {
    let inner = |holder: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        let (_, found) = document.dereference(holder.get(key).ok()?).ok()?;
        found.as_dict().ok().cloned()
    };
    let named = inner(form, b"Resources").and_then(|resources| inner(&resources, b"XObject"));
    let named = named.unwrap_or_default();
    let shown = named
        .iter()
        .filter_map(|(_, shown)| shown.as_reference().ok());
    shown.collect()
}

fn ends(
    id: ObjectId,
    parts: &BTreeMap<ObjectId, Vec<ObjectId>>,
    sound: &mut BTreeSet<ObjectId>,
    depth: usize,
) -> bool {
    if sound.contains(&id) {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let inner = parts.get(&id).map_or(&[][..], Vec::as_slice);
    let all_end = inner.iter().all(|part| ends(*part, parts, sound, depth));
    if all_end {
        sound.insert(id);
    }
    all_end
}

/// One line a paragraph: a line that was broken at the edge of the paper goes on in the next.
fn unwrapped(page: &str) -> String {
    let mut words = String::with_capacity(page.len());
    for line in page.lines().map(str::trim) {
        let last = words.chars().next_back();
        match (last, line.chars().next()) {
            (_, None) if last.is_some_and(|c| c != '\n') => words.push('\n'),
            (Some(end), Some(start)) if end.is_ascii() && start.is_ascii() && end != '\n' => {
                words.push(' ');
            }
            _ => {}
        }
        words.push_str(line);
    }
    words
}

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Does what may panic; none when it does, and no word of it on the terminal.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_READING.get() {
                told(panic);
            }
        }));
    });
    let before = IS_READING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work)).ok();
    IS_READING.set(before);
    done
}

#[cfg(test)]
mod tests {
    use super::{quietly, unwrapped};

    #[test]
    fn a_paragraph_is_one_line() {
        let page = "\n\n关于\n县民\n政局\n\nText in\nEnglish\n\n姓名 电话";
        assert_eq!(unwrapped(page), "关于县民政局\nText in English\n姓名 电话");
    }

    #[test]
    fn a_panic_is_no_answer() {
        assert_eq!(quietly(|| 1), Some(1));
        assert_eq!(
            quietly(|| quietly(|| -> u8 { panic!("within") })),
            Some(None)
        );
    }
}
