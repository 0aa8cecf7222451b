//! The texts that come with an error, in one allocation.

/// What a text says; the order is that in which they are kept.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Message,
    HostId,
    Recommend,
    Description,
    Detail,
    /// The last, so that one from elsewhere can be put at the end.
    RequestId,
}

const PARTS: usize = Part::RequestId as usize + 1;

/// The texts one after the other, and where each ends. What is not there is empty.
#[derive(Clone, PartialEq)]
pub(crate) struct Texts {
    all: String,
    ends: [usize; PARTS],
}

impl Texts {
    /// Keeps texts in the order of [`Part`].
    pub(crate) fn new(parts: [&str; PARTS]) -> Self {
        let mut texts =
            Self { all: String::with_capacity(parts.iter().map(|part| part.len()).sum()), ends: [0; PARTS] };
        for (part, end) in parts.into_iter().zip(&mut texts.ends) {
            texts.all.push_str(part);
            *end = texts.all.len();
        }
        texts
    }

    /// The text; empty where there is none.
    pub(crate) fn get(&self, part: Part) -> &str {
        let place = part as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[place]]
    }

    /// The text, where there is one.
    pub(crate) fn find(&self, part: Part) -> Option<&str> {
        Some(self.get(part)).filter(|text| !text.is_empty())
    }

    /// Sets the request's id where there is none.
    #[cfg(feature = "http")]
    pub(crate) fn set_request_id(&mut self, id: &str) {
        if self.get(Part::RequestId).is_empty() {
            self.all.push_str(id);
            self.ends[Part::RequestId as usize] = self.all.len();
        }
    }
}
