//! The values of a field with which something is done, or has failed.

/// The values of a field that say how far it is.
///
/// ```
/// # #[cfg(feature = "http")] {
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
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Until {
    /// The path of the field, as in `Image.Status` or `Images[0].Status`.
    pub path: &'static str,
    /// The values with which it is done, as text.
    pub done: &'static [&'static str],
    /// The values with which it has failed, as text.
    pub failed: &'static [&'static str],
    /// The values with which it goes on, as text, as far as they are documented. With a value that is in no list it goes on, too.
    pub running: &'static [&'static str],
}

impl Until {
    /// A field, of whose values none is told yet.
    pub const fn field(path: &'static str) -> Self {
        Self { path, done: &[], failed: &[], running: &[] }
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

    /// Sets the values with which it goes on.
    #[must_use]
    pub const fn running(mut self, values: &'static [&'static str]) -> Self {
        self.running = values;
        self
    }

    /// Returns what a response says; one without the field says that it goes on.
    #[cfg(feature = "http")]
    pub fn progress(&self, response: &dyn crate::Encode) -> crate::Progress {
        use crate::Progress;

        let Some(value) = crate::value_path::scalar(response, self.path) else { return Progress::Pending };
        let text = value.as_str().map_or_else(|| crate::Any::to_string(&value), str::to_owned);
        match () {
            () if self.failed.contains(&text.as_str()) => Progress::Failed,
            () if self.done.contains(&text.as_str()) => Progress::Done,
            () => Progress::Pending,
        }
    }
}
