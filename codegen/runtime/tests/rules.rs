//! Rules: each kind of them at its edges, where a violation is found, and how several go together.

use std::collections::BTreeMap;

use apiscribe::{
    Any, Binary, Checked, Checker, LengthUnit, Level, Pattern, Rules, Secret, Step, Validate, Violation, Violations,
};
use apiscribe_core::{StaticRule, Value};

/// One field with rules.
struct Field<'a>(&'a dyn Checked, &'static Rules);

impl Validate for Field<'_> {
    fn check(&self, checker: &mut Checker<'_>) {
        checker.field("X", self.0, self.1);
    }
}

fn violations(value: &dyn Checked, rules: &'static Rules) -> Vec<Violation> {
    Field(value, rules).validate().map_or_else(|violations| violations.into_iter().collect(), |()| Vec::new())
}

fn hints(value: &dyn Checked, rules: &'static Rules) -> Vec<Violation> {
    Field(value, rules).hints()
}

/// The rule ids and messages of what is broken.
fn broken(value: &dyn Checked, rules: &'static Rules) -> Vec<(&'static str, String)> {
    let found = violations(value, rules);
    found.iter().map(|violation| (violation.rule(), violation.message().to_owned())).collect()
}

fn keeps(value: &dyn Checked, rules: &'static Rules) -> bool {
    violations(value, rules).is_empty()
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn an_integer_has_its_range_with_both_ends() {
    const RULES: &Rules = &Rules::new().integer_range(1, 100);
    for (value, fits) in [(0, false), (1, true), (100, true), (101, false), (i64::MIN, false), (i64::MAX, false)] {
        assert_eq!(keeps(&value, RULES), fits, "{value}");
        assert_eq!(keeps(&Some(value), RULES), fits, "{value}");
    }
    assert!(keeps(&1_i32, RULES) && !keeps(&0_i32, RULES));
    assert!(keeps(&None::<i64>, RULES), "what is absent breaks no rule");
    assert_eq!(broken(&-777_i64, RULES), [("range", text("must be 1 to 100"))]);
}

#[test]
fn a_range_may_be_open_at_either_end() {
    const AT_LEAST: &Rules = &Rules::new().integer_range(1, i64::MAX);
    const AT_MOST: &Rules = &Rules::new().integer_range(i64::MIN, 100);
    assert!(keeps(&i64::MAX, AT_LEAST) && keeps(&i64::MIN, AT_MOST));
    assert_eq!(broken(&0_i64, AT_LEAST), [("range", text("must be at least 1"))]);
    assert_eq!(broken(&101_i64, AT_MOST), [("range", text("must be at most 100"))]);
}

#[test]
fn a_number_has_its_range_with_both_ends() {
    const RULES: &Rules = &Rules::new().number_range(0.1, 0.3);
    const AT_LEAST: &Rules = &Rules::new().number_range(0.5, f64::INFINITY);
    const AT_MOST: &Rules = &Rules::new().number_range(f64::NEG_INFINITY, 0.5);
    for (value, fits) in [(0.1, true), (0.2, true), (0.3, true), (0.099, false), (0.300_1, false), (-0.2, false)] {
        assert_eq!(keeps(&value, RULES), fits, "{value}");
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for rules in [RULES, AT_LEAST, AT_MOST, Rules::NONE] {
            assert_eq!(broken(&value, rules), [("finite", text("must be a finite number"))]);
        }
    }
    assert_eq!(broken(&0.0_f64, AT_LEAST), [("range", text("must be at least 0.5"))]);
    assert_eq!(broken(&1.0_f64, AT_MOST), [("range", text("must be at most 0.5"))]);
}

#[test]
fn a_single_number_is_checked_as_it_is_sent() {
    const RULES: &Rules = &Rules::new().number_range(0.1, 0.3);
    // As doubles, the singles 0.1 and 0.3 lie a little above what they are written as.
    assert!(keeps(&0.1_f32, RULES) && keeps(&0.3_f32, RULES));
    assert!(!keeps(&0.300_01_f32, RULES) && !keeps(&0.099_99_f32, RULES));
    assert!(!keeps(&f32::NAN, RULES));
}

#[test]
fn text_has_its_length_in_the_unit_that_the_rule_says() {
    const CHARACTERS: &Rules = &Rules::new().length(2, 3, LengthUnit::Character);
    const BYTES: &Rules = &Rules::new().length(2, 8, LengthUnit::Byte);
    const UTF16: &Rules = &Rules::new().length(2, 4, LengthUnit::Utf16);
    assert!(keeps(&text("😀😀"), CHARACTERS) && keeps(&text("中中中"), CHARACTERS) && !keeps(&text("😀"), CHARACTERS));
    assert!(keeps(&text("😀😀"), BYTES) && keeps(&text("中"), BYTES) && !keeps(&text("中中中"), BYTES));
    assert!(keeps(&text("😀😀"), UTF16) && keeps(&text("😀"), UTF16) && !keeps(&text("😀😀a"), UTF16));
    assert_eq!(broken(&text("中中中"), BYTES), [("length", text("must have 2 to 8 bytes of UTF-8, has 9"))]);
    assert_eq!(broken(&text("😀😀a"), UTF16), [("length", text("must have 2 to 4 UTF-16 units, has 5"))]);
    assert_eq!(broken(&text(""), CHARACTERS), [("length", text("must have 2 to 3 characters, has 0"))]);
}

#[test]
fn a_length_may_be_open_at_either_end_or_exact() {
    const AT_LEAST: &Rules = &Rules::new().length(2, usize::MAX, LengthUnit::Character);
    const AT_MOST: &Rules = &Rules::new().length(0, 2, LengthUnit::Character);
    const EXACTLY: &Rules = &Rules::new().length(2, 2, LengthUnit::Character);
    assert_eq!(broken(&text("a"), AT_LEAST), [("length", text("must have at least 2 characters, has 1"))]);
    assert_eq!(broken(&text("abc"), AT_MOST), [("length", text("must have at most 2 characters, has 3"))]);
    assert_eq!(broken(&text("abc"), EXACTLY), [("length", text("must have exactly 2 characters, has 3"))]);
    assert!(keeps(&text(""), AT_MOST) && keeps(&text("ab"), EXACTLY) && keeps(&"x".repeat(9999), AT_LEAST));
}

#[test]
fn text_starts_with_a_character_of_a_class_or_of_a_list() {
    const RULES: &Rules = &Rules::new().starts_with(&["ascii_lowercase", "ascii_digit", "_é"]);
    const UPPERCASE: &Rules = &Rules::new().starts_with(&["ascii_uppercase"]);
    for (value, fits) in
        [("a", true), ("0", true), ("_", true), ("é", true), ("A", false), ("-", false), ("e\u{301}", true)]
    {
        assert_eq!(keeps(&text(value), RULES), fits, "{value}");
    }
    assert!(keeps(&text(""), RULES), "empty text is a matter of length");
    assert_eq!(broken(&text("a"), UPPERCASE), [("starts_with", text("must start with an upper-case ASCII letter"))]);
}

#[test]
fn text_ends_with_a_character_of_a_class_or_of_a_list() {
    const RULES: &Rules = &Rules::new().ends_with(&["ascii_letter", "ascii_digit", "。"]);
    for (value, fits) in [("-a", true), ("-0", true), ("。", true), ("a-", false), ("a中", false), ("e\u{301}", false)]
    {
        assert_eq!(keeps(&text(value), RULES), fits, "{value}");
    }
    assert!(keeps(&text(""), RULES), "empty text is a matter of length");
    let message = "must end with an ASCII letter, an ASCII digit or one of `。`";
    assert_eq!(broken(&text("a "), RULES), [("ends_with", text(message))]);
}

#[test]
fn text_has_only_characters_of_its_charset() {
    const RULES: &Rules = &Rules::new().charset(&["han", "ascii_digit", "-、"]);
    for (value, fits) in [("", true), ("中1-、", true), ("中a", false), ("1，", false), ("あ", false), ("１", false)]
    {
        assert_eq!(keeps(&text(value), RULES), fits, "{value}");
    }
    let message = "must have only Chinese characters, ASCII digits and `-、`; character 3 is none of these";
    assert_eq!(broken(&text("中1😀"), RULES), [("charset", text(message))]);
}

#[test]
fn a_set_without_chinese_characters_has_none() {
    const RULES: &Rules = &Rules::new().charset(&["ascii_letter", "é"]).starts_with(&["ascii_letter"]);
    assert!(keeps(&text("aé"), RULES));
    for (value, rules) in [("a中", &["charset"][..]), ("é", &["starts_with"]), ("中", &["starts_with", "charset"])] {
        let ids: Vec<_> = broken(&text(value), RULES).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, rules, "{value}");
    }
}

