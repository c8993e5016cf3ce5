//! What findings say and advise fits the slip that was made.

use super::base::site;

/// An item of the finance bureau: further lines of front matter, and a body.
fn item(kind: &str, lines: &str, body: &str) -> String {
    format!(
        "# 文件 content/czj/a.md\n---\n标题: 事项（示例）\n类型: {kind}\n索引号: 000000000/2020-00001\n\
         内容概述: （示例）概述。\n{lines}\n---\n\n{body}\n"
    )
}

/// Each finding of a rule: its severity, and its message and advice in one.
fn said(text: &str, code: &str) -> Vec<(&'static str, String)> {
    let audit = site(text);
    let found = audit.findings.iter().filter(|it| it.code == code);
    found
        .map(|it| (it.severity.key(), format!("{} {}", it.message, it.help)))
        .collect()
}

/// The one finding of a rule.
fn only(text: &str, code: &str) -> (&'static str, String) {
    let said = said(text, code);
    assert_eq!(said.len(), 1, "{code}: {said:?}");
    said.into_iter().next().expect("one")
}

#[test]
fn a_document_that_repeals_itself_is_told_so() {
    let lines = "发布日期: 2020-11-02\n成文日期: 2020-11-02\n发文字号: 天财〔2020〕12号\n废止文件: [天财〔2020〕12号]";
    let (_, said) = only(&item("其他政策文件", lines, "（示例）"), "VAL003");
    assert!(said.contains("就是这份文件自己"), "{said}");
}

#[test]
fn a_law_by_its_name_wants_brackets_not_publication() {
    let lines = "发布日期: 2020-11-02\n解读形式: [文字]\n解读对象: [中华人民共和国民法典]";
    let (_, said) = only(&item("政策解读", lines, "（示例）"), "POL004");
    assert!(said.contains("《中华人民共和国民法典》"), "{said}");
    assert!(!said.contains("同步发布"), "{said}");
    let lines = lines.replace("中华人民共和国民法典", "天财〔2020〕99号");
    let (_, said) = only(&item("政策解读", &lines, "（示例）"), "POL004");
    assert!(said.contains("同步发布"), "{said}");
}

#[test]
fn swapped_days_of_a_comment_period_are_not_to_be_lengthened() {
    let lines = "发布日期: 2020-11-02\n征求意见开始: 2020-11-02\n征求意见截止: 2020-10-02\n征求意见结果: 示例";
    let (_, said) = only(&item("重大行政决策草案", lines, "（示例）"), "DEC002");
    assert!(said.contains("写反") && !said.contains("延长"), "{said}");
}

#[test]
fn days_before_the_draft_was_out_are_not_counted() {
    let of = |published: &str| {
        let lines = format!(
            "发布日期: {published}\n征求意见开始: 2020-10-01\n征求意见截止: 2020-10-31\n征求意见结果: 示例"
        );
        said(&item("重大行政决策草案", &lines, "（示例）"), "DEC002")
    };
    assert!(of("2020-10-02").is_empty());
    assert!(of("2020-10-03")[0].1.contains("只有29天"));
    assert!(of("2020-10-31")[0].1.contains("只有1天"));
    assert!(of("2020-11-15")[0].1.contains("已经截止"));
}

#[test]
fn a_file_of_nearly_the_same_name_is_offered() {
    for (written, there) in [
        ("申请表（1）.docx", "申请表(1).docx"),
        ("申请表", "申请表.docx"),
        ("A.PDF", "a.pdf"),
        ("申请表 .docx", "申请表.docx"),
        ("申请表.doc", "申请表.docx"),
    ] {
        let lines = format!("发布日期: 2020-11-02\n附件: [\"{written}\"]");
        let text = item("其他法定信息", &lines, "（示例）");
        let text =
            format!("{text}# 文件 content/czj/{there}\n示例\n# 文件 content/czj/b/{there}\n示例\n");
        let (_, said) = only(&text, "LNK002");
        assert!(said.contains(&format!("“{there}”")), "{written}: {said}");
    }
    let lines = "发布日期: 2020-11-02\n附件: [申请表.docx]";
    let others = "# 文件 content/czj/申请书.docx\n示例\n# 文件 content/czj/b/申请表.docx\n示例\n";
    let text = format!("{}{others}", item("其他法定信息", lines, "（示例）"));
    let (_, said) = only(&text, "LNK002");
    assert!(!said.contains("是不是"), "{said}");
}

/// A report whose table of applications has these figures in its first two rows.
fn report(received: &str, carried: &str) -> String {
    let lines = "发布日期: 2020-01-20\n期间: \"2019\"";
    let body = format!(
        "## 一、总体情况\n\n## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n\
         | （勾稽关系） | 自然人 | 商业企业 | 总计 |\n|---|---|---|---|\n\
         | 一、本年新收政府信息公开申请数量 | {received} |\n\
         | 二、上年结转政府信息公开申请数量 | {carried} |\n\
         | 三、（一）予以公开 | 3 | 0 | 3 |\n| 三、（七）总计 | 3 | 0 | 3 |\n\
         | 四、结转下年度继续办理 | 1 | 0 | 1 |\n\n\
         ## 四、政府信息公开行政复议、行政诉讼情况\n\n## 五、存在的主要问题及改进情况\n\n\
         ## 六、其他需要报告的事项\n\n（示例）"
    );
    item("政府信息公开工作年度报告", lines, &body)
}

#[test]
fn figures_in_full_width_or_counted_in_words_are_figures() {
    assert_eq!(said(&report("４ | ０ | ４", "0件 | 0 | －"), "SYS004"), []);
    let (severity, said) = only(&report("５ | ０ | 5件", "0 | 0 | 0"), "SYS004");
    assert!(severity == "error" && said.contains("新收5"), "{said}");
}

#[test]
fn what_is_no_figure_and_what_is_below_nought_is_told() {
    let (severity, said) = only(&report("四 | 0 | 4", "0 | 0 | 0"), "SYS004");
    assert!(
        severity == "info" && said.contains("“四”不是数字"),
        "{said}"
    );
    let (severity, said) = only(&report("5 | 0 | 5", "-1 | 0 | -1"), "SYS004");
    assert!(severity == "error" && said.contains("负数-1"), "{said}");
}

#[test]
fn an_element_of_a_guide_is_missing_or_not_filled_in() {
    let body = "（示例）政府信息的分类：见栏目。编排体系：按时间。获取方式：网站。工作机构：办公室。\
                办公地址：示例路1号。办公时间：工作日。联系电话：。电子邮箱：czj@gongkai.example。";
    let (_, said) = only(
        &item("政府信息公开指南", "发布日期: 2020-11-02", body),
        "SYS002",
    );
    assert!(
        said.contains("缺少：传真号码；没有填写：联系电话"),
        "{said}"
    );
}

#[test]
fn a_year_without_decree_is_named_where_the_delay_is_sure() {
    let lines = "发布日期: 2020-11-02\n成文日期: 2017-03-01\n发文字号: 天财〔2017〕2号";
    let text = item("其他政策文件", lines, "（示例）");
    let (_, message) = only(&text, "DAT001");
    assert!(message.contains("没有收录2017年"), "{message}");
    assert_eq!(said(&text, "DAT005"), []);
}
