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
    /// The length of the whole text in bytes, and how many ends of lines it has.
    length: usize,
    ends: usize,
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
    /// The lines on which places stand.
    pub(super) fn new(text: &str, places: &[Span]) -> Self {
        let lines = Lines::of(text);
        let mut kept: Vec<(usize, usize)> = places
            .iter()
            .map(|place| {
                (lines.number(place.start).saturating_sub(AROUND), lines.number(place.end).saturating_add(AROUND))
            })
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
        let ends = text.matches('\n').count();
        let numbered = lines.each(text).enumerate();
        let lines = numbered.filter(|(number, _)| is_kept(*number));
        let lines = lines.map(|(number, (start, line))| (start, Line::new(number, line.to_owned()))).collect();
        Self { lines, length: text.len(), ends }
    }

    /// Takes in what another excerpt of the same text has.
    pub(super) fn join(&mut self, other: Self) {
        self.lines.extend(other.lines);
    }

    /// The text, with blanks in place of the lines that were not kept, so that everything else stands where it stood.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.length);
        let mut before = None;
        for (start, Line { number, text: line, .. }) in &self.lines {
            fill(&mut text, before, *number, *start);
            text.push_str(line);
            before = Some(*number);
        }
        fill(&mut text, before, self.ends, self.length);
        text
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

/// Goes on from the line before to the beginning of another, or to the end of the text.
fn fill(text: &mut String, before: Option<usize>, number: usize, length: usize) {
    let ends = number.saturating_sub(before.unwrap_or(0));
    let blanks = " ".repeat(length.saturating_sub(text.len() + ends));
    // The blanks go where neither the line before nor the one that follows is.
    let first = usize::from(before.is_some()).min(ends);
    text.extend(["\n".repeat(first), blanks, "\n".repeat(ends - first)]);
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Span};

    /// The lines on which places of a text stand, each given by its two ends.
    fn excerpt(text: &str, places: &[(usize, usize)]) -> Excerpt {
        let places: Vec<Span> = places.iter().map(|(start, end)| *start..*end).collect();
        Excerpt::new(text, &places)
    }

    #[test]
    fn what_is_kept_stands_where_it_stood() {
        let text = "first: 1\n\nthird: ä\nfourth: 4\n# five\n# six\n# seven\n# eight\n# nine\nten: 10\n";
        let ten = text.find("ten").expect("it is there");
        let (first, ten, end) = ((0, 5), (ten, ten + 3), (text.len(), text.len()));
        for places in [vec![], vec![first], vec![ten], vec![first, ten], vec![end]] {
            let kept = excerpt(text, &places).text();
            assert_eq!(kept.len(), text.len(), "{places:?}");
            assert_eq!(kept.lines().count(), text.lines().count(), "{places:?}");
            for (start, _) in places {
                let line = |text: &str| text[start..].lines().next().map(str::to_owned);
                assert_eq!(line(&kept), line(text));
                assert_eq!(kept[..start].matches('\n').count(), text[..start].matches('\n').count());
            }
            assert!(!kept.contains("# six"), "{kept}");
        }
    }

    #[test]
    fn only_the_secret_is_masked() {
        let text = "key: secret\nnext: secret\n";
        let mut masked = excerpt(text, &[(0, 3)]);
        masked.mask(&(5..11));
        assert_eq!(masked.text(), "key: ******\nnext: secret\n");
        masked.mask(&(8..24));
        assert_eq!(masked.text(), "key: ******\n************\n");
    }

    #[test]
    fn two_excerpts_have_the_lines_of_both() {
        let text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
        let mut joined = excerpt(text, &[(0, 1)]);
        joined.join(excerpt(text, &[(18, 19)]));
        assert_eq!(joined.text(), "a\nb\nc\n    \n\n\n\nh\ni\nj\n");
    }
}
