//! What a value must keep to.

use super::shape::shape;
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// A block of rules for one value, with one source, level and error code.
    pub(crate) struct Rules {
        /// How long text may be.
        pub(crate) length: Option<Length>,
        /// What the first character must be: classes and literal characters.
        #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<schema::Characters>>"))]
        pub(crate) starts_with: Option<Vec<String>>,
        /// What every character must be: classes and literal characters.
        #[cfg_attr(feature = "cli", schemars(with = "Option<Vec<schema::Characters>>"))]
        pub(crate) charset: Option<Vec<String>>,
        /// What text must not start with.
        pub(crate) forbid_prefix: Option<Vec<String>>,
        /// What text must not end with.
        pub(crate) forbid_suffix: Option<Vec<String>>,
        /// What text must not contain.
        pub(crate) forbid_substring: Option<Vec<String>>,
        /// A regular expression that the source gives; it may match anywhere in the text.
        pub(crate) pattern: Option<String>,
        /// How small and large a number may be.
        pub(crate) range: Option<RangeRule>,
        /// How many members a list or map may have.
        pub(crate) items: Option<ItemCount>,
        /// The parameters or fields that must be given with this one.
        pub(crate) requires: Option<Vec<String>>,
        /// The parameters or fields that must not be given with this one.
        pub(crate) conflicts: Option<Vec<String>>,
        /// `documented` (the default), or `assumed` (read out of prose that could be read otherwise).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::LevelWord>"))]
        pub(crate) level: Option<String>,
        /// The code of the error that the rules spare the caller.
        pub(crate) preempts: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// More blocks like this one, each with its own level and code.
        pub(crate) also: Option<Vec<Rules>>,
    }
}

shape! {
    /// How long text may be, both ends included.
    pub(crate) struct Length {
        /// The least; 0 if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) min: Option<String>,
        /// The most; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) max: Option<String>,
        /// What is counted: `char` (Unicode characters, the default), `byte` (of UTF-8) or `utf16` (units of UTF-16).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::LengthUnitWord>"))]
        pub(crate) unit: Option<String>,
    }
}

shape! {
    /// How small and large a number may be, both ends included.
    pub(crate) struct RangeRule {
        /// The least; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Number>"))]
        pub(crate) min: Option<String>,
        /// The most; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Number>"))]
        pub(crate) max: Option<String>,
    }
}

shape! {
    /// How many members a list or map may have, both ends included.
    pub(crate) struct ItemCount {
        /// The least; 0 if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) min: Option<String>,
        /// The most; no limit if left out.
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::Count>"))]
        pub(crate) max: Option<String>,
    }
}

shape! {
    /// Rules across the parameters of an operation or the fields of an object.
    pub(crate) struct CrossRules {
        /// The parameters or fields of which exactly one must be given.
        pub(crate) one_of: Option<Vec<String>>,
        /// `documented` (the default), or `assumed` (read out of prose that could be read otherwise).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::LevelWord>"))]
        pub(crate) level: Option<String>,
        /// The code of the error that the rule spares the caller.
        pub(crate) preempts: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// More blocks like this one.
        pub(crate) also: Option<Vec<CrossRules>>,
    }
}