#[test]
fn forbidden_texts_are_looked_for_at_the_start_at_the_end_and_anywhere() {
    const RULES: &Rules =
        &Rules::new().forbid_prefix(&["aa", "a"]).forbid_suffix(&["zz", "。"]).forbid_substring(&["--", "://"]);
    assert!(keeps(&text("ba-:/z"), RULES) && keeps(&text(""), RULES));
    assert_eq!(
        broken(&text("aab--zz"), RULES),
        [
            ("forbid_prefix", text("must not start with `aa`")),
            ("forbid_prefix", text("must not start with `a`")),
            ("forbid_suffix", text("must not end with `zz`")),
            ("forbid_substring", text("must not contain `--`")),
        ]
    );
    assert_eq!(broken(&text("x。"), RULES), [("forbid_suffix", text("must not end with `。`"))]);
}

#[test]
fn a_charset_does_not_hide_a_forbidden_text_whatever_the_order_of_the_rules() {
    // The first charset has all that the substring is made of; the second does not, and need not look for it.
    const WITHIN: [&Rules; 2] = [
        &Rules::new().charset(&["ascii_letter", ":/"]).forbid_substring(&["://"]),
        &Rules::new().forbid_substring(&["://"]).charset(&["ascii_letter", ":/"]),
    ];
    const WITHOUT: [&Rules; 2] = [
        &Rules::new().charset(&["ascii_letter"]).forbid_substring(&["://", "ab"]),
        &Rules::new().forbid_substring(&["://", "ab"]).charset(&["ascii_letter"]),
    ];
    for rules in WITHIN {
        assert_eq!(broken(&text("a://b"), rules), [("forbid_substring", text("must not contain `://`"))]);
    }
    for rules in WITHOUT {
        assert_eq!(broken(&text("xaby"), rules), [("forbid_substring", text("must not contain `ab`"))]);
        let ids: Vec<_> = broken(&text("a://b"), rules).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["forbid_substring", "charset"]);
    }
}

