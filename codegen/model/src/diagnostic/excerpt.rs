//! The lines of a file that diagnostics show: all that a report keeps of its text, because there may be many such files.

use std::collections::BTreeMap;

use super::Location;
use super::lines::{Characters, Lines};
use crate::source::Span;

/// The number of lines that are kept before and after those that are spoken of: between two places that are near, some show.
const AROUND: usize = 2;

/// Some lines of a text.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    /// By where they begin in the text.
    lines: BTreeMap<usize, Line>,
}

#[derive(Clone, Debug)]
struct Line {
    /// Counted from 0.
    number: usize,
    text: String,
    characters: Characters,
}

impl Line {
    fn new(number: usize, text: String) -> Self {
        Self { number, characters: Characters::of(&text), text }
    }
}

impl Excerpt {
    /// The lines on which places begin.
    pub(super) fn new(text: &str, places: &[usize]) -> Self {
        let lines = Lines::of(text);
        let mut kept: Vec<(usize, usize)> = places
            .iter()
            .map(|place| lines.number(*place))
            .map(|number| (number.saturating_sub(AROUND), number.saturating_add(AROUND)))
            .collect();
        kept.sort_unstable();
        let mut kept = kept.into_iter().peekable();
        // The last line that is kept, of all places that begin before the one at hand.
        let mut until = None;
        let mut is_kept = |number: usize| {
            while let Some((_, last)) = kept.next_if(|(first, _)| *first <= number) {
                until = until.max(Some(last));
            }
            until.is_some_and(|last| number <= last)
        };
        let numbered = lines.each(text).enumerate();
        let lines = numbered.filter(|(number, _)| is_kept(*number));
        let lines = lines.map(|(number, (start, line))| (start, Line::new(number, line.to_owned()))).collect();
        Self { lines }
    }

    /// Takes in what another excerpt of the same text has.
    pub(super) fn join(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// Returns the line in which a place is.
    pub(super) fn line(&self, place: usize) -> Option<&str> {
        Some(&self.lines.range(..=place).next_back()?.1.text)
    }

    /// Returns the line with a number, counted from 1.
    pub(super) fn numbered(&self, number: usize) -> Option<&str> {
        self.lines.values().find(|line| line.number + 1 == number).map(|line| line.text.as_str())
    }

    /// Returns where the part of a span begins and ends that lies in its first line, which is one of those that were
    /// kept.
    pub(super) fn location(&self, span: &Span) -> Option<(Location, Location)> {
        let (start, line) = self.lines.range(..=span.start).next_back()?;
        let location = |offset: usize| {
            let column = line.characters.before(&line.text, offset - start) + 1;
            Location { line: line.number + 1, column }
        };
        let end = span.end.min(start + line.text.len()).max(span.start);
        Some((location(span.start), location(end)))
    }

    /// Puts stars in the place of a text that must not be shown.
    pub(super) fn mask(&mut self, secret: &Span) {
        let first = self.lines.range(..=secret.start).next_back().map_or(secret.start, |(start, _)| *start);
        for (start, line) in self.lines.range_mut(first..secret.end.max(first)) {
            let within = secret.start.saturating_sub(*start)..secret.end.saturating_sub(*start).min(line.text.len());
            if let Some(part) = line.text.get(within.clone()) {
                let stars: String = part.chars().map(|character| "*".repeat(character.len_utf8())).collect();
                line.text.replace_range(within, &stars);
                line.characters = Characters::of(&line.text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    /// The lines that are kept, each with its number.
    fn kept(excerpt: &Excerpt) -> Vec<(usize, &str)> {
        (1..20).filter_map(|number| Some((number, excerpt.numbered(number)?))).collect()
    }

    #[test]
    fn the_lines_of_places_are_kept_and_those_around() {
        let text = "a\n\nc\nä\ne\nf\ng\nh\ni\nj\n";
        assert_eq!(kept(&Excerpt::new(text, &[])), []);
        assert_eq!(kept(&Excerpt::new(text, &[0])), [(1, "a"), (2, ""), (3, "c")]);
        let last = [(9, "i"), (10, "j"), (11, "")];
        assert_eq!(kept(&Excerpt::new(text, &[text.len()])), last);
        let both = Excerpt::new(text, &[0, text.len()]);
        assert_eq!(kept(&both), [&[(1, "a"), (2, ""), (3, "c")], &last[..]].concat());
        assert_eq!(both.line(3), Some("c"));
        assert_eq!(Excerpt::new(text, &[3, 6]).line(6), Some("ä"));
    }

    #[test]
    fn only_the_secret_is_masked() {
        let text = "key: secret\nnext: secret\n";
        let mut masked = Excerpt::new(text, &[0]);
        masked.mask(&(5..11));
        assert_eq!(kept(&masked), [(1, "key: ******"), (2, "next: secret"), (3, "")]);
        masked.mask(&(8..24));
        assert_eq!(kept(&masked), [(1, "key: ******"), (2, "************"), (3, "")]);
    }

    #[test]
    fn two_excerpts_have_the_lines_of_both() {
        let text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj";
        let mut joined = Excerpt::new(text, &[0]);
        joined.join(Excerpt::new(text, &[18]));
        assert_eq!(kept(&joined), [(1, "a"), (2, "b"), (3, "c"), (8, "h"), (9, "i"), (10, "j")]);
    }
}
