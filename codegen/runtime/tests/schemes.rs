//! A signing scheme of another provider: a type of the caller's own that implements one trait.
#![cfg(feature = "sign")]

use std::time::{Duration, SystemTime};

use crate::common::Fields;
use apiscribe::{
    Auth, Authorize, AuthorizeError, Credentials, Endpoint, Method, Operation, OperationFacts, Secret, ServiceFacts,
    SignatureDate, SigningContext, http, sent_auth,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

const NAME: &str = "TC3-HMAC-SHA256";

const SERVICE: ServiceFacts = ServiceFacts::new().base_url("https://cvm.example").auth(Auth::Scheme(NAME));

const fn facts() -> OperationFacts {
    OperationFacts::over_http().action("Touch").http(&[Method::Post], "/").service(&SERVICE)
}

operation!(Signed, Fields, facts());
operation!(Open, Fields, facts().auth(Auth::None));

/// Signs as one cloud does: the headers and the body are hashed, and signed with a key that is derived for the day.
#[derive(Debug)]
struct Tc3 {
    id: String,
    key: Secret,
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.chain_update(text).finalize().into_bytes().to_vec()
}

impl Authorize for Tc3 {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, context: &SigningContext) -> Result<(), AuthorizeError> {
        if sent_auth(request) != Some(Auth::Scheme(NAME)) {
            return Ok(());
        }
        let date = SignatureDate::from(context.now).as_str()[..10].to_owned();
        let now = context.now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let head = format!("content-type:{}\nhost:{}\n", header("content-type"), header("host"));
        let path = request.uri().path();
        let canonical = format!("{}\n{path}\n\n{head}\ncontent-type;host\n{}", request.method(), hash(request.body()));
        let scope = format!("{date}/cvm/tc3_request");
        let text = format!("{NAME}\n{now}\n{scope}\n{}", hash(canonical.as_bytes()));
        let key = [date.as_str(), "cvm", "tc3_request"]
            .iter()
            .fold(format!("TC3{}", self.key.expose()).into_bytes(), |key, part| mac(&key, part));
        let id = &self.id;
        let signature = hex(&mac(&key, &text));
        let value = format!("{NAME} Credential={id}/{scope}, SignedHeaders=content-type;host, Signature={signature}");
        let mut value = http::HeaderValue::from_str(&value).map_err(|_| AuthorizeError::Credentials)?;
        value.set_sensitive(true);
        request.headers_mut().insert("authorization", value);
        request.headers_mut().insert("x-tc-timestamp", now.into());
        Ok(())
    }
}

fn call<O: Operation + From<Fields>>() -> http::Request<Vec<u8>> {
    let mut request = O::from(Fields::default()).to_http(&Endpoint::documented()).expect("a request");
    *request.body_mut() = br#"{"Limit":1}"#.to_vec();
    request.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json; charset=utf-8"));
    request.headers_mut().insert("host", http::HeaderValue::from_static("cvm.tencentcloudapi.com"));
    request
}

fn context() -> SigningContext {
    SigningContext::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_551_113_065), "nonce-1")
}

/// The signature was computed by another program, from the description of the scheme.
#[test]
fn a_scheme_signs_the_request_as_it_will_be_sent() {
    let signer = Tc3 { id: "the-id".to_owned(), key: Secret::new("the-key") };
    let mut request = call::<Signed>();
    signer.authorize(&mut request, &context()).expect("signed");
    let expected = "TC3-HMAC-SHA256 Credential=the-id/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, \
                    Signature=9fc9f3af35d84639fb1233598fc09c8aa8b318eff041d54eeadaed010283e14c";
    assert_eq!(request.headers()["authorization"], expected);
    assert_eq!(request.headers()["x-tc-timestamp"], "1551113065");
    let again = {
        let mut again = request.clone();
        signer.authorize(&mut again, &context()).expect("signed");
        again
    };
    assert_eq!(again.headers(), request.headers(), "what is signed once can be signed anew");
}

#[test]
fn a_scheme_leaves_the_requests_of_others_alone_and_others_leave_its_own() {
    let signer = Tc3 { id: "the-id".to_owned(), key: Secret::new("the-key") };
    let mut open = call::<Open>();
    signer.authorize(&mut open, &context()).expect("nothing to do");
    assert!(!open.headers().contains_key("authorization"));
    let mut own = call::<Signed>();
    let credentials = Credentials::new("id", "secret");
    credentials.authorize(&mut own, &context()).expect("nothing to do");
    assert!(!own.headers().contains_key("authorization") && !own.headers().contains_key("x-acs-date"));
}

#[test]
fn nothing_that_is_shown_has_a_secret_in_it() {
    let signer = Tc3 { id: "the-id".to_owned(), key: Secret::new("the-key") };
    let mut request = call::<Signed>();
    signer.authorize(&mut request, &context()).expect("signed");
    let shown = format!("{signer:?} {:?} {:?}", request.headers(), context());
    for secret in ["the-key", "9fc9f3af", "nonce-1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
