//! The keys of the settings file: the one list, from which it is read and its schema is made.

use crate::worded::worded;

/// A key of the settings file.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Root,
    Spec,
    Out,
    CrateName,
    Only,
    Lints,
}

/// The kind of value of a key.
pub(super) enum Kind {
    Text,
    Texts,
    /// A table from ids of diagnostics to severities.
    Severities,
}

impl Key {
    pub(super) const ALL: [Self; 6] = [Self::Root, Self::Spec, Self::Out, Self::CrateName, Self::Only, Self::Lints];

    /// Returns the key that is written like this.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == text)
    }

    /// Returns how the key is written, which is as its flag is.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Spec => "spec",
            Self::Out => "out",
            Self::CrateName => "crate-name",
            Self::Only => "only",
            Self::Lints => "lints",
        }
    }

    pub(super) fn doc(self) -> &'static str {
        match self {
            Self::Root => "Base folder for `spec` and `out`, below the folder of this file.",
            Self::Spec => "The folder of the specs.",
            Self::Out => "The folder of the generated files.",
            Self::CrateName => "The generated crate's name; by default the one in the Cargo.toml above `out`.",
            Self::Only => {
                "The operations that are generated: product.version.Operation, where `*` stands for any text; all of them if \
                 left out."
            }
            Self::Lints => "The severities of diagnostics, by their ids.",
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Root | Self::Spec | Self::Out | Self::CrateName => Kind::Text,
            Self::Only => Kind::Texts,
            Self::Lints => Kind::Severities,
        }
    }
}

worded! {
    /// A severity that a diagnostic is given, written as its flag is.
    pub(super) enum Severity {
        Deny = "deny",
        Warn = "warn",
        Allow = "allow",
    }
}

impl Severity {
    pub(super) const ALL: [Self; 3] = [Self::Deny, Self::Warn, Self::Allow];

    pub(super) fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.word() == text)
    }
}
