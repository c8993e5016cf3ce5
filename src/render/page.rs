//! From a view to an artifact: what its key covers and how its bytes are made.

use std::sync::Arc;

use serde::Serialize;

use super::ground::Ground;
use super::head::Head;
use crate::model::{Artifact, Key, KeyWriter, Keyed, OrganIx, SitePath};

/// Bytes of a view as its key sees it.
const USUAL: usize = 8 * 1024;

/// All that one page shows.
///
/// The costly parts (a body's HTML, the rows of a table) are left out until `complete`; what they
/// depend on goes into the key by `sources`. Everything else is in the key because the view is.
pub(super) trait View<'p>: Serialize {
    /// The template that draws it.
    const TEMPLATE: &'static str;

    /// Its head; none for feeds and site maps, which have no frame either.
    fn head(&self) -> Option<&Head<'p>>;

    /// The file that its main content was read from, for messages.
    fn source(&self) -> Option<&'p str> {
        None
    }

    /// Adds what the parts left out depend on.
    fn sources(&self, _ground: &Ground<'p>, key: KeyWriter) -> KeyWriter {
        key
    }

    /// Fills in the parts left out.
    fn complete(&mut self, _ground: &Ground<'p>) {}
}

/// The artifact of a page, built anew whenever its bytes are asked for.
pub(super) fn artifact<'p, V, B>(ground: &Arc<Ground<'p>>, path: SitePath, build: B) -> Artifact<'p>
where
    V: View<'p>,
    B: Fn(&Ground<'p>) -> V + Copy + Send + Sync + 'p,
{
    let (of_key, of_page) = (Arc::clone(ground), Arc::clone(ground));
    let (page, same_page) = (path.clone(), path.clone());
    Artifact {
        path,
        key: Box::new(move |wanted| {
            let view = build(&of_key);
            let key = key(&of_key, &view)?;
            let bytes = wanted(key).then(|| make(&of_key, view, &same_page));
            let bytes = bytes.transpose()?;
            Ok(Keyed { key, bytes })
        }),
        make: Box::new(move || make(&of_page, build(&of_page), &page)),
    }
}

/// As [`artifact`], of one of the many pages, below an organ or the county: `cover` adds to its key what its view is
/// made of, so that the view of a page that stands is not made at all.
pub(super) fn artifact_covering<'p, V, C, B>(
    ground: &Arc<Ground<'p>>,
    path: SitePath,
    organ: Option<OrganIx>,
    cover: C,
    build: B,
) -> Artifact<'p>
where
    V: View<'p>,
    C: Fn(&Ground<'p>, KeyWriter) -> anyhow::Result<KeyWriter> + Send + Sync + 'p,
    B: Fn(&Ground<'p>) -> V + Send + Sync + 'p,
{
    let (of_key, of_page) = (Arc::clone(ground), Arc::clone(ground));
    let page = path.clone();
    Artifact {
        path,
        key: Box::new(move |_| {
            let key = begun::<V>(&of_key)
                .part(of_key.frames.of(organ).digest())
                .part(of_key.fingerprints.site.0);
            Ok(cover(&of_key, key)?.finish().into())
        }),
        make: Box::new(move || make(&of_page, build(&of_page), &page)),
    }
}

fn key<'p, V: View<'p>>(ground: &Ground<'p>, view: &V) -> anyhow::Result<Key> {
    let view_bytes = postcard::to_extend(view, Vec::with_capacity(USUAL))?;
    let mut key = begun::<V>(ground).part(view_bytes);
    if let Some(head) = view.head() {
        key = key.part(ground.frames.of(head.organ).digest());
    }
    Ok(view.sources(ground, key).finish())
}

/// A key with what every page of a sort depends on.
fn begun<'p, V: View<'p>>(ground: &Ground<'p>) -> KeyWriter {
    let key = KeyWriter::new(V::TEMPLATE).part(ground.theme.digest());
    match &ground.traditional {
        Some(traditional) => traditional.fingerprint(key),
        None => key,
    }
}

/// The bytes of a page.
pub(super) fn make<'p, V: View<'p>>(
    ground: &Ground<'p>,
    mut view: V,
    path: &SitePath,
) -> anyhow::Result<Vec<u8>> {
    view.complete(ground);
    let frame = match view.head() {
        Some(head) => {
            let frame = ground.frames.of(head.organ);
            frame.values(&ground.outline, head.current.as_ref())?
        }
        None => Vec::new(),
    };
    let page = match view.source() {
        Some(source) => format!("页面 {path}，来源 {source}"),
        None => format!("页面 {path}"),
    };
    let bytes = ground.theme.render(V::TEMPLATE, &view, frame, &page)?;
    match &ground.traditional {
        Some(traditional) => {
            let text = String::from_utf8(bytes)?;
            Ok(traditional
                .page(&text, ground.addresses.base())
                .into_bytes())
        }
        None => Ok(bytes),
    }
}
