//! Names of types in a module: those that an earlier import gave them, and else those of the places that they stand in.
//!
//! What follows from the places anyway is not written down. A name whose type is gone goes to no other type in the same import,
//! as code that has the name would compile on and mean something else.

use std::collections::{BTreeMap, BTreeSet};

use apiscribe_model::name::type_names;
use apiscribe_model::order::{inserted, sort_by, sort_by_key};
use serde_yaml::{Mapping, Value};

use super::case::Case;
use super::shape_names::{mark, of_documentation, rust};
use crate::draft::find_mut;

/// A file, and the types of its service where it is that of an operation.
#[derive(Clone, Copy)]
pub(super) struct Module<'v> {
    pub(super) root: &'v Value,
    pub(super) types: Option<&'v Value>,
}

/// The number of references that one after another lead to a type at most.
const REFERENCES: usize = 16;

/// A type that stands somewhere.
#[derive(Clone)]
struct Found<'v> {
    value: &'v Value,
    path: String,
    kind: Kind<'v>,
}

#[derive(Clone)]
enum Kind<'v> {
    /// It is written out in the file.
    Own,
    /// It is one of the types of the service, or nested in one.
    OfService {
        name: String,
        /// Its name under `types`, if it has one that is no promise.
        unnamed: Option<&'v str>,
    },
}

/// A place where a type stands, as it is and as it was.
struct Place<'v> {
    /// The names of what it is in, from the innermost to `Request` or `Response`.
    around: Vec<&'v str>,
    wire: &'v str,
    now: Found<'v>,
    before: Option<Found<'v>>,
}

/// The names of a module by what has them: a text for each type, which is that of no other one.
type Names = BTreeMap<String, String>;

impl<'v> Found<'v> {
    /// Returns the type that a value is, inside lists and maps; none where it has no type of its own.
    fn of(value: &'v Value, wire: &str, path: &str, within: &Kind<'v>, types: Option<&'v Value>) -> Option<Self> {
        let (mut value, mut path, mut references) = (value, path.to_owned(), 0);
        loop {
            let target = value.get("ref").and_then(Value::as_str);
            if let Some((name, target)) = target.and_then(|name| Some((name, types?.get(name)?))) {
                if has_name(target) {
                    let unnamed = target.get("unnamed").map(|_| name);
                    let kind = Kind::OfService { name: name_of(target, name), unnamed };
                    return Some(Self { value: target, path, kind });
                }
                references += 1;
                (value, path) = (target, format!("types.{name}"));
            } else if has_name(value) {
                let kind = match within {
                    Kind::Own => Kind::Own,
                    Kind::OfService { .. } => Kind::OfService { name: name_of(value, wire), unnamed: None },
                };
                return Some(Self { value, path, kind });
            } else {
                let key = ["items", "values"].into_iter().find(|key| value.get(key).is_some())?;
                (value, path) = (value.get(key)?, format!("{path}.{key}"));
            }
            if references > REFERENCES {
                return None;
            }
        }
    }

    /// Returns the types of the fields, each with its wire name.
    fn fields(&self, types: Option<&'v Value>) -> impl Iterator<Item = (&'v str, Self)> {
        let fields = self.value.get("fields").and_then(Value::as_mapping).into_iter().flatten();
        fields.filter_map(move |(name, field)| {
            let name = name.as_str()?;
            Some((name, Self::of(field, name, &format!("{}.fields.{name}", self.path), &self.kind, types)?))
        })
    }

    /// Returns the name of a type of its own, or of one of the service among these.
    fn name(&self, wire: &str) -> String {
        match &self.kind {
            Kind::Own => name_of(self.value, wire),
            Kind::OfService { name, .. } => name.clone(),
        }
    }

    fn is_own(&self) -> bool {
        matches!(self.kind, Kind::Own)
    }

    /// Returns what tells the type from others of its module.
    fn identity(&self) -> String {
        match &self.kind {
            Kind::OfService { name, .. } => format!("ref {name}"),
            Kind::Own if has_rules(self.value) => format!("{} {}", self.path, content(self.value)),
            Kind::Own => content(self.value),
        }
    }
}

