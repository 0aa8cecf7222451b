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
    fn of<C: ErrorCode>() -> Self {
        Self { codes: C::table().0, rows: C::documented() }
    }
}

impl CodeTables {
    pub(crate) fn of<C: ErrorCode>() -> Self {
        Self { operation: CodeTable::of::<C>(), service: CodeTable::of::<C::Service>(), protocol: C::protocol() }
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

    /// The rows of a code: one for each status and message it comes with; none where it is not documented.
    pub(crate) fn documented(self, code: &str) -> impl Iterator<Item = &'static DocumentedError> {
        // The operation's own rows are more specific than the service's, and hide them.
        let is_known = |table: &CodeTable| table.codes.contains(&code);
        let table = [self.operation, self.service].into_iter().find(is_known);
        table.into_iter().flat_map(|table| table.rows).filter(move |row| row.code == code)
    }
}
