//! The codes of errors, and what is documented of each.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::{ErrorFields, OpenEnum, Protocol, Recovery};

/// The documented codes of the errors an operation may return; generated enums implement it.
///
/// An error holds its code as a [`Code`], which has a place for those of the service and for those that nobody documented.
pub trait ErrorCode: OpenEnum<Value = str> {
    /// The codes that every operation of the service may return; [`NoServiceCode`] where there are none.
    type Service: ErrorCode;

    /// The documentation's table of errors, in its order.
    fn documented() -> &'static [DocumentedError];

    /// Where the body of an error has the code and the rest, as far as that is documented.
    fn error_fields() -> &'static ErrorFields {
        ErrorFields::UNKNOWN
    }

    /// The protocol of the API, as far as that is documented.
    fn protocol() -> Option<Protocol> {
        None
    }
}

/// One row of the documentation's table of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentedError {
    /// The code.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The message, with `%s` where the server fills something in; empty where none is documented.
    pub message: &'static str,
    /// The text in the message that tells this error from the others of its code and status; empty where none is documented.
    pub contains: &'static str,
    /// The parameter it speaks of, as in `Features.ImdsSupport`.
    pub field: Option<&'static str>,
    /// The remedy, where it follows plainly from the documentation.
    pub recovery: Option<Recovery>,
    /// Keeps the struct open to more facts. Nobody names it but the macro, whose tables are to be plain literals: a call of
    /// a constructor for each row would have to be evaluated.
    #[doc(hidden)]
    pub more: (),
}

impl DocumentedError {
    /// A row for a code and a status.
    pub const fn new(code: &'static str, status: u16) -> Self {
        Self { code, status, message: "", contains: "", field: None, recovery: None, more: () }
    }

    /// Sets the message.
    #[must_use]
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = message;
        self
    }

    /// Sets the text in the message that tells it from the others of its code and status.
    #[must_use]
    pub const fn contains(mut self, text: &'static str) -> Self {
        self.contains = text;
        self
    }

    /// Sets the parameter it speaks of.
    #[must_use]
    pub const fn field(mut self, path: &'static str) -> Self {
        self.field = Some(path);
        self
    }

    /// Sets what can be done about it.
    #[must_use]
    pub const fn recovery(mut self, recovery: Recovery) -> Self {
        self.recovery = Some(recovery);
        self
    }
}

/// Tells the codes of errors, each variant in the order in which the enum has them: the code on the wire, and in braces each
/// status with the message, `contains` the text in it that tells the row from others, `on` the parameter it speaks of, and the [`Recovery`], as far as they are known.
///
/// After `or` stand the codes that every operation of the service may return; after `of` the facts of the operation, where
/// they say where an error has its code or that the API is called over HTTP alone. The enum gets [`ErrorCode`],
/// [`OpenEnum`], `Debug`, `Eq` and `Hash`.
///
/// ```
/// use apiscribe::{ErrorCode, NoServiceCode};
///
/// #[derive(Clone, Copy, PartialEq)]
/// pub enum ModifyErrorCode {
///     Throttling,
///     NameMalformed,
/// }
///
/// apiscribe::error_codes! { ModifyErrorCode or NoServiceCode:
///     Throttling => "Throttling" { 400 "Too many requests." } { 503, Retry },
///     NameMalformed => "Name.Malformed" { 400 "The name %s is not valid." on "Name", FixRequest },
/// }
///
/// assert_eq!(ModifyErrorCode::documented()[2].field, Some("Name"));
/// ```
#[macro_export]
macro_rules! error_codes {
    ($name:ident or $service:ty $(, of $operation:ident)?: $($variant:ident => $code:literal
        $({ $status:literal $($message:literal)? $(contains $contains:literal)? $(on $field:literal)? $(, $recovery:ident)? })*),* $(,)?) => {
        $crate::values! { $name of str: $($variant => $code),* }

        impl $crate::ErrorCode for $name {
            type Service = $service;

            fn documented() -> &'static [$crate::DocumentedError] {
                &[$($(
                    $crate::DocumentedError {
                        code: $code,
                        status: $status,
                        message: { "" $(; $message)? },
                        contains: { "" $(; $contains)? },
                        field: { ::core::option::Option::None::<&'static str> $(; ::core::option::Option::Some($field))? },
                        recovery: { ::core::option::Option::None::<$crate::Recovery> $(; ::core::option::Option::Some($crate::Recovery::$recovery))? },
                        more: (),
                    }
                ),*),*]
            }

            $(fn error_fields() -> &'static $crate::ErrorFields {
                $operation.error_fields()
            }

            fn protocol() -> ::core::option::Option<$crate::Protocol> {
                ::core::option::Option::Some($operation.protocol)
            })?
        }
    };
}

/// The codes of a service that documents none for all of its operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoServiceCode {}

impl OpenEnum for NoServiceCode {
    type Value = str;

    fn table() -> (&'static [&'static str], &'static [Self]) {
        (&[], &[])
    }
}

impl ErrorCode for NoServiceCode {
    type Service = Self;

    fn documented() -> &'static [DocumentedError] {
        &[]
    }
}

/// The code of an error: one of the operation's, one of its service's, or any other, kept as it came.
///
/// Equality and hash are those of the code on the wire.
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

    /// Returns the documented rows of this code: one for each status and message it comes with; none if undocumented.
    pub fn documented(&self) -> impl Iterator<Item = &'static DocumentedError> {
        // The operation's own rows are more specific than the service's, and hide them.
        let table = match self {
            Self::Known(_) => C::documented(),
            Self::Service(_) => C::Service::documented(),
            Self::Unknown(_) => &[],
        };
        table.iter().filter(|row| row.code == self.as_str())
    }
}

impl<C: ErrorCode> From<&str> for Code<C> {
    fn from(code: &str) -> Self {
        if let Some(code) = C::from_known(code) {
            return Self::Known(code);
        }
        match C::Service::from_known(code) {
            Some(code) => Self::Service(code),
            None => Self::Unknown(UnknownCode(code.into(), PhantomData)),
        }
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
        match self {
            Self::Known(code) => code.fmt(f),
            Self::Service(code) => f.debug_tuple("Service").field(code).finish(),
            Self::Unknown(code) => f.debug_tuple("Unknown").field(&code.as_str()).finish(),
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
        self.as_str() == other.as_str()
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
