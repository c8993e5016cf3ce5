//! What is not for the public never reaches the output, in no form.

use std::io::Read as _;

use anyhow::Context as _;
use gongkai::search::read::{Index, Wish};

use crate::workshop::{Files, Workshop};

const ITEMS: u32 = 300;

/// A word that stands in every part of one item and nowhere else, in letters and in a Chinese character that
/// no text uses.
struct Secret {
    number: u32,
    word: String,
    character: char,
}

impl Secret {
    fn new(number: u32) -> Self {
        Self {
            number,
            word: format!("zq{number:04}x"),
            // CJK Extension A.
            character: char::from_u32(0x3400 + number).expect("a character"),
        }
    }

    /// The item's folder, by turns.
    fn organ(&self) -> &'static str {
        ["xzf", "bgs", "czj", "qingxi"][self.number as usize % 4]
    }

    /// Why the public must not see it, by turns.
    fn reason(&self) -> &'static str {
        ["openness: 不予公开", "openness: 依申请公开", "draft: true"][self.number as usize % 3]
    }

    /// The item, its table and its attachment.
    fn put_into(&self, site: &Workshop) {
        let (
            Self {
                word, character, ..
            },
            reason,
        ) = (self, self.reason());
        let both = format!("{word}{character}");
        let folder = format!("content/{}/{character}", self.organ());
        let number = self.number + 1;
        let text = format!(
            "---
title: 标题{both}
kind: policy-document
{reason}
published_at: 2020-06-01
document_number: {character}发〔2020〕{number}号
index_number: {word}/2020-{number:05}
summary: 概述{both}
keywords: [\"{both}\"]
source: 来源{both}
author: 作者{both}
aliases: [/{word}.html]
attachments: [{{file: 附件{both}.csv, title: 附件{both}}}]
table: {both}.csv
repeals: [示政发〔2020〕5号]
interprets: [示政办便函〔2020〕3号]
---

正文{both}，见[办法](../../xzf/policies/rules.md)和![图{both}]({both}.svg)。

## 小节{both}
"
        );
        site.write(&format!("{folder}/{word}.md"), text);
        site.write(
            &format!("{folder}/{both}.csv"),
            format!("列{both}\n格{both}\n"),
        );
        site.write(
            &format!("{folder}/附件{both}.csv"),
            format!("列{both}\n格{both}\n"),
        );
        let image = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{both}</text></svg>");
        site.write(&format!("{folder}/{both}.svg"), image);
    }

    /// A public item that speaks of the secret one as far as an honest editor may.
    fn put_public_neighbour(&self, site: &Workshop) {
        let (word, organ, number) = (&self.word, self.organ(), self.number);
        let path = format!("../{organ}/{}/{word}.md", self.character);
        let text = format!(
            "---
title: 公开的信息{number}
kind: interpretation
published_at: 2020-06-02
index_number: 000000000/2020-5{number:04}
form: [文字]
summary: 公开的概述。
interprets: [\"{path}\"]
---

公开的正文，见[内部文件]({path})和[一节]({path}#a)。
"
        );
        site.write(&format!("content/{organ}/neighbour-{number}.md"), text);
    }
}

/// The secrets that a file betrays, in its bytes or, where it is packed, in what it unpacks to.
///
/// Packed bytes are as good as random: by chance three of them make one of the characters, but never a word.
fn betrayed<'s>(bytes: &[u8], secrets: &'s [Secret]) -> Vec<&'s str> {
    let Some(unpacked) = unpacked(bytes) else {
        return said(bytes, secrets);
    };
    let spelt = |secret: &&Secret| {
        let word = secret.word.as_bytes();
        bytes.windows(word.len()).any(|window| window == word)
    };
    let mut betrayed = said(&unpacked, secrets);
    betrayed.extend(secrets.iter().filter(spelt).map(|secret| &*secret.word));
    betrayed
}

/// What a packed file, or the files in a workbook, unpack to; nothing of a file that is not packed.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(b"PK") {
        return miniz_oxide::inflate::decompress_to_vec_zlib(bytes).ok();
    }
    let mut all = Vec::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        all.extend_from_slice(file.name().expect("a name").as_bytes());
        file.read_to_end(&mut all).expect("unpacked");
    }
    Some(all)
}

