//! Personal numbers inside attachments: found in every kind of file, and where.

use std::io::Write as _;
use std::path::Path;

use gongkai::audit::{audit, findings_of};
use gongkai::columns::arrange;
use gongkai::load::{attachment_text, load};
use gongkai::model::Portal;
use rust_xlsxwriter::{DocProperties, Note, Shape, Workbook};

use super::base;

pub(super) const ITEM: &str = "---\n标题: 救助金发放公示（示例）\n类型: 其他法定信息\n索引号: 000000000/2020-00001\n\
    发布日期: 2020-11-02\n内容概述: （示例）一句话概述。\n附件:\n  - 名册.csv\n  - 名册.xlsx\n  - 名册.docx\n  - 名册.pdf\n---\n\n见附件（示例）。\n";
const ROW: [&str; 4] = [
    "王某",
    "331023199003070016",
    "13957654321",
    "6222021234567890128",
];
const HEAD: [&str; 4] = ["姓名", "身份证号码", "手机", "一卡通账号"];

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("说明").expect("a name");
    cover.write(0, 0, "发放说明（示例）").expect("a cell");
    let sheet = book.add_worksheet().set_name("名册").expect("a name");
    sheet.write(0, 0, "救助金发放名册（示例）").expect("a cell");
    for (column, (head, cell)) in (0..).zip(HEAD.iter().zip(ROW)) {
        sheet.write(1, column, *head).expect("a cell");
        sheet.write(4, column, cell).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

fn document() -> Vec<u8> {
    let cells = |cells: [&str; 4]| {
        let cell = |text| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        format!("<w:tr>{}</w:tr>", cells.map(cell).concat())
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", cells(HEAD), cells(ROW));
    let title = "<w:p><w:r><w:t>名册</w:t></w:r></w:p>";
    packed(&[("word/document.xml", &format!("{title}{table}"))])
}

pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, words) in parts {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("a part");
        let xml = format!("<w:document>{words}</w:document>");
        zip.write_all(xml.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a file").into_inner()
}

fn portal(root: &Path) -> Portal {
    base::lay(root);
    let write = |name: &str, bytes: &[u8]| {
        std::fs::create_dir_all(root.join("content/czj")).expect("a folder");
        std::fs::write(root.join("content/czj").join(name), bytes).expect("a file");
    };
    let csv = format!(
        "{}\n“甲\n\"乙\n丙\",,,\n{}\n",
        HEAD.join(","),
        ROW.join(",")
    );
    write("公示.md", ITEM.as_bytes());
    write("名册.csv", csv.as_bytes());
    write("名册.xlsx", &workbook());
    write("名册.docx", &document());
    write("名册.pdf", include_bytes!("../../files/printed.pdf"));
    let loaded = load(root).expect("a site");
    assert!(loaded.faults.is_empty(), "{:?}", loaded.faults);
    arrange(loaded.site, "2020-11-16".parse().expect("a day"))
}

#[test]
fn a_personal_number_is_found_in_every_attachment_and_its_place_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path());
    let audit = audit(&portal, &|path| attachment_text(folder.path(), path));
    let found = audit.findings.iter();
    let found = found.filter(|finding| finding.code.starts_with("PRV"));
    let said: Vec<String> = found
        .map(|finding| {
            let place = finding.place.as_ref().expect("a place");
            let line = place.span.expect("a line").line;
            format!("{line} {} {}", finding.code, finding.message)
        })
        .collect();
    let expected = |line, whereabouts: [&str; 3]| {
        let numbers = [
            "公民身份号码 331023********0016",
            "手机号码 139****4321",
            "银行卡号 622202*********0128",
        ];
        let codes = ["PRV001", "PRV002", "PRV003"];
        let all = codes.iter().zip(whereabouts).zip(numbers);
        all.map(|((code, place), number)| format!("{line} {code} 附件{place}里有{number}"))
            .collect::<Vec<_>>()
    };
    let columns =
        |at: &str| ["身份证号码", "手机", "一卡通账号"].map(|head| format!("{at}“{head}”一栏"));
    let mut all = Vec::new();
    for (line, at) in [
        (8, "“名册.csv”第5行"),
        (9, "“名册.xlsx”工作表“名册”第5行"),
        (10, "“名册.docx”第3行"),
    ] {
        all.extend(expected(line, columns(at).each_ref().map(String::as_str)));
    }
    all.extend(expected(11, ["“名册.pdf”第2页第2行"; 3]));
    assert_eq!(said, all);
}

