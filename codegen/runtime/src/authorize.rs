//! Credentials other than access keys: what shows who sends a request, as its operation documents it.

use std::fmt;
use std::time::SystemTime;

use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::percent::percent_encode;
use crate::renewal::Renewal;
use crate::request::SentAuth;
use crate::{Auth, Binary, Secret, SigningContext};

/// Credentials that show who sends a request. It is implemented for the kinds of HTTP; a signing scheme of another provider
/// is a type of your own.
///
/// ```
/// use apiscribe::{Authorize, AuthorizeError, SigningContext, http};
///
/// struct Ticket;
///
/// impl Authorize for Ticket {
///     fn authorize(
///         &self,
///         request: &mut http::Request<Vec<u8>>,
///         context: &SigningContext,
///     ) -> Result<(), AuthorizeError> {
///         let signature = format!("ticket {} of {}", request.body().len(), context.nonce);
///         request.headers_mut().insert("x-ticket", signature.parse().map_err(|_| AuthorizeError::Credentials)?);
///         Ok(())
///     }
/// }
/// ```
pub trait Authorize: Send + Sync {
    /// Puts into a request, as it will be sent, what shows who sends it. A request that has been authorized before is
    /// authorized anew.
    ///
    /// # Errors
    /// When the credentials cannot stand where the request has to have them.
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, context: &SigningContext) -> Result<(), AuthorizeError>;

    /// Returns what has to be done at this time before a request can be authorized: nothing, unless the credentials end and
    /// are fetched anew. [`Call`](crate::Call) does it.
    fn renewal(&self, now: SystemTime) -> Renewal<'_> {
        let _ = now;
        Renewal::NotNeeded
    }
}

/// An error of credentials that cannot be put into a request. It shows neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthorizeError {
    /// The credentials are empty, or have a character that cannot stand in a header.
    Credentials,
    /// The URI, with a key in its query, is none.
    Uri,
    /// The nonce of the context is empty or has a character that is not visible ASCII.
    Nonce,
    /// The request has no host, a header that has to be signed is not text, or the hash of the body is not known.
    Unsignable,
}

impl fmt::Display for AuthorizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Credentials => "the credentials are empty, or cannot stand in a header",
            Self::Uri => "the URI is not valid with a key in its query",
            Self::Nonce => "the nonce must be one or more visible ASCII characters, without spaces",
            Self::Unsignable => {
                "the request names no host, a header to be signed is not text, or the hash of the body is not known"
            }
        })
    }
}

impl std::error::Error for AuthorizeError {}

/// No credentials, for operations that anybody may call.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

impl Authorize for Anonymous {
    fn authorize(&self, _: &mut http::Request<Vec<u8>>, _: &SigningContext) -> Result<(), AuthorizeError> {
        Ok(())
    }
}

/// A bearer token, for operations with [`Auth::Bearer`]. Other requests of `Operation::to_http` are left as they are.
#[derive(Clone, Debug)]
pub struct BearerToken(Secret);

impl BearerToken {
    /// A token, without the word `Bearer` before it.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token))
    }
}

impl Authorize for BearerToken {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, _: &SigningContext) -> Result<(), AuthorizeError> {
        match sent_auth(request) {
            None | Some(Auth::Bearer) if self.0.expose().is_empty() => Err(AuthorizeError::Credentials),
            None | Some(Auth::Bearer) => set(request, AUTHORIZATION, &format!("Bearer {}", self.0.expose())),
            Some(_) => Ok(()),
        }
    }
}

/// A name and a password, for operations with [`Auth::Basic`]. Other requests of `Operation::to_http` are left as they are.
#[derive(Clone, Debug)]
pub struct BasicLogin(Secret);

impl BasicLogin {
    /// A name, which has no colon, and a password, which may be empty.
    pub fn new(name: &str, password: &str) -> Self {
        // With a colon in the name the server would take its rest for the password: no login is the one that is refused.
        Self(Secret::new(if name.contains(':') { String::new() } else { format!("{name}:{password}") }))
    }
}

impl Authorize for BasicLogin {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, _: &SigningContext) -> Result<(), AuthorizeError> {
        match sent_auth(request) {
            None | Some(Auth::Basic) if self.0.expose().is_empty() => Err(AuthorizeError::Credentials),
            None | Some(Auth::Basic) => {
                let login = Binary::from(self.0.expose().as_bytes()).to_base64();
                set(request, AUTHORIZATION, &format!("Basic {login}"))
            }
            Some(_) => Ok(()),
        }
    }
}

/// A key, for operations with [`Auth::Header`] or [`Auth::Query`], which have the name that it goes under. Other requests are
/// left as they are.
#[derive(Clone, Debug)]
pub struct ApiKey(Secret);

impl ApiKey {
    /// A key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(Secret::new(key))
    }
}

impl Authorize for ApiKey {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, _: &SigningContext) -> Result<(), AuthorizeError> {
        match sent_auth(request) {
            Some(Auth::Header(_) | Auth::Query(_)) if self.0.expose().is_empty() => Err(AuthorizeError::Credentials),
            Some(Auth::Header(name)) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| AuthorizeError::Credentials)?;
                set(request, name, self.0.expose())
            }
            Some(Auth::Query(name)) => set_in_query(request, name, self.0.expose()),
            _ => Ok(()),
        }
    }
}

/// Returns how a request shows who sends it, where `Operation::to_http` made it.
///
/// A scheme of your own asks this to know which requests are its own: those of operations with [`Auth::Scheme`] and its name.
pub fn sent_auth<B>(request: &http::Request<B>) -> Option<Auth> {
    request.extensions().get::<SentAuth>().map(|sent| sent.0)
}

fn set(request: &mut http::Request<Vec<u8>>, name: HeaderName, value: &str) -> Result<(), AuthorizeError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| AuthorizeError::Credentials)?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

/// Appends a pair to the query, in the place of one of that name.
fn set_in_query(request: &mut http::Request<Vec<u8>>, name: &str, value: &str) -> Result<(), AuthorizeError> {
    let uri = request.uri().to_string();
    let (path, query) = uri.split_once('?').unwrap_or((&uri, ""));
    let mut pair = String::new();
    percent_encode(name, &mut pair);
    pair.push('=');
    let others = query.split('&').filter(|other| !other.is_empty() && !other.starts_with(&pair)).map(str::to_owned);
    let mut pairs: Vec<String> = others.collect();
    percent_encode(value, &mut pair);
    pairs.push(pair);
    *request.uri_mut() = format!("{path}?{}", pairs.join("&")).parse().map_err(|_| AuthorizeError::Uri)?;
    Ok(())
}
