//! A preset: the keys of a service that all services of a provider have in common.
//!
//! They are declared again here, and a test (in `lower/provider.rs`) holds them to the forms of a service's. A list that both
//! shapes are made of would be longer than these six lines, would take the keys out of the order in which a service has them, and
//! would fit no operation, whose keys of the same names say something else: what they add to those of the service.

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
        pub unwrap: Option<String>,
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
