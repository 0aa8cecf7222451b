//! Limits in prose: how long text may be, how large a number, how many items there may be.

use apiscribe_core::is_han;

use super::claims::{Length, Limits, Subject};
use super::defaults::is_of_quota;
use super::document::{Document, sentences};
use super::numbers::{first_member, first_number, first_range, first_set, last_number, last_range, numbers};
use super::scope::{Scope, Statement, scope};
use super::units;
use super::whose;
use super::words::{has_whole, has_word, is_word, words};
use apiscribe_model::order::{sort_by, sort_by_key};

/// Words before or behind a unit that leave open what is counted.
const UNCERTAIN: &str = "first|last|total|encod|base64|decod|escape|counted|recommend|suggest|usually|average|suffix|prefix|types of\
    |kinds of|remaining|truncat|before|after|such as|example|displayed|preview|的前|取前|总|编码|加密|转义|建议\
    |匹配前|显示前|保留前|前的部分|路径中|推荐|通常|一般|例如|比如|截断|截取|大约|种字符|种类型|合计|至少包含|返回|替换后|拼接后|转换后|解析后|算作|占|compress|压缩|解压\
    |合わせて|合計|最初|先头|末尾|だけ|推奨|エンコード|デコード|暗号";

/// A unit that stands in a text: where it begins and ends, and its word in the format.
struct Unit {
    start: usize,
    end: usize,
    word: &'static str,
}

/// Reads how long text may be; several units of one sentence are each read.
pub(super) fn lengths(statement: &Statement<'_>) -> Vec<(Length, Scope)> {
    let text = statement.text;
    let lower = text.to_lowercase();
    let counts_bytes = has_word(&lower, "byte|字节|位元組");
    let counts_both = counts_bytes && has_word(&lower, "char|字符|汉字|中文|chinese");
    let is_uncertain =
        counts_both || counts_letters_otherwise(text) || has_limit_of_case(text) || has_word(&lower, UNCERTAIN);
    let scope = |limits: &Limits| match &statement.scope {
        Scope::Always if is_uncertain || limits.max.as_deref() == Some("0") => Scope::Case(text.to_owned()),
        scope => scope.clone(),
    };
    let read = |unit: Unit| {
        let limits = limits_before(without_fillers(&text[..unit.start]), &text[unit.end..])?;
        let scope = scope(&limits);
        Some((Length { limits, unit: unit.word }, scope))
    };
    let found: Vec<(Length, Scope)> = units(text).into_iter().filter_map(read).collect();
    let behind = length_behind(text).filter(|_| found.is_empty()).map(|limits| {
        let scope = scope(&limits);
        (Length { limits, unit: "char" }, scope)
    });
    found.into_iter().chain(behind).collect()
}

/// Reads `字符长度为1~30`, whose unit stands before the numbers.
fn length_behind(text: &str) -> Option<Limits> {
    let (_, behind) = text.split_once("字符长度")?;
    let behind = behind.trim_start_matches(['限', '制', '范', '围', '为', '是', '：', ':', ' ']);
    let most = || {
        let rest = words("不超过|不能超过|不得超过|最多|最大").find_map(|word| behind.strip_prefix(word))?;
        let (max, rest) = first_number(rest.trim_start_matches(['为', ' ']))?;
        Some((Limits { min: None, max: Some(max) }, rest))
    };
    let (limits, rest) = first_range(behind).or_else(most)?;
    let goes_on = !numbers(rest).is_empty() || !rest.is_empty() && !rest.starts_with(['，', ',']);
    (!goes_on).then_some(limits)
}

/// Returns whether a limit is said once more for Chinese characters, as in `60个字符（30个汉字）`.
fn counts_letters_otherwise(text: &str) -> bool {
    let is_counted = |place: usize| text[..place].trim_end().ends_with(|last: char| last.is_ascii_digit());
    text.match_indices("个汉字").any(|(place, _)| is_counted(place))
}

/// Returns whether a note in brackets has the limit of a case: `64个字符（旧书店为128个字符）`.
fn has_limit_of_case(text: &str) -> bool {
    let mut notes = text.split(['(', '（']).skip(1).filter_map(|rest| rest.split([')', '）']).next());
    notes.any(|note| !numbers(note).is_empty() && !units(note).is_empty() && whose::is_case(note))
}

