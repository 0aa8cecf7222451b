//! Checks responses that are of another type under each success status.

use super::examples::{Shown, Types};
use super::naming::{NameOf, rust_name, take};
use super::place::Place;
use super::response_parts::{body_type, check_response_headers};
use super::types::Module;
use crate::checked::{ByStatus, Item, StatusResponse, Struct, Type, TypeName};
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format::{self, ResponseParts};
use crate::name::{Name, RustName, Scope};

/// The variant that holds the documented response under every other status.
const OTHER: &str = "Other";

/// The variant that keeps a response of which nothing is documented.
const UNKNOWN: &str = "Unknown";

/// Returns the response of an operation that documents one for each status; what stands beside `statuses` is that of every
/// other success status.
pub(super) fn by_status(
    module: &mut Module<'_>,
    written: &format::Response,
    name: &Name,
    place: &Place<'_>,
) -> ByStatus {
    refuse_empty(written, place);
    refuse_events(written, place);
    let mut names = names_of_the_rest();
    let mut variants = Vec::new();
    for (status, place, written) in place.key("statuses").entries(&written.statuses) {
        let number = success_key(status, &place);
        let rust = variant_name(status, number, written.rust.as_ref(), &place);
        take(&mut names, NameOf::Variant, &rust, status, &place);
        refuse_body_without_room(number, &written.parts, &place);
        variants.push(response(module, (number, &written.parts), (name, rust), &place));
    }
    if written.parts.fields.is_some() || written.parts.body.is_some() {
        variants.push(response(module, (None, &written.parts), (name, named(OTHER)), place));
    }
    ByStatus { name: name.rust.suffixed("Response"), doc: written.parts.doc.clone(), variants }
}

