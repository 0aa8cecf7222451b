//! Validation: each documented rule at its edges, and everything that is wrong at once.

use alibaba_cloud_types::apiscribe::{Level, Operation};
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::Features;
use alibaba_cloud_types::ecs::v2014_05_26::{ModifyImageAttributeErrorCode, ModifyImageAttributeRequest};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageRequest;
use alibaba_cloud_types::{Code, Validate, Violation, Violations};
use proptest::prelude::*;

type Request = ModifyImageAttributeRequest;
type Setter = fn(Request, String) -> Request;

fn request() -> Request {
    Request::new("cn-hangzhou", "m-bp18ygjuqnwhechc****")
}

/// The two parameters that the page has the same sentences for.
const NAMES: [(&str, Setter); 2] = [
    ("ImageName", |request, text| request.with_image_name(text)),
    ("ImageFamily", |request, text| request.with_image_family(text)),
];

/// The ids of the rules that a request breaks, documented and assumed ones.
fn broken(request: &Request) -> Vec<&'static str> {
    let (violations, hints) = (request.validate().err(), request.hints());
    violations.iter().flatten().chain(&hints).map(Violation::rule).collect()
}

fn check_names(cases: &[(&str, &[&str])]) {
    for (parameter, set) in NAMES {
        for (text, rules) in cases {
            assert_eq!(broken(&set(request(), (*text).to_owned())), *rules, "{parameter}: {text:?}");
        }
    }
}

fn description(text: impl Into<String>) -> Vec<&'static str> {
    broken(&request().with_description(text))
}

#[test]
fn a_name_has_2_to_128_characters() {
    let (fits, long) = ("a".repeat(128), "a".repeat(129));
    check_names(&[
        ("a", &["length"]),
        ("ab", &[]),
        (&fits, &[]),
        (&long, &["length"]),
        (&"a".repeat(100_000), &["length"]),
    ]);
}

#[test]
fn an_empty_name_passes_because_it_is_the_documented_default() {
    check_names(&[("", &[])]);
    assert_eq!(description(""), [""; 0]);
    assert_eq!(request().validate(), Ok(()), "and so does a name that is not given");
}

#[test]
fn a_name_starts_with_a_letter_or_a_chinese_character() {
    check_names(&[
        ("ab", &[]),
        ("Zb", &[]),
        ("镜b", &[]),
        ("1ab", &["starts_with"]),
        ("_ab", &["starts_with"]),
        ("-ab", &["starts_with"]),
        (".ab", &["starts_with"]),
        (":ab", &["starts_with"]),
        ("1", &["length", "starts_with"]),
        // These are neither, nor are they allowed further on.
        (" ab", &["starts_with", "charset"]),
        ("éab", &["starts_with", "charset"]),
        ("あab", &["starts_with", "charset"]),
        ("😀ab", &["starts_with", "charset"]),
        ("ａｂ", &["starts_with", "charset"]),
        ("\u{feff}ab", &["starts_with", "charset"]),
    ]);
}

#[test]
fn a_name_does_not_start_with_aliyun_or_acs_and_a_colon() {
    check_names(&[
        ("aliyun", &["forbid_prefix"]),
        ("aliyunX", &["forbid_prefix"]),
        ("aliyu", &[]),
        ("aliyu_n", &[]),
        ("my-aliyun", &[]),
        ("acs:", &["forbid_prefix"]),
        ("acs:x", &["forbid_prefix"]),
        ("acs", &[]),
        ("acsx:", &[]),
        ("my-acs:", &[]),
        // The page has the prefixes in small letters only, and refusing more than it says would be worse.
        ("Aliyun", &[]),
        ("ACS:x", &[]),
    ]);
}

#[test]
fn a_name_contains_neither_http_nor_https_with_two_slashes() {
    check_names(&[
        ("xhttp://y", &["forbid_substring", "charset"]),
        ("xhttps://y", &["forbid_substring", "charset"]),
        ("http://", &["forbid_substring", "charset"]),
        ("xhttp://yhttps://z", &["forbid_substring", "forbid_substring", "charset"]),
        ("http:", &[]),
        ("xhttp:y", &[]),
        ("http:/", &["charset"]),
        ("HTTP://", &["charset"]),
    ]);
}

