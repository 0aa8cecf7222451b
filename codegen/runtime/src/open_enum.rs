//! Enums that a new value of the server never breaks.

use std::borrow::{Borrow, Cow};
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use sealed::OnWire;
#[cfg(feature = "serde")]
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fields::debug_value;
use crate::{Checked, Decode, DecodeError, Encode, Encoded, OpenValue, Source};

/// The documented values of an enum to which the server may add; generated enums implement it.
///
/// A field holds such an enum as an [`Open`], which has a place for values that are not documented.
pub trait OpenEnum: Copy + Eq + Hash + fmt::Debug + Send + Sync + 'static {
    /// The type of the enum on the wire: `str` or `i64`.
    type Value: WireValue + ?Sized;

    /// The values on the wire, in the documentation's order, and the variants, each at the place of its value.
    const TABLE: (&'static [&'static Self::Value], &'static [Self]);

    /// The place of the variant and of its value.
    fn place(self) -> usize {
        let mut variants = Self::TABLE.1.iter();
        variants.position(|variant| *variant == self).unwrap_or(usize::MAX)
    }

    /// Every value on the wire beside its variant, in the documentation's order.
    fn known() -> impl ExactSizeIterator<Item = (&'static Self::Value, Self)> {
        let (values, variants) = Self::TABLE;
        values.iter().copied().zip(variants.iter().copied())
    }

    /// The variant of a documented value; `None` for any other.
    fn from_known(value: &Self::Value) -> Option<Self> {
        let (values, variants) = Self::TABLE;
        Self::Value::place(value, values).map(|place| variants[place])
    }

    /// The value on the wire, exactly.
    fn as_value(self) -> &'static Self::Value {
        // Both tables list every variant.
        Self::Value::at(self.place(), Self::TABLE.0)
    }
}

/// A type that an [`OpenEnum`] can have on the wire: `str` and `i64`, and nothing else.
pub trait WireValue: OnWire + ToOwned + Ord + Hash + fmt::Debug + fmt::Display + Encode + 'static {}

mod sealed {
    use super::{Cow, DecodeError, Encoded, OpenValue, Source, fmt};

    pub trait OnWire: ToOwned + PartialEq + 'static {
        /// The value of a variant that its table lacks.
        const NONE: &'static Self;

        fn decode(source: Source<'_>) -> Result<Cow<'_, Self>, DecodeError>;

        fn encoded(&self) -> OpenValue<'_>;

        /// The form of a value that has a variant.
        #[inline]
        fn known<'v>(&'v self, variant: &'v dyn fmt::Debug) -> Encoded<'v> {
            Encoded::Open(self.encoded(), Some(variant))
        }

        /// The form of a value that has none.
        #[inline]
        fn unknown(&self) -> Encoded<'_> {
            Encoded::Open(self.encoded(), None)
        }

        /// The place of a value in a table.
        fn place(value: &Self, table: &[&Self]) -> Option<usize> {
            table.iter().position(|known| *known == value)
        }

        /// The value at a place of a table.
        fn at(place: usize, table: &[&'static Self]) -> &'static Self {
            table.get(place).copied().unwrap_or(Self::NONE)
        }
    }
}

impl WireValue for str {}

impl OnWire for str {
    const NONE: &'static Self = "";

    fn decode(source: Source<'_>) -> Result<Cow<'_, Self>, DecodeError> {
        match source {
            Source::String(text) => Ok(text.into_cow()),
            other => String::decode(other).map(Cow::Owned),
        }
    }

    fn encoded(&self) -> OpenValue<'_> {
        OpenValue::String(self)
    }
}

impl WireValue for i64 {}

impl OnWire for i64 {
    const NONE: &'static Self = &0;

