//! Checks the headers that every request has.

use super::address::check_header;
use super::beside::beside;
use super::examples::looks_real;
use super::place::Place;
use crate::checked::{Auth, Location, Protocol, Service};
use crate::diagnostic::{Diagnostic, Id};
use crate::format::{self, Entries};

/// Returns the headers of an operation that has some of its own: those of its service that it has not come first.
pub(super) fn of_operation(spec: &format::Operation, service: &Service) -> Option<Vec<(String, String)>> {
    let own: Vec<(String, String)> = pairs(&spec.headers).collect();
    (!own.is_empty()).then(|| after_others(&service.headers, own))
}

/// Returns headers, after those of the provider or the service that have other names.
pub(super) fn after_others(others: &[(String, String)], own: Vec<(String, String)>) -> Vec<(String, String)> {
    beside(others, own, |(one, _), (other, _)| one.eq_ignore_ascii_case(other))
}

pub(super) fn pairs(headers: &Entries<String>) -> impl Iterator<Item = (String, String)> + '_ {
    headers.iter().map(|(name, value)| (name.to_owned(), value.clone()))
}

/// Checks that each header can be sent, is a constant, and is nobody else's to write.
pub(super) fn check(headers: &Entries<String>, (protocol, auth): (Protocol, &Auth<String>), place: &Place<'_>) {
    for (index, (name, value)) in headers.iter().enumerate() {
        let place = place.key(name);
        check_header(name, place.on_key(""), &place);
        if let Some((owner, help)) = owner(name, protocol, auth) {
            let message = format!("the header `{name}` is no constant");
            place.report(Id::OWNED_HEADER, message, place.on_key(owner), help);
        } else if is_called_like_a_secret(name) && could_be_one(value) || looks_real(value) {
            let label = place.on_value("looks like one");
            let diagnostic = Diagnostic::new(Id::SECRET_HEADER, format!("the header `{name}` holds a secret"), label);
            place.push(diagnostic.note("it would stand in the generated code for everybody to read").help(
                "say by `auth` how requests show who sends them, or write a parameter with `in: header` and `secret: true`",
            ));
        }
        check_value(value, &place);
        if headers.keys().take(index).any(|other| other.eq_ignore_ascii_case(name)) {
            let message = format!("the header `{name}` is there twice");
            let label = place.on_key("is the same header: case does not count");
            place.report(Id::HEADER_TWICE, message, label, "keep one");
        }
    }
}

/// Reports a value that no header can have.
pub(super) fn check_value(value: &str, place: &Place<'_>) {
    let can_be_sent = value.bytes().all(|byte| byte.is_ascii_graphic() || matches!(byte, b' ' | b'\t'));
    let problem = match value.trim() {
        "" => "is empty",
        _ if !can_be_sent => "has other characters than those of ASCII that are visible",
        _ => return,
    };
    let help = "write the value as the page shows it, or take the header away";
    place.report(Id::BAD_HEADER_VALUE, "a header whose value cannot be sent", place.on_value(problem), help);
}

/// Reports headers that are both constants and parameters of an operation.
pub(super) fn check_parameters(spec: &format::Operation, root: &Place<'_>) {
    let parameters = spec.parameters.iter().filter(|(_, parameter)| {
        let location = parameter.r#in.as_deref().and_then(Location::from_word);
        location == Some(Location::Header)
    });
    let list = root.key("headers");
    for (name, _) in parameters {
        if let Some(header) = spec.headers.keys().find(|header| header.eq_ignore_ascii_case(name)) {
            let place = list.key(header);
            let label = place.on_key("is a parameter, too");
            let message = format!("the header `{header}` is there twice");
            let help = "keep the parameter where callers choose the value, else the constant";
            place.report(Id::HEADER_TWICE, message, label, help);
        }
    }
}

/// Returns who writes a header, and what to do instead.
fn owner(name: &str, protocol: Protocol, auth: &Auth<String>) -> Option<(&'static str, &'static str)> {
    const AWAY: &str = "take it away";
    let name = name.to_ascii_lowercase();
    let is_of_acs = protocol.is_acs() || auth.is_acs3();
    let shows_sender = matches!(auth, Auth::Header(header) if header.eq_ignore_ascii_case(&name));
    Some(match name.as_str() {
        "host" => ("the base URL gives it", "write `base_url`"),
        "content-length" | "transfer-encoding" | "connection" | "keep-alive" | "te" | "trailer" | "upgrade"
        | "expect" => ("the HTTP client writes it", AWAY),
        "accept-encoding" => ("the HTTP client writes it, because it has to undo it", AWAY),
        "authorization" | "proxy-authorization" => {
            ("it shows who sends a request", "say by `auth` how requests show who sends them")
        }
        "cookie" => ("it is made of the cookies", "write a parameter with `in: cookie`"),
        _ if shows_sender => ("`auth` names it as the header of the key", AWAY),
        name if is_of_acs && name.starts_with("x-acs-") => ("the protocol writes it", AWAY),
        _ => return None,
    })
}

/// Returns whether a value is more than a word, as `no-check` is none of a token.
fn could_be_one(value: &str) -> bool {
    value.len() >= 6 && value.contains(|letter: char| letter.is_ascii_digit())
}

fn is_called_like_a_secret(name: &str) -> bool {
    const PARTS: [&str; 7] = ["token", "secret", "password", "api-key", "apikey", "access-key", "session"];
    let name = name.to_ascii_lowercase();
    PARTS.iter().any(|part| name.contains(part))
}