#[test]
fn a_name_has_letters_digits_chinese_characters_and_four_marks() {
    check_names(&[("a.b", &[]), ("a:b", &[]), ("a_b", &[]), ("a-b", &[]), ("a.:_-0123456789", &[]), ("A镜1.像", &[])]);
    for byte in 0..128_u8 {
        let character = char::from(byte);
        let is_allowed = character.is_ascii_alphanumeric() || ".:_-".contains(character);
        let rules: &[&str] = if is_allowed { &[] } else { &["charset"] };
        check_names(&[(&format!("a{character}b"), rules), (&format!("ab{character}"), rules)]);
    }
}

#[test]
fn a_description_has_2_to_256_characters() {
    assert_eq!(description("a"), ["length"]);
    assert_eq!(description("ab"), [""; 0]);
    assert_eq!(description("a".repeat(256)), [""; 0]);
    assert_eq!(description("a".repeat(257)), ["length"]);
    assert_eq!(description("述".repeat(256)), [""; 0], "characters are counted, and not bytes");
}

#[test]
fn a_description_does_not_start_as_a_link() {
    assert_eq!(description("http://"), ["forbid_prefix"]);
    assert_eq!(description("https://example.com"), ["forbid_prefix"]);
    for fine in ["see http://example.com", "http:/", "http:", " http://", "HTTP://", "ftp://", "any text: 1 < 2 & 😀\n"]
    {
        assert_eq!(description(fine), [""; 0], "{fine}");
    }
}

#[test]
fn the_documented_examples_pass() {
    let request = request()
        .with_image_name("testImageName")
        .with_image_family("hangzhou-daily-update")
        .with_description("testDescription");
    assert_eq!(request.validate(), Ok(()));
}

#[test]
fn values_that_no_rule_speaks_of_are_never_refused() {
    let mut request = Request::new("", "").with_status("Unheard").with_features(Features::new().with_imds_support(""));
    request.boot_mode = Some("".into());
    assert_eq!(request.validate(), Ok(()));
    // AddImage's page states no rule at all.
    let request = AddImageRequest::new("").with_description("http://").with_image_type("");
    assert_eq!(request.validate(), Ok(()));
}

/// A violation as its user sees it.
fn shown(violation: &Violation) -> (&str, &str, String, Level, &str, Option<&str>) {
    (
        violation.path(),
        violation.rule(),
        violation.rule_path(),
        violation.level(),
        violation.message(),
        violation.preempts(),
    )
}

fn everything_wrong() -> Violations {
    let name = format!("aliyun http://{}", "镜".repeat(130));
    request().with_image_name(name).with_image_family("1").with_description("https://").validate().unwrap_err()
}

#[test]
fn all_violations_come_at_once_with_all_that_is_known_of_each() {
    let violations = everything_wrong();
    let documented = Level::Documented;
    let at = |parameter: &str, rule: &str| format!("parameters.{parameter}.rules.{rule}");
    let name = Some("InvalidImageName.Malformed");
    let family = Some("InvalidImageFamily.Malformed");
    assert_eq!(
        violations.iter().map(shown).collect::<Vec<_>>(),
        [
            (
                "ImageName",
                "length",
                at("ImageName", "length"),
                documented,
                "must have 2 to 128 characters, has 144",
                name
            ),
            (
                "ImageName",
                "forbid_prefix",
                at("ImageName", "forbid_prefix"),
                documented,
                "must not start with `aliyun`",
                name
            ),
            (
                "ImageName",
                "forbid_substring",
                at("ImageName", "forbid_substring"),
                documented,
                "must not contain `http://`",
                name
            ),
            (
                "ImageFamily",
                "length",
                at("ImageFamily", "length"),
                documented,
                "must have 2 to 128 characters, has 1",
                family
            ),
            (
                "ImageFamily",
                "starts_with",
                at("ImageFamily", "starts_with"),
                documented,
                "must start with an ASCII letter or a Chinese character",
                family
            ),
            (
                "Description",
                "forbid_prefix",
                at("Description", "forbid_prefix"),
                documented,
                "must not start with `https://`",
                Some("InvalidDescription.Malformed")
            ),
        ]
    );
}

