//! JSON text: it is read and refused as `serde_json` reads and refuses it, and written as `serde_json` writes it.

use apiscribe::{Any, RawJson, from_json, to_json};
use serde_json::Value;

/// Texts that are JSON, and texts that nearly are.
const TEXTS: &[&str] = &[
    "",
    " ",
    "null",
    "nul",
    "nulls",
    "true",
    " false\n",
    "True",
    "0",
    "-0",
    "00",
    "01",
    "-",
    "+1",
    "1.",
    ".5",
    "1.5e",
    "1e+",
    "1E5",
    "1e-5",
    "1e400",
    "-1e400",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "-9223372036854775809",
    "0.1",
    "1-2",
    "NaN",
    "\u{feff}1",
    r#""""#,
    r#""a"#,
    r#""a\"#,
    r#""a\q""#,
    r#""\"\\\/\b\f\n\r\t\u00e9""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\ud83d\n""#,
    r#""\ud83dx""#,
    r#""\ude00""#,
    r#""\ud83d\u0041""#,
    r#""\u12""#,
    r#""\u+123""#,
    r#""\uD8""#,
    "\"a\nb\"",
    "\"a\u{1f}b\"",
    "\"a\u{7f}镜b\"",
    "\"twelve bytes and more of 镜像 text\\u0020here\"",
    "[0]",
    "[00]",
    "[01]",
    "[7,12 ,13]",
    "[1-2]",
    "[1.5,12e3,2E1,3+4]",
    "[999999999999999999,1000000000000000000]",
    "[]",
    "[ ]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    "{}",
    "{ }",
    "{",
    r#"{"a""#,
    r#"{"a":"#,
    r#"{"a":1"#,
    r#"{"a":1,"#,
    r#"{"a":1,}"#,
    r#"{,"a":1}"#,
    r#"{"a" 1}"#,
    r#"{"a":1 "b":2}"#,
    r#"{"a":1]"#,
    "{a:1}",
    "{1:1}",
    r#"{"a":{"b":[1,{"c":null},"x"]},"d":[[],{}]}"#,
    r#"{"a":1}{}"#,
    "[1] 2",
    "1 //",
];

