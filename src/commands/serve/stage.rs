//! The site as the preview shows it: the same artifacts as `build`, made when the browser asks.
//!
//! # Why
//! Artifacts borrow the portal that they render. One thread owns both on its stack and answers
//! messages, so that nothing is self-referential, shared or locked; a change makes the next portal
//! while the last one still answers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::Result;
use chrono::NaiveDate;
use tokio::sync::{oneshot, watch};

use super::files::Files;
use super::lookout::Lookout;
use super::panel::{self, Invocation};
use super::troubles;
use crate::commands::told;
use crate::model::{Diagnostic, Portal};
use crate::pipeline::{self, Audience, Memory, Theme};
use crate::report;

/// After which time a reading that failed for the machine's sake is tried again: nothing tells when there are files
/// or memory to be had once more.
const AGAIN: Duration = Duration::from_secs(1);

/// What the preview shows.
pub(super) struct Play {
    pub(super) root: PathBuf,
    pub(super) as_of: NaiveDate,
    pub(super) audience: Audience,
    /// How its commands are called from where it was started.
    pub(super) invocation: Invocation,
}

/// What the stage is asked.
pub(super) enum Message {
    /// A file of the site, by path below its root.
    File(String, oneshot::Sender<Reply>),
    /// The side panel of the page with this path, as JSON.
    Panel(String, oneshot::Sender<String>),
    /// The audit of what the public would see, as a page.
    Audit(oneshot::Sender<Reply>),
    /// The components of the theme, as a page.
    Components(oneshot::Sender<Reply>),
    /// Something under the site's root changed.
    Changed,
}

/// A file of the site, or why there is none.
pub(super) enum Reply {
    /// Its bytes and, for a page, what must be said above it.
    Found {
        bytes: Vec<u8>,
        mark: Option<&'static str>,
    },
    /// No such file.
    Missing,
    /// The template or a file it needs is broken.
    Broken(String),
}

/// What every open page is told: it asks again when the version rises.
#[derive(Debug, Clone, Default)]
pub(super) struct Curtain {
    pub(super) version: u64,
    /// The base path of the site: links begin with it.
    pub(super) base: Arc<str>,
    /// Diagnostics and failures as the terminal shows them; empty when all is well.
    pub(super) troubles: Arc<str>,
    /// What the audit found that a build refuses, likewise. It is looked for when the pages are there, and until
    /// then what was found last stands.
    pub(super) denied: Arc<str>,
}

/// One state of the site: what artifacts borrow.
pub(super) struct Ground {
    pub(super) portal: Portal,
    theme: Theme,
    pub(super) faults: Vec<Diagnostic>,
    /// What is to be known of the theme; no fault.
    warnings: Vec<Diagnostic>,
}

impl Ground {
    /// Whether the site as a whole was read; else its settings, organs or columns are others than those meant.
    pub(super) fn is_whole(&self) -> bool {
        !self.faults.iter().any(pipeline::is_of_site)
    }
}

/// Answers messages until nobody is left to ask.
pub(super) fn perform(play: &Play, messages: &Receiver<Message>, curtain: &watch::Sender<Curtain>) {
    let mut stage = Stage {
        play,
        messages,
        curtain,
        lookout: Lookout::post(&play.root, curtain),
        memory: pipeline::memory(&play.root),
        again: None,
    };
    let mut ground = stage.prepare();
    loop {
        let next = match ground {
            Ok(ground) => stage.show(&Arc::new(ground)),
            Err(error) => stage.apologise(&told(&error)),
        };
        match next {
            Ok(next) => ground = next,
            Err(RecvError) => return,
        }
    }
}

/// What outlives one state of the site.
struct Stage<'s> {
    play: &'s Play,
    messages: &'s Receiver<Message>,
    curtain: &'s watch::Sender<Curtain>,
    lookout: Lookout,
    memory: Memory,
    /// When to read again unasked.
    again: Option<Instant>,
}

