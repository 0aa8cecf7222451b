//! Typed errors of a server.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::code_tables::CodeTables;
use crate::error_body::no_headers;
use crate::error_details::ErrorDetails;
use crate::texts::Part;
use crate::{AccessDeniedDetail, Code, DecodeError, DocumentedError, ErrorCode, Recovery};

/// An error of the server: its code, typed, and everything that came with it.
///
/// `Display` and `Debug` are safe to log: of each text of the server they show the first 1024 bytes at most, and no part
/// that repeats the request, such as the text that was signed, a signature or the id of an access key. The methods return
/// each text as it came.
#[derive(Clone, PartialEq)]
pub struct ApiError<C: ErrorCode> {
    code: Code<C>,
    details: ErrorDetails,
}

impl<C: ErrorCode> ApiError<C> {
    /// Reads an error from a response's status and body: JSON with names in either case, or XML. The code, the message and
    /// the rest are read from where the API documents them, else from where errors usually have them. It always succeeds: of
    /// a body that is no error body the code is unknown and empty, and [`excerpt`](Self::excerpt) keeps its beginning.
    pub fn from_body(status: u16, body: &[u8]) -> Self {
        Self::of(ErrorDetails::read(C::ERROR_FIELDS, status, body, &no_headers))
    }

    /// An error whose code is looked up in the tables.
    pub(crate) fn of(details: ErrorDetails) -> Self {
        Self { code: Code::at(details.place(CodeTables::of::<C>())), details }
    }

    #[cfg(feature = "http")]
    pub(crate) fn into_details(self) -> ErrorDetails {
        self.details
    }

    /// The code, to be matched on.
    pub fn code(&self) -> &Code<C> {
        &self.code
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.details.status()
    }

    /// The message as it came. It may be in Chinese, and for codes about the signature it repeats the request: for logs,
    /// use `Display`, which leaves that out.
    pub fn message(&self) -> &str {
        self.details.message()
    }

    /// The id of the request, to be named to the provider's support.
    pub fn request_id(&self) -> Option<&str> {
        self.details.text(Part::RequestId)
    }

    /// The host that sent the response.
    pub fn host_id(&self) -> Option<&str> {
        self.details.text(Part::HostId)
    }

    /// The address of a page that helps with this error.
    pub fn recommend(&self) -> Option<&str> {
        self.details.text(Part::Recommend)
    }

    /// Returns what some services say beside the message.
    pub fn description(&self) -> Option<&str> {
        self.details.text(Part::Description)
    }

    /// Returns what some services say of the circumstances: text, or JSON as text.
    pub fn detail(&self) -> Option<&str> {
        self.details.text(Part::Detail)
    }

    /// The missing permission, where the server states it.
    pub fn access_denied_detail(&self) -> Option<&AccessDeniedDetail> {
        self.details.access_denied_detail()
    }

    /// The first 512 bytes of a body that was no error body, that broke off, or of which a part could not be read. It may
    /// repeat the request, and is not in `Debug`; `Display` shows some of it where nothing else is known of an error.
    pub fn excerpt(&self) -> Option<&str> {
        self.details.excerpt()
    }

    /// Returns why the body could not be read as the response although the HTTP status was good. The call may have done
    /// its work.
    pub fn unreadable(&self) -> Option<&DecodeError> {
        self.details.unreadable()
    }

    /// The body that could not be read as the response although the HTTP status was good, so that nothing of what the call
    /// did is lost: as it came, up to [`ReadOptions::keep_body`](crate::ReadOptions::keep_body). It is not in `Debug`.
    #[cfg(feature = "http")]
    pub fn unreadable_body(&self) -> Option<&[u8]> {
        self.details.unreadable_body()
    }
}

impl<C: ErrorCode> ApiError<C> {
    /// The row of the documentation that fits best, of those under this status or else of all of the code: the first whose
    /// text the message contains, else the one with this message, else the first that has no such text.
    pub fn documented(&self) -> Option<&'static DocumentedError> {
        self.details.documented(CodeTables::of::<C>())
    }

    /// Returns what can be done about it: as a header says, as documented of the operation or else of the service, or
    /// as the kind of the code and the status tell. Where a good status has a body that [cannot be read](Self::unreadable),
    /// throttling is only worth a [retry](Recovery::Retry): the call was let through.
    pub fn recovery(&self) -> Recovery {
        self.details.recovery(CodeTables::of::<C>())
    }

    /// Returns whether the same request may succeed later without being changed.
    pub fn is_retryable(&self) -> bool {
        self.recovery().is_retryable()
    }

    /// Returns whether this is the good end of a dry run: every check passed, and nothing was changed.
    pub fn is_dry_run_passed(&self) -> bool {
        self.recovery() == Recovery::DryRunPassed
    }

    /// Returns how long the server asks to wait before the request is sent again, where it is worth that and the server
    /// says so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.details.retry_after(CodeTables::of::<C>())
    }

    /// The parameter that the documentation says the error speaks of, as in `Features.ImdsSupport`.
    ///
    /// `None` where the message is the documented one with another name in the place of the parameter's:
    /// `MissingParameter`, say, is documented with one parameter and comes for others.
    pub fn field(&self) -> Option<&'static str> {
        self.details.field(CodeTables::of::<C>())
    }

    /// The parameter that the server itself names, where its API documents where it does.
    pub fn named_field(&self) -> Option<&str> {
        self.details.named_field()
    }

    /// Returns what the server filled in for each `%s` of the documented message; empty when the message is another
    /// one.
    pub fn arguments(&self) -> Vec<&str> {
        self.details.arguments(CodeTables::of::<C>())
    }
}

impl<C: ErrorCode> fmt::Display for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.details.fmt(f)
    }
}

impl<C: ErrorCode> fmt::Debug for ApiError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.details.debug(self.code.untyped(), f)
    }
}

impl<C: ErrorCode> Error for ApiError<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.details.source()
    }
}
