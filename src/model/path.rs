//! Paths inside a site, as text with `/` between parts, whatever the operating system.

/// Joins a relative path to a folder of the site and resolves `.` and `..`.
///
/// None when the path leaves the site, is absolute, or is empty.
#[must_use]
pub fn join_path(folder: &str, relative: &str) -> Option<String> {
    let relative = relative.replace('\\', "/");
    if relative.is_empty() || relative.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from a folder to a file of the site, as an author writes it: `../zz/a.md`.
#[must_use]
pub fn path_between(folder: &str, file: &str) -> String {
    let parts = |path| str::split(path, '/').filter(|part: &&str| !part.is_empty());
    let both = parts(folder).zip(parts(file));
    let shared = both.take_while(|(one, other)| one == other).count();
    let up = parts(folder).skip(shared).map(|_| "..");
    let way: Vec<&str> = up.chain(parts(file).skip(shared)).collect();
    way.join("/")
}

#[cfg(test)]
mod tests {
    use super::{join_path, path_between};

    #[test]
    fn the_way_to_a_file_leads_there() {
        for (folder, file, way) in [
            ("content/xzf", "content/czj/a.md", "../czj/a.md"),
            ("content/xzf/2020", "content/xzf/a.md", "../a.md"),
            ("content/xzf", "content/xzf/b/a.md", "b/a.md"),
        ] {
            assert_eq!(path_between(folder, file), way);
            assert_eq!(join_path(folder, way).as_deref(), Some(file));
        }
    }

    #[test]
    fn a_path_is_joined_and_never_leaves_the_site() {
        let join = |relative| join_path("content/czj/2020", relative);
        assert_eq!(join("a.xlsx").as_deref(), Some("content/czj/2020/a.xlsx"));
        assert_eq!(
            join("../../xfb/通知 1.md").as_deref(),
            Some("content/xfb/通知 1.md")
        );
        assert_eq!(
            join("./附件\\a.csv").as_deref(),
            Some("content/czj/2020/附件/a.csv")
        );
        assert_eq!(join("../../../../etc/passwd"), None);
        assert_eq!(join("/etc/passwd"), None);
        assert_eq!(join(""), None);
    }
}
