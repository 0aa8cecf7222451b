//! The table of a struct's fields, of which everything that walks over them is made.

use std::fmt::{self, Debug as _};

use crate::encode::{Encode, EncodeMap, Encoded, FieldReceiver, OpenValue, items};
use crate::presence::{FieldPresence, FieldRow};
use crate::secret::{HIDDEN, are_same_secrets};

/// Returns the rows of fields all of which may be absent.
#[doc(hidden)]
pub const fn optional_rows<const N: usize>(names: [&'static str; N]) -> [FieldRow<'static>; N] {
    let mut rows = [("", FieldPresence::Optional); N];
    let mut row = 0;
    while row < N {
        rows[row].0 = names[row];
        row += 1;
    }
    rows
}

/// Shows a value as a derived `Debug` does, and nothing of a secret.
#[doc(hidden)]
pub fn debug_value(value: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.encode() {
        Encoded::Absent => f.write_str("None"),
        Encoded::Boolean(value) => value.fmt(f),
        Encoded::Integer(value) => value.fmt(f),
        Encoded::Unsigned(value) => value.fmt(f),
        Encoded::Decimal(value) => value.fmt(f),
        Encoded::Number(value) => value.fmt(f),
        Encoded::Single(value) => value.fmt(f),
        Encoded::String(value) => value.fmt(f),
        Encoded::Binary(value) => value.fmt(f),
        Encoded::Any(value) => value.fmt(f),
        Encoded::Open(_, Some(variant)) => variant.fmt(f),
        Encoded::Open(OpenValue::String(value), None) => f.debug_tuple("Unknown").field(&value).finish(),
        Encoded::Open(OpenValue::Integer(value), None) => f.debug_tuple("Unknown").field(&value).finish(),
        Encoded::Some(inner) => f.debug_tuple("Some").field(&Debugged(inner)).finish(),
        Encoded::Boxed(inner) => debug_value(inner, f),
        Encoded::Secret(_) => f.write_str(HIDDEN),
        Encoded::Union(union) if union.is_unknown() => {
            // Nobody knows what in it is secret.
            f.debug_tuple(union.variant).field(&format_args!("…")).finish()
        }
        Encoded::Union(union) => f.debug_tuple(union.variant).field(&Debugged(union.value)).finish(),
        Encoded::List(list) => f.debug_list().entries(items(list).map(Debugged)).finish(),
        Encoded::Map(map) => {
            f.debug_map().entries(map.entries().into_iter().map(|(key, value)| (key, Debugged(value)))).finish()
        }
        Encoded::Object => debug_object(value, f),
    }
}

fn debug_object(object: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut outcome = Ok(());
    object.fields(FieldReceiver::new(&mut |table, values| {
        let mut names = table.names.split_whitespace().map(unraw);
        let mut shown = f.debug_struct(names.next().unwrap_or_default());
        for ((wire, _), value) in table.rows.iter().zip(values) {
            shown.field(names.next().unwrap_or(wire), &Debugged(*value));
        }
        outcome = shown.finish();
    }));
    outcome
}

/// A value that is shown by [`debug_value`].
struct Debugged<'a>(&'a dyn Encode);

impl fmt::Debug for Debugged<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_value(self.0, f)
    }
}

/// A name without the mark of one that is also a word of the language.
fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Returns whether two values of one type are equal; of secrets the time tells no more than their lengths.
#[doc(hidden)]
#[expect(clippy::float_cmp, reason = "a derived comparison is as strict")]
pub fn equal_values(a: &dyn Encode, b: &dyn Encode) -> bool {
    match (a.encode(), b.encode()) {
        (Encoded::Absent, Encoded::Absent) => true,
        (Encoded::Boolean(a), Encoded::Boolean(b)) => a == b,
        (Encoded::Integer(a), Encoded::Integer(b)) => a == b,
        (Encoded::Unsigned(a), Encoded::Unsigned(b)) => a == b,
        (Encoded::Decimal(a), Encoded::Decimal(b)) => a == b,
        (Encoded::Number(a), Encoded::Number(b)) => a == b,
        (Encoded::Single(a), Encoded::Single(b)) => a == b,
        (Encoded::String(a), Encoded::String(b)) => a == b,
        (Encoded::Binary(a), Encoded::Binary(b)) => a == b,
        (Encoded::Any(a), Encoded::Any(b)) => a == b,
        (Encoded::Open(a, _), Encoded::Open(b, _)) => a == b,
        (Encoded::Some(a), Encoded::Some(b)) | (Encoded::Boxed(a), Encoded::Boxed(b)) => equal_values(a, b),
        (Encoded::Secret(a), Encoded::Secret(b)) => are_same_secrets(a, b),
        (Encoded::Union(a), Encoded::Union(b)) => a.variant == b.variant && equal_values(a.value, b.value),
        (Encoded::List(a), Encoded::List(b)) => {
            a.len() == b.len() && items(a).zip(items(b)).all(|(a, b)| equal_values(a, b))
        }
        (Encoded::Map(a), Encoded::Map(b)) => {
            let (a, b) = (sorted(a), sorted(b));
            a.len() == b.len() && a.iter().zip(&b).all(|((a, x), (b, y))| a == b && equal_values(*x, *y))
        }
        (Encoded::Object, Encoded::Object) => equal_objects(a, b),
        _ => false,
    }
}

