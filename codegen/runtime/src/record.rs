//! Requests and responses over HTTP as plain values, for tests to store and to play again.

use std::collections::BTreeMap;
use std::fmt;

use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION, SET_COOKIE};

use crate::{Binary, Decode, DecodeError, Encode, FieldPresence, FieldReceiver, FieldTable, Source, required};

/// A request over HTTP that a test can store, by serde, and compare with another one.
///
/// Headers that are marked as sensitive, that sign or that log in are left out. The address and the body are kept as they
/// are, with all parameters, secret ones included. A request that is not signed yet is the same each time.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, as in `POST`.
    pub method: String,
    /// The whole address.
    pub uri: String,
    /// The values of each header, by its name in small letters.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The body.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    /// Makes a record of a request.
    pub fn of(request: &http::Request<impl AsRef<[u8]>>) -> Self {
        Self {
            method: request.method().to_string(),
            uri: request.uri().to_string(),
            headers: shown(request.headers()),
            body: request.body().as_ref().to_vec(),
        }
    }

    /// The request, without what was left out.
    ///
    /// # Errors
    /// When the record was changed to something that is no request.
    pub fn to_http(&self) -> Result<http::Request<Vec<u8>>, http::Error> {
        let request = http::Request::builder().method(self.method.as_str()).uri(self.uri.as_str());
        let mut request = request.body(self.body.clone())?;
        *request.headers_mut() = header_map(&self.headers)?;
        Ok(request)
    }
}

/// An HTTP response that a test can store, by serde, and give to [`Operation::read_http`](crate::Operation::read_http)
/// again.
///
/// Headers that are marked as sensitive or that log in are left out. The body is kept as it is.
///
/// ```
/// use apiscribe::{RecordedResponse, from_json, http, to_json};
///
/// let mut response = http::Response::new(r#"{"Code":"Throttling"}"#);
/// *response.status_mut() = http::StatusCode::BAD_REQUEST;
/// let stored = to_json(&RecordedResponse::of(&response));
/// assert_eq!(stored, r#"{"status":400,"headers":{},"body":"{\"Code\":\"Throttling\"}"}"#);
///
/// let again: RecordedResponse = from_json(&stored).unwrap();
/// assert_eq!(again.to_http().unwrap().body(), response.body().as_bytes());
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedResponse {
    /// The status, as in 200.
    pub status: u16,
    /// The values of each header, by its name in small letters.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The body.
    pub body: Vec<u8>,
}

impl RecordedResponse {
    /// Makes a record of a response.
    pub fn of(response: &http::Response<impl AsRef<[u8]>>) -> Self {
        let body = response.body().as_ref().to_vec();
        Self { status: response.status().as_u16(), headers: shown(response.headers()), body }
    }

    /// The response, without what was left out.
    ///
    /// # Errors
    /// When the record was changed to something that is no response.
    pub fn to_http(&self) -> Result<http::Response<Vec<u8>>, http::Error> {
        let mut response = http::Response::builder().status(self.status).body(self.body.clone())?;
        *response.headers_mut() = header_map(&self.headers)?;
        Ok(response)
    }
}

fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    let logs_in = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, SET_COOKIE].contains(name);
    logs_in || name == "x-acs-security-token" || value.is_sensitive()
}

fn shown(headers: &HeaderMap) -> BTreeMap<String, Vec<String>> {
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in headers.iter().filter(|(name, value)| !is_secret(name, value)) {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        shown.entry(name.as_str().to_owned()).or_default().push(text);
    }
    shown
}

fn header_map(headers: &BTreeMap<String, Vec<String>>) -> Result<HeaderMap, http::Error> {
    let mut map = HeaderMap::new();
    for (name, values) in headers {
        for value in values {
            map.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_bytes(value.as_bytes())?);
        }
    }
    Ok(map)
}

/// Shows neither the query nor the body, in which there may be secrets.
impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let uri = self.uri.split('?').next().unwrap_or_default();
        f.debug_struct("RecordedRequest").field("method", &self.method).field("uri", &uri).finish_non_exhaustive()
    }
}

/// Does not show the body, in which there may be secrets.
impl fmt::Debug for RecordedResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RecordedResponse");
        shown.field("status", &self.status).field("body", &format_args!("{} bytes", self.body.len()));
        shown.finish_non_exhaustive()
    }
}

/// A body under one of two names: `body` where it is text, else `body_base64`.
struct Body<'a> {
    text: Option<&'a str>,
    bytes: Option<Binary>,
}

impl<'a> Body<'a> {
    fn of(body: &'a [u8]) -> Self {
        match std::str::from_utf8(body) {
            Ok(text) => Self { text: Some(text), bytes: None },
            Err(_) => Self { text: None, bytes: Some(body.into()) },
        }
    }
}

impl Encode for RecordedRequest {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        let Body { text, bytes } = Body::of(&self.body);
        let rows = &["method", "uri", "headers", "body", "body_base64"].map(|name| (name, FieldPresence::Optional));
        receiver.receive(FieldTable::new("", rows), &[&self.method, &self.uri, &self.headers, &text, &bytes]);
    }
}

impl Encode for RecordedResponse {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        let Body { text, bytes } = Body::of(&self.body);
        let status = i32::from(self.status);
        let rows = &["status", "headers", "body", "body_base64"].map(|name| (name, FieldPresence::Optional));
        receiver.receive(FieldTable::new("", rows), &[&status, &self.headers, &text, &bytes]);
    }
}

/// The members of both kinds of record, as far as they are there.
#[derive(Default)]
struct Members {
    method: Option<String>,
    uri: Option<String>,
    status: Option<i32>,
    headers: BTreeMap<String, Vec<String>>,
    body: Vec<u8>,
}

impl Members {
    fn of(source: Source<'_>) -> Result<Self, DecodeError> {
        let mut object = source.object()?;
        let mut members = Self::default();
        while let Some(key) = object.next_key()? {
            match key {
                "method" => members.method = Some(object.value()?),
                "uri" => members.uri = Some(object.value()?),
                "status" => members.status = Some(object.value()?),
                "headers" => members.headers = object.value()?,
                "body" => members.body = object.value::<String>()?.into_bytes(),
                "body_base64" => members.body = object.value::<Binary>()?.into_bytes(),
                _ => object.skip()?,
            }
        }
        Ok(members)
    }
}

impl Decode for RecordedRequest {
    fn blank() -> Self {
        Self { method: String::new(), uri: String::new(), headers: BTreeMap::new(), body: Vec::new() }
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        let Members { method, uri, headers, body, .. } = Members::of(source)?;
        *self = Self { method: required("method", method)?, uri: required("uri", uri)?, headers, body };
        Ok(())
    }
}

impl Decode for RecordedResponse {
    fn blank() -> Self {
        Self { status: 0, headers: BTreeMap::new(), body: Vec::new() }
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        let Members { status, headers, body, .. } = Members::of(source)?;
        // What is no status is refused when a response is made of it.
        let status = required("status", status)?.try_into().unwrap_or_default();
        *self = Self { status, headers, body };
        Ok(())
    }
}

crate::serde_shells!(RecordedRequest, RecordedResponse);
