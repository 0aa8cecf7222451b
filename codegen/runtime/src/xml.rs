//! As much of XML as the bodies of errors need.

use apiscribe_core::response_path::{FieldStep, first_step};

/// The part of a body in which a field is looked for, in bytes.
const LIMIT: usize = 64 * 1024;

/// The roots of pages for people.
const PAGES: [&str; 3] = ["html", "head", "body"];

/// The text at a path into a body that is XML: of the first element of each name on the way, however deep it is in the one
/// before. The root may be on the way or not. A page for people has no fields.
pub(crate) fn error_field(body: &str, path: &str) -> Option<String> {
    field_of_root(body, path, element)
}

/// The text at a path into a body that is XML, each element of which stands right in the one before. The root may be on the way
/// or not. A page for people has no fields.
pub(crate) fn field(body: &str, path: &str) -> Option<String> {
    field_of_root(body, path, child)
}

/// Finds an element of a name in the inside of another.
type Find = for<'b> fn(&'b str, &str) -> Option<&'b str>;

fn field_of_root(body: &str, path: &str, find: Find) -> Option<String> {
    let (root, inside) = root(beginning(body)).filter(|(root, _)| !is_page(root))?;
    let (step, after) = first_step(path)?;
    let path = if !after.is_empty() && step == FieldStep::Key(root) { after } else { path };
    field_inside(inside, path, find).map(plain)
}

/// Returns what stands at a path in the inside of an element; of lists there is the first item.
fn field_inside<'b>(inside: &'b str, path: &str, find: Find) -> Option<&'b str> {
    let (inside, rest) = match first_step(path)? {
        (FieldStep::Key(name), rest) => (find(inside, name)?, rest),
        (FieldStep::Item(0), rest) => (inside, rest),
        (FieldStep::Item(_), _) => return None,
    };
    if rest.is_empty() { Some(inside) } else { field_inside(inside, rest, find) }
}

/// Returns the inside of the first element of a name that stands in no other one.
fn child<'b>(text: &'b str, name: &str) -> Option<&'b str> {
    let (mut rest, mut depth, mut found) = (text, 0_usize, None);
    loop {
        let start = rest.find('<')?;
        let (markup, after) = split_markup(&rest[start..])?;
        let before = text.len() - rest.len() + start;
        match markup {
            Markup::Opening(tag) => {
                let is_it = depth == 0 && local_name(tag) == name;
                found = found.or_else(|| is_it.then(|| text.len() - after.len()));
                depth += 1;
            }
            Markup::Closing => {
                depth = depth.checked_sub(1)?;
                if let Some(found) = found.filter(|_| depth == 0) {
                    return text.get(found..before);
                }
            }
            Markup::Other => {}
        }
        rest = after;
    }
}

/// A piece of markup: it begins with `<`.
enum Markup<'b> {
    Opening(&'b str),
    Closing,
    /// An element without an inside, a comment, text in brackets or an instruction.
    Other,
}

/// Splits what begins with `<` from what follows it.
fn split_markup(text: &str) -> Option<(Markup<'_>, &str)> {
    let end = |end: &str| text.split_once(end).map(|(_, after)| (Markup::Other, after));
    if text.starts_with("<!--") {
        return end("-->");
    }
    if text.starts_with("<![CDATA[") {
        return end("]]>");
    }
    let (tag, after) = text.strip_prefix('<')?.split_once('>')?;
    let markup = match tag.bytes().next() {
        Some(b'/') => Markup::Closing,
        Some(b'!' | b'?') => Markup::Other,
        _ if tag.ends_with('/') => Markup::Other,
        _ => Markup::Opening(tag),
    };
    Some((markup, after))
}

/// Returns the inside of the first element of a name.
fn element<'b>(text: &'b str, name: &str) -> Option<&'b str> {
    let mut rest = text;
    loop {
        let (tag, inside) = rest.split_once('<')?.1.split_once('>')?;
        if local_name(tag) == name && !tag.ends_with('/') {
            let qualified = tag.split(char::is_whitespace).next()?;
            return inside.split_once(&format!("</{qualified}>")).map(|(inside, _)| inside);
        }
        rest = inside;
    }
}

