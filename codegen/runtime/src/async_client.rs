//! The asynchronous client: makes calls of any operation, each until there is a response or an error that is final.

use std::error::Error;
use std::future::Future;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::async_transport::in_time;
use crate::call_machine::{CallMachine, Exchange, Failure, Step};
use crate::call_settings::CallSettings;
use crate::request_body::{opened, whole};
use crate::{
    AsyncTransport, Authorize, CallPolicy, CallResult, Endpoint, Operation, Outcome, Payload, Pending, Poll, PollStep,
    RequestBody, Response, SendError, WaitError, random_bits,
};

/// Sends a request, and returns the response when its head is there.
type Sender<B> = Arc<dyn Fn(http::Request<RequestBody>) -> Pending<Result<http::Response<B>, SendError>> + Send + Sync>;

/// Calls operations at an endpoint, with credentials, by an asynchronous HTTP client. Clones share all of it.
///
/// A future of a call that is dropped leaves nothing behind.
pub struct AsyncClient<T: AsyncTransport> {
    sender: Sender<T::Body>,
    settings: CallSettings,
    transport: PhantomData<fn() -> T>,
}

impl<T: AsyncTransport> Clone for AsyncClient<T> {
    fn clone(&self) -> Self {
        Self { sender: Arc::clone(&self.sender), settings: self.settings.clone(), transport: PhantomData }
    }
}

impl<T: AsyncTransport> AsyncClient<T> {
    /// Calls by an HTTP client of yours, as you have configured it.
    pub fn new(client: T::Client, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self::from_transport(client.into(), endpoint, auth)
    }

    /// Calls by what is made of an HTTP client, or of whatever else sends requests.
    pub fn from_transport(transport: T, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self::of(Arc::new(move |request| transport.send(request)), endpoint, auth)
    }

    /// Calls by an HTTP client that is built of your configuration of it.
    ///
    /// # Errors
    /// When the HTTP client cannot be built.
    pub fn from_builder<B>(builder: B, endpoint: Endpoint, auth: impl Authorize + 'static) -> Result<Self, T::Error>
    where
        T: TryFrom<B>,
    {
        T::try_from(builder).map(|transport| Self::from_transport(transport, endpoint, auth))
    }

    /// Calls by a closure, as a test does that has no network. An error of it that is a [`SendError`] says whether the request
    /// may have arrived; behind any other it may.
    pub fn from_fn<F, E>(
        send: impl Fn(http::Request<Vec<u8>>) -> F + Send + Sync + 'static,
        endpoint: Endpoint,
        auth: impl Authorize + 'static,
    ) -> Self
    where
        F: Future<Output = Result<http::Response<Vec<u8>>, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let send = Arc::new(send);
        let sender = move |request: http::Request<RequestBody>| {
            let send = Arc::clone(&send);
            let response = async move {
                let (head, body) = request.into_parts();
                let response = send(http::Request::from_parts(head, body.into_bytes()?)).await;
                response.map(|response| response.map(T::body_of)).map_err(SendError::of)
            };
            Box::pin(response) as Pending<_>
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
    pub async fn call<O: Operation>(&self, request: &O) -> CallResult<O, Response<O::Response>> {
        let mut call = self.settings.call(request);
        let (machine, exchange) = call.parts();
        let end = self.run(machine, exchange, &mut |request| Ok(whole(request))).await;
        call.end(end)
    }

    /// Makes a call by a closure in the place of the client's own HTTP client; see [`from_fn`](Self::from_fn).
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn call_with<O, F, E>(
        &self,
        request: &O,
        send: impl Fn(http::Request<Vec<u8>>) -> F,
    ) -> CallResult<O, Response<O::Response>>
    where
        O: Operation,
        F: Future<Output = Result<http::Response<Vec<u8>>, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut call = self.settings.call(request);
        let (machine, exchange) = call.parts();
        let attempt = |request| {
            let response = send(request);
            async { response.await.map_err(SendError::of) }
        };
        let end = run(machine, exchange, T::sleep, attempt).await;
        call.end(end)
    }

    /// Makes a call whose response is read as it comes: a file, say, or a stream of events. No more of it is in memory than
    /// you read at once.
    ///
    /// A failure that only the body tells, under a good status, is for you to see.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn download<O: Operation>(&self, request: &O) -> CallResult<O, Response<T::Body>> {
        let mut call = self.settings.call(request);
        let (machine, exchange) = call.parts();
        Ok(self.run_to_head(machine, exchange).await?)
    }

