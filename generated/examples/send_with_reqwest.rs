//! Adds an image to E-HPC Instant with reqwest, an asynchronous client: signed, with a limit of time, and again where the
//! policy says so.
//!
//! ```text
//! export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
//! cargo run -p alibaba-cloud-types --features example-tls --example send_with_reqwest -- cn-hangzhou m-bp1… new-name
//! ```
//!
//! `ALIBABA_CLOUD_SECURITY_TOKEN` belongs to temporary credentials; `ALIBABA_CLOUD_ENDPOINT` is another host, such as
//! `http://127.0.0.1:8080`.

use std::env;
use std::error::Error;
use std::hash::{BuildHasher as _, RandomState};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use alibaba_cloud_types::Operation;
use alibaba_cloud_types::apiscribe::{
    Credentials, Endpoint, Response, RetryPolicy, announce_retry, http, is_repeatable,
};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageRequest;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::VmImageSpec;

/// How much of an answer is read, in bytes.
const LIMIT: usize = 16 << 20;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> ExitCode {
    let program = run(|name| env::var(name).ok(), env::args().skip(1));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    // `Display` of an error leaves out what `Debug` of a client might show.
    match runtime.map_err(Failure::from).and_then(|runtime| runtime.block_on(program)) {
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
pub(crate) async fn run(
    variable: impl Fn(&str) -> Option<String>,
    mut arguments: impl Iterator<Item = String>,
) -> Result<String, Failure> {
    let mut argument = || arguments.next().ok_or("usage: send_with_reqwest <region> <ECS image id> <name>");
    let (region, image, name) = (argument()?, argument()?, argument()?);
    let needed = |name: &str| variable(name).ok_or_else(|| format!("{name} is not set"));
    let mut credentials =
        Credentials::new(needed("ALIBABA_CLOUD_ACCESS_KEY_ID")?, needed("ALIBABA_CLOUD_ACCESS_KEY_SECRET")?);
    if let Some(token) = variable("ALIBABA_CLOUD_SECURITY_TOKEN") {
        credentials = credentials.with_security_token(token);
    }
    let endpoint = variable("ALIBABA_CLOUD_ENDPOINT").map_or_else(|| Endpoint::region(&region), Endpoint::at);

    let request =
        AddImageRequest::new(name).with_image_type("VM").with_vm_image_spec(VmImageSpec::new().with_image_id(image));
    request.validate()?;
    let response = Client::new(endpoint, credentials, Duration::from_secs(10))?.call(&request).await?;
    Ok(format!("added {}", response.into_body().image_id.unwrap_or_default()))
}

/// A client for any operation.
pub(crate) struct Client {
    sender: reqwest::Client,
    endpoint: Endpoint,
    credentials: Credentials,
    policy: RetryPolicy,
}

impl Client {
    pub(crate) fn new(endpoint: Endpoint, credentials: Credentials, timeout: Duration) -> Result<Self, Failure> {
        // A signed request must not follow to another host.
        let sender = reqwest::Client::builder().timeout(timeout).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { sender, endpoint, credentials, policy: RetryPolicy::default() })
    }

    /// Sends a request until there is a response, an error that is final, or the policy has had enough.
    pub(crate) async fn call<O: Operation>(&self, request: &O) -> Result<Response<O::Response>, Failure> {
        let mut waited = Duration::ZERO;
        for attempt in 1.. {
            let (delay, failure): (_, Failure) = match self.send(request, attempt - 1, waited).await {
                Ok(answer) => match O::read_http(answer) {
                    Ok(response) => return Ok(response),
                    Err(error) => (self.policy.delay(request, attempt, &error, random()), error.into()),
                },
                Err(error) if error.is::<reqwest::Error>() => {
                    (self.policy.delay_without_answer(is_repeatable(request), attempt, random()), error)
                }
                Err(error) => (None, error),
            };
            waited = delay.ok_or(failure)?;
            tokio::time::sleep(waited).await;
        }
        Err("there are only so many numbers".into())
    }

    /// Signs and sends a request once; each time it has a date and a nonce of its own.
    async fn send(
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
        // The address in such an error holds the parameters, some of which may be secret.
        let sent = self.sender.execute(request.try_into()?).await;
        let mut response = sent.map_err(reqwest::Error::without_url)?;
        let mut answer = http::Response::new(Vec::new());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = response.headers().clone();
        while let Some(chunk) = response.chunk().await.map_err(reqwest::Error::without_url)? {
            if answer.body().len() + chunk.len() > LIMIT {
                return Err("the answer is too long".into());
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
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
