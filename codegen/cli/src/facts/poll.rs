//! The facts about polling: the operation that tells the state of what another has begun.

use std::collections::BTreeSet;

use super::cursor::Cursor;
use super::fact::{Aspect, Fact};
use super::text::joined;
use apiscribe_model::checked::{Operation, Poll};
use apiscribe_model::format;
use apiscribe_model::order::inserted;

/// Returns the facts of an operation about polling: by which operation, with what and until when; and how long it may go on. The
/// order in which parameters and values are listed says nothing.
pub(crate) fn facts(root: &Cursor<'_>, written: Option<&format::Poll>, operation: &Operation) -> Vec<Fact> {
    let (Some(written), Some(poll)) = (written, &operation.poll) else { return Vec::new() };
    let known_from = root.known_from(written.known_from.as_deref());
    let Poll { operation, parameters, state, until, until_status, failed, running, interval } = poll;
    let parameters: BTreeSet<String> = parameters.iter().map(|(name, path)| format!("{name} = {path}")).collect();
    let way = [
        Some(format!("by {operation}")),
        joined(parameters.into_iter()).map(|parameters| format!("with {parameters}")),
        state.as_ref().map(|state| match until.as_slice() {
            [] => format!("by its field {state}"),
            until => format!("until {state} is {}", one_of(until)),
        }),
        (!until_status.is_empty()).then(|| {
            format!("until the HTTP status is {}", one_of(&until_status.iter().map(u16::to_string).collect::<Vec<_>>()))
        }),
        (!failed.is_empty()).then(|| format!("failed with {}", one_of(failed))),
    ];
    let pace = [
        (!running.is_empty()).then(|| format!("running with {}", one_of(running))),
        interval.map(|seconds| format!("every {seconds} s")),
    ];
    let facts = [
        root.fact(Aspect::Poll, "poll", joined(way.into_iter().flatten())),
        root.fact(Aspect::PollPace, "poll", joined(pace.into_iter().flatten())),
    ];
    facts.into_iter().flatten().map(|fact| Fact { known_from, ..fact }).collect()
}

fn one_of(values: &[String]) -> String {
    let values: BTreeSet<&str> = inserted(values.iter().map(String::as_str));
    values.into_iter().collect::<Vec<_>>().join(" or ")
}
