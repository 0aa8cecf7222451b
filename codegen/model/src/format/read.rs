//! Reads a file into its shape with serde, and reports every key and value that does not fit, not only the first.
//!
//! Serde stops at the first fault. So the deserializer is wrapped: a wrapper knows the path it is at, reports unknown keys
//! and steps over them, and reports the value that stopped a pass, which the next pass then steps over.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::{OPERATION, SERVICE};
use crate::diagnostic::{Diagnostic, Id, Label, nearest};
use crate::source::{Children, Node, Source};
use crate::spec_path::{PathLink, PathStep, SpecPath};
use crate::surrogates;

/// How many faults of shape are looked for in one file, each of which takes another pass.
const PASSES: usize = 100;

/// How many bytes are gone through for them, so that a large file has fewer passes.
const BYTES: usize = 64 * 1024 * 1024;

/// Reads a file; what does not fit is reported and read as if it were not there. Nothing comes of a file that is not a map at
/// all, or in which faults are left when no more are looked for: what else is wrong with it cannot be told then. A key that is
/// misspelt has its right name in the tree afterwards, so that nobody reports it missing as well.
pub fn read<T: DeserializeOwned>(source: &Source, root: &mut Node, report: &mut Vec<Diagnostic>) -> Option<T> {
    let text = surrogates::joined(&source.text, root);
    let mut passed_over = BTreeSet::new();
    for _ in 0..PASSES.min(BYTES / source.text.len().max(1)) {
        let state = State { passed_over: &passed_over, unknown: RefCell::default(), fault: RefCell::default() };
        let result = T::deserialize(Watched {
            inner: serde_yaml::Deserializer::from_str(&text),
            at: PathLink::Root,
            state: &state,
        });
        let State { unknown, fault, .. } = state;
        match (result, fault.into_inner()) {
            (Ok(value), _) => {
                let unknown = unknown.into_inner();
                report.extend(unknown.iter().map(|unknown| unknown.report(source, root)));
                for key in &unknown {
                    key.correct(root);
                }
                return Some(value);
            }
            (Err(_), Some((path, message))) if !path.is_root() && !passed_over.contains(&path) => {
                report.push(wrong_shape(source, root, &path, &message));
                passed_over.insert(path);
            }
            (Err(error), _) => {
                // What stops the reading of the whole file after a fault was stepped over is most likely the same fault.
                if passed_over.is_empty() {
                    report.push(wrong_shape(source, root, &SpecPath::default(), &error.to_string()));
                }
                return None;
            }
        }
    }
    if let Some(last) = report.pop() {
        report.push(last.note("the file may have more faults of this kind: they are looked for when these are mended"));
    }
    None
}

fn wrong_shape(source: &Source, root: &Node, path: &SpecPath, message: &str) -> Diagnostic {
    let node = root.nearest(path);
    let span = if node.value.is_empty() { &node.key } else { &node.value }.clone();
    let message = message.split(" at line ").next().unwrap_or(message);
    let message = message.split_once(": invalid type").map_or(message, |(_, rest)| rest);
    let message = message.strip_prefix("invalid type: ").unwrap_or(message).trim_start_matches(": ");
    let subject = match path.steps() {
        [] => "the file".to_owned(),
        [.., PathStep::Key(key), PathStep::Item(_)] => format!("an item of `{key}`"),
        [.., PathStep::Key(key)] => format!("`{key}`"),
        [.., PathStep::Item(_)] => "an item of a list".to_owned(),
    };
    let label = Label::new(&source.path, span, "");
    let diagnostic = Diagnostic::new(Id::WRONG_SHAPE, format!("{subject} has the wrong shape: {message}"), label);
    let help = match message.rsplit_once("expected ").map_or("", |(_, expected)| expected) {
        "a boolean" => "write `true` or `false`",
        "a map" | "a map with keys of its own" => "write `{ key: value }`, or the keys indented on lines of their own",
        "a list" => "write `[one, two]`, or each on a line of its own after `- `",
        "a string" => "write a single text or number",
        "a text or a list of texts" => "write a text, in quotes if it looks like a number, or `[one, two]`",
        _ => return diagnostic,
    };
    diagnostic.help(help)
}

struct Unknown {
    path: SpecPath,
    key: String,
    known: &'static [&'static str],
}

impl Unknown {
    fn report(&self, source: &Source, root: &Node) -> Diagnostic {
        let span = root.nearest(&self.path).key.clone();
        let label = Label::new(&source.path, span, "not a key that can stand here");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_KEY, format!("unknown key `{}`", self.key), label);
        match (self.meant(), file_with(&self.key)) {
            (None, Some(file)) if !self.path.parent().is_root() => {
                diagnostic.help(format!("it is a key of {file} itself"))
            }
            _ => diagnostic.suggest(&self.key, self.known.iter().copied()),
        }
    }

    /// Returns the key that was probably meant.
    fn meant(&self) -> Option<&'static str> {
        nearest(&self.key, self.known)
    }

    /// Gives what stands under the key the name that was probably meant, unless something else has it.
    fn correct(&self, root: &mut Node) {
        let map = root.get_mut(&self.path.parent()).map(|node| &mut node.children);
        if let (Some(Children::Map(map)), Some(meant)) = (map, self.meant()) {
            if !map.contains_key(meant) {
                map.remove(&self.key).map(|value| map.insert(meant.to_owned(), value));
            }
        }
    }
}

