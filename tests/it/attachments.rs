//! The text of PDF attachments: what a browser printed is read, and no file ends the program.

use gongkai::load::attachment_text;

const PRINTED: &[u8] = include_bytes!("../files/printed.pdf");
const ENCRYPTED: &[u8] = include_bytes!("../files/encrypted.pdf");
const SCANNED: &[u8] = include_bytes!("../files/scanned.pdf");

fn words(bytes: &[u8]) -> Option<String> {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join("content")).expect("its folder");
    std::fs::write(root.path().join("content/附件.pdf"), bytes).expect("a file");
    let text = attachment_text(root.path(), "content/附件.pdf")?;
    Some(text.words()).filter(|words| !words.is_empty())
}

/// A document of one page; its other objects are as given, from number 5 on.
fn document(page: &str, others: &[&str]) -> Vec<u8> {
    let stream = "BT /F1 12 Tf 10 100 Td (notice) Tj ET /X1 Do";
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Contents 4 0 R {page} >>"),
        format!(
            "<< /Length {} >>\nstream\n{stream}\nendstream",
            stream.len()
        ),
    ];
    objects.extend(others.iter().map(|object| (*object).to_owned()));
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, size) = (text.len(), objects.len() + 1);
    text += &format!("{table}trailer\n<< /Root 1 0 R /Size {size} >>\nstartxref\n{start}\n%%EOF\n");
    text.into_bytes()
}

const PAGE: &str = "/Parent 2 0 R /MediaBox [0 0 200 200] \
    /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >>";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

#[test]
fn what_a_browser_printed_is_read_as_it_was_typed() {
    let words = words(PRINTED).expect("words");
    for typed in [
        "关于困难群众救助金发放的说明",
        "民政部门按月发放救助金。人民群众如有异议，请在公示期内向县民政局反映",
        "方言、大小、门户、长者、食品、马力一并列明",
        "331023199003070016",
        "6222021234567890128",
    ] {
        assert!(words.contains(typed), "{typed} in {words}");
    }
}

#[test]
fn what_is_locked_scanned_or_damaged_gives_nothing() {
    assert_eq!(words(ENCRYPTED), None);
    assert_eq!(words(SCANNED), None);
    assert_eq!(words(b"%PDF-1.4\nnothing"), None);
    assert_eq!(words(b""), None);
}

#[test]
fn a_cut_or_bent_document_ends_no_program() {
    for at in (0..PRINTED.len()).step_by(PRINTED.len() / 23) {
        words(&PRINTED[..at]);
        let mut bent = PRINTED.to_vec();
        for byte in bent.iter_mut().skip(at).step_by(4_999) {
            *byte ^= 0x55;
        }
        words(&bent);
    }
}

#[test]
fn what_shows_itself_is_not_followed_for_ever() {
    let form = |resources: &str| {
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length 6 >>\nstream\n/X1 Do\nendstream"
        )
    };
    let plain = document(PAGE, &[FONT, "<< /Length 0 >>\nstream\n\nendstream"]);
    assert_eq!(words(&plain).as_deref().map(str::trim), Some("notice"));
    let circle = form("/Resources << /XObject << /X1 6 0 R >> >>");
    assert_eq!(words(&document(PAGE, &[FONT, &circle])), None);
    assert_eq!(words(&document(PAGE, &[FONT, &form("")])), None);
    let own_parent = PAGE.replace("/Parent 2 0 R /MediaBox [0 0 200 200]", "/Parent 3 0 R");
    assert_eq!(words(&document(&own_parent, &[FONT, FONT])), None);
}
