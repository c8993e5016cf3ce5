//! The law of the index: made from the one that stands, it is to the byte what building it whole gives.

use gongkai::search::{Before, Files as Index, artifacts};

use super::corpus::{Text, texts};
use super::{Files, made, portal};

struct Built {
    files: Files,
    state: Vec<u8>,
    is_patched: bool,
}

/// Builds the index of the items, on the ground of one that stands.
fn build(items: &[Text], before: Before<'_>) -> Built {
    let portal = portal(items);
    let index = artifacts(&portal, Box::new(|_| None), "assets/search.js", before);
    let Index {
        artifacts,
        state,
        is_patched,
    } = index.expect("an index");
    Built {
        files: made(&artifacts),
        state,
        is_patched,
    }
}

fn standing(built: &Built) -> Before<'_> {
    Before {
        state: Some(built.state.clone()),
        file: Some(Box::new(|path| built.files.get(path).cloned())),
    }
}

type Edit = fn(&mut Vec<Text>);

/// What editors do, one after the other.
const EDITS: [(&str, Edit); 6] = [
    ("a few words", |items| {
        items[7]
            .body
            .push_str("又补充了一句，天台县政府信息公开。\n");
        items[30].title.push_str("（修订）");
        items[31].number = "天财〔2020〕9999号".into();
    }),
    ("all words of an item", |items| {
        let body = items[11].body.clone();
        items[12].body = format!("各乡镇人民政府、街道办事处，县政府直属各单位：{body}{body}");
        items[12].summary = "换了一个说法".into();
    }),
    ("an item goes", |items| drop(items.remove(40))),
    ("an item comes", |items| {
        let mut item = items[50].clone();
        item.id = "new".into();
        item.year = 2020;
        item.number = "天政发〔2020〕8888号".into();
        item.body = "全新的内容，与别处都不相同：魑魅魍魉。\n".into();
        items.push(item);
    }),
    ("the words of two change places", |items| {
        let body = items[60].body.clone();
        items[60].body = std::mem::replace(&mut items[61].body, body);
    }),
    ("nothing", |_| ()),
];

#[test]
fn an_index_made_from_the_one_that_stands_is_the_one_built_whole() {
    let mut items = texts(400);
    let mut last = build(&items, Before::default());
    assert!(!last.is_patched);
    for (name, edit) in EDITS {
        edit(&mut items);
        let patched = build(&items, standing(&last));
        let whole = build(&items, Before::default());
        assert!(patched.is_patched, "{name}");
        let names = |built: &Built| built.files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&patched), names(&whole), "{name}");
        for (path, bytes) in &whole.files {
            assert!(patched.files.get(path) == Some(bytes), "{name}: {path}");
        }
        assert!(patched.state == whole.state, "{name}");
        assert!(name != "nothing" || patched.files == last.files);
        last = patched;
    }
}

#[test]
fn where_the_one_that_stands_is_not_whole_the_index_is_built_whole() {
    let mut items = texts(60);
    let last = build(&items, Before::default());
    items[7].body.push_str("又补充了一句。\n");
    let whole = build(&items, Before::default()).files;
    let cut = last.state.split_at(last.state.len() / 2).0.to_vec();
    let states = [None, Some(cut), Some(b"nonsense".to_vec())];
    for state in states {
        let built = build(
            &items,
            Before {
                state,
                ..standing(&last)
            },
        );
        assert!(!built.is_patched);
        assert!(built.files == whole);
    }
    for lost in [
        "search/b/",
        "search/l/",
        "search/r/",
        "search/manifest.json",
    ] {
        for damage in [None, Some(b"damaged".to_vec())] {
            let file = |path: &str| match path.starts_with(lost) {
                true => damage.clone(),
                false => last.files.get(path).cloned(),
            };
            let before = Before {
                file: Some(Box::new(file)),
                ..standing(&last)
            };
            assert!(build(&items, before).files == whole, "{lost}");
        }
    }
}