/// Returns whether a sentence says that some characters count for more than one, so that no unit of the format is meant, or that
/// longer text is taken too.
pub(super) fn counts_otherwise(statement: &Statement<'_>) -> bool {
    has_word(
        &statement.text.to_lowercase(),
        "结果经过加密|加密后返回|脱敏|超过则|超出则|超过部分|超出部分|超过的部分|超出的部分|按多条|分多条|counts as|count as|counted as|算两个|算2个|算 2 个|算作|占两个|占2个|占 2 个|按两个|按2个|按 2 个|计为",
    )
}

fn units(text: &str) -> Vec<Unit> {
    const UNITS: &[(&str, &str)] = &[
        ("字符", "char"),
        ("character", "char"),
        ("chars", "char"),
        ("字节", "byte"),
        ("byte", "byte"),
        ("Byte", "byte"),
        ("文字", "char"),
        ("位元組", "byte"),
    ];
    // `文字列` is a text, and `文字块` a block of it.
    let is_whole = |word: &str, end: usize| {
        let behind = &text[end..];
        let goes_on = behind.starts_with(is_han);
        word != "文字" || !goes_on || words("以内|以下|以上").any(|limit| behind.starts_with(limit))
    };
    let places = |(word, unit): &(&'static str, &'static str)| {
        let unit = *unit;
        text.match_indices(*word)
            .map(|(start, word)| Unit { start, end: start + word.len(), word: unit })
            .filter(|unit| is_whole(word, unit.end))
            .collect::<Vec<_>>()
    };
    let mut found: Vec<Unit> = UNITS.iter().flat_map(places).collect();
    let is_measured = |unit: &Unit| {
        let before = without_fillers(&text[..unit.start]);
        last_range(before).is_some() || last_number(before).is_some()
    };
    if !found.iter().any(is_measured) && text.contains("长度") && !has_word(text, "密钥|二进制|掩码|比特") {
        // `长度为 8~32 位`: a place holds a character, where the text speaks of a length, and not of bits.
        found.extend(text.match_indices('位').map(|(start, word)| Unit {
            start,
            end: start + word.len(),
            word: "char",
        }));
        found.retain(|unit| last_range(&text[..unit.start]).is_some());
    }
    sort_by_key(&mut found, |unit| unit.start);
    found
}

/// Takes away what may stand between a number and its unit.
fn without_fillers(text: &str) -> &str {
    const FILLERS: &str = "个|英文或中文|中文或英文|中英文|英文/中文|中文/英文|英文或数字|英文|ASCII|UTF-8|Unicode|位|半角\
        |English or Chinese|Chinese or English|English|valid|or Chinese|以内的|UTF8|（含）";
    let mut rest = text.trim_end();
    while let Some(shorter) = words(FILLERS).find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    rest
}

/// Words before a number that is the most.
const MOST: &str = "up to|not exceed|cannot exceed|can't exceed|at most|no more than|not more than|cannot be more than|maximum of\
    |maximum length is|maximum length of|maximum length|not be longer than|no longer than|not be greater than|less than or equal to\
    |不超过|不能超过|不得超过|不可超过|不应超过|不允许超过|不要超过|不超出|最多|最长|最大|最大长度|小于等于|小于或等于\
    |不大于|不能大于|不多于|不能多于|上限|≤|<=";

/// Words before a number that is the least.
const LEAST: &str = "at least|no less than|not less than|至少|不少于|不低于|不能少于|最少|最短|不小于|大于等于|≥|>=";

/// Reads the limits that end right before a unit.
fn limits_before(before: &str, behind: &str) -> Option<Limits> {
    if let Some((lead, limits)) = last_range(before) {
        // `8-2-4 characters` is no range, and `前2~10个字符` are some of all.
        return (!lead.trim_end().ends_with(['-', '~', '～', '–', '至', '到', '前', '后'])).then_some(limits);
    }
    let (lead, number) = last_number(before)?;
    let lead = without_verbs(lead).to_lowercase();
    let behind = behind.trim_start_matches('s').trim_start();
    // `at least 3 characters of these kinds` and `up to 70 characters are sent at once` limit no length.
    let is_permission = words("are allowed|are supported|are permitted").any(|word| behind.starts_with(word));
    if behind.starts_with("of ") || behind.starts_with("are ") && !is_permission {
        return None;
    }
    let is_most = words(MOST).any(|word| lead.ends_with(word))
        || words("以内|之内|以下|or less|or fewer|or shorter").any(|word| behind.starts_with(word))
        || behind.strip_prefix('内').is_some_and(|rest| !rest.starts_with(is_han));
    let is_least = words(LEAST).any(|word| lead.ends_with(word)) || behind.starts_with("以上");
    match (is_most, is_least) {
        (true, _) => Some(Limits { min: None, max: Some(number) }),
        (false, true) => Some(Limits { min: Some(number), max: None }),
        (false, false) => None,
    }
}

