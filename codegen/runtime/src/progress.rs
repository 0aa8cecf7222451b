//! What a response says of something that is waited for.

use crate::Any;
use crate::encode::Encode;
use crate::value_path::scalar;

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

/// The values of a field that say how far it is.
///
/// ```
/// use apiscribe::{Progress, Until};
///
/// # #[derive(Clone)]
/// # struct Image { status: Option<String> }
/// # apiscribe::fields! { Image: status => "Status" }
/// # let image = |status: &str| Image { status: Some(status.to_owned()) };
/// const AVAILABLE: Until = Until::field("Status").is(&["Available"]).failed(&["CreateFailed"]);
/// assert_eq!(AVAILABLE.progress(&image("Creating")), Progress::Pending);
/// assert_eq!(AVAILABLE.progress(&image("Available")), Progress::Done);
/// assert_eq!(AVAILABLE.progress(&image("CreateFailed")), Progress::Failed);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Until {
    /// The path of the field, as in `Image.Status`.
    pub path: &'static str,
    /// The values with which it is done, as text.
    pub done: &'static [&'static str],
    /// The values with which it has failed, as text.
    pub failed: &'static [&'static str],
}

impl Until {
    /// A field, of whose values none is told yet.
    pub const fn field(path: &'static str) -> Self {
        Self { path, done: &[], failed: &[] }
    }

    /// Sets the values with which it is done.
    #[must_use]
    pub const fn is(mut self, values: &'static [&'static str]) -> Self {
        self.done = values;
        self
    }

    /// Sets the values with which it has failed.
    #[must_use]
    pub const fn failed(mut self, values: &'static [&'static str]) -> Self {
        self.failed = values;
        self
    }

    /// Returns what a response says; one without the field says that it goes on.
    pub fn progress(&self, response: &dyn Encode) -> Progress {
        let Some(value) = scalar(response, self.path) else { return Progress::Pending };
        let text = value.as_str().map_or_else(|| Any::to_string(&value), str::to_owned);
        match () {
            () if self.failed.contains(&text.as_str()) => Progress::Failed,
            () if self.done.contains(&text.as_str()) => Progress::Done,
            () => Progress::Pending,
        }
    }
}
