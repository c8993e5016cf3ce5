//! Random edits one after another, with builds between them.

use crate::dice::Dice;
use crate::workshop::{Workshop, assert_same, files};

#[test]
fn any_sequence_of_edits_and_builds_ends_in_the_clean_build() {
    let mut dice = Dice::cast();
    for round in 0..12 {
        let mut site = Workshop::whole();
        site.build();
        for _ in 0..dice.below(8) + 2 {
            stir(&mut site, &mut dice);
            if dice.below(2) == 0 {
                site.build();
            }
            if dice.below(3) == 0 {
                // Long enough for the build to remember what it saw.
                std::thread::sleep(std::time::Duration::from_millis(30));
                site.build();
            }
            if dice.below(8) == 0 {
                let _ = std::fs::write(site.path(".gongkai/last-build"), "damaged");
            }
            if dice.below(8) == 0 {
                let _ = std::fs::remove_dir_all(site.path(".gongkai"));
            }
        }
        site.build();
        let clean = site.fresh();
        clean.build();
        assert_same(&site.public(), &clean.public(), &format!("round {round}"));
        let again = site.build();
        assert_eq!(
            (again.written.len(), again.removed.len()),
            (0, 0),
            "round {round}"
        );
    }
}

/// Does something to some file, whatever has become of it before.
fn stir(site: &mut Workshop, dice: &mut Dice) {
    let sources: Vec<String> = files(&site.path("content"))
        .into_keys()
        .filter(|path| path.ends_with(".md"))
        .map(|path| format!("content/{path}"))
        .collect();
    if sources.is_empty() {
        return;
    }
    let path = dice.choose(&sources);
    let text = std::fs::read_to_string(site.path(path)).expect("UTF-8");
    let number = dice.below(1_000_000);
    let other = dice.choose(&["xzf", "bgs", "czj", "qingxi"]);
    match dice.below(9) {
        0 => site.remove(path),
        1 => site.rename(path, &format!("content/{other}/moved-{number}.md")),
        2 => site.write(&format!("content/{other}/copy-{number}.md"), text),
        3 => site.write(path, text.replacen("\n---\n", "\ndraft: true\n---\n", 1)),
        4 => site.write(
            path,
            text.replace("draft: true", "published_at: 2020-09-09"),
        ),
        5 => site.write(
            path,
            text.replacen("title: ", &format!("title: 改{number}"), 1),
        ),
        6 => site.write(path, format!("{text}\n又一段{number}。\n")),
        7 => site.write(
            path,
            text.replacen("published_at: 2020-0", "published_at: 2020-1", 1),
        ),
        _ => site.as_of = site.as_of.succ_opt().expect("a day"),
    }
}
