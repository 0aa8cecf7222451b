//! The code of an error.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::code_tables::{CodePlace, CodeTables};
use crate::{DocumentedError, ErrorCode, OpenEnum as _};

/// The code of an error: one of the operation's, one of its service's, or any other, kept as it came.
///
/// Where one code stands for several errors that their messages tell apart, each has a variant of its own, and the code alone
/// is the variant for any other message. Codes of other variants are not equal.
pub enum Code<C: ErrorCode> {
    /// A code that the operation documents.
    Known(C),
    /// A code that every operation of the service may return.
    Service(C::Service),
    /// A code that the documentation did not list when the types were generated.
    Unknown(UnknownCode<C>),
}

impl<C: ErrorCode> Code<C> {
    /// The code on the wire, exactly; empty if the response named none.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(code) => code.as_value(),
            Self::Service(code) => code.as_value(),
            Self::Unknown(code) => code.as_str(),
        }
    }

    /// The variant, if the operation documents the code.
    pub const fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Service(_) | Self::Unknown(_) => None,
        }
    }

    /// Returns whether neither the operation nor its service documents the code.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// A code that stands at a place of the tables, or nowhere.
    pub(crate) fn at(place: CodePlace<'_>) -> Self {
        match place {
            CodePlace::Operation(place) => Self::Known(const { C::TABLE.1 }[place]),
            CodePlace::Service(place) => Self::Service(const { C::Service::TABLE.1 }[place]),
            CodePlace::Nowhere(code) => Self::Unknown(UnknownCode(code.into(), PhantomData)),
        }
    }

    pub(crate) fn untyped(&self) -> UntypedCode<'_> {
        match self {
            Self::Known(code) => UntypedCode::Known(code),
            Self::Service(code) => UntypedCode::Service(code),
            Self::Unknown(code) => UntypedCode::Unknown(code.as_str()),
        }
    }

    /// Returns the documented rows of this code: one for each status and message it comes with; none if undocumented.
    pub fn documented(&self) -> impl Iterator<Item = &'static DocumentedError> {
        CodeTables::of::<C>().documented(self.as_str())
    }
}

/// The code, whatever the message is.
impl<C: ErrorCode> From<&str> for Code<C> {
    fn from(code: &str) -> Self {
        Self::at(CodeTables::of::<C>().place(code, None))
    }
}

impl<C: ErrorCode> From<C> for Code<C> {
    fn from(code: C) -> Self {
        Self::Known(code)
    }
}

impl<C: ErrorCode> Clone for Code<C> {
    fn clone(&self) -> Self {
        match self {
            Self::Known(code) => Self::Known(*code),
            Self::Service(code) => Self::Service(*code),
            Self::Unknown(code) => Self::Unknown(code.clone()),
        }
    }
}

/// The variant alone, or `Unknown` and the code.
impl<C: ErrorCode> fmt::Debug for Code<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.untyped().fmt(f)
    }
}

/// A code, whatever its type.
pub(crate) enum UntypedCode<'c> {
    Known(&'c dyn fmt::Debug),
    Service(&'c dyn fmt::Debug),
    Unknown(&'c str),
}

impl fmt::Debug for UntypedCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => code.fmt(f),
            Self::Service(code) => f.debug_tuple("Service").field(code).finish(),
            Self::Unknown(code) => f.debug_tuple("Unknown").field(code).finish(),
        }
    }
}

impl<C: ErrorCode> fmt::Display for Code<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<C: ErrorCode> PartialEq for Code<C> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => one == other,
            (Self::Service(one), Self::Service(other)) => one == other,
            (Self::Unknown(one), Self::Unknown(other)) => one.0 == other.0,
            _ => false,
        }
    }
}

impl<C: ErrorCode> Eq for Code<C> {}

impl<C: ErrorCode> PartialEq<C> for Code<C> {
    fn eq(&self, other: &C) -> bool {
        self.known() == Some(*other)
    }
}

impl<C: ErrorCode> PartialEq<str> for Code<C> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl<C: ErrorCode> PartialEq<&str> for Code<C> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl<C: ErrorCode> Hash for Code<C> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl<C: ErrorCode> AsRef<str> for Code<C> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// A code that neither the operation nor its service documented when the types were generated.
///
/// It comes out of a [`Code`] alone, so that a code has exactly one form.
pub struct UnknownCode<C>(Box<str>, PhantomData<fn() -> C>);

impl<C> UnknownCode<C> {
    /// The code as it came; empty if the response named none.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<C> Clone for UnknownCode<C> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<C> fmt::Debug for UnknownCode<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<C> fmt::Display for UnknownCode<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
