//! Responses that are of another type under each success status.

use std::fmt;

use crate::decode_error::Found;
use crate::encode::{Encoded, FieldReceiver, UnionValue};
use crate::presence::FieldPresence;
use crate::{Binary, Decode, DecodeError, Encode, FieldTable, Source, required};

/// A response that is of another type under each documented success status; generated ones implement it by
/// [`by_status!`](crate::by_status).
pub trait ByStatus: Decode {
    /// Returns a blank value of the variant for a status.
    fn blank_of(status: u16) -> Self
    where
        Self: Sized;
}

/// The facts of one success status that has a response of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResponseStatus {
    /// The status; `None` stands for every other one of success.
    pub status: Option<u16>,
    /// The headers that are fields of the response.
    pub headers: &'static [&'static str],
}

impl ResponseStatus {
    /// A documented status.
    pub const fn new(status: u16) -> Self {
        Self { status: Some(status), headers: &[] }
    }

    /// Every success status that has no response of its own.
    pub const fn other() -> Self {
        Self { status: None, headers: &[] }
    }

    /// Sets the headers that are fields of the response.
    #[must_use]
    pub const fn headers(mut self, names: &'static [&'static str]) -> Self {
        self.headers = names;
        self
    }
}

/// A response with a success status that is not documented: the status, and the body as it came.
///
/// It is an error for those who have no use for such a response. `Display` and `Debug` do not show the body, in which there may
/// be secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownStatus {
    status: u16,
    body: Binary,
}

impl UnknownStatus {
    /// A response of which only the status is known so far.
    #[doc(hidden)]
    pub fn new(status: u16) -> Self {
        Self { status, body: Binary::default() }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        self.body.as_bytes()
    }
}

impl fmt::Display for UnknownStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}, which is not documented, with a body of {} bytes", self.status, self.body().len())
    }
}

impl fmt::Debug for UnknownStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.body().len();
        f.debug_struct("UnknownStatus")
            .field("status", &self.status)
            .field("body", &format_args!("{length} bytes"))
            .finish()
    }
}

impl std::error::Error for UnknownStatus {}

/// The members, as they are stored.
const ROWS: &[(&str, FieldPresence)] = &[("status", FieldPresence::Required), ("body", FieldPresence::Required)];

impl Encode for UnknownStatus {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        receiver.receive(FieldTable::new("UnknownStatus", ROWS), &[&i32::from(self.status), &self.body]);
    }
}

impl Decode for UnknownStatus {
    fn blank() -> Self {
        Self::new(0)
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        if let Source::Bytes(_) = source {
            return self.body.read(source);
        }
        let mut object = source.object()?;
        let (mut status, mut body) = (None, None);
        while let Some(key) = object.next_key()? {
            match key {
                "status" => status = Some(object.value::<i32>()?),
                "body" => body = Some(object.value()?),
                _ => object.skip()?,
            }
        }
        *self = Self { status: status_of(required("status", status)?)?, body: required("body", body)? };
        Ok(())
    }
}

fn status_of(number: i32) -> Result<u16, DecodeError> {
    u16::try_from(number).map_err(|_| {
        let found = Found { kind: "a number", value: Some(number.to_string()) };
        DecodeError::unexpected("an HTTP status", found).within_field("status")
    })
}

/// Returns the form of a response that is of another type under each status: that of what it holds.
#[doc(hidden)]
pub fn encode_by_status<'a>((variant, value): (&'static str, &'a dyn Encode)) -> Encoded<'a> {
    Encoded::Union(UnionValue { variant, has_tag: false, value })
}

/// Tells which variant of a response holds the body under which success status.
///
/// ```
/// use apiscribe::{ByStatus as _, Decode as _, Source};
///
/// #[derive(Clone)]
/// pub struct Job {
///     pub id: Option<String>,
/// }
///
/// apiscribe::fields! { Job: id => "id" }
///
/// #[derive(Clone)]
/// #[non_exhaustive]
/// pub enum PutBookResponse {
///     Ok(Vec<String>),
///     Accepted(Job),
///     Unknown(apiscribe::UnknownStatus),
/// }
///
/// apiscribe::by_status! { PutBookResponse:
///     200 => Ok,
///     202 => Accepted,
///     _ => Unknown,
/// }
///
/// let mut response = PutBookResponse::blank_of(202);
/// assert!(matches!(response, PutBookResponse::Accepted(_)));
/// assert!(matches!(PutBookResponse::blank_of(206), PutBookResponse::Unknown(of) if of.status() == 206));
/// ```
///
/// With the name of another variant in the place of `Unknown`, that one holds the body under every other status.
#[macro_export]
macro_rules! by_status {
    ($name:ident: $($status:literal => $variant:ident,)* _ => Unknown $(,)?) => {
        $crate::by_status!(@ $name ($($status => $variant)*) Unknown, status => $crate::UnknownStatus::new(status));
    };
    ($name:ident: $($status:literal => $variant:ident,)* _ => $other:ident $(,)?) => {
        $crate::by_status!(@ $name ($($status => $variant)*) $other, _ => $crate::Decode::blank());
    };
    (@ $name:ident ($($status:literal => $variant:ident)*) $other:ident, $any:pat => $blank:expr) => {
        impl $crate::ByStatus for $name {
            fn blank_of(status: u16) -> Self {
                match status {
                    $($status => Self::$variant($crate::Decode::blank()),)*
                    $any => Self::$other($blank),
                }
            }
        }

        impl $name {
            fn held(&self) -> (&'static str, &dyn $crate::Encode) {
                match self {
                    $(Self::$variant(value) => (::core::stringify!($variant), value),)*
                    Self::$other(value) => (::core::stringify!($other), value),
                }
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self) -> $crate::Encoded<'_> {
                $crate::encode_by_status(self.held())
            }

            fn fields(&self, receiver: $crate::FieldReceiver<'_>) {
                self.held().1.fields(receiver);
            }
        }

        impl $crate::Decode for $name {
            fn blank() -> Self {
                Self::$other($crate::Decode::blank())
            }

            fn read(&mut self, source: $crate::Source<'_>) -> ::core::result::Result<(), $crate::DecodeError> {
                match self {
                    $(Self::$variant(value) => $crate::Decode::read(value, source),)*
                    Self::$other(value) => $crate::Decode::read(value, source),
                }
            }
        }

        $crate::value_shells!($name);
    };
}
