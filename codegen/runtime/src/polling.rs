//! Polling, as facts of an operation: the operation that tells the state of what it has begun.

use crate::Until;

/// The operation that tells the state of what goes on behind a response, and what the values of the state mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Polling {
    /// The name of the operation that tells the state.
    pub operation: &'static str,
    /// The parameters of that operation, by their paths, each with the path of its value in the response; a header of it is
    /// written as in `header:x-task-id`, a parameter of the first request as in `request:RegionId`.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The field of its response that has the state, and what its values say.
    pub until: Until,
    /// The documented number of seconds between two requests.
    pub interval: Option<u32>,
}

impl Polling {
    /// It is asked by an operation, until a field of its response says that it is done.
    pub const fn new(operation: &'static str, until: Until) -> Self {
        Self { operation, parameters: &[], until, interval: None }
    }

    /// Sets the parameters of that operation, each with the path of its value.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [(&'static str, &'static str)]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Sets how many seconds pass between two requests.
    #[must_use]
    pub const fn interval(mut self, seconds: u32) -> Self {
        self.interval = Some(seconds);
        self
    }
}
