//! Tables that describe the structure of a field: their rows belong behind those of the fields that have the structure.

use std::collections::{BTreeMap, BTreeSet};

use super::aside::unread;
use super::header::{Column, TableKind};
use super::section::structure_name;
use super::type_cell::type_of;
use super::type_word::TypeWord;
use super::words::is_wire_name;
use super::{Page, Row, Table};

/// The number of rows that a table may grow to: structures that are in one another many times would fill the memory.
const MOST_ROWS: usize = 5000;

/// A table that a caption names the structure of.
struct Structure {
    name: String,
    /// Its index among the tables of the page.
    index: usize,
    rows: Vec<Row>,
}

/// Puts the rows of structures behind those of the fields that have them, one step further in, and returns the indices of the
/// tables that they stood in, which are then empty. What may be in several fields by its name alone is told of as unread.
pub(super) fn nest(captions: &[(usize, String)], page: &mut Page) -> BTreeSet<usize> {
    let mut taken = BTreeSet::new();
    for kind in [TableKind::Request, TableKind::Response] {
        let structures = structures(captions, kind, &page.tables);
        let fields = open_fields(&page.tables, kind);
        let mut nesting =
            Nesting { structures: &structures, fields: &fields, open: Vec::new(), used: BTreeSet::new(), count: 0 };
        for (index, table) in page.tables.iter_mut().enumerate() {
            if table.kind == kind && structures.iter().all(|structure| structure.index != index) {
                nesting.count = table.rows.len();
                table.rows = nesting.nested(&table.rows, 0);
            }
        }
        let used = nesting.used;
        for (place, Structure { name, index, rows }) in structures.iter().enumerate() {
            let count = fields_of(name, &fields);
            if !used.contains(&place) && count < 2 {
                continue;
            }
            taken.insert(*index);
            page.tables[*index].rows.clear();
            if !used.contains(&place) {
                let why = format!("of the structure `{name}`, which {count} fields of that name may have");
                page.doubts.extend(rows.iter().map(|row| unread(row.line, &row.shown(), &why, kind)));
            }
        }
    }
    taken
}

/// Returns the tables of a kind with captions that name what a row of that kind has, each with a name of its own.
fn structures(captions: &[(usize, String)], kind: TableKind, tables: &[Table]) -> Vec<Structure> {
    let rows = || tables.iter().filter(|table| table.kind == kind).flat_map(|table| &table.rows);
    let is_of = |row: &Row, name: &str| match named_structure(row.text(Column::Type)) {
        Some(structure) => structure == name,
        None => is_open(row) && is_of_structure(row.text(Column::Name), name),
    };
    let named = captions.iter().filter_map(|(index, caption)| {
        let table = tables.get(*index).filter(|table| table.kind == kind)?;
        let name = structure_name(caption).filter(|name| rows().any(|row| is_of(row, name)))?;
        Some(Structure { name: name.to_owned(), index: *index, rows: table.rows.clone() })
    });
    let all: Vec<Structure> = named.collect();
    let all_names: Vec<String> = all.iter().map(|structure| structure.name.clone()).collect();
    let is_alone = |name: &String| all_names.iter().filter(|other| *other == name).count() == 1;
    all.into_iter().filter(|structure| is_alone(&structure.name)).collect()
}

/// Returns how many rows of the tables of a kind have each name, of those that say that something is in them, but not what.
fn open_fields(tables: &[Table], kind: TableKind) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let rows = tables.iter().filter(|table| table.kind == kind).flat_map(|table| &table.rows);
    for row in rows.filter(|row| is_open(row)) {
        *counts.entry(row.text(Column::Name).to_owned()).or_default() += 1;
    }
    counts
}

/// Returns whether a field may have a structure by its name, which is that of the structure, or of several: `Tag` of `Tags`.
fn is_of_structure(field: &str, structure: &str) -> bool {
    let ends = ["", "s", "es", "List", "Set"];
    field.strip_prefix(structure).is_some_and(|end| ends.contains(&end))
        || structure.strip_suffix('y').is_some_and(|start| field.strip_suffix("ies") == Some(start))
}

/// Returns how many fields may have a structure by their names: of those that have its own, or else of those for several.
fn fields_of(structure: &str, fields: &BTreeMap<String, usize>) -> usize {
    let of_several =
        || fields.iter().filter(|(field, _)| is_of_structure(field, structure)).map(|(_, count)| count).sum();
    fields.get(structure).copied().unwrap_or_else(of_several)
}

/// Returns whether the type of a row says that something is in it, but not what.
fn is_open(row: &Row) -> bool {
    match type_of(row.text(Column::Type)) {
        Some(TypeWord::Is(kind)) => kind == "object",
        Some(TypeWord::ArrayOf(inner)) => inner.is_none_or(|inner| type_of(&inner) == Some(TypeWord::Is("object"))),
        Some(TypeWord::Named(_) | TypeWord::MapOf(_) | TypeWord::Either(_)) | None => false,
    }
}

/// Returns the structure that a word for a type names.
fn named_structure(word: &str) -> Option<String> {
    match type_of(word)? {
        TypeWord::Named(name) => Some(name),
        TypeWord::ArrayOf(Some(inner)) | TypeWord::MapOf(inner) => {
            named_structure(&inner).or_else(|| is_wire_name(&inner).then_some(inner))
        }
        TypeWord::ArrayOf(None) | TypeWord::Is(_) | TypeWord::Either(_) => None,
    }
}

struct Nesting<'s> {
    structures: &'s [Structure],
    /// The number of rows of each name, of those that do not say what is in them.
    fields: &'s BTreeMap<String, usize>,
    /// The structures that the row stands in, from the outermost.
    open: Vec<usize>,
    /// The structures that a field has.
    used: BTreeSet<usize>,
    /// The number of rows of the table.
    count: usize,
}

impl Nesting<'_> {
    /// Returns rows with those of their structures behind them, all of them further in.
    fn nested(&mut self, rows: &[Row], depth: usize) -> Vec<Row> {
        let mut nested = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let is_shown = rows.get(place + 1).is_some_and(|next| next.depth > row.depth);
            let found = self.structure_of(row).filter(|structure| !is_shown && !self.open.contains(structure));
            nested.push(Row { depth: depth + row.depth, ..row.clone() });
            let Some(structure) = found else { continue };
            let rows = &self.structures[structure].rows;
            if self.count + rows.len() > MOST_ROWS {
                continue;
            }
            self.count += rows.len();
            let is_copy = !self.used.insert(structure);
            self.open.push(structure);
            let inner = self.nested(rows, depth + row.depth + 1);
            self.open.pop();
            nested.extend(inner.into_iter().map(|row| Row { is_copy: is_copy || row.is_copy, ..row }));
        }
        nested
    }

    /// Returns the structure of a row: that which its type names, or else that which has its name, where no other row has it.
    fn structure_of(&self, row: &Row) -> Option<usize> {
        let named = named_structure(row.text(Column::Type));
        let place = |is_of: &dyn Fn(&str) -> bool| self.structures.iter().position(|structure| is_of(&structure.name));
        if let Some(name) = named {
            return place(&|structure| structure == name);
        }
        let name = row.text(Column::Name);
        let found =
            place(&|structure| structure == name).or_else(|| place(&|structure| is_of_structure(name, structure)));
        found.filter(|found| is_open(row) && fields_of(&self.structures[*found].name, self.fields) == 1)
    }
}
