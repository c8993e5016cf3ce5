//! The preview over real sockets: pages, the event of an edit, errors that recover, what must not be served.

mod addresses;
mod panel;
mod preview;
mod states;

use std::fs;
use std::io::Write;
use std::net::TcpStream;

use preview::{Preview, gongkai, new_site};

#[test]
fn an_edit_reaches_the_page_that_is_open() {
    let preview = Preview::start(&[]);
    let mut events = preview.events();
    events.next();
    let guide = preview.root().join("content/xzf/guide.md");
    let text = fs::read_to_string(&guide).expect("the guide");
    fs::write(&guide, text + "\n刚刚补充的一段。\n").expect("edited");
    events.next();
    let page = preview.get("/xzf/guide.html");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("刚刚补充的一段"), "{page}");
    assert!(page.contains("/-/preview.js"), "{page}");
    assert!(preview.search("刚刚补充的一段").contains("guide.html"));
    assert!(!preview.search("没有写过的一段").contains("guide.html"));
}

#[test]
fn a_broken_item_is_told_with_its_line_and_mends_by_itself() {
    let preview = Preview::start(&[]);
    let mut events = preview.events();
    events.next();
    let item = preview.root().join("content/xzf/notice.md");
    fs::write(
        &item,
        "---\ntitle: 通知\nkind: response\npublished_at: 2020-02-30\n---\n正文\n",
    )
    .expect("written");
    let told = events.until(|event| event.contains("SRC"));
    assert!(told.contains("content/xzf/notice.md:4:15"), "{told}");
    assert!(preview.get("/xzf/guide.html").starts_with("HTTP/1.1 200"));
    fs::write(
        &item,
        "---\ntitle: 通知\nkind: response\npublished_at: 2020-02-28\n---\n正文\n",
    )
    .expect("mended");
    events.until(|event| event.contains("\"troubles\":\"\""));
    assert!(preview.get("/xzf/notice.html").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_broken_template_is_told_and_the_last_good_state_goes_on() {
    let preview = Preview::start(&[]);
    let templates = preview.root().join("themes/default/templates");
    let mut events = preview.events();
    events.next();
    fs::create_dir_all(&templates).expect("a folder");
    fs::write(templates.join("item.html"), "{% if %}").expect("written");
    // The folder of themes came into being after the start, and is watched all the same.
    events.until(|event| event.contains("item.html"));
    assert!(preview.get("/xzf/guide.html").starts_with("HTTP/1.1 200"));
    fs::write(templates.join("item.html"), "mended").expect("written");
    events.until(|event| event.contains("\"troubles\":\"\""));
    assert!(preview.get("/xzf/guide.html").contains("mended"));
    fs::remove_dir_all(preview.root().join("themes")).expect("removed");
    events.next();
    fs::create_dir_all(&templates).expect("a folder again");
    fs::write(templates.join("item.html"), "{% if %}").expect("written");
    events.until(|event| event.contains("item.html"));
}

#[test]
fn a_broken_page_of_what_is_not_found_is_told_where_it_would_stand() {
    let preview = Preview::start(&[]);
    let templates = preview.root().join("themes/default/templates");
    let mut events = preview.events();
    events.next();
    fs::create_dir_all(&templates).expect("a folder");
    fs::write(templates.join("not_found.html"), "{{ nosuch }}").expect("written");
    events.next();
    let answer = preview.get("/nosuch");
    assert!(answer.contains("变量不存在"), "{answer}");
    assert!(answer.contains("not_found.html:1:4"), "{answer}");
    fs::write(templates.join("docment.html"), "").expect("written");
    events.until(|event| event.contains("templates/document.html"));
}

#[test]
fn a_text_that_was_damaged_where_it_is_remembered_is_read_again() {
    let site = new_site();
    // Longer than a file system's clock takes from one tick to the next: then the files can be remembered.
    std::thread::sleep(std::time::Duration::from_millis(40));
    let mut build = gongkai();
    let build = build.arg("--root").arg(site.path());
    let built = build.args(["build", "--as-of", "2020-11-16"]).output();
    assert!(built.expect("build runs").status.success());
    let mut damaged = 0;
    for shelf in fs::read_dir(site.path().join(".gongkai/read")).expect("a folder") {
        let shelf = shelf.expect("a shelf").path();
        let mut bytes = fs::read(&shelf).expect("bytes");
        let words = "第十二条".as_bytes();
        let at = bytes.windows(words.len()).rposition(|it| it == words);
        if let Some(at) = at {
            bytes[at] ^= 1;
            fs::write(&shelf, bytes).expect("damaged");
            damaged += 1;
        }
    }
    assert!(damaged > 0, "no text holds the words");
    let preview = Preview::start_in(site, &[], |_| {});
    let mut events = preview.events();
    events.next();
    let first = preview.get("/xzf/guide.html");
    assert!(
        first.contains("读过的正文") && !first.contains("第十二条"),
        "{first}"
    );
    events.next();
    let again = preview.get("/xzf/guide.html");
    assert!(
        again.starts_with("HTTP/1.1 200") && again.contains("第十二条"),
        "{again}"
    );
}

#[test]
fn drafts_show_only_when_asked_and_are_marked() {
    let draft = "---\ntitle: 未公开的草稿\nkind: response\ndraft: true\n---\n正文\n";
    for (options, shown) in [(&[][..], false), (&["--drafts"][..], true)] {
        let preview = Preview::start(options);
        let mut events = preview.events();
        events.next();
        fs::write(preview.root().join("content/xzf/draft.md"), draft).expect("written");
        events.next();
        let page = preview.get("/xzf/draft.html");
        assert_eq!(page.contains("未公开的草稿"), shown, "{page}");
        assert_eq!(page.contains("gk-preview-mark"), shown, "{page}");
    }
}

#[test]
fn drafts_stay_on_this_machine() {
    let site = tempfile::tempdir().expect("a folder");
    gongkai()
        .arg("init")
        .arg(site.path())
        .arg("-q")
        .output()
        .expect("init runs");
    let refused = gongkai()
        .arg("--root")
        .arg(site.path())
        .args(["serve", "--port", "0", "--drafts", "--host", "0.0.0.0"])
        .output()
        .expect("serve runs");
    assert_eq!(refused.status.code(), Some(2), "{refused:?}");
}

#[test]
fn nonsense_and_a_crowd_of_silent_readers_do_not_stop_it() {
    let preview = Preview::start(&[]);
    for nonsense in [
        "\r\n\r\n",
        "GET\r\n\r\n",
        "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
    ] {
        preview.say(nonsense);
    }
    let mut crowd: Vec<TcpStream> = (0..1_000).map(|_| preview.connect()).collect();
    // Slow ones stop in the middle of what they ask, or ask and never read the answer.
    for slow in crowd.iter_mut().step_by(10) {
        write!(slow, "GET / HTTP/1.1\r\nHost: ").expect("sent");
    }
    for deaf in crowd.iter_mut().skip(1).step_by(10) {
        write!(deaf, "GET / HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host).expect("sent");
    }
    assert!(preview.get("/").starts_with("HTTP/1.1 200"));
    drop(crowd);
}

/// Systems let a program have some hundred files open, unless it asks for more.
#[cfg(unix)]
#[test]
fn as_many_connections_are_taken_as_the_system_allows() {
    let preview = Preview::start_with(&[], |serve| {
        let gongkai = serve.get_program().to_owned();
        *serve = std::process::Command::new("sh");
        let limited = "ulimit -Sn 128 && exec \"$0\" \"$@\"";
        serve.args(["-c", limited]).arg(gongkai);
    });
    let crowd: Vec<TcpStream> = (0..300).map(|_| preview.connect()).collect();
    assert!(preview.get("/").starts_with("HTTP/1.1 200"));
    drop(crowd);
}

#[test]
fn the_audit_is_a_page_of_the_preview_and_counts_no_draft() {
    let preview = Preview::start(&["--drafts"]);
    let draft = "---\ntitle: 测试草稿一份\nkind: other\npublished_at: 2020-11-12\ndraft: true\n---\n\n待补充\n";
    let organ = fs::read_dir(preview.root().join("content"))
        .expect("content")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.is_dir())
        .expect("an organ");
    fs::write(organ.join("draft.md"), draft).expect("written");
    let mut events = preview.events();
    events.next();
    let page = preview.get("/-/audit");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("政务公开审核"), "{page}");
    assert!(!page.contains("draft.md"), "a draft is audited");
}

#[test]
fn the_components_of_the_theme_are_a_page_of_the_preview() {
    let preview = Preview::start(&[]);
    let page = preview.get("/-/components");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(
        page.contains("主题组件") && page.contains("srcdoc="),
        "{page}"
    );
    assert!(preview.get("/-/components.js").contains("text/javascript"));
    assert!(preview.get("/-/components.css").contains("text/css"));
    assert!(preview.get("/components.html").starts_with("HTTP/1.1 404"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_browser_is_opened_at_the_address_when_asked() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().expect("a folder");
    let (told, opener) = (folder.path().join("told"), folder.path().join("xdg-open"));
    let script = format!(
        "#!/bin/sh\nprintf %s \"$1\" > {0}.new && mv {0}.new {0}\n",
        told.display()
    );
    std::fs::write(&opener, script).expect("written");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&opener, executable).expect("executable");
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let preview = Preview::start_with(&["--open"], |serve| {
        serve.env("PATH", path);
    });
    let opened = (0..500).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::read_to_string(&told).ok()
    });
    assert_eq!(opened, Some(format!("http://{}/", preview.host)));
}
