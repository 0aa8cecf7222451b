//! A request with some of its parameters set to other values, by their paths.

use crate::json::members;
use crate::{Any, Decode, Encode, Report, from_json_tolerantly, to_json};

/// The path of a parameter, and a value for it.
pub(crate) type Change = (String, Any);

/// Returns a request with other values at some paths; `None` where a parameter cannot hold its value.
///
/// All that stays is copied as the text that it is on the wire, so that no digit is lost.
pub(crate) fn with<T: Encode + Decode>(request: &T, changes: &[Change]) -> Option<T> {
    read(to_json(request), changes)
}

/// Returns a request with these parameters and no others; `None` where one cannot hold its value, or one is missing.
pub(crate) fn of<T: Decode>(parameters: &[Change]) -> Option<T> {
    read("{}".to_owned(), parameters)
}

fn read<T: Decode>(mut text: String, changes: &[Change]) -> Option<T> {
    for (path, value) in changes {
        text = replaced(&text, path, value, DEPTH)?;
    }
    let (request, report): (T, Report) = from_json_tolerantly(text).ok()?;
    report.is_empty().then_some(request)
}

/// The greatest number of objects that a path may lead through.
const DEPTH: usize = 64;

/// The JSON text of an object with another value at a path. A name may have dots itself, so that one that is there goes first.
fn replaced(object: &str, path: &str, value: &Any, depth: usize) -> Option<String> {
    let mut members = members(object)?;
    let (name, rest) = split(path, |name| members.contains_key(name));
    let text = match rest {
        None => to_json(value),
        Some(rest) => {
            let inner = members.get(name).copied().filter(|inner| inner.starts_with('{'));
            replaced(inner.unwrap_or("{}"), rest, value, depth.checked_sub(1)?)?
        }
    };
    members.insert(name.to_owned(), &text);
    let members = members.iter().map(|(key, value)| format!("{}:{value}", to_json(key)));
    Some(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// The first name of a path: the longest that is known, or else what stands before the first dot. An index such as `[0]` behind
/// a name that is known belongs to the rest.
pub(crate) fn split(path: &str, is_known: impl Fn(&str) -> bool) -> (&str, Option<&str>) {
    if is_known(path) {
        return (path, None);
    }
    let mut ends = path.rmatch_indices(['.', '[']).map(|(end, _)| end);
    let end = ends.find(|end| is_known(&path[..*end])).or_else(|| path.find('.'));
    end.map_or((path, None), |end| {
        let (name, rest) = path.split_at(end);
        (name, Some(rest.strip_prefix('.').unwrap_or(rest)))
    })
}
