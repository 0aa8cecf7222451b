//! Text that some reader takes for orders, and how to tell that it arrived as text.

/// One text for each kind of order.
pub(crate) const PAYLOADS: &[&str] = &[
    // Orders to cargo, by a line of their own.
    "a\ncargo:rustc-link-arg=-wrapper\ncargo::warning=b\n",
    "\r\ncargo:rustc-env=A=b\u{b}\u{c}cargo:c",
    // Ends of lines that only some know.
    "a\u{85}b\u{2028}c\u{2029}d",
    // C0, an order to a terminal in 7 bits, DEL.
    "\u{1}\u{7}\u{8}\t\u{1b}[2J\u{1b}]0;title\u{7}\u{1b}[31mred\u{1b}(0\u{1f}\u{7f}",
    // C1, an order to a terminal in 8 bits.
    "\u{80}\u{9b}2J\u{9d}0;title\u{9c}\u{9f}",
    // Turns of the text's direction, and marks without width.
    "\u{202a}a\u{202e}b\u{202c}\u{2066}c\u{2067}d\u{2069}\u{200e}\u{200f}\u{61c}",
    "a\u{200b}b\u{2060}c\u{feff}d\u{ad}e\u{180e}f\u{fff9}g\u{fffb}",
    // Tags, and selectors that hide data.
    "a\u{e0001}\u{e0041}\u{e007f}\u{e0100}\u{e01ef}",
    // Nothing that acts: private use, the neighbours of surrogates, what has no character, marks, emoji, joiners.
    "\u{e000}\u{f8ff}\u{f0000}\u{10fffd}\u{d7ff}\u{fffd}\u{fffe}\u{ffff}e\u{301}\u{300}👩\u{200d}🔬🏳\u{fe0f}书",
    // HTML, Markdown, GitHub.
    "<script>alert(1)</script><!-- --><b onclick=a>&lt;&#60; http://evil.example/<b>",
    "`a``<b>``` <b> `` [x](http://evil.example) ![y](z) **s** _e_ ~~d~~ $m$ | c | [^1] \\<b>",
    "\n# h\n\n- i\n> q\n```\nf\n---\n<div>\n\n    c",
    "@mention #1 GH-1 www.evil.example a@b.example :+1: </details>",
    "::error file=a,line=1::b\n::set-output name=a::b%0A##[group]c",
    // Ends of comments and texts of Rust.
    "*/ } fn evil() {} /* \\ \" \\u{202e} {} // r#\"",
    "\u{0}",
];

/// Returns a text as YAML has it, each character by its number.
pub(crate) fn quoted(text: &str) -> String {
    let numbers: Vec<String> = text.chars().map(|character| format!("\\U{:08x}", u32::from(character))).collect();
    format!("\"{}\"", numbers.concat())
}

/// Returns whether a character acts on what shows it, or hides.
pub(crate) fn acts(character: char) -> bool {
    let hidden =
        ['\u{ad}', '\u{61c}', '\u{180e}', '\u{200b}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{feff}'];
    character.is_control()
        || hidden.contains(&character)
        || [0x202a..=0x202e, 0x2060..=0x206f, 0xfff9..=0xfffb, 0xe_0000..=0xe_0fff]
            .iter()
            .any(|range| range.contains(&u32::from(character)))
}

/// Asserts that a text is lines of characters that print.
#[track_caller]
pub(crate) fn assert_prints(text: &str) {
    let acting = |(_, character): &(usize, char)| *character != '\n' && acts(*character);
    if let Some((at, character)) = text.char_indices().find(acting) {
        let before: String = text[..at].chars().rev().take(200).collect();
        panic!("{character:?} behind {:?}", before.chars().rev().collect::<String>());
    }
}

/// Returns a styled text without its styles.
pub(crate) fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|other: char| !other.is_ascii_digit() && other != ';').unwrap_or(part.len());
        match part[end..].strip_prefix('m') {
            Some(behind) => plain.push_str(behind),
            None => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}
