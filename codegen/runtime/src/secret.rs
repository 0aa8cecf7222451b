//! A value that never shows by itself.

use std::fmt;
use std::hint::black_box;

#[cfg(feature = "sign")]
use zeroize::Zeroize as _;

use crate::encode::Wire;
use crate::{Binary, Checked, Checker, Decode, DecodeError, Encode, Encoded, Rules, Source};

/// The text that is shown in place of a secret.
pub(crate) const HIDDEN: &str = "Secret(…)";

/// A password, key or token: written to the wire, never shown by `Debug`, by a [`Violation`](crate::Violation) or by an
/// error.
///
/// Offered:
/// - `==` takes as long for values that differ in the first byte as for equal ones. How long it takes tells how long the
///   values are, and for a `Secret<Option<_>>` whether there is one. The compiler is asked not to shorten the comparison,
///   which is the best that safe Rust can do.
/// - With the feature `sign`, the memory of the value is overwritten when it is dropped. Without that feature it is not.
///
/// Not offered: copies are not overwritten. There are some in the text or body that a value was read from, in the request
/// that it is written to, in what [`expose`](Self::expose) was copied to, in what [`into_inner`](Self::into_inner) returns,
/// and where a value stood before it was moved. The memory is not locked either: it may be swapped out or end up in a core
/// dump.
#[derive(Clone, Default)]
pub struct Secret<T: SecretValue = String>(T);

/// A type whose values a [`Secret`] can hold.
pub trait SecretValue: Default + Encode {
    /// Overwrites the memory of the value with the feature `sign`, and does nothing without it.
    fn wipe(&mut self);
}

impl<T: SecretValue> Secret<T> {
    /// Wraps a value.
    pub fn new(value: impl Into<T>) -> Self {
        Self(value.into())
    }

    /// The value itself; whoever calls this takes care of where it goes.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Takes the value out. It is no longer overwritten at the end.
    pub fn into_inner(mut self) -> T {
        std::mem::take(&mut self.0)
    }
}

#[cfg(feature = "sign")]
impl<T: SecretValue> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.wipe();
    }
}

impl<T: SecretValue> PartialEq for Secret<T> {
    fn eq(&self, other: &Self) -> bool {
        are_same_secrets(&self.0, &other.0)
    }
}

impl<T: SecretValue> Eq for Secret<T> {}

/// Returns whether two values are the same, in a time that depends on their lengths alone.
pub(crate) fn are_same_secrets(a: &dyn Encode, b: &dyn Encode) -> bool {
    match (Wire::of(a), Wire::of(b)) {
        (Wire::Absent, Wire::Absent) => true,
        (Wire::String(a), Wire::String(b)) => is_same(a.as_bytes(), b.as_bytes()),
        (Wire::Binary(a), Wire::Binary(b)) => is_same(a.as_bytes(), b.as_bytes()),
        (Wire::Integer(a), Wire::Integer(b)) => is_same(&a.to_ne_bytes(), &b.to_ne_bytes()),
        // A secret holds nothing else.
        _ => false,
    }
}

/// Returns whether bytes are the same, and looks at all of them where the lengths are the same.
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> bool {
    let differences = a.iter().zip(b).fold(0, |differences, (a, b)| black_box(differences | (a ^ b)));
    a.len() == b.len() && differences == 0
}

impl SecretValue for String {
    fn wipe(&mut self) {
        #[cfg(feature = "sign")]
        self.zeroize();
    }
}

impl SecretValue for Binary {
    fn wipe(&mut self) {
        #[cfg(feature = "sign")]
        std::mem::take(self).into_bytes().zeroize();
    }
}

impl SecretValue for i64 {
    fn wipe(&mut self) {
        #[cfg(feature = "sign")]
        self.zeroize();
    }
}

impl<T: SecretValue> SecretValue for Option<T> {
    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl<T: SecretValue> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

impl<T: SecretValue> Encode for Secret<T> {
    fn encode(&self) -> Encoded<'_> {
        Encoded::Secret(&self.0)
    }
}

