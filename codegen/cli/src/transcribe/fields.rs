//! The rows of flat tables as a tree: by marks of nesting, by flat names, by a sample; what none of them tells stays flat.

use serde_json::Value as Json;

use crate::page::{Column, Row, Table, TableKind, TypeWord, inner, type_of};

/// A parameter or field that is to be written, and what is in it.
#[derive(Debug, Default)]
pub(super) struct Field<'p> {
    pub(super) name: String,
    /// Nothing for what stands in no row.
    pub(super) row: Option<&'p Row>,
    /// The type, where no row gives it.
    pub(super) kind: Option<&'static str>,
    /// The type of what is in a list that no row shows.
    pub(super) item_kind: Option<&'static str>,
    pub(super) item: Option<Box<Field<'p>>>,
    pub(super) fields: Vec<Field<'p>>,
    /// True if only a sample has it.
    pub(super) is_sampled: bool,
    /// True if it is an object whose keys are free.
    pub(super) is_map: bool,
    /// True if other rows may belong to it, and the table does not show it.
    pub(super) lost_nesting: bool,
}

impl<'p> Field<'p> {
    fn of(name: &str, row: &'p Row) -> Self {
        Self { name: name.to_owned(), row: Some(row), ..Self::default() }
    }

    pub(super) fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Returns whether something can be in it, by the word for its type.
    fn may_hold(&self) -> bool {
        let Some(row) = self.row else { return true };
        match type_of(row.text(Column::Type)) {
            Some(TypeWord::Is(kind)) => matches!(kind, "object" | "map"),
            Some(TypeWord::ArrayOf(Some(inner))) => {
                !matches!(type_of(&inner), Some(TypeWord::Is(kind)) if !matches!(kind, "object" | "map" | "any"))
            }
            Some(TypeWord::ArrayOf(None) | TypeWord::Named(_)) => true,
            None => false,
        }
    }

    /// Returns where fields of it go: into its items, where a row stands for them.
    pub(super) fn holder(&mut self) -> &mut Self {
        match self.item {
            Some(ref mut item) => item.holder(),
            None => self,
        }
    }
}

/// Returns the tree of all rows of tables.
pub(super) fn fields<'p>(tables: &[&'p Table], sample: Option<&Json>) -> Vec<Field<'p>> {
    let mut root = Field::default();
    for table in tables {
        let mut open: Vec<Way> = Vec::new();
        for row in &table.rows {
            let name = row.text(Column::Name);
            if name.is_empty() {
                add_item(&mut root, &open, row);
            } else if !is_action(table, name) && !is_element(row, &root, &open) {
                add(&mut root, &mut open, table, row, sample);
            }
        }
    }
    let last: Vec<*const Row> =
        tables.last().and_then(|table| table.rows.last()).map(std::ptr::from_ref).into_iter().collect();
    mark_lost_nesting(&mut root, &last);
    root.fields
}

/// Returns whether a name is `Action`, under which the older pages give the operation among its parameters.
fn is_action(table: &Table, name: &str) -> bool {
    table.kind == TableKind::Request && name == "Action"
}

/// The indices that lead to a field, and how far in its row stands.
#[derive(Clone)]
struct Way {
    indices: Vec<usize>,
    depth: usize,
}

fn at<'t, 'p>(root: &'t mut Field<'p>, indices: &[usize]) -> &'t mut Field<'p> {
    indices.iter().fold(root, |field, index| &mut field.holder().fields[*index])
}

/// A row without a name: the item of the last array, or the values of the last object, which is then a map.
fn add_item<'p>(root: &mut Field<'p>, open: &[Way], row: &'p Row) {
    let Some(last) = open.last() else { return };
    let field = at(root, &last.indices).holder();
    let is_array = field.row.is_some_and(|row| matches!(type_of(row.text(Column::Type)), Some(TypeWord::ArrayOf(_))));
    let is_object =
        field.row.is_some_and(|row| matches!(type_of(row.text(Column::Type)), Some(TypeWord::Is("object" | "map"))));
    if field.item.is_none() && field.fields.is_empty() && (is_array || is_object) {
        field.is_map = is_object;
        field.item = Some(Box::new(Field { row: Some(row), ..Field::default() }));
    }
}

/// Returns whether a row is the name of the items alone, as the older pages give it below an array.
fn is_element(row: &Row, root: &Field<'_>, open: &[Way]) -> bool {
    let is_bare = row.text(Column::Type).is_empty() && row.text(Column::Description).is_empty();
    is_bare && !open.is_empty() && !root.fields.is_empty()
}

