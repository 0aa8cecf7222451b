//! The values of a spec in the order in which a page lists them: each before what is in it.

use super::spec_side::Path;
use apiscribe_model::format::{Entries, Value};

/// A value of the spec that a row of a page may stand for.
pub(super) struct Entry<'a> {
    /// The name on the wire; empty for an item of an array or a value of a map, whose row has none.
    pub(super) name: &'a str,
    /// The names on the way to it, as a flat name has them: `Tag.Key`.
    pub(super) flat: String,
    pub(super) path: Path,
    pub(super) value: &'a Value,
    /// Index of the entry it is in.
    pub(super) parent: Option<usize>,
    /// Whether it stands in a named type, whose fields a page need not repeat.
    pub(super) is_shared: bool,
}

/// How many named types may be in one another.
const STEPS: usize = 6;

/// Lists values, and everything in them.
pub(super) fn outline<'a>(
    values: impl Iterator<Item = (&'a str, &'a Value)>,
    at: &Path,
    types: &'a Entries<Value>,
) -> Vec<Entry<'a>> {
    let mut list = Vec::new();
    for (name, value) in values {
        add(&mut list, Way { name, flat: name.to_owned(), path: at.key(name), parent: None, steps: 0 }, value, types);
    }
    list
}

struct Way<'a> {
    name: &'a str,
    flat: String,
    path: Path,
    parent: Option<usize>,
    /// How many named types it is in.
    steps: usize,
}

fn add<'a>(list: &mut Vec<Entry<'a>>, way: Way<'a>, value: &'a Value, types: &'a Entries<Value>) {
    let Way { name, flat, path, parent, steps } = way;
    let index = list.len();
    list.push(Entry { name, flat: flat.clone(), path: path.clone(), value, parent, is_shared: steps > 0 });
    let target = value.r#ref.as_deref().and_then(|name| types.get(name)).filter(|_| steps < STEPS);
    let (value, steps) = target.map_or((value, steps), |target| (target, steps + 1));
    for (key, inner) in [("items", &value.items), ("values", &value.values)] {
        if let Some(inner) = inner {
            let way = Way { name: "", flat: flat.clone(), path: path.key(key), parent: Some(index), steps };
            add(list, way, inner, types);
        }
    }
    for (name, field) in value.fields.iter().flat_map(Entries::iter) {
        let path = path.key("fields").key(name);
        let way = Way { name, flat: format!("{flat}.{name}"), path, parent: Some(index), steps };
        add(list, way, field, types);
    }
}

/// A flat name of a page without the places of items: `Tag.N.Key` as `Tag.Key`.
pub(super) fn flat_name(name: &str) -> String {
    let is_index =
        |part: &&str| !matches!(*part, "N" | "n" | "M" | "m" | "#" | "*" | "X") && part.parse::<u32>().is_err();
    let name = name.replace("[]", "").replace(".{N}", "").replace("[N]", "");
    name.split('.').filter(is_index).collect::<Vec<_>>().join(".")
}