/// Takes away the verbs that may stand between "up to" and a number.
fn without_verbs(text: &str) -> &str {
    const VERBS: &str =
        "contain|限制为|限制|支持输入|支持|可以输入|可输入|输入|允许|可以包含|可包含|包含|为|是|:|：|`|is|设置|可以|可";
    let mut rest = text.trim_end();
    while let Some(shorter) = words(VERBS).find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    rest
}

/// Words that introduce the range of a number.
const RANGE_WORDS: &str = "取值范围|有效范围|可选范围|有效值|可选值|取值|范围|valid values|value range|valid value|valid range\
    |possible values|范囲|有効な値|, between|ranges from|range from|range is|range:|value must be|parameter must be|in the range of\
    |values:|must be an integer|integer|decimal";

/// Words about values beyond a limit: the server takes them.
const OUTSIDE: &str = "less than|greater than|exceeds|smaller|larger|more than|小于|大于|超过|超出|低于|高于|unlimited|no limit\
    |不限|无限|未限制|没有限制|较大的值|更大的值|特殊|ticket|工单|increase the limit|raise the limit|greater value|larger value|higher value|smaller value\
    |lower value";

/// Words before a range that is advised or usual, and not all there is.
const ADVICE: &str = "recommend|suggest|typical|usual|common|建议|推荐|通常|一般|常用|常见|推奨";

/// Reads how small and large a number may be.
pub(super) fn ranges(statement: &Statement<'_>, document: &Document, subject: &Subject<'_>) -> Vec<(Limits, Scope)> {
    let below = &document.behind(statement.line, statement.start + statement.text.len());
    let alone = || {
        let (limits, rest) = first_range(statement.text)?;
        (rest.is_empty() || is_aside(rest)).then_some(("", limits, rest))
    };
    let set = announced_set(statement.text).or_else(|| listed_set(statement, document));
    let (set, special) = set.map_or((None, Vec::new()), |(found, special)| (Some(found), special));
    let found = set
        .or_else(|| announced_range(statement.text))
        .or_else(|| announced_bounds(statement.text))
        .or_else(|| bounds(statement.text))
        .or_else(alone);
    let Some((before, limits, rest)) = found else { return Vec::new() };
    let rest = units::without_unit(rest, &limits, document, subject);
    let end = |limit: &Option<String>| limit.as_ref().and_then(|limit| limit.parse::<f64>().ok());
    let (min, max) = (end(&limits.min), end(&limits.max));
    // A number that stands elsewhere and outside may be a value with a meaning of its own, as in "0: no limit".
    let is_inside = |number: &f64| min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max);
    let others = [before, rest, below].map(|text| numbers(&without_status(text))).concat();
    // What is said of a number that stands alone is said of one within.
    let is_of_special = |sentence: &str| special.iter().any(|number| has_whole(sentence, number));
    let mut sentences = below.lines().flat_map(sentences).map(|(_, sentence)| sentence);
    let tells_outside =
        tells_outside(rest) || sentences.any(|sentence| !is_of_special(sentence) && tells_outside(sentence));
    let is_uncertain = !others.iter().all(is_inside) || tells_outside || !is_plain_end(rest) || is_of_quota(statement);
    let lead = before.to_lowercase();
    let is_advice = has_word(&lead, ADVICE) || words("default|默认").any(|word| lead.trim_end().ends_with(word));
    let scope = match &statement.scope {
        Scope::Always if is_uncertain || is_advice => Scope::Case(statement.text.to_owned()),
        scope => scope.clone(),
    };
    vec![(limits, scope)]
}

