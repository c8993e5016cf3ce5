//! What an editor is told of a slip: what is so, where, and what to write.

use gongkai::audit::audit;

use crate::small_site::{SmallSite, item};

/// Whether all that is said of a site has these words.
fn says(site: &SmallSite, words: &[&str]) {
    let said = site.said();
    for word in words {
        assert!(said.contains(word), "{word} in {said}");
    }
}

#[test]
fn the_key_that_a_word_is_short_for_is_offered() {
    let site = SmallSite::with(&[(
        "content/czj/a.md",
        &item("other", "字号: 天财〔2020〕1号\n", ""),
    )]);
    says(&site, &["content/czj/a.md:7:1", "是不是想写「发文字号」？"]);
}

#[test]
fn a_path_from_the_root_is_not_said_to_lie_outside() {
    let fields = "attachments: [/content/czj/f.pdf, /etc/passwd]\n";
    let site = SmallSite::with(&[
        ("content/czj/2020/a.md", &item("other", fields, "正文。")),
        ("content/czj/f.pdf", "示例"),
    ]);
    says(
        &site,
        &[
            "「/content/czj/f.pdf」以“/”开头，不是相对路径",
            "从信息所在的文件夹写起：../f.pdf",
            "「/etc/passwd」不在 content 文件夹里",
        ],
    );
}

#[test]
fn what_is_no_file_to_offer_is_called_what_it_is() {
    let fields = "attachments: [n.md, ../data/d.csv, sub, https://gk.example/f.pdf, 没有.pdf]\n";
    let site = SmallSite::with(&[
        ("content/czj/a.md", &item("other", fields, "正文。")),
        ("content/czj/n.md", &item("other", "", "正文。")),
        ("content/data/d.csv", "账号,名称\n1,示例\n"),
        ("content/czj/sub/名单.xlsx", "示例"),
    ]);
    let findings = audit(&site.portal(), &|_| None).findings;
    let told = findings.iter().filter(|it| it.code == "LNK002");
    let told: Vec<(&str, &str)> = told.map(|it| (&*it.message, &*it.help)).collect();
    let wanted = [
        ("附件“n.md”是一条信息，不是文件", "[标题](n.md)"),
        ("附件“../data/d.csv”在 content/data 里", "请复制到"),
        ("附件“sub”是文件夹，不是文件", "sub/名单.xlsx"),
        ("附件“https://gk.example/f.pdf”是网址，不是文件", "[名称]("),
        ("附件“没有.pdf”不存在", "核对文件名"),
    ];
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for ((message, help), (said, advised)) in told.iter().zip(wanted) {
        assert!(message.starts_with(said), "{message}");
        assert!(help.contains(advised), "{help}");
    }
}

#[test]
fn a_vocabulary_that_the_site_does_not_name_stays() {
    let built_in = SmallSite::new().load().site.vocabulary;
    let site = SmallSite::with(&[(
        "seeds/vocabularies.yaml",
        "aims: [甲]\nstages:\ngenres: []\n",
    )]);
    let own = site.load().site.vocabulary;
    assert_eq!(own.aims, ["甲"]);
    assert_eq!(own.fields, built_in.fields);
    assert_eq!(own.stages, built_in.stages);
    assert!(own.genres.is_empty() && !built_in.stages.is_empty());
}

#[test]
fn a_seed_in_a_folder_that_nothing_reads_is_told() {
    let site = SmallSite::new();
    for path in ["seeds/init/gongkai.yaml", "seeds/calendars.yaml"] {
        site.write(path, "years: []\n");
        says(&site, &["SRC031 unused-seed", path]);
    }
}

#[test]
fn a_year_of_holidays_without_its_number_is_told() {
    for (year, place) in [
        ("- year:\n    off: [2020-01-01]", 2),
        ("- off: [2020-01-01]", 2),
    ] {
        let site = SmallSite::with(&[("seeds/calendar.yaml", &format!("years:\n  {year}\n"))]);
        let place = format!("SRC011 missing-key\n  在 seeds/calendar.yaml:{place}:5");
        says(&site, &[&place, "year: 2020"]);
    }
}

