//! From one state of the site to the next: folders that are replaced, and what is wrong with them.

use std::fs;

use crate::sample_copy::copy;

use super::preview::Preview;

const NOTICE: &str = "---\ntitle: 通知\nkind: response\npublished_at: 2020-11-03\n---\n正文\n";

#[test]
fn a_folder_that_another_replaces_is_watched_on() {
    let preview = Preview::start(&[]);
    preview.events().next();
    let root = preview.root();
    for part in ["content", "themes"] {
        let (old, new) = (root.join(part), root.join("new"));
        if part == "themes" {
            fs::create_dir_all(old.join("default/templates")).expect("a folder");
            fs::write(old.join("default/templates/item.html"), "第一个模板").expect("written");
            preview.until_page("/xzf/guide.html", "第一个模板");
        }
        copy(&old, &new);
        fs::rename(&old, root.join("away")).expect("moved away");
        fs::rename(&new, &old).expect("moved in");
        fs::remove_dir_all(root.join("away")).expect("removed");
        // Longer than an edit takes to come to rest.
        std::thread::sleep(std::time::Duration::from_millis(300));
        if part == "themes" {
            fs::write(old.join("default/templates/item.html"), "第二个模板").expect("written");
            preview.until_page("/xzf/guide.html", "第二个模板");
        } else {
            fs::write(old.join("xzf/notice.md"), NOTICE).expect("written");
            preview.until_page("/xzf/notice.html", "正文");
        }
    }
}
