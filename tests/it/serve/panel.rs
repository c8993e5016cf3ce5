//! The preview's side panel: whose columns it shows, and that its commands lead where they say.

use std::path::Path;
use std::process::Command;

use crate::sample_copy::SampleCopy;

use super::preview::{Preview, gongkai};

/// Runs a command of the panel as the shell does that it is pasted into, in a folder.
fn paste(command: &str, folder: &Path) {
    let program = gongkai().get_program().to_string_lossy().into_owned();
    let command = command.replacen("gongkai", &program, 1);
    let command = format!("{command} --as-of 2020-11-16");
    let mut shell = Command::new("sh");
    let made = shell.args(["-c", &command]).current_dir(folder).output();
    let made = made.expect("a shell");
    assert!(made.status.success(), "{command}: {made:?}");
}

/// The county's lists, a bureau's, a township's and a street office's differ.
#[cfg(unix)]
#[test]
fn every_new_item_of_the_panel_stands_in_its_column() {
    let organs = ["xzf", "czj", "shiliang", "chicheng"];
    let site = SampleCopy::of(&organs).into_folder();
    let preview = Preview::start_in(site, &["--drafts"], |_| {});
    let mut wanted = Vec::new();
    for organ in organs {
        let panel = preview.panel(&format!("/tiantai/{organ}/"));
        for column in panel["columns"].as_array().expect("columns") {
            if let Some(command) = column["command"].as_str() {
                let title = format!("面板第{}号", wanted.len());
                let url = column["url"].as_str().expect("an address").to_owned();
                wanted.push((organ, command.replace("标题", &title), url, title));
            }
        }
    }
    assert!(wanted.len() > 60, "{}", wanted.len());
    // Two commands at a time for one organ would choose the same file.
    std::thread::scope(|scope| {
        for organ in organs {
            let commands = wanted.iter().filter(move |it| it.0 == organ);
            let elsewhere = Path::new("/");
            scope.spawn(move || commands.for_each(|it| paste(&it.1, elsewhere)));
        }
    });
    for (_, command, url, title) in &wanted {
        let shows = std::panic::catch_unwind(|| preview.until_page(url, title));
        assert!(shows.is_ok(), "{command} leads not to {url}");
    }
}

#[test]
fn the_panel_of_a_page_in_traditional_characters_is_that_of_its_organ() {
    let site = SampleCopy::new();
    site.replace("gongkai.yaml", "site:\n", "site:\n  traditional: true\n");
    let preview = Preview::start_in(site.into_folder(), &[], |_| {});
    let simplified = preview.panel("/tiantai/czj/zhuanxiang-zijin.html");
    let traditional = preview.panel("/tiantai/zh-hant/czj/zhuanxiang-zijin.html");
    assert_eq!(traditional["organ"], "天台县财政局");
    assert_eq!(traditional["source"], simplified["source"]);
    assert!(traditional["source"].is_string(), "{traditional}");
    let address = traditional["columns"][0]["url"].as_str().expect("a column");
    assert!(address.starts_with("/tiantai/zh-hant/czj/"), "{address}");
    assert!(preview.get(address).starts_with("HTTP/1.1 200"));
}