#[test]
fn the_state_s_code_of_a_site_has_ten_characters() {
    let site = SmallSite::new();
    for (code, is_right) in [
        ("\"3310230001\"", true),
        ("bm12000001", true),
        ("\"123\"", false),
        ("0123", false),
        ("３３１０２３０００１", false),
        ("331023-001", false),
    ] {
        let settings = format!(
            "site:\n  name: 天台县人民政府\n  url: https://gk.example/\n  id_code: {code}\n"
        );
        site.write("gongkai.yaml", settings);
        let said = site.said();
        assert_eq!(said.is_empty(), is_right, "{code}: {said}");
        let told = said.contains("SRC026 wrong-code\n  在 gongkai.yaml:4:12");
        assert_eq!(told, !is_right, "{code}: {said}");
    }
}

#[test]
fn a_register_that_cannot_be_read_is_told_of() {
    let site = SmallSite::with(&[
        ("content/data/sound.csv", "账号,名称\n1,示例\n"),
        ("content/data/sound.yaml", "- {name: 示例}\n"),
        ("content/data/说明.md", "没有属性。\n"),
        ("content/data/note.txt", "\"说明\n"),
    ]);
    assert_eq!(site.said(), "");
    site.write("content/data/a.csv", "账号,名称\n1,\"示例\n2,丙\n");
    site.write("content/data/2020/b.yaml", "- name: 示例\n- name: [丙\n");
    site.write("content/data/c.csv", [0xcc, 0xec, 0xcc, 0xa8]);
    says(
        &site,
        &[
            "SRC024 unreadable-table\n  在 content/data/a.csv:2:1 「1,\"示例」",
            "SRC005 yaml-syntax\n  在 content/data/2020/b.yaml:2:9",
            "SRC002 not-utf-8\n  在 content/data/c.csv:1:1",
        ],
    );
}

#[test]
fn a_mandated_column_keeps_its_name() {
    let renamed =
        "columns:\n  - {id: budgets, name: 钱}\n  - {id: guide, name: 政府信息公开指南}\n";
    let site = SmallSite::with(&[("seeds/catalogue/county.yaml", renamed)]);
    says(
        &site,
        &[
            "SRC028 loosened-column",
            "不能改名为「钱」",
            "写规定的名称「财政预决算」",
        ],
    );
    assert!(!site.said().contains("guide"));
    let catalogue = site.load().site.catalogue;
    let budgets = catalogue.find("budgets").expect("a column");
    assert_eq!(catalogue[budgets].name, "财政预决算");
}

#[test]
fn an_excuse_from_nothing_is_told() {
    for ignore in ["", " \" \"", " [\"\", \"　\"]", " []"] {
        let fields = format!("audit:\n  ignore:{ignore}\n  reason: 示例\n");
        let site = SmallSite::with(&[("content/czj/a.md", &item("other", &fields, ""))]);
        says(
            &site,
            &[
                "content/czj/a.md:8:3",
                "「ignore」没有填写",
                "如 ignore: [MET001]",
            ],
        );
    }
}

#[test]
fn kinds_that_the_site_s_own_list_leaves_out_are_missed_where_they_are_left_out() {
    let own = "kinds: [{id: notice, name: 通知公告}]\n";
    let site = SmallSite::with(&[
        ("seeds/kinds.yaml", own),
        ("content/czj/a.md", &item("guide", "", "正文。")),
    ]);
    says(
        &site,
        &[
            "SRC016 unknown-kind\n  在 content/czj/a.md:3:7",
            "网站自己的 seeds/kinds.yaml 代替了程序自带的全部类型",
            "SRC029 unknown-reference\n  在 seeds/kinds.yaml",
            "缺法定栏目要用的类型：guide、rule",
        ],
    );
}

#[test]
fn a_task_for_all_the_year_is_understood() {
    let plan = "id: \"2021\"\ntitle: 要点\ndocument_number: 天政办发〔2021〕1号\nissued_on: 2021-03-01\n\
        tasks:\n  - {number: 1, summary: 公开, due: contineous}\n";
    let settings = "site: {name: 天台县人民政府, url: https://gk.example/}\nwork_plans: [2021]\n";
    let site = SmallSite::with(&[
        ("gongkai.yaml", settings),
        ("seeds/work-plans/2021.yaml", plan),
    ]);
    says(&site, &["SRC013", "是不是想写「continuous」？"]);
}
