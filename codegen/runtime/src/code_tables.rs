//! The tables of an operation's error codes and of its service's, whatever the types of the codes.

use crate::{DocumentedError, ErrorCode, Protocol};

/// The documented errors of an operation.
///
/// All that is asked of it is compiled once, and not once for each type of codes.
#[derive(Clone, Copy)]
pub(crate) struct CodeTables {
    operation: CodeTable,
    service: CodeTable,
    protocol: Option<Protocol>,
}

/// The codes of an operation or of a service, and the rows that document them.
#[derive(Clone, Copy)]
struct CodeTable {
    codes: &'static [&'static str],
    rows: &'static [DocumentedError],
}

impl CodeTable {
    const fn of<C: ErrorCode>() -> Self {
        Self { codes: C::TABLE.0, rows: C::DOCUMENTED }
    }

    /// The place of a code. The variants of one code stand side by side: the one for any message, and then one for each text, in
    /// the order of their rows.
    fn place(&self, code: &str, row: Option<&DocumentedError>) -> Option<usize> {
        let first = self.codes.iter().position(|known| *known == code)?;
        let Some(row) = row.filter(|row| !row.contains.is_empty()) else { return Some(first) };
        let mut texts: Vec<&str> = self.rows.iter().filter(|row| row.code == code).map(|row| row.contains).collect();
        texts.retain(|text| !text.is_empty());
        texts.dedup();
        let place = first + 1 + texts.iter().position(|text| *text == row.contains)?;
        // A table that was written by hand may have one variant for all messages.
        Some(if self.codes.get(place) == Some(&code) { place } else { first })
    }
}

/// The table that a code stands in, and its place there.
#[derive(Clone, Copy)]
pub(crate) enum CodePlace<'c> {
    Operation(usize),
    Service(usize),
    /// A code that is in neither.
    Nowhere(&'c str),
}

impl CodeTables {
    pub(crate) fn of<C: ErrorCode>() -> Self {
        const { Self { operation: CodeTable::of::<C>(), service: CodeTable::of::<C::Service>(), protocol: C::PROTOCOL } }
    }

    pub(crate) fn protocol(self) -> Option<Protocol> {
        self.protocol
    }

    /// The rows of the operation and then those of the service.
    #[cfg(feature = "http")]
    pub(crate) fn rows(self) -> impl Iterator<Item = &'static DocumentedError> {
        self.operation.rows.iter().chain(self.service.rows)
    }

    /// The rows of the service.
    pub(crate) fn service_rows(self) -> &'static [DocumentedError] {
        self.service.rows
    }

    /// The place of a code in the table of the operation or else in that of its service; of an error that is told from others of
    /// its code by its message, which the row says that fits it, that of its own variant.
    pub(crate) fn place<'c>(self, code: &'c str, row: Option<&DocumentedError>) -> CodePlace<'c> {
        let place = |table: CodeTable| table.place(code, row);
        let known = place(self.operation).map(CodePlace::Operation);
        known.or_else(|| place(self.service).map(CodePlace::Service)).unwrap_or(CodePlace::Nowhere(code))
    }

    /// The rows of a code: one for each status and message it comes with; none where it is not documented.
    pub(crate) fn documented(self, code: &str) -> impl Iterator<Item = &'static DocumentedError> {
        // The operation's own rows are more specific than the service's, and hide them.
        let is_known = |table: &CodeTable| table.codes.contains(&code);
        let table = [self.operation, self.service].into_iter().find(is_known);
        table.into_iter().flat_map(|table| table.rows).filter(move |row| row.code == code)
    }
}
