//! What a process costs: CPU time and peak memory of it and of all it starts, as the kernel accounts them.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// What one run cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// User and system time of the whole process tree.
    pub cpu: Duration,
    pub wall: Duration,
    /// Of the largest single process, in bytes.
    pub peak: u64,
}

/// Runs a command to its end.
///
/// # Panics
/// When it fails, with what it said.
pub fn run(command: &mut Command) -> Cost {
    let log = tempfile::NamedTempFile::new().expect("a temporary file");
    let stderr = log.reopen().expect("the temporary file");
    let start = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(stderr).spawn().expect("the command");
    let used = child.wait4().expect("the child");
    let wall = start.elapsed();
    let said = || std::fs::read_to_string(log.path()).unwrap_or_default();
    assert!(used.status.success(), "{command:?} failed:\n{}", said());
    Cost { cpu: used.rusage.utime + used.rusage.stime, wall, peak: used.rusage.maxrss }
}

/// Runs each candidate `runs` times, in turn, so that what else the machine does falls on all alike; the medians, in the
/// order of the candidates.
pub fn interleaved<T>(runs: usize, candidates: &[T], mut run: impl FnMut(&T) -> Cost) -> Vec<Cost> {
    let mut costs: Vec<Vec<Cost>> = candidates.iter().map(|_| Vec::new()).collect();
    for _ in 0..runs {
        for (candidate, costs) in candidates.iter().zip(&mut costs) {
            costs.push(run(candidate));
        }
    }
    costs.iter().map(|costs| median(costs)).collect()
}

/// The median of each figure by itself.
fn median(costs: &[Cost]) -> Cost {
    Cost {
        cpu: middle(costs.iter().map(|cost| cost.cpu)),
        wall: middle(costs.iter().map(|cost| cost.wall)),
        peak: middle(costs.iter().map(|cost| cost.peak)),
    }
}

/// The median.
pub fn middle<T: Copy + Ord + Default>(figures: impl Iterator<Item = T>) -> T {
    let mut figures: Vec<T> = figures.collect();
    figures.sort_unstable();
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
