//! The facts of values: parameters, fields, members, and the types that are nested in them.

use std::collections::{BTreeMap, BTreeSet};

use super::constraint::Constraint;
use super::cursor::Cursor;
use super::fact::{Aspect, Entry, Fact, Kind};
use super::folder::Folder;
use super::rules::{of_cross_rules, of_rules};
use apiscribe_model::checked::{
    Enum, EnumKind, Field, Item, LocalName, Operation, Parameter, Presence, Service, Struct, Type, TypeKind, TypeName,
    Union,
};
use apiscribe_model::format;
use apiscribe_model::lower::deprecated;
use apiscribe_model::name::RustName;
use apiscribe_model::spec_path::SpecPath;

/// Returns the module of a service, below the crate.
pub(super) fn path_of(service: &Service) -> String {
    format!("{}::{}", service.module, service.version_module)
}

/// Goes through the values of one module, side by side as they are written and as they were checked.
pub(super) struct Walker<'a> {
    named: &'a format::Entries<format::Value>,
    /// Where the named types stand.
    shared: Cursor<'a>,
    shared_items: &'a [Item],
    /// Where named types that are Rust types of their own have their facts at the references to them.
    pub(super) spelled_out: &'a SpelledOut,
    /// The names that they have in the module.
    pub(super) local_names: &'a [LocalName],
    items: &'a [Item],
    module: String,
    pub(super) entries: Vec<Entry>,
}

/// The values that have the facts of the named types which they refer to.
pub(crate) enum SpelledOut {
    Nowhere,
    Everywhere,
    At(BTreeSet<SpecPath>),
}

impl SpelledOut {
    fn has(&self, path: &SpecPath) -> bool {
        match self {
            Self::Nowhere => false,
            Self::Everywhere => true,
            Self::At(paths) => paths.contains(path),
        }
    }
}

/// The facts that the parts of an entry have in common.
#[derive(Clone, Copy)]
struct Value<'a, 'b> {
    at: &'b Cursor<'a>,
    written: &'a format::Value,
    r#type: &'a Type,
    /// The name of which those of nested types are made.
    wire: &'a str,
    is_checked: bool,
    /// True if the named types that it refers to have their facts here.
    is_spelled_out: bool,
}

impl<'a> Walker<'a> {
    /// `root` is that of the service file.
    pub(super) fn new(folder: &'a Folder, root: &Cursor<'a>, items: &'a [Item], module: String) -> Self {
        Self {
            named: &folder.written.spec.types,
            shared: root.key("types"),
            shared_items: &folder.service.types,
            spelled_out: &SpelledOut::Nowhere,
            local_names: &[],
            items,
            module,
            entries: Vec::new(),
        }
    }

    pub(super) fn request(&mut self, root: &Cursor<'a>, spec: &'a format::Operation, operation: &'a Operation) {
        let request = &operation.request;
        let at = root.key("parameters");
        let rust = format!("{}::{}", self.module, request.name);
        let mut entry = at.entry(Kind::Request, &request.name.to_string(), rust);
        entry.constraints = of_cross_rules(&root.key("rules"), spec.rules.as_ref());
        let fields: Vec<_> = spec.parameters.iter().map(|(wire, parameter)| (wire, &parameter.value)).collect();
        self.members(entry, &at, request, &fields, Kind::Parameter, true);
        for Parameter { wire, location, style, content_type } in &operation.parameters {
            let here = at.key(wire);
            if let Some(entry) = self.entries.iter_mut().find(|entry| entry.path == here.fact_path) {
                entry.facts.extend(here.fact(Aspect::Location, "in", Some(location.word())));
                entry.facts.extend(here.fact(Aspect::Style, "style", Some(style.word())));
                entry.facts.extend(here.fact(Aspect::ContentType, "content_type", content_type.as_deref()));
            }
        }
    }

