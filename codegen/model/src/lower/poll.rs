//! Checks what an operation says of polling, as far as its own file tells.

use apiscribe_core::response_path;

use super::members::{Members, is_header};
use super::place::Place;
use super::statuses::{no_success, success_status};
use crate::checked::Poll;
use crate::diagnostic::Id;
use crate::format;

/// Returns the operation that tells the state and what its values mean; nothing where that cannot be told.
pub(super) fn poll(written: Option<&format::Poll>, place: &Place<'_>, members: &Members<'_>) -> Option<Poll> {
    let written = written?;
    let help = "write the name of the operation that tells the state";
    let operation = place.required(written.operation.as_ref(), "operation", help);
    check_end(written, place);
    check_sources(&written.parameters, &place.key("parameters"), members);
    check_values(written, place);
    Some(Poll {
        operation: operation.to_owned(),
        parameters: written.parameters.iter().map(|(name, path)| (name.to_owned(), path.clone())).collect(),
        state: written.state.clone().filter(|state| !state.is_empty()),
        until: written.until.0.clone(),
        until_status: statuses(&written.until_status, &place.key("until_status")),
        failed: written.failed.0.clone(),
        running: written.running.0.clone(),
        interval: place.key("interval").number(written.interval.as_ref(), "a number of seconds"),
    })
    .filter(|poll| !poll.operation.is_empty())
}

/// Something says when it is done: values of the state, the status, or both. Values need a field that has them.
fn check_end(written: &format::Poll, place: &Place<'_>) {
    let is_there = |key: &str| place.has(key) && place.key(key).raw_value() != "[]";
    let ends_by_status = is_there("until_status");
    if !ends_by_status || place.has("state") || written.values().iter().any(|(key, _)| place.has(key)) {
        let help = "write where the state is in the response of that operation, as in `Images.Image[0].Status`";
        place.required(written.state.as_ref(), "state", help);
    }
    // A value that could not be read has been reported.
    if !ends_by_status && !is_there("until") {
        let help = "list the values of the state with which it is done, or under `until_status` the HTTP statuses";
        place.missing("until", help);
    }
}

/// Returns the statuses with which it is done, which are those of success: an error ends a call by itself.
fn statuses(written: &format::Texts, place: &Place<'_>) -> Vec<u16> {
    let status = |(place, status): (Place<'_>, &String)| {
        let number = success_status(status);
        if number.is_none() {
            let label = place.on_value("expected a number from 200 to 299");
            let help = "leave statuses of errors out: such a response ends the waiting with its error";
            place.push(no_success(status, label).help(help));
        }
        number
    };
    place.items(&written.0).filter_map(status).collect()
}

/// Checks that each parameter is filled from the response, or from the request of the same operation.
fn check_sources(parameters: &format::Entries<String>, place: &Place<'_>, members: &Members<'_>) {
    for (_, place, path) in place.entries(parameters) {
        match response_path::in_request(path) {
            Some(path) => _ = members.parameter(path, &place),
            None if is_header(path, &place) => {}
            None => _ = members.field(path, "the response", &place),
        }
    }
}

/// A value cannot say two things.
fn check_values(written: &format::Poll, place: &Place<'_>) {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (key, values) in written.values() {
        for (place, value) in place.key(key).items(values) {
            if let Some((_, other)) = seen.iter().find(|(known, _)| known == value) {
                let label = place.on_value(format!("stands under `{other}`, too"));
                let message = format!("`{value}` says two things of the state");
                place.report(Id::CONTRADICTION, message, label, "keep one of the two");
            }
            seen.push((value, key));
        }
    }
}
