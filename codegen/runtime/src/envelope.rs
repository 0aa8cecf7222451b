//! The first level of an answer's body: as far as it can be read, and no more of it than is asked for.

use std::borrow::Cow;

use serde_json::Value;

use crate::bridge::read_json;
use crate::decode::ObjectSource;
use crate::{Source, xml};

/// Some members of the object that a body is.
#[derive(Debug, Default)]
pub(crate) struct Envelope<'n> {
    members: Vec<(Cow<'n, str>, Value)>,
    /// Whether the body could be read to its end.
    pub(crate) is_whole: bool,
}

impl<'n> Envelope<'n> {
    /// Reads the members of these names. All others are passed over, so that a large body costs no memory; what was read
    /// before a fault of the body is kept.
    pub(crate) fn read(body: &[u8], names: &[&'n str]) -> Self {
        // A message cut in the middle of a character must not cost the code.
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') {
            return Self::read_xml(text, names);
        }
        let mut envelope = Self { members: Vec::with_capacity(names.len()), is_whole: false };
        let outcome = read_json(text.as_bytes(), &mut |source| match source {
            Source::Object(object) => envelope.fill(object, names),
            _ => false,
        });
        envelope.is_whole = outcome.is_ok();
        envelope
    }

    fn read_xml(text: &str, names: &[&'n str]) -> Self {
        let found = |name: &&'n str| Some((Cow::Borrowed(*name), Value::from(xml::error_field(text, name)?)));
        Self { members: names.iter().filter_map(found).collect(), is_whole: text.trim_end().ends_with("</Error>") }
    }

    /// Whether the object could be read to its end.
    fn fill(&mut self, mut object: ObjectSource<'_>, names: &[&'n str]) -> bool {
        loop {
            let key = match object.next_key() {
                Ok(Some(key)) => wanted(key, names),
                Ok(None) => return true,
                Err(_) => return false,
            };
            let Some(key) = key else {
                if object.skip().is_err() {
                    return false;
                }
                continue;
            };
            match object.value() {
                Ok(value) => self.set(key, value),
                Err(_) => return false,
            }
        }
    }

    /// Of members of one name the last counts, as in the response, however many there are.
    fn set(&mut self, key: Cow<'n, str>, value: Value) {
        match self.members.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = value,
            None => self.members.push((key, value)),
        }
    }

    /// The member of a name, unless it is null; one that is written exactly so goes before one with a small first letter.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.entry(name).map(|(_, value)| value)
    }

    fn entry(&self, name: &str) -> Option<&(Cow<'n, str>, Value)> {
        let present = || self.members.iter().filter(|(_, value)| !value.is_null());
        let exact = present().find(|(key, _)| key == name);
        exact.or_else(|| present().find(|(key, _)| is_called(key, name)))
    }

    /// The member of a name as text; what is no text, as JSON.
    #[cfg(feature = "http")]
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(as_text)
    }

    /// The same, taken out of the envelope.
    pub(crate) fn take_text(&mut self, name: &str) -> Option<String> {
        let key = self.entry(name)?.0.clone();
        let (_, value) = self.members.iter_mut().find(|(known, _)| *known == key)?;
        Some(match value.take() {
            Value::String(text) => text,
            value => value.to_string(),
        })
    }

    /// The same, where empty text tells nothing.
    pub(crate) fn take_some_text(&mut self, name: &str) -> Option<String> {
        self.take_text(name).filter(|text| !text.trim().is_empty())
    }
}

/// A key by which one of the names goes, copied only where it is not written as the name is.
fn wanted<'n>(key: &str, names: &[&'n str]) -> Option<Cow<'n, str>> {
    let exact = names.iter().find(|name| **name == key).map(|name| Cow::Borrowed(*name));
    exact.or_else(|| names.iter().any(|name| is_called(key, name)).then(|| Cow::Owned(key.to_owned())))
}

/// A text as it is, everything else as JSON.
pub(crate) fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a key is a name, or the name with a small first letter.
pub(crate) fn is_called(key: &str, name: &str) -> bool {
    let (mut key, mut name) = (key.chars(), name.chars());
    let (first, expected) = (key.next(), name.next());
    let small = expected.map(|letter| letter.to_ascii_lowercase());
    key.as_str() == name.as_str() && (first == expected || first == small)
}
