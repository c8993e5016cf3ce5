//! A site of generated items, the same ones every time, and what brute force finds in them.

use std::fmt::Write as _;
use std::path::Path;

/// A small generator of numbers: the same row for the same seed.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let mixed = (self.0 >> 33) ^ (self.0 >> 47);
        usize::try_from(mixed).expect("64 bits") % end
    }

    /// One of several, the first ones more often, as words of a language are.
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        let (one, other) = (self.below(from.len()), self.below(from.len()));
        &from[one.min(other).min(self.below(from.len()))]
    }
}

/// One generated item as brute force sees it.
#[derive(Debug, Clone)]
pub struct Text {
    pub organ: &'static str,
    pub kind: &'static str,
    pub year: i32,
    /// Every seventh is in force for a year only.
    pub expires: bool,
    pub id: String,
    pub title: String,
    pub number: String,
    pub index_number: String,
    pub summary: String,
    pub body: String,
}

const ORGANS: [&str; 4] = ["xzf", "czj", "jyj", "wsjkj"];
const KINDS: [&str; 5] = [
    "policy-document",
    "statistics",
    "policy-document",
    "procurement",
    "work-plan",
];
const NAMES: [&str; 4] = [
    "天台县人民政府",
    "天台县财政局",
    "天台县教育局",
    "天台县卫生健康局",
];
const PREFIXES: [&str; 4] = ["天政发", "天财", "天教办", "天卫函"];
const STOCK: [&str; 12] = [
    "为贯彻落实上级决策部署，结合我县实际，制定本办法。",
    "各乡镇人民政府、街道办事处，县政府直属各单位：",
    "本通知自发布之日起施行。",
    "县级有关部门应当主动公开政府信息，及时回应社会关切。",
    "联系人：张三（示例），电话0576-00000000。",
    "附件：1.任务分工表；2.责任清单（2020年本）",
    "推进“最多跑一次”改革，落实《政府信息公开条例》。",
    "依据〈浙江省行政程序办法〉第31条、第2020号公告。",
    "COVID-19疫情防控期间，App办理率达98.5%。",
    "资金共计1,234.56万元，占比30%/年。",
    "三是加强监督检查；四是严肃追责问责！",
    "见https://example.gov.cn/a?b=c&d=1 。",
];

/// Characters to write with: those that every text is full of, and many that are rare.
struct Alphabet {
    common: Vec<char>,
    rare: Vec<char>,
}

impl Alphabet {
    fn new() -> Self {
        let common = "天台县政府信息公开办法通知关于印发的实施意见工作方案管理财政教育卫生建设发展服务监督\
            检查责任单位项目资金人民社会保障农业村镇街道环境保护安全生产应急预案一二三四五六七八九十个人企业审批\
            许可处罚行政规范文件解读回应平台网站新媒体数据统计年度报告预算决算采购规划土地征收房屋";
        Self {
            common: common.chars().filter(|c| !c.is_whitespace()).collect(),
            rare: (0x4e00_u32..0x5600).filter_map(char::from_u32).collect(),
        }
    }

    fn words(&self, dice: &mut Dice, length: usize) -> String {
        let mut words = String::new();
        for _ in 0..length {
            let from = if dice.below(6) == 0 {
                &self.rare
            } else {
                &self.common
            };
            words.push(*dice.pick(from));
        }
        words
    }
}

/// So many items.
pub fn texts(count: usize) -> Vec<Text> {
    let mut dice = Dice(20_201_102);
    let alphabet = Alphabet::new();
    let mut serials = [0_usize; 4];
    (0..count)
        .map(|at| {
            let which = dice.below(4);
            serials[which] += 1;
            text(at, which, serials[which], &mut dice, &alphabet)
        })
        .collect()
}

fn text(at: usize, which: usize, serial: usize, dice: &mut Dice, alphabet: &Alphabet) -> Text {
    let year = 2015 + i32::try_from(dice.below(6)).expect("small");
    let title = match at % 4 {
        0 => format!("{}关于{}的通知", NAMES[which], alphabet.words(dice, 6)),
        1 => format!("关于印发《{}办法（试行）》的通知", alphabet.words(dice, 6)),
        2 => format!("{}{year}年度{}报告", NAMES[which], alphabet.words(dice, 5)),
        _ => alphabet.words(dice, 14),
    };
    let mut body = String::new();
    for _ in 0..3 {
        let (before, behind) = (alphabet.words(dice, 16), alphabet.words(dice, 9));
        let (number, stock) = (dice.below(400), *dice.pick(&STOCK));
        writeln!(body, "{before}，{number}{stock}{behind}。\n").expect("text");
    }
    Text {
        organ: ORGANS[which],
        kind: KINDS[at % KINDS.len()],
        year,
        expires: at.is_multiple_of(7),
        id: format!("i{at}"),
        title,
        number: format!("{}〔{year}〕{serial}号", PREFIXES[which]),
        index_number: format!("000000000/{year}-{at:05}"),
        summary: alphabet.words(dice, 14),
        body,
    }
}