/// Takes away the codes of statuses, which are no values: `HTTP 504`.
fn without_status(text: &str) -> String {
    let is_code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_digit());
    let without_code = |part: &'_ str| part.get(..3).filter(is_code).map_or(0, str::len);
    let behind = |part: &'_ str| part[without_code(part)..].to_owned();
    let mut parts = text.split("HTTP ");
    parts.next().map(str::to_owned).into_iter().chain(parts.map(behind)).collect()
}

/// Returns whether a text speaks of values beyond a limit, and not of those beyond another value, which it names, nor of what it
/// demands of all.
fn tells_outside(text: &str) -> bool {
    let is_of_name = |behind: &str| {
        let behind = behind.trim_start();
        let behind = words("than|or equal to|或等于|等于|the value of|that of|the")
            .fold(behind, |rest, word| rest.strip_prefix(word).unwrap_or(rest).trim_start());
        let clause = behind.split([',', '，', '.', '。', ';', '；', '\n']).next().unwrap_or_default();
        clause.contains("阈值") && !clause.contains(|letter: char| letter.is_ascii_digit())
            || words("this parameter|该参数|此参数|本参数").any(|this| behind.starts_with(this))
            || behind.trim_start_matches('`').starts_with(|first: char| first.is_ascii_uppercase())
    };
    let is_demanded = |before: &str| {
        let clause = before.rsplit(['.', '。', ';', '；', '\n']).next().unwrap_or_default();
        words("不能|不得|不可|不允许|不可以|不|cannot |must not |no |not ").any(|word| before.ends_with(word))
            || clause.to_lowercase().contains("must be ") && scope(clause) == Scope::Always
    };
    // A place in the lower case is one in the text, because only ASCII letters change.
    let lower = text.to_ascii_lowercase();
    let mut places =
        words(OUTSIDE).flat_map(|word| lower.match_indices(word).map(|(place, word)| (place, place + word.len())));
    places.any(|(place, behind)| !is_of_name(&text[behind..]) && !is_demanded(&text[..place]))
}

/// Returns whether nothing goes on behind a range but its unit or its default.
fn is_plain_end(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['`', ')', '）', ' ']);
    let rest = words("之间的整数|的整数|之间|（含）").find_map(|whole| rest.strip_prefix(whole)).unwrap_or(rest);
    let Some(rest) = rest.strip_prefix([',', '，']) else { return rest.is_empty() || is_aside(rest) };
    let rest = rest.trim_start().to_lowercase();
    // What is demanded besides takes nothing more.
    let is_narrower = rest.starts_with('且') && !has_word(&rest, "或|若|当") && numbers(&rest).is_empty();
    is_narrower
        || is_aside(&rest)
        || words("单位|默认|缺省|in |unit|default|inclusive|and the default|the default")
            .any(|word| rest.starts_with(word))
}

/// Returns whether a text is an aside in brackets, or says that the ends are included.
fn is_aside(text: &str) -> bool {
    let note = text.strip_prefix(['(', '（']).filter(|note| !note.contains(|letter: char| letter.is_ascii_digit()));
    note.is_some_and(|note| !whose::is_case(note))
        || words("inclusive|inclusively|之间|的整数|之间的整数|の整数|まで|まで指定できます|件|件まで|の范囲")
            .any(|end| text.trim() == end)
}

/// A range with what stands before its announcement and behind it.
type Found<'t> = (&'t str, Limits, &'t str);

/// Returns the place of each announcement of a range, and what stands behind it.
fn announced(text: &str) -> Vec<(usize, &str)> {
    let lower = text.to_ascii_lowercase();
    let mut places: Vec<(usize, usize)> = words(RANGE_WORDS)
        .flat_map(|word| lower.match_indices(word).map(|(place, word)| (place, place + word.len())))
        .collect();
    sort_by(&mut places, Ord::cmp);
    let behind =
        |behind: usize| text[behind..].trim_start_matches([':', '：', ' ', '为', '是', '在', '`', '（', '(', '*']);
    places.into_iter().map(|(place, end)| (place, behind(end))).collect()
}

/// Reads the numbers and ranges behind an announcement, and returns those that stand alone besides.
fn announced_set(text: &str) -> Option<(Found<'_>, Vec<String>)> {
    announced(text).into_iter().find_map(|(place, after)| {
        let after = words("are |is ").fold(after, |after, word| after.strip_prefix(word).unwrap_or(after));
        let (limits, alone, rest) = first_set(after)?;
        Some(((&text[..place], limits, rest), alone))
    })
}

