//! Requests in HTTP: every part of one, every kind of endpoint, and what cannot be sent.
#![cfg(feature = "http")]

use std::collections::BTreeMap;

use crate::common::Fields;
use apiscribe::{
    Any, Binary, Endpoint, EndpointRule, Location, Method, Operation, OperationFacts, Parameter, RequestError,
    ServiceFacts, Style,
};

const REGIONAL: ServiceFacts =
    ServiceFacts::new().endpoint_rule(EndpointRule::Regional).endpoints(&[("cn-odd", "ecs-of-odd.aliyuncs.com")]);
const CENTRAL: ServiceFacts = ServiceFacts::new().endpoint_rule(EndpointRule::Central);

const fn rpc(parameters: &'static [Parameter]) -> OperationFacts {
    OperationFacts::rpc()
        .product("Ecs", "2014-05-26")
        .action("DoIt")
        .http(&[Method::Get, Method::Post], "/")
        .service(&REGIONAL)
        .parameters(parameters)
}

operation!(
    Styles,
    Fields,
    rpc(&[
        Parameter::query("z"),
        Parameter::new("simple", Location::Query, Style::Simple),
        Parameter::new("space", Location::Query, Style::SpaceDelimited),
        Parameter::new("pipe", Location::Query, Style::PipeDelimited),
        Parameter::new("json", Location::Query, Style::Json),
        Parameter::new("instance", Location::Query, Style::RepeatList),
        Parameter::query("a"),
    ])
);

operation!(
    Form,
    Fields,
    rpc(&[
        Parameter::new("client", Location::Form, Style::Flat),
        Parameter::new("tag", Location::Form, Style::Flat),
        Parameter::new("strs", Location::Form, Style::Flat),
        Parameter::new("array", Location::Form, Style::Flat),
    ])
);

operation!(
    Roa,
    Fields,
    OperationFacts::roa()
        .product("CS", "2015-12-15")
        .action("Put")
        .http(&[Method::Put], "/clusters/{ClusterId}/nodes:all/{node}")
        .service(&CENTRAL)
        .parameters(&[
            Parameter::new("ClusterId", Location::Path, Style::Flat),
            Parameter::new("node", Location::Path, Style::Flat),
            Parameter::new("body", Location::Body, Style::Json),
            Parameter::new("X-Note", Location::Header, Style::Flat),
        ])
);

operation!(
    Bucket,
    Fields,
    OperationFacts::roa()
        .product("Oss", "2019-05-17")
        .action("Get")
        .http(&[Method::Get], "")
        .service(&CENTRAL)
        .parameters(&[Parameter::new("bucket", Location::Host, Style::Flat)])
);

operation!(
    Exploded,
    Fields,
    OperationFacts::over_http().product("Crates", "1").action("Find").http(&[Method::Get], "/crates/{At}").parameters(
        &[
            Parameter::new("At", Location::Path, Style::Exploded),
            Parameter::new("Filter", Location::Query, Style::Exploded),
            Parameter::new("X-Marks", Location::Header, Style::Exploded),
        ]
    )
);

operation!(NoFacts, Fields, OperationFacts::rpc().product("Odd", "1").action("A"));

const LISTED: ServiceFacts = ServiceFacts::new().endpoints(&[("cn-odd", "listed.aliyuncs.com")]);

operation!(Listed, Fields, OperationFacts::rpc().product("Listed", "1").action("A").service(&LISTED));

fn uri(request: &impl Operation, endpoint: &Endpoint) -> Result<String, RequestError> {
    request.to_http(endpoint).map(|request| request.uri().to_string())
}