/// `^cn-.+$`, where `.` takes no line feed.
static REGION: Pattern = Pattern::new(
    "^cn-.+$",
    &[
        Step::Start,
        Step::Take(&[('c', 'c')]),
        Step::Take(&[('n', 'n')]),
        Step::Take(&[('-', '-')]),
        Step::Take(&[('\0', '\t'), ('\u{b}', '\u{10ffff}')]),
        Step::Split(4, 6),
        Step::End,
        Step::Match,
    ],
);

#[test]
fn text_matches_its_pattern() {
    const RULES: &Rules = &Rules::new().pattern(&REGION);
    for (value, fits) in [
        ("cn-hangzhou", true),
        ("cn-中😀", true),
        ("cn-", false),
        ("xcn-a", false),
        ("cn-a\n", false),
        ("cn-a\nb", false),
        ("", false),
    ] {
        assert_eq!(keeps(&text(value), RULES), fits, "{value:?}");
    }
    assert_eq!(broken(&text("cn-"), RULES), [("pattern", text("must match the pattern `^cn-.+$`"))]);
    assert_eq!(REGION.source(), "^cn-.+$");
}

#[test]
fn a_pattern_is_found_anywhere_and_its_alternatives_all_count() {
    // `ab|^c|d$|^$`
    let steps: &[Step] = const {
        &[
            Step::Split(1, 4),
            Step::Take(&[('a', 'a')]),
            Step::Take(&[('b', 'b')]),
            Step::Jump(15),
            Step::Split(5, 8),
            Step::Start,
            Step::Take(&[('c', 'c')]),
            Step::Jump(15),
            Step::Split(9, 12),
            Step::Take(&[('d', 'd')]),
            Step::End,
            Step::Jump(15),
            Step::Start,
            Step::End,
            Step::Jump(15),
            Step::Match,
        ]
    };
    let pattern = Pattern::new("ab|^c|d$|^$", steps);
    for (value, fits) in [
        ("", true),
        ("xabx", true),
        ("aab", true),
        ("c", true),
        ("cx", true),
        ("xd", true),
        ("d", true),
        ("xc", false),
        ("dx", false),
        ("a b", false),
        ("x", false),
    ] {
        assert_eq!(pattern.is_match(value), fits, "{value:?}");
    }
}