/// Returns the name in a tag, without the prefix of its namespace.
fn local_name(tag: &str) -> &str {
    let name = tag.split(|letter: char| letter.is_whitespace() || letter == '/').next().unwrap_or_default();
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

fn is_page(root: &str) -> bool {
    PAGES.iter().any(|page| page.eq_ignore_ascii_case(root))
}

/// A name with its first letter in the other case.
pub(crate) fn other_case(name: &str) -> String {
    let mut letters = name.chars();
    let other = |letter: char| {
        if letter.is_ascii_uppercase() { letter.to_ascii_lowercase() } else { letter.to_ascii_uppercase() }
    };
    letters.next().map(other).into_iter().chain(letters).collect()
}

/// Returns whether a body is XML to its end, and no page for people.
pub(crate) fn is_whole_error(body: &str) -> bool {
    let end = body.trim_end().strip_suffix('>').and_then(|body| body.rsplit_once("</"));
    root(body).is_some_and(|(root, _)| !is_page(root) && end.is_some_and(|(_, tag)| local_name(tag) == root))
}

/// Returns the name of the root, and what follows its opening tag.
fn root(body: &str) -> Option<(&str, &str)> {
    let (tag, inside) = without_declaration(body)?.strip_prefix('<')?.split_once('>')?;
    tag.starts_with(|letter: char| letter.is_alphabetic() || letter == '_').then(|| (local_name(tag), inside))
}

/// Returns a body without what says that it is XML.
fn without_declaration(body: &str) -> Option<&str> {
    match body.strip_prefix("<?xml") {
        Some(declaration) => Some(declaration.split_once("?>")?.1.trim_start()),
        None => Some(body),
    }
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
    use super::{error_field, field, is_whole_error};

    #[test]
    fn fields_are_found_in_the_root_however_deep() {
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
        assert!(!is_whole_error("<html></html>") && !is_whole_error("<Error>") && !is_whole_error("<Error></Errors>"));
        assert_eq!(error_field("<Errors><Code>A</Code></Errors>", "Code").as_deref(), Some("A"));
        assert_eq!(error_field("<Error><CodeX>A</CodeX><Code/></Error>", "Code"), None);
        for page in ["<html><Error><Code>no</Code></Error></html>", "<!DOCTYPE html><HTML><Code>no</Code></HTML>"] {
            assert_eq!(error_field(page, "Code"), None);
        }
        assert_eq!(error_field("<Error><Code>cut o", "Code"), None);
        let long = format!("<Error>{}<Code>A</Code></Error>", "字".repeat(30_000));
        assert_eq!(error_field(&long, "Code"), None);
    }

    #[test]
    fn a_field_of_what_may_be_a_response_stands_right_where_its_path_says() {
        let list = "<List><!-- <Code>no</Code> --><Item><Code>A</Code></Item><Empty/><a:Code x='1'>B</a:Code><Code>C</Code></List>";
        assert_eq!(field(list, "Code").as_deref(), Some("B"));
        assert_eq!(field(list, "List.Item.Code").as_deref(), Some("A"));
        assert_eq!(field("<List><Item><Code>A</Code></Item></List>", "Code"), None);
        assert_eq!(field("<List><Item><Item>A</Item></Item></List>", "Item.Item").as_deref(), Some("A"));
        assert_eq!(field("<E><Code><![CDATA[<Code>]]></Code></E>", "Code").as_deref(), Some("<Code>"));
        for broken in ["<E><Code>A", "<E></E></E><Code>A</Code>", "<E><", "<E><Code", "<html><Code>A</Code></html>"] {
            assert_eq!(field(broken, "Code"), None, "{broken}");
        }
    }

    #[test]
    fn paths_lead_from_element_to_element() {
        let fault = "<s:Envelope xmlns:s='x'><s:Body><s:Fault><faultcode>s:Client</faultcode><detail><Code>A</Code>\
                     <Code a='<'>B</Code></detail></s:Fault></s:Body></s:Envelope>";
        for path in ["Envelope.Body.Fault.detail.Code", "Fault.detail[0].Code", "detail.Code", "Code"] {
            assert_eq!(error_field(fault, path).as_deref(), Some("A"), "{path}");
        }
        for path in ["Body.Envelope.Code", "Fault[1].Code", "Code.detail", "Code.", "Envelope.Envelope", ""] {
            assert_eq!(error_field(fault, path), None, "{path}");
        }
        assert_eq!(error_field("<Error><Error>m</Error></Error>", "Error").as_deref(), Some("m"));
        assert!(is_whole_error(fault));
    }
}