/// The secrets that a text says.
fn said<'s>(bytes: &[u8], secrets: &'s [Secret]) -> Vec<&'s str> {
    let text = String::from_utf8_lossy(bytes);
    let lower = text.to_lowercase();
    let words = lower
        .match_indices("zq")
        .filter_map(|(at, _)| lower.get(at..at + 7));
    let words: std::collections::HashSet<&str> = words.collect();
    let characters: std::collections::HashSet<char> = text.chars().collect();
    // The beginnings of all other spellings of the characters.
    let is_spelt = ["%e3%9", "\\u34", "\\u35", "&#13"]
        .iter()
        .any(|form| lower.contains(form));
    let is_betrayed = |secret: &&Secret| {
        let character = secret.character;
        words.contains(&*secret.word)
            || characters.contains(&character)
            || is_spelt && spellings(character).iter().any(|form| lower.contains(form))
    };
    let betrayed = secrets.iter().filter(is_betrayed);
    betrayed.map(|secret| &*secret.word).collect()
}

/// A character as addresses, JSON and HTML may write it.
fn spellings(character: char) -> [String; 3] {
    let bytes = character.to_string().into_bytes();
    let number = character as u32;
    [
        bytes.iter().map(|byte| format!("%{byte:02x}")).collect(),
        format!("\\u{number:04x}"),
        format!("&#{number};"),
    ]
}

/// How many items a reader of the site finds by a secret.
fn finds(public: &Files, secret: &Secret) -> usize {
    let fetch = |path: &str| public.get(path).cloned().context("no such file");
    let index = Index::open(Box::new(fetch)).expect("an index");
    let words = [
        format!("\"{}\"", secret.word),
        format!("\"{}\"", secret.character),
    ];
    let found = |words: &String| {
        index
            .search(words, &Wish::default())
            .expect("answered")
            .total
    };
    words.iter().map(found).sum()
}

/// A site in which a secret is for everybody, and the path of its item.
fn with_published(secret: &Secret) -> (Workshop, String) {
    let site = Workshop::whole();
    secret.put_into(&site);
    let (organ, character, word) = (secret.organ(), secret.character, &secret.word);
    let path = format!("content/{organ}/{character}/{word}.md");
    site.replace(&path, secret.reason(), "genre: 通知");
    (site, path)
}

#[test]
fn no_byte_of_a_withheld_item_reaches_the_output() {
    let site = Workshop::whole();
    let secrets: Vec<Secret> = (0..ITEMS).map(Secret::new).collect();
    for secret in &secrets {
        secret.put_into(&site);
        secret.put_public_neighbour(&site);
    }
    let loaded = gongkai::load::load(&site.root()).expect("a site");
    assert_eq!(loaded.faults, []);
    let withheld = loaded
        .site
        .items
        .iter()
        .filter(|item| !item.is_public())
        .count();
    assert!(withheld >= secrets.len());
    site.build();
    let public = site.public();
    assert!(public.contains_key("xzf/neighbour-0.html"));
    for (path, bytes) in &public {
        assert_eq!(betrayed(bytes, &secrets), [""; 0], "in {path}");
        assert_eq!(betrayed(path.as_bytes(), &secrets), [""; 0], "as a name");
    }
    for secret in &secrets {
        assert_eq!(finds(&public, secret), 0, "{}", secret.word);
    }
}

#[test]
fn a_secret_that_is_published_would_be_found() {
    let secret = Secret::new(7);
    let (site, _) = with_published(&secret);
    site.build();
    let public = site.public();
    assert_eq!(finds(&public, &secret), 2);
    let secrets = [secret];
    let files = public
        .iter()
        .filter(|(_, bytes)| !betrayed(bytes, &secrets).is_empty());
    let packed = files.clone().filter(|(path, _)| path.ends_with(".bin"));
    assert!(packed.count() > 1 && files.count() > 10);
}

#[test]
fn what_is_withheld_later_leaves_no_trace_in_a_site_that_was_built_before() {
    let secret = Secret::new(9);
    let (site, path) = with_published(&secret);
    site.replace("gongkai.yaml", "  url:", "  traditional: true\n  url:");
    site.build();
    site.replace(&path, "genre: 通知", secret.reason());
    site.build();
    let public = site.public();
    assert_eq!(finds(&public, &secret), 0);
    let secrets = [secret];
    for (path, bytes) in &public {
        assert_eq!(betrayed(bytes, &secrets), [""; 0], "in {path}");
    }
}
