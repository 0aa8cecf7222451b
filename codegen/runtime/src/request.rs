//! From a typed request to an `http::Request`, without sending it.

use std::borrow::Cow;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue};

use crate::endpoint::Origin;
use crate::finite::first_not_finite;
use crate::multipart;
use crate::{
    Auth, Encode, Endpoint, Location, Method, OperationFacts, ParameterPairs, Part, RequestError, percent_encode,
};
use apiscribe_core::host::{is_host, is_label};

/// The header by which requests of Alibaba Cloud, and only these, name their operation.
pub(crate) const ACS_ACTION: &str = "x-acs-action";

/// The extension of a request that says how it shows who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentAuth(pub(crate) Auth);

/// Puts a request of an operation, and its parameters, into HTTP.
pub(crate) fn build(
    facts: &OperationFacts,
    request: &dyn Encode,
    mut parameters: ParameterPairs,
    endpoint: &Endpoint,
) -> Result<http::Request<Vec<u8>>, RequestError> {
    if let Some(path) = first_not_finite(request) {
        return Err(RequestError::NotFinite(path));
    }
    let Origin { scheme, host, base_path } = endpoint.origin(facts)?;
    let host = with_prefix(&host, &parameters.host, facts)?;
    let mut uri = format!("{scheme}://{host}{base_path}");
    write_path(facts.sent_path(), &encoded(facts, &parameters, Location::Path), &mut uri)?;
    write_query(facts, encoded(facts, &parameters, Location::Query), &mut uri);
    let (content_type, body) = body(facts, &mut parameters)?;
    let mut request = http::Request::new(body);
    *request.method_mut() = method(facts.sent_method());
    *request.uri_mut() = parsed(&uri)?;
    *request.headers_mut() = headers(facts, &host, &parameters.headers, content_type.as_deref())?;
    if let Some(cookies) = cookies(&parameters.cookies)? {
        request.headers_mut().insert(COOKIE, cookies);
    }
    let has_own = request.headers().contains_key(AUTHORIZATION);
    let auth = if has_own { Auth::None } else { facts.sent_auth() };
    request.extensions_mut().insert(SentAuth(auth));
    Ok(request)
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
        Method::Head => http::Method::HEAD,
        Method::Options => http::Method::OPTIONS,
    }
}

/// The host with the parameters before it that belong there, as in `<bucket>.oss-cn-hangzhou.aliyuncs.com`.
fn with_prefix(host: &str, prefix: &[(String, String)], facts: &OperationFacts) -> Result<String, RequestError> {
    let wanted = facts.parameters.iter().filter(|parameter| parameter.location == Location::Host);
    let mut whole = String::new();
    for parameter in wanted {
        let value = prefix.iter().find(|(name, _)| name == parameter.name).map(|(_, value)| value.as_str());
        let refused = || RequestError::HostParameter(parameter.name.to_owned());
        let value = value.filter(|value| value.split('.').all(is_label));
        whole.push_str(value.ok_or_else(refused)?);
        whole.push('.');
        // Before an address there is no name, and a name has a greatest length.
        if !is_host(&format!("{whole}{host}")) {
            return Err(refused());
        }
    }
    Ok(whole + host)
}

/// Appends the path: each segment percent-encoded, so that it is at once the path that is sent and the one that is signed.
/// The values are percent-encoded already.
fn write_path(template: &str, values: &[(String, String)], uri: &mut String) -> Result<(), RequestError> {
    let mut rest = template;
    if !rest.starts_with('/') {
        uri.push('/');
    }
    while let Some((literal, tail)) = rest.split_once('{') {
        write_segments(literal, uri);
        let (name, tail) = tail.split_once('}').ok_or(RequestError::InvalidUri)?;
        let value = values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let value = value.filter(|value| !matches!(*value, "" | "." | ".."));
        uri.push_str(value.ok_or_else(|| RequestError::PathParameter(name.to_owned()))?);
        rest = tail;
    }
    write_segments(rest, uri);
    Ok(())
}

fn write_segments(path: &str, uri: &mut String) {
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            uri.push('/');
        }
        percent_encode(segment, uri);
    }
}

/// Returns the pairs of the query or of the path, with their values percent-encoded.
fn encoded(facts: &OperationFacts, parameters: &ParameterPairs, location: Location) -> Vec<(String, String)> {
    let pairs = if location == Location::Path { &parameters.path } else { &parameters.query };
    let encode = |(index, (name, value)): (usize, &(String, String))| {
        let keeps_commas = facts.keeps_commas();
        let value = if keeps_commas { parameters.encoded_value(location, index, value) } else { encoded_text(value) };
        (name.clone(), value)
    };
    pairs.iter().enumerate().map(encode).collect()
}

fn encoded_text(text: &str) -> String {
    let mut encoded = String::new();
    percent_encode(text, &mut encoded);
    encoded
}

/// Appends the query: what every request has as it is documented, and the parameters.
fn write_query(facts: &OperationFacts, parameters: Vec<(String, String)>, uri: &mut String) {
    let mut separator = '?';
    for (name, value) in facts.fixed_query() {
        uri.push(separator);
        percent_encode(name, uri);
        if let Some(value) = value {
            uri.push('=');
            percent_encode(value, uri);
        }
        separator = '&';
    }
    if !parameters.is_empty() {
        uri.push(separator);
        write_pairs(parameters, uri);
    }
}

