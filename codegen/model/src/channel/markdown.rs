//! Markdown, in which text could be a heading, a link, a tag of HTML or, on GitHub, a mention of a person.

use super::character::spelled;

/// Returns a text as code: with a fence that it does not have, and on one line.
pub fn code(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let text = spelled(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A blank is taken off both ends, if both have one and there is something between them.
    let is_stripped = text.starts_with(' ') && text.ends_with(' ') && text.contains(|character| character != ' ');
    let pad = if text.starts_with('`') || text.ends_with('`') || is_stripped { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A document, for a changelog or a pull request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkdownText(pub(super) String);

impl MarkdownText {
    /// Adds the generator's own markup.
    pub fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text as code.
    pub fn code(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&code(text));
        self
    }

    /// Adds a sentence, or a part of one. What stands between backticks is code, and so is each word that is not a plain
    /// one: a backslash would keep Markdown from obeying it, but not GitHub, which looks for mentions and links in what
    /// Markdown has made.
    pub fn prose(&mut self, text: &str) -> &mut Self {
        for (index, part) in text.split('`').enumerate() {
            match index % 2 {
                0 => self.words(part),
                _ => self.0.push_str(&code(part)),
            }
        }
        self
    }

    fn words(&mut self, text: &str) {
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                self.0.push(' ');
            }
            self.0.push_str(&if word.is_empty() || is_plain(word) { word.to_owned() } else { code(word) });
        }
    }
}

/// Returns whether a word is one of letters or a number, with hyphens and apostrophes within and punctuation behind.
fn is_plain(word: &str) -> bool {
    let word = word.strip_prefix('(').unwrap_or(word).trim_end_matches([',', '.', ';', ':', ')']);
    let parts = || word.split(['-', '\'', '’']);
    word.is_empty()
        || parts().all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic))
        || parts().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn code_is_fenced_by_what_it_does_not_have() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(" a "), "`  a  `");
        assert_eq!(code(" "), "` `");
        assert_eq!(code("  "), "`  `");
        assert_eq!(code("a\n"), "`a\\n`");
        assert_eq!(code("a\u{202e}"), "`a\\u{202e}`");
        assert_eq!(code(""), "(empty)");
    }

    #[test]
    fn words_that_mean_something_are_code() {
        for (text, expected) in [
            (
                "Ecs 2014-05-26 Modify: the page's row, (new); old.",
                "Ecs 2014-05-26 Modify: the page's row, (new); old.",
            ),
            ("see <b>x</b> @me #1 GH-1", "see `<b>x</b>` `@me` `#1` `GH-1`"),
            ("at www.evil.example a@b.c :+1: [x](y)", "at `www.evil.example` `a@b.c` `:+1:` `[x](y)`"),
            ("a `b c` **d** e\u{301}", "a `b c` `**d**` `e\u{301}`"),
            ("a ` <b>", "a ` <b>`"),
            ("a\n# b\u{1b}", "`a\\n#` `b\\u{1b}`"),
        ] {
            assert_eq!(super::MarkdownText::default().prose(text).to_string(), expected);
        }
    }
}
