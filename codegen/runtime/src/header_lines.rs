//! The lines of a header of a response, and the items of a list that they have.

use http::header::{HeaderMap, SET_COOKIE};

/// All lines of one header that are text and not empty.
#[derive(Default)]
pub(crate) struct HeaderLines<'h> {
    pub(crate) name: &'static str,
    pub(crate) lines: Vec<&'h str>,
    /// True if each line is one item, whatever commas are in it.
    is_whole: bool,
}

impl<'h> HeaderLines<'h> {
    pub(crate) fn of(headers: &'h HeaderMap, name: &'static str) -> Self {
        let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        // A cookie has the comma of a date in it, and cannot be told from another by commas (RFC 9110 5.3).
        let is_whole = name.eq_ignore_ascii_case(SET_COOKIE.as_str());
        Self { name, lines: values.filter(|value| !value.is_empty()).collect(), is_whole }
    }

    /// The first line, which is the value of a header that is no list.
    pub(crate) fn first(&self) -> &'h str {
        self.lines.first().copied().unwrap_or_default()
    }

    /// The items of all lines (RFC 9110 5.6.1): between commas, of which those in quotes are part of an item.
    pub(crate) fn items(&self) -> HeaderItems<'_> {
        HeaderItems { lines: self.lines.iter(), rest: "", is_whole: self.is_whole }
    }
}

/// The items of a header that is a list.
pub(crate) struct HeaderItems<'l> {
    lines: std::slice::Iter<'l, &'l str>,
    /// The part of the line that was not read yet.
    rest: &'l str,
    is_whole: bool,
}

impl<'l> Iterator for HeaderItems<'l> {
    type Item = &'l str;

    fn next(&mut self) -> Option<&'l str> {
        loop {
            if self.rest.is_empty() {
                self.rest = self.lines.next()?;
            }
            let end = if self.is_whole { None } else { end_of_item(self.rest) };
            let (item, rest) = end.map_or((self.rest, ""), |end| (&self.rest[..end], &self.rest[end + 1..]));
            self.rest = rest;
            // An empty item is none.
            if !item.trim().is_empty() {
                return Some(item.trim());
            }
        }
    }
}

/// Returns where the comma is that ends an item, if one does.
fn end_of_item(text: &str) -> Option<usize> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.bytes().position(|byte| {
        let is_end = byte == b',' && !is_quoted;
        is_quoted ^= byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && is_quoted && !is_escaped;
        is_end
    })
}

#[cfg(test)]
mod tests {
    use super::HeaderLines;

    fn items(lines: &[&str], is_whole: bool) -> Vec<String> {
        let lines = HeaderLines { name: "", lines: lines.to_vec(), is_whole };
        lines.items().map(str::to_owned).collect()
    }

    #[test]
    fn a_list_is_what_stands_between_the_commas_of_all_lines() {
        assert_eq!(items(&["a, b", "c"], false), ["a", "b", "c"]);
        assert_eq!(items(&[" , a,,b ,"], false), ["a", "b"]);
        assert_eq!(items(&[r#""a, b", "c \", d""#], false), [r#""a, b""#, r#""c \", d""#]);
        assert_eq!(items(&["a=1; Expires=Thu, 26 Nov", "b=2"], true), ["a=1; Expires=Thu, 26 Nov", "b=2"]);
        assert_eq!(items(&[], false), [""; 0]);
    }
}
