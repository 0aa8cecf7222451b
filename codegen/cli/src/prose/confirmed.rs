//! Lists of values that nothing announces: below what the value is, or behind it, and confirmed by the example, which is one of
//! them.

use super::claims::Subject;
use super::document::{Document, Line};
use super::phrases::parts;
use super::scope::{Scope, Statement, scope};
use super::values::{Known, bare, distinct, entry, is_of_kind, is_planned, is_value, listed, put_retirements};
use super::words::{has_word, words};
use apiscribe_core::is_han;

/// Words of a head that say what is listed below it: no values, not all of them, or those of something else.
const OTHERS: &str = "例如|比如|示例|举例|部分|字段|参数|属性|接口|步|不支持|不能|不可|不允许|不得|要求|规则|规范|限制|约束|注意|建议\
    |推荐|example|such as|e.g.|some of|require|rule|restrict|limit|note|must|cannot|not |recommend|field|parameter|propert\
    |attribute|calling|exclud|except|以外";

/// Reads the list of a description that announces no values, if the documented example is one of its members.
pub(super) fn values(document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) -> Vec<Known> {
    let Some(example) = subject.example else { return Vec::new() };
    let mut known = below(document, statements);
    if known.is_empty() {
        let first = document.lines.first().map_or("", |line| &line.text);
        known = [behind(first), in_brackets(first)].into_iter().find(|list| !list.is_empty()).unwrap_or_default();
    }
    known.retain(|(_, meaning)| !is_planned(meaning));
    let is_list = known.len() > 1 && known.iter().all(|(value, _)| is_of_kind(value, subject.kind));
    if !is_list || !known.iter().any(|(value, _)| value == example) {
        return Vec::new();
    }
    put_retirements(&mut known, document, statements);
    known
}

/// Reads the one list of a description, in lines of its own below what is said of the value always.
fn below(document: &Document, statements: &[Statement<'_>]) -> Vec<Known> {
    let is_first = |(index, line): &(usize, &Line)| {
        !line.is_quoted && (line.is_item || *index > 0 && entry(&line.text, false).is_some())
    };
    let Some((start, first)) = document.lines.iter().enumerate().find(is_first) else { return Vec::new() };
    let mut head = statements.iter().filter(|statement| statement.line < start);
    let is_of_value = |statement: &Statement<'_>| match &statement.scope {
        Scope::Always => true,
        // `组件状态：` is what the value is.
        Scope::Member(name) => {
            statement.line == 0 && statement.text.trim_end_matches([':', '：']) == name && !name.is_ascii()
        }
        _ => false,
    };
    let last = statements.iter().rfind(|statement| statement.line < start).map_or("", |last| last.text);
    if !head.all(is_of_value) || has_word(&last.to_lowercase(), OTHERS) {
        return Vec::new();
    }
    let lines = &document.lines[start..];
    let found = listed(lines);
    let is_alike = |line: &&Line| {
        let is_item = line.is_item && !line.is_quoted && line.indent <= first.indent;
        let is_entry = || !line.is_item && entry(&line.text, false).is_some_and(|(value, _)| value != "Default");
        if first.is_item { is_item } else { is_entry() }
    };
    if lines.iter().filter(is_alike).count() == found.len() { found } else { Vec::new() }
}

/// Reads `审核状态，INT:审核中，PASSED:审核通过`, `VALID可用，INVALID不可用` and `0为关，1为开`: values up to the end of the line, or of
/// the sentence, each with its meaning right behind it.
fn behind(line: &str) -> Vec<Known> {
    let clauses: Vec<(usize, &str)> = clauses(line);
    let is_such = |(_, clause): &&(usize, &str)| glossed(clause).is_some();
    let Some(first) = clauses.iter().position(|clause| is_such(&clause)) else { return Vec::new() };
    let head = line[..clauses[first].0].trim_end_matches(['，', ',', '；', ';', '。', '.', ' ', '：', ':']);
    if !is_of_value(head) {
        return Vec::new();
    }
    let found: Vec<(usize, &str)> = clauses[first..].iter().take_while(is_such).copied().collect();
    let end = found.last().map_or(0, |(place, clause)| place + clause.len());
    // A clause that is no value goes on about the last one, or about all of them.
    let is_end = line[end..].starts_with(['。', '.']) || line[end..].trim_matches(['；', ';', ' ']).is_empty();
    let ways: Vec<(Known, &str)> = found.iter().filter_map(|(_, clause)| glossed(clause)).collect();
    let is_one_way = ways.windows(2).all(|pair| pair[0].1 == pair[1].1);
    if !is_end || !is_one_way {
        return Vec::new();
    }
    distinct(ways.into_iter().map(|(known, _)| known).collect())
}

/// Returns whether what stands before a list says of the value, always, what it is.
fn is_of_value(head: &str) -> bool {
    !head.is_empty() && scope(head) == Scope::Always && !has_word(&head.to_lowercase(), OTHERS)
}

/// Reads `动作，包括告警（warn）和拦截（deny）`: values between brackets up to the end of the sentence, each behind its meaning.
fn in_brackets(line: &str) -> Vec<Known> {
    let Some((head, rest)) = words("包括|包含|分为").find_map(|word| line.split_once(word)) else {
        return Vec::new();
    };
    let known = |part: &str| {
        let (meaning, value) = part.strip_suffix([')', '）'])?.split_once(['(', '（'])?;
        (is_value(value) && meaning.starts_with(is_han)).then(|| (value.to_owned(), meaning.to_owned()))
    };
    let found: Option<Vec<Known>> = parts(rest.split('。').next().unwrap_or_default()).into_iter().map(known).collect();
    if is_of_value(head) { distinct(found.unwrap_or_default()) } else { Vec::new() }
}

/// Splits a line at its commas, semicolons and full stops, each clause with its place.
fn clauses(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, mark) in line.match_indices(['，', ',', '；', ';', '。']) {
        found.push((start, &line[start..place]));
        start = place + mark.len();
    }
    found.push((start, &line[start..]));
    let trimmed = found.into_iter().map(|(start, text)| (start + text.len() - text.trim_start().len(), text.trim()));
    trimmed.filter(|(_, clause)| !clause.is_empty()).collect()
}

/// Reads a value with its meaning behind a colon, a word for it, or nothing, and returns what stands between the two.
fn glossed(clause: &str) -> Option<(Known, &'static str)> {
    const JOINTS: &str = ":|：|表示|代表|对应|为";
    let end = clause.find(|letter: char| !(letter.is_ascii_alphanumeric() || "_-.`".contains(letter)))?;
    let (value, rest) = clause.split_at(end);
    let value = bare(value);
    let joint = words(JOINTS).find(|joint| rest.starts_with(joint)).unwrap_or_default();
    let meaning = rest[joint.len()..].trim();
    let is_capital = value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && value.contains(|letter: char| letter.is_ascii_uppercase());
    // Without a mark between them a word in capitals may be one of the meaning, and a number may count something.
    let is_parted = !joint.is_empty() || is_capital && value.len() > 1;
    let is_meaning = meaning.starts_with(is_han) && !meaning.contains([':', '：']);
    (is_value(value) && is_parted && is_meaning).then(|| {
        let joint = if joint == "：" { ":" } else { joint };
        ((value.to_owned(), meaning.to_owned()), joint)
    })
}