/// Reads the numbers and ranges that begin the items of a list, which a sentence announces.
fn listed_set<'d>(statement: &Statement<'d>, document: &Document) -> Option<(Found<'d>, Vec<String>)> {
    let announced = announced(statement.text);
    let (place, _) = announced.iter().find(|(_, after)| after.is_empty())?;
    let below = document.below(statement.line);
    let first = below.first().filter(|first| first.is_item && !first.is_quoted)?;
    let items = below.iter().take_while(|line| line.is_item && !line.is_quoted || line.indent > first.indent);
    let items = items.filter(|line| line.indent <= first.indent);
    let members: Option<Vec<String>> = items
        .map(|item| {
            let (_, rest) = first_member(item.text.trim_start_matches('`'))?;
            let is_end = rest.is_empty() || rest.trim_start_matches('`').starts_with([':', '：', '(', '（']);
            is_end.then(|| item.text[..item.text.len() - rest.len()].trim_start_matches('`').to_owned())
        })
        .collect();
    let members = members?.join("、");
    let (limits, alone, _) = first_set(&members)?;
    Some(((&statement.text[..*place], limits, ""), alone))
}

fn announced_range(text: &str) -> Option<Found<'_>> {
    announced(text).into_iter().find_map(|(place, after)| {
        let after = words("are |is |integers |between |from |within |的范围|须")
            .fold(after, |after, word| after.strip_prefix(word).unwrap_or(after));
        let (limits, rest) = first_range(after).or_else(|| units::first_range(after))?;
        // A formula, a date or a list goes on behind its second number.
        let goes_on = rest.starts_with(['-', '/', '^', '.', '*', '×', '~', '%', ':']) && !rest[1..].is_empty()
            || rest.starts_with('%');
        (!goes_on).then_some((&text[..place], limits, rest))
    })
}

/// Reads `取值范围：大于等于1` and `取值：大于等于1小于等于10`. An end that is itself excluded is left open.
fn announced_bounds(text: &str) -> Option<Found<'_>> {
    const FROM: &str =
        "大于等于|大于或等于|不小于|不低于|≥|>=|greater than or equal to|at least|no less than|not less than";
    const ABOVE: &str = "大于|>";
    const TO: &str =
        "小于等于|小于或等于|不大于|不超过|不高于|≤|<=|less than or equal to|at most|no more than|no greater than";
    announced(text).into_iter().find_map(|(place, after)| {
        let after = words("values |integers ").fold(after, |after, word| after.strip_prefix(word).unwrap_or(after));
        let min = number_behind(after, FROM);
        let rest = min.clone().or_else(|| number_behind(after, ABOVE)).map_or(after, |found| found.1);
        let rest_of_all = rest.trim_start_matches(['，', ',', '且', '并', '、', ' ']);
        let max = number_behind(rest_of_all.strip_prefix("and ").unwrap_or(rest_of_all), TO);
        let rest = max.as_ref().map_or(rest, |found| found.1);
        let limits = Limits { min: min.map(|found| found.0), max: max.map(|found| found.0) };
        (limits.min.is_some() || limits.max.is_some()).then_some((&text[..place], limits, rest))
    })
}

/// Reads a number behind one of the words, unless a formula goes on behind it.
fn number_behind<'t>(text: &'t str, list: &'static str) -> Option<(String, &'t str)> {
    let rest = words(list).find_map(|word| text.strip_prefix(word))?;
    first_number(rest.trim_start()).filter(|(_, rest)| !is_formula(rest))
}

/// Returns whether a power or a formula goes on behind a number.
fn is_formula(rest: &str) -> bool {
    rest.trim_start().starts_with(['^', '*', '×', '/', '%', '-', '~'])
}

