//! Credentials that are fetched: what each source asks for, what is kept and for how long, and where they are found.
#![cfg(feature = "sign")]

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::common::Fields;
use apiscribe::{
    AssumeRole, AssumeRoleWithOidc, Authorize, Call, CallError, CallPolicy, CallStep, CredentialProvider,
    CredentialSource, Credentials, CredentialsUri, EcsRamRole, Endpoint, Fetch, FetchStep, NoCredentials,
    OperationFacts, Outcome, ProfileError, Renew, Renewal, RenewalError, RenewalStep, SendError, SigningContext,
    TemporaryCredentials,
};
use serde_json::json;

operation!(Read, Fields, OperationFacts::rpc().product("Ecs", "1").action("DescribeImages"));

/// 2031-05-01T00:00:00Z.
fn midnight() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_935_360_000)
}

fn at(now: SystemTime) -> SigningContext {
    SigningContext::new(now, "nonce")
}

#[expect(clippy::unnecessary_wraps, reason = "it is what a step is given")]
fn answer(status: u16, body: impl Into<String>) -> Option<Outcome> {
    Some(Ok(http::Response::builder().status(status).body(body.into().into_bytes()).expect("an answer")))
}

fn keys(id: &str, expiration: &str) -> serde_json::Value {
    json!({"AccessKeyId": id, "AccessKeySecret": "hidden", "SecurityToken": "hidden-token", "Expiration": expiration})
}

const IN_AN_HOUR: &str = "2031-05-01T01:00:00Z";

fn sent(step: FetchStep) -> http::Request<Vec<u8>> {
    match step {
        FetchStep::Send(request) => request,
        FetchStep::Done(end) => panic!("{end:?}"),
        _ => panic!("an unknown step"),
    }
}

fn done(step: FetchStep) -> Result<TemporaryCredentials, RenewalError> {
    match step {
        FetchStep::Done(end) => end,
        _ => panic!("it asks for more"),
    }
}

/// The id of the access key by which credentials sign.
fn id_of(provider: &CredentialProvider) -> String {
    let mut request = http::Request::new(Vec::new());
    *request.uri_mut() = "https://ecs.example".parse().expect("an address");
    provider.authorize(&mut request, &at(midnight())).expect("credentials");
    let signed = request.headers()["authorization"].to_str().expect("text");
    signed.split(['=', ',']).nth(1).expect("an id").to_owned()
}

#[test]
fn the_metadata_of_an_instance_is_asked_with_a_token_for_the_role_and_its_credentials() {
    let mut fetch = EcsRamRole::new().fetch();
    let token = sent(fetch.step(&at(midnight()), None));
    assert_eq!(
        (token.method().as_str(), token.uri().to_string()),
        ("PUT", "http://100.100.100.200/latest/api/token".to_owned())
    );
    assert_eq!(token.headers()["x-aliyun-ecs-metadata-token-ttl-seconds"], "21600");
    let role = sent(fetch.step(&at(midnight()), answer(200, "the-token")));
    assert_eq!(role.uri().path(), "/latest/meta-data/ram/security-credentials/");
    assert_eq!(
        (role.method().as_str(), &role.headers()["x-aliyun-ecs-metadata-token"]),
        ("GET", &"the-token".parse().expect("a header"))
    );
    assert!(!format!("{role:?}").contains("the-token"));
    let credentials = sent(fetch.step(&at(midnight()), answer(200, "reader\n")));
    assert_eq!(credentials.uri().path(), "/latest/meta-data/ram/security-credentials/reader");
    assert_eq!(credentials.headers()["x-aliyun-ecs-metadata-token"], "the-token");
    let mut body = keys("STS.one", IN_AN_HOUR);
    body["Code"] = json!("Success");
    assert!(done(fetch.step(&at(midnight()), answer(200, body.to_string()))).is_ok());
}

