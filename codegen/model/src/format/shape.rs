//! Maps with keys of their own: which keys they have, and how they are read from a located file.
//!
//! Serde could do this, but stops at the first value that does not fit, and knows no places.

use super::read::{Expected, Place, Reader};
use super::{Description, Key, words};
use crate::source::Children;

/// A map with keys of its own, each of which may be left out.
pub(super) trait Shape: Default {
    /// The meaning of the map, and its keys in the order in which they are declared.
    const DESCRIPTION: Description;

    /// Reads the value behind one of the keys; what does not fit is left out.
    fn read_value(&mut self, key: &str, place: Place<'_>, reader: &mut Reader<'_>);
}

/// Declares a struct of the format, with a field for each key. Behind `as` stand `required`, where the key must be there,
/// and the [`Form`] of its text. The keys of what is behind `..` stand beside its own.
macro_rules! shape {
    ($(#[doc = $doc:literal])* pub struct $name:ident {
        $($(#[doc = $key_doc:literal])* pub $field:ident: $type:ty $(as $($how:ident)+)?,)*
        $(..pub $part:ident: $part_type:ty,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Default)]
        #[allow(clippy::struct_field_names, reason = "the fields are the keys of the format")]
        pub struct $name {
            $($(#[doc = $key_doc])* pub $field: $type,)*
            $(pub $part: $part_type,)?
        }

        impl $crate::format::shape::Shape for $name {
            const DESCRIPTION: $crate::format::Description = $crate::format::Description {
                name: stringify!($name),
                doc: concat!($($doc, "\n"),*),
                keys: {
                    const OWN: &[$crate::format::Key] = &[$($crate::format::Key {
                        name: $crate::format::shape::key_of(stringify!($field)),
                        doc: concat!($($key_doc, "\n"),*),
                        content: <$type as $crate::format::read::FromNode>::content,
                        is_required: false,
                        form: $crate::format::Form::Any,
                    }$($(.$how())+)?),*];
                    const OF_PART: &[$crate::format::Key] = $crate::format::shape::keys_of_part!($($part_type)?);
                    &$crate::format::shape::joined::<{ OWN.len() + OF_PART.len() }>(OWN, OF_PART)
                },
            };

            fn read_value(
                &mut self,
                key: &str,
                place: $crate::format::read::Place<'_>,
                reader: &mut $crate::format::read::Reader<'_>,
            ) {
                $(if key == const { $crate::format::shape::key_of(stringify!($field)) } {
                    if let Some(value) = $crate::format::read::FromNode::from_node(place, reader) {
                        self.$field = value;
                    }
                })*
                $(self.$part.read_value(key, place, reader);)?
            }
        }

        impl $crate::format::read::FromNode for $name {
            fn content() -> $crate::format::Content {
                $crate::format::Content::Map(
                    const { &<Self as $crate::format::shape::Shape>::DESCRIPTION },
                )
            }

            fn from_node(
                place: $crate::format::read::Place<'_>,
                reader: &mut $crate::format::read::Reader<'_>,
            ) -> Option<Self> {
                $crate::format::shape::read(place, reader)
            }
        }
    };
}
pub(super) use shape;

/// Returns the keys of a part, which not every shape has.
macro_rules! keys_of_part {
    () => {
        &[]
    };
    ($part:ty) => {
        <$part as $crate::format::shape::Shape>::DESCRIPTION.keys
    };
}
pub(super) use keys_of_part;

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

/// Returns the keys of a shape that has some, and those of a part of it.
pub(super) const fn joined<const COUNT: usize>(own: &[Key], of_part: &[Key]) -> [Key; COUNT] {
    let mut keys = [own[0]; COUNT];
    let mut index = 1;
    while index < COUNT {
        keys[index] = if index < own.len() { own[index] } else { of_part[index - own.len()] };
        index += 1;
    }
    keys
}

/// Reads a map with keys of its own.
pub(super) fn read<T: Shape>(place: Place<'_>, reader: &mut Reader<'_>) -> Option<T> {
    let Children::Map(fields) = &place.node.children else {
        reader.refuse(place, Expected::Shape);
        return None;
    };
    let mut shape = T::default();
    reader.within(const { &T::DESCRIPTION }, |reader| {
        for (key, node) in fields {
            let place = place.under(key, node);
            if let Some(known) = T::DESCRIPTION.key(key) {
                words::check(known.form, place, reader);
                shape.read_value(key, place, reader);
            } else {
                reader.refuse_key(place);
            }
        }
    });
    Some(shape)
}
