//! Responses that are not as documented: what can be read is kept, and the report tells the rest.
#![cfg(feature = "http")]

use std::collections::BTreeMap;

use apiscribe::{
    Any, Decimal, Operation, OperationFacts, ReadOptions, Response, Secret, from_json, from_json_tolerantly,
};

operation!(Create, Created, OperationFacts::rpc().product("Shop", "1").action("Create"));
operation!(
    Head,
    Headed,
    OperationFacts::rpc().product("Shop", "1").action("Head").response_headers(&["x-shop-left", "x-shop-odd"])
);

#[derive(Clone)]
struct Created {
    id: Option<String>,
    small: Option<i32>,
    big: Option<i64>,
    unsigned: Option<u64>,
    number: Option<f64>,
    flag: Option<bool>,
    text: Option<String>,
    secret: Option<Secret>,
    item: Option<Box<Item>>,
    items: Option<Vec<Item>>,
    names: Option<Vec<String>>,
    map: Option<BTreeMap<String, i64>>,
    any: Option<Any>,
}

apiscribe::fields! { Created:
    id => "Id",
    small => "Small",
    big => "Big",
    unsigned => "Unsigned",
    number => "Number",
    flag => "Flag",
    text => "Text",
    secret => "Secret",
    item => "Item",
    items => "Items",
    names => "Names",
    map => "Map",
    any => "Any",
}

#[derive(Clone)]
struct Item {
    name: String,
    size: Option<i32>,
    inner: Option<Box<Item>>,
}

apiscribe::fields! { Item:
    name => "Name" Required,
    size => "Size",
    inner => "Inner",
}

#[derive(Clone)]
struct Headed {
    id: Option<String>,
    left: Option<i32>,
    odd: Option<i32>,
}

apiscribe::fields! { Headed:
    id => "Id",
    left => "x-shop-left",
    odd => "x-shop-odd",
}

#[derive(Clone)]
struct Keys {
    key: Option<Secret<i64>>,
}

apiscribe::fields! { Keys: key => "Key" }

fn answer(body: impl Into<Vec<u8>>) -> http::Response<Vec<u8>> {
    http::Response::new(body.into())
}

fn read(body: impl Into<Vec<u8>>) -> Response<Created> {
    let body = body.into();
    Create::read_http(answer(body.clone()))
        .unwrap_or_else(|error| panic!("{}: {error}", String::from_utf8_lossy(&body)))
}

