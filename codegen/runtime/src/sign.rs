//! The signature ACS3-HMAC-SHA256 over an `http::Request`: pure, with clock and nonce as arguments.

use std::borrow::Cow;
use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use http::header::{AUTHORIZATION, HOST, HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::hex::hex;
use crate::percent::percent_encode_bytes;
use crate::request::SentAuth;
use crate::secret::is_same;
use crate::{Auth, Authorize, AuthorizeError, Payload, SignatureDate, SigningContext};
use apiscribe_core::host::without_default_port;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The credentials that sign: an access key, and the security token of temporary ones.
///
/// The memory of the secret and of the token is overwritten when the credentials are dropped, and nothing shows them. They
/// cannot be compared with one another. Copies that were made before [`new`](Self::new), and the token in the headers of a
/// signed request, are not overwritten.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    access_key_secret: Zeroizing<String>,
    security_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// An access key.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        let (access_key_id, access_key_secret) = (access_key_id.into(), Zeroizing::new(access_key_secret.into()));
        Self { access_key_id, access_key_secret, security_token: None }
    }

    /// Adds the security token that temporary credentials (STS) come with.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<String>) -> Self {
        self.security_token = Some(Zeroizing::new(token.into()));
        self
    }

    /// Signs a request as it will be sent: adds the headers that the signature needs, and `authorization`.
    ///
    /// The nonce is a text of visible ASCII characters that no other request has, such as a UUID; a request that is sent
    /// again needs a new one, and may be signed again in place. The canonical request is returned, for those who have to
    /// find out why a server disagrees.
    ///
    /// A request that shows in another way who sends it is left as it is, and what is returned says so: that of an
    /// operation with another [`Auth`](crate::Auth) than `Acs3`, and one whose own parameter is the header `authorization`.
    /// `Operation::to_http` marks them in the request's extensions.
    ///
    /// # Errors
    /// When the nonce is not visible ASCII, the credentials cannot stand in a header, the request has no host, or one of
    /// its headers that has to be signed is not text. The request then has no signature, not even one that it had before.
    pub fn sign<B: AsRef<[u8]>>(
        &self,
        request: &mut http::Request<B>,
        date: &SignatureDate,
        nonce: &str,
    ) -> Result<CanonicalRequest, SignError> {
        if request.extensions().get::<SentAuth>().is_some_and(|sent| *sent != SentAuth(Auth::Acs3)) {
            return Ok(CanonicalRequest::unsigned());
        }
        let payload_hash = payload_hash(request)?;
        let host = host(request)?;
        let headers = request.headers_mut();
        headers.remove(AUTHORIZATION);
        headers.insert(HOST, host);
        headers.insert("x-acs-date", value(date.as_str(), SignError::Header)?);
        headers.insert("x-acs-signature-nonce", nonce_value(nonce)?);
        headers.insert("x-acs-content-sha256", value(&payload_hash, SignError::Header)?);
        if let Some(token) = &self.security_token {
            headers.insert("x-acs-accesskey-id", value(&self.access_key_id, SignError::Credentials)?);
            headers.insert("x-acs-security-token", sensitive(token, SignError::Credentials)?);
        } else {
            // The request may have been signed before, with other credentials.
            headers.remove("x-acs-accesskey-id");
            headers.remove("x-acs-security-token");
        }
        let canonical = CanonicalRequest::of(request, &payload_hash)?;
        let authorization = sensitive(&canonical.authorization(self), SignError::Credentials)?;
        request.headers_mut().insert(AUTHORIZATION, authorization);
        Ok(canonical)
    }
}

/// Signs, as [`Credentials::sign`] does.
impl Authorize for Credentials {
    fn authorize(&self, request: &mut http::Request<Vec<u8>>, context: &SigningContext) -> Result<(), AuthorizeError> {
        self.sign(request, &context.now.into(), &context.nonce)?;
        Ok(())
    }
}

impl From<SignError> for AuthorizeError {
    fn from(error: SignError) -> Self {
        match error {
            SignError::Nonce => Self::Nonce,
            SignError::Credentials => Self::Credentials,
            SignError::Host | SignError::Header | SignError::Payload => Self::Unsignable,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// An error of a request that cannot be signed. It shows neither the request nor the credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignError {
    /// The nonce is empty or has a character that is not visible ASCII (`!` to `~`).
    Nonce,
    /// The access key's id or the security token cannot stand in a header, or is empty.
    Credentials,
    /// The request has neither a host in its URI nor a header `host`.
    Host,
    /// A header to be signed is not text.
    Header,
    /// The hash of a body that is sent as it is read is not known.
    Payload,
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nonce => "the nonce must be one or more visible ASCII characters, without spaces",
            Self::Credentials => "the access key's id or the security token cannot stand in a header",
            Self::Host => "the request names no host",
            Self::Header => "a header to be signed is not text",
            Self::Payload => "the hash of the body is not known",
        })
    }
}

