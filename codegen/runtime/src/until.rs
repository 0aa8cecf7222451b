//! What a response says of something that goes on: the values of a field, or the status.

/// What a response has to say of something that goes on so that it is done, or has failed: a value of a field, or the HTTP status.
///
/// ```
/// # #[cfg(feature = "http")] {
/// use apiscribe::{Progress, Until};
/// # use apiscribe::{NoServiceCode, Operation, OperationFacts, Response, Validate, http};
///
/// # #[derive(Clone)]
/// # struct GetImage;
/// # apiscribe::fields! { GetImage: }
/// # impl Validate for GetImage {}
/// # struct Image { status: Option<String> }
/// # apiscribe::fields! { Image: status => "Status" }
/// # impl Operation for GetImage {
/// #     type Response = Image;
/// #     type ErrorCode = NoServiceCode;
/// #     const FACTS: &'static OperationFacts = &OperationFacts::over_http().product("Images", "1").action("GetImage");
/// # }
/// # let response = |status: u16, body: &str| -> Response<Image> {
/// #     let response = http::Response::builder().status(status).body(body.as_bytes().to_vec());
/// #     GetImage::read_http(response.expect("a response")).map_err(|error| error.to_string()).expect("a good one")
/// # };
/// # let image = |status: &str| response(200, &format!("{{\"Status\": \"{status}\"}}"));
/// const AVAILABLE: Until = Until::field("Status").is(&["Available"]).failed(&["CreateFailed"]);
/// assert_eq!(AVAILABLE.progress(&image("Creating")), Progress::Pending);
/// assert_eq!(AVAILABLE.progress(&image("Available")), Progress::Done);
/// assert_eq!(AVAILABLE.progress(&image("CreateFailed")), Progress::Failed);
///
/// const FOUND: Until = Until::status(&[200]);
/// assert_eq!(FOUND.progress(&response(202, "{}")), Progress::Pending);
/// assert_eq!(FOUND.progress(&response(200, "{}")), Progress::Done);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Until {
    /// The path of the field, as in `Image.Status` or `Images[0].Status`, where there is one.
    pub path: Option<&'static str>,
    /// The values with which it is done, as text.
    pub done: &'static [&'static str],
    /// The values with which it has failed, as text.
    pub failed: &'static [&'static str],
    /// The values with which it goes on, as text, as far as they are documented. With a value that is in no list it goes on, too.
    pub running: &'static [&'static str],
    /// The HTTP statuses with which it is done, unless the field says that it has failed.
    pub statuses: &'static [u16],
}

impl Until {
    /// A field, of whose values none is told yet.
    pub const fn field(path: &'static str) -> Self {
        Self { path: Some(path), done: &[], failed: &[], running: &[], statuses: &[] }
    }

    /// HTTP statuses with which it is done; with every other one of success it goes on.
    pub const fn status(statuses: &'static [u16]) -> Self {
        Self { path: None, done: &[], failed: &[], running: &[], statuses }
    }

    /// Sets the HTTP statuses with which it is done, whatever else is in the field than that it has failed.
    #[must_use]
    pub const fn or_status(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
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

    /// Returns what a response says; one without the field, and with another status, says that it goes on.
    #[cfg(feature = "http")]
    pub fn progress<R: crate::Encode>(&self, response: &crate::Response<R>) -> crate::Progress {
        self.judge(response.status(), response.body())
    }

    #[cfg(feature = "http")]
    fn judge(&self, status: u16, body: &dyn crate::Encode) -> crate::Progress {
        use crate::Progress;

        let value = self.path.and_then(|path| crate::value_path::scalar(body, path));
        let text = value.map(|value| value.as_str().map_or_else(|| crate::Any::to_string(&value), str::to_owned));
        let is_one_of = |values: &[&str]| text.as_deref().is_some_and(|text| values.contains(&text));
        match () {
            () if is_one_of(self.failed) => Progress::Failed,
            () if is_one_of(self.done) || self.statuses.contains(&status) => Progress::Done,
            () => Progress::Pending,
        }
    }
}
