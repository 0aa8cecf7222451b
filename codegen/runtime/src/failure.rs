//! Failures under a good HTTP status: tells whether a response that was let through is a failure all the same.

use apiscribe_core::response_path;

use crate::body_paths::BodyPaths;
use crate::code_tables::CodeTables;
use crate::error_body::{CODES_OF_BODIES, HeaderOf, code_of};
use crate::{FailureField, OperationFacts, envelope};

/// Returns whether a response with a good status says that the call failed: by a field that is documented for it, or by a code
/// that is documented as an error of this very status.
pub(crate) fn says_failed(
    facts: &OperationFacts,
    tables: CodeTables,
    status: u16,
    body: &[u8],
    header: HeaderOf<'_>,
) -> bool {
    let (fields, error) = (facts.failure_fields(), facts.error_fields());
    // Tables of errors also have rows that say that all is well.
    let mut documented = tables.rows().filter(|row| row.status == status && !error.is_success(row.code)).peekable();
    if fields.is_empty() && documented.peek().is_none() {
        return false;
    }
    let codes = error.code.iter().chain(&["Code"]).chain(CODES_OF_BODIES).copied();
    let places: Vec<&str> = fields.iter().map(|field| field.name).chain(codes).collect();
    let mut paths = BodyPaths::with_capacity(places.len()).strict();
    paths.add(&places, false);
    paths.read(&envelope::text(body));
    let value = |index: usize| match response_path::header(places[index]) {
        Some(name) => header(name),
        None => paths.text(index),
    };
    let says_failed =
        |(index, field): (usize, &FailureField)| value(index).is_some_and(|value| field.says_failed(value));
    let mut codes = (fields.len()..places.len()).filter_map(value).filter_map(code_of);
    let code = codes.find(|code| !error.is_success(code));
    fields.iter().enumerate().any(says_failed) || documented.any(|row| Some(row.code) == code)
}
