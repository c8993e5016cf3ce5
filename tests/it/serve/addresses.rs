//! Which addresses are the site's, and where others lead.

use std::fs;

use super::preview::{Preview, new_site};

#[test]
fn what_is_not_the_site_is_not_served() {
    let preview = Preview::start(&[]);
    let status = |answer: &str| answer.split(' ').nth(1).unwrap_or_default().to_owned();
    for path in [
        "/../gongkai.yaml",
        "/gongkai.yaml",
        "/content/xzf/guide.md",
        "/%2e%2e/gongkai.yaml",
        "/xzf/%00",
    ] {
        assert_eq!(status(&preview.get(path)), "404", "{path}");
    }
    let foreign = preview.say("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&foreign), "403");
    let (_, port) = preview.host.split_once(':').expect("a port");
    // Names of hosts have no case.
    let shouted = format!("GET / HTTP/1.1\r\nHost: LocalHost:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&preview.say(&shouted)), "200");
    let posted = format!(
        "POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
        preview.host
    );
    assert_eq!(status(&preview.say(&posted)), "405");
}

#[test]
fn addresses_lead_to_the_site_only_from_where_it_begins() {
    let site = new_site();
    let path = site.path().join("gongkai.yaml");
    let settings = fs::read_to_string(&path).expect("the settings");
    let based = settings.replace("example.gov.cn/", "example.gov.cn/tiantai/");
    assert_ne!(based, settings);
    fs::write(path, based).expect("written");
    let preview = Preview::start_in(site, &[], |_| {});
    for (asked, answered) in [
        ("/", "/tiantai/"),
        ("/tiantai", "/tiantai/"),
        ("/tiantai/xzf", "/tiantai/xzf/"),
        ("/tiantai/xzf?a=%E4%B8%80", "/tiantai/xzf/?a=%E4%B8%80"),
    ] {
        let answer = preview.get(asked).to_ascii_lowercase();
        assert!(answer.starts_with("http/1.1 307"), "{asked}: {answer}");
        let location = format!("\r\nlocation: {}\r\n", answered.to_ascii_lowercase());
        assert!(answer.contains(&location), "{asked}: {answer}");
    }
    for asked in [
        "/etc/passwd",
        "/xzf/",
        "/tiantaixian/",
        "/tiantai/nosuch",
        "/tiantai/xzf/nosuch/",
        "//evil.example",
    ] {
        let answer = preview.get(asked);
        assert!(answer.starts_with("HTTP/1.1 404"), "{asked}: {answer}");
        assert!(answer.contains("href=\"/tiantai/"), "{asked}: {answer}");
    }
    for asked in ["/tiantai/", "/tiantai/xzf/", "/tiantai/xzf/guide.html"] {
        assert!(preview.get(asked).starts_with("HTTP/1.1 200"), "{asked}");
    }
}
