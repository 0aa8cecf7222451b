//! The kind of file that a text or some bytes are that are no page.

/// The first bytes of files, each with what the file is.
const STARTS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or a recording"),
    (b"PK\x03\x04", "a compressed file or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"bplist", "a web archive"),
    (b"From: <Saved by", "a web archive"),
    (b"MIME-Version:", "a web archive"),
    (b"{\\rtf", "a rich text document"),
];

/// Words of documents that describe an API for programs.
const DESCRIPTIONS: &[(&str, &str)] = &[
    ("openapi", "an OpenAPI document"),
    ("swagger", "an OpenAPI document"),
    ("asyncapi", "an AsyncAPI document"),
    ("syntax = \"proto", "a protobuf file"),
    ("<?xml", "XML"),
    ("<rss", "XML"),
    ("<feed", "XML"),
];

/// What to do about a text that is no page, by what it is.
const ADVICE: &[(&str, &str)] = &[
    (EMPTY, "save the page again"),
    (GARBLED, "save the page again, as UTF-8"),
    (JSON, "save the page of the documentation, and not a response of the API"),
    ("XML", "save the page of the documentation as HTML, or copy it as Markdown"),
    (LOGIN, "log in, and save the page that is shown then"),
    (FRAMES, "open what is in the frame by itself, and save that"),
    (SCRIPT, "save the page from a browser when its tables are shown, or copy it as Markdown"),
    ("an OpenAPI document", "save the page of the documentation that was made from it"),
    ("an AsyncAPI document", "save the page of the documentation that was made from it"),
    ("a protobuf file", "save the page of the documentation that was made from it"),
    ("a web archive", "save the page as HTML only"),
    (ERRORS, "save the page of an operation"),
    (STRUCTURE, "save the page of an operation, with its name, its path or the headings of its tables"),
];

/// A page with nothing but the fields of a structure.
pub(super) const STRUCTURE: &str = "a table of fields, and nothing of a call that has them";

/// A page with nothing but error codes that names no operation.
pub(super) const ERRORS: &str = "a list of error codes of no operation that it names";

const EMPTY: &str = "an empty text";
const GARBLED: &str = "text whose letters were lost in another encoding";
const JSON: &str = "JSON";
const LOGIN: &str = "HTML of a page to log in";
const FRAMES: &str = "HTML whose content is in another file";
const SCRIPT: &str = "HTML that a script has yet to fill in";

/// Returns what to do about a text of a kind; nothing where another way of saving it may be enough.
pub(super) fn advice(kind: &str) -> Option<&'static str> {
    if kind.contains("breaks off") {
        return Some("save the whole page");
    }
    if kind.starts_with("a page of what all operations have in common") {
        return Some("save the page of an operation");
    }
    ADVICE.iter().find(|(known, _)| *known == kind).map(|(_, advice)| *advice)
}

/// The fewest letters that a page shows which is not filled in by a script.
const SHOWN: usize = 200;

/// Returns what bytes are by their beginning; nothing where that is known of none.
pub fn file_kind(bytes: &[u8]) -> Option<&'static str> {
    STARTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// Returns what a text is that is no page; nothing where it is known to be nothing else.
pub(super) fn text_kind(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let lower = start.to_ascii_lowercase();
    let is_json = || start.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(start).is_ok();
    let description = description(&lower);
    if start.is_empty() {
        return Some(EMPTY);
    }
    file_kind(start.as_bytes())
        .or(description)
        .or_else(|| is_json().then_some(JSON))
        .or_else(|| html_kind(&lower))
        .or_else(|| is_garbled(start).then_some(GARBLED))
}

/// Returns what a description for programs is, in small letters: comments, marks of documents and what describes the API may stand
/// before the word for it.
fn description(lower: &str) -> Option<&'static str> {
    let is_comment =
        |line: &&str| line.is_empty() || ["#", "//", "---", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    let first = lower.lines().map(str::trim).find(|line| !is_comment(line))?;
    let of_yaml = ["openapi:", "swagger:", "asyncapi:"]
        .into_iter()
        .find(|word| lower.lines().any(|line| line.starts_with(*word)));
    let first = first.trim_start_matches(['{', '"', ' ']);
    let start = if first.is_empty() { lower.trim_start_matches(['{', '"', ' ', '\n']) } else { first };
    let is_kind =
        |(word, _): &&(&str, &str)| start.starts_with(word) || of_yaml.is_some_and(|found| found.starts_with(word));
    DESCRIPTIONS.iter().find(is_kind).map(|(_, kind)| *kind)
}

