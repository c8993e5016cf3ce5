//! Single edits to a file of a site, and what undoes them.

use std::path::{Path, PathBuf};

/// What an edit changed: each file and its bytes before, none where the edit made it.
pub type Undo = Vec<(PathBuf, Option<Vec<u8>>)>;

/// Makes one edit; gives what undoes it.
pub fn edit(root: &Path, path: &Path, edit: &str) -> Result<Undo, String> {
    let (verb, rest) = edit.split_once(' ').unwrap_or((edit, ""));
    let rest = rest.replace("\\n", "\n");
    let read =
        || std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let text = match verb {
        "add" => {
            let (name, text) = rest.split_once(' ').unwrap_or((&rest, ""));
            let new = root.join(path.parent().expect("a folder").join(name));
            std::fs::write(&new, text).map_err(|error| error.to_string())?;
            return Ok(vec![(new, None)]);
        }
        "delete" => String::new(),
        "set" => {
            let (key, value) = rest.split_once(' ').ok_or("set KEY VALUE")?;
            with_key(&read()?, key, Some(value))
        }
        "drop" => with_key(&read()?, &rest, None),
        "append" => format!("{}\n\n{rest}\n", read()?.trim_end()),
        "body" => {
            let text = read()?;
            let end = text
                .get(4..)
                .and_then(|rest| rest.find("\n---"))
                .ok_or("no front matter")?;
            let front = text.get(..end + 8).ok_or("no front matter")?;
            format!("{front}\n{rest}\n")
        }
        "cut" => {
            let text = read()?;
            if !text.contains(&rest) {
                return Err(format!("“{rest}” is not there"));
            }
            text.replacen(&rest, "", 1)
        }
        "swap" => {
            let (from, to) = rest.split_once(" => ").ok_or("swap FROM => TO")?;
            let text = read()?;
            if !text.contains(from) {
                return Err(format!("“{from}” is not there"));
            }
            text.replacen(from, to, 1)
        }
        _ => return Err(format!("no edit “{verb}”")),
    };
    let old = std::fs::read(path).map_err(|error| error.to_string())?;
    match verb {
        "delete" => std::fs::remove_file(path),
        _ => std::fs::write(path, text),
    }
    .map_err(|error| error.to_string())?;
    Ok(vec![(path.to_owned(), Some(old))])
}

/// The file with a key set to a value, or without it; a value's indented lines go with it.
fn with_key(text: &str, key: &str, value: Option<&str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut value = value.map(|value| format!("{key}: {value}"));
    let (mut front, mut inside) = (false, false);
    for line in text.lines() {
        let is_fence = line == "---";
        if is_fence && front {
            lines.extend(value.take());
        }
        front |= is_fence;
        let continues = line.starts_with([' ', '-']) && !is_fence;
        inside = line.starts_with(&format!("{key}:")) || (inside && continues);
        if !inside {
            lines.push(line.to_owned());
        } else if !continues {
            lines.extend(value.take());
        }
    }
    lines.join("\n") + "\n"
}
