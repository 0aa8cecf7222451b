//! Waiting for something to happen, by asking again and again.

use std::thread;

use apiscribe::{Operation, Poll, PollStep, Response, WaitError, random_bits};

use crate::Client;

impl Client {
    /// Asks again and again until a response says that it is done. Of an operation whose documentation says how,
    /// [`LongRunning::poll`](apiscribe::LongRunning::poll) makes the `poll`. After an error one can go on with the same, or store
    /// its [state](Poll::state).
    ///
    /// # Errors
    /// When it has failed, the limit of the poll is reached, or a call comes to no response.
    pub fn wait<O: Operation>(&self, poll: &mut Poll<O>) -> Result<Response<O::Response>, WaitError<O>> {
        loop {
            let response = self.call(poll.request())?;
            match poll.step(response, random_bits()) {
                PollStep::Wait(time) => thread::sleep(time),
                PollStep::Done(end) => return end,
            }
        }
    }
}