/// Writes the items as a site, and one beside every tenth that the public must not see.
pub fn write(root: &Path, texts: &[Text], secret: &str) {
    let file = |path: String, text: String| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    file(
        "gongkai.yaml".into(),
        "site: {name: 天台县, url: 'http://localhost/'}\n".into(),
    );
    let organs = ORGANS.iter().zip(NAMES).map(|(id, name)| {
        let kind = if *id == "xzf" {
            "government"
        } else {
            "department"
        };
        format!("- {{id: {id}, name: {name}, short: {name}, kind: {kind}}}\n")
    });
    file("content/organs.yaml".into(), organs.collect());
    for (at, text) in texts.iter().enumerate() {
        let front = format!(
            "---\ntitle: \"{}\"\nkind: {}\ndocument_number: {}\nindex_number: {}\n\
             issued_on: {year}-03-04\npublished_at: {year}-03-05\nsummary: {}\n{}",
            text.title,
            text.kind,
            text.number,
            text.index_number,
            text.summary,
            match text.expires {
                true => format!("expires_on: {}-03-04\n", text.year + 1),
                false => String::new(),
            },
            year = text.year,
        );
        let path = format!("content/{}/{}", text.organ, text.id);
        file(format!("{path}.md"), format!("{front}---\n\n{}", text.body));
        if at % 10 == 0 {
            let hidden = ["draft: true", "openness: 不予公开", "openness: 依申请公开"][at / 10 % 3];
            let front = front.replace(&text.title, &format!("{secret}标题"));
            file(
                format!("{path}-x.md"),
                format!("{front}{hidden}\n---\n\n{secret}正文\n"),
            );
        }
    }
}

/// What brute force searches: every paragraph on its own, as a reader who knows no tokens folds it.
pub struct Folded {
    pub id: String,
    paragraphs: Vec<String>,
}

impl Folded {
    pub fn new(text: &Text) -> Self {
        let one = [&text.number, &text.index_number, &text.title, &text.summary];
        let paragraphs = one.into_iter().map(String::as_str).chain(text.body.lines());
        Self {
            id: text.id.clone(),
            paragraphs: paragraphs.map(fold).collect(),
        }
    }

    /// Whether a folded phrase stands in it, no number or word cut in two.
    pub fn holds(&self, phrase: &str) -> bool {
        self.paragraphs.iter().any(|paragraph| {
            paragraph.match_indices(phrase).any(|(start, _)| {
                let end = start + phrase.len();
                !cuts(&paragraph[..start], phrase)
                    && !cuts(&paragraph[start..end], &paragraph[end..])
            })
        })
    }
}

/// Whether a border lies within a run of letters or of digits.
fn cuts(before: &str, behind: &str) -> bool {
    let ends = (before.chars().next_back(), behind.chars().next());
    matches!(ends, (Some(one), Some(other)) if is_same_run(one, other))
}

fn is_same_run(one: char, other: char) -> bool {
    one.is_ascii_digit() && other.is_ascii_digit()
        || one.is_ascii_alphabetic() && other.is_ascii_alphabetic()
}

/// Half-width, lower case, without brackets, quotation marks and spaces; where those kept two runs
/// apart, a mark stays.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    let mut left_out = false;
    for c in text.chars() {
        let c = match u32::from(c) {
            code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).expect("ASCII"),
            0x3000 => ' ',
            _ => c,
        };
        let c = c.to_ascii_lowercase();
        if " ()[]{}<>〔〕【】《》〈〉「」“”‘’\"'`".contains(c) {
            left_out = true;
            continue;
        }
        let last = folded.chars().next_back();
        if left_out && last.is_some_and(|last| is_same_run(last, c)) {
            folded.push('\u{1}');
        }
        left_out = false;
        folded.push(c);
    }
    folded
}
