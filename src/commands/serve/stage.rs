//! The site as the preview shows it: the same artifacts as `build`, made when the browser asks.
//!
//! # Why
//! Artifacts borrow the portal that they render. One thread owns both on its stack and answers
//! messages, so that nothing is self-referential, shared or locked; a change makes the next portal
//! while the last one still answers.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvError};

use anyhow::Result;
use chrono::NaiveDate;
use tokio::sync::{oneshot, watch};

use super::files::Files;
use super::panel;
use crate::commands::told;
use crate::model::{Diagnostic, Portal};
use crate::pipeline::{self, Audience, Memory, Theme};
use crate::report;

/// What the preview shows.
pub(super) struct Play {
    pub(super) root: PathBuf,
    pub(super) as_of: NaiveDate,
    pub(super) audience: Audience,
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
}

/// One state of the site: what artifacts borrow.
struct Ground {
    portal: Portal,
    theme: Theme,
    faults: Vec<Diagnostic>,
}

/// Answers messages until nobody is left to ask.
pub(super) fn perform(play: &Play, messages: &Receiver<Message>, curtain: &watch::Sender<Curtain>) {
    let mut memory = pipeline::memory(&play.root);
    let mut ground = prepare(play, &mut memory);
    loop {
        let next = match &ground {
            Ok(ground) => show(play, ground, &mut memory, messages, curtain),
            Err(error) => apologise(play, &mut memory, &told(error), messages, curtain),
        };
        match next {
            Ok(next) => ground = next,
            Err(RecvError) => return,
        }
    }
}

fn prepare(play: &Play, memory: &mut Memory) -> Result<Ground> {
    let survey = pipeline::survey_for(&play.root, play.as_of, None, play.audience, memory)?;
    let theme = pipeline::theme(&play.root, &survey.portal)?;
    Ok(Ground {
        portal: survey.portal,
        theme,
        faults: survey.faults,
    })
}

/// Serves one state of the site until a change has made the next.
fn show(
    play: &Play,
    ground: &Ground,
    memory: &mut Memory,
    messages: &Receiver<Message>,
    curtain: &watch::Sender<Curtain>,
) -> Result<Result<Ground>, RecvError> {
    let mut files = match pipeline::pages(&play.root, &ground.portal, &ground.theme) {
        Ok(pages) => Files::new(
            pages,
            Box::new(|| pipeline::search_artifacts(&play.root, &ground.portal, &ground.theme)),
        ),
        Err(error) => return apologise(play, memory, &told(&error), messages, curtain),
    };
    let marks = marks(&ground.portal);
    raise(curtain, &ground.portal, troubles(play, &ground.faults));
    loop {
        match messages.recv()? {
            Message::File(path, reply) => {
                // A browser that went away needs no answer.
                let made = file(&mut files, &marks, &path);
                let _ = reply.send(sound(&ground.portal, made));
                if ground.portal.site.lost.check().is_err() {
                    // The memory of the next reading is sound: the page that says so shows the site again.
                    return Ok(prepare(play, memory));
                }
            }
            Message::Panel(path, reply) => {
                let _ = reply.send(panel::json(&ground.portal, &path).to_string());
            }
            Message::Audit(reply) => drop(reply.send(audit(play, ground))),
            Message::Components(reply) => drop(reply.send(components(ground))),
            Message::Changed => match prepare(play, memory) {
                Ok(next) => return Ok(Ok(next)),
                // The last good state goes on; the page says what is wrong.
                Err(error) => raise(curtain, &ground.portal, format!("错误：{}\n", told(&error))),
            },
        }
    }
}

/// Serves nothing but the reason, until a change mends it.
fn apologise(
    play: &Play,
    memory: &mut Memory,
    reason: &str,
    messages: &Receiver<Message>,
    curtain: &watch::Sender<Curtain>,
) -> Result<Result<Ground>, RecvError> {
    curtain.send_modify(|curtain| {
        curtain.version += 1;
        curtain.troubles = format!("错误：{reason}\n").into();
    });
    loop {
        match messages.recv()? {
            Message::File(_, reply) | Message::Audit(reply) | Message::Components(reply) => {
                drop(reply.send(Reply::Broken(reason.to_owned())));
            }
            Message::Panel(_, reply) => drop(reply.send("{}".to_owned())),
            Message::Changed => return Ok(prepare(play, memory)),
        }
    }
}

fn raise(curtain: &watch::Sender<Curtain>, portal: &Portal, troubles: String) {
    curtain.send_modify(|curtain| {
        curtain.version += 1;
        curtain.base = portal.site.settings.base_path().into();
        curtain.troubles = troubles.into();
    });
}

fn troubles(play: &Play, faults: &[Diagnostic]) -> String {
    if faults.is_empty() {
        return String::new();
    }
    let sources = |path: &str| std::fs::read_to_string(play.root.join(path)).ok();
    report::terminal(faults, &sources, false)
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
        .filter(|item| !item.is_public())
        .map(|item| {
            let mark = if item.draft {
                "草稿"
            } else {
                item.openness.label()
            };
            (portal.item_path(item), mark)
        })
        .collect()
}