/// Returns the file at the top of which a key can stand.
fn file_with(key: &str) -> Option<&'static str> {
    let files = [(SERVICE, "service.yaml"), (OPERATION, "the operation's file")];
    let file = files.into_iter().find(|(file, _)| file.keys.iter().any(|known| known.name == key));
    file.map(|(_, name)| name)
}

/// What one pass finds out.
struct State<'a> {
    passed_over: &'a BTreeSet<SpecPath>,
    unknown: RefCell<Vec<Unknown>>,
    /// The innermost value that did not fit, and why.
    fault: RefCell<Option<(SpecPath, String)>>,
}

impl State<'_> {
    fn passes_over(&self, path: &PathLink<'_>) -> bool {
        !self.passed_over.is_empty() && self.passed_over.contains(&path.to_path())
    }

    /// Whether the value behind a key is not read; if that is because the key cannot stand there, it is noted.
    fn steps_over(&self, at: &PathLink<'_>, key: &str, known: Option<&'static [&'static str]>) -> bool {
        if let Some(known) = known.filter(|known| !known.contains(&key)) {
            self.unknown.borrow_mut().push(Unknown { path: at.to_path(), key: key.to_owned(), known });
            return true;
        }
        self.passes_over(at)
    }

    fn note(&self, at: &PathLink<'_>, fault: String) {
        self.fault.borrow_mut().get_or_insert_with(|| (at.to_path(), fault));
    }
}

/// A deserializer or a seed that is watched.
struct Watched<'a, T> {
    inner: T,
    at: PathLink<'a>,
    state: &'a State<'a>,
}

impl<T> Watched<'_, T> {
    fn noting<R, E: fmt::Display>(path: &PathLink<'_>, state: &State<'_>, result: Result<R, E>) -> Result<R, E> {
        if let Err(error) = &result {
            state.note(path, error.to_string());
        }
        result
    }
}

macro_rules! watch_scalars {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            Self::noting(&self.at, self.state, self.inner.$method(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Watched<'_, D> {
    type Error = D::Error;

    watch_scalars! { deserialize_any deserialize_bool deserialize_ignored_any }

    // A scalar is asked for as text, so that `1.10` stays `1.10`.
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        Self::noting(&self.at, self.state, self.inner.deserialize_str(visitor))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        // Null was refused when the file was located, so that whatever is there is a value.
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self { inner, at, state } = self;
        let result = inner.deserialize_seq(WatchedVisitor { visitor, at: &at, state, known: None, expected: "a list" });
        Self::noting(&at, state, result)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self { inner, at, state } = self;
        let result = inner.deserialize_map(WatchedVisitor { visitor, at: &at, state, known: None, expected: "a map" });
        Self::noting(&at, state, result)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let Self { inner, at, state } = self;
        let result = inner.deserialize_map(WatchedVisitor {
            visitor,
            at: &at,
            state,
            known: Some(fields),
            expected: "a map with keys of its own",
        });
        Self::noting(&at, state, result)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct enum
        identifier
    }
}

struct WatchedVisitor<'a, V> {
    visitor: V,
    at: &'a PathLink<'a>,
    state: &'a State<'a>,
    known: Option<&'static [&'static str]>,
    expected: &'static str,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for WatchedVisitor<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { visitor, at, state, known, .. } = self;
        visitor.visit_map(WatchedMap { map, at, state, known, key: String::new() })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        if self.known.is_some() {
            return Err(A::Error::custom("a list, expected a map with keys of its own"));
        }
        self.visitor.visit_seq(WatchedList { list, at: self.at, state: self.state, index: 0 })
    }
}

struct WatchedMap<'a, A> {
    map: A,
    at: &'a PathLink<'a>,
    state: &'a State<'a>,
    known: Option<&'static [&'static str]>,
    key: String,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WatchedMap<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            if self.state.steps_over(&PathLink::Key(self.at, &key), &key, self.known) {
                self.map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = seed.deserialize(serde::de::value::StrDeserializer::new(&key))?;
            self.key = key;
            return Ok(Some(value));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let at = PathLink::Key(self.at, &self.key);
        self.map.next_value_seed(Watched { inner: seed, at, state: self.state })
    }
}

struct WatchedList<'a, A> {
    list: A,
    at: &'a PathLink<'a>,
    state: &'a State<'a>,
    index: usize,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for WatchedList<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        while self.state.passes_over(&PathLink::Item(self.at, self.index)) {
            self.list.next_element::<IgnoredAny>()?;
            self.index += 1;
        }
        let at = PathLink::Item(self.at, self.index);
        self.index += 1;
        self.list.next_element_seed(Watched { inner: seed, at, state: self.state })
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Watched<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        let Self { inner, at, state } = self;
        inner.deserialize(Watched { inner: deserializer, at, state })
    }
}
