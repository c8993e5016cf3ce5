//! What editors do to a site, one of each sort.

use std::path::Path;

use crate::workshop::{Workshop, day};

/// An edit of the site of the tests.
pub struct Edit {
    pub name: &'static str,
    pub make: fn(&mut Workshop),
    /// Whether the public can see a difference.
    pub shows: bool,
}

const fn shown(name: &'static str, make: fn(&mut Workshop)) -> Edit {
    let shows = true;
    Edit { name, make, shows }
}

const fn unseen(name: &'static str, make: fn(&mut Workshop)) -> Edit {
    let shows = false;
    Edit { name, make, shows }
}

const FEES: &str = "content/czj/fees.md";
const NEW: &str = "---\ntitle: 新的通知（示例）\nkind: policy-document\n\
    index_number: 000000000/2020-00999\npublished_at: 2020-10-30\nsummary: 新通知。\n---\n\n正文。\n";

/// Writes a comment before the heading of a template.
fn mark_heading(site: &mut Workshop, name: &str) {
    let path = format!("themes/default/templates/{name}");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
    let template = std::fs::read_to_string(own).expect("a template");
    assert!(template.contains("<h1"));
    site.write(&path, template.replacen("<h1", "<!-- ours --><h1", 1));
}

pub const EDITS: &[Edit] = &[
    shown("add an item", |site| site.write("content/czj/new.md", NEW)),
    shown("add an item older than all", |site| {
        site.write(
            "content/czj/new.md",
            NEW.replace("2020-10-30", "2001-01-01"),
        );
    }),
    shown("add an item from a file with BOM and CRLF", |site| {
        let text = format!("\u{feff}{}", NEW.replace('\n', "\r\n"));
        site.write("content/qingxi/new.md", text);
    }),
    shown("add an interpretation", |site| {
        let fields = "kind: interpretation\nform: [视频]\ninterprets: [示政发〔2020〕5号]";
        site.write(
            "content/czj/new.md",
            NEW.replace("kind: policy-document", fields),
        );
    }),
    shown("change a body", |site| {
        site.replace(FEES, "收费标准见", "收费的标准见");
    }),
    shown("change a title", |site| {
        site.replace(
            "content/xzf/policies/rules.md",
            "公共水域管理办法》",
            "公共水面管理办法》",
        );
    }),
    shown("change a heading that another item links to", |site| {
        site.replace("content/czj/budget/2020.md", "## 总体", "## 总体 {#all}");
    }),
    shown("change a summary", |site| {
        site.replace("content/bgs/powers.md", "二百五十项职权", "职权二百五十项");
    }),
    shown("change a date of publication", |site| {
        site.replace("content/czj/budget/2018.md", "2018-02-20", "2018-03-20");
    }),
    shown("change a kind", |site| {
        site.replace(
            "content/bgs/notices/plan.md",
            "policy-document",
            "work-plan",
        );
    }),
    shown("change the columns of an item", |site| {
        site.replace("content/xzf/education.md", "[education]", "[medical]");
    }),
    shown("repeal a document", |site| {
        site.replace(
            "content/bgs/notices/reading.md",
            "form:",
            "repeals: [示政发〔2020〕5号]\nform:",
        );
    }),
    shown("take a repeal back", |site| {
        site.replace(
            "content/xzf/policies/rules.md",
            "repeals: [示政发〔2010〕8号]\n",
            "",
        );
    }),
    shown("rename an item", |site| {
        site.rename(FEES, "content/czj/charges.md")
    }),
    unseen("move an item into another folder", |site| {
        site.rename(
            "content/qingxi/emergency.md",
            "content/qingxi/2020/emergency.md",
        );
    }),
    shown("move an item to another organ", |site| {
        site.rename(
            "content/bgs/institution.md",
            "content/qingxi/institution.md",
        );
    }),
    unseen("rename a file whose item has an id", |site| {
        site.rename(
            "content/czj/budget/2020.md",
            "content/czj/budget/this-year.md",
        );
        site.replace(FEES, "budget/2020.md", "budget/this-year.md");
    }),
    shown("delete an item", |site| {
        site.remove("content/czj/budget/2017.md")
    }),
    shown(
        "delete a document that others interpret and link to",
        |site| {
            site.remove("content/xzf/policies/rules.md");
        },
    ),
    shown("delete the only item of a column", |site| {
        site.remove("content/qingxi/assistance.md")
    }),
    shown("change a file name to other case", |site| {
        site.rename(FEES, "content/czj/FEES.md");
    }),
    shown("make an item a draft", |site| {
        site.replace("content/xzf/education.md", "kind:", "draft: true\nkind:");
    }),
    shown("publish a draft", |site| {
        let fields = "published_at: 2020-11-01\nindex_number: 000000000/2020-00998";
        site.replace("content/bgs/draft.md", "draft: true", fields);
    }),
    shown("withhold an item", |site| {
        site.replace(
            "content/xzf/policies/graphic.md",
            "kind:",
            "openness: 依申请公开\nkind:",
        );
    }),
    unseen("change a draft", |site| {
        site.replace("content/bgs/draft.md", "修改", "商量")
    }),
    unseen("change an item that is withheld", |site| {
        site.replace("content/xzf/withheld.md", "内部会商纪要", "另一份纪要");
    }),
    shown("change an attachment", |site| {
        site.write("content/czj/budget/2019.csv", "项目,金额\n")
    }),
    shown("add an attachment", |site| {
        site.write("content/czj/附件 二.csv", "一,二\n");
        site.replace(
            FEES,
            "summary:",
            "attachments: [{file: 附件 二.csv}]\nsummary:",
        );
    }),
    shown("rename an attachment", |site| {
        site.rename(
            "content/czj/budget/2019.csv",
            "content/czj/budget/2019-总表.csv",
        );
        site.replace(
            "content/czj/budget/2019.md",
            "file: 2019.csv",
            "file: 2019-总表.csv",
        );
    }),
    shown("drop an attachment", |site| {
        let list = "attachments:\n  - {file: 2019.csv, title: 2019年收支总表}\n";
        site.replace("content/czj/budget/2019.md", list, "");
    }),
    unseen("add a file that no item names", |site| {
        site.write("content/czj/left.csv", "一,二\n")
    }),
    shown("change an image", |site| {
        let image = "content/xzf/policies/area.svg";
        site.replace(image, "#136", "#163");
    }),
    shown("change a cell of a table", |site| {
        site.replace("content/bgs/powers.csv", "示例职权7,", "改过的职权7,");
    }),
    shown("cut a table to one page", |site| {
        site.write(
            "content/bgs/powers.csv",
            "编号,职权名称,依据\n1,示例职权,示例依据\n",
        );
    }),
    shown("change an organ's name", |site| {
        site.replace(
            "content/organs.yaml",
            "name: 示例县财政局",
            "name: 示例县财政和国资局",
        );
    }),
    shown("change an organ's telephone", |site| {
        site.replace(
            "content/organs.yaml",
            "phone: 0576-00000000",
            "phone: 0576-00000001",
        );
    }),
    shown("add an organ", |site| {
        let organ = "\n- {id: jyj, name: 示例县教育局, short: 县教育局, kind: department}\n";
        site.replace(
            "content/organs.yaml",
            "\n- id: qingxi",
            &format!("{organ}\n- id: qingxi"),
        );
    }),
    shown("remove an organ and its items", |site| {
        for name in ["guide", "assistance", "emergency"] {
            site.remove(&format!("content/qingxi/{name}.md"));
        }
        let register = std::fs::read_to_string(site.path("content/organs.yaml")).expect("there");
        let (kept, _) = register.split_once("- id: qingxi").expect("listed");
        site.write("content/organs.yaml", kept);
    }),
    shown("say what a column is for", |site| {
        let ours = "columns: [{id: budgets, description: 预算和决算，一年一份。}]\n";
        site.write("seeds/catalogue/county.yaml", ours);
    }),
    shown("add a column of one's own", |site| {
        let ours = "columns: [{id: ours, name: 特色, parent: statutory, kinds: [fee]}]\n";
        site.write("seeds/catalogue/county.yaml", ours);
    }),
    shown("change a kind's name", |site| {
        let kinds = include_str!("../../../seeds/kinds.yaml");
        assert!(kinds.contains("name: 政策解读"));
        site.write(
            "seeds/kinds.yaml",
            kinds.replacen("name: 政策解读", "name: 解读材料", 1),
        );
    }),
    shown("change a template", |site| mark_heading(site, "item.html")),
    shown("change a template of which one page is made", |site| {
        mark_heading(site, "not_found.html");
    }),
    shown("change a colour", |site| {
        let tokens = include_str!("../../../themes/default/tokens.css");
        site.write(
            "themes/default/tokens.css",
            format!("{tokens}\n:root {{ --ours: #123456; }}\n"),
        );
    }),
    shown("change the page size", |site| {
        site.replace("gongkai.yaml", "page_size: 3", "page_size: 2");
    }),
    shown("change the site's name", |site| {
        site.replace(
            "gongkai.yaml",
            "name: 示例县人民政府",
            "name: 示范县人民政府",
        );
    }),
    shown("say that nothing is a sample", |site| {
        site.replace("gongkai.yaml", "sample: true", "sample: false");
    }),
    shown("show every page in traditional characters too", |site| {
        site.replace("gongkai.yaml", "  url:", "  traditional: true\n  url:");
    }),
    shown("change the address in the settings", |site| {
        site.replace("gongkai.yaml", "gongkai.example/shili/", "gongkai.example/");
    }),
    shown("change the address on the command line", |site| {
        site.base_url = Some("https://other.example/a/b/");
    }),
    unseen("change the work plan", |site| {
        site.replace("seeds/work-plans/2020.yaml", "2020-11-30", "2020-12-31");
    }),
    unseen("name no work plan", |site| {
        site.replace("gongkai.yaml", "work_plans: [\"2020\"]\n", "");
    }),
    shown("come to the day on which a document expires", |site| {
        site.as_of = day(2025, 10, 1)
    }),
    shown(
        "go back to a day on which a document holds not yet",
        |site| site.as_of = day(2020, 9, 20),
    ),
    shown("break an item, which is then left out", |site| {
        site.replace(FEES, "published_at: 2020-03-30", "published_at: 2020-02-30");
    }),
    shown("give two items one address; one is left out", |site| {
        let text = NEW.replace("kind:", "id: fees\nkind:");
        site.write("content/czj/again.md", text);
        site.replace(FEES, "收费标准见", "收费的标准见");
    }),
];
