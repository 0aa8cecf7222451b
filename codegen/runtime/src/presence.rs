//! The presence of a field of a struct: required or not.

/// The presence of a field: required or optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPresence {
    /// It may be absent.
    Optional,
    /// It must be there.
    Required,
    /// It may be null, which is told from absent: `None` is written as `null`.
    Nullable,
}

/// A field's name on the wire, and whether it must be there.
pub type FieldRow<'a> = (&'a str, FieldPresence);
