//! What is known of an index besides its files: enough to make the next one from it, after an edit.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};

use super::bytes::{Digest, Reader, put};
use super::laid::Laid;
use super::plan::{FORMAT, Plan};

/// An index as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub(super) plan: Plan,
    /// Of every place, from what its item's record follows.
    pub(super) sources: Vec<Option<[u8; 16]>>,
    /// Of every place, what was laid there.
    pub(super) laid: Vec<Option<Laid>>,
    /// Of every bucket, its digest and those of its long lists.
    pub(super) buckets: Vec<(Digest, Vec<Digest>)>,
    /// Split grams with the number of their slots.
    pub(super) splits: BTreeMap<String, u32>,
    /// How often each character occurs.
    pub(super) characters: BTreeMap<char, u32>,
}

impl State {
    /// The state as bytes, with the digest of the start file that it belongs to.
    pub(super) fn write(&self, start: Digest) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, FORMAT);
        put(&mut out, env!("CARGO_PKG_VERSION").len());
        out.extend_from_slice(env!("CARGO_PKG_VERSION").as_bytes());
        out.extend_from_slice(&start.0);
        put(&mut out, self.plan.buckets);
        put(&mut out, self.plan.long);
        put(&mut out, self.laid.len());
        self.write_places(&mut out);
        for (digest, long) in &self.buckets {
            out.extend_from_slice(&digest.0);
            put(&mut out, long.len());
            long.iter().for_each(|list| out.extend_from_slice(&list.0));
        }
        put(&mut out, self.splits.len());
        for (name, slots) in &self.splits {
            put(&mut out, name.len());
            out.extend_from_slice(name.as_bytes());
            put(&mut out, *slots as usize);
        }
        put(&mut out, self.characters.len());
        for (c, count) in &self.characters {
            put(&mut out, *c as usize);
            put(&mut out, *count as usize);
        }
        out
    }

    fn write_places(&self, out: &mut Vec<u8>) {
        for (source, laid) in self.sources.iter().zip(&self.laid) {
            let both = source.zip(*laid);
            out.push(u8::from(both.is_some()));
            if let Some((source, laid)) = both {
                out.extend_from_slice(&source);
                out.extend_from_slice(&laid.words);
                put(out, laid.size as usize);
                put(out, laid.blocks as usize);
            }
        }
    }

    /// Reads a state, with the digest of the start file that it belongs to.
    ///
    /// # Errors
    /// When the bytes are none, or of another program.
    pub(super) fn read(bytes: &[u8]) -> anyhow::Result<(Self, Digest)> {
        let mut reader = Reader::new(bytes);
        ensure!(reader.number()? == FORMAT, "another format");
        let version = reader.number()?;
        ensure!(
            reader.text(version)? == env!("CARGO_PKG_VERSION"),
            "another version"
        );
        let start = Digest::read(&mut reader)?;
        let plan = Plan {
            buckets: reader.number()?,
            long: reader.number()?,
        };
        let (sources, laid) = read_places(&mut reader)?;
        let mut buckets = Vec::new();
        for _ in 0..plan.buckets {
            let digest = Digest::read(&mut reader)?;
            let long = (0..reader.number()?).map(|_| Digest::read(&mut reader));
            buckets.push((digest, long.collect::<anyhow::Result<_>>()?));
        }
        let splits = read_counts(&mut reader, |reader| {
            let length = reader.number()?;
            Ok(reader.text(length)?.to_owned())
        })?;
        let characters = read_counts(&mut reader, |reader| {
            char::from_u32(u32::try_from(reader.number()?)?).context("no character")
        })?;
        ensure!(reader.is_empty(), "more than a state");
        let state = Self {
            plan,
            sources,
            laid,
            buckets,
            splits,
            characters,
        };
        Ok((state, start))
    }
}

type Places = (Vec<Option<[u8; 16]>>, Vec<Option<Laid>>);

fn read_places(reader: &mut Reader<'_>) -> anyhow::Result<Places> {
    let (mut sources, mut laid) = (Vec::new(), Vec::new());
    for _ in 0..reader.number()? {
        if reader.take(1)? == [0] {
            sources.push(None);
            laid.push(None);
            continue;
        }
        sources.push(Some(reader.take(16)?.try_into()?));
        laid.push(Some(Laid {
            words: reader.take(16)?.try_into()?,
            size: u32::try_from(reader.number()?)?,
            blocks: u32::try_from(reader.number()?)?,
        }));
    }
    Ok((sources, laid))
}

fn read_counts<K: Ord>(
    reader: &mut Reader<'_>,
    key: impl Fn(&mut Reader<'_>) -> anyhow::Result<K>,
) -> anyhow::Result<BTreeMap<K, u32>> {
    let mut counts = BTreeMap::new();
    for _ in 0..reader.number()? {
        counts.insert(key(reader)?, u32::try_from(reader.number()?)?);
    }
    Ok(counts)
}
