//! From a request to the wire: every style and every part of a request, checked against what the official SDKs send.

use std::collections::BTreeMap;

use apiscribe::{
    Any, Binary, Checker, Decode, DecodeError, Encode, FieldPresence, FieldReceiver, FieldTable, Location,
    NoServiceCode, Operation, OperationFacts, Parameter, ParameterPairs, Source, Style, Validate, to_json,
};

/// A request type whose parameters are all optional.
macro_rules! request {
    ($request:ident { $($field:ident: $type:ty = $wire:literal in $location:ident as $style:ident),+ $(,)? }) => {
        #[derive(Clone, Default)]
        struct $request {
            $($field: Option<$type>,)+
        }

        impl Encode for $request {
            fn fields(&self, receiver: FieldReceiver<'_>) {
                let rows = &[$(($wire, FieldPresence::Optional)),+];
                receiver.receive(FieldTable::new("", rows), &[$(&self.$field),+]);
            }
        }

        impl Decode for $request {
            fn blank() -> Self {
                Self::default()
            }

            fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
                let mut object = source.object()?;
                while let Some(key) = object.next_key()? {
                    match key {
                        $($wire => self.$field = object.value()?,)+
                        _ => object.skip()?,
                    }
                }
                Ok(())
            }
        }

        impl Validate for $request {
            fn check(&self, _: &mut Checker<'_>) {}
        }

        impl Operation for $request {
            type Response = Any;
            type ErrorCode = NoServiceCode;
            const FACTS: &'static OperationFacts = &OperationFacts::rpc()
                .parameters(&[$(Parameter::new($wire, Location::$location, Style::$style)),+]);
        }
    };
}

/// A type of a table that the macro makes, in which every name stays as it is where it is percent-encoded.
#[derive(Clone)]
struct PlainNames {
    key: Option<String>,
    inner: Option<Box<OtherNames>>,
}

apiscribe::fields! { PlainNames: key => "Key.Of-it_~", inner => "Inner" }

/// One in which they do not.
#[derive(Clone)]
struct OtherNames {
    spaced: Option<String>,
    plain: Option<Box<PlainNames>>,
}

apiscribe::fields! { OtherNames: spaced => "a b[]", plain => "名" }

