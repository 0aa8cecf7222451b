//! Known values in prose: lists with and without bullets, lists in a sentence, one value alone, lists that are lost.

use super::claims::Subject;
use super::document::{Document, Line, sentences};
use super::markup::NOTE;
use super::mentions::mentions_deprecation;
use super::numbers::span;
use super::phrases::parts;
use super::scope::{Scope, Statement, scope};
use super::words::{has_whole, has_word, is_word, words};
use apiscribe_model::order::sort_by;

/// A value with its meaning.
pub(super) type Known = (String, String);

/// The values of a description, and whether a list of them is announced and missing.
#[derive(Default)]
pub(super) struct Values {
    pub(super) known: Vec<Known>,
    /// A list that is not that of the values: it lacks the example.
    pub(super) refuted: Vec<Known>,
    pub(super) is_lost: bool,
    /// True if a sentence announces values, whether or not they can be read.
    pub(super) is_announced: bool,
}

/// Words that announce values.
const ANNOUNCEMENTS: &str = "取值范围|取值说明|取值|可选值|可选项|枚举值|可能值|可能的值|有效值|可取值|valid values|possible values\
    |valid value|enumeration values|enumerated values|enum values|value range|allowed values|supported values|can be one of|must be one of|one of:|有効な値\
    |指定可能な値|指定できる値|设定可能な値|次のいずれか|以下のいずれか";

/// Words behind an announcement that go before its list.
const LEADS: &str = "只能|为|是|包括|如下|有|的|are|include|is|所示|as follows|包含|可以是|说明|は|を指定します|を指定|です\
    |（不区分大小写）|(case-insensitive)";

/// An announcement: where it stands, and the rest of its line.
struct Announcement<'d> {
    line: usize,
    sentence: &'d str,
    rest: &'d str,
}