#[test]
fn what_no_printout_shows_is_in_the_file_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path());
    let number = ROW[1];
    let document = packed(&[
        (
            "word/document.xml",
            &format!("<w:p><w:t>名册</w:t><w:del><w:delText>{number}</w:delText></w:del></w:p>"),
        ),
        (
            "word/comments.xml",
            &format!("<w:p><w:t>王某 {number}</w:t></w:p>"),
        ),
    ]);
    std::fs::write(folder.path().join("content/czj/名册.docx"), document).expect("a file");
    let read = |path: &str| attachment_text(folder.path(), path).filter(|_| path.ends_with("docx"));
    let found = findings_of(&portal, &read, &["PRV001".to_owned()]);
    let said: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
    assert_eq!(
        said,
        [
            "附件“名册.docx”修订中删去的文字第1行里有公民身份号码 331023********0016",
            "附件“名册.docx”批注第1行里有公民身份号码 331023********0016",
        ]
    );
}

/// A site of one item that shows a file of this name.
pub(super) fn showing(root: &Path, name: &str, bytes: &[u8]) -> Portal {
    base::lay(root);
    let czj = root.join("content/czj");
    std::fs::create_dir_all(&czj).expect("a folder");
    std::fs::write(czj.join(name), bytes).expect("a file");
    let (before, _) = ITEM.split_once("附件:").expect("the keys before");
    let item = format!("{before}---\n\n（示例）正文。\n\n![（示例）图]({name})\n");
    std::fs::write(czj.join("a.md"), item).expect("an item");
    let loaded = load(root).expect("a site");
    arrange(loaded.site, "2020-11-16".parse().expect("a day"))
}

/// Where a number is found in a file of this name.
fn found_in(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = showing(folder.path(), name, bytes);
    let read = |path: &str| attachment_text(folder.path(), path);
    let codes = ["PRV001", "PRV002"].map(str::to_owned);
    let found = findings_of(&portal, &read, &codes).into_iter();
    let places = found.filter_map(|it| Some(it.message.split_once("里有")?.0.to_owned()));
    places.collect()
}

#[test]
fn what_stands_around_the_cells_of_a_sheet_is_in_the_file_all_the_same() {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_comment(format!("电话{}", ROW[2]));
    book.set_properties(&properties);
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "名册（示例）").expect("a cell");
    let note = Note::new(format!("身份证{}", ROW[1]));
    sheet.insert_note(0, 0, &note).expect("a comment");
    sheet.set_footer(format!("&C&12 经办人{}", ROW[2]));
    let text = Shape::textbox().set_text(format!("咨询{}", ROW[2]));
    sheet.insert_shape(2, 2, &text).expect("a text box");
    let hidden = book.add_worksheet().set_name(ROW[1]).expect("a name");
    hidden.set_hidden(true);
    let bytes = book.save_to_buffer().expect("a workbook");
    let places = [
        "工作表的名称第1行",
        "批注第2行",
        "图形里的文字第1行",
        "文件属性第1行",
        "页眉页脚第1行",
    ];
    let places = places.map(|place| format!("附件“（示例）图”{place}"));
    assert_eq!(found_in("名册.xlsx", &bytes), places);
}

#[test]
fn a_number_is_found_in_every_encoding_of_text_and_in_pictures_and_captions() {
    let row = format!("姓名,身份证号码\n王某,{}\n", ROW[1]);
    let unicode: Vec<u8> = row.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe", unicode.as_slice()].concat();
    let svg = format!("<svg><text>王某</text><text>{}</text></svg>", ROW[1]);
    let captions = format!("WEBVTT\n\n00:00.000 --> 00:02.000\n{}\n", ROW[1]);
    for (name, bytes, place) in [
        ("a.csv", unicode.as_slice(), "第2行“身份证号码”一栏"),
        ("a.csv", &marked, "第2行“身份证号码”一栏"),
        ("a.txt", &marked, "第2行"),
        ("a.svg", svg.as_bytes(), "第2行"),
        ("a.vtt", captions.as_bytes(), "第4行"),
    ] {
        let place = format!("附件“（示例）图”{place}");
        assert_eq!(found_in(name, bytes), [place], "{name}");
    }
}

#[test]
fn a_number_with_what_no_reader_sees_inside_is_found_in_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let cells = [
        "331023\u{200b}199003070016",
        "331023\n199003070016",
        "331023 19900307 0016",
        "331023、199003070016",
    ];
    for (row, cell) in (0..).zip(cells) {
        sheet.write(row, 0, cell).expect("a cell");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let places = [1, 2, 3].map(|row| format!("附件“（示例）图”工作表“Sheet1”第{row}行"));
    assert_eq!(found_in("名册.xlsx", &bytes), places);
    let word = "<w:p><w:r><w:t>331023</w:t><w:tab/><w:t>199003070016</w:t></w:r></w:p>";
    let word = packed(&[("word/document.xml", word)]);
    assert_eq!(found_in("名册.docx", &word), ["附件“（示例）图”第1行"]);
}

#[test]
fn what_a_build_denies_is_looked_for_in_attachments_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let portal = portal(folder.path());
    let read = |path: &str| attachment_text(folder.path(), path);
    let denied = findings_of(&portal, &read, &["PRV001".to_owned()]);
    assert_eq!(denied.len(), 4);
}
