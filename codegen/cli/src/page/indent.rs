//! Marks of nesting and white space before a name.

/// Marks of nesting that count for two spaces, as do the wide spaces of Unicode.
const WIDE: &str = "\t\u{3000}└├─│┗┣∟–—•·●○◦>»-∙+";

/// Returns how far a name stands in, and the name alone.
pub(super) fn without_indent(name: &str) -> (usize, &str) {
    let mut width = 0;
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        width += match first {
            ' ' | '\u{a0}' => 1,
            '\u{2000}'..='\u{200a}' => 2,
            mark if WIDE.contains(mark) => 2,
            '*' if rest[1..].starts_with(' ') => 2,
            _ => break,
        };
        rest = &rest[first.len_utf8()..];
    }
    (width, rest.trim_end())
}
