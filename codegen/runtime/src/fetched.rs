//! Responses of servers to those who ask for credentials.

use std::collections::BTreeMap;
use std::time::SystemTime;

use zeroize::{Zeroize as _, Zeroizing};

use crate::{
    Any, ApiError, Credentials, NoServiceCode, Outcome, RenewalError, SendError, SignatureDate, TemporaryCredentials,
    from_json,
};

/// Returns the body of a good response; what is wrong otherwise names what was asked for.
pub(crate) fn whole(what: &'static str, outcome: Option<Outcome>) -> Result<Zeroizing<String>, RenewalError> {
    let response =
        outcome.unwrap_or_else(|| Err(SendError::not_told())).map_err(|error| RenewalError::unanswered(what, error))?;
    let status = response.status().as_u16();
    let mut body = response.into_body();
    if status != 200 {
        let error = ApiError::<NoServiceCode>::from_body(status, &body);
        return Err(RenewalError::refused(what, status, error.code().as_str()));
    }
    let text = String::from_utf8(std::mem::take(&mut body)).map_err(|broken| {
        broken.into_bytes().zeroize();
        RenewalError::new(format!("{what}: the response is not text"))
    })?;
    Ok(Zeroizing::new(text))
}

/// The status of a response, if there is one.
pub(crate) fn status_of(outcome: Option<&Outcome>) -> Option<u16> {
    outcome?.as_ref().ok().map(|response| response.status().as_u16())
}

/// Reads credentials of a response in JSON: on its first level, or in the object that it has under a name.
pub(crate) fn read_credentials(body: &str, under: Option<&str>) -> Result<TemporaryCredentials, RenewalError> {
    let unreadable = || RenewalError::new("the response has no credentials in it");
    let mut response: BTreeMap<String, Any> = from_json(body).map_err(|_| unreadable())?;
    let inner = under.and_then(|name| response.remove(name));
    let mut found = match (under, inner) {
        (Some(_), Some(Any::Object(inner))) => inner,
        (Some(_), _) => return Err(unreadable()),
        (None, _) => response,
    };
    let mut take = |name: &str| match found.remove(name) {
        Some(Any::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    // The metadata of an instance says so; other responses have no code where they have credentials.
    if take("Code").is_some_and(|code| code != "Success") {
        return Err(unreadable());
    }
    let texts = (take("AccessKeyId"), take("AccessKeySecret"), take("SecurityToken"), take("Expiration"));
    let (Some(id), Some(secret), Some(token), Some(expiration)) = texts else { return Err(unreadable()) };
    let expiration = SignatureDate::parse(&expiration).and_then(|date| SystemTime::try_from(&date).ok());
    let expiration =
        expiration.ok_or_else(|| RenewalError::new("the response does not say when its credentials end"))?;
    Ok(TemporaryCredentials::new(Credentials::new(id, secret).with_security_token(token), expiration))
}
