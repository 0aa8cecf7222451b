//! Characters that a reader does not see, or takes for a blank.

use std::fmt;

use apiscribe_core::is_han;

use crate::channel::character::{HiddenKind, hidden_kind};

/// A hidden character of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) character: char,
    pub(super) kind: HiddenKind,
}

impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            HiddenKind::Control => "a control character",
            HiddenKind::Blank => "unusual white space",
            HiddenKind::Direction => "a control of text direction",
            HiddenKind::Invisible => "an invisible character",
            HiddenKind::Variation => "a variation selector",
        };
        write!(f, "{kind} (U+{:04X})", u32::from(self.character))
    }
}

/// Returns the first hidden character of a wanted kind, unless it is what makes an emoji or joins letters of its script.
pub(super) fn find(text: &str, is_wanted: impl Fn(Hidden) -> bool) -> Option<Hidden> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_control();
    if text.bytes().all(is_plain) {
        return None;
    }
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if let Some(kind) = hidden_kind(character) {
            let hidden = Hidden { character, kind };
            if is_wanted(hidden) && !is_meant(before, character, characters.peek().copied()) {
                return Some(hidden);
            }
        }
        before = Some(character);
    }
    None
}

/// Returns whether a hidden character does what it is for.
fn is_meant(before: Option<char>, character: char, after: Option<char>) -> bool {
    let is = |character: Option<char>, test: fn(char) -> bool| character.is_some_and(test);
    match character {
        // Between digit and frame it makes a keycap, behind a symbol an emoji.
        '\u{fe00}'..='\u{fe0f}' => is(before, is_symbol) || after == Some('\u{20e3}'),
        '\u{e0100}'..='\u{e01ef}' => is(before, is_han),
        '\u{200c}' | '\u{200d}' if is(before, joins) => is(after, joins),
        '\u{200d}' => is(before, |before| before == '\u{fe0f}' || is_symbol(before)) && is(after, is_symbol),
        // Flags of regions are a black flag and tags.
        '\u{e0020}'..='\u{e007f}' => is(before, |before| matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}')),
        _ => false,
    }
}

fn is_symbol(character: char) -> bool {
    let is_in_range = matches!(character, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}');
    is_in_range && hidden_kind(character).is_none() && !character.is_alphanumeric()
}

/// Returns whether a letter is of a script that writes words with joiners: Arabic, and those of India and its
/// neighbours.
fn joins(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{109f}') && hidden_kind(character).is_none()
}

#[cfg(test)]
mod tests {
    use super::{HiddenKind, find};

    fn kinds(text: &str) -> Option<HiddenKind> {
        find(text, |_| true).map(|hidden| hidden.kind)
    }

    #[test]
    fn hidden_characters_are_found_wherever_they_stand() {
        for (kind, characters) in [
            (HiddenKind::Control, "\0\t\n\u{1b}\u{7f}\u{85}\u{9f}"),
            (HiddenKind::Blank, "\u{a0}\u{1680}\u{2003}\u{2028}\u{202f}\u{205f}\u{2800}\u{3000}"),
            (HiddenKind::Direction, "\u{61c}\u{200e}\u{202e}\u{2066}\u{2069}"),
            (HiddenKind::Invisible, "\u{ad}\u{34f}\u{200b}\u{200c}\u{200d}\u{2060}\u{3164}\u{feff}\u{fff9}\u{e0041}"),
            (HiddenKind::Variation, "\u{fe00}\u{fe0f}\u{180b}\u{e0100}"),
        ] {
            for character in characters.chars() {
                let around = [("", ""), ("", "Debt"), ("In", "Debt"), ("InDebt", ""), ("InDebt.", "")];
                for text in around.map(|(before, after)| format!("{before}{character}{after}")) {
                    assert_eq!(kinds(&text), Some(kind), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_joiner_between_an_emoji_and_a_letter_joins_nothing() {
        for text in ["👩\u{200d}", "\u{200d}💻", "👩\u{200d}a", "a\u{200d}💻"] {
            assert_eq!(kinds(text), Some(HiddenKind::Invisible), "{text:?}");
        }
    }

    #[test]
    fn emoji_and_joined_letters_are_left_alone() {
        for text in [
            "plain text",
            "按量付费（后付费），IPv6",
            "[50000, +♾\u{fe0f})",
            "1\u{fe0f}\u{20e3}",
            "👩\u{200d}💻",
            "❤\u{fe0f}\u{200d}🔥",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
            "می\u{200c}خواهم",
            "葛\u{e0100}",
            "é e\u{301} 한국어 ½",
        ] {
            assert_eq!(kinds(text), None, "{text:?}");
        }
    }
}
