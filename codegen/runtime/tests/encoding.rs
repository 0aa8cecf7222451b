//! Writing values as JSON: compact, with wire names, the same by serde and by the short way.

use std::collections::BTreeMap;

use apiscribe::{Any, Encode, FieldPresence, FieldReceiver, FieldTable, Secret, to_json};

/// Serde's traits on a value that only knows [`Encode`].
struct BySerde<'a>(&'a dyn Encode);

impl apiscribe::serde::Serialize for BySerde<'_> {
    fn serialize<S: apiscribe::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        apiscribe::serialize(self.0, serializer)
    }
}

fn check(value: &dyn Encode, text: &str) {
    assert_eq!(to_json(value), text);
    assert_eq!(serde_json::to_string(&BySerde(value)).unwrap(), text);
}

#[test]
fn scalars_are_written_as_json_has_them() {
    check(&true, "true");
    check(&false, "false");
    check(&i32::MIN, "-2147483648");
    check(&i64::MIN, "-9223372036854775808");
    check(&i64::MAX, "9223372036854775807");
    check(&"text", "\"text\"");
    check(&String::from("中😀/<&>\"\\\n\u{1}"), "\"中😀/<&>\\\"\\\\\\n\\u0001\"");
    check(&Secret::from("shown on the wire"), "\"shown on the wire\"");
}

#[test]
fn numbers_are_written_as_the_shortest_text_that_names_them() {
    check(&0.1_f64, "0.1");
    check(&0.1_f32, "0.1");
    check(&16_777_216_f32, "16777216.0");
    check(&f32::MAX, "3.4028235e+38");
    check(&f64::MAX, "1.7976931348623157e+308");
    check(&f64::MIN_POSITIVE, "2.2250738585072014e-308");
    check(&-0.0_f64, "-0.0");
}

#[test]
fn what_is_not_a_number_is_null() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        check(&value, "null");
        check(&vec![value, 1.5], "[null,1.5]");
    }
    check(&f32::NAN, "null");
    check(&f32::INFINITY, "null");
}

#[test]
fn lists_and_maps_nest() {
    check(&Vec::<String>::new(), "[]");
    check(&vec![vec![1_i64, 2], vec![]], "[[1,2],[]]");
    let map: BTreeMap<String, Vec<bool>> = [("b".to_owned(), vec![true]), ("a".to_owned(), vec![])].into();
    check(&map, r#"{"a":[],"b":[true]}"#);
    check(&BTreeMap::<String, i64>::new(), "{}");
}

#[test]
fn any_is_written_as_it_is() {
    for value in [any!(null), any!(u64::MAX), any!(i64::MIN), any!(0.5), any!({"a": [1, null, {"b": "c"}]})] {
        check(&value, &value.to_string());
    }
}

/// Fields of every presence.
#[derive(Default)]
struct Fields {
    required: String,
    optional: Option<i64>,
    nullable: Option<i64>,
    boxed: Option<Box<Fields>>,
    secret: Option<Secret>,
    any: Option<Any>,
}

impl Encode for Fields {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        let rows = &[
            ("Required", FieldPresence::Required),
            ("Optional", FieldPresence::Optional),
            ("Nullable", FieldPresence::Nullable),
            ("Boxed", FieldPresence::Optional),
            ("Secret", FieldPresence::Optional),
            ("Any", FieldPresence::Optional),
        ];
        let Self { required, optional, nullable, boxed, secret, any } = self;
        receiver.receive(FieldTable::new("", rows), &[required, optional, nullable, boxed, secret, any]);
    }
}

#[test]
fn an_absent_field_is_left_out_and_a_nullable_one_is_null() {
    check(&Fields::default(), r#"{"Required":"","Nullable":null}"#);
    let inner = Fields { optional: Some(0), nullable: Some(7), ..Fields::default() };
    let outer =
        Fields { boxed: Some(Box::new(inner)), secret: Some("s".into()), any: Some(Any::Null), ..Fields::default() };
    check(
        &outer,
        r#"{"Required":"","Nullable":null,"Boxed":{"Required":"","Optional":0,"Nullable":7},"Secret":"s","Any":null}"#,
    );
}

/// One field, which may be absent.
struct Lone<T>(T);

impl<T: Encode> Encode for Lone<T> {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        receiver.receive(FieldTable::new("", &[("Lone", FieldPresence::Optional)]), &[&self.0]);
    }
}

#[test]
fn being_absent_shows_through_every_wrapper() {
    let none: Option<String> = None;
    check(&Lone(&none), "{}");
    check(&Lone(&&none), "{}");
    check(&Lone(Box::new(none)), "{}");
    check(&Lone(Secret::<Option<String>>::new(None)), "{}");
    check(&Lone(Some(None::<String>)), r#"{"Lone":null}"#);
    check(&Lone(Some(String::new())), r#"{"Lone":""}"#);
    check(&Lone(Any::Null), r#"{"Lone":null}"#);
}

#[test]
fn none_alone_is_null() {
    check(&None::<String>, "null");
    check(&vec![None, Some(1_i64)], "[null,1]");
}

/// A value that does not keep to the contract of handing out its fields unless told to.
struct Handing(bool);

impl Encode for Handing {
    fn fields(&self, receiver: FieldReceiver<'_>) {
        if self.0 {
            receiver.receive(FieldTable::default(), &[]);
        }
    }
}

#[test]
fn a_value_that_does_not_hand_out_its_fields_is_an_error_for_serde() {
    assert_eq!(serde_json::to_string(&BySerde(&Handing(true))).unwrap(), "{}");
    let error = serde_json::to_string(&BySerde(&Handing(false))).unwrap_err();
    assert!(error.to_string().contains("did not hand out its fields"), "{error}");
}
