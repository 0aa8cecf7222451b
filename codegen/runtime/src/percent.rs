//! Percent-encoding, as RFC 3986 and the signature want it.

use apiscribe_core::is_unreserved;

/// The form of each byte, and at the end how many of the three before it are that: itself where it is unreserved, else `%`
/// and two digits; space is `%20`, `*` is `%2A`.
const ENCODED: [[u8; 4]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut table = [[b'%', 0, 0, 3]; 256];
    let mut byte = 0;
    while byte < 256_usize {
        table[byte][1] = DIGITS[byte >> 4];
        table[byte][2] = DIGITS[byte & 15];
        byte += 1;
    }
    let mut byte = 0;
    while byte < 128_u8 {
        if is_unreserved(byte) {
            table[byte as usize] = [byte, 0, 0, 1];
        }
        byte += 1;
    }
    table
};

/// Returns how many bytes a byte becomes.
fn length(byte: u8) -> u8 {
    ENCODED[usize::from(byte)][3]
}

/// Appends text, percent-encoded as RFC 3986 wants it for a name or a value.
#[inline]
pub fn percent_encode(text: &str, to: &mut String) {
    // Most names and values stay as they are, and are copied at once.
    if are_common(text.as_bytes()) || stays(text.as_bytes()) {
        to.push_str(text);
    } else {
        percent_encode_bytes(text.as_bytes(), to);
    }
}

/// Returns whether there are letters, digits, `-` and `.` alone, which is quicker to see than what else stays as it is.
#[inline]
fn are_common(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        if !eight_common(u64::from_le_bytes(*eight)) {
            return false;
        }
        rest = behind;
    }
    // The last eight or four may have some in them that were looked at.
    match (rest, bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        ([], ..) => true,
        (_, Some(last), ..) => eight_common(u64::from_le_bytes(*last)),
        (_, None, Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
            eight_common(first | last << 32)
        }
        _ => stays(rest),
    }
}

/// Returns whether eight bytes are letters, digits, `-` and `.`.
#[inline]
fn eight_common(eight: u64) -> bool {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    // The highest bit of each byte tells whether it is in a range, which needs that it is ASCII.
    let within = |bytes: u64, [first, last]: [u8; 2]| {
        bytes.wrapping_add(each(0x80 - first)) & !bytes.wrapping_add(each(0x7f - last))
    };
    let is_no_slash = (eight ^ each(b'/')).wrapping_add(each(0x7f));
    let (others, letters) = (within(eight, *b"-9") & is_no_slash, within(eight | each(0x20), *b"az"));
    (others | letters) & !eight & HIGH == HIGH
}

/// Returns whether text stays as it is; for constants, as while a program runs others are quicker.
pub(crate) const fn is_plain(text: &str) -> bool {
    let mut place = 0;
    while place < text.len() && is_unreserved(text.as_bytes()[place]) {
        place += 1;
    }
    place == text.len()
}

/// Returns whether all bytes stay as they are.
fn stays(bytes: &[u8]) -> bool {
    // One and three have a bit each that tells them apart, so that eight bytes cost one branch.
    let all = |group: &[u8]| group.iter().fold(0, |counts, byte| counts | length(*byte)) <= 1;
    match bytes.last_chunk::<8>() {
        // The last eight may have some of the eight before in them.
        Some(last) => bytes.chunks_exact(8).all(all) && all(last),
        None => all(bytes),
    }
}

/// Bytes that begin at a word.
#[repr(align(16))]
struct Aligned<const COUNT: usize>([u8; COUNT]);

/// The same for bytes that need not be text.
#[inline(never)] // So that text that stays as it is does not pay for what this needs.
pub(crate) fn percent_encode_bytes(bytes: &[u8], to: &mut String) {
    const GROUP: usize = 32;
    /// More than what a group becomes.
    const MOST: usize = 4 * GROUP;
    for group in bytes.chunks(GROUP) {
        let mut encoded = Aligned([0; MOST + 16]);
        let mut end = 0;
        for byte in group {
            // Always four at once, which needs no branch; what is too much is written over by the next. The remainder, which is
            // the end itself, shows the compiler that there is room.
            encoded.0[end..end + 4].copy_from_slice(&ENCODED[usize::from(*byte)]);
            end = (end + usize::from(length(*byte))) % MOST;
        }
        // What is behind the end is ASCII as well, and whole words are looked at quickest.
        let words = &encoded.0[..end.next_multiple_of(16)];
        to.push_str(std::str::from_utf8(words).ok().and_then(|text| text.get(..end)).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::{are_common, is_plain, percent_encode, percent_encode_bytes, stays};

    fn byte_by_byte(bytes: &[u8]) -> String {
        let encode = |byte: &u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        bytes.iter().map(encode).collect()
    }

    #[test]
    fn common_bytes_are_told_from_every_other_wherever_they_stand() {
        for byte in 0..=255_u8 {
            let letter = char::from(byte);
            for place in 0..20 {
                let text = format!("{}{letter}{}", "aZ09zA".repeat(4).split_at(place).0, "x".repeat(19 - place));
                let is_common = letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.');
                for end in place + letter.len_utf8()..=text.len() {
                    // Of fewer than four bytes every unreserved one counts.
                    let expected = is_common || end - place < 4 && matches!(letter, '_' | '~');
                    assert_eq!(are_common(&text.as_bytes()[place..end]), expected, "{text}");
                }
                assert!(are_common(text.as_bytes()) == is_common, "{text}");
            }
        }
    }

    #[test]
    fn every_byte_is_seen_wherever_it_stands() {
        for length in 0..70 {
            let plain = "x".repeat(length);
            let mut encoded = String::from("before");
            percent_encode(&plain, &mut encoded);
            assert_eq!(encoded, format!("before{plain}"));
            for place in 0..length {
                let text = format!("{}+{}", &plain[..place], &plain[place + 1..]);
                let mut encoded = String::new();
                percent_encode(&text, &mut encoded);
                assert_eq!(encoded, byte_by_byte(text.as_bytes()));
                assert!(!stays(text.as_bytes()) && stays(plain.as_bytes()));
                assert!(!is_plain(&text) && is_plain(&plain));
            }
        }
    }

    #[test]
    fn every_byte_is_written_as_it_should_be() {
        let bytes: Vec<u8> = (0..=255).collect();
        let mut encoded = String::new();
        percent_encode_bytes(&bytes, &mut encoded);
        assert_eq!(encoded, byte_by_byte(&bytes));
    }
}
