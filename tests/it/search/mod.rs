//! Search against brute force: exactly what is there, in the right order, and nothing else.

mod corpus;
mod exactness;
mod export;
mod hazards;
mod patch;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use gongkai::columns::arrange;
use gongkai::load::load;
use gongkai::model::{Artifact, Portal};
use gongkai::pipeline;
use gongkai::search::read::{Answer, Index, Sort, Wish};
use gongkai::search::{Before, artifacts};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use corpus::{Text, fold, texts};

type Files = BTreeMap<String, Vec<u8>>;

const SECRET: &str = "绝密靁龘";

fn portal(items: &[Text]) -> Portal {
    let root = tempfile::tempdir().expect("a folder");
    corpus::write(root.path(), items, SECRET);
    let loaded = load(root.path()).expect("a site");
    assert_eq!(loaded.faults.len(), 0, "{:?}", loaded.faults.first());
    let as_of = NaiveDate::from_ymd_opt(2020, 11, 15).expect("a day");
    arrange(loaded.site, as_of)
}

fn files(portal: &Portal) -> Files {
    let index = artifacts(
        portal,
        Box::new(|_| None),
        "assets/search.js",
        Before::default(),
    );
    made(&index.expect("an index").artifacts)
}

fn made(artifacts: &[Artifact<'_>]) -> Files {
    let make = |artifact: &Artifact<'_>| {
        let bytes = (artifact.make)().expect("a file");
        (artifact.path.to_string(), bytes)
    };
    artifacts.par_iter().map(make).collect()
}

fn index(files: &Files) -> Index<'_> {
    let fetch = |path: &str| {
        let file = files.get(path).cloned();
        file.ok_or_else(|| anyhow::anyhow!("no file {path}"))
    };
    Index::open(Box::new(fetch)).expect("an index")
}

fn small() -> &'static Files {
    static SMALL: LazyLock<Files> = LazyLock::new(|| files(&portal(&texts(60))));
    &SMALL
}

/// Ten thousand items, with their index.
fn large() -> &'static (Portal, Files) {
    static LARGE: LazyLock<(Portal, Files)> = LazyLock::new(|| {
        let portal = portal(&texts(10_000));
        let files = files(&portal);
        (portal, files)
    });
    &LARGE
}

fn all() -> Wish {
    Wish::default()
}

fn ids(answer: &Answer) -> BTreeSet<String> {
    let name = |path: &str| {
        let file = path.rsplit('/').next().expect("a name");
        file.strip_suffix(".html").expect("a page").to_owned()
    };
    answer.hits.iter().map(|hit| name(&hit.path)).collect()
}

fn assert_no_secret(files: &Files) {
    for (path, bytes) in files {
        let plain = miniz_oxide::inflate::decompress_to_vec_zlib(bytes).unwrap_or(bytes.clone());
        for secret in SECRET.chars().skip(2) {
            let secret = secret.to_string();
            let found = plain
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{path}");
        }
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    assert_eq!(files(&portal(&texts(60))), *small());
}

#[test]
fn hits_by_date_come_newest_first_and_pages_join() {
    let index = index(small());
    let wish = |offset, limit| Wish {
        sort: Sort::Date,
        offset,
        limit,
        ..all()
    };
    let whole = index.search("", &wish(0, None)).expect("an answer");
    assert_eq!((whole.total, whole.hits.len()), (60, 60));
    assert!(whole.hits.is_sorted_by(|one, other| one.date >= other.date));
    let mut joined = Vec::new();
    for offset in (0..60).step_by(7) {
        joined.extend(
            index
                .search("", &wish(offset, Some(7)))
                .expect("an answer")
                .hits,
        );
    }
    assert_eq!(joined, whole.hits);
}

#[test]
fn facets_count_what_choosing_them_gives() {
    let index = index(small());
    let free = index.search("办法", &all()).expect("an answer");
    for (facet, values) in &free.facets {
        for (value, count) in values {
            let wish = Wish {
                filters: vec![(facet.clone(), vec![value.clone()])],
                ..all()
            };
            let narrowed = index.search("办法", &wish).expect("an answer");
            assert_eq!(narrowed.total, *count, "{facet} {value}");
            let own = narrowed.facets.iter().find(|(name, _)| name == facet);
            assert_eq!(own.map(|(_, values)| values), Some(values), "{facet}");
        }
    }
}

#[test]
fn words_are_found_apart_when_they_never_stand_together() {
    let items = texts(60);
    let index = index(small());
    let text = format!("{}{}", &items[3].title, &items[3].summary);
    let answer = index.search(&text, &all()).expect("an answer");
    assert!(!answer.exact);
    let quoted = index
        .search(&format!("\"{text}\""), &all())
        .expect("an answer");
    assert_eq!((quoted.total, quoted.exact), (0, true));
}

#[test]
fn numbers_and_titles_are_suggested_by_how_they_begin() {
    let items = texts(60);
    let index = index(small());
    let begins = |text: &str, typed: &str| fold(text).starts_with(&fold(typed));
    let number: String = items[5].number.chars().take(4).collect();
    let title: String = items[5].title.chars().take(3).collect();
    for typed in [number, title] {
        let names = index.suggest(&typed, 100).expect("names");
        let mut expected: BTreeSet<&str> = BTreeSet::new();
        for item in &items {
            let own = [item.number.as_str(), item.title.as_str()];
            expected.extend(own.into_iter().filter(|name| begins(name, &typed)));
        }
        assert_eq!(
            names.iter().map(String::as_str).collect::<BTreeSet<_>>(),
            expected
        );
        assert_eq!(
            index.suggest(&typed, 2).expect("names").len(),
            2.min(expected.len())
        );
    }
}

#[test]
fn the_text_of_a_pdf_is_found_and_marked_as_an_attachments() {
    let root = tempfile::tempdir().expect("a folder");
    corpus::write(root.path(), &texts(3), SECRET);
    let folder = root.path().join("content/czj");
    std::fs::create_dir_all(&folder).expect("a folder");
    let pdf = include_bytes!("../../files/printed.pdf");
    std::fs::write(folder.join("a.pdf"), pdf).expect("a file");
    let item = "---\ntitle: 附有说明的通知\nkind: policy-document\npublished_at: 2020-03-05\n\
        attachments: [{file: a.pdf, title: 说明}]\n---\n\n见附件。\n";
    std::fs::write(folder.join("with-pdf.md"), item).expect("a file");
    let as_of = NaiveDate::from_ymd_opt(2020, 11, 15).expect("a day");
    let survey = pipeline::survey(root.path(), as_of, None).expect("a site");
    let portal = &survey.portal;
    let read = pipeline::attachment_text(root.path(), portal);
    let built = artifacts(portal, read, "assets/search.js", Before::default());
    let files = made(&built.expect("an index").artifacts);
    let answer = index(&files).search("按月发放救助金", &all());
    let answer = answer.expect("an answer");
    assert_eq!(
        ids(&answer),
        BTreeSet::from(["with-pdf".to_owned()]),
        "{:?}",
        survey.faults
    );
    let excerpt = &answer.hits[0].excerpt;
    assert!(excerpt.attachment, "{}", excerpt.text);
    assert!(excerpt.text.contains("按月发放救助金"), "{}", excerpt.text);
}