    fn decode(source: Source<'_>) -> Result<Cow<'_, Self>, DecodeError> {
        <Self as Decode>::decode(source).map(Cow::Owned)
    }

    fn encoded(&self) -> OpenValue<'_> {
        OpenValue::Integer(*self)
    }
}

/// A value of an enum to which the server may add: one that is documented, or any other, kept as it came.
///
/// Made of a variant or of the value on the wire, with which it is also compared:
///
/// ```
/// use apiscribe::Open;
///
/// apiscribe::values! {
///     /// The values of `BootMode`.
///     pub enum BootMode of str:
///     Bios => "BIOS",
///     Uefi => "UEFI",
/// }
///
/// let mode: Open<BootMode> = "UEFI".into();
/// assert!(matches!(mode, Open::Known(BootMode::Uefi)));
/// assert_eq!(mode, BootMode::Uefi);
///
/// let newer: Open<BootMode> = "UEFI-Preferred".into();
/// assert_eq!(newer.known(), None);
/// assert_eq!(newer.as_str(), "UEFI-Preferred");
/// ```
///
/// Equality, order and hash are those of the value on the wire.
pub enum Open<E: OpenEnum> {
    /// A value that the documentation lists.
    Known(E),
    /// A value that the documentation did not list when the types were generated.
    Unknown(UnknownValue<E>),
}

impl<E: OpenEnum> Open<E> {
    fn of(value: &E::Value) -> Self {
        match E::from_known(value) {
            Some(variant) => Self::Known(variant),
            None => Self::Unknown(UnknownValue(value.to_owned())),
        }
    }

    /// The variant, if the documentation lists the value.
    pub const fn known(&self) -> Option<E> {
        match self {
            Self::Known(variant) => Some(*variant),
            Self::Unknown(_) => None,
        }
    }

    /// Returns whether the documentation does not list the value.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// The value on the wire, exactly.
    pub fn as_value(&self) -> &E::Value {
        match self {
            Self::Known(variant) => variant.as_value(),
            Self::Unknown(value) => value.get(),
        }
    }
}

impl<E: OpenEnum<Value = str>> Open<E> {
    /// The value on the wire, exactly.
    pub fn as_str(&self) -> &str {
        self.as_value()
    }
}

impl<E: OpenEnum<Value = i64>> Open<E> {
    /// The value on the wire, exactly.
    pub fn as_i64(&self) -> i64 {
        *self.as_value()
    }
}

impl<E: OpenEnum> From<E> for Open<E> {
    fn from(variant: E) -> Self {
        Self::Known(variant)
    }
}

impl<E: OpenEnum<Value = str>> From<&str> for Open<E> {
    fn from(value: &str) -> Self {
        Self::of(value)
    }
}

impl<E: OpenEnum<Value = str>> From<String> for Open<E> {
    fn from(value: String) -> Self {
        Self::of(&value)
    }
}

impl<E: OpenEnum<Value = i64>> From<i64> for Open<E> {
    fn from(value: i64) -> Self {
        Self::of(&value)
    }
}

impl<E: OpenEnum<Value = str>> FromStr for Open<E> {
    type Err = Infallible;

    fn from_str(value: &str) -> Result<Self, Infallible> {
        Ok(Self::of(value))
    }
}

impl<E: OpenEnum<Value = str>> AsRef<str> for Open<E> {
    fn as_ref(&self) -> &str {
        self.as_value()
    }
}

impl<E: OpenEnum> Clone for Open<E> {
    fn clone(&self) -> Self {
        match self {
            Self::Known(variant) => Self::Known(*variant),
            Self::Unknown(value) => Self::Unknown(value.clone()),
        }
    }
}

/// The variant alone, or `Unknown` and the value.
impl<E: OpenEnum> fmt::Debug for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_value(self, f)
    }
}

impl<E: OpenEnum> fmt::Display for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_value().fmt(f)
    }
}

impl<E: OpenEnum> PartialEq for Open<E> {
    fn eq(&self, other: &Self) -> bool {
        self.as_value() == other.as_value()
    }
}

impl<E: OpenEnum> Eq for Open<E> {}

impl<E: OpenEnum> PartialEq<E> for Open<E> {
    fn eq(&self, other: &E) -> bool {
        self.known() == Some(*other)
    }
}

impl<E: OpenEnum<Value = str>> PartialEq<str> for Open<E> {
    fn eq(&self, other: &str) -> bool {
        self.as_value() == other
    }
}

impl<E: OpenEnum<Value = str>> PartialEq<&str> for Open<E> {
    fn eq(&self, other: &&str) -> bool {
        self.as_value() == *other
    }
}

impl<E: OpenEnum<Value = i64>> PartialEq<i64> for Open<E> {
    fn eq(&self, other: &i64) -> bool {
        self.as_value() == other
    }
}

impl<E: OpenEnum> PartialOrd for Open<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E: OpenEnum> Ord for Open<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_value().cmp(other.as_value())
    }
}

impl<E: OpenEnum> Hash for Open<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_value().hash(state);
    }
}