/// The entries of a map by their keys: the order in which they came says nothing.
fn sorted(map: &dyn EncodeMap) -> Vec<(&str, &dyn Encode)> {
    let mut entries = map.entries();
    entries.sort_by_key(|(key, _)| *key);
    entries
}

fn equal_objects(a: &dyn Encode, b: &dyn Encode) -> bool {
    let mut are_equal = false;
    a.fields(FieldReceiver::new(&mut |a_table, a| {
        b.fields(FieldReceiver::new(&mut |b_table, b| {
            are_equal = a_table.rows == b_table.rows && a.iter().zip(b).all(|(a, b)| equal_values(*a, *b));
        }));
    }));
    are_equal
}

/// Tells the fields of a struct: each with its name on the wire, and whether it is `Required` or `Nullable` or, where
/// nothing is said, may be absent.
///
/// Of that the struct gets [`Encode`], [`Decode`](crate::Decode), `Debug` and `PartialEq`, with the feature `serde` also serde's two traits,
/// and where every field may be absent `Default`.
///
/// ```
/// #[derive(Clone)]
/// pub struct Image {
///     pub image_id: String,
///     pub name: Option<String>,
/// }
///
/// apiscribe::fields! { Image:
///     image_id => "ImageId" Required,
///     name => "Name",
/// }
///
/// let image: Image = apiscribe::from_json(r#"{"ImageId":"m-1"}"#)?;
/// assert_eq!(format!("{image:?}"), r#"Image { image_id: "m-1", name: None }"#);
/// assert_eq!(apiscribe::to_json(&image), r#"{"ImageId":"m-1"}"#);
/// # Ok::<(), apiscribe::DecodeError>(())
/// ```
#[macro_export]
macro_rules! fields {
    ($name:ident: $($field:ident => $wire:tt),* $(,)?) => {
        impl ::core::default::Default for $name {
            #[inline]
            fn default() -> Self {
                $crate::Decode::blank()
            }
        }

        $crate::fields!(@ $name: (Self { $($field: ::core::option::Option::None),* }) ($crate::optional_rows([$($wire),*])) $($field)*);
    };
    ($name:ident: $($field:ident => $wire:tt $($presence:ident)?),* $(,)?) => {
        $crate::fields!(@ $name: (Self { $($field: $crate::blank!($($presence)?)),* })
            ([$(($wire, { $crate::FieldPresence::Optional $(; $crate::FieldPresence::$presence)? })),*]) $($field)*);
    };
    // No macro is called for a single row, which would cost more than what it makes: the last value of a block counts, and
    // all names become one text. The table is written down once, since each time costs as much.
    (@ $name:ident: ($blank:expr) ($rows:expr) $($field:ident)*) => {
        impl $name {
            const FIELD_TABLE: $crate::FieldTable<'static> =
                $crate::FieldTable::new(::core::stringify!($name $($field)*), &$rows).with_plain_names_marked();
        }

        impl $crate::Encode for $name {
            fn fields(&self, receiver: $crate::FieldReceiver<'_>) {
                receiver.receive(Self::FIELD_TABLE, &[$(&self.$field),*]);
            }
        }

        impl $crate::Decode for $name {
            fn blank() -> Self {
                $blank
            }

            fn read(&mut self, source: $crate::Source<'_>) -> ::core::result::Result<(), $crate::DecodeError> {
                $crate::read_object(source, Self::FIELD_TABLE.rows, &mut [$(&mut self.$field),*])
            }
        }

        $crate::value_shells!($name);
    };
}

/// Gives a type with [`Encode`] and [`Decode`](crate::Decode) the traits that are shells over them: `Debug`, `PartialEq` and
/// serde's two.
#[doc(hidden)]
#[macro_export]
macro_rules! value_shells {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_value(self, f)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::equal_values(self, other)
            }
        }

        $crate::serde_shells!($name);
    };
}

/// A blank value of a field: absent, unless it must be there.
#[doc(hidden)]
#[macro_export]
macro_rules! blank {
    (Required) => {
        $crate::Decode::blank()
    };
    ($(Nullable)?) => {
        ::core::option::Option::None
    };
}
