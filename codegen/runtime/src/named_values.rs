//! The values of names that are only known when the program runs, as an envelope has them.

use crate::envelope::Wanted;

/// A value for each key that some names can have.
pub(crate) struct NamedValues {
    names: Vec<&'static str>,
    /// A key can be that of two names: `code`, where a service has a field of that name, and `Code`.
    values: Vec<(Key<'static>, Option<String>)>,
}

/// A key in two parts: its first byte, and the others.
type Key<'k> = (Option<u8>, &'k [u8]);

fn key_of(text: &str) -> Key<'_> {
    text.as_bytes().split_first().map_or((None, &[]), |(first, others)| (Some(*first), others))
}

fn with_small_letter((first, others): Key<'_>) -> Key<'_> {
    (first.map(|first| first.to_ascii_lowercase()), others)
}

impl NamedValues {
    pub(crate) fn of(names: impl IntoIterator<Item = &'static str>) -> Self {
        let names: Vec<_> = names.into_iter().collect();
        let mut values = Vec::with_capacity(2 * names.len());
        for key in names.iter().map(|name| key_of(name)).flat_map(|key| [key, with_small_letter(key)]) {
            if !values.iter().any(|(known, _)| *known == key) {
                values.push((key, None));
            }
        }
        Self { names, values }
    }

    /// The value under a name; exactly the name goes before the one with a small first letter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = |key| self.values.iter().find(|(known, _)| *known == key).and_then(|(_, value)| value.as_deref());
        value(key_of(name)).or_else(|| value(with_small_letter(key_of(name))))
    }
}

impl Wanted for NamedValues {
    fn names(&self) -> Vec<&'static str> {
        self.names.clone()
    }

    fn place(&self, key: &str) -> Option<usize> {
        let key = key_of(key);
        self.values.iter().position(|(known, _)| *known == key)
    }

    fn set(&mut self, place: usize, value: Option<&str>) {
        self.values[place].1 = value.map(str::to_owned);
    }
}
