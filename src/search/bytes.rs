//! The alphabet of the index files: varints, rising lists, and zlib round every file.
//!
//! # Why
//! zlib, not bare deflate: its checksum tells a damaged file from a whole one, the browser's
//! `DecompressionStream('deflate')` checks it, and no server has to be told anything. miniz, not one
//! of the faster compressors that choose their match finder by the processor: same input, same bytes.

use anyhow::{Context, ensure};
use serde::Deserialize;

/// Larger than any index file ever is; a damaged one must not fill the memory.
const LARGEST: usize = 1 << 28;

/// Wraps a file's payload, shrunk.
pub(super) fn pack(payload: &[u8], level: u8) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(payload, level)
}

/// Wraps a file's payload as it is.
///
/// # Why
/// Buckets are steps of small numbers and shrink by a sixth; to find that sixth took longer than
/// sorting all words. What zlib calls a stored block is read like any other, its checksum too.
pub(super) fn store(payload: &[u8]) -> Vec<u8> {
    const MOST: usize = 0xffff;
    let blocks = payload.len().div_ceil(MOST).max(1);
    let mut file = Vec::with_capacity(payload.len() + blocks * 5 + 6);
    file.extend([0x78, 0x01]);
    for block in 0..blocks {
        let rest = &payload[block * MOST..];
        let (stored, rest) = rest.split_at(rest.len().min(MOST));
        let length = stored.len() as u16;
        file.push(u8::from(rest.is_empty()));
        file.extend(length.to_le_bytes());
        file.extend((!length).to_le_bytes());
        file.extend_from_slice(stored);
    }
    file.extend(adler2::adler32_slice(payload).to_be_bytes());
    file
}

/// Unwraps a file.
///
/// # Errors
/// When the file is cut short or altered.
pub(super) fn unpack(file: &[u8]) -> anyhow::Result<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(file, LARGEST)
        .ok()
        .context("检索索引文件已损坏")
}

/// The beginning of a digest of a file's payload: what its name carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Digest(pub(super) [u8; 6]);

impl Digest {
    /// The digest of a payload.
    pub(super) fn of(payload: &[u8]) -> Self {
        let mut digest = [0; 6];
        let whole = blake3::hash(payload);
        digest.copy_from_slice(whole.as_bytes().split_at(6).0);
        Self(digest)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> anyhow::Result<Self> {
        Ok(Self(reader.take(6)?.try_into()?))
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Appends a number, seven bits a byte, the lowest first.
pub(super) fn put(out: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        out.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    out.push(u8::try_from(rest).unwrap_or_default());
}

/// Appends a rising list as the steps between its numbers.
pub(super) fn put_rising(out: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        put(out, (number - last) as usize);
        last = number;
    }
}

/// Reads what `put` wrote; whatever does not add up is an error, never a guess.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn number(&mut self) -> anyhow::Result<usize> {
        let mut number = 0_usize;
        for shift in (0..35).step_by(7) {
            let (first, rest) = self.bytes.split_first().context("检索索引文件不完整")?;
            self.bytes = rest;
            number |= usize::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("检索索引文件中的数目不成立")
    }

    /// A number that indexes something of the given length.
    pub(super) fn below(&mut self, length: usize) -> anyhow::Result<usize> {
        let number = self.number()?;
        ensure!(number < length, "检索索引文件中的数目超出范围");
        Ok(number)
    }

    pub(super) fn take(&mut self, length: usize) -> anyhow::Result<&'b [u8]> {
        ensure!(length <= self.bytes.len(), "检索索引文件不完整");
        let (taken, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        Ok(taken)
    }

    pub(super) fn text(&mut self, length: usize) -> anyhow::Result<&'b str> {
        std::str::from_utf8(self.take(length)?).context("检索索引文件中的文字不成立")
    }

    /// A rising list of so many numbers, all below `end`.
    pub(super) fn rising(&mut self, count: usize, end: usize) -> anyhow::Result<Vec<u32>> {
        ensure!(count <= self.bytes.len(), "检索索引文件不完整");
        let mut numbers = Vec::with_capacity(count);
        let mut last = 0;
        for _ in 0..count {
            last += self.number()?;
            ensure!(last < end, "检索索引文件中的数目超出范围");
            numbers.push(u32::try_from(last)?);
        }
        Ok(numbers)
    }
}

/// Reads JSON; the parser's own words, in English, tell a clerk nothing.
pub(super) fn json<'j, T: Deserialize<'j>>(
    bytes: &'j [u8],
    trouble: &'static str,
) -> anyhow::Result<T> {
    serde_json::from_slice(bytes).map_err(|_| anyhow::Error::msg(trouble))
}

#[cfg(test)]
mod tests {
    use super::{Reader, pack, put, put_rising, store, unpack};

    proptest::proptest! {
        #[test]
        fn what_was_put_is_read(mut numbers in proptest::collection::vec(0u32..u32::MAX, 0..50)) {
            numbers.sort_unstable();
            let mut bytes = Vec::new();
            put(&mut bytes, numbers.len());
            put_rising(&mut bytes, numbers.iter().copied());
            let bytes = unpack(&pack(&bytes, 1)).expect("whole");
            let mut reader = Reader::new(&bytes);
            let count = reader.number().expect("count");
            proptest::prop_assert_eq!(reader.rising(count, usize::MAX).expect("list"), numbers);
            proptest::prop_assert!(reader.is_empty());
        }
    }

    #[test]
    fn what_was_stored_is_read_however_long() {
        for length in [0, 1, 0xfffe, 0xffff, 0x1_0000, 0x1_fffe, 0x2_0001] {
            let payload: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
            let file = store(&payload);
            assert!(file.len() <= length + 21);
            assert!(unpack(&file).expect("whole") == payload, "{length}");
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed_or_harmless() {
        let payload: Vec<u8> = (0..600_u32).flat_map(|n| (n * n).to_le_bytes()).collect();
        every_damage_is_noticed(&payload, &pack(&payload, 1));
        every_damage_is_noticed(&payload, &store(&payload));
    }

    fn every_damage_is_noticed(payload: &[u8], file: &[u8]) {
        for cut in 0..file.len() {
            assert!(unpack(&file[..cut]).is_err());
        }
        for bit in 0..file.len() * 8 {
            let mut damaged = file.to_vec();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(
                unpack(&damaged).is_err_and(|_| true)
                    || unpack(&damaged).ok() == Some(payload.to_vec())
            );
        }
    }

    #[test]
    fn numbers_that_do_not_end_are_refused() {
        assert!(Reader::new(&[0xff; 9]).number().is_err());
        assert!(Reader::new(&[5]).below(5).is_err());
        assert!(Reader::new(&[1, 1]).rising(3, 10).is_err());
    }
}
