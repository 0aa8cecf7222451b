//! Values: parameters, fields, list items, map values and named types.

use super::shape::shape;
use super::{CrossRules, Entries, Rules};

shape! {
    /// A field, a list item, a map value, a named type.
    pub struct Value {
        /// The type; this or `ref`, never both.
        pub r#type: Option<String> as type_word,
        /// A name under `types` in service.yaml; this or `type`, never both.
        pub r#ref: Option<String>,
        /// The form of a date, a time or a duration on the wire.
        pub format: Option<String> as wire_format_word,
        /// A description in our own words.
        pub doc: Option<String>,
        /// True if it must be sent; in a response, true if it is always there.
        pub required: Option<bool>,
        /// True if it may be null on the wire.
        pub nullable: Option<bool>,
        /// `true`, or a sentence that says what to use instead.
        pub deprecated: Option<String> as deprecation,
        /// True if it must never show in logs.
        pub secret: Option<bool>,
        /// The documented default, as text; `""` where the page says "empty". A value equal to it passes every rule.
        pub default: Option<String> as scalar,
        /// The documented example, as text.
        pub example: Option<String> as scalar,
        /// The known values; never closed, the server may add one. For integers quote the key.
        pub r#enum: Option<Entries<EnumValue>>,
        /// The value of one item of an array.
        pub items: Option<Box<Value>>,
        /// The value behind each key of a map.
        pub values: Option<Box<Value>>,
        /// The fields of an object by wire name.
        pub fields: Option<Entries<Value>>,
        /// The types that the value of a union can have: by the text in its `tag`, or by a name for each.
        pub variants: Option<Entries<Value>>,
        /// The field that says which of its variants the value of a union is.
        pub tag: Option<String>,
        /// The rules of the value.
        pub rules: Option<Rules>,
        /// The rules that the fields of an object keep to together.
        pub field_rules: Option<CrossRules>,
        pub known_from: Option<String> as known_from,
        /// The Rust name of the field, chosen by hand.
        pub rust: Option<String>,
        /// The Rust name of the object or enum that stands here, chosen by hand.
        pub rust_type: Option<String>,
        /// True of a named type to which the source gives no name, but writes it out at each place: its name is made of what is
        /// in it and changes with it, and code calls it by the names that it has in the modules of operations.
        pub unnamed: Option<bool>,
    }
}

shape! {
    /// A value with a place in the request.
    pub struct Parameter {
        /// The part of the request it goes into.
        pub r#in: Option<String> as required location_word,
        /// The way that an array, map or object is written: `flat` and `repeat_list` (`A.B`, `A.1`, counted from 1), `repeat`
        /// (`A=x&A=y`), `brackets` (`A[]=x`, `A[B]=x`), `deep_object` (`A[B]=x`, `A[0]=x`), `json` (one JSON text), `simple`
        /// (`a,b`), `space_delimited` (`a b`) or `pipe_delimited` (`a|b`), an object in the last three as its names and values
        /// (`B,x`), or `exploded`, of an object its members under their own names (`B=x&C=y`).
        pub style: Option<String> as style_word,
        /// The content type of a part of the body, where it is not as its type has it.
        pub content_type: Option<String>,
        ..pub value: Value,
    }
}

shape! {
    /// A known value of an enum.
    pub struct EnumValue {
        /// Its meaning, in our own words.
        pub doc: Option<String>,
        pub known_from: Option<String> as known_from,
        /// The Rust name of the variant, chosen by hand.
        pub rust: Option<String>,
    }
}
