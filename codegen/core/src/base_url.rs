//! Base URLs: a scheme, a host and the path that the paths of all operations are appended to.

use crate::host;

/// A base URL in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseUrl<'a> {
    /// `https` or `http`.
    pub scheme: &'static str,
    /// The host, with or without a port.
    pub host: &'a str,
    /// The path without a `/` at its end; empty, or with a `/` before it. It goes on the wire as it is.
    pub path: &'a str,
}

impl<'a> BaseUrl<'a> {
    /// Takes a text apart.
    ///
    /// # Errors
    /// Returns what keeps it from being a base URL, if it is none.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once("://").ok_or("it begins with neither `https://` nor `http://`")?;
        let scheme = ["https", "http"].into_iter().find(|known| known.eq_ignore_ascii_case(scheme));
        let scheme = scheme.ok_or("it begins with neither `https://` nor `http://`")?;
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if let Some(problem) = host::problem(host) {
            return Err(format!("its host `{host}` is none: {problem}"));
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        match path_problem(path) {
            Some(problem) => Err(problem.to_owned()),
            None => Ok(Self { scheme, host, path }),
        }
    }
}

/// Returns what keeps a text from being the path of a base URL.
fn path_problem(path: &str) -> Option<&'static str> {
    match path {
        _ if path.contains('?') => Some("it has a query"),
        _ if path.contains('#') => Some("it has a fragment"),
        _ if path.contains(['{', '}']) => Some("it has a placeholder"),
        _ if path.split('/').skip(1).any(str::is_empty) => Some("its path has a segment without text"),
        _ if path.split('/').any(|segment| matches!(segment, "." | "..")) => Some("its path has a segment of dots"),
        _ if !path.bytes().all(is_path_byte) || !has_whole_escapes(path) => {
            Some("its path has a character that has to be percent-encoded")
        }
        _ => None,
    }
}

/// Returns whether a byte can stand in a path as it is sent (RFC 3986 §3.3).
fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte)
}

fn has_whole_escapes(path: &str) -> bool {
    path.split('%').skip(1).all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn base_urls_are_taken_apart() {
        let parts = |text| BaseUrl::parse(text).map(|url| (url.scheme, url.host, url.path));
        assert_eq!(parts("https://api.example"), Ok(("https", "api.example", "")));
        assert_eq!(parts("https://api.example/"), Ok(("https", "api.example", "")));
        assert_eq!(parts("HTTP://[::1]:8080/v2/a%20b/"), Ok(("http", "[::1]:8080", "/v2/a%20b")));
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        let words = "
            api.example ftp://api.example https:// https:///v2 https://u@api.example https://a.example?x
            https://a.example/v2?x=y https://a.example/#x https://a.example/{id} https://a.example//v2
            https://a.example/v2// https://a.example/../v2 https://a.example/ü https://a.example/%2
            https://a.example/%zz
        ";
        let wrong = words.split_whitespace().chain(["", "https://a.example/v 2"]);
        for text in wrong {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }
}
