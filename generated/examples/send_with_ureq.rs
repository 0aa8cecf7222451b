//! Renames an ECS image with ureq, a blocking client: signed, with a limit of time, and again where the policy says so.
//!
//! ```text
//! export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
//! cargo run -p alibaba-cloud-types --features example-tls --example send_with_ureq -- cn-hangzhou m-bp1… new-name
//! ```
//!
//! `ALIBABA_CLOUD_SECURITY_TOKEN` belongs to temporary credentials; `ALIBABA_CLOUD_ENDPOINT` is another host, such as
//! `http://127.0.0.1:8080`.

use std::error::Error;
use std::hash::{BuildHasher as _, RandomState};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};
use std::{env, thread};

use alibaba_cloud_types::apiscribe::{
    Credentials, Endpoint, Response, RetryPolicy, announce_retry, http, is_repeatable,
};
use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use alibaba_cloud_types::{ApiError, Operation};

/// How much of an answer is read, in bytes.
const LIMIT: u64 = 16 << 20;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> ExitCode {
    // `Display` of an error leaves out what `Debug` of a client might show.
    match run(|name| env::var(name).ok(), env::args().skip(1)) {
        Ok(message) => println!("{message}"),
        Err(error) => {
            eprintln!("{error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("because: {error}");
                cause = error.source();
            }
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The program, with its environment and its arguments as arguments.
pub(crate) fn run(
    variable: impl Fn(&str) -> Option<String>,
    mut arguments: impl Iterator<Item = String>,
) -> Result<String, Failure> {
    let mut argument = || arguments.next().ok_or("usage: send_with_ureq <region> <image id> <new name>");
    let (region, image, name) = (argument()?, argument()?, argument()?);
    let needed = |name: &str| variable(name).ok_or_else(|| format!("{name} is not set"));
    let mut credentials =
        Credentials::new(needed("ALIBABA_CLOUD_ACCESS_KEY_ID")?, needed("ALIBABA_CLOUD_ACCESS_KEY_SECRET")?);
    if let Some(token) = variable("ALIBABA_CLOUD_SECURITY_TOKEN") {
        credentials = credentials.with_security_token(token);
    }
    let endpoint = variable("ALIBABA_CLOUD_ENDPOINT").map_or_else(|| Endpoint::region(&region), Endpoint::at);

    let request = ModifyImageAttributeRequest::new(region, image).with_image_name(name);
    request.validate()?;
    let response = Client::new(endpoint, credentials, Duration::from_secs(10)).call(&request)?;
    Ok(format!("renamed; the request's id is {}", response.request_id().unwrap_or_default()))
}

/// A client for any operation.
pub(crate) struct Client {
    agent: ureq::Agent,
    endpoint: Endpoint,
    credentials: Credentials,
    policy: RetryPolicy,
}

impl Client {
    pub(crate) fn new(endpoint: Endpoint, credentials: Credentials, timeout: Duration) -> Self {
        // An error of the server has a body to be read, and a signed request must not follow to another host.
        let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let agent = agent.timeout_global(Some(timeout)).build().into();
        Self { agent, endpoint, credentials, policy: RetryPolicy::default() }
    }

    /// Sends a request until there is a response, an error that is final, or the policy has had enough.
    pub(crate) fn call<O: Operation>(&self, request: &O) -> Result<Response<O::Response>, Failure> {
        let mut waited = Duration::ZERO;
        for attempt in 1.. {
            let (delay, failure): (_, Failure) = match self.send(request, attempt - 1, waited) {
                Ok(answer) => match O::read_http(answer) {
                    Ok(response) => return Ok(response),
                    Err(error) => (self.delay(request, attempt, &error), error.into()),
                },
                Err(error) if error.is::<ureq::Error>() => {
                    (self.policy.delay_without_answer(is_repeatable(request), attempt, random()), error)
                }
                Err(error) => (None, error),
            };
            waited = delay.ok_or(failure)?;
            thread::sleep(waited);
        }
        Err("there are only so many numbers".into())
    }

    fn delay<O: Operation>(&self, request: &O, attempt: u32, error: &ApiError<O::ErrorCode>) -> Option<Duration> {
        self.policy.delay(request, attempt, error, random())
    }

    /// Signs and sends a request once; each time it has a date and a nonce of its own.
    fn send(
        &self,
        request: &impl Operation,
        retries: u32,
        waited: Duration,
    ) -> Result<http::Response<Vec<u8>>, Failure> {
        let mut request = request.to_http(&self.endpoint)?;
        if retries > 0 {
            announce_retry(&mut request, retries, waited);
        }
        let nonce = format!("{:016x}{:016x}", random_bits(), random_bits());
        self.credentials.sign(&mut request, &SystemTime::now().into(), &nonce)?;
        let (parts, mut body) = self.agent.run(request)?.into_parts();
        let body = body.with_config().limit(LIMIT).read_to_vec()?;
        Ok(http::Response::from_parts(parts, body))
    }
}

/// A number from 0 to 1.
fn random() -> f64 {
    u32::try_from(random_bits() >> 32).map_or(0.0, |bits| f64::from(bits) / f64::from(u32::MAX))
}

/// Bits that differ from call to call: the standard library seeds its hashers from the system's randomness.
fn random_bits() -> u64 {
    RandomState::new().hash_one(SystemTime::now())
}
