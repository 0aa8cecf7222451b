//! Documented headers of a response, read as if they were members of its body.

use std::slice::Iter;

use http::header::HeaderMap;

use crate::decode_error::DecodeError;
use crate::header_lines::HeaderLines;
use crate::source::{Fields, Members, ObjectSource, Reader, ReadingRef, Source, Text, read_fields};

/// Hands on an object, or what stands for one, with the documented headers as further members.
pub(crate) fn with_headers(
    source: Source<'_>,
    names: &'static [&'static str],
    headers: &HeaderMap,
    read: &mut dyn FnMut(Source<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    if names.is_empty() {
        return read(source);
    }
    source.with_object(&mut |object| {
        let (body, reading) = (object.members.map(|(members, _)| members), object.reading);
        let (names, lines) = (names.iter(), HeaderLines::default());
        let mut members = HeaderMembers { body, has_more: true, names, headers, lines, reading };
        read(Source::Object(ObjectSource::new(&mut members, reading)))
    })
}

/// The members of a body, and then its headers.
struct HeaderMembers<'a, 'h> {
    /// The members of the body, if it has a body.
    body: Option<&'a mut dyn Members>,
    /// True until the last member of the body.
    has_more: bool,
    names: Iter<'static, &'static str>,
    headers: &'h HeaderMap,
    reading: ReadingRef<'a>,
    /// The lines of the header whose name was shown last.
    lines: HeaderLines<'h>,
}

impl Members for HeaderMembers<'_, '_> {
    fn next_key(&mut self, show: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        self.has_more = match &mut self.body {
            Some(body) if self.has_more => body.next_key(show)?,
            _ => false,
        };
        if self.has_more {
            return Ok(true);
        }
        let lines = self.names.by_ref().map(|name| HeaderLines::of(self.headers, name));
        let Some(lines) = { lines }.find(|lines| !lines.lines.is_empty()) else {
            return Ok(false);
        };
        show(lines.name);
        self.lines = lines;
        Ok(true)
    }

    fn value(&mut self, reader: Reader<'_>) -> Result<(), DecodeError> {
        match &mut self.body {
            Some(body) if self.has_more => body.value(reader),
            _ => {
                // The reader keeps its own error.
                reader(Source::String(Text::of_header(&self.lines, self.reading)));
                Ok(())
            }
        }
    }

    fn skip(&mut self) -> Result<(), DecodeError> {
        match &mut self.body {
            Some(body) if self.has_more => body.skip(),
            _ => Ok(()),
        }
    }

    fn read_fields(&mut self, fields: &mut dyn Fields, is_tolerant: bool) -> Result<(), DecodeError> {
        read_fields::<dyn Members>(self, fields, is_tolerant)
    }

    fn place(&self) -> Option<usize> {
        self.body.as_ref().and_then(|body| body.place())
    }
}
