//! A response: its typed body, and what came around it.

use std::fmt;
use std::ops::Deref;

use apiscribe_core::response_path;
use http::header::HeaderMap;

use crate::encode::{Encode, FieldReceiver, Wire, written};
use crate::error_body::REQUEST_ID_HEADERS;
use crate::report::Report;

/// A response of a server: its body, its status and headers, and a report of what in it is not as documented.
///
/// The fields of the body can be reached directly: `response.image_id` is `response.body().image_id`.
#[derive(Clone, PartialEq)]
pub struct Response<T> {
    body: T,
    status: u16,
    headers: HeaderMap,
    report: Report,
}

impl<T> Response<T> {
    pub(crate) fn new(body: T, status: u16, headers: HeaderMap, report: Report) -> Self {
        Self { body, status, headers, report }
    }

    /// A response with a body that is not looked at, if the status is one of success.
    pub(crate) fn of_head(response: http::Response<T>) -> Result<Self, http::Response<T>> {
        if !response.status().is_success() {
            return Err(response);
        }
        let (head, body) = response.into_parts();
        Ok(Self::new(body, head.status.as_u16(), head.headers, Report::default()))
    }

    /// The typed body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Takes the typed body out.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The HTTP status: of the class 2xx.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers as they came.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The parts of the body that could not be read, and are absent; empty where all of it is as documented.
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl<T: Encode> Response<T> {
    /// The id of the request, to be named to the provider's support: as the body has it on its first level, or else one of
    /// the headers that usually have it.
    pub fn request_id(&self) -> Option<String> {
        request_id(&self.body, &self.headers)
    }
}

fn request_id(body: &dyn Encode, headers: &HeaderMap) -> Option<String> {
    let mut id = None;
    body.fields(FieldReceiver::new(&mut |table, values| {
        let mut members = written(table, values);
        id = members.find_map(|(name, value)| match value {
            Wire::String(id) if is_request_id(name) && !id.is_empty() => Some(id.into()),
            _ => None,
        });
    }));
    let names = || REQUEST_ID_HEADERS.iter().filter_map(|path| response_path::header(path));
    id.or_else(|| names().find_map(|name| header(headers, name)).map(str::to_owned))
}

fn is_request_id(name: &str) -> bool {
    ["requestid", "request_id"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The value of a header, if it is text and not empty.
pub(crate) fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().filter(|value| !value.is_empty())
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// Shows the body and what is not as documented; of the headers none, as some let whoever has them in.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Response");
        shown.field("status", &self.status).field("body", &self.body);
        if !self.report.is_empty() {
            shown.field("report", &self.report);
        }
        shown.finish_non_exhaustive()
    }
}

/// An HTTP response as a client gives it, or a reference to one, whose headers are then copied.
pub trait HttpResponse {
    /// Takes the response apart, to be looked at; the headers are copied or taken when they are needed.
    #[doc(hidden)]
    fn parts(&self) -> (u16, &HeaderMap, &[u8]);

    #[doc(hidden)]
    fn into_headers(self) -> HeaderMap;
}

impl<B: AsRef<[u8]>> HttpResponse for http::Response<B> {
    fn parts(&self) -> (u16, &HeaderMap, &[u8]) {
        (self.status().as_u16(), self.headers(), self.body().as_ref())
    }

    fn into_headers(self) -> HeaderMap {
        self.into_parts().0.headers
    }
}

impl<B: AsRef<[u8]>> HttpResponse for &http::Response<B> {
    fn parts(&self) -> (u16, &HeaderMap, &[u8]) {
        (**self).parts()
    }

    fn into_headers(self) -> HeaderMap {
        self.headers().clone()
    }
}
