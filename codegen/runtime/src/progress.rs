//! How far it is with something that is waited for.

/// How far it is with something that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It goes on.
    Pending,
    /// It has come to what is waited for.
    Done,
    /// It will never come to that.
    Failed,
}
