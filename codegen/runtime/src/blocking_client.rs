//! The blocking client: makes calls of any operation, each until there is a response or an error that is final.

use std::error::Error;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::call_machine::{CallMachine, Exchange, Failure, Step};
use crate::call_settings::CallSettings;
use crate::request_body::{opened, whole};
use crate::{
    Authorize, BlockingTransport, CallPolicy, CallResult, Endpoint, Operation, Outcome, Payload, Poll, PollStep,
    RequestBody, Response, SendError, WaitError, random_bits,
};

/// Sends a request, within so much time, and returns the response when its head is there.
type Sender<B> =
    Arc<dyn Fn(http::Request<RequestBody>, Option<Duration>) -> Result<http::Response<B>, SendError> + Send + Sync>;

/// Calls operations at an endpoint, with credentials, by a blocking HTTP client. Clones share all of it.
pub struct BlockingClient<T: BlockingTransport> {
    sender: Sender<T::Body>,
    settings: CallSettings,
    transport: PhantomData<fn() -> T>,
}

impl<T: BlockingTransport> Clone for BlockingClient<T> {
    fn clone(&self) -> Self {
        Self { sender: Arc::clone(&self.sender), settings: self.settings.clone(), transport: PhantomData }
    }
}

impl<T: BlockingTransport> BlockingClient<T> {
    /// Calls by an HTTP client of yours, as you have configured it.
    pub fn new(client: T::Client, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self::from_transport(client.into(), endpoint, auth)
    }

    /// Calls by what is made of an HTTP client, or of whatever else sends requests.
    pub fn from_transport(transport: T, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self::of(Arc::new(move |request, time_left| transport.send(request, time_left)), endpoint, auth)
    }

    /// Calls by a closure, as a test does that has no network. An error of it that is a [`SendError`] says whether the request
    /// may have arrived; behind any other it may.
    pub fn from_fn<E: Into<Box<dyn Error + Send + Sync>>>(
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, E> + Send + Sync + 'static,
        endpoint: Endpoint,
        auth: impl Authorize + 'static,
    ) -> Self {
        let sender = move |request: http::Request<RequestBody>, _| {
            let (head, body) = request.into_parts();
            let response = send(http::Request::from_parts(head, body.into_bytes()?)).map_err(SendError::of)?;
            Ok(response.map(T::body_of))
        };
        Self::of(Arc::new(sender), endpoint, auth)
    }

    fn of(sender: Sender<T::Body>, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self { sender, settings: CallSettings::new(endpoint, auth), transport: PhantomData }
    }

    /// Sets the policy of calls: deadline, retries and limits.
    #[must_use]
    pub fn with_policy(mut self, policy: impl Into<CallPolicy>) -> Self {
        self.settings.policy = policy.into();
        self
    }

    /// Makes a call.
    ///
    /// # Errors
    /// When the server refuses, no response comes, or the request cannot be sent, and trying again is of no use.
    pub fn call<O: Operation>(&self, request: &O) -> CallResult<O, Response<O::Response>> {
        let mut call = self.settings.call(request);
        let (machine, exchange) = call.parts();
        let end = self.run(machine, exchange, &mut |request| Ok(whole(request)));
        call.end(end)
    }

    /// Makes a call by a closure in the place of the client's own HTTP client; see [`from_fn`](Self::from_fn).
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn call_with<O: Operation, E: Into<Box<dyn Error + Send + Sync>>>(
        &self,
        request: &O,
        mut send: impl FnMut(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, E>,
    ) -> CallResult<O, Response<O::Response>> {
        let mut call = self.settings.call(request);
        let (machine, exchange) = call.parts();
        let end = run(machine, exchange, &mut |request, _| send(request).map_err(SendError::of));
        call.end(end)
    }

    /// Makes a call whose response is read as it comes: a file, say, or a stream of events. No more of it is in memory than
    /// you read at once.
    ///
    /// A failure that only the body tells, under a good status, is for you to see.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn download<O: Operation>(&self, request: &O) -> CallResult<O, Response<T::Body>> {
        let mut call = self.settings.call(request);
        let (machine, exchange) = call.parts();
        Ok(self.run_to_head(machine, exchange)?)
    }

    /// Makes a call whose body is read as it is sent: a file, say. It takes the place of the request's own body, is opened
    /// anew for each attempt, and no more of it is in memory than is sent at once.
    ///
    /// # Errors
    /// As [`call`](Self::call), and when the body cannot be opened.
    pub fn upload<O: Operation, R: Read + Send + 'static>(
        &self,
        request: &O,
        payload: &Payload,
        mut open: impl FnMut() -> io::Result<R>,
    ) -> CallResult<O, Response<O::Response>> {
        let mut call = self.settings.call(request).with_payload(payload);
        let (machine, exchange) = call.parts();
        let end = self.run(machine, exchange, &mut |request| opened(request, &mut open));
        call.end(end)
    }

    /// Asks again and again until a response says that it is done. Of an operation whose documentation says how,
    /// [`LongRunning::poll`](crate::LongRunning::poll) makes the `poll`. After an error one can go on with the same, or store
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

    /// Takes the steps of a call, of whatever operation.
    fn run(
        &self,
        machine: &mut CallMachine<'_>,
        exchange: &mut dyn Exchange,
        prepare: &mut dyn FnMut(http::Request<Vec<u8>>) -> Result<http::Request<RequestBody>, SendError>,
    ) -> Result<(), Failure> {
        run(machine, exchange, &mut |request, time_left| self.read((self.sender)(prepare(request)?, time_left)?))
    }

    /// Takes the steps of a call up to the head of a good response.
    fn run_to_head(
        &self,
        machine: &mut CallMachine<'_>,
        exchange: &mut dyn Exchange,
    ) -> Result<Response<T::Body>, Failure> {
        let mut outcome = None;
        loop {
            match machine.step(exchange, SystemTime::now(), random_bits(), outcome.take()) {
                Step::Send(request) => {
                    let time_left = machine.attempts.time_left(SystemTime::now());
                    outcome = Some(match (self.sender)(whole(request), time_left) {
                        Ok(response) => match machine.step_with_head(SystemTime::now(), response) {
                            Ok(response) => return Ok(response),
                            Err(refusal) => self.read(refusal),
                        },
                        Err(error) => Err(error),
                    });
                }
                Step::Wait(time) => thread::sleep(time),
                Step::Done(end) => return Err(end.err().unwrap_or(Failure::Over)),
            }
        }
    }

    /// Reads the whole body of a response, unless it is too large.
    fn read(&self, response: http::Response<T::Body>) -> Outcome {
        let (head, body) = response.into_parts();
        let body = T::read(body, self.settings.policy.body_limit)?;
        Ok(http::Response::from_parts(head, body))
    }
}

/// Takes the steps of a call, each attempt by a function that is given the time that is left.
fn run(
    machine: &mut CallMachine<'_>,
    exchange: &mut dyn Exchange,
    attempt: &mut dyn FnMut(http::Request<Vec<u8>>, Option<Duration>) -> Outcome,
) -> Result<(), Failure> {
    let mut outcome = None;
    loop {
        match machine.step(exchange, SystemTime::now(), random_bits(), outcome.take()) {
            Step::Send(request) => {
                outcome = Some(attempt(request, machine.attempts.time_left(SystemTime::now())));
            }
            Step::Wait(time) => thread::sleep(time),
            Step::Done(end) => return end,
        }
    }
}