/// Reads the values that a description lists, if they are those of the value as a whole and hold always.
pub(super) fn values(document: &Document, statements: &[Statement<'_>], subject: &Subject<'_>) -> Values {
    let is_fit = |value: &str| is_of_kind(value, subject.kind);
    let mut lists: Vec<Vec<Known>> = Vec::new();
    let (mut is_lost, mut is_announced, mut is_open_end) = (false, false, false);
    for statement in statements {
        let Some(announcement) = announcement(document, statement) else { continue };
        let (mut found, is_cut) = list(document, &announcement, subject.breaks_off);
        found.retain(|(_, meaning)| !is_planned(meaning));
        is_announced = true;
        is_open_end |= announcement.rest.is_empty();
        is_lost |= is_cut && statement.scope == Scope::Always;
        if !found.is_empty() && (statement.scope != Scope::Always || !found.iter().all(|(value, _)| is_fit(value))) {
            return Values { is_announced: true, ..Values::default() };
        }
        lists.extend((!found.is_empty()).then_some(found));
    }
    let is_one = lists.windows(2).all(|pair| has_same_values(&pair[0], &pair[1]));
    let mut known = lists.into_iter().next().filter(|_| is_one).unwrap_or_default();
    if known.is_empty() && !is_open_end && is_one {
        known.extend(statements.iter().find_map(only).filter(|(value, _)| is_fit(value)));
    }
    if known.is_empty() && !is_open_end && is_one && subject.kind == "string" {
        known = statements.iter().find_map(marked_list).unwrap_or_default();
    }
    // One number of a list is a special one of many: `-1: no limit`. Where there is no limit, there are more than are listed.
    let is_open =
        |statement: &Statement<'_>| has_word(&statement.text.to_lowercase(), "未限制|没有限制|不限制|no limit on");
    if subject.kind != "string" && (known.len() == 1 || statements.iter().any(is_open)) {
        known.clear();
    }
    let has_example = subject.example.is_none_or(|example| known.iter().any(|(value, _)| value == example));
    put_retirements(&mut known, document, statements);
    let is_lost = is_lost && known.is_empty();
    let (known, refuted) = if has_example { (known, Vec::new()) } else { (Vec::new(), known) };
    Values { known, refuted, is_lost, is_announced }
}

/// Returns whether a text can be a value of a type.
pub(super) fn is_of_kind(value: &str, kind: &str) -> bool {
    match kind {
        "string" => true,
        "boolean" => matches!(value, "true" | "false"),
        _ => value.parse::<i64>().is_ok_and(|number| number.to_string() == value),
    }
}

/// Reads a sentence that has nothing but values, each between backticks: `` `open`, `closed` or `planned` ``.
fn marked_list(statement: &Statement<'_>) -> Option<Vec<Known>> {
    let inner = |part: &str| part.strip_prefix('`').and_then(|part| part.strip_suffix('`')).map(str::to_owned);
    let values: Option<Vec<String>> = parts(statement.text).into_iter().map(inner).collect();
    let is_word = |value: &String| value.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    let values = values.filter(|values| values.len() > 1 && values.iter().all(is_word))?;
    (statement.scope == Scope::Always).then(|| values.into_iter().map(|value| (value, String::new())).collect())
}

fn has_same_values(first: &[Known], second: &[Known]) -> bool {
    let names = |list: &[Known]| {
        let mut names: Vec<String> = list.iter().map(|(name, _)| name.clone()).collect();
        sort_by(&mut names, Ord::cmp);
        names
    };
    names(first) == names(second)
}

fn announcement<'d>(document: &'d Document, statement: &Statement<'d>) -> Option<Announcement<'d>> {
    let tail = &document.lines.get(statement.line)?.text[statement.start..];
    // A place in the lower case is one in the text, because only ASCII letters change.
    let lower = statement.text.to_ascii_lowercase();
    // `Invalid values` announces others.
    let is_start = |place: usize| !lower[..place].ends_with(|before: char| before.is_ascii_alphanumeric());
    let find = |word: &str| lower.find(word).filter(|place| is_start(*place));
    let places = words(ANNOUNCEMENTS).filter_map(|word| find(word).map(|place| (place, place + word.len())));
    let short = ["values", "value"]
        .iter()
        .filter(|word| lower.strip_prefix(**word).is_some_and(|rest| rest.starts_with([':', '：'])));
    let places = places.chain(short.map(|word| (0, word.len())));
    let (place, behind) = places.min_by_key(|(place, end)| (*place, std::cmp::Reverse(*end)))?;
    let is_of_other = is_about_other(tail[..place].trim_end());
    let (sentence, rest) = (without_leads(&statement.text[behind..])?, without_leads(&tail[behind..])?);
    (!is_of_other).then_some(Announcement { line: statement.line, sentence, rest })
}

/// Returns whether a text before an announcement names something else whose values are announced, as in `Type 的` and `其中位置`,
/// or says that they are not those that may be given, as in `Examples of`.
fn is_about_other(lead: &str) -> bool {
    const OTHERS: &str = "not|not be|not one of the|cannot be|zero or|from|than|except|example of|examples of|recommended|suggested|typical|common|invalid|unsupported|reserved|无效|非法|不支持的\
        |推荐|建议|常用|常见|示例|历史|过去|旧|曾用|默认|缺省|default|former|previous|historical|old";
    let clause = lead.rsplit([',', '，', ';', '；', '。']).next().unwrap_or(lead).trim_start();
    let lower = clause.to_lowercase();
    if clause.starts_with("其中") || words(OTHERS).any(|word| lower.ends_with(word)) {
        return true;
    }
    let Some(owner) = lead.strip_suffix('的').map(str::trim_end) else { return false };
    owner.ends_with(|last: char| last.is_ascii_alphanumeric())
}

/// Takes away what stands between an announcement and its list; none where it goes on about something else.
fn without_leads(text: &str) -> Option<&str> {
    let mut rest = text.trim();
    while let Some(shorter) = words(LEADS).find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    let is_open = rest.starts_with("of ") || rest.starts_with("for ");
    (!is_open).then(|| rest.trim_start_matches([':', '：', ' ']).trim())
}

/// Returns whether a sentence announces values.
pub(super) fn announces(document: &Document, statement: &Statement<'_>) -> bool {
    announcement(document, statement).is_some()
}

/// Returns the values that a sentence announces and lists, whether or not they can be those of the value.
pub(super) fn announced(document: &Document, statement: &Statement<'_>) -> Vec<String> {
    let listed = announcement(document, statement).map(|announcement| in_sentence(announcement.sentence));
    listed.into_iter().flatten().map(|(value, _)| value).collect()
}

/// Reads the list behind an announcement, and whether it is cut off.
fn list(document: &Document, announcement: &Announcement<'_>, breaks_off: bool) -> (Vec<Known>, bool) {
    let below = document.below(announcement.line);
    if announcement.rest.is_empty() {
        let mut found = listed(below);
        // A list in the next line, which does not go on in further ones.
        let next = below.first().filter(|next| !next.is_item && !next.text.ends_with([',', '，', '、']));
        if let Some(next) = next.filter(|_| found.is_empty()) {
            found = in_sentence(&next.text);
        }
        let is_cut = found.is_empty() && below.first().is_none_or(|line| is_callout(&line.text));
        return (found, is_cut && (breaks_off || below.is_empty() || is_callout(&below[0].text)));
    }
    // Marks that part sentences may part the values.
    let joined = || in_sentence(&announcement.rest.split('。').next().unwrap_or_default().replace(['；', ';'], "、"));
    let sentence = announcement.sentence;
    let lists = [in_sentence(sentence), in_sentences(announcement.rest), joined(), parted_by_spaces(sentence)];
    (lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default(), false)
}

/// Reads `access_token refresh_token`: words that are no words of a language, with spaces between them.
fn parted_by_spaces(sentence: &str) -> Vec<Known> {
    let is_clear = |word: &str| is_value(word) && word.contains('_');
    let words = sentence.split_whitespace();
    let is_list = words.clone().count() > 1 && words.clone().all(is_clear);
    if is_list { distinct(words.map(|word| (word.to_owned(), String::new())).collect()) } else { Vec::new() }
}

/// Returns whether a line is a note, which stood behind the list.
fn is_callout(text: &str) -> bool {
    words("说明|重要|注意|警告|Note|Important|Warning|Notice").any(|word| text.starts_with(word))
}

/// Reads one value in each line, with a bullet before it or with a colon behind it.
pub(super) fn listed(lines: &[Line]) -> Vec<Known> {
    let Some(first) = lines.first() else { return Vec::new() };
    let mut found: Vec<Known> = Vec::new();
    let mut is_parted = false;
    for (index, line) in lines.iter().enumerate() {
        if first.is_item && line.indent > first.indent {
            continue;
        }
        // The items of a note are none of the list.
        if line.is_item && line.is_quoted && !first.is_quoted {
            break;
        }
        if line.is_item != first.is_item {
            // What is said of a value may stand below its item; what ends in a colon begins another list.
            if !first.is_item || line.text.ends_with([':', '：']) {
                break;
            }
            // A value whose bullet is missing: there may be more of them.
            let goes_on = lines[index + 1..].iter().any(|line| line.is_item);
            if goes_on && !is_callout(&line.text) && entry(&line.text, false).is_some() {
                return Vec::new();
            }
            is_parted = true;
            continue;
        }
        match entry(&line.text, line.is_item) {
            // What has values of its own may be no value itself.
            Some((_, meaning)) if has_values(line, &meaning, &lines[index + 1..]) => return Vec::new(),
            // Each edition lists those that it has.
            Some((name, _)) if line.is_of_edition && found.iter().any(|(other, _)| *other == name) => {}
            Some(entry) => found.push(entry),
            // A bullet that is no value makes it a list of something else; other text ends a list without bullets.
            None if line.is_item && !is_parted => return Vec::new(),
            None => break,
        }
    }
    if found.len() < 2 && !first.is_item { Vec::new() } else { distinct(found) }
}

/// Returns whether values stand behind the colon of an item or below it, as the versions of a product do.
fn has_values(item: &Line, meaning: &str, lines: &[Line]) -> bool {
    let mut below = lines.iter().take_while(|line| line.indent > item.indent).filter(|line| line.is_item).peekable();
    let are_below = below.peek().is_some() && below.all(|line| entry(&line.text, true).is_some());
    // `outbound and inbound` says in words what one value means.
    let are_behind = meaning.contains(['、', ',', '，']) && !in_sentence(meaning).is_empty();
    item.is_item && (meaning.is_empty() && are_below || are_behind)
}

/// Returns whether a value with a slash is one: `N/A`, a media type, or two of the list together, as `TCP/UDP` beside `TCP` and
/// `UDP`.
fn is_one_with_slash(name: &str, list: &[Known]) -> bool {
    const MEDIA: &str = "application/|audio/|image/|multipart/|text/|video/";
    let lower = name.to_lowercase();
    let has = |part: &str| list.iter().any(|(other, _)| other == part);
    lower == "n/a" || words(MEDIA).any(|media| lower.starts_with(media)) || name.split('/').all(has)
}

/// Returns a list unless it has a value twice, or, among numbers, a word for all others. Where one value has a slash and
/// others have none, two may be written in the place of one.
pub(super) fn distinct(list: Vec<Known>) -> Vec<Known> {
    let may_be_two = |name: &str| name.contains('/') && !is_one_with_slash(name, &list);
    if list.iter().any(|(name, _)| may_be_two(name)) && list.iter().any(|(name, _)| !name.contains('/')) {
        return Vec::new();
    }
    let is_number = |name: &str| name.parse::<f64>().is_ok();
    // Among words, `other` can be one of the values.
    let is_rest = |name: &str| is_rest(name) || name.eq_ignore_ascii_case("other");
    if list.iter().any(|(name, _)| is_rest(name)) && list.iter().any(|(name, _)| is_number(name)) {
        return Vec::new();
    }
    let is_twice = (1..list.len()).any(|index| list[..index].iter().any(|(name, _)| *name == list[index].0));
    if is_twice { Vec::new() } else { list }
}

pub(super) fn entry(item: &str, is_item: bool) -> Option<Known> {
    let colon = item.char_indices().find(|(_, letter)| matches!(letter, ':' | '：'));
    // A colon between the brackets is part of what they say of the value: `tch (two factors: address and port)`.
    if let Some((place, colon)) = colon.filter(|(place, _)| !is_item || !is_bracketed(item, *place)) {
        let behind = &item[place + colon.len_utf8()..];
        // `acs:ecs` is one word.
        let is_word = colon == ':' && behind.starts_with(|next: char| next.is_ascii_graphic());
        let is_word = is_word && !behind.contains(' ') && behind.is_ascii();
        let value = bare(&item[..place]);
        return (!is_word && is_value(value)).then(|| (value.to_owned(), behind.trim().to_owned()));
    }
    let (alone, meaning) = item.split_once(['（', '(']).unwrap_or((item, ""));
    let meaning = if is_default_mark(meaning) { "" } else { meaning.trim_end_matches(['）', ')', '.', '。']) };
    let alone = bare(alone);
    (is_item && is_value(alone)).then(|| (alone.to_owned(), meaning.to_owned()))
}

/// Returns whether a place stands between brackets that close at the end of the text.
fn is_bracketed(text: &str, place: usize) -> bool {
    let is_inside = text[..place].contains(['（', '(']) && !text[..place].contains(['）', ')']);
    is_inside && text.trim_end_matches(['.', '。', ';', '；', ',', '，']).ends_with(['）', ')'])
}

fn is_default_mark(text: &str) -> bool {
    let text = text.trim_end_matches([')', '）', '。', '.', ';', '；']).trim().to_lowercase();
    matches!(text.as_str(), "default" | "默认" | "默认值" | "default value" | "缺省值")
}

/// Returns a value without its quotes, its mark as the default, and the stop behind it.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['。', ';', '；', ',', '，', '、']).trim();
    let text = match text.rfind(['(', '（']) {
        Some(open) if is_default_mark(text[open..].trim_start_matches(['(', '（'])) => text[..open].trim(),
        _ => text,
    };
    let text = text.trim_matches(['`', '"', '“', '”', '\'', ' ']);
    // An asterisk on one side alone stands for what is left open.
    let text = text.strip_prefix('*').and_then(|inner| inner.strip_suffix('*')).unwrap_or(text);
    text.strip_suffix('.').unwrap_or(text)
}