impl<T: SecretValue + Decode> Decode for Secret<T> {
    fn blank() -> Self {
        Self(T::blank())
    }

    fn read(&mut self, source: Source<'_>) -> Result<(), DecodeError> {
        self.0.read(source).map_err(DecodeError::hidden)
    }
}

impl<T: SecretValue + Checked> Checked for Secret<T> {
    fn check_against(&self, rules: &'static Rules, checker: &mut Checker<'_>) {
        self.0.check_against(rules, checker);
    }
}

#[cfg(test)]
mod tests {
    use super::{Secret, SecretValue, is_same};
    use crate::encode::Wire;
    use crate::{Binary, Encode};

    #[test]
    fn bytes_are_the_same_only_where_all_of_them_are() {
        for (a, b, same) in [
            ("", "", true),
            ("hunter2", "hunter2", true),
            ("hunter2", "Hunter2", false),
            ("hunter2", "hunter3", false),
            ("hunter2", "hunter", false),
            ("", "h", false),
            ("\u{1}\u{2}", "\u{2}\u{1}", false),
        ] {
            assert_eq!(is_same(a.as_bytes(), b.as_bytes()), same, "{a} {b}");
            assert_eq!(Secret::from(a) == Secret::from(b), same, "{a} {b}");
            let (a, b) = (Binary::from(a.as_bytes()), Binary::from(b.as_bytes()));
            assert_eq!(Secret::<Binary>::new(a) == Secret::<Binary>::new(b), same);
        }
    }

    #[test]
    fn numbers_and_values_that_may_be_absent_are_compared_whole() {
        let number = Secret::<i64>::new;
        assert!(number(-7) == number(-7) && number(1) != number(1 + (i64::MAX >> 1)));
        let optional = |text: Option<&str>| Secret::<Option<String>>::new(text.map(str::to_owned));
        assert!(optional(None) == optional(None) && optional(Some("a")) == optional(Some("a")));
        for (a, b) in [(None, Some("")), (Some(""), None), (Some("a"), Some("b"))] {
            assert!(optional(a) != optional(b));
        }
    }

    #[test]
    fn what_is_taken_out_is_whole() {
        assert_eq!(Secret::from("hunter2").into_inner(), "hunter2");
        assert_eq!(Secret::<i64>::new(7).into_inner(), 7);
        assert_eq!(Secret::from("hunter2".to_owned()).expose(), "hunter2");
    }

    #[test]
    fn a_secret_is_absent_where_its_value_is() {
        let optional = |text: Option<&str>| Secret::<Option<String>>::new(text.map(str::to_owned));
        let is_absent = |secret: &dyn Encode| matches!(Wire::of(secret), Wire::Absent);
        assert!(is_absent(&optional(None)) && !is_absent(&optional(Some(""))) && !is_absent(&Secret::from("")));
    }

    /// A value behind which nothing is left is empty; what the memory held is seen by `zeroize`'s own tests.
    #[test]
    fn a_value_is_wiped_with_the_feature_that_says_so() {
        fn after<T: SecretValue>(mut value: T) -> T {
            value.wipe();
            value
        }
        let is_wiped = cfg!(feature = "sign");
        assert_eq!(after("hunter2".to_owned()).is_empty(), is_wiped);
        assert_eq!(after(Binary::from(b"hunter2".as_slice())).as_bytes().is_empty(), is_wiped);
        assert_eq!(after(7) == 0, is_wiped);
        assert_eq!(after(Some("hunter2".to_owned())).is_none_or(|text| text.is_empty()), is_wiped);
    }

    #[cfg(feature = "sign")]
    #[test]
    fn a_secret_is_wiped_when_it_is_dropped() {
        use std::cell::Cell;

        thread_local!(static WIPED: Cell<u32> = const { Cell::new(0) });

        #[derive(Default)]
        struct Counted;

        impl Encode for Counted {}

        impl SecretValue for Counted {
            fn wipe(&mut self) {
                WIPED.set(WIPED.get() + 1);
            }
        }

        drop(Secret::<Counted>::new(Counted));
        assert_eq!(WIPED.get(), 1);
    }
}
