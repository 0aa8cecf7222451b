//! Makes structs of objects, requests and responses.

use super::consistency::check_fields;
use super::context::deprecated;
use super::naming::{NameOf, rust_name, take};
use super::place::Place;
use super::relations::{Siblings, one_of, relations};
use super::types::{Module, Typed};
use crate::checked::{Field, Item, Presence, Struct, TypeKind};
use crate::diagnostic::Label;
use crate::format;
use crate::name::{Name, RustName, Scope};
use crate::order::inserted;

impl Module<'_> {
    pub(super) fn object(&mut self, value: &format::Value, wire: &str, place: &Place<'_>) -> Typed {
        let none = format::Entries::default();
        let entries = value.fields.as_ref().unwrap_or(&none);
        let begun = self.begin(value, wire, place);
        let fields: Vec<_> = entries.iter().collect();
        let mut item = self.structure(begun.name.clone(), &fields, value.field_rules.as_ref(), place, "fields");
        item.doc.clone_from(&value.doc);
        item.alias = begun.alias(wire);
        item.deprecated = deprecated(value.deprecated.as_deref());
        let has_rules = item.has_rules;
        let r#type = self.add(begun, (Item::Struct(item), TypeKind::Struct), wire, place);
        Typed { holds_rules: has_rules, ..Typed::plain(r#type) }
    }

    /// A struct with these fields.
    pub(super) fn structure(
        &mut self,
        name: RustName,
        entries: &[(&str, &format::Value)],
        cross: Option<&format::CrossRules>,
        place: &Place<'_>,
        key: &str,
    ) -> Struct {
        let fields_place = place.key(key);
        let mut scope = Scope::new();
        let mut fields: Vec<Field> =
            entries.iter().map(|(wire, value)| self.field(wire, value, &fields_place.key(wire), &mut scope)).collect();
        part_derived_names(&mut fields);
        let wires: Siblings<'_> = inserted(entries.iter().enumerate().map(|(index, (wire, _))| (*wire, index)));
        for (field, (wire, value)) in fields.iter_mut().zip(entries) {
            let place = fields_place.key(wire);
            field.requires =
                relations(value.rules.as_ref(), &place, "requires", |rules| rules.requires.as_ref(), &wires);
            field.conflicts =
                relations(value.rules.as_ref(), &place, "conflicts", |rules| rules.conflicts.as_ref(), &wires);
        }
        check_fields(&fields, &fields_place);
        let cross_key = if key == "fields" { "field_rules" } else { "rules" };
        let one_of = one_of(cross, &place.key(cross_key), &wires, &fields);
        let has_rules = !one_of.is_empty() || fields.iter().any(|field| field.has_own_rules() || field.holds_rules);
        Struct {
            name,
            doc: None,
            alias: None,
            deprecated: None,
            fields,
            one_of,
            has_rules,
            is_request: false,
            is_response: false,
        }
    }

    fn field(&mut self, wire: &str, value: &format::Value, place: &Place<'_>, scope: &mut Scope<Label>) -> Field {
        let rust = rust_name(NameOf::Field, wire, value.rust.as_ref(), place);
        take(scope, NameOf::Field, &rust, wire, place);
        let Typed { r#type, rules, holds_rules, .. } = self.typed(value, wire, place);
        let is_secret = value.secret == Some(true);
        Field {
            setter: rust.setter(),
            null_setter: (value.nullable == Some(true) && value.required != Some(true)).then(|| rust.null_setter()),
            constant: rust.constant(),
            name: Name { wire: wire.to_owned(), rust },
            doc: value.doc.clone(),
            deprecated: deprecated(value.deprecated.as_deref()),
            default: value.default.clone().filter(|_| !is_secret),
            example: value.example.clone().filter(|_| !is_secret),
            known_from: place.known_from(value.known_from.as_ref()),
            presence: match (value.required, value.nullable) {
                (Some(true), Some(true)) => Presence::Nullable,
                (Some(true), _) => Presence::Required,
                (_, Some(true)) => Presence::OptionalOrNull,
                _ => Presence::Optional,
            },
            r#type,
            rules: rules.filter(|rules| !rules.is_empty()),
            holds_rules,
            requires: Vec::new(),
            conflicts: Vec::new(),
        }
    }
}

/// Lets no two fields have one setter or one constant, as `ss` and `ß` would.
fn part_derived_names(fields: &mut [Field]) {
    let (mut setters, mut constants) = (Scope::new(), Scope::new());
    for field in &mut *fields {
        field.setter = setters.take_apart(&field.setter, ());
        field.constant = constants.take_apart(&field.constant, ());
    }
    for setter in fields.iter_mut().filter_map(|field| field.null_setter.as_mut()) {
        *setter = setters.take_apart(setter, ());
    }
}
