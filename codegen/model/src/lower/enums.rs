//! Makes open enums of known values.

use super::naming::{NameOf, rust_name, take};
use super::place::Place;
use super::types::Module;
use crate::checked::{Enum, EnumKind, Item, Type, TypeKind, Variant};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::name::{Name, Scope};

impl Module<'_> {
    pub(super) fn enumeration(&mut self, value: &format::Value, scalar: &Type, wire: &str, place: &Place<'_>) -> Type {
        let kind = match scalar {
            Type::Int32 | Type::Int64 => EnumKind::Integer,
            Type::String => EnumKind::String,
            _ => {
                let label = place.key("enum").on_key("only strings and integers have known values");
                place.push(Diagnostic::new(Id::KEY_OUT_OF_PLACE, "an enum on a value of another type", label));
                return scalar.clone();
            }
        };
        let begun = self.begin(value, wire, place);
        let is_int32 = *scalar == Type::Int32;
        let variants = variants(value.r#enum.as_ref(), kind, is_int32, &place.key("enum"));
        let item = Item::Enum(Enum {
            doc: value.doc.clone(),
            alias: begun.alias(wire),
            name: begun.name.clone(),
            kind,
            variants,
        });
        self.add(begun, (item, TypeKind::Enum(kind)), wire, place)
    }
}

fn variants(
    values: Option<&format::Entries<format::EnumValue>>,
    kind: EnumKind,
    is_int32: bool,
    place: &Place<'_>,
) -> Vec<Variant> {
    let mut scope = Scope::new();
    let mut variants = Vec::new();
    for (wire, place, value) in place.entries(values) {
        let rust = rust_name(NameOf::Variant, wire, value.rust.as_ref(), &place);
        take(&mut scope, NameOf::Variant, &rust, wire, &place);
        let integer = match kind {
            EnumKind::String => 0,
            EnumKind::Integer => integer_value(wire, is_int32, &place),
        };
        let known_from = place.known_from(value.known_from.as_ref());
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
        place.report(Id::BAD_LIMITS, "an enum without values", label, help);
    }
    variants
}

/// A known value that is an integer, written as the wire has it, so that each has one form.
fn integer_value(wire: &str, is_int32: bool, place: &Place<'_>) -> i64 {
    let integer: Option<i64> = wire.parse().ok();
    let fits = |integer: &i64| integer.to_string() == wire && (!is_int32 || i32::try_from(*integer).is_ok());
    integer.filter(fits).unwrap_or_else(|| {
        let label = place.on_key("the type is an integer");
        let what = if is_int32 { "a 32-bit integer" } else { "a 64-bit integer" };
        let help = "write it in digits alone, without `+` and leading zeros";
        place.report(Id::BAD_NUMBER, format!("`{wire}` is not {what} as the wire has it"), label, help);
        0
    })
}