impl std::error::Error for SignError {}

/// A request in the form that is signed.
///
/// It holds the query and the security token in plain text. Its `Debug` shows neither; [`text`](Self::text) shows all.
#[derive(Clone)]
pub struct CanonicalRequest {
    text: Zeroizing<String>,
    signed_headers: String,
}

impl CanonicalRequest {
    /// The stand-in for the form of a request that is not signed.
    fn unsigned() -> Self {
        Self { text: Zeroizing::default(), signed_headers: String::new() }
    }

    /// Makes the form of its parts: the path as it is sent, the query's pairs before they are encoded, the headers, both in
    /// any order, and the hash of the body in lower-case hexadecimal. Headers that are not signed are passed over.
    pub fn new(method: &str, path: &str, query: &[(&str, &str)], headers: &[(&str, &str)], payload_hash: &str) -> Self {
        let query = query.iter().map(|(name, value)| (name.as_bytes().into(), value.as_bytes().into()));
        Self::of_parts(method, path, query.collect(), headers, payload_hash)
    }

    /// Makes the form of a request that has all headers to be signed.
    fn of<B>(request: &http::Request<B>, payload_hash: &str) -> Result<Self, SignError> {
        let headers = text_headers(request.headers())?;
        let query = decoded_pairs(request.uri().query().unwrap_or_default());
        Ok(Self::of_parts(request.method().as_str(), request.uri().path(), query, &headers, payload_hash))
    }

    fn of_parts(method: &str, path: &str, query: Vec<Pair<'_>>, headers: &[(&str, &str)], payload_hash: &str) -> Self {
        let headers = canonical_headers(headers);
        let mut signed_headers: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        signed_headers.dedup();
        let signed_headers = signed_headers.join(";");
        let first = format!("{method}\n{}\n{}\n", canonical_path(path), canonical_query(query));
        let last = format!("\n{signed_headers}\n{payload_hash}");
        let between: usize = headers.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
        // A text that had to grow would leave the token behind in memory.
        let mut text = String::with_capacity(first.len() + between + last.len());
        text.push_str(&first);
        write_headers(&headers, &mut text);
        text.push_str(&last);
        Self { text: Zeroizing::new(text), signed_headers }
    }

    /// Returns whether the request is signed: `false` where it shows in another way who sends it.
    pub fn is_signed(&self) -> bool {
        !self.text.is_empty()
    }

    /// The canonical request, to be compared with what a server says it made of the request.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names of the signed headers, with semicolons between them.
    pub fn signed_headers(&self) -> &str {
        &self.signed_headers
    }

    /// The text that the key signs.
    pub fn string_to_sign(&self) -> String {
        format!("{ALGORITHM}\n{}", hex(&Sha256::digest(self.text.as_bytes())))
    }

    /// The signature with a key, in lower-case hexadecimal.
    pub fn signature(&self, credentials: &Credentials) -> String {
        let mac = Hmac::<Sha256>::new_from_slice(credentials.access_key_secret.as_bytes());
        // HMAC takes keys of any length, so that there is always a signature.
        let signed = mac.map(|mac| mac.chain_update(self.string_to_sign()).finalize().into_bytes());
        signed.map(|bytes| hex(&bytes)).unwrap_or_default()
    }

    /// The value of the header `authorization`.
    pub fn authorization(&self, credentials: &Credentials) -> String {
        let (id, names, signature) = (&credentials.access_key_id, &self.signed_headers, self.signature(credentials));
        format!("{ALGORITHM} Credential={id},SignedHeaders={names},Signature={signature}")
    }
}

/// Takes as long for texts that differ in the first byte as for equal ones, because they hold the token.
impl PartialEq for CanonicalRequest {
    fn eq(&self, other: &Self) -> bool {
        is_same(self.text.as_bytes(), other.text.as_bytes()) && self.signed_headers == other.signed_headers
    }
}

impl Eq for CanonicalRequest {}

impl fmt::Debug for CanonicalRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CanonicalRequest").field("signed_headers", &self.signed_headers).finish_non_exhaustive()
    }
}

