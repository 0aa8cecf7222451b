//! The error of a request that has no response that can be read.

use std::error::Error;
use std::fmt;

/// An error of an HTTP client.
type ClientError = Box<dyn Error + Send + Sync>;

/// The outcome of a request that was to be sent: the whole response, or why there is none.
pub type Outcome = Result<http::Response<Vec<u8>>, SendError>;

/// An error of a request without a response that could be read: that of the HTTP client, and whether the request may have arrived.
///
/// Give an error without the address in it: the address holds the parameters, some of which may be secret.
#[derive(Debug)]
pub struct SendError {
    error: ClientError,
    arrival: Arrival,
}

/// The stage that a request reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// The request cannot be sent, the next time neither.
    Impossible,
    NotSent,
    Unknown,
    /// The server answered, with something of which no more can be had.
    Answered,
}

impl SendError {
    /// The request was not sent for certain: there was no connection, say. Any request may then be sent again.
    pub fn not_sent(error: impl Into<ClientError>) -> Self {
        Self { error: error.into(), arrival: Arrival::NotSent }
    }

    /// The request cannot be sent, and will not be the next time: its body cannot be read, say.
    pub fn impossible(error: impl Into<ClientError>) -> Self {
        Self { error: error.into(), arrival: Arrival::Impossible }
    }

    /// No response came, or not all of one; the server may have done what the request asks for.
    pub fn unanswered(error: impl Into<ClientError>) -> Self {
        Self { error: error.into(), arrival: Arrival::Unknown }
    }

    /// The response is larger than [`CallPolicy::body_limit`](crate::CallPolicy::body_limit), which it will be the next time too.
    pub fn too_large() -> Self {
        Self { error: "it is larger than the policy allows".into(), arrival: Arrival::Answered }
    }

    /// The time of the call was over before a response came.
    pub fn out_of_time() -> Self {
        Self::unanswered("the deadline of the call has passed")
    }

    /// An error of a function that sends: as it is where it is a `SendError`, and else as one behind which the request may
    /// have arrived.
    pub fn of(error: impl Into<ClientError>) -> Self {
        error.into().downcast().map_or_else(Self::unanswered, |error| *error)
    }

    /// The caller did not tell what became of the request, which may have arrived.
    pub(crate) fn not_told() -> Self {
        Self::unanswered("nothing is known of the request")
    }

    /// The error of the HTTP client.
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.error
    }

    /// Returns whether the server may have done what the request asks for.
    pub fn may_have_arrived(&self) -> bool {
        match self.arrival {
            Arrival::Impossible | Arrival::NotSent => false,
            Arrival::Unknown | Arrival::Answered => true,
        }
    }

    /// Returns whether the request may be sent again, where that does no more than sending it once or not.
    pub(crate) fn is_passing(&self, is_repeatable: bool) -> bool {
        match self.arrival {
            Arrival::NotSent => true,
            Arrival::Unknown => is_repeatable,
            Arrival::Impossible | Arrival::Answered => false,
        }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.arrival {
            Arrival::Impossible | Arrival::NotSent => "the request could not be sent",
            Arrival::Unknown => "no whole response came",
            Arrival::Answered => "the response cannot be read",
        })
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.error)
    }
}