/// Reads `最大值：100`, `Maximum value: 100` and `Pages start from page 1`.
fn bounds(text: &str) -> Option<Found<'_>> {
    let lower = text.to_ascii_lowercase();
    let after = |words: &[&str]| {
        let mut places =
            words.iter().flat_map(|word| lower.match_indices(word).map(|(place, word)| (place, place + word.len())));
        let (place, behind) = places.next().filter(|_| places.next().is_none())?;
        let (number, rest) = first_number(text[behind..].trim_start_matches([':', '：', ' ', '为', '是', '`']))?;
        (!is_formula(rest)).then_some((place, number, rest))
    };
    // The word alone is one of many things; what it counts says which, and nothing before it says of which case.
    let counted = |word| after(&[word]).filter(|(place, _, rest)| *place == 0 && rest.starts_with('件'));
    // `默认50，最大100` tells of one value.
    let is_beside_default = |lead: &str| lead.ends_with(['，', ',']) && lead.contains("默认");
    let beside = |word| {
        after(&[word]).filter(|(place, _, rest)| rest.is_empty() && is_beside_default(text[..*place].trim_end()))
    };
    let max = after(&["最大值", "maximum value:", "maximum value is", "maximum:", "(max "])
        .or_else(|| counted("最大"))
        .or_else(|| beside("最大"));
    let min = after(&[
        "最小值",
        "minimum value:",
        "minimum value is",
        "minimum:",
        "(min ",
        "起始值",
        "pages start from page ",
    ])
    .or_else(|| counted("最小"));
    let place = [&max, &min].into_iter().flatten().map(|found| found.0).min()?;
    let rest = [&max, &min].into_iter().flatten().max_by_key(|found| found.0).map_or("", |found| found.2);
    Some((&text[..place], Limits { min: min.map(|found| found.1), max: max.map(|found| found.1) }, rest))
}

/// Reads how many items an array may have: `N 的取值范围：1~20`, `You can specify up to 20 IDs`.
pub(super) fn item_counts(statement: &Statement<'_>) -> Vec<(Limits, Scope)> {
    if statement.scope == Scope::Index {
        let found = first_range_behind_index(statement.text).and_then(count_of_index);
        return found.into_iter().map(|limits| (limits, Scope::Always)).collect();
    }
    let alone = || {
        let behind = words("At most |A maximum of |最多").find_map(|most| statement.text.strip_prefix(most))?;
        let (max, rest) = first_number(behind.trim_start())?;
        let rest = rest.trim_start();
        (rest.is_empty() || is_word(rest, "个|条|组|项") || are_items(rest))
            .then_some(Limits { min: None, max: Some(max) })
    };
    let found = array_length(statement.text).or_else(|| specified_items(statement.text)).or_else(alone);
    found.into_iter().map(|limits| (limits, statement.scope.clone())).collect()
}

/// Returns whether a text behind a number says what may be given, and nothing else: `groups`, `IP addresses are supported`.
fn are_items(text: &str) -> bool {
    // What is counted in the list is none of these.
    const OTHERS: &str = "character|byte| of |time|kb |mb |gb |tb |second|minute|hour|day|week|month|year|request|call|quer|retr|attempt\
        |concurrent|parallel|connection|level|letter|digit|word|line|percent";
    let items = words(" are supported| are allowed| can be specified").find_map(|end| text.strip_suffix(end));
    let is_plain = |items: &str| {
        items.split(' ').count() <= 3
            && items.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ')
            && !has_word(&format!("{} ", items.to_lowercase()), OTHERS)
    };
    is_word(text, "groups|items|elements") || items.is_some_and(is_plain)
}

/// Returns whether a sentence speaks of the index `M`, which stands beside `N` where lists are in lists.
pub(super) fn has_second_index(statement: &Statement<'_>) -> bool {
    let squeezed: String = statement.text.chars().filter(|letter| !letter.is_whitespace() && *letter != '`').collect();
    has_word(&squeezed, "M的取值|M取值|M为|ofM:|ofM：|ofMare|Mranges|Mmust|Mcanbe|Misan")
}

fn first_range_behind_index(text: &str) -> Option<Limits> {
    let place = text.find('N')?;
    let digits = text[place..].find(|letter: char| letter.is_ascii_digit() || letter == '[')?;
    let (limits, rest) = first_range(&text[place + digits..])?;
    let is_cut =
        rest.trim_start_matches([',', '，', ' ', '.', '`', ')', '）']).starts_with(|next: char| next.is_ascii_digit());
    // `1~5，企业版：1~10` holds for some lists only.
    let max = limits.max.as_ref().and_then(|max| max.parse::<f64>().ok());
    let goes_beyond = numbers(rest).iter().any(|number| max.is_some_and(|max| *number > max));
    (!is_cut && !goes_beyond).then_some(limits)
}