impl Validate for PlainNames {
    fn check(&self, _: &mut Checker<'_>) {}
}

impl Operation for PlainNames {
    type Response = Any;
    type ErrorCode = NoServiceCode;
    const FACTS: &'static OperationFacts = &OperationFacts::rpc();
}

#[test]
fn names_are_percent_encoded_where_they_do_not_stay_as_they_are() {
    let innermost = PlainNames { key: Some("1".to_owned()), ..PlainNames::default() };
    let inner = OtherNames { spaced: Some("2".to_owned()), plain: Some(Box::new(innermost)) };
    let names = PlainNames { key: Some("&".to_owned()), inner: Some(Box::new(inner)) };
    assert_eq!(names.query_string(), "Key.Of-it_~=%26&Inner.a%20b%5B%5D=2&Inner.%E5%90%8D.Key.Of-it_~=1");
}

request!(Styles {
    flat: Any = "Flat" in Query as Flat,
    repeat_list: Any = "RepeatList" in Query as RepeatList,
    json: Any = "Json" in Query as Json,
    simple: Any = "Simple" in Query as Simple,
    space: Any = "Space" in Query as SpaceDelimited,
    pipe: Any = "Pipe" in Query as PipeDelimited,
});

/// The same value in every style; what each makes of it.
fn styles(value: &Any) -> Vec<(String, String)> {
    let value = Some(value.clone());
    let request = Styles {
        flat: value.clone(),
        repeat_list: value.clone(),
        json: value.clone(),
        simple: value.clone(),
        space: value.clone(),
        pipe: value,
    };
    request.query_pairs()
}

fn flat(value: Any) -> Vec<(String, String)> {
    Styles { flat: Some(value), ..Styles::default() }.query_pairs()
}

fn json(value: Any) -> String {
    let pairs = Styles { json: Some(value), ..Styles::default() }.query_pairs();
    assert_eq!(pairs.len(), 1);
    pairs[0].1.clone()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

request!(Form {
    client: String = "client" in Form as Flat,
    tag: BTreeMap<String, String> = "tag" in Form as Flat,
    strs: Vec<String> = "strs" in Form as Flat,
    array: Vec<Vec<String>> = "array" in Form as RepeatList,
});

#[test]
fn a_form_with_nested_values_is_flattened_as_the_official_sdks_flatten_it() {
    let text = r#"{"client":"test","tag":{"key":"value"},"strs":["str1","str2"],"array":[["a","b"],["c","d"]]}"#;
    let request: Form = apiscribe::from_json(text).unwrap();
    let parameters = request.parameters();
    assert_eq!(
        parameters.form,
        owned(&[
            ("client", "test"),
            ("tag.key", "value"),
            ("strs.1", "str1"),
            ("strs.2", "str2"),
            ("array.1.1", "a"),
            ("array.1.2", "b"),
            ("array.2.1", "c"),
            ("array.2.2", "d"),
        ])
    );
    assert_eq!(parameters.query, []);
    assert_eq!(request.query_string(), "");
}

#[test]
fn a_list_is_written_as_its_style_says() {
    assert_eq!(
        styles(&any!(["ok", "test", 2, 3])),
        owned(&[
            ("Flat.1", "ok"),
            ("Flat.2", "test"),
            ("Flat.3", "2"),
            ("Flat.4", "3"),
            ("RepeatList.1", "ok"),
            ("RepeatList.2", "test"),
            ("RepeatList.3", "2"),
            ("RepeatList.4", "3"),
            ("Json", r#"["ok","test",2,3]"#),
            ("Simple", "ok,test,2,3"),
            ("Space", "ok test 2 3"),
            ("Pipe", "ok|test|2|3"),
        ])
    );
}

#[test]
fn an_object_is_flattened_or_else_one_json_text() {
    assert_eq!(
        styles(&any!({"B": "x", "A": {"C": true}})),
        owned(&[
            ("Flat.A.C", "true"),
            ("Flat.B", "x"),
            ("RepeatList.A.C", "true"),
            ("RepeatList.B", "x"),
            ("Json", r#"{"A":{"C":true},"B":"x"}"#),
            ("Simple", r#"{"A":{"C":true},"B":"x"}"#),
            ("Space", r#"{"A":{"C":true},"B":"x"}"#),
            ("Pipe", r#"{"A":{"C":true},"B":"x"}"#),
        ])
    );
}

#[test]
fn lists_of_objects_and_objects_of_lists_nest_in_the_name() {
    assert_eq!(
        flat(any!([{"Key": "k", "Values": ["a", {"Deep": [1]}]}, {"Key": "l"}])),
        owned(&[("Flat.1.Key", "k"), ("Flat.1.Values.1", "a"), ("Flat.1.Values.2.Deep.1", "1"), ("Flat.2.Key", "l"),])
    );
}

#[test]
fn what_is_no_text_in_a_joined_list_is_written_as_json() {
    let pairs = styles(&any!([true, false, 0.5, -1, u64::MAX, {"A": "x"}, ["y", 1]]));
    assert_eq!(pairs.last().unwrap().1, r#"true|false|0.5|-1|18446744073709551615|{"A":"x"}|["y",1]"#);
}

#[test]
fn a_null_in_a_list_leaves_its_number_out() {
    assert_eq!(flat(any!(["a", null, "b", null])), owned(&[("Flat.1", "a"), ("Flat.3", "b")]));
    assert_eq!(flat(any!([null, {"A": null, "B": [null, "x"]}])), owned(&[("Flat.2.B.2", "x")]));
    assert_eq!(json(any!(["a", null])), r#"["a",null]"#);
}

#[test]
fn what_is_empty_has_no_pair_when_it_is_flattened_and_brackets_as_json() {
    for empty in [any!([]), any!({}), any!([[], {}]), any!({"A": []})] {
        assert_eq!(flat(empty), []);
    }
    assert_eq!(json(any!([])), "[]");
    assert_eq!(json(any!({})), "{}");
}

#[test]
fn a_parameter_that_is_null_is_not_sent() {
    assert_eq!(styles(&any!(null)), []);
    assert_eq!(Styles::default().query_pairs(), []);
}

#[test]
fn a_scalar_is_its_own_text_in_every_style() {
    for (value, text) in [
        (any!("a,b \"c\""), "a,b \"c\""),
        (any!(true), "true"),
        (any!(false), "false"),
        (any!(i64::MIN), "-9223372036854775808"),
        (any!(u64::MAX), "18446744073709551615"),
        (any!(0.5), "0.5"),
        (any!(""), ""),
    ] {
        let texts: Vec<String> = styles(&value).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, [text; 6]);
    }
}

#[test]
fn an_empty_value_keeps_its_name_and_its_equals_sign() {
    let request = Styles { flat: Some(any!({"A": "", "B": "x"})), ..Styles::default() };
    assert_eq!(request.query_string(), "Flat.A=&Flat.B=x");
}

#[test]
fn names_are_percent_encoded_too() {
    let request = Styles { flat: Some(any!({"a b": 1, "键": 2, "c.d": 3})), ..Styles::default() };
    assert_eq!(request.query_string(), "Flat.a%20b=1&Flat.c.d=3&Flat.%E9%94%AE=2");
}

#[test]
fn deep_values_have_long_names_and_nothing_worse() {
    let mut value = any!("x");
    for _ in 0..1000 {
        value = Any::Array(vec![value]);
    }
    assert_eq!(to_json(&value), format!("{}\"x\"{}", "[".repeat(1000), "]".repeat(1000)));
    let pairs = flat(value);
    assert_eq!(pairs, [(format!("Flat{}", ".1".repeat(1000)), "x".to_owned())]);
}

request!(Numbers {
    float: f32 = "Float" in Query as Flat,
    double: f64 = "Double" in Query as Flat,
    list: Vec<f64> = "List" in Query as Json,
});

#[test]
fn numbers_are_sent_as_the_shortest_text_that_names_them() {
    let request = Numbers { float: Some(0.1), double: Some(0.1), list: Some(vec![0.1, 1.0, 1e300]) };
    assert_eq!(request.query_pairs(), owned(&[("Float", "0.1"), ("Double", "0.1"), ("List", "[0.1,1.0,1e+300]")]));
    let request = Numbers { float: Some(2.0), double: Some(-2.0), list: None };
    assert_eq!(request.query_pairs(), owned(&[("Float", "2"), ("Double", "-2")]));
}

#[test]
fn what_is_not_a_number_is_sent_without_a_crash_and_is_null_in_json() {
    let request = Numbers {
        float: Some(f32::NAN),
        double: Some(f64::INFINITY),
        list: Some(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
    };
    assert_eq!(request.query_pairs(), owned(&[("Float", "NaN"), ("Double", "inf"), ("List", "[null,null,null]")]));
}

request!(Everywhere {
    query: String = "Q" in Query as Flat,
    form: String = "F" in Form as Flat,
    header: String = "x-acs-h" in Header as Flat,
    path: String = "P" in Path as Flat,
    host: String = "H" in Host as Flat,
    body: Any = "B" in Body as Json,
});

#[test]
fn each_parameter_goes_into_its_part_of_the_request() {
    let text = |text: &str| Some(text.to_owned());
    let request = Everywhere {
        query: text("q &"),
        form: text("f &"),
        header: text("h &"),
        path: text("p/&"),
        host: text("cn-hangzhou"),
        body: Some(any!({"Key": ["v", 1, true, null]})),
    };
    let parameters = request.parameters();
    assert_eq!(parameters.query, owned(&[("Q", "q &")]));
    assert_eq!(parameters.form, owned(&[("F", "f &")]));
    assert_eq!(parameters.headers, owned(&[("x-acs-h", "h &")]));
    assert_eq!(parameters.path, owned(&[("P", "p/&")]), "encoding is left to whoever builds the path");
    assert_eq!(parameters.host, owned(&[("H", "cn-hangzhou")]));
    assert_eq!(parameters.body.as_deref(), Some(r#"{"Key":["v",1,true,null]}"#.as_bytes()));
    assert_eq!(request.query_string(), "Q=q%20%26");
    assert_eq!(Everywhere::default().parameters(), ParameterPairs::default());
}

request!(OneText {
    header: Any = "x-acs-h" in Header as Flat,
    listed: Any = "x-acs-l" in Header as RepeatList,
    path: Any = "P" in Path as Flat,
    host: Any = "H" in Host as Flat,
});

#[test]
fn where_there_is_one_text_a_value_with_parts_is_json() {
    for (value, text) in [
        (any!({"A": ["x", null], "B": {}}), r#"{"A":["x",null],"B":{}}"#),
        (any!([1, "y"]), r#"[1,"y"]"#),
        (any!([]), "[]"),
        (any!("z"), "z"),
    ] {
        let one = || Some(value.clone());
        let parameters = OneText { header: one(), listed: one(), path: one(), host: one() }.parameters();
        assert_eq!(parameters.headers, owned(&[("x-acs-h", text), ("x-acs-l", text)]));
        assert_eq!((parameters.path, parameters.host), (owned(&[("P", text)]), owned(&[("H", text)])));
    }
    assert_eq!(OneText::default().parameters(), ParameterPairs::default());
}

request!(Bodies {
    flat: Any = "B" in Body as Flat,
});
request!(JoinedBody {
    simple: Any = "B" in Body as Simple,
});
request!(BinaryBody {
    bytes: Binary = "B" in Body as Json,
    other: Binary = "O" in Query as Flat,
    list: Vec<Binary> = "L" in Query as Json,
    joined: Vec<Binary> = "J" in Query as Simple,
});

#[test]
fn a_body_is_text_as_it_is_and_everything_else_as_json_whatever_the_style() {
    for (value, body) in [
        (any!({"A": "x", "B": ["y", "z"]}), r#"{"A":"x","B":["y","z"]}"#),
        (any!(["x", "y"]), r#"["x","y"]"#),
        (any!("text & more"), "text & more"),
        (any!(12), "12"),
        (any!(true), "true"),
        (any!({}), "{}"),
    ] {
        let flat = Bodies { flat: Some(value.clone()) }.parameters();
        let simple = JoinedBody { simple: Some(value) }.parameters();
        for mut parameters in [flat, simple] {
            assert_eq!(parameters.body.take(), Some(body.as_bytes().to_vec()));
            assert_eq!(std::mem::take(&mut parameters.is_text), body.starts_with("text"));
            assert_eq!(parameters, ParameterPairs::default(), "there is nothing beside the body");
        }
    }
    assert_eq!(Bodies { flat: None }.parameters().body, None);
}

#[test]
fn bytes_are_the_body_as_they_are_and_base64_elsewhere() {
    let bytes = || Some(Binary::from(&[0xff, 0x00, 0xfe][..]));
    let list = || Some(vec![Binary::from(vec![1]), Binary::from(vec![])]);
    let request = BinaryBody { bytes: bytes(), other: bytes(), list: list(), joined: list() };
    let parameters = request.parameters();
    assert_eq!(parameters.body, Some(vec![0xff, 0x00, 0xfe]));
    assert_eq!(parameters.query, owned(&[("O", "/wD+"), ("L", r#"["AQ==",""]"#), ("J", "AQ==,")]));
    assert_eq!(request.query_string(), "O=%2FwD%2B&L=%5B%22AQ%3D%3D%22%2C%22%22%5D&J=AQ%3D%3D%2C");
}

/// A parameter that must be sent, be it as null.
#[derive(Clone)]
struct Nullable {
    inner: NullableInner,
    alone: Option<String>,
}

#[derive(Clone)]
struct NullableInner {
    value: Option<i64>,
}

impl Encode for NullableInner {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        receiver.receive(FieldTable::new("", &[("Value", FieldPresence::Nullable)]), &[&self.value]);
    }
}

impl Encode for Nullable {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        let rows =
            &[("Json", FieldPresence::Required), ("Flat", FieldPresence::Required), ("Alone", FieldPresence::Nullable)];
        receiver.receive(FieldTable::new("", rows), &[&self.inner, &self.inner, &self.alone]);
    }
}

impl Decode for Nullable {
    fn blank() -> Self {
        Self { inner: NullableInner { value: None }, alone: None }
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        *self = Self::blank();
        source.object().map(|_| ())
    }
}

impl Validate for Nullable {
    fn check(&self, _: &mut Checker<'_>) {}
}

impl Operation for Nullable {
    type Response = Any;
    type ErrorCode = NoServiceCode;
    const FACTS: &'static OperationFacts = &OperationFacts::roa().parameters(&[
        Parameter::new("Json", Location::Query, Style::Json),
        Parameter::query("Flat"),
        Parameter::query("Alone"),
    ]);
}

#[test]
fn null_is_written_where_the_format_has_it_and_the_field_may_be_null() {
    let none = Nullable { inner: NullableInner { value: None }, alone: None };
    assert_eq!(none.query_pairs(), owned(&[("Json", r#"{"Value":null}"#)]));
    let some = Nullable { inner: NullableInner { value: Some(7) }, alone: Some(String::new()) };
    assert_eq!(some.query_pairs(), owned(&[("Json", r#"{"Value":7}"#), ("Flat.Value", "7"), ("Alone", "")]));
}

#[test]
fn a_parameter_without_a_row_is_a_flat_pair_of_the_query_wherever_the_rows_stand() {
    #[derive(Clone)]
    struct Sparse {
        first: Option<String>,
        header: Option<String>,
        second: Option<Vec<String>>,
        json: Option<Vec<String>>,
    }

    apiscribe::fields! { Sparse:
        first => "Fir st",
        header => "Header",
        second => "Second",
        json => "Json",
    }

    impl Validate for Sparse {}

    impl Operation for Sparse {
        type Response = Any;
        type ErrorCode = NoServiceCode;
        const FACTS: &'static OperationFacts = &OperationFacts::rpc().parameters(&[
            Parameter::new("Json", Location::Query, Style::Json),
            Parameter::new("Header", Location::Header, Style::Flat),
        ]);
    }

    let list = || Some(vec!["a".to_owned(), "b".to_owned()]);
    let sparse = Sparse { first: Some("1".into()), header: Some("h".into()), second: list(), json: list() };
    assert_eq!(sparse.query_string(), "Fir%20st=1&Second.1=a&Second.2=b&Json=%5B%22a%22%2C%22b%22%5D");
    assert_eq!(sparse.parameters().headers, [("Header".to_owned(), "h".to_owned())]);
    let ways = Sparse::parameter_list().into_iter().map(|(_, location, style)| (location, style));
    assert_eq!(
        ways.collect::<Vec<_>>(),
        [
            (Location::Query, Style::Flat),
            (Location::Header, Style::Flat),
            (Location::Query, Style::Flat),
            (Location::Query, Style::Json),
        ]
    );
}
