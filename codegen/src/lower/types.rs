//! Gives every value a type, and makes structs and enums of those that need one of their own.

use std::collections::BTreeMap;

use super::consistency::check_fields;
use super::examples::check_documented_value;
use super::naming::{NameOf, rust_name, take};
use super::place::Place;
use super::rules::{is_assumed, preempts, refuse_empty, rules};
use super::{Context, deprecated};
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::model::{Enum, EnumKind, Field, Item, OneOf, Presence, Relation, Rules, Struct, Type, TypeName, Variant};
use crate::name::{Name, RustName, Scope};
use crate::spec;

const TYPES: &[&str] =
    &["string", "boolean", "int32", "int64", "float", "double", "binary", "any", "array", "map", "object"];

/// A named type of a service, as references see it.
#[derive(Clone, Debug)]
pub(crate) enum Shared {
    /// An object or an enum: a type of its own.
    Item { name: TypeName, has_rules: bool },
    /// Anything else: the reference stands for the value itself.
    Inline,
}

/// The named types of a service.
pub(crate) struct SharedTypes<'a> {
    pub(crate) entries: &'a spec::Entries<spec::Value>,
    pub(crate) place: Place<'a>,
    pub(crate) resolved: BTreeMap<String, Shared>,
}

/// Where the types of one module are made.
pub(crate) struct Module<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) shared: &'a SharedTypes<'a>,
    /// Whether this is the module of the named types themselves.
    pub(crate) is_shared: bool,
    pub(crate) names: Scope<Label>,
    pub(crate) items: Vec<Item>,
    /// The inlined types on the way to here, to notice one that holds itself.
    pub(crate) inlining: Vec<String>,
}

/// A value with its type.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) r#type: Type,
    pub(crate) rules: Option<Rules>,
    /// Whether a rule speaks of what the value holds.
    pub(crate) holds_rules: bool,
    /// Whether the type was refused, so that nothing can be said of what fits it.
    is_unknown: bool,
}

impl Typed {
    fn plain(r#type: Type) -> Self {
        Self { r#type, rules: None, holds_rules: false, is_unknown: false }
    }

    fn unknown() -> Self {
        Self { is_unknown: true, ..Self::plain(Type::Any) }
    }
}

impl<'a> Module<'a> {
    pub(crate) fn new(context: &'a Context<'a>, shared: &'a SharedTypes<'a>, is_shared: bool) -> Self {
        Self { context, shared, is_shared, names: Scope::new(), items: Vec::new(), inlining: Vec::new() }
    }

    /// Takes the name of a type in this module.
    pub(crate) fn take_type(&mut self, name: &RustName, wire: &str, place: &Place<'_>) {
        take(self.context.faults, &mut self.names, NameOf::Type, name, wire, place);
    }

