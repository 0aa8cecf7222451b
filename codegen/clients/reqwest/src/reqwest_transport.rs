//! Sends requests by a client of reqwest, or by a service of tower around one.

use std::sync::Arc;
use std::time::Duration;

use apiscribe::{AsyncTransport, Pending, RequestBody, SendError, http};
use reqwest::{Body, ClientBuilder, Request, Response};

use crate::reader_body::body_of;

/// A client of reqwest, or a service of tower, as the [`Client`](crate::Client) has it.
///
/// It is made of a [`reqwest::Client`] as you have configured it. Where that follows redirects, a request may have arrived although
/// a connection failed, so that only repeatable requests are then sent again. One that is made of a [`reqwest::ClientBuilder`], as
/// by `Client::from_builder`, knows better: it follows no redirects, as a request with credentials must not go to another host.
pub struct Reqwest {
    send: Arc<dyn Fn(Request) -> Pending<Result<Response, SendError>> + Send + Sync>,
}

/// The behaviour of a client with redirects, which cannot be seen from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Redirects {
    MayBeFollowed,
    AreNotFollowed,
}

impl From<reqwest::Client> for Reqwest {
    fn from(client: reqwest::Client) -> Self {
        Self::of(client, Redirects::MayBeFollowed)
    }
}

impl TryFrom<ClientBuilder> for Reqwest {
    type Error = reqwest::Error;

    fn try_from(builder: ClientBuilder) -> reqwest::Result<Self> {
        let client = builder.redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self::of(client, Redirects::AreNotFollowed))
    }
}

impl Reqwest {
    fn of(client: reqwest::Client, redirects: Redirects) -> Self {
        let send = move |request| {
            let response = client.execute(request);
            Box::pin(async move { response.await.map_err(|error| send_error(error, redirects)) }) as Pending<_>
        };
        Self { send: Arc::new(send) }
    }

    /// Sends requests by a service of tower, such as a client with layers around it, for `Client::from_transport`.
    #[cfg(feature = "tower")]
    pub fn from_service<S>(service: S) -> Self
    where
        S: tower_service::Service<Request, Response = Response> + Clone + Send + Sync + 'static,
        S::Future: Send,
        S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let send = move |request| {
            let mut service = service.clone();
            Box::pin(async move {
                // A service that is not ready has not been given the request.
                std::future::poll_fn(|context| service.poll_ready(context)).await.map_err(SendError::not_sent)?;
                service.call(request).await.map_err(|error| match error.into().downcast() {
                    Ok(error) => send_error(*error, Redirects::MayBeFollowed),
                    Err(error) => SendError::of(error),
                })
            }) as Pending<_>
        };
        Self { send: Arc::new(send) }
    }
}

impl AsyncTransport for Reqwest {
    type Client = reqwest::Client;
    /// The response itself, whose [`chunk`](Response::chunk) reads the body as it comes.
    type Body = Response;

    fn send(&self, request: http::Request<RequestBody>) -> Pending<Result<http::Response<Response>, SendError>> {
        let request = request.map(|body| match body {
            RequestBody::Bytes(bytes) => Body::from(bytes),
            RequestBody::Reader(reader) => body_of(reader),
        });
        match request.try_into() {
            Ok(request) => {
                let response = (self.send)(request);
                Box::pin(async { response.await.map(with_head) })
            }
            Err(error) => Box::pin(async { Err(send_error(error, Redirects::MayBeFollowed)) }),
        }
    }

    fn read(mut body: Response, limit: usize) -> Pending<Result<Vec<u8>, SendError>> {
        Box::pin(async move {
            let mut bytes = Vec::new();
            while let Some(chunk) = body.chunk().await.map_err(|error| SendError::unanswered(error.without_url()))? {
                if bytes.len() + chunk.len() > limit {
                    return Err(SendError::too_large());
                }
                bytes.extend_from_slice(&chunk);
            }
            Ok(bytes)
        })
    }

    fn body_of(bytes: Vec<u8>) -> Response {
        http::Response::new(bytes).into()
    }

    fn sleep(time: Duration) -> Pending<()> {
        // Work that never gives way uses up what tokio lets one task do at once, by which a timer would never end.
        Box::pin(tokio::task::unconstrained(tokio::time::sleep(time)))
    }
}

/// Returns a response with its head beside it, as all clients have one.
fn with_head(response: Response) -> http::Response<Response> {
    let (status, headers) = (response.status(), response.headers().clone());
    let mut response = http::Response::new(response);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Says whether the request may have arrived, and leaves out the address, which holds the parameters.
fn send_error(error: reqwest::Error, redirects: Redirects) -> SendError {
    let is_first_connection = error.is_connect() && redirects == Redirects::AreNotFollowed;
    let was_sent = !error.is_builder() && !is_first_connection;
    let error = error.without_url();
    if was_sent { SendError::unanswered(error) } else { SendError::not_sent(error) }
}
