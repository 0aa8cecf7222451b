//! From an `http::Response` to a typed response or a typed error.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::bridge::read_json;
use crate::encode::Wire;
use crate::error::Pause;
use crate::failure::says_failed;
use crate::header_members::with_headers;
use crate::response::{HttpResponse, header};
use crate::unwrapped::unwrapped;
use crate::{ApiError, Decode, DecodeError, Encode, ErrorCode, OperationFacts, ReadOptions, Report, Response, Source};

/// Reads the response to an operation.
pub(crate) fn read<R, C>(
    facts: &OperationFacts,
    blank: fn(u16) -> R,
    answer: impl HttpResponse,
    options: ReadOptions,
) -> Result<Response<R>, ApiError<C>>
where
    R: Decode + Encode,
    C: ErrorCode,
{
    let (status, headers, body) = answer.parts();
    let header_of = |name: &str| header(headers, name);
    let error =
        || ApiError::read(facts.error_fields(), status, body, &header_of).with_pause(pause(headers, options.now));
    if !(200..300).contains(&status) || says_failed::<C>(facts, status, body, &header_of) {
        return Err(error());
    }
    let mut response = blank(status);
    let Some(response_headers) = facts.headers_of(status) else {
        let unknown = DecodeError::unknown_status();
        if options.is_tolerant && response.read(Source::Bytes(body)).is_ok() {
            return Ok(Response::new(response, status, answer.into_headers(), unknown.into()));
        }
        return Err(error().with_unreadable(unknown, body, options.body_limit));
    };
    let envelope = facts.unwrap_path().unwrap_or_default();
    let shape = match Shape::of(&response) {
        // An envelope is an object, whatever is in it.
        Shape::Bytes | Shape::Text if !envelope.is_empty() => Shape::Object,
        shape => shape,
    };
    let read = &mut |source: Source<'_>| {
        unwrapped(source, envelope, &mut |source| {
            with_headers(source, response_headers, headers, &mut |source| response.read(source))
        })
    };
    let outcome = read_body(shape, status, body, options, read);
    // Where nothing is documented nothing can be lost, and who hears of a failure does it again. An object that breaks off may
    // have said more.
    let may_fail = || body.trim_ascii_start().starts_with(b"{") || !facts.failure_fields().is_empty();
    let outcome = outcome.or_else(|problem| match shape {
        Shape::Object if options.is_tolerant && has_no_fields(&response) && !may_fail() => Ok(problem.into()),
        _ => Err(problem),
    });
    match outcome {
        Ok(report) => Ok(Response::new(response, status, answer.into_headers(), report)),
        Err(problem) => Err(error().with_unreadable(problem, body, options.body_limit)),
    }
}

/// Hands on the body of a response: bytes as they are, text as it is unless it is one JSON string, no body as an object without
/// fields, and everything else as JSON. A number or a list is not made of nothing, unless the status wants no body.
fn read_body(
    shape: Shape,
    status: u16,
    body: &[u8],
    options: ReadOptions,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<Report, DecodeError> {
    let is_blank = body.trim_ascii().is_empty();
    let as_it_is = match shape {
        Shape::Bytes => Some(Source::Bytes(body)),
        Shape::Text | Shape::Object if is_blank => Some(Source::Null),
        Shape::Json if is_blank && (status == 204 || status == 205) => Some(Source::Null),
        Shape::Text if !body.starts_with(b"\"") => {
            std::str::from_utf8(body).ok().map(|text| Source::String(text.into()))
        }
        Shape::Text | Shape::Object | Shape::Json => None,
    };
    if let Some(source) = as_it_is {
        return read(source).map(|()| Report::default());
    }
    match read_json(body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body), options.is_tolerant, read) {
        Err(_) if matches!(shape, Shape::Text) && options.is_tolerant => read_text(body, read),
        outcome => outcome,
    }
}

/// Hands on a body that begins like a JSON string and is none, as a table in CSV does, or that is not UTF-8.
#[cold]
fn read_text(body: &[u8], read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>) -> Result<Report, DecodeError> {
    let text = String::from_utf8_lossy(body);
    let is_broken = matches!(text, Cow::Owned(_));
    read(Source::String(text.into_owned().into()))?;
    Ok(if is_broken { DecodeError::broken_text().into() } else { Report::default() })
}

/// The shape of a type on the wire.
#[derive(Clone, Copy)]
enum Shape {
    Bytes,
    Text,
    /// An object with fields of its own.
    Object,
    Json,
}

impl Shape {
    fn of(value: &impl Encode) -> Self {
        match Wire::of(value) {
            Wire::String(_) => Self::Text,
            Wire::Binary(_) => Self::Bytes,
            Wire::Object(_) => Self::Object,
            _ => Self::Json,
        }
    }
}

/// Returns whether nothing is documented of an object.
#[cold]
fn has_no_fields(object: &dyn Encode) -> bool {
    let mut is_empty = false;
    object.fields(&mut |_, values| is_empty = values.is_empty());
    is_empty
}

/// Returns how long the headers ask to wait, from the time that the caller gives, if it gives one.
fn pause(headers: &HeaderMap, now: Option<SystemTime>) -> Pause {
    let window = |name| header(headers, name).and_then(time_left);
    let asked = header(headers, RETRY_AFTER.as_str());
    Pause {
        throttled: header(headers, "x-acs-retry-after").and_then(|text| pause_of(text, 1000.0)),
        asked: asked.and_then(|text| pause_of(text, 1.0).or_else(|| until(text, server_time(headers).or(now)))),
        window: window("x-ratelimit-user-api").max(window("x-ratelimit-user")),
    }
}

/// The pause that a number asks for, of which so many make a second. What is too large to be counted is the longest pause
/// there is, which no policy waits.
fn pause_of(number: &str, per_second: f64) -> Option<Duration> {
    let number =
        Some(number.trim()).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))?;
    let number: f64 = number.parse().ok().filter(|number: &f64| *number > 0.0)?;
    Some(Duration::try_from_secs_f64(number / per_second).unwrap_or(Duration::MAX))
}

/// The time of the server's clock when it sent a response, where it tells it.
pub(crate) fn server_time(headers: &HeaderMap) -> Option<SystemTime> {
    header(headers, DATE.as_str()).and_then(http_date)
}

fn http_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text.trim()).ok()
}

/// The time until a moment, as HTTP writes dates, by the clock of the server, which may be another than that of the caller;
/// only where the server does not tell its own, by that of the caller.
fn until(then: &str, now: Option<SystemTime>) -> Option<Duration> {
    let then = http_date(then)?;
    let now = now.or_else(clock)?;
    then.duration_since(now).ok().filter(|pause| !pause.is_zero())
}

/// The time of the clock, on a system that has one.
fn clock() -> Option<SystemTime> {
    let has_clock = cfg!(not(all(target_family = "wasm", target_os = "unknown")));
    has_clock.then(SystemTime::now)
}

/// The `TimeLeft` of a counter such as `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`, in milliseconds.
fn time_left(counter: &str) -> Option<Duration> {
    let value = counter.split(',').find_map(|part| part.trim().strip_prefix("TimeLeft:"))?;
    value.trim().parse().ok().filter(|&left| left > 0).map(Duration::from_millis)
}
