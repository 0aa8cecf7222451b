//! The keys that every object has which a verb prints for programs.

use serde_json::Value;

/// The version of what verbs print for programs. Keys that are added do not change it; keys that go or mean something else
/// do.
const FORMAT: u32 = 1;

/// Returns an object with `format`, the version of its keys, and `version`, that of the program.
#[must_use]
pub fn versioned(mut object: Value) -> Value {
    object["format"] = FORMAT.into();
    object["version"] = env!("CARGO_PKG_VERSION").into();
    object
}
