//! The client: makes calls of any operation, each until there is a response or an error that is final.

use std::error::Error;
use std::io::{self, Read};
use std::sync::Arc;
use std::thread;
use std::time::SystemTime;

use apiscribe::{
    Authorize, Call, CallError, CallPolicy, CallResult, CallStep, Endpoint, Operation, Outcome, Payload, Response,
    SendError, http, random_bits,
};
use ureq::Body;

use crate::transport::{Sent, Transport, of_agent, of_closure, read_whole};

/// Calls operations at an endpoint, with credentials, by an HTTP client. Clones share all of it.
#[derive(Clone)]
pub struct Client {
    transport: Transport,
    endpoint: Endpoint,
    auth: Arc<dyn Authorize>,
    policy: CallPolicy,
}

impl Client {
    /// Calls by an agent of yours, as you have configured it. Redirects alone are never followed: a request with credentials
    /// must not go to another host.
    pub fn new(agent: ureq::Agent, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self::of(of_agent(agent), endpoint, auth)
    }

    /// Calls by a closure, as a test does that has no network. An error of it that is a [`SendError`] says whether the request
    /// may have arrived; behind any other it may.
    pub fn from_fn<E: Into<Box<dyn Error + Send + Sync>>>(
        send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, E> + Send + Sync + 'static,
        endpoint: Endpoint,
        auth: impl Authorize + 'static,
    ) -> Self {
        Self::of(of_closure(send), endpoint, auth)
    }

    fn of(transport: Transport, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self { transport, endpoint, auth: Arc::new(auth), policy: CallPolicy::default() }
    }

    /// Sets how calls are made.
    #[must_use]
    pub fn with_policy(mut self, policy: impl Into<CallPolicy>) -> Self {
        self.policy = policy.into();
        self
    }

    /// Makes a call.
    ///
    /// # Errors
    /// When the server refuses, no response comes, or the request cannot be sent, and trying again is of no use.
    pub fn call<O: Operation>(&self, request: &O) -> CallResult<O, Response<O::Response>> {
        run(self.begin(request), |request, call| {
            let response = (self.transport)(request.map(Sent::Bytes), call.time_left(SystemTime::now()))?;
            read_whole(response, self.policy.body_limit)
        })
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
        run(self.begin(request), |request, _| send(request).map_err(SendError::of))
    }

    /// Makes a call whose response is read as it comes: a file, say, or a stream of events. No more of it is in memory than
    /// you read at once.
    ///
    /// A failure that only the body tells, under a good status, is for you to see.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn download<O: Operation>(&self, request: &O) -> CallResult<O, Response<Body>> {
        let mut call = self.begin(request);
        let mut outcome = None;
        loop {
            match call.step(SystemTime::now(), random_bits(), outcome.take()) {
                CallStep::Send(request) => {
                    match (self.transport)(request.map(Sent::Bytes), call.time_left(SystemTime::now())) {
                        Ok(response) => match call.step_with_head(SystemTime::now(), response) {
                            Ok(response) => return Ok(response),
                            Err(refusal) => outcome = Some(read_whole(refusal, self.policy.body_limit)),
                        },
                        Err(error) => outcome = Some(Err(error)),
                    }
                }
                CallStep::Wait(time) => thread::sleep(time),
                CallStep::Done(end) => return Err(end.err().unwrap_or(CallError::Over)),
            }
        }
    }

    /// Makes a call whose body is read as it is sent: a file, say. It takes the place of the request's own body, is opened
    /// anew for each attempt, and no more of it is in memory than is sent at once.
    ///
    /// # Errors
    /// As [`call`](Self::call), and when the body cannot be opened.
    pub fn upload<O: Operation, R: Read + 'static>(
        &self,
        request: &O,
        payload: &Payload,
        mut open: impl FnMut() -> io::Result<R>,
    ) -> CallResult<O, Response<O::Response>> {
        run(self.begin(request).with_payload(payload), |request, call| {
            // A request for credentials has none.
            let request = match request.extensions().get::<Payload>() {
                Some(_) => {
                    let body = open().map_err(SendError::impossible)?;
                    request.map(|_| Sent::Reader(Box::new(body)))
                }
                None => request.map(Sent::Bytes),
            };
            let response = (self.transport)(request, call.time_left(SystemTime::now()))?;
            read_whole(response, self.policy.body_limit)
        })
    }

    fn begin<'c, O: Operation>(&'c self, request: &'c O) -> Call<'c, O> {
        Call::new(request, &self.endpoint, &*self.auth, &self.policy)
    }
}

/// Takes the steps of a call, each attempt by a function.
fn run<'c, O: Operation>(
    mut call: Call<'c, O>,
    mut attempt: impl FnMut(http::Request<Vec<u8>>, &Call<'c, O>) -> Outcome,
) -> CallResult<O, Response<O::Response>> {
    let mut outcome = None;
    loop {
        match call.step(SystemTime::now(), random_bits(), outcome.take()) {
            CallStep::Send(request) => outcome = Some(attempt(request, &call)),
            CallStep::Wait(time) => thread::sleep(time),
            CallStep::Done(end) => return end,
        }
    }
}