impl<'v> Module<'v> {
    /// Returns the types right in the file: the names around each, its wire name, and itself.
    fn outermost(self) -> Vec<(&'static str, &'v str, Found<'v>)> {
        let mut all = Vec::new();
        let response = self.root.get("response");
        let lists = [
            ("", "types", self.root.get("types")),
            ("Request", "parameters", self.root.get("parameters")),
            ("Response", "response.fields", response.and_then(|response| response.get("fields"))),
        ];
        for (around, path, list) in lists {
            for (name, value) in list.and_then(Value::as_mapping).into_iter().flatten() {
                let Some(name) = name.as_str() else { continue };
                let found = Found::of(value, name, &format!("{path}.{name}"), &Kind::Own, self.types);
                all.extend(found.map(|found| (around, name, found)));
            }
        }
        let body = response.and_then(|response| response.get("body"));
        let body = body.and_then(|body| Found::of(body, "Body", "response.body", &Kind::Own, self.types));
        all.extend(body.map(|body| ("Response", "Body", body)));
        all
    }

    /// Returns all places of types, the outer before the inner, and those in equally many objects by the names of these: each
    /// type once under each name for each type that it was. So nothing depends on the order in which the fields are written.
    fn places(self, before: Option<Self>) -> Vec<Place<'v>> {
        let mut olds: BTreeMap<(&str, &str), Found<'v>> = BTreeMap::new();
        olds.extend(before.into_iter().flat_map(Self::outermost).map(|(around, wire, found)| ((around, wire), found)));
        let place = |(around, wire, now)| {
            let before = olds.get(&(around, wire)).cloned();
            Place { around: [around].into_iter().filter(|around| !around.is_empty()).collect(), wire, now, before }
        };
        let mut level: Vec<Place<'v>> = self.outermost().into_iter().map(place).collect();
        let types_before = before.and_then(|before| before.types);
        let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
        while !level.is_empty() {
            sort_by(&mut level, |one, other| (&one.around, one.wire).cmp(&(&other.around, other.wire)));
            level.retain(|place| seen.insert(place.key()));
            let inner = level.iter().flat_map(|place| place.within(self.types, types_before)).collect();
            all.append(&mut level);
            level = inner;
        }
        all
    }

    /// Returns the names that are written down for types of the service.
    fn written(self) -> Names {
        let names = self.root.get("local_names").and_then(Value::as_mapping).into_iter().flatten();
        inserted(names.filter_map(|(name, of)| Some((name.as_str()?.to_owned(), of.as_str()?.to_owned()))))
    }

    /// Returns the names in the module that are none of a type of a value.
    fn reserved(self) -> BTreeSet<String> {
        let operation = self.root.get("rust").or(self.root.get("operation")).and_then(Value::as_str);
        let ends = ["Request", "Response", "Error", "ErrorCode"];
        inserted(operation.map(rust).into_iter().flat_map(|name| ends.map(|end| format!("{name}{end}"))))
    }
}

