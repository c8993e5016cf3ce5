//! Watches what the site is made of and says once, after an edit has come to rest, that it changed.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify_debouncer_full::notify::{
    Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use same_file::Handle;

use super::stage::Message;
use crate::pipeline::CACHE;

/// How long files must be at rest: editors write in several steps, a few milliseconds apart. What is caught half
/// written is told as a fault and mends with the next step.
const REST: Duration = Duration::from_millis(24);
/// How often a network share is looked through, for it tells of no changes.
const POLL: Duration = Duration::from_millis(700);

/// The parts that make the site: `public/`, `target/` or a vast neighbour would use up the system's watches.
/// The root itself is watched flat, for editors replace `gongkai.yaml` rather than write it, and a part may
/// come into being while the preview runs.
const PARTS: &[&str] = &["content", "themes", "seeds"];

/// Begins to watch the site's root, for as long as the program lives; `out` and the cache are no part of
/// the site.
///
/// # Errors
/// When the system gives no watch.
pub(super) fn watch(root: &Path, out: &Path, poll: bool, changed: Sender<Message>) -> Result<()> {
    if poll {
        let config = Config::default().with_poll_interval(POLL);
        begin::<PollWatcher>(root, out, config, changed)
    } else {
        begin::<RecommendedWatcher>(root, out, Config::default(), changed)
    }
}

fn begin<W: Watcher + Send + 'static>(
    root: &Path,
    out: &Path,
    config: Config,
    changed: Sender<Message>,
) -> Result<()> {
    let failed = "不能监视站点文件夹的改动；网络盘上请加 --poll";
    let (tell, told) = channel::<DebounceEventResult>();
    let debouncer: Debouncer<W, NoCache> =
        new_debouncer_opt(REST, None, tell, NoCache, config).context(failed)?;
    let mut watched = Watched {
        root: root.to_owned(),
        ignored: [root.join(CACHE), root.join(".git"), root.join("target")].into(),
        debouncer,
        parts: BTreeMap::new(),
    };
    watched.ignored.push(out.to_owned());
    let flat = RecursiveMode::NonRecursive;
    watched.debouncer.watch(root, flat).context(failed)?;
    watched.follow_parts().context(failed)?;
    std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || watched.pass_on(&told, &changed))
        .context(failed)?;
    Ok(())
}

/// What is watched now.
struct Watched<W: Watcher> {
    root: PathBuf,
    ignored: Vec<PathBuf>,
    debouncer: Debouncer<W, NoCache>,
    /// Each watched part as the folder that it was then, held open lest the system give its number away.
    parts: BTreeMap<&'static str, Handle>,
}

impl<W: Watcher> Watched<W> {
    /// Watches each part that is there, and forgets one that is gone: of its return the root tells.
    ///
    /// A watch stays with the folder, not with its name: one that stands in the place of another, put there
    /// before the edit came to rest, is watched anew.
    fn follow_parts(&mut self) -> notify_debouncer_full::notify::Result<()> {
        for part in PARTS {
            let path = self.root.join(part);
            let now = match Handle::from_path(&path) {
                Ok(folder) => Some(folder).filter(|_| path.is_dir()),
                Err(gone) if gone.kind() == ErrorKind::NotFound => None,
                // The machine cannot say now: what is watched stays so.
                Err(_) => continue,
            };
            if self.parts.get(part) == now.as_ref() {
                continue;
            }
            if self.parts.remove(part).is_some() {
                // A folder that is gone may have taken its watch along.
                let _ = self.debouncer.unwatch(&path);
            }
            if let Some(folder) = now {
                self.debouncer.watch(&path, RecursiveMode::Recursive)?;
                self.parts.insert(part, folder);
            }
        }
        Ok(())
    }

    /// Passes on that something changed, until nobody listens any more.
    fn pass_on(&mut self, told: &Receiver<DebounceEventResult>, changed: &Sender<Message>) {
        for events in told {
            // First the watch, then the reading: what is written in between is told again. A part that
            // cannot be watched now is tried again at the next event.
            let _ = self.follow_parts();
            if self.counts(&events) && changed.send(Message::Changed).is_err() {
                return;
            }
        }
    }

    fn counts(&self, events: &DebounceEventResult) -> bool {
        match events {
            Ok(events) => events.iter().any(|event| {
                let mut paths = event.paths.iter();
                !event.kind.is_access() && paths.any(|path| concerns(path, &self.ignored))
            }),
            // What the watcher could not tell may have been a change.
            Err(_) => true,
        }
    }
}

fn concerns(path: &Path, ignored: &[PathBuf]) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let is_scratch = name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
    !is_scratch && !ignored.iter().any(|folder| path.starts_with(folder))
}
