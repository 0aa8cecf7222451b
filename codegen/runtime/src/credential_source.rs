//! The sources of temporary credentials: a trait that each of them is.

use std::fmt;
use std::time::SystemTime;

use crate::{Credentials, Outcome, RenewalError, SigningContext};

/// A place that credentials can be fetched from, any number of times.
///
/// ```
/// use apiscribe::{CredentialSource, Credentials, Fetch, FetchStep, Outcome, SigningContext, TemporaryCredentials};
///
/// /// A vault on this machine, which needs no request.
/// struct Vault;
///
/// struct Reading;
///
/// impl CredentialSource for Vault {
///     fn fetch(&self) -> Box<dyn Fetch> {
///         Box::new(Reading)
///     }
/// }
///
/// impl Fetch for Reading {
///     fn step(&mut self, context: &SigningContext, _: Option<Outcome>) -> FetchStep {
///         let credentials = Credentials::new("id", "secret").with_security_token("token");
///         let expiration = context.now + std::time::Duration::from_secs(3600);
///         FetchStep::Done(Ok(TemporaryCredentials::new(credentials, expiration)))
///     }
/// }
/// ```
pub trait CredentialSource: Send + Sync {
    /// Begins to fetch credentials.
    fn fetch(&self) -> Box<dyn Fetch>;
}

/// The steps by which a source is asked once. They send nothing by themselves.
pub trait Fetch: Send {
    /// Takes the next step, with what became of the request where the last step was to send one.
    fn step(&mut self, context: &SigningContext, outcome: Option<Outcome>) -> FetchStep;
}

/// The next step to fetch credentials.
#[must_use]
#[non_exhaustive]
pub enum FetchStep {
    /// Send this request.
    Send(http::Request<Vec<u8>>),
    /// The credentials, or why there are none.
    Done(Result<TemporaryCredentials, RenewalError>),
}

/// Credentials, and the time at which they end.
#[derive(Clone)]
pub struct TemporaryCredentials {
    pub(crate) credentials: Credentials,
    /// None where they never end.
    pub(crate) expiration: Option<SystemTime>,
}

impl TemporaryCredentials {
    /// Credentials that are good until a time.
    pub fn new(credentials: Credentials, expiration: SystemTime) -> Self {
        Self { credentials, expiration: Some(expiration) }
    }
}

impl fmt::Debug for TemporaryCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemporaryCredentials").field("expiration", &self.expiration).finish_non_exhaustive()
    }
}

/// An access key is a source that always has the same.
impl CredentialSource for Credentials {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(Known(self.clone()))
    }
}

impl<S: CredentialSource + ?Sized> CredentialSource for Box<S> {
    fn fetch(&self) -> Box<dyn Fetch> {
        (**self).fetch()
    }
}

struct Known(Credentials);

impl Fetch for Known {
    fn step(&mut self, _: &SigningContext, _: Option<Outcome>) -> FetchStep {
        FetchStep::Done(Ok(TemporaryCredentials { credentials: self.0.clone(), expiration: None }))
    }
}
