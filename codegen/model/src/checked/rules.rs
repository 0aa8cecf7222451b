//! The rules that a value must keep to.

use apiscribe_core::{OwnedRule, Step};

/// A block of rules for one value.
#[derive(Debug)]
pub struct Rules {
    /// Where the spec states it, as in `parameters.ImageName.rules`.
    pub path: String,
    pub is_assumed: bool,
    pub preempts: Option<String>,
    /// The documented default, which passes whatever the rules say.
    pub default: Option<String>,
    /// The rules, in the order in which documentation tells them.
    pub list: Vec<OwnedRule>,
    /// For each member of a list or map.
    pub each: Option<Box<Rules>>,
    /// A further block for the same value.
    pub also: Option<Box<Rules>>,
}

impl Rules {
    /// A block without rules.
    pub fn new(path: String) -> Self {
        Self { path, is_assumed: false, preempts: None, default: None, list: Vec::new(), each: None, also: None }
    }

    /// This block and the further ones for the same value.
    pub fn blocks(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |block| block.also.as_deref())
    }

    /// Returns whether no block asks anything of the value or its members, as when it only names other fields.
    pub fn is_empty(&self) -> bool {
        self.blocks().all(|block| block.list.is_empty() && block.each.is_none())
    }

    /// Adds blocks for the same value behind those that are there.
    pub fn append(&mut self, more: Self) {
        match &mut self.also {
            Some(next) => next.append(more),
            last => *last = Some(Box::new(more)),
        }
    }
}

/// A step of a pattern's program.
pub type PatternStep = Step<Vec<(char, char)>>;

/// A rule between fields of a struct: those that must, or must not, be given beside a field, or of which exactly one must be.
#[derive(Debug)]
pub struct Relation {
    /// Where the spec states it.
    pub path: String,
    pub is_assumed: bool,
    pub preempts: Option<String>,
    /// The fields, by index in the struct.
    pub fields: Vec<usize>,
}
