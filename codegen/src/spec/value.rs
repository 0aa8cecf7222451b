//! Values: parameters, fields, list items, map values and named types.

use serde::de::{Deserialize, Deserializer, MapAccess};

use super::shape::{self, Shape, shape};
use super::{CrossRules, Entries, Rules};
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// A field, a list item, a map value, a named type.
    #[cfg_attr(feature = "cli", schemars(transform = schema::keys_of_value))]
    pub(crate) struct Value {
        /// The type; this or `ref`, never both.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::TypeWord>"))]
        pub(crate) r#type: Option<String>,
        /// A name under `types` in service.yaml; this or `type`, never both.
        pub(crate) r#ref: Option<String>,
        /// What it is, in our own words.
        pub(crate) doc: Option<String>,
        /// Whether it must be sent; in a response, whether it is always there.
        pub(crate) required: Option<bool>,
        /// Whether it may be null on the wire.
        pub(crate) nullable: Option<bool>,
        /// `true`, or a sentence that says what to use instead.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Deprecation>"))]
        pub(crate) deprecated: Option<String>,
        /// Whether it must never show in logs.
        pub(crate) secret: Option<bool>,
        /// The documented default, as text; `""` where the page says "empty". A value equal to it passes every rule.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Scalar>"))]
        pub(crate) default: Option<String>,
        /// The documented example, as text.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Scalar>"))]
        pub(crate) example: Option<String>,
        /// The known values; never closed, the server may add one. For integers quote the key.
        pub(crate) r#enum: Option<Entries<EnumValue>>,
        /// The value of one item of an array.
        pub(crate) items: Option<Box<Value>>,
        /// The value behind each key of a map.
        pub(crate) values: Option<Box<Value>>,
        /// The fields of an object by wire name.
        pub(crate) fields: Option<Entries<Value>>,
        /// What the value must keep to.
        pub(crate) rules: Option<Rules>,
        /// What the fields of an object must keep to together.
        pub(crate) field_rules: Option<CrossRules>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// The Rust name of the field, chosen by hand.
        pub(crate) rust: Option<String>,
        /// The Rust name of the type nested here, chosen by hand.
        pub(crate) rust_type: Option<String>,
    }
}

/// A value with a place in the request.
// Its keys and those of its value stand side by side. Serde's `flatten` would do the same, but it loses text such as `1.10`
// and gives useless messages.
#[derive(Debug, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(extend("additionalProperties" = false)))]
#[cfg_attr(feature = "cli", schemars(transform = schema::keys_of_value))]
pub(crate) struct Parameter {
    /// The part of the request it goes into.
    #[cfg_attr(feature = "cli", schemars(required, with = "schema::LocationWord"))]
    pub(crate) r#in: Option<String>,
    /// How an array, map or object is written: `flat` and `repeat_list` (`A.B`, `A.1`, counted from 1), `json` (one JSON
    /// text), `simple` (`a,b`), `space_delimited` or `pipe_delimited`.
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::StyleWord>"))]
    pub(crate) style: Option<String>,
    #[cfg_attr(feature = "cli", schemars(flatten))]
    pub(crate) value: Value,
}

impl Shape for Parameter {
    const KEYS: &'static [&'static str] = &{
        let mut keys = ["in"; Value::KEYS.len() + 2];
        keys[1] = "style";
        keys.split_at_mut(2).1.copy_from_slice(Value::KEYS);
        keys
    };

    fn read_value<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        match key {
            "in" => self.r#in = map.next_value()?,
            "style" => self.style = map.next_value()?,
            _ => self.value.read_value(key, map)?,
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        shape::read(deserializer)
    }
}

shape! {
    /// A known value of an enum.
    pub(crate) struct EnumValue {
        /// What it stands for, in our own words.
        pub(crate) doc: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// The Rust name of the variant, chosen by hand.
        pub(crate) rust: Option<String>,
    }
}
