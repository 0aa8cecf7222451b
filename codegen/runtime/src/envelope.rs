//! The first level of a response's body: as far as it can be read, and no more of it than is asked for.

use std::borrow::Cow;

use crate::json::compact;
use crate::json_reader::{JsonReader, NotJson, Token};
use crate::mend::read_mended;
use crate::xml;

/// The fields that are wanted of a body: the caller says where a value goes, and keeps it.
pub(crate) trait Wanted {
    /// The names that are wanted.
    fn names(&self) -> Vec<&'static str>;

    /// The place of what stands under a key: a name, or one with a small first letter; `None` for any other key.
    fn place(&self, key: &str) -> Option<usize>;

    /// Takes a value as text, and what is no text as JSON; `None` for null. Of several values for one place the last counts.
    fn set(&mut self, place: usize, value: Option<&str>);
}

/// A body as text. A message cut in the middle of a character must not cost the code.
pub(crate) fn text(body: &[u8]) -> Cow<'_, str> {
    // Nearly all bodies are text, which this way is told much faster.
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// Reads what is wanted, and tells whether the body could be read to its end; what stands before a fault is kept. All other
/// members of the body are passed over, so that a large one costs no memory.
pub(crate) fn read(text: &str, wanted: &mut impl Wanted) -> bool {
    let text = if text.starts_with('{') { text } else { text.trim_start_matches('\u{feff}').trim_start() };
    if text.starts_with('<') {
        return read_xml(text, wanted);
    }
    read_mended(text, |text| {
        let mut json = JsonReader::of(text);
        read_members(&mut json, wanted).and_then(|()| json.end()).is_ok()
    })
}

fn read_xml(text: &str, wanted: &mut impl Wanted) -> bool {
    for name in wanted.names() {
        for name in [name, &xml::other_case(name)] {
            if let Some(place) = wanted.place(name) {
                wanted.set(place, xml::error_field(text, name).as_deref());
            }
        }
    }
    xml::is_whole_error(text)
}

/// Reads of an object what is wanted.
fn read_members(json: &mut JsonReader<'_>, wanted: &mut impl Wanted) -> Result<(), NotJson> {
    let Token::Object = json.token()? else { return Err(NotJson) };
    let mut is_first = true;
    while let Some(key) = json.next_key(&mut is_first)? {
        let place = wanted.place(key);
        json.colon()?;
        match place {
            Some(place) => read_text(json, wanted, place)?,
            None => json.skip()?,
        }
    }
    json.leave_object(&mut is_first)
}

/// Reads any value as text: a text as it is, null as none, everything else as its JSON.
fn read_text(json: &mut JsonReader<'_>, wanted: &mut impl Wanted, place: usize) -> Result<(), NotJson> {
    match json.string_or_raw()? {
        Ok(text) => wanted.set(place, Some(text)),
        Err("null") => wanted.set(place, None),
        Err(raw) => wanted.set(place, Some(&compact(raw)?)),
    }
    Ok(())
}
