//! The runtime of generated types.
//!
#![doc = include_str!("../README.md")]

mod access_denied;
mod any;
mod any_forms;
#[cfg(feature = "http")]
mod async_client;
#[cfg(feature = "http")]
mod async_transport;
#[cfg(feature = "http")]
mod attempt;
#[cfg(feature = "http")]
mod attempts;
#[cfg(feature = "http")]
mod authorize;
#[cfg(feature = "http")]
mod begin_poll;
mod binary;
#[cfg(feature = "http")]
mod blocking_client;
#[cfg(feature = "http")]
mod blocking_transport;
mod body_paths;
#[cfg(feature = "serde")]
mod bridge;
mod by_status;
#[cfg(feature = "http")]
mod call;
#[cfg(feature = "http")]
mod call_error;
#[cfg(feature = "http")]
mod call_machine;
#[cfg(feature = "http")]
mod call_policy;
#[cfg(feature = "http")]
mod call_settings;
#[cfg(feature = "sign")]
mod cli_profile;
#[cfg(feature = "http")]
mod clock_skew;
mod code;
mod code_tables;
mod containers;
#[cfg(feature = "sign")]
mod credential_provider;
#[cfg(feature = "sign")]
mod credential_source;
#[cfg(feature = "sign")]
mod credentials_uri;
#[cfg(feature = "sign")]
mod date;
mod decimal;
mod decode;
mod decode_error;
#[cfg(feature = "sign")]
mod default_chain;
#[cfg(feature = "sign")]
mod ecs_ram_role;
mod encode;
#[cfg(feature = "http")]
mod endpoint;
#[cfg(feature = "http")]
mod entropy;
mod envelope;
#[cfg(feature = "http")]
mod environment;
mod error;
mod error_body;
mod error_code;
mod error_details;
mod error_fields;
mod events;
mod facts;
#[cfg(feature = "http")]
mod failure;
mod failure_field;
#[cfg(feature = "sign")]
mod fetched;
mod fields;
#[cfg(feature = "http")]
mod finite;
#[cfg(feature = "http")]
mod header_lines;
#[cfg(feature = "http")]
mod header_members;
#[cfg(feature = "sign")]
mod hex;
mod json;
mod json_reader;
mod json_writer;
mod long_running;
mod mend;
mod message;
mod multipart;
#[cfg(feature = "http")]
mod next_page;
mod node;
mod number_text;
mod open_enum;
mod operation;
#[cfg(feature = "http")]
mod overlay;
#[cfg(feature = "http")]
mod page_iter;
#[cfg(feature = "http")]
mod page_link;
#[cfg(feature = "stream")]
mod page_stream;
mod paged;
#[cfg(feature = "http")]
mod pages;
mod paging;
#[cfg(feature = "http")]
mod paging_error;
mod parameters;
#[cfg(feature = "http")]
mod payload;
mod percent;
#[cfg(feature = "http")]
mod poll;
#[cfg(feature = "http")]
mod poll_error;
mod polling;
mod presence;
#[cfg(feature = "http")]
mod progress;
mod raw_json;
#[cfg(feature = "http")]
mod read_options;
#[cfg(feature = "http")]
mod record;
mod recovery;
#[cfg(feature = "http")]
mod renewal;
mod replay;
mod report;
#[cfg(feature = "http")]
mod request;
#[cfg(feature = "http")]
mod request_body;
#[cfg(feature = "http")]
mod request_error;
#[cfg(feature = "http")]
mod response;
#[cfg(feature = "http")]
mod response_reader;
#[cfg(feature = "http")]
mod retry;
#[cfg(feature = "http")]
mod retry_budget;
mod scalars;
mod secret;
#[cfg(feature = "http")]
mod send_error;
mod serde_shells;
mod service;
mod shown;
#[cfg(feature = "sign")]
mod sign;
#[cfg(feature = "http")]
mod signing_context;
mod source;
#[cfg(feature = "sign")]
mod sts;
mod texts;
mod time;
mod union;
mod until;
#[cfg(feature = "http")]
mod unwrapped;
mod validate;
#[cfg(feature = "http")]
mod value_path;
#[cfg(feature = "http")]
mod wait_error;
mod xml;

/// The knowledge that the generator shares: the rules of values, and the words of the specification format.
pub use apiscribe_core::{
    Auth, EndpointRule, JsonKind, LengthUnit, Level, Location, Method, OperationKind, PagingKind, Pattern, Protocol,
    Recovery, Rules, Step, Style,
};

