//! From the response of an operation to the request that asks how far it is with what the operation has begun.

use std::time::Duration;

use apiscribe_core::response_path;
use http::HeaderMap;

use crate::overlay::{self, Change};
use crate::value_path::{items, scalar_of_response};
use crate::{Any, DecodeError, Encode, Operation, Poll, PollError, Polling, Response};

/// Begins to ask how far it is.
pub(crate) fn begin<O: Operation, P: Operation>(
    polling: &'static Polling,
    request: &O,
    response: &Response<O::Response>,
) -> Result<Poll<P>, PollError> {
    let parameter = |(parameter, path): &(&str, &str)| {
        let value = match response_path::in_request(path) {
            Some(path) => value(request, &HeaderMap::new(), path),
            None => value(response.body(), response.headers(), path),
        };
        let value = value.ok_or_else(|| PollError::Missing((*path).to_owned()))?;
        Ok(match parameter.strip_suffix("[0]") {
            Some(list) => (list.to_owned(), Any::Array(vec![value])),
            None => ((*parameter).to_owned(), value),
        })
    };
    let parameters: Result<Vec<Change>, PollError> = polling.parameters.iter().map(parameter).collect();
    let request = overlay::of(&parameters?).ok_or(PollError::Request)?;
    Ok(paced(Poll::new(&request, judge::<P>(polling)), polling))
}

/// Goes on to ask how far it is.
pub(crate) fn resume<P: Operation>(polling: &'static Polling, state: &str) -> Result<Poll<P>, DecodeError> {
    Ok(paced(Poll::resume(state, judge::<P>(polling))?, polling))
}

/// The scalar or the list that stands at a path.
fn value(of: &dyn Encode, headers: &HeaderMap, path: &str) -> Option<Any> {
    scalar_of_response(of, headers, path).or_else(|| items(of, path))
}

/// Judges responses as the facts say.
fn judge<P: Operation>(
    polling: &'static Polling,
) -> impl Fn(&Response<P::Response>) -> crate::Progress + Send + Sync + 'static {
    |response| polling.until.progress(response)
}

/// Lets the documented time pass between two requests.
fn paced<P: Operation>(poll: Poll<P>, polling: &Polling) -> Poll<P> {
    match polling.interval {
        Some(seconds) => poll.with_interval(Duration::from_secs(seconds.into())),
        None => poll,
    }
}
