//! Links to the next page, in the header `Link` (RFC 8288) or in a field.

use std::borrow::Cow;

use apiscribe_core::path;

/// Returns the address of the next page in the values of the header `Link`.
pub(crate) fn next_in_header<'h>(values: impl Iterator<Item = &'h str>) -> Option<&'h str> {
    values.flat_map(links).find(|(_, parameters)| is_next(parameters)).map(|(address, _)| address)
}

/// The links of a header, each as its address and what stands behind it. An address may have commas itself.
fn links(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let (address, behind) = rest.split_once('<')?.1.split_once('>')?;
        let end = behind.find(",<").or_else(|| behind.find(", <")).unwrap_or(behind.len());
        let (parameters, further) = behind.split_at(end);
        rest = further;
        Some((address, parameters))
    })
}

/// Returns whether the parameters of a link say that it leads to the next page; one may have several relations.
fn is_next(parameters: &str) -> bool {
    let relations = parameters.split(';').filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
    });
    relations.take(1).flat_map(str::split_ascii_whitespace).any(|relation| relation.eq_ignore_ascii_case("next"))
}

/// The pairs in the query of an address, percent-decoded.
pub(crate) fn query(address: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    let address = address.split('#').next().unwrap_or_default();
    path::query(address).map(|(name, value)| (decoded(name), decoded(value.unwrap_or_default())))
}

/// Text of a query without its escapes; `+` stands for a blank, as servers write it.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = tail.get(..2).filter(|_| *first == b'%').and_then(hex);
        bytes.push(escaped.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn hex(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::{next_in_header, query};

    #[test]
    fn the_next_link_is_found_among_others() {
        let github = "<https://h/x?page=2>; rel=\"next\", <https://h/x?page=5>; rel=\"last\"";
        for (header, expected) in [
            (github, Some("https://h/x?page=2")),
            (
                "<https://h/a,b>;rel=prev,<https://h/c,d?x=1,2>; title=\"t\"; REL=\"last Next\"",
                Some("https://h/c,d?x=1,2"),
            ),
            ("<https://h/x>; rel=\"nextish\"", None),
            ("<https://h/x>; rel=prev; rel=next", None),
            ("<https://h/x", None),
            ("", None),
        ] {
            assert_eq!(next_in_header([header].into_iter()), expected, "{header}");
        }
        assert_eq!(next_in_header(["<a>; rel=prev", "<b>; rel=next"].into_iter()), Some("b"));
    }

    #[test]
    fn a_query_is_decoded() {
        let pairs: Vec<_> = query("https://h/x?a=1+2&b=%E5%A5%BD%2&c&#d=1").collect();
        let texts: Vec<_> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(texts, [("a", "1 2"), ("b", "好%2"), ("c", "")]);
        assert_eq!(query("https://h/x").count(), 0);
    }
}
