//! What a build would refuse of the site, looked for beside all else and one state at a time.
//!
//! # Why
//! The audit reads every body and attachment. An edit is to be on the screen before that; and while one state is looked
//! at, the last of those that follow is the only one still worth an audit.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use tokio::sync::watch;

use super::stage::{Curtain, Ground};
use super::troubles;
use crate::model::{Diagnostic, Portal};
use crate::pipeline;

/// How long the browsers have to fetch their pages before the audit takes the cores.
const PAGES_FIRST: Duration = Duration::from_millis(100);

/// A state of the site and its version.
type State = (u64, Arc<Ground>);

/// One thread that looks; it ends with whoever shows it the states.
pub(super) struct Lookout(Sender<State>);

impl Lookout {
    /// Begins to look, and tells on the curtain what it finds.
    pub(super) fn post(root: &Path, curtain: &watch::Sender<Curtain>) -> Self {
        let (states, shown) = channel();
        let (root, curtain) = (root.to_owned(), curtain.clone());
        let look = move || each_newest(&shown, |state| look_at(&root, &state, &curtain));
        // A system without another thread to give goes without; the build says it all the same.
        let _ = std::thread::Builder::new()
            .name("denied".to_owned())
            .spawn(look);
        Self(states)
    }

    /// Shows the next state.
    pub(super) fn show(&self, version: u64, ground: &Arc<Ground>) {
        let _ = self.0.send((version, Arc::clone(ground)));
    }
}

/// Looks at the newest of what is shown, as soon as nothing newer comes for a while.
fn each_newest<T>(shown: &Receiver<T>, mut look: impl FnMut(T)) {
    while let Ok(mut state) = shown.recv() {
        loop {
            std::thread::sleep(PAGES_FIRST);
            match shown.try_iter().last() {
                Some(newer) => state = newer,
                None => break,
            }
        }
        look(state);
    }
}

/// Tells what a build would refuse, unless the next state is already there.
fn look_at(root: &Path, (version, ground): &State, curtain: &watch::Sender<Curtain>) {
    if curtain.borrow().version != *version {
        return;
    }
    // Where texts were lost, the stage reads the site again.
    let Ok(mut denied) = pipeline::denied(root, &ground.portal) else {
        return;
    };
    denied.retain(|finding| is_of_public(&ground.portal, finding));
    let denied: Arc<str> = troubles::of(root, &denied).into();
    curtain.send_if_modified(|curtain| {
        let is_news = curtain.version == *version && curtain.denied != denied;
        if is_news {
            curtain.denied = denied;
        }
        is_news
    });
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::each_newest;

    #[test]
    fn of_states_that_come_while_one_is_looked_at_the_last_is_looked_at_next() {
        let (states, shown) = channel();
        let mut states = Some(states);
        let mut looked_at = Vec::new();
        states.as_ref().map(|to| to.send(1));
        each_newest(&shown, |state| {
            looked_at.push(state);
            for next in 2..=4 {
                states.as_ref().map(|to| to.send(next));
            }
            states = None;
        });
        assert_eq!(looked_at, [1, 4]);
    }
}
