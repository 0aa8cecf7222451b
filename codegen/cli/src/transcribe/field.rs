//! A parameter or field in the tree that a draft is made of.

use crate::page::{Column, Row, places_in, type_of};

/// A parameter or field that is to be written, and what is in it.
#[derive(Debug, Default)]
pub(super) struct Field<'p> {
    pub(super) name: String,
    /// Nothing for what stands in no row.
    pub(super) row: Option<&'p Row>,
    /// The type, where no row gives it or the sample shows another.
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
    /// The names of the rows that may belong to it, if other rows may.
    pub(super) behind: Vec<&'p str>,
    /// The names of rows that may also stand outside of it: the sample does not have them.
    pub(super) doubtful: Vec<String>,
    /// The notes on the source from which its nesting is known.
    pub(super) nesting: Vec<String>,
}

impl<'p> Field<'p> {
    /// Returns a field that a row describes.
    pub(super) fn of(name: &str, row: &'p Row) -> Self {
        Self { name: name.to_owned(), row: Some(row), ..Self::default() }
    }

    pub(super) fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Returns whether something can be in it, by the word for its type.
    pub(super) fn may_hold(&self) -> bool {
        let Some(row) = self.row else { return true };
        match type_of(row.text(Column::Type)) {
            Some(word) => word.may_hold(),
            None => self.kind.is_some_and(|kind| matches!(kind, "object" | "array")),
        }
    }

    /// Returns where it travels, as its row says, or where it has none those of what is in it.
    pub(super) fn location(&self) -> Option<&'static str> {
        match self.row {
            Some(row) => row.location(),
            None => self.fields.iter().find_map(Self::location),
        }
    }

    /// Returns the rows that describe one item of a list, or a part of one: its own, where its name has an index, that of the
    /// item, and those of the fields of a flat name.
    pub(super) fn rows_of_item(&self) -> impl Iterator<Item = &'p Row> {
        let of_fields = self.fields.iter().filter_map(|field| field.row);
        let own = self.row.into_iter().chain(of_fields).filter(|row| is_indexed(row));
        own.chain(self.item.iter().filter_map(|item| item.row))
    }

    /// Returns where fields of it go: into its items, where a row stands for them.
    pub(super) fn holder(&mut self) -> &mut Self {
        match self.item {
            Some(ref mut item) => item.holder(),
            None => self,
        }
    }
}

/// Returns whether a row describes one item of a list, or a part of one, by the index in its name: `Tag.N`.
pub(super) fn is_indexed(row: &Row) -> bool {
    places_in(row.text(Column::Name)) > 0
}
