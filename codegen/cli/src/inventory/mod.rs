//! What a file of the spec says, fact by fact, each with its place in the YAML and the Rust item that it becomes.
//!
//! Two inventories are compared by `diff`; the source map is the inventories of all files.

mod constraint;
mod errors;
mod folder;
mod map;
mod operation;
mod place;
mod service;
mod values;

use apiscribe_model::checked::Operation;
use apiscribe_model::format;
use apiscribe_model::lower::Written;

pub(crate) use constraint::{Constraint, Limit};
pub(crate) use folder::{Folder, read_folder};
pub use map::{GeneratedLines, MapItem, RustItems, SourceMap, source_map};
pub(crate) use place::Spot;

/// The facts of one file, in the order in which they are written.
#[derive(Debug)]
pub(crate) struct Inventory {
    /// The file's own name for what it is about, as in `ecs 2014-05-26 ModifyImageAttribute`.
    pub(crate) subject: String,
    pub(crate) entries: Vec<Entry>,
}

/// Something that the spec names: an operation, a parameter, a value, a code, a note.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The way to it in the spec, a step each; it goes through references as if what they name were written there.
    pub(crate) key: Vec<String>,
    /// Its wire name, or what else it is called in the spec.
    pub(crate) name: String,
    /// The Rust item that it becomes, below the crate; empty where it becomes none.
    pub(crate) rust: String,
    pub(crate) spot: Spot,
    pub(crate) facts: Vec<Fact>,
    /// The rules for its value.
    pub(crate) constraints: Vec<Constraint>,
    /// Whether its values are secret and so are not to be shown.
    pub(crate) is_secret: bool,
}

/// What is said of an entry.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) aspect: Aspect,
    pub(crate) value: String,
    pub(crate) spot: Spot,
}

impl Entry {
    /// What is said of an aspect, if anything.
    pub(crate) fn fact(&self, aspect: Aspect) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.aspect == aspect)
    }
}

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Service,
    Operation,
    /// All parameters of an operation together.
    Request,
    Parameter,
    Response,
    Field,
    /// The member of a list or map.
    Member,
    /// An object or an enum.
    Type,
    /// A known value of an enum.
    Value,
    /// All error codes of a table.
    Codes,
    Code,
    Sample,
    History,
    Gap,
    Erratum,
    Allowance,
}

impl Kind {
    /// The word for it in a source map.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Operation => "operation",
            Self::Request => "request",
            Self::Parameter => "parameter",
            Self::Response => "response",
            Self::Field => "field",
            Self::Member => "member",
            Self::Type => "type",
            Self::Value => "enum_value",
            Self::Codes => "error_codes",
            Self::Code => "error_code",
            Self::Sample => "sample",
            Self::History => "history",
            Self::Gap => "gap",
            Self::Erratum => "erratum",
            Self::Allowance => "allowance",
        }
    }
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    /// The name of the Rust item.
    RustName,
    /// The type, where types of the same module are only said to be one.
    Type,
    /// `required`, `nullable` or `optional`.
    Presence,
    Secret,
    Location,
    Style,
    Deprecated,
    Default,
    Example,
    Prose,
    KnownFrom,
    /// What `new` takes, in order.
    Required,
    /// The members, in order.
    Order,
    /// Whether the type can be validated.
    Validated,
    /// The method that is sent.
    Method,
    Methods,
    Path,
    OperationKind,
    Permissions,
    FlowControl,
    Page,
    ApiStyle,
    Endpoints,
    Failure,
    /// Whether there is a constant with what is known of the service.
    ServiceFacts,
    /// The rows of a code.
    Rows,
    /// The text of a note or sample.
    Text,
    /// What a note is about.
    About,
    /// The day of a row of the change history, or the day on which the page was read.
    Day,
}

/// The inventory of a service file.
pub(crate) fn of_service(folder: &Folder) -> Inventory {
    service::inventory(folder)
}

/// The inventory of an operation's file.
pub(crate) fn of_operation(folder: &Folder, written: &Written<format::Operation>, operation: &Operation) -> Inventory {
    operation::inventory(folder, written, operation)
}
