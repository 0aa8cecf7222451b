//! As much of XML as the error bodies of gateways need.

/// The part of a body in which a field is looked for, in bytes.
const LIMIT: usize = 64 * 1024;

/// The root of an error.
const ERROR: &str = "Error";

/// The roots that can have an error in them.
const OUTER: [&str; 2] = ["ErrorResponse", "Response"];

/// The text of `<name>` in a body whose root is that of an error.
pub(crate) fn error_field(body: &str, name: &str) -> Option<String> {
    let body = without_declaration(beginning(body))?;
    let outer = || OUTER.iter().find_map(|root| inside_of(body, root)).filter(|inside| inside.contains("<Error>"));
    let inside = inside_of(body, ERROR).or_else(outer)?;
    let (_, text) = inside.split_once(&format!("<{name}>"))?;
    let (text, _) = text.split_once(&format!("</{name}>"))?;
    Some(plain(text))
}

/// A name with its first letter in the other case.
pub(crate) fn other_case(name: &str) -> String {
    let mut letters = name.chars();
    let other = |letter: char| {
        if letter.is_ascii_uppercase() { letter.to_ascii_lowercase() } else { letter.to_ascii_uppercase() }
    };
    letters.next().map(other).into_iter().chain(letters).collect()
}

/// Returns whether a body ends as one whose root is that of an error.
pub(crate) fn is_whole_error(body: &str) -> bool {
    let end = body.trim_end().strip_suffix('>');
    let ends_with = |root: &str| end.and_then(|end| end.strip_suffix(root)).is_some_and(|end| end.ends_with("</"));
    ends_with(ERROR) || OUTER.into_iter().any(ends_with)
}

/// Returns a body without what says that it is XML.
fn without_declaration(body: &str) -> Option<&str> {
    match body.strip_prefix("<?xml") {
        Some(declaration) => Some(declaration.split_once("?>")?.1.trim_start()),
        None => Some(body),
    }
}

/// Returns what follows the opening tag of the root, if that is its name.
fn inside_of<'b>(body: &'b str, root: &str) -> Option<&'b str> {
    let (attributes, inside) = body.strip_prefix('<')?.strip_prefix(root)?.split_once('>')?;
    (attributes.is_empty() || attributes.starts_with(char::is_whitespace)).then_some(inside)
}

fn beginning(body: &str) -> &str {
    let end = (0..=body.len().min(LIMIT)).rev().find(|&index| body.is_char_boundary(index));
    &body[..end.unwrap_or(0)]
}

/// Text without its references and its `CDATA` bracket.
fn plain(text: &str) -> String {
    let text = text.trim();
    if let Some(text) = text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")) {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = after.split_once(';').and_then(|(name, tail)| Some((character(name)?, tail)));
        // An ampersand that begins no reference is kept as it is.
        let (character, tail) = reference.unwrap_or(('&', after));
        plain.push(character);
        rest = tail;
    }
    plain + rest
}

fn character(reference: &str) -> Option<char> {
    match reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = reference.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{error_field, is_whole_error};

    #[test]
    fn fields_are_found_below_the_root_alone() {
        let body = "<?xml version='1.0'?>\n<Error><Code>Throttling</Code><Message>a &lt;b&gt; &amp; &#x5b57; &no</Message></Error>";
        assert_eq!(error_field(body, "Code").as_deref(), Some("Throttling"));
        assert_eq!(error_field(body, "Message").as_deref(), Some("a <b> & 字 &no"));
        assert_eq!(error_field(body, "RequestId"), None);
        assert_eq!(error_field("<Error><Code><![CDATA[A&B]]></Code></Error>", "Code").as_deref(), Some("A&B"));
        assert_eq!(error_field("<Error xmlns='x'><Code>A</Code></Error>", "Code").as_deref(), Some("A"));
        let nested = "<ErrorResponse xmlns='x'>\n<Error><Type>Sender</Type><Code>A</Code></Error><RequestId>R</RequestId></ErrorResponse>";
        assert_eq!(error_field(nested, "Code").as_deref(), Some("A"));
        assert_eq!(error_field(nested, "RequestId").as_deref(), Some("R"));
        let listed = "<Response><Errors><Error><Code>A</Code></Error></Errors><RequestID>R</RequestID></Response>";
        assert_eq!(error_field(listed, "Code").as_deref(), Some("A"));
        assert!([nested, listed, "<Error></Error> "].into_iter().all(is_whole_error));
        assert!(!is_whole_error("<html></html>") && !is_whole_error("<Error>"));
        assert_eq!(error_field("<Response><Code>A</Code></Response>", "Code"), None);
        assert_eq!(error_field("<ResponseX><Error><Code>A</Code></Error></ResponseX>", "Code"), None);
        assert_eq!(error_field("<Errors><Code>A</Code></Errors>", "Code"), None);
        assert_eq!(error_field("<html><Error><Code>no</Code></Error></html>", "Code"), None);
        assert_eq!(error_field("<Error><Code>cut o", "Code"), None);
        let long = format!("<Error>{}<Code>A</Code></Error>", "字".repeat(30_000));
        assert_eq!(error_field(&long, "Code"), None);
    }
}
