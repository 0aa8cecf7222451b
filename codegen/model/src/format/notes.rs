//! The keys of notes: the sources of facts, gaps, errata and differences.

use super::shape::shape;

shape! {
    /// The page of documentation that a file was read from.
    pub struct Page {
        /// The page's title.
        pub title: Option<String>,
        /// The address of the page.
        pub url: Option<String>,
        /// The day it was read, as in `2026-11-21`.
        pub read: Option<String> as day,
    }
}

shape! {
    /// The facts that the page lacks.
    pub struct Gap {
        /// A path in this file, also to a key that could be there and is not; after `errors.` comes an error code.
        pub at: Option<String> as required,
        /// The missing fact.
        pub what: Option<String> as required,
        /// The source that filled it, if one did.
        pub taken_from: Option<String> as known_from,
    }
}

shape! {
    /// A fact that is odd or wrong on the page or the wire, and what was done about it.
    pub struct Erratum {
        /// A path in this file; after `errors.` comes an error code.
        pub at: Option<String> as required,
        /// The oddity, and what was done about it.
        pub what: Option<String> as required,
    }
}

shape! {
    /// A fact that another source has otherwise, which was looked at and left.
    pub struct Difference {
        /// A path in this file; after `errors.` comes an error code.
        pub at: Option<String> as required,
        /// The other source.
        pub source: Option<String> as required known_from,
        /// The text that the other source has there; left out where it has nothing.
        pub has: Option<String> as scalar,
        /// The reason why the spec has it otherwise.
        pub why: Option<String> as required,
    }
}

shape! {
    /// A diagnostic that does not apply at a place.
    pub struct Allow {
        /// The diagnostic's id, as in `W0601`.
        pub id: Option<String> as required diagnostic_id,
        /// A path in this file; what is below it is meant too.
        pub at: Option<String> as required,
        /// The reason why it does not apply.
        pub why: Option<String> as required,
    }
}