#[test]
fn a_pattern_that_would_drive_others_mad_takes_time_in_proportion() {
    // `^(a*)*$`: a loop within a loop, both of which may take nothing.
    let pattern = Pattern::new(
        "^(a*)*$",
        &[
            Step::Start,
            Step::Split(2, 6),
            Step::Split(3, 5),
            Step::Take(&[('a', 'a')]),
            Step::Jump(2),
            Step::Jump(1),
            Step::End,
            Step::Match,
        ],
    );
    let long = "a".repeat(100_000);
    assert!(pattern.is_match(&long) && pattern.is_match(""));
    assert!(!pattern.is_match(&format!("{long}b")) && !pattern.is_match("ba"));
}

#[test]
fn the_start_and_the_end_of_a_text_are_nowhere_in_its_middle() {
    const A: Step = Step::Take(&[('a', 'a')]);
    const B: Step = Step::Take(&[('b', 'b')]);
    assert!(Pattern::new("ab", &[A, B, Step::Match]).is_match("ab"));
    assert!(!Pattern::new("a^b", &[A, Step::Start, B, Step::Match]).is_match("ab"));
    assert!(!Pattern::new("a$b", &[A, Step::End, B, Step::Match]).is_match("ab"));
}

#[test]
fn a_pattern_without_steps_matches_nothing_and_a_bare_match_everything() {
    assert!(!Pattern::new("", &[]).is_match("a") && !Pattern::new("", &[]).is_match(""));
    assert!(Pattern::new("", &[Step::Match]).is_match("a") && Pattern::new("", &[Step::Match]).is_match(""));
}

#[test]
fn a_list_or_map_has_its_number_of_members() {
    const RULES: &Rules = &Rules::new().item_count(1, 2);
    const AT_MOST: &Rules = &Rules::new().item_count(0, 1);
    for (count, fits) in [(0, false), (1, true), (2, true), (3, false)] {
        assert_eq!(keeps(&vec![String::new(); count], RULES), fits, "{count}");
        let map: BTreeMap<String, i64> = (0..count).map(|index| (index.to_string(), 0)).collect();
        assert_eq!(keeps(&map, RULES), fits, "{count}");
    }
    assert_eq!(broken(&Vec::<String>::new(), RULES), [("items", text("must have 1 to 2 members, has 0"))]);
    assert_eq!(broken(&vec![1_i64, 2], AT_MOST), [("items", text("must have at most 1 member, has 2"))]);
}

#[test]
fn the_length_of_a_list_can_be_limited_whatever_it_holds() {
    const RULES: &Rules = &Rules::new().item_count(0, 1);
    let too_many: [&dyn Checked; 6] = [
        &vec![true, false],
        &vec![Any::Null, Any::Bool(true)],
        &vec![Binary::default(), Binary::default()],
        &vec![Secret::from("a"), Secret::from("b")],
        &vec![vec![true], vec![]],
        &vec![Some(1.5), None],
    ];
    for list in too_many {
        assert_eq!(broken(list, RULES), [("items", text("must have at most 1 member, has 2"))]);
    }
}

#[test]
fn every_member_keeps_the_rules_for_members() {
    const RULES: &Rules = &Rules::new().item_count(0, 2).each(&Rules::new().length(1, 2, LengthUnit::Character));
    let list = vec![text("ab"), text("abc"), text("")];
    let paths: Vec<_> = violations(&list, RULES).iter().map(|found| (found.path().to_owned(), found.rule())).collect();
    assert_eq!(paths, [(text("X"), "items"), (text("X[1]"), "length"), (text("X[2]"), "length")]);
    let map: BTreeMap<String, String> = [(text("env"), text("")), (text("app"), text("ok"))].into();
    let found = violations(&map, RULES);
    assert_eq!(found.iter().map(Violation::path).collect::<Vec<_>>(), ["X.env"]);
}

#[test]
fn rules_for_members_of_members_nest() {
    const RULES: &Rules = &Rules::new().at("list.rules").each(
        &Rules::new()
            .at("list.items.rules")
            .item_count(1, 9)
            .each(&Rules::new().at("list.items.items.rules").integer_range(0, 9)),
    );
    let found = violations(&vec![vec![1_i64, 10], vec![], vec![-1]], RULES);
    let shown: Vec<_> = found.iter().map(|found| (found.path().to_owned(), found.rule_path())).collect();
    assert_eq!(
        shown,
        [
            (text("X[0][1]"), text("list.items.items.rules.range")),
            (text("X[1]"), text("list.items.rules.items")),
            (text("X[2][0]"), text("list.items.items.rules.range")),
        ]
    );
}

