//! Sends requests by an agent of ureq.

use std::io::{self, ErrorKind, Read};
use std::time::Duration;

use apiscribe::{BlockingTransport, RequestBody, SendError, http};
use ureq::{Agent, AsSendBody, Body, SendBody, Timeout};

/// An agent of ureq, as the [`Client`](crate::Client) has it: as you have configured it. Redirects alone are never followed: a
/// request with credentials must not go to another host.
pub struct Ureq(Agent);

impl From<Agent> for Ureq {
    fn from(agent: Agent) -> Self {
        Self(agent)
    }
}

impl BlockingTransport for Ureq {
    type Client = Agent;
    type Body = Body;

    fn send(
        &self,
        request: http::Request<RequestBody>,
        time_left: Option<Duration>,
    ) -> Result<http::Response<Body>, SendError> {
        let (head, body) = request.into_parts();
        match body {
            // A body of no bytes would be sent with a length also where none is expected.
            RequestBody::Bytes(bytes) if bytes.is_empty() => {
                self.run(http::Request::from_parts(head, ()), false, time_left)
            }
            RequestBody::Bytes(bytes) => self.run(http::Request::from_parts(head, bytes.as_slice()), true, time_left),
            RequestBody::Reader(reader) => {
                let mut reader = BodyReader(reader);
                self.run(http::Request::from_parts(head, SendBody::from_reader(&mut reader)), true, time_left)
            }
        }
    }

    fn read(mut body: Body, limit: usize) -> Result<Vec<u8>, SendError> {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        body.with_config().limit(limit).read_to_vec().map_err(send_error)
    }

    fn body_of(bytes: Vec<u8>) -> Body {
        Body::builder().limit(bytes.len() as u64).data(bytes)
    }
}

impl Ureq {
    fn run(
        &self,
        request: http::Request<impl AsSendBody>,
        has_body: bool,
        time_left: Option<Duration>,
    ) -> Result<http::Response<Body>, SendError> {
        let timeout = [self.0.config().timeouts().global, time_left].into_iter().flatten().min();
        // An error of the server has a body to be read, and there are operations that delete by what a body says.
        let request = self.0.configure_request(request).http_status_as_error(false).timeout_global(timeout);
        let request = request.max_redirects(0).max_redirects_will_error(false).allow_non_standard_methods(has_body);
        self.0.run(request.build()).map_err(send_error)
    }
}

/// A body of the caller, whose errors must not be taken for those of the connection: a part of the request has been sent.
struct BodyReader(Box<dyn Read + Send>);

impl Read for BodyReader {
    fn read(&mut self, piece: &mut [u8]) -> io::Result<usize> {
        self.0.read(piece).map_err(|error| match error.kind() {
            ErrorKind::Interrupted => error,
            _ => io::Error::other(error),
        })
    }
}

/// Says whether the request may have arrived: not where there was no connection to send it by.
fn send_error(error: ureq::Error) -> SendError {
    match &error {
        ureq::Error::BodyExceedsLimit(_) => SendError::too_large(),
        // Its text is the address, which holds the parameters.
        ureq::Error::BadUri(_) => SendError::impossible("the address is not valid"),
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::TlsRequired => {
            SendError::not_sent(error)
        }
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => SendError::not_sent(error),
        ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => SendError::not_sent(error),
        _ => SendError::unanswered(error),
    }
}
