//! The table of facts: what a source says, be it a spec, a page or metadata, each with its path, its origin and its place.

use apiscribe_core::KnownFrom;
use apiscribe_model::spec_path::SpecPath;

use super::constraint::Constraint;
use super::location::SpecLocation;
use crate::worded::worded;

/// The facts of one source, in the order in which they are written.
#[derive(Debug)]
pub(crate) struct Facts {
    /// The file's own name for what it is about, as in `ecs 2014-05-26 ModifyImageAttribute`.
    pub(crate) subject: String,
    pub(crate) entries: Vec<Entry>,
}

/// Something that the spec names: an operation, a parameter, a value, a code, a note.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The path to it in the spec; it goes through references as if what they name were written there.
    pub(crate) path: SpecPath,
    /// Its wire name, or what else it is called in the spec.
    pub(crate) name: String,
    /// The Rust item that it becomes, below the crate; empty where it becomes none.
    pub(crate) rust: String,
    pub(crate) location: SpecLocation,
    /// The source of its facts.
    pub(crate) known_from: KnownFrom,
    pub(crate) facts: Vec<Fact>,
    /// The rules for its value.
    pub(crate) constraints: Vec<Constraint>,
    /// True if its values are secret and so are never shown.
    pub(crate) is_secret: bool,
}

/// A fact about an entry.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) aspect: Aspect,
    /// The path to it in the spec, through references as that of its entry.
    pub(crate) path: SpecPath,
    pub(crate) value: String,
    /// The words of the source, where they are others than the value.
    pub(crate) quoted: Option<String>,
    /// True if it is written, and does not only follow from what is not.
    pub(crate) is_written: bool,
    pub(crate) known_from: KnownFrom,
    pub(crate) location: SpecLocation,
}

impl Fact {
    /// Returns a fact of a page; without a value it is that the page has none.
    pub(crate) fn of_page(aspect: Aspect, path: SpecPath, value: Option<&str>, location: SpecLocation) -> Self {
        Self {
            aspect,
            path,
            value: value.unwrap_or_default().to_owned(),
            quoted: None,
            is_written: value.is_some(),
            known_from: KnownFrom::Page,
            location,
        }
    }

    /// Returns the fact as the source words it.
    pub(crate) fn worded(self, words: &str) -> Self {
        Self { quoted: Some(words.to_owned()), ..self }
    }

    /// Returns what stands in the source.
    pub(crate) fn words(&self) -> &str {
        match (&self.quoted, self.aspect, self.value.trim()) {
            (Some(words), ..) => words,
            (None, Aspect::Presence, "optional") => "false",
            (None, Aspect::Presence | Aspect::Nullable | Aspect::Secret, _) | (None, Aspect::Deprecated, "") => "true",
            (None, _, value) => value,
        }
    }
}

impl Entry {
    /// Returns an entry of which nothing is said yet.
    pub(crate) fn new(kind: Kind, path: SpecPath, name: &str, known_from: KnownFrom, location: SpecLocation) -> Self {
        let (name, rust) = (name.to_owned(), String::new());
        let (facts, constraints) = (Vec::new(), Vec::new());
        Self { kind, path, name, rust, location, known_from, facts, constraints, is_secret: false }
    }

    /// Returns the fact of an aspect, if there is one; the first of several.
    pub(crate) fn fact(&self, aspect: Aspect) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.aspect == aspect)
    }
}

worded! {
    /// The kind of an entry, with its word in a source map.
    pub(crate) enum Kind {
        Service = "service",
        Operation = "operation",
        /// A row of the permissions.
        Permission = "permission",
        /// All parameters of an operation together.
        Request = "request",
        Parameter = "parameter",
        Response = "response",
        /// The response under one success status.
        Status = "status",
        Field = "field",
        /// The member of a list or map.
        Member = "member",
        /// An object or an enum.
        Type = "type",
        /// A known value of an enum.
        Value = "enum_value",
        /// A variant of a union.
        Variant = "variant",
        /// All error codes of a table.
        Codes = "error_codes",
        Code = "error_code",
        /// The errors of a code that a text in their messages tells from the others.
        Message = "error_message",
        Sample = "sample",
        History = "history",
        Gap = "gap",
        Erratum = "erratum",
        Allowance = "allowance",
    }
}

/// The aspect of an entry that a fact states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    /// The name on the wire, where it is not in the path.
    Name,
    /// The name of the Rust item.
    RustName,
    /// The word for the type, of a named type that of what it is.
    Type,
    /// The type with what it holds, where types of the same module are only said to be one.
    Shape,
    /// `required`, `nullable` or `optional`.
    Presence,
    /// An optional value may be null, which is told from absent.
    Null,
    /// The value may be null, whatever that means where it stands.
    Nullable,
    Secret,
    Location,
    Style,
    /// The content type of a part of the body.
    ContentType,
    Deprecated,
    Default,
    Example,
    Prose,
    KnownFrom,
    /// The parameters of `new`, in order.
    Required,
    /// The members, in order.
    Order,
    /// The field that tells the variants of a union apart.
    Tag,
    /// The text of that field in a variant.
    TagValue,
    /// The method that is sent.
    Method,
    Methods,
    Path,
    OperationKind,
    /// The way in which a request shows who sends it.
    Auth,
    /// The headers that every request has.
    SentHeaders,
    /// The parameter by which the server knows a request that is sent again.
    IdempotencyToken,
    /// All that is said of how the pages of a list follow one another.
    Paging,
    /// The way to ask for the next page.
    NextPage,
    /// Where the items of a page are.
    PageItems,
    /// The length of a page, and the mark of the last one.
    PageEnd,
    /// The operation that tells the state of what this one has begun, and the states that end it.
    Poll,
    /// The states with which it goes on, and how often it is asked.
    PollPace,
    Access,
    Resources,
    ConditionKeys,
    DependentActions,
    FlowControl,
    /// The fields of the response that are headers of it.
    Headers,
    Page,
    /// The protocol of the service.
    Protocol,
    /// The base URL, to which the path of each operation is appended.
    BaseUrl,
    /// The servers that have names.
    Servers,
    Endpoints,
    Failure,
    /// The field that the response stands in.
    Unwrap,
    /// The places of the parts of an error.
    ErrorFields,
    /// There is a constant with the facts of the service.
    ServiceFacts,
    /// The rows of a code.
    Rows,
    /// The status and the message of one row of a code.
    Row,
    /// The status of a sample.
    Status,
    /// The text of a note or sample.
    Text,
    /// The subject of a change.
    Topics,
    /// The path that a note is about.
    About,
    /// The day of a row of the change history, or the day on which the page was read.
    Day,
}
