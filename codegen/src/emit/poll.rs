//! Polling: the facts about the operation that tells the state of what another has begun, and what ties the two.

use proc_macro2::Literal;
use syn::{Expr, Item};

use super::made::Made;
use super::syntax;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{OperationOutline, Poll};

/// Emits `&apiscribe::Polling::new("GetTask", …).parameters(&[("TaskId", "TaskId")]).interval(5)`.
pub(super) fn facts(poll: &Poll) -> Expr {
    let Poll { operation, parameters, interval, .. } = poll;
    let pair = |(name, path): &(String, String)| syntax::tuple([syntax::text(name), syntax::text(path)]);
    Made::by("Polling", "new", [syntax::text(operation), until(poll)])
        .with_list("parameters", parameters.iter().map(pair))
        .with_some("interval", interval.map(|seconds| syntax::number(Literal::u32_unsuffixed(seconds))))
        .reference()
}

/// Emits `apiscribe::Until::field("State").is(&["Finished"]).failed(&["Broken"]).or_status(&[200])`, or without a state
/// `apiscribe::Until::status(&[200])`.
fn until(poll: &Poll) -> Expr {
    let Poll { state, until, until_status, failed, running, .. } = poll;
    let statuses = until_status.iter().map(|status| syntax::number(Literal::u16_unsuffixed(*status)));
    let Some(state) = state else {
        return Made::by("Until", "status", [syntax::slice(statuses)]).value();
    };
    Made::by("Until", "field", [syntax::text(state)])
        .with_texts("is", until)
        .with_texts("failed", failed)
        .with_texts("running", running)
        .with_list("or_status", statuses)
        .value()
}

/// Returns the sentence that tells how it is asked.
pub(super) fn told(poll: &Poll) -> String {
    let one_of = |values: &[String]| values.iter().map(|value| code(value)).collect::<Vec<_>>().join(" or ");
    let asked = code(&poll.operation);
    let state = poll.state.as_deref().map(code);
    let failed = match (&state, poll.failed.as_slice()) {
        (_, []) => String::new(),
        (Some(state), failed) if poll.until.is_empty() => format!(" With {} in {state} it has failed.", one_of(failed)),
        (_, failed) => format!(" With {} it has failed.", one_of(failed)),
    };
    let state = state.filter(|_| !poll.until.is_empty()).map(|state| format!("{state} is {}", one_of(&poll.until)));
    let statuses: Vec<String> = poll.until_status.iter().map(u16::to_string).collect();
    let status = (!statuses.is_empty()).then(|| format!("the response has HTTP {}", statuses.join(" or ")));
    let until = state.into_iter().chain(status).collect::<Vec<_>>().join(" or ");
    format!(
        "What it begins goes on behind the response: {asked} tells how far it is, until {until}, as `apiscribe::LongRunning` \
         asks.{failed}"
    )
}

/// Emits, for each operation that is polled by another one of the module,
///
/// ```text
/// impl apiscribe::LongRunning for CreateImageRequest {
///     type Poll = DescribeImagesRequest;
/// }
/// ```
pub(super) fn ties(operations: &[OperationOutline]) -> Vec<Item> {
    let tie = |operation: &OperationOutline| {
        let asked = operation.polled_by.as_ref()?;
        let asked = operations.iter().find(|other| other.name.wire == *asked)?;
        let member = syntax::associated_type("Poll", syntax::type_in([], &asked.request));
        Some(syntax::implementation("LongRunning", &operation.request, vec![member]))
    };
    operations.iter().filter_map(tie).collect()
}
