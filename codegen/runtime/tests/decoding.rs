//! Reading values: as tolerantly as the official SDKs, and never past what a type can hold.

use std::collections::BTreeMap;
use std::fmt::Debug;

use apiscribe::{Any, Binary, Decode, DecodeError, Secret, Source, from_json, to_json};
use serde_json::json;

fn read<T: Decode>(json: &str) -> T {
    from_json(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn refused<T: Decode + Debug>(json: &str) -> String {
    let error = from_json::<T>(json).unwrap_err();
    assert_eq!(error.path(), "", "{json}");
    error.to_string()
}

#[test]
fn integers_are_read_from_all_that_stands_for_one() {
    for (json, value) in [
        ("12", 12),
        ("-12", -12),
        ("\"12\"", 12),
        ("\"-12\"", -12),
        ("\" 12 \"", 12),
        ("12.0", 12),
        ("1.2e1", 12),
        ("\"12.0\"", 12),
        ("-0.0", 0),
        ("\"\"", 0),
        ("\"  \"", 0),
        ("null", 0),
        ("true", 1),
        ("false", 0),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("\"9223372036854775807\"", i64::MAX),
        ("\"-9223372036854775808\"", i64::MIN),
        ("\"9007199254740991.0\"", 9_007_199_254_740_991),
        ("9007199254740991.0", 9_007_199_254_740_991),
        // Beyond what a double holds exactly, text and integers are still exact.
        ("9007199254740993", 9_007_199_254_740_993),
        ("\"9007199254740993\"", 9_007_199_254_740_993),
    ] {
        assert_eq!(read::<i64>(json), value, "{json}");
    }
}

#[test]
fn what_is_no_integer_or_does_not_fit_is_refused() {
    for json in [
        "12.5",
        "\"12.5\"",
        "\"twelve\"",
        "\"12 13\"",
        "\"0x12\"",
        "\"NaN\"",
        "\"inf\"",
        "[]",
        "{}",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "\"9223372036854775808\"",
        "1e19",
        "\"1e19\"",
        // Two integers are rounded to this double, so that nobody can say which one was meant.
        "9007199254740993.0",
        "\"9007199254740993.0\"",
    ] {
        let message = refused::<i64>(json);
        assert!(message.starts_with("expected a 64-bit integer, found a"), "{json}: {message}");
    }
}

#[test]
fn small_integers_are_refused_when_they_do_not_fit() {
    for (json, value) in [("2147483647", i32::MAX), ("\"-2147483648\"", i32::MIN), ("7.0", 7), ("null", 0), ("true", 1)]
    {
        assert_eq!(read::<i32>(json), value, "{json}");
    }
    for json in ["2147483648", "-2147483649", "\"2147483648\"", "4294967296", "0.5", "18446744073709551615", "[]"] {
        let message = refused::<i32>(json);
        assert!(message.starts_with("expected a 32-bit integer, found a"), "{json}: {message}");
    }
}

#[test]
fn numbers_are_read_from_all_that_stands_for_one() {
    for (json, value) in [
        ("0.5", 0.5),
        ("\"0.5\"", 0.5),
        ("\" -5e-1 \"", -0.5),
        ("12", 12.0),
        ("-9223372036854775808", -9_223_372_036_854_775_808.0),
        ("18446744073709551615", 18_446_744_073_709_551_615.0),
        ("1e308", 1e308),
        ("5e-324", 5e-324),
        ("1e-999", 0.0),
        ("\"\"", 0.0),
        ("\"  \"", 0.0),
        ("null", 0.0),
        ("true", 1.0),
        ("false", 0.0),
    ] {
        assert_eq!(read::<f64>(json).to_bits(), f64::to_bits(value), "{json}");
    }
    for json in ["\"half\"", "[]", "{}", "[0.5]"] {
        let message = refused::<f64>(json);
        assert!(message.starts_with("expected a number, found a"), "{json}: {message}");
    }
    assert!(refused::<f64>("1e999").contains("number out of range"));
}

#[test]
fn single_numbers_are_the_nearest_ones_and_never_infinite_by_accident() {
    for (json, value) in
        [("0.1", 0.1_f32), ("\"0.1\"", 0.1), ("16777217", 16_777_216.0), ("3.4028235e38", f32::MAX), ("1e-99", 0.0)]
    {
        assert_eq!(read::<f32>(json).to_bits(), value.to_bits(), "{json}");
    }
    for json in ["1e39", "-1e300", "\"1e39\""] {
        let message = refused::<f32>(json);
        assert!(message.starts_with("expected a 32-bit number, found a"), "{json}: {message}");
    }
}

#[test]
fn booleans_are_read_from_all_that_stands_for_one() {
    for (json, value) in [
        ("true", true),
        ("\"True\"", true),
        ("\"FALSE\"", false),
        ("\" true \"", true),
        ("\"\"", false),
        ("null", false),
        ("0", false),
        ("2", true),
        ("0.0", false),
        ("0.5", true),
        ("18446744073709551615", true),
    ] {
        assert_eq!(read::<bool>(json), value, "{json}");
    }
    for json in ["\"1\"", "\"t\"", "[]", "{}"] {
        assert!(refused::<bool>(json).starts_with("expected a boolean, found a"), "{json}");
    }
}

#[test]
fn text_is_read_from_scalars_as_they_stand() {
    for (json, text) in [
        ("\"text\"", "text"),
        ("null", ""),
        ("true", "true"),
        ("-12", "-12"),
        ("18446744073709551615", "18446744073709551615"),
        ("0.5", "0.5"),
        ("1.0", "1.0"),
        ("\"\\u4e2d\\ud83d\\ude00\"", "中😀"),
    ] {
        assert_eq!(read::<String>(json), text, "{json}");
    }
    assert_eq!(refused::<String>("{}"), "expected a string, found an object");
    assert_eq!(refused::<String>("[\"text\"]"), "expected a string, found a list");
}

#[test]
fn an_option_is_none_only_for_null() {
    assert_eq!(read::<Option<i64>>("null"), None);
    assert_eq!(read::<Option<i64>>("\"\""), Some(0));
    assert_eq!(read::<Option<String>>("\"\""), Some(String::new()));
    assert_eq!(read::<Option<Vec<i64>>>("[]"), Some(vec![]));
}

#[test]
fn lists_are_read_in_order_and_null_is_an_empty_one() {
    assert_eq!(read::<Vec<i64>>("[1,\"2\",3.0]"), [1, 2, 3]);
    assert_eq!(read::<Vec<i64>>("null"), [0; 0]);
    assert_eq!(read::<Vec<Vec<bool>>>("[[true],null,[]]"), [vec![true], vec![], vec![]]);
    assert_eq!(refused::<Vec<i64>>("{}"), "expected a list, found an object");
    assert_eq!(refused::<Vec<i64>>("\"[]\""), "expected a list, found a string");
}

#[test]
fn nulls_in_a_list_keep_their_places() {
    assert_eq!(read::<Vec<Option<i64>>>("[null,1,null]"), [None, Some(1), None]);
    assert_eq!(read::<Vec<String>>("[null,\"a\"]"), ["", "a"]);
    assert_eq!(to_json(&read::<Vec<Option<i64>>>("[null,1]")), "[null,1]");
}

#[test]
fn maps_are_read_by_key_and_null_is_an_empty_one() {
    let map: BTreeMap<String, i64> = read(r#"{"b":"2","a":1,"":0,"b":3}"#);
    assert_eq!(map, [(String::new(), 0), ("a".to_owned(), 1), ("b".to_owned(), 3)].into());
    assert_eq!(read::<BTreeMap<String, i64>>("null"), BTreeMap::new());
    assert_eq!(refused::<BTreeMap<String, i64>>("[]"), "expected an object, found a list");
}

#[test]
fn the_path_of_an_error_names_fields_keys_and_places() {
    type Nested = BTreeMap<String, Vec<BTreeMap<String, Vec<Vec<i64>>>>>;
    let error = from_json::<Nested>(r#"{"Tag":[null,{},{"a":[[1],[2,3,"x"]]}]}"#).unwrap_err();
    assert_eq!(error.path(), "Tag[2].a[1][2]");
    assert_eq!(error.to_string(), "Tag[2].a[1][2]: expected a 64-bit integer, found a string");
    let error = from_json::<Vec<i64>>("[1, x]").unwrap_err();
    assert_eq!(error.path(), "[1]");
    assert_eq!(error, from_json::<Vec<i64>>("[1, x]").unwrap_err());
}

#[test]
fn any_keeps_every_json_value_as_it_is() {
    for text in [
        "null",
        "true",
        "-9223372036854775808",
        "9223372036854775808",
        "18446744073709551615",
        "0.1",
        "1.0",
        "1e+300",
        "\"中😀\\n\"",
        "[]",
        "{}",
        "[null,[1,[\"a\"]],{\"b\":{}}]",
        "{\"a\":null,\"b\":[1,2.5]}",
    ] {
        let value: Any = read(text);
        assert_eq!(value, serde_json::from_str::<Any>(text).unwrap(), "{text}");
        assert_eq!(to_json(&value), text);
    }
    // Through serde they are doubles.
    for text in ["-0", "1.10", "1E2", "-0.0", "123456789012345678901234567890"] {
        assert_eq!(to_json(&read::<Any>(text)), text);
    }
    assert_eq!(read::<Vec<Any>>("[1,\"a\",null]"), [json!(1), json!("a"), json!(null)]);
    assert_eq!(read::<Option<Any>>("null"), None);
}

#[test]
fn bytes_are_read_from_base64() {
    assert_eq!(read::<Binary>("\"/wD+\"").as_bytes(), [0xff, 0x00, 0xfe]);
    assert_eq!(read::<Binary>("\"AQ\"").into_bytes(), [1], "padding may be missing");
    assert_eq!(read::<Binary>("\"\""), Binary::default());
    assert_eq!(read::<Binary>("null"), Binary::default());
    for json in ["\"A\"", "\"A_-A\"", "\"AAAA AAAA\"", "\"中\"", "1", "[1]"] {
        assert!(refused::<Binary>(json).starts_with("expected base64, found a"), "{json}");
    }
}

#[test]
fn bytes_survive_json_and_do_not_show() {
    for length in 0..70_u8 {
        let bytes = Binary::from((0..length).map(|byte| byte.wrapping_mul(37)).collect::<Vec<u8>>());
        let text = to_json(&bytes);
        assert_eq!(text.len(), usize::from(length).div_ceil(3) * 4 + 2);
        assert_eq!(read::<Binary>(&text), bytes);
    }
    assert_eq!(format!("{:?}", Binary::from(&b"hunter2"[..])), "Binary(7 bytes)");
}

#[test]
fn a_secret_is_read_like_what_it_hides() {
    let secret: Secret = read("\"hunter2\"");
    assert_eq!((secret.expose().as_str(), format!("{secret:?}").as_str()), ("hunter2", "Secret(…)"));
    assert_eq!(read::<Secret>("12").into_inner(), "12");
    assert_eq!(to_json(&secret), "\"hunter2\"");
    let number: Secret<i64> = read("\"12\"");
    assert_eq!(number, Secret::new(12));
    assert_eq!(format!("{:?}", read::<Vec<Secret>>("[\"hunter2\"]")), "[Secret(…)]");
    assert_eq!(refused::<Secret>("[\"hunter2\"]"), "expected a string, found a list");
}

/// A type that holds itself, in a list and in a box, with a field that must be there and one that may be null.
#[derive(Clone)]
struct Tree {
    name: String,
    weight: Option<i64>,
    children: Option<Vec<Tree>>,
    next: Option<Box<Tree>>,
}

impl Tree {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), weight: None, children: None, next: None }
    }
}

apiscribe::fields! { Tree:
    name => "Name" Required,
    weight => "Weight" Nullable,
    children => "Children",
    next => "Next",
}

#[test]
fn fields_come_in_any_order_and_may_be_null_or_twice_or_unknown() {
    let tree: Tree = read(r#"{"Next":null,"X":[{}],"Weight":"7","Name":"first","Children":[],"Name":"last"}"#);
    assert_eq!((tree.name.as_str(), tree.weight, tree.next), ("last", Some(7), None));
    assert_eq!(read::<Tree>(r#"{"Name":null}"#).name, "", "null is what the type takes it for, not an absent field");
    let error = from_json::<Tree>(r#"{"Weight":1}"#).unwrap_err();
    assert_eq!(error.to_string(), "Name: required, but not there");
    let error = from_json::<Tree>(r#"{"Name":"a","Children":[{"Name":"b"},{"Name":{}}]}"#).unwrap_err();
    assert_eq!(error.to_string(), "Children[1].Name: expected a string, found an object");
    assert_eq!(from_json::<Tree>("null").unwrap_err().to_string(), "Name: required, but not there");
}

#[test]
fn a_key_that_comes_twice_replaces_all_of_the_first_value() {
    let twice = r#"{"Name":"a","Next":{"Name":"b","Weight":7,"Children":[{"Name":"c"}]},"Next":{"Name":"d"}}"#;
    let next = read::<Tree>(twice).next.map(|next| *next);
    assert_eq!(next, Some(Tree::new("d")));
    let lists = r#"{"Name":"a","Children":[{"Name":"b"},{"Name":"c"}],"Children":[{"Name":"d"}]}"#;
    assert_eq!(read::<Tree>(lists).children, Some(vec![Tree::new("d")]));
    assert_eq!(read::<BTreeMap<String, Vec<i64>>>(r#"{"a":[1,2],"b":[],"a":[3]}"#)["a"], [3]);
    let outer: Outer = read(r#"{"Tree":{"Name":"b","Weight":7,"Next":{"Name":"c"}},"Tree":{"Name":"d"}}"#);
    assert_eq!(outer.tree, Tree::new("d"), "also where the struct is required and so is read in place");
    let again = from_json::<Outer>(r#"{"Tree":{"Name":"b"},"Tree":{}}"#).unwrap_err();
    assert_eq!(again.to_string(), "Tree.Name: required, but not there");
}

/// A type that cannot do without another one.
#[derive(Clone)]
struct Outer {
    tree: Tree,
}

apiscribe::fields! { Outer:
    tree => "Tree" Required,
}

/// A type whose fields may all be absent, one of which is called by a word of the language.
#[derive(Clone)]
struct Loose {
    r#type: Option<f64>,
    secret: Option<Secret>,
}

apiscribe::fields! { Loose:
    r#type => "Type",
    secret => "Secret",
}

#[test]
fn texts_of_what_is_no_number_are_no_numbers() {
    for json in ["\"NaN\"", "\"inf\"", "\"-inf\"", "\"+Infinity\"", "\"1e999\""] {
        assert_eq!(refused::<f64>(json), "expected a number, found a string", "{json}");
        assert!(refused::<f32>(json).starts_with("expected a number"), "{json}");
    }
    assert!(read::<f64>("\"1e308\"") > 9e307);
}

#[test]
fn a_table_of_fields_shows_and_compares_as_derived_traits_do() {
    let loose: Loose = read(r#"{"Type":1,"Secret":"hunter2"}"#);
    assert_eq!(format!("{loose:?}"), "Loose { type: Some(1.0), secret: Some(Secret(…)) }");
    assert_eq!(format!("{loose:#?}").lines().nth(1), Some("    type: Some("));
    assert_eq!(loose, loose.clone());
    assert_ne!(loose, Loose::default());
    assert_ne!(loose, Loose { secret: Some("Hunter2".into()), ..loose.clone() });
    let nan = Loose { r#type: Some(f64::NAN), ..Loose::default() };
    assert_ne!(nan, nan.clone(), "a number that is none equals nothing");
}

#[test]
fn a_type_that_holds_itself_survives_json() {
    let mut tree = Tree::new("leaf");
    for depth in 0..20 {
        let mut parent = Tree::new(&depth.to_string());
        parent.weight = Some(depth);
        parent.children = Some(vec![tree.clone(), Tree::new("x")]);
        parent.next = Some(Box::new(Tree::new("next")));
        tree = parent;
    }
    let text = to_json(&tree);
    #[cfg(feature = "serde")]
    assert_eq!(serde_json::to_string(&tree).unwrap(), text);
    assert_eq!(read::<Tree>(&text), tree);
    #[cfg(feature = "serde")]
    assert_eq!(serde_json::from_str::<Tree>(&text).unwrap(), tree);
}

#[test]
fn a_nullable_field_is_written_as_null_and_read_from_null_or_nothing() {
    let tree = Tree::new("a");
    assert_eq!(to_json(&tree), r#"{"Name":"a","Weight":null}"#);
    assert_eq!(read::<Tree>(r#"{"Name":"a","Weight":null}"#), tree);
    assert_eq!(read::<Tree>(r#"{"Name":"a"}"#), tree);
}

#[test]
fn a_missing_field_in_the_depths_is_named_with_its_path() {
    let error = from_json::<Tree>(r#"{"Name":"a","Children":[{"Name":"b"},{"Next":null}]}"#).unwrap_err();
    assert_eq!(error.path(), "Children[1].Name");
    assert_eq!(error.to_string(), "Children[1].Name: required, but not there");
    let error = from_json::<Tree>(r#"{"Name":"a","Next":{"Next":{}}}"#).unwrap_err();
    assert_eq!(error.path(), "Next.Next.Name");
    let error = from_json::<Tree>("[]").unwrap_err();
    assert_eq!((error.path(), error.to_string().as_str()), ("", "expected an object, found a list"));
}

#[test]
fn nesting_without_end_is_an_error_and_no_crash() {
    let deep = format!("{}{}", r#"{"Name":"a","Next":"#.repeat(100_000), "}".repeat(100_000));
    let error = from_json::<Tree>(&deep).unwrap_err();
    assert!(error.path().starts_with("Next.Next.Next."), "{}", error.path());
    assert!(error.to_string().contains("recursion limit exceeded"), "{error}");
    #[cfg(feature = "serde")]
    assert!(serde_json::from_str::<Tree>(&deep).is_err());
    let brackets = "[".repeat(100_000);
    assert!(from_json::<Any>(&brackets).is_err());
    // What nobody reads is passed over without recursion.
    let skipped = format!(r#"{{"New":{brackets}{},"Name":"a"}}"#, "]".repeat(100_000));
    assert_eq!(read::<Tree>(&skipped), Tree::new("a"));
}

#[test]
fn what_is_passed_over_need_not_fit_any_type() {
    for json in ["1e999", r#""\udc00""#, "[1e999]", r#"{"Name":1e999}"#] {
        assert_eq!(read::<Tree>(&format!(r#"{{"New":{json},"Name":"a","More":{json}}}"#)), Tree::new("a"));
    }
    let error = from_json::<Tree>(r#"{"Name":"a","New":nope}"#).unwrap_err();
    assert!(error.to_string().contains("at line 1 column"), "broken JSON is still an error: {error}");
}

#[test]
fn bytes_that_are_no_text_matter_only_where_they_are_read() {
    let tree = |json: &[u8]| from_json::<Tree>(json);
    assert_eq!(tree(b"{\"New\":\"\xff\",\"Name\":\"a\"}"), Ok(Tree::new("a")));
    for json in [&b"{\"Name\":\"a\xff\"}"[..], b"{\"\xff\":1,\"Name\":\"a\"}", b"{\"Name\":\"a\"}\xff"] {
        let error = tree(json).unwrap_err().to_string();
        assert!(error.contains("at line 1 column"), "{error}");
    }
}

/// Reads the first item of a list, or the first field of an object, and goes.
#[derive(Debug, PartialEq)]
struct First(i64);

impl Decode for First {
    fn blank() -> Self {
        Self(0)
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        self.0 = match source {
            Source::List(mut list) => list.next_item()?.unwrap_or_default(),
            source => {
                let mut object = source.object()?;
                object.next_key()?;
                object.value()?
            }
        };
        Ok(())
    }
}

#[test]
fn a_type_may_leave_the_rest_of_its_value_unread() {
    assert_eq!(read::<Vec<First>>(r#"[[1,2,[3]],{"a":4,"b":[5]},[6]]"#), [First(1), First(4), First(6)]);
    assert_eq!(
        read::<BTreeMap<String, First>>(r#"{"a":[7,8],"b":[9]}"#).into_values().collect::<Vec<_>>(),
        [First(7), First(9)]
    );
    // An object without fields has no value to give.
    assert_eq!(read::<First>("null"), First(0));
}

#[test]
fn an_error_never_repeats_a_value() {
    let bodies = [
        r#"{"Name":["hunter2"]}"#,
        r#"{"Name":{"hunter2":1}}"#,
        r#"{"Weight":"hunter2"}"#,
        r#"{"Children":"hunter2"}"#,
        r#"{"Next":"hunter2"}"#,
        r#"{"Name":"hunter2"#,
        r#"{"Name":"hunter2" x"#,
        "\"hunter2\"",
        "hunter2",
    ];
    for body in bodies {
        let error = from_json::<Tree>(body).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("hunter2"), "{text}");
        #[cfg(feature = "serde")]
        {
            let shell = serde_json::from_str::<Tree>(body).unwrap_err();
            let text = format!("{shell} {shell:?}");
            assert!(!text.contains("hunter2"), "{text}");
        }
    }
}

#[test]
fn every_type_that_holds_values_can_be_sent_to_another_thread() {
    fn check<T: Send + Sync + 'static>() {}
    check::<DecodeError>();
    check::<(Any, Binary, Secret, Secret<i64>, Tree)>();
}

#[test]
fn an_error_shows_where_it_is_and_what_but_no_more_of_a_key_than_of_any_text() {
    let error = from_json::<BTreeMap<String, i64>>(r#"{"key":[]}"#).expect_err("refused");
    assert_eq!(error.to_string(), "key: expected a 64-bit integer, found a list");
    let shown = r#"DecodeError { path: "key", problem: expected a 64-bit integer, found a list }"#;
    assert_eq!(format!("{error:?}"), shown);
    for (key, part) in [("k".repeat(5000), "kkk"), ("a\u{1b}[31m".to_owned(), r"a\u{1b}[31m")] {
        let json = json!({ &key: [] }).to_string();
        let error = from_json::<BTreeMap<String, i64>>(json).expect_err("refused");
        assert_eq!(error.path(), key);
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(shown.len() < 1200 && shown.contains(part) && !shown.contains('\u{1b}'), "{shown}");
        }
    }
}

#[test]
fn a_value_that_is_passed_over_can_hold_anything() {
    /// The value of `wanted`, whatever stands beside it.
    struct Wanted(i64);

    impl Decode for Wanted {
        fn blank() -> Self {
            Self(0)
        }

        fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
            let mut object = source.object()?;
            while let Some(key) = object.next_key()? {
                if key == "wanted" {
                    self.0 = object.value()?;
                } else {
                    object.skip()?;
                }
            }
            Ok(())
        }
    }

    assert_eq!(read::<Wanted>(r#"{"a":{"wanted":[1]},"b":"x","wanted":7,"c":[]}"#).0, 7);
    assert_eq!(read::<Wanted>("null").0, 0);
}

#[test]
fn a_number_that_is_no_status_is_refused() {
    let read = |status: &str| from_json::<apiscribe::UnknownStatus>(format!(r#"{{"status":{status},"body":"e30="}}"#));
    let response = read("206").expect("a response");
    assert_eq!((response.status(), response.body()), (206, b"{}".as_slice()));
    for status in ["-1", "65536"] {
        assert_eq!(read(status).expect_err("no status").path(), "status");
    }
}
