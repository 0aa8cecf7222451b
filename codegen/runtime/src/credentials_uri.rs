//! Credentials that an address gives, such as that of a program on the same machine.

use crate::credential_source::{CredentialSource, Fetch, FetchStep};
use crate::fetched::{read_credentials, whole};
use crate::{Outcome, RenewalError, SigningContext};

/// Temporary credentials that a server gives to whoever asks at its address, as a program beside this one does that hands them
/// out.
///
/// The response is JSON with `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and `Expiration`, as the official library for Go
/// reads it (<https://github.com/aliyun/credentials-go>, `providers/uri.go`).
///
/// ```
/// use apiscribe::{CredentialProvider, CredentialsUri};
///
/// let credentials = CredentialProvider::new(CredentialsUri::new("http://localhost:6666/credentials"));
/// ```
#[derive(Clone)]
pub struct CredentialsUri {
    address: String,
}

impl CredentialsUri {
    /// The credentials at an address.
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into() }
    }
}

/// Shows no address: there may be a password in it.
impl std::fmt::Debug for CredentialsUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialsUri(…)")
    }
}

impl CredentialSource for CredentialsUri {
    fn fetch(&self) -> Box<dyn Fetch> {
        Box::new(Asking { source: self.clone(), is_sent: false })
    }
}

struct Asking {
    source: CredentialsUri,
    is_sent: bool,
}

impl Fetch for Asking {
    fn step(&mut self, _: &SigningContext, outcome: Option<Outcome>) -> FetchStep {
        if self.is_sent {
            let body = whole("the credentials at an address", outcome);
            return FetchStep::Done(body.and_then(|body| read_credentials(&body, None)));
        }
        self.is_sent = true;
        match request(&self.source.address) {
            Some(request) => FetchStep::Send(request),
            None => FetchStep::Done(Err(RenewalError::new("the address of the credentials is not valid"))),
        }
    }
}

/// Returns the request to an address, if it is a whole one: an HTTP client that is given another might show it in its error.
fn request(address: &str) -> Option<http::Request<Vec<u8>>> {
    let request = http::Request::get(address).body(Vec::new()).ok()?;
    let is_whole = matches!(request.uri().scheme_str(), Some("http" | "https")) && request.uri().host().is_some();
    is_whole.then_some(request)
}
