//! A spec as it is written, read with the named types of its service.

use apiscribe_model::check::{ReadFile, read_file};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceFile;
use apiscribe_model::format;
use apiscribe_model::lower::Written;
use apiscribe_model::source::{Node, Source};
use apiscribe_model::trace::Trace;

/// One operation's spec.
pub(super) struct LoadedSpec {
    pub(super) operation: format::Operation,
    pub(super) source: Source,
    pub(super) root: Node,
    /// The named types of its service.
    pub(super) types: format::Entries<format::Value>,
}

impl LoadedSpec {
    /// Reads a spec, and the named types of its service.
    ///
    /// # Errors
    /// The faults in the shape of either.
    pub(super) fn read(file: &SourceFile, service: Option<&SourceFile>) -> Result<Self, Report> {
        let Written { source, root, spec: operation } = read::<format::Operation>(file)?;
        let types = service.map(read::<format::Service>).transpose()?.map(|service| service.spec.types);
        Ok(Self { operation, source, root, types: types.unwrap_or_default() })
    }
}

fn read<T: serde::de::DeserializeOwned + Default>(file: &SourceFile) -> Result<Written<T>, Report> {
    let ReadFile { written, broken, diagnostics } = read_file::<T>(std::slice::from_ref(file), 0, Trace::default());
    match written {
        Some(written) if diagnostics.is_empty() => Ok(written),
        written => Err(Report::new(diagnostics, written.map(|written| written.source).or(broken).as_ref())),
    }
}