/// Appends pairs, the values of which are percent-encoded already, in the order of their names, as the signature has them.
fn write_pairs(mut pairs: Vec<(String, String)>, to: &mut String) {
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            to.push('&');
        }
        percent_encode(name, to);
        to.push('=');
        to.push_str(value);
    }
}

/// Returns the URI of its text, which may be only so long.
fn parsed(uri: &str) -> Result<http::Uri, RequestError> {
    if uri.len() > RequestError::URI_LIMIT {
        return Err(RequestError::UriTooLong { length: uri.len() });
    }
    uri.parse().map_err(|_| RequestError::InvalidUri)
}

/// The content type of a body, and the body.
type Body = (Option<Cow<'static, str>>, Vec<u8>);

/// Takes the body out of the parameters.
fn body(facts: &OperationFacts, parameters: &mut ParameterPairs) -> Result<Body, RequestError> {
    let ParameterPairs { form, body, parts, is_binary, is_text, .. } = parameters;
    let kinds = [!form.is_empty(), body.is_some(), !parts.is_empty()];
    if kinds.into_iter().filter(|has_some| *has_some).count() > 1 {
        return Err(RequestError::TwoBodies);
    }
    if let Some(body) = body.take() {
        let content_type = match (*is_binary, facts.protocol.is_acs()) {
            (true, _) => "application/octet-stream",
            // Alibaba Cloud takes text for JSON, and its SDKs state the charset, which JSON has none of (RFC 8259 §11).
            (false, true) => "application/json; charset=utf-8",
            (false, false) if *is_text => "text/plain; charset=utf-8",
            (false, false) => "application/json",
        };
        return Ok((Some(content_type.into()), body));
    }
    if !parts.is_empty() {
        return of_parts(parts);
    }
    if form.is_empty() {
        return Ok((None, Vec::new()));
    }
    let mut text = String::new();
    write_pairs(form.drain(..).map(|(name, value)| (name, encoded_text(&value))).collect(), &mut text);
    Ok((Some("application/x-www-form-urlencoded".into()), text.into_bytes()))
}

/// Returns a body of several parts, none of whose content types can be anything else.
fn of_parts(parts: &[Part]) -> Result<Body, RequestError> {
    let is_refused = |part: &&Part| part.content_type.as_ref().is_some_and(|text| HeaderValue::from_str(text).is_err());
    if let Some(part) = parts.iter().find(is_refused) {
        return Err(RequestError::HeaderParameter(part.name.clone()));
    }
    let (boundary, body) = multipart::body(parts);
    Ok((Some(format!("multipart/form-data; boundary={boundary}").into()), body))
}

/// Returns the header of the cookies, where there are any. A value that a cookie cannot have (RFC 6265 §4.1.1) is refused: what
/// stands behind a `;` would be another cookie.
fn cookies(cookies: &[(String, String)]) -> Result<Option<HeaderValue>, RequestError> {
    let is_cookie_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    let refused = cookies.iter().find(|(_, value)| !value.bytes().all(is_cookie_octet));
    if let Some((name, _)) = refused {
        return Err(RequestError::HeaderParameter(name.clone()));
    }
    let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if pairs.is_empty() {
        return Ok(None);
    }
    let mut header = HeaderValue::from_str(&pairs.join("; ")).map_err(|_| RequestError::InvalidUri)?;
    header.set_sensitive(true);
    Ok(Some(header))
}

fn headers(
    facts: &OperationFacts,
    host: &str,
    parameters: &[(String, String)],
    content_type: Option<&str>,
) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(content_type) = content_type {
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).map_err(|_| RequestError::InvalidUri)?);
    }
    for (name, value) in facts.sent_headers() {
        // Without a body there is nothing that a content type could speak of, and that of parts names their boundary.
        let has_room = content_type.is_some_and(|content_type| !content_type.starts_with("multipart/"));
        if has_room || !name.eq_ignore_ascii_case("content-type") {
            let refused = || RequestError::HeaderParameter((*name).to_owned());
            let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
            headers.insert(key, HeaderValue::from_str(value).map_err(|_| refused())?);
        }
    }
    for (name, value) in parameters {
        let refused = || RequestError::HeaderParameter(name.clone());
        let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| refused())?;
        // What it holds is not known here, and must not be shown if it is a secret.
        value.set_sensitive(true);
        headers.insert(key, value);
    }
    headers.insert(HOST, HeaderValue::from_str(host).map_err(|_| RequestError::InvalidHost)?);
    let names_operation = facts.protocol.is_acs();
    let acs = [(ACS_ACTION, facts.action), ("x-acs-version", facts.version)];
    for (name, value) in acs.into_iter().filter(|_| names_operation) {
        let refused = |_| RequestError::HeaderParameter(name.to_owned());
        headers.insert(name, HeaderValue::from_str(value).map_err(refused)?);
    }
    Ok(headers)
}