    /// Makes a call whose body is read as it is sent: a file, say. It takes the place of the request's own body, is opened
    /// anew for each attempt, and no more of it is in memory than is sent at once.
    ///
    /// # Errors
    /// As [`call`](Self::call), and when the body cannot be opened.
    pub async fn upload<O: Operation, R: Read + Send + 'static>(
        &self,
        request: &O,
        payload: &Payload,
        mut open: impl FnMut() -> io::Result<R> + Send,
    ) -> CallResult<O, Response<O::Response>> {
        let mut call = self.settings.call(request).with_payload(payload);
        let (machine, exchange) = call.parts();
        let end = self.run(machine, exchange, &mut |request| opened(request, &mut open)).await;
        call.end(end)
    }

    /// Asks again and again until a response says that it is done. Of an operation whose documentation says how,
    /// [`LongRunning::poll`](crate::LongRunning::poll) makes the `poll`. After an error one can go on with the same, or store
    /// its [state](Poll::state).
    ///
    /// # Errors
    /// When it has failed, the limit of the poll is reached, or a call comes to no response.
    pub async fn wait<O: Operation>(&self, poll: &mut Poll<O>) -> Result<Response<O::Response>, WaitError<O>> {
        loop {
            let response = self.call(poll.request()).await?;
            match poll.step(response, random_bits()) {
                PollStep::Wait(time) => T::sleep(time).await,
                PollStep::Done(end) => return end,
            }
        }
    }

    /// Takes the steps of a call, of whatever operation.
    async fn run(
        &self,
        machine: &mut CallMachine<'_>,
        exchange: &mut (dyn Exchange + Send + '_),
        prepare: &mut (dyn FnMut(http::Request<Vec<u8>>) -> Result<http::Request<RequestBody>, SendError> + Send),
    ) -> Result<(), Failure> {
        let attempt = |request| {
            let request = prepare(request);
            async { self.read((self.sender)(request?).await?).await }
        };
        run(machine, exchange, T::sleep, attempt).await
    }

    /// Takes the steps of a call up to the head of a good response.
    async fn run_to_head(
        &self,
        machine: &mut CallMachine<'_>,
        exchange: &mut (dyn Exchange + Send + '_),
    ) -> Result<Response<T::Body>, Failure> {
        let mut outcome = None;
        loop {
            match machine.step(exchange, SystemTime::now(), random_bits(), outcome.take()) {
                Step::Send(request) => {
                    let sending = (self.sender)(whole(request));
                    outcome = Some(match in_time(timer(machine, T::sleep), sending).await {
                        Ok(response) => match machine.step_with_head(SystemTime::now(), response) {
                            Ok(response) => return Ok(response),
                            Err(refusal) => in_time(timer(machine, T::sleep), self.read(refusal)).await,
                        },
                        Err(error) => Err(error),
                    });
                }
                Step::Wait(time) => T::sleep(time).await,
                Step::Done(end) => return Err(end.err().unwrap_or(Failure::Over)),
            }
        }
    }

    /// Reads the whole body of a response, unless it is too large.
    async fn read(&self, response: http::Response<T::Body>) -> Outcome {
        let (head, body) = response.into_parts();
        let body = T::read(body, self.settings.policy.body_limit).await?;
        Ok(http::Response::from_parts(head, body))
    }
}

/// Takes the steps of a call, each attempt by a function.
async fn run<F: Future<Output = Outcome>>(
    machine: &mut CallMachine<'_>,
    exchange: &mut (dyn Exchange + Send + '_),
    sleep: fn(Duration) -> Pending<()>,
    mut attempt: impl FnMut(http::Request<Vec<u8>>) -> F,
) -> Result<(), Failure> {
    let mut outcome = None;
    loop {
        match machine.step(exchange, SystemTime::now(), random_bits(), outcome.take()) {
            Step::Send(request) => {
                let timer = timer(machine, sleep);
                outcome = Some(in_time(timer, attempt(request)).await);
            }
            Step::Wait(time) => sleep(time).await,
            Step::Done(end) => return end,
        }
    }
}

/// Returns a timer that ends with the time that is left for a call, if its policy has a deadline.
fn timer(machine: &CallMachine<'_>, sleep: fn(Duration) -> Pending<()>) -> Option<Pending<()>> {
    machine.attempts.time_left(SystemTime::now()).map(sleep)
}
