//! Polling: the facts about the operation that tells the state of what another has begun, and what ties the two.

use proc_macro2::Literal;
use syn::{Expr, Item};

use super::syntax;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{OperationOutline, Poll};

/// Emits `apiscribe::Polling::new("GetTask", …).parameters(&[("TaskId", "TaskId")]).interval(5)`.
pub(super) fn facts(poll: &Poll) -> Expr {
    let Poll { operation, parameters, interval, .. } = poll;
    let new = syntax::item(["apiscribe", "Polling", "new"]);
    let mut made = syntax::call(new, [syntax::text(operation), until(poll)]);
    if !parameters.is_empty() {
        let pairs = parameters.iter().map(|(name, path)| syntax::tuple([syntax::text(name), syntax::text(path)]));
        made = syntax::method(made, "parameters", [syntax::slice(pairs)]);
    }
    if let Some(seconds) = interval {
        made = syntax::method(made, "interval", [syntax::number(Literal::u32_unsuffixed(*seconds))]);
    }
    made
}

/// Emits `apiscribe::Until::field("State").is(&["Finished"]).failed(&["Broken"]).or_status(&[200])`, or without a state
/// `apiscribe::Until::status(&[200])`.
fn until(poll: &Poll) -> Expr {
    let Poll { state, until, until_status, failed, running, .. } = poll;
    let statuses = || {
        let number = |status: &u16| syntax::number(Literal::u16_unsuffixed(*status));
        syntax::slice(until_status.iter().map(number))
    };
    let Some(state) = state else {
        return syntax::call(syntax::item(["apiscribe", "Until", "status"]), [statuses()]);
    };
    let field = syntax::call(syntax::item(["apiscribe", "Until", "field"]), [syntax::text(state)]);
    let field = [("is", until), ("failed", failed), ("running", running)]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .fold(field, |made, (method, values)| syntax::method(made, method, [syntax::texts(values)]));
    if until_status.is_empty() { field } else { syntax::method(field, "or_status", [statuses()]) }
}

/// Returns the sentence that tells how it is asked.
pub(super) fn told(poll: &Poll) -> String {
    let one_of = |values: &[String]| values.iter().map(|value| code(value)).collect::<Vec<_>>().join(" or ");
    let asked = code(&poll.operation);
    let failed = match poll.failed.as_slice() {
        [] => String::new(),
        failed => format!(" With {} it has failed.", one_of(failed)),
    };
    let state = poll.state.as_ref().filter(|_| !poll.until.is_empty());
    let state = state.map(|state| format!("{} is {}", code(state), one_of(&poll.until)));
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
