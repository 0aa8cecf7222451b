//! The texts of an error body, in one allocation.

use crate::envelope::{self, Wanted};

/// The kind of a text. The order is that of the names.
#[derive(Clone, Copy)]
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

const NAMES: [&str; PARTS] =
    ["Code", "AccessDeniedDetail", "Message", "HostId", "Recommend", "Description", "Detail", "RequestId"];

const PARTS: usize = Part::RequestId as usize + 1;

/// How many bytes are reserved at most before anything is read: most bodies have less, and none has to be copied again.
const RESERVED: usize = 4096;

/// Where a text stands, in bytes.
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
        self.all = String::with_capacity(body.len().min(RESERVED));
        envelope::read(body, self)
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

    /// Sets the request's id where there is none.
    #[cfg(feature = "http")]
    pub(crate) fn set_request_id(&mut self, id: &str) {
        if self.find(Part::RequestId).is_none() {
            self.set(Part::RequestId as usize, Some(id));
        }
    }
}

/// Compares what is told, wherever it stands.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        let mut others = [Part::HostId, Part::Recommend, Part::Description, Part::Detail, Part::RequestId].into_iter();
        self.message() == other.message() && others.all(|part| self.find(part) == other.find(part))
    }
}
