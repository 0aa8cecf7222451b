//! Pairs of escapes that stand for one character together, as JSON writes what is beyond 16 bits: `"\ud83d\ude00"`.
//!
//! YAML takes JSON in, and one of the two parsers of a spec reads such pairs, the other does not.

use std::borrow::Cow;

use crate::source::{Children, Node, Span};

/// How long an escape of 16 bits is, as in `\ud83d`.
const LENGTH: usize = 6;

/// A text of YAML with each pair in double quotes as the one escape of the same character, given where its values stand.
pub fn joined<'t>(text: &'t str, root: &Node) -> Cow<'t, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return Cow::Borrowed(text);
    }
    let mut quoted = Vec::new();
    collect(text, root, &mut quoted);
    quoted.sort_by_key(|span| span.start);
    quoted.dedup();
    let mut joined = String::with_capacity(text.len());
    let mut end = 0;
    for span in quoted {
        joined.push_str(text.get(end..span.start).unwrap_or_default());
        joined.push_str(&join(text.get(span.clone()).unwrap_or_default()));
        end = span.end;
    }
    joined.push_str(text.get(end..).unwrap_or_default());
    Cow::Owned(joined)
}

/// The places of texts in double quotes, keys and values.
fn collect(text: &str, node: &Node, quoted: &mut Vec<Span>) {
    let is_scalar = matches!(node.children, Children::None);
    let spans = [Some(&node.key), Some(&node.value).filter(|_| is_scalar)];
    let is_quoted = |span: &&Span| text.get((*span).clone()).is_some_and(is_in_double_quotes);
    quoted.extend(spans.into_iter().flatten().filter(is_quoted).cloned());
    match &node.children {
        Children::None => {}
        Children::List(items) => items.iter().for_each(|item| collect(text, item, quoted)),
        Children::Map(fields) => fields.values().for_each(|field| collect(text, field, quoted)),
    }
}

fn is_in_double_quotes(text: &str) -> bool {
    text.len() > 1 && text.starts_with('"') && text.ends_with('"')
}

/// Joins the pairs in a text in double quotes.
fn join(quoted: &str) -> String {
    let mut joined = String::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        joined.push_str(before);
        if let Some(character) = pair(escape) {
            joined.push_str(&format!("\\U{:08X}", u32::from(character)));
            rest = &escape[2 * LENGTH..];
        } else {
            // What is escaped goes with its backslash, so that it begins no escape itself.
            let end = 1 + escape.chars().nth(1).map_or(0, char::len_utf8);
            joined.push_str(&escape[..end]);
            rest = &escape[end..];
        }
    }
    joined + rest
}

/// The character that two escapes at the beginning of a text stand for.
fn pair(text: &str) -> Option<char> {
    let unit = |at: usize| {
        let digits = text.get(at..at + LENGTH)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    char::decode_utf16([unit(0)?, unit(LENGTH)?]).next()?.ok().filter(|character| u32::from(*character) > 0xFFFF)
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn only_pairs_are_joined() {
        for (text, joined) in [
            (r#""\ud83d\ude00""#, r#""\U0001F600""#),
            (r#""a \uD83D\uDE00 b\ud83d\ude00""#, r#""a \U0001F600 b\U0001F600""#),
            (r#""\\ud83d\\ude00""#, r#""\\ud83d\\ude00""#),
            (r#""\\\ud83d\ude00""#, r#""\\\U0001F600""#),
            (r#""\ude00\ud83d \ud83d \u0041\u0042 \é""#, r#""\ude00\ud83d \ud83d \u0041\u0042 \é""#),
            (r#""\u+83d\ude00 \ud83d\ude""#, r#""\u+83d\ude00 \ud83d\ude""#),
        ] {
            assert_eq!(join(text), joined, "{text}");
        }
    }
}
