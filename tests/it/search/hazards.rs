//! Hostile queries and damaged index files: an answer or an error, never harm or a wrong answer.

use std::cell::RefCell;
use std::collections::BTreeSet;

use gongkai::search::read::{Index, Sort, Wish};

use super::corpus::{Dice, texts};
use super::{Files, all, index, large, small};

#[test]
fn hostile_queries_do_no_harm() {
    let index = index(small());
    let long = "通知 ".repeat(5000) + &"办".repeat(10_000);
    for text in [
        "<img src=x onerror=alert(1)>",
        "</script>",
        ".*+?^${}()|[]\\",
        "\"",
        "\"\"",
        "\u{0}\u{1}\t\n",
        "\u{fffd}\u{10ffff}",
        &long,
    ] {
        index.search(text, &all()).expect("an answer");
        index.suggest(text, 8).expect("names");
    }
}

/// A phrase, two, a number and a title as one types them, and all by date: they read every sort of file.
fn asked() -> Vec<(String, Wish)> {
    let items = texts(60);
    let by_date = Wish {
        sort: Sort::Date,
        ..all()
    };
    vec![
        ("政府信息 通知".to_owned(), all()),
        ("的".to_owned(), all()),
        (items[5].number.clone(), all()),
        (items[7].title.clone(), all()),
        (String::new(), by_date),
    ]
}

type Damage = dyn Fn(&mut Vec<u8>, &mut Dice);

/// Damages every file of a sort that an answer is read from, several times; gives how often it was answered and
/// refused.
fn damaged(
    (whole, asked, sorts): (&Files, &[(String, Wish)], &[&str]),
    damage: &Damage,
    right_only: bool,
) -> (usize, usize) {
    let (mut dice, mut counts) = (Dice(9), (0, 0));
    let mut seen = BTreeSet::new();
    for (text, wish) in asked {
        let read = RefCell::new(BTreeSet::new());
        let fetch = |path: &str| {
            read.borrow_mut().insert(path.to_owned());
            whole
                .get(path)
                .cloned()
                .ok_or_else(|| anyhow::anyhow!("none"))
        };
        let opened = Index::open(Box::new(fetch)).expect("an index");
        let right = opened.search(text, wish).expect("an answer");
        for name in read.borrow().iter().filter(|name| name.ends_with(".bin")) {
            let sort = name.split(['/', '-']).nth(1).unwrap_or_default();
            if !sorts.contains(&sort) {
                continue;
            }
            seen.insert(sort.to_owned());
            for _ in 0..4 {
                let mut file = whole[name].clone();
                damage(&mut file, &mut dice);
                let fetch = |path: &str| {
                    let found = if path == name {
                        Some(&file)
                    } else {
                        whole.get(path)
                    };
                    found.cloned().ok_or_else(|| anyhow::anyhow!("none"))
                };
                match Index::open(Box::new(fetch)).and_then(|it| it.search(text, wish)) {
                    Ok(answer) => {
                        assert!(!right_only || answer == right, "{name}");
                        counts.0 += 1;
                    }
                    Err(_) => counts.1 += 1,
                }
            }
        }
    }
    assert!(sorts.iter().all(|sort| seen.contains(*sort)), "{seen:?}");
    counts
}

/// The files of a small index that answers are read from.
fn damaged_small(damage: &Damage, right_only: bool) -> (usize, usize) {
    let sorts = ["b", "d", "dates", "n", "r", "start"];
    damaged((small(), &asked(), &sorts), damage, right_only)
}

/// The long lists of a large one.
fn damaged_long(damage: &Damage, right_only: bool) -> (usize, usize) {
    let asked = ["的", "通知", "天台县 关于"].map(|text| {
        let wish = Wish {
            limit: Some(10),
            ..all()
        };
        (text.to_owned(), wish)
    });
    damaged((&large().1, &asked, &["l"]), damage, right_only)
}

fn cut_short(file: &mut Vec<u8>, dice: &mut Dice) {
    file.truncate(dice.below(file.len()));
}

fn flip(file: &mut [u8], dice: &mut Dice) {
    let bit = dice.below(file.len() * 8);
    file[bit / 8] ^= 1 << (bit % 8);
}

/// Changes some bytes of what the file holds, and wraps it again.
fn change(file: &mut Vec<u8>, dice: &mut Dice) {
    let payload = miniz_oxide::inflate::decompress_to_vec_zlib(file);
    let mut payload = payload.expect("a whole file");
    for _ in 0..1 + dice.below(3) {
        let at = dice.below(payload.len());
        payload[at] = u8::try_from(dice.below(256)).expect("a byte");
    }
    *file = miniz_oxide::deflate::compress_to_vec_zlib(&payload, 1);
}

#[test]
fn a_file_that_is_cut_short_is_an_error() {
    let (answered, refused) = damaged_small(&cut_short, true);
    assert!(answered == 0 && refused > 100, "{answered} {refused}");
    let (answered, refused) = damaged_long(&cut_short, true);
    assert!(answered == 0 && refused >= 8, "{answered} {refused}");
}

#[test]
fn a_flipped_bit_is_an_error_or_changes_nothing() {
    let (answered, refused) = damaged_small(&|file, dice| flip(file, dice), true);
    assert!(answered * 50 < refused, "{answered} {refused}");
    let (answered, refused) = damaged_long(&|file, dice| flip(file, dice), true);
    assert!(answered <= 1 && refused >= 7, "{answered} {refused}");
}

#[test]
fn a_whole_file_in_the_place_of_another_is_an_error() {
    let buckets = small()
        .iter()
        .filter(|(name, _)| name.starts_with("search/b/"));
    let buckets: Vec<&Vec<u8>> = buckets.map(|(_, file)| file).collect();
    let swap = move |file: &mut Vec<u8>, dice: &mut Dice| {
        let at = buckets
            .iter()
            .position(|other| *other == file)
            .expect("a bucket");
        let step = 1 + dice.below(buckets.len() - 1);
        file.clone_from(buckets[(at + step) % buckets.len()]);
    };
    let (answered, refused) = damaged((small(), &asked(), &["b"]), &swap, true);
    assert!(answered == 0 && refused > 4, "{answered} {refused}");
}

#[test]
fn what_is_damaged_beneath_a_sound_checksum_does_no_harm() {
    let (_, refused) = damaged_small(&change, false);
    assert!(refused > 50, "{refused}");
    let (answered, refused) = damaged_long(&change, false);
    assert!(answered + refused >= 8, "{answered} {refused}");
}
