//! Pages in traditional characters: those in simplified ones, drawn with links of their own set and converted.
//!
//! # Why
//! A page is converted whole, after it is rendered: whatever stands outside Chinese in it (markup, addresses,
//! names of files) is ASCII, which conversion leaves alone. So no template knows of it, no HTML is parsed
//! again, and nothing that is written into a page can be forgotten. A phrase dictionary decides by context
//! (发展 發展, 头发 頭髮); `s2tw` is taken because it writes 為, 群 and 峰 as readers know them, and not
//! `s2twp`, which would put other words into statutory texts (信息 資訊).

use aho_corasick::{AhoCorasick, MatchKind};
use anyhow::{Context as _, Result};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use super::addresses::TRADITIONAL;
use super::persons::{known_person, persons};
use super::theme::Asset;
use crate::model::{KeyWriter, Portal, SitePath};

/// A word a line, in simplified and in traditional characters.
const WORDS: &str = include_str!("traditional.txt");

/// Converts; shared by all pages of a build.
pub(super) struct Traditional {
    library: OpenCC,
    /// Finds the words that are known whole, and how each is written.
    finder: AhoCorasick,
    words: Vec<String>,
    written: Vec<String>,
    digest: [u8; 16],
    scripts: Vec<Script>,
}

/// A script of the theme whose words are for readers.
pub(super) struct Script {
    /// Where it is published in simplified characters.
    simplified: String,
    /// Where it is published in traditional ones.
    pub(super) path: SitePath,
    pub(super) bytes: Vec<u8>,
}

impl Traditional {
    /// The converter of a site: its own words first, then those of administration, then the names of its organs,
    /// each as it is converted alone, so that what stands before it cannot change it (向|天台县), and those of
    /// [persons](super::persons).
    ///
    /// # Errors
    /// When the dictionaries inside the program cannot be read.
    pub(super) fn of(portal: &Portal) -> Result<Self> {
        let site = &portal.site;
        let names = site.register.iter();
        let names = names.flat_map(|(_, organ)| [organ.name.as_str(), organ.short.as_str()]);
        Self::new(
            &site.settings.traditional_words,
            names.chain([site.settings.name.as_str()]),
            persons(portal).into_iter(),
        )
    }

    fn new<'n>(
        words: &[(String, String)],
        names: impl Iterator<Item = &'n str>,
        persons: impl Iterator<Item = &'n str>,
    ) -> Result<Self> {
        let known = WORDS.lines().filter(|line| !line.starts_with('#'));
        let known = known.filter_map(|line| line.split_once(' '));
        let own = words.iter().map(|(from, to)| (from.as_str(), to.as_str()));
        let (from, to): (Vec<&str>, Vec<&str>) = own.chain(known).unzip();
        let plain = Self::finding(&from, to.into_iter().map(str::to_owned).collect())?;
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        let of_names = names.iter().map(|name| plain.convert(name));
        let persons: Vec<(String, String)> = persons
            .flat_map(|name| known_person(name, |given| plain.convert(given)))
            .collect();
        let of_persons = persons.iter().map(|(_, written)| written.clone());
        let written = plain.written.iter().cloned().chain(of_names);
        let written = written.chain(of_persons).collect();
        let persons = persons.iter().map(|(name, _)| name.as_str()).collect();
        Self::finding(&[from, names, persons].concat(), written)
    }

    fn finding(words: &[&str], written: Vec<String>) -> Result<Self> {
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words)?;
        let pairs = words.iter().zip(&written);
        let key = pairs.fold(KeyWriter::new("s2tw"), |key, (from, to)| {
            key.part(from).part(to)
        });
        Ok(Self {
            library: library(BuiltinConfig::S2tw)?,
            finder,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            written,
            digest: key.finish().0,
            scripts: Vec::new(),
        })
    }

    /// Converts the scripts among the theme's files, each named by a digest of what it becomes.
    ///
    /// # Errors
    /// When a file's name is none of a site.
    pub(super) fn with_scripts<'a>(
        mut self,
        assets: impl Iterator<Item = &'a Asset>,
    ) -> Result<Self> {
        for asset in assets {
            let plain = asset.path.as_str();
            let (Some(stem), Ok(text)) = (
                plain
                    .strip_suffix(".js")
                    .and_then(|name| name.rsplit_once('.')),
                std::str::from_utf8(&asset.bytes),
            ) else {
                continue;
            };
            let converted = self.convert(text);
            if converted != text {
                let digest = blake3::hash(converted.as_bytes()).to_hex();
                let digest: String = digest.chars().take(10).collect();
                self.scripts.push(Script {
                    simplified: plain.to_owned(),
                    path: SitePath::new(&format!("{TRADITIONAL}{}.{digest}.js", stem.0))?,
                    bytes: converted.into_bytes(),
                });
            }
        }
        Ok(self)
    }

    /// The scripts that have words.
    pub(super) fn scripts(&self) -> &[Script] {
        &self.scripts
    }

    /// A page in traditional characters, with the scripts that speak them.
    pub(super) fn page(&self, text: &str, base: &str) -> String {
        let converted = self.convert(text);
        self.scripts.iter().fold(converted, |text, script| {
            let from = format!("src=\"{base}{}\"", script.simplified);
            text.replace(&from, &format!("src=\"{base}{}\"", script.path))
        })
    }

    /// A text in traditional characters.
    pub(super) fn convert(&self, text: &str) -> String {
        let mut converted = String::with_capacity(text.len());
        let mut at = 0;
        let between = |from, to| text.get(from..to).unwrap_or_default();
        for word in self.finder.find_iter(text) {
            converted.push_str(&self.library.convert(between(at, word.start())));
            let written = self.written.get(word.pattern().as_usize());
            converted.push_str(written.map_or("", String::as_str));
            at = word.end();
        }
        converted.push_str(&self.library.convert(between(at, text.len())));
        converted
    }

    /// The words that are known whole, and how each is written.
    pub(super) fn known(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.words.iter().zip(&self.written);
        pairs.map(|(word, written)| (word.as_str(), written.as_str()))
    }

    /// The traditional character of every simplified one that stands alone, as two texts of the same length.
    pub(super) fn characters(&self) -> (String, String) {
        changed(|text| self.convert(text))
    }

    /// Adds what a converted page depends on beyond its view.
    pub(super) fn fingerprint(&self, key: KeyWriter) -> KeyWriter {
        key.part(self.digest)
    }
}

