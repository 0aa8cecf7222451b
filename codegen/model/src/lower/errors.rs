//! Makes an open enum of the rows of a table of errors.

use std::collections::BTreeMap;

use super::context::Context;
use super::messages_alike::check_messages;
use super::naming::{NameOf, rust_name, take};
use super::place::{Place, is_plain_number};
use crate::checked::{ErrorCodes, ErrorRow, ErrorVariant, Recovery};
use crate::diagnostic::{Diagnostic, Id};
use crate::format;
use crate::name::{Name, RustName, Scope};

/// The codes of a table, in the order in which they first stand there.
pub(super) fn error_codes(
    context: &Context<'_>,
    name: RustName,
    subject: String,
    rows: &[format::ErrorRow],
    place: &Place<'_>,
    common: Option<RustName>,
) -> ErrorCodes {
    let mut scope = Scope::new();
    let mut variants: Vec<ErrorVariant> = Vec::new();
    let mut places_of_codes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first_rows: BTreeMap<[Option<&str>; 4], usize> = BTreeMap::new();
    let names = names_by_hand(rows);
    check_messages(context, rows, place);
    for (index, written) in rows.iter().enumerate() {
        let place = place.item(index);
        let code =
            context.diagnostics.required(written.code.as_ref(), &place, "code", "write the code as it is on the wire");
        if code.is_empty() {
            continue;
        }
        if let Some(first) = first_rows.insert(identity(written), index) {
            let label = place.key("code").on_value("the same code, status and message again");
            let diagnostic = Diagnostic::new(Id::ERROR_ROW_TWICE, format!("the error `{code}` stands twice"), label);
            context.diagnostics.push(diagnostic.help(format!("row {} says the same; keep one", first + 1)));
        }
        let row = row(context, written, &place);
        if is_placeholder(code) {
            let label = place.key("code").on_value("the server fills this in, so that it is no code");
            let diagnostic = Diagnostic::new(Id::PLACEHOLDER_CODE, "a code that is only a placeholder", label);
            context.diagnostics.push(diagnostic.help("take the row away and record a gap"));
            continue;
        }
        if let Some(variant) = places_of_codes.get(code).and_then(|place| variants.get_mut(*place)) {
            variant.rows.push(row);
            continue;
        }
        let rust = rust_name(context.diagnostics, NameOf::Variant, code, names.get(code).copied(), &place);
        take(context.diagnostics, &mut scope, NameOf::Variant, &rust, code, &place.key("code"));
        places_of_codes.insert(code, variants.len());
        variants.push(ErrorVariant { name: Name { wire: code.to_owned(), rust }, rows: vec![row] });
    }
    ErrorCodes { name, subject, variants, common }
}

/// Returns the parts by which a row differs from others of its code.
fn identity(row: &format::ErrorRow) -> [Option<&str>; 4] {
    [&row.code, &row.status, &row.message, &row.message_contains].map(|text| text.as_deref())
}

/// The names that were chosen by hand, each at any row of its code.
fn names_by_hand(rows: &[format::ErrorRow]) -> BTreeMap<&str, &String> {
    let named = rows.iter().rev().filter_map(|row| row.code.as_deref().zip(row.rust.as_ref()));
    named.collect()
}

/// Returns whether the server fills a code in, so that no response ever has it.
fn is_placeholder(code: &str) -> bool {
    !code.replace("%s", "").chars().any(char::is_alphanumeric)
}

fn row(context: &Context<'_>, written: &format::ErrorRow, place: &Place<'_>) -> ErrorRow {
    let help = "write the HTTP status that the page gives";
    let status = context.diagnostics.required(written.status.as_ref(), place, "status", help);
    let status = written.status.as_ref().map_or(0, |_| {
        let place = place.key("status");
        let number: Option<u16> = status.parse().ok().filter(|status| (100..=9999).contains(status));
        let number = number.filter(|_| is_plain_number(status));
        number.unwrap_or_else(|| {
            let label = place.on_value("expected a number from 100 to 9999");
            context.diagnostics.push(Diagnostic::new(Id::BAD_NUMBER, format!("`{status}` is not a status"), label));
            0
        })
    });
    if let Some(field) = &written.field {
        context.check_field(field, &place.key("field"));
    }
    let recovery = place.key("recovery");
    ErrorRow {
        status,
        message: written.message.clone().unwrap_or_default(),
        contains: written.message_contains.clone().unwrap_or_default(),
        doc: written.doc.clone(),
        field: written.field.clone(),
        known_from: context.known_from(written.known_from.as_ref(), place),
        recovery: context.diagnostics.word(written.recovery.as_ref(), &recovery, Recovery::from_word, Recovery::WORDS),
    }
}