/// Returns the names that the types of the service have in the module of an operation, given those that are written down for
/// some of them and those that are taken.
fn local_names(places: &[Place<'_>], taken: &BTreeSet<String>, written: &Names) -> Names {
    let mut names = written.clone();
    let are_named: BTreeSet<&String> = inserted(written.values());
    let (mut seen, mut of_service) = (BTreeSet::new(), Vec::new());
    for place in places {
        if let Kind::OfService { name, unnamed } = &place.now.kind {
            if !are_named.contains(name) && seen.insert((name, place.wire)) {
                of_service.push((place, unnamed.is_none(), name));
            }
        }
    }
    sort_by_key(&mut of_service, |(_, is_promised, _)| *is_promised);
    for (place, _, of) in of_service {
        let is_its =
            |name: &String| !taken.contains(name) && names.entry(name.clone()).or_insert_with(|| of.clone()) == of;
        place.possible().find(is_its);
    }
    names
}

impl<'v> Place<'v> {
    fn within(&self, types: Option<&'v Value>, types_before: Option<&'v Value>) -> Vec<Self> {
        let around: Vec<&str> = std::iter::once(self.wire).chain(self.around.iter().copied()).collect();
        let olds = self.before.iter().flat_map(|before| before.fields(types_before));
        let olds: BTreeMap<&str, Found<'v>> = inserted(olds);
        let place = |(wire, now)| Self { around: around.clone(), wire, now, before: olds.get(wire).cloned() };
        self.now.fields(types).map(place).collect()
    }

    fn key(&self) -> [String; 3] {
        // What is written out stands at one place alone.
        let now = if self.now.is_own() { self.now.path.clone() } else { self.now.identity() };
        let before = self.before.as_ref().map(|before| format!("{} {}", before.is_own(), before.name(self.wire)));
        [now, before.unwrap_or_default(), self.wire.to_owned()]
    }

    /// Returns the names that the type can have by its place.
    fn possible(&self) -> impl Iterator<Item = String> {
        type_names(self.wire, self.around.iter().copied()).map(|name| name.to_string())
    }

    /// Returns the names that say what is different about the wire name, where those around do not.
    fn spelled(&self) -> Vec<String> {
        let longest = self.possible().last().unwrap_or_default();
        let of_wire = Case::Camel.names(self.wire, &longest).filter(|name| name.starts_with(&longest));
        of_wire.chain([format!("{longest}{}", mark(&format!("{:?} {}", self.around, self.wire)))]).collect()
    }
}

/// The names of a module as it was.
struct Before {
    /// The names that each type of the service had.
    local: BTreeMap<String, Vec<String>>,
    /// The meaning of each name.
    meanings: BTreeMap<String, String>,
}

impl Before {
    fn of(module: Module<'_>) -> Self {
        let places = module.places(None);
        let mut taken = module.reserved();
        taken.extend(places.iter().filter(|place| place.now.is_own()).map(|place| place.now.name(place.wire)));
        let mut local: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, of) in local_names(&places, &taken, &module.written()) {
            local.entry(of).or_default().push(name);
        }
        let mut meanings = BTreeMap::new();
        for place in &places {
            let names = match &place.now.kind {
                Kind::Own => vec![place.now.name(place.wire)],
                Kind::OfService { name, .. } => local.get(name).cloned().unwrap_or_default(),
            };
            for name in names {
                meanings.entry(name).or_insert_with(|| meaning(place.now.value));
            }
        }
        Self { local, meanings }
    }

    /// Returns the names that the type of a place had in the module: first those that follow from the place, and then those that
    /// followed from another one of that wire name.
    fn names_of(&self, place: &Place<'_>) -> [Vec<String>; 2] {
        let Some(before) = &place.before else { return Default::default() };
        let name = before.name(place.wire);
        if before.is_own() {
            return [vec![name], Vec::new()];
        }
        let all = self.local.get(&name).into_iter().flatten().cloned();
        let is_of_place = |local: &String| place.possible().any(|possible| possible == *local);
        let (of_place, others): (Vec<String>, Vec<String>) = all.partition(is_of_place);
        [of_place, others.into_iter().filter(|local| local.contains(&rust(place.wire))).collect()]
    }
}

/// Gives names to the types of a file: writes them where a type is written out, and those of others in `local_names`.
pub(super) fn choose(root: &mut Value, types: Option<&Value>, before: Option<Module<'_>>) {
    let module = Module { root, types };
    let places = module.places(before);
    let Given { own, local } = give(module, &places, before.map(Before::of).as_ref());
    let name = |place: &Place<'_>| own.get(&place.now.path).cloned().unwrap_or_else(|| place.now.name(place.wire));
    let mut taken = module.reserved();
    taken.extend(places.iter().filter(|place| place.now.is_own()).map(name));
    let written = not_derived(&places, &taken, &local);
    for (path, name) in own {
        if let Some(map) = find_mut(root, &path).and_then(Value::as_mapping_mut) {
            map.insert("rust_type".into(), name.into());
        }
    }
    if let Some(map) = root.as_mapping_mut().filter(|_| !written.is_empty()) {
        let names = written.into_iter().map(|(name, of)| (Value::from(name), Value::from(of)));
        map.insert("local_names".into(), names.collect::<Mapping>().into());
    }
}

/// The names that were given.
struct Given {
    /// By the path of a type that is written out, its name, where it is not made of its wire name.
    own: BTreeMap<String, String>,
    /// The types of the service by their names in the module.
    local: Names,
}

