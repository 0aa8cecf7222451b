//! Places in a draft: by the path that diagnostics and notes give.

use apiscribe_model::order::sort_by_key;
use apiscribe_model::spec_path::{PathStep, is_within};
use serde_yaml::Value;

/// Returns the value at a path.
pub(crate) fn find<'v>(root: &'v Value, path: &str) -> Option<&'v Value> {
    steps_to(root, path)?.into_iter().try_fold(root, |value, step| match step {
        PathStep::Key(key) => value.get(key),
        PathStep::Item(index) => value.get(index),
    })
}

/// Returns the value at a path, to be changed.
pub(crate) fn find_mut<'v>(root: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    steps_to(root, path)?.into_iter().try_fold(root, enter)
}

/// Takes away the value at a path, and the list of rows that it was the last of.
pub(crate) fn remove(root: &mut Value, path: &str) -> Option<Value> {
    let mut steps = steps_to(root, path)?;
    let last = steps.pop()?;
    let owner = steps.into_iter().try_fold(&mut *root, enter)?;
    let (removed, is_empty) = match last {
        PathStep::Key(key) => (owner.as_mapping_mut()?.shift_remove(key.as_str())?, false),
        PathStep::Item(index) => {
            let items = owner.as_sequence_mut()?;
            (items.remove(index), items.is_empty())
        }
    };
    if is_empty {
        remove(root, parent(path));
    }
    Some(removed)
}

/// Makes a value one of any type. What says nothing of its type stays.
pub(crate) fn take_for_any(root: &mut Value, path: &str) -> Option<()> {
    const KEPT: &[&str] = &["in", "doc", "required", "nullable", "deprecated", "rust"];
    let map = find_mut(root, path)?.as_mapping_mut()?;
    map.retain(|key, _| key.as_str().is_some_and(|key| KEPT.contains(&key)));
    map.insert("type".into(), "any".into());
    Some(())
}

/// Gives a value another type, if the one that it has may go, and with it the form of that one.
pub(crate) fn retype(root: &mut Value, path: &str, may_go: impl Fn(&str) -> bool, kind: &str) -> Option<()> {
    let map = find_mut(root, path)?.as_mapping_mut()?;
    may_go(map.get("type")?.as_str()?).then_some(())?;
    map.insert("type".into(), kind.into());
    map.shift_remove("format");
    Some(())
}

/// Takes away that a value is required.
pub(crate) fn make_optional(root: &mut Value, path: &str) -> Option<()> {
    find_mut(root, path)?.as_mapping_mut()?.shift_remove("required").map(drop)
}

/// Returns the path of what a value stands in.
pub(super) fn parent(path: &str) -> &str {
    if path.ends_with(']') {
        return path.rfind('[').map_or("", |open| &path[..open]);
    }
    path.rfind('.').map_or("", |dot| &path[..dot])
}

/// Returns the row of a list of the file that a path leads into, as in `errors[3]`.
pub(super) fn row(path: &str) -> Option<&str> {
    let row = path.split_inclusive(']').next()?;
    row.split_once('[').filter(|(list, _)| !list.contains('.')).map(|_| row)
}

fn enter(value: &mut Value, step: PathStep) -> Option<&mut Value> {
    match step {
        PathStep::Key(key) => value.get_mut(key),
        PathStep::Item(index) => value.get_mut(index),
    }
}

fn steps_to(root: &Value, path: &str) -> Option<Vec<PathStep>> {
    let mut steps = Vec::new();
    leads_somewhere(root, Some(path).filter(|path| !path.is_empty()), &mut steps).then_some(steps)
}

/// Takes the steps of a path, and returns whether it leads anywhere. A key may itself have dots or be empty, so that every
/// key that begins the path is tried, the longest first.
fn leads_somewhere(value: &Value, path: Option<&str>, steps: &mut Vec<PathStep>) -> bool {
    let Some(path) = path else { return true };
    if let (Value::Sequence(items), Some((index, rest))) =
        (value, path.strip_prefix('[').and_then(|rest| rest.split_once(']')))
    {
        let Ok(index) = index.parse::<usize>() else { return false };
        steps.push(PathStep::Item(index));
        return items.get(index).is_some_and(|child| leads_somewhere(child, rest_of(rest), steps));
    }
    let Some(map) = value.as_mapping() else { return false };
    let keys = map.iter().filter_map(|(key, child)| Some((key.as_str()?, child)));
    let mut keys: Vec<(&str, &Value)> = keys.filter(|(key, _)| is_within(path, key)).collect();
    sort_by_key(&mut keys, |(key, _)| std::cmp::Reverse(key.len()));
    let before = steps.len();
    keys.into_iter().any(|(key, child)| {
        steps.truncate(before);
        steps.push(PathStep::Key(key.to_owned()));
        leads_somewhere(child, rest_of(&path[key.len()..]), steps)
    })
}

/// Returns what is left of a path after a step; nothing at its end.
fn rest_of(rest: &str) -> Option<&str> {
    if rest.is_empty() { None } else { Some(rest.strip_prefix('.').unwrap_or(rest)) }
}

#[cfg(test)]
mod tests {
    use super::{Value, find, remove};

    #[test]
    fn values_are_found_behind_keys_with_dots_and_many_levels_down() {
        let value: Value = serde_yaml::from_str("a: { b: 1 }\na.b: [{ c.d: 2 }]\n").expect("YAML");
        assert_eq!(find(&value, "a.b[0].c.d"), Some(&Value::from(2)));
        assert_eq!(find(&value, "a.b[1]"), None);
        assert_eq!(find(&value, "a.c"), None);
        let depth = 60;
        let text = format!("{}x{}", "{ fields: ".repeat(depth), " }".repeat(depth));
        let deep: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(find(&deep, &["fields"].repeat(depth).join(".")), Some(&Value::from("x")));
    }

    #[test]
    fn the_last_row_takes_its_list_with_it() {
        let mut value: Value = serde_yaml::from_str("errors: [{ code: A }, { code: B }]\nrows: []\n").expect("YAML");
        assert!(remove(&mut value, "errors[2]").is_none());
        assert!(remove(&mut value, "errors[1]").is_some() && find(&value, "errors").is_some());
        assert!(remove(&mut value, "errors[0]").is_some() && find(&value, "errors").is_none());
    }
}
