//! A county of any size, the same for the same seed: 50 organs, every column, items of 1–4 KB.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Organs of a county, and of one with very many items.
const ORGANS: u64 = 50;
const MANY_ORGANS: u64 = 100;
const KINDS: [&str; 7] = [
    "policy-document",
    "statistics",
    "plan",
    "personnel",
    "licence",
    "penalty",
    "response",
];
/// Words of official prose; sentences are drawn from them.
const WORDS: &str = "全面 推进 政务 公开 依法 行政 权力 清单 动态 调整 及时 发布 规范 流程 提高 效率 群众 企业 \
    办事 服务 窗口 材料 期限 条件 程序 监督 投诉 渠道 预算 决算 资金 项目 建设 招标 施工 质量 安全 检查 \
    处罚 许可 备案 登记 审核 批准 教育 医疗 就业 社会 保障 救助 养老 住房 土地 征收 补偿 标准 公示 结果 \
    应急 预案 预警 防汛 抗旱 消防 食品 药品 环境 空气 水质 农业 农村 扶贫 产业 发展 规划 年度 计划 工作 \
    任务 责任 单位 牵头 配合 完成 时限 总结 评估 整改 落实 制度 机制 培训 宣传 解读 回应 关切 人大 代表 \
    建议 政协 委员 提案 办理 答复 街道 乡镇 社区 村民 干部 党员 会议 研究 决定 通知 意见 办法 细则 方案";

/// Numbers that look random and are the same everywhere (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// Writes the site of `count` items below `root`.
pub fn write(root: &Path, count: u64, seed: u64) -> io::Result<()> {
    let mut dice = Dice::new(seed);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let columns = columns();
    let all = if count < 50_000 { ORGANS } else { MANY_ORGANS };
    fs::create_dir_all(root.join("content"))?;
    fs::write(root.join("gongkai.yaml"), SETTINGS)?;
    fs::write(root.join("content/organs.yaml"), organs(all))?;
    for organ in 0..all {
        fs::create_dir_all(root.join(folder(organ)))?;
    }
    for number in 0..count {
        let organ = number % all;
        let column = columns[(number / all) as usize % columns.len()];
        let text = item(number, column, &words, &mut dice);
        fs::write(root.join(folder(organ)).join(format!("x{number}.md")), text)?;
        if number.is_multiple_of(20) {
            let name = format!("x{number}-附件.csv");
            fs::write(root.join(folder(organ)).join(name), rows(&words, &mut dice))?;
        }
    }
    Ok(())
}

fn folder(organ: u64) -> String {
    format!("content/o{organ:02}")
}

fn columns() -> Vec<&'static str> {
    include_str!("../../seeds/catalogue/county.yaml")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- id: "))
        .collect()
}

fn organs(all: u64) -> String {
    let mut text = String::new();
    for organ in 0..all {
        let kind = match organ {
            0 => "government",
            1..=34 => "department",
            _ => "township",
        };
        let _ = write!(
            text,
            "- id: o{organ:02}\n  name: 示例县第{organ}机关\n  short: 第{organ}机关\n  kind: {kind}\n"
        );
    }
    text
}

fn item(number: u64, column: &str, words: &[&str], dice: &mut Dice) -> String {
    let (year, month, day) = (2016 + number % 5, 1 + dice.below(12), 1 + dice.below(28));
    let mut text = format!(
        "---\ntitle: 关于{}的{}第{number}号（示例）\nkind: {}\ncolumns: [{column}]\n\
         issued_on: {year}-{month:02}-{day:02}\npublished_at: {year}-{month:02}-{day:02}\n\
         index_number: 000000000/{year}-{number:06}\nsummary: {}\n",
        sentence(words, 3, dice),
        sentence(words, 2, dice),
        KINDS[number as usize % KINDS.len()],
        sentence(words, 12, dice),
    );
    if number.is_multiple_of(3) {
        let _ = writeln!(text, "document_number: 示政发〔{year}〕{}号", number + 1);
    }
    if number.is_multiple_of(20) {
        let _ = writeln!(
            text,
            "attachments: [{{file: x{number}-附件.csv, title: 附件}}]"
        );
    }
    text += "---\n\n";
    for section in 0..2 + dice.below(4) {
        let _ = writeln!(text, "## {}、{}\n", section + 1, sentence(words, 3, dice));
        for _ in 0..1 + dice.below(3) {
            let length = 30 + dice.below(50);
            let _ = writeln!(text, "{}。\n", sentence(words, length, dice));
        }
    }
    if number.is_multiple_of(5) {
        text += "| 序号 | 事项 | 责任单位 |\n| ---: | --- | --- |\n";
        for row in 1..=6 {
            let _ = writeln!(
                text,
                "| {row} | {} | {} |",
                sentence(words, 4, dice),
                sentence(words, 2, dice)
            );
        }
    }
    text
}

fn sentence(words: &[&str], length: u64, dice: &mut Dice) -> String {
    let mut text = String::new();
    for position in 0..length {
        if position > 0 && position % 9 == 0 {
            text.push('，');
        }
        text += words[dice.below(words.len() as u64) as usize];
    }
    text
}

fn rows(words: &[&str], dice: &mut Dice) -> String {
    let mut text = String::from("序号,事项,说明\n");
    for row in 1..=20 {
        let _ = writeln!(
            text,
            "{row},{},{}",
            sentence(words, 3, dice),
            sentence(words, 6, dice)
        );
    }
    text
}

const SETTINGS: &str = "site:\n  name: 示例县人民政府\n  url: https://gongkai.example/\n\
    level: county\ntheme: default\ncatalogue: county\nwork_plans: []\npage_size: 20\nsample: true\n";
