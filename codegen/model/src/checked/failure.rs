//! The marks by which a failure is recognised, and the places of its parts.

/// A field of a response that can say that the call failed.
#[derive(Clone, Debug)]
pub struct FailureField {
    /// Its path in the body, or its header.
    pub path: String,
    /// True if it says so by being there.
    pub present: bool,
    /// The values that say so.
    pub is: Vec<String>,
    /// The values beside which every other value says so; none where `is` tells it all.
    pub is_not: Vec<String>,
}

/// The places of the parts of an error: for each the paths to look at, in order, under the key of the format; and the codes that
/// say that all is well.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorFields {
    lists: Vec<(&'static str, Vec<String>)>,
}

impl ErrorFields {
    /// Takes over what is written under each key.
    pub fn of<'t>(lists: impl IntoIterator<Item = (&'static str, &'t [String])>) -> Self {
        Self { lists: lists.into_iter().map(|(key, texts)| (key, texts.to_vec())).collect() }
    }

    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.lists.iter().map(|(key, texts)| (*key, texts.as_slice()))
    }

    pub fn list(&self, key: &str) -> &[String] {
        self.lists().find(|(known, _)| *known == key).map_or(&[], |(_, texts)| texts)
    }

    /// Returns these, and what others have where these have nothing.
    #[must_use]
    pub fn or(mut self, others: &Self) -> Self {
        for (key, texts) in self.lists.iter_mut().filter(|(_, texts)| texts.is_empty()) {
            *texts = others.list(key).to_vec();
        }
        self
    }
}
