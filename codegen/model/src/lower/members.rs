//! Paths to parameters of a request and to fields of a response.

use std::collections::BTreeSet;

use apiscribe_core::response_path::{self, FieldStep};

use super::examples::Types;
use super::place::Place;
use super::references::NAMES;
use crate::checked::{Field, Operation, Response, Service, StatusResponse, Struct, Type};
use crate::diagnostic::{Diagnostic, Id};

/// The request and the response that paths lead into.
#[derive(Clone, Copy)]
pub(super) struct Members<'a> {
    pub(super) request: &'a Struct,
    pub(super) response: &'a Response,
    pub(super) types: Types<'a>,
}

/// The way that a path leads.
pub(super) struct Way<'a> {
    /// The fields that it leads through.
    pub(super) fields: Vec<&'a Field>,
    pub(super) r#type: &'a Type,
    /// True if it leads into an item of a list.
    pub(super) has_index: bool,
}

impl<'a> Members<'a> {
    /// The members of a checked operation.
    pub(super) fn of(operation: &'a Operation, service: &'a Service) -> Self {
        let types = Types { own: &operation.items, shared: &service.types };
        Self { request: &operation.request, response: &operation.response, types }
    }

    /// The way to a parameter, if there is one.
    pub(super) fn way_to_parameter(&self, path: &str) -> Option<Way<'a>> {
        self.way_among(&self.request.fields, path)
    }

    /// The ways to a field of the response: one for each documented response that has it.
    pub(super) fn ways_to_field(&self, path: &str) -> Vec<Way<'a>> {
        match self.response {
            Response::Struct(item) => self.way_among(&item.fields, path).into_iter().collect(),
            Response::Alias { target, .. } => self.way_in(target, path).into_iter().collect(),
            Response::ByStatus(item) => {
                item.variants.iter().filter_map(|variant| self.way_in(&variant.r#type, path)).collect()
            }
        }
    }

    /// The responses under statuses of their own; none where there is one response under all of them.
    pub(super) fn by_status(&self) -> &'a [StatusResponse] {
        match self.response {
            Response::Struct(_) | Response::Alias { .. } => &[],
            Response::ByStatus(item) => &item.variants,
        }
    }

    /// Returns whether the response under a status has a field.
    pub(super) fn has_field(&self, response: &'a StatusResponse, path: &str) -> bool {
        self.way_in(&response.r#type, path).is_some()
    }

    /// The way to a parameter; reports a path that leads to none.
    pub(super) fn parameter(&self, path: &str, place: &Place<'_>) -> Option<Way<'a>> {
        let way = self.way_to_parameter(path);
        if way.is_none() {
            self.report_unknown(path, "parameter", &[&self.request.fields], place);
        }
        way
    }

    /// The ways to a field of the response; reports a path that leads to none, where the response is called so.
    pub(super) fn field(&self, path: &str, response: &str, place: &Place<'_>) -> Vec<Way<'a>> {
        let ways = self.ways_to_field(path);
        if ways.is_empty() {
            let what = format!("field of {response}");
            self.report_unknown(path, &what, &self.response_fields(), place);
        }
        ways
    }

    /// The way to a field of an object; reports a path that leads to none.
    pub(super) fn field_of(&self, (r#type, what): (&Type, &str), path: &str, place: &Place<'_>) -> Option<Way<'a>> {
        let fields = self.fields_of(r#type);
        let way = self.way_among(fields, path);
        if way.is_none() {
            self.report_unknown(path, what, &[fields], place);
        }
        way
    }

    fn response_fields(&self) -> Vec<&'a [Field]> {
        match self.response {
            Response::Struct(item) => vec![&item.fields],
            Response::Alias { target, .. } => vec![self.fields_of(target)],
            Response::ByStatus(item) => item.variants.iter().map(|variant| self.fields_of(&variant.r#type)).collect(),
        }
    }

    /// The way that begins in a value: at a field of it, or at an item.
    fn way_in(&self, r#type: &'a Type, path: &str) -> Option<Way<'a>> {
        if path.starts_with('[') {
            return is_short(path).then(|| self.behind(r#type, path)).flatten();
        }
        self.way_among(self.fields_of(r#type), path)
    }

    fn way_among(&self, fields: &'a [Field], path: &str) -> Option<Way<'a>> {
        is_short(path).then(|| self.way(fields, path)).flatten()
    }

    /// A wire name may itself have dots, so that each way to divide the path is tried.
    fn way(&self, fields: &'a [Field], path: &str) -> Option<Way<'a>> {
        fields.iter().find_map(|field| {
            let rest = path.strip_prefix(field.name.wire.as_str())?;
            let mut way = self.behind(&field.r#type, rest)?;
            way.fields.insert(0, field);
            Some(way)
        })
    }

    /// The way from a value on, by the rest of a path.
    fn behind(&self, r#type: &'a Type, rest: &str) -> Option<Way<'a>> {
        if rest.is_empty() {
            return Some(Way { fields: Vec::new(), r#type, has_index: false });
        }
        if let Some(path) = rest.strip_prefix('.') {
            return self.way(self.fields_of(r#type), path);
        }
        let (FieldStep::Item(_), rest) = response_path::first_step(rest)? else { return None };
        let Type::List(item) = r#type.unboxed() else { return None };
        let way = match rest.chars().next() {
            None | Some('[') => self.behind(item, rest),
            Some(_) => self.way(self.fields_of(item), rest),
        };
        way.map(|way| Way { has_index: true, ..way })
    }

    /// The fields of an object; none of another type.
    fn fields_of(&self, r#type: &Type) -> &'a [Field] {
        self.types.struct_of(r#type).map_or(&[], |item| item.fields.as_slice())
    }

    fn report_unknown(&self, path: &str, what: &str, objects: &[&'a [Field]], place: &Place<'_>) {
        let label = place.on_value(format!("not a {what}"));
        let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("there is no {what} `{path}`"), label);
        let known = || {
            let mut known: Vec<String> = objects.iter().flat_map(|fields| self.paths("", fields, DEPTH)).collect();
            let mut seen = BTreeSet::new();
            known.retain(|path| seen.insert(path.clone()));
            known
        };
        place.push(place.suggest(diagnostic, path, known));
    }

    /// The paths that could have been meant.
    fn paths(&self, before: &str, fields: &'a [Field], depth: usize) -> Vec<String> {
        let below = |field: &'a Field| {
            let (item, index) = match field.r#type.unboxed() {
                Type::List(item) => (&**item, "[0]"),
                other => (other, ""),
            };
            let path = format!("{before}{}", field.name.wire);
            let inner = if depth > 1 { self.fields_of(item) } else { &[] };
            let mut paths = self.paths(&format!("{path}{index}."), inner, depth - 1);
            paths.insert(0, path);
            paths
        };
        fields.iter().flat_map(below).collect()
    }
}

/// The greatest number of names in a path that is suggested.
const DEPTH: usize = 3;

/// Returns whether a path has no more names than can be followed: each takes room on the stack.
fn is_short(path: &str) -> bool {
    path.split(['.', '[']).count() <= NAMES
}

/// Returns whether a path names a header of the response; reports one that no header can be called.
pub(super) fn is_header(path: &str, place: &Place<'_>) -> bool {
    let is_header = response_path::header(path).is_some();
    if let Some(problem) = response_path::problem(path).filter(|_| is_header) {
        let label = place.on_value(problem);
        let message = format!("`{path}` is not a path into a response");
        place.push(Diagnostic::new(Id::BAD_RESPONSE_PATH, message, label));
    }
    is_header
}
