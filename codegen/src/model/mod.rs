//! A spec that has been checked: every name decided, every reference resolved, nothing left that could fail.
//!
//! It is made only by `lower` and never changed afterwards.

mod error;
mod item;
mod operation;
mod outline;
mod rules;
mod service;

pub(crate) use error::{ErrorCodes, ErrorRow, ErrorVariant, Recovery};
pub(crate) use item::{Enum, EnumKind, Field, Item, KnownFrom, Presence, Struct, Type, TypeName, Variant};
pub(crate) use operation::{
    Example, ExampleStruct, ExampleValue, Kind, Location, Method, Operation, Page, Parameter, Permission, Response,
    Style,
};
pub(crate) use outline::{OperationOutline, RequestExample, VersionOutline};
pub(crate) use rules::{CharacterClass, LengthUnit, OneOf, PatternStep, Relation, Rules};
pub(crate) use service::{ApiStyle, EndpointRule, Endpoints, FailureField, Service};
