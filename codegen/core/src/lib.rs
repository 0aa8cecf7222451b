//! The knowledge that the generator and the runtime of apiscribe share, written once.
//!
//! - [`Rule`]: what a value's documentation asks of it, the evaluator that tells whether a value keeps it, and the
//!   sentences that tell it to a reader and to a caller who broke it;
//! - [`Rules`]: the rules of one value as generated code states them, laid out when the program is compiled;
//! - [`CharacterSet`] and [`Pattern`]: what rules about text are made of;
//! - [`base_url`]: what can stand before the path of an operation;
//! - [`host`]: what can be the name of a host;
//! - [`response_path`]: paths to what a response says;
//! - [`JsonKind`]: what a value can be in JSON;
//! - the words of the specification format, each as an enum.
//!
//! Because both sides evaluate with the same code, an example that the generator accepts is one that generated code
//! accepts. The crate is a part of `apiscribe` and `apiscribe-codegen`; depend on `apiscribe`, which exports what users
//! need. It has no dependencies of its own.
#![forbid(unsafe_code)]

mod auth;
pub mod base_url;
mod character;
mod counted;
pub mod host;
pub mod idempotency;
mod json_kind;
mod limits;
pub mod path;
mod pattern;
pub mod response_path;
mod rule;
mod rules;
pub mod time;
mod value;
mod word;
mod words;

pub use auth::Auth;
pub use character::{CharacterSet, HAN, is_direction_mark, is_han, is_unreserved};
pub use counted::counted;
pub use json_kind::JsonKind;
pub use limits::{Bound, Limits};
pub use pattern::{Pattern, Step};
pub use rule::{OwnedRule, Rule, RuleTarget, StaticRule, by_inclusion, listed};
pub use rules::{RuleSource, Rules};
pub use value::Value;
pub use word::Word;
pub use words::{
    ApiStyle, CharacterClass, EndpointRule, KnownFrom, LengthUnit, Level, Location, Method, OperationKind, PagingKind,
    Protocol, Recovery, Style, TimeKind, ValueType, WireFormat, is_integer, is_number,
};