/// Reports headers of responses that are none of their fields.
pub(super) fn check_headers(written: &format::Response, response: &ByStatus, types: Types<'_>, place: &Place<'_>) {
    let fields = |variant: Option<&StatusResponse>| {
        let item = variant.and_then(|variant| types.struct_of(&variant.r#type));
        item.map_or(&[][..], |item| &item.fields)
    };
    for ((_, place, written), variant) in place.key("statuses").entries(&written.statuses).zip(&response.variants) {
        check_response_headers(&written.parts.headers, fields(Some(variant)), &place);
    }
    let other = response.variants.iter().find(|variant| variant.status.is_none());
    check_response_headers(&written.parts.headers, fields(other), place);
}

/// Returns the response under one status, or under every other one, whose documentation is that of them all.
fn response(
    module: &mut Module<'_>,
    (status, parts): (Option<u16>, &ResponseParts),
    (operation, variant): (&Name, RustName),
    place: &Place<'_>,
) -> StatusResponse {
    let own = status.map(|_| parts);
    let doc = own.and_then(|own| own.doc.clone());
    let (doc, r#type) = if let Some(body) = &parts.body {
        let r#type = body_type(module, body, &format!("{variant}Body"), parts.fields.as_ref(), place);
        (doc.or_else(|| body.doc.clone()), r#type)
    } else {
        let of_all = || format!("Response of {} under {}.", operation.wire, under_status(status));
        let of_struct = doc.clone().unwrap_or_else(of_all);
        (doc, object(module, parts, of_struct, (operation, &variant), place))
    };
    let known_from = own.and_then(|own| place.known_from(own.known_from.as_ref()));
    StatusResponse { status, name: variant, doc, known_from, headers: parts.headers.clone(), r#type }
}

/// Makes a struct of the fields of a response, and returns its type.
fn object(
    module: &mut Module<'_>,
    parts: &ResponseParts,
    doc: String,
    (operation, variant): (&Name, &RustName),
    place: &Place<'_>,
) -> Type {
    let (wire, suffix) = (&operation.wire, variant.bare().to_string());
    let name = if variant.is_placeholder() { RustName::placeholder() } else { operation.rust.suffixed(&suffix) };
    let begun = module.types.begin(name, wire, place);
    let fields: Vec<_> = parts.fields.iter().flatten().collect();
    let item = module.structure(begun.name.clone(), &fields, None, place, "fields");
    let item = Struct { doc: Some(doc), ..item };
    let name = module.types.add(begun, Item::Struct(item), wire, place);
    Type::Named(TypeName::of_struct(name))
}

/// Returns the words for the status of a response, or for every other one.
pub(super) fn under_status(status: Option<u16>) -> String {
    status.map_or_else(|| "any other success status".to_owned(), |status| format!("HTTP {status}"))
}

/// Returns the name of a variant that is not named by hand.
fn named(name: &str) -> RustName {
    RustName::by_hand(name).unwrap_or_else(|_| RustName::placeholder())
}

/// The names that no status can have.
fn names_of_the_rest() -> Scope<Label> {
    let mut names = Scope::new();
    for name in [OTHER, UNKNOWN] {
        let _ = names.take(&named(name), Label::nowhere());
    }
    names
}

/// Returns the name of the variant of a status: as HTTP calls it, unless it is named by hand.
fn variant_name(status: &str, number: Option<u16>, by_hand: Option<&String>, place: &Place<'_>) -> RustName {
    match by_hand {
        Some(_) => rust_name(NameOf::Variant, status, by_hand, place),
        None => number.map_or_else(RustName::placeholder, |number| named(&phrase(number))),
    }
}

/// The reason phrase of a status, as a name.
fn phrase(status: u16) -> String {
    let phrase = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritative",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        other => return format!("Status{other}"),
    };
    phrase.to_owned()
}

/// Returns a key as the status of success that it has to be.
fn success_key(status: &str, place: &Place<'_>) -> Option<u16> {
    let number = success_status(status);
    if number.is_none() {
        let label = place.on_key("expected a number from 200 to 299");
        let help = "errors are rows under `errors`; what holds for all other statuses stands beside `statuses`";
        place.push(no_success(status, label).help(help));
    }
    number
}

pub(super) fn success_status(status: &str) -> Option<u16> {
    status.parse().ok().filter(|number| apiscribe_core::Value::is_decimal(status) && (200..300).contains(number))
}

pub(super) fn no_success(status: &str, label: Label) -> Diagnostic {
    Diagnostic::new(Id::BAD_NUMBER, format!("`{status}` is not a status of success"), label)
}

fn refuse_empty(written: &format::Response, place: &Place<'_>) {
    if written.statuses.as_ref().is_some_and(|statuses| statuses.iter().next().is_none()) {
        let label = place.key("statuses").on_key("lists nothing");
        place.report(Id::BAD_LIMITS, "a response of no status", label, "list the statuses, or take the key away");
    }
}

fn refuse_events(written: &format::Response, place: &Place<'_>) {
    if written.events == Some(true) {
        let label = place.key("events").on_key("beside `statuses`");
        let message = "a stream of events under some statuses";
        let help = "a stream is the response under every status: keep one of the two keys, and record a gap";
        place.report(Id::KEY_OUT_OF_PLACE, message, label, help);
    }
}

/// Reports a body under a status that has none by the rules of HTTP.
fn refuse_body_without_room(status: Option<u16>, written: &ResponseParts, place: &Place<'_>) {
    let is_header = |wire: &str| written.headers.iter().any(|header| header == wire);
    let field = written.fields.iter().flat_map(format::Entries::keys).find(|wire| !is_header(wire));
    let key = if written.body.is_some() { "body" } else { "fields" };
    let Some(status @ (204 | 205)) = status else { return };
    if written.body.is_some() || field.is_some() {
        let label = place.key(key).on_key("nothing of it is ever sent");
        let message = format!("a body under the status {status}, which has none");
        let help = "take it away; headers of the response are fields that are listed under `headers`";
        place.report(Id::KEY_OUT_OF_PLACE, message, label, help);
    }
}

/// Returns the object that a sample shows; nothing where it shows none.
pub(super) fn shown<'i>(
    response: &'i ByStatus,
    types: Types<'i>,
    example: &format::Example,
    place: &Place<'_>,
) -> Option<Shown<'i>> {
    let status = example.status.as_deref();
    let Some(shown) = response.of_status(status.and_then(|status| status.parse().ok())) else {
        report_status(response, status, place);
        return None;
    };
    let item = types.struct_of(&shown.r#type)?;
    match &shown.r#type {
        Type::Named(name) => Some(Shown { status: shown.status, item, name: name.clone() }),
        _ => None,
    }
}

/// Reports a sample that shows the response under no status, or under one that is not documented.
fn report_status(response: &ByStatus, status: Option<&str>, place: &Place<'_>) {
    let known: Vec<String> =
        response.variants.iter().filter_map(|variant| variant.status).map(|status| format!("\"{status}\"")).collect();
    let help = format!("write `status:` and one of {}", known.join(", "));
    let diagnostic = if let Some(status) = status {
        let label = place.key("status").on_value("nothing is documented of this status");
        let message = format!("a sample under the status `{status}`, which has no response");
        Diagnostic::new(Id::BAD_SAMPLE, message, label)
    } else {
        let label = place.on_key("needs a key `status`");
        Diagnostic::new(Id::MISSING_KEY, "a sample without the status that says what it shows", label)
    };
    place.push(diagnostic.help(help));
}

/// Reports the status of a sample where the response is the same under all.
pub(super) fn refuse_status(example: &format::Example, place: &Place<'_>) {
    if example.status.is_some() {
        let label = place.key("status").on_key("the response is the same under every status");
        let help = "take it away, or list the response's `statuses`";
        place.report(Id::KEY_OUT_OF_PLACE, "the status of a sample", label, help);
    }
}
