//! Values: parameters, fields, list items, map values and named types.

#[cfg(feature = "cli")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CrossRules, Deprecated, Entries, Rules};
#[cfg(feature = "cli")]
use crate::schema;

/// Declares a struct with the keys of a value and, before them, keys of its own. Serde's `flatten` would do the same, but
/// it loses text such as `1.10` and gives useless messages.
macro_rules! value {
    ($(#[$meta:meta])* $name:ident { $($(#[$own_meta:meta])* $own:ident: $own_type:ty,)* }) => {
        #[derive(Debug, Default, Deserialize)]
        #[cfg_attr(feature = "cli", derive(JsonSchema))]
        $(#[$meta])*
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "cli", schemars(transform = schema::keys_of_value))]
        pub(crate) struct $name {
            $($(#[$own_meta])* pub(crate) $own: $own_type,)*
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
            pub(crate) deprecated: Option<Deprecated>,
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
    };
}

value! {
    /// A field, a list item, a map value, a named type.
    Value {}
}

value! {
    /// A parameter: a value with a place in the request.
    #[cfg_attr(feature = "cli", schemars(rename = "Parameter"))]
    WrittenParameter {
        /// The part of the request it goes into.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::LocationWord"))]
        r#in: Option<String>,
        /// How an array, map or object is written: `flat` and `repeat_list` (`A.B`, `A.1`, counted from 1), `json` (one JSON
        /// text), `simple` (`a,b`), `space_delimited` or `pipe_delimited`.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::StyleWord>"))]
        style: Option<String>,
    }
}

/// A value with a place in the request.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema))]
#[serde(from = "WrittenParameter")]
pub(crate) struct Parameter {
    pub(crate) r#in: Option<String>,
    pub(crate) style: Option<String>,
    pub(crate) value: Value,
}

impl From<WrittenParameter> for Parameter {
    fn from(written: WrittenParameter) -> Self {
        let WrittenParameter {
            r#in,
            style,
            r#type,
            r#ref,
            doc,
            required,
            nullable,
            deprecated,
            secret,
            default,
            example,
            r#enum,
            items,
            values,
            fields,
            rules,
            field_rules,
            known_from,
            rust,
            rust_type,
        } = written;
        let value = Value {
            r#type,
            r#ref,
            doc,
            required,
            nullable,
            deprecated,
            secret,
            default,
            example,
            r#enum,
            items,
            values,
            fields,
            rules,
            field_rules,
            known_from,
            rust,
            rust_type,
        };
        Self { r#in, style, value }
    }
}

/// A known value of an enum.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct EnumValue {
    /// What it stands for, in our own words.
    pub(crate) doc: Option<String>,
    #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
    pub(crate) known_from: Option<String>,
    /// The Rust name of the variant, chosen by hand.
    pub(crate) rust: Option<String>,
}
