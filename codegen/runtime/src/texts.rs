//! The texts of an error body, in one allocation.

use crate::envelope::{self, Wanted};

/// The kind of a text. The order is that of the names.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Part {
    Code,
    AccessDeniedDetail,
    Message,
    HostId,
    Recommend,
    Description,
    Detail,
    RequestId,
}

static NAMES: [&str; PARTS] =
    ["Code", "AccessDeniedDetail", "Message", "HostId", "Recommend", "Description", "Detail", "RequestId"];

impl Part {
    /// Every part there is, in order.
    pub(crate) const ALL: [Self; PARTS] = [
        Self::Code,
        Self::AccessDeniedDetail,
        Self::Message,
        Self::HostId,
        Self::Recommend,
        Self::Description,
        Self::Detail,
        Self::RequestId,
    ];

    /// The name of the field that has it, as a list of one.
    pub(crate) fn names(self) -> &'static [&'static str] {
        &NAMES[self as usize..=self as usize]
    }
}

const PARTS: usize = Part::RequestId as usize + 1;

/// The greatest number of bytes that are reserved before anything is read: most bodies have less, and none has to be copied
/// again.
const RESERVED: usize = 4096;

/// The range of a text, in bytes.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Counted from 1; 0 where there is no text.
    start: usize,
    end: usize,
}

/// The texts of an error body one after the other, each added as it is read, and where each is. They take no more memory
/// than the body, however often a name comes.
#[derive(Clone, Default)]
pub(crate) struct Texts {
    all: String,
    /// Of the names, and after them of the names with a small first letter.
    places: [Place; 2 * PARTS],
}

impl Wanted for Texts {
    fn names(&self) -> Vec<&'static str> {
        NAMES.into()
    }

    #[inline]
    fn place(&self, key: &str) -> Option<usize> {
        let part = match key {
            "Code" | "code" => Part::Code,
            "AccessDeniedDetail" | "accessDeniedDetail" => Part::AccessDeniedDetail,
            "Message" | "message" => Part::Message,
            "HostId" | "hostId" => Part::HostId,
            "Recommend" | "recommend" => Part::Recommend,
            "Description" | "description" => Part::Description,
            "Detail" | "detail" => Part::Detail,
            "RequestId" | "requestId" => Part::RequestId,
            _ => return None,
        };
        let is_small = key.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
        Some(part as usize + if is_small { PARTS } else { 0 })
    }

    #[inline]
    fn set(&mut self, place: usize, value: Option<&str>) {
        let start = self.all.len() + 1;
        self.places[place] = value.map_or(Place::default(), |value| {
            self.all.push_str(value);
            Place { start, end: self.all.len() }
        });
    }
}

impl Texts {
    /// Reads a body, and tells whether that went to its end.
    pub(crate) fn read(&mut self, body: &str) -> bool {
        self.reserve(body);
        envelope::read(body, self)
    }

    /// Makes room for the texts of a body.
    pub(crate) fn reserve(&mut self, body: &str) {
        self.all = String::with_capacity(body.len().min(RESERVED));
    }

    /// The text as it came, be it empty; exactly the name goes before the one with a small first letter.
    pub(crate) fn get(&self, part: Part) -> Option<&str> {
        let at = |Place { start, end }| self.all.get(start.checked_sub(1)?..end);
        at(self.places[part as usize]).or_else(|| at(self.places[part as usize + PARTS]))
    }

    /// Returns whether there is such a text, be it empty.
    pub(crate) fn has(&self, part: Part) -> bool {
        let at = |place: usize| self.places[place].start > 0;
        at(part as usize) || at(part as usize + PARTS)
    }

    /// The text, where it tells something: empty text does not.
    pub(crate) fn find(&self, part: Part) -> Option<&str> {
        self.get(part).filter(|text| !text.chars().all(char::is_whitespace))
    }

    /// The message as it came; empty where there is none.
    pub(crate) fn message(&self) -> &str {
        self.get(Part::Message).unwrap_or_default()
    }

    /// Gives back the memory that is not needed.
    pub(crate) fn shrink(&mut self) {
        self.all.shrink_to_fit();
    }

    /// Sets a text, whatever was there.
    pub(crate) fn set_part(&mut self, part: Part, text: Option<&str>) {
        self.set(part as usize + PARTS, None);
        self.set(part as usize, text);
    }

    /// Returns whether there are a code, a message and the request's id, and nothing that has to be read further. Of short
    /// texts it is not looked at what they say, so that they are taken for something else.
    #[inline]
    pub(crate) fn are_ordinary(&self) -> bool {
        // One that is missing counts as one byte; a code that says that all is well has fewer than eight.
        let length = |place: Place| place.end + 1 - place.start;
        let has_more = |part: Part, bytes: usize| {
            (length(self.places[part as usize]) > bytes) | (length(self.places[part as usize + PARTS]) > bytes)
        };
        let has_all = has_more(Part::Code, 7) & has_more(Part::Message, 1) & has_more(Part::RequestId, 1);
        has_all && !self.has(Part::AccessDeniedDetail)
    }
}

/// Compares what is told, wherever it stands.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        let mut others = [Part::HostId, Part::Recommend, Part::Description, Part::Detail, Part::RequestId].into_iter();
        self.message() == other.message() && others.all(|part| self.find(part) == other.find(part))
    }
}
