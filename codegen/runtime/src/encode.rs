//! The form of a value on the wire, whatever the format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::percent::is_plain;
use crate::presence::{FieldPresence, FieldRow};
use crate::{Any, Binary, Decimal};

/// A value that can be written in any format, shown, and compared.
///
/// Each type says once what it is; JSON, query pairs, serde's formats, `Debug` and `PartialEq` are made of that by code that
/// is compiled once for all types.
///
/// ```
/// use apiscribe::{Encode, Encoded, to_json};
///
/// struct Seconds(u32);
///
/// impl Encode for Seconds {
///     fn encode(&self) -> Encoded<'_> {
///         Encoded::String(format!("{}s", self.0).into())
///     }
/// }
///
/// assert_eq!(to_json(&vec![Seconds(1), Seconds(60)]), r#"["1s","60s"]"#);
/// ```
pub trait Encode {
    /// Returns the form of the value; unless the type says otherwise, an object with its fields.
    fn encode(&self) -> Encoded<'_> {
        Encoded::Object
    }

    /// Hands the fields of an object to `receiver`: its table, and the values in the order of the table's rows. There are none
    /// unless the type says so, as [`fields!`](crate::fields) does.
    fn fields(&self, receiver: FieldReceiver<'_>) {
        receive_nothing(receiver);
    }
}

fn receive_nothing(receiver: FieldReceiver<'_>) {
    receiver.receive(FieldTable::default(), &[]);
}

/// The receiver of an object's fields, which takes them once.
///
/// A type of its own costs those who compile generated types less than a closure does: the compiler has nothing to infer of it.
pub struct FieldReceiver<'a>(pub(crate) &'a mut dyn FnMut(FieldTable<'_>, &[&dyn Encode]));

impl<'a> FieldReceiver<'a> {
    /// Makes a receiver that hands the fields on to `take`.
    pub fn new(take: &'a mut dyn FnMut(FieldTable<'_>, &[&dyn Encode])) -> Self {
        Self(take)
    }

    /// Takes the table of the fields, and their values in the order of its rows.
    pub fn receive(self, table: FieldTable<'_>, values: &[&dyn Encode]) {
        (self.0)(table, values);
    }
}

