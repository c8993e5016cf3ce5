//! From a view to an artifact: what its key covers and how its bytes are made.

use std::sync::Arc;

use serde::Serialize;

use super::ground::Ground;
use super::head::Head;
use crate::model::{Artifact, Key, KeyWriter, Keyed, SitePath};

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

fn key<'p, V: View<'p>>(ground: &Ground<'p>, view: &V) -> anyhow::Result<Key> {
    let mut key = KeyWriter::new(V::TEMPLATE)
        .part(ground.theme.digest())
        .part(postcard::to_extend(view, Vec::with_capacity(USUAL))?);
    if let Some(head) = view.head() {
        key = key.part(ground.frames.of(head.organ).digest());
    }
    if let Some(traditional) = &ground.traditional {
        key = traditional.fingerprint(key);
    }
    Ok(view.sources(ground, key).finish())
}

/// The bytes of a page.
pub(super) fn make<'p, V: View<'p>>(
    ground: &Ground<'p>,
    mut view: V,
    path: &SitePath,
) -> anyhow::Result<Vec<u8>> {
    view.complete(ground);
    let frame = view.head().map_or_else(Vec::new, |head| {
        let frame = ground.frames.of(head.organ);
        frame.values(head.current.as_ref())
    });
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
