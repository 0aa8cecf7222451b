//! The rows of flat tables as a tree: by marks of nesting, by flat names, by a sample; what none of them tells stays flat.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::evidence::{Evidence, held, wrapped};
use super::field::Field;
use crate::page::{Column, Row, Table, TableKind, TypeWord, inner, is_container, places_in, type_of};

/// Returns the tree of all rows of tables of an operation, below what stands for all of them.
pub(super) fn fields<'p>(
    tables: &[&'p Table],
    operation: &str,
    samples: &[&Json],
    earlier: Option<&Json>,
) -> Field<'p> {
    // The first row of a response has no name where it is that of the response as a whole.
    let first = tables.first().and_then(|table| table.rows.first());
    let row = first.filter(|row| row.text(Column::Name).is_empty());
    let mut root = Field { row, ..Field::default() };
    for table in tables {
        let mut reader = TableReader {
            root: &mut root,
            table,
            operation,
            samples,
            earlier,
            holders: Vec::new(),
            open: Vec::new(),
            last: Vec::new(),
            latest: Vec::new(),
            repetition: repetition(table),
        };
        for index in 0..table.rows.len() {
            reader.take(index);
        }
    }
    let last: Vec<*const Row> =
        tables.last().and_then(|table| table.rows.last()).map(std::ptr::from_ref).into_iter().collect();
    mark_lost_nesting(&mut root, &last);
    root
}

/// The note of a draft on nesting that only the earlier spec shows.
const AS_BEFORE: &str = "the page's table is flat; what is in it is as in the spec that was written before";

/// The indices that lead to a field, and how far in its row stands.
#[derive(Clone)]
struct Way {
    indices: Vec<usize>,
    depth: usize,
}

fn at<'t, 'p>(root: &'t mut Field<'p>, indices: &[usize]) -> &'t mut Field<'p> {
    indices.iter().fold(root, |field, index| &mut field.holder().fields[*index])
}

/// Returns the names that lead to a field.
fn names_of<'t>(root: &'t Field<'_>, indices: &[usize]) -> Vec<&'t str> {
    let mut field = root;
    let step = |index: &usize| {
        field = held(field).fields.get(*index)?;
        Some(field.name.as_str())
    };
    indices.iter().map_while(step).collect()
}

/// Puts the rows of one table into the tree.
struct TableReader<'t, 'p, 's> {
    root: &'t mut Field<'p>,
    table: &'p Table,
    operation: &'s str,
    samples: &'s [&'s Json],
    /// The fields of the spec that was written before, as a sample would show them.
    earlier: Option<&'s Json>,
    /// All fields that rows may be in, in the order of the page.
    holders: Vec<Vec<usize>>,
    /// The fields that rows may still go into, from the outermost.
    open: Vec<Way>,
    /// The parent of the last row.
    last: Vec<usize>,
    /// The field of the last row that has a name.
    latest: Vec<usize>,
    /// The row that holds those up to another one, as a name that stands twice shows.
    repetition: Option<(usize, usize)>,
}

/// Where a row belongs, and the field that it is in or beside, where that is in doubt.
struct Parent {
    indices: Vec<usize>,
    doubtful: Option<Vec<usize>>,
}

impl<'p> TableReader<'_, 'p, '_> {
    fn take(&mut self, index: usize) {
        let row = &self.table.rows[index];
        let name = row.text(Column::Name);
        let is_action = self.table.kind == TableKind::Request && row.is_action(self.operation);
        if name.is_empty() {
            if self.root.row.is_none_or(|first| !std::ptr::eq(first, row)) {
                self.add_item(row);
            }
        } else if !is_action && !self.is_element(index, row) {
            self.add(index, row, name);
        }
    }

    /// A row without a name: the item of the last array, or the values of the last object, which is then a map.
    fn add_item(&mut self, row: &'p Row) {
        let field = at(self.root, &self.latest).holder();
        let word = field.row.and_then(|row| type_of(row.text(Column::Type)));
        let is_array = matches!(word, Some(TypeWord::ArrayOf(_)));
        let is_object = matches!(word, Some(TypeWord::Is("object" | "map") | TypeWord::MapOf(_)));
        if field.item.is_none() && field.fields.is_empty() && (is_array || is_object) {
            field.is_map = is_object;
            field.item = Some(Box::new(Field { row: Some(row), ..Field::default() }));
        }
    }