/// Returns how many items there may be by the range of their index, which does not say that there is any. What is counted from
/// another number than one leaves open how many there are.
fn count_of_index(limits: Limits) -> Option<Limits> {
    (limits.min.as_deref() == Some("1")).then_some(Limits { min: None, max: limits.max })
}

/// Words for the number of items of an array.
const ARRAY_LENGTH: &str = "数组长度|数组的长度|数组个数|数组元素数量|数组元素个数|列表元素数量|列表元素个数|列表长度|个数取值范围|数量取值范围|个数范围|数量范围|配列の要素数\
    |配列の長さ|Array length|array length";

/// Reads `数组长度：1~100`, whose numbers can count nothing else.
fn array_length(text: &str) -> Option<Limits> {
    let (_, behind) = words(ARRAY_LENGTH).find_map(|word| text.split_once(word))?;
    let behind = behind.trim_start_matches(['：', ':', '为', '是', 'は', ' ']);
    let behind =
        words("取值范围|范围|ranges from |range").fold(behind, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let (limits, rest) = first_range(behind.trim_start_matches(['：', ':', '为', '是', ' ']))?;
    matches!(rest.trim(), "" | "个" | "個").then_some(limits)
}

/// Returns whether a Chinese limit behind a text is that of the list, and not of some of those who give it: `VIP用户最多支持`.
fn is_of_list(lead: &str) -> bool {
    const LIST: &str = "|限制|限|目前|当前|现|单次请求|单次|一次|一次性|本次|每次|列表|数组|该参数|此参数|且|并|则";
    let clause = lead.rsplit(['，', ',', '：', ':', '（', '(']).next().unwrap_or(lead).trim();
    words(LIST).any(|word| word == clause)
}

/// Reads how many items may be given, by the words before the number or the range: `You can specify 1 to 100 shops`.
fn specified_items(text: &str) -> Option<Limits> {
    const MOST_ITEMS: &str = "最多支持|最多可以指定|最多可指定|最多可以传入|最多可传入|最多指定|最多可以输入|最多可输入|最多支持输入\
        |最多传入|最多包含|最多可包含|最多可以包含|最多可添加|最多可以添加|最多支持添加|最大支持|最多允许|可输入最多|可以输入最多|可输入最大|支持最多\
        |You can specify up to |You can specify a maximum of |You can specify at most |You can enter up to \
        |You can enter a maximum of |You can add up to |You can add a maximum of |You can add at most |can contain up to |can contain a maximum of |can contain at most ";
    const BETWEEN: &str = "You can specify |You can enter ";
    let behind = |list| {
        let has_number = |rest: &str| rest.trim_start().starts_with(|first: char| first.is_ascii_digit());
        let found = words(list).find_map(|word| {
            let parts = text.split_once(word).filter(|(_, rest)| has_number(rest) || word.is_ascii())?;
            Some((parts, word.is_ascii()))
        });
        found.filter(|((lead, _), is_english)| *is_english || is_of_list(lead)).map(|((_, rest), _)| rest.trim_start())
    };
    // `最大20個まで指定できます`, where nothing says of which case that is.
    let japanese = || {
        let (max, rest) = first_number(text.strip_prefix("最大")?.trim_start())?;
        words("个まで指定できます|个まで指定可能です|个まで|个|件まで指定できます|件まで指定可能です|件まで|件")
            .any(|end| rest.trim() == end)
            .then_some((max, "个"))
    };
    let most = behind(MOST_ITEMS).and_then(first_number).or_else(japanese);
    let most = most.map(|(max, rest)| (Limits { min: None, max: Some(max) }, rest));
    let (limits, rest) = most.or_else(|| first_range(behind(BETWEEN)?))?;
    let rest = rest.trim_start();
    let is_count = rest.starts_with(['个', '条', '件', '组']) && !rest.contains("字符")
        || rest.starts_with(|first: char| first.is_ascii_alphabetic())
            && !rest.contains("character")
            && !rest.contains("byte");
    // `IDs of shops` are as many as there are IDs; `kinds of shops` are not.
    let rest = rest.strip_prefix("IDs of ").unwrap_or(rest);
    let rest = words(" in a single request| in each request| at a time")
        .find_map(|all| rest.strip_suffix(all))
        .unwrap_or(rest);
    let is_end =
        !rest.contains(['，', ',', '(', '（']) && !rest.contains(" of ") && rest.split_whitespace().count() <= 4;
    (is_count && is_end).then_some(limits)
}
