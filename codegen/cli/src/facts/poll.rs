//! The facts about how it is asked how far something is that an operation has begun.

use super::cursor::Cursor;
use super::fact::{Aspect, Fact};
use super::text::joined;
use apiscribe_model::checked::{Operation, Poll};
use apiscribe_model::format;

/// Returns the facts of an operation about polling: by which operation, with what and until when; and how long it may go on.
pub(crate) fn facts(root: &Cursor<'_>, written: Option<&format::Poll>, operation: &Operation) -> Vec<Fact> {
    let (Some(written), Some(poll)) = (written, &operation.poll) else { return Vec::new() };
    let known_from = root.known_from(written.known_from.as_deref());
    let Poll { operation, parameters, state, until, failed, running, interval } = poll;
    let parameters = joined(parameters.iter().map(|(name, path)| format!("{name} = {path}")));
    let way = [
        Some(format!("by {operation}")),
        parameters.map(|parameters| format!("with {parameters}")),
        Some(format!("until {state} is {}", until.join(" or "))),
        (!failed.is_empty()).then(|| format!("failed with {}", failed.join(" or "))),
    ];
    let pace = [
        (!running.is_empty()).then(|| format!("running with {}", running.join(" or "))),
        interval.map(|seconds| format!("every {seconds} s")),
    ];
    let facts = [
        root.fact(Aspect::Poll, "poll", joined(way.into_iter().flatten())),
        root.fact(Aspect::PollPace, "poll", joined(pace.into_iter().flatten())),
    ];
    facts.into_iter().flatten().map(|fact| Fact { known_from, ..fact }).collect()
}
