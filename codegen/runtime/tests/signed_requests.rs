//! Whole calls, from parameters to signature, as another implementation in another language made them.
#![cfg(feature = "sign")]

use crate::common::Fields;
use apiscribe::{
    Any, Credentials, Endpoint, Location, Method, Operation, OperationFacts, Parameter, SignatureDate, Style,
};

/// Requests of random parameters with the address, body and signature that the documented algorithm gives them, written
/// down by a program of its own that has nothing but SHA-256, HMAC, JSON and percent-encoding.
const REQUESTS: &str = include_str!("data/signed_requests.json");

const fn query(name: &'static str, style: Style) -> Parameter {
    Parameter::new(name, Location::Query, style)
}

const fn form(name: &'static str, style: Style) -> Parameter {
    Parameter::new(name, Location::Form, style)
}

operation!(
    Rpc,
    Fields,
    OperationFacts::rpc().product("Ecs", "2015-12-15").action("Sign").parameters(&[
        query("QFlat", Style::Flat),
        query("QRepeat", Style::RepeatList),
        query("QJson", Style::Json),
        query("QSimple", Style::Simple),
        query("QSpace", Style::SpaceDelimited),
        query("QPipe", Style::PipeDelimited),
        Parameter::new("x-acs-note", Location::Header, Style::Flat),
        form("FFlat", Style::Flat),
        form("FRepeat", Style::RepeatList),
        form("FJson", Style::Json),
        form("FSimple", Style::Simple),
    ])
);

operation!(
    Roa,
    Fields,
    OperationFacts::roa()
        .product("CS", "2015-12-15")
        .action("Sign")
        .http(&[Method::Put], "/clusters/{Id}/nodes")
        .parameters(&[
            query("QFlat", Style::Flat),
            query("QRepeat", Style::RepeatList),
            query("QJson", Style::Json),
            query("QSimple", Style::Simple),
            query("QSpace", Style::SpaceDelimited),
            query("QPipe", Style::PipeDelimited),
            Parameter::new("x-acs-note", Location::Header, Style::Flat),
            Parameter::new("Id", Location::Path, Style::Flat),
            Parameter::new("Body", Location::Body, Style::Json),
        ])
);

operation!(
    Constant,
    Fields,
    OperationFacts::roa()
        .product("CS", "2015-12-15")
        .action("Sign")
        .headers(&[("Content-Type", "text/csv"), ("Accept-Language", "en")])
        .parameters(&[Parameter::new("Body", Location::Body, Style::Json)])
);

#[test]
fn a_constant_header_that_the_protocol_signs_is_signed() {
    let body = Fields(vec![("Body".to_owned(), Any::from("a,b"))]);
    let mut request = Constant(body).to_http(&Endpoint::at("cs.cn-hangzhou.aliyuncs.com")).expect("a request");
    let date = SignatureDate::parse("2031-05-01T10:00:00Z").expect("a date");
    let canonical = Credentials::new("id", "secret").sign(&mut request, &date, "nonce").expect("signed");
    assert!(canonical.text().contains("\ncontent-type:text/csv\n"), "{}", canonical.text());
    assert_eq!(
        (&request.headers()["content-type"], &request.headers()["accept-language"]),
        (&"text/csv".parse().expect("a value"), &"en".parse().expect("a value"))
    );
}

/// The values of all parameters in the table's order; null is what is not sent.
fn fields(facts: &OperationFacts, values: &Any) -> Fields {
    let value = |parameter: &Parameter| (parameter.name.to_owned(), values[parameter.name].clone());
    Fields(facts.parameters.iter().map(value).collect())
}

fn text(value: &Any) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn another_implementation_makes_and_signs_the_same_requests() {
    let requests: Vec<Any> = serde_json::from_str(REQUESTS).expect("JSON");
    assert!(requests.len() > 20);
    for expected in requests {
        let is_roa = expected["roa"] == true;
        let endpoint =
            Endpoint::at(if is_roa { "cs.cn-hangzhou.aliyuncs.com" } else { "ecs.cn-hangzhou.aliyuncs.com" });
        let values = &expected["parameters"];
        let made = if is_roa {
            Roa(fields(Roa::FACTS, values)).to_http(&endpoint)
        } else {
            Rpc(fields(Rpc::FACTS, values)).to_http(&endpoint)
        };
        let mut request = made.expect("a request");
        assert_eq!(request.uri().to_string(), text(&expected["uri"]));
        assert_eq!(String::from_utf8_lossy(request.body()), text(&expected["body"]));
        let mut credentials = Credentials::new(text(&expected["key"][0]), text(&expected["key"][1]));
        if let Some(token) = expected["key"][2].as_str() {
            credentials = credentials.with_security_token(token);
        }
        let date = SignatureDate::parse(text(&expected["date"])).expect("a date");
        let canonical = credentials.sign(&mut request, &date, text(&expected["nonce"])).expect("signed");
        let authorization = request.headers()["authorization"].to_str().expect("text");
        assert_eq!(authorization, text(&expected["authorization"]), "{}", canonical.text());
    }
}
