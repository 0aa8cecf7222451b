//! A number for a text.

/// Returns a number for a text that is the same on every machine and in every release (FNV-1a). It is enough to notice an edit and
/// to make a name; texts are not the same because their numbers are.
pub(super) fn checksum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
