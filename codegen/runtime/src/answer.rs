//! From an `http::Response` to a typed response or a typed error.

use std::time::Duration;

use http::StatusCode;
use http::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::encode::Wire;
use crate::envelope;
use crate::error::Pause;
use crate::named_values::NamedValues;
use crate::{ApiError, Decode, DecodeError, Encode, ErrorCode, OperationFacts, Source, from_json};

/// Reads the response to an operation.
pub(crate) fn read<R, C>(facts: &OperationFacts, answer: &http::Response<impl AsRef<[u8]>>) -> Result<R, ApiError<C>>
where
    R: Decode + Encode,
    C: ErrorCode,
{
    let (status, headers, body) = (answer.status(), answer.headers(), answer.body().as_ref());
    let error = || {
        let error = ApiError::from_body(status.as_u16(), body);
        error.or_request_id(header(headers, "x-acs-request-id")).with_pause(pause(headers))
    };
    if !status.is_success() || says_failed::<C>(facts, status.as_u16(), body) {
        return Err(error());
    }
    let has_body = !matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
    response(body, has_body).map_err(|problem| error().with_unreadable(problem, body))
}

/// The codes with which services say that nothing went wrong.
const GOOD_CODES: &[&str] = &["OK", "Success", "200"];

/// Returns whether the body of a response with a good status says that the call failed: by a field that the service
/// documents for it, or by a code that is documented as an error of this very status.
fn says_failed<C: ErrorCode>(facts: &OperationFacts, status: u16, body: &[u8]) -> bool {
    // Tables of errors also have rows that say that all is well.
    let is_error = |code: &str| !GOOD_CODES.iter().any(|good| good.eq_ignore_ascii_case(code));
    let rows = C::documented().iter().chain(C::Service::documented());
    let mut documented = rows.filter(|row| row.status == status && is_error(row.code)).peekable();
    if facts.service.failure.is_empty() && documented.peek().is_none() {
        return false;
    }
    let text = envelope::text(body);
    let fields = facts.service.failure;
    let mut values = NamedValues::of(fields.iter().map(|field| field.name).chain(["Code"]));
    envelope::read(&text, &mut values);
    let by_field = fields.iter().any(|field| values.get(field.name).is_some_and(|value| field.says_failed(value)));
    let code = values.get("Code");
    by_field || documented.any(|row| Some(row.code) == code)
}

/// Reads the body as the response: bytes as they are, text as it is unless it is a JSON string, no body as an object without
/// fields, and everything else as JSON. A number or a list is not made of nothing, unless the status wants no body.
fn response<R: Decode + Encode>(body: &[u8], has_body: bool) -> Result<R, DecodeError> {
    let empty = R::decode(Source::Null);
    let text = std::str::from_utf8(body).ok().filter(|text| !text.trim().is_empty() && !text.starts_with('"'));
    match (empty.as_ref().map_or(Shape::Json, Shape::of), text) {
        (Shape::Text, Some(text)) => R::decode(Source::String(text.into())),
        (Shape::Bytes, _) => R::decode(Source::String(crate::binary::to_base64(body).into())),
        (shape, _) if body.trim_ascii().is_empty() && !(has_body && matches!(shape, Shape::Json)) => empty,
        _ => from_json(body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)),
    }
}

/// The shape of a type on the wire.
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

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().filter(|value| !value.is_empty())
}

/// Returns how long the headers ask to wait.
fn pause(headers: &HeaderMap) -> Pause {
    let window = |name| header(headers, name).and_then(time_left);
    let asked = header(headers, RETRY_AFTER.as_str());
    Pause {
        throttled: header(headers, "x-acs-retry-after").and_then(|text| pause_of(text, 1000.0)),
        asked: asked.and_then(|text| pause_of(text, 1.0).or_else(|| until(text, header(headers, DATE.as_str())?))),
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

/// The time from a moment to another, both as HTTP writes dates: this crate has no clock, but the server tells its own.
fn until(then: &str, now: &str) -> Option<Duration> {
    let [then, now] = [then, now].map(|date| httpdate::parse_http_date(date.trim()).ok());
    then?.duration_since(now?).ok().filter(|pause| !pause.is_zero())
}

/// The `TimeLeft` of a counter such as `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`, in milliseconds.
fn time_left(counter: &str) -> Option<Duration> {
    let value = counter.split(',').find_map(|part| part.trim().strip_prefix("TimeLeft:"))?;
    value.trim().parse().ok().filter(|&left| left > 0).map(Duration::from_millis)
}