#[test]
fn a_documented_default_passes_whatever_the_rules_say() {
    const TEXT: &Rules = &Rules::new().default("").length(2, 4, LengthUnit::Character);
    const INTEGER: &Rules = &Rules::new().default("0").integer_range(1, 9);
    const NUMBER: &Rules = &Rules::new().default("0.1").number_range(1.0, 9.0);
    const ODD: &Rules = &Rules::new().default("unlimited").integer_range(1, 9);
    const LIST: &Rules = &Rules::new().default("").item_count(1, 2);
    assert!(keeps(&text(""), TEXT) && !keeps(&text("a"), TEXT));
    assert!(keeps(&0_i64, INTEGER) && keeps(&0_i32, INTEGER) && !keeps(&10_i64, INTEGER));
    assert!(keeps(&0.1_f64, NUMBER) && keeps(&0.1_f32, NUMBER) && !keeps(&0.2_f64, NUMBER));
    assert!(!keeps(&0_i64, ODD), "a default that is no number excuses none");
    assert!(!keeps(&Vec::<String>::new(), LIST), "a default is text, and excuses no list");
}

#[test]
fn further_blocks_have_their_own_level_and_their_own_error() {
    const RULES: &Rules = &Rules::new().at("rules").preempts("TooLong").length(0, 3, LengthUnit::Character).also(
        &Rules::new()
            .assumed_at("rules.also[0]")
            .charset(&["ascii_letter"])
            .also(&Rules::new().at("rules.also[1]").preempts("BadPrefix").forbid_prefix(&["x"])),
    );
    let shown = |found: Vec<Violation>| -> Vec<_> {
        found.iter().map(|found| (found.rule_path(), found.level(), found.preempts())).collect()
    };
    assert_eq!(
        shown(violations(&text("x1234"), RULES)),
        [
            (text("rules.length"), Level::Documented, Some("TooLong")),
            (text("rules.also[1].forbid_prefix"), Level::Documented, Some("BadPrefix")),
        ]
    );
    assert_eq!(shown(hints(&text("x1234"), RULES)), [(text("rules.also[0].charset"), Level::Assumed, None)]);
    assert!(Level::Documented < Level::Assumed);
}

#[test]
fn blocks_for_one_value_report_what_their_rules_say_one_by_one() {
    const BLOCKS: &[Rules] = &[
        Rules::new(),
        Rules::new().default("").length(2, 4, LengthUnit::Character),
        Rules::new().charset(&["ascii_letter", "han"]),
        Rules::new().charset(&["ascii_letter", ":/"]).starts_with(&["ascii_letter"]),
        Rules::new().forbid_substring(&["://", "文"]).forbid_prefix(&["x"]),
        Rules::new().default("a://b").forbid_suffix(&["b"]).pattern(&REGION),
        Rules::new().integer_range(0, 9),
    ];
    let texts = ["", "a", "ab", "xyz", "a://b", "a:b", "中文", "中中中中中", "cn-a", "cn-://b", "😀"];
    let levels = [Level::Documented, Level::Assumed];
    for (first, second) in BLOCKS.iter().flat_map(|first| BLOCKS.iter().map(move |second| (first, second))) {
        for [first_level, second_level] in levels.iter().flat_map(|first| levels.map(|second| [*first, second])) {
            let second: &Rules = Box::leak(Box::new(at_level(second, second_level).at("also")));
            let rules: &Rules = Box::leak(Box::new(at_level(first, first_level).at("first").also(second)));
            for value in texts {
                assert_eq!(
                    shown(&violations(&text(value), rules)),
                    messages(value, rules, Level::Documented),
                    "{value}"
                );
                assert_eq!(shown(&hints(&text(value), rules)), messages(value, rules, Level::Assumed), "{value}");
            }
        }
    }
}

fn at_level(block: &Rules, level: Level) -> Rules {
    if level == Level::Assumed { block.assumed_at(block.source().path) } else { *block }
}

