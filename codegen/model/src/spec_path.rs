//! A path in a spec, as in `parameters.ImageName.rules[0]`.

use std::fmt;

/// The keys and indices that lead from the root of a spec to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpecPath(Vec<PathStep>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathStep {
    Key(String),
    Item(usize),
}

impl SpecPath {
    pub fn of(keys: &[&str]) -> Self {
        keys.iter().copied().collect()
    }

    /// Returns the path of what stands under a key.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.with(PathStep::Key(key.to_owned()))
    }

    /// Returns the path of an item, counted from 0.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.with(PathStep::Item(index))
    }

    fn with(&self, step: PathStep) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// Returns the path of what this is in; that of the root is the root itself.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default())
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// Returns whether this is another path, or one below it.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Returns the path from another one to this, which is below it.
    pub fn from_above(&self, other: &Self) -> Option<Self> {
        self.0.strip_prefix(other.0.as_slice()).map(|below| Self(below.to_vec()))
    }
}

impl<'k> FromIterator<&'k str> for SpecPath {
    fn from_iter<I: IntoIterator<Item = &'k str>>(keys: I) -> Self {
        Self(keys.into_iter().map(|key| PathStep::Key(key.to_owned())).collect())
    }
}

impl fmt::Display for SpecPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(key) => write_key(f, index == 0, key)?,
                PathStep::Item(index) => write_item(f, *index)?,
            }
        }
        Ok(())
    }
}

/// A path that is linked on the stack, which costs nothing while nobody asks for it.
#[derive(Clone, Copy, Debug)]
pub enum PathLink<'a> {
    Root,
    Key(&'a Self, &'a str),
    Item(&'a Self, usize),
}

impl PathLink<'_> {
    pub fn to_path(&self) -> SpecPath {
        match self {
            Self::Root => SpecPath::default(),
            Self::Key(parent, key) => parent.to_path().key(key),
            Self::Item(parent, index) => parent.to_path().item(*index),
        }
    }

    /// Returns the keys on the path, the last first.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let links = std::iter::successors(Some(self), |link| match link {
            Self::Root => None,
            Self::Key(parent, _) | Self::Item(parent, _) => Some(*parent),
        });
        links.filter_map(|link| if let Self::Key(_, key) = link { Some(*key) } else { None })
    }
}

impl fmt::Display for PathLink<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(parent, key) => {
                parent.fmt(f)?;
                write_key(f, matches!(parent, Self::Root), key)
            }
            Self::Item(parent, index) => {
                parent.fmt(f)?;
                write_item(f, *index)
            }
        }
    }
}

fn write_key(f: &mut fmt::Formatter<'_>, is_first: bool, key: &str) -> fmt::Result {
    if is_first { f.write_str(key) } else { write!(f, ".{key}") }
}

fn write_item(f: &mut fmt::Formatter<'_>, index: usize) -> fmt::Result {
    write!(f, "[{index}]")
}

/// Returns the text of a path, and of each that it is below: what stands before any of its dots and brackets. Names may
/// have dots themselves, so that not each of them need be a path.
pub fn paths_above(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices(['.', '[']).map(|(end, _)| end).chain([path.len()]);
    ends.filter_map(|end| path.get(..end))
}

/// Returns whether the text of a path is that of another one, or of one below it.
pub fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use super::{PathLink, SpecPath, is_within};

    #[test]
    fn a_path_is_written_the_same_whether_it_is_owned_or_linked() {
        let owned = SpecPath::of(&["parameters", "Tag.N"]).key("rules").item(0);
        let (root, parameters);
        let tag;
        let rules = {
            root = PathLink::Root;
            parameters = PathLink::Key(&root, "parameters");
            tag = PathLink::Key(&parameters, "Tag.N");
            PathLink::Key(&tag, "rules")
        };
        let linked = PathLink::Item(&rules, 0);
        assert_eq!(owned.to_string(), "parameters.Tag.N.rules[0]");
        assert_eq!(linked.to_string(), owned.to_string());
        assert_eq!(linked.to_path(), owned);
        assert_eq!(linked.keys().collect::<Vec<_>>(), ["rules", "Tag.N", "parameters"]);
        assert_eq!(SpecPath::default().to_string(), "");
    }

    #[test]
    fn a_path_is_below_another_by_whole_steps() {
        let name = SpecPath::of(&["parameters", "Name"]);
        assert!(name.key("rules").starts_with(&name) && name.starts_with(&name));
        assert!(!SpecPath::of(&["parameters", "Names"]).starts_with(&name) && !name.starts_with(&name.item(0)));
        assert!(name.key("rules").parent() == name && SpecPath::default().parent().is_root());
        assert!(
            is_within("parameters.Name[0]", "parameters.Name") && !is_within("parameters.Names", "parameters.Name")
        );
    }
}
