//! The values at some paths of a response's body, read in one pass that keeps nothing else.

use std::fmt;

use apiscribe_core::response_path::{into_item, under_key};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::mend::read_mended;
use crate::xml;

/// The number of bytes that are reserved for texts: those of most errors are shorter.
const TEXTS: usize = 256;

/// Paths into a body, and what was found there.
pub(crate) struct BodyPaths {
    paths: Vec<BodyPath>,
    /// The texts that were found, one after the other.
    texts: String,
    /// True if the names of elements of XML have to be those of the path and no others.
    is_strict: bool,
}

/// A path into a body.
struct BodyPath {
    path: &'static str,
    /// True if a list or an object is kept as JSON; else it only is `{…}` or `[…]`, so that it costs no memory.
    keeps_json: bool,
    /// The value at exactly this path.
    exact: Option<Found>,
    /// The value there when first letters may be in the other case.
    similar: Option<Found>,
}

/// Where a text is among the texts, and whether it was a text, a number or a boolean.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    is_scalar: bool,
}

impl BodyPaths {
    /// No paths, and room for so many.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { paths: Vec::with_capacity(count), texts: String::with_capacity(TEXTS), is_strict: false }
    }

    /// Lets each element of a path stand right in the one before. What is an error can be looked for deeper; in what may be a
    /// response something else can have the same name.
    #[cfg(feature = "http")]
    pub(crate) fn strict(self) -> Self {
        Self { is_strict: true, ..self }
    }

    /// Adds paths of which texts, numbers and booleans are kept, or all values.
    pub(crate) fn add(&mut self, paths: &[&'static str], keeps_json: bool) {
        self.paths.extend(paths.iter().map(|path| BodyPath { path, keeps_json, exact: None, similar: None }));
    }

    /// Reads what stands at the paths, and tells whether the body could be read to its end; what stands before a fault is kept.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        let text = if text.starts_with('{') { text } else { text.trim_start_matches('\u{feff}').trim_start() };
        if text.starts_with('<') {
            return self.read_xml(text);
        }
        read_mended(text, |text| {
            // An API with more places than are followed at a time has its body read once more.
            let parts = (0..self.paths.len().max(1)).step_by(FOLLOWED);
            parts.filter(|first| !self.read_json(text, *first)).count() == 0
        })
    }

    /// Reads what stands at the paths from one on.
    fn read_json(&mut self, text: &str, first: usize) -> bool {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let ways = Ways::of(self.paths.len() - first);
        At { paths: self, first, ways }.deserialize(&mut deserializer).and_then(|()| deserializer.end()).is_ok()
    }

    /// Reads what elements of XML stand at the paths.
    fn read_xml(&mut self, text: &str) -> bool {
        let field = if self.is_strict { xml::field } else { xml::error_field };
        for index in 0..self.paths.len() {
            let name = self.paths[index].path;
            self.paths[index].exact = field(text, name).map(|text| self.keep(&text, true));
            self.paths[index].similar = field(text, &xml::other_case(name)).map(|text| self.keep(&text, true));
        }
        xml::is_whole_error(text)
    }

    fn keep(&mut self, text: &str, is_scalar: bool) -> Found {
        let start = self.texts.len();
        self.texts.push_str(text);
        Found { start, end: self.texts.len(), is_scalar }
    }

    /// Returns the value at a path, as text: an object as its JSON or `{…}`, a list as its JSON or `[…]`, and without `…`
    /// where it is empty. Null is not found, and the exact path goes before similar ones.
    pub(crate) fn text(&self, index: usize) -> Option<&str> {
        self.found(index).and_then(|found| self.texts.get(found.start..found.end))
    }

    /// Returns the value at a path, unless it is a list or an object.
    pub(crate) fn scalar(&self, index: usize) -> Option<&str> {
        self.text(index).filter(|_| self.found(index).is_some_and(|found| found.is_scalar))
    }

    fn found(&self, index: usize) -> Option<Found> {
        self.paths.get(index).and_then(|path| path.exact.or(path.similar))
    }
}

/// The number of paths that are followed at a time.
const FOLLOWED: usize = u64::BITS as usize;

/// The paths that lead to a value or beyond it, each as a bit.
#[derive(Clone, Copy, Default)]
struct Ways {
    all: u64,
    /// Those that end at the value.
    ends: u64,
    /// Those all names of which are exactly the keys on the way.
    exact: u64,
    /// The byte from which they go on.
    from: usize,
}

impl Ways {
    /// The first so many paths, at their beginnings.
    fn of(count: usize) -> Self {
        let all = u64::MAX >> FOLLOWED.saturating_sub(count).min(FOLLOWED - 1);
        Self { all, exact: all, ..Self::default() }
    }

