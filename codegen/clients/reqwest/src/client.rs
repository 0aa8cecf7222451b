//! The client: makes calls of any operation, each until there is a response or an error that is final.

use std::error::Error;
use std::future::Future;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::SystemTime;

use apiscribe::{
    Authorize, Call, CallError, CallPolicy, CallResult, CallStep, Endpoint, Operation, Outcome, Payload, Response,
    SendError, http, random_bits,
};

use reqwest::Body;

use crate::reader_body::body_of;
use crate::transport::{Redirects, Transport, in_time, of_client, of_closure, read_whole, with_head};

/// Calls operations at an endpoint, with credentials, by an HTTP client. Clones share all of it.
///
/// A future of a call that is dropped leaves nothing behind. Waits need tokio's timer.
#[derive(Clone)]
pub struct Client {
    transport: Transport,
    endpoint: Endpoint,
    auth: Arc<dyn Authorize>,
    policy: CallPolicy,
}

impl Client {
    /// Calls by a client of yours, as you have configured it. Where it follows redirects, a request may have arrived although
    /// a connection failed, so that only repeatable requests are then sent again; [`from_builder`](Self::from_builder) knows
    /// better.
    pub fn new(client: reqwest::Client, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self {
        Self::of(of_client(client, Redirects::MayBeFollowed), endpoint, auth)
    }

    /// Calls by a client that is built of your configuration of it, but follows no redirects: a request with credentials must
    /// not go to another host.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub fn from_builder(
        builder: reqwest::ClientBuilder,
        endpoint: Endpoint,
        auth: impl Authorize + 'static,
    ) -> reqwest::Result<Self> {
        let client = builder.redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self::of(of_client(client, Redirects::AreNotFollowed), endpoint, auth))
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
        Self::of(of_closure(send), endpoint, auth)
    }

    /// Calls by a service of tower, such as a client with layers around it.
    #[cfg(feature = "tower")]
    pub fn from_service<S>(service: S, endpoint: Endpoint, auth: impl Authorize + 'static) -> Self
    where
        S: tower_service::Service<reqwest::Request, Response = reqwest::Response> + Clone + Send + Sync + 'static,
        S::Future: Send,
        S::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::of(crate::transport::of_service(service), endpoint, auth)
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
    pub async fn call<O: Operation>(&self, request: &O) -> CallResult<O, Response<O::Response>> {
        run(self.begin(request), |request| async {
            read_whole((self.transport)(request.map(Body::from)).await?, self.policy.body_limit).await
        })
        .await
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
        run(self.begin(request), |request| {
            let response = send(request);
            async { response.await.map_err(SendError::of) }
        })
        .await
    }

    /// Makes a call whose response is read as it comes: a file, say, or a stream of events. No more of it is in memory than
    /// you read at once, by [`reqwest::Response::chunk`].
    ///
    /// A failure that only the body tells, under a good status, is for you to see.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub async fn download<O: Operation>(&self, request: &O) -> CallResult<O, Response<reqwest::Response>> {
        let mut call = self.begin(request);
        let mut outcome = None;
        loop {
            match call.step(SystemTime::now(), random_bits(), outcome.take()) {
                CallStep::Send(request) => {
                    let time_left = call.time_left(SystemTime::now());
                    match in_time(time_left, (self.transport)(request.map(Body::from))).await {
                        Ok(response) => match call.step_with_head(SystemTime::now(), with_head(response)) {
                            Ok(response) => return Ok(response),
                            Err(refusal) => {
                                let read = read_whole(refusal.into_body(), self.policy.body_limit);
                                outcome = Some(in_time(call.time_left(SystemTime::now()), read).await);
                            }
                        },
                        Err(error) => outcome = Some(Err(error)),
                    }
                }
                CallStep::Wait(time) => tokio::time::sleep(time).await,
                CallStep::Done(end) => return Err(end.err().unwrap_or(CallError::Over)),
            }
        }
    }

    /// Makes a call whose body is read as it is sent: a file, say. It takes the place of the request's own body, is opened
    /// anew for each attempt, and no more of it is in memory than is sent at once. It is read on threads of tokio's for work
    /// that blocks.
    ///
    /// # Errors
    /// As [`call`](Self::call), and when the body cannot be opened.
    pub async fn upload<O: Operation, R: Read + Send + 'static>(
        &self,
        request: &O,
        payload: &Payload,
        open: impl Fn() -> io::Result<R>,
    ) -> CallResult<O, Response<O::Response>> {
        let call = self.begin(request).with_payload(payload);
        let with_body = |request: http::Request<Vec<u8>>| match request.extensions().get::<Payload>() {
            Some(_) => {
                let body = open().map_err(SendError::impossible)?;
                Ok(request.map(|_| body_of(body)))
            }
            // A request for credentials has none.
            None => Ok(request.map(Body::from)),
        };
        run(call, |request| {
            let request = with_body(request);
            async { read_whole((self.transport)(request?).await?, self.policy.body_limit).await }
        })
        .await
    }

    fn begin<'c, O: Operation>(&'c self, request: &'c O) -> Call<'c, O> {
        Call::new(request, &self.endpoint, &*self.auth, &self.policy)
    }
}

/// Takes the steps of a call, each attempt by a function.
async fn run<O: Operation, F: Future<Output = Outcome>>(
    mut call: Call<'_, O>,
    attempt: impl Fn(http::Request<Vec<u8>>) -> F,
) -> CallResult<O, Response<O::Response>> {
    let mut outcome = None;
    loop {
        match call.step(SystemTime::now(), random_bits(), outcome.take()) {
            CallStep::Send(request) => {
                let time_left = call.time_left(SystemTime::now());
                outcome = Some(in_time(time_left, attempt(request)).await);
            }
            CallStep::Wait(time) => tokio::time::sleep(time).await,
            CallStep::Done(end) => return end,
        }
    }
}
