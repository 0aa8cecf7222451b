//! The deprecation of an operation, and its replacement.

use serde_yaml::Value;

use apiscribe_model::file_name::of_product;

use super::metadata::Api;
use super::prose;

/// Returns whether the operation of a file is deprecated, in the words of the format: nothing, `true`, or a sentence that says
/// what to use instead, or why there is nothing.
pub(super) fn deprecation(path: &str, api: &Api) -> Option<Value> {
    if !*api.deprecated {
        return None;
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let others: Vec<String> = api.static_info.substitutions.iter().filter_map(|name| other(folder, name)).collect();
    if !others.is_empty() {
        return Some(format!("Use {} instead.", others.join(", ")).into());
    }
    let reason = api.static_info.no_substitution_reason.as_deref().and_then(prose::line);
    Some(reason.map_or(Value::Bool(true), Value::from))
}

/// Returns the name of an operation, which is written with its product and version, for an operation that is in a folder.
fn other(folder: &str, name: &str) -> Option<String> {
    let mut parts = name.split("::").map(str::trim);
    let (product, version, operation) = (parts.next()?, parts.next()?, parts.next()?);
    if operation.is_empty() || parts.next().is_some() {
        return None;
    }
    let is_beside = folder == format!("{}/{version}", of_product(product));
    Some(if is_beside { operation.to_owned() } else { format!("{operation} of {product} {version}") })
}
