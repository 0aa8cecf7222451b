//! The text of numbers, as the formats write it.

/// The text of an integer, on the stack so that it costs no allocation.
pub(crate) struct IntegerText {
    text: [u8; 20],
    start: usize,
}

impl IntegerText {
    /// The text of an integer of this distance from zero.
    pub(crate) fn of(mut absolute: u64, is_negative: bool) -> Self {
        let mut decimal = Self { text: [b'-'; 20], start: 20 };
        loop {
            decimal.start -= 1;
            decimal.text[decimal.start] = b"0123456789"[(absolute % 10) as usize];
            absolute /= 10;
            if absolute == 0 {
                break;
            }
        }
        // What is before the digits is all minus signs.
        decimal.start -= usize::from(is_negative);
        decimal
    }

    /// The text of an integer with a sign.
    pub(crate) fn signed(value: i64) -> Self {
        Self::of(value.unsigned_abs(), value < 0)
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[self.start..]).unwrap_or_default()
    }
}

/// The shortest text that names a number, as JSON writes it where it has such a number.
pub(crate) fn number_text(value: f64) -> String {
    let is_small = (1e-5..1e-4).contains(&value.abs());
    let text = if is_small { value.to_string() } else { format!("{value:?}") };
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}
