//! Seconds by stage, in order.

use std::time::{Duration, Instant};

/// How long each stage took.
#[derive(Debug, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    /// Does some work and notes how long it took.
    pub(super) fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        self.note(stage, Self::of(work))
    }

    /// Does some work beside other work; how long it took is to be noted afterwards.
    pub(super) fn of<T>(work: impl FnOnce() -> T) -> (T, Duration) {
        let start = Instant::now();
        let result = work();
        (result, start.elapsed())
    }

    /// Notes how long some work took. Stages that run side by side count each in full.
    pub(super) fn note<T>(&mut self, stage: &'static str, (result, took): (T, Duration)) -> T {
        self.0.push((stage, took));
        result
    }
}
