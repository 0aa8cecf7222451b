//! Paths to what a response says: a field of its body, however deep, or a header.
//!
//! `error.code` is a field in an object, `errors[0].code` one in the first item of a list, and `header:x-request-id` a header.
//! Where the request is known as well, `request:RegionId` is a parameter of it.

/// The prefix of the name of a header.
const HEADER: &str = "header:";

/// The prefix of a path into the request of the response.
const REQUEST: &str = "request:";

/// One step on the way to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldStep<'p> {
    /// Into the member of an object.
    Key(&'p str),
    /// Into the item of a list, counted from 0.
    Item(usize),
}

/// Returns the name of the header that a path leads to; `None` where it leads into the body.
pub fn header(path: &str) -> Option<&str> {
    path.strip_prefix(HEADER)
}

/// Returns the path into the request that a path leads to; `None` where it leads into the response.
pub fn in_request(path: &str) -> Option<&str> {
    path.strip_prefix(REQUEST)
}

/// Returns the first step of a path into a body, and the path from there on, which is empty where there is no other step.
/// `None` for a path that is empty, or not well formed from here on.
pub fn first_step(path: &str) -> Option<(FieldStep<'_>, &str)> {
    if let Some(item) = path.strip_prefix('[') {
        let (index, rest) = item.split_once(']')?;
        let index = index.parse().ok().filter(|number: &usize| number.to_string() == index)?;
        return Some((FieldStep::Item(index), behind_step(rest)?));
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (key, rest) = path.split_at(end);
    let rest = behind_step(rest)?;
    (!key.is_empty()).then_some((FieldStep::Key(key), rest))
}

/// Returns the path behind a step, which is nothing, an index, or a dot and a key.
fn behind_step(rest: &str) -> Option<&str> {
    match rest.strip_prefix('.') {
        Some(key) => Some(key).filter(|key| !key.is_empty() && !key.starts_with('[')),
        None => Some(rest).filter(|rest| rest.is_empty() || rest.starts_with('[')),
    }
}

/// Follows a path from a byte of it under a key: returns the byte from which it goes on, and whether the key is exactly the
/// name that stands there; it may have its first letter in the other case. `None` for another key.
///
/// From one byte all paths go on from the same byte, so that many of them can be followed at once.
#[inline]
pub fn under_key(path: &str, from: usize, key: &str) -> Option<(usize, bool)> {
    let (path, key) = (path.as_bytes(), key.as_bytes());
    let from = from + usize::from(from > 0);
    let end = from + key.len();
    // Nearly all keys are others, which this way is told at once.
    if !matches!(path.get(end), None | Some(b'.' | b'[')) {
        return None;
    }
    let ([expected, expected_rest @ ..], [first, rest @ ..]) = (path.get(from..end)?, key) else { return None };
    let is_reached = (from == 0 || path[from - 1] == b'.') && rest == expected_rest;
    (is_reached && first.eq_ignore_ascii_case(expected)).then_some((end, first == expected))
}

/// Returns whether a key is a name, or the name with its first letter in the other case.
pub fn is_called(key: &str, name: &str) -> bool {
    under_key(name, 0, key).is_some_and(|(end, _)| end == name.len())
}

/// Follows a path from a byte of it into an item of a list, counted from 0: returns the byte from which it goes on.
pub fn into_item(path: &str, from: usize, index: usize) -> Option<usize> {
    let (digits, _) = path.get(from..)?.strip_prefix('[')?.split_once(']')?;
    (digits.parse() == Ok(index)).then_some(from + digits.len() + 2)
}

/// Returns what keeps a text from being a path.
pub fn problem(path: &str) -> Option<&'static str> {
    if let Some(name) = header(path) {
        return (!is_header_name(name)).then_some("there is no name of a header behind `header:`");
    }
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('$') {
        return Some("it begins with `$`; a path begins with the name of a field");
    }
    if path.contains(char::is_whitespace) {
        return Some("it has white space");
    }
    let mut rest = path;
    while !rest.is_empty() {
        let Some((_, after)) = first_step(rest) else {
            return Some("it is not names with dots between them, each with an index such as `[0]` behind it or not");
        };
        rest = after;
    }
    None
}

/// Returns whether a text can be the name of a header (RFC 9110 §5.6.2).
pub fn is_header_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

#[cfg(test)]
mod tests {
    use super::{FieldStep, first_step, header, in_request, into_item, is_called, problem, under_key};

    fn steps(mut path: &str) -> Vec<FieldStep<'_>> {
        let mut steps = Vec::new();
        while let Some((step, rest)) = first_step(path) {
            steps.push(step);
            path = rest;
        }
        steps
    }

    #[test]
    fn paths_are_read_step_by_step() {
        use FieldStep::{Item, Key};
        assert_eq!(steps("Code"), [Key("Code")]);
        assert_eq!(steps("Response.Error.Code"), [Key("Response"), Key("Error"), Key("Code")]);
        assert_eq!(steps("errors[0].code"), [Key("errors"), Item(0), Key("code")]);
        assert_eq!(steps("a[1][2].b"), [Key("a"), Item(1), Item(2), Key("b")]);
        assert_eq!(steps("[0].错误-x"), [Item(0), Key("错误-x")]);
        assert_eq!(header("header:x-request-id"), Some("x-request-id"));
        assert_eq!(header("headers.x"), None);
        assert_eq!((in_request("request:RegionId"), in_request("request.RegionId")), (Some("RegionId"), None));
    }

    #[test]
    fn paths_are_followed_by_keys_and_items() {
        let path = "error.errors[10].错误";
        assert_eq!(under_key(path, 0, "error"), Some((5, true)));
        assert_eq!(under_key(path, 5, "Errors"), Some((12, false)));
        assert_eq!(into_item(path, 12, 10), Some(16));
        assert_eq!(under_key(path, 16, "错误"), Some((path.len(), true)));
        for key in ["", "err", "errors", "eRror", "e", "error.", "错", "é", "error.errors[10].错误."] {
            assert_eq!(under_key(path, 0, key), None, "{key}");
        }
        for from in [1, 4, 6, 12, 13, path.len(), 1000] {
            assert_eq!((under_key(path, from, "errors"), into_item(path, from + 1, 10)), (None, None), "{from}");
        }
        assert_eq!((into_item(path, 12, 1), into_item(path, 12, 0)), (None, None));
    }

    #[test]
    fn a_key_has_its_first_letter_in_either_case() {
        for (key, is_same) in
            [("Data", true), ("data", true), ("daTa", false), ("Dat", false), ("Data.x", false), ("", false)]
        {
            assert_eq!(is_called(key, "Data"), is_same, "{key}");
        }
    }

    #[test]
    fn what_is_no_path_is_told() {
        for path in ["Code", "a.b.c", "errors[0].code", "[0]", "a[0][1]", "header:x-acs-request-id", "@type", "#"] {
            assert_eq!(problem(path), None, "{path}");
        }
        let paths = ". a. .a a..b a[ a[] a[x] a[0 a[0]b a[0]. a.[0] a[+1] a[0].[1] header: header:字 $.error";
        for path in paths.split(' ').chain(["", "header:x y", "a b"]) {
            assert!(problem(path).is_some(), "{path}");
        }
        assert!(problem("a[99999999999999999999999]").is_some());
    }
}
