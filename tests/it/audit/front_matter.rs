//! A personal number is found under every key of the front matter that takes free words, and no key is forgotten.

use gongkai::model::FIELDS;

use super::base::blocks;

/// A number that nobody has, with a right check digit.
const NUMBER: &str = "331023198001011237";
/// Keys that take no words: a date, yes or no, a word of a closed list, an organ of the register.
const CLOSED: [&str; 16] = [
    "kind",
    "organ",
    "joint_organs",
    "issued_on",
    "published_at",
    "effective_on",
    "expires_on",
    "repealed_on",
    "validity",
    "form",
    "openness",
    "period",
    "comment_from",
    "comment_until",
    "absent",
    "draft",
];
/// The one key that no citizen sees.
const HIDDEN: &str = "audit";

/// The values of a key that hold the number, in each of the places where words may stand.
fn values(key: &str) -> Vec<String> {
    let forms: &[&str] = match key {
        "attachments" => &["[{file: a.csv, title: N}]", "[N.csv]"],
        "table" => &["N.csv"],
        "aliases" => &["[/art/N.html]"],
        "document_number" => &["天财〔2020〕N号", "N"],
        "interpreter" => &["{name: N}", "{name: 王某某, post: N}"],
        "proposal" => &[
            "{number: N, kind: 建议, proposer: 王某某}",
            "{number: 1, kind: 建议, proposer: N}",
            "{number: 1, kind: 建议, proposer: 王某某, text: N}",
            "{number: 1, kind: 建议, proposer: 王某某, file: N.docx}",
        ],
        _ => &["N"],
    };
    let filled = forms.iter().map(|form| form.replace('N', NUMBER));
    filled.collect()
}

/// What is found of an item in which this key has this value; an error where it cannot be read.
fn messages(key: &str, value: &str) -> Result<Vec<String>, String> {
    let mut front = vec![
        ("title", "补贴公示（示例）"),
        ("kind", "other"),
        ("index_number", "000000000/2020-00001"),
        ("published_at", "2020-11-02"),
        ("summary", "（示例）概述。"),
    ];
    front.retain(|(written, _)| *written != key);
    front.push((key, value));
    let lines: Vec<String> = front
        .iter()
        .map(|(key, it)| format!("{key}: {it}"))
        .collect();
    let page = format!(
        "```不合规\n# 文件 content/czj/a.md\n---\n{}\n---\n\n（示例）正文。\n```",
        lines.join("\n")
    );
    let audit = blocks(&page).first().expect("a block").audit(false)?;
    let found = audit.findings.into_iter();
    let found = found.filter(|finding| finding.code == "PRV001");
    Ok(found.map(|finding| finding.message).collect())
}

#[test]
fn a_personal_number_is_found_under_every_key_that_takes_words() {
    for field in FIELDS {
        for value in values(field.key) {
            match messages(field.key, &value) {
                Ok(found) if field.key == HIDDEN => assert_eq!(found, Vec::<String>::new()),
                Ok(found) => {
                    assert_eq!(found.len(), 1, "{}: {value}: {found:?}", field.key);
                    let said = found.concat();
                    assert!(
                        said.ends_with("里有公民身份号码 331023********1237"),
                        "{said}"
                    );
                }
                Err(_) => assert!(
                    CLOSED.contains(&field.key) || field.key == HIDDEN,
                    "{}: {value}",
                    field.key
                ),
            }
        }
    }
    let all: Vec<&str> = FIELDS.iter().map(|field| field.key).collect();
    assert!(CLOSED.iter().all(|key| all.contains(key)));
}
