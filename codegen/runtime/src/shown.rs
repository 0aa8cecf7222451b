//! Texts of a server as errors show them: of bounded length, on one line, and without what repeats the request.

use std::fmt;

use apiscribe_core::is_direction_mark;

/// The part of a text that is shown, in bytes.
const LIMIT: usize = 1024;

/// The part that is shown of a body that may be anything, in bytes.
const BEGINNING: usize = 200;

/// A text of a server, to be shown by `Display` or `Debug`.
pub(crate) struct Shown<'t> {
    text: &'t str,
    is_whole: bool,
}

impl<'t> Shown<'t> {
    /// The part of a text that can be shown, whatever the text is about.
    pub(crate) fn of(text: &'t str) -> Self {
        Self::until(text, echo(text).unwrap_or(text.len()))
    }

    /// The first sentence of a text that may repeat the request in any way.
    pub(crate) fn first_sentence(text: &'t str) -> Self {
        // The echo follows a sentence of its own, after a colon or, with newer signatures, in brackets.
        Self::until_any(text, &['.', '。', ':', '：', '[', '\n', '?', '&', '=', '%'])
    }

    /// The beginning of a body that may be anything, such as the page of a proxy, which may repeat the address that was called.
    pub(crate) fn beginning(body: &'t str) -> Self {
        let end = body.match_indices('?').map(|(index, _)| index).find(|index| is_query(&body[index + 1..]));
        let end = end.unwrap_or(body.len()).min(BEGINNING);
        Self::until(body, echo(body).unwrap_or(end).min(end))
    }

    /// The address of a page without its query, which may repeat the request in any way.
    pub(crate) fn page(text: &'t str) -> Self {
        Self::until_any(text, &[' ', '[', '\n', '?', '#', '&', '=', '%'])
    }

    fn until_any(text: &'t str, ends: &[char]) -> Self {
        let end = text.find(ends).unwrap_or(text.len());
        Self::until(text, echo(text).unwrap_or(end).min(end))
    }

    fn until(text: &'t str, end: usize) -> Self {
        let start = beginning(text, end.min(LIMIT));
        Self { text: start, is_whole: start.len() == text.len() }
    }
}

/// The beginning of a text, of so many bytes at most, cut between two characters.
pub(crate) fn beginning(text: &str, limit: usize) -> &str {
    let end = (0..=text.len().min(limit)).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0);
    &text[..end]
}

/// The same as a text of its own, which tells that it was cut.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let start = beginning(text, limit);
    format!("{start}{}", if start.len() < text.len() { "…" } else { "" })
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.text.split_inclusive(is_control) {
            let end = piece.trim_end_matches(is_control);
            write!(f, "{end}{}", piece[end.len()..].escape_debug())?;
        }
        f.write_str(if self.is_whole { "" } else { "…" })
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}{}", self.text, if self.is_whole { "" } else { "…" })
    }
}

/// Returns whether a text begins with the first parameter of a query.
fn is_query(text: &str) -> bool {
    let name = text.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '%'));
    name.len() < text.len() && name.starts_with('=')
}

/// Returns whether a terminal or a log could take a text with this character for something else.
fn is_control(character: char) -> bool {
    character.is_control() || is_direction_mark(character)
}

/// Words after which servers repeat the text that was signed.
const ECHO_WORDS: &[&[&str]] = &[&["string", "to", "sign"], &["canonical", "request"], &["签名字符串"]];

/// Names of what signs a request, which a request has with a value behind them.
const SIGNING_NAMES: &[&[&str]] = &[
    &["access", "key", "id"],
    &["access", "key", "secret"],
    &["security", "token"],
    &["signature"],
    &["signature", "nonce"],
    &["signature", "provided"],
    &["credential"],
    &["authorization"],
    &["x", "acs", "content", "sha256"],
];

/// The prefixes of the ids of access keys and of temporary credentials.
const KEY_ID_STARTS: &[&str] = &["LTAI", "STS.", "TMP.", "AKIA", "ASIA", "AKID"];

/// The least number of letters and digits that follow such a prefix.
const KEY_ID_REST: usize = 8;

