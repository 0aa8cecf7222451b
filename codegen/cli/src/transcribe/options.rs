//! Facts that whoever transcribes a page may know beside it.

/// Facts that a page does not state, and that whoever transcribes it may know.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TranscribeOptions {
    /// The operation's name, where the page does not give it or gives another.
    pub operation: Option<String>,
    /// The product's code.
    pub service: Option<String>,
    /// The version of the API.
    pub version: Option<String>,
    /// The text of a spec of the operation that was written before: it tells what is in what where the page does not show it.
    pub earlier: Option<String>,
}
