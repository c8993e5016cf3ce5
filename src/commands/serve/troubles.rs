//! What is wrong with the site, as the terminal says it, for the page.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use tokio::sync::watch;

use super::super::told;
use super::stage::{Curtain, Ground};
use crate::model::{Diagnostic, Portal};
use crate::pipeline;

/// How long the browsers have to fetch their pages before the audit takes the cores.
const PAGES_FIRST: Duration = Duration::from_millis(100);

/// The diagnostics in full; nothing where there are none.
pub(super) fn of(root: &Path, faults: &[Diagnostic]) -> String {
    match faults {
        [] => String::new(),
        faults => told::drawn(root, faults, false),
    }
}

/// Whether the machine and not an author is why there is no whole site: too many open files, a share that is away.
pub(super) fn is_of_machine(read: &Result<Ground>) -> bool {
    match read {
        Ok(ground) => {
            let mut faults = ground.faults.iter();
            !ground.is_whole() && faults.any(|fault| fault.name == "unreadable-file")
        }
        Err(error) => error.chain().any(|cause| cause.is::<std::io::Error>()),
    }
}

/// A failure of the machine or of the theme.
pub(super) fn of_machine(reason: &str) -> String {
    format!("错误：{reason}\n")
}

/// Looks beside all else for what a build would refuse, and tells it unless the next state is already there.
///
/// # Why
/// The audit reads every body and attachment. An edit is to be on the screen before that.
pub(super) fn look_for_denied(root: &Path, ground: &Arc<Ground>, curtain: &watch::Sender<Curtain>) {
    let (root, ground, curtain) = (root.to_owned(), Arc::clone(ground), curtain.clone());
    let version = curtain.borrow().version;
    let look = move || {
        std::thread::sleep(PAGES_FIRST);
        if curtain.borrow().version != version {
            return;
        }
        // Where texts were lost, the stage reads the site again.
        let Ok(mut denied) = pipeline::denied(&root, &ground.portal) else {
            return;
        };
        denied.retain(|finding| is_of_public(&ground.portal, finding));
        let denied: Arc<str> = of(&root, &denied).into();
        curtain.send_if_modified(|curtain| {
            let is_news = curtain.version == version && curtain.denied != denied;
            if is_news {
                curtain.denied = denied;
            }
            is_news
        });
    };
    // A system without another thread to give goes without; the build says it all the same.
    let _ = std::thread::Builder::new()
        .name("denied".to_owned())
        .spawn(look);
}

/// A build never sees drafts and what is not for the public, and refuses nothing for their sake.
fn is_of_public(portal: &Portal, finding: &Diagnostic) -> bool {
    let Some(place) = &finding.place else {
        return true;
    };
    let mut owners = portal.items.iter().filter(|item| {
        item.source == place.source || item.attachments.iter().any(|it| it.path == place.source)
    });
    owners.clone().next().is_none() || owners.any(|item| item.is_public())
}
