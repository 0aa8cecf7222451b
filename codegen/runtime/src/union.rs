//! Values that are of one of several types, or of none that is known.

use apiscribe_core::JsonKind;

use crate::decode_error::DecodeError;
use crate::encode::{Encoded, FieldReceiver, FieldTable, UnionValue};
use crate::node::Node;
use crate::presence::{FieldPresence, FieldRow};
use crate::replay::replay;
use crate::source::{ReadingRef, Source};
use crate::{Decode, Encode, RawJson};

/// A value that is of one of several types; generated unions implement it by [`union!`](crate::union).
pub trait Union: Encode {
    /// The way in which the variants are told apart.
    fn form(&self) -> UnionForm;

    /// Makes it a blank value of the variant at a place; of `Unknown` behind the last.
    fn fill(&mut self, place: usize);

    /// Returns the name of the variant, and the value in it.
    fn held(&self) -> (&'static str, &dyn Encode);

    /// Returns the value in the variant, to be read into.
    fn held_mut(&mut self) -> &mut dyn Decode;

    /// Keeps a value that is of no variant.
    fn keep(&mut self, value: RawJson);
}

/// The way in which the variants of a union are told apart.
#[derive(Clone, Copy, Debug)]
pub struct UnionForm {
    /// The names of the variants in Rust, parted by white space.
    pub names: &'static str,
    /// The telling.
    pub told: Told,
}

/// The marks that tell the variants of a union apart, each at the place of its variant.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    /// The text in a field of this name.
    ByTag(&'static str, &'static [&'static str]),
    /// The kinds of JSON that its values are, and of several objects the fields that each requires.
    ByKind(&'static [&'static [JsonKind]]),
}

/// Returns what a union is on the wire.
#[doc(hidden)]
pub fn encode_union<'a>(form: &UnionForm, (variant, value): (&'static str, &'a dyn Encode)) -> Encoded<'a> {
    let has_tag = matches!(form.told, Told::ByTag(..)) && variant != UnionValue::UNKNOWN;
    Encoded::Union(UnionValue { variant, has_tag, value })
}

/// Hands out the fields of the object in a union, its tag first.
#[doc(hidden)]
pub fn union_fields(form: &UnionForm, (variant, value): (&str, &dyn Encode), receiver: FieldReceiver<'_>) {
    let Told::ByTag(tag, values) = form.told else { return };
    let place = form.names.split_whitespace().position(|name| name == variant);
    let FieldReceiver(take) = receiver;
    let text = place.and_then(|place| values.get(place)).copied().unwrap_or_default();
    object_in(value).fields(FieldReceiver::new(&mut |table, fields| {
        let own = table.rows.iter().zip(fields).filter(|((name, _), _)| *name != tag);
        let (mut rows, mut all): (Vec<FieldRow<'_>>, Vec<&dyn Encode>) = own.unzip();
        rows.insert(0, (tag, FieldPresence::Required));
        all.insert(0, &text);
        take(FieldTable::new("", &rows), &all);
    }));
}

/// The object behind pointers.
fn object_in(mut value: &dyn Encode) -> &dyn Encode {
    while let Encoded::Boxed(inner) = value.encode() {
        value = inner;
    }
    value
}

/// Reads a union: into the variant that the value is of, or into `Unknown`. Where reading is tolerant, a list or an object
/// that cannot be read as the variant that it is of is kept as well, which the report tells.
///
/// # Errors
/// When the input is broken, or the value cannot be read as its variant.
#[doc(hidden)]
pub fn read_union(union: &mut dyn Union, source: Source<'_>) -> Result<(), DecodeError> {
    match (union.form().told, source) {
        // Text can hold the JSON of an object; blank text is kept as it came.
        (Told::ByTag(..), Source::String(text)) if text.is_tolerant() && !text.trim().is_empty() => {
            let read = text.with_document("an object", &mut |source| read_union(union, source));
            read.or_else(|error| if error.is_fatal() { Err(error) } else { keep(union, Source::String(text)) })
        }
        (Told::ByKind(kinds), source) => {
            let candidates = of_kind(kinds, kind_of(&source));
            match candidates.as_slice() {
                [] => keep(union, source),
                [place] if source.has_parts() && !source.reading().is_tolerant() => {
                    union.fill(*place);
                    union.held_mut().read(source)
                }
                candidates => read_kept(union, source, &|union, node, _| best_object(union, candidates, node)),
            }
        }
        (Told::ByTag(tag, values), source) => {
            read_kept(union, source, &|_, node, is_tolerant| tagged(node, tag, values, is_tolerant))
        }
    }
}

/// Keeps a value as it came.
fn keep(union: &mut dyn Union, source: Source<'_>) -> Result<(), DecodeError> {
    let value = RawJson::decode(source)?;
    union.keep(value);
    Ok(())
}

/// Chooses the variant that a value is of.
type Choose<'c> = &'c dyn Fn(&mut dyn Union, &Node, bool) -> Option<usize>;

/// Reads a value that has to be seen whole before it is known of which variant it is.
fn read_kept(union: &mut dyn Union, source: Source<'_>, choose: Choose<'_>) -> Result<(), DecodeError> {
    let reading = source.reading();
    if let Some(node) = source.node() {
        return read_node(union, node, reading, choose);
    }
    let node = Node::decode(source)?;
    read_node(union, &node, reading, choose)
}

fn read_node(
    union: &mut dyn Union,
    node: &Node,
    reading: ReadingRef<'_>,
    choose: Choose<'_>,
) -> Result<(), DecodeError> {
    let Some(place) = choose(union, node, reading.is_tolerant()) else {
        union.keep(RawJson(node.clone()));
        return Ok(());
    };
    let noted = reading.noted();
    union.fill(place);
    match replay(node, reading, &mut |source| union.held_mut().read(source)) {
        // A number beyond the type of the variant, say.
        Err(_) if node.is_scalar() => {
            union.keep(RawJson(node.clone()));
            Ok(())
        }
        Err(error) if reading.is_tolerant() && !error.is_fatal() => {
            // Nothing of it is lost, so that the one reason is enough.
            reading.forget(noted);
            reading.note(error);
            union.keep(RawJson(node.clone()));
            Ok(())
        }
        outcome => outcome,
    }
}

/// Returns the variant that the tag of an object names.
fn tagged(node: &Node, tag: &str, values: &[&str], is_tolerant: bool) -> Option<usize> {
    let Node::Object(members) = node else { return None };
    let exact = members.iter().find(|(key, _)| key == tag);
    let alike = || members.iter().find(|(key, _)| is_tolerant && key.eq_ignore_ascii_case(tag));
    let text = match exact.or_else(alike)? {
        (_, Node::Text(text)) => text.clone(),
        (_, Node::Integer(number)) => number.to_string(),
        (_, Node::Boolean(value)) => value.to_string(),
        _ => return None,
    };
    values.iter().position(|value| *value == text)
}

/// Returns the places of the variants whose values can be of a kind.
fn of_kind(kinds: &[&[JsonKind]], kind: Option<JsonKind>) -> Vec<usize> {
    let is_of_kind = |place: &usize| kind.is_some_and(|kind| kinds.get(*place).is_some_and(|of| of.contains(&kind)));
    (0..kinds.len()).filter(is_of_kind).collect()
}

/// Returns the only candidate, or of several objects the one whose required fields are there, and that requires one which
/// each other such candidate does not have. When the types were generated it was proved that a documented value has just one.
fn best_object(union: &mut dyn Union, candidates: &[usize], node: &Node) -> Option<usize> {
    let Node::Object(members) = node else { return candidates.first().copied() };
    if let [only] = candidates {
        return Some(*only);
    }
    let mut fitting: Vec<(usize, Vec<(String, bool)>)> = Vec::new();
    for place in candidates {
        let rows = rows_of(union, *place);
        if required(&rows).all(|name| members.iter().any(|(key, _)| key == name)) {
            fitting.push((*place, rows));
        }
    }
    let requires_more = |one: &[(String, bool)], other: &[(String, bool)]| {
        required(one).any(|name| !other.iter().any(|(known, _)| known == name))
    };
    let is_best = |(place, rows): &&(usize, Vec<(String, bool)>)| {
        fitting.iter().all(|(other, known)| place == other || requires_more(rows, known))
    };
    let mut best = fitting.iter().filter(is_best);
    best.next().filter(|_| best.next().is_none()).map(|(place, _)| *place)
}

/// Returns the names of the fields of a variant, and which of them are required.
fn rows_of(union: &mut dyn Union, place: usize) -> Vec<(String, bool)> {
    let mut rows = Vec::new();
    union.fill(place);
    object_in(union.held().1).fields(FieldReceiver::new(&mut |table, _| {
        rows.extend(table.rows.iter().map(|(name, presence)| ((*name).to_owned(), is_required(*presence))));
    }));
    rows
}

fn is_required(presence: FieldPresence) -> bool {
    presence == FieldPresence::Required
}

fn required(rows: &[(String, bool)]) -> impl Iterator<Item = &str> {
    rows.iter().filter(|(_, is_required)| *is_required).map(|(name, _)| name.as_str())
}

fn kind_of(source: &Source<'_>) -> Option<JsonKind> {
    match source {
        Source::Null | Source::Bytes(_) => None,
        Source::Boolean(_) => Some(JsonKind::Boolean),
        Source::Integer(_) | Source::Unsigned(_) | Source::Number(_) => Some(JsonKind::Number),
        Source::String(_) => Some(JsonKind::Text),
        Source::List(_) => Some(JsonKind::List),
        Source::Object(_) => Some(JsonKind::Object),
    }
}

/// Tells the variants of a union apart: by the text in a field, or by what their values are in JSON.
///
/// ```
/// #[derive(Clone)]
/// pub struct Card {
///     pub number: String,
/// }
///
/// apiscribe::fields! { Card: number => "number" Required }
///
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum Source {
///     Card(Card),
///     Unknown(apiscribe::RawJson),
/// }
///
/// apiscribe::union! { Source by "type":
///     Card => "card",
/// }
///
/// let source: Source = apiscribe::from_json(r#"{"type":"card","number":"4242"}"#)?;
/// assert!(matches!(&source, Source::Card(card) if card.number == "4242"));
/// assert_eq!(apiscribe::to_json(&source), r#"{"type":"card","number":"4242"}"#);
///
/// let newer: Source = apiscribe::from_json(r#"{"type":"wallet","id":7}"#)?;
/// assert!(matches!(newer, Source::Unknown(_)));
/// assert_eq!(apiscribe::to_json(&newer), r#"{"type":"wallet","id":7}"#);
/// # Ok::<(), apiscribe::DecodeError>(())
/// ```
///
/// With `Id => Text, Card => Object` in the place of texts it is the JSON that tells.
#[macro_export]
macro_rules! union {
    ($name:ident by $tag:literal: $($variant:ident => $value:literal),* $(,)?) => {
        $crate::union!(@ $name ($crate::Told::ByTag($tag, &[$($value),*])) $($variant)*);
    };
    ($name:ident: $($variant:ident => $($kind:ident)|+),* $(,)?) => {
        $crate::union!(@ $name ($crate::Told::ByKind(&[$(&[$($crate::JsonKind::$kind),+]),*])) $($variant)*);
    };
    (@ $name:ident ($told:expr) $($variant:ident)*) => {
        impl $crate::Union for $name {
            fn form(&self) -> $crate::UnionForm {
                $crate::UnionForm { names: ::core::stringify!($($variant)*), told: const { $told } }
            }

            fn fill(&mut self, place: usize) {
                let blanks: &[fn() -> Self] = &[$(|| Self::$variant($crate::Decode::blank())),*];
                *self = blanks.get(place).map_or_else($crate::Decode::blank, |blank| blank());
            }

            fn held(&self) -> (&'static str, &dyn $crate::Encode) {
                match self {
                    $(Self::$variant(value) => (::core::stringify!($variant), value),)*
                    Self::Unknown(value) => ("Unknown", value),
                }
            }

            fn held_mut(&mut self) -> &mut dyn $crate::Decode {
                match self {
                    $(Self::$variant(value) => value,)*
                    Self::Unknown(value) => value,
                }
            }

            fn keep(&mut self, value: $crate::RawJson) {
                *self = Self::Unknown(value);
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self) -> $crate::Encoded<'_> {
                $crate::encode_union(&$crate::Union::form(self), $crate::Union::held(self))
            }

            fn fields(&self, receiver: $crate::FieldReceiver<'_>) {
                $crate::union_fields(&$crate::Union::form(self), $crate::Union::held(self), receiver);
            }
        }

        impl $crate::Decode for $name {
            fn blank() -> Self {
                Self::Unknown($crate::RawJson::default())
            }

            fn read(&mut self, source: $crate::Source<'_>) -> ::core::result::Result<(), $crate::DecodeError> {
                $crate::read_union(self, source)
            }
        }

        $crate::value_shells!($name);
    };
}
