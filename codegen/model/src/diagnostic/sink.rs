//! The sink that collects diagnostics, so that none of them is lost.

use std::cell::RefCell;
use std::mem;
use std::thread;

use super::Diagnostic;

/// Collects diagnostics. To drop it while there are any in it is a mistake: [`finish`](Self::finish) returns them.
#[derive(Debug, Default)]
#[must_use = "diagnostics that are collected have to be reported"]
pub struct Sink(RefCell<Vec<Diagnostic>>);

impl Sink {
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    /// Returns what was collected.
    pub fn finish(self) -> Vec<Diagnostic> {
        mem::take(&mut *self.0.borrow_mut())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let lost = self.0.get_mut();
        debug_assert!(lost.is_empty() || thread::panicking(), "diagnostics were dropped unread: {lost:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::Sink;
    use crate::diagnostic::{Diagnostic, Id, Label};

    fn filled() -> Sink {
        let sink = Sink::default();
        sink.push(Diagnostic::new(Id::NO_FILES, "there are no specs", Label::file(".")));
        sink
    }

    #[test]
    fn what_was_collected_is_returned() {
        assert_eq!(filled().finish().len(), 1);
        drop(Sink::default());
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "dropped unread")]
    fn a_sink_that_is_dropped_unread_is_noticed() {
        drop(filled());
    }
}
