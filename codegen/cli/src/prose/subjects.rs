//! Sentences about something else than the value: descriptions are copied, and the name tells that one stands at the wrong
//! place.

use super::scope::{Scope, Statement, padded};
use super::whose;
use super::words::{apart, has_word, words};

/// Nouns in names on the wire, each with other words for it.
const NOUNS: &[(&str, &str)] = &[
    ("name", "name|names|名称"),
    ("description", "description|descriptions|desc|comment|comments|remark"),
    ("key", "key|keys|标签键"),
    ("value", "value|values|标签值"),
    ("id", "id|ids"),
    ("token", "token|tokens"),
    ("status", "status|state"),
    ("time", "time|date"),
    ("type", "type|types"),
    ("title", "title|titles|标题"),
    ("label", "label|labels"),
    ("part", "part|parts"),
];

/// Those that nothing else is called by: a state has a type, and a type has a name.
const EXACT: &str = "name|description|key|value|id|token|title|label|part";

/// Sets apart the sentences that speak of something else than the value of a name; the first sentence speaks for all.
pub(super) fn set_apart(statements: &mut [Statement<'_>], name: &str) {
    for statement in statements.iter_mut().filter(|statement| statement.scope == Scope::Always) {
        if let Some(member) = member(statement.text).filter(|member| !is_name_of(name, member)) {
            statement.scope = Scope::Member(member.to_owned());
        }
    }
    for statement in statements.iter_mut().filter(|it| it.scope == Scope::Always && has_two_subjects(it.text)) {
        statement.scope = Scope::Case(statement.text.to_owned());
    }
    let first = statements.first().map(|first| first.text);
    for (index, statement) in statements.iter_mut().enumerate().filter(|(_, it)| it.scope == Scope::Always) {
        if whose::is_of_other(statement.text, first.filter(|_| index > 0), name) {
            statement.scope = Scope::Case(statement.text.to_owned());
        }
    }
    // What is said of any of its kind is said of another than this.
    let of_any = |text: &str| subject(text).is_some() && has_word(subject_phrase(text), " of a | of an ");
    for statement in statements.iter_mut().skip(1).filter(|it| it.scope == Scope::Always && of_any(it.text)) {
        statement.scope = Scope::Member(statement.text.to_owned());
    }
    let known = nouns_of(name);
    // A name that ends in no noun may be anything's, but not that of something else within.
    if known.is_empty() {
        let title = statements.first().and_then(|first| subject(first.text));
        let is_within = |text: &str| {
            let text = &text.replace(" of this parameter", "");
            has_word(text, " of | in the ") && subject(text).is_some_and(|noun| Some(noun) != title)
                || subject(text).is_some_and(|noun| words("label|part").any(|part| part == noun))
        };
        let within = statements.iter_mut().skip(1).filter(|it| it.scope == Scope::Always && is_within(it.text));
        within.for_each(|statement| statement.scope = Scope::Member(statement.text.to_owned()));
        return;
    }
    let other = |text: &str| subject(text).filter(|noun| !known.contains(noun));
    let title = statements.first().and_then(|first| other(first.text)).filter(|noun| *noun != "value");
    for statement in statements.iter_mut().filter(|statement| statement.scope == Scope::Always) {
        if let Some(noun) = title.or_else(|| other(statement.text)) {
            // `The value must be …` is said of anything but what stands beside a value; `The tag value …` is not.
            let is_of_tag = statement.text.contains("tag") && !name.to_lowercase().contains("tag");
            if noun != "value" || known.contains(&"key") || is_of_tag {
                statement.scope = Scope::Member(noun.to_owned());
            }
        }
    }
}

/// Returns whether the clauses of a sentence demand something of two things: `标签键不能以a开头，标签值不能以b开头`.
fn has_two_subjects(sentence: &str) -> bool {
    const DEMANDS: &str = "不能|不得|不可|必须|只能|最长|最多|长度";
    const JOINTS: &str = "但|但是|且|并且|并|也|同时|更|还|而且|另外|其|都|均|总|字符";
    let subject = |clause: &'_ str| {
        let end = words(DEMANDS).filter_map(|word| clause.find(word)).min()?;
        let subject = clause[..end].trim().to_owned();
        let is_one = !subject.is_empty() && subject.chars().all(char::is_alphanumeric);
        (is_one && !words(JOINTS).any(|word| word == subject)).then_some(subject)
    };
    let subjects: Vec<String> = sentence.split(['，', ',']).filter_map(subject).collect();
    subjects.windows(2).any(|pair| !pair[0].ends_with(&pair[1]) && !pair[1].ends_with(&pair[0]))
}

