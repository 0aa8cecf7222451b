//! Finds lines and columns without going through a text again for each of them.

/// A line and a column, counted from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Location {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The greatest number of bytes that are gone through to find a column, however long the line is.
const STEP: usize = 1024;

/// The number of characters before any byte of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Characters {
    /// Those before each multiple of `STEP` but the first.
    marks: Vec<usize>,
}

impl Characters {
    pub(super) fn of(text: &str) -> Self {
        let mut count = 0;
        let full = text.as_bytes().chunks_exact(STEP);
        let marks = full.map(|chunk| {
            count += starts(chunk);
            count
        });
        Self { marks: marks.collect() }
    }

    /// Counts the characters that begin before a byte of the text that this was made of.
    pub(super) fn before(&self, text: &str, offset: usize) -> usize {
        let (mark, rest) = self.behind_mark(text, offset);
        mark + starts(rest)
    }

    /// The characters before the last mark, and the bytes from there on, which are to be gone through.
    fn behind_mark<'t>(&self, text: &'t str, offset: usize) -> (usize, &'t [u8]) {
        let offset = offset.min(text.len());
        let index = (offset / STEP).min(self.marks.len());
        let mark = index.checked_sub(1).and_then(|index| self.marks.get(index));
        (mark.copied().unwrap_or_default(), text.as_bytes().get(index * STEP..offset).unwrap_or_default())
    }
}

/// Returns how many characters begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines {
    /// The first byte of each line.
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let newlines = text.match_indices('\n').map(|(index, _)| index + 1);
        Self { starts: std::iter::once(0).chain(newlines).collect() }
    }

    /// The line of a byte, counted from 0.
    pub(super) fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The first byte of each line, and its text.
    pub(super) fn each<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        self.starts.iter().copied().zip(text.split('\n'))
    }
}

/// The line and column of every byte of a text; the text is given again with each question.
#[derive(Debug)]
pub struct Locations {
    lines: Lines,
    characters: Characters,
}

impl Locations {
    pub fn of(text: &str) -> Self {
        Self { lines: Lines::of(text), characters: Characters::of(text) }
    }

    /// Returns the line and the column of a byte.
    pub fn at(&self, text: &str, offset: usize) -> Location {
        let number = self.lines.number(offset);
        let before = |offset| self.characters.before(text, offset);
        let start = self.lines.starts.get(number).copied().unwrap_or_default();
        Location { line: number + 1, column: before(offset) - before(start) + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Characters, STEP};

    /// Going through the text from its start, as plain as can be.
    fn plain(text: &str, offset: usize) -> super::Location {
        let before = &text[..offset];
        let line = before.rsplit('\n').next().unwrap_or_default();
        super::Location { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }

    #[test]
    fn a_place_has_the_line_and_column_that_counting_gives() {
        let text = format!("first: 1\n\n{}: ä\n{}😀\nend", "中文".repeat(700), "a".repeat(3 * STEP));
        let locations = super::Locations::of(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(locations.at(&text, offset), plain(&text, offset), "{offset}");
        }
        assert_eq!(super::Locations::of("").at("", 0), plain("", 0));
    }

    /// The test counts the bytes that are read for 100,000 places in one line of 4 MB.
    #[test]
    fn a_column_far_out_in_a_long_line_takes_no_longer_than_a_near_one() {
        let text = "{ code: A, status: 400, message: 中 }, ".repeat(100_000);
        let characters = Characters::of(&text);
        let bytes = |offset| characters.behind_mark(&text, offset).1.len();
        let places = (0..100_000).map(|row| row * text.len() / 100_000);
        assert!(places.map(bytes).all(|bytes| bytes < STEP));
    }
}
