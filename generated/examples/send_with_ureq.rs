//! Renames an ECS image with ureq, a blocking client.
//!
//! ```text
//! export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
//! cargo run -p alibaba-cloud-types --features example-tls --example send_with_ureq -- cn-hangzhou m-bp1… new-name
//! ```
//!
//! `ALIBABA_CLOUD_SECURITY_TOKEN` belongs to temporary credentials; `ALIBABA_CLOUD_ENDPOINT` is another host, such as
//! `http://127.0.0.1:8080`.

use std::env;
use std::error::Error;

use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use apiscribe_ureq::{Client, Credentials, Endpoint, ureq};

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    println!("{}", run(|name| env::var(name).ok(), env::args().skip(1))?);
    Ok(())
}

/// The program, with its environment and its arguments as arguments.
pub(crate) fn run(
    variable: impl Fn(&str) -> Option<String>,
    mut arguments: impl Iterator<Item = String>,
) -> Result<String, Failure> {
    let mut argument = || arguments.next().ok_or("usage: send_with_ureq <region> <image id> <new name>");
    let (region, image, name) = (argument()?, argument()?, argument()?);
    let endpoint = variable("ALIBABA_CLOUD_ENDPOINT").map_or_else(|| Endpoint::region(&region), Endpoint::at);
    let client = Client::new(ureq::agent(), endpoint, Credentials::from_variables(variable)?);

    let request = ModifyImageAttributeRequest::new(region, image).with_image_name(name);
    request.validate()?;
    let response = client.call(&request)?;
    Ok(format!("renamed; the request's id is {}", response.request_id().unwrap_or_default()))
}
