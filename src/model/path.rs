//! Paths inside a site, as text with `/` between parts, whatever the operating system; and how addresses are told
//! from them.

/// Joins a relative path to a folder of the site and resolves `.` and `..`.
///
/// None when the path leaves the site, is absolute (`/a`, `C:\a`), or is empty.
#[must_use]
pub fn join_path(folder: &str, relative: &str) -> Option<String> {
    let relative = relative.replace('\\', "/");
    if relative.is_empty() || relative.starts_with('/') || relative.get(1..3) == Some(":/") {
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

/// `https` of `https://…`, and what is behind the colon; none for a path, and for a colon that comes after a slash.
///
/// One letter is no scheme: it names a drive, or begins the name of a file (`A:名单.xlsx`).
#[must_use]
pub fn scheme_of(destination: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = destination.split_once(':')?;
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

#[cfg(test)]
mod tests {
    use super::{join_path, path_between, scheme_of};

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
        for outside in ["/etc/passwd", "C:\\a.csv", "C:/a.csv", ""] {
            assert_eq!(join(outside), None, "{outside}");
        }
    }

    #[test]
    fn schemes_are_told_from_paths() {
        for (destination, parts) in [
            ("https://a.cn/x", Some(("https", "//a.cn/x"))),
            ("mailto:a@b.example", Some(("mailto", "a@b.example"))),
            ("javascript:alert(1)", Some(("javascript", "alert(1)"))),
            ("附件：1.xlsx", None),
            ("附件1:名单.xlsx", None),
            ("A:名单.xlsx", None),
            ("C:\\名单.xlsx", None),
            ("a/b:c.md", None),
            ("notice.html", None),
        ] {
            assert_eq!(scheme_of(destination), parts, "{destination}");
        }
    }
}