    /// The type of a value; `wire` names the types nested in it.
    pub(crate) fn typed(&mut self, value: &spec::Value, wire: &str, place: &Place<'_>) -> Typed {
        let typed = match (&value.r#type, &value.r#ref) {
            (Some(_), Some(_)) => {
                let label = place.key("ref").on_key("beside `type`");
                self.context
                    .faults
                    .push(Diagnostic::new(Id::KEY_OUT_OF_PLACE, "both `type` and `ref`", label).help("keep one"));
                Typed::plain(Type::Any)
            }
            (None, Some(name)) => self.reference(name, wire, place),
            (None, None) => self.untyped(value, wire, place),
            (Some(word), None) => self.by_word(word, value, wire, place),
        };
        self.check_keys(value, &typed.r#type, place);
        let typed = if value.secret == Some(true) { self.secret(typed, place) } else { typed };
        let Typed { r#type, rules: found, holds_rules, is_unknown } = typed;
        let known = Some(&r#type).filter(|_| !is_unknown);
        // What comes with a reference are rules for the value itself, and not for its members.
        let (each, inlined) = if value.r#ref.is_some() { (None, found) } else { (found, None) };
        let default = value.default.as_ref().filter(|_| value.secret != Some(true));
        let own = rules(self.context, value.rules.as_ref(), place, default, known, each);
        let rules = both(own, inlined);
        check_documented_value(self.context, value, &r#type, rules.as_ref(), place);
        self.context.known_from(value.known_from.as_ref(), place);
        if rules.is_some() {
            self.mark_counted(&r#type);
        }
        Typed { r#type, rules, holds_rules, is_unknown }
    }

    /// Lets the members of a list or map be checked, whose number is about to be.
    fn mark_counted(&mut self, r#type: &Type) {
        match r#type {
            Type::List(inner) | Type::Map(inner) => self.mark_counted(inner),
            Type::Named(name) => {
                for item in self.items.iter_mut().filter(|item| *item.name() == name.name) {
                    if let Item::Struct(item) = item {
                        item.is_counted = true;
                    }
                }
            }
            _ => {}
        }
    }

    /// An object says so by its fields, and everything else has to say what it is.
    fn untyped(&mut self, value: &spec::Value, wire: &str, place: &Place<'_>) -> Typed {
        if value.fields.is_some() {
            return self.by_word("object", value, wire, place);
        }
        let label = place.on_key("needs a key `type`");
        let help = format!("write `type:` and one of {}", TYPES.join(", "));
        self.context.faults.push(Diagnostic::new(Id::MISSING_KEY, format!("`{wire}` has no type"), label).help(help));
        Typed::unknown()
    }

    fn by_word(&mut self, word: &str, value: &spec::Value, wire: &str, place: &Place<'_>) -> Typed {
        let scalar = match word {
            "string" => Type::String,
            "boolean" => Type::Boolean,
            "int32" => Type::Int32,
            "int64" => Type::Int64,
            "float" => Type::Float,
            "double" => Type::Double,
            "binary" => Type::Binary,
            "any" => Type::Any,
            "array" => return self.members(value.items.as_deref(), "items", Type::List, wire, place),
            "map" => return self.members(value.values.as_deref(), "values", Type::Map, wire, place),
            "object" => return self.object(value, wire, place),
            _ => {
                let label = place.key("type").on_value("not a type");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_WORD, format!("unknown type `{word}`"), label);
                self.context.faults.push(diagnostic.suggest(word, TYPES.iter().copied()));
                return Typed::unknown();
            }
        };
        Typed::plain(if value.r#enum.is_some() { self.enumeration(value, &scalar, wire, place) } else { scalar })
    }

    fn members(
        &mut self,
        member: Option<&spec::Value>,
        key: &str,
        container: fn(Box<Type>) -> Type,
        wire: &str,
        place: &Place<'_>,
    ) -> Typed {
        let Some(member) = member else {
            let label = place.on_key(format!("needs a key `{key}`"));
            let help = format!("write `{key}: {{ type: … }}`; `type: any` where the source does not say");
            let message = format!("`{wire}` does not say what it holds");
            self.context.faults.push(Diagnostic::new(Id::MISSING_KEY, message, label).help(help));
            return Typed::plain(container(Box::new(Type::Any)));
        };
        self.refuse_relations(member, &place.key(key));
        let Typed { r#type, rules, holds_rules, .. } = self.typed(member, wire, &place.key(key));
        let holds_rules = holds_rules || rules.is_some();
        Typed { rules, holds_rules, ..Typed::plain(container(Box::new(r#type))) }
    }

    fn object(&mut self, value: &spec::Value, wire: &str, place: &Place<'_>) -> Typed {
        let none = spec::Entries::default();
        let entries = value.fields.as_ref().unwrap_or(&none);
        let rust = rust_name(self.context.faults, NameOf::Type, wire, value.rust_type.as_ref(), place);
        self.take_type(&rust, wire, place);
        let index = self.items.len();
        let fields: Vec<_> = entries.iter().collect();
        let mut item = self.structure(rust.clone(), &fields, value.field_rules.as_ref(), place, "fields");
        item.doc.clone_from(&value.doc);
        item.alias = (rust.to_string() != wire).then(|| wire.to_owned());
        item.deprecated = deprecated(value.deprecated.as_ref());
        let has_rules = item.has_rules;
        // A reader meets the outer type before those nested in it.
        self.items.insert(index, Item::Struct(item));
        let name = TypeName { name: rust, is_shared: self.is_shared, is_elsewhere: false, enum_kind: None };
        Typed { holds_rules: has_rules, ..Typed::plain(Type::Named(name)) }
    }

    /// A struct with these fields.
    pub(crate) fn structure(
        &mut self,
        name: RustName,
        entries: &[(&str, &spec::Value)],
        cross: Option<&spec::CrossRules>,
        place: &Place<'_>,
        key: &str,
    ) -> Struct {
        let fields_place = place.key(key);
        let mut scope = Scope::new();
        let mut fields: Vec<Field> =
            entries.iter().map(|(wire, value)| self.field(wire, value, &fields_place.key(wire), &mut scope)).collect();
        part_derived_names(&mut fields);
        let wires: Vec<&str> = entries.iter().map(|(wire, _)| *wire).collect();
        for (field, (wire, value)) in fields.iter_mut().zip(entries) {
            let place = fields_place.key(wire);
            field.requires =
                self.relations(value.rules.as_ref(), &place, "requires", |rules| rules.requires.as_ref(), &wires);
            field.conflicts =
                self.relations(value.rules.as_ref(), &place, "conflicts", |rules| rules.conflicts.as_ref(), &wires);
        }
        check_fields(self.context, &fields, &fields_place);
        let cross_key = if key == "fields" { "field_rules" } else { "rules" };
        let one_of = self.one_of(cross, &place.key(cross_key), &wires, &fields);
        let has_rules = !one_of.is_empty() || fields.iter().any(field_has_rules);
        let local = |text| RustName::local(text, |name| fields.iter().any(|field| field.name.rust == *name));
        let locals = (local("object"), local("key"));
        Struct {
            name,
            doc: None,
            alias: None,
            deprecated: None,
            fields,
            one_of,
            locals,
            has_rules,
            is_counted: self.is_shared,
            is_request: false,
        }
    }

    fn field(&mut self, wire: &str, value: &spec::Value, place: &Place<'_>, scope: &mut Scope<Label>) -> Field {
        let rust = rust_name(self.context.faults, NameOf::Field, wire, value.rust.as_ref(), place);
        take(self.context.faults, scope, NameOf::Field, &rust, wire, place);
        let Typed { r#type, rules, holds_rules, .. } = self.typed(value, wire, place);
        let is_secret = value.secret == Some(true);
        Field {
            setter: rust.setter(),
            constant: rust.constant(),
            name: Name { wire: wire.to_owned(), rust },
            doc: value.doc.clone(),
            deprecated: deprecated(value.deprecated.as_ref()),
            default: value.default.clone().filter(|_| !is_secret),
            example: value.example.clone().filter(|_| !is_secret),
            known_from: self.context.known_from(value.known_from.as_ref(), place),
            presence: match (value.required, value.nullable) {
                (Some(true), Some(true)) => Presence::Nullable,
                (Some(true), _) => Presence::Required,
                _ => Presence::Optional,
            },
            r#type,
            rules: rules.filter(says_something),
            holds_rules,
            requires: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    fn relations(
        &self,
        rules: Option<&spec::Rules>,
        place: &Place<'_>,
        key: &str,
        others: fn(&spec::Rules) -> Option<&Vec<String>>,
        wires: &[&str],
    ) -> Vec<Relation> {
        let Some(rules) = rules else { return Vec::new() };
        let place = place.key("rules");
        let mut relations = Vec::new();
        relations.extend(self.relation(rules, &place, key, others, wires));
        for (index, block) in rules.also.iter().flatten().enumerate() {
            relations.extend(self.relation(block, &place.key("also").item(index), key, others, wires));
        }
        relations
    }

    fn relation(
        &self,
        rules: &spec::Rules,
        place: &Place<'_>,
        key: &str,
        others: fn(&spec::Rules) -> Option<&Vec<String>>,
        wires: &[&str],
    ) -> Option<Relation> {
        let others = self.siblings(others(rules)?, &place.key(key), wires);
        let is_assumed = rules.level.as_deref() == Some("assumed");
        Some(Relation { path: place.path(), is_assumed, preempts: rules.preempts.clone(), others })
    }

    fn one_of(
        &self,
        cross: Option<&spec::CrossRules>,
        place: &Place<'_>,
        wires: &[&str],
        fields: &[Field],
    ) -> Vec<OneOf> {
        let Some(cross) = cross else { return Vec::new() };
        let mut list = Vec::new();
        if let Some(names) = &cross.one_of {
            list.push(OneOf {
                path: place.path(),
                is_assumed: is_assumed(self.context, cross.level.as_ref(), place),
                preempts: preempts(self.context, cross.preempts.as_ref(), place),
                fields: self.siblings(names, &place.key("one_of"), wires),
            });
            self.check_one_of(names, fields, &place.key("one_of"));
        }
        self.context.known_from(cross.known_from.as_ref(), place);
        for (index, block) in cross.also.iter().flatten().enumerate() {
            list.extend(self.one_of(Some(block), &place.key("also").item(index), wires, fields));
        }
        list
    }

    /// Reports a field that is named twice, or that is always there and so leaves no choice.
    fn check_one_of(&self, names: &[String], fields: &[Field], place: &Place<'_>) {
        for (index, name) in names.iter().enumerate() {
            let is_always = |field: &Field| field.name.wire == *name && field.presence != Presence::Optional;
            let fault = if names[..index].contains(name) {
                "named before"
            } else if fields.iter().any(is_always) {
                "always there, so that none of the others can be"
            } else {
                continue;
            };
            let label = place.item(index).on_value(fault);
            let diagnostic = Diagnostic::new(Id::CONTRADICTION, format!("`{name}` is no choice among others"), label);
            self.context.faults.push(diagnostic.help("take it out of the list"));
        }
    }

    /// The fields of the same struct that a rule names.
    fn siblings(&self, names: &Vec<String>, place: &Place<'_>, wires: &[&str]) -> Vec<usize> {
        refuse_empty(self.context, Some(names), place);
        let mut indices = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if let Some(found) = wires.iter().position(|wire| wire == name) {
                indices.push(found);
            } else {
                let label = place.item(index).on_value("not a field beside this one");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_FIELD, format!("unknown field `{name}`"), label);
                self.context.faults.push(diagnostic.suggest(name, wires.iter().copied()));
            }
        }
        indices
    }

    fn enumeration(&mut self, value: &spec::Value, scalar: &Type, wire: &str, place: &Place<'_>) -> Type {
        let kind = match scalar {
            Type::Int32 | Type::Int64 => EnumKind::Integer,
            Type::String => EnumKind::String,
            _ => {
                let label = place.key("enum").on_key("only strings and integers have known values");
                self.context.faults.push(Diagnostic::new(
                    Id::KEY_OUT_OF_PLACE,
                    "an enum on a value of another type",
                    label,
                ));
                return scalar.clone();
            }
        };
        let rust = rust_name(self.context.faults, NameOf::Type, wire, value.rust_type.as_ref(), place);
        self.take_type(&rust, wire, place);
        let is_int32 = *scalar == Type::Int32;
        let variants = self.variants(value.r#enum.as_ref(), kind, is_int32, &place.key("enum"));
        self.items.push(Item::Enum(Enum {
            doc: value.doc.clone(),
            alias: (rust.to_string() != wire).then(|| wire.to_owned()),
            name: rust.clone(),
            kind,
            variants,
        }));
        Type::Named(TypeName { name: rust, is_shared: self.is_shared, is_elsewhere: false, enum_kind: Some(kind) })
    }

    fn variants(
        &self,
        values: Option<&spec::Entries<spec::EnumValue>>,
        kind: EnumKind,
        is_int32: bool,
        place: &Place<'_>,
    ) -> Vec<Variant> {
        let faults = self.context.faults;
        let mut scope = Scope::new();
        let mut variants = Vec::new();
        for (wire, value) in values.iter().flat_map(|values| values.iter()) {
            let place = place.key(wire);
            let rust = rust_name(faults, NameOf::Variant, wire, value.rust.as_ref(), &place);
            if rust.to_string() == "Unknown" {
                let label = place.on_key("`Unknown` is the variant for values that are not listed");
                let diagnostic = Diagnostic::new(Id::RESERVED_NAME, "a value would be called `Unknown`", label);
                faults.push(diagnostic.choose("rust", "UnknownValue".to_owned()));
            }
            take(faults, &mut scope, NameOf::Variant, &rust, wire, &place);
            let integer = match kind {
                EnumKind::String => 0,
                EnumKind::Integer => self.integer_value(wire, is_int32, &place),
            };
            let known_from = self.context.known_from(value.known_from.as_ref(), &place);
            variants.push(Variant {
                name: Name { wire: wire.to_owned(), rust },
                integer,
                known_from,
                doc: value.doc.clone(),
            });
        }
        if variants.is_empty() {
            let label = place.on_key("lists nothing");
            let help = "list the values, or take the key away: without it any text is accepted";
            faults.push(Diagnostic::new(Id::BAD_LIMITS, "an enum without values", label).help(help));
        }
        variants
    }

    /// A known value that is an integer, written as the wire has it, so that each has one form.
    fn integer_value(&self, wire: &str, is_int32: bool, place: &Place<'_>) -> i64 {
        let integer: Option<i64> = wire.parse().ok();
        let fits = |integer: &i64| integer.to_string() == wire && (!is_int32 || i32::try_from(*integer).is_ok());
        integer.filter(fits).unwrap_or_else(|| {
            let label = place.on_key("the type is an integer");
            let what = if is_int32 { "a 32-bit integer" } else { "a 64-bit integer" };
            let diagnostic =
                Diagnostic::new(Id::BAD_NUMBER, format!("`{wire}` is not {what} as the wire has it"), label);
            self.context.faults.push(diagnostic.help("write it in digits alone, without `+` and leading zeros"));
            0
        })
    }

    fn reference(&mut self, name: &str, wire: &str, place: &Place<'_>) -> Typed {
        match self.shared.resolved.get(name) {
            Some(Shared::Item { name, has_rules }) => {
                let name = TypeName { is_elsewhere: !self.is_shared, ..name.clone() };
                Typed { holds_rules: *has_rules, ..Typed::plain(Type::Named(name)) }
            }
            Some(Shared::Inline) => self.inlined(name, wire, place),
            None => {
                let label = place.key("ref").on_value("no such name under `types` in service.yaml");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_TYPE, format!("unknown type `{name}`"), label);
                self.context.faults.push(diagnostic.suggest(name, self.shared.entries.keys()));
                Typed::unknown()
            }
        }
    }

    fn inlined(&mut self, name: &str, wire: &str, place: &Place<'_>) -> Typed {
        let shared = self.shared;
        let target = shared.entries.get(name);
        if self.inlining.iter().any(|outer| outer == name) || target.is_none() {
            let label = place.key("ref").on_value("leads back to itself");
            let diagnostic =
                Diagnostic::new(Id::ENDLESS_TYPE, format!("`{name}` is made of nothing but itself"), label);
            self.context.faults.push(diagnostic.help("put an object in between"));
            return Typed::plain(Type::Any);
        }
        self.inlining.push(name.to_owned());
        let typed = target.map(|target| self.typed(target, wire, &shared.place.key(name)));
        self.inlining.pop();
        typed.unwrap_or_else(|| Typed::plain(Type::Any))
    }

    fn secret(&self, typed: Typed, place: &Place<'_>) -> Typed {
        if typed.r#type != Type::String {
            let label = place.key("secret").on_key("only strings can be secret");
            let diagnostic = Diagnostic::new(Id::KEY_OUT_OF_PLACE, "a secret that is not a string", label);
            self.context.faults.push(diagnostic.help("mark the strings inside"));
            return typed;
        }
        Typed { r#type: Type::Secret(Box::new(typed.r#type)), ..typed }
    }

    /// Reports rules about other fields at a value that is no field and so has none beside it.
    pub(crate) fn refuse_relations(&self, value: &spec::Value, place: &Place<'_>) {
        let Some(rules) = &value.rules else { return };
        let place = place.key("rules");
        let keys = [("requires", rules.requires.is_some()), ("conflicts", rules.conflicts.is_some())];
        for (key, _) in keys.into_iter().filter(|(_, is_written)| *is_written) {
            let label = place.key(key).on_key("this value has no fields beside it");
            let diagnostic =
                Diagnostic::new(Id::KEY_OUT_OF_PLACE, format!("the rule `{key}` stands at no field"), label);
            self.context.faults.push(diagnostic.help("move it to a parameter or to a field of an object"));
        }
    }

    /// Reports keys that say nothing about a value of this type.
    fn check_keys(&self, value: &spec::Value, r#type: &Type, place: &Place<'_>) {
        let is_reference = value.r#ref.is_some();
        let is_struct = !is_reference && matches!(r#type, Type::Named(name) if name.enum_kind.is_none());
        let has_own_type = is_struct || value.r#enum.is_some();
        let nests_type = has_own_type || value.items.is_some() || value.values.is_some();
        let keys = [
            ("items", value.items.is_some() && (is_reference || !matches!(r#type, Type::List(_))), "arrays"),
            ("values", value.values.is_some() && (is_reference || !matches!(r#type, Type::Map(_))), "maps"),
            ("fields", value.fields.is_some() && !is_struct, "objects"),
            ("field_rules", value.field_rules.is_some() && !is_struct, "objects"),
            (
                "enum",
                value.r#enum.is_some() && (is_reference || is_struct || matches!(r#type, Type::List(_) | Type::Map(_))),
                "strings and integers",
            ),
            ("rust_type", value.rust_type.is_some() && !nests_type, "objects and enums"),
        ];
        for (key, _, of) in keys.into_iter().filter(|(_, is_wrong, _)| *is_wrong) {
            let label = place.key(key).on_key(format!("only {of} have it"));
            let message = format!("the key `{key}` does not belong to a value of this type");
            self.context.faults.push(Diagnostic::new(Id::KEY_OUT_OF_PLACE, message, label));
        }
    }
}

/// The rules that stand at a value, and those of the named type that it stands for.
fn both(own: Option<Rules>, inlined: Option<Rules>) -> Option<Rules> {
    match (own, inlined) {
        (Some(mut own), Some(inlined)) => {
            own.append(inlined);
            Some(own)
        }
        (own, inlined) => own.or(inlined),
    }
}

/// Lets no two fields have one setter or one constant, as `ss` and `ß` would.
fn part_derived_names(fields: &mut [Field]) {
    for index in 1..fields.len() {
        let (before, rest) = fields.split_at_mut(index);
        let Some(field) = rest.first_mut() else { continue };
        field.setter = field.setter.apart_from(|name| before.iter().any(|other| other.setter == *name));
        field.constant = field.constant.apart_from(|name| before.iter().any(|other| other.constant == *name));
    }
}

/// Whether a field, or what it holds, has rules that a request is checked against.
pub(crate) fn field_has_rules(field: &Field) -> bool {
    field.rules.is_some() || field.holds_rules || !field.requires.is_empty() || !field.conflicts.is_empty()
}

/// Whether there is more in a block than its source and level, as there is not when it only names other fields.
fn says_something(rules: &Rules) -> bool {
    rules.length.is_some()
        || rules.starts_with.is_some()
        || rules.charset.is_some()
        || !rules.forbid_prefix.is_empty()
        || !rules.forbid_suffix.is_empty()
        || !rules.forbid_substring.is_empty()
        || rules.pattern.is_some()
        || rules.integer_range.is_some()
        || rules.number_range.is_some()
        || rules.item_count.is_some()
        || rules.each.is_some()
        || rules.also.as_deref().is_some_and(says_something)
}
