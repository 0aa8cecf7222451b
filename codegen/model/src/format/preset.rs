//! A preset: the keys of a service that all services of a provider have in common.

use super::shape::shape;
use super::{Entries, ErrorFields, FailureField};

shape! {
    /// A file of a preset.
    pub struct Preset {
        /// The name of the provider or of the convention.
        pub title: Option<String> as required,
        /// A description in our own words.
        pub doc: Option<String>,
        /// The pages that state it.
        pub sources: Vec<PresetSource>,
        pub protocol: Option<String> as protocol_word,
        pub auth: Option<String> as auth_word,
        pub headers: Entries<String>,
        pub failure: Entries<FailureField>,
        pub error: Option<ErrorFields>,
    }
}

shape! {
    /// A page that states something of a preset.
    pub struct PresetSource {
        /// Its address.
        pub url: Option<String> as required,
        /// The facts that it states.
        pub what: Option<String> as required,
    }
}
