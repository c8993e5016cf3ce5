//! The files of the index as artifacts.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use anyhow::{Context as _, anyhow, ensure};

use super::FOLDER;
use super::attached::ReadText;
use super::before::Before;
use super::bytes::{Digest, pack, store};
use super::documents::Documents;
use super::facets::{Facet, facets};
use super::index::{Built, LISTS, Lists, apart, whole};
use super::names::{self, Name};
use super::patch::patch;
use super::paths;
use super::plan::FORMAT;
use super::results::{self, GROUP};
use super::start::{Head, NAMED, Named, Start, common, dates, length};
use super::state::State;
use crate::model::{Artifact, KeyWriter, Make, Portal, SitePath};

/// What is small and read by all.
const SMALL: u8 = 9;
const LEVEL: u8 = 7;

/// The files of search, none of them made.
pub struct Files<'p> {
    /// The files.
    pub artifacts: Vec<Artifact<'p>>,
    /// What to remember of the index once its files stand.
    pub state: Vec<u8>,
    /// Whether the index that stood was the ground of this one.
    pub is_patched: bool,
}

/// All that the artifacts share.
struct Shared<'p> {
    documents: Documents<'p>,
    before: Before<'p>,
    state: State,
    lists: Lists,
    /// The files built whole, should a file that stood be no more.
    again: OnceLock<Result<Built, String>>,
}

/// The files of search; `module` is the path of the browser's reader, `read` gives the text of attachments.
///
/// The lists of the index are found here, for the names of the files follow from them; only what
/// changed is, where an index stands that is known.
///
/// # Errors
/// When a path is none of a site, which is a defect.
pub fn artifacts<'p>(
    portal: &'p Portal,
    read: ReadText<'p>,
    module: &str,
    before: Before<'p>,
) -> anyhow::Result<Files<'p>> {
    let documents = Documents::new(portal, read);
    let (listed, (names, facets)) = rayon::join(
        || lists(&documents, &before),
        || rayon::join(|| names::shares(&documents), || facets(&documents)),
    );
    let (state, lists) = listed?;
    let shared = Arc::new(Shared {
        documents,
        before,
        state,
        lists,
        again: OnceLock::new(),
    });
    let is_patched = matches!(shared.lists, Lists::Changed(_));
    let mut files = Files {
        artifacts: Vec::new(),
        state: Vec::new(),
        is_patched,
    };
    let named = Named {
        results: files.results(&shared)?,
        directories: files.buckets(&shared)?,
        names: Vec::new(),
        dates: Digest::default(),
    };
    let start = files.start(&shared, named, names, facets)?;
    files.manifest(&shared, start, module)?;
    files.state = shared.state.write(start);
    Ok(files)
}

/// The lists of the index: those that changed, where one stands that is known, else all.
fn lists(documents: &Documents<'_>, before: &Before<'_>) -> anyhow::Result<(State, Lists)> {
    Ok(match patch(documents, before) {
        Some((state, patched)) => (state, Lists::Changed(patched)),
        None => {
            let (state, built) = whole(documents)?;
            (state, Lists::All(built))
        }
    })
}

impl<'p> Files<'p> {
    fn add(&mut self, path: &str, make: Make<'p>) -> anyhow::Result<()> {
        let path = format!("{FOLDER}{path}");
        self.artifacts.push(Artifact {
            path: SitePath::new(&path)?,
            key: KeyWriter::new("search file")
                .part(&path)
                .part([FORMAT as u8])
                .known(),
            make,
        });
        Ok(())
    }

    /// Adds a file of which the payload is at hand; gives its digest.
    fn add_ready(
        &mut self,
        path: impl Fn(Digest) -> String,
        payload: Vec<u8>,
        level: u8,
    ) -> anyhow::Result<Digest> {
        let digest = Digest::of(&payload);
        self.add(&path(digest), Box::new(move || Ok(pack(&payload, level))))?;
        Ok(digest)
    }

    /// Adds the files of results; gives the digest of every group.
    fn results(&mut self, shared: &Arc<Shared<'p>>) -> anyhow::Result<Vec<Digest>> {
        let mut digests = Vec::new();
        for (group, laid) in shared.state.laid.chunks(GROUP).enumerate() {
            let digest = results::digest(laid);
            let files = results::files(group * GROUP, laid);
            for (at, file) in files.into_iter().enumerate() {
                let of = Arc::clone(shared);
                let make = Box::new(move || match &of.lists {
                    Lists::All(built) => built.results(group, at),
                    Lists::Changed(_) => results::make(&of.documents, &file),
                });
                self.add(&paths::results(group, digest, at), make)?;
            }
            digests.push(digest);
        }
        Ok(digests)
    }

