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
    if are_alphanumeric(text) || stays(text.as_bytes()) {
        to.push_str(text);
    } else {
        percent_encode_bytes(text.as_bytes(), to);
    }
}

/// Returns whether there are letters and digits alone, which is quicker to see than what else stays as it is.
#[inline]
fn are_alphanumeric(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Always eight at once, some of them twice.
    if let Some(last) = bytes.last_chunk() {
        let mut groups = bytes.chunks_exact(8).filter_map(<[u8]>::first_chunk).chain([last]);
        return groups.all(|group| eight_alphanumeric(u64::from_le_bytes(*group)));
    }
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|four| u64::from(u32::from_le_bytes(*four)));
            eight_alphanumeric(first | last << 32)
        }
        _ => bytes.iter().all(u8::is_ascii_alphanumeric),
    }
}

/// Returns whether eight bytes are letters and digits.
#[inline]
fn eight_alphanumeric(eight: u64) -> bool {
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let each = |byte: u8| u64::from_le_bytes([byte; 8]);
    // The highest bit of each byte tells whether it is in a range, which needs that it is ASCII.
    let within = |bytes: u64, [first, last]: [u8; 2]| {
        bytes.wrapping_add(each(0x80 - first)) & !bytes.wrapping_add(each(0x7f - last))
    };
    let (digits, letters) = (within(eight, *b"09"), within(eight | each(0x20), *b"az"));
    eight & HIGH == 0 && (digits | letters) & HIGH == HIGH
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

/// The same for bytes that need not be text.
#[inline(never)] // So that text that stays as it is does not pay for what this needs.
pub(crate) fn percent_encode_bytes(bytes: &[u8], to: &mut String) {
    const GROUP: usize = 32;
    /// More than what a group becomes.
    const MOST: usize = 4 * GROUP;
    for group in bytes.chunks(GROUP) {
        let mut encoded = [0; MOST + 4];
        let mut end = 0;
        for byte in group {
            // Always four at once, which needs no branch; what is too much is written over by the next. The remainder, which is
            // the end itself, shows the compiler that there is room.
            encoded[end..end + 4].copy_from_slice(&ENCODED[usize::from(*byte)]);
            end = (end + usize::from(length(*byte))) % MOST;
        }
        to.push_str(std::str::from_utf8(&encoded[..end]).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::{are_alphanumeric, is_plain, percent_encode, percent_encode_bytes, stays};

    fn byte_by_byte(bytes: &[u8]) -> String {
        let encode = |byte: &u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        bytes.iter().map(encode).collect()
    }

    #[test]
    fn letters_and_digits_are_told_from_every_other_byte_wherever_it_stands() {
        for byte in 0..=255_u8 {
            let letter = char::from(byte);
            for place in 0..20 {
                let text = format!("{}{letter}{}", "aZ09zA".repeat(4).split_at(place).0, "x".repeat(19 - place));
                assert_eq!(are_alphanumeric(&text), letter.is_ascii_alphanumeric(), "{text}");
                assert_eq!(are_alphanumeric(&text[place..text.len().min(place + 3)]), letter.is_ascii_alphanumeric());
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
