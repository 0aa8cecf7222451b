//! Work on all cores.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Runs `make` for each item, on all cores, and hands on what it gives in the order of the items, until told to stop.
///
/// Only a few results wait to be handed on, however many items there are.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    make: impl Fn(&T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> ControlFlow<()>,
) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if cores < 2 {
        let _ = items.iter().map(make).try_for_each(hand_on);
        return;
    }
    let (next, make) = (&AtomicUsize::new(0), &make);
    let (sender, receiver) = mpsc::sync_channel(4 * cores);
    thread::scope(move |scope| {
        for _ in 0..cores {
            let sender = sender.clone();
            scope.spawn(move || {
                // Whoever is free takes the next item, because items differ in size.
                let indices = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
                let mut due = indices.map_while(|index| items.get(index).map(|item| (index, item)));
                // Nobody listens any more once the work is to stop.
                due.try_for_each(|(index, item)| sender.send((index, make(item)))).ok();
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (index, made) in receiver {
            early.insert(index, made);
            while let Some(made) = early.remove(&due) {
                due += 1;
                if hand_on(made).is_break() {
                    return;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::in_order;

    #[test]
    fn results_come_in_the_order_of_the_items_until_told_to_stop() {
        let items: Vec<u64> = (0..200).collect();
        let mut made = Vec::new();
        in_order(
            &items,
            |item| {
                // Some take longer than others, and let those be first that come later.
                (0..item % 7 * 10).for_each(|_| std::thread::yield_now());
                item * 2
            },
            |result| {
                made.push(result);
                if result < 300 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            },
        );
        assert_eq!(made, (0..=150).map(|item| item * 2).collect::<Vec<u64>>());
    }
}
