//! Bodies of several parts (`multipart/form-data`, RFC 7578).

#[cfg(feature = "http")]
use std::collections::BTreeSet;
use std::fmt;

/// A part of a body.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// The name of the parameter.
    pub name: String,
    /// The name of the file, where it is one.
    pub file_name: Option<String>,
    /// The content type, where it is not plain text.
    pub content_type: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Shows how many bytes there are, not the bytes: they may be a secret, and here nobody knows.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, file_name, content_type, bytes } = self;
        f.debug_struct("Part")
            .field("name", name)
            .field("file_name", file_name)
            .field("content_type", content_type)
            .field("bytes", &bytes.len())
            .finish()
    }
}

/// What every boundary begins with; sixteen hexadecimal digits follow.
#[cfg(feature = "http")]
const BOUNDARY: &str = "apiscribe-";

#[cfg(feature = "http")]
const DIGITS: usize = 16;

/// Returns the boundary between parts and the body that they make. The same parts always make the same body, and no part has the
/// boundary in it, whoever wrote the part.
#[cfg(feature = "http")]
pub(crate) fn body(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let heads: Vec<String> = parts.iter().map(|part| head(part, &boundary)).collect();
    let end = format!("--{boundary}--\r\n");
    let length: usize = heads.iter().zip(parts).map(|(head, part)| head.len() + part.bytes.len() + 2).sum();
    let mut body = Vec::with_capacity(length + end.len());
    for (head, part) in heads.iter().zip(parts) {
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(end.as_bytes());
    (boundary, body)
}

#[cfg(feature = "http")]
fn head(part: &Part, boundary: &str) -> String {
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", escaped(&part.name));
    if let Some(file_name) = &part.file_name {
        head.push_str(&format!("; filename=\"{}\"", escaped(file_name)));
    }
    if let Some(content_type) = &part.content_type {
        head.push_str(&format!("\r\nContent-Type: {content_type}"));
    }
    head.push_str("\r\n\r\n");
    head
}

/// Returns a name as browsers write it between quotes (WHATWG HTML, multipart/form-data encoding algorithm).
#[cfg(feature = "http")]
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Returns the first boundary, in the order of its number, that stands in none of the parts. All have one length, so that none is
/// the beginning of another.
#[cfg(feature = "http")]
fn boundary(parts: &[Part]) -> String {
    let taken: BTreeSet<u64> = parts.iter().flat_map(|part| numbers(&part.bytes)).collect();
    let number = (0..=u64::MAX).zip(&taken).find(|(number, taken)| number != *taken);
    let number = number.map_or(taken.len() as u64, |(number, _)| number);
    format!("{BOUNDARY}{number:0DIGITS$x}")
}

/// The numbers of the boundaries that stand in some bytes.
#[cfg(feature = "http")]
fn numbers(bytes: &[u8]) -> impl Iterator<Item = u64> + '_ {
    let starts = bytes.windows(BOUNDARY.len() + DIGITS).filter(|window| window.starts_with(BOUNDARY.as_bytes()));
    starts.filter_map(|window| {
        let digits = std::str::from_utf8(window.get(BOUNDARY.len()..)?).ok()?;
        u64::from_str_radix(digits, 16).ok()
    })
}

#[cfg(all(test, feature = "http"))]
mod tests {
    use super::{Part, body, boundary};

    fn part(bytes: &str) -> Part {
        Part { name: "n".to_owned(), file_name: None, content_type: None, bytes: bytes.into() }
    }

    #[test]
    fn no_part_has_the_boundary_in_it() {
        assert_eq!(boundary(&[]), "apiscribe-0000000000000000");
        assert_eq!(boundary(&[part("--apiscribe-0000000000000001")]), "apiscribe-0000000000000000");
        let mut parts = vec![part("a --apiscribe-0000000000000001 b"), part("apiscribe-0000000000000000")];
        assert_eq!(boundary(&parts), "apiscribe-0000000000000002");
        parts.push(part("apiscribe-0000000000000002apiscribe-0000000000000003apiscribe-ffffffffffffffff"));
        assert_eq!(boundary(&parts), "apiscribe-0000000000000004");
        for _ in 0..5 {
            let (boundary, whole) = body(&parts);
            let whole = String::from_utf8_lossy(&whole).into_owned();
            assert_eq!(whole.matches(&boundary).count(), parts.len() + 1);
            // A body that was sent before is a part of the next.
            parts.push(part(&whole));
        }
    }

    #[test]
    fn names_cannot_end_the_head_of_a_part() {
        let part = Part { file_name: Some("a\"\r\nX: y.txt".to_owned()), ..part("b") };
        let (_, body) = body(&[part]);
        let text = String::from_utf8_lossy(&body).into_owned();
        assert!(text.contains("filename=\"a%22%0D%0AX: y.txt\"\r\n\r\nb\r\n"), "{text}");
    }
}
