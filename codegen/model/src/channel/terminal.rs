//! Terminals, and the logs of runs, which obey escape sequences, take control characters for orders and turn text around.

use std::borrow::Cow;
use std::fmt;

use super::character::{is_unprintable, replaced, spelled};

/// Text that a terminal shows as it is, on as many lines as it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalText(pub(super) String);

impl TerminalText {
    /// Returns a line. The end of a line in the text is spelled, too.
    pub fn line(text: impl fmt::Display) -> Self {
        let mut lines = Self::default();
        lines.push_line(text);
        lines
    }

    /// Returns a text that has lines of its own, for example that of a file.
    pub fn lines(text: &str) -> Self {
        let mut lines = Self::default();
        text.split_terminator('\n').for_each(|line| lines.push_line(line));
        lines
    }

    /// Returns a file that is to be redirected, for example a draft of a spec: lines of it are no commands to anybody.
    pub fn document(text: &str) -> Self {
        Self(text.split('\n').map(spelled).collect::<Vec<_>>().join("\n"))
    }

    /// Returns a text that was laid out and styled, with its colours and weights, which are the only escape sequences kept.
    /// The beginnings of its lines are the layout's.
    pub fn styled(text: &str) -> Self {
        let mut lines = Self::default();
        for mut rest in text.split_terminator('\n') {
            while let Some((before, style, behind)) = split_at_style(rest) {
                lines.0.push_str(&part(before));
                lines.0.push_str(style);
                rest = behind;
            }
            lines.0.push_str(&part(rest));
            lines.0.push('\n');
        }
        lines
    }

    /// Adds a line.
    pub fn push_line(&mut self, text: impl fmt::Display) {
        self.0.push_str(&line(&text.to_string()));
        self.0.push('\n');
    }

    /// Adds lines.
    pub fn append(&mut self, more: &Self) {
        self.0.push_str(&more.0);
    }

    /// Returns whether there is nothing to be shown.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, with the ends of its lines.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns a text on one line, with unprintable characters spelled.
///
/// The log of a run on GitHub is a terminal that obeys lines with `::` at their beginning or `##[` anywhere.
pub fn line(text: &str) -> String {
    let text = part(text);
    match text.trim_start().strip_prefix("::") {
        Some(rest) => format!("{}\\u{{3a}}:{rest}", &text[..text.len() - rest.len() - 2]),
        None => text,
    }
}

/// Returns a part of a line that begins with something else, with unprintable characters spelled.
pub fn part(text: &str) -> String {
    spelled(text).replace("##[", "#\\u{23}[")
}

/// Splits a line at its first style, for example `ESC [ 1 ; 31 m`.
fn split_at_style(line: &str) -> Option<(&str, &str, &str)> {
    line.match_indices("\u{1b}[").find_map(|(start, opening)| {
        let parameters = start + opening.len();
        let end = line[parameters..].find(|other: char| !other.is_ascii_digit() && other != ';')? + parameters;
        let behind = line[end..].strip_prefix('m')?;
        Some((&line[..start], &line[start..=end], behind))
    })
}

/// Returns lines of a file in which each unprintable character is one that prints: what stands in a line and column stays
/// there. Any part of a text becomes the same by itself as it does in the whole.
pub fn source(text: &str) -> Cow<'_, str> {
    let is_layout = |character: char| matches!(character, '\n' | '\r' | '\t');
    replaced(text, |character| (is_unprintable(character) && !is_layout(character)).then(|| picture(character)))
}

/// The picture of a control character; of others there is none.
fn picture(character: char) -> String {
    let picture = match u32::from(character) {
        code @ 0..0x20 => char::from_u32(0x2400 + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    };
    picture.unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

#[cfg(test)]
mod tests {
    use super::{TerminalText, source};

    #[test]
    fn of_what_is_styled_only_the_styles_stay() {
        let text = TerminalText::styled("\u{1b}[1;31ma\u{1b}[0m\u{1b}[2J\u{1b}]0;t\u{7}\u{9b}1m\u{1b}[\nb\tc\u{1b}[m");
        let expected = "\u{1b}[1;31ma\u{1b}[0m\\u{1b}[2J\\u{1b}]0;t\\u{7}\\u{9b}1m\\u{1b}[\nb\\tc\u{1b}[m\n";
        assert_eq!(text.as_str(), expected);
    }

    #[test]
    fn a_line_is_one_line() {
        let mut text = TerminalText::line("a\nb\r\u{2028}c");
        text.append(&TerminalText::lines("d\ne\u{1b}[1m\n"));
        assert_eq!(text.as_str(), "a\\nb\\r\\u{2028}c\nd\ne\\u{1b}[1m\n");
    }

    #[test]
    fn no_line_is_a_command_of_a_workflow() {
        let text = TerminalText::lines("::error::a\n  ::b\na ::b ##[group]c");
        assert_eq!(text.as_str(), "\\u{3a}:error::a\n  \\u{3a}:b\na ::b #\\u{23}[group]c\n");
    }

    #[test]
    fn a_source_keeps_its_lines_and_columns() {
        let text = "a\u{1b}b\u{9b}c\u{202e}\td\r\n\u{e0041}e";
        assert_eq!(source(text), "a\u{241b}b\u{fffd}c\u{fffd}\td\r\n\u{fffd}e");
        assert_eq!(source(text).chars().count(), text.chars().count());
    }
}
