//! Documented headers of a response, read as if they were members of its body.

use std::slice::Iter;

use http::header::HeaderMap;

use crate::decode_error::DecodeError;
use crate::response::header;
use crate::source::{Members, ObjectSource, Reader, ReadingRef, Source, Text};

/// Hands on an object with the documented headers as further members. What is no object is handed on as it is.
pub(crate) fn with_headers(
    source: Source<'_>,
    names: &'static [&'static str],
    headers: &HeaderMap,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let object = match source {
        object @ (Source::Object(_) | Source::Null) if !names.is_empty() => object.object()?,
        other => return read(other),
    };
    let (body, reading, place) = (object.members.map(|(members, _)| members), object.reading, object.place);
    let mut members = HeaderMembers { body, names: names.iter(), headers, reading, value: None };
    read(Source::Object(ObjectSource { members: Some((&mut members, String::new())), reading, place }))
}

/// The members of a body, and then its headers.
struct HeaderMembers<'a, 'h> {
    /// `None` behind the last member of the body.
    body: Option<&'a mut dyn Members>,
    names: Iter<'static, &'static str>,
    headers: &'h HeaderMap,
    reading: ReadingRef<'a>,
    /// The value of the header whose name was shown last.
    value: Option<&'h str>,
}

impl Members for HeaderMembers<'_, '_> {
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        if let Some(body) = &mut self.body {
            if body.next_key(show)? {
                return Ok(true);
            }
            self.body = None;
        }
        let mut values = self.names.by_ref().map(|name| (name, header(self.headers, name)));
        let Some((name, value)) = values.find(|(_, value)| value.is_some()) else {
            return Ok(false);
        };
        self.value = value;
        show(name);
        Ok(true)
    }

    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        match (&mut self.body, self.value) {
            (Some(body), _) => body.value(reader),
            (None, value) => {
                // The reader keeps its own error.
                let text = Text::new(value.unwrap_or_default().into(), self.reading);
                reader(Source::String(text));
                Ok(())
            }
        }
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        self.body.as_mut().map_or(Ok(()), |body| body.skip())
    }
}
