//! The progress of an operation that goes on behind its response.

/// The progress of an operation that goes on behind its response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It goes on.
    Pending,
    /// It has come to what is waited for.
    Done,
    /// It will never come to that.
    Failed,
}
