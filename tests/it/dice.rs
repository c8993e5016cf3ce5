//! Chance that can be repeated: set `GONGKAI_SEED` to the seed that a failing test has printed.

use std::time::SystemTime;

/// A stream of random numbers (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// From `GONGKAI_SEED`, else from the clock; prints the seed, which is shown when the test fails.
    pub fn cast() -> Self {
        let given = std::env::var("GONGKAI_SEED").ok();
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .expect("after 1970");
        let seed = given.map_or(now.subsec_nanos().into(), |seed| {
            seed.parse().expect("a number")
        });
        eprintln!("GONGKAI_SEED={seed}");
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, and not with, `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("small")
    }

    /// One of the things.
    pub fn choose<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}
