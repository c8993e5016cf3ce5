//! The index that stands, read to make the next one from it; what is not as its name says is not there.

use super::FOLDER;
use super::bytes::{Digest, unpack};
use super::paths;
use super::record::{Record, Section};
use super::results::{GROUP, digest, files};
use super::state::State;

/// The index that stands: nothing, where it is to be built whole.
#[derive(Default)]
pub struct Before<'b> {
    /// What an earlier build remembered of it.
    pub state: Option<Vec<u8>>,
    /// Gives a file of the site that stands.
    pub file: Option<ReadFile<'b>>,
}

/// Gives the bytes of a file by its path below the site's root; none where there is none.
pub type ReadFile<'b> = Box<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'b>;

impl Before<'_> {
    /// The state of the index that stands, where it is known.
    pub(super) fn state(&self) -> Option<State> {
        let (state, start) = State::read(self.state.as_deref()?).ok()?;
        let manifest = self.read("manifest.json")?;
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
        (manifest["start"] == paths::start(start)).then_some(state)
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.file.as_ref()?(&format!("{}{path}", FOLDER))
    }

    /// A file that holds what its name says, as it is packed.
    pub(super) fn whole(&self, path: &str, digest: Digest) -> Option<Vec<u8>> {
        let file = self.read(path)?;
        (Digest::of(&unpack(&file).ok()?) == digest).then_some(file)
    }

    /// What a file holds, where that is what its name says.
    pub(super) fn payload(&self, path: &str, digest: Digest) -> Option<Vec<u8>> {
        let payload = unpack(&self.read(path)?).ok()?;
        (Digest::of(&payload) == digest).then_some(payload)
    }

    /// The record of a place, all its parts together.
    pub(super) fn record(&self, state: &State, place: usize) -> Option<Record> {
        let group = place / GROUP;
        let laid = state.laid.chunks(GROUP).nth(group)?;
        let digest = digest(laid);
        let mut whole: Option<Record> = None;
        for (at, file) in files(group * GROUP, laid).iter().enumerate() {
            let Some(among) = file.places.iter().position(|other| *other == place) else {
                continue;
            };
            let payload = unpack(&self.read(&paths::results(group, digest, at))?).ok()?;
            match &mut whole {
                None => {
                    let records: Vec<Record> = serde_json::from_slice(&payload).ok()?;
                    whole = records.into_iter().nth(among);
                }
                Some(record) => {
                    let more: Vec<Section> = serde_json::from_slice(&payload).ok()?;
                    record.sections.extend(more);
                }
            }
        }
        whole
    }
}
