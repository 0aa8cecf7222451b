//! Characters that a reader does not see, and those that no channel may get as they are.

use std::borrow::Cow;

use apiscribe_core::is_direction_mark;

/// A kind of character that is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HiddenKind {
    Control,
    /// White space other than U+0020.
    Blank,
    /// Changes the direction in which text runs.
    Direction,
    /// Has no width, or no shape.
    Invisible,
    /// Chooses a variant of the character before it.
    Variation,
}

/// Returns how a character is hidden: the one table of characters that a reader does not see or takes for a blank.
pub(crate) fn hidden_kind(character: char) -> Option<HiddenKind> {
    Some(match character {
        // Nearly all characters of all texts that are written are of these.
        ' '..='~' => return None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => HiddenKind::Control,
        // The last two are the blank pattern of Braille, and the blank of Chinese and Japanese.
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{2800}'
        | '\u{3000}' => HiddenKind::Blank,
        '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{e0100}'..='\u{e01ef}' => {
            HiddenKind::Variation
        }
        _ if is_direction_mark(character) => HiddenKind::Direction,
        _ if is_invisible(character) => HiddenKind::Invisible,
        _ => return None,
    })
}

/// Soft hyphen, joiners, fillers, marks of byte order and of annotations, shorthand, music, tags.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200d}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns whether a character has no look of its own and acts on what is around it, or hides: control characters, ends of
/// lines, marks that turn the direction of text, characters without width, tags.
///
/// The two joiners are not among them, which emoji and some scripts are spelled with.
pub(super) fn is_unprintable(character: char) -> bool {
    match hidden_kind(character) {
        Some(HiddenKind::Control | HiddenKind::Direction) => true,
        Some(HiddenKind::Invisible) => !matches!(character, '\u{200c}' | '\u{200d}'),
        Some(HiddenKind::Blank) => matches!(character, '\u{2028}' | '\u{2029}'),
        // Those of the plane of tags; the others belong to letters and emoji.
        Some(HiddenKind::Variation) => character >= '\u{e0000}',
        None => false,
    }
}

/// Returns whether a character shows in a name: it is not hidden, and it is one that Unicode knows.
pub(crate) fn is_visible(character: char) -> bool {
    // Behind a letter an accent shows, too.
    let text = format!("a{character}");
    hidden_kind(character).is_none() && (matches!(character, '"' | '\'' | '\\') || text.escape_debug().eq(text.chars()))
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