    /// Follows the paths one step further.
    fn follow(self, paths: &[BodyPath], step: impl Fn(&str) -> Option<(usize, bool)>) -> Self {
        let mut on = Self::default();
        let mut left = self.all & !self.ends;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            left ^= bit;
            let Some(path) = paths.get(bit.trailing_zeros() as usize) else { break };
            let Some((from, is_exact)) = step(path.path) else { continue };
            on.all |= bit;
            on.from = from;
            if from == path.path.len() {
                on.ends |= bit;
            }
            if is_exact {
                on.exact |= self.exact & bit;
            }
        }
        on
    }
}

/// A value that some paths lead to.
struct At<'r> {
    paths: &'r mut BodyPaths,
    /// The path of the first bit.
    first: usize,
    ways: Ways,
}

impl At<'_> {
    /// Takes a value where paths end; of several the last counts.
    fn set(&mut self, value: Option<&str>, is_scalar: bool) {
        let mut ends = self.ways.ends;
        if ends == 0 {
            return;
        }
        let found = value.map(|text| self.paths.keep(text, is_scalar));
        while ends != 0 {
            let bit = ends & ends.wrapping_neg();
            ends ^= bit;
            let path = &mut self.paths.paths[self.first + bit.trailing_zeros() as usize];
            *if self.ways.exact & bit == 0 { &mut path.similar } else { &mut path.exact } = found;
        }
    }

    /// Returns whether the JSON of a list or an object is wanted.
    fn keeps_json(&self) -> bool {
        let is_end = |index: &usize| self.ways.ends >> index & 1 == 1;
        self.ways.ends != 0 && (0..FOLLOWED).filter(is_end).any(|index| self.paths.paths[self.first + index].keeps_json)
    }

    /// Takes the JSON of a value where it is wanted, and reads on in it.
    #[cold]
    fn json(mut self, value: &Value) {
        self.set(Some(&value.to_string()), false);
        self.ways.all ^= std::mem::take(&mut self.ways.ends);
        // A value in memory has no faults.
        _ = self.deserialize(value);
    }

    /// Takes what only is known to be there.
    fn container(&mut self, [empty, filled]: [&str; 2], is_empty: bool) {
        self.set(Some(if is_empty { empty } else { filled }), false);
    }
}

impl<'b> DeserializeSeed<'b> for At<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'b> Visitor<'b> for At<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(mut self, text: &str) -> Result<(), E> {
        self.set(Some(text), true);
        Ok(())
    }

    fn visit_unit<E: Error>(mut self) -> Result<(), E> {
        self.set(None, true);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.visit_str(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.visit_str(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.visit_str(&Value::from(value).to_string())
    }

    fn visit_seq<A: SeqAccess<'b>>(mut self, mut items: A) -> Result<(), A::Error> {
        if self.keeps_json() {
            self.json(&Value::deserialize(SeqAccessDeserializer::new(items))?);
            return Ok(());
        }
        let mut count = 0;
        loop {
            let step = |path: &str| into_item(path, self.ways.from, count).map(|from| (from, true));
            let ways = self.ways.follow(&self.paths.paths[self.first..], step);
            let item = if ways.all == 0 {
                items.next_element::<IgnoredAny>()?.map(drop)
            } else {
                items.next_element_seed(At { paths: &mut *self.paths, first: self.first, ways })?
            };
            if item.is_none() {
                break;
            }
            count += 1;
        }
        self.container(["[]", "[…]"], count == 0);
        Ok(())
    }

    fn visit_map<A: MapAccess<'b>>(mut self, mut members: A) -> Result<(), A::Error> {
        if self.keeps_json() {
            self.json(&Value::deserialize(MapAccessDeserializer::new(members))?);
            return Ok(());
        }
        let mut is_empty = true;
        while let Some(ways) = members.next_key_seed(UnderKey(&self))? {
            is_empty = false;
            if ways.all == 0 {
                members.next_value::<IgnoredAny>()?;
            } else {
                members.next_value_seed(At { paths: &mut *self.paths, first: self.first, ways })?;
            }
        }
        self.container(["{}", "{…}"], is_empty);
        Ok(())
    }
}

/// Finds the ways on under a key, and keeps no key.
struct UnderKey<'a, 'r>(&'a At<'r>);

impl<'b> DeserializeSeed<'b> for UnderKey<'_, '_> {
    type Value = Ways;

    fn deserialize<D: Deserializer<'b>>(self, deserializer: D) -> Result<Ways, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for UnderKey<'_, '_> {
    type Value = Ways;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Ways, E> {
        let At { paths, first, ways } = self.0;
        Ok(ways.follow(&paths.paths[*first..], |path| under_key(path, ways.from, key)))
    }
}