/// Returns whether a text is a value as it stands on the wire, and no placeholder for several.
pub(crate) fn is_value(text: &str) -> bool {
    let is_inner = |letter: char| letter.is_ascii_alphanumeric() || "_-.+/".contains(letter);
    // `a-z`, `1.x` and `2xx` stand for several.
    let is_span = text.len() == 3 && text.as_bytes().get(1) == Some(&b'-') && text.contains(char::is_alphanumeric);
    let is_pattern = is_span
        || text.contains('.') && text.split('.').any(|part| matches!(part, "x" | "X"))
        || text.len() < 5
            && text.starts_with(|first: char| first.is_ascii_digit())
            && text.to_lowercase().ends_with("xx");
    !text.is_empty()
        && text.len() <= 64
        && text.chars().all(is_inner)
        && text.starts_with(|first: char| first.is_ascii_alphanumeric() || "_-+.".contains(first))
        && text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '_' || last == '+')
        && text.contains(|letter: char| letter.is_ascii_alphanumeric())
        && !is_pattern
}

/// Returns a text with a mark for each note in brackets, and the notes.
fn without_notes(text: &str) -> (String, Vec<&str>) {
    let (mut plain, mut notes) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(['(', '（']) {
        let Some((note, behind)) = behind.split_once([')', '）']) else { break };
        plain.push_str(before);
        plain.push(NOTE);
        notes.push(note);
        rest = behind;
    }
    (plain + rest, notes)
}

