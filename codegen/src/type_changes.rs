//! Changes of single types that a build script asks for: more derives, or a type of its own in their place.

use apiscribe_model::diagnostic::{Diagnostic, Id, Label};
use apiscribe_model::name::RustPath;
use apiscribe_model::selection::Patterns;

/// A generated type: product, version, operation, and its name in Rust. For what operations share, `types` and `errors` stand for
/// the operation.
pub(crate) type TypeKey<'a> = [&'a str; 4];

/// The changes, each with a pattern of the types that it is of.
#[derive(Debug, Default)]
pub(crate) struct TypeChanges {
    patterns: Patterns<4>,
    /// In the order of the patterns.
    changes: Vec<Change>,
}

/// A change of a type.
#[derive(Debug)]
pub(crate) enum Change {
    /// The type derives these traits too.
    Derive(Vec<RustPath>),
    /// The type at this path is used in the place of a generated one.
    Extern(RustPath),
}

impl TypeChanges {
    /// Adds a change.
    ///
    /// # Errors
    /// When the pattern does not have four parts.
    pub(crate) fn add(&mut self, pattern: &str, change: Change) -> Result<(), Box<Diagnostic>> {
        let malformed = || no_type(&format!("`{pattern}` fits no type: it does not have four parts"), None);
        self.patterns.add(pattern).ok_or_else(|| Box::new(malformed()))?;
        self.changes.push(change);
        Ok(())
    }

    /// Returns the traits that a type derives beside its own.
    pub(crate) fn derives(&self, key: TypeKey<'_>) -> Vec<&RustPath> {
        let derives = self.of(key).filter_map(|change| match change {
            Change::Derive(traits) => Some(traits),
            Change::Extern(_) => None,
        });
        derives.flatten().collect()
    }

    /// Returns the path of the type that is used in the place of a generated one.
    pub(crate) fn replacement(&self, key: TypeKey<'_>) -> Option<&RustPath> {
        self.of(key).find_map(|change| match change {
            Change::Extern(path) => Some(path),
            Change::Derive(_) => None,
        })
    }

    fn of(&self, key: TypeKey<'_>) -> impl Iterator<Item = &Change> {
        self.patterns.fitting(key).into_iter().filter_map(|index| self.changes.get(index))
    }

    /// The patterns that no generated type fitted.
    pub(crate) fn unmatched(&self) -> Vec<Diagnostic> {
        let unmatched = self.patterns.unmatched().into_iter();
        unmatched.map(|(pattern, near)| no_type(&format!("no generated type fits `{pattern}`"), near)).collect()
    }
}

fn no_type(message: &str, near: Option<String>) -> Diagnostic {
    let how = "write product, version, operation and type, as in `ecs.*.ModifyImageAttribute.BootMode`; for a type that \
               operations share, `types` in the place of the operation";
    let help = near.map_or_else(|| how.to_owned(), |near| format!("did you mean `{near}`?"));
    Diagnostic::new(Id::NO_MATCH, message, Label::file("selection of types")).help(help)
}
