//! Tokens by which a server knows a request that is sent again, so that it is done once.

/// The names that such a token has wherever it is documented.
const NAMES: [&str; 2] = ["ClientToken", "Idempotency-Key"];

/// Returns whether a parameter is such a token by its name, in any case.
pub fn is_token_name(name: &str) -> bool {
    NAMES.iter().any(|token| token.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::is_token_name;

    #[test]
    fn a_token_is_known_by_its_whole_name_in_any_case() {
        for name in ["ClientToken", "clientToken", "Idempotency-Key", "idempotency-key"] {
            assert!(is_token_name(name), "{name}");
        }
        for name in ["", "Token", "ClientTokens", "ClientToken.1", "IdempotencyKey"] {
            assert!(!is_token_name(name), "{name}");
        }
    }
}
