//! The table of a struct's fields, of which everything that walks over them is made.

use std::any::Any;
use std::fmt;

use crate::{Decode, DecodeError, Encode, Encoder, Source};

/// A field's name on the wire, whether it must be there, and its value.
pub type Field<'a> = (&'static str, FieldPresence, &'a dyn FieldValue);

/// A field's name on the wire, whether it must be there, and the place of its value.
pub type FieldSlot<'a> = (&'static str, FieldPresence, &'a mut dyn Decode);

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPresence {
    /// It may be absent.
    Optional,
    /// It must be there.
    Required,
    /// It may be null, which is told from absent: `None` is written as `null`.
    Nullable,
}

/// The value of a field, whatever its type.
pub trait FieldValue: Encode + fmt::Debug {
    /// Returns whether the other value is of the same type and equal.
    fn equals(&self, other: &dyn FieldValue) -> bool;

    /// Returns the value as one whose type can be asked for.
    fn as_any(&self) -> &dyn Any;
}

impl<T: Encode + fmt::Debug + PartialEq + 'static> FieldValue for T {
    fn equals(&self, other: &dyn FieldValue) -> bool {
        match other.as_any().downcast_ref::<T>() {
            Some(other) => self == other,
            None => false,
        }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A value that is written also where it is absent: as `null`.
struct Written<'a>(&'a dyn Encode);

impl Encode for Written<'_> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        self.0.encode(encoder);
    }
}

/// Returns what writes fields to an encoder, as an object.
pub(crate) fn written_to(encoder: &mut dyn Encoder) -> impl FnMut(&[Field<'_>]) {
    |fields| {
        let nullable = fields.iter().filter(|(_, presence, _)| *presence == FieldPresence::Nullable);
        let nullable: Vec<Written<'_>> = nullable.map(|(.., value)| Written(*value as &dyn Encode)).collect();
        let mut nullable = nullable.iter();
        let members = fields.iter().map(|(wire, presence, value)| match presence {
            FieldPresence::Nullable => (*wire, nullable.next().map_or(*value as &dyn Encode, |value| value)),
            FieldPresence::Optional | FieldPresence::Required => (*wire, *value as &dyn Encode),
        });
        encoder.object(&members.collect::<Vec<_>>());
    }
}

/// Returns what reads an object into slots. A field that is not there is as if it were `null`, unless it is required.
pub(crate) fn read_from(source: Source<'_>, outcome: &mut Result<(), DecodeError>) -> impl FnMut(&mut [FieldSlot<'_>]) {
    let mut source = Some(source);
    move |slots| {
        if let Some(source) = source.take() {
            *outcome = read_object(source, slots);
        }
    }
}

fn read_object(source: Source<'_>, slots: &mut [FieldSlot<'_>]) -> Result<(), DecodeError> {
    let was_read = source.object()?.read(slots)?;
    for ((wire, presence, value), _) in slots.iter_mut().zip(was_read).filter(|(_, was_read)| !was_read) {
        match presence {
            FieldPresence::Required => return Err(DecodeError::missing(wire)),
            // The struct may be read for the second time, since its key came twice.
            FieldPresence::Optional | FieldPresence::Nullable => value.read(Source::Null)?,
        }
    }
    Ok(())
}

/// Shows a struct as a derived `Debug` does. The text has its name and those of its fields, parted by spaces.
#[doc(hidden)]
pub fn debug_fields(names: &str, object: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut names = names.split_whitespace().map(unraw);
    let mut shown = f.debug_struct(names.next().unwrap_or_default());
    object.fields(&mut |fields| {
        for ((.., value), name) in fields.iter().zip(&mut names) {
            shown.field(name, value);
        }
    });
    shown.finish()
}

/// A name without the mark of one that is also a word of the language.
fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Returns whether two structs of one type have equal fields.
#[doc(hidden)]
pub fn equal_fields(a: &dyn Encode, b: &dyn Encode) -> bool {
    let mut are_equal = true;
    a.fields(&mut |a| b.fields(&mut |b| are_equal = a.iter().zip(b).all(|((.., a), (.., b))| a.equals(*b))));
    are_equal
}

/// Tells the fields of a struct: each with its name on the wire, and whether it is `Required` or `Nullable` or, where
/// nothing is said, may be absent.
///
/// Of that the struct gets [`Encode`], [`Decode`], `Debug` and `PartialEq`, with the feature `serde` also serde's two traits,
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
    ($name:ident: $($field:ident => $wire:literal),* $(,)?) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self { $($field: ::core::option::Option::None),* }
            }
        }

        $crate::fields!(@ $name: (::core::default::Default::default()) $($field => $wire,)*);
    };
    ($name:ident: $($field:ident => $wire:literal $($presence:ident)?),* $(,)?) => {
        $crate::fields!(@ $name: (Self { $($field: $crate::Decode::blank()),* }) $($field => $wire $($presence)?,)*);
    };
    // No macro is called for a single row, which would cost more than what it makes: the last value of a block counts, and
    // all names become one text.
    (@ $name:ident: ($blank:expr) $($field:ident => $wire:literal $($presence:ident)?,)*) => {
        impl $crate::Encode for $name {
            fn fields(&self, take: &mut dyn ::core::ops::FnMut(&[$crate::Field<'_>])) {
                take(&[$((
                    $wire,
                    { $crate::FieldPresence::Optional $(; $crate::FieldPresence::$presence)? },
                    &self.$field,
                )),*]);
            }
        }

        impl $crate::Decode for $name {
            fn blank() -> Self {
                $blank
            }

            fn slots(&mut self, take: &mut dyn ::core::ops::FnMut(&mut [$crate::FieldSlot<'_>])) {
                take(&mut [$((
                    $wire,
                    { $crate::FieldPresence::Optional $(; $crate::FieldPresence::$presence)? },
                    &mut self.$field,
                )),*]);
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_fields(::core::stringify!($name $($field)*), self, f)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::equal_fields(self, other)
            }
        }

        $crate::serde_shells!($name);
    };
}
