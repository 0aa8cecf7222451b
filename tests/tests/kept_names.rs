//! An import over an earlier one keeps each Rust name whose thing on the wire is still there, whatever came, went or moved, and
//! gives none that became free to a thing with another meaning.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_cli::{Imported, import_over};
use apiscribe_model::check::{Scope, lint, read_file};
use apiscribe_model::checked::{Item, Operation, Response, Struct, Type};
use apiscribe_model::files::{SourceFile, is_service};
use apiscribe_model::format;
use apiscribe_model::lower;
use apiscribe_model::trace::Trace;
use apiscribe_tests::volume;
use serde_json::{Map, Value, json};

/// The names of a product version.
#[derive(Default)]
struct Names {
    /// By the path in Rust of a type, the places on the wire that it stands at.
    places: BTreeMap<String, BTreeSet<String>>,
    /// By such a path and place, what is in the type: by its name in Rust, its name on the wire.
    entries: BTreeMap<(String, String), BTreeMap<String, String>>,
}

/// The types that the operation has, and those of the service.
struct Module<'a> {
    operation: &'a Operation,
    of_service: &'a [Item],
    names: &'a mut Names,
}

impl Names {
    fn of(files: &[SourceFile]) -> Self {
        let mut names = Self::default();
        let (services, operations): (Vec<usize>, Vec<usize>) =
            (0..files.len()).partition(|index| is_service(&files[*index].path));
        let service = read_file::<format::Service>(files, services[0], Trace::default()).written.expect("a service");
        let (lowered, _) = lower::service(&service);
        for index in operations {
            let written = read_file::<format::Operation>(files, index, Trace::default()).written.expect("an operation");
            let (operation, _) = lower::operation(&written, &lowered);
            names.add("", "", operation.module.to_string(), &operation.name.wire);
            for code in &operation.errors.variants {
                names.add(&operation.name.wire, "its codes", code.name.rust.to_string(), &code.name.wire);
            }
            let mut module = Module { operation: &operation, of_service: &lowered.service.types, names: &mut names };
            module.add_fields(&operation.request.name.to_string(), "parameters", &operation.request);
            match &operation.response {
                Response::Struct(item) => module.add_fields(&item.name.to_string(), "response", item),
                Response::Alias { target, .. } => module.add_type("response", target),
                Response::ByStatus(_) => unreachable!("no metadata has one"),
            }
        }
        names
    }

    fn add(&mut self, path: &str, place: &str, name: String, wire: &str) {
        self.places.entry(path.to_owned()).or_default().insert(place.to_owned());
        // An object that has two names is met twice.
        self.entries.entry((path.to_owned(), place.to_owned())).or_default().insert(name, wire.to_owned());
    }

    /// Returns what is in a type.
    fn content(&self, path: &str) -> BTreeSet<&String> {
        let places = self.places[path].iter().next().map(|place| (path.to_owned(), place.clone()));
        places.into_iter().flat_map(|key| self.entries[&key].values()).collect()
    }
}

impl Module<'_> {
    fn add_fields(&mut self, name: &str, place: &str, item: &Struct) {
        let path = format!("{}::{name}", self.operation.name.wire);
        for field in &item.fields {
            let wire = &field.name.wire;
            self.names.add(&path, place, field.name.rust.to_string(), wire);
            self.names.add(&path, place, format!("{}()", field.setter), &format!("{wire} is set"));
            self.add_type(&format!("{place}.{wire}"), &field.r#type);
        }
    }

    fn add_type(&mut self, place: &str, r#type: &Type) {
        let Some(named) = r#type.named() else { return };
        let items = if named.is_shared() { self.of_service } else { &self.operation.items };
        let item = items.iter().find(|item| *item.name() == named.name).expect("a type");
        let local = self.operation.local_names.iter().filter(|local| named.is_shared() && local.of == named.name);
        let own = (!named.is_shared()).then_some(&named.name);
        for name in local.map(|local| &local.name).chain(own) {
            match item {
                Item::Struct(item) => self.add_fields(&name.to_string(), place, item),
                Item::Enum(item) => {
                    let path = format!("{}::{name}", self.operation.name.wire);
                    for variant in &item.variants {
                        self.names.add(&path, place, variant.name.rust.to_string(), &variant.name.wire);
                    }
                }
                Item::Union(_) => unreachable!("no metadata has one"),
            }
        }
    }
}

/// Finds names that an import did not keep, or that mean something else after it.
fn moved(before: &[SourceFile], after: &[SourceFile]) -> Vec<String> {
    let (before, after) = (Names::of(before), Names::of(after));
    let operation = |path: &str| path.split("::").next().unwrap_or_default().to_owned();
    let with_types: BTreeSet<(String, &String)> =
        after.places.iter().flat_map(|(path, places)| places.iter().map(|place| (operation(path), place))).collect();
    let has_type = |of: &str, place: &String| with_types.contains(&(of.to_owned(), place));
    let mut found = Vec::new();
    for (path, places) in &before.places {
        let left: Vec<&String> = places.iter().filter(|place| has_type(&operation(path), place)).collect();
        let is_at = |path: &String, place: &String| after.places.get(path).is_some_and(|now| now.contains(place));
        // A type can have a name because of each place that it stands at, and may lose that of one that is gone.
        let has_another_name = |place: &String| {
            let others = before.places.iter().filter(|(_, places)| places.contains(place)).map(|(path, _)| path);
            others.filter(|other| operation(other) == operation(path)).any(|other| is_at(other, place))
        };
        // Of equal types that became two, one has the name.
        let is_kept = left.iter().any(|place| is_at(path, place)) || left.iter().all(|place| has_another_name(place));
        if !is_kept {
            found.push(format!("`{path}` was at {left:?} and is at {:?}", after.places.get(path)));
        } else if left.is_empty() && after.places.contains_key(path) && before.content(path) != after.content(path) {
            found.push(format!("`{path}` was at {places:?}, which are gone, and is at {:?}", after.places[path]));
        }
    }
    for (at, entries) in &before.entries {
        let Some(now) = after.entries.get(at) else { continue };
        for (name, wire) in entries.iter().filter(|(name, wire)| now.get(*name) != Some(wire)) {
            if now.values().any(|other| other == wire) || now.contains_key(name) {
                found.push(format!("`{name}` of {at:?} was `{wire}` and is {:?}", now.get(name)));
            }
        }
    }
    found
}

