//! Gives every value a type.

use apiscribe_core::ValueType;
use std::collections::BTreeMap;

use super::context::{Context, Written};
use super::examples::check_documented_value;
use super::naming::{NameOf, rust_name};
use super::nested::{Begun, NestedTypes};
use super::place::Place;
use super::relations::refuse_relations;
use super::rules::rules;
use super::times::time;
use crate::checked::{Item, Rules, Type, TypeKind, TypeModule, TypeName};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;

/// A named type of a service, as references see it.
#[derive(Clone, Debug)]
pub(super) enum Shared {
    /// An object or an enum: a type of its own.
    Item { name: TypeName, has_rules: bool },
    /// Anything else: the reference stands for the value itself.
    Inline,
}

/// The named types of a service.
pub(super) struct SharedTypes<'a> {
    pub entries: &'a format::Entries<format::Value>,
    pub written: &'a Written<format::Service>,
    pub resolved: BTreeMap<String, Shared>,
}

impl SharedTypes<'_> {
    /// The place where they are written.
    pub(super) fn place<'p>(&'p self, context: &'p Context<'p>) -> Place<'p> {
        Place::under_root(context, self.written, "types")
    }
}

/// The module whose types are made.
pub(super) struct Module<'a> {
    pub shared: &'a SharedTypes<'a>,
    /// True if this is the module of the named types themselves.
    pub is_shared: bool,
    pub types: NestedTypes,
    /// The inlined types on the way to here, to notice one that holds itself.
    pub inlining: Vec<String>,
}

/// A value with its type.
#[derive(Debug)]
pub(super) struct Typed {
    pub r#type: Type,
    pub rules: Option<Rules>,
    /// True if a rule applies to what the value holds.
    pub holds_rules: bool,
    /// True if the type was refused, so that nothing is known of what fits it.
    pub is_unknown: bool,
}

impl Typed {
    pub(super) fn plain(r#type: Type) -> Self {
        Self { r#type, rules: None, holds_rules: false, is_unknown: false }
    }

    fn unknown() -> Self {
        Self { is_unknown: true, ..Self::plain(Type::Any) }
    }
}

impl<'a> Module<'a> {
    pub(super) fn new(shared: &'a SharedTypes<'a>, is_shared: bool) -> Self {
        Self { shared, is_shared, types: NestedTypes::default(), inlining: Vec::new() }
    }

    /// Takes the name of a type of its own, before those that are nested in it get theirs.
    pub(super) fn begin(&mut self, value: &format::Value, wire: &str, place: &Place<'_>) -> Begun {
        let name = rust_name(NameOf::Type, wire, value.rust_type.as_ref(), place);
        self.types.begin(name, wire, place)
    }

    /// Adds a type of its own, and returns it as its module names it.
    pub(super) fn add(&mut self, begun: Begun, (item, kind): (Item, TypeKind), wire: &str, place: &Place<'_>) -> Type {
        let module = if self.is_shared { TypeModule::Types } else { TypeModule::Operation };
        Type::Named(TypeName { name: self.types.add(begun, item, wire, place), module, kind })
    }

