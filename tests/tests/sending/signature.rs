//! The server's view of a signature: worked out anew from the request as it came, with none of the library's code.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::server::{Answer, Received};

/// What the server answers to a request that is not signed as it should be.
pub(crate) fn refusal(request: &Received, before: &[Received], key: (&str, &str)) -> Option<Answer> {
    let header = |name: &str| request.headers.get(name).map_or("", String::as_str);
    let nonce = header("x-acs-signature-nonce");
    let refused = |code: &str, message: &str| {
        let body = serde_json::json!({ "RequestId": "refused", "Code": code, "Message": message });
        Some(Answer::json(400, body.to_string()))
    };
    if nonce.is_empty()
        || before.iter().any(|other| other.headers.get("x-acs-signature-nonce").is_some_and(|n| n == nonce))
    {
        return refused("SignatureNonceUsed", "The request signature nonce has been used.");
    }
    if header("x-acs-content-sha256") != hex(&Sha256::digest(&request.body)) {
        return refused("InvalidParameter", "The hash is not that of the body.");
    }
    if header("x-acs-date").len() != 20 || header("accept") != "application/json" {
        return refused("MissingParameter", "A header is missing.");
    }
    let (id, signed, signature) = parts(header("authorization")).unwrap_or_default();
    if id != key.0 || !covers_all(request, signed) {
        return refused("IncompleteSignature", "The request signature does not conform to Aliyun standards.");
    }
    let canonical = canonical(request, signed);
    if signature != hmac(key.1, &format!("ACS3-HMAC-SHA256\n{}", hex(&Sha256::digest(&canonical)))) {
        let message = format!("Specified signature does not match. server string to sign is:{canonical}");
        return refused("SignatureDoesNotMatch", &message);
    }
    None
}

/// The access key, the signed headers and the signature.
fn parts(authorization: &str) -> Option<(&str, &str, &str)> {
    let parts = authorization.strip_prefix("ACS3-HMAC-SHA256 Credential=")?;
    let (id, parts) = parts.split_once(",SignedHeaders=")?;
    let (signed, signature) = parts.split_once(",Signature=")?;
    Some((id, signed, signature))
}

/// Whether every header that has to be signed is.
fn covers_all(request: &Received, signed: &str) -> bool {
    let needed = request
        .headers
        .keys()
        .filter(|name| name.starts_with("x-acs-") || matches!(name.as_str(), "host" | "content-type"));
    signed == needed.map(String::as_str).collect::<Vec<_>>().join(";") && signed.contains("x-acs-version")
}

fn canonical(request: &Received, signed: &str) -> String {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<(&str, &str)> = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    // Names of documented parameters have nothing to encode, so that this is also the order of the decoded names.
    pairs.sort_unstable();
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let headers: Vec<String> = signed.split(';').map(|name| format!("{name}:{}\n", request.headers[name])).collect();
    let hash = hex(&Sha256::digest(&request.body));
    format!("{}\n{path}\n{}\n{}\n{signed}\n{hash}", request.method, pairs.join("&"), headers.concat())
}

/// A value decoded, and encoded as RFC 3986 says.
fn encoded(value: &str) -> String {
    let mut bytes = value.bytes();
    let mut encoded = String::new();
    while let Some(byte) = bytes.next() {
        let byte = if byte == b'%' {
            let digits = [bytes.next().unwrap_or(b'?'), bytes.next().unwrap_or(b'?')].map(char::from);
            u8::from_str_radix(&String::from_iter(digits), 16).unwrap_or(b'?')
        } else {
            byte
        };
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn hmac(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any key is long enough");
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
