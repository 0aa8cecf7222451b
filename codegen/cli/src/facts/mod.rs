//! The facts of a spec: the one form in which specs and what they were written from are compared.

mod compare;
mod constraint;
mod cursor;
mod errors;
mod fact;
mod failure;
mod folder;
mod location;
mod operation;
mod paging;
mod poll;
mod rules;
mod service;
mod text;
mod values;

pub(crate) use compare::{Pair, admit_same, by_path, facts_of, pairs, rules_of};
pub(crate) use constraint::{Constraint, Limit};
pub(crate) use fact::{Aspect, Entry, Fact, Facts, Kind};
pub(crate) use folder::{Folder, read_folder};
pub(crate) use location::LocatedFile;
pub use location::SpecLocation;
pub(crate) use operation::{facts as of_operation, spelled_out, with_named_types as of_operation_with};
pub(crate) use rules::limits;
pub(crate) use service::{facts as of_service, with_named_types as of_service_with};
pub(crate) use values::{SpelledOut, shared_types_in, unnamed_types};