/// Reads a text by looking at everything, and by passing over it.
fn is_read(text: &str) -> [bool; 2] {
    let inside = format!(r#"{{"Unknown":{text}}}"#);
    [from_json::<RawJson>(text).is_ok(), from_json::<Passed>(inside).is_ok()]
}

/// An object whose members are all unknown.
#[derive(Clone)]
struct Passed;

apiscribe::fields! { Passed: }

#[test]
fn what_serde_json_reads_is_read_and_what_it_refuses_is_refused() {
    for text in TEXTS {
        let [looked_at, passed_over] = is_read(text);
        assert_eq!(looked_at, serde_json::from_str::<Value>(text).is_ok(), "{text}");
        let inside = format!(r#"{{"Unknown":{text}}}"#);
        assert_eq!(passed_over, serde_json::from_str::<apiscribe::serde::de::IgnoredAny>(&inside).is_ok(), "{text}");
    }
}

#[test]
fn broken_text_is_refused_wherever_it_is_broken() {
    let whole = r#" {"a\n": [1, -2.5e3, true, null, "\u00e9\\ and more"], "b": {"c": {}, "d": [[]]}} "#;
    for place in 0..whole.len() {
        for byte in [b'"', b'\\', b'{', b']', b',', b':', b'0', b'e', b' ', b'\n'] {
            let mut text = whole.as_bytes().to_vec();
            text[place] = byte;
            let text = String::from_utf8(text).expect("ASCII stays ASCII");
            assert_eq!(is_read(&text)[0], serde_json::from_str::<Value>(&text).is_ok(), "{text}");
        }
        let cut = &whole[..place];
        assert_eq!(is_read(cut)[0], serde_json::from_str::<Value>(cut).is_ok(), "{cut}");
    }
}

#[test]
fn damaged_texts_are_read_as_serde_json_reads_them() {
    let parts =
        || TEXTS.iter().map(|text| text.as_bytes()).chain([&b"\xff"[..], b"\xed\xa0\x80", b"\0", b"\\ude00", b"1e999"]);
    let (mut bits, mut read) = (0x9e37_79b9_7f4a_7c15_u64, 0);
    let mut below = |limit: usize| {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (bits >> 33) as usize % limit
    };
    for _ in 0..20_000 {
        let mut text = br#"{"a":[1,-2.5e3,"x\u00e9\\"],"b":{"c":null}}"#.to_vec();
        for _ in 0..=below(3) {
            let start = below(text.len() + 1);
            let end = (start + below(5)).min(text.len());
            text.splice(start..end, parts().nth(below(parts().count())).unwrap_or_default().iter().copied());
        }
        let (ours, theirs) = (from_json::<Any>(&text), serde_json::from_slice::<Value>(&text));
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{}", text.escape_ascii());
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            read += 1;
            assert_eq!(ours, theirs, "{}", text.escape_ascii());
            assert_eq!(from_json::<Any>(to_json(&ours)).unwrap(), ours, "{}", text.escape_ascii());
        }
    }
    assert!(read > 500, "{read} of them are JSON");
}

#[test]
fn texts_are_written_as_serde_json_writes_them_and_read_back() {
    let all: String = (0..0x180).filter_map(char::from_u32).chain("镜\u{1f600}".chars()).collect();
    let letters = all.chars().map(|letter| format!("1234567{letter}"));
    for text in letters.chain(TEXTS.iter().map(|text| (*text).to_owned())).chain([all.clone(), "\"\"\\".to_owned()]) {
        let written = to_json(&text);
        assert_eq!(written, serde_json::to_string(&text).unwrap());
        assert_eq!(from_json::<String>(&written).unwrap(), text);
        let escaped: String =
            text.encode_utf16().flat_map(|unit| format!("\\u{unit:04X}").into_bytes()).map(char::from).collect();
        assert_eq!(from_json::<String>(format!("\"{escaped}\"")).unwrap(), text);
    }
}

#[test]
fn numbers_are_written_as_serde_json_writes_them_and_read_back() {
    let mut bits: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut values =
        vec![0.0, -0.0, 1.0, 0.1, 1e-4, 1e-5, 1.5e-5, 9.9e-6, 1e15, 1e16, 1e17, f64::MAX, f64::MIN_POSITIVE];
    values.extend([5e-324, -123_456.789, f64::INFINITY, f64::NAN]);
    for exponent in -30..30 {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        values.extend([f64::from_bits(bits), 10_f64.powi(exponent), -1.25 * 10_f64.powi(exponent)]);
    }
    for value in values {
        let written = to_json(&value);
        assert_eq!(written, serde_json::to_string(&value).unwrap());
        if value.is_finite() {
            assert_eq!(from_json::<f64>(&written).unwrap().to_bits(), value.to_bits(), "{written}");
        }
    }
    for value in [0, 7, -1, i64::MIN, i64::MAX] {
        assert_eq!(to_json(&value), value.to_string());
    }
    assert_eq!(to_json(&u64::MAX), u64::MAX.to_string());
}

#[test]
fn an_error_names_its_line_and_column() {
    for (text, expected) in [
        ("", "EOF while parsing a value at line 1 column 0"),
        ("x", "expected value at line 1 column 1"),
        ("{\n  \"a\": 1\n  \"b\": 2}", "expected `,` or `}` at line 3 column 3"),
        ("[1,]", "trailing comma at line 1 column 4"),
        ("[1] 2", "trailing characters at line 1 column 5"),
        ("[{\"a\": [\n[1,\n2 3]]}]", "expected `,` or `]` at line 3 column 3"),
    ] {
        let error = from_json::<RawJson>(text).unwrap_err().to_string();
        assert!(error.ends_with(expected), "{error}");
        assert_eq!(serde_json::from_str::<Value>(text).unwrap_err().to_string(), expected);
    }
}

#[test]
fn nesting_is_bounded_where_it_is_looked_at() {
    let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    for levels in [1, 127, 128, 10_000] {
        let text = nested(levels);
        assert_eq!(is_read(&text)[0], serde_json::from_str::<Value>(&text).is_ok(), "{levels}");
        assert!(is_read(&text)[1], "{levels}");
    }
}
