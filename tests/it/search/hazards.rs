//! Hostile queries and damaged index files: an answer or an error, never harm or a wrong answer.

use gongkai::search::read::Index;

use super::corpus::Dice;
use super::{all, index, small};

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

#[test]
fn a_damaged_file_is_an_error_or_changes_nothing() {
    let whole = small();
    let text = "政府信息 通知";
    let right = index(whole).search(text, &all()).expect("an answer");
    let mut dice = Dice(9);
    let names: Vec<&String> = whole.keys().filter(|name| name.ends_with(".bin")).collect();
    for round in 0..300 {
        let mut damaged = whole.clone();
        let name = names[dice.below(names.len())];
        let file = damaged.get_mut(name).expect("a file");
        if round % 3 == 0 {
            file.truncate(dice.below(file.len()));
        } else {
            let bit = dice.below(file.len() * 8);
            file[bit / 8] ^= 1 << (bit % 8);
        }
        let fetch = |path: &str| {
            damaged
                .get(path)
                .cloned()
                .ok_or_else(|| anyhow::anyhow!("none"))
        };
        if let Ok(index) = Index::open(Box::new(fetch))
            && let Ok(answer) = index.search(text, &all())
        {
            assert_eq!(answer, right, "{name}");
        }
    }
}
