//! The small site that every example of a rule's page stands on, and how an example is written.

use std::path::Path;

use chrono::NaiveDate;
use gongkai::audit::audit;
use gongkai::columns::arrange;
use gongkai::load::{attachment_text, load};
use gongkai::model::Audit;

/// The day of an example that names none.
const TODAY: &str = "2020-11-16";

const SETTINGS: &str = "\
site:
  name: 天台县人民政府
  url: https://gongkai.example/tiantai/
work_plans: [\"2020\"]
";

const REGISTER: &str = "\
- id: xzf
  name: 天台县人民政府
  short: 县政府
  kind: government
  leader: {name: 王某某（示例）, post: 常务副县长}
  handler: {name: 陈某某（示例）, post: 政府办副主任}
  phone: 0576-00000000
  prefixes: [天政发]
- id: xfb
  name: 天台县人民政府办公室
  short: 县府办
  kind: department
  leader: {name: 张某某（示例）, post: 主任}
  handler: {name: 许某某（示例）, post: 科长}
  phone: 0576-00000000
  prefixes: [天政办发]
- id: czj
  name: 天台县财政局
  short: 县财政局
  kind: department
  leader: {name: 李某某（示例）, post: 局长}
  handler: {name: 周某某（示例）, post: 办公室主任}
  phone: 0576-00000000
  prefixes: [天财, 天财（采）, 天财C]
- id: baihe
  name: 天台县白鹤镇人民政府
  short: 白鹤镇
  kind: township
  leader: {name: 赵某某（示例）, post: 镇长}
  handler: {name: 钱某某（示例）, post: 党政办主任}
  phone: 0576-00000000
";

/// One fenced block of a page: a small site.
#[derive(Debug)]
pub struct Block {
    /// Whether it is headed 不合规.
    pub breaks: bool,
    /// Line of the page on which it begins.
    pub line: usize,
    /// The day as of which it is audited.
    as_of: NaiveDate,
    /// Files by path from the site's root.
    files: Vec<(String, String)>,
}

/// A small site written in a test, in the form of a block.
pub fn site(text: &str) -> Audit {
    let mut block = Block {
        breaks: false,
        line: 0,
        as_of: TODAY.parse().expect("a day"),
        files: Vec::new(),
    };
    text.lines().for_each(|line| add(&mut block, line));
    block.audit(false).expect("a site without faults")
}

/// The blocks of a page, in order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (index, line) in page.lines().enumerate() {
        match (inside, line) {
            (false, "```不合规" | "```合规") => {
                inside = true;
                blocks.push(Block {
                    breaks: line == "```不合规",
                    line: index + 1,
                    as_of: TODAY.parse().expect("a day"),
                    files: Vec::new(),
                });
            }
            (true, "```") => inside = false,
            (true, line) => add(blocks.last_mut().expect("inside a block"), line),
            (false, _) => {}
        }
    }
    blocks
}

/// `# 日期 …` and `# 文件 …` are directions; all else is text of the file begun last.
fn add(block: &mut Block, line: &str) {
    if let Some(day) = line.strip_prefix("# 日期 ") {
        block.as_of = day.parse().expect("a day");
    } else if let Some(path) = line.strip_prefix("# 文件 ") {
        block.files.push((path.trim().to_owned(), String::new()));
    } else {
        let (_, text) = block.files.last_mut().expect("`# 文件` first");
        text.push_str(line);
        text.push('\n');
    }
}

impl Block {
    /// Writes the base and the block over it, reads it back and audits it.
    ///
    /// `covered`: every mandated column is stated to be empty, for the rule about empty columns.
    pub fn audit(&self, covered: bool) -> Result<Audit, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let root = folder.path();
        lay(root);
        if covered {
            cover(root);
        }
        for (path, text) in &self.files {
            write(root, path, text);
        }
        let loaded = load(root).map_err(|error| format!("{error:#}"))?;
        if let Some(fault) = loaded.faults.first() {
            return Err(format!(
                "{} {} {:?}",
                fault.code, fault.message, fault.place
            ));
        }
        Ok(audit(&arrange(loaded.site, self.as_of), &|path| {
            attachment_text(root, path)
        }))
    }
}

/// Settings and register of the base site.
pub fn lay(root: &Path) {
    write(root, "gongkai.yaml", SETTINGS);
    write(root, "content/organs.yaml", REGISTER);
}

/// A statement of absence for every column that the built-in catalogue demands, by every organ.
fn cover(root: &Path) {
    let loaded = load(root).expect("the base site");
    let ids = |kind| {
        let columns = loaded.site.catalogue.iter();
        let owed = columns.filter(move |(_, column)| column.required_of.contains(&kind));
        owed.map(|(_, column)| column.id.to_string())
            .collect::<Vec<_>>()
    };
    for (_, organ) in loaded.site.register.iter() {
        let text = format!(
            "---\n标题: 无此类信息的声明（示例）\n类型: 政府信息公开指南\n栏目: [{}]\n发布日期: 2020-11-01\n无此类信息: true\n---\n",
            ids(organ.kind).join(", ")
        );
        write(root, &format!("content/{}/stated.md", organ.id), &text);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    std::fs::write(path, text).expect("a new file");
}
