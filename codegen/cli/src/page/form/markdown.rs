//! The markup of Markdown within a line: escapes, entities, emphasis, links and the tags of line breaks.

use pulldown_cmark::{Event, Options, Parser};

use super::super::section::heading;
use super::cells::is_rule;
use crate::prose::{replaced, unescaped};

/// The way in which the text of a page writes its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Every mark that means itself has a backslash before it.
    Escaped,
    /// Marks mean themselves.
    Plain,
    /// It is no Markdown: entities mean themselves as well.
    Text,
}

impl Escapes {
    /// Returns how a text writes its marks: what escapes them does so nearly everywhere.
    pub(super) fn of(text: &str) -> Self {
        let mut is_code = false;
        let (mut escaped, mut bare) = (0_usize, 0_usize);
        for line in text.lines() {
            if is_fence(line) {
                is_code = !is_code;
            } else if !is_code && !line.starts_with('#') {
                let line = without_code(line);
                let count = |marks: &[&str]| marks.iter().map(|mark| line.matches(mark).count()).sum::<usize>();
                let here = count(&["\\_", "\\*", "\\["]);
                escaped += here + count(&["\\{", "\\(", "\\<", "\\>"]);
                bare += count(&["_", "***", "["]).saturating_sub(here);
            }
        }
        let is_markdown = |line: &str| is_fence(line) || line.starts_with('#') || line.contains('|') && is_rule(line);
        if escaped > 0 && escaped * 2 >= bare {
            Self::Escaped
        } else if text.lines().any(is_markdown) {
            Self::Plain
        } else {
            Self::Text
        }
    }

    /// Returns a value as it is shown: its marks mean themselves, escaped or not.
    pub(super) fn decoded_value(self, text: &str) -> String {
        let text = with_breaks(text);
        match self {
            Self::Text => text,
            Self::Plain => with_entities(&text),
            Self::Escaped => {
                let whole = text.trim().strip_prefix("**").and_then(|text| text.strip_suffix("**"));
                let inner = whole.filter(|inner| !inner.is_empty() && !inner.contains('*')).unwrap_or(&text);
                unescaped(&with_json_escapes(inner))
            }
        }
    }