    /// Adds the buckets, their long lists and what names them; gives the digests of those last.
    fn buckets(&mut self, shared: &Arc<Shared<'p>>) -> anyhow::Result<Vec<Digest>> {
        let mut lists: HashSet<Digest> = HashSet::new();
        for (at, (digest, long)) in shared.state.buckets.iter().enumerate() {
            let of = Arc::clone(shared);
            let make = Box::new(move || of.bucket(at));
            self.add(&paths::bucket(at, *digest), make)?;
            lists.extend(long);
        }
        for digest in lists {
            let of = Arc::clone(shared);
            let make = Box::new(move || of.list(digest));
            self.add(&paths::list(digest), make)?;
        }
        let mut directories = Vec::new();
        for (at, buckets) in shared.state.buckets.chunks(NAMED).enumerate() {
            let payload = buckets.iter().flat_map(|(digest, _)| digest.0).collect();
            let path = |digest| paths::directory(at, digest);
            directories.push(self.add_ready(path, payload, LISTS)?);
        }
        Ok(directories)
    }

    /// Adds names, dates and the start file; gives the digest of the last.
    fn start(
        &mut self,
        shared: &Shared<'p>,
        mut named: Named,
        (shares, borders): (Vec<Vec<Name>>, Vec<String>),
        facets: Vec<Facet>,
    ) -> anyhow::Result<Digest> {
        let Shared {
            documents, state, ..
        } = shared;
        for share in shares {
            let payload = serde_json::to_vec(&share)?;
            named
                .names
                .push(self.add_ready(paths::names, payload, LEVEL)?);
        }
        named.dates = self.add_ready(paths::dates, dates(documents), SMALL)?;
        let blocks = state
            .laid
            .iter()
            .map(|laid| laid.map_or(0, |laid| length(laid.blocks as usize)));
        let start = Start {
            head: Head {
                format: FORMAT,
                places: documents.len(),
                buckets: state.plan.buckets,
                names: borders,
                common: common(&state.characters),
                facets,
            },
            blocks: blocks.collect(),
            files: results::files_of_places(&state.laid),
            named,
        };
        self.add_ready(paths::start, start.write()?, SMALL)
    }

    /// Says which index and which module belong to the site as it stands.
    fn manifest(&mut self, shared: &Shared<'p>, start: Digest, module: &str) -> anyhow::Result<()> {
        let manifest = serde_json::json!({
            "index": FOLDER,
            "start": paths::start(start),
            "module": module,
            "items": shared.documents.items().count(),
        });
        let text = format!("{manifest}\n");
        self.artifacts.push(Artifact {
            path: SitePath::new(&format!("{FOLDER}manifest.json"))?,
            key: KeyWriter::new("search manifest").part(&text).known(),
            make: Box::new(move || Ok(text.clone().into_bytes())),
        });
        Ok(())
    }
}

impl Shared<'_> {
    fn bucket(&self, at: usize) -> anyhow::Result<Vec<u8>> {
        let (digest, _) = self.state.buckets.get(at).context("检索索引没有这个文件")?;
        let patched = match &self.lists {
            Lists::All(built) => return built.bucket(at),
            Lists::Changed(patched) => patched.buckets.get(&at),
        };
        if let Some(payload) = patched {
            return Ok(store(payload));
        }
        if let Some(file) = self.before.whole(&paths::bucket(at, *digest), *digest) {
            return Ok(file);
        }
        self.again()?.bucket(at)
    }

    fn list(&self, digest: Digest) -> anyhow::Result<Vec<u8>> {
        let patched = match &self.lists {
            Lists::All(built) => return built.list(digest),
            Lists::Changed(patched) => patched.lists.get(&digest),
        };
        if let Some(list) = patched {
            return Ok(pack(list, LISTS));
        }
        if let Some(file) = self.before.whole(&paths::list(digest), digest) {
            return Ok(file);
        }
        self.again()?.list(digest)
    }

    /// The index built whole; it is no other than the one that was made from what stood.
    fn again(&self) -> anyhow::Result<&Built> {
        let again = self.again.get_or_init(|| {
            let built = apart(|| whole(&self.documents)).and_then(|built| built);
            let built = built.and_then(|(state, built)| {
                ensure!(state == self.state, "检索索引前后不一致");
                Ok(built)
            });
            built.map_err(|error| format!("{error:#}"))
        });
        again.as_ref().map_err(|error| anyhow!("{error}"))
    }
}
