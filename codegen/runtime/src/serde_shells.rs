//! Serde's two traits for types that are written and read without it.

/// Gives a type with [`Encode`](crate::Encode) and [`Decode`](crate::Decode) serde's two traits, each a one-line shell over them;
/// nothing without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_shells {
    ($($type:ty),+ $(,)?) => {};
}

/// Gives a type with [`Encode`](crate::Encode) and [`Decode`](crate::Decode) serde's two traits, each a one-line shell over them;
/// nothing without the feature `serde`.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_shells {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    )+};
}
