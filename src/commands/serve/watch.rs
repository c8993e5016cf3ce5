//! Watches what the site is made of and says once, after an edit has come to rest, that it changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use anyhow::{Context, Result};
use notify_debouncer_full::notify::{
    Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::stage::Message;
use crate::pipeline::CACHE;

/// How long files must be at rest: editors write in several steps.
const REST: Duration = Duration::from_millis(40);
/// How often a network share is looked through, for it tells of no changes.
const POLL: Duration = Duration::from_millis(700);

/// Keeps the watch for as long as it lives.
pub(super) enum Watch {
    /// Told by the operating system.
    Told {
        _keep: Debouncer<RecommendedWatcher, NoCache>,
    },
    /// Looks for itself.
    Looking {
        _keep: Debouncer<PollWatcher, NoCache>,
    },
}

/// Begins to watch the site's root; `out` and the cache are not part of the site.
pub(super) fn watch(
    root: &Path,
    out: &Path,
    poll: bool,
    changed: Sender<Message>,
) -> Result<Watch> {
    let ignored = [
        out.to_path_buf(),
        root.join(CACHE),
        root.join(".git"),
        root.join("target"),
    ];
    let tell = move |events: DebounceEventResult| {
        let counts = match events {
            Ok(events) => events.iter().any(|event| {
                !event.kind.is_access() && event.paths.iter().any(|path| concerns(path, &ignored))
            }),
            // What the watcher could not tell may have been a change.
            Err(_) => true,
        };
        if counts {
            // Nobody listens once the server is stopping.
            let _ = changed.send(Message::Changed);
        }
    };
    Ok(if poll {
        Watch::Looking {
            _keep: begin(root, Config::default().with_poll_interval(POLL), tell)?,
        }
    } else {
        Watch::Told {
            _keep: begin(root, Config::default(), tell)?,
        }
    })
}

fn begin<W: Watcher>(
    root: &Path,
    config: Config,
    tell: impl FnMut(DebounceEventResult) + Send + 'static,
) -> Result<Debouncer<W, NoCache>> {
    let failed = "不能监视站点文件夹的改动；网络盘上请加 --poll";
    let mut debouncer: Debouncer<W, NoCache> =
        new_debouncer_opt(REST, None, tell, NoCache, config).context(failed)?;
    // The parts that make the site: `public/`, `target/` or a vast neighbour would use up the system's
    // watches. The root itself is watched flat, for editors replace `gongkai.yaml` rather than write it.
    debouncer
        .watch(root, RecursiveMode::NonRecursive)
        .context(failed)?;
    for part in ["content", "themes", "seeds"] {
        let path = root.join(part);
        if path.exists() {
            debouncer
                .watch(&path, RecursiveMode::Recursive)
                .context(failed)?;
        }
    }
    Ok(debouncer)
}

fn concerns(path: &Path, ignored: &[PathBuf]) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let is_scratch = name.starts_with('.') || name.starts_with("~$") || name.ends_with('~');
    !is_scratch && !ignored.iter().any(|folder| path.starts_with(folder))
}