    /// Returns the struct of the operation that a type is.
    pub(super) fn own_struct(&self, r#type: &Type) -> Option<&'a Struct> {
        match r#type {
            Type::Named(name) if !name.is_shared() => {
                self.items.iter().find(|item| *item.name() == name.name)?.as_struct()
            }
            _ => None,
        }
    }

    /// The types that operations share. One that only stands for its value has its entries where it is referred to.
    pub(super) fn shared_types(&mut self, at: &Cursor<'a>) {
        for (wire, written) in self.named.iter() {
            let name = name_in_rust(wire, written);
            let item = self.items.iter().find(|item| is_own_type(written) && Some(item.name().to_string()) == name);
            if let Some(item) = item {
                self.item(&at.key(wire), wire, written, item, true);
            }
        }
    }

    /// A struct and its fields; the entry for the struct itself is begun by who knows what it is.
    pub(super) fn members(
        &mut self,
        mut entry: Entry,
        at: &Cursor<'a>,
        item: &'a Struct,
        fields: &[(&str, &'a format::Value)],
        kind: Kind,
        is_checked: bool,
    ) {
        let wires = |keep: fn(&&Field) -> bool| {
            item.fields.iter().filter(keep).map(|field| field.name.wire.as_str()).collect::<Vec<_>>().join(", ")
        };
        entry.facts.extend(at.fact(Aspect::Required, "", Some(wires(|field| field.presence != Presence::Optional))));
        entry.facts.extend(at.fact(Aspect::Order, "", Some(wires(|_| true))));
        let owner =
            if entry.kind == Kind::Type { entry.rust.clone() } else { format!("{}::{}", self.module, item.name) };
        self.entries.push(entry);
        for (field, (wire, written)) in item.fields.iter().zip(fields) {
            let at = at.key(wire);
            let is_spelled_out = self.is_spelled_out(&at);
            let wire = &field.name.wire;
            let value = Value { at: &at, written, r#type: &field.r#type, wire, is_checked, is_spelled_out };
            self.field(kind, value, field, &owner);
        }
    }

    fn field(&mut self, kind: Kind, value: Value<'a, '_>, field: &'a Field, owner: &str) {
        let Value { at, .. } = value;
        let mut entry = at.entry(kind, &field.name.wire, format!("{owner}::{}", field.name.rust));
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Nullable => "nullable",
            Presence::Optional | Presence::OptionalOrNull => "optional",
        };
        entry.facts.extend(at.fact(Aspect::RustName, "rust", Some(field.name.rust.to_string())));
        entry.facts.extend(at.fact(Aspect::Shape, "type", Some(shape(&field.r#type, value.is_spelled_out))));
        entry.facts.extend(at.fact(Aspect::Presence, "required", Some(presence)));
        entry.facts.extend(at.fact(Aspect::Null, "nullable", field.null_setter.is_some().then_some("null")));
        entry.facts.extend(at.fact(Aspect::Deprecated, "deprecated", field.deprecated.clone()));
        self.value(entry, value);
    }

    /// Returns whether the named types that a value refers to have their facts there.
    pub(super) fn is_spelled_out(&self, at: &Cursor<'_>) -> bool {
        self.spelled_out.has(&at.fact_path)
    }

    /// The value that a response is.
    pub(super) fn body(&mut self, response: &Cursor<'a>, written: &'a format::Value, r#type: &'a Type, owner: &str) {
        let is_spelled_out = self.is_spelled_out(response);
        let at = response.key("body");
        let value = Value { at: &at, written, r#type, wire: "Body", is_checked: false, is_spelled_out };
        self.member(value, owner);
    }

    /// A member of a list or map; `owner` is what holds the list or map.
    fn member(&mut self, value: Value<'a, '_>, owner: &str) {
        let mut entry = value.at.entry(Kind::Member, "members", owner.to_owned());
        let deprecation = deprecated(value.written.deprecated.as_deref());
        entry.facts.extend(value.at.fact(Aspect::Deprecated, "deprecated", deprecation));
        self.value(entry, value);
    }

    /// Adds the facts that parameters, fields and members have in common, and those nested in them.
    fn value(&mut self, mut entry: Entry, value: Value<'a, '_>) {
        let Value { at, written, r#type, .. } = value;
        let (type_at, named) = self.resolved(at.clone(), written);
        // What stands beside a reference goes before what the named type says.
        let stated = |is_here: bool| if is_here || !value.is_spelled_out { (at, written) } else { (&type_at, named) };
        let word = named.r#type.as_deref().unwrap_or(if named.variants.is_some() { "union" } else { "object" });
        // Other sources know of a time only the text or the number that it is, and of a union of objects that it is one.
        let word = match r#type {
            _ if named.tag.is_some() => "object",
            Type::Time(_, format) if format.is_number() => "int64",
            Type::Time(..) => "string",
            _ => word,
        };
        entry.is_secret = is_secret(r#type);
        entry
            .facts
            .extend(type_at.fact(Aspect::Type, "type", Some(word)).map(|fact| Fact { is_written: true, ..fact }));
        let is_nullable = written.nullable == Some(true);
        entry.facts.extend(at.fact(Aspect::Nullable, "nullable", is_nullable.then_some("null")));
        entry.facts.extend(at.fact(Aspect::Secret, "secret", entry.is_secret.then_some("secret")));
        let (default_at, default) = stated(written.default.is_some());
        entry.facts.extend(default_at.fact(Aspect::Default, "default", default.default.clone()));
        let (example_at, example) = stated(written.example.is_some());
        entry.facts.extend(example_at.fact(Aspect::Example, "example", example.example.clone()));
        entry.facts.extend(at.fact(Aspect::Prose, "doc", written.doc.clone()));
        at.source(&mut entry, written.known_from.as_ref());
        entry.constraints = self.constraints(value);
        let owner = entry.rust.clone();
        self.entries.push(entry);
        self.inside(value, &owner);
    }

    /// Returns what a value stands for, and where that is written.
    fn resolved(&self, at: Cursor<'a>, written: &'a format::Value) -> (Cursor<'a>, &'a format::Value) {
        match at.follow(written, &self.shared) {
            Some((at, target)) => self.resolved(at, target),
            None => (at, written),
        }
    }

    /// Returns the rules that stand at a value, and those of the named types that it stands for.
    fn constraints(&self, value: Value<'a, '_>) -> Vec<Constraint> {
        let Value { at, written, r#type, is_checked, .. } = value;
        let mut list = of_rules(&at.key("rules"), written.rules.as_ref(), r#type, is_checked);
        if let Some((at, target)) = self.target(value) {
            list.extend(self.constraints(Value { at: &at, written: target, ..value }));
        }
        list
    }

    /// Returns what a reference names, where that has its facts at the reference.
    fn target(&self, value: Value<'a, '_>) -> Option<(Cursor<'a>, &'a format::Value)> {
        let target = value.at.follow(value.written, &self.shared);
        target.filter(|(_, target)| value.is_spelled_out || !is_own_type(target))
    }

    fn inside(&mut self, value: Value<'a, '_>, owner: &str) {
        let Value { at, written, r#type, .. } = value;
        if let Some((at, target)) = self.target(value) {
            return self.inside(Value { at: &at, written: target, ..value }, owner);
        }
        match r#type {
            Type::Secret(inner) | Type::Boxed(inner) => self.inside(Value { r#type: inner, ..value }, owner),
            Type::List(inner) => {
                if let Some(items) = written.items.as_deref() {
                    self.member(Value { at: &at.key("items"), written: items, r#type: inner, ..value }, owner);
                }
            }
            Type::Map(inner) => {
                if let Some(values) = written.values.as_deref() {
                    self.member(Value { at: &at.key("values"), written: values, r#type: inner, ..value }, owner);
                }
            }
            Type::Named(name) if written.r#ref.is_none() => {
                let items = if name.is_shared() { self.shared_items } else { self.items };
                if let Some(item) = items.iter().find(|item| *item.name() == name.name) {
                    self.item(at, &self.local_name(name, value.wire).to_string(), written, item, false);
                }
            }
            _ => {}
        }
    }

    /// Returns what a type is called in the module, given the value that it is the type of.
    fn local_name<'n>(&self, of: &'n TypeName, wire: &str) -> &'n RustName
    where
        'a: 'n,
    {
        let names = self.local_names.iter().filter(|local| of.is_shared() && local.of == of.name);
        let names = names.map(|local| &local.name);
        let usual = RustName::camel(wire).ok();
        let of_value = names.clone().find(|name| Some(*name) == usual.as_ref());
        of_value.or_else(|| names.clone().next()).unwrap_or(&of.name)
    }

    /// A type of its own, with its fields or its known values; `name` is that of one of the service in the spec, and of another
    /// one in the module.
    fn item(&mut self, at: &Cursor<'a>, name: &str, written: &'a format::Value, item: &'a Item, is_shared: bool) {
        let rust_name = if is_shared { item.name().to_string() } else { name.to_owned() };
        let rust = format!("{}::{rust_name}", self.module);
        // A nested type stands where its value does, one step further.
        let here = if is_shared { at.clone() } else { at.key("rust_type").known_as(&["type"]) };
        let mut entry = here.entry(Kind::Type, name, rust);
        entry.facts.extend(at.fact(Aspect::RustName, "rust_type", Some(rust_name)));
        if is_shared {
            entry.facts.extend(at.fact(Aspect::Prose, "doc", written.doc.clone()));
            at.source(&mut entry, written.known_from.as_ref());
            entry.facts.extend(at.fact(Aspect::Example, "example", written.example.clone()));
        }
        match item {
            Item::Struct(item) => {
                entry.facts.extend(at.fact(Aspect::Shape, "type", Some("an object")));
                entry.facts.extend(at.fact(Aspect::Deprecated, "deprecated", item.deprecated.clone()));
                entry.constraints = of_cross_rules(&at.key("field_rules"), written.field_rules.as_ref());
                let fields: Vec<_> = written.fields.iter().flat_map(format::Entries::iter).collect();
                self.members(entry, &at.key("fields"), item, &fields, Kind::Field, true);
            }
            Item::Enum(item) => {
                entry.facts.extend(at.fact(Aspect::Shape, "type", Some(kind_text(item.kind))));
                let written = written.r#enum.iter().flat_map(format::Entries::iter);
                self.known_values(entry, &at.key("enum"), item, written);
            }
            Item::Union(item) => {
                entry.facts.extend(at.fact(Aspect::Shape, "type", Some(UNION)));
                entry.facts.extend(at.fact(Aspect::Deprecated, "deprecated", item.deprecated.clone()));
                let written = written.variants.iter().flat_map(format::Entries::iter);
                self.variants(entry, at, item, written);
            }
        }
    }

    /// A union and its variants.
    fn variants(
        &mut self,
        mut entry: Entry,
        at: &Cursor<'a>,
        item: &'a Union,
        written: impl Iterator<Item = (&'a str, &'a format::Value)>,
    ) {
        let order: Vec<&str> = item.variants.iter().map(|variant| variant.name.wire.as_str()).collect();
        let list = at.key("variants");
        entry.facts.extend(list.fact(Aspect::Order, "", Some(order.join(", "))));
        entry.facts.extend(at.fact(Aspect::Tag, "tag", Some(item.tag.clone().unwrap_or_default())));
        let owner = entry.rust.clone();
        self.entries.push(entry);
        for (variant, (wire, written)) in item.variants.iter().zip(written) {
            let at = list.key(wire);
            let mut entry = at.entry(Kind::Variant, wire, format!("{owner}::{}", variant.name.rust));
            entry.facts.extend(at.fact(Aspect::RustName, "rust", Some(variant.name.rust.to_string())));
            // A type that stands in one variant alone becomes that variant.
            let is_alone = item.converted().any(|alone| alone.name == variant.name);
            let is_spelled_out = self.is_spelled_out(&at);
            let shape = shape(&variant.r#type, is_spelled_out);
            let shape = if is_alone { shape } else { format!("{shape}, as in another variant") };
            entry.facts.extend(at.fact(Aspect::Shape, "type", Some(shape)));
            entry.facts.extend(at.fact(Aspect::TagValue, "", variant.tag_value.clone()));
            entry.facts.extend(at.fact(Aspect::Deprecated, "deprecated", variant.deprecated.clone()));
            let (r#type, is_checked) = (&variant.r#type, !item.is_response);
            self.value(entry, Value { at: &at, written, r#type, wire, is_checked, is_spelled_out });
        }
    }

    /// An enum and its known values. What is said of them is taken from where they are written, because equal enums are one
    /// type.
    fn known_values(
        &mut self,
        mut entry: Entry,
        at: &Cursor<'a>,
        item: &Enum,
        written: impl Iterator<Item = (&'a str, &'a format::EnumValue)>,
    ) {
        let order: Vec<&str> = item.variants.iter().map(|variant| variant.name.wire.as_str()).collect();
        entry.facts.extend(at.fact(Aspect::Order, "", Some(order.join(", "))));
        let owner = entry.rust.clone();
        self.entries.push(entry);
        for (variant, (wire, written)) in item.variants.iter().zip(written) {
            let at = at.key(wire);
            let mut entry = at.entry(Kind::Value, wire, format!("{owner}::{}", variant.name.rust));
            entry.facts.extend(at.fact(Aspect::RustName, "rust", Some(variant.name.rust.to_string())));
            entry.facts.extend(at.fact(Aspect::Prose, "doc", written.doc.clone()));
            at.source(&mut entry, written.known_from.as_ref());
            self.entries.push(entry);
        }
    }
}

/// Returns a type as a reader of the spec knows it: types of the same module are only said to be one, and named ones where they
/// are spelled out.
pub(super) fn shape(r#type: &Type, is_spelled_out: bool) -> String {
    let shape = |inner: &Type| shape(inner, is_spelled_out);
    match r#type {
        Type::String => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Int32 => "int32".to_owned(),
        Type::Int64 => "int64".to_owned(),
        Type::Uint64 => "uint64".to_owned(),
        Type::Decimal => "decimal".to_owned(),
        Type::Double => "double".to_owned(),
        Type::Time(kind, format) => format!("{} ({})", kind.word(), format.word()),
        Type::Binary => "binary".to_owned(),
        Type::Any => "any".to_owned(),
        Type::List(inner) => format!("array of {}", shape(inner)),
        Type::Map(inner) => format!("map of {}", shape(inner)),
        Type::Secret(inner) => shape(inner),
        Type::Boxed(inner) => format!("boxed {}", shape(inner)),
        Type::Named(name) if name.is_shared() && !is_spelled_out => format!("types::{}", name.name),
        Type::Named(name) => match name.kind {
            TypeKind::Struct => "object",
            TypeKind::Enum(kind) => kind_text(kind),
            TypeKind::Union { .. } => UNION,
        }
        .to_owned(),
    }
}

/// Returns the names of the types of the service in a type as a reader of the spec knows it.
pub(crate) fn shared_types_in(shape: &str) -> impl Iterator<Item = &str> {
    shape.split(' ').filter_map(|word| word.strip_prefix("types::"))
}

/// Returns the Rust names of the types of a service whose names are no promise, by their names in the spec.
pub(crate) fn unnamed_types(folder: &Folder) -> BTreeMap<&str, String> {
    let unnamed = folder.written.spec.types.iter().filter(|(_, written)| written.unnamed == Some(true));
    unnamed.filter_map(|(wire, written)| Some((wire, name_in_rust(wire, written)?))).collect()
}

/// Returns the Rust name of a type of the service.
fn name_in_rust(wire: &str, written: &format::Value) -> Option<String> {
    let made = || RustName::camel(wire).ok().map(|name| name.to_string());
    written.rust_type.clone().or_else(made)
}

const UNION: &str = "one of several types";

fn kind_text(kind: EnumKind) -> &'static str {
    match kind {
        EnumKind::String => "string with known values",
        EnumKind::Integer => "integer with known values",
    }
}

/// Returns whether a named type is a Rust type of its own, and does not only stand for its value.
fn is_own_type(written: &format::Value) -> bool {
    let has_parts = written.fields.is_some() || written.variants.is_some();
    written.r#enum.is_some() || has_parts || matches!(written.r#type.as_deref(), Some("object" | "union"))
}

fn is_secret(r#type: &Type) -> bool {
    match r#type {
        Type::Secret(_) => true,
        Type::Boxed(inner) => is_secret(inner),
        _ => false,
    }
}
