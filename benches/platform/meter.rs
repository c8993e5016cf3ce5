//! What a piece of work costs: seconds on the wall, seconds of processors, and the most memory that it took.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::Failure;

/// What some work cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// On the wall: what one waits for, and what other programs on the machine lengthen.
    pub wall: Duration,
    /// Of all processors, the system's part included: what the work itself takes. Zero where unknown.
    pub cpu: Duration,
    /// The most memory, in MB; where the program told of it.
    pub peak: Option<u64>,
}

impl Cost {
    /// The least of several runs, in each respect: the run that was disturbed least.
    pub fn least(costs: &[Self]) -> Self {
        let least = |of: fn(&Self) -> Duration| costs.iter().map(of).min().unwrap_or_default();
        Self {
            wall: least(|cost| cost.wall),
            cpu: least(|cost| cost.cpu),
            peak: costs.iter().filter_map(|cost| cost.peak).min(),
        }
    }

    /// What it took beyond another cost.
    pub fn beyond(&self, other: &Self) -> Self {
        Self {
            wall: self.wall.saturating_sub(other.wall),
            cpu: self.cpu.saturating_sub(other.cpu),
            peak: None,
        }
    }
}

/// The cost of work in this process and of the programs that it waits for.
pub fn of(work: impl FnOnce() -> Result<(), Failure>) -> Result<Cost, Failure> {
    let (before, start) = (processors(), Instant::now());
    work()?;
    Ok(Cost {
        wall: start.elapsed(),
        cpu: processors().saturating_sub(before),
        peak: None,
    })
}

/// Runs a program that has to end with one of these codes, and gives what it cost and said.
pub fn run(command: &mut Command, wanted: &[i32]) -> Result<(Cost, String), Failure> {
    let mut said = String::new();
    let cost = of(|| {
        let output = command.stdin(Stdio::null()).output()?;
        let is_wanted = output
            .status
            .code()
            .is_some_and(|code| wanted.contains(&code));
        said = String::from_utf8_lossy(&output.stderr).into_owned();
        match is_wanted {
            true => Ok(()),
            false => Err(format!("{command:?} ended with {}: {said}", output.status).into()),
        }
    })?;
    let peak = said.split_once("内存最多用到 ").and_then(|(_, rest)| {
        let (number, _) = rest.split_once(' ')?;
        number.parse().ok()
    });
    Ok((Cost { peak, ..cost }, said))
}

/// Seconds that processors gave to this process and to its children that have ended.
///
/// Linux tells of them in hundredths of a second; elsewhere they are not known.
fn processors() -> Duration {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else {
        return Duration::ZERO;
    };
    // The program's name may hold blanks; after its bracket the fields are numbers. utime, stime, cutime, cstime.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(11).take(4);
    let ticks: u64 = ticks.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
