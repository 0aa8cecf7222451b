//! A spec that has been checked: every name decided, every reference resolved, nothing left that could fail.
//!
//! It is made only by `lower` and never changed afterwards.

mod error;
mod item;
mod operation;
mod outline;
mod rules;
mod service;

/// The words of the format, which the runtime knows as well.
pub(crate) use apiscribe_core::{
    ApiStyle, CharacterClass, EndpointRule, KnownFrom, LengthUnit, Location, Method, OperationKind, Recovery, Style,
};
pub(crate) use error::{ErrorCodes, ErrorRow, ErrorVariant};
pub(crate) use item::{Enum, EnumKind, Field, Item, Presence, Struct, Type, TypeName, Variant};
pub(crate) use operation::{Example, ExampleStruct, ExampleValue, Operation, Page, Parameter, Permission, Response};
pub(crate) use outline::{OperationOutline, RequestExample, VersionOutline};
pub(crate) use rules::{OneOf, PatternStep, Relation, Rules};
pub(crate) use service::{Endpoints, FailureField, Service};
