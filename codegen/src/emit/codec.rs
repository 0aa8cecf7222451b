//! How a struct is written to an encoder and read from a source.

use syn::{Expr, Item, Stmt, Type};

use super::syntax;
use apiscribe_model::checked::{Field, Presence, Struct};
use apiscribe_model::name::word;

/// Emits how a struct is written: it hands over a table of its fields.
///
/// ```text
/// impl apiscribe::Encode for Features {
///     fn encode(&self, encoder: &mut dyn apiscribe::Encoder) {
///         let fields: &[(&str, &dyn apiscribe::Encode)] = &[("NvmeSupport", &self.nvme_support)];
///         encoder.object(fields);
///     }
/// }
/// ```
pub(crate) fn encode(item: &Struct) -> Item {
    let mut body = Vec::new();
    let mut fields = syntax::slice([]);
    if !item.fields.is_empty() {
        let written = syntax::shared_type(syntax::dynamic_type(["apiscribe", "Encode"]));
        let table = syntax::slice(item.fields.iter().map(self::written));
        body.push(syntax::typed_variable(word("fields"), syntax::shared_type(table_type(written)), table));
        fields = syntax::item(["fields"]);
    }
    body.push(syntax::statement(syntax::method(syntax::item(["encoder"]), "object", [fields])));
    let encoder = syntax::exclusive_type(syntax::dynamic_type(["apiscribe", "Encoder"]));
    let parameters = [syntax::shared_self(), syntax::parameter(word("encoder"), encoder)];
    let encode = syntax::trait_method(syntax::signature(word("encode"), parameters, None), body);
    syntax::implementation("Encode", &item.name, vec![encode])
}

/// `[(&str, T)]`.
fn table_type(of: Type) -> Type {
    syntax::slice_type(syntax::tuple_type([syntax::shared_type(syntax::named_type(["str"])), of]))
}

/// Emits a field's wire name and value: `("Name", &self.name)`, or `("Name", &apiscribe::OrNull(&self.name))`.
fn written(field: &Field) -> Expr {
    let value = syntax::reference(syntax::own_field(&field.name.rust));
    let value = match field.presence {
        Presence::Nullable => syntax::reference(syntax::call(syntax::item(["apiscribe", "OrNull"]), [value])),
        Presence::Required | Presence::Optional => value,
    };
    syntax::tuple([syntax::text(&field.name.wire), value])
}

/// Emits how a struct is read: it hands over a table of slots for its fields.
///
/// ```text
/// impl apiscribe::Decode for Features {
///     fn decode(source: apiscribe::Source<'_>) -> Result<Self, apiscribe::DecodeError> { … }
/// }
/// ```
pub(crate) fn decode(item: &Struct) -> Item {
    let body = if item.fields.is_empty() {
        decode_nothing()
    } else if item.is_default() {
        decode_optional(item)
    } else {
        decode_required(item)
    };
    let source = syntax::parameter(word("source"), syntax::borrowing_type(["apiscribe", "Source"]));
    let result = [syntax::named_type(["Self"]), syntax::named_type(["apiscribe", "DecodeError"])];
    let result = syntax::generic_type(["Result"], result);
    let decode = syntax::trait_method(syntax::signature(word("decode"), [source], Some(result)), body);
    syntax::implementation("Decode", &item.name, vec![decode])
}

/// Emits the body for a struct without fields: `source.object()?.read(&mut [])?; Ok(Self::default())`.
fn decode_nothing() -> Vec<Stmt> {
    let nothing = syntax::exclusive_reference(syntax::array([]));
    let value = syntax::call(syntax::item(["Self", "default"]), []);
    vec![read(object(), nothing), good(value)]
}

/// Emits the body for a struct without required fields, which reads into a value that has no field set.
///
/// ```text
/// let mut value = Self::default();
/// let slots: &mut [(&str, &mut dyn apiscribe::Slot)] = &mut [("NvmeSupport", &mut value.nvme_support)];
/// source.object()?.read(slots)?;
/// Ok(value)
/// ```
fn decode_optional(item: &Struct) -> Vec<Stmt> {
    let slots = item.fields.iter().map(|field| slot(field, syntax::field(syntax::item(["value"]), &field.name.rust)));
    let slots = syntax::exclusive_reference(syntax::array(slots));
    vec![
        syntax::changing_variable(word("value"), syntax::call(syntax::item(["Self", "default"]), [])),
        syntax::typed_variable(word("slots"), slots_type(), slots),
        read(object(), syntax::item(["slots"])),
        good(syntax::item(["value"])),
    ]
}

/// Emits the body for a struct with required fields, which reads into a variable for each field. The object is taken first,
/// since a field may be called `source`.
///
/// ```text
/// let object = source.object()?;
/// let mut region_id = apiscribe::Required::new();
/// let mut status = None;
/// let slots: &mut [(&str, &mut dyn apiscribe::Slot)] = &mut [("RegionId", &mut region_id), ("Status", &mut status)];
/// object.read(slots)?;
/// Ok(Self { region_id: region_id.get("RegionId")?, status })
/// ```
fn decode_required(item: &Struct) -> Vec<Stmt> {
    let (object_name, slots_name) = &item.locals;
    let slots = item.fields.iter().map(|field| slot(field, syntax::variable(&field.name.rust)));
    let slots = syntax::exclusive_reference(syntax::array(slots));
    let mut body = vec![syntax::new_variable(object_name.identifier(), object())];
    body.extend(item.fields.iter().map(|field| {
        let empty = match field.presence {
            Presence::Required => syntax::call(syntax::item(["apiscribe", "Required", "new"]), []),
            Presence::Nullable | Presence::Optional => syntax::item(["None"]),
        };
        syntax::changing_variable(field.name.rust.identifier(), empty)
    }));
    body.push(syntax::typed_variable(slots_name.identifier(), slots_type(), slots));
    body.push(read(syntax::variable(object_name), syntax::variable(slots_name)));
    body.push(good(syntax::own_literal(item.fields.iter().map(|field| {
        let is_required = field.presence == Presence::Required;
        let value = is_required.then(|| {
            let wire = syntax::text(&field.name.wire);
            syntax::tried(syntax::method(syntax::variable(&field.name.rust), "get", [wire]))
        });
        syntax::field_value(&field.name.rust, value)
    }))));
    body
}

/// `source.object()?`.
fn object() -> Expr {
    syntax::tried(syntax::method(syntax::item(["source"]), "object", []))
}

/// `object.read(slots)?;`.
fn read(object: Expr, slots: Expr) -> Stmt {
    syntax::statement(syntax::tried(syntax::method(object, "read", [slots])))
}

/// `Ok(value)`.
fn good(value: Expr) -> Stmt {
    syntax::last(syntax::call(syntax::item(["Ok"]), [value]))
}

/// `&mut [(&str, &mut dyn apiscribe::Slot)]`.
fn slots_type() -> Type {
    let slot = syntax::exclusive_type(syntax::dynamic_type(["apiscribe", "Slot"]));
    syntax::exclusive_type(table_type(slot))
}

/// Emits a field's wire name and where its value goes: `("Name", &mut name)`.
fn slot(field: &Field, place: Expr) -> Expr {
    syntax::tuple([syntax::text(&field.name.wire), syntax::exclusive_reference(place)])
}