/// What a response is with one field beside its id, without the id.
fn read_field(field: &str) -> (Any, String) {
    let response = read(format!(r#"{{"Id":"new-thing",{field}}}"#));
    assert_eq!(response.id.as_deref(), Some("new-thing"), "{field}");
    let mut value: Any = serde_json::from_str(&apiscribe::to_json(response.body())).expect("JSON");
    value.as_object_mut().and_then(|fields| fields.remove("Id"));
    (value, response.report().to_string())
}

#[test]
fn a_field_that_cannot_be_read_is_absent_and_reported() {
    for (field, report) in [
        (r#""Small":5368709120"#, "Small: expected a 32-bit integer, found an integer (5368709120)"),
        (r#""Big":10881715073803520453"#, "Big: expected a 64-bit integer, found an integer (10881715073803520453)"),
        (r#""Big":"N/A""#, "Big: expected a 64-bit integer, found a string (N/A)"),
        (r#""Big":1.5"#, "Big: expected a 64-bit integer, found a number (1.5)"),
        (r#""Big":12345678901234567.890"#, "Big: expected a 64-bit integer, found a number (12345678901234567.890)"),
        (r#""Unsigned":-1"#, "Unsigned: expected an unsigned 64-bit integer, found an integer (-1)"),
        (r#""Number":"high""#, "Number: expected a number, found a string (high)"),
        (r#""Flag":"maybe""#, "Flag: expected a boolean, found a string (maybe)"),
        (r#""Flag":[true]"#, "Flag: expected a boolean, found a list"),
        (r#""Item":"none""#, "Item: expected an object, found a string"),
        (r#""Item":[{"Name":"a"}]"#, "Item: expected an object, found a list"),
        (r#""Item":{"Size":1}"#, "Item.Name: expected a required value, found nothing"),
        (r#""Item":"{\"Name\":""#, "Item: expected an object, found a string"),
        (r#""Names":{"Name":["a"]}"#, "Names: expected a list, found an object"),
        (r#""Names":"a""#, "Names: expected a list, found a string"),
        (r#""Map":7"#, "Map: expected an object, found an integer"),
    ] {
        assert_eq!(read_field(field), (any!({}), report.to_owned()), "{field}");
    }
}

#[test]
fn what_stands_for_a_value_is_read_without_a_word() {
    for (field, value) in [
        (r#""Text":null"#, any!({})),
        (r#""Text":7"#, any!({"Text": "7"})),
        (r#""Text":true"#, any!({"Text": "true"})),
        (r#""Text":{ "a" : 1.10 }"#, any!({"Text": "{ \"a\" : 1.10 }"})),
        (r#""Text":[1, 2]"#, any!({"Text": "[1, 2]"})),
        (r#""Small":"7""#, any!({"Small": 7})),
        (r#""Small":7.0"#, any!({"Small": 7})),
        (r#""Unsigned":18446744073709551615"#, any!({"Unsigned": u64::MAX})),
        (r#""Unsigned":"18446744073709551615""#, any!({"Unsigned": u64::MAX})),
        (r#""Number":1602730025890"#, any!({"Number": 1_602_730_025_890.0})),
        (r#""Flag":"True""#, any!({"Flag": true})),
        (r#""Flag":1"#, any!({"Flag": true})),
        (r#""Flag":"1""#, any!({"Flag": true})),
        (r#""Flag":"0""#, any!({"Flag": false})),
        (r#""Flag":"Y""#, any!({"Flag": true})),
        (r#""Flag":"no""#, any!({"Flag": false})),
        (r#""Item":"{\"Name\":\"a\",\"Size\":3}""#, any!({"Item": {"Name": "a", "Size": 3}})),
        (r#""Items":{"Name":"a"}"#, any!({"Items": [{"Name": "a"}]})),
        (r#""Items":{}"#, any!({"Items": []})),
        (r#""Items":"""#, any!({"Items": []})),
        (r#""Items":"[{\"Name\":\"a\"}]""#, any!({"Items": [{"Name": "a"}]})),
        (r#""Items":"{\"Name\":\"a\"}""#, any!({"Items": [{"Name": "a"}]})),
        (r#""Names":null"#, any!({})),
        (r#""Map":[]"#, any!({"Map": {}})),
        (r#""Map":"""#, any!({"Map": {}})),
        (r#""Map":"{\"a\":1}""#, any!({"Map": {"a": 1}})),
        (r#""Any":[1,"a",{"b":null}]"#, any!({"Any": [1, "a", {"b": null}]})),
        (r#""Unknown":[[{}]]"#, any!({})),
    ] {
        let (read, report) = read_field(field);
        assert_eq!((read, report.as_str()), (value, ""), "{field}");
    }
}

#[test]
fn items_and_entries_that_cannot_be_read_are_left_out() {
    let field = r#""Items":[{"Name":"a"},{"Size":1},7,{"Name":"b","Inner":{"Name":"c","Size":1.5}}]"#;
    let (value, report) = read_field(field);
    assert_eq!(value, any!({"Items": [{"Name": "a"}, {"Name": "b", "Inner": {"Name": "c"}}]}));
    let expected = "Items[1].Name: expected a required value, found nothing\n\
                    Items[2]: expected an object, found an integer\n\
                    Items[3].Inner.Size: expected a 32-bit integer, found a number (1.5)";
    assert_eq!(report, expected);

    let (value, report) = read_field(r#""Item":{"Name":"a","Size":"big","Inner":""}"#);
    assert_eq!(value, any!({"Item": {"Name": "a"}}));
    let expected = "Item.Size: expected a 32-bit integer, found a string (big)\n\
                    Item.Inner.Name: expected a required value, found nothing";
    assert_eq!(report, expected);

    let (value, report) = read_field(r#""Map":{"a":1,"b":"x","c":"3"}"#);
    assert_eq!(value, any!({"Map": {"a": 1, "c": 3}}));
    assert_eq!(report, "Map.b: expected a 64-bit integer, found a string (x)");
}

#[test]
fn a_text_is_the_number_as_the_server_writes_it() {
    for (number, text) in [
        ("1.10", "1.10"),
        ("100.00", "100.00"),
        ("12345678901234567.89", "12345678901234567.89"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("-0", "-0"),
        ("1E3", "1E3"),
        ("7", "7"),
    ] {
        let response = read(format!(r#"{{"Other":[1.50,{{"a":2.50}}],"Text":{number},"Any":0.5,"Number":1.10}}"#));
        assert_eq!(response.text.as_deref(), Some(text));
        assert_eq!((response.number, &response.any), (Some(1.1), &Some(any!(0.5))));
        assert!(response.report().is_empty());
        let strict: Created = from_json(format!(r#"{{"Text":{number}}}"#)).expect(number);
        assert_eq!(strict.text.as_deref(), Some(text));
    }
    let names: Vec<String> = from_json("[1.10, \"a\", 2.20]").expect("texts");
    assert_eq!(names, ["1.10", "a", "2.20"]);
}

#[test]
fn names_fit_in_another_case_unless_one_fits_exactly() {
    for (body, id) in [
        (r#"{"id":"a"}"#, "a"),
        (r#"{"ID":"a"}"#, "a"),
        (r#"{"id":"a","ID":"b"}"#, "a"),
        (r#"{"ID":"b","id":"a"}"#, "a"),
        (r#"{"Id":"c","id":"a","ID":"b"}"#, "c"),
        (r#"{"id":"a","ID":"b","Id":"c"}"#, "c"),
        (r#"{"id":"a","id":"b"}"#, "b"),
    ] {
        let response = read(body);
        assert_eq!(response.id.as_deref(), Some(id), "{body}");
        assert!(response.report().is_empty(), "{body}");
    }
    let strict: Created = from_json(r#"{"id":"a"}"#).expect("an object");
    assert_eq!(strict.id, None, "names are exact where reading is strict");
}

#[test]
fn a_body_without_a_documented_key_is_reported() {
    let response = read(r#"{"Data":{"Id":"a"},"Code":200}"#);
    assert_eq!(response.report().to_string(), "expected a documented field, found others only");
    for body in ["{}", "", "  ", r#"{"Id":null}"#] {
        assert!(read(body).report().is_empty(), "{body}");
    }
    let nested = read(r#"{"Id":"a","Item":{"Name":"b","Inner":{"Name":"c","X":1}}}"#);
    assert!(nested.report().is_empty());
}

#[test]
fn broken_characters_cost_themselves_alone() {
    let response = read(r#"{"Id":"a\ud800b","Text":"\ud83d\ude00"}"#);
    assert_eq!(response.id.as_deref(), Some("a\u{fffd}b"));
    assert_eq!(response.text.as_deref(), Some("\u{1f600}"));
    assert_eq!(response.report().to_string(), "expected Unicode text, found broken characters, read as U+FFFD");
    let response = read(b"{\"Id\":\"a\xff\"}".as_slice());
    assert_eq!(response.id.as_deref(), Some("a\u{fffd}"));
    assert!(!response.report().is_empty());
}

#[test]
fn a_required_field_that_cannot_be_read_fails_with_the_whole_body() {
    operation!(Find, Item, OperationFacts::rpc().product("Shop", "1").action("Find"));
    let body = r#"{"Name":{"a":1},"Size":3}"#;
    assert_eq!(Find::read_http(answer(body)).expect("text").name, r#"{"a":1}"#);
    let body = r#"{"Size":3,"Inner":{"Name":"x"}}"#;
    let error = Find::read_http(answer(body)).expect_err("no name");
    assert_eq!(error.to_string(), "HTTP 200 with a body that cannot be read: Name: required, but not there");
    assert_eq!(error.unreadable_body(), Some(body.as_bytes()));
    let error = Find::read_http_with(answer(body), ReadOptions::tolerant().keep_body(7)).expect_err("no name");
    assert_eq!(error.unreadable_body(), Some(&body.as_bytes()[..7]));
}

#[test]
fn strict_reading_refuses_what_tolerant_reading_reports() {
    for body in [
        r#"{"Small":5368709120}"#,
        r#"{"Text":{"a":1}}"#,
        r#"{"Flag":"Y"}"#,
        r#"{"Item":""}"#,
        r#"{"Items":{}}"#,
        r#"{"Items":"[]"}"#,
        r#"{"Map":[]}"#,
        r#"{"Id":"\ud800"}"#,
    ] {
        assert!(Create::read_http(answer(body)).is_ok(), "{body}");
        assert!(Create::read_http_with(answer(body), ReadOptions::strict()).is_err(), "{body}");
        assert!(from_json::<Created>(body).is_err(), "{body}");
        assert!(from_json_tolerantly::<Created>(body).is_ok(), "{body}");
    }
}

#[test]
fn a_report_is_bounded_and_shows_no_secret() {
    let items = vec!["7"; 1000].join(",");
    let response = read(format!(r#"{{"Items":[{items}]}}"#));
    assert_eq!((response.report().mismatches().len(), response.report().omitted()), (100, 900));
    assert!(response.report().to_string().ends_with("\nand 900 more"));

    let long = "k".repeat(5000);
    let response = read(format!(r#"{{"Map":{{"{long}":"{long}"}}}}"#));
    let [mismatch] = response.report().mismatches() else { panic!("one mismatch") };
    assert!(mismatch.path().len() < 300 && mismatch.value().is_some_and(|value| value.len() < 80));

    let (keys, report) = from_json_tolerantly::<Keys>(r#"{"Key":"hunter2"}"#).expect("an object");
    assert!(keys.key.is_none());
    assert_eq!(report.to_string(), "Key: expected a 64-bit integer, found a string");
}

/// A secret may stand in the place of the object or the list that holds it.
#[test]
fn what_stands_in_the_place_of_secrets_is_not_shown() {
    for json in [
        r#"{"Keys":"hunter2"}"#,
        r#"{"Keys":["hunter2"]}"#,
        r#"{"Keys":"{\"Key\":\"hunter2\""}"#,
        r#"{"Keys":"[\"hunter2\""}"#,
        r#"{"Keys":{"Key":"hunter2"}}"#,
        r#"{"Keys":[["hunter2"]]}"#,
    ] {
        let (_, objects) = from_json_tolerantly::<BTreeMap<String, Keys>>(json).expect(json);
        let (_, lists) = from_json_tolerantly::<BTreeMap<String, Vec<Secret<i64>>>>(json).expect(json);
        let (_, maps) = from_json_tolerantly::<BTreeMap<String, BTreeMap<String, Secret<i64>>>>(json).expect(json);
        for report in [objects, lists, maps] {
            assert!(!report.is_empty() && !format!("{report} {report:?}").contains("hunter2"), "{report}");
        }
    }
}

#[test]
fn numbers_that_no_double_holds_cost_themselves_alone() {
    const NOTE: &str = "expected numbers of double precision, found others, read as text";
    for number in ["1e400", "-1E+400", "NaN", "Infinity", "-Infinity"] {
        let body =
            format!(r#"{{"Id":"NaN 1e400","Number":{number},"Text":{number},"Any":[{number}],"Map":{{"a":1}}}}"#);
        let response = read(body.clone());
        assert_eq!((response.id.as_deref(), response.number), (Some("NaN 1e400"), None));
        assert_eq!((response.text.as_deref(), &response.any), (Some(number), &Some(any!([number]))));
        assert_eq!(response.map.as_ref().and_then(|map| map.get("a")), Some(&1));
        let lines = format!("Number: expected a number, found a string ({number})\n{NOTE}");
        assert_eq!(response.report().to_string(), lines);
        assert!(Create::read_http_with(answer(body), ReadOptions::strict()).is_err());
        let unknown = read(format!(r#"{{"Id":"a","Unknown":{number}}}"#));
        assert_eq!(unknown.id.as_deref(), Some("a"));
    }
    let decimal = from_json_tolerantly::<Vec<Decimal>>("[1E400, 1.10, NaN]").expect("a list");
    let written: Vec<_> = decimal.0.iter().map(Decimal::as_str).collect();
    assert_eq!(written, ["1E400", "1.10"]);
}

#[test]
fn what_is_too_deep_is_text_or_reported_and_needs_little_memory() {
    let nest = |open: &str, close: &str, levels: usize| {
        format!(r#"{{"Id":"a","Any":{},"Last":1.10}}"#, open.repeat(levels) + "7" + &close.repeat(levels))
    };
    let shallow = read(nest("[", "]", 63));
    assert!(shallow.report().is_empty());
    let deep = read(nest("[", "]", 65));
    let [mismatch] = deep.report().mismatches() else { panic!("one mismatch") };
    assert_eq!((mismatch.expected(), mismatch.found()), ("at most 64 levels", "more, read as text"));
    assert!(mismatch.path().starts_with("Any[0][0]"));
    assert!(apiscribe::to_json(deep.body()).contains(r#"["[[7]]"]"#));

    let on_small_stack = std::thread::Builder::new().stack_size(512 << 10).spawn(move || {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"a":"#, "}]")] {
            for levels in [126, 127, 128, 100_000] {
                assert_eq!(read(nest(open, close, levels)).id.as_deref(), Some("a"));
            }
        }
        let item = r#"{"Name":"b","Inner":"#.repeat(126) + "null" + &"}".repeat(126);
        let in_text = any!({"Id": "a", "Item": item}).to_string();
        for body in [format!(r#"{{"Id":"a","Item":{item}}}"#), in_text] {
            let response = read(body);
            assert!(response.item.is_some() && !response.report().is_empty());
        }
    });
    on_small_stack.expect("a thread").join().expect("no overflow");
}

#[test]
fn an_object_without_a_documented_key_in_the_place_of_a_list_is_reported() {
    let (value, report) = read_field(r#""Items":{"Name":"a","X":1}"#);
    assert_eq!((value, report.as_str()), (any!({"Items": [{"Name": "a"}]}), ""));
    let (keys, report) = from_json_tolerantly::<BTreeMap<String, Vec<Keys>>>(r#"{"a":{"Item":[]}}"#).expect("a map");
    assert!(keys["a"].iter().all(|keys| keys.key.is_none()));
    assert_eq!(report.to_string(), "a: expected a documented field, found others only");
}

#[derive(Clone)]
struct Nothing {}

apiscribe::fields! { Nothing: }

#[test]
fn a_body_of_which_nothing_is_documented_is_no_failure_whatever_it_is() {
    operation!(Delete, Nothing, OperationFacts::rpc().product("Shop", "1").action("Delete"));
    for (body, report) in [
        ("", ""),
        ("{}", ""),
        (r#"{"ok":true}"#, ""),
        ("OK", "expected JSON, found other text"),
        ("<html></html>", "expected JSON, found other text"),
        ("[1]", "expected an object, found a list"),
        ("\"done\"", "expected an object, found a string"),
    ] {
        assert_eq!(Delete::read_http(answer(body)).expect(body).report().to_string(), report, "{body}");
        assert_eq!(Delete::read_http_with(answer(body), ReadOptions::strict()).is_ok(), report.is_empty(), "{body}");
    }
    assert!(Delete::read_http(answer(r#"{"Error":"#)).is_err(), "it may have said that it failed");
    let refused = http::Response::builder().status(500).body("OK").expect("a response");
    assert!(Delete::read_http(refused).is_err());
}

#[test]
fn a_text_that_begins_like_a_json_string_is_a_text() {
    operation!(Export, String, OperationFacts::rpc().product("Shop", "1").action("Export"));
    for (body, text) in
        [("\"a\",\"b\"\n1,2\n", "\"a\",\"b\"\n1,2\n"), ("\"a", "\"a"), ("\"a\"", "a"), ("{\"a\":1}", "{\"a\":1}")]
    {
        let response = Export::read_http(answer(body)).expect(body);
        assert_eq!((response.body().as_str(), response.report().is_empty()), (text, true), "{body}");
    }
    let response = Export::read_http(answer(b"a\xffb".as_slice())).expect("a text");
    assert_eq!((response.body().as_str(), response.report().is_empty()), ("a\u{fffd}b", false));
    assert!(Export::read_http_with(answer("\"a"), ReadOptions::strict()).is_err());
}

#[test]
fn text_within_text_is_read_one_level_deep() {
    let inner = any!({"Name": "a", "Inner": any!({"Name": "b"}).to_string()}).to_string();
    let (value, report) = read_field(&format!(r#""Item":{}"#, Any::from(inner)));
    assert_eq!(value, any!({"Item": {"Name": "a"}}));
    assert!(report.starts_with("Item.Inner: expected an object, found a string"), "{report}");
}

#[test]
fn deep_and_cut_bodies_are_errors_and_no_crash() {
    for (open, close) in [(r#"{"Inner":"#, "}"), ("[", "]"), (r#"{"Items":["#, "]}"), (r#"{"Any":"#, "}")] {
        let body = format!("{}null{}", open.repeat(100_000), close.repeat(100_000));
        let error = Create::read_http(answer(body.clone())).map(|response| response.report().to_string());
        assert!(error.is_err() || !error.unwrap_or_default().is_empty(), "{open}");
        let unknown = format!(r#"{{"Id":"a","Unknown":{body}}}"#);
        assert_eq!(read(unknown).id.as_deref(), Some("a"), "{open}");
    }
    let whole =
        r#"{"Id":"a","Small":"x","Text":[1.10,"\ud83d\ude00"],"Items":[{"Name":"a","Size":1.5}],"Map":{"k":1}}"#;
    assert!(!read(whole).report().is_empty());
    for end in 1..whole.len() {
        let error = Create::read_http(answer(&whole.as_bytes()[..end])).expect_err("a cut body");
        assert_eq!(error.unreadable_body(), Some(&whole.as_bytes()[..end]));
    }
}

#[test]
fn a_response_tells_what_came_around_its_body() {
    let http = http::Response::builder()
        .status(201)
        .header("x-acs-request-id", "from-header")
        .body(r#"{"Id":"a"}"#)
        .expect("a response");
    let response = Create::read_http(&http).expect("a response");
    assert_eq!((response.status(), response.request_id().as_deref()), (201, Some("from-header")));
    assert_eq!(response.headers().len(), 1);
    assert!(!format!("{response:?}").contains("from-header"), "headers do not show");
    assert_eq!(response.into_body().id.as_deref(), Some("a"));

    operation!(Named, crate::common::Fields, OperationFacts::rpc().product("Shop", "1").action("Named"));
    for (body, id) in [
        (r#"{"RequestId":"from-body"}"#, "from-body"),
        (r#"{"requestId":"from-body"}"#, "from-body"),
        (r#"{"request_id":"from-body"}"#, "from-body"),
        (r#"{"RequestId":""}"#, "from-header"),
        ("", "from-header"),
    ] {
        let http = http::Response::builder().header("x-acs-request-id", "from-header").body(body).expect("a response");
        let response = Named::read_http(http).expect("a response");
        assert_eq!(response.request_id().as_deref(), Some(id), "{body}");
    }
}

#[test]
fn documented_headers_are_fields() {
    let http = |left: &str, body: &'static str| {
        http::Response::builder().header("X-Shop-Left", left).header("other", "1").body(body).expect("a response")
    };
    for (body, id) in [
        (r#"{"Id":"a"}"#, Some("a")),
        ("{}", None),
        ("", None),
        ("null", None),
        ("[]", None),
        ("\"\"", None),
        (r#""{\"Id\":\"a\"}""#, Some("a")),
    ] {
        let response = Head::read_http(http("12", body)).expect(body);
        assert_eq!((response.id.as_deref(), response.left, response.odd), (id, Some(12), None), "{body}");
        assert!(response.report().is_empty(), "{body}");
    }
    let response = Head::read_http(http("many", r#"{"Id":"a"}"#)).expect("a response");
    assert_eq!((response.id.as_deref(), response.left), (Some("a"), None));
    assert_eq!(response.report().to_string(), "x-shop-left: expected a 32-bit integer, found a string (many)");
}

/// Whatever stands at a field, the others are read, and the field itself is either there or in the report.
#[test]
fn nothing_is_lost_without_a_report() {
    let fields =
        ["Small", "Big", "Unsigned", "Number", "Flag", "Text", "Secret", "Item", "Items", "Names", "Map", "Any"];
    let values = [
        "true",
        "false",
        "0",
        "-1",
        "7",
        "2147483648",
        "9223372036854775808",
        "18446744073709551616",
        "1.5",
        "-0.0",
        "1e400",
        "NaN",
        "0.1e-7",
        r#""""#,
        r#"" ""#,
        r#""N/A""#,
        r#""true""#,
        r#""1.0""#,
        r#""-5""#,
        r#""NaN""#,
        r#""[]""#,
        r#""{}""#,
        r#""[1""#,
        r#""\ud800""#,
        r#""{\"Name\":\"a\"}""#,
        "[]",
        "{}",
        "[null]",
        "[1]",
        r#"["a",[],{}]"#,
        r#"[{"Name":"a"}]"#,
        r#"{"Name":"a"}"#,
        r#"{"name":1.10}"#,
        r#"{"a":1}"#,
        r#"{"a":[{"b":null}]}"#,
        "[[[[1]]]]",
    ];
    for field in fields {
        for value in values {
            let body = format!(r#"{{"{field}":{value},"Id":"kept"}}"#);
            let response = read(body.clone());
            assert_eq!(response.id.as_deref(), Some("kept"), "{body}");
            let written: Any = serde_json::from_str(&apiscribe::to_json(response.body())).expect("JSON");
            let is_reported = response.report().mismatches().iter().any(|mismatch| mismatch.path().starts_with(field));
            assert!(written.get(field).is_some() || is_reported, "{body}: lost without a word");
            // What is read strictly is read the same way.
            if let Ok(strict) = from_json::<Created>(&body) {
                assert!(response.report().is_empty() && strict == *response.body(), "{body}");
            }
        }
    }
}