/// Returns the name in `其中Title长度为…` and `ShopId must be …`, by which a part of the value, or another one, is called.
fn member(sentence: &str) -> Option<&str> {
    let sentence = sentence.trim_start_matches(['其', '中', '，', ',', ' ', '`']);
    let of_value = sentence.strip_prefix("The value of ");
    let sentence = of_value.map_or(sentence, |rest| rest.trim_start_matches(['`', '*']));
    let is_inner = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let end = sentence.find(|letter| !is_inner(letter)).filter(|end| *end > 0)?;
    let (name, behind) = sentence.split_at(end);
    let behind = behind.trim_start_matches('`').trim_start();
    let has_small = name.contains(|letter: char| letter.is_ascii_lowercase());
    let has_hump = has_small && name[1..].contains(|letter: char| letter.is_ascii_uppercase() || letter == '_');
    let has_letters = name.contains(|letter: char| letter.is_ascii_alphabetic());
    let is_limited = words("的取值|的最大值|的最小值|最大值|最小值").any(|word| behind.starts_with(word));
    let is_chinese =
        words("长度|的长度|取值|的取值|不超过|不能超过|最多|最长|必须以|不能以").any(|word| behind.starts_with(word));
    let is_english = words("must |can |cannot |should ").any(|word| behind.starts_with(word));
    // What a name means is said of a part of the value: `shelfMode表示书架的模式，取值：`.
    let is_told = words("表示|用于|代表|指定|specifies |indicates ").any(|word| behind.starts_with(word))
        && has_word(&behind.to_lowercase(), "取值|可选值|枚举值|valid values|possible values|默认");
    let is_name = has_hump || of_value.is_some() && name.contains(|letter: char| letter.is_ascii_uppercase());
    (has_small && is_chinese || has_letters && is_limited || is_name && is_english || has_hump && is_told)
        .then_some(name)
}

/// Returns whether a sentence speaks of the keys or the values of the items of a list whose name has none of them: `Each tag key
/// can be up to 64 characters in length` beside `Tags`.
pub(super) fn is_of_half(sentence: &str, name: &str) -> bool {
    const HALVES: &str = " key | keys | value of | tag value |键|标签值|key最|key长|key的|value最|value长|value的";
    let name = name.to_lowercase();
    has_word(&padded(sentence), HALVES) && !has_word(&name, "key|value")
}

/// Returns whether a name on the wire can be what a sentence calls by another one: `Token` is a word for `ShopToken`.
fn is_name_of(name: &str, called: &str) -> bool {
    let (name, called) = (name.to_lowercase(), called.to_lowercase());
    name.is_empty() || name.contains(&called) || called.ends_with(&name)
}

/// Returns the nouns in a name on the wire.
fn nouns_of(name: &str) -> Vec<&'static str> {
    let words: Vec<String> =
        apart(name).split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    words.iter().filter_map(|word| noun(word)).collect()
}

/// Returns the noun that a word is one for.
fn noun(word: &str) -> Option<&'static str> {
    NOUNS.iter().find(|(_, others)| words(others).any(|other| other == word)).map(|(noun, _)| *noun)
}

/// Returns the noun of `The new name of the shop`, `The tag key must be …` and `书店的名称`.
fn subject(sentence: &str) -> Option<&'static str> {
    const ENDS: &str = " of | in | that ";
    let first = sentence.split(' ').next().unwrap_or_default();
    let is_named = noun(&first.to_lowercase()).is_some()
        && words(" of |").any(|end| subject_phrase(sentence)[first.len()..].starts_with(end));
    let phrase = ["The ", "the ", "A ", "An "].into_iter().find_map(|article| sentence.strip_prefix(article));
    let Some(phrase) = phrase.or_else(|| is_named.then_some(sentence)) else {
        let ends = NOUNS.iter().flat_map(|(noun, others)| words(others).map(move |other| (*noun, other)));
        let begins = |other: &str| {
            let rest = sentence.strip_prefix(other);
            rest.is_some_and(|rest| words("不|最|长度|必须|只能|可以").any(|word| rest.starts_with(word)))
        };
        let ends = ends.filter(|(_, other)| !other.is_ascii() && (sentence.ends_with(other) || begins(other)));
        return ends.map(|(noun, _)| noun).next();
    };
    let phrase = subject_phrase(phrase);
    let end = words(ENDS).filter_map(|end| phrase.find(end)).min().unwrap_or(phrase.len());
    let noun = noun(&phrase[..end].split_whitespace().next_back()?.to_lowercase());
    noun.filter(|noun| words(EXACT).any(|exact| exact == *noun))
}

/// Returns the part of a sentence before its first verb.
fn subject_phrase(sentence: &str) -> &str {
    const VERBS: &str = " must | can | cannot | may | should | is ";
    &sentence[..words(VERBS).filter_map(|verb| sentence.find(verb)).min().unwrap_or(sentence.len())]
}