/// Returns what stands in the braces of `{1, 2, 3}`, or in the brackets of `[1, 2, 3]`, if nothing but its unit or default stands
/// behind them.
fn in_braces(sentence: &str) -> Option<&str> {
    let (inner, behind) = match sentence.strip_prefix('{') {
        Some(inner) => inner.split_once('}')?,
        None => sentence.strip_prefix('[')?.split_once(']')?,
    };
    let is_aside = behind.is_empty() || is_aside(behind.trim_start_matches([',', '，', ' ']));
    let are_numbers = parts(inner).len() > 2 && parts(inner).iter().all(|part| part.parse::<i64>().is_ok());
    (is_aside && are_numbers).then_some(inner)
}

/// Returns whether a note may say when a value may be given or how else it is written, and not what it means: `disk(s)`.
fn is_case(note: &str) -> bool {
    scope(note) != Scope::Always
        || note.len() < 2
        || words("或|or ").any(|word| note.starts_with(word))
        || has_word(&note.to_lowercase(), "only|default|supported|beta|仅|只|限|专|默认|缺省|适用|支持|版本|地域")
}

/// Puts behind the meanings of the values what a sentence outside of the list says of those that are none any more:
/// `Valid values: high and low. low is deprecated.`
pub(super) fn put_retirements(known: &mut [Known], document: &Document, statements: &[Statement<'_>]) {
    const FURTHER: &str = "不再支持|暂不支持|no longer|not supported";
    let is_outside = |statement: &&Statement<'_>| {
        !document.lines[statement.line].is_item && announcement(document, statement).is_none()
    };
    let tells = |text: &str| mentions_deprecation(text) || has_word(text, FURTHER);
    for statement in statements.iter().filter(is_outside).filter(|statement| tells(statement.text)) {
        // A value may itself be the word for it.
        let tells_of = |value: &str| tells(&statement.text.replace(value, ""));
        let is_named = |value: &str| value.len() > 2 && has_whole(statement.text, value) && tells_of(value);
        for (_, meaning) in known.iter_mut().filter(|(value, _)| is_named(value)) {
            let parted = if meaning.is_empty() { "" } else { " " };
            meaning.push_str(&format!("{parted}{}", statement.text));
        }
    }
}

