//! Official Chinese of which few words are common and most are rare, as Zipf's law has it; the same for
//! the same seed.
//!
//! # Why
//! What a search index costs hangs on how often pairs of characters occur. A corpus drawn evenly from a
//! hundred words has no rare pair, one drawn evenly from all characters has no common one: both flatter.
//! Here characters are common by rank, words are made of them and drawn by rank, and one sentence in
//! eight is a stock phrase, as in real documents.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const ORGANS: usize = 50;
const WORDS: usize = 30_000;
const STOCK: usize = 400;
/// The characters that official texts use most, the commonest first; rarer ones follow by code point.
const COMMON: &str = "的政公府县信息开和人管理工作行发关中市有法国务民办部实施制度项目规定安全生产建设服务\
    应一二三四五六七八九十年月日上下不大以在为对于等及其他加强推进落实责任单位社会经济村镇街道环境保护教育\
    医疗卫生健康财预算决资金土地房屋征收补偿标准监督检查处罚许可审批登记备案通知意见方案报告会议研究";
/// Characters of a body, so that its text is about 3 KB.
const BODY: usize = 950;

/// Numbers that look random and are the same everywhere (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    /// A rank below `bound`: each as likely as its share in 1 + 1/2 + 1/3 + …, nearly.
    fn rank(&mut self, bound: usize) -> usize {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        ((bound as f64 + 1.0).powf(share) - 1.0) as usize
    }
}

/// The language: words by rank, and phrases that every office repeats.
struct Language {
    words: Vec<String>,
    stock: Vec<String>,
}

impl Language {
    fn new(dice: &mut Dice) -> Self {
        let mut characters: Vec<char> = COMMON.chars().filter(|c| !c.is_whitespace()).collect();
        let rarer = (0x4e00_u32..0x9fa5).step_by(7).filter_map(char::from_u32);
        characters.extend(rarer);
        let word = |dice: &mut Dice| {
            let length = [1, 2, 2, 2, 2, 2, 2, 3, 3, 4][dice.below(10)];
            let character = |_| characters[dice.rank(characters.len())];
            (0..length).map(character).collect()
        };
        let mut language = Self {
            words: (0..WORDS).map(|_| word(dice)).collect(),
            stock: Vec::new(),
        };
        language.stock = (0..STOCK).map(|_| language.words(14, dice)).collect();
        language
    }

    fn words(&self, count: usize, dice: &mut Dice) -> String {
        let word = |_| self.words[dice.rank(self.words.len())].as_str();
        (0..count).map(word).collect()
    }

    fn body(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        let mut characters = 0;
        while characters < BODY {
            let sentence = match dice.below(8) {
                0 => self.stock[dice.rank(STOCK)].clone(),
                1 => format!(
                    "{}{}年第{}项",
                    self.words(4, dice),
                    2010 + dice.below(11),
                    dice.below(2000)
                ),
                _ => self.words(4 + dice.below(12), dice),
            };
            characters += sentence.chars().count() + 1;
            text += &sentence;
            text.push_str(["，", "，", "；", "。", "。\n\n"][dice.below(5)]);
        }
        text
    }
}

/// Writes a site of `count` items below `root`; gives what queries are cut from: number, title and body.
pub fn write(root: &Path, count: usize) -> io::Result<Vec<[String; 3]>> {
    let mut dice = Dice(2020);
    let language = Language::new(&mut dice);
    fs::create_dir_all(root.join("content"))?;
    let settings = "site: {name: 示例县, url: 'https://gongkai.example/'}\nwork_plans: []\n";
    fs::write(root.join("gongkai.yaml"), settings)?;
    let mut organs = String::new();
    for organ in 0..ORGANS {
        let kind = if organ == 0 {
            "government"
        } else {
            "department"
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            organs,
            "- {{id: o{organ:02}, name: 示例县第{organ}机关, short: 第{organ}机关, kind: {kind}}}"
        );
        fs::create_dir_all(root.join(format!("content/o{organ:02}")))?;
    }
    fs::write(root.join("content/organs.yaml"), organs)?;
    let mut kept = Vec::new();
    for at in 0..count {
        let parts = item(at, &language, &mut dice);
        let (year, month, day) = (2010 + at % 11, 1 + dice.below(12), 1 + dice.below(28));
        let date = format!("{year}-{month:02}-{day:02}");
        let text = format!(
            "---\ntitle: {}\nkind: policy-document\ndocument_number: {}\nindex_number: 000000000/{year}-{at:06}\n\
             issued_on: {date}\npublished_at: {date}\n---\n\n{}",
            parts[1], parts[0], parts[2],
        );
        fs::write(
            root.join(format!("content/o{:02}/x{at}.md", at % ORGANS)),
            text,
        )?;
        // Enough to cut queries from.
        if at % (count / 1000).max(1) == 0 {
            kept.push(parts);
        }
    }
    Ok(kept)
}

fn item(at: usize, language: &Language, dice: &mut Dice) -> [String; 3] {
    let number = format!("示政发〔{}〕{}号", 2010 + at % 11, at / 11 + 1);
    let title = match at % 3 {
        0 => format!("关于印发《{}办法》的通知", language.words(5, dice)),
        1 => format!(
            "示例县第{}机关关于{}的通知",
            at % ORGANS,
            language.words(5, dice)
        ),
        _ => format!("{}方案", language.words(7, dice)),
    };
    [number, title, language.body(dice)]
}
