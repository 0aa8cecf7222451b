//! Bytes, which text formats carry in base64.

use std::fmt;

use crate::{Decode, DecodeError, Source};

/// Bytes: sent as they are where they are the whole body, in base64 (RFC 4648 §4) inside JSON and query pairs.
///
/// In a body of several parts it is a file, which may have a name and a content type; nothing else shows these.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Binary {
    bytes: Vec<u8>,
    file: Option<Box<File>>,
}

/// What a part of a body says of a file beside its bytes.
#[derive(Clone, Default, PartialEq, Eq)]
struct File {
    name: Option<String>,
    content_type: Option<String>,
}

impl Binary {
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Sets the name that the bytes have as a file; without one it is the name of the parameter.
    #[must_use]
    pub fn with_file_name(mut self, name: impl Into<String>) -> Self {
        self.file.get_or_insert_default().name = Some(name.into());
        self
    }

    /// Sets the content type that the bytes have as a file, `image/png` say; without one it is the documented one, or else
    /// `application/octet-stream`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.file.get_or_insert_default().content_type = Some(content_type.into());
        self
    }

    pub(crate) fn file_name(&self) -> Option<&str> {
        self.file.as_ref().and_then(|file| file.name.as_deref())
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.file.as_ref().and_then(|file| file.content_type.as_deref())
    }

    /// The bytes as text.
    pub(crate) fn to_base64(&self) -> String {
        to_base64(&self.bytes)
    }

    /// Takes the bytes out.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, file: None }
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self::from(bytes.to_vec())
    }
}

/// Shows how many bytes there are, not the bytes.
impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.bytes.len())
    }
}

/// Reads base64 with or without padding, and bytes as they are; `null` counts as no bytes.
impl Decode for Binary {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        let bytes = match &source {
            Source::Null => Some(Vec::new()),
            Source::String(text) => from_base64(text),
            Source::Bytes(bytes) => Some(bytes.to_vec()),
            _ => None,
        };
        self.bytes = bytes.ok_or_else(|| source.unexpected("base64"))?;
        Ok(())
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(crate) fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                text.push(char::from(ALPHABET[(group >> (18 - 6 * place) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.chunks(4) {
        let mut group = 0;
        for &letter in chunk {
            group = group << 6 | sextet(letter)?;
        }
        let length = match chunk.len() {
            4 => 3,
            3 => 2,
            2 => 1,
            _ => return None,
        };
        let group = group << (6 * (4 - chunk.len()));
        bytes.extend_from_slice(&group.to_be_bytes()[1..=length]);
    }
    Some(bytes)
}

fn sextet(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::{from_base64, to_base64};

    /// The vectors of RFC 4648 §10.
    #[test]
    fn base64_matches_its_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(to_base64(bytes.as_bytes()), text);
            assert_eq!(from_base64(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(from_base64("Zg"), Some(b"f".to_vec()), "padding may be missing");
        assert_eq!(from_base64("Z"), None);
        assert_eq!(from_base64("Zm9v!"), None);
    }
}
