//! Random bytes and random edits: nothing panics, and every fault stands where it says.

use std::fs;

use proptest::prelude::*;

use super::{FRONT, Site};

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let site = Site::new();
        site.write("content/czj/random.md", &bytes);
        site.write("content/organs.yaml", &bytes);
        site.write("seeds/catalogue/county.yaml", &bytes);
        site.load();
    }

    #[test]
    fn no_mutation_of_a_front_matter_makes_it_panic(
        edits in proptest::collection::vec((0usize..900, "[-\t\n :：“”\"'\\[\\]{}&*!|>#%@`,甲a0]{0,3}"), 1..6)
    ) {
        let whole = format!("{FRONT}{MANY}---\n\n# 正文\n\n[附件](a.pdf)\n");
        let mut text: Vec<char> = whole.chars().collect();
        for (at, with) in edits {
            let at = at % text.len();
            text.splice(at..(at + 2).min(text.len()), with.chars());
        }
        let site = Site::new();
        site.write("content/czj/mutant.md", text.into_iter().collect::<String>());
        let loaded = site.load();
        let source = fs::read(site.root().join("content/czj/mutant.md")).expect("the item");
        for fault in &loaded.faults {
            if let Some(span) = fault.place.as_ref().and_then(|place| place.span) {
                prop_assert!(span.end as usize <= source.len(), "{fault:?}");
                let before = String::from_utf8_lossy(&source[..span.start as usize]);
                let lines = before.matches('\n').count() + 1;
                prop_assert_eq!(span.line as usize, lines, "{:?}", fault);
                let last = before.rsplit('\n').next().unwrap_or_default();
                prop_assert_eq!(span.character as usize, last.chars().count() + 1, "{:?}", fault);
            }
        }
    }
}

const MANY: &str = "\
document_number: 天政办便函〔2020〕31号
columns: [政策文件, work-plans]
interpreter: {name: 王某某（示例）, post: 局长, head: true}
attachments:
  - {file: a.pdf, title: 附件}
  - b.pdf
proposal: {number: 示例1, kind: 建议, proposer: 示例一, answered_on: 2020-06-30}
audit: {ignore: [MET001], reason: \"示例: 说明\"}
summary: |
  第一行：说明
  第二行
aliases: [/a.html]
draft: 是
";