    /// The type of a value; `wire` names the types nested in it.
    pub(super) fn typed(&mut self, value: &format::Value, wire: &str, place: &Place<'_>) -> Typed {
        let typed = match (&value.r#type, &value.r#ref) {
            (Some(_), Some(_)) => {
                let label = place.key("ref").on_key("beside `type`");
                place.report(Id::KEY_OUT_OF_PLACE, "both `type` and `ref`", label, "keep one");
                return Typed::unknown();
            }
            (None, Some(name)) => self.reference(name, wire, place),
            (None, None) => self.untyped(value, wire, place),
            (Some(word), None) => self.by_word(word, value, wire, place),
        };
        if !typed.is_unknown {
            check_keys(value, &typed.r#type, place);
        }
        let typed = if value.secret == Some(true) { secret(typed, place) } else { typed };
        let Typed { r#type, rules: found, holds_rules, is_unknown } = typed;
        let known = Some(&r#type).filter(|_| !is_unknown);
        // What comes with a reference are rules for the value itself, and not for its members.
        let (each, inlined) = if value.r#ref.is_some() { (None, found) } else { (found, None) };
        let default = value.default.as_ref().filter(|_| value.secret != Some(true));
        let own = rules(value.rules.as_ref(), place, default, known, each);
        let rules = both(own, inlined);
        check_documented_value(value, &r#type, rules.as_ref(), place);
        Typed { r#type, rules, holds_rules, is_unknown }
    }

    /// Returns the types of the module.
    pub(super) fn finish(self) -> Vec<Item> {
        self.types.into_items()
    }

    /// An object says so by its fields and a union by its variants, and everything else has to say what it is.
    fn untyped(&mut self, value: &format::Value, wire: &str, place: &Place<'_>) -> Typed {
        if value.fields.is_some() {
            return self.by_word("object", value, wire, place);
        }
        if value.variants.is_some() {
            return self.by_word("union", value, wire, place);
        }
        if ["type", "ref", "fields", "variants"].into_iter().any(|key| place.has(key)) {
            // What says the type could not be read, which has been reported.
            return Typed::unknown();
        }
        let label = place.on_key("needs a key `type`");
        let help = format!("write `type:` and one of {}", ValueType::WORDS.join(", "));
        place.report(Id::MISSING_KEY, format!("`{wire}` has no type"), label, help);
        Typed::unknown()
    }

    fn by_word(&mut self, word: &str, value: &format::Value, wire: &str, place: &Place<'_>) -> Typed {
        let Some(value_type) = ValueType::from_word(word) else { return Typed::unknown() };
        let scalar = match value_type {
            ValueType::String => Type::String,
            ValueType::Boolean => Type::Boolean,
            ValueType::Int32 => Type::Int32,
            ValueType::Int64 => Type::Int64,
            ValueType::Uint64 => Type::Uint64,
            ValueType::Float | ValueType::Double => Type::Double,
            ValueType::Decimal => Type::Decimal,
            ValueType::DateTime | ValueType::Date | ValueType::Duration => match time(value_type, value, place) {
                Some(time) => time,
                None => return Typed::unknown(),
            },
            ValueType::Binary => Type::Binary,
            ValueType::Any => Type::Any,
            ValueType::Array => return self.members(value.items.as_deref(), "items", Type::List, wire, place),
            ValueType::Map => return self.members(value.values.as_deref(), "values", Type::Map, wire, place),
            ValueType::Object => return self.object(value, wire, place),
            ValueType::Union => return self.union(value, wire, place),
        };
        // A double may be infinite or not a number, and a date any text, which is asked of it without a rule of the spec.
        let holds_rules = matches!(scalar, Type::Double | Type::Time(..));
        let r#type = if value.r#enum.is_some() { self.enumeration(value, &scalar, wire, place) } else { scalar };
        Typed { holds_rules, ..Typed::plain(r#type) }
    }

    fn members(
        &mut self,
        member: Option<&format::Value>,
        key: &str,
        container: fn(Box<Type>) -> Type,
        wire: &str,
        place: &Place<'_>,
    ) -> Typed {
        let Some(member) = member else {
            if place.has(key) {
                return Typed::plain(container(Box::new(Type::Any)));
            }
            let label = place.on_key(format!("needs a key `{key}`"));
            let help = format!("write `{key}: {{ type: … }}`; `type: any` where the source does not say");
            let message = format!("`{wire}` does not say what it holds");
            place.report(Id::MISSING_KEY, message, label, help);
            return Typed::plain(container(Box::new(Type::Any)));
        };
        refuse_relations(member, &place.key(key));
        refuse_presence(member, &place.key(key));
        let Typed { r#type, rules, holds_rules, .. } = self.typed(member, wire, &place.key(key));
        let holds_rules = holds_rules || rules.is_some();
        Typed { rules, holds_rules, ..Typed::plain(container(Box::new(r#type))) }
    }

    fn reference(&mut self, name: &str, wire: &str, place: &Place<'_>) -> Typed {
        match self.shared.resolved.get(name) {
            Some(Shared::Item { name, has_rules }) => {
                let name = if self.is_shared { name.clone() } else { name.in_operation() };
                Typed { holds_rules: *has_rules, ..Typed::plain(Type::Named(name)) }
            }
            Some(Shared::Inline) => self.inlined(name, wire, place),
            None => {
                let label = place.key("ref").on_value("no such name under `types` in service.yaml");
                let diagnostic = Diagnostic::new(Id::UNKNOWN_TYPE, format!("unknown type `{name}`"), label);
                let diagnostic = place.suggest(diagnostic, name, || self.shared.entries.keys());
                place.push(diagnostic);
                Typed::unknown()
            }
        }
    }

    fn inlined(&mut self, name: &str, wire: &str, place: &Place<'_>) -> Typed {
        let shared = self.shared;
        let target = shared.entries.get(name);
        if self.inlining.iter().any(|outer| outer == name) || target.is_none() {
            let label = place.key("ref").on_value("leads back to itself");
            let help = "put an object in between";
            place.report(Id::ENDLESS_TYPE, format!("type `{name}` is infinitely recursive"), label, help);
            return Typed::plain(Type::Any);
        }
        self.inlining.push(name.to_owned());
        let typed = target.map(|target| self.typed(target, wire, &shared.place(place.context()).key(name)));
        self.inlining.pop();
        typed.unwrap_or_else(|| Typed::plain(Type::Any))
    }
}

fn secret(typed: Typed, place: &Place<'_>) -> Typed {
    if typed.r#type != Type::String {
        let label = place.key("secret").on_key("only strings can be secret");
        place.report(Id::KEY_OUT_OF_PLACE, "a secret that is not a string", label, "mark the strings inside");
        return typed;
    }
    Typed { r#type: Type::Secret(Box::new(typed.r#type)), ..typed }
}

/// Reports a member of a list or map that may be null: there is no type for it, and it would be lost.
pub(super) fn refuse_presence(member: &format::Value, place: &Place<'_>) {
    if member.nullable == Some(true) {
        let label = place.key("nullable").on_key("only parameters and fields can be null");
        let help = "take it away and record a gap";
        place.report(Id::KEY_OUT_OF_PLACE, "a member of a list or map that may be null", label, help);
    }
}

/// Reports keys that say nothing about a value of this type.
fn check_keys(value: &format::Value, r#type: &Type, place: &Place<'_>) {
    let is_reference = value.r#ref.is_some();
    let own_kind = if let (Type::Named(name), false) = (r#type, is_reference) { Some(name.kind) } else { None };
    let is_struct = own_kind == Some(TypeKind::Struct);
    let is_union = matches!(own_kind, Some(TypeKind::Union { .. }));
    let has_own_type = is_struct || is_union || value.r#enum.is_some();
    let keys = [
        ("items", value.items.is_some() && (is_reference || !matches!(r#type, Type::List(_))), "arrays"),
        ("values", value.values.is_some() && (is_reference || !matches!(r#type, Type::Map(_))), "maps"),
        ("fields", value.fields.is_some() && !is_struct, "objects"),
        ("field_rules", value.field_rules.is_some() && !is_struct, "objects"),
        (
            "enum",
            value.r#enum.is_some()
                && (is_reference || is_struct || is_union || matches!(r#type, Type::List(_) | Type::Map(_))),
            "strings and integers",
        ),
        (
            "format",
            value.format.is_some() && (is_reference || !matches!(r#type, Type::Time(..))),
            "dates, times and durations",
        ),
        ("variants", value.variants.is_some() && !is_union, "unions"),
        ("tag", value.tag.is_some() && !is_union, "unions"),
        ("rust_type", value.rust_type.is_some() && !has_own_type, "objects, enums and unions"),
        ("unnamed", value.unnamed.is_some() && !(has_own_type && place.is_named_type()), "types of a service"),
    ];
    for (key, _, of) in keys.into_iter().filter(|(_, is_wrong, _)| *is_wrong) {
        let label = place.key(key).on_key(format!("only {of} have it"));
        let message = format!("the key `{key}` does not belong to a value of this type");
        place.push(Diagnostic::new(Id::KEY_OUT_OF_PLACE, message, label));
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