/// Returns whether a clause of what a value means says that the value is none yet: `(coming soon)`, `，敬请期待`.
pub(super) fn is_planned(meaning: &str) -> bool {
    const WORDS: &str = "即将支持|即将推出|敬请期待|coming soon|available soon|not supported yet|not yet supported|not available yet|not yet available";
    // By itself that may be what the value means: `0：暂不支持`.
    const BESIDE_OTHERS: &str =
        "暂不支持|暂未支持|暂未开放|暂未上线|尚未支持|尚不支持|尚未开放|尚未上线|即将上线|即将开放";
    let meaning = meaning.to_lowercase();
    let clauses = meaning.split(['(', ')', '（', '）', ',', '，', '.', '。', ';', '；']).map(str::trim);
    let clauses: Vec<&str> = clauses.filter(|clause| !clause.is_empty()).collect();
    let is_one_of = |list| clauses.iter().any(|clause| is_word(clause, list));
    is_one_of(WORDS) || clauses.len() > 1 && is_one_of(BESIDE_OTHERS)
}

fn is_aside(part: &str) -> bool {
    words("默认|缺省|单位|default|Default|unit|Unit").any(|word| part.starts_with(word))
}

/// Reads `On、Off` and `On（开）、Off（关）` behind an announcement: values and nothing else up to the end of the sentence, or up to
/// its default or unit.
fn in_sentence(sentence: &str) -> Vec<Known> {
    let (plain, notes) = without_notes(in_braces(sentence).unwrap_or(sentence));
    if notes.iter().any(|note| !is_default_mark(note) && !is_planned(note) && is_case(note))
        || !notes.is_empty() && parts(&plain).into_iter().any(|part| span(bare(part)).is_some())
    {
        return Vec::new();
    }
    let mut notes = notes.into_iter();
    let parts = parts(&plain).into_iter().take_while(|part| !is_aside(part));
    let mut meanings = Vec::new();
    let parts: Vec<&str> = parts
        .map(|part| {
            let meaning = part.contains(NOTE).then(|| notes.next()).flatten().unwrap_or_default();
            let is_said_of_all = is_default_mark(meaning) || is_aside(meaning);
            meanings.push(if is_said_of_all { String::new() } else { meaning.trim().to_owned() });
            bare(bare(part).strip_suffix(NOTE).unwrap_or(part))
        })
        .collect();
    if parts.iter().any(|part| is_rest(part)) {
        return Vec::new();
    }
    // `1,500` is one number.
    let is_grouped = parts.len() == 2 && parts[1].len() == 3 && parts[1].bytes().all(|digit| digit.is_ascii_digit());
    if parts.len() < 2 || is_grouped && sentence.contains(&format!(",{}", parts[1])) {
        return Vec::new();
    }
    let values: Option<Vec<Vec<String>>> = parts.into_iter().map(values_of).collect();
    let values = values.into_iter().flatten().zip(meanings);
    distinct(
        values.flat_map(|(values, meaning)| values.into_iter().map(move |value| (value, meaning.clone()))).collect(),
    )
}

