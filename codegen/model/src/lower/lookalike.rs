//! Letters that look like Latin ones and are none.
//!
//! Unicode's whole table of confusables weighs more than everything else that a build script compiles of this crate, and a
//! check of the command line alone would make an `allow` of it useless in a build. So the scripts that resemble Latin are
//! listed here, with those of their letters that cannot be told from a Latin one. Chinese, Japanese and Korean text stands
//! beside Latin as a matter of course and is left alone.

use std::fmt;

/// A script that resembles Latin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Cyrillic,
    Greek,
    Armenian,
    Cherokee,
    FullWidth,
    Mathematical,
}

impl Script {
    fn of(character: char) -> Option<Self> {
        Some(match character {
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => Self::Cyrillic,
            '\u{530}'..='\u{58f}' => Self::Armenian,
            '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Self::Cherokee,
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => Self::FullWidth,
            '\u{1d400}'..='\u{1d7ff}' => Self::Mathematical,
            _ => return None,
        })
    }

    /// Returns whether every letter of the script is suspicious beside Latin ones. Greek ones are symbols there, as in
    /// `Δt`.
    fn never_mixes(self) -> bool {
        self != Self::Greek
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cyrillic => "Cyrillic",
            Self::Greek => "Greek",
            Self::Armenian => "Armenian",
            Self::Cherokee => "Cherokee",
            Self::FullWidth => "full-width",
            Self::Mathematical => "mathematical",
        })
    }
}

/// Letters that cannot be told from Latin ones, each before that one.
const TWINS: &str = "аaАAВBсcСCԁdеeЕEԍGһhНHіiІIјjЈJКKӏlМMоoОOрpРPԛqѕsЅSТTуyУYѵvԝwԜWхxХXӀI\
                     ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaοoνvρpιiυuγyκk\
                     օoՕOսuՍUհhոnցgզqյjՏSԼL\
                     ᎪAᏴBᏟCᎠDᎬEᎻHᎫJᏦKᏞLᎷMᎢTᏙVᎳWᏃZ";

/// Returns the Latin letter or digit that a character cannot be told from.
fn twin(character: char) -> Option<char> {
    if Script::of(character) == Some(Script::FullWidth) {
        return char::from_u32(u32::from(character) - 0xfee0);
    }
    let mut letters = TWINS.chars();
    let mut pairs = std::iter::from_fn(|| letters.next().zip(letters.next()));
    pairs.find(|(other, _)| *other == character).map(|(_, latin)| latin)
}

/// A letter that looks like a Latin one, or stands among Latin ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LookAlike {
    pub(super) character: char,
    script: Script,
}

impl fmt::Display for LookAlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { character, script } = self;
        write!(f, "the {script} letter U+{:04X}", u32::from(*character))?;
        match twin(*character) {
            Some(latin) => write!(f, ", which looks like `{latin}`"),
            None => f.write_str(" among Latin letters"),
        }
    }
}

/// Returns the first letter of a text that is not of the script that a reader takes it for.
pub(super) fn find(text: &str) -> Option<LookAlike> {
    if text.is_ascii() {
        return None;
    }
    // Scripts of which the text has a letter that no Latin one looks like.
    let mut shown: Vec<Script> = Vec::new();
    for LookAlike { character, script } in look_alikes(text) {
        if !shown.contains(&script) && twin(character).is_none() {
            shown.push(script);
        }
    }
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    words.find_map(|word| among_latin(word).or_else(|| twins_alone(word, &shown)))
}

/// A foreign letter in a word that has Latin ones, too.
fn among_latin(word: &str) -> Option<LookAlike> {
    let has_latin = word.chars().any(|letter| matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}'));
    let has_digit = word.contains(|letter: char| letter.is_ascii_digit());
    look_alikes(word).find(|LookAlike { character, script }| {
        let is_digit = character.is_numeric() && twin(*character).is_some();
        (has_latin || has_digit && is_digit) && (script.never_mixes() || twin(*character).is_some())
    })
}

/// Returns the first letter of a word all of whose letters look like Latin ones, if the text does not show its script.
fn twins_alone(word: &str, shown: &[Script]) -> Option<LookAlike> {
    let first = look_alikes(word).next()?;
    let is_all_twins = word.chars().all(|letter| letter.is_ascii_digit() || twin(letter).is_some());
    // Alone, a small Greek letter is a symbol.
    let is_symbol = first.script == Script::Greek && first.character.is_lowercase() && word.chars().count() == 1;
    (is_all_twins && !shown.contains(&first.script) && !is_symbol).then_some(first)
}

fn look_alikes(text: &str) -> impl Iterator<Item = LookAlike> {
    text.chars().filter_map(|character| Script::of(character).map(|script| LookAlike { character, script }))
}

#[cfg(test)]
mod tests {
    use super::{TWINS, find, twin};

    #[test]
    fn each_twin_is_before_its_latin_letter() {
        let letters: Vec<char> = TWINS.chars().collect();
        assert!(letters.chunks(2).all(|pair| !pair[0].is_ascii() && pair[1].is_ascii_alphabetic()), "{TWINS}");
        assert_eq!((twin('а'), twin('Ａ'), twin('９'), twin('б')), (Some('a'), Some('A'), Some('9'), None));
    }

    #[test]
    fn letters_of_other_scripts_are_found_where_they_pass_for_latin_ones() {
        let words =
            "InDеbt Іnternal.Error InDebt.Ѕ сосо imαge ΑΒ Imageб hօst IDＡ ＥＣＳ 2０14 １ 𝐈mage 2014-05-2６ 1а ᎪPI";
        for text in words.split(' ') {
            assert!(find(text).is_some(), "{text}");
        }
    }

    #[test]
    fn text_in_its_own_script_is_left_alone() {
        let words =
            "InDebt 按量付费ECS ECS实例 日本語のAPI 한국어API Привет Δt μs λ α-1 ελληνικά Größe Ａ型 （ECS） тест1 ½";
        for text in words.split(' ').chain(["с городом"]) {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
