//! Parts of sentences: what stands between words that begin and words that end a phrase.

/// What stands behind each of the beginnings, up to the first of the ends or the end of the text.
pub(super) fn all_after<'t>(text: &'t str, beginnings: &[&str], ends: &[&str]) -> Vec<&'t str> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for beginning in beginnings {
        for (place, _) in text.match_indices(beginning) {
            let start = place + beginning.len();
            // A Chinese phrase that must end in a word is none without it.
            let must_end = ends.contains(&"开头");
            let end = ends.iter().filter_map(|end| text[start..].find(end)).min();
            match end {
                Some(end) => found.push((start, &text[start..start + end])),
                None if !must_end => found.push((start, &text[start..])),
                None => {}
            }
        }
    }
    found.sort_by_key(|(start, _)| *start);
    found.dedup_by_key(|(start, _)| *start);
    found.into_iter().map(|(_, phrase)| phrase).collect()
}

/// The words that phrases list, as they stand on the wire; nothing unless all of them are such words.
pub(super) fn words<'t>(phrases: impl Iterator<Item = &'t &'t str>) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for phrase in phrases {
        for part in parts(phrase) {
            let word = part.trim_start_matches(QUOTES).trim_end_matches(QUOTES);
            let word = word.strip_suffix('.').unwrap_or(word).trim_end_matches(QUOTES);
            let is_word = !word.is_empty() && word.is_ascii() && !word.contains(char::is_whitespace);
            if !is_word {
                return None;
            }
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
    }
    (!words.is_empty()).then_some(words)
}

/// What may stand around a word that is quoted.
const QUOTES: [char; 8] = ['"', '\'', '`', '“', '”', '‘', '’', ' '];

/// The members of a list in prose.
pub(super) fn parts(phrase: &str) -> Vec<&str> {
    let mut parts = vec![phrase];
    for joint in ["或者", "以及", "或", "和", "及", "、", "，", ", and ", ", or ", " and ", " or ", ", ", ","]
    {
        parts = parts.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    let trimmed = parts.into_iter().map(str::trim);
    trimmed
        .map(|part| part.strip_prefix("or ").or_else(|| part.strip_prefix("and ")).unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect()
}