#[test]
fn metadata_without_tokens_is_asked_without_one_unless_that_is_forbidden() {
    let no_token = || [answer(404, ""), Some(Err(SendError::unanswered("silence")))];
    for outcome in no_token() {
        let mut fetch = EcsRamRole::new().with_role("a/b").with_address("http://127.0.0.1:9").fetch();
        sent(fetch.step(&at(midnight()), None));
        let credentials = sent(fetch.step(&at(midnight()), outcome));
        assert_eq!(credentials.uri(), "http://127.0.0.1:9/latest/meta-data/ram/security-credentials/a%2Fb");
        assert!(credentials.headers().is_empty());
    }
    for outcome in no_token() {
        let mut fetch = EcsRamRole::new().only_hardened().fetch();
        sent(fetch.step(&at(midnight()), None));
        assert!(done(fetch.step(&at(midnight()), outcome)).is_err());
    }
    // A token that is refused.
    let mut fetch = EcsRamRole::new().with_role("reader").fetch();
    sent(fetch.step(&at(midnight()), None));
    sent(fetch.step(&at(midnight()), answer(200, "the-token")));
    let again = sent(fetch.step(&at(midnight()), answer(403, "")));
    assert!(again.headers().is_empty() && again.uri().path().ends_with("/reader"));
    let error = done(fetch.step(&at(midnight()), answer(404, ""))).expect_err("no role");
    assert_eq!((error.status(), error.is_passing()), (Some(404), false));
}

