//! Follows references to the named types of a service.

use super::{Entries, Value};

/// The number of named types that may be in one another.
const LIMIT: usize = 16;

/// The named types of a service, and those that references have been followed into on the way to a value.
#[derive(Clone, Debug)]
pub struct References<'a> {
    types: &'a Entries<Value>,
    open: Vec<&'a str>,
}

impl<'a> References<'a> {
    pub fn new(types: &'a Entries<Value>) -> Self {
        Self { types, open: Vec::new() }
    }

    /// Returns the named type that a value refers to, and the references from there on.
    ///
    /// A type is not gone into from within itself, nor too many into one another, so that every walk ends.
    pub fn follow(&self, value: &'a Value) -> Option<(&'a str, &'a Value, Self)> {
        let name = value.r#ref.as_deref()?;
        let target = self.types.get(name)?;
        let is_followed = self.open.len() < LIMIT && !self.open.contains(&name);
        let open = self.open.iter().copied().chain([name]).collect();
        is_followed.then_some((name, target, Self { types: self.types, open }))
    }

    /// Returns what a value stands for, through references to references; the value itself where it is none.
    pub fn resolve(self, value: &'a Value) -> (&'a Value, Self) {
        match self.follow(value) {
            Some((_, target, references)) => references.resolve(target),
            None => (value, self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::References;
    use crate::format::{Entries, Value, read};
    use crate::locate::locate;
    use crate::source::Source;

    fn types(yaml: &str) -> Entries<Value> {
        let source = Source { text: yaml.to_owned(), ..Source::default() };
        let mut report = Vec::new();
        let mut root = locate(&source, &mut report).expect("a map");
        let types = read(&source, &mut root, &mut report).expect("types");
        assert!(report.is_empty(), "{report:?}");
        types
    }

    #[test]
    fn references_lead_through_references_to_what_they_name() {
        let types = types("A: { ref: B }\nB: { ref: C }\nC: { type: string }\nGone: { ref: Nothing }\n");
        let resolved = |name: &str| {
            let value = types.get(name).expect("a type");
            let (value, references) = References::new(&types).resolve(value);
            (value.r#type.as_deref(), !references.open.is_empty())
        };
        assert_eq!(resolved("A"), (Some("string"), true));
        assert_eq!(resolved("C"), (Some("string"), false));
        assert_eq!(resolved("Gone"), (None, false));
    }

    #[test]
    fn a_circle_of_references_ends() {
        let types = types("A: { ref: B }\nB: { ref: A }\n");
        let (value, _) = References::new(&types).resolve(types.get("A").expect("a type"));
        assert!(value.r#ref.is_some());
    }
}
