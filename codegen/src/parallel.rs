//! Work on all cores.

use std::num::NonZero;
use std::thread;

/// Runs `make` for each item, on all cores; what it gives comes in the order of the items.
pub(crate) fn in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(cores).max(1);
    let make = &make;
    if cores == 1 || items.len() < 2 {
        return items.iter().map(make).collect();
    }
    thread::scope(|scope| {
        let work = |items| scope.spawn(move || -> Vec<R> { <[T]>::iter(items).map(make).collect() });
        let threads: Vec<_> = items.chunks(share).map(work).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