fn add<'p>(root: &mut Field<'p>, open: &mut Vec<Way>, table: &Table, row: &'p Row, sample: Option<&Json>) {
    let name = row.text(Column::Name);
    // Only an `N` says that a name leads through a list; any other name with dots is one on the wire.
    if name.split('.').skip(1).any(|part| matches!(part, "N" | "n")) && name.split('.').all(|part| !part.is_empty()) {
        return add_flat(root, name, row);
    }
    let parent = if table.shows_nesting() {
        open.retain(|way| way.depth < row.depth);
        open.last().map(|way| way.indices.clone()).unwrap_or_default()
    } else {
        parent_of(root, open, name, sample)
    };
    let field = Field::of(name, row);
    let holder = at(root, &parent).holder();
    if holder.fields.iter().any(|other| other.name == name) {
        return;
    }
    let may_hold = field.may_hold();
    holder.fields.push(field);
    let mut indices = parent;
    indices.push(holder.fields.len() - 1);
    if !table.shows_nesting() {
        // What is deeper than the new field's parent is over.
        open.retain(|way| indices.starts_with(&way.indices));
    }
    if may_hold || table.shows_nesting() {
        open.push(Way { indices, depth: row.depth });
    }
}

/// Returns the field that a row of a flat table belongs to: the innermost that has it in the sample. What no sample shows
/// stays at the top, unless its name stands there already.
fn parent_of(root: &mut Field<'_>, open: &[Way], name: &str, sample: Option<&Json>) -> Vec<usize> {
    let mut candidates: Vec<Vec<usize>> = open.iter().rev().map(|way| way.indices.clone()).collect();
    candidates.push(Vec::new());
    let is_free = |root: &mut Field<'_>, indices: &[usize]| {
        !at(root, indices).holder().fields.iter().any(|field| field.name == name)
    };
    if let Some(sample) = sample {
        let shown = candidates.iter().find(|indices| {
            is_free(root, indices) && sampled(root, sample, indices).is_some_and(|value| value.get(name).is_some())
        });
        if let Some(shown) = shown {
            return shown.clone();
        }
    }
    if is_free(root, &[]) {
        return Vec::new();
    }
    candidates.into_iter().find(|indices| is_free(root, indices)).unwrap_or_default()
}

/// Returns what a sample has at a field.
fn sampled<'s>(root: &mut Field<'_>, sample: &'s Json, indices: &[usize]) -> Option<&'s Json> {
    let mut value = inner(sample);
    for end in 1..=indices.len() {
        let name = at(root, &indices[..end]).name.clone();
        value = inner(value.get(&name)?);
    }
    Some(value)
}

/// Adds a flat name such as `Tag.N.Key`, with the parents that the name implies: here `Tag`, a list of objects.
fn add_flat<'p>(root: &mut Field<'p>, name: &str, row: &'p Row) {
    let is_index = |part: &str| matches!(part, "N" | "n" | "M" | "m" | "#" | "X");
    let parts: Vec<&str> = name.split('.').collect();
    let mut holder = root;
    for (place, part) in parts.iter().enumerate().filter(|(_, part)| !is_index(part)) {
        let has_index = parts.get(place + 1).is_some_and(|next| is_index(next));
        let is_end = parts[place + 1..].iter().all(|part| is_index(part));
        let known = holder.holder().fields.iter().position(|field| field.name == *part);
        let list = &mut holder.holder().fields;
        let index = known.unwrap_or_else(|| {
            list.push(Field { name: (*part).to_owned(), ..Field::default() });
            list.len() - 1
        });
        let field = &mut list[index];
        if has_index && field.kind.is_none() {
            field.kind = Some("array");
        }
        if is_end && field.row.is_none() {
            field.row = Some(row);
        }
        holder = &mut list[index];
    }
}

/// An object or array of objects of a flat table, behind which other rows stand, may have lost what is in it.
fn mark_lost_nesting(field: &mut Field<'_>, last: &[*const Row]) {
    for inner in &mut field.fields {
        let is_flat = inner.row.is_some_and(|row| row.depth == 0 && !last.contains(&std::ptr::from_ref(row)));
        // What a sample shows, or the row of an item, is not lost.
        let is_shown = inner.holder().has_fields() || inner.item.as_ref().is_some_and(|item| !item.may_hold());
        inner.lost_nesting = is_flat && inner.kind.is_none() && inner.may_hold() && !inner.is_map && !is_shown;
        mark_lost_nesting(inner, last);
        if let Some(item) = &mut inner.item {
            mark_lost_nesting(item, last);
        }
    }
}
