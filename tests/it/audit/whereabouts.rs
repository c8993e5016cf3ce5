//! Where a personal number stands is told, and the number is not.

use super::attachments::ITEM;
use super::base;

/// What is said of personal numbers in an item with these further lines, and this file beside it.
fn said(lines: &str, file: (&str, &str)) -> Vec<String> {
    let (name, text) = file;
    let item = ITEM.split("附件:").next().expect("the keys before");
    let audit = base::site(&format!(
        "# 文件 content/czj/a.md\n{item}{lines}\n---\n\n（示例）正文。\n# 文件 content/czj/{name}\n{text}"
    ));
    let found = audit.findings.into_iter();
    let found = found.filter(|finding| finding.code == "PRV001");
    found.map(|finding| finding.message).collect()
}

#[test]
fn all_of_a_data_table_is_read_its_first_row_and_its_title_too() {
    let table = |text| said("table: d.csv", ("d.csv", text));
    let number = "公民身份号码 331023********1237";
    assert_eq!(
        table("王某,331023198001011237\n李某,无\n"),
        [format!("数据表的表头里有{number}")]
    );
    assert_eq!(
        table("王某的身份证331023198001011237,备注\n甲,无\n"),
        [format!("数据表的表头里有{number}")]
    );
    assert_eq!(
        table("王某331023198001011237名下,\n姓名,备注\n甲,无\n"),
        [format!("附件“d.csv”第1行里有{number}")]
    );
    assert_eq!(
        table("姓名,身份证\n王某,331023198001011237\n"),
        [format!("数据表表头下第1行“身份证”一栏里有{number}")]
    );
}

#[test]
fn where_a_number_stands_is_told_without_the_number() {
    let number = "里有公民身份号码 331023********1237";
    let titled = "附件: [{file: d.txt, title: 331023198001011237}]";
    assert_eq!(
        said(titled, ("d.txt", "王某331023198001011237\n")),
        [
            format!("附件名称{number}"),
            format!("附件“331023********1237”第1行{number}")
        ]
    );
    let headless = "王某,331023198001011237\n李某,33102319800101127X\n";
    let all = [
        format!("数据表的表头{number}"),
        "数据表表头下第1行“331023********1237”一栏里有公民身份号码 331023********127X".to_owned(),
    ];
    assert_eq!(said("table: d.csv", ("d.csv", headless)), all);
}

#[test]
fn no_rule_quotes_a_number_in_full() {
    let lines = "附件: [王某331023198001011237.docx]\n主题分类: [331023198001011237]";
    let item = ITEM.split("附件:").next().expect("the keys before");
    let audit = base::site(&format!(
        "# 文件 content/czj/a.md\n{item}{lines}\n---\n\n见[名册](331023198001011237.xlsx)。\n"
    ));
    let messages = audit.findings.iter().map(|finding| &finding.message);
    let quoting: Vec<&String> = messages.filter(|it| it.contains("331023")).collect();
    assert!(quoting.len() > 4, "{quoting:?}");
    let masked = quoting.iter().all(|it| it.contains("331023********1237"));
    assert!(masked, "{quoting:?}");
}
