//! The authentication of a request: the way in which it shows who sends it.

use crate::word::Word;

/// The way in which a request shows who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth<N = &'static str> {
    /// By a signature with an access key of Alibaba Cloud (ACS3-HMAC-SHA256).
    Acs3,
    /// By a bearer token in the header `Authorization` (RFC 6750).
    Bearer,
    /// By a name and a password in the header `Authorization` (RFC 7617).
    Basic,
    /// By a key in the header of this name.
    Header(N),
    /// By a key in the query, under this name.
    Query(N),
    /// By the signing scheme of this name, which is the caller's own.
    Scheme(N),
    /// By nothing, or by what its own parameters hold.
    None,
}

impl Auth {
    /// The way in which a request of Alibaba Cloud shows who sends it where nothing is said.
    pub const USUAL: Self = Self::Acs3;
    /// The texts of the specification format.
    pub const WORDS: &'static [&'static str] =
        &["acs3", "bearer", "basic", "header:<name>", "query:<name>", "scheme:<name>", "none"];
}

impl<'a> Auth<&'a str> {
    /// Returns what a text of the specification format stands for.
    pub fn parse(text: &'a str) -> Option<Self> {
        Some(match text.split_once(':') {
            Some((_, "")) => return None,
            Some(("header", name)) => Self::Header(name),
            Some(("query", name)) => Self::Query(name),
            Some(("scheme", name)) => Self::Scheme(name),
            Some(_) => return None,
            None => match text {
                "acs3" => Self::Acs3,
                "bearer" => Self::Bearer,
                "basic" => Self::Basic,
                "none" => Self::None,
                _ => return None,
            },
        })
    }

    /// Returns it with a text of its own.
    pub fn into_owned(self) -> Auth<String> {
        match self {
            Self::Acs3 => Auth::Acs3,
            Self::Bearer => Auth::Bearer,
            Self::Basic => Auth::Basic,
            Self::Header(name) => Auth::Header(name.to_owned()),
            Self::Query(name) => Auth::Query(name.to_owned()),
            Self::Scheme(name) => Auth::Scheme(name.to_owned()),
            Self::None => Auth::None,
        }
    }
}

impl Word for Auth<String> {
    const WORDS: &'static [&'static str] = <Auth>::WORDS;

    fn from_word(text: &str) -> Option<Self> {
        Auth::parse(text).map(Auth::into_owned)
    }
}

impl<N: AsRef<str>> Auth<N> {
    /// Returns whether requests are signed with an access key of Alibaba Cloud.
    pub fn is_acs3(&self) -> bool {
        matches!(self, Self::Acs3)
    }

    /// Returns the text of the specification format.
    pub fn text(&self) -> String {
        match self {
            Self::Acs3 => "acs3".to_owned(),
            Self::Bearer => "bearer".to_owned(),
            Self::Basic => "basic".to_owned(),
            Self::Header(name) => format!("header:{}", name.as_ref()),
            Self::Query(name) => format!("query:{}", name.as_ref()),
            Self::Scheme(name) => format!("scheme:{}", name.as_ref()),
            Self::None => "none".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Auth;

    #[test]
    fn what_is_written_is_what_is_read() {
        for text in ["acs3", "bearer", "basic", "header:X-Api-Key", "query:key", "scheme:TC3-HMAC-SHA256", "none"] {
            assert_eq!(Auth::parse(text).map(|auth| auth.text()).as_deref(), Some(text));
        }
        for text in ["", "header", "header:", "query:", "cookie:a", "bearer:", ":a", "Bearer"] {
            assert_eq!(Auth::parse(text), None, "{text}");
        }
    }
}
