//! From one state of the site to the next: folders that are replaced, and what is wrong with them.

use std::fs;

use crate::sample_copy::copy;

use super::preview::Preview;

const NUMBER: &str = "---\ntitle: 救助名单\nkind: response\npublished_at: 2020-11-03\n---\n王某 11010519491231002X\n";
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

#[test]
fn what_a_build_refuses_is_told_beside_the_page_and_mends_by_itself() {
    let preview = Preview::start(&["--drafts"]);
    let mut events = preview.events();
    let item = preview.root().join("content/xzf/list.md");
    fs::write(&item, NUMBER).expect("written");
    let told = events.until(|event| event.contains("PRV001"));
    assert!(told.contains("content/xzf/list.md:6"), "{told}");
    assert!(preview.get("/xzf/list.html").starts_with("HTTP/1.1 200"));
    // A draft stands in nobody's way.
    let draft = NUMBER.replace("kind:", "draft: true\nkind:");
    fs::write(&item, draft).expect("written");
    events.until(|event| event.contains("\"troubles\":\"\""));
}

#[test]
fn a_row_of_what_is_not_public_says_so() {
    let preview = Preview::start(&["--drafts"]);
    let folder = preview.root().join("content/xzf");
    let with = |line: &str| NOTICE.replace("kind:", &format!("{line}\nkind:"));
    fs::write(folder.join("a.md"), with("draft: true")).expect("written");
    fs::write(folder.join("b.md"), with("openness: 依申请公开")).expect("written");
    preview.until_page("/xzf/columns/responses.html", "【草稿】通知");
    preview.until_page("/xzf/columns/responses.html", "【依申请公开】通知");
    preview.until_page("/xzf/directory.html", "【依申请公开】通知");
    assert!(preview.search("通知").contains("【草稿】通知"));
}

#[test]
fn broken_settings_leave_the_last_good_pages_where_they_are() {
    let preview = Preview::start(&[]);
    let mut events = preview.events();
    events.next();
    let path = preview.root().join("gongkai.yaml");
    let settings = fs::read_to_string(&path).expect("the settings");
    let good = settings.replace("example.gov.cn/", "example.gov.cn/tiantai/");
    fs::write(&path, &good).expect("written");
    preview.until_page("/tiantai/xzf/guide.html", "第十二条");
    for broken in [
        "site: [".to_owned(),
        good.replace("url: https:/", "url: ftp:"),
    ] {
        fs::write(&path, broken).expect("written");
        let told = events.until(|event| event.contains("gongkai.yaml:"));
        assert!(told.contains("SRC"), "{told}");
        let page = preview.get("/tiantai/xzf/guide.html");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        fs::write(&path, &good).expect("mended");
        events.until(|event| event.contains("\"troubles\":\"\""));
    }
}

/// The machine is well again without an edit that says so.
#[cfg(unix)]
#[test]
fn a_reading_that_the_machine_failed_is_tried_again() {
    let preview = Preview::start_with(&[], |serve| {
        let gongkai = serve.get_program().to_owned();
        *serve = std::process::Command::new("sh");
        let limited = "ulimit -n 64 && exec \"$0\" \"$@\"";
        serve.args(["-c", limited]).arg(gongkai);
    });
    let mut events = preview.events();
    events.next();
    let crowd: Vec<_> = (0..80).map(|_| preview.connect()).collect();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let guide = preview.root().join("content/xzf/guide.md");
    let text = fs::read_to_string(&guide).expect("the guide");
    fs::write(&guide, text + "\n刚刚补充的一段。\n").expect("edited");
    events.until(|event| event.contains("SRC001"));
    drop(crowd);
    events.until(|event| event.contains("\"troubles\":\"\""));
    assert!(preview.get("/xzf/guide.html").contains("刚刚补充的一段"));
}
