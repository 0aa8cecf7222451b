//! Takes the markup out of a description, so that only lines, list items and words are left to read.

use std::borrow::Cow;

use super::words::is_word;

/// Stands before a line that one edition of the documentation has; a character that is taken out of all texts before.
pub(super) const EDITION: char = '\u{e000}';

/// Stands for a note in brackets while a list of values is split; a character that is taken out of all texts before.
pub(super) const NOTE: char = '\u{e001}';

/// Returns the text with one paragraph or list item a line. Markdown's links, emphasis, escapes, hard breaks and quotation bars
/// go, HTML's line breaks and lists become lines; backticks stay, because they mark values.
pub(super) fn without_markup(text: &str) -> String {
    let text = text.replace(['\r', EDITION, NOTE], "").replace('\u{a0}', " ").replace("**", "").replace("__", "");
    let text = text.replace("\\\n", "\n");
    unescaped(&without_links(&without_tags(&with_editions(&with_first_items(&with_labels_apart(&text))))))
}

/// Puts what an element of XML is in, and what is in it, in lines of their own: converters of HTML lose the breaks before them.
fn with_labels_apart(text: &str) -> String {
    let mut text = text.to_owned();
    for label in ["父节点：", "子节点：", "父节点:", "子节点:"] {
        text = text.replace(label, &format!("\n{label}"));
    }
    text
}

/// Puts the first item of a list in a line of its own, where a converter of HTML left it behind the text that announces the
/// list: `取值：-   a`, with the other items below.
fn with_first_items(text: &str) -> String {
    const BULLET: &str = "-   ";
    let has_others = text.lines().skip(1).any(|line| line.trim_start().starts_with(BULLET));
    if !has_others {
        return text.to_owned();
    }
    let line = |line: &str| {
        let is_behind = |place: &usize| !line[..*place].trim_end().is_empty() && !line[..*place].ends_with(['-', ' ']);
        let place = line.match_indices(BULLET).map(|(place, _)| place).find(is_behind);
        place.map_or_else(|| line.to_owned(), |place| format!("{}\n{}", &line[..place], &line[place..]))
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Marks each line between `<props="china">` and `</props>`, which one edition of the documentation has.
fn with_editions(text: &str) -> String {
    replaced(text, "<props", |opened| {
        let (inner, behind) = opened.split_once('>')?.1.split_once("</props>")?;
        let lines: Vec<String> = inner.lines().map(|line| format!("\n{EDITION}{line}")).collect();
        Some(((lines.concat() + "\n").into(), behind))
    })
}

/// Returns a text in which something else stands for each part with a beginning. Given the text behind a beginning, `replace`
/// returns what stands for the part, and the text behind it; nothing where all of the rest stays.
pub(crate) fn replaced<'t>(
    text: &'t str,
    start: &str,
    replace: impl Fn(&'t str) -> Option<(Cow<'t, str>, &'t str)>,
) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        let Some((new, behind)) = replace(after) else { break };
        result.push_str(before);
        result.push_str(&new);
        rest = behind;
    }
    result + rest
}

/// Replaces `[text](target)` by `text`.
pub(crate) fn without_links(text: &str) -> String {
    replaced(text, "[", |after| {
        let link =
            after.split_once("](").filter(|(label, _)| label.split("[]").all(|part| !part.contains(['[', ']', '\n'])));
        let link = link.and_then(|(label, target)| Some((label.into(), target.split_once(')')?.1)));
        Some(link.unwrap_or(("[".into(), after)))
    })
}

/// Replaces the tags of HTML; a `<` that opens none of them stays.
pub(crate) fn without_tags(text: &str) -> String {
    const BREAKS: &str = "br|p|div|ul|ol|table|tr|h1|h2|h3|h4|props|notice";
    const MARKS: &str = "b|i|strong|em|a|span|code|pre|u|tbody|ph|term";
    replaced(text, "<", |after| {
        let (tag, behind) = after.split_once('>')?;
        let name = tag.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next();
        match &*name.unwrap_or_default().to_ascii_lowercase() {
            "li" if !after.starts_with('/') => Some(("\n- ".into(), behind)),
            "td" | "th" => Some((" ".into(), behind)),
            name if name == "li" || is_word(name, BREAKS) => Some(("\n".into(), behind)),
            name if is_word(name, MARKS) => Some(("".into(), behind)),
            _ => Some(("<".into(), after)),
        }
    })
}

/// Takes the backslashes away that keep punctuation from being markup.
pub(crate) fn unescaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_escape = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        if !is_escape {
            result.push(letter);
        } else if let Some(escaped) = letters.next() {
            result.push(escaped);
        }
    }
    result
}

/// Writes Chinese in simplified characters, as far as claims are read by them, each in the place of one; nothing that goes over
/// the wire changes.
pub(super) fn simplified(text: &str) -> String {
    const WORDS: &[(&str, &str)] = &[("字元", "字符"), ("預設", "默认"), ("支援", "支持"), ("參數", "参数")];
    const LETTERS: &str = "長长為为個个範范圍围認认開开頭头須须說说數数檔档類类節节僅仅當当單单與与時时間间對对於于選选稱称號号預预設设該该廢废棄弃過过這这擇择則则達达\
        滿满確确條条項项種种頁页據据決决場场況况別别針针綴缀後后無无會会應应請请將将狀状態态結结內内樣样議议薦荐編编碼码總总轉转斷断約约顯显壓压縮缩實实規规級级區区產产東东擴扩屬属義义線线網网資资雙双筆笔";
    let words = WORDS.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let pairs: Vec<char> = LETTERS.chars().collect();
    let simple = |letter: char| {
        if letter.is_ascii() {
            return letter;
        }
        let pair = pairs.chunks(2).find(|pair| pair.first() == Some(&letter));
        pair.and_then(|pair| pair.last()).copied().unwrap_or(letter)
    };
    words.chars().map(simple).collect()
}
