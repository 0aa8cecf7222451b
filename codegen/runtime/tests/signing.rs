//! Signatures: the official vectors to the byte, vectors computed by other means, and secrets that stay secret.
#![cfg(feature = "sign")]

use apiscribe::{CanonicalRequest, Credentials, SignError, SignatureDate};

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const NONCE: &str = "3156853299f313e23d1673dc12e1703d";

fn date() -> SignatureDate {
    SignatureDate::parse("2023-10-26T10:22:32Z").expect("a date")
}

fn call(method: &str, uri: &str, operation: (&str, &str), body: &str) -> http::Request<Vec<u8>> {
    let request = http::Request::builder().method(method).uri(uri);
    let request = request.header("x-acs-action", operation.0).header("x-acs-version", operation.1);
    request.body(body.as_bytes().to_vec()).expect("a request")
}

fn authorization(request: &http::Request<Vec<u8>>) -> &str {
    request.headers()["authorization"].to_str().expect("text")
}

fn signature(request: &http::Request<Vec<u8>>) -> &str {
    authorization(request).rsplit('=').next().unwrap_or_default()
}

/// The worked example of Alibaba Cloud's page on the structure and signature of V3 requests.
#[test]
fn the_official_example_comes_out_to_the_byte() {
    let credentials = Credentials::new("YourAccessKeyId", "YourAccessKeySecret");
    let uri = "https://ecs.cn-shanghai.aliyuncs.com/?RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
    let mut request = call("POST", uri, ("RunInstances", "2014-05-26"), "");
    let canonical = credentials.sign(&mut request, &date(), NONCE).expect("signed");
    assert_eq!(
        canonical.text(),
        format!(
            "POST\n/\nImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai\n\
             host:ecs.cn-shanghai.aliyuncs.com\nx-acs-action:RunInstances\nx-acs-content-sha256:{EMPTY}\n\
             x-acs-date:2023-10-26T10:22:32Z\nx-acs-signature-nonce:{NONCE}\nx-acs-version:2014-05-26\n\n\
             host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version\n{EMPTY}"
        )
    );
    assert_eq!(
        canonical.string_to_sign(),
        "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
    );
    let expected = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;\
                    x-acs-date;x-acs-signature-nonce;x-acs-version,\
                    Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
    assert_eq!(authorization(&request), expected);
    assert_eq!(canonical.authorization(&credentials), expected);
    credentials.sign(&mut request, &date(), NONCE).expect("signed again in place");
    assert_eq!(authorization(&request), expected);
}

/// The unit test of the official SDKs: no method, one header twice in different cases, a hash that is given.
#[test]
fn the_vector_of_the_sdks_comes_out() {
    let hash = "55e12e91650d2fec56ec74e1d3e4ddbfce2ef3a65890c2a19ecf88a307e76a23";
    let headers = [("x-acs-TEST", "https"), ("x-acs-test", "http")];
    let canonical = CanonicalRequest::new("", "", &[("test", "ok"), ("empty", "")], &headers, hash);
    assert_eq!(canonical.signed_headers(), "x-acs-test");
    assert_eq!(
        canonical.authorization(&Credentials::new("acesskey", "secret")),
        "ACS3-HMAC-SHA256 Credential=acesskey,SignedHeaders=x-acs-test,\
         Signature=4ab59fffe3c5738ff8a2729f90cc04fe18b02a4b15b2102cbaf92f9ff3df2ea3"
    );
}

/// Computed with another implementation in another language.
#[test]
fn unicode_forms_json_and_temporary_credentials_are_signed() {
    let credentials = Credentials::new("testid", "testsecret");
    let uri = "https://ecs.cn-hangzhou.aliyuncs.com/?a=1&RegionId=cn-hangzhou&A=2&Features.NvmeSupport=supported\
               &ImageName=%E9%95%9C%E5%83%8F%20%2a%7e%2B/%26%3d%C3%A9";
    let mut request = call("POST", uri, ("ModifyImageAttribute", "2014-05-26"), "");
    let temporary = credentials.clone().with_security_token("token/+=");
    let canonical = temporary.sign(&mut request, &date(), NONCE).expect("signed");
    assert_eq!(signature(&request), "ef39aa9478b2bdf7c816087e878da5683646923943d422b0a21515548ca20b63");
    assert!(canonical.signed_headers().contains("x-acs-accesskey-id") && canonical.text().contains(":token/+=\n"));
    credentials.sign(&mut request, &date(), NONCE).expect("signed again, with lasting credentials");
    assert!(!request.headers().contains_key("x-acs-security-token"));

    let uri = "https://cs.cn-hangzhou.aliyuncs.com:443/clusters/a%2Fb%20%E5%AD%97/nodes";
    let mut request = call("POST", uri, ("Form", "2015-12-15"), "Name=%E5%AD%97&Tag.1.Key=a%20b");
    let form = http::HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert("content-type", form);
    credentials.sign(&mut request, &date(), NONCE).expect("signed");
    assert_eq!(signature(&request), "e3803851a58c71c2710d555f32b25e6e3f0d8ca4ee1c06e71a297d8bef911c6e");

    let uri = "https://cs.cn-hangzhou.aliyuncs.com/clusters/c1?empty";
    let mut request = call("PUT", uri, ("Json", "2015-12-15"), "{\"name\":\"字\"}");
    let json = http::HeaderValue::from_static("application/json; charset=utf-8");
    request.headers_mut().insert("content-type", json);
    credentials.sign(&mut request, &date(), NONCE).expect("signed");
    assert_eq!(signature(&request), "3e57787811415b76f30c4cadc08c7ded8f61c39fd6643ded794ad12618e8f1bf");
}