/// The pairs of the official SDKs' tests, and the order of the signature.
#[test]
fn every_style_is_written_as_the_sdks_do() {
    let list = any!(["ok", "te st", 2, 3]);
    let request = Styles(Fields::from([
        ("z", any!("*~é")),
        ("simple", list.clone()),
        ("space", list.clone()),
        ("pipe", list.clone()),
        ("json", any!([{"a": [1, true]}, []])),
        ("instance", any!([{"b": ["x"]}, [["y"]]])),
        ("a", any!([])),
    ]));
    let http = request.to_http(&Endpoint::region("cn-hangzhou")).expect("a request");
    assert_eq!(
        http.uri().to_string(),
        "https://ecs.cn-hangzhou.aliyuncs.com/?instance.1.b.1=x&instance.2.1.1=y\
         &json=%5B%7B%22a%22%3A%5B1%2Ctrue%5D%7D%2C%5B%5D%5D&pipe=ok%7Cte%20st%7C2%7C3\
         &simple=ok%2Cte%20st%2C2%2C3&space=ok%20te%20st%202%203&z=%2A~%C3%A9"
    );
    assert_eq!(http.method(), http::Method::POST);
    assert!(http.body().is_empty() && !http.headers().contains_key("content-type"));
    for (name, value) in [
        ("host", "ecs.cn-hangzhou.aliyuncs.com"),
        ("accept", "application/json"),
        ("x-acs-action", "DoIt"),
        ("x-acs-version", "2014-05-26"),
    ] {
        assert_eq!(http.headers()[name], value);
    }
}

