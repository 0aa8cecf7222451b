//! Work on all cores.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Runs `make` for each item, on all cores, and hands on its results in the order of the items.
///
/// Only a few results wait to be handed on, however many items there are.
///
/// # Errors
/// The first of `hand_on`; then the rest is not made.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    make: impl Fn(&T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    if cores < 2 {
        return items.iter().map(make).try_for_each(hand_on);
    }
    let (next, make) = (&AtomicUsize::new(0), &make);
    let (sender, receiver) = mpsc::sync_channel(4 * cores);
    thread::scope(|scope| {
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
        // The results from the one that is due, as far as they are made.
        let mut waiting: VecDeque<Option<R>> = VecDeque::new();
        let mut due = 0;
        for (index, made) in receiver {
            let place = index - due;
            waiting.resize_with(waiting.len().max(place + 1), || None);
            waiting[place] = Some(made);
            while let Some(made) = waiting.front_mut().and_then(Option::take) {
                waiting.pop_front();
                due += 1;
                hand_on(made)?;
            }
        }
        Ok(())
    })
}

/// Runs `make` for each item, on all cores, and returns its results in the order of the items.
pub fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let mut results = Vec::new();
    let Ok(()) = in_order(items, make, |result| {
        results.push(result);
        Ok::<(), Infallible>(())
    });
    results
}

#[cfg(test)]
mod tests {
    use super::{in_order, map};

    #[test]
    fn results_come_in_the_order_of_the_items_until_an_error() {
        let items: Vec<u64> = (0..200).collect();
        let mut made = Vec::new();
        let stopped = in_order(
            &items,
            |item| {
                // Some take longer than others, and let those be first that come later.
                (0..item % 7 * 10).for_each(|_| std::thread::yield_now());
                item * 2
            },
            |result| {
                made.push(result);
                if result < 300 { Ok(()) } else { Err(result) }
            },
        );
        assert_eq!(stopped, Err(300));
        assert_eq!(made, (0..=150).map(|item| item * 2).collect::<Vec<u64>>());
    }

    #[test]
    fn map_returns_a_result_for_each_item_in_order() {
        let items: Vec<u64> = (0..50).collect();
        assert_eq!(map(&items, |item| item * 2), (0..50).map(|item| item * 2).collect::<Vec<u64>>());
        assert!(map(&items[..0], |item| *item).is_empty());
    }
}