/// The path of a request and what is around it, as older and newer signatures have them after the method.
const SIGNED_PATHS: [&str; 2] = ["&%2f&", "\n/"];

/// Returns where the part of a text begins that repeats the request.
fn echo(text: &str) -> Option<usize> {
    let marks = text.char_indices().filter_map(|(index, _)| mark(text, index));
    let first = marks.min()?;
    // What is repeated as it was signed has lines of its own, and the first may come before what was found.
    Some(text.find('\n').map_or(first, |line| line.min(first)))
}

/// Returns where a part that repeats the request begins, as told by what stands at an index.
fn mark(text: &str, index: usize) -> Option<usize> {
    let rest = text.get(index..)?;
    if let Some(length) = ECHO_WORDS.iter().find_map(|words| words_at(rest, words)) {
        return Some(index + length);
    }
    let has_value = |words: &&[&str]| words_at(rest, words).is_some_and(|length| is_assigned(&rest[length..]));
    let is_echo = SIGNING_NAMES.iter().any(has_value)
        || is_key_id(rest)
        || SIGNED_PATHS.iter().any(|path| starts_with(rest, path));
    // The rest of a query or of an object stands before it without a space.
    is_echo.then(|| text[..index].rfind(char::is_whitespace).map_or(0, |space| space + 1))
}