    /// Returns whether a row is the name of the items alone, as the older pages give it below an array; a sample may show that
    /// it is a field. Where none shows the array, rows below the name do so.
    fn is_element(&mut self, index: usize, row: &Row) -> bool {
        let is_bare = row.text(Column::Type).is_empty() && row.text(Column::Description).is_empty();
        let Some(last) = self.open.last().filter(|_| is_bare) else { return false };
        let mut shown = self.shown_at(&last.indices).peekable();
        let has_parts = self.table.rows.get(index + 1).is_some_and(|next| next.depth > row.depth);
        let is_untold = shown.peek().is_none() && has_parts && !self.is_array(&last.indices);
        !self.root.fields.is_empty() && !is_untold && shown.all(|value| value.get(row.text(Column::Name)).is_none())
    }

    /// Returns whether the row of a field says that it is an array.
    fn is_array(&self, indices: &[usize]) -> bool {
        let field = indices.iter().try_fold(&*self.root, |field, index| held(field).fields.get(*index));
        let word = field.and_then(|field| field.row).and_then(|row| type_of(row.text(Column::Type)));
        matches!(word, Some(TypeWord::ArrayOf(_)))
    }

    /// The first sample, which shows most.
    fn evidence(&self) -> Evidence<'_, 'p> {
        Evidence { root: self.root, sample: self.samples.first().copied() }
    }

    /// Returns what each sample has at a field.
    fn shown_at(&self, indices: &[usize]) -> impl Iterator<Item = &Json> {
        let of = |sample| Evidence { root: self.root, sample: Some(sample) };
        self.samples.iter().filter_map(move |sample| of(*sample).value(indices))
    }

    fn add(&mut self, index: usize, row: &'p Row, name: &str) {
        // Only an `N` says that a name leads through a list; any other name with dots is one on the wire.
        if places_in(name) > 0 && name.split('.').all(|part| !part.is_empty()) {
            return add_flat(self.root, name, row);
        }
        let (Parent { indices, doubtful }, name) = match self.named_parent(name).or_else(|| self.sampled_parent(name)) {
            Some((indices, name)) => (Parent { indices, doubtful: None }, name),
            None => (self.parent(index, row, name), name),
        };
        // A row that the table has twice is one.
        let is_twice = self.table.rows[..index].iter().any(|other| other.says_the_same(row));
        let indices = if is_twice { indices } else { self.free_parent(indices, name) };
        let kind = self.shown_kind(&indices, row, name, index);
        if let Some(field) = doubtful {
            at(self.root, &field).doubtful.push(name.to_owned());
        }
        let holder = at(self.root, &indices).holder();
        if holder.fields.iter().any(|other| other.name == name) {
            return;
        }
        let mut field = Field { kind, ..Field::of(name, row) };
        let may_hold = field.may_hold();
        if may_hold {
            field.behind = self.behind(index);
        }
        let holder = at(self.root, &indices).holder();
        holder.fields.push(field);
        let place = holder.fields.len() - 1;
        self.last.clone_from(&indices);
        self.enter(indices, place, row, may_hold);
    }

    /// Returns the parent of a name, or another one where that has the name already: the last field before it that may have it.
    fn free_parent(&mut self, parent: Vec<usize>, name: &str) -> Vec<usize> {
        if self.is_marked() || self.evidence().is_free(&parent, name) {
            return parent;
        }
        let mut holders = self.holders.iter().rev();
        let Some(found) = holders.find(|way| self.may_have(way, name)).cloned() else { return parent };
        let what = format!(
            "the page's table is flat, and `{name}` stands in it more than once: this one is in it, or in what stands before it"
        );
        at(self.root, &found).nesting.push(what);
        found
    }

    /// Returns whether a field may have another one with a name, which it has not yet, and which is not its own.
    fn may_have(&self, way: &[usize], name: &str) -> bool {
        self.evidence().is_free(way, name) && names_of(self.root, way).last().is_none_or(|holder| *holder != name)
    }

