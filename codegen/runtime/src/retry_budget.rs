//! The number of retries that all calls of a client may make together, so that a server in trouble is left in peace.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The number of calls that have to succeed for one more retry.
const SUCCESSES_FOR_ONE: u32 = 10;

/// A number of retries that calls share: each retry takes one, and ten calls that succeed give one back.
///
/// Where many calls fail at once, each of them alone would be right to try again, and together they would keep the server
/// from recovering. Clones share the same budget.
#[derive(Clone, Debug)]
pub struct RetryBudget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    /// The rest, in parts of a retry.
    parts: AtomicU32,
    most: u32,
}

impl Default for RetryBudget {
    /// Returns a budget of 100 retries.
    fn default() -> Self {
        Self::new(100)
    }
}

impl RetryBudget {
    /// Returns a budget of so many retries, which is also the most that it can come back to.
    pub fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(SUCCESSES_FOR_ONE);
        Self(Arc::new(Shared { parts: AtomicU32::new(most), most }))
    }

    /// Returns how many retries are left.
    pub fn left(&self) -> u32 {
        self.0.parts.load(Ordering::Relaxed) / SUCCESSES_FOR_ONE
    }

    /// Takes one retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        let take = |parts: u32| parts.checked_sub(SUCCESSES_FOR_ONE);
        self.0.parts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    /// Gives back what a call is worth that succeeded.
    pub(crate) fn refill(&self) {
        let add = |parts: u32| (parts < self.0.most).then_some(parts + 1);
        // Full is full.
        let _ = self.0.parts.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::RetryBudget;

    #[test]
    fn retries_are_taken_and_ten_successes_give_one_back() {
        let budget = RetryBudget::new(2);
        let same = budget.clone();
        assert!(budget.take() && same.take() && !budget.take());
        (0..9).for_each(|_| budget.refill());
        assert_eq!((budget.left(), budget.take()), (0, false));
        budget.refill();
        assert!(same.left() == 1 && same.take() && !same.take());
        (0..1000).for_each(|_| budget.refill());
        assert_eq!(budget.left(), 2, "it is never more than it was");
        assert!(!RetryBudget::new(0).take());
    }
}
