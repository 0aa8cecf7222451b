//! Documentation of generated code: Markdown as rustdoc reads it, in comments as rustc reads them.

use std::borrow::Cow;

use super::character::{is_unprintable, replaced};

/// Returns a line of documentation without unprintable characters: rustc refuses a lone carriage return in a comment, and
/// marks that turn the direction of what follows.
pub fn visible(text: &str) -> Cow<'_, str> {
    let blank = |character: char| if character.is_control() { " ".to_owned() } else { String::new() };
    replaced(text, |character| is_unprintable(character).then(|| blank(character)))
}

/// Returns an address as a link, with what would end it early written as HTTP writes it.
pub fn link(url: &str) -> String {
    format!("<{}>", url.trim().replace('<', "%3C").replace('>', "%3E").replace(char::is_whitespace, "%20"))
}

/// Returns prose so that rustdoc shows it as it is written: brackets are no links, `<` opens no tag, addresses are links. Of
/// `[text](address)` both are shown. Code stays code.
pub fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let (before, from_fence) = rest.split_at(start);
        escape_outside_code(before, &mut result);
        let fence = fence(from_fence);
        let code = code_length(&from_fence[fence..], fence);
        // A fence that nothing closes opens nothing.
        match code {
            Some(length) => result.push_str(&from_fence[..fence + length]),
            None => result.push_str(&"\\`".repeat(fence)),
        }
        rest = &from_fence[fence + code.unwrap_or(0)..];
    }
    escape_outside_code(rest, &mut result);
    result
}

/// Returns how many backticks a text begins with.
fn fence(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Returns the length of the code that a text begins with, up to and with the next fence of a length.
fn code_length(text: &str, length: usize) -> Option<usize> {
    let mut offset = 0;
    while let Some(start) = text[offset..].find('`') {
        let found = fence(&text[offset + start..]);
        offset += start + found;
        if found == length {
            return Some(offset);
        }
    }
    None
}

fn escape_outside_code(text: &str, result: &mut String) {
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some((label, address, length)) = named_link(rest) {
            // Whoever reads the words of a link sees where it leads.
            escape_outside_code(label, result);
            result.push_str(&format!(" (<{address}>)"));
            rest = &rest[length..];
            continue;
        }
        if rest.starts_with("http://") || rest.starts_with("https://") {
            let address = address(rest);
            let is_whole = address.len() > "https://".len();
            result.push_str(&if is_whole { format!("<{address}>") } else { format!("`{address}`") });
            rest = &rest[address.len()..];
            continue;
        }
        if matches!(next, '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '#' | '|' | '~') || is_entity(rest) {
            result.push('\\');
        }
        result.push(next);
        rest = &rest[next.len_utf8()..];
    }
}

/// Returns the text and the address of the link that a text begins with, and its length.
fn named_link(text: &str) -> Option<(&str, &str, usize)> {
    let (label, behind) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = behind.split_once(')')?;
    let is_address = (target.starts_with("http://") || target.starts_with("https://")) && address(target) == target;
    // A link cannot stand within another.
    let is_label = !label.trim().is_empty() && !label.contains(['[', ']', '\n']) && !label.contains("://");
    (is_label && is_address && !target.contains(['(', '\\', '*', '|'])).then_some((
        label,
        target,
        label.len() + target.len() + 4,
    ))
}

/// Returns a row of a table with the text of its cells as [`escaped`] writes it; a bar within a cell has a backslash.
pub fn escaped_cells(row: &str) -> String {
    let row = row.trim();
    let is_rule = row.chars().all(|letter| "|-: ".contains(letter));
    if is_rule {
        return row.to_owned();
    }
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cells = inner.replace("\\|", "\u{0}");
    let cell = |cell: &str| escaped(&cell.trim().replace('\u{0}', "|")).replace("\\|", "|").replace('|', "\\|");
    let cells: Vec<String> = cells.split('|').map(cell).collect();
    format!("| {} |", cells.join(" | "))
}

fn address(text: &str) -> &str {
    let is_end = |end: char| end.is_whitespace() || end.is_control() || "<>[]\"'`，。；：）)".contains(end);
    let end = text.find(is_end).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?'])
}

/// Returns whether a text begins with a character's name in HTML, for example `&lt;`.
fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('&').and_then(|text| text.split_once(';')).map(|(name, _)| name);
    let name = name.map(|name| name.strip_prefix('#').unwrap_or(name));
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_cells, visible};

    #[test]
    fn cells_of_a_table_keep_their_bars() {
        assert_eq!(escaped_cells("| a_b | `x\\|y` | <c> |"), "| a\\_b | `x\\|y` | \\<c\\> |");
        assert_eq!(escaped_cells("|:--|--|"), "|:--|--|");
    }

    #[test]
    fn prose_shows_as_it_is_written() {
        for (text, expected) in [
            ("see [here] and <b>", "see \\[here\\] and \\<b\\>"),
            ("`[code]` stays", "`[code]` stays"),
            ("at https://a.example/x_y.", "at <https://a.example/x_y>."),
            ("not http:// or https://.", "not `http://` or `https://`."),
            ("a lone ` tick", "a lone \\` tick"),
            ("acs:ecs:*:image", "acs:ecs:\\*:image"),
            ("&lt;b&gt; & c; &#60;", "\\&lt;b\\&gt; & c; \\&\\#60;"),
            ("``a`<b>`` <b>", "``a`<b>`` \\<b\\>"),
            ("``` <b> ``", "\\`\\`\\` \\<b\\> \\`\\`"),
            ("see [a <b>](https://a.example/x_y), now", "see a \\<b\\> (<https://a.example/x_y>), now"),
            (
                "see [a](nowhere) and [b](https://b.example/ c)",
                "see \\[a\\](nowhere) and \\[b\\](<https://b.example/> c)",
            ),
            ("[https://c.example](https://c.example)", "\\[<https://c.example>\\](<https://c.example>)"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn marks_that_turn_the_text_and_lone_returns_are_not_there() {
        assert_eq!(visible("a\r\rb \u{202e}c\u{2066}\u{1b}\u{0}"), "a  b c  ");
    }
}