/// Returns what HTML is that has no table, in small letters.
fn html_kind(lower: &str) -> Option<&'static str> {
    let is_html = ["<!doctype html", "<html"].iter().any(|start| lower.starts_with(start));
    if is_html && (lower.contains("type=password") || lower.contains("type=\"password\"")) {
        return Some(LOGIN);
    }
    if !is_html {
        return None;
    }
    if lower.contains("<td") {
        return Some("HTML without a table of parameters");
    }
    if lower.contains("<frame") || lower.contains("<iframe") {
        return Some(FRAMES);
    }
    if lower.contains("<script") && shown(lower) < SHOWN {
        return Some(SCRIPT);
    }
    Some("HTML without a table")
}

/// Returns how many letters HTML shows.
fn shown(html: &str) -> usize {
    let mut rest = html;
    let mut count = 0;
    while let Some((before, tag)) = rest.split_once('<') {
        count += before.chars().filter(|letter| letter.is_alphanumeric()).count();
        let end = ["script", "style"].iter().find(|name| tag.starts_with(**name));
        let behind = end.and_then(|name| tag.split_once(&format!("</{name}"))).map_or(tag, |(_, behind)| behind);
        rest = behind.split_once('>').map_or("", |(_, behind)| behind);
    }
    count
}

/// Returns whether the letters of a text stand for others: it was read in an encoding that is not its own.
fn is_garbled(text: &str) -> bool {
    let letters = text.chars().filter(|letter| !letter.is_ascii()).count();
    let is_lost = |letter: &char| matches!(letter, '\u{fffd}' | '\u{80}'..='\u{ff}');
    let lost = text.chars().filter(is_lost).count();
    let is_replaced = text.matches("???").count() > 10;
    is_replaced || lost > 20 && lost * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::{GARBLED, advice, file_kind, text_kind};

    #[test]
    fn what_is_no_page_is_named() {
        for (text, kind) in [
            ("\n", Some("an empty text")),
            ("%PDF-1.7\n", Some("a PDF")),
            ("{\"a\": 1}", Some("JSON")),
            ("{\"openapi\": \"3.0.0\"}", Some("an OpenAPI document")),
            ("openapi: 3.1.0\npaths: {}", Some("an OpenAPI document")),
            ("<html><form><input type=password></form></html>", Some("HTML of a page to log in")),
            (
                "<html><script>var a = 'word'.repeat(900)</script><div>Loading</div></html>",
                Some("HTML that a script has yet to fill in"),
            ),
            ("<html><table><tr><td><input type=password></table></html>", Some("HTML of a page to log in")),
            ("<rss><channel/></rss>", Some("XML")),
            ("<html><p>No such page.</p></html>", Some("HTML without a table")),
            ("<html><table><tr><td>a</td></tr></table></html>", Some("HTML without a table of parameters")),
            ("# Books\n---\ninfo:\n  title: Books\nopenapi: 3.1.0", Some("an OpenAPI document")),
            ("// Books\n\nsyntax = \"proto3\";", Some("a protobuf file")),
            ("Ann lives in Köln.", None),
            ("# A page", None),
        ] {
            assert_eq!(text_kind(text), kind, "{text}");
        }
        let garbled = "请求参数 名称 类型 描述".bytes().map(char::from).collect::<String>();
        assert_eq!(text_kind(&garbled), Some(GARBLED));
        assert_eq!(advice(GARBLED), Some("save the page again, as UTF-8"));
        assert_eq!(advice("HTML without a table"), None);
        assert_eq!(file_kind(b"PK\x03\x04\x00"), Some("a compressed file or an office document"));
        assert_eq!(file_kind(b"Name | Type"), None);
    }
}
