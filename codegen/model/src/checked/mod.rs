//! A spec that has been checked: every name decided, every reference resolved, nothing left that could fail.
//!
//! It is made only by `lower` and never changed afterwards.

mod error;
mod failure;
mod item;
mod operation;
mod outline;
mod paging;
mod poll;
mod rules;
mod service;
mod types;
mod union;

/// The words of the format, which the runtime knows as well.
pub use apiscribe_core::{
    Auth, CharacterClass, EndpointRule, JsonKind, KnownFrom, LengthUnit, Level, Location, Method, OperationKind,
    PagingKind, Protocol, Recovery, Style, TimeKind, WireFormat,
};
pub use error::{ErrorCodes, ErrorRow, ErrorVariant};
pub use failure::{ErrorFields, FailureField};
pub use item::{Enum, Field, Item, Presence, Struct, Variant};
pub use operation::{
    ByStatus, Example, ExampleStruct, ExampleValue, LocalName, Operation, Page, Parameter, Permission, Response,
    StatusResponse,
};
pub use outline::{OperationOutline, RequestExample, VersionOutline};
pub use paging::{PageItems, Paging};
pub use poll::Poll;
pub use rules::{PatternStep, Relation, Rules};
pub use service::{Endpoints, ExampleEndpoint, Service};
pub use types::{EnumKind, Type, TypeKind, TypeModule, TypeName};
pub use union::{Union, UnionVariant};
