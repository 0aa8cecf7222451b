//! The values at some paths of a response's body, read in one pass that keeps nothing else.

use apiscribe_core::response_path::{into_item, under_key};

use crate::json::compact;
use crate::json_reader::{JsonReader, NotJson, Token};
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
        let mut json = JsonReader::of(text);
        let ways = Ways::of(self.paths.len() - first);
        At { paths: self, first, ways }.read(&mut json).and_then(|()| json.end()).is_ok()
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

    /// Takes what only is known to be there.
    fn container(&mut self, [empty, filled]: [&str; 2], is_empty: bool) {
        self.set(Some(if is_empty { empty } else { filled }), false);
    }

    /// Reads the value that comes next.
    fn read(mut self, json: &mut JsonReader<'_>) -> Result<(), NotJson> {
        if json.has_parts() && self.keeps_json() {
            return self.read_kept(json.raw()?);
        }
        match json.token()? {
            Token::Null => self.set(None, true),
            Token::String(text) | Token::Number(_, text) => self.set(Some(text), true),
            Token::Boolean(value) => self.set(Some(if value { "true" } else { "false" }), true),
            Token::Integer(value) => self.set(Some(&value.to_string()), true),
            Token::Unsigned(value) => self.set(Some(&value.to_string()), true),
            Token::List => return self.read_items(json),
            Token::Object => return self.read_members(json),
        }
        Ok(())
    }

    /// Takes the JSON of a list or an object, and reads on in it.
    #[cold]
    fn read_kept(mut self, json: &str) -> Result<(), NotJson> {
        self.set(Some(&compact(json)?), false);
        self.ways.all ^= std::mem::take(&mut self.ways.ends);
        self.read(&mut JsonReader::of(json))
    }

    fn read_items(mut self, json: &mut JsonReader<'_>) -> Result<(), NotJson> {
        let (mut count, mut is_first) = (0, true);
        while json.next_item(&mut is_first)? {
            let step = |path: &str| into_item(path, self.ways.from, count).map(|from| (from, true));
            let ways = self.ways.follow(&self.paths.paths[self.first..], step);
            self.read_part(json, ways)?;
            count += 1;
        }
        json.leave_list(&mut is_first)?;
        self.container(["[]", "[…]"], count == 0);
        Ok(())
    }

    fn read_members(mut self, json: &mut JsonReader<'_>) -> Result<(), NotJson> {
        let (mut is_empty, mut is_first) = (true, true);
        while let Some(key) = json.next_key(&mut is_first)? {
            is_empty = false;
            let step = |path: &str| under_key(path, self.ways.from, key);
            let ways = self.ways.follow(&self.paths.paths[self.first..], step);
            json.colon()?;
            self.read_part(json, ways)?;
        }
        json.leave_object(&mut is_first)?;
        self.container(["{}", "{…}"], is_empty);
        Ok(())
    }

    /// Reads an item or the value of a key, if paths go on there.
    fn read_part(&mut self, json: &mut JsonReader<'_>, ways: Ways) -> Result<(), NotJson> {
        if ways.all == 0 {
            return json.skip();
        }
        At { paths: &mut *self.paths, first: self.first, ways }.read(json)
    }
}
