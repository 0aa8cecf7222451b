//! The codes of errors, and what is documented of each.

use crate::{ErrorFields, OpenEnum, Protocol, Recovery};

/// The documented codes of the errors an operation may return; generated enums implement it.
///
/// An error holds its code as a [`Code`](crate::Code), which has a place for those of the service and for those that nobody documented.
pub trait ErrorCode: OpenEnum<Value = str> {
    /// The codes that every operation of the service may return; [`NoServiceCode`] where there are none.
    type Service: ErrorCode;

    /// The documentation's table of errors, in its order.
    const DOCUMENTED: &'static [DocumentedError];

    /// The places of the code and the other parts in the body of an error, as far as they are documented.
    const ERROR_FIELDS: &'static ErrorFields = ErrorFields::UNKNOWN;

    /// The protocol of the API, as far as that is documented.
    const PROTOCOL: Option<Protocol> = None;

    /// Returns [`DOCUMENTED`](Self::DOCUMENTED).
    fn documented() -> &'static [DocumentedError] {
        Self::DOCUMENTED
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
    /// The text in the message that tells this error from the others of its code; empty where none is documented.
    pub contains: &'static str,
    /// The parameter it speaks of, as in `Features.ImdsSupport`.
    pub field: Option<&'static str>,
    /// The remedy, where it follows plainly from the documentation.
    pub recovery: Option<Recovery>,
    /// Keeps the struct open to more facts. Nobody names it: the macro takes it from [`UNKNOWN`](Self::UNKNOWN), since its rows
    /// are to be literals of what is known, and a call of a constructor for each would have to be evaluated.
    #[doc(hidden)]
    pub more: (),
}

impl DocumentedError {
    /// A row of which nothing is known.
    #[doc(hidden)]
    pub const UNKNOWN: Self =
        Self { code: "", status: 0, message: "", contains: "", field: None, recovery: None, more: () };

    /// A row for a code and a status.
    pub const fn new(code: &'static str, status: u16) -> Self {
        Self { code, status, ..Self::UNKNOWN }
    }

    /// Sets the message.
    #[must_use]
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = message;
        self
    }

    /// Sets the text in the message that tells it from the others of its code.
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

/// Tells the codes of errors: the code on the wire, and in braces each status with the message, `contains` the text in it that tells
/// the row from others, `on` the parameter it speaks of, and the [`Recovery`], as far as they are known.
///
/// Where messages tell several errors of one code apart, the variant for any other message stands first and those for the texts
/// behind it, all of the same code.
///
/// After `or` stand the codes that every operation of the service may return; after `of` the facts of the operation, where
/// they say where an error has its code or that the API is called over HTTP alone. The enum gets [`ErrorCode`],
/// [`OpenEnum`], `Debug`, `Eq` and `Hash`.
///
/// With `pub enum` before its name the enum itself is made of the rows as well, each variant documented by its row and by what is
/// written above it. Without, the enum stands elsewhere, with the variants in the order of the rows.
///
/// ```
/// use apiscribe::{ErrorCode, NoServiceCode};
///
/// apiscribe::error_codes! {
///     /// The error codes that `Modify` may return.
///     pub enum ModifyErrorCode or NoServiceCode:
///     Throttling => "Throttling" { 400 "Too many requests." } { 503, Retry },
///     NameMalformed => "Name.Malformed" { 400 "The name %s is not valid." on "Name", FixRequest },
/// }
///
/// assert_eq!(ModifyErrorCode::documented()[2].field, Some("Name"));
/// ```
#[macro_export]
macro_rules! error_codes {
    ($(#[$attribute:meta])* pub enum $name:ident or $service:ty $(, of $operation:ident)?: $($(#[$more:meta])* $variant:ident => $code:tt
        $({ $status:tt $($message:literal)? $(contains $contains:literal)? $(on $field:literal)? $(, $recovery:ident)? })*),* $(,)?) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::core::concat!("`", $code, "`" $(, ", HTTP ", $status $(, ": `", $message, "`")?
                    $(, " with `", $contains, "` in the message")? $(, " (field `", $field, "`)")?)*, "\n\n")]
                $(#[$more])*
                $variant,
            )*
        }

        $crate::values! { $name of str: $($variant => $code),* }

        impl $crate::ErrorCode for $name {
            type Service = $service;

            const DOCUMENTED: &'static [$crate::DocumentedError] =
                &[$($(
                    $crate::DocumentedError {
                        code: $code,
                        status: $status,
                        $(message: $message,)?
                        $(contains: $contains,)?
                        $(field: ::core::option::Option::Some($field),)?
                        $(recovery: ::core::option::Option::Some($crate::Recovery::$recovery),)?
                        ..$crate::DocumentedError::UNKNOWN
                    },
                )*)*];

            $(
                const ERROR_FIELDS: &'static $crate::ErrorFields = $operation.error_fields();
                const PROTOCOL: ::core::option::Option<$crate::Protocol> = ::core::option::Option::Some($operation.protocol);
            )?
        }
    };
    // The rows are not handed from one form to the other: to match a row costs the compiler more than all that is made of it.
    ($name:ident or $service:ty $(, of $operation:ident)?: $($variant:ident => $code:tt
        $({ $status:tt $($message:literal)? $(contains $contains:literal)? $(on $field:literal)? $(, $recovery:ident)? })*),* $(,)?) => {
        $crate::values! { $name of str: $($variant => $code),* }

        impl $crate::ErrorCode for $name {
            type Service = $service;

            const DOCUMENTED: &'static [$crate::DocumentedError] =
                &[$($(
                    $crate::DocumentedError {
                        code: $code,
                        status: $status,
                        $(message: $message,)?
                        $(contains: $contains,)?
                        $(field: ::core::option::Option::Some($field),)?
                        $(recovery: ::core::option::Option::Some($crate::Recovery::$recovery),)?
                        ..$crate::DocumentedError::UNKNOWN
                    },
                )*)*];

            $(
                const ERROR_FIELDS: &'static $crate::ErrorFields = $operation.error_fields();
                const PROTOCOL: ::core::option::Option<$crate::Protocol> = ::core::option::Option::Some($operation.protocol);
            )?
        }
    };
}

/// The codes of a service that documents none for all of its operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoServiceCode {}

impl OpenEnum for NoServiceCode {
    type Value = str;

    const TABLE: (&'static [&'static str], &'static [Self]) = (&[], &[]);
}

impl ErrorCode for NoServiceCode {
    type Service = Self;

    const DOCUMENTED: &'static [DocumentedError] = &[];
}
