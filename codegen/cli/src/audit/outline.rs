//! The values of a spec in the order in which a page lists them: each before what is in it.

use apiscribe_model::format::{Entries, References, Value};
use apiscribe_model::spec_path::SpecPath;

/// A value of the spec that a row of a page may stand for.
pub(super) struct Entry<'a> {
    /// The name on the wire; empty for an item of an array or a value of a map, whose row has none.
    pub(super) name: &'a str,
    /// The names on the way to it, as a flat name has them: `Tag.Key`.
    pub(super) flat: String,
    pub(super) path: SpecPath,
    pub(super) value: &'a Value,
    /// Index of the entry it is in.
    pub(super) parent: Option<usize>,
    /// True if it stands in a named type, whose fields a page need not repeat.
    pub(super) is_shared: bool,
}

/// Lists values, and everything in them.
pub(super) fn outline<'a>(
    values: impl Iterator<Item = (&'a str, &'a Value)>,
    at: &SpecPath,
    types: &'a Entries<Value>,
) -> Vec<Entry<'a>> {
    let mut list = Vec::new();
    for (name, value) in values {
        let entry = Entry { name, flat: name.to_owned(), path: at.key(name), value, parent: None, is_shared: false };
        add(&mut list, entry, References::new(types));
    }
    list
}

fn add<'a>(list: &mut Vec<Entry<'a>>, entry: Entry<'a>, references: References<'a>) {
    let parent = Some(list.len());
    let (value, references) = references.resolve(entry.value);
    let (flat, path) = (entry.flat.clone(), entry.path.clone());
    let is_shared = references.is_in_type();
    list.push(entry);
    for (key, inner) in [("items", &value.items), ("values", &value.values)] {
        if let Some(value) = inner {
            let entry = Entry { name: "", flat: flat.clone(), path: path.key(key), value, parent, is_shared };
            add(list, entry, references.clone());
        }
    }
    for (name, value) in value.fields.iter().flat_map(Entries::iter) {
        let (flat, path) = (format!("{flat}.{name}"), path.key("fields").key(name));
        add(list, Entry { name, flat, path, value, parent, is_shared }, references.clone());
    }
}

/// Returns a flat name of a page without the places of items: `Tag.N.Key` as `Tag.Key`.
pub(super) fn flat_name(name: &str) -> String {
    let is_index =
        |part: &&str| !matches!(*part, "N" | "n" | "M" | "m" | "#" | "*" | "X") && part.parse::<u32>().is_err();
    let name = name.replace("[]", "").replace(".{N}", "").replace("[N]", "");
    name.split('.').filter(is_index).collect::<Vec<_>>().join(".")
}
