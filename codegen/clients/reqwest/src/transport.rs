//! Transports that send requests: by a client, by a closure or by a service of tower.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use apiscribe::{Outcome, SendError, http};
use reqwest::Body;

/// The response on its way; it is there with its head.
type Sending = Pin<Box<dyn Future<Output = Result<reqwest::Response, SendError>> + Send>>;

/// Sends a request.
pub(crate) type Transport = Arc<dyn Fn(http::Request<Body>) -> Sending + Send + Sync>;

/// The behaviour of a client with redirects, which cannot be seen from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redirects {
    MayBeFollowed,
    AreNotFollowed,
}

pub(crate) fn of_client(client: reqwest::Client, redirects: Redirects) -> Transport {
    Arc::new(move |request| {
        let client = client.clone();
        Box::pin(async move {
            let request = of_http(request)?;
            client.execute(request).await.map_err(|error| send_error(error, redirects))
        })
    })
}

pub(crate) fn of_closure<F, E>(send: impl Fn(http::Request<Vec<u8>>) -> F + Send + Sync + 'static) -> Transport
where
    F: Future<Output = Result<http::Response<Vec<u8>>, E>> + Send + 'static,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let send = Arc::new(send);
    Arc::new(move |request| {
        let send = Arc::clone(&send);
        Box::pin(async move {
            let (head, body) = request.into_parts();
            // A response can be read from any body.
            let body =
                reqwest::Response::from(http::Response::new(body)).bytes().await.map_err(SendError::impossible)?;
            let response = send(http::Request::from_parts(head, body.into()));
            response.await.map(reqwest::Response::from).map_err(SendError::of)
        })
    })
}

#[cfg(feature = "tower")]
pub(crate) fn of_service<S>(service: S) -> Transport
where
    S: tower_service::Service<reqwest::Request, Response = reqwest::Response> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
{
    Arc::new(move |request| {
        let mut service = service.clone();
        Box::pin(async move {
            let request = of_http(request)?;
            // A service that is not ready has not been given the request.
            std::future::poll_fn(|context| service.poll_ready(context)).await.map_err(SendError::not_sent)?;
            service.call(request).await.map_err(|error| match error.into().downcast() {
                Ok(error) => send_error(*error, Redirects::MayBeFollowed),
                Err(error) => SendError::of(error),
            })
        })
    })
}

/// Makes a request of the client. Where its method makes a body expected and there is none, it states that (RFC 9110 §8.6),
/// which the client leaves out: some servers refuse such requests without a length.
fn of_http(mut request: http::Request<Body>) -> Result<reqwest::Request, SendError> {
    let expects_body = [http::Method::POST, http::Method::PUT, http::Method::PATCH].contains(request.method());
    if expects_body && request.body().as_bytes().is_some_and(<[u8]>::is_empty) {
        request.headers_mut().insert(http::header::CONTENT_LENGTH, http::HeaderValue::from_static("0"));
    }
    request.try_into().map_err(|error| send_error(error, Redirects::MayBeFollowed))
}

/// Ends what takes longer than is left.
pub(crate) async fn in_time<T>(
    time_left: Option<Duration>,
    work: impl Future<Output = Result<T, SendError>>,
) -> Result<T, SendError> {
    match time_left {
        Some(time) => tokio::time::timeout(time, work).await.unwrap_or_else(|_| Err(SendError::out_of_time())),
        None => work.await,
    }
}

/// Returns a response with its head beside it, as all clients have one.
pub(crate) fn with_head(response: reqwest::Response) -> http::Response<reqwest::Response> {
    let (status, headers) = (response.status(), response.headers().clone());
    let mut response = http::Response::new(response);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// Reads the whole body of a response, unless it is too large.
pub(crate) async fn read_whole(response: reqwest::Response, limit: usize) -> Outcome {
    let mut body = Vec::new();
    let (head, mut response) = with_head(response).into_parts();
    while let Some(chunk) = response.chunk().await.map_err(|error| SendError::unanswered(error.without_url()))? {
        if body.len() + chunk.len() > limit {
            return Err(SendError::too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(http::Response::from_parts(head, body))
}

/// Converts an error, with whether the request may have arrived and without the address, which holds the parameters.
fn send_error(error: reqwest::Error, redirects: Redirects) -> SendError {
    let is_first_connection = error.is_connect() && redirects == Redirects::AreNotFollowed;
    let was_sent = !error.is_builder() && !is_first_connection;
    let error = error.without_url();
    if was_sent { SendError::unanswered(error) } else { SendError::not_sent(error) }
}