#[test]
fn headers_that_are_not_signed_are_passed_over_and_the_others_are_put_in_order() {
    let headers = [
        ("User-Agent", "curl"),
        ("X-Acs-Version", "1"),
        ("accept", "application/json"),
        ("x-acs-meta", " two  words \t"),
        ("Host", "h"),
        ("x-acs-meta", "first"),
        ("Content-Type", "text/plain"),
        ("authorization", "old"),
    ];
    let canonical = CanonicalRequest::new("GET", "/a%2fb/*~", &[("k+", "*"), ("k", "")], &headers, EMPTY);
    assert_eq!(
        canonical.text(),
        format!(
            "GET\n/a%2Fb/%2A~\nk=&k%2B=%2A\ncontent-type:text/plain\nhost:h\nx-acs-meta:first,two  words\n\
             x-acs-version:1\n\ncontent-type;host;x-acs-meta;x-acs-version\n{EMPTY}"
        )
    );
}

#[test]
fn what_is_not_text_in_an_address_is_signed_byte_by_byte() {
    let mut request = call("GET", "https://h.example/%ff%FE?%C3=%28", ("A", "1"), "");
    let canonical = Credentials::new("id", "secret").sign(&mut request, &date(), NONCE).expect("signed");
    assert!(canonical.text().starts_with("GET\n/%FF%FE\n%C3=%28\nhost:h.example\n"), "{}", canonical.text());
}

#[test]
fn what_is_no_header_is_refused_without_being_shown() {
    let uri = "https://ecs.aliyuncs.com/";
    let refused = |credentials: Credentials, uri: &str, nonce: &str| {
        let mut request = call("POST", uri, ("A", "1"), "");
        request.headers_mut().insert("authorization", http::HeaderValue::from_static("signed before"));
        request.headers_mut().remove(if uri == "/" { "authorization" } else { "none" });
        let error = credentials.sign(&mut request, &date(), nonce).expect_err("refused");
        assert!(!request.headers().contains_key("authorization"));
        assert!(!error.to_string().contains("bad"));
        error
    };
    assert_eq!(refused(Credentials::new("id", "secret"), uri, "bad\n"), SignError::Nonce);
    for nonce in ["", "a b", " a", "a\t", "字", "é", "a\u{7f}", "a\u{0}", "\r"] {
        assert_eq!(refused(Credentials::new("id", "secret"), uri, nonce), SignError::Nonce, "{nonce}");
    }
    assert!(SignError::Nonce.to_string().contains("visible ASCII"));
    assert_eq!(refused(Credentials::new("bad\n", "secret"), uri, "n"), SignError::Credentials);
    assert_eq!(refused(Credentials::new("id", "s").with_security_token("bad\u{0}"), uri, "n"), SignError::Credentials);
    assert_eq!(refused(Credentials::new("id", "secret"), "/", "n"), SignError::Host);
}

#[test]
fn a_nonce_may_have_every_visible_ascii_character() {
    let nonce: String = ('!'..='~').collect();
    let mut request = call("POST", "https://ecs.aliyuncs.com/", ("A", "1"), "");
    Credentials::new("id", "secret").sign(&mut request, &date(), &nonce).expect("signed");
    assert_eq!(request.headers()["x-acs-signature-nonce"], *nonce);
}

#[test]
fn canonical_requests_are_the_same_where_all_of_them_is() {
    let of = |path: &str, headers: &[(&str, &str)]| CanonicalRequest::new("POST", path, &[], headers, EMPTY);
    assert_eq!(of("/", &[("host", "h")]), of("/", &[("Host", "h")]));
    assert_ne!(of("/", &[("host", "h")]), of("/a", &[("host", "h")]));
    assert_ne!(of("/", &[("host", "h")]), of("/", &[]));
}

#[test]
fn nothing_shows_a_secret() {
    let credentials = Credentials::new("the-id", "the-secret").with_security_token("the-token");
    let mut request = call("POST", "https://ecs.aliyuncs.com/?Password=the-password", ("A", "1"), "");
    let canonical = credentials.sign(&mut request, &date(), NONCE).expect("signed");
    let shown = format!("{credentials:?} {canonical:?} {:?}", request.headers());
    for secret in ["the-secret", "the-token", "the-password", "Signature="] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert_eq!(format!("{credentials:?}"), "Credentials(…)");
    let canonical = CanonicalRequest::new("GET", "/", &[("a", "the-query")], &[("host", "h")], EMPTY);
    assert_eq!(format!("{canonical:?}"), r#"CanonicalRequest { signed_headers: "host", .. }"#);
}
