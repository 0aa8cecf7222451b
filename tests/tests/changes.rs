//! The rules of `apiscribe diff`: each has a pair that it is about, and one that it is not about.
//!
//! That the verdicts are true is seen by `semver_proofs`, which compiles and runs what users wrote against both sides.

use std::collections::BTreeSet;

use apiscribe_cli::{Change, ChangeRule, Difference, SpecLocation, Verdict, diff};
use apiscribe_model::files::SourceFile;

#[path = "../semver_proofs/sections.rs"]
mod sections;

use sections::Section;

/// Every rule with each of its cases.
fn cases() -> impl Iterator<Item = (&'static ChangeRule, Section)> {
    ChangeRule::ALL
        .iter()
        .flat_map(|rule| Section::all_of(rule.id(), rule.explanation()).into_iter().map(move |case| (*rule, case)))
}

fn compared(rule: &ChangeRule, old: &[SourceFile], new: &[SourceFile]) -> Difference {
    diff(old, new).unwrap_or_else(|report| panic!("{}\n{report}", rule.id()))
}

fn ids(difference: &Difference) -> BTreeSet<&'static str> {
    difference.changes.iter().map(|change| change.rule.id()).collect()
}

#[test]
fn each_rule_reports_its_pair_and_lets_the_other_be() {
    for (rule, section) in cases() {
        let found = compared(rule, &section.before, &section.after);
        assert!(ids(&found).contains(rule.id()), "{} is not reported\n{}", rule.id(), found.text());
        assert_eq!(found.verdict(), Some(rule.verdict()), "{}\n{}", rule.id(), found.text());
        let unlike = compared(rule, &section.before, &section.unlike);
        assert!(!ids(&unlike).contains(rule.id()), "{} is reported of what is unlike it\n{}", rule.id(), unlike.text());
        assert!(
            unlike.verdict() < Some(Verdict::Breaking),
            "{}: the user's code goes on\n{}",
            rule.id(),
            unlike.text()
        );
        assert!(compared(rule, &section.before, &section.before).changes.is_empty());
    }
}

