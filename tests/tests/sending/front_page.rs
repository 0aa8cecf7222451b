//! The calls in the documentation of generated crates, line for line: they are compiled here, where the clients are.

use std::error::Error;

use alibaba_cloud_types::Operation;
use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use apiscribe::{Authorize, AuthorizeError, SigningContext, http};

use super::block_on;

async fn signed<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{Client, Credentials, Endpoint, reqwest};

    let auth = Credentials::from_env()?;
    let client = Client::new(reqwest::Client::new(), Endpoint::region("cn-hangzhou"), auth);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

async fn with_token<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{BearerToken, Client, Endpoint, reqwest};

    let auth = BearerToken::from_env("API_TOKEN")?;
    let client = Client::new(reqwest::Client::new(), Endpoint::at("https://api.example.com"), auth);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

async fn with_login<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{BasicLogin, Client, Endpoint, reqwest};

    let auth = BasicLogin::from_env("API_USER", "API_PASSWORD")?;
    let client = Client::new(reqwest::Client::new(), Endpoint::documented(), auth);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

async fn with_key<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{ApiKey, Client, Endpoint, reqwest};

    let auth = ApiKey::from_env("API_KEY")?;
    let client = Client::new(reqwest::Client::new(), Endpoint::server("north"), auth);
    let response = client.download(&request).await?;
    drop(response);
    Ok(())
}

async fn with_a_scheme<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{Client, Endpoint, reqwest};

    let auth = Signer::new();
    let client = Client::new(reqwest::Client::new(), Endpoint::central(), auth);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

async fn as_nobody<O: Operation>(request: O) -> Result<(), Box<dyn Error>> {
    use apiscribe_reqwest::{Anonymous, Client, Endpoint, reqwest};

    let auth = Anonymous;
    let client = Client::new(reqwest::Client::new(), Endpoint::documented(), auth);
    let response = client.call(&request).await?;
    drop(response);
    Ok(())
}

/// What a reader whose API has a scheme of its own writes. This one signs nothing.
struct Signer;

impl Signer {
    fn new() -> Self {
        Self
    }
}

impl Authorize for Signer {
    fn authorize(&self, _: &mut http::Request<Vec<u8>>, _: &SigningContext) -> Result<(), AuthorizeError> {
        Err(AuthorizeError::Credentials)
    }
}

/// The environment of the tests has no credentials, so that nothing is sent.
#[test]
fn what_is_missing_in_the_environment_is_named() {
    let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1");
    let failure = |outcome: Result<(), Box<dyn Error>>| outcome.expect_err("nothing is sent").to_string();
    if std::env::var_os("ALIBABA_CLOUD_ACCESS_KEY_ID").is_none() {
        assert_eq!(failure(block_on(signed(request.clone()))), "ALIBABA_CLOUD_ACCESS_KEY_ID is not set");
    }
    if std::env::vars_os().all(|(name, _)| !name.to_string_lossy().starts_with("API_")) {
        assert_eq!(failure(block_on(with_token(request.clone()))), "API_TOKEN is not set");
        assert_eq!(failure(block_on(with_login(request.clone()))), "API_USER is not set");
        assert_eq!(failure(block_on(with_key(request))), "API_KEY is not set");
    }
}

#[test]
fn what_cannot_be_signed_or_has_no_address_is_not_sent() {
    let request = ModifyImageAttributeRequest::new("cn-hangzhou", "m-1");
    assert!(block_on(with_a_scheme(request.clone())).is_err());
    assert!(block_on(as_nobody(request)).is_err());
}