/// Returns the values that a part of a list stands for: itself, or in `1~9` each of the numbers.
fn values_of(part: &str) -> Option<Vec<String>> {
    // More are no list that anybody would write out: there are 31 days in a month.
    const MOST: i64 = 31;
    if let Some((min, max)) = span(part) {
        return (min <= max && max.checked_sub(min)? < MOST)
            .then(|| (min..=max).map(|value| value.to_string()).collect());
    }
    is_value(part).then(|| vec![part.to_owned()])
}

/// Returns whether an entry of a list stands for values that the list does not name.
fn is_rest(entry: &str) -> bool {
    is_word(&entry.to_lowercase(), "etc|others|other values|more|其他|其它|其余|其他值|其它值|其余值")
}

/// Reads `On:it runs. Off:it does not` behind an announcement: each value begins a sentence, with a colon behind it.
fn in_sentences(text: &str) -> Vec<Known> {
    let mut found = Vec::new();
    for (_, sentence) in sentences(text) {
        let Some((value, meaning)) = sentence.split_once([':', '：']) else { break };
        let value = bare(value);
        if is_rest(value) {
            return Vec::new();
        }
        let is_entry = is_value(value) && !meaning.starts_with("//") && !["Note", "Default"].contains(&value);
        if !is_entry {
            break;
        }
        found.push((value.to_owned(), meaning.trim().to_owned()));
    }
    if found.len() < 2 { Vec::new() } else { distinct(found) }
}

/// Reads `当前仅支持 BYOL`: one value and no other.
fn only(statement: &Statement<'_>) -> Option<Known> {
    if statement.scope != Scope::Always {
        return None;
    }
    let text = words("当前|目前|现|暂时|暂|取值|Currently, |At present, ")
        .fold(statement.text, |text, word| text.strip_prefix(word).unwrap_or(text));
    let after = words("仅支持|只支持|Set the value to |the only supported value is |The only supported value is ")
        .find_map(|word| text.strip_prefix(word));
    let framed = text
        .strip_prefix("only ")
        .or_else(|| text.strip_prefix("Only "))
        .and_then(|rest| rest.strip_suffix(" is supported"));
    let value = bare(after.or(framed)?);
    is_value(value).then(|| (value.to_owned(), String::new()))
}
