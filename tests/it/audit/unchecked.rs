//! Attachments that were not looked through for personal numbers, or not to their end: told, never passed over.

use gongkai::audit::findings_of;
use gongkai::load::attachment_text;
use gongkai::model::Gap;

use super::attachments::{packed, showing};
use super::base;

/// What is said of a file of this name that was not looked through.
fn unchecked(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = showing(folder.path(), name, bytes);
    let read = |path: &str| attachment_text(folder.path(), path);
    let found = findings_of(&portal, &read, &["PRV004".to_owned()]);
    found.into_iter().map(|it| it.message).collect()
}

#[test]
fn what_was_not_looked_through_is_told() {
    let line = "（示例）补贴发放名册\n";
    let fits = line.repeat((4 << 20) / line.len());
    let more = line.repeat((5 << 20) / line.len());
    let header = [
        ("word/document.xml", "<w:p/>"),
        ("word/header1.xml", "<w:p>"),
    ];
    let said = |what: &str| vec![format!("附件“（示例）图”{what}")];
    let closed =
        said("打不开（加了密码、已经损坏，或者不是后缀所说的格式），里面有没有个人信息没有检查");
    let locked = include_bytes!("../../files/encrypted.pdf");
    let scanned = include_bytes!("../../files/scanned.pdf");
    for (name, bytes, expected) in [
        ("a.pdf", &locked[..], closed.clone()),
        ("a.xls", b"<table>", closed),
        (
            "a.txt",
            more.as_bytes(),
            said("文字太多，只检查了前面一部分，后面有没有个人信息没有检查"),
        ),
        (
            "a.docx",
            &packed(&header),
            said("的页眉读不出来，里面有没有个人信息没有检查"),
        ),
        ("a.txt", fits.as_bytes(), vec![]),
        ("a.pdf", scanned, vec![]),
        ("a.jpg", b"shot", vec![]),
        ("a.docx", b"", vec![]),
    ] {
        assert_eq!(unchecked(name, bytes), expected, "{name}");
    }
}

#[test]
fn what_is_too_large_to_be_read_is_told_and_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    base::lay(folder.path());
    let read = |path: &str| {
        let file = std::fs::File::create(folder.path().join(path)).expect("a file");
        // More than a machine holds.
        file.set_len(1 << 42).expect("its size");
        attachment_text(folder.path(), path).map(|text| text.gap)
    };
    std::fs::create_dir_all(folder.path().join("content/czj")).expect("a folder");
    let large = |megabytes: u64| Some(Some(Gap::TooLarge(megabytes << 20)));
    assert_eq!(read("content/czj/a.pdf"), large(32));
    assert_eq!(read("content/czj/a.csv"), large(64));
    assert_eq!(read("content/czj/a.mp4"), None);
}
