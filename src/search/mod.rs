//! Full-text search without a server: the index as artifacts, and the reader of a built one.
//!
//! # Why
//! Ready-made engines cut Chinese into words by a dictionary, differently in the index and in the
//! query, and miss what lies across a border. This index knows no words: it lists pairs of neighbouring
//! tokens and, where a pair is common, longer grams, so that every phrase is found exactly and no query
//! needs a long list (`grams`). All of its files lie in a folder named by a digest of everything that
//! flows in: they may be cached for ever, a half-updated site never mixes two indexes, and a build in
//! which no item changed does not build the index at all.
//!
//! ```text
//! search/manifest.json       which folder and which module
//! search/<digest>/start.bin  facets, and what leads to the other files
//!                 b/<n>.bin  terms by a hash of their text, with their lists
//!                 l/<n>.bin  long lists, one after another
//!                 n/<n>.bin  titles and document numbers in order
//!                 r/<n>.bin  results: what is shown of an item, and its text
//!                 dates.bin  days of publication, for sorting by date
//! ```
//! The browser's reader is `themes/default/assets/search.js`; `read` is its twin in Rust.

mod bytes;
mod documents;
pub mod export;
mod facets;
mod grams;
mod index;
mod names;
mod plan;
mod postings;
pub mod read;
mod record;
mod results;
mod start;
mod stream;
mod terms;
mod tokens;

use std::sync::{Arc, OnceLock};

use anyhow::anyhow;

use self::documents::Documents;
use self::index::Index;
use self::plan::Plan;
use crate::model::{Artifact, KeyWriter, Portal, SitePath};

pub use self::documents::ReadText;

/// The folder of the site that all files of search are in.
pub const FOLDER: &str = "search/";

/// All that the artifacts share.
struct Shared<'p> {
    documents: Documents<'p>,
    plan: Plan,
    index: OnceLock<Result<Index, String>>,
}

/// A file of the index that comes from building it.
#[derive(Clone, Copy)]
enum Part {
    Start,
    Dates,
    Bucket(usize),
    List(usize),
    Name(usize),
}

/// The files of the search index, none of them made; `module` is the path of the browser's reader,
/// `read` gives the text of attachments.
///
/// # Errors
/// When a path is none of a site, which is a defect.
pub fn artifacts<'p>(
    portal: &'p Portal,
    read: ReadText<'p>,
    module: &str,
) -> anyhow::Result<Vec<Artifact<'p>>> {
    let documents = Documents::new(portal, read);
    let plan = Plan::new(&documents);
    let shared = Arc::new(Shared {
        documents,
        plan,
        index: OnceLock::new(),
    });
    let mut artifacts = vec![manifest(&shared, module)?];
    for (name, part) in parts(&shared.plan) {
        let of = Arc::clone(&shared);
        artifacts.push(shared.artifact(&name, Box::new(move || of.part(part)))?);
    }
    for (number, file) in shared.plan.results.iter().copied().enumerate() {
        let of = Arc::clone(&shared);
        let make = Box::new(move || results::file(&of.documents, file));
        artifacts.push(shared.artifact(&format!("r/{number}.bin"), make)?);
    }
    Ok(artifacts)
}

/// Says which index and which module belong to the site as it stands.
fn manifest<'p>(shared: &Shared<'p>, module: &str) -> anyhow::Result<Artifact<'p>> {
    let manifest = serde_json::json!({
        "index": format!("{}/", shared.plan.folder()),
        "module": module,
        "items": shared.documents.len(),
    });
    let text = format!("{manifest}\n");
    Ok(Artifact {
        path: SitePath::new("search/manifest.json")?,
        key: KeyWriter::new("search manifest").part(&text).known(),
        make: Box::new(move || Ok(text.clone().into_bytes())),
    })
}

fn parts(plan: &Plan) -> Vec<(String, Part)> {
    let mut parts = vec![
        ("start.bin".to_owned(), Part::Start),
        ("dates.bin".to_owned(), Part::Dates),
    ];
    parts.extend((0..plan.buckets).map(|at| (format!("b/{at}.bin"), Part::Bucket(at))));
    parts.extend((0..plan.lists).map(|at| (format!("l/{at}.bin"), Part::List(at))));
    parts.extend((0..plan.names).map(|at| (format!("n/{at}.bin"), Part::Name(at))));
    parts
}

type Make<'p> = crate::model::Make<'p>;

impl<'p> Shared<'p> {
    fn artifact(&self, name: &str, make: Make<'p>) -> anyhow::Result<Artifact<'p>> {
        Ok(Artifact {
            path: SitePath::new(&format!("{}/{name}", self.plan.folder()))?,
            key: KeyWriter::new("search file")
                .part(self.plan.key.0)
                .part(name)
                .known(),
            make,
        })
    }

    fn part(&self, part: Part) -> anyhow::Result<Vec<u8>> {
        let built = self.index.get_or_init(|| {
            Index::build(&self.documents, &self.plan).map_err(|error| format!("{error:#}"))
        });
        let index = built.as_ref().map_err(|error| anyhow!("{error}"))?;
        let file = match part {
            Part::Start => Some(&index.start),
            Part::Dates => Some(&index.dates),
            Part::Bucket(at) => index.filled.buckets.get(at),
            Part::List(at) => index.filled.lists.get(at),
            Part::Name(at) => index.names.get(at),
        };
        file.cloned().ok_or_else(|| anyhow!("检索索引没有这个文件"))
    }
}
