//! The table of a struct's fields, of which everything that walks over them is made.

use std::fmt;

use crate::encode::Encode;

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