#[test]
fn a_form_is_flattened_into_the_body() {
    let request = Form(Fields::from([
        ("client", any!("te st")),
        ("tag", any!({"key": "value"})),
        ("strs", any!(["str1", "str2"])),
        ("array", any!([["a", "b"], ["c", "d"]])),
    ]));
    let http = request.to_http(&Endpoint::region("cn-hangzhou")).expect("a request");
    assert_eq!(
        std::str::from_utf8(http.body()),
        Ok("array.1.1=a&array.1.2=b&array.2.1=c&array.2.2=d&client=te%20st&strs.1=str1&strs.2=str2&tag.key=value")
    );
    assert_eq!(http.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(http.uri(), "https://ecs.cn-hangzhou.aliyuncs.com/");
}

fn roa(cluster: Any, node: &str, body: Any) -> Roa {
    Roa(Fields::from([("ClusterId", cluster), ("node", any!(node)), ("body", body), ("X-Note", any!("字"))]))
}

#[test]
fn a_path_a_body_and_headers_are_filled() {
    let http = roa(any!("a/b 字"), "n", any!({"Size": 1})).to_http(&Endpoint::central()).expect("a request");
    assert_eq!(http.uri(), "https://cs.aliyuncs.com/clusters/a%2Fb%20%E5%AD%97/nodes%3Aall/n");
    assert_eq!((http.method(), http.body().as_slice()), (&http::Method::PUT, br#"{"Size":1}"#.as_slice()));
    assert_eq!(http.headers()["content-type"], "application/json; charset=utf-8");
    assert_eq!(http.headers()["x-note"].as_bytes(), "字".as_bytes());
    assert!(!format!("{:?}", http.headers()).contains("字"), "a header may hold a secret");
}

#[test]
fn what_cannot_stand_in_its_place_is_refused_by_name() {
    for (cluster, node) in [(any!(null), "n"), (any!(""), "n"), (any!(".."), "n")] {
        let refused = uri(&roa(cluster, node, any!({})), &Endpoint::central());
        assert_eq!(refused, Err(RequestError::PathParameter("ClusterId".to_owned())));
    }
    let mut request = roa(any!("c"), "n", any!({}));
    request.0.0[3].1 = any!("two\nlines");
    let refused = uri(&request, &Endpoint::central()).expect_err("refused");
    assert_eq!(refused, RequestError::HeaderParameter("X-Note".to_owned()));
    assert!(!refused.to_string().contains("two"));
    for bucket in [any!(null), any!(""), any!("evil.com/"), any!("a@b"), any!("a..b"), any!("-a"), any!("_")] {
        let refused = uri(&Bucket(Fields::from([("bucket", bucket)])), &Endpoint::central());
        assert_eq!(refused, Err(RequestError::HostParameter("bucket".to_owned())));
    }
    let bucket = |name: &str| Bucket(Fields::from([("bucket", any!(name))]));
    for (name, host) in [("logs", "logs.oss.aliyuncs.com"), ("a.b", "a.b.oss.aliyuncs.com")] {
        assert_eq!(uri(&bucket(name), &Endpoint::central()), Ok(format!("https://{host}/")));
    }
    let refused = Err(RequestError::HostParameter("bucket".to_owned()));
    let label = "a".repeat(63);
    assert_eq!(uri(&bucket(&format!("{label}.{label}.{label}.{label}")), &Endpoint::central()), refused);
    assert_eq!(uri(&bucket("logs"), &Endpoint::at("127.0.0.1:8080")), refused, "an address has no names below it");
}

#[test]
fn the_names_of_an_exploded_object_add_nothing_to_their_place() {
    let odd = any!({"a/../b?c#d&e=f\r\n": "g,h\0"});
    let request = |at: &Any, marks: &Any| {
        Exploded(Fields::from([("At", at.clone()), ("Filter", odd.clone()), ("X-Marks", marks.clone())]))
    };
    let encoded = "a%2F..%2Fb%3Fc%23d%26e%3Df%0D%0A=g%2Ch%00";
    let sent = uri(&request(&odd, &any!({"a": "b"})), &Endpoint::at("h.example"));
    assert_eq!(sent, Ok(format!("https://h.example/crates/{encoded}?{encoded}")));
    let refused = uri(&request(&odd, &odd), &Endpoint::at("h.example"));
    assert_eq!(refused, Err(RequestError::HeaderParameter("X-Marks".to_owned())));
    let refused = uri(&request(&any!({}), &any!({"a": "b"})), &Endpoint::at("h.example"));
    assert_eq!(refused, Err(RequestError::PathParameter("At".to_owned())));
}

#[test]
fn the_endpoint_is_the_given_one_else_the_tables_else_the_rules() {
    let request = Styles(Fields::default());
    let host = |endpoint: &Endpoint| uri(&request, endpoint);
    let ok = |host: &str| Ok(host.to_owned());
    assert_eq!(host(&Endpoint::at("ecs.example")), ok("https://ecs.example/"));
    assert_eq!(host(&Endpoint::at("https://ecs.example:443/")), ok("https://ecs.example/"));
    assert_eq!(host(&Endpoint::at("HTTPS://ecs.example:8443")), ok("https://ecs.example:8443/"));
    assert_eq!(host(&Endpoint::region("cn-odd")), ok("https://ecs-of-odd.aliyuncs.com/"));
    assert_eq!(host(&Endpoint::region("cn-odd").with_network("public")), ok("https://ecs-of-odd.aliyuncs.com/"));
    assert_eq!(host(&Endpoint::region("cn-odd").with_network("vpc")), ok("https://ecs-vpc.cn-odd.aliyuncs.com/"));
    assert_eq!(
        host(&Endpoint::region("r1").with_suffix("sfx").with_network("vpc")),
        ok("https://ecs-sfx-vpc.r1.aliyuncs.com/")
    );
    assert_eq!(host(&Endpoint::central()), Err(RequestError::RegionNeeded { product: "Ecs" }));
    let too_long = "a".repeat(64);
    for part in ["a.evil.com/", "cn.evil.com", "a b", "a@b", "-", "_", "-a", "a-", ".", "é", &too_long] {
        for endpoint in [
            Endpoint::region(part),
            Endpoint::region("r1").with_network(part),
            Endpoint::region("r1").with_suffix(part),
            Endpoint::central().with_network(part),
        ] {
            assert_eq!(host(&endpoint), Err(RequestError::InvalidHost), "{endpoint:?}");
        }
    }
    assert_eq!(host(&Endpoint::region("")), Err(RequestError::InvalidHost));
    // Each is a label, and together they are none.
    let together = Endpoint::region("r1").with_network("a".repeat(30)).with_suffix("b".repeat(30));
    assert_eq!(host(&together), Err(RequestError::InvalidHost));
    let unknown = RequestError::UnknownEndpoint { product: "Odd" };
    for endpoint in [Endpoint::region("cn-hangzhou"), Endpoint::central()] {
        assert_eq!(uri(&NoFacts(Fields::default()), &endpoint), Err(unknown.clone()));
    }
    let listed = Listed(Fields::default());
    assert_eq!(uri(&listed, &Endpoint::region("cn-odd")), ok("https://listed.aliyuncs.com/"));
    assert_eq!(uri(&listed, &Endpoint::central()), Err(RequestError::RegionNeeded { product: "Listed" }));
    let elsewhere = uri(&listed, &Endpoint::region("cn-hangzhou"));
    assert_eq!(elsewhere, Err(RequestError::UnknownEndpoint { product: "Listed" }));
}

#[test]
fn plain_http_goes_to_this_machine_unless_it_is_allowed() {
    let request = Styles(Fields::default());
    let host = |endpoint: &Endpoint| uri(&request, endpoint);
    for (given, sent) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://localhost:80", "http://localhost/"),
        ("http://localhost", "http://localhost/"),
        ("HTTP://LocalHost:8080", "http://LocalHost:8080/"),
        ("http://127.1.2.3", "http://127.1.2.3/"),
        ("http://[::1]", "http://[::1]/"),
        ("http://[::1]:443", "http://[::1]:443/"),
        ("localhost:8080", "https://localhost:8080/"),
        ("[2001:db8::7]:443", "https://[2001:db8::7]/"),
        ("ecs.example:80", "https://ecs.example:80/"),
    ] {
        assert_eq!(host(&Endpoint::at(given)).as_deref(), Ok(sent));
    }
    for given in ["http://ecs.example", "http://127.0.0.1.example", "http://10.0.0.1", "http://[::2]:80"] {
        assert_eq!(host(&Endpoint::at(given)), Err(RequestError::PlainHttp), "{given}");
        assert!(host(&Endpoint::at(given).allow_plain_http()).is_ok());
    }
    for given in
        ["", "ftp://ecs.example", "https://a@b", "https://a/b c", "https://a/../b", "a b", "http://user:x@127.0.0.1"]
    {
        assert_eq!(host(&Endpoint::at(given)), Err(RequestError::InvalidHost), "{given}");
    }
    for given in ["-", "_", "h:99999", "h:", "h.[::1]", "a..b", "h-", "http://2130706433", "https://", "h//", "h/?q"] {
        assert_eq!(host(&Endpoint::at(given).allow_plain_http()), Err(RequestError::InvalidHost), "{given}");
    }
}

/// A body of bytes, which no JSON can stand for.
#[derive(Clone)]
struct Upload(Binary);

#[test]
fn bytes_are_sent_as_they_are() {
    let upload = Upload(Binary::from(vec![0, 255]));
    let http = upload.to_http(&Endpoint::at("h.example")).expect("a request");
    assert_eq!(http.body(), &[0, 255]);
    assert_eq!(http.headers()["content-type"], "application/octet-stream");
}

impl apiscribe::Encode for Upload {
    fn fields(&self, receiver: apiscribe::FieldReceiver<'_>) {
        let rows = &[("body", apiscribe::FieldPresence::Required)];
        receiver.receive(apiscribe::FieldTable::new("Upload", rows), &[&self.0]);
    }
}

impl apiscribe::Decode for Upload {
    fn blank() -> Self {
        Self(apiscribe::Decode::blank())
    }

    fn read(&mut self, source: apiscribe::Source<'_>) -> Result<(), apiscribe::DecodeError> {
        apiscribe::Decode::read(&mut self.0, source)
    }
}

impl apiscribe::Validate for Upload {
    fn check(&self, _: &mut apiscribe::Checker<'_>) {}
}

impl Operation for Upload {
    type Response = Fields;
    type ErrorCode = crate::common::Code;
    const FACTS: &'static OperationFacts = &OperationFacts::roa()
        .product("Odd", "1")
        .action("Upload")
        .http(&[Method::Post], "/")
        .parameters(&[Parameter::new("body", Location::Body, Style::Json)]);
}

#[test]
fn parameters_do_not_show_their_values() {
    let parameters = roa(any!("the-cluster"), "n", any!({"Password": "the-password"})).parameters();
    let shown = format!("{parameters:?}");
    assert!(shown.contains("ClusterId") && !shown.contains("the-"), "{shown}");
}

#[test]
fn in_the_style_rpc_requests_go_to_the_root_whatever_path_is_documented() {
    operation!(Odd, Fields, OperationFacts::rpc().product("Odd", "1").action("Odd").http(&[Method::Post], "/api/odd"));
    let http = Odd(Fields::default()).to_http(&Endpoint::at("h.example")).expect("a request");
    assert_eq!(http.uri().path(), "/");
}

#[test]
fn a_query_of_the_path_is_sent_in_the_style_rpc_too() {
    const FACTS: OperationFacts =
        OperationFacts::rpc().product("Odd", "1").action("Odd").http(&[Method::Post], "/api/odd?mode=full&x");
    operation!(Odd, Fields, FACTS);
    assert_eq!((Odd::FACTS.sent_path(), Odd::FACTS.fixed_query().count()), ("/", 2));
    assert_eq!(
        uri(&Odd(Fields::default()), &Endpoint::at("h.example")),
        Ok("https://h.example/?mode=full&x".to_owned())
    );
}

#[test]
fn a_uri_that_is_too_long_is_refused_with_its_length() {
    let request = |length: usize| Styles(Fields::from([("z", any!("x".repeat(length)))]));
    let endpoint = Endpoint::at("h.example");
    let rest = "https://h.example/?z=".len();
    let longest = uri(&request(RequestError::URI_LIMIT - rest), &endpoint).expect("as long as it can be");
    assert_eq!(longest.len(), 65_534);
    let refused = uri(&request(RequestError::URI_LIMIT - rest + 1), &endpoint).expect_err("one too many");
    assert_eq!(refused, RequestError::UriTooLong { length: 65_535 });
    assert_eq!(refused.to_string(), "the URI is too long: it has 65535 bytes, and 65534 are the most there can be");
}

#[derive(Clone)]
struct Measure {
    ratio: f64,
    singles: Vec<f32>,
    by_name: BTreeMap<String, Vec<f64>>,
    inner: Option<Box<Measure>>,
}

apiscribe::fields! { Measure:
    ratio => "Ratio" Required,
    singles => "Singles" Required,
    by_name => "ByName" Required,
    inner => "Inner",
}

impl apiscribe::Validate for Measure {}

impl Operation for Measure {
    type Response = Fields;
    type ErrorCode = crate::common::Code;
    const FACTS: &'static OperationFacts = &rpc(&[Parameter::new("Inner", Location::Body, Style::Json)]);
}

#[test]
fn a_number_that_is_none_is_refused_by_its_path_wherever_it_stands() {
    let fit = Measure {
        ratio: -0.0,
        singles: vec![f32::MIN_POSITIVE, f32::MAX],
        by_name: [("a".to_owned(), vec![f64::MAX, f64::MIN])].into(),
        inner: None,
    };
    let mut outer = fit.clone();
    outer.inner = Some(Box::new(fit.clone()));
    assert!(uri(&outer, &Endpoint::at("h.example")).is_ok());
    let refused = |change: fn(&mut Measure)| {
        let mut request = outer.clone();
        request.inner.as_deref_mut().into_iter().for_each(change);
        let error = uri(&request, &Endpoint::at("h.example")).expect_err("refused");
        let mut alone = fit.clone();
        change(&mut alone);
        let RequestError::NotFinite(path) = uri(&alone, &Endpoint::at("h.example")).expect_err("refused") else {
            panic!("{error}")
        };
        assert_eq!(error, RequestError::NotFinite(format!("Inner.{path}")));
        path
    };
    assert_eq!(refused(|request| request.ratio = f64::NAN), "Ratio");
    assert_eq!(refused(|request| request.singles[1] = f32::INFINITY), "Singles[1]");
    let odd = |request: &mut Measure| drop(request.by_name.insert("b".to_owned(), vec![1.0, f64::NEG_INFINITY]));
    assert_eq!(refused(odd), "ByName.b[1]");
    let error = RequestError::NotFinite("ByName.b[1]".to_owned());
    assert_eq!(error.to_string(), "the number ByName.b[1] is infinite or not a number");
}

#[test]
fn a_request_lists_its_parameters_as_it_sends_them_whatever_it_is_wrapped_in() {
    #[derive(Clone)]
    struct Wrapped(Box<Upload>);

    impl apiscribe::Encode for Wrapped {
        fn encode(&self) -> apiscribe::Encoded<'_> {
            apiscribe::Encoded::Boxed(&*self.0)
        }
    }

    impl apiscribe::Decode for Wrapped {
        fn blank() -> Self {
            Self(apiscribe::Decode::blank())
        }

        fn read(&mut self, source: apiscribe::Source<'_>) -> Result<(), apiscribe::DecodeError> {
            self.0.read(source)
        }
    }

    impl apiscribe::Validate for Wrapped {}

    impl Operation for Wrapped {
        type Response = Fields;
        type ErrorCode = crate::common::Code;
        const FACTS: &'static OperationFacts = Upload::FACTS;
    }

    assert_eq!(Wrapped::parameter_list(), Upload::parameter_list());
    assert_eq!(Upload::parameter_list(), [("body".to_owned(), Location::Body, Style::Json)]);
}
