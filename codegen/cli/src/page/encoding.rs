//! The text of a saved page, in whatever encoding it was saved.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a page, and the encoding that it was saved in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PageText {
    /// The text.
    pub text: String,
    /// The name of the encoding, as browsers know it: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `gb18030`.
    pub encoding: &'static str,
}

/// Returns the text of a page; nothing where its bytes are no text that is known.
pub fn page_text(bytes: &[u8]) -> Option<PageText> {
    let of = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(without_mark(bytes, encoding))?;
        Some(PageText { text: text.into_owned(), encoding: encoding.name() })
    };
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return of(encoding);
    }
    if let Some(encoding) = wide(bytes) {
        return of(encoding);
    }
    // Text with a byte that no text has is the content of some other file.
    let is_text = !bytes.contains(&0);
    of(UTF_8).filter(|_| is_text).or_else(|| of(GB18030).filter(|text| is_text && is_chinese(&text.text)))
}

fn without_mark<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> &'b [u8] {
    match Encoding::for_bom(bytes) {
        Some((found, length)) if found == encoding => &bytes[length..],
        _ => bytes,
    }
}

/// Returns the encoding of two bytes a letter that a text without a mark has: every other byte of its ASCII letters is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |start: usize| bytes.iter().skip(start).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let least = bytes.len() / 20;
    match (even > least, odd > least) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Returns whether a text that may be in any encoding is plainly Chinese: it has words of such pages.
fn is_chinese(text: &str) -> bool {
    ["请求", "返回", "参数", "名称", "类型", "错误码", "說明", "参數"]
        .iter()
        .filter(|word| text.contains(**word))
        .count()
        >= 2
}

#[cfg(test)]
mod tests {
    use super::page_text;

    #[test]
    fn pages_are_read_in_the_encodings_that_browsers_save() {
        const TEXT: &str = "请求参数\n名称 | 类型 |";
        let read = |bytes: &[u8]| page_text(bytes).map(|page| (page.text, page.encoding));
        assert_eq!(read(TEXT.as_bytes()), Some((TEXT.to_owned(), "UTF-8")));
        let (gbk, ..) = encoding_rs::GBK.encode(TEXT);
        assert_eq!(read(&gbk), Some((TEXT.to_owned(), "gb18030")));
        let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), Some((TEXT.to_owned(), "UTF-16LE")));
        let marked: Vec<u8> = [0xFE, 0xFF].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(read(&marked), Some((TEXT.to_owned(), "UTF-16BE")));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(page_text(b"caf\xE9").is_none(), "another encoding, and nothing tells which");
        assert!(page_text(b"PK\x03\x04\x00\x00\xff\xfe").is_none(), "a compressed file");
    }
}
