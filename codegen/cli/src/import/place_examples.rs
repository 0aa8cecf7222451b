//! The examples of the places that a shared type stands in: the type has those of one of them, and gaps tell of the others.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use crate::draft::Draft;

/// Notes the examples that operations had before their types were shared, where the shared ones have others. `before` has the
/// operations and the service as they were.
pub(super) fn note_examples(operations: &mut [Draft], service: &Value, (before, service_before): (&[Value], &Value)) {
    let types = |service| Value::get(service, "types").and_then(Value::as_mapping);
    let mut examples = Examples { before: types(service_before), now: types(service), of_types: BTreeMap::new() };
    for (draft, before) in operations.iter_mut().zip(before) {
        let found = examples.of_operation(before, draft.root());
        let gaps = found.into_iter().map(|(path, example)| {
            let what =
                format!("the example here is `{example}`; the type, which stands in several places, has another");
            (format!("{path}.example"), what)
        });
        draft.add_gaps(&gaps.collect::<Vec<_>>());
    }
}

/// The number of examples of one operation from which on no more are told: types that are within others again and again can stand in
/// more places than any memory holds.
const MOST: usize = 10_000;

/// Examples, each with the path of its value.
type Found<'v> = Vec<(String, &'v str)>;

/// The types of a service before they were shared, and now.
struct Examples<'v> {
    before: Option<&'v Mapping>,
    now: Option<&'v Mapping>,
    /// The examples within the types that the source declares, by the names of these.
    of_types: BTreeMap<&'v str, Found<'v>>,
}

impl<'v> Examples<'v> {
    fn of_operation(&mut self, before: &'v Value, now: &Value) -> Found<'v> {
        let mut found = Vec::new();
        self.of_entries("parameters", before.get("parameters"), now.get("parameters"), &mut found);
        if let (Some(before), Some(now)) = (before.get("response"), now.get("response")) {
            self.of_entries("response.fields", before.get("fields"), now.get("fields"), &mut found);
            self.of_inner("response.body", before.get("body"), now.get("body"), &mut found);
        }
        found
    }

    fn of_entries(&mut self, path: &str, before: Option<&'v Value>, now: Option<&Value>, found: &mut Found<'v>) {
        for (name, before) in before.and_then(Value::as_mapping).into_iter().flatten() {
            let path = format!("{path}.{}", name.as_str().unwrap_or_default());
            self.of_inner(&path, Some(before), now.and_then(|now| now.get(name)), found);
        }
    }

    fn of_inner(&mut self, path: &str, before: Option<&'v Value>, now: Option<&Value>, found: &mut Found<'v>) {
        let (Some(before), Some(now)) = (before, now) else { return };
        if found.len() >= MOST {
            return;
        }
        if let Some(example) = example(before).filter(|own| !example(now).is_some_and(|now| is_same(own, now))) {
            found.push((path.to_owned(), example));
        }
        if let Some(name) = reference(before) {
            let inner = self.of_type(name).iter().map(|(inner, example)| (format!("{path}{inner}"), *example));
            return found.extend(inner);
        }
        let types = self.now;
        let now = reference(now).and_then(|name| types?.get(name)).unwrap_or(now);
        self.of_parts(path, before, now, found);
    }

    fn of_parts(&mut self, path: &str, before: &'v Value, now: &Value, found: &mut Found<'v>) {
        for key in ["items", "values"] {
            self.of_inner(&format!("{path}.{key}"), before.get(key), now.get(key), found);
        }
        self.of_entries(&format!("{path}.fields"), before.get("fields"), now.get("fields"), found);
    }

    /// Returns the examples within a type that the source declares; those of one that is within itself only once.
    fn of_type(&mut self, name: &'v str) -> &Found<'v> {
        if !self.of_types.contains_key(name) {
            self.of_types.insert(name, Vec::new());
            let mut found = Vec::new();
            if let (Some(before), Some(now)) =
                (self.before.and_then(|it| it.get(name)), self.now.and_then(|it| it.get(name)))
            {
                self.of_parts("", before, now, &mut found);
            }
            self.of_types.insert(name, found);
        }
        &self.of_types[name]
    }
}

fn example(value: &Value) -> Option<&str> {
    value.get("example").and_then(Value::as_str)
}

fn reference(value: &Value) -> Option<&str> {
    value.get("ref").and_then(Value::as_str)
}

/// Returns whether two examples say the same: how white space is written says nothing.
fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