fn shown(found: &[Violation]) -> Vec<(String, String)> {
    found.iter().map(|found| (found.rule_path(), found.message().to_owned())).collect()
}

/// Returns the messages of the rules of a level, each asked by itself.
fn messages(value: &str, rules: &'static Rules, level: Level) -> Vec<(String, String)> {
    let value = Value::Text(value);
    let blocks = rules.blocks().filter(|block| block.source().level == level && !block.excuses(value));
    let of_block = |block: &Rules| {
        let path = block.source().path;
        let of_rule = |rule: &StaticRule| {
            let path = format!("{path}.{}", rule.key());
            rule.violations(value).into_iter().map(move |message| (path.clone(), message)).collect::<Vec<_>>()
        };
        block.list().iter().flat_map(of_rule).collect::<Vec<_>>()
    };
    blocks.flat_map(of_block).collect()
}

#[test]
fn further_blocks_hold_for_numbers_and_counts_too() {
    const NUMBERS: &Rules =
        &Rules::new().integer_range(0, 100).also(&Rules::new().assumed_at("also").integer_range(1, 10));
    const COUNTS: &Rules = &Rules::new().item_count(0, 3).also(&Rules::new().assumed_at("also").item_count(0, 1));
    assert_eq!((violations(&50_i64, NUMBERS).len(), hints(&50_i64, NUMBERS).len()), (0, 1));
    assert_eq!((violations(&-1_i64, NUMBERS).len(), hints(&-1_i64, NUMBERS).len()), (1, 1));
    assert_eq!((violations(&vec![true; 2], COUNTS).len(), hints(&vec![true; 2], COUNTS).len()), (0, 1));
}

#[test]
fn a_rule_that_is_only_assumed_refuses_nothing() {
    const RULES: &Rules =
        &Rules::new().integer_range(0, 100).also(&Rules::new().assumed_at("also").integer_range(1, 10));
    let outcome = |value: i64| {
        let field = Field(&value, RULES);
        (field.validate().is_ok(), field.hints().len())
    };
    assert_eq!([5, 50, 101].map(outcome), [(true, 0), (true, 1), (false, 1)]);
}

