//! Enums of error codes, and what is documented of each.

use proc_macro2::Literal;
use syn::{Expr, Item};

use super::docs::{Docs, source};
use super::structs::alias_of;
use super::{enums, syntax};
use apiscribe_model::channel::markdown::code;
use apiscribe_model::channel::rustdoc::escaped;
use apiscribe_model::checked::{ErrorCodes, ErrorRow, ErrorVariant};

/// Emits an enum of error codes: the list of codes, what they are on the wire, and what is documented of each.
pub(crate) fn enumeration(codes: &ErrorCodes) -> Vec<Item> {
    let name = &codes.name;
    let docs = Docs::new().paragraph(&format!("The error codes that {} may return.", escaped(&codes.subject)));
    let variants = codes.variants.iter().map(variant);
    let known = codes.variants.iter().map(|variant| (syntax::text(&variant.name.wire), &variant.name.rust));
    let list = enums::list_of_values(docs.attributes(), name, variants.collect());
    vec![list, enums::known_values(name, "str", known), error_code(codes)]
}

fn variant(variant: &ErrorVariant) -> syn::Variant {
    let docs = Docs::new().paragraph(&format!("{}.", code(&variant.name.wire))).list(variant.rows.iter().map(row_docs));
    let mut attributes = docs.attributes();
    attributes.extend(alias_of(&variant.name));
    enums::unit_variant(attributes, &variant.name.rust)
}

fn row_docs(row: &ErrorRow) -> String {
    let mut text = format!("HTTP {}", row.status);
    if !row.message.is_empty() {
        text.push_str(&format!(": {}", code(&row.message)));
    }
    if let Some(doc) = &row.doc {
        text.push_str(&format!(" {}", escaped(doc)));
    }
    if let Some(field) = &row.field {
        text.push_str(&format!(" Field: {}.", code(field)));
    }
    if let Some(source) = source(row.known_from) {
        text.push_str(&format!(" ({source})"));
    }
    text
}

/// Emits the documented rows.
///
/// ```text
/// impl apiscribe::ErrorCode for AddImageErrorCode {
///     type Service = apiscribe::NoServiceCode;
///     const DOCUMENTED: &'static [apiscribe::DocumentedError] = &[ … ];
/// }
/// ```
fn error_code(codes: &ErrorCodes) -> Item {
    let rows =
        codes.variants.iter().flat_map(|variant| variant.rows.iter().map(|row| documented(&variant.name.wire, row)));
    let service = if let Some(common) = &codes.common {
        syntax::type_in(["super", "errors"], common)
    } else {
        syntax::named_type(["apiscribe", "NoServiceCode"])
    };
    let table = syntax::slice_type(syntax::named_type(["apiscribe", "DocumentedError"]));
    let table = syntax::static_type(table);
    let members = vec![
        syntax::associated_type("Service", service),
        syntax::associated_constant("DOCUMENTED", table, syntax::slice(rows)),
    ];
    syntax::implementation("ErrorCode", &codes.name, members)
}

/// Emits a row: `apiscribe::DocumentedError::new("Code", 400).message("…").field("Name").recovery(apiscribe::Recovery::Retry)`.
fn documented(code: &str, row: &ErrorRow) -> Expr {
    let status = syntax::number(Literal::u16_unsuffixed(row.status));
    let mut documented =
        syntax::call(syntax::item(["apiscribe", "DocumentedError", "new"]), [syntax::text(code), status]);
    if !row.message.is_empty() {
        documented = syntax::method(documented, "message", [syntax::text(&row.message)]);
    }
    if let Some(field) = &row.field {
        documented = syntax::method(documented, "field", [syntax::text(field)]);
    }
    if let Some(recovery) = row.recovery {
        documented =
            syntax::method(documented, "recovery", [syntax::item(["apiscribe", "Recovery", recovery.variant_name()])]);
    }
    documented
}
