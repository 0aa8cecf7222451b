//! From an `http::Response` to a typed response or a typed error.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use http::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::code_tables::CodeTables;
use crate::encode::{FieldReceiver, Wire};
use crate::error_details::{ErrorDetails, Pause};
use crate::failure::says_failed;
use crate::header_members::with_headers;
use crate::json::read_json;
use crate::response::{HttpResponse, header};
use crate::unwrapped::unwrapped;
use crate::{ApiError, Decode, DecodeError, Encode, ErrorCode, OperationFacts, ReadOptions, Report, Response, Source};

/// Reads the response to an operation.
pub(crate) fn read<R, C>(
    facts: &OperationFacts,
    blank: fn(u16) -> R,
    response: impl HttpResponse,
    options: ReadOptions,
) -> Result<Response<R>, ApiError<C>>
where
    R: Decode + Encode,
    C: ErrorCode,
{
    let (status, headers, body) = response.parts();
    let mut value = blank(status);
    let outcome = ResponseReader { status, headers, body, facts, options }.read(&mut value, CodeTables::of::<C>());
    match outcome {
        Ok(report) => Ok(Response::new(value, status, response.into_headers(), report)),
        Err(error) => Err(ApiError::of(error)),
    }
}

/// A typed response, whatever its type.
trait AnyResponse {
    fn to_encode(&self) -> &dyn Encode;
    fn to_decode(&mut self) -> &mut dyn Decode;
}

impl<R: Decode + Encode> AnyResponse for R {
    fn to_encode(&self) -> &dyn Encode {
        self
    }

    fn to_decode(&mut self) -> &mut dyn Decode {
        self
    }
}

/// An HTTP response to an operation, and all that it takes to read it.
struct ResponseReader<'a> {
    status: u16,
    headers: &'a HeaderMap,
    body: &'a [u8],
    facts: &'a OperationFacts,
    options: ReadOptions,
}

impl ResponseReader<'_> {
    /// Reads the response into a blank one.
    fn read(&self, response: &mut dyn AnyResponse, tables: CodeTables) -> Result<Report, ErrorDetails> {
        let (status, facts) = (self.status, self.facts);
        let header_of = |name: &str| header(self.headers, name);
        if !(200..300).contains(&status) || says_failed(facts, tables, status, self.body, &header_of) {
            return Err(self.error());
        }
        let Some(response_headers) = facts.headers_of(status) else {
            return self.undocumented(response);
        };
        let envelope = facts.unwrap_path().unwrap_or_default();
        let shape = match Shape::of(response.to_encode()) {
            // An envelope is an object, whatever is in it.
            Shape::Bytes | Shape::Text if !envelope.is_empty() => Shape::Object,
            shape => shape,
        };
        let read = &mut |source: Source<'_>| {
            unwrapped(source, envelope, &mut |source| {
                with_headers(source, response_headers, self.headers, &mut |source| response.to_decode().read(source))
            })
        };
        let outcome = read_body(shape, status, self.body, self.options, read);
        outcome.or_else(|problem| match shape {
            Shape::Object if self.may_be_empty() && has_no_fields(response.to_encode()) => Ok(problem.into()),
            _ => Err(self.unreadable(problem)),
        })
    }

    /// Reads the response of a success status that is not documented: its body as it is.
    fn undocumented(&self, response: &mut dyn AnyResponse) -> Result<Report, ErrorDetails> {
        let unknown = DecodeError::unknown_status();
        if self.options.is_tolerant && response.to_decode().read(Source::Bytes(self.body)).is_ok() {
            return Ok(unknown.into());
        }
        Err(self.unreadable(unknown))
    }

    /// Returns whether a body that cannot be read may count as an object without fields. Where nothing is documented nothing can
    /// be lost, and a caller who is told of a failure makes the call again. An object that breaks off may have said more.
    fn may_be_empty(&self) -> bool {
        let may_fail = self.body.trim_ascii_start().starts_with(b"{") || !self.facts.failure_fields().is_empty();
        self.options.is_tolerant && !may_fail
    }

    /// Returns the error that the response is.
    fn error(&self) -> ErrorDetails {
        let header_of = |name: &str| header(self.headers, name);
        let mut error = ErrorDetails::read(self.facts.error_fields(), self.status, self.body, &header_of);
        error.set_pause(pause(self.headers, self.options.now));
        error
    }

    /// Returns the error that the response cannot be read.
    fn unreadable(&self, problem: DecodeError) -> ErrorDetails {
        let mut error = self.error();
        error.set_unreadable(problem, self.body, self.options.body_limit);
        error
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
    fn of(value: &dyn Encode) -> Self {
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
    object.fields(FieldReceiver::new(&mut |_, values| is_empty = values.is_empty()));
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
