//! Takes the markup out of a description, so that only lines, list items and words are left to read.

use super::words::words;

/// Stands before a line that one edition of the documentation has; a character that no text has.
pub(super) const EDITION: char = '\u{e000}';

/// Returns the text with one paragraph or list item a line. Markdown's links, emphasis, escapes and quotation bars go, HTML's
/// line breaks and lists become lines; backticks stay, because they mark values.
pub(super) fn without_markup(text: &str) -> String {
    let text = text.replace(['\r', EDITION], "").replace('\u{a0}', " ").replace("**", "").replace("__", "");
    unescaped(&without_links(&without_tags(&with_editions(&text))))
}

/// Marks each line between `<props="china">` and `</props>`, which one edition of the documentation has.
fn with_editions(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once("<props") {
        let inner = opened.split_once('>').and_then(|(_, inner)| inner.split_once("</props>"));
        let Some((inner, behind)) = inner else { break };
        result.push_str(before);
        for line in inner.lines() {
            result.push('\n');
            result.push(EDITION);
            result.push_str(line);
        }
        result.push('\n');
        rest = behind;
    }
    result + rest
}

/// Replaces `[text](target)` by `text`.
fn without_links(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let link = rest[start + 1..].split_once("](").and_then(|(label, after)| {
            let is_label = !label.contains(['[', ']', '\n']);
            after.split_once(')').filter(|_| is_label).map(|(_, tail)| (label, tail))
        });
        result.push_str(&rest[..start]);
        if let Some((label, tail)) = link {
            result.push_str(label);
            rest = tail;
        } else {
            result.push('[');
            rest = &rest[start + 1..];
        }
    }
    result + rest
}

/// Replaces the tags of HTML; a `<` that opens none of them stays.
pub(crate) fn without_tags(text: &str) -> String {
    const BREAKS: &str = "br|p|div|ul|ol|table|tr|h1|h2|h3|h4|props|notice";
    const MARKS: &str = "b|i|strong|em|a|span|code|pre|u|tbody|ph|term";
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        result.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let tag = after.find('>').map(|end| (&after[..end], &after[end + 1..]));
        let name = tag.map(|(tag, _)| {
            let tag = tag.trim_start_matches('/');
            tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase()
        });
        let replacement = match name.as_deref() {
            Some("li") if !after.starts_with('/') => Some("\n- "),
            Some("td" | "th") => Some(" "),
            Some(name) if name == "li" || words(BREAKS).any(|word| word == name) => Some("\n"),
            Some(name) if words(MARKS).any(|word| word == name) => Some(""),
            _ => None,
        };
        if let (Some(replacement), Some((_, behind))) = (replacement, tag) {
            result.push_str(replacement);
            rest = behind;
        } else {
            result.push('<');
            rest = after;
        }
    }
    result + rest
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
        let pair = pairs.chunks(2).find(|pair| pair.first() == Some(&letter));
        pair.and_then(|pair| pair.last()).copied().unwrap_or(letter)
    };
    words.chars().map(simple).collect()
}
