//! Text that servers break: bytes that are not UTF-8, and halves of characters in JSON.

/// What stands for a character that cannot be told.
const REPLACEMENT: &str = "\\ufffd";

/// A JSON text in which what is no character is replaced; `None` where there is nothing to replace.
pub(crate) fn mended(json: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(json);
    let with_pairs = pair_surrogates(&text);
    (with_pairs.as_bytes() != json).then_some(with_pairs)
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
            assert_eq!(mended(json.as_bytes()).as_deref(), expected, "{json}");
        }
        assert_eq!(mended(b"\"a\xffb\"").as_deref(), Some("\"a\u{fffd}b\""));
    }
}