impl<E: OpenEnum> Encode for Open<E> {
    fn encode(&self) -> Encoded<'_> {
        match self {
            Self::Known(variant) => variant.as_value().known(variant),
            Self::Unknown(value) => value.get().unknown(),
        }
    }
}

impl<E: OpenEnum> Decode for Open<E> {
    fn blank() -> Self {
        Self::of(E::Value::NONE)
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        read_open(self, source)
    }
}

/// An [`Open`] of any enum with one type of values.
trait AnyOpen<V: WireValue + ?Sized> {
    fn put(&mut self, value: &V);
}

impl<E: OpenEnum> AnyOpen<E::Value> for Open<E> {
    fn put(&mut self, value: &E::Value) {
        *self = Self::of(value);
    }
}

fn read_open<V: WireValue + ?Sized>(open: &mut dyn AnyOpen<V>, source: Source<'_>) -> Result<(), DecodeError> {
    open.put(&*V::decode(source)?);
    Ok(())
}

/// Tells what the variants of an enum are on the wire, which is `str` or `i64`, each variant in the order in which the enum
/// has them.
///
/// Of that the enum gets [`OpenEnum`], `Debug`, `Eq` and `Hash`.
///
/// With `pub enum` before its name the enum itself is made of the rows as well, each variant documented by its value and by what is
/// written above its row. Without, the enum stands elsewhere.
#[macro_export]
macro_rules! values {
    ($(#[$attribute:meta])* pub enum $name:ident of $value:ident: $($(#[$more:meta])* $variant:ident => $wire:literal),* $(,)?) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::core::concat!("`", $wire, "`\n\n")]
                $(#[$more])*
                $variant,
            )*
        }

        $crate::values! { $name of $value: $($variant => $wire),* }
    };
    ($name:ident of $value:ident: $($variant:ident => $wire:literal),* $(,)?) => {
        impl $crate::OpenEnum for $name {
            type Value = $value;

            const TABLE: (&'static [&'static $value], &'static [Self]) =
                ($crate::values!(@ $value [$($wire),*]), &[$(Self::$variant),*]);

            fn place(self) -> usize {
                self as usize
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::debug_variant(*self as usize, ::core::stringify!($($variant)*), f)
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hasher::write_usize(state, *self as usize);
            }
        }
    };
    (@ str [$($wire:literal),*]) => { &[$($wire),*] };
    (@ i64 [$($wire:literal),*]) => { &[$(&$wire),*] };
}

/// Shows a variant as a derived `Debug` does. The text has the names of all variants, parted by spaces.
#[doc(hidden)]
pub fn debug_variant(place: usize, names: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(names.split_whitespace().nth(place).unwrap_or_default())
}

/// No rule speaks of a single value; it may stand in a list whose length is limited.
impl<E: OpenEnum> Checked for Open<E> {}

#[cfg(feature = "serde")]
impl<E: OpenEnum> Serialize for Open<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::serialize(self, serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, E: OpenEnum> Deserialize<'de> for Open<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::deserialize(deserializer)
    }
}

/// A value that the documentation did not list when the types were generated.
///
/// Nobody can build one for a value that a variant of `E` stands for, so a value has exactly one form.
pub struct UnknownValue<E: OpenEnum>(<E::Value as ToOwned>::Owned);

impl<E: OpenEnum> UnknownValue<E> {
    /// Takes a value that `E` does not know.
    ///
    /// # Errors
    /// The variant, when `E` does know the value.
    pub fn new(value: &E::Value) -> Result<Self, E> {
        E::from_known(value).map_or_else(|| Ok(Self(value.to_owned())), Err)
    }

    /// The value as it came.
    pub fn get(&self) -> &E::Value {
        self.0.borrow()
    }
}

impl<E: OpenEnum<Value = str>> UnknownValue<E> {
    /// The value as it came.
    pub fn as_str(&self) -> &str {
        self.get()
    }
}

impl<E: OpenEnum> Clone for UnknownValue<E> {
    fn clone(&self) -> Self {
        Self(self.get().to_owned())
    }
}

impl<E: OpenEnum> PartialEq for UnknownValue<E> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<E: OpenEnum> Eq for UnknownValue<E> {}

impl<E: OpenEnum> fmt::Debug for UnknownValue<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.get(), f)
    }
}

impl<E: OpenEnum> fmt::Display for UnknownValue<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.get(), f)
    }
}
