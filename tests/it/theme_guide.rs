//! The recipes of `themes/README.md` do what they say: each is followed on a site of its own, and its result looked for.

use std::fs;
use std::path::Path;

use crate::workshop::{Files, Workshop};

/// A fenced block of a recipe: `diff themes/default/tokens.css` and what stands in it.
struct Block<'g> {
    sort: &'g str,
    file: &'g str,
    text: String,
}

/// The blocks of a recipe, in order.
fn blocks(recipe: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut is_open = false;
    for line in recipe.lines() {
        match line.strip_prefix("```") {
            Some(_) if is_open => is_open = false,
            Some(opening) => {
                is_open = true;
                let (sort, file) = opening.split_once(' ').expect("a block names its file");
                let text = String::new();
                blocks.push(Block { sort, file, text });
            }
            None if is_open => {
                let block = blocks.last_mut().expect("the open block");
                block.text.extend([line, "\n"]);
            }
            None => {}
        }
    }
    blocks
}

/// Changes a copy of the built-in file as a diff says.
fn change(site: &Workshop, file: &str, diff: &str) {
    if !site.path(file).exists() {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        site.write(file, fs::read(built_in).expect(file));
    }
    let side = |mark: char| -> String {
        let lines = diff.lines();
        let lines = lines.filter_map(|line| line.strip_prefix([' ', mark]));
        lines.flat_map(|line| [line, "\n"]).collect()
    };
    site.replace(file, &side('-'), &side('+'));
}

/// Whether a text has the parts between the signs `…`, one after the other.
fn has(text: &str, pattern: &str) -> bool {
    let mut rest = Some(text);
    for part in pattern.split('…') {
        rest = rest.and_then(|rest| rest.split_once(part).map(|(_, after)| after));
    }
    rest.is_some()
}

/// Whether a file of this name has every line.
fn is_there(public: &Files, name: &str, lines: &str) -> bool {
    public.iter().any(|(path, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        has(path, name) && lines.lines().all(|line| has(&text, line))
    })
}

#[test]
fn every_recipe_of_the_theme_guide_does_what_it_says() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
    let guide = fs::read_to_string(guide).expect("a guide");
    let (_, recipes) = guide.split_once("\n# Recipes\n").expect("recipes");
    let (recipes, _) = recipes.split_once("\n# ").expect("what follows them");
    let recipes: Vec<&str> = recipes.split("\n## ").skip(1).collect();
    assert!(recipes.len() >= 5);
    for recipe in recipes {
        let title = recipe.lines().next().expect("a title");
        let site = Workshop::whole();
        let (results, steps): (Vec<_>, Vec<_>) = blocks(recipe)
            .into_iter()
            .partition(|block| block.file.starts_with("public/"));
        assert!(!steps.is_empty() && !results.is_empty(), "{title}");
        site.build();
        let before = site.public();
        for step in steps {
            match step.sort {
                "diff" => change(&site, step.file, &step.text),
                _ => site.write(step.file, &step.text),
            }
        }
        site.build();
        let after = site.public();
        for result in results {
            let name = result.file.strip_prefix("public/").expect("of the site");
            let told = format!("{title}: {} {}", result.file, result.text);
            assert!(!is_there(&before, name, &result.text), "before: {told}");
            assert!(is_there(&after, name, &result.text), "{told}");
        }
    }
}
