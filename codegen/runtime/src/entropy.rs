//! Texts and numbers that differ from call to call, made of random bits that the caller gives.

use std::hash::{BuildHasher as _, RandomState};

/// Returns bits that differ from call to call, for [`Call::step`](crate::Call::step): the standard library seeds its hashers
/// from the system's randomness.
///
/// They are good enough for texts that have to differ, and for spreading waits; no key may be made of them. Where the system
/// has no randomness, as in `wasm32-unknown-unknown`, give bits of your own instead.
pub fn random_bits() -> u128 {
    let half = || u128::from(RandomState::new().hash_one(0));
    half() << 64 | half()
}

/// The form of a UUID of version 4 (RFC 9562 §5.4), of which six bits are fixed.
pub(crate) fn uuid(bits: u128) -> String {
    let bits = bits & !(0xf000 << 64) & !(0xc000 << 48) | 0x4000 << 64 | 0x8000 << 48;
    let hex = format!("{bits:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A text that no other attempt has, not even of the same call with the same bits.
pub(crate) fn nonce(bits: u128, attempt: u32) -> String {
    format!("{bits:032x}-{attempt:x}")
}

/// A number from 0 to 1.
pub(crate) fn fraction(bits: u128) -> f64 {
    u32::try_from(bits & u128::from(u32::MAX)).map_or(0.0, |bits| f64::from(bits) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{fraction, nonce, random_bits, uuid};

    #[test]
    fn bits_become_texts_and_numbers() {
        assert_eq!(uuid(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!((fraction(0), fraction(u128::MAX)), (0.0, 1.0));
        assert_ne!(nonce(7, 1), nonce(7, 2));
        assert_ne!(random_bits(), random_bits());
    }
}