/// The form of a value on the wire.
#[non_exhaustive]
pub enum Encoded<'a> {
    /// Nothing: a field that holds this is left out, or `null` where the API tells the two apart; an item is `null`.
    Absent,
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// An integer without a sign.
    Unsigned(u64),
    /// A number with all of its digits; in formats other than JSON it is the nearest double.
    Decimal(&'a Decimal),
    /// A number; in JSON `null` where it is infinite or not a number.
    Number(f64),
    /// A number of single precision, of which the shortest text that names it is written.
    Single(f32),
    /// Text.
    String(Cow<'a, str>),
    /// Bytes, which are base64 in formats that have only text.
    Binary(&'a Binary),
    /// Any JSON.
    Any(&'a Any),
    /// A value of an [`Open`](crate::Open) enum, and its variant if it has one.
    Open(OpenValue<'a>, Option<&'a dyn fmt::Debug>),
    /// A value of a union.
    Union(UnionValue<'a>),
    /// A value that may be absent, and is not.
    Some(&'a dyn Encode),
    /// A value behind a pointer.
    Boxed(&'a dyn Encode),
    /// A value that is written, and never shown.
    Secret(&'a dyn Encode),
    /// A list.
    List(&'a dyn EncodeList),
    /// An object of any keys.
    Map(&'a dyn EncodeMap),
    /// An object whose fields [`Encode::fields`] hands out.
    Object,
}

/// The value of an [`Open`](crate::Open) enum on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenValue<'a> {
    /// Text.
    String(&'a str),
    /// An integer.
    Integer(i64),
}

/// The value of a union as it is written, shown and compared.
#[derive(Clone, Copy)]
pub struct UnionValue<'a> {
    /// The name of the variant.
    pub(crate) variant: &'static str,
    /// True if the variant's object is written with a tag, as the union's own fields.
    pub(crate) has_tag: bool,
    /// The value in the variant.
    pub(crate) value: &'a dyn Encode,
}

impl UnionValue<'_> {
    /// The name of the variant for values that are of no other.
    pub(crate) const UNKNOWN: &'static str = "Unknown";

    /// Returns whether the variant is none that is documented.
    pub(crate) fn is_unknown(&self) -> bool {
        self.variant == Self::UNKNOWN
    }
}

/// The names of a struct and of its fields.
#[derive(Clone, Copy, Default)]
pub struct FieldTable<'a> {
    /// The struct's name and those of its fields in Rust, parted by white space, for `Debug`; where a name is missing, the one
    /// on the wire is shown.
    pub names: &'a str,
    /// A row for each field.
    pub rows: &'a [FieldRow<'a>],
    /// True if it is known that every name on the wire stays as it is where it is percent-encoded, and so in JSON as well.
    pub(crate) is_plain: bool,
}

impl<'a> FieldTable<'a> {
    /// A table of names and rows.
    pub const fn new(names: &'a str, rows: &'a [FieldRow<'a>]) -> Self {
        Self { names, rows, is_plain: false }
    }

    /// Marks the table if percent-encoding changes none of the names on the wire, so that a query need not encode them. It looks
    /// at every byte of them, and is for constants.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_plain_names_marked(mut self) -> Self {
        let mut row = 0;
        self.is_plain = true;
        while row < self.rows.len() {
            self.is_plain &= is_plain(self.rows[row].0);
            row += 1;
        }
        self
    }
}

/// A list of values of one type.
pub trait EncodeList {
    /// Returns their number.
    fn len(&self) -> usize;

    /// Returns whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at an index; `None` beyond the end.
    fn item(&self, index: usize) -> Option<&dyn Encode>;
}

/// A map from text to values of one type.
pub trait EncodeMap {
    /// The keys and values.
    fn entries(&self) -> Vec<(&str, &dyn Encode)>;
}

/// The form of a value for a format: without the wrappers that only matter in Rust.
pub(crate) enum Wire<'a> {
    /// Nothing: a field that holds it is left out, and anywhere else it is `null`.
    Absent,
    Null,
    Boolean(bool),
    Integer(i64),
    Unsigned(u64),
    Number(f64),
    Decimal(&'a Decimal),
    String(Cow<'a, str>),
    Binary(&'a Binary),
    List(&'a dyn EncodeList),
    Map(&'a dyn EncodeMap),
    Object(&'a dyn Encode),
}

impl<'a> Wire<'a> {
    pub(crate) fn of(value: &'a dyn Encode) -> Self {
        Self::with(value, |wire| wire)
    }

    /// Hands on the form of a value, which is faster than to return it: what [`Encode::encode`] returned need not be copied.
    #[expect(clippy::inline_always, reason = "measured: it runs once for each value")]
    #[inline(always)]
    pub(crate) fn with<R>(mut value: &'a dyn Encode, take: impl FnOnce(Self) -> R) -> R {
        // What is there and holds nothing is not left out.
        let mut nothing = Self::Absent;
        let wire = loop {
            match value.encode() {
                Encoded::Some(inner) => (value, nothing) = (inner, Self::Null),
                Encoded::Boxed(inner) | Encoded::Secret(inner) => value = inner,
                // The null of a union is one of its values.
                Encoded::Union(union) if !union.has_tag => (value, nothing) = (union.value, Self::Null),
                Encoded::Absent => break nothing,
                encoded => break Self::of_unwrapped(encoded, value),
            }
        };
        take(wire)
    }

    #[expect(clippy::inline_always, reason = "measured: it runs once for each value")]
    #[inline(always)]
    fn of_unwrapped(encoded: Encoded<'a>, value: &'a dyn Encode) -> Self {
        match encoded {
            Encoded::Absent | Encoded::Some(_) | Encoded::Boxed(_) | Encoded::Secret(_) => Self::Absent,
            Encoded::Boolean(value) => Self::Boolean(value),
            Encoded::Integer(value) | Encoded::Open(OpenValue::Integer(value), _) => Self::Integer(value),
            Encoded::Unsigned(value) => Self::Unsigned(value),
            Encoded::Decimal(value) => Self::Decimal(value),
            Encoded::Number(value) => Self::Number(value),
            Encoded::Single(value) => Self::Number(shortest(value)),
            Encoded::String(value) => Self::String(value),
            Encoded::Open(OpenValue::String(value), _) => Self::String(Cow::Borrowed(value)),
            Encoded::Binary(value) => Self::Binary(value),
            Encoded::Any(value) => Self::of_any(value),
            Encoded::List(list) => Self::List(list),
            Encoded::Map(map) => Self::Map(map),
            Encoded::Object | Encoded::Union(_) => Self::Object(value),
        }
    }

    /// Returns whether a field that holds it is written.
    #[inline]
    fn is_written(&self, presence: FieldPresence) -> bool {
        !matches!(self, Self::Absent) || presence == FieldPresence::Nullable
    }

    fn of_any(value: &'a Any) -> Self {
        match value {
            Any::Null => Self::Null,
            Any::Bool(value) => Self::Boolean(*value),
            // No integer has its sign.
            Any::Number(number) if number.as_str() == "-0" => Self::Decimal(number),
            Any::Number(number) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => Self::Integer(value),
                (None, Some(value)) => Self::Unsigned(value),
                (None, None) => Self::Decimal(number),
            },
            Any::String(value) => Self::String(Cow::Borrowed(value)),
            Any::Array(items) => Self::List(items),
            Any::Object(entries) => Self::Map(entries),
        }
    }
}

/// The fields that are written, as [`each_written`] hands them on.
#[cfg(any(feature = "serde", feature = "http"))]
pub(crate) fn written<'v>(
    table: FieldTable<'v>,
    values: &'v [&'v dyn Encode],
) -> impl Iterator<Item = (&'v str, Wire<'v>)> {
    table.rows.iter().zip(values).filter_map(|((name, presence), value)| match Wire::of(*value) {
        wire if wire.is_written(*presence) => Some((*name, wire)),
        _ => None,
    })
}

/// Hands on the fields that are written: those that are there, and those that the API wants as `null` where they are not.
#[inline]
pub(crate) fn each_written<'v>(
    table: FieldTable<'v>,
    values: &'v [&'v dyn Encode],
    mut take: impl FnMut(&str, &Wire<'_>),
) {
    for ((name, presence), value) in table.rows.iter().zip(values) {
        Wire::with(*value, |wire| {
            if wire.is_written(*presence) {
                take(name, &wire);
            }
        });
    }
}

/// The items of a list.
pub(crate) fn items(list: &dyn EncodeList) -> impl Iterator<Item = &dyn Encode> {
    (0..list.len()).filter_map(|index| list.item(index))
}

/// The double of the shortest text that names the single: 0.1, not 0.10000000149011612.
pub(crate) fn shortest(single: f32) -> f64 {
    single.to_string().parse().unwrap_or_else(|_| f64::from(single))
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Encoded<'_> {
        match self {
            Some(value) => Encoded::Some(value),
            None => Encoded::Absent,
        }
    }
}

impl<T: Encode> Encode for &T {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Boxed(*self)
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Boxed(&**self)
    }
}

impl Encode for bool {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Boolean(*self)
    }
}

impl Encode for i32 {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Integer(i64::from(*self))
    }
}

impl Encode for i64 {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Integer(*self)
    }
}

impl Encode for u64 {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Unsigned(*self)
    }
}

impl Encode for Decimal {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Decimal(self)
    }
}

impl Encode for f32 {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Single(*self)
    }
}

impl Encode for f64 {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Number(*self)
    }
}

impl Encode for str {
    fn encode(&self) -> Encoded<'_> {
        Encoded::String(Cow::Borrowed(self))
    }
}

impl Encode for &str {
    fn encode(&self) -> Encoded<'_> {
        Encoded::String(Cow::Borrowed(self))
    }
}

impl Encode for String {
    fn encode(&self) -> Encoded<'_> {
        Encoded::String(Cow::Borrowed(self))
    }
}

impl Encode for Binary {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Binary(self)
    }
}

impl Encode for Any {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Any(self)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Encoded<'_> {
        Encoded::List(self)
    }
}

impl<T: Encode> EncodeList for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<&dyn Encode> {
        match self.get(index) {
            Some(item) => Some(item),
            None => None,
        }
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Map(self)
    }
}

impl<T: Encode> EncodeMap for BTreeMap<String, T> {
    fn entries(&self) -> Vec<(&str, &dyn Encode)> {
        self.iter().map(|(key, value)| (key.as_str(), value as &dyn Encode)).collect()
    }
}
