//! Lines cut at the bars that part the cells of a table.

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Segment<'a> {
    pub(in super::super) text: &'a str,
    /// True if a bar ends it.
    pub(in super::super) is_closed: bool,
}

/// Cuts a line at its bars. A bar with text right before and behind it is part of that text, unless the table is compact,
/// with no space around any bar.
pub(in super::super) fn segments(line: &str, is_compact: bool) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut start = 0;
    // A backslash makes a bar a part of the text.
    for (place, _) in line.match_indices('|').filter(|(place, _)| !line[..*place].ends_with('\\')) {
        let before = &line[start..place];
        let after = &line[place + 1..];
        let is_clear = |text: &str, edge: Option<char>| text.is_empty() || edge.is_none_or(char::is_whitespace);
        let parts = is_compact
            || is_clear(before, before.chars().next_back())
                && (is_clear(after, after.chars().next()) || after.starts_with('|'));
        if parts {
            segments.push(Segment { text: before, is_closed: true });
            start = place + 1;
        }
    }
    let tail = &line[start..];
    if !tail.trim().is_empty() {
        segments.push(Segment { text: tail, is_closed: false });
    }
    segments
}

/// Returns whether a line only rules a table off, as in `---|---|`.
pub(in super::super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let has_dashes = ["--", ":-", "-:", "|-|"].iter().any(|dashes| line.contains(dashes));
    has_dashes && line.chars().all(|character| matches!(character, '-' | '|' | ':' | ' ' | '+' | '='))
}

#[cfg(test)]
mod tests {
    use super::{is_rule, segments};

    fn texts(line: &str, is_compact: bool) -> Vec<(&str, bool)> {
        segments(line, is_compact).iter().map(|segment| (segment.text.trim(), segment.is_closed)).collect()
    }

    #[test]
    fn bars_part_cells_and_bars_in_words_do_not() {
        assert_eq!(texts("A | b c | |", false), [("A", true), ("b c", true), ("", true)]);
        assert_eq!(texts("| A |", false), [("", true), ("A", true)]);
        assert_eq!(texts("a|b | open", false), [("a|b", true), ("open", false)]);
        assert_eq!(texts("x |||", false), [("x", true), ("", true), ("", true)]);
        assert_eq!(texts("a|b|", true), [("a", true), ("b", true)]);
        assert_eq!(texts(r"|a \| b|c|", true), [("", true), (r"a \| b", true), ("c", true)]);
        assert!(texts("no bar", false) == [("no bar", false)] && texts("", false).is_empty());
    }

    #[test]
    fn rules_are_only_dashes_and_bars() {
        assert!(
            is_rule("---|---|")
                && is_rule("|---|:--|")
                && is_rule("|:-|:-|")
                && is_rule("|-|-|")
                && !is_rule("- a | b")
                && !is_rule("|")
        );
    }
}