#[test]
fn each_rule_is_told_as_its_snapshot_shows() {
    let mut text = String::new();
    for (rule, section) in cases() {
        text.push_str(&format!("== {}\n{}\n", rule.id(), compared(rule, &section.before, &section.after).text()));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn each_section_says_what_its_rule_says() {
    for (rule, Section { user, is_behaviour, .. }) in cases() {
        let text = rule.explanation();
        let verdict = format!("## {}\n\n**{}**. ", rule.id(), rule.verdict());
        assert!(text.starts_with(&verdict), "{verdict}\n{text}");
        assert!(!user.is_empty() && (!is_behaviour || rule.verdict() == Verdict::Breaking), "{}", rule.id());
        assert_eq!(ChangeRule::from_id(rule.id()).map(ChangeRule::id), Some(rule.id()));
    }
}

#[test]
fn each_change_has_a_place_a_cause_and_a_way_to_say_it() {
    for (rule, section) in cases() {
        for change in compared(rule, &section.before, &section.after).changes {
            let SpecLocation { file, line, column, path } = &change.location;
            assert!(*line > 0 && *column > 0 && !file.is_empty() && !path.is_root(), "{}", rule.id());
            assert!(!change.because.is_empty() && !change.message().contains("{}"), "{}", rule.id());
            assert!(!change.rust.is_empty() || change.verdict() == Verdict::Patch, "{}", rule.id());
        }
    }
}

fn one(old: &str, new: &str) -> Vec<Change> {
    let service = "service: Bookshop\nversion: \"2031-05-01\"\nstyle: rpc\n";
    let state = |text: &str| {
        let file = |stem: &str, text: &str| {
            let path = format!("spec/bookshop/2031-05-01/{stem}.yaml");
            SourceFile { path: path.clone(), name: path, bytes: text.into() }
        };
        vec![file("service", service), file("OrderBook", &format!("operation: OrderBook\nsummary: Orders.\n{text}"))]
    };
    diff(&state(old), &state(new)).unwrap_or_else(|report| panic!("{report}")).changes
}

fn causes(changes: &[Change]) -> Vec<(&'static str, &'static str, &str)> {
    changes.iter().map(|change| (change.rule.id(), change.cause.word(), change.because.as_str())).collect()
}

const TITLE: &str = "parameters:\n  Title: { in: query, type: string }\n";
const TITLE_REQUIRED: &str = "parameters:\n  Title: { in: query, type: string, required: true }\n";
const READ: &str = "page: { url: \"https://shop.example\", read: 2031-05-10 }\n";

#[test]
fn a_new_row_of_the_page_s_history_tells_that_the_api_changed() {
    let row = |day: &str| format!("history:\n  - {{ date: {day}, changes: Parameters changed. }}\n");
    let later = one(&format!("{READ}{TITLE}"), &format!("{READ}{}{TITLE_REQUIRED}", row("2031-06-01")));
    let because = "the page's change history has a new row, 2031-06-01: Parameters changed.";
    assert!(causes(&later).contains(&("parameter-became-required", "api", because)), "{later:?}");
    // What was there when the page was read had only been overlooked.
    let earlier = one(&format!("{READ}{TITLE}"), &format!("{READ}{}{TITLE_REQUIRED}", row("2031-05-01")));
    let because = "the page had the row 2031-05-01: Parameters changed. already when it was read on 2031-05-10";
    assert!(causes(&earlier).contains(&("parameter-became-required", "transcription", because)), "{earlier:?}");
}

#[test]
fn errata_gaps_and_sources_tell_that_the_transcription_was_corrected() {
    let row = "history:\n  - { date: 2031-06-01, changes: Parameters changed. }\n";
    let erratum = "errata:\n  - { at: parameters.Title.required, what: The page says so elsewhere. }\n";
    let changes = one(&format!("{READ}{TITLE}"), &format!("{READ}{row}{erratum}{TITLE_REQUIRED}"));
    let because = "an erratum at `parameters.Title.required` was written down";
    assert!(causes(&changes).contains(&("parameter-became-required", "transcription", because)), "{changes:?}");

    let gap = "gaps:\n  - { at: parameters, what: The page lost some. }\n";
    let changes = one(&format!("{gap}{TITLE}"), TITLE_REQUIRED);
    let because = "a gap at `parameters` was taken away";
    assert!(causes(&changes).contains(&("parameter-became-required", "transcription", because)), "{changes:?}");

    let from_metadata = TITLE.replace(" }", ", known_from: metadata }");
    let changes = one(&from_metadata, &format!("{row}{TITLE_REQUIRED}"));
    let because = "it was known from metadata and is now known from page";
    assert!(causes(&changes).contains(&("parameter-became-required", "transcription", because)), "{changes:?}");
}

#[test]
fn gaps_about_something_else_and_gaps_that_come_and_go_with_what_they_are_about_explain_nothing() {
    let row = "history:\n  - { date: 2031-06-01, changes: Parameters changed. }\n";
    let gap = |at: &str, what: &str| format!("gaps:\n  - {{ at: {at}, what: '{what}' }}\n");
    let because = "the page's change history has a new row, 2031-06-01: Parameters changed.";

    // The list has the gap, which names another parameter, or this one; the history goes before both.
    let noted = "a gap at `parameters` was written down";
    for (name, because) in [("Shelf", "the page's change history says nothing new"), ("Title", noted)] {
        let gap = gap("parameters", &format!("the style of `{name}` is not known"));
        let changes = one(TITLE, &format!("{gap}{TITLE_REQUIRED}"));
        assert!(causes(&changes).contains(&("parameter-became-required", "transcription", because)), "{changes:?}");
    }
    let changes = one(TITLE, &format!("{row}{}{TITLE_REQUIRED}", gap("parameters.Title", "its style is not known")));
    assert!(causes(&changes).contains(&("parameter-became-required", "api", because)), "{changes:?}");

    // A parameter that is gone takes its gap with it, and one that is new brings one.
    let other = TITLE.replace("Title", "Heading");
    let titled = format!("{}{TITLE}", gap("parameters.Title", "its limits are not known"));
    let silent = "the page's change history says nothing new";
    let changes = one(&titled, &other);
    assert!(causes(&changes).contains(&("parameter-removed", "transcription", silent)), "{changes:?}");
    let changes = one(&other, &titled);
    assert!(causes(&changes).contains(&("parameter-added", "transcription", silent)), "{changes:?}");
}

#[test]
fn the_last_hint_of_an_object_goes_without_breaking_anything() {
    let state = |rules: &str| {
        format!(
            "parameters:\n  Book: {{ in: query, style: flat, type: object, fields: {{ Name: {{ type: string{rules} }} }} }}\n"
        )
    };
    let changes = one(&state(", rules: { length: { min: 2 }, level: assumed }"), &state(""));
    let ids: Vec<&str> = changes.iter().map(|change| change.rule.id()).collect();
    assert_eq!(ids, ["hint-changed"]);
}

#[test]
fn without_a_sign_it_was_the_transcription() {
    let changes = one(TITLE, TITLE_REQUIRED);
    let because = "the page's change history says nothing new";
    assert_eq!(causes(&changes), [("parameter-became-required", "transcription", because)]);
}

#[test]
fn what_is_gone_and_what_is_new_may_be_one_thing_renamed() {
    let changes = one(TITLE, &TITLE.replace("Title", "Heading"));
    let notes: Vec<Option<&str>> = changes.iter().map(|change| change.note.as_deref()).collect();
    assert_eq!(notes, [None, Some("perhaps this is `Title` under another name")]);
    let changes = one(TITLE, &TITLE.replace("Title", "Heading").replace("string", "int32"));
    assert!(changes.iter().all(|change| change.note.is_none()), "{changes:?}");
}

#[test]
fn secrets_are_not_shown() {
    let state = |example: &str| {
        format!(
            "parameters:\n  Password: {{ in: query, type: string, secret: true, default: {example}, example: {example} }}\n"
        )
    };
    let difference = one(&state("hush-hush"), &state("psst-psst"));
    assert_eq!(
        difference.iter().map(|change| change.rule.id()).collect::<Vec<_>>(),
        ["default-changed", "example-changed"]
    );
    let shown = format!("{difference:?}");
    assert!(!shown.contains("hush") && !shown.contains("psst"), "{shown}");
}

#[test]
fn a_fact_under_another_key_that_says_the_same_is_no_change() {
    let service = |how: &str| {
        let path = "spec/bookshop/2031-05-01/service.yaml".to_owned();
        let text = format!("service: Bookshop\nversion: \"2031-05-01\"\n{how}");
        SourceFile { path: path.clone(), name: path, bytes: text.into() }
    };
    let between = |old: &str, new: &str| {
        let difference = diff(&[service(old)], &[service(new)]).expect("sound specs");
        difference.changes.iter().map(|change| change.rule.id()).collect::<Vec<_>>()
    };
    assert_eq!(between("style: rpc\n", "protocol: acs_rpc\n"), [""; 0]);
    assert_eq!(between("protocol: acs_roa\n", "style: roa\n"), [""; 0]);
    assert_eq!(between("style: rpc\n", "protocol: acs_roa\n"), ["protocol-changed"]);
    assert_eq!(between("style: rpc\n", "protocol: acs_rpc\ntitle: Books\n"), ["prose-changed"]);
    let written = "protocol: http\nauth: header:X-Auth-Token\nerror:\n  code: [error_code, error.code]\n  \
                   message: [error_msg, error.message]\n  request_id: [request_id, \"header:x-request-id\"]\n  details: \
                   [failures, error.details]\n  success_codes: CBC.0000\n";
    assert_eq!(between(written, "provider: huawei_cloud\n"), [""; 0]);
    assert_eq!(between("provider: huawei_cloud\n", written), [""; 0]);
    let other_auth = written.replace("X-Auth-Token", "X-Other-Token");
    assert_eq!(between(&other_auth, "provider: huawei_cloud\n"), ["auth-changed"]);
    assert_eq!(between("provider: nested_rest\n", "provider: flat_rest\n"), ["error-fields-changed"]);
}

#[test]
fn rules_are_compared_by_what_they_let_through() {
    let ids = |old: &str, new: &str| {
        let title = |text: &str| format!("parameters:\n  Title: {{ in: query, type: string, {text} }}\n");
        let changes = one(&title(old), &title(new));
        changes.iter().map(|change| change.rule.id()).collect::<Vec<_>>()
    };
    // The same characters in other words.
    let letters = "rules: { charset: [ascii_letter, \"_-\"] }";
    assert_eq!(ids(letters, "rules: { charset: [\"-\", ascii_lowercase, ascii_uppercase, _] }"), ["other-change"]);
    assert_eq!(ids(letters, "rules: { charset: [ascii_letter, _] }"), ["rule-narrowed"]);
    // What was the default is checked by the rules, and not only taken for a value that may break them.
    let pattern = "rules: { pattern: \"^[a-z]+$\" }";
    assert_eq!(ids(&format!("default: old, {pattern}"), pattern), ["default-changed"]);
    assert_eq!(ids(&format!("default: \"\", {pattern}"), pattern), ["rule-narrowed", "default-changed"]);
    // A limit that is wider, beside which the one before is assumed.
    let at_most = |max: u8, more: &str| format!("rules: {{ length: {{ max: {max}, unit: char }}{more} }}");
    let assumed = ", also: [{ length: { max: 30, unit: char }, level: assumed }]";
    assert_eq!(ids(&at_most(30, ""), &at_most(32, assumed)), ["rule-widened", "hint-changed"]);
    assert_eq!(ids(&at_most(32, assumed), &at_most(30, "")), ["rule-narrowed", "hint-changed"]);
    assert_eq!(ids(&at_most(30, ""), &at_most(30, ", level: assumed")), ["rule-level-changed"]);
}