/// Numbers that look random and are the same at each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn some<'w>(&mut self, words: &[&'w str]) -> Vec<&'w str> {
        let mut some: Vec<&str> = words.iter().copied().filter(|_| self.below(3) == 0).collect();
        if some.is_empty() {
            some.push(words[usize::try_from(self.below(words.len() as u64)).expect("small")]);
        }
        some
    }

    /// A schema, of few words, so that many meet.
    fn schema(&mut self, pool: &[Value], depth: u32) -> Value {
        match self.below(6) {
            0 => json!({ "type": "string" }),
            1 => json!({ "type": "array", "items": self.schema(pool, depth) }),
            2 => {
                json!({ "type": "string", "enum": self.some(&["date", "-date", "_date", "Date", "a.b", "a-b", "AB"]) })
            }
            3 | 4 if !pool.is_empty() => pool[usize::try_from(self.below(pool.len() as u64)).expect("small")].clone(),
            _ if depth == 0 => json!({ "type": "string" }),
            _ => json!({ "type": "object", "properties": self.properties(pool, depth - 1) }),
        }
    }

    fn properties(&mut self, pool: &[Value], depth: u32) -> Value {
        let names = self.some(&["Tag", "tag", "Tags", "Status", "Key", "_key", "Request"]);
        names.into_iter().map(|name| (name.to_owned(), self.schema(pool, depth))).collect::<Map<_, _>>().into()
    }

    fn apis(&mut self) -> Value {
        let mut pool = Vec::new();
        for _ in 0..4 {
            pool.push(json!({ "type": "object", "properties": self.properties(&pool, 1) }));
            pool.push(json!({ "type": "string", "enum": self.some(&["date", "-date", "_date"]) }));
        }
        let names = ["AddVpc", "AddVPC", "add", "Add", "List"];
        let api = |name: &str| {
            let parameters = self.some(&["Tag", "tag", "Key", "KEY", "key"]);
            let parameter =
                |name| json!({ "name": name, "in": "query", "style": "json", "schema": self.schema(&pool, 2) });
            let parameters: Vec<Value> = parameters.into_iter().map(parameter).collect();
            let response = json!({ "type": "object", "properties": self.properties(&pool, 2) });
            let codes = self.some(&["InvalidVPC.X", "InvalidVpc.X", "Invalid-Vpc", "Invalid.Vpc"]);
            let codes: Vec<Value> = codes.into_iter().map(|code| json!({ "errorCode": code })).collect();
            let api = json!({
                "parameters": parameters, "responses": { "200": { "schema": response } }, "errorCodes": { "400": codes },
            });
            (name.to_owned(), api)
        };
        names.map(api).into_iter().collect::<Map<_, _>>().into()
    }

    /// Leaves things out at random.
    fn thin(&mut self, value: &mut Value, key: &str) {
        match value {
            Value::Object(map) => {
                if ["apis", "properties"].contains(&key) {
                    map.retain(|_, _| self.below(4) > 0);
                }
                map.iter_mut().for_each(|(key, value)| self.thin(value, key));
            }
            Value::Array(items) => {
                if items.len() > 1 {
                    items.retain(|_| self.below(4) > 0);
                }
                for item in items.iter_mut() {
                    self.thin(item, "");
                }
            }
            _ => {}
        }
    }
}

fn imported(apis: &Value, before: &[SourceFile]) -> Imported {
    let docs = json!({ "info": { "style": "RPC", "product": "Shop", "version": "2031-04-01" }, "apis": apis });
    let before = |path: &str| before.iter().find(|file| file.path == path).map(|file| file.bytes.clone());
    let imported = import_over(docs.to_string().as_bytes(), before).expect("metadata");
    assert!(imported.summary.lost.is_empty(), "{:?}", imported.summary.lost);
    let report = lint(&imported.files, &Scope::default());
    assert!(report.is_empty(), "{report}");
    imported
}

#[test]
fn names_are_kept_whatever_comes_and_goes() {
    let mut all = Vec::new();
    // All of 400 are kept; these have three of the nine in which types that came to be equal once took names from each other.
    for seed in 0..volume(12_u64, 130) {
        let mut random = Random(seed);
        let apis = random.apis();
        let mut states = [apis.clone(), apis.clone(), apis];
        random.thin(&mut states[0], "apis");
        random.thin(&mut states[2], "apis");
        let mut files: Vec<SourceFile> = Vec::new();
        for state in states.iter().chain(&states[..1]) {
            let next = imported(state, &files).files;
            if !files.is_empty() {
                let moved = moved(&files, &next);
                all.extend(moved.into_iter().map(|text| format!("seed {seed}: {text}")));
            }
            let again = imported(state, &next).files;
            for (one, other) in again.iter().zip(&next).filter(|(one, other)| one.bytes != other.bytes) {
                let [one, other] = [one, other].map(|file| String::from_utf8(file.bytes.clone()).expect("text"));
                all.push(format!("seed {seed}: an import that changes nothing makes\n{one}\nof\n{other}"));
            }
            files = next;
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}