#[test]
fn a_role_is_asked_for_with_the_credentials_of_another_source() {
    let base = Credentials::new("id", "secret");
    let role = AssumeRole::new(base, "acs:ram::1:role/reader", "nightly")
        .with_duration(900)
        .with_policy("{}")
        .with_external_id("x")
        .with_endpoint(Endpoint::region("cn-hangzhou").with_network("vpc"));
    let mut fetch = role.fetch();
    let request = sent(fetch.step(&at(midnight()), None));
    assert_eq!(
        request.uri().to_string(),
        "https://sts-vpc.cn-hangzhou.aliyuncs.com/?DurationSeconds=900&ExternalId=x&Policy=%7B%7D\
         &RoleArn=acs%3Aram%3A%3A1%3Arole%2Freader&RoleSessionName=nightly"
    );
    assert_eq!(
        (&request.headers()["x-acs-action"], &request.headers()["x-acs-version"]),
        (&"AssumeRole".parse().expect("text"), &"2015-04-01".parse().expect("text"))
    );
    assert_eq!(request.headers()["x-acs-date"], "2031-05-01T00:00:00Z");
    assert!(request.headers()["authorization"].to_str().expect("text").starts_with("ACS3-HMAC-SHA256 Credential=id,"));
    let body = json!({"RequestId": "R", "Credentials": keys("STS.two", IN_AN_HOUR)}).to_string();
    let fetched = done(fetch.step(&at(midnight()), answer(200, body.clone()))).expect("credentials");
    assert!(!format!("{fetched:?} {role:?}").contains("hidden"));

    // A role by a role: the outer one is asked for with the inner one's credentials.
    let chain = AssumeRole::new(role, "acs:ram::2:role/writer", "nightly");
    let mut fetch = chain.fetch();
    assert!(sent(fetch.step(&at(midnight()), None)).uri().query().expect("a query").contains("reader"));
    let outer = sent(fetch.step(&at(midnight()), answer(200, body)));
    assert_eq!(outer.uri().host(), Some("sts.aliyuncs.com"));
    assert_eq!(outer.headers()["x-acs-security-token"], "hidden-token");
    let refused = done(fetch.step(&at(midnight()), answer(403, r#"{"Code":"NoPermission","Message":"hidden"}"#)));
    assert_eq!(refused.expect_err("refused").to_string(), "no credentials: AssumeRole: NoPermission (HTTP 403)");
}

#[test]
fn a_role_by_a_token_is_asked_for_without_a_signature_and_with_the_token_of_the_moment() {
    let tokens = std::sync::atomic::AtomicU32::new(0);
    let token = move || {
        Ok::<_, std::io::Error>(format!("token-{}\n", tokens.fetch_add(1, std::sync::atomic::Ordering::SeqCst)))
    };
    let role = AssumeRoleWithOidc::new("acs:ram::1:role/pod", "acs:ram::1:oidc-provider/k8s", "pod", token);
    for number in 0..2 {
        let mut fetch = role.fetch();
        let request = sent(fetch.step(&at(midnight()), None));
        assert_eq!(
            (request.method().as_str(), request.uri().to_string()),
            ("POST", "https://sts.aliyuncs.com/".to_owned())
        );
        assert!(!request.headers().contains_key("authorization"));
        let form = String::from_utf8(request.body().clone()).expect("text");
        assert!(form.starts_with("DurationSeconds=3600&OIDCProviderArn=acs"), "{form}");
        assert!(form.contains(&format!("&OIDCToken=token-{number}&RoleArn=")), "{form}");
        let body = json!({"Credentials": keys("STS.three", IN_AN_HOUR)}).to_string();
        assert!(done(fetch.step(&at(midnight()), answer(200, body))).is_ok());
    }
    let role = AssumeRoleWithOidc::of_file("r", "p", "s", "/no/such/file");
    assert!(!done(role.fetch().step(&at(midnight()), None)).expect_err("no token").is_passing());
}

#[test]
fn an_address_is_asked_for_credentials() {
    let source = CredentialsUri::new("http://localhost:6666/credentials?of=hidden");
    assert!(!format!("{source:?}").contains("hidden"));
    let mut fetch = source.fetch();
    let request = sent(fetch.step(&at(midnight()), None));
    assert_eq!((request.method().as_str(), request.headers().len()), ("GET", 0));
    assert_eq!(request.uri(), "http://localhost:6666/credentials?of=hidden");
    assert!(done(fetch.step(&at(midnight()), answer(200, keys("STS.uri", IN_AN_HOUR).to_string()))).is_ok());
    let mut fetch = source.fetch();
    sent(fetch.step(&at(midnight()), None));
    let error = done(fetch.step(&at(midnight()), answer(403, "hidden"))).expect_err("refused");
    assert_eq!((error.status(), error.is_passing()), (Some(403), false));
    assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
    for address in
        ["not an address", "", "/credentials?of=hidden", "localhost:6666", "file:///hidden", "ftp://host/hidden"]
    {
        let error = done(CredentialsUri::new(address).fetch().step(&at(midnight()), None)).expect_err("no address");
        assert!(!error.is_passing(), "{error}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
    }
}

#[test]
fn answers_that_have_no_credentials_are_errors_that_show_nothing() {
    let mut failed = keys("STS.x", IN_AN_HOUR);
    failed["Code"] = json!("Failed");
    for (status, body) in [
        (200, "hidden".to_owned()),
        (200, "[]".to_owned()),
        (200, keys("", IN_AN_HOUR).to_string()),
        (200, keys("STS.x", "tomorrow, hidden").to_string()),
        (200, keys("STS.x", "2031-13-01T00:00:00Z").to_string()),
        (200, failed.to_string()),
        (500, "hidden".to_owned()),
    ] {
        let mut fetch = EcsRamRole::new().with_role("reader").fetch();
        sent(fetch.step(&at(midnight()), None));
        sent(fetch.step(&at(midnight()), answer(404, "")));
        let error = done(fetch.step(&at(midnight()), answer(status, body.clone()))).expect_err("none");
        assert_eq!(error.is_passing(), status == 500, "{body}");
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
    }
}

/// A source whose steps a test decides.
#[derive(Clone)]
struct Scripted(Arc<dyn Fn() -> FetchStep + Send + Sync>);

impl CredentialSource for Scripted {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(self.clone())
    }
}

impl Fetch for Scripted {
    fn step(&mut self, _: &SigningContext, _: Option<Outcome>) -> FetchStep {
        self.0()
    }
}

fn scripted(step: impl Fn() -> FetchStep + Send + Sync + 'static) -> CredentialProvider {
    CredentialProvider::new(Scripted(Arc::new(step)))
}

fn lasting(seconds: u64) -> FetchStep {
    let credentials = Credentials::new("fetched", "hidden").with_security_token("t");
    FetchStep::Done(Ok(TemporaryCredentials::new(credentials, midnight() + Duration::from_secs(seconds))))
}

fn renewing(renewal: Renewal<'_>) -> Box<dyn Renew + '_> {
    match renewal {
        Renewal::Needed(renew) => renew,
        _ => panic!("nothing to be done"),
    }
}

#[test]
fn credentials_are_kept_until_shortly_before_they_end() {
    let provider = scripted(|| lasting(3600));
    let later = |seconds| midnight() + Duration::from_secs(seconds);
    assert!(matches!(renewing(provider.renewal(midnight())).step(&at(midnight()), None), RenewalStep::Done(Ok(()))));
    assert_eq!(id_of(&provider), "fetched");
    for seconds in [0, 1, 3600 - 181] {
        assert!(matches!(provider.renewal(later(seconds)), Renewal::NotNeeded), "{seconds}");
    }
    for seconds in [3600 - 180, 3600, 100_000] {
        assert!(matches!(provider.renewal(later(seconds)), Renewal::Needed(_)), "{seconds}");
    }
    // An access key never ends.
    let provider = CredentialProvider::new(Credentials::new("id", "secret"));
    assert!(matches!(renewing(provider.renewal(midnight())).step(&at(midnight()), None), RenewalStep::Done(Ok(()))));
    assert!(matches!(provider.renewal(later(u64::from(u32::MAX))), Renewal::NotNeeded));
    assert!(!format!("{provider:?}").contains("secret"));
}

#[test]
fn one_call_renews_and_the_others_wait_or_use_the_old_credentials() {
    let provider = scripted(|| lasting(3600));
    let renew = renewing(provider.renewal(midnight()));
    assert!(matches!(provider.renewal(midnight()), Renewal::InProgress), "there are none yet");
    drop(renew);
    let mut renew = renewing(provider.renewal(midnight()));
    assert!(matches!(renew.step(&at(midnight()), None), RenewalStep::Done(Ok(()))));
    drop(renew);
    let soon = midnight() + Duration::from_secs(3500);
    let renew = renewing(provider.renewal(soon));
    assert!(matches!(provider.renewal(soon), Renewal::NotNeeded), "the old ones are good");
    assert!(matches!(provider.renewal(soon + Duration::from_secs(100)), Renewal::InProgress), "no longer");
    drop(renew);
}

#[test]
fn a_renewal_that_fails_leaves_the_old_credentials_as_long_as_they_are_good() {
    let calls = std::sync::atomic::AtomicU32::new(0);
    let provider = scripted(move || match calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => lasting(3600),
        _ => FetchStep::Done(Err(RenewalError::new("out of order"))),
    });
    assert!(matches!(renewing(provider.renewal(midnight())).step(&at(midnight()), None), RenewalStep::Done(Ok(()))));
    let soon = midnight() + Duration::from_secs(3500);
    assert!(matches!(renewing(provider.renewal(soon)).step(&at(soon), None), RenewalStep::Done(Ok(()))));
    assert_eq!(id_of(&provider), "fetched");
    assert!(matches!(provider.renewal(soon), Renewal::NotNeeded), "not every call asks again");
    let over = midnight() + Duration::from_secs(3600);
    assert!(matches!(renewing(provider.renewal(over)).step(&at(over), None), RenewalStep::Done(Err(_))));
}

fn ask() -> http::Request<Vec<u8>> {
    http::Request::builder().uri("https://keys.example/").body(Vec::new()).expect("a request")
}

/// Asks once, and takes any answer for credentials that last for an hour.
struct Asking(bool);

struct AskedFor;

impl CredentialSource for AskedFor {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(Asking(false))
    }
}

impl Fetch for Asking {
    fn step(&mut self, _: &SigningContext, outcome: Option<Outcome>) -> FetchStep {
        match outcome {
            None if !self.0 => {
                self.0 = true;
                FetchStep::Send(ask())
            }
            Some(Ok(_)) => lasting(3600),
            Some(Err(error)) => FetchStep::Done(Err(RenewalError::unanswered("keys", error))),
            None => FetchStep::Done(Err(RenewalError::new("nothing"))),
        }
    }
}

/// The next request of a call, waits left out.
fn next(
    call: &mut Call<'_, Read>,
    now: &mut SystemTime,
    outcome: Option<Outcome>,
) -> Result<String, CallError<crate::common::Code>> {
    let mut outcome = outcome;
    loop {
        match call.step(*now, 1, outcome.take()) {
            CallStep::Send(request) => return Ok(request.uri().host().unwrap_or_default().to_owned()),
            CallStep::Wait(time) => *now += time,
            CallStep::Done(end) => return end.map(|_| "done".to_owned()),
        }
    }
}

#[test]
fn a_call_fetches_the_credentials_that_it_needs_by_its_own_client() {
    let (provider, policy) = (CredentialProvider::new(AskedFor), CallPolicy::default());
    let (endpoint, request) = (Endpoint::at("ecs.example"), Read(Fields::default()));
    let (mut now, mut first) = (midnight(), Call::new(&request, &endpoint, &provider, &policy));
    assert_eq!(next(&mut first, &mut now, None).expect("a request"), "keys.example");
    // Another call at the same time waits for the first.
    let mut second = Call::new(&request, &endpoint, &provider, &policy);
    assert!(matches!(second.step(now, 2, None), CallStep::Wait(_)));
    assert!(matches!(second.step(now, 2, None), CallStep::Wait(_)));
    assert_eq!(next(&mut first, &mut now, answer(200, "")).expect("a request"), "ecs.example");
    assert_eq!(next(&mut second, &mut now, None).expect("a request"), "ecs.example");
    assert_eq!(next(&mut first, &mut now, answer(200, "{}")).expect("a response"), "done");
    // A call that is dropped in the middle leaves the way free.
    let provider = CredentialProvider::new(AskedFor);
    let mut dropped = Call::new(&request, &endpoint, &provider, &policy);
    assert_eq!(next(&mut dropped, &mut now, None).expect("a request"), "keys.example");
    drop(dropped);
    let mut other = Call::new(&request, &endpoint, &provider, &policy);
    assert_eq!(next(&mut other, &mut now, None).expect("a request"), "keys.example");
}

#[test]
fn the_head_of_an_answer_with_credentials_is_not_taken_for_the_response() {
    let (provider, policy) = (CredentialProvider::new(AskedFor), CallPolicy::default());
    let (endpoint, request) = (Endpoint::at("ecs.example"), Read(Fields::default()));
    let (mut now, mut call) = (midnight(), Call::new(&request, &endpoint, &provider, &policy));
    assert_eq!(next(&mut call, &mut now, None).expect("a request"), "keys.example");
    let head = call.step_with_head(now, http::Response::new("a stream")).expect_err("it is to be read");
    let read = head.map(|body| body.as_bytes().to_vec());
    assert_eq!(next(&mut call, &mut now, Some(Ok(read))).expect("a request"), "ecs.example");
    assert_eq!(*call.step_with_head(now, http::Response::new("a file")).expect("a response").body(), "a file");
}

#[test]
fn credentials_are_asked_for_again_where_no_answer_came_within_the_policy() {
    let cut = || Some(Err(SendError::unanswered("cut")));
    let (policy, endpoint, request) = (CallPolicy::default(), Endpoint::at("ecs.example"), Read(Fields::default()));
    let provider = CredentialProvider::new(AskedFor);
    let (mut now, mut call) = (midnight(), Call::new(&request, &endpoint, &provider, &policy));
    assert_eq!(next(&mut call, &mut now, None).expect("a request"), "keys.example");
    assert_eq!(next(&mut call, &mut now, cut()).expect("a request"), "keys.example");
    assert_eq!(next(&mut call, &mut now, cut()).expect("a request"), "keys.example");
    let error = next(&mut call, &mut now, cut()).expect_err("three times are enough");
    assert!(matches!(&error, CallError::Renewal(error) if error.is_passing()), "{error}");
    // What waits for another call ends at its deadline.
    let hurried = CallPolicy::default().with_deadline(Duration::from_millis(100));
    let mut first = Call::new(&request, &endpoint, &provider, &policy);
    assert_eq!(next(&mut first, &mut now, None).expect("a request"), "keys.example");
    let mut second = Call::new(&request, &endpoint, &provider, &hurried);
    assert!(matches!(next(&mut second, &mut now, None), Err(CallError::Send(_))));
}

#[test]
fn profiles_of_the_command_line_are_read_in_each_mode() {
    let file = json!({
        "current": "key",
        "profiles": [
            {"name": "key", "mode": "AK", "access_key_id": "id", "access_key_secret": "hidden"},
            {"name": "token", "mode": "StsToken", "access_key_id": "id-2", "access_key_secret": "s", "sts_token": "t"},
            {"name": "role", "mode": "RamRoleArn", "access_key_id": "id", "access_key_secret": "s",
             "ram_role_arn": "acs:ram::1:role/reader", "expired_seconds": 900, "sts_region": "cn-beijing"},
            {"name": "chain", "mode": "ChainableRamRoleArn", "source_profile": "role", "ram_role_arn": "r",
             "ram_session_name": "me", "enable_vpc": true, "sts_region": "cn-beijing"},
            {"name": "instance", "mode": "EcsRamRole", "ram_role_name": "reader"},
            {"name": "pod", "mode": "OIDC", "ram_role_arn": "r", "oidc_provider_arn": "p", "oidc_token_file": "/none"},
            {"name": "beside", "mode": "CredentialsURI", "credentials_uri": "http://localhost:6666/"},
            {"name": "browser", "mode": "CloudSSO"},
            {"name": "empty", "mode": "AK", "access_key_id": "", "access_key_secret": ""},
            {"name": "snake", "mode": "ChainableRamRoleArn", "source_profile": "snake", "ram_role_arn": "r"},
        ],
    })
    .to_string();
    let of = |name: Option<&str>| CredentialProvider::from_profile(&file, name);
    let first_request = |name: &str| {
        let provider = of(Some(name)).expect("a profile");
        let mut renew = renewing(provider.renewal(midnight()));
        match renew.step(&at(midnight()), None) {
            RenewalStep::Send(request) => request.uri().to_string(),
            _ => String::new(),
        }
    };
    for (name, id) in [(None, "id"), (Some("token"), "id-2")] {
        let provider = of(name).expect("a profile");
        assert!(matches!(
            renewing(provider.renewal(midnight())).step(&at(midnight()), None),
            RenewalStep::Done(Ok(()))
        ));
        assert_eq!(id_of(&provider), id);
    }
    let role = "https://sts.cn-beijing.aliyuncs.com/?DurationSeconds=900&RoleArn=acs%3Aram%3A%3A1%3Arole%2Freader\
                &RoleSessionName=apiscribe";
    assert_eq!((first_request("role"), first_request("chain")), (role.to_owned(), role.to_owned()));
    assert_eq!(first_request("instance"), "http://100.100.100.200/latest/api/token");
    assert_eq!(first_request("pod"), "", "its token is not there");
    assert_eq!(first_request("beside"), "http://localhost:6666/");
    let refused = |name| of(Some(name)).map(drop).expect_err("no credentials");
    assert_eq!(refused("other"), ProfileError::NoProfile("other".to_owned()));
    assert_eq!(refused("browser"), ProfileError::Mode { profile: "browser".to_owned(), mode: "CloudSSO".to_owned() });
    assert_eq!(
        refused("browser").to_string(),
        "the profile `browser` has the mode `CloudSSO`, which is not supported; supported are AK, StsToken, RamRoleArn, \
         ChainableRamRoleArn, EcsRamRole, OIDC, CredentialsURI"
    );
    assert_eq!(refused("empty"), ProfileError::Missing { profile: "empty".to_owned(), key: "access_key_id" });
    assert_eq!(refused("snake"), ProfileError::Circle);
    for text in ["", "[]", "{}", r#"{"current": "a"}"#, r#"{"current": "", "profiles": []}"#] {
        assert_eq!(CredentialProvider::from_profile(text, None).map(drop), Err(ProfileError::Format), "{text}");
    }
    let missing = CredentialProvider::from_profile_file("/no/such/file", None).map(drop);
    assert_eq!(missing, Err(ProfileError::File(std::io::ErrorKind::NotFound)));
}

#[test]
fn a_program_finds_its_credentials_in_the_order_of_the_official_libraries() {
    const KEY: [(&str, &str); 2] = [("ALIBABA_CLOUD_ACCESS_KEY_ID", "id"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s")];
    const ROLE: [(&str, &str); 3] = [
        ("ALIBABA_CLOUD_ROLE_ARN", "r"),
        ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p"),
        ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", "/none"),
    ];
    const ADDRESS: (&str, &str) = ("ALIBABA_CLOUD_CREDENTIALS_URI", "http://localhost:6666/");
    const ROLE_OF_INSTANCE: (&str, &str) = ("ALIBABA_CLOUD_ECS_METADATA", "reader");
    const NO_METADATA: (&str, &str) = ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
    let found = |variables: &[&[(&str, &str)]]| {
        let variables = variables.concat();
        CredentialProvider::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    };
    let first = |provider: CredentialProvider| match renewing(provider.renewal(midnight())).step(&at(midnight()), None)
    {
        RenewalStep::Send(request) => request.uri().host().unwrap_or_default().to_owned(),
        RenewalStep::Done(Ok(())) => id_of(&provider),
        RenewalStep::Done(Err(error)) => error.to_string(),
        _ => String::new(),
    };
    assert_eq!(first(found(&[&ROLE, &KEY]).expect("an access key")), "id");
    let no_token = "no credentials: the token of the identity provider is not there";
    assert_eq!(first(found(&[&ROLE]).expect("a role")), no_token);
    assert_eq!(first(found(&[]).expect("an instance")), "100.100.100.200");
    assert_eq!(found(&[&[NO_METADATA]]).map(drop), Err(NoCredentials::Nowhere));
    assert_eq!(first(found(&[&[ADDRESS], &KEY]).expect("an access key")), "id");
    assert_eq!(first(found(&[&[ADDRESS]]).expect("an address")), "localhost");
    assert_eq!(first(found(&[&[ADDRESS, NO_METADATA, ROLE_OF_INSTANCE]]).expect("an address")), "localhost");
    assert_eq!(first(found(&[&[ADDRESS, ROLE_OF_INSTANCE]]).expect("an instance")), "100.100.100.200");
    assert!(matches!(found(&[&KEY[..1]]), Err(NoCredentials::Variable(name)) if name.name() == KEY[1].0));
    let named = ("ALIBABA_CLOUD_CONFIG_FILE", "/no/such/file");
    assert!(matches!(found(&[&[named]]), Err(NoCredentials::Profile(ProfileError::File(_)))));
    let disabled = ("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true");
    assert_eq!(first(found(&[&[named, disabled]]).expect("an instance")), "100.100.100.200");
    // The usual file is taken where it is there.
    assert_eq!(first(found(&[&[("HOME", "/no/such/home")]]).expect("an instance")), "100.100.100.200");
}
