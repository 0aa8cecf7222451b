//! Words in a text: lists of them, each written as one text with bars between the words, and how texts are compared by them.

/// Returns the words of a list.
pub(crate) fn words(list: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    list.split('|')
}

/// Returns whether a text is one of the words of a list.
pub(crate) fn is_word(text: &str, list: &'static str) -> bool {
    words(list).any(|word| word == text)
}

/// Returns whether a text has one of the words of a list in it.
pub(crate) fn has_word(text: &str, list: &'static str) -> bool {
    words(list).any(|word| text.contains(word))
}

/// Returns a text without the marks that quote or emphasize, and without the white space that parts no words.
pub(crate) fn squeezed(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut is_parted = false;
    for letter in text.chars().filter(|letter| !matches!(letter, '`' | '"' | '*' | '\\')) {
        if letter.is_whitespace() {
            is_parted = true;
            continue;
        }
        if is_parted && letter.is_ascii_alphanumeric() && result.ends_with(|last: char| last.is_ascii_alphanumeric()) {
            result.push(' ');
        }
        is_parted = false;
        result.push(letter);
    }
    result
}

/// Returns a name on the wire with a space before each of its words that begins with a capital: `ShopID` as ` Shop ID`.
pub(super) fn apart(name: &str) -> String {
    let mut apart = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !apart.ends_with(|before: char| before.is_ascii_uppercase()) {
            apart.push(' ');
        }
        apart.push(letter);
    }
    apart
}

/// Returns whether a text has another one, and not only within longer numbers or words: `10` does not stand in `100`.
pub(super) fn has_whole(text: &str, part: &str) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let goes_on = |inner: Option<char>, outer: Option<char>| is_word(inner) && is_word(outer);
    text.match_indices(part).any(|(start, part)| {
        let (before, behind) = (text[..start].chars().next_back(), text[start + part.len()..].chars().next());
        !goes_on(part.chars().next(), before) && !goes_on(part.chars().next_back(), behind)
    })
}
