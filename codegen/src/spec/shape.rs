//! Maps with keys of their own: which keys they have, and how serde reads them.
//!
//! Serde's derive could do this. But it has to be compiled before anything that uses it, in everybody's build script, and
//! writes for each struct what is needed only where keys must be there, or come as numbers, or in a list.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// A map with keys of its own, each of which may be left out.
pub(super) trait Shape: Default {
    /// The keys, in the order in which they are declared.
    const KEYS: &'static [&'static str];

    /// Reads the value behind one of the keys.
    fn read_value<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error>;
}

/// Declares a struct of the format, with a field for each key.
macro_rules! shape {
    ($(#[$meta:meta])* pub(crate) struct $name:ident {
        $($(#[$field_meta:meta])* pub(crate) $field:ident: $type:ty,)*
    }) => {
        #[derive(Debug, Default)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        $(#[$meta])*
        pub(crate) struct $name {
            $($(#[$field_meta])* pub(crate) $field: $type,)*
        }

        impl $crate::spec::shape::Shape for $name {
            const KEYS: &'static [&'static str] = &[$($crate::spec::shape::key_of(stringify!($field))),*];

            fn read_value<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> Result<(), A::Error> {
                $(if key == const { $crate::spec::shape::key_of(stringify!($field)) } {
                    self.$field = map.next_value()?;
                } else)* {
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
                Ok(())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::spec::shape::read(deserializer)
            }
        }
    };
}
pub(super) use shape;

/// The key that a field stands for: `type` for `r#type`.
pub(super) const fn key_of(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// Reads a map with keys of its own.
pub(super) fn read<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct("", T::KEYS, ShapeVisitor(PhantomData))
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
            if !T::KEYS.contains(&key.as_str()) {
                return Err(A::Error::unknown_field(&key, T::KEYS));
            }
            shape.read_value(&key, &mut map)?;
        }
        Ok(shape)
    }
}