/// The simplified character of every traditional one, as two texts of the same length: by it a search typed
/// in traditional characters finds what the one index has in simplified ones.
///
/// # Errors
/// As [`Traditional::of`].
pub(super) fn simplified_characters() -> Result<(String, String)> {
    let library = library(BuiltinConfig::T2s)?;
    Ok(changed(|text| library.convert(text)))
}

/// The Chinese characters that are converted, each to one of the same length, and what to.
fn changed(convert: impl Fn(&str) -> String) -> (String, String) {
    let all = ('\u{3400}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}');
    let one = |from: char| {
        let converted = convert(from.encode_utf8(&mut [0; 4]));
        let mut characters = converted.chars();
        match (characters.next(), characters.next()) {
            (Some(to), None) if to != from && to.len_utf16() == 1 => Some((from, to)),
            _ => None,
        }
    };
    all.filter_map(one).unzip()
}

fn library(config: BuiltinConfig) -> Result<OpenCC> {
    OpenCC::from_config(config).context("简繁转换词典未能读出")
}

#[cfg(test)]
mod tests {
    use super::{Traditional, simplified_characters};

    const NONE: std::iter::Empty<&str> = std::iter::empty();

    #[test]
    fn words_are_converted_by_their_context_and_statutory_ones_stay() {
        let plain =
            Traditional::new(&[], ["天台县财政局"].into_iter(), NONE).expect("dictionaries");
        for (simplified, traditional) in [
            ("头发发展", "頭髮發展"),
            ("天台县政府信息公开", "天台縣政府信息公開"),
            ("干部扶贫干预", "幹部扶貧干預"),
            ("补助资金发放", "補助資金發放"),
            ("向天台县财政局申请行政复议", "向天台縣財政局申請行政復議"),
            (
                "<a href=\"/czj/a.html\">后台</a>",
                "<a href=\"/czj/a.html\">後臺</a>",
            ),
        ] {
            assert_eq!(plain.convert(simplified), traditional);
        }
        let words = [("石梁镇".to_owned(), "石梁鎮".to_owned())];
        let site = Traditional::new(&words, NONE, NONE).expect("dictionaries");
        assert_eq!(plain.convert("石梁镇的桥梁"), "石樑鎮的橋樑");
        assert_eq!(site.convert("石梁镇的桥梁"), "石梁鎮的橋樑");
        let name = ["天台县石梁镇人民政府"];
        let site = Traditional::new(&words, name.into_iter(), NONE).expect("dictionaries");
        assert_eq!(
            site.convert("向天台县石梁镇人民政府"),
            "向天台縣石梁鎮人民政府"
        );
    }

    #[test]
    fn words_of_office_are_written_as_their_readers_write_them() {
        let plain = Traditional::new(&[], NONE, NONE).expect("dictionaries");
        for (simplified, traditional) in [
            ("防台抗台灾后恢复平台", "防颱抗颱災後恢復平臺"),
            ("对抗台风，避台港", "對抗颱風，避颱港"),
            ("范某某规范某项示范某某村", "范某某規範某項示範某某村"),
            ("其余某项，余某，十余万", "其餘某項，余某，十餘萬"),
            ("于某某、于某某位于某某村", "於某某、于某某位於某某村"),
            (
                "会签、审签、补签、签发、已签",
                "會簽、審簽、補簽、簽發、已簽",
            ),
            (
                "承诺书签订，集中签约，招标签约",
                "承諾書簽訂，集中簽約，招標簽約",
            ),
            ("标签、抽签、摇号中签", "標籤、抽籤、搖號中籤"),
            (
                "休息并到发热门诊，合并到一处",
                "休息並到發熱門診，合併到一處",
            ),
            ("符合并公布，统一并联", "符合並公佈，統一並聯"),
            ("没有采纳，采购，风采", "沒有採納，採購，風采"),
            ("不准进入，不准确，标准建设", "不准進入，不準確，標準建設"),
            (
                "审核准确，核准备案，国药准字",
                "審核準確，核准備案，國藥准字",
            ),
            (
                "资金发到，办理发还，换发证书",
                "資金發到，辦理發還，換發證書",
            ),
            (
                "税务机关系统，玉米面积，面粉",
                "稅務機關系統，玉米面積，麵粉",
            ),
            ("答复议案，违反复议", "答覆議案，違反復議"),
        ] {
            assert_eq!(plain.convert(simplified), traditional);
        }
        let (from, to) = plain.characters();
        let alone = from.chars().zip(to.chars()).find(|(from, _)| *from == '签');
        assert_eq!(alone, Some(('签', '簽')));
    }

    #[test]
    fn what_is_typed_in_traditional_characters_is_told_in_simplified_ones() {
        let (from, to) = simplified_characters().expect("dictionaries");
        let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
        assert_eq!(from.len(), to.len());
        let simplified = |c: char| from.iter().position(|other| *other == c).map(|at| to[at]);
        assert_eq!(simplified('縣'), Some('县'));
        assert_eq!(simplified('髮'), Some('发'));
        assert_eq!(simplified('县'), None);
    }
}
