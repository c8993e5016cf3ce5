//! 发文字号: 机关代字〔年份〕序号, read in the forms that offices write and shown in the one that GB/T 9704 demands.

use serde::{Deserialize, Serialize};

/// A document number in its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber {
    /// 机关代字: 天政办便函.
    pub prefix: String,
    /// Four-digit year.
    pub year: u16,
    /// 序号, without leading zeros; `12-1` keeps its branch.
    pub serial: String,
}

/// What departs from the standard form without making the number unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Irregularity {
    /// `[2020]`, `（2020）`, `【2020】` instead of `〔2020〕`.
    Brackets,
    /// 第 before the serial.
    Ordinal,
    /// A zero before the serial.
    LeadingZero,
    /// Spaces within.
    Spaces,
    /// Full-width digits or letters.
    FullWidth,
    /// 号 is missing.
    NoSuffix,
}

impl Irregularity {
    /// What an author is told.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Brackets => "年份应当用六角括号〔〕",
            Self::Ordinal => "序号前不加「第」",
            Self::LeadingZero => "序号不编虚位（1 不编为 01）",
            Self::Spaces => "字号中间不留空格",
            Self::FullWidth => "数字和字母应当用半角",
            Self::NoSuffix => "字号末尾缺「号」",
        }
    }
}

/// The text has no prefix, year in brackets and serial.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」不是「机关代字〔年份〕序号」的形式")]
pub struct DocumentNumberError(pub String);

impl DocumentNumber {
    /// Reads a number and tells what is irregular about the way it is written.
    ///
    /// # Errors
    /// When there is no prefix, bracketed four-digit year and serial: 令第711号 and 公告2020年第5号 are
    /// lawful other forms and are kept as text by the caller.
    pub fn read(text: &str) -> Result<(Self, Vec<Irregularity>), DocumentNumberError> {
        let wrong = || DocumentNumberError(text.trim().to_owned());
        let mut found = Vec::new();
        let plain = normalise(text.trim(), &mut found);
        let (prefix, rest) = plain.split_once('〔').ok_or_else(wrong)?;
        let (year, rest) = rest.split_once('〕').ok_or_else(wrong)?;
        let rest = rest.strip_suffix('号').unwrap_or_else(|| {
            found.push(Irregularity::NoSuffix);
            rest
        });
        let rest = rest.strip_prefix('第').map_or(rest, |rest| {
            found.push(Irregularity::Ordinal);
            rest
        });
        let serial = rest.trim_start_matches('0');
        if serial.len() != rest.len() {
            found.push(Irregularity::LeadingZero);
        }
        let year: u16 = year.parse().map_err(|_| wrong())?;
        let is_serial = serial
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if prefix.is_empty() || !(1949..=2100).contains(&year) || !is_serial {
            return Err(wrong());
        }
        found.sort_unstable();
        found.dedup();
        let number = Self {
            prefix: prefix.to_owned(),
            year,
            serial: serial.to_owned(),
        };
        Ok((number, found))
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.serial)
    }
}

/// 发文字号 as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberAsWritten {
    /// The author's text, trimmed.
    pub text: String,
    /// The number in its parts and what is irregular about the text; none for lawful other forms
    /// (令第711号) and for nonsense alike: a rule tells them apart.
    pub read: Option<(DocumentNumber, Vec<Irregularity>)>,
}

impl NumberAsWritten {
    /// Reads the author's text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.trim().to_owned(),
            read: DocumentNumber::read(text).ok(),
        }
    }

    /// The standard form where there is one, else the author's text.
    #[must_use]
    pub fn shown(&self) -> String {
        self.read
            .as_ref()
            .map_or_else(|| self.text.clone(), |(number, _)| number.to_string())
    }
}

/// Half-width digits and letters, no spaces, and the brackets round a four-digit year as 〔〕.
fn normalise(text: &str, found: &mut Vec<Irregularity>) -> String {
    let mut plain: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => found.push(Irregularity::Spaces),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
                found.push(Irregularity::FullWidth);
                plain.extend(char::from_u32(u32::from(c) - 0xfee0));
            }
            c => plain.push(c),
        }
    }
    // The last bracketed four digits are the year; brackets before it belong to the prefix.
    let year = (0..plain.len().saturating_sub(5)).rev().find(|start| {
        let inside = plain.get(start + 1..start + 5).unwrap_or_default();
        is_bracket(plain[*start], OPENING)
            && is_bracket(plain[start + 5], CLOSING)
            && inside.iter().all(char::is_ascii_digit)
    });
    if let Some(start) = year {
        if (plain[start], plain[start + 5]) != ('〔', '〕') {
            found.push(Irregularity::Brackets);
        }
        (plain[start], plain[start + 5]) = ('〔', '〕');
    }
    plain.into_iter().collect()
}

const OPENING: &str = "〔[［【（(﹝「『{";
const CLOSING: &str = "〕]］】）)﹞」』}";

fn is_bracket(c: char, set: &str) -> bool {
    set.contains(c)
}

#[cfg(test)]
mod tests {
    use super::{DocumentNumber, Irregularity};

    fn read(text: &str) -> (String, Vec<Irregularity>) {
        let (number, found) = DocumentNumber::read(text).expect(text);
        (number.to_string(), found)
    }

    #[test]
    fn a_number_in_the_standard_form_is_itself() {
        for text in [
            "天政办便函〔2020〕31号",
            "国办发明电〔2020〕5号",
            "浙人社发〔2020〕12-1号",
            "GZ〔2020〕3号",
        ] {
            assert_eq!(read(text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn other_ways_of_writing_it_are_read_and_reported() {
        let right = "天政办便函〔2020〕31号".to_owned();
        for (text, fault) in [
            ("天政办便函[2020]31号", Irregularity::Brackets),
            ("天政办便函（2020）31号", Irregularity::Brackets),
            ("天政办便函【2020】31号", Irregularity::Brackets),
            ("天政办便函〔2020〕第31号", Irregularity::Ordinal),
            ("天政办便函〔2020〕031号", Irregularity::LeadingZero),
            ("天政办便函 〔2020〕31 号", Irregularity::Spaces),
            ("天政办便函〔２０２０〕31号", Irregularity::FullWidth),
            ("天政办便函〔2020〕31", Irregularity::NoSuffix),
        ] {
            assert_eq!(read(text), (right.clone(), vec![fault]), "{text}");
        }
    }

    #[test]
    fn brackets_of_the_prefix_stay() {
        assert_eq!(read("天政（建）〔2020〕3号").0, "天政（建）〔2020〕3号");
    }

    #[test]
    fn other_forms_are_not_forced_into_this_one() {
        for text in [
            "",
            "令第711号",
            "公告2020年第5号",
            "〔2020〕3号",
            "天政〔20〕3号",
            "天政〔2020〕号",
            "天政〔2020〕三号",
        ] {
            assert!(DocumentNumber::read(text).is_err(), "{text}");
        }
    }
}