pub use access_denied::AccessDeniedDetail;
pub use any::Any;
#[cfg(feature = "http")]
pub use async_client::AsyncClient;
#[cfg(feature = "http")]
pub use async_transport::{AsyncTransport, Pending};
#[cfg(feature = "http")]
pub use attempt::Attempt;
#[cfg(feature = "http")]
pub use authorize::{Anonymous, ApiKey, Authorize, AuthorizeError, BasicLogin, BearerToken, sent_auth};
pub use binary::Binary;
#[cfg(feature = "http")]
pub use blocking_client::BlockingClient;
#[cfg(feature = "http")]
pub use blocking_transport::BlockingTransport;
#[cfg(feature = "serde")]
pub use bridge::{deserialize, serialize};
#[doc(hidden)]
pub use by_status::encode_by_status;
pub use by_status::{ByStatus, ResponseStatus, UnknownStatus};
#[cfg(feature = "http")]
pub use call::{Call, CallStep};
#[cfg(feature = "http")]
pub use call_error::{CallError, CallResult};
#[cfg(feature = "http")]
pub use call_policy::CallPolicy;
#[cfg(feature = "sign")]
pub use cli_profile::ProfileError;
pub use code::{Code, UnknownCode};
#[cfg(feature = "sign")]
pub use credential_provider::CredentialProvider;
#[cfg(feature = "sign")]
pub use credential_source::{CredentialSource, Fetch, FetchStep, TemporaryCredentials};
#[cfg(feature = "sign")]
pub use credentials_uri::CredentialsUri;
#[cfg(feature = "sign")]
pub use date::{NoSuchDate, SignatureDate};
pub use decimal::{Decimal, ParseDecimalError};
#[doc(hidden)]
pub use decode::read_object;
pub use decode::{Decode, required};
pub use decode_error::DecodeError;
#[cfg(feature = "sign")]
pub use default_chain::NoCredentials;
#[cfg(feature = "sign")]
pub use ecs_ram_role::EcsRamRole;
pub use encode::{Encode, EncodeList, EncodeMap, Encoded, FieldReceiver, FieldTable, OpenValue, UnionValue};
#[cfg(feature = "http")]
pub use endpoint::Endpoint;
#[cfg(feature = "http")]
pub use entropy::random_bits;
#[cfg(feature = "http")]
pub use environment::MissingVariable;
pub use error::ApiError;
pub use error_code::{DocumentedError, ErrorCode, NoServiceCode};
pub use error_fields::ErrorFields;
pub use events::{Event, EventReader, EventTooLarge};
pub use facts::{OperationFacts, Parameter, Permission};
pub use failure_field::FailureField;
#[doc(hidden)]
pub use fields::{debug_value, equal_values, optional_rows};
pub use json::{from_json, from_json_tolerantly};
pub use json_writer::to_json;
pub use long_running::LongRunning;
pub use multipart::Part;
#[doc(hidden)]
pub use open_enum::debug_variant;
pub use open_enum::{Open, OpenEnum, UnknownValue, WireValue};
pub use operation::Operation;
#[cfg(feature = "http")]
pub use page_iter::{ItemIter, PageIter};
#[cfg(feature = "stream")]
pub use page_stream::{ItemStream, PageStream};
pub use paged::{Paged, PagedItems};
#[cfg(feature = "http")]
pub use pages::Pages;
pub use paging::Paging;
#[cfg(feature = "http")]
pub use paging_error::PagingError;
pub use parameters::ParameterPairs;
#[cfg(feature = "http")]
pub use payload::Payload;
pub use percent::percent_encode;
#[cfg(feature = "http")]
pub use poll::{Poll, PollStep};
#[cfg(feature = "http")]
pub use poll_error::PollError;
pub use polling::Polling;
pub use presence::{FieldPresence, FieldRow};
#[cfg(feature = "http")]
pub use progress::Progress;
pub use raw_json::RawJson;
#[cfg(feature = "http")]
pub use read_options::ReadOptions;
#[cfg(feature = "http")]
pub use record::{RecordedRequest, RecordedResponse};
#[cfg(feature = "http")]
pub use renewal::{Renew, Renewal, RenewalError, RenewalStep};
pub use report::{Mismatch, Report};
#[cfg(feature = "http")]
pub use request_body::RequestBody;
#[cfg(feature = "http")]
pub use request_error::RequestError;
#[cfg(feature = "http")]
pub use response::{HttpResponse, Response};
#[cfg(feature = "http")]
pub use retry::{RetryPolicy, announce_retry, is_repeatable};
#[cfg(feature = "http")]
pub use retry_budget::RetryBudget;
pub use secret::{Secret, SecretValue};
#[cfg(feature = "http")]
pub use send_error::{Outcome, SendError};
pub use service::ServiceFacts;
#[cfg(feature = "sign")]
pub use sign::{CanonicalRequest, Credentials, SignError};
#[cfg(feature = "http")]
pub use signing_context::SigningContext;
pub use source::{ListSource, Number, ObjectSource, Source, Text};
#[cfg(feature = "sign")]
pub use sts::{AssumeRole, AssumeRoleWithOidc};
pub use time::{
    Date, DateFormat, DateTime, DateTimeFormat, Duration, DurationFormat, Iso8601, Milliseconds, ParseTimeError,
    Rfc2822, Rfc3339, Seconds, UnixMilliseconds, UnixSeconds,
};
pub use union::{Told, Union, UnionForm};
#[doc(hidden)]
pub use union::{encode_union, read_union, union_fields};
pub use until::Until;
pub use validate::{Checked, Checker, Validate, Violation, Violations};
#[cfg(feature = "http")]
pub use wait_error::WaitError;

#[cfg(feature = "http")]
pub use http;

#[cfg(feature = "serde")]
#[doc(hidden)]
pub extern crate serde_core as serde;

/// Brings the types into a crate that generates them in its build script.
///
/// It stands for `include!(concat!(env!("OUT_DIR"), "/apiscribe.rs"));`, and `include_types!("shop.rs")` for the same with
/// the name that the build script gave to the file.
#[macro_export]
macro_rules! include_types {
    () => {
        $crate::include_types!("apiscribe.rs");
    };
    ($file:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $file));
    };
}