/// Returns how long words are that a text begins with, in any case and with or without something between them.
fn words_at(text: &str, words: &[&str]) -> Option<usize> {
    let mut rest = text;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix([' ', '-', '_']).unwrap_or(rest);
        }
        rest = if starts_with(rest, word) { &rest[word.len()..] } else { return None };
    }
    Some(text.len() - rest.len())
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// Returns whether a value follows a name, in a query (encoded or not), a header, JSON or XML.
fn is_assigned(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\' | '`'));
    rest.starts_with(['=', ':', '：', '>']) || ["%3d", "%253d", "%3a"].iter().any(|sign| starts_with(rest, sign))
}

fn is_key_id(text: &str) -> bool {
    let rest = KEY_ID_STARTS.iter().find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count() >= KEY_ID_REST)
}

#[cfg(test)]
mod tests {
    use super::Shown;

    fn shown(text: &str) -> String {
        Shown::of(text).to_string()
    }

    #[test]
    fn texts_that_repeat_nothing_are_shown_whole() {
        for text in [
            "",
            "The specified ImageId does not exist.",
            "AccessKeyId is mandatory for this action.",
            "The input parameter \"Signature\" that is mandatory is not supplied.",
            "Image: [a.b] cannot: be. changed",
            "https://error-center.aliyun.com/status/search?Keyword=SignatureDoesNotMatch&source=PopGw",
            "LTAI is how ids begin, as in LTAIxx",
            "参数无效",
        ] {
            assert_eq!(shown(text), text);
            assert_eq!(format!("{:?}", Shown::of(text)), format!("{text:?}"));
        }
    }

    #[test]
    fn what_repeats_the_request_is_left_out() {
        for (text, rest) in [
            ("Wrong. server string to sign is:POST&%2F&hunter2", "Wrong. server string to sign…"),
            ("Wrong. StringToSign=hunter2", "Wrong. StringToSign…"),
            ("server CANONICAL_REQUEST is [hunter2]", "server CANONICAL_REQUEST…"),
            ("服务端的待签名字符串：hunter2", "服务端的待签名字符串…"),
            ("Was POST&%2F&Password%3Dhunter2", "Was …"),
            ("Was /?Password=hunter2&AccessKeyId=id", "Was …"),
            ("Was Password%3Dhunter2%26accesskeyid%3Did", "Was …"),
            ("Was {\"Password\":\"hunter2\",\"AccessKeyId\":\"id\"}", "Was …"),
            ("Was {\\\"access_key_secret\\\": \\\"hunter2\\\"}", "Was …"),
            ("<SignatureProvided>hunter2</SignatureProvided>", "…"),
            ("sent Authorization: ACS3-HMAC-SHA256 hunter2", "sent …"),
            ("sent Credential=hunter2,SignedHeaders=host", "sent …"),
            ("sent x-acs-security-token:hunter2", "sent …"),
            ("sent signature-nonce = hunter2", "sent …"),
            ("the signature 'Signature'：hunter2", "the signature …"),
            ("Was POST\n/\nPassword=hunter2\nhost:h", "Was …"),
            ("sent\nPassword: hunter2\nAuthorization: x", "sent…"),
            ("sent x-acs-content-sha256:hunter2", "sent …"),
            ("no key LTAIhunter2hunter2 here", "no key …"),
            ("no key STS.hunter2hunter2", "no key …"),
            ("x?Signature%253Dhunter2", "…"),
        ] {
            assert_eq!(shown(text), rest, "{text}");
            let debug = format!("{:?}", Shown::of(text));
            assert!(!debug.contains("hunter2") && debug.ends_with('…'), "{debug}");
        }
    }

    #[test]
    fn a_text_that_repeats_the_request_in_an_unknown_way_ends_with_its_first_sentence() {
        for (text, rest) in [
            ("It is wrong. hunter2", "It is wrong…"),
            ("It is wrong：hunter2", "It is wrong…"),
            ("It is [hunter2]", "It is …"),
            ("It is wrong", "It is wrong"),
            ("It is wrong\nhunter2", "It is wrong…"),
            ("POST&/&hunter2", "POST…"),
            ("POST%26hunter2", "POST…"),
            ("Password=hunter2", "Password…"),
            ("/?hunter2", "/…"),
            ("LTAIhunter2hunter2: wrong", "…"),
        ] {
            assert_eq!(Shown::first_sentence(text).to_string(), rest);
        }
    }

    #[test]
    fn of_an_address_that_may_repeat_the_request_in_an_unknown_way_the_query_is_left_out() {
        for (text, rest) in [
            ("https://h.example/a/b", "https://h.example/a/b"),
            ("https://h.example/a?hunter2", "https://h.example/a…"),
            ("https://h.example/a#hunter2", "https://h.example/a…"),
            ("https://h.example/LTAIhunter2hunter2", "…"),
            ("see hunter2", "see…"),
            ("[hunter2", "…"),
            ("POST\nhunter2", "POST…"),
            ("POST&hunter2", "POST…"),
            ("POST%26hunter2", "POST…"),
            ("Password=hunter2", "Password…"),
        ] {
            assert_eq!(Shown::page(text).to_string(), rest);
        }
    }

    #[test]
    fn a_body_that_may_be_anything_is_shown_up_to_a_query() {
        for (text, rest) in [
            ("<html>Bad Gateway</html>", "<html>Bad Gateway</html>"),
            ("<?xml version='1.0'?><html/>", "<?xml version='1.0'?><html/>"),
            ("Really? Yes = no", "Really? Yes = no"),
            ("no page /a?password=hunter2", "no page /a…"),
            ("no page /a?%70assword=hunter2", "no page /a…"),
            ("no page /a?filter[password]=hunter2", "no page /a…"),
            ("{\"AccessKeyId\":\"LTAIhunter2hunter2\"}", "…"),
        ] {
            assert_eq!(Shown::beginning(text).to_string(), rest);
        }
        assert_eq!(Shown::beginning(&"字".repeat(100)).to_string(), "字".repeat(66) + "…");
    }

    #[test]
    fn long_texts_end_at_a_character() {
        assert_eq!(shown(&"a".repeat(1024)), "a".repeat(1024));
        assert_eq!(shown(&"a".repeat(1025)), "a".repeat(1024) + "…");
        assert_eq!(shown(&"字".repeat(1000)), "字".repeat(341) + "…");
        let late = format!("{} AccessKeyId=x", "a".repeat(2000));
        assert_eq!(shown(&late), "a".repeat(1024) + "…");
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(
            shown("a\u{1b}[31m\r\nb\tc\u{85}字\u{202e}d\u{61c}"),
            "a\\u{1b}[31m\\r\\nb\\tc\\u{85}字\\u{202e}d\\u{61c}"
        );
        assert_eq!(format!("{:?}", Shown::of("a\u{1b}")), r#""a\u{1b}""#);
    }
}