#[test]
fn no_violation_repeats_the_value_not_even_a_number() {
    const TEXT: &Rules = &Rules::new()
        .length(0, 1, LengthUnit::Character)
        .starts_with(&["ascii_digit"])
        .charset(&["ascii_digit"])
        .pattern(&REGION);
    const NUMBER: &Rules = &Rules::new().integer_range(0, 1);
    const DOUBLE: &Rules = &Rules::new().number_range(0.0, 1.0);
    let values: [(&dyn Checked, &'static Rules); 5] = [
        (&Secret::from("hunter77777"), TEXT),
        (&Secret::<i64>::new(77777), NUMBER),
        (&77777_i64, NUMBER),
        (&77777.5_f64, DOUBLE),
        (&vec![77777_i64], const { &Rules::new().each(NUMBER) }),
    ];
    for (value, rules) in values {
        let found: Violations = Field(value, rules).validate().unwrap_err();
        let shown = format!("{found} {found:?}");
        assert!(!shown.contains("77777") && !shown.contains("hunter"), "{shown}");
    }
}

/// A tag of a resource.
#[derive(Clone, Default)]
struct Tag {
    key: String,
    children: Option<Vec<Tag>>,
    next: Option<Box<Tag>>,
}

impl Validate for Tag {
    fn check(&self, checker: &mut Checker<'_>) {
        const KEY: &Rules = &Rules::new().at("types.Tag.fields.Key.rules").length(1, 3, LengthUnit::Character);
        checker.field("Key", &self.key, KEY);
        checker.nested("Children", &self.children);
        checker.nested("Next", &self.next);
    }
}

struct Tagged {
    tag: Option<Vec<Tag>>,
    by_name: BTreeMap<String, Tag>,
}

impl Validate for Tagged {
    fn check(&self, checker: &mut Checker<'_>) {
        const TAG: &Rules = &Rules::new().at("parameters.Tag.rules").item_count(0, 3);
        checker.field("Tag", &self.tag, TAG);
        checker.nested("ByName", &self.by_name);
    }
}

#[test]
fn the_path_of_a_violation_leads_to_the_value() {
    let tag = |key: &str| Tag { key: text(key), ..Tag::default() };
    let mut deep = tag("ok");
    deep.children = Some(vec![tag("ok"), tag("long")]);
    deep.next = Some(Box::new(Tag { next: Some(Box::new(tag(""))), ..tag("ok") }));
    let tagged = Tagged {
        tag: Some(vec![tag("a"), tag("b"), deep, tag("")]),
        by_name: [(text("first"), tag("long")), (text("second"), tag("ok"))].into(),
    };
    let found = tagged.validate().unwrap_err();
    let shown: Vec<_> = found.iter().map(|found| (found.path(), found.rule_path())).collect();
    let key = || text("types.Tag.fields.Key.rules.length");
    assert_eq!(
        shown,
        [
            ("Tag", text("parameters.Tag.rules.items")),
            ("Tag[2].Children[1].Key", key()),
            ("Tag[2].Next.Next.Key", key()),
            ("Tag[3].Key", key()),
            ("ByName.first.Key", key()),
        ]
    );
    assert!(Tagged { tag: None, by_name: BTreeMap::new() }.validate().is_ok());
}

/// Three fields that depend on one another.
#[derive(Default)]
struct Linked {
    a: Option<i64>,
    b: Option<i64>,
    c: Option<i64>,
}

impl Validate for Linked {
    fn check(&self, checker: &mut Checker<'_>) {
        const REQUIRES: &Rules = &Rules::new().at("parameters.A.rules").preempts("MissingB");
        const CONFLICTS: &Rules = &Rules::new().assumed_at("parameters.B.rules");
        const ONE_OF: &Rules = &Rules::new().at("rules").preempts("MissingParameter");
        let (a, b, c) = (("A", self.a.is_some()), ("B", self.b.is_some()), ("C", self.c.is_some()));
        checker.requires(a, &[b, c], REQUIRES);
        checker.conflicts(b, &[c], CONFLICTS);
        checker.one_of(&[b, c], ONE_OF);
    }
}

fn linked(a: Option<i64>, b: Option<i64>, c: Option<i64>) -> Vec<(String, String)> {
    let value = Linked { a, b, c };
    let found = value.validate().err().into_iter().flatten().chain(value.hints());
    found.map(|found| (found.rule_path(), found.to_string())).collect()
}

#[test]
fn fields_may_require_and_exclude_one_another() {
    let requires =
        |other: &str| (text("parameters.A.rules.requires"), format!("A is set, which needs {other} to be set too"));
    let conflicts = (text("parameters.B.rules.conflicts"), text("B cannot be set together with C"));
    let one_of = |count: &str| (text("rules.one_of"), format!("B: exactly one of B, C must be set, but {count} are"));
    assert_eq!(linked(None, None, None), [one_of("0")]);
    assert_eq!(linked(None, Some(1), None), []);
    assert_eq!(linked(None, None, Some(1)), []);
    assert_eq!(linked(Some(1), None, None), [requires("B"), requires("C"), one_of("0")]);
    assert_eq!(linked(Some(1), Some(1), None), [requires("C")]);
    assert_eq!(linked(None, Some(1), Some(1)), [one_of("2"), conflicts.clone()]);
    assert_eq!(linked(Some(1), Some(1), Some(1)), [one_of("2"), conflicts]);
}

#[test]
fn a_rule_between_fields_keeps_its_level_and_its_error() {
    let found = Linked { a: Some(1), b: Some(1), ..Linked::default() }.validate().unwrap_err();
    let first = &found.as_slice()[0];
    assert_eq!((first.path(), first.rule(), first.preempts()), ("A", "requires", Some("MissingB")));
    let value = Linked { b: Some(1), c: Some(1), ..Linked::default() };
    let found = value.validate().unwrap_err();
    let facts = |found: &Violation| (found.rule(), found.level(), found.preempts());
    assert_eq!(found.iter().map(facts).collect::<Vec<_>>(), [("one_of", Level::Documented, Some("MissingParameter"))]);
    assert_eq!(value.hints().iter().map(facts).collect::<Vec<_>>(), [("conflicts", Level::Assumed, None)]);
}

#[test]
fn no_rules_refuse_nothing() {
    let values: [&dyn Checked; 5] = [&text(""), &i64::MIN, &f64::MAX, &vec![text("")], &BTreeMap::<String, i64>::new()];
    for value in values {
        assert!(keeps(value, Rules::NONE) && keeps(value, const { &Rules::new() }));
    }
}