fn value(text: &str, refused: SignError) -> Result<HeaderValue, SignError> {
    if text.is_empty() { Err(refused) } else { HeaderValue::from_str(text).map_err(|_| refused) }
}

/// Servers disagree on how other characters are signed, and clients may trim spaces.
fn nonce_value(nonce: &str) -> Result<HeaderValue, SignError> {
    let is_visible = nonce.bytes().all(|byte| byte.is_ascii_graphic());
    if is_visible { value(nonce, SignError::Nonce) } else { Err(SignError::Nonce) }
}

fn sensitive(text: &str, refused: SignError) -> Result<HeaderValue, SignError> {
    let mut value = value(text, refused)?;
    value.set_sensitive(true);
    Ok(value)
}

/// Returns the host as clients send it.
fn host<B>(request: &http::Request<B>) -> Result<HeaderValue, SignError> {
    if let Some(host) = request.headers().get(HOST) {
        return Ok(host.clone());
    }
    let authority = request.uri().authority().ok_or(SignError::Host)?.as_str();
    let host = authority.rsplit('@').next().unwrap_or(authority);
    value(without_default_port(request.uri().scheme_str().unwrap_or_default(), host), SignError::Host)
}

fn is_signed(name: &str) -> bool {
    name.starts_with("x-acs-") || matches!(name, "host" | "content-type")
}

fn text_headers(headers: &HeaderMap) -> Result<Vec<(&str, &str)>, SignError> {
    let signed = headers.iter().filter(|(name, _)| is_signed(name.as_str()));
    signed.map(|(name, value)| Ok((name.as_str(), text_of(value)?))).collect()
}

fn text_of(value: &HeaderValue) -> Result<&str, SignError> {
    std::str::from_utf8(value.as_bytes()).map_err(|_| SignError::Header)
}

/// The headers that are signed: names in small letters, in the order of names and values.
fn canonical_headers<'a>(headers: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    let lower = headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.trim()));
    let mut signed: Vec<(String, &str)> = lower.filter(|(name, _)| is_signed(name)).collect();
    signed.sort();
    signed
}

/// Appends a line for each name; a name that comes twice has its values on one line.
fn write_headers(headers: &[(String, &str)], text: &mut String) {
    for same_name in headers.chunk_by(|(name, _), (next, _)| name == next) {
        for (index, (name, value)) in same_name.iter().enumerate() {
            text.push_str(if index == 0 { name } else { "" });
            text.push(if index == 0 { ':' } else { ',' });
            text.push_str(value);
        }
        text.push('\n');
    }
}

/// Each segment percent-encoded, whether it came so or not.
fn canonical_path(path: &str) -> String {
    let mut canonical = String::new();
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        canonical.push('/');
        percent_encode_bytes(&decoded(segment), &mut canonical);
    }
    canonical
}

/// A name and a value of the query, before they are encoded.
type Pair<'a> = (Cow<'a, [u8]>, Cow<'a, [u8]>);

/// The pairs in the order of their names as they are before being encoded.
fn canonical_query(mut pairs: Vec<Pair<'_>>) -> String {
    pairs.sort_unstable();
    let mut query = String::new();
    for (name, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        percent_encode_bytes(&name, &mut query);
        query.push('=');
        percent_encode_bytes(&value, &mut query);
    }
    query
}

fn decoded_pairs(query: &str) -> Vec<Pair<'_>> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let split = |pair| {
        let (name, value) = str::split_once(pair, '=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    };
    pairs.map(split).collect()
}

fn decoded(text: &str) -> Cow<'_, [u8]> {
    percent_encoding::percent_decode_str(text).into()
}

/// The hash of the body, be it there or be it sent as it is read.
fn payload_hash<B: AsRef<[u8]>>(request: &http::Request<B>) -> Result<String, SignError> {
    match request.extensions().get::<Payload>() {
        Some(payload) => payload.sha256().map(str::to_owned).ok_or(SignError::Payload),
        None => Ok(hex(&Sha256::digest(request.body().as_ref()))),
    }
}

#[cfg(test)]
mod tests {
    use super::CanonicalRequest;

    #[test]
    fn the_text_has_room_for_all_of_it_from_the_start() {
        let headers = [("host", "h.example"), ("x-acs-a", "one"), ("x-acs-security-token", "the-token"), ("age", "1")];
        let canonical = CanonicalRequest::new("POST", "/a", &[("b", "c")], &headers, "hash");
        assert_eq!(canonical.text.capacity(), canonical.text.len());
    }
}
