//! Transports that send requests: by an agent or by a closure.

use std::error::Error;
use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::time::Duration;

use apiscribe::{Outcome, SendError, http};
use ureq::{Agent, AsSendBody, Body, SendBody, Timeout};

/// The body of a request.
pub(crate) enum Sent {
    Bytes(Vec<u8>),
    /// To be sent as it is read; the request says how long it is.
    Reader(Box<dyn Read>),
}

/// Sends a request, within so much time, and returns the response when its head is there.
pub(crate) type Transport =
    Arc<dyn Fn(http::Request<Sent>, Option<Duration>) -> Result<http::Response<Body>, SendError> + Send + Sync>;

pub(crate) fn of_agent(agent: Agent) -> Transport {
    Arc::new(move |request, time_left| {
        let timeout = [agent.config().timeouts().global, time_left].into_iter().flatten().min();
        let (head, body) = request.into_parts();
        match body {
            // Such a request would be sent with a length that says that it has none, which some servers refuse.
            Sent::Bytes(bytes) if bytes.is_empty() && !states_length(&head.method) => {
                run(&agent, http::Request::from_parts(head, ()), false, timeout)
            }
            Sent::Bytes(bytes) => {
                run(&agent, http::Request::from_parts(head, bytes.as_slice()), !bytes.is_empty(), timeout)
            }
            Sent::Reader(mut reader) => {
                run(&agent, http::Request::from_parts(head, SendBody::from_reader(&mut reader)), true, timeout)
            }
        }
    })
}

/// Returns whether requests of a method state a length also where they have no body (RFC 9110 §8.6).
fn states_length(method: &http::Method) -> bool {
    [http::Method::POST, http::Method::PUT, http::Method::PATCH].contains(method)
}

fn run(
    agent: &Agent,
    request: http::Request<impl AsSendBody>,
    has_body: bool,
    timeout: Option<Duration>,
) -> Result<http::Response<Body>, SendError> {
    // An error of the server has a body to be read, and there are operations that delete by what a body says.
    let request = agent.configure_request(request).http_status_as_error(false).timeout_global(timeout);
    let request = request.max_redirects(0).max_redirects_will_error(false).allow_non_standard_methods(has_body);
    agent.run(request.build()).map_err(send_error)
}

pub(crate) fn of_closure<E: Into<Box<dyn Error + Send + Sync>>>(
    send: impl Fn(http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, E> + Send + Sync + 'static,
) -> Transport {
    Arc::new(move |request, _| {
        let (head, body) = request.into_parts();
        let mut bytes = Vec::new();
        match body {
            Sent::Bytes(whole) => bytes = whole,
            Sent::Reader(mut reader) => _ = reader.read_to_end(&mut bytes).map_err(SendError::impossible)?,
        }
        let response = send(http::Request::from_parts(head, bytes)).map_err(SendError::of)?;
        Ok(response.map(|body| Body::builder().limit(body.len() as u64).data(body)))
    })
}

/// Reads the whole body of a response, unless it is too large.
pub(crate) fn read_whole(response: http::Response<Body>, limit: usize) -> Outcome {
    let (head, mut body) = response.into_parts();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    let body = body.with_config().limit(limit).read_to_vec().map_err(send_error)?;
    Ok(http::Response::from_parts(head, body))
}

/// Converts an error, with whether the request may have arrived: not where there was no connection to send it by.
fn send_error(error: ureq::Error) -> SendError {
    match &error {
        ureq::Error::BodyExceedsLimit(_) => SendError::too_large(),
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::TlsRequired => {
            SendError::not_sent(error)
        }
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => SendError::not_sent(error),
        ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => SendError::not_sent(error),
        _ => SendError::unanswered(error),
    }
}