    /// Returns a cell or a line as it is shown; its own lines are kept.
    pub(super) fn decoded(self, text: &str) -> String {
        let text = with_breaks(text);
        match self {
            Self::Text => text,
            Self::Plain => with_entities(&text),
            Self::Escaped => text.split('\n').map(decoded_line).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// Takes away the code within a line, and its links.
fn without_code(line: &str) -> String {
    let text: String = line.split('`').step_by(2).collect();
    let mut rest = text.as_str();
    let mut result = String::new();
    while let Some((before, after)) = rest.split_once("](") {
        result.push_str(before.rsplit_once('[').map_or(before, |(before, _)| before));
        rest = after.split_once(')').map_or("", |(_, behind)| behind);
    }
    result + rest
}

/// Returns whether a line begins or ends a block of code.
pub(in super::super) fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Returns the index of the line that ends the block of code which a line begins: another such line, or, where that is lost, the
/// heading of a section, which no code has in it.
pub(in super::super) fn code_end(lines: &[&str], at: usize) -> usize {
    let first = |end: usize, stop: &dyn Fn(&str) -> bool| (at + 1..end).find(|line| stop(lines[*line]));
    let fence = first(lines.len(), &is_fence);
    let is_heading = |line: &str| (fence.is_none() || line.starts_with("## ")) && heading(line).is_some();
    let end = fence.unwrap_or(lines.len());
    first(end, &is_heading).unwrap_or(end)
}

/// Replaces the tags of line breaks by line breaks.
fn with_breaks(text: &str) -> String {
    let with_breaks = replaced(text, "<br", |after| {
        let behind = after.trim_start_matches([' ', '/', '\\']).strip_prefix('>');
        Some(behind.map_or(("<br".into(), after), |behind| ("\n".into(), behind)))
    });
    without_comments(&with_breaks)
}

/// Replaces the entities of HTML outside of code: `&lt;`, `&nbsp;`.
fn with_entities(text: &str) -> String {
    let decoded = |part: &str| {
        replaced(part, "&", |after| {
            Some(entity(after).map_or(("&".into(), after), |(letter, behind)| (letter.into(), behind)))
        })
    };
    outside_code(text, decoded)
}

/// Changes what stands outside of code, which backticks mark.
fn outside_code(text: &str, changed: impl Fn(&str) -> String) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { changed(part) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("`")
}

/// Returns what the entity is whose name begins a text, and the text behind it.
fn entity(text: &str) -> Option<(String, &str)> {
    // The names of HTML are not longer.
    const LONGEST: usize = 32;
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    let length = text.bytes().take(LONGEST).take_while(|byte| is_of_name(*byte)).count();
    let behind = text[length..].strip_prefix(';')?;
    let entity = format!("&{};", &text[..length]);
    match Parser::new(&entity).nth(1)? {
        Event::Text(letter) if *letter != *entity => Some((letter.to_string(), behind)),
        _ => None,
    }
}

/// Takes away the comments of HTML, which are not shown.
fn without_comments(text: &str) -> String {
    replaced(text, "<!--", |after| Some(("".into(), after.split_once("-->")?.1)))
}

/// Decodes one line. The mark of a list item stays, for it tells where an item begins.
fn decoded_line(line: &str) -> String {
    let text = line.trim_start();
    let marked = ["- ", "* ", "+ "].iter().find_map(|mark| text.strip_prefix(mark));
    let start = line.len() - marked.map_or(text.len(), |rest| rest.trim_start().len());
    let (lead, rest) = line.split_at(start);
    if rest.is_empty() { lead.to_owned() } else { format!("{lead}{}", inline(rest)) }
}

/// Decodes text that no mark at its start makes a block of its own.
fn inline(text: &str) -> String {
    // A word before the text keeps its first mark from beginning a list, a heading or a quotation.
    const GUARD: &str = "x ";
    // In code a backslash escapes nothing.
    let guarded = format!("{GUARD}{}", outside_code(text.trim_end(), with_json_escapes));
    let mut result = String::with_capacity(guarded.len());
    for event in Parser::new_ext(&guarded, Options::empty()) {
        match event {
            Event::Text(text) => result.push_str(&text),
            Event::Code(code) => result.push_str(&format!("`{code}`")),
            Event::InlineHtml(tag) if is_mark(&tag) => {}
            Event::InlineHtml(tag) | Event::Html(tag) => result.push_str(&tag),
            Event::SoftBreak | Event::HardBreak => result.push('\n'),
            _ => {}
        }
    }
    result.strip_prefix(GUARD).map_or_else(|| text.to_owned(), str::to_owned)
}

/// Escapes the backslashes that are escapes of JSON: a quotation mark means itself in Markdown, and is not escaped.
fn with_json_escapes(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        result.push(letter);
        if letter == '\\' {
            result.extend(if letters.peek() == Some(&'"') { Some('\\') } else { letters.next() });
        }
    }
    result
}

/// Returns whether a tag only says how text looks.
fn is_mark(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
    let name = name.split([' ', '>']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(name.as_str(), "b" | "i" | "strong" | "em" | "u" | "span" | "a" | "sup" | "sub" | "code" | "font")
}

#[cfg(test)]
mod tests {
    use super::Escapes;

    #[test]
    fn escapes_are_decoded_and_plain_marks_stay() {
        let decoded = |text| Escapes::Escaped.decoded(text);
        assert_eq!(decoded(r"s-a1\*\*\*\*"), "s-a1****");
        assert_eq!(decoded(r"The shelf\_id \[1,9\] is full."), "The shelf_id [1,9] is full.");
        assert_eq!(decoded("**on | off**"), "on | off");
        assert_eq!(decoded("one<br>- on：开。<br/>- off：关。"), "one\n- on：开。\n- off：关。");
        assert_eq!(decoded("[Regions](~~25609~~)"), "Regions");
        assert_eq!(decoded("array<string>"), "array<string>");
        assert_eq!(decoded("`a_b` &lt;c&gt;"), "`a_b` <c>");
        assert_eq!(decoded(r"\*   Standard"), "*   Standard");
        assert_eq!(decoded("-   a：**甲**。"), "-   a：甲。");
        assert_eq!(decoded("- "), "- ");
        assert_eq!(decoded("# x"), "# x");
        assert_eq!(decoded(r"<base64\_encoded\>"), "<base64_encoded>");
        assert_eq!(Escapes::Escaped.decoded_value(r"172.17.**.** a\_b"), "172.17.**.** a_b");
        for (text, expected) in [(r#"{\"a\_b\": \"\*\"}"#, r#"{\"a_b\": \"*\"}"#), (r#"\\"a\\\""#, r#"\"a\\""#)] {
            assert_eq!(
                (decoded(text), Escapes::Escaped.decoded_value(text)),
                (expected.to_owned(), expected.to_owned())
            );
        }
        assert_eq!(decoded(r#"`\"` \" a\_b"#), r#"`\"` \" a_b"#);
        assert_eq!(decoded("a <!-- b -->"), "a");
        assert_eq!(
            Escapes::Plain.decoded("&nbsp;&lt;b&gt; & `&lt;` &x=1; &amp;#39;"),
            "\u{a0}<b> & `&lt;` &x=1; &#39;"
        );
        assert_eq!(Escapes::Plain.decoded("&nosuchname; &; &#; &中; &"), "&nosuchname; &; &#; &中; &");
        let many = "&a".repeat(100_000) + ";";
        assert_eq!(Escapes::Plain.decoded(&many), many);
        assert_eq!(Escapes::Text.decoded("&lt;"), "&lt;");
        assert_eq!(Escapes::Plain.decoded("6C****<br>**x**"), "6C****\n**x**");
    }

    #[test]
    fn a_text_is_escaped_where_nearly_all_of_its_marks_are() {
        assert_eq!(Escapes::of(r"|shelf\_id|s-a1\*\*\*\*|"), Escapes::Escaped);
        assert_eq!(Escapes::of("|shelf_id|^a\\_b_c_d_e$|\n|--|--|"), Escapes::Plain);
        assert_eq!(Escapes::of("```\n\\_\n```\nx"), Escapes::Plain);
        assert_eq!(Escapes::of("Name | Type\na | b"), Escapes::Text);
    }
}
