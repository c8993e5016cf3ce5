//! A key covers all that its page shows: whatever an edit changes, the key of every changed page changes too.

use crate::sample_copy::SampleCopy;

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
    ("a column's name", |site| {
        let catalogue = "seeds/catalogue/county.yaml";
        site.replace(catalogue, "name: 财政预决算", "name: 财政预算和决算");
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
        let gone = before
            .keys
            .keys()
            .any(|path| !after.keys.contains_key(path));
        assert!(changed > 0 || gone, "{name} changes nothing");
        before = after;
    }
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
