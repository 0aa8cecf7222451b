//! Text that servers break: bytes that are not UTF-8, halves of characters in JSON, and numbers that JSON or a double lacks.

use apiscribe_core::Value;

use crate::decode_error::DecodeError;

/// The stand-in for a character that cannot be told.
const REPLACEMENT: &str = "\\ufffd";

/// A JSON text that can be read, and what had to be replaced in it for that.
pub(crate) struct Mended {
    pub(crate) text: String,
    pub(crate) replaced: Vec<DecodeError>,
}

/// A JSON text in which what is no character is replaced, and what is no number of double precision is text; `None` where
/// there is nothing to replace.
pub(crate) fn mended(json: &[u8]) -> Option<Mended> {
    let with_pairs = pair_surrogates(&String::from_utf8_lossy(json));
    let text = quote_numbers(&with_pairs);
    let causes = [
        (with_pairs.as_bytes() != json, DecodeError::broken_text()),
        (text != with_pairs, DecodeError::broken_number()),
    ];
    let replaced: Vec<_> = causes.into_iter().filter(|(is_cause, _)| *is_cause).map(|(_, cause)| cause).collect();
    (!replaced.is_empty()).then_some(Mended { text, replaced })
}

/// Reads a body, and once more if it is JSON that could not be read to its end and can be mended; tells whether it then could.
#[inline]
pub(crate) fn read_mended(body: &str, mut read: impl FnMut(&str) -> bool) -> bool {
    read(body) || body.starts_with(['{', '[']) && mended(body.as_bytes()).is_some_and(|mended| read(&mended.text))
}

/// The text with each escape replaced that is half of a pair without its other half.
fn pair_surrogates(mut text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    while let Some(place) = text.find('\\') {
        let (before, escape) = text.split_at(place);
        mended.push_str(before);
        let (length, is_half) = match (code_unit(escape), escape.get(6..).and_then(code_unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, false),
            (Some(0xd800..=0xdfff), _) => (6, true),
            // The character behind a backslash, which may be one itself.
            _ => (1 + escape[1..].chars().next().map_or(0, char::len_utf8), false),
        };
        mended.push_str(if is_half { REPLACEMENT } else { &escape[..length] });
        text = &escape[length..];
    }
    mended.push_str(text);
    mended
}

/// The code unit of an escape such as `\ud83d`.
fn code_unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

/// The text with each number in quotation marks that JSON has not, or that no double comes near.
fn quote_numbers(mut json: &str) -> String {
    let mut quoted = String::with_capacity(json.len());
    while let Some(first) = json.chars().next() {
        let length = match first {
            '"' => string_length(json),
            _ if is_of_number(first) => json.find(|next| !is_of_number(next)).unwrap_or(json.len()),
            _ => first.len_utf8(),
        };
        let (token, rest) = json.split_at(length);
        let mark = if is_odd_number(token) { "\"" } else { "" };
        quoted.extend([mark, token, mark]);
        json = rest;
    }
    quoted
}

/// Returns the length of the string that a JSON text begins with, in bytes.
fn string_length(json: &str) -> usize {
    let mut is_escaped = false;
    let end = json.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 2)
}

fn is_of_number(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.')
}

/// Returns whether a token is a number beyond the range of doubles, or a word that some libraries write for a number.
fn is_odd_number(token: &str) -> bool {
    let is_infinite = || token.parse().is_ok_and(f64::is_infinite);
    matches!(token, "NaN" | "Infinity" | "-Infinity") || Value::is_decimal(token) && is_infinite()
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn only_what_is_no_character_is_replaced() {
        for (json, expected) in [
            (r#""\ud800""#, Some(r#""\ufffd""#)),
            (r#""\udc00x""#, Some(r#""\ufffdx""#)),
            (r#""\ud83d\ud83d\ude00""#, Some(r#""\ufffd\ud83d\ude00""#)),
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud800""#, None),
            (r#""\\\ud800""#, Some(r#""\\\ufffd""#)),
            (r#""\n\"\u00e9""#, None),
            (r#""\ud8"#, None),
            (r"\", None),
            (r"\é\", None),
        ] {
            assert_eq!(mended(json.as_bytes()).map(|mended| mended.text).as_deref(), expected, "{json}");
        }
        assert_eq!(mended(b"\"a\xffb\"").map(|mended| mended.text).as_deref(), Some("\"a\u{fffd}b\""));
    }

    #[test]
    fn only_what_is_no_number_of_double_precision_is_made_text() {
        for (json, expected) in [
            ("[1e400,-1E+400]", Some(r#"["1e400","-1E+400"]"#)),
            (r#"{"a":NaN,"b":[Infinity,-Infinity]}"#, Some(r#"{"a":"NaN","b":["Infinity","-Infinity"]}"#)),
            (r#"{"NaN":"\"NaN 1e400","b":1e400"#, Some(r#"{"NaN":"\"NaN 1e400","b":"1e400""#)),
            ("[1e-400,1e308,-0,true,null]", None),
            ("[nan,inf,-inf,01e400,1e400.0,+Infinity]", None),
            (r#""1e400"#, None),
        ] {
            assert_eq!(mended(json.as_bytes()).map(|mended| mended.text).as_deref(), expected, "{json}");
        }
        let both = mended(br#"["\ud800",NaN]"#).map(|mended| mended.replaced.len());
        assert_eq!(both, Some(2));
    }
}
