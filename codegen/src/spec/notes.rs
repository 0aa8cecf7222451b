//! Where facts come from, and what is odd about them.

use super::shape::shape;
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// The page of documentation that a file was read from.
    pub(crate) struct Page {
        /// The page's title.
        pub(crate) title: Option<String>,
        /// Where the page is.
        pub(crate) url: Option<String>,
        /// The day it was read, as in `2026-11-21`.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Day>"))]
        pub(crate) read: Option<String>,
    }
}

shape! {
    /// What the page lacks.
    pub(crate) struct Gap {
        /// A path in this file, also to a key that could be there and is not; after `errors.` comes an error code.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) at: Option<String>,
        /// What is missing.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) what: Option<String>,
        /// The source that filled it, if one did.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) taken_from: Option<String>,
    }
}

shape! {
    /// What is odd or wrong on the page or the wire, and what was done about it.
    pub(crate) struct Erratum {
        /// A path in this file; after `errors.` comes an error code.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) at: Option<String>,
        /// What is odd, and what was done about it.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) what: Option<String>,
    }
}

shape! {
    /// A fact that another source has otherwise, which was looked at and left.
    pub(crate) struct Difference {
        /// A path in this file; after `errors.` comes an error code.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) at: Option<String>,
        /// The other source.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::KnownFrom"))]
        pub(crate) source: Option<String>,
        /// What the other source has there, as text; left out where it has nothing.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Scalar>"))]
        pub(crate) has: Option<String>,
        /// Why the spec has it otherwise.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) why: Option<String>,
    }
}

shape! {
    /// A diagnostic that does not apply at a place.
    pub(crate) struct Allow {
        /// The diagnostic's id, as in `W0601`.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::DiagnosticId"))]
        pub(crate) id: Option<String>,
        /// A path in this file; what is below it is meant too.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) at: Option<String>,
        /// Why it does not apply.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) why: Option<String>,
    }
}