/// Gives each type the names that it had, and then one to each that had none: the first by its place that is free. Types that
/// are written out and those that have no name of their own come before others.
fn give(module: Module<'_>, places: &[Place<'_>], before: Option<&Before>) -> Given {
    let mut names: Names = inserted(module.reserved().into_iter().map(|name| (name, String::new())));
    let mut given = Given { own: BTreeMap::new(), local: Names::new() };
    let is_chosen = |place: &&Place<'_>| place.now.is_own() && place.now.value.get("rust_type").is_some();
    names.extend(places.iter().filter(is_chosen).map(|place| (place.now.name(place.wire), place.now.identity())));
    let mut rest: Vec<(&Place<'_>, String, bool)> = Vec::new();
    rest.extend(places.iter().filter(|place| !is_chosen(place)).map(|place| (place, place.now.identity(), false)));
    for round in 0..2 {
        for (place, identity, is_named) in &mut rest {
            let olds = before.map(|before| before.names_of(place)).unwrap_or_default();
            for name in &olds[round] {
                let may_have = !(*is_named && place.now.is_own());
                if may_have && names.entry(name.clone()).or_insert_with(|| identity.clone()) == identity {
                    given.add(place, name.clone());
                    *is_named = true;
                }
            }
        }
    }
    rest.retain(|(_, _, is_named)| !is_named);
    sort_by_key(&mut rest, |(place, ..)| matches!(place.now.kind, Kind::OfService { unnamed: None, .. }));
    for (place, identity, _) in rest {
        let meant_other = |name: &String| {
            let old = before.and_then(|before| before.meanings.get(name));
            old.is_some_and(|old| *old != meaning(place.now.value))
        };
        let is_its = |name: &String| names.get(name).is_none_or(|other| *other == identity);
        let is_free = |name: &String| is_its(name) && (names.contains_key(name) || !meant_other(name));
        // Where nothing else is left, it is called as it would be without an earlier import.
        let possible: Vec<String> = place.possible().chain(place.spelled()).collect();
        let name = possible.iter().find(|name| is_free(name)).or_else(|| possible.iter().find(|name| is_its(name)));
        if let Some(name) = name.cloned() {
            names.insert(name.clone(), identity);
            given.add(place, name);
        }
    }
    given
}

impl Given {
    fn add(&mut self, place: &Place<'_>, name: String) {
        match &place.now.kind {
            Kind::OfService { name: of, .. } => drop(self.local.insert(name, of.clone())),
            Kind::Own if name == place.now.name(place.wire) => {}
            Kind::Own => drop(self.own.insert(place.now.path.clone(), name)),
        }
    }
}

/// Returns the names of those types that would have others by their places. With the names of one type, those of others can
/// change.
fn not_derived(places: &[Place<'_>], taken: &BTreeSet<String>, local: &Names) -> Names {
    let mut written = Names::new();
    loop {
        let derived = local_names(places, taken, &written);
        let differ = local.iter().filter(|(name, of)| derived.get(*name) != Some(of)).map(|(_, of)| of);
        let more = derived.iter().filter(|(name, of)| local.get(*name) != Some(of)).map(|(_, of)| of);
        let types: BTreeSet<&String> = inserted(differ.chain(more));
        let count = written.len();
        written.extend(local.iter().filter(|(_, of)| types.contains(of)).map(|(name, of)| (name.clone(), of.clone())));
        if written.len() == count {
            return written;
        }
    }
}

/// Returns what a type is called, given the name that it is made of.
fn name_of(value: &Value, wire: &str) -> String {
    value.get("rust_type").and_then(Value::as_str).map_or_else(|| rust(wire), str::to_owned)
}

/// Returns whether a value has a type with a name.
pub(super) fn has_name(value: &Value) -> bool {
    let is_object = value.get("type").is_some_and(|r#type| r#type == "object");
    is_object || value.get("fields").is_some() || value.get("enum").is_some()
}

/// Returns whether a field of an object has rules, which tell of its place.
fn has_rules(value: &Value) -> bool {
    let fields = value.get("fields").and_then(Value::as_mapping).into_iter().flat_map(Mapping::values);
    value.get("field_rules").is_some() || fields.into_iter().any(|field| field.get("rules").is_some())
}

/// Returns all by which a type is another one than others, as text.
fn content(value: &Value) -> String {
    let mut bare = value.clone();
    take_words(&mut bare);
    format!("{:?}", ["fields", "enum", "type", "ref"].map(|key| bare.get(key)))
}

/// Returns what a type means to those who use it, as text: which fields or known values it has.
fn meaning(value: &Value) -> String {
    let names = |key: &str| {
        let entries = value.get(key).and_then(Value::as_mapping);
        inserted::<BTreeSet<&str>, _>(entries.into_iter().flat_map(Mapping::keys).filter_map(Value::as_str))
    };
    format!("{:?}", ["fields", "enum"].map(names))
}

/// Takes away what documentation has of a value and of all that is in it.
fn take_words(value: &mut Value) {
    let Some(map) = value.as_mapping_mut() else { return };
    map.retain(|key, _| !key.as_str().is_some_and(of_documentation));
    for key in ["fields", "enum"] {
        let entries = map.get_mut(key).and_then(Value::as_mapping_mut).into_iter().flatten();
        entries.for_each(|(_, entry)| take_words(entry));
    }
    for key in ["items", "values"] {
        map.get_mut(key).into_iter().for_each(take_words);
    }
}
