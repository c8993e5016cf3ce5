//! The text of an attachment is found once, and again when its file or what was kept of it is another.

use std::fs;

use gongkai::model::Diagnostic;
use gongkai::output::keep;
use gongkai::pipeline::{audit, survey};
use rust_xlsxwriter::Workbook;

use crate::workshop::{Workshop, files};

const ITEM: &str = "---\ntitle: 公示（示例）\nkind: policy-document\npublished_at: 2020-10-30\n\
    attachments: [名册.xlsx]\n---\n\n见附件。\n";
const NUMBER: &str = "331023199003070016";

fn workbook(cell: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "身份证号码").expect("a cell");
    sheet.write(1, 0, cell).expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

/// What the audit says of personal numbers in the workbook.
fn found(site: &Workshop) -> Vec<Diagnostic> {
    let survey = survey(&site.root(), site.as_of, None).expect("a site");
    let findings = audit(&site.root(), &survey.portal)
        .expect("no text is lost")
        .findings;
    let of_book = |finding: &Diagnostic| finding.message.contains("名册.xlsx");
    findings.into_iter().filter(of_book).collect()
}

/// What is kept of texts, by name below `.gongkai/`.
fn kept(site: &Workshop) -> Vec<String> {
    let folder = site.path(".gongkai/texts");
    if !folder.exists() {
        return Vec::new();
    }
    let names = files(&folder).into_keys();
    names.map(|name| format!("texts/{name}")).collect()
}

#[test]
fn a_text_is_kept_by_the_bytes_of_its_file_and_what_is_damaged_is_read_again() {
    let site = Workshop::whole();
    assert_eq!(found(&site), []);
    let others = kept(&site);
    site.write("content/czj/gs.md", ITEM);
    site.write("content/czj/名册.xlsx", workbook(NUMBER));
    let told = found(&site);
    assert_eq!(told.len(), 1);
    assert_eq!(found(&site), told);
    // That it is asked at all: a memory that says there are no words is believed.
    let mut names = kept(&site);
    names.retain(|name| !others.contains(name));
    assert_eq!(names.len(), 1);
    let cache = site.path(".gongkai");
    for name in &names {
        keep(&cache, name, &[0, 0]).expect("kept");
    }
    assert_eq!(found(&site), []);
    for name in &names {
        let mut bytes = fs::read(cache.join(name)).expect("kept");
        bytes[0] ^= 1;
        fs::write(cache.join(name), bytes).expect("damaged");
    }
    assert_eq!(found(&site), told);
    site.write("content/czj/名册.xlsx", workbook("略"));
    assert_eq!(found(&site), []);
    site.write("content/czj/名册.xlsx", workbook(NUMBER));
    assert_eq!(found(&site), told);
    site.remove("content/czj/gs.md");
    site.remove("content/czj/名册.xlsx");
    site.build();
    assert!(!kept(&site).contains(&names[0]), "of a file that is gone");
}
