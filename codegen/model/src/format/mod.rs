//! A spec as it is written: its keys and their shapes, before anything is checked.
//!
//! Every key is optional here, so that reading goes on past what is missing; what must be there is asked for where it is
//! used, by `lower`. The doc comments are the legend's sentences.

mod description;
mod entries;
mod errors;
mod failure;
mod notes;
mod operation;
mod paging;
mod poll;
mod read;
mod references;
mod rules;
mod sample;
#[cfg(feature = "workshop")]
mod serde;
mod service;
mod shape;
mod texts;
mod value;
mod words;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::diagnostic::Diagnostic;
use crate::order::inserted;
use crate::source::{Node, Source};

pub use description::{Content, Description, Form, Key};
pub use entries::Entries;
pub use errors::ErrorRow;
pub use failure::{ErrorFields, FailureField};
pub use notes::{Allow, Difference, Erratum, Gap, Page};
pub use operation::{
    Example, FlowControl, History, Http, Operation, PermissionRow, Response, ResponseParts, StatusResponse,
};
pub use paging::Paging;
pub use poll::Poll;
pub use read::{FromNode, boolean};
pub use references::References;
pub use rules::{CrossRules, ItemCount, Length, RangeRule, Rules, WrittenRule};
pub use sample::{Number, Sample, is_bare_text};
pub use service::{Server, Service};
use shape::Shape;
pub use texts::Texts;
pub use value::{EnumValue, Parameter, Value};

/// Returns whether some map of the format has this key.
pub fn is_key(text: &str) -> bool {
    static KEYS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
        let maps = description::maps([OPERATION, SERVICE]);
        inserted(maps.iter().flat_map(|map| map.keys).map(|key| key.name))
    });
    KEYS.contains(text)
}

/// Describes the file of a service.
pub const SERVICE: &Description = &<Service as Shape>::DESCRIPTION;

/// Describes the file of an operation.
pub const OPERATION: &Description = &<Operation as Shape>::DESCRIPTION;

/// Reads a file. What does not fit is reported, and read as if it were not there; nothing comes of a file that is not a map.
/// A key that is misspelt has its right name in the tree afterwards, so that nobody reports it missing as well.
pub fn read<T: FromNode>(source: &Source, root: &mut Node, report: &mut Vec<Diagnostic>) -> Option<T> {
    read::read(source, root, report, [(SERVICE, "service.yaml"), (OPERATION, "the operation's file")])
}
