//! The text of descriptions without its markup.

/// Returns the text of a description without links, tags and escapes; its paragraphs and lists stay.
pub(super) fn plain(markdown: &str) -> Option<String> {
    let text = without_tags(&without_links(markdown)).replace("\\_", "_").replace("\\*", "*").replace("**", "");
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().map(|line| line.trim().trim_start_matches("> ").trim()).collect();
        let joined: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty() && *line != ">").collect();
        if !joined.is_empty() {
            paragraphs.push(joined.join("\n"));
        }
    }
    let text = paragraphs.join("\n\n");
    (!text.is_empty()).then_some(text)
}

/// `[text](target)` as `text`.
fn without_links(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let link = rest[start + 1..].split_once("](").and_then(|(label, after)| {
            let is_label = !label.contains(['[', '\n']);
            after.split_once(')').filter(|_| is_label).map(|(_, tail)| (label, tail))
        });
        if let Some((label, tail)) = link {
            result.push_str(&rest[..start]);
            result.push_str(label);
            rest = tail;
        } else {
            result.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
        }
    }
    result.push_str(rest);
    result
}

/// Returns the text without `<tags>`; a `<` that opens none stays.
fn without_tags(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let after = &rest[start + 1..];
        let is_tag = after.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        if let Some(end) = after.find('>').filter(|end| is_tag && !after[..*end].contains(['<', '\n'])) {
            result.push_str(&rest[..start]);
            rest = &after[end + 1..];
        } else {
            result.push_str(&rest[..=start]);
            rest = after;
        }
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_goes_and_words_stay() {
        for (markdown, text) in [
            ("See [here](~~1~~) for more.\n", "See here for more."),
            ("a <b>bold</b> word, 1 < 2", "a bold word, 1 < 2"),
            ("letters (\\_)\n\n\n\n> Note", "letters (_)\n\nNote"),
            ("an [open bracket", "an [open bracket"),
        ] {
            assert_eq!(plain(markdown).as_deref(), Some(text));
        }
        assert_eq!(plain(" \n"), None);
    }
}
