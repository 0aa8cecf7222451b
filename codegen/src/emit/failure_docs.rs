//! The documentation of what makes a response with a good status a failure.

use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{FailureField, Operation, Service};

/// Returns what a response says that is a failure all the same, one sentence for each of the fields.
pub(super) fn failures(service: &Service, operation: &Operation) -> Vec<String> {
    let fields = operation.failure.as_ref().unwrap_or(&service.failure);
    fields.iter().filter_map(sentence).collect()
}

/// `` `Success` is `false` ``; nothing for a field that never says it.
fn sentence(field: &FailureField) -> Option<String> {
    let FailureField { path, present, is, is_not } = field;
    let one_of = |values: &[String]| values.iter().map(|value| code(value)).collect::<Vec<_>>().join(" or ");
    let present = present.then(|| "is there".to_owned());
    let is = (!is.is_empty()).then(|| format!("is {}", one_of(is)));
    let is_not = (!is_not.is_empty()).then(|| format!("is anything but {}", one_of(is_not)));
    let says: Vec<String> = [present, is, is_not].into_iter().flatten().collect();
    let subject = match path.strip_prefix("header:") {
        Some(header) => format!("the header {}", code(header)),
        None => code(path),
    };
    (!says.is_empty()).then(|| format!("{subject} {}", says.join(", or ")))
}