#[test]
fn what_is_only_assumed_of_a_name_is_a_hint_and_refuses_nothing() {
    let request = request().with_image_name("a name");
    assert_eq!(request.validate(), Ok(()));
    let hints = request.hints();
    let path = "parameters.ImageName.rules.also[0].charset".to_owned();
    let message =
        "must have only ASCII letters, Chinese characters, ASCII digits and `.:_-`; character 2 is none of these";
    let expected = ("ImageName", "charset", path, Level::Assumed, message, Some("InvalidImageName.Malformed"));
    assert_eq!(hints.iter().map(shown).collect::<Vec<_>>(), [expected]);
}

#[test]
fn violations_can_be_counted_walked_and_shown() {
    let violations = everything_wrong();
    assert_eq!((violations.len(), violations.as_slice().len()), (6, 6));
    let text = violations.to_string();
    assert!(text.starts_with("ImageName must have 2 to 128 characters, has 144; ImageName must not start"), "{text}");
    assert!(text.ends_with("; Description must not start with `https://`"), "{text}");
    let walked = (&violations).into_iter().map(Violation::path).collect::<Vec<_>>();
    assert_eq!(violations.clone().into_iter().map(|violation| violation.path().to_owned()).collect::<Vec<_>>(), walked);
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(violations);
    assert_eq!(boxed.to_string(), text);
}

#[test]
fn one_violation_shows_its_path_and_its_message() {
    let violations = request().with_description("x").validate().unwrap_err();
    assert_eq!(violations.as_slice()[0].to_string(), "Description must have 2 to 256 characters, has 1");
    assert_eq!(violations.to_string(), "Description must have 2 to 256 characters, has 1");
    assert_eq!(
        format!("{:?}", violations.as_slice()[0]),
        "Violation { path: \"Description\", rule: \"parameters.Description.rules.length\", level: Documented, \
         message: \"must have 2 to 256 characters, has 1\", preempts: Some(\"InvalidDescription.Malformed\"), .. }"
    );
}

#[test]
fn every_error_that_a_rule_preempts_is_one_that_the_operation_documents() {
    for violation in &everything_wrong() {
        let code = Code::<ModifyImageAttributeErrorCode>::from(violation.preempts().unwrap());
        let row = code.documented().next().unwrap();
        assert_eq!(row.field, Some(violation.path()), "and it speaks of the same parameter");
    }
}

#[test]
fn validation_can_be_asked_of_any_request() {
    fn is_valid<T: Operation>(request: &T) -> bool {
        Validate::validate(request).is_ok()
    }
    assert!(is_valid(&AddImageRequest::new("n")));
    assert!(!is_valid(&request().with_image_name("1")));
    assert!(!is_valid(&Box::new(request()).with_image_name("1")));
}

#[test]
fn what_is_refused_can_be_sent_all_the_same() {
    let query = request().with_image_name("1").query_string();
    assert!(query.ends_with("&ImageName=1"), "{query}");
}

/// The page's sentence on names, written as plainly as it is.
fn page_allows(name: &str) -> bool {
    let is_letter = |character: char| character.is_ascii_alphabetic() || ('一'..='龥').contains(&character);
    let mut characters = name.chars();
    name.is_empty()
        || (2..=128).contains(&name.chars().count())
            && characters.next().is_some_and(is_letter)
            && characters.all(|character| {
                is_letter(character) || character.is_ascii_digit() || matches!(character, '.' | ':' | '_' | '-')
            })
            && !["aliyun", "acs:"].iter().any(|prefix| name.starts_with(prefix))
            && !["http://", "https://"].iter().any(|link| name.contains(link))
}

proptest! {
    #[test]
    fn validation_agrees_with_the_page(
        name in "(|aliyun|acs:|http)(|[a-zA-Z0-9.:_镜-]{0,4})(|://|s://|[ /@é😀])[a-z0-9.:_龥-]{0,3}",
    ) {
        let violations = broken(&request().with_image_name(name.as_str()));
        prop_assert_eq!(violations.is_empty(), page_allows(&name), "{:?}", violations);
    }

    #[test]
    fn no_text_makes_validation_fail_otherwise_than_by_violations(text in any::<String>()) {
        let request = request().with_image_name(text.as_str()).with_image_family(text.as_str()).with_description(text);
        if let Err(violations) = request.validate() {
            prop_assert!(violations.len() > 0 && !violations.to_string().is_empty());
        }
    }
}
