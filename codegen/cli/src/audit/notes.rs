//! The gaps and errata of a spec: which differences they excuse.

use std::cell::RefCell;
use std::collections::BTreeSet;

use apiscribe_model::format;
use apiscribe_model::spec_path::SpecPath;

use crate::draft::{TextPart, left_out_row};

/// A gap or an erratum.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) is_gap: bool,
    pub(super) index: usize,
    pub(super) at: String,
    pub(super) what: String,
    pub(super) taken_from: Option<String>,
}

impl Note {
    pub(super) fn path(&self) -> SpecPath {
        SpecPath::of(&[if self.is_gap { "gaps" } else { "errata" }]).item(self.index)
    }
}

/// The words of a source that a spec has to excuse.
pub(super) struct Words<'w> {
    pub(super) all: &'w str,
    /// Those that a note has to quote so that a change shows.
    pub(super) quotes: &'w [&'w str],
    /// The code of an error, and what one of its rows says.
    pub(super) row: Option<(&'w str, &'w str)>,
}

impl<'w> Words<'w> {
    pub(super) const fn of(all: &'w str, quotes: &'w [&'w str]) -> Self {
        Self { all, quotes, row: None }
    }
}

/// All notes of a spec, and which of them have excused something.
pub(super) struct Notes {
    list: Vec<Note>,
    used: RefCell<BTreeSet<usize>>,
}

impl Notes {
    pub(super) fn of(gaps: &[format::Gap], errata: &[format::Erratum]) -> Self {
        let gaps = gaps.iter().enumerate().map(|(index, gap)| Note {
            is_gap: true,
            index,
            at: gap.at.clone().unwrap_or_default(),
            what: gap.what.clone().unwrap_or_default(),
            taken_from: gap.taken_from.clone(),
        });
        let errata = errata.iter().enumerate().map(|(index, erratum)| Note {
            is_gap: false,
            index,
            at: erratum.at.clone().unwrap_or_default(),
            what: erratum.what.clone().unwrap_or_default(),
            taken_from: None,
        });
        Self { list: gaps.chain(errata).collect(), used: RefCell::default() }
    }

    /// Returns whether a note at one of the paths excuses that the page has something: it has to quote what the page
    /// has.
    pub(super) fn quote(&self, paths: &[String], quoted: &[&str]) -> bool {
        self.excuse(paths, &Words::of("", quoted))
    }

    /// Returns whether a note at one of the paths excuses that a source has something; one about a row of an error is about
    /// that row alone.
    pub(super) fn excuse(&self, paths: &[String], has: &Words<'_>) -> bool {
        let is_about = |what: &str| match left_out_row(what) {
            Some([status, code, message]) => has.row.is_some_and(|(name, says)| {
                let row = [status, message].map(|text| if text == "-" { "" } else { text }).join(" ");
                squeezed(code) == squeezed(name) && squeezed(&row) == squeezed(says)
            }),
            None => !has.quotes.is_empty() && has.quotes.iter().all(|text| says(what, text)),
        };
        self.mark(|note| paths.contains(&note.at) && is_about(&note.what))
    }

    /// Returns whether a gap at one of the paths says that the page lacks it.
    pub(super) fn gap(&self, paths: &[String]) -> bool {
        self.mark(|note| note.is_gap && paths.contains(&note.at))
    }

    /// Returns whether an erratum at a path excuses that the page has something: it has to quote it.
    pub(super) fn erratum_quotes(&self, path: &str, quoted: &str) -> bool {
        self.mark(|note| !note.is_gap && note.at == path && says(&note.what, quoted))
    }

    /// Returns whether a gap at one of the paths says where something comes from that the page does not have.
    pub(super) fn source(&self, paths: &[String]) -> bool {
        self.mark(|note| note.is_gap && note.taken_from.is_some() && paths.contains(&note.at))
    }

    /// Returns all that the notes at a path say.
    pub(super) fn texts(&self, path: &str) -> impl Iterator<Item = &str> {
        self.list.iter().filter(move |note| note.at == path).map(|note| note.what.as_str())
    }

    /// Returns the parts of a text at a path of which gaps tell, each with the index of the gap.
    pub(super) fn parts(&self, path: &str) -> Vec<(usize, TextPart)> {
        let gaps = self.list.iter().enumerate().filter(|(_, note)| note.is_gap && note.at == path);
        gaps.filter_map(|(index, note)| Some((index, TextPart::of_gap(&note.what)?))).collect()
    }

    /// Notes that a note has excused something.
    pub(super) fn use_note(&self, index: usize) {
        self.used.borrow_mut().insert(index);
    }

    /// Returns whether a note is one of a kind.
    pub(super) fn has(&self, is: impl Fn(&str) -> bool) -> bool {
        self.list.iter().any(|note| is(&note.what))
    }

    fn mark(&self, excuses: impl Fn(&Note) -> bool) -> bool {
        let found: Vec<usize> = (0..self.list.len()).filter(|index| excuses(&self.list[*index])).collect();
        self.used.borrow_mut().extend(&found);
        !found.is_empty()
    }

    /// Returns the notes that have excused nothing.
    pub(super) fn unused(&self) -> impl Iterator<Item = &Note> {
        let used = self.used.borrow();
        let unused: Vec<usize> = (0..self.list.len()).filter(|index| !used.contains(index)).collect();
        unused.into_iter().map(|index| &self.list[index])
    }
}

/// Returns a text whose words one space parts. Messages show a line break as `\n`.
fn squeezed(text: &str) -> String {
    text.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a note quotes a text as a whole; how white space is written does not count.
fn says(what: &str, text: &str) -> bool {
    let (what, text) = (squeezed(what), squeezed(text));
    if !text.contains(char::is_alphanumeric) {
        // A mark alone stands in many a sentence; quoted it is meant.
        return !text.is_empty() && what.contains(&format!("`{text}`"));
    }
    let is_word = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
    what.match_indices(&text).any(|(start, _)| {
        let (before, behind) = (what[..start].chars().next_back(), what[start + text.len()..].chars().next());
        let starts_word = is_word(text.chars().next()) && is_word(before);
        let ends_word = is_word(behind) && !text.ends_with('。');
        !starts_word && !ends_word
    })
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn only_whole_texts_are_quoted() {
        assert!(says("the page has `two\\nlines` here", "two\nlines"));
        assert!(says("the status is 400 here", "400") && !says("the code is E4001", "400"));
        assert!(!says("it runs http://或者 together", "http://"));
        assert!(!says("written as \"*\"", "*") && says("written as `*`", "*"));
        assert!(!says("anything", ""));
    }
}
