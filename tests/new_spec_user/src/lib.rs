//! A crate that uses a new spec.

/// The types.
pub mod types {
    apiscribe::include_types!();
}
