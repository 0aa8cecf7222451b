//! Maps with keys of their own: which keys they have, and how serde reads them.
//!
//! Serde's derive could do this. But it has to be compiled before anything that uses it, in everybody's build script, and
//! writes for each struct what is needed only where keys must be there, or come as numbers, or in a list.

use std::fmt;
use std::marker::PhantomData;

use super::Description;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A map with keys of its own, each of which may be left out.
pub(super) trait Shape: Default {
    /// The meaning of the map, and its keys in the order in which they are declared.
    const DESCRIPTION: Description;

    /// The names of the keys.
    const NAMES: &'static [&'static str];

    /// Reads the value behind one of the keys.
    fn read_value<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

/// Declares a struct of the format, with a field for each key. Behind `as` stand `required`, where the key must be there,
/// and the [`Form`] of its text.
macro_rules! shape {
    ($(#[doc = $doc:literal])* pub struct $name:ident {
        $($(#[doc = $key_doc:literal])* pub $field:ident: $type:ty $(as $($how:ident)+)?,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Default)]
        #[allow(clippy::struct_field_names, reason = "the fields are the keys of the format")]
        pub struct $name {
            $($(#[doc = $key_doc])* pub $field: $type,)*
        }

        impl $crate::format::shape::Shape for $name {
            const DESCRIPTION: $crate::format::Description = $crate::format::Description {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                keys: &[$($crate::format::Key {
                    name: $crate::format::shape::key_of(stringify!($field)),
                    doc: concat!($($key_doc, "\n"),*),
                    content: <$type as $crate::format::description::Described>::content,
                    is_required: false,
                    form: $crate::format::Form::Any,
                }$($(.$how())+)?),*],
            };

            const NAMES: &'static [&'static str] = &[$($crate::format::shape::key_of(stringify!($field))),*];

            fn read_value<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> Result<(), A::Error> {
                $(if key == const { $crate::format::shape::key_of(stringify!($field)) } {
                    self.$field = map.next_value()?;
                } else)* {
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
                Ok(())
            }
        }

        impl $crate::format::description::Described for $name {
            fn content() -> $crate::format::Content {
                $crate::format::Content::Map(
                    const { &<Self as $crate::format::shape::Shape>::DESCRIPTION },
                )
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::format::shape::read(deserializer)
            }
        }
    };
}
pub(super) use shape;

/// The key that a field stands for: `type` for `r#type`.
pub(super) const fn key_of(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', rest @ ..] => match std::str::from_utf8(rest) {
            Ok(name) => name,
            Err(_) => field,
        },
        _ => field,
    }
}

/// Reads a map with keys of its own.
pub(super) fn read<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct("", T::NAMES, ShapeVisitor(PhantomData))
}

struct ShapeVisitor<T>(PhantomData<T>);

impl<'de, T: Shape> Visitor<'de> for ShapeVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map with keys of its own")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut shape = T::default();
        while let Some(key) = map.next_key::<String>()? {
            if !T::NAMES.contains(&key.as_str()) {
                return Err(A::Error::unknown_field(&key, T::NAMES));
            }
            shape.read_value(&key, &mut map)?;
        }
        Ok(shape)
    }
}
