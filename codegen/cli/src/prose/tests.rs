//! Sentences that must be read, and sentences that must be left alone: the lines of `cases/*.txt`.
//!
//! A line is `type | text | facts`, the type with a name before it or an example behind it where these matter, with `\n` for a line break; no facts mean that the text must be left alone.

use super::{Claims, Length, Limits, Subject, mentions_deprecation, read, read_items, set};

const CASES: &[(&str, &str)] = &[
    ("lengths", include_str!("cases/lengths.txt")),
    ("ranges", include_str!("cases/ranges.txt")),
    ("values", include_str!("cases/values.txt")),
    ("confirmed", include_str!("cases/confirmed.txt")),
    ("limits", include_str!("cases/limits.txt")),
    ("defaults", include_str!("cases/defaults.txt")),
    ("text", include_str!("cases/text.txt")),
    ("relations", include_str!("cases/relations.txt")),
    ("unseen", include_str!("cases/unseen.txt")),
    ("not_of_the_value", include_str!("cases/not_of_the_value.txt")),
    ("phrasing", include_str!("cases/phrasing.txt")),
    ("whose", include_str!("cases/whose.txt")),
];

/// The same of the descriptions of arrays, read as to each of their items.
const ITEM_CASES: &[(&str, &str)] = &[("items", include_str!("cases/items.txt"))];

/// Returns the rules that hold always, each with its key.
fn rules(claims: &Claims) -> Vec<String> {
    let mut rules = Vec::new();
    let mut add = |key, text: Option<String>| rules.extend(text.map(|text| format!("{key}: {text}")));
    add("length", claims.length.as_ref().map(Length::text));
    add("range", claims.range.as_ref().map(Limits::text));
    add("items", claims.items.as_ref().map(Limits::count));
    add("starts_with", claims.starts_with.as_deref().map(set));
    add("ends_with", claims.ends_with.as_deref().map(set));
    add("charset", claims.charset.as_deref().map(set));
    add("forbid_prefix", claims.forbid_prefix.as_deref().map(set));
    add("forbid_suffix", claims.forbid_suffix.as_deref().map(set));
    add("forbid_substring", claims.forbid_substring.as_deref().map(set));
    add("conflicts", claims.conflicts.as_deref().map(set));
    add("requires", claims.requires.as_deref().map(set));
    add("one_of", claims.one_of.as_deref().map(set));
    add("pattern", claims.pattern.clone());
    rules
}

fn facts(claims: &Claims) -> String {
    let mut facts = rules(claims);
    let values: Vec<&str> = claims.values.iter().map(|(value, _)| value.as_str()).collect();
    facts.extend((!values.is_empty()).then(|| format!("values: {}", values.join(" "))));
    facts.extend(claims.announces_values.then(|| "values are lost".to_owned()));
    facts.extend(
        claims
            .default
            .as_ref()
            .map(|default| format!("default: {}", if default.is_empty() { "(empty)" } else { default })),
    );
    facts.extend(claims.is_deprecated.then(|| "deprecated".to_owned()));
    facts.join("; ")
}

#[test]
fn sentences_are_read_or_left_alone() {
    let (read_count, left_count) = try_cases(CASES, read);
    assert!(read_count >= 150 && left_count >= 150, "{read_count} are read, {left_count} are left alone");
    let (read_count, left_count) = try_cases(ITEM_CASES, read_items);
    assert!(read_count >= 6 && left_count >= 6, "{read_count} are read, {left_count} are left alone");
}

/// Reads the text of each case, and returns how many are read and how many are left alone.
fn try_cases(files: &[(&str, &str)], read: fn(&str, &Subject<'_>) -> Claims) -> (usize, usize) {
    let mut wrong = Vec::new();
    let (mut read_count, mut left_count) = (0, 0);
    for (file, cases) in files {
        for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let [kind, text, expected] = line.splitn(3, " | ").collect::<Vec<_>>()[..] else {
                panic!("{file}: `{line}` is not `type | text | facts`")
            };
            let (kind, example) = kind.split_once('=').map_or((kind, None), |(kind, example)| (kind, Some(example)));
            let (name, kind) = kind.split_once(' ').unwrap_or(("", kind));
            let subject = Subject { name, kind, example, breaks_off: false };
            let claims = read(&text.replace("\\r", "\r").replace("\\n", "\n"), &subject);
            assert!(!claims.is_deprecated || mentions_deprecation(text), "what is read is mentioned: {text}");
            let found = facts(&claims);
            let expected = expected.trim();
            *(if expected == "-" { &mut left_count } else { &mut read_count }) += 1;
            if found != if expected == "-" { "" } else { expected } {
                wrong.push(format!("{file}: {text}\n    expected: {expected}\n    found:    {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    (read_count, left_count)
}

#[test]
fn characters_that_stand_for_notes_are_taken_out_of_texts() {
    let subject = Subject { name: "", kind: "string", example: None, breaks_off: false };
    let claims = read("取值：a1\u{e001}、b1（关）。", &subject);
    assert_eq!(
        claims.values,
        [("a1", ""), ("b1", "关")].map(|(value, meaning)| (value.to_owned(), meaning.to_owned()))
    );
}

#[test]
fn what_another_sentence_says_of_a_value_that_is_none_any_more_is_part_of_its_meaning() {
    let subject = Subject { name: "", kind: "string", example: None, breaks_off: false };
    let meanings = |text| read(text, &subject).values.into_iter().map(|(_, meaning)| meaning).collect::<Vec<_>>();
    assert_eq!(meanings("Valid values: high and low. low is deprecated."), ["", "low is deprecated"]);
    assert_eq!(meanings("取值：\n- high：高\n- low：低\n\n2023年起low不再支持。"), ["高", "低 2023年起low不再支持"]);
    assert_eq!(meanings("Valid values: Deprecated and Open. A book that is Deprecated is not lent."), ["", ""]);
    assert_eq!(meanings("取值：1（单位：月）、2（单位：月）。"), ["", ""]);
}
