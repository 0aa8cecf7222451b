//! The characters that no channel may get as they are.

use std::borrow::Cow;

/// Returns whether a character has no look of its own and acts on what is around it, or hides: control characters, ends of
/// lines, marks that turn the direction of text, characters without width, tags.
///
/// The two joiners are not among them, which emoji and some scripts are spelled with.
pub(super) fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Returns the text on one line, with each unprintable character spelled as Rust spells it, for example `\n` or `\u{1b}`.
pub(super) fn spelled(text: &str) -> Cow<'_, str> {
    let spell = |character: char| character.escape_default().to_string();
    replaced(text, |character| is_unprintable(character).then(|| spell(character)))
}

/// Returns the text with some characters replaced.
pub(super) fn replaced(text: &str, replacement: impl Fn(char) -> Option<String>) -> Cow<'_, str> {
    if !text.contains(|character| replacement(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len() + text.len() / 8);
    for character in text.chars() {
        match replacement(character) {
            Some(other) => result.push_str(&other),
            None => result.push(character),
        }
    }
    Cow::Owned(result)
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn unprintable_characters_are_spelled_and_others_stay() {
        assert_eq!(spelled("a\nb\u{1b}[2J\u{85}\u{2028}"), "a\\nb\\u{1b}[2J\\u{85}\\u{2028}");
        assert_eq!(
            spelled("\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}"),
            "\\u{202e}\\u{2066}\\u{200b}\\u{feff}\\u{e0041}"
        );
        let plain = "ä 书名 e\u{301} 👩\u{200d}🔬 \u{fe0f} `<b>` \\n";
        assert_eq!(spelled(plain), plain);
    }
}
