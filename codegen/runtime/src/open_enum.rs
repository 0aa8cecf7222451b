//! Enums that a new value of the server never breaks.

use std::borrow::Borrow;
use std::fmt;

/// An enum that keeps values it does not know, so that a new value of the server breaks nobody.
///
/// The generated enums implement it and add the methods people call: `as_str` or `as_i64`, `known`, `From`.
pub trait OpenEnum: Sized + 'static {
    /// What the enum is on the wire: `str` or `i64`.
    type Value: ToOwned + ?Sized + 'static;

    /// The documented values, in the documentation's order.
    const KNOWN: &'static [Self];

    /// The variant of a documented value; `None` for any other.
    fn from_known(value: &Self::Value) -> Option<Self>;

    /// The value on the wire.
    fn as_value(&self) -> &Self::Value;
}

/// A value that the documentation did not list when the types were generated.
///
/// Nobody can build one for a value that a variant of `T` stands for, so a value has exactly one form.
pub struct UnknownValue<T: OpenEnum>(<T::Value as ToOwned>::Owned);

impl<T: OpenEnum> UnknownValue<T> {
    /// Takes a value that `T` does not know.
    ///
    /// # Errors
    /// The variant, when `T` does know the value.
    pub fn new(value: &T::Value) -> Result<Self, T> {
        T::from_known(value).map_or_else(|| Ok(Self(value.to_owned())), Err)
    }

    /// The value as it came.
    pub fn get(&self) -> &T::Value {
        self.0.borrow()
    }
}

impl<T: OpenEnum<Value = str>> UnknownValue<T> {
    /// The value as it came.
    pub fn as_str(&self) -> &str {
        self.get()
    }
}

impl<T: OpenEnum> Clone for UnknownValue<T> {
    fn clone(&self) -> Self {
        Self(self.get().to_owned())
    }
}

impl<T: OpenEnum<Value: PartialEq>> PartialEq for UnknownValue<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: OpenEnum<Value: Eq>> Eq for UnknownValue<T> {}

impl<T: OpenEnum<Value: fmt::Debug>> fmt::Debug for UnknownValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl<T: OpenEnum<Value: fmt::Display>> fmt::Display for UnknownValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// Gives an [`OpenEnum`] on text the methods and traits that people expect of it.
///
/// Equality, order and hash are those of the value on the wire.
#[macro_export]
macro_rules! open_string_enum {
    ($($type:ty),+ $(,)?) => {$(
        impl $type {
            /// The documented values, in the documentation's order.
            pub const fn known() -> &'static [Self] {
                <Self as $crate::OpenEnum>::KNOWN
            }

            /// Whether the value is one that the documentation did not list.
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }

            /// The value on the wire, exactly.
            pub fn as_str(&self) -> &str {
                $crate::OpenEnum::as_value(self)
            }
        }

        impl ::core::convert::From<&str> for $type {
            fn from(value: &str) -> Self {
                match $crate::UnknownValue::new(value) {
                    ::core::result::Result::Ok(unknown) => Self::Unknown(unknown),
                    ::core::result::Result::Err(known) => known,
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = ::core::convert::Infallible;

            fn from_str(value: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(value))
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::cmp::PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::cmp::PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $type {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::Encode for $type {
            fn encode(&self, encoder: &mut dyn $crate::Encoder) {
                encoder.string(self.as_str());
            }
        }

        // No rule speaks of a single value; it may stand in a list whose length is limited.
        impl $crate::Checked for $type {}

        impl $crate::Decode for $type {
            fn decode(source: $crate::Source<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                <::std::string::String as $crate::Decode>::decode(source).map(Self::from)
            }
        }

        $crate::serde_shells!($type);
    )+};
}

/// Gives an [`OpenEnum`] on integers the methods and traits that people expect of it.
#[macro_export]
macro_rules! open_integer_enum {
    ($($type:ty),+ $(,)?) => {$(
        impl $type {
            /// The documented values, in the documentation's order.
            pub const fn known() -> &'static [Self] {
                <Self as $crate::OpenEnum>::KNOWN
            }

            /// Whether the value is one that the documentation did not list.
            pub const fn is_unknown(&self) -> bool {
                ::core::matches!(self, Self::Unknown(_))
            }

            /// The value on the wire, exactly.
            pub fn as_i64(&self) -> i64 {
                *$crate::OpenEnum::as_value(self)
            }
        }

        impl ::core::convert::From<i64> for $type {
            fn from(value: i64) -> Self {
                match $crate::UnknownValue::new(&value) {
                    ::core::result::Result::Ok(unknown) => Self::Unknown(unknown),
                    ::core::result::Result::Err(known) => known,
                }
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl ::core::cmp::Eq for $type {}

        impl ::core::cmp::PartialEq<i64> for $type {
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        impl ::core::cmp::PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(self.cmp(other))
            }
        }

        impl ::core::cmp::Ord for $type {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_i64().cmp(&other.as_i64())
            }
        }

        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_i64().hash(state);
            }
        }

        impl $crate::Encode for $type {
            fn encode(&self, encoder: &mut dyn $crate::Encoder) {
                encoder.integer(self.as_i64());
            }
        }

        // No rule speaks of a single value; it may stand in a list whose length is limited.
        impl $crate::Checked for $type {}

        impl $crate::Decode for $type {
            fn decode(source: $crate::Source<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                <i64 as $crate::Decode>::decode(source).map(Self::from)
            }
        }

        $crate::serde_shells!($type);
    )+};
}
