//! A spec as it is written: its keys and their shapes, before anything is checked.
//!
//! Every key is optional here, so that reading goes on past what is missing; what must be there is asked for where it is
//! used, by `lower`. The doc comments are the legend's sentences.

mod entries;
mod errors;
mod notes;
mod operation;
mod read;
mod rules;
mod service;
mod shape;
mod value;

pub(crate) use entries::Entries;
pub(crate) use errors::ErrorRow;
pub(crate) use notes::{Allow, Difference, Erratum, Gap, Page};
pub(crate) use operation::{FlowControl, History, Http, Operation, PermissionRow, Response};
pub(crate) use read::read;
#[cfg(feature = "cli")]
pub(crate) use rules::WrittenRule;
pub(crate) use rules::{CrossRules, Length, RangeRule, Rules, is_key_of_rules};
pub(crate) use service::Service;
use shape::Shape;
pub(crate) use value::{EnumValue, Parameter, Value};

/// Whether some map of the format has this key.
pub(crate) fn is_key(text: &str) -> bool {
    let of_files =
        [Operation::KEYS, Service::KEYS, Page::KEYS, Gap::KEYS, Erratum::KEYS, Difference::KEYS, Allow::KEYS];
    let of_values = [Parameter::KEYS, Rules::KEYS, CrossRules::KEYS, EnumValue::KEYS];
    let of_parts = [ErrorRow::KEYS, Http::KEYS, PermissionRow::KEYS, Response::KEYS, FlowControl::KEYS, History::KEYS];
    of_files.iter().chain(&of_values).chain(&of_parts).any(|keys| keys.contains(&text))
}
