//! A description as lines, and its lines as sentences.

use super::marks::unmarked_text;
use super::markup::EDITION;

/// A description, line by line.
pub(super) struct Document {
    pub(super) lines: Vec<Line>,
    /// True if a mark says that the value is deprecated, which is in none of the lines.
    pub(super) is_deprecated: bool,
}

/// A line that is not blank.
pub(super) struct Line {
    pub(super) indent: usize,
    /// True if a bullet or a number stood before the text.
    pub(super) is_item: bool,
    /// True if it stands in one edition of the documentation, and others have something else there.
    pub(super) is_of_edition: bool,
    /// True if a bar before it marks it as a note.
    pub(super) is_quoted: bool,
    pub(super) text: String,
}

const BULLETS: &[&str] = &["* ", "- ", "+ ", "• ", "· ", "●", "•", "·", "*\t", "-\t"];

impl Document {
    pub(super) fn new(text: &str) -> Self {
        let (text, is_deprecated) = unmarked_text(text);
        Self { lines: text.lines().filter_map(Line::new).collect(), is_deprecated }
    }

    /// Returns the lines below one of them.
    pub(super) fn below(&self, line: usize) -> &[Line] {
        self.lines.get(line + 1..).unwrap_or_default()
    }

    /// Returns the text behind a place in one of the lines.
    pub(super) fn behind(&self, line: usize, place: usize) -> String {
        let rest = self.lines[line].text.get(place..).unwrap_or_default();
        let below = self.below(line).iter().map(|line| line.text.as_str());
        [rest].into_iter().chain(below).collect::<Vec<_>>().join("\n")
    }
}

impl Line {
    fn new(line: &str) -> Option<Self> {
        let is_of_edition = line.starts_with(EDITION);
        let line = line.trim_start_matches(EDITION);
        let quoted = line.trim_start().trim_start_matches(['>', '#']);
        let text = quoted.trim();
        if text.is_empty() {
            return None;
        }
        let indent = line.len() - line.trim_start().len();
        let is_quoted = line.trim_start().starts_with('>');
        let item = BULLETS
            .iter()
            .find_map(|bullet| text.strip_prefix(bullet))
            .or_else(|| tight_item(text))
            .or_else(|| numbered(text));
        let (is_item, text) = (item.is_some(), item.unwrap_or(text).trim().to_owned());
        Some(Self { indent, is_item, is_of_edition, is_quoted, text })
    }
}

/// Reads `-value` as an item; `-1` is a number.
fn tight_item(text: &str) -> Option<&str> {
    text.strip_prefix(['-', '*']).filter(|rest| rest.starts_with(|first: char| first.is_alphabetic() || first == '`'))
}

/// Reads `1. text` and `1) text` as an item.
fn numbered(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|first: char| first.is_ascii_digit());
    let is_number = rest.len() < text.len();
    rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")).filter(|_| is_number)
}

/// Splits a line into sentences without their full stops, each with the place where it starts.
pub(super) fn sentences(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut start, mut depth, mut is_code) = (0, 0_usize, false);
    for (place, letter) in line.char_indices() {
        match letter {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            '`' => is_code = !is_code,
            _ => {}
        }
        let end = place + letter.len_utf8();
        if depth == 0 && !is_code && is_stop(letter, &line[..place], &line[end..]) {
            found.push((start, &line[start..place]));
            start = end;
        }
    }
    found.push((start, &line[start..]));
    let trimmed = found.into_iter().map(|(start, text)| (start + text.len() - text.trim_start().len(), text.trim()));
    trimmed.filter(|(_, sentence)| !sentence.is_empty()).collect()
}

fn is_stop(letter: char, before: &str, behind: &str) -> bool {
    let is_end = behind.is_empty() || behind.starts_with(char::is_whitespace);
    match letter {
        '。' | '；' | '！' | '？' => true,
        ';' => is_end || behind.starts_with(|next: char| !next.is_ascii()),
        '.' => is_end && !is_abbreviation(before),
        _ => false,
    }
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '（', ',']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(word.as_str(), "e.g" | "i.e" | "etc" | "vs" | "incl" | "approx" | "no")
        && !before.trim_end().ends_with(' ')
}
