//! A key covers all that its page shows: whatever an edit changes, the key of every changed page changes too.

use chrono::NaiveDate;

use crate::built::Built;
use crate::sample_copy::SampleCopy;

const GUIDE: &str = "---\ntitle: 县财政局较早的指南（示例）\nkind: guide\npublished_at: 2018-03-25\n\
    summary: 较早的指南。\n---\n\n正文。\n";
const NOTICE: &str = "content/xfb/policies/2020-31-gongkai-yaodian.md";

/// What an edit is called, and what it does to the site.
type Edit = (&'static str, fn(&SampleCopy));

const EDITS: &[Edit] = &[
    ("a new item", |site| {
        site.write(
            "content/czj/policies/new.md",
            "---\ntitle: 关于新事项的通知（示例）\nkind: policy-document\n\
             published_at: 2020-11-10 09:00\ndocument_number: 天财〔2020〕99号\n\
             repeals: [天政办便函〔2020〕31号]\n---\n\n见[原通知](../../xfb/policies/2020-31-gongkai-yaodian.md)。\n",
        );
    }),
    ("its title", |site| {
        site.replace("content/czj/policies/new.md", "关于新事项", "关于旧事项");
    }),
    ("the target of its link withheld", |site| {
        site.replace(NOTICE, "\ntitle:", "\ndraft: true\ntitle:");
    }),
    ("and published again", |site| {
        site.replace(NOTICE, "\ndraft: true", "");
    }),
    ("an item removed", |site| {
        site.remove("content/czj/policies/new.md");
    }),
    ("a table's rows", |site| {
        site.replace(
            "content/xfb/policies/2020-31-renwu.csv",
            "县司法局",
            "县司法机关",
        );
    }),
    ("an attachment's size", |site| {
        site.write(
            "content/xzf/policies/附件1 评价指标计分表（示例）.csv",
            "指标,分值\n一,1\n",
        );
    }),
    ("an image's size", |site| {
        site.write(
            "content/xfb/policies/2020-31-tujie.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"321\" height=\"123\"/>",
        );
    }),
    ("an organ's name", |site| {
        site.replace(
            "content/organs.yaml",
            "name: 天台县财政局",
            "name: 天台县财政局（新）",
        );
    }),
    ("an organ's telephone", |site| {
        site.replace(
            "content/organs.yaml",
            "phone: 0576-00000000",
            "phone: 0576-00000001",
        );
    }),
    ("a column of the site's own", |site| {
        let ours = "  - {id: ours, name: 特色, parent: statutory, kinds: [budget]}\n";
        let budgets = "  - id: budgets\n";
        let catalogue = "seeds/catalogue/county.yaml";
        site.replace(catalogue, budgets, &format!("{ours}{budgets}"));
    }),
    ("its name", |site| {
        site.replace(
            "seeds/catalogue/county.yaml",
            "name: 特色",
            "name: 县里特色",
        );
    }),
    ("what a mandated column is for", |site| {
        let words = "政府和部门的财政预算、决算以及";
        site.replace("seeds/catalogue/county.yaml", words, "财政预算、决算以及");
    }),
    ("the words of an interpretation", |site| {
        site.replace(
            "content/xzf/policies/beizhengdi-tujie.md",
            "summary: 用图说明",
            "summary: 用一张图说明",
        );
    }),
    ("its form", |site| {
        site.replace(
            "content/xzf/policies/beizhengdi-tujie.md",
            "[图解]",
            "[图解, 文字]",
        );
    }),
    ("its picture", |site| {
        site.write(
            "content/xzf/policies/beizhengdi-tujie.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"333\" height=\"111\"/>",
        );
    }),
    ("the captions of a film", |site| {
        site.remove("content/xzf/policies/mujun-shipin.vtt");
    }),
    ("the title of a document that amends another", |site| {
        site.replace(
            "content/xzf/policies/beizhengdi-xiugai.md",
            "title: 天台县人民政府关于修改",
            "title: 天台县人民政府关于再次修改",
        );
    }),
    ("which it no longer amends but repeals", |site| {
        site.replace(
            "content/xzf/policies/beizhengdi-xiugai.md",
            "amends:",
            "repeals:",
        );
    }),
    ("the stage of a project", |site| {
        site.replace(
            "content/xzf/projects/shuichang-pifu.md",
            "stage: 批准结果信息",
            "stage: 批准服务信息",
        );
    }),
    ("the outcome of asking for comments", |site| {
        site.replace(
            "content/xzf/decisions/tingche-caoan.md",
            "outcome: 共收到意见87条，听证会代表12人，采纳31条。\n",
            "",
        );
    }),
    ("the one text of a column", |site| {
        site.replace("content/czj/guide.md", "内容有变动时", "内容有改动时");
    }),
    ("an earlier one", |site| {
        site.write("content/czj/guide-2018.md", GUIDE);
    }),
    ("a later one", |site| {
        site.replace("content/czj/guide-2018.md", "2018-03-25", "2020-11-01");
    }),
    ("a statement of absence", |site| {
        let statement = GUIDE.replace("kind: guide", "kind: fee\nabsent: true");
        site.write("content/czj/finance/none.md", &statement);
    }),
    ("its day", |site| {
        site.replace("content/czj/finance/none.md", "2018-03-25", "2018-03-26");
    }),
    ("the year of an item", |site| {
        site.replace(
            "content/xzf/policies/huiqi-yijian.md",
            "published_at: ",
            "published_at: 2017-01-01 # ",
        );
    }),
    ("an organ's second name on an item", |site| {
        site.replace(
            "content/czj/policies/zhuanxiang-zijin.md",
            "\nkind:",
            "\njoint_organs: [xfb]\nkind:",
        );
    }),
    ("rows on a page", |site| {
        site.replace("gongkai.yaml", "page_size: 20", "page_size: 7");
    }),
    ("the address of the site", |site| {
        site.replace("gongkai.yaml", "gongkai.example/tiantai/", "other.example/");
    }),
    ("the footer", |site| {
        site.replace("gongkai.yaml", "icp: 浙", "icp: 新浙");
    }),
    ("no sample banner", |site| {
        site.replace("gongkai.yaml", "sample: true", "sample: false");
    }),
    ("a template", |site| {
        site.write(
            "themes/default/components/contact-list/contact-list.html",
            "{% component contact_list(ways: array) %}{% for way in ways %}<p>{{ way.value }}</p>{% endfor %}{% endcomponent %}",
        );
    }),
    ("a colour", |site| {
        site.write(
            "themes/default/tokens.css",
            ":root { --gk-blue: #123456; }\n",
        );
    }),
];

#[test]
fn whatever_an_edit_changes_its_key_changes_too() {
    let site = SampleCopy::new();
    let mut before = site.build();
    for (name, edit) in EDITS {
        edit(&site);
        let after = site.build();
        let gone = before.keys.keys();
        let gone = gone.filter(|path| !after.keys.contains_key(*path));
        let changed = changed(name, &before, &after);
        assert!(changed + gone.count() > 0, "{name} changes nothing");
        before = after;
    }
}

#[test]
fn whatever_a_day_changes_its_key_changes_too() {
    let site = SampleCopy::new();
    let draft = "content/xzf/decisions/tingche-caoan.md";
    site.replace(
        draft,
        "outcome: 共收到意见87条，听证会代表12人，采纳31条。\n",
        "",
    );
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    let mut before = site.build_on(day(2020, 7, 5));
    for (name, on) in [
        ("comments are asked for", day(2020, 7, 6)),
        ("no more", day(2020, 8, 11)),
        ("a document expires", day(2024, 12, 1)),
    ] {
        let after = site.build_on(on);
        assert!(changed(name, &before, &after) > 0, "{name} changes nothing");
        before = after;
    }
}

/// How many files have other bytes; each has another key.
fn changed(name: &str, before: &Built, after: &Built) -> usize {
    let mut changed = 0;
    for (path, key) in &after.keys {
        let same_bytes = before.files.get(path) == after.files.get(path);
        let same_key = before.keys.get(path) == Some(key);
        changed += usize::from(!same_bytes);
        assert!(
            same_bytes || !same_key,
            "{name}: {path} changes and its key does not"
        );
    }
    changed
}

#[test]
fn an_edit_leaves_the_keys_of_other_pages_alone() {
    let site = SampleCopy::new();
    let before = site.build();
    site.replace(NOTICE, "现予印发", "现予公布");
    let after = site.build();
    let changed: Vec<&String> = after
        .keys
        .iter()
        .filter(|(path, key)| before.keys.get(*path) != Some(key))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["xfb/2020-31-gongkai-yaodian.html"]);
}