    /// Returns the names of the rows behind one, up to the next that others may be in.
    fn behind(&self, index: usize) -> Vec<&'p str> {
        let rows = self.table.rows[index + 1..].iter().filter(|row| !row.text(Column::Name).is_empty());
        rows.take_while(|row| !Field::of("", row).may_hold()).map(|row| row.text(Column::Name)).collect()
    }

    /// Returns the field that a row says it is in.
    fn told_parent(&self, row: &Row) -> Option<Vec<usize>> {
        let owner = row.owner()?;
        let names: Vec<&str> = owner.split('.').collect();
        let mut found = self.holders.iter().filter(|way| names_of(self.root, way).ends_with(&names));
        found.next().filter(|_| found.next().is_none()).cloned()
    }

    /// Returns the field that a name with dots says it is in, where a row describes that one as an object or a list, and the name
    /// that it has there: `meta.total` in `meta`, `items[].id` in `items`.
    fn named_parent<'n>(&self, name: &'n str) -> Option<(Vec<usize>, &'n str)> {
        let (above, name) = name.rsplit_once('.').filter(|(_, name)| !name.is_empty())?;
        let mut indices = Vec::new();
        let mut field = &*self.root;
        for part in above.split('.') {
            let part = part.trim_end_matches("[]");
            let place = held(field).fields.iter().position(|field| field.name == part)?;
            field = &held(field).fields[place];
            indices.push(place);
        }
        (field.row.is_some() && field.may_hold()).then_some((indices, name))
    }

    /// Returns the field that a name with dots says it is in, which no row describes but a sample shows, and the name that it has
    /// there; that field is added if it is not there yet.
    fn sampled_parent<'n>(&mut self, name: &'n str) -> Option<(Vec<usize>, &'n str)> {
        let (above, last) = name.rsplit_once('.').filter(|(_, name)| !name.is_empty())?;
        let parts = || above.split('.').map(|part| part.trim_end_matches("[]"));
        let shown = self.samples.iter().find_map(|sample| {
            let mut value = inner(sample);
            let ways: Option<Vec<&Json>> = parts()
                .map(|part| {
                    let shown = value.get(part)?;
                    value = inner(shown);
                    Some(shown)
                })
                .collect();
            ways.filter(|_| value.is_object() && sample.get(name).is_none())
        })?;
        let mut indices = Vec::new();
        for (part, value) in parts().zip(shown) {
            let holder = at(self.root, &indices).holder();
            let place = holder.fields.iter().position(|field| field.name == part).unwrap_or_else(|| {
                let field = super::sample::of_value(part, value);
                holder.fields.push(Field { fields: Vec::new(), ..field });
                holder.fields.len() - 1
            });
            indices.push(place);
        }
        Some((indices, last))
    }

    /// Closes what is deeper than the parent of a new field, and opens the field if it may hold others.
    fn enter(&mut self, parent: Vec<usize>, place: usize, row: &Row, may_hold: bool) {
        let mut indices = parent;
        indices.push(place);
        self.latest.clone_from(&indices);
        if self.is_marked() {
            self.open.retain(|way| way.depth < row.depth);
        } else {
            self.open.retain(|way| indices.starts_with(&way.indices));
        }
        if may_hold {
            self.holders.push(indices.clone());
        }
        if !may_hold && !self.is_marked() {
            return;
        }
        self.open.push(Way { indices: indices.clone(), depth: row.depth });
        self.last.clone_from(&indices);
        // What a sample has between an object and its rows has no row of its own.
        let of_sample = self.shown_at(&indices).find_map(wrapped);
        let before = || Evidence { root: self.root, sample: self.earlier }.value(&indices).and_then(wrapped);
        let Some((name, value)) = of_sample.or_else(before) else { return };
        let is_named = |other: &str| other.rsplit('.').next().is_some_and(|last| last.trim_end_matches("[]") == name);
        if self.names_below(row).any(is_named) || self.has_value_row(row) {
            return;
        }
        let wrapper = super::sample::of_value(name, value);
        let is_sampled = of_sample.is_some();
        let holder = at(self.root, &indices).holder();
        let nesting = if is_sampled { Vec::new() } else { vec![AS_BEFORE.to_owned()] };
        holder.fields.push(Field { fields: Vec::new(), is_sampled, nesting, ..wrapper });
        indices.push(holder.fields.len() - 1);
        self.last.clone_from(&indices);
        self.open.push(Way { indices, depth: row.depth });
    }

    /// Returns whether marks show how deep each row stands. Marks of one depth only say that a row is in something.
    fn is_marked(&self) -> bool {
        self.table.rows.iter().any(|row| row.depth > 1)
    }

    /// Returns the names of the two rows behind one.
    fn names_below(&self, row: &Row) -> impl Iterator<Item = &str> {
        let behind = self.table.rows.iter().skip_while(move |other| !std::ptr::eq(*other, row)).skip(1);
        behind.map(|row| row.text(Column::Name)).filter(|name| !name.is_empty()).take(2)
    }

    /// Returns whether a row without a name stands right behind one of an object: that of the values of a map, whose keys a
    /// sample shows.
    fn has_value_row(&self, row: &Row) -> bool {
        let is_array = matches!(type_of(row.text(Column::Type)), Some(TypeWord::ArrayOf(_)));
        let mut rows = self.table.rows.iter().skip_while(|other| !std::ptr::eq(*other, row)).skip(1);
        !is_array && rows.next().is_some_and(|next| next.text(Column::Name).is_empty())
    }

    /// Returns the type that the sample shows for a row which has none, or for one whose rows it shows in an object.
    fn shown_kind(&self, parent: &[usize], row: &Row, name: &str, index: usize) -> Option<&'static str> {
        let word = Some(row.text(Column::Type)).filter(|word| !is_container(word)).and_then(type_of);
        let shown = self.shown_at(parent).find_map(|value| value.get(name));
        let next = self.table.rows.get(index + 1).map_or("", |row| row.text(Column::Name));
        match (word, shown) {
            (None, Some(shown)) => Some(super::sample::kind(shown)),
            (None, None) => {
                let has_inner = self.table.rows.get(index + 1).is_some_and(|next| next.depth > row.depth);
                has_inner.then_some("object")
            }
            (Some(TypeWord::ArrayOf(_)), Some(shown @ Json::Object(map)))
                if map.contains_key(next) || wrapped(shown).is_some_and(|(_, value)| value.is_array()) =>
            {
                Some("object")
            }
            _ => None,
        }
    }

    /// Returns the field that a row belongs to: by its marks, or else the innermost that has it in the sample.
    fn parent(&mut self, index: usize, row: &Row, name: &str) -> Parent {
        let sure = |indices| Parent { indices, doubtful: None };
        if self.is_marked() {
            let above = self.open.iter().rev().find(|way| way.depth < row.depth);
            return sure(above.map(|way| way.indices.clone()).unwrap_or_default());
        }
        if let Some(told) = self.told_parent(row) {
            return sure(told);
        }
        let candidates = self.candidates(row);
        let in_samples = self.samples.iter().filter_map(|sample| self.shown(Some(sample), &candidates, name));
        let mut in_samples: Vec<Vec<usize>> = in_samples.collect();
        let before = self.shown(self.earlier, &candidates, name);
        let first = in_samples.first().cloned();
        match (first, before) {
            (Some(shown), before) => {
                in_samples.retain(|other| *other != shown);
                let is_once = || self.table.rows.iter().filter(|row| row.text(Column::Name) == name).count() == 1;
                if let Some(other) = in_samples.first().filter(|_| is_once()) {
                    self.dispute(name, (&shown, "one sample"), (other, "another one"));
                }
                if let Some(before) = before.filter(|before| *before != shown) {
                    self.dispute(name, (&shown, "the sample"), (&before, "the spec that was written before"));
                }
                return sure(shown);
            }
            (None, Some(before)) => {
                at(self.root, &before).nesting.push(AS_BEFORE.to_owned());
                return sure(before);
            }
            (None, None) => {}
        }
        if let Some(repeated) = self.parent_by_repetition(index, &candidates) {
            return sure(repeated);
        }
        if let Some(around) = self.parent_around(row, name) {
            return sure(around);
        }
        if self.table.shows_nesting() || self.samples.is_empty() {
            // A mark says that it is in something; without one, and without a sample, nothing does.
            let outermost = if row.depth > 0 { candidates.last() } else { None };
            let fallback = outermost.cloned().unwrap_or_default();
            let free = std::iter::once(&fallback).chain(&candidates).find(|way| self.may_have(way, name));
            return sure(free.cloned().unwrap_or_default());
        }
        self.parent_by_neighbours(index, name, &candidates)
    }

    /// Returns what the sample has around all that rows describe, where it has a name in that alone: `Result`, which no row describes.
    fn parent_around(&mut self, row: &Row, name: &str) -> Option<Vec<usize>> {
        let has_row = |part: &str| self.table.rows.iter().any(|row| row.text(Column::Name) == part);
        let is_around = |(part, value): &(&String, &Json)| !has_row(part) && value.get(name).is_some();
        // The keys of a map are not those of what rows describe.
        let is_outermost = row.depth == 0 && self.root.item.is_none();
        let sample = self.samples.first().and_then(|sample| sample.as_object()).filter(|_| is_outermost)?;
        let mut around = sample.iter().filter(is_around);
        let (part, value) = around.next().filter(|_| around.next().is_none())?;
        let place = self.root.fields.iter().position(|field| field.name == *part).unwrap_or_else(|| {
            self.root.fields.push(Field { fields: Vec::new(), ..super::sample::of_value(part, value) });
            self.root.fields.len() - 1
        });
        Some(vec![place])
    }

    /// Returns the field that a row is in because of a name that stands twice: no object has a name twice, so that of two such
    /// rows one is in the only object or list before them, with all rows that stand between that and it.
    fn parent_by_repetition(&mut self, index: usize, candidates: &[Vec<usize>]) -> Option<Vec<usize>> {
        let (holder, last) = self.repetition?;
        let (field, name) = (self.table.rows[holder].text(Column::Name), self.table.rows[last].text(Column::Name));
        let place = held(self.root).fields.iter().position(|other| other.name == field)?;
        let is_within = holder < index && index <= last && candidates.contains(&vec![place]);
        is_within.then(|| {
            let what = format!(
                "the page's table is flat; `{name}` stands in it twice, which shows that the rows up to it are in `{field}`, and \
                 not where that ends"
            );
            at(self.root, &[place]).nesting.push(what);
            vec![place]
        })
    }

    /// Returns the innermost of some fields that a sample has with a name.
    fn shown(&self, sample: Option<&Json>, candidates: &[Vec<usize>], name: &str) -> Option<Vec<usize>> {
        let evidence = Evidence { root: self.root, sample };
        candidates.iter().find(|way| evidence.is_free(way, name) && evidence.shows(way, name)).cloned()
    }

    /// Notes at one of two places that each has a name by another witness.
    fn dispute(&mut self, name: &str, (shown, by): (&[usize], &str), (other, by_other): (&[usize], &str)) {
        let word = |way: &[usize]| match names_of(self.root, way).join(".") {
            names if names.is_empty() => "at the top".to_owned(),
            names => format!("in `{names}`"),
        };
        let what = format!("`{name}` stands {} by {by}, and {} by {by_other}", word(shown), word(other));
        let holder = if shown.is_empty() { other } else { shown };
        at(self.root, holder).nesting.push(what);
    }

    /// Returns the fields that a row may belong to, from the innermost.
    fn candidates(&self, row: &Row) -> Vec<Vec<usize>> {
        let mut candidates: Vec<Vec<usize>> = self.open.iter().rev().map(|way| way.indices.clone()).collect();
        if row.depth == 0 {
            if self.table.shows_nesting() {
                candidates.clear();
            }
            candidates.push(Vec::new());
        }
        candidates
    }

    /// A row that the sample lacks stands with the one before it; where the one behind it stands elsewhere, that is in doubt.
    fn parent_by_neighbours(&self, index: usize, name: &str, candidates: &[Vec<usize>]) -> Parent {
        let evidence = self.evidence();
        let names = self.table.rows[index + 1..].iter().map(|row| row.text(Column::Name));
        let next = names
            .filter(|name| !name.is_empty())
            .find_map(|name| candidates.iter().find(|way| evidence.is_free(way, name) && evidence.shows(way, name)));
        // An object that the sample lacks as well shows nothing of what is in it.
        let before = candidates.iter().find(|way| **way == self.last && evidence.value(way).is_some());
        let before = before.cloned().unwrap_or_default();
        let is_sure = before.is_empty() || next.is_some_and(|next| next.starts_with(&before));
        let within = Some(before).filter(|before| evidence.is_free(before, name)).unwrap_or_default();
        let doubtful = (!is_sure && !within.is_empty()).then(|| within.clone());
        // A sample of the body lacks the parameters that travel elsewhere.
        let is_beside = doubtful.is_some() && self.table.kind == TableKind::Request;
        Parent { indices: if is_beside { Vec::new() } else { within }, doubtful }
    }
}

/// Returns the first row of a table that may hold others, and the last of which a name that stands twice shows that it is within,
/// before another row that may hold others.
fn repetition(table: &Table) -> Option<(usize, usize)> {
    let names: Vec<&str> = table.rows.iter().map(|row| row.text(Column::Name)).collect();
    let may_hold = |index: &usize| !names[*index].is_empty() && Field::of("", &table.rows[*index]).may_hold();
    let mut holders = (0..names.len()).filter(may_hold);
    let holder = holders.next()?;
    let end = holders.next().unwrap_or(names.len());
    let mut firsts: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        firsts.entry(name).or_insert(index);
    }
    let first = |index: usize| firsts.get(names[index]).copied().filter(|first| *first < index);
    let twice = (holder + 1..end).filter_map(|index| Some((first(index)?, index)));
    // Of a row before it and one behind it the second is within, of two behind it the first.
    let within = twice.map(|(first, second)| if first < holder { second } else { first });
    Some((holder, within.max()?))
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
