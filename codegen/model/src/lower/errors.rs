//! Makes an open enum of the rows of a table of errors.

use std::collections::BTreeMap;

use super::context::word_of;
use super::messages_alike::check_messages;
use super::naming::{NameOf, rust_name, take};
use super::place::Place;
use super::references::check_field;
use crate::checked::{ErrorCodes, ErrorRow, ErrorVariant};
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format;
use crate::name::{Name, RustName, Scope};
use crate::order::inserted;

/// The codes of a table, in the order in which they first stand there.
pub(super) fn error_codes(
    name: RustName,
    subject: String,
    rows: &[format::ErrorRow],
    place: &Place<'_>,
    common: Option<RustName>,
) -> ErrorCodes {
    let mut variants = Variants::of(rows);
    let mut first_rows: BTreeMap<[Option<&str>; 4], usize> = BTreeMap::new();
    check_messages(rows, place);
    for (index, (place, written)) in place.items(rows).enumerate() {
        let code = place.required(written.code.as_ref(), "code", "write the code as it is on the wire");
        if code.is_empty() {
            continue;
        }
        if let Some(first) = first_rows.insert(identity(written), index) {
            let label = place.key("code").on_value("the same code, status and message again");
            let help = format!("row {} says the same; keep one", first + 1);
            place.report(Id::ERROR_ROW_TWICE, format!("the error `{code}` stands twice"), label, help);
        }
        let row = row(written, &place);
        if is_placeholder(code) {
            let label = place.key("code").on_value("the server fills this in, so that it is no code");
            let help = "take the row away and record a gap";
            place.report(Id::PLACEHOLDER_CODE, "a code that is only a placeholder", label, help);
            continue;
        }
        variants.add(code, row, &place);
    }
    ErrorCodes { name, subject, variants: variants.codes.into_iter().flatten().collect(), common }
}

/// The variants of a table. Those of one code stand side by side: the one for any message, and behind it one for each text that
/// tells the messages of an error from those of others.
struct Variants<'a> {
    scope: Scope<Label>,
    codes: Vec<Vec<ErrorVariant>>,
    places_of_codes: BTreeMap<&'a str, usize>,
    /// The names that were chosen by hand, each at any row of its code and of its text.
    names: BTreeMap<(&'a str, &'a str), &'a String>,
}

impl<'a> Variants<'a> {
    fn of(rows: &'a [format::ErrorRow]) -> Self {
        let name = |row: &'a format::ErrorRow| Some(((row.code.as_deref()?, text_of(row)), row.rust.as_ref()?));
        let names = inserted(rows.iter().rev().filter_map(name));
        Self { scope: Scope::new(), codes: Vec::new(), places_of_codes: BTreeMap::new(), names }
    }

    fn add(&mut self, code: &'a str, row: ErrorRow, place: &Place<'_>) {
        let of_code = if let Some(of_code) = self.places_of_codes.get(code) {
            *of_code
        } else {
            let general = self.variant(code, "", &place.key("code"), place);
            self.places_of_codes.insert(code, self.codes.len());
            self.codes.push(vec![general]);
            self.codes.len() - 1
        };
        let of_text = self.codes[of_code].iter().position(|variant| variant.contains == row.contains);
        let of_text = of_text.unwrap_or_else(|| {
            let variant = self.variant(code, &row.contains, &place.key("message_contains"), place);
            self.codes[of_code].push(variant);
            self.codes[of_code].len() - 1
        });
        self.codes[of_code][of_text].rows.push(row);
    }

    /// Returns the variant for the messages that have a text, or for any message, which is called as the code and the text are.
    fn variant(&mut self, code: &str, text: &str, at: &Place<'_>, row: &Place<'_>) -> ErrorVariant {
        let told = if text.is_empty() { code.to_owned() } else { format!("{code} {text}") };
        let rust = rust_name(NameOf::Variant, &told, self.names.get(&(code, text)).copied(), row);
        let wire = if text.is_empty() { code } else { text };
        take(&mut self.scope, NameOf::Variant, &rust, wire, at);
        ErrorVariant { name: Name { wire: code.to_owned(), rust }, contains: text.to_owned(), rows: Vec::new() }
    }
}

/// Returns the parts by which a row differs from others of its code.
fn identity(row: &format::ErrorRow) -> [Option<&str>; 4] {
    [&row.code, &row.status, &row.message, &row.message_contains].map(|text| text.as_deref())
}

/// The text by which a row is told from others of its code; empty where there is none.
fn text_of(row: &format::ErrorRow) -> &str {
    row.message_contains.as_deref().unwrap_or_default()
}

/// Returns whether the server fills a code in, so that no response ever has it.
fn is_placeholder(code: &str) -> bool {
    !code.replace("%s", "").chars().any(char::is_alphanumeric)
}

fn row(written: &format::ErrorRow, place: &Place<'_>) -> ErrorRow {
    let help = "write the HTTP status that the page gives";
    let status = place.required(written.status.as_ref(), "status", help);
    let status = written.status.as_ref().map_or(0, |_| {
        let place = place.key("status");
        let number: Option<u16> = status.parse().ok().filter(|status| (100..=9999).contains(status));
        let number = number.filter(|_| apiscribe_core::Value::is_decimal(status));
        number.unwrap_or_else(|| {
            let label = place.on_value("expected a number from 100 to 9999");
            place.push(Diagnostic::new(Id::BAD_NUMBER, format!("`{status}` is not a status"), label));
            0
        })
    });
    if let Some(field) = &written.field {
        check_field(field, &place.key("field"));
    }
    ErrorRow {
        status,
        message: written.message.clone().unwrap_or_default(),
        contains: text_of(written).to_owned(),
        doc: written.doc.clone(),
        field: written.field.clone(),
        known_from: place.known_from(written.known_from.as_ref()),
        recovery: word_of(written.recovery.as_ref()),
    }
}
