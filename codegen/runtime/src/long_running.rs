//! Operations that begin something which goes on behind their response.

use crate::{Operation, Polling};

/// An operation that begins something which goes on behind its response. Its [facts](Operation::FACTS) name the
/// operation that tells the state of that, and the values of the state with which it is done.
pub trait LongRunning: Operation {
    /// The request of the operation that tells the state.
    type Poll: Operation;

    /// The facts about asking. A type whose facts have none does not compile where it is asked for.
    const POLLING: &'static Polling = match Self::FACTS.poll {
        Some(polling) => polling,
        None => panic!("the facts of the operation do not say how to ask for the state"),
    };

    /// Begins to ask how far it is, by a request that is made of the response.
    ///
    /// # Errors
    /// When the response lacks what the request is made of.
    #[cfg(feature = "http")]
    fn poll(&self, response: &crate::Response<Self::Response>) -> Result<crate::Poll<Self::Poll>, crate::PollError> {
        crate::begin_poll::begin(Self::POLLING, self, response)
    }

    /// Goes on to ask, with a [state](crate::Poll::state) that was stored.
    ///
    /// # Errors
    /// When the text is no such state, or that of another operation.
    #[cfg(feature = "http")]
    fn resume_poll(state: &str) -> Result<crate::Poll<Self::Poll>, crate::DecodeError> {
        crate::begin_poll::resume(Self::POLLING, state)
    }
}
