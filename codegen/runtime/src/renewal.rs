//! Credentials that end: how they are fetched anew, in steps that send nothing by themselves.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use crate::{Outcome, SendError, SigningContext};

/// The next step before a request can be authorized.
#[non_exhaustive]
pub enum Renewal<'a> {
    /// Nothing: there are credentials that are good.
    NotNeeded,
    /// Another call is fetching them; ask again a little later.
    InProgress,
    /// These steps.
    Needed(Box<dyn Renew + 'a>),
}

/// The steps by which credentials are fetched. One that is dropped before its end has changed nothing.
pub trait Renew: Send {
    /// Takes the next step, with what became of the request where the last step was to send one.
    fn step(&mut self, context: &SigningContext, outcome: Option<Outcome>) -> RenewalStep;
}

/// The next step of a renewal of credentials.
#[must_use]
#[non_exhaustive]
pub enum RenewalStep {
    /// Send this request.
    Send(http::Request<Vec<u8>>),
    /// There are credentials now, or why there are none.
    Done(Result<(), RenewalError>),
}

/// An error of credentials that cannot be renewed. It shows nothing of those that there were.
#[derive(Debug)]
pub struct RenewalError {
    what: Cow<'static, str>,
    status: Option<u16>,
    source: Option<SendError>,
    is_passing: bool,
}

impl RenewalError {
    /// The thing that was asked for, and why it was not had; it is the same the next time.
    pub fn new(what: impl Into<Cow<'static, str>>) -> Self {
        Self { what: what.into(), status: None, source: None, is_passing: false }
    }

    /// A server refused, with a status and a code.
    pub fn refused(what: &str, status: u16, code: &str) -> Self {
        let what = if code.is_empty() { what.to_owned() } else { format!("{what}: {code}") };
        let is_passing = crate::recovery::by_rule(code, status, None).is_retryable();
        Self { status: Some(status), is_passing, ..Self::new(what) }
    }

    /// No response came. To ask for credentials a second time does no harm.
    pub fn unanswered(what: impl Into<Cow<'static, str>>, error: SendError) -> Self {
        Self { source: Some(error), is_passing: true, ..Self::new(what) }
    }

    /// The HTTP status by which a server refused.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Returns whether the same may succeed later.
    pub fn is_passing(&self) -> bool {
        self.is_passing
    }
}

impl fmt::Display for RenewalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no credentials: {}", self.what)?;
        match self.status {
            Some(status) => write!(f, " (HTTP {status})"),
            None => Ok(()),
        }
    }
}

impl Error for RenewalError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}