impl Stage<'_> {
    fn prepare(&mut self) -> Result<Ground> {
        let ground = self.read();
        self.again = troubles::is_of_machine(&ground).then(|| Instant::now() + AGAIN);
        ground
    }

    fn read(&mut self) -> Result<Ground> {
        let (root, audience) = (&self.play.root, self.play.audience);
        let survey = pipeline::survey_for(root, self.play.as_of, None, audience, &mut self.memory)?;
        let theme = pipeline::theme(root, &survey.portal)?;
        Ok(Ground {
            warnings: pipeline::theme_warnings(root, &survey.portal, &theme),
            portal: survey.portal,
            theme,
            faults: survey.faults,
        })
    }

    /// The next message; a failed reading is to be tried again as if something had changed.
    fn next(&self) -> Result<Message, RecvError> {
        let Some(again) = self.again else {
            return self.messages.recv();
        };
        let left = again.saturating_duration_since(Instant::now());
        match self.messages.recv_timeout(left) {
            Ok(message) => Ok(message),
            Err(RecvTimeoutError::Timeout) => Ok(Message::Changed),
            Err(RecvTimeoutError::Disconnected) => Err(RecvError),
        }
    }

    /// Serves one state of the site until a change has made the next.
    fn show(&mut self, ground: &Arc<Ground>) -> Result<Result<Ground>, RecvError> {
        let (play, portal) = (self.play, &ground.portal);
        let mut files = match pipeline::pages(&play.root, portal, &ground.theme) {
            Ok(pages) => Files::new(
                pages,
                Box::new(|| pipeline::search_artifacts(&play.root, portal, &ground.theme)),
            ),
            Err(error) => return self.apologise(&told(&error)),
        };
        let marks = marks(portal);
        self.raise(ground);
        loop {
            match self.next()? {
                Message::File(path, reply) => {
                    // A browser that went away needs no answer.
                    let made = file(&mut files, &marks, &path);
                    let _ = reply.send(sound(portal, made));
                    if portal.site.lost.check().is_err() {
                        // The memory of the next reading is sound: the page that says so shows the site again.
                        return Ok(self.prepare());
                    }
                }
                Message::Panel(path, reply) => {
                    let _ = reply.send(panel::json(portal, &path, &play.invocation).to_string());
                }
                Message::Audit(reply) => drop(reply.send(audit(play, ground))),
                Message::Components(reply) => drop(reply.send(components(ground))),
                // Where the next is no state to show, the last good one goes on; the page says what is wrong.
                Message::Changed => match self.prepare() {
                    Ok(next) if next.is_whole() || !ground.is_whole() => return Ok(Ok(next)),
                    Ok(next) => self.tell(&troubles::of(&play.root, &next.faults)),
                    Err(error) => self.tell(&troubles::of_machine(&told(&error))),
                },
            }
        }
    }

    /// Serves nothing but the reason, until a change mends it.
    fn apologise(&mut self, reason: &str) -> Result<Result<Ground>, RecvError> {
        self.curtain.send_if_modified(|curtain| {
            let troubles: Arc<str> = troubles::of_machine(reason).into();
            let is_news = curtain.troubles != troubles || curtain.version == 0;
            curtain.version += u64::from(is_news);
            (curtain.troubles, curtain.denied) = (troubles, Arc::default());
            is_news
        });
        loop {
            match self.next()? {
                Message::File(_, reply) | Message::Audit(reply) | Message::Components(reply) => {
                    drop(reply.send(Reply::Broken(reason.to_owned())));
                }
                Message::Panel(_, reply) => drop(reply.send("{}".to_owned())),
                Message::Changed => return Ok(self.prepare()),
            }
        }
    }

    /// Tells that there is another state to ask for, and looks for what a build would refuse of it.
    fn raise(&self, ground: &Arc<Ground>) {
        let told = [&*ground.faults, &*ground.warnings].concat();
        self.curtain.send_modify(|curtain| {
            curtain.version += 1;
            curtain.base = ground.portal.site.settings.base_path().into();
            curtain.troubles = troubles::of(&self.play.root, &told).into();
        });
        let version = self.curtain.borrow().version;
        self.lookout.show(version, ground);
    }

    /// Tells what is wrong; the pages stay as they are.
    fn tell(&self, troubles: &str) {
        self.curtain.send_if_modified(|curtain| {
            let is_news = *curtain.troubles != *troubles;
            curtain.troubles = troubles.into();
            is_news
        });
    }
}

fn file(files: &mut Files<'_>, marks: &BTreeMap<String, &'static str>, path: &str) -> Reply {
    let made = files.find(path).map(|found| found.map(|it| (it.make)()));
    match made.and_then(Option::transpose) {
        Ok(None) => Reply::Missing,
        Ok(Some(bytes)) => Reply::Found {
            bytes,
            mark: marks.get(path).copied(),
        },
        Err(error) => Reply::Broken(told(&error)),
    }
}

/// A page of a text that could not be read again is none.
fn sound(portal: &Portal, made: Reply) -> Reply {
    match portal.site.lost.check() {
        Ok(()) => made,
        Err(error) => Reply::Broken(told(&error.into())),
    }
}

/// Drafts are no publication: where the preview shows them, the audit surveys without them.
fn audit(play: &Play, ground: &Ground) -> Reply {
    let page = |portal: &Portal, faults: &[Diagnostic]| {
        let report = pipeline::audit_report(&play.root, portal, faults)?;
        let base = portal.site.settings.base_path();
        report::audit::html(&report, report::audit::By::Organ, base)
    };
    let page = match play.audience {
        Audience::Public => page(&ground.portal, &ground.faults),
        Audience::Editors => pipeline::survey(&play.root, play.as_of, None)
            .and_then(|survey| page(&survey.portal, &survey.faults)),
    };
    tool(page.map(String::into_bytes))
}

fn components(ground: &Ground) -> Reply {
    tool(pipeline::components(&ground.portal, &ground.theme))
}

/// A page of the preview's own.
fn tool(page: Result<Vec<u8>>) -> Reply {
    match page {
        Ok(bytes) => Reply::Found { bytes, mark: None },
        Err(error) => Reply::Broken(told(&error)),
    }
}

/// Pages of items that the public never sees, by path.
fn marks(portal: &Portal) -> BTreeMap<String, &'static str> {
    portal
        .items
        .iter()
        .filter_map(|item| Some((portal.item_path(item), item.mark()?)))
        .collect()
}
