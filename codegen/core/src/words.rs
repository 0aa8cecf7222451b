//! The words of the specification format, each list of them as an enum.

use crate::Auth;
use crate::word::Word;

/// Declares an enum with a word of the format for each variant.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $name {
            /// The words of the specification format, in the order of the variants.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Returns what a word of the specification format stands for.
            pub const fn from_word(word: &str) -> Option<Self> {
                $(if is_same(word, $word) {
                    return Some(Self::$variant);
                })+
                None
            }

            /// Returns the word of the specification format.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Returns the name of the variant in Rust, by which generated code refers to it.
            pub const fn variant_name(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($variant),)+
                }
            }
        }

        impl Word for $name {
            const WORDS: &'static [&'static str] = $name::WORDS;

            fn from_word(word: &str) -> Option<Self> {
                $name::from_word(word)
            }
        }
    )+};
}

/// Compares two texts where a program is compiled, which `==` cannot do.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

words! {
    /// The protocol of an API. Whoever writes requests has to know them all.
    Protocol {
        /// Alibaba Cloud's RPC: one path for all operations, each named by a header.
        AcsRpc = "acs_rpc",
        /// Alibaba Cloud's ROA: a path of its own for each operation, which a header names as well.
        AcsRoa = "acs_roa",
        /// HTTP alone: a method and a path for each operation, and no header that is not documented.
        Http = "http",
    }

    /// The protocol of an API, in the words of Alibaba Cloud's own documentation.
    ApiStyle {
        /// [`Protocol::AcsRpc`].
        Rpc = "rpc",
        /// [`Protocol::AcsRoa`].
        Roa = "roa",
    }

    /// An HTTP method.
    Method {
        /// `GET`.
        Get = "GET",
        /// `POST`.
        Post = "POST",
        /// `PUT`.
        Put = "PUT",
        /// `PATCH`.
        Patch = "PATCH",
        /// `DELETE`.
        Delete = "DELETE",
        /// `HEAD`.
        Head = "HEAD",
        /// `OPTIONS`.
        Options = "OPTIONS",
    }

    /// The kind of an operation: it reads or it writes.
    #[non_exhaustive]
    OperationKind {
        /// It only reads.
        Read = "read",
        /// It may change something.
        Write = "write",
    }

    /// The way to ask for the next page of a list; each word is the key that says so.
    PagingKind {
        /// By a token that stands in the page before.
        Token = "token",
        /// By its number.
        Page = "page",
        /// By how many items stand before it.
        Offset = "offset",
        /// By an address that stands in the page before.
        Link = "link",
    }

    /// The type of a value.
    ValueType {
        /// Text.
        String = "string",
        /// True or false.
        Boolean = "boolean",
        /// A 32-bit integer.
        Int32 = "int32",
        /// A 64-bit integer.
        Int64 = "int64",
        /// A 64-bit integer that is never negative.
        Uint64 = "uint64",
        /// The same as [`Double`](Self::Double): documentation says so of numbers that single precision cannot hold.
        Float = "float",
        /// A number with a fraction.
        Double = "double",
        /// A number that keeps all of its digits.
        Decimal = "decimal",
        /// A date and a time of the day.
        DateTime = "date-time",
        /// A day of the calendar.
        Date = "date",
        /// A length of time.
        Duration = "duration",
        /// Bytes.
        Binary = "binary",
        /// Any JSON.
        Any = "any",
        /// A list.
        Array = "array",
        /// An object of any keys.
        Map = "map",
        /// An object with fields.
        Object = "object",
        /// A value that is of one of several types.
        Union = "union",
    }

    /// A kind of time.
    TimeKind {
        /// A date and a time of the day.
        DateTime = "date-time",
        /// A day of the calendar.
        Date = "date",
        /// A length of time.
        Duration = "duration",
    }

    /// The form of a date, a time or a duration on the wire.
    WireFormat {
        /// `2026-11-26T05:46:24Z`, `2026-11-26`.
        Rfc3339 = "rfc3339",
        /// The same and shorter: `2026-11-26T05:46Z`, `20261126T054624Z`; of durations `PT1H30M`.
        Iso8601 = "iso8601",
        /// `Thu, 26 Nov 2026 05:46:24 +0000`.
        Rfc2822 = "rfc2822",
        /// The number of seconds since the beginning of 1970 in UTC.
        UnixSeconds = "unix_seconds",
        /// The number of milliseconds since the beginning of 1970 in UTC.
        UnixMilliseconds = "unix_milliseconds",
        /// A number of seconds.
        Seconds = "seconds",
        /// A number of milliseconds.
        Milliseconds = "milliseconds",
    }

    /// The part of a request that a parameter goes into. Whoever writes requests has to know them all.
    Location {
        /// The query string.
        Query = "query",
        /// A header.
        Header = "header",
        /// A `{Name}` of the path.
        Path = "path",
        /// A cookie.
        Cookie = "cookie",
        /// The whole body.
        Body = "body",
        /// A field of the JSON object that is the body.
        BodyField = "body_field",
        /// A form in the body (`application/x-www-form-urlencoded`).
        Form = "form",
        /// A part of a body of several parts (`multipart/form-data`).
        Part = "part",
        /// The host name.
        Host = "host",
    }

    /// The style in which a value with parts becomes text. A scalar is its own text in every style. Whoever writes requests
    /// has to know them all.
    Style {
        /// A pair for each part: `A.1=x&A.2=y` (counted from 1), `A.Key=x`; no pair for an empty one.
        Flat = "flat",
        /// The same as [`Flat`](Self::Flat), as the documentation calls it for lists.
        RepeatList = "repeat_list",
        /// One compact JSON text with wire names.
        Json = "json",
        /// A pair for each item, all of one name: `A=x&A=y`.
        Repeat = "repeat",
        /// `A[]=x&A[]=y`, `A[Key]=x`, `A[][Key]=x`.
        Brackets = "brackets",
        /// `A[Key]=x`, and items counted from 0: `A[0]=x&A[1]=y`, `A[0][Key]=x`.
        DeepObject = "deep_object",
        /// `x,y`; of an object its names and values, `Key,x`.
        Simple = "simple",
        /// `x y`.
        SpaceDelimited = "space_delimited",
        /// `x|y`.
        PipeDelimited = "pipe_delimited",
        /// Of an object, a pair for each of its members under the member's own name: `Key=x&Other=y`; in a path and in a header
        /// one text of them, `Key=x,Other=y`.
        Exploded = "exploded",
    }

    /// The rule for the name of a service's host. Whoever makes endpoints has to know them all.
    EndpointRule {
        /// `<product>.<region>.aliyuncs.com`.
        Regional = "regional",
        /// `<product>.aliyuncs.com`.
        Central = "central",
    }

    /// The step by which a caller can recover from an error.
    #[non_exhaustive]
    Recovery {
        /// Send the same request again: the fault was passing.
        Retry = "retry",
        /// Send the same request again, later and less often.
        Throttle = "throttle",
        /// Send the same request again once the resource is in another state.
        Wait = "wait",
        /// Correct the request.
        FixRequest = "fix_request",
        /// Get a permission, or use other credentials.
        Permission = "permission",
        /// Settle a bill or enable the service.
        Payment = "payment",
        /// Nothing of that name is there.
        NotFound = "not_found",
        /// Look how things stand now, and send what fits: something has changed or is in the way.
        Conflict = "conflict",
        /// Use what is there, or another name: there is one of that name already.
        AlreadyExists = "already_exists",
        /// Free some of a quota, or have it raised.
        Quota = "quota",
        /// The request was a dry run, and it passed.
        DryRunPassed = "dry_run_passed",
        /// Nothing that is known.
        None = "none",
    }

    /// The source that states a fact.
    KnownFrom {
        /// The text of the page.
        Page = "page",
        /// The page, but only as an example value.
        Example = "example",
        /// The official metadata.
        Metadata = "metadata",
        /// The official SDKs.
        Sdk = "sdk",
        /// Responses of the live service.
        Observed = "observed",
    }

    /// The unit in which the length of text is counted.
    #[non_exhaustive]
    LengthUnit {
        /// Unicode scalar values: a Chinese character or a simple emoji is one.
        Character = "char",
        /// Bytes of UTF-8.
        Byte = "byte",
        /// UTF-16 code units, as Java and JavaScript count.
        Utf16 = "utf16",
    }

    /// The certainty of a rule.
    #[derive(PartialOrd, Ord)]
    #[non_exhaustive]
    Level {
        /// A source states the rule, so the server is expected to refuse what breaks it.
        Documented = "documented",
        /// The rule was read out of prose and may be read otherwise; a violation is a hint.
        Assumed = "assumed",
    }

    /// A class of characters.
    CharacterClass {
        /// `a` to `z` and `A` to `Z`.
        AsciiLetter = "ascii_letter",
        /// `a` to `z`.
        AsciiLowercase = "ascii_lowercase",
        /// `A` to `Z`.
        AsciiUppercase = "ascii_uppercase",
        /// `0` to `9`.
        AsciiDigit = "ascii_digit",
        /// A Chinese character, drawn generously: the blocks of Unicode's script Han, whether assigned yet or not.
        Han = "han",
    }
}

impl ApiStyle {
    /// Returns the protocol that the word is another name of.
    pub const fn protocol(self) -> Protocol {
        match self {
            Self::Rpc => Protocol::AcsRpc,
            Self::Roa => Protocol::AcsRoa,
        }
    }
}

impl Protocol {
    /// Returns whether it is one of Alibaba Cloud, whose requests name product, version and operation in headers.
    pub const fn is_acs(self) -> bool {
        match self {
            Self::AcsRpc | Self::AcsRoa => true,
            Self::Http => false,
        }
    }

    /// Returns how a request shows who sends it where nothing is said.
    pub const fn usual_auth(self) -> Auth {
        if self.is_acs() { Auth::USUAL } else { Auth::None }
    }
}

impl Method {
    /// Returns the method as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        self.word()
    }
}

impl Location {
    /// Returns whether there is room for several pairs, one for each part of a value.
    pub const fn has_pairs(self) -> bool {
        match self {
            Self::Query | Self::Form => true,
            Self::Header | Self::Path | Self::Cookie | Self::Body | Self::BodyField | Self::Part | Self::Host => false,
        }
    }
}

impl Style {
    /// Returns whether a value with parts becomes several pairs, for which there is only room in the query and in a form.
    pub const fn makes_pairs(self) -> bool {
        match self {
            Self::Repeat | Self::Brackets | Self::DeepObject => true,
            // Elsewhere the first two are one JSON text, and the last is one text of another kind.
            Self::Flat
            | Self::RepeatList
            | Self::Json
            | Self::Simple
            | Self::SpaceDelimited
            | Self::PipeDelimited
            | Self::Exploded => false,
        }
    }
}

impl Recovery {
    /// Returns whether the same request may succeed later without being changed.
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::Retry | Self::Throttle)
    }
}

impl KnownFrom {
    /// Returns the source that a word names: the page, from which facts come unless they say otherwise.
    pub fn of(word: Option<&str>) -> Self {
        word.and_then(Self::from_word).unwrap_or(Self::Page)
    }

    /// Returns whether the page itself states the fact.
    pub const fn is_page(self) -> bool {
        matches!(self, Self::Page)
    }
}

impl ValueType {
    /// Returns whether values are numbers without a fraction.
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::Int32 | Self::Int64 | Self::Uint64)
    }

    /// Returns whether values are numbers.
    pub const fn is_number(self) -> bool {
        self.is_integer() || matches!(self, Self::Float | Self::Double | Self::Decimal)
    }

    /// Returns whether values are written as one text or number.
    pub const fn is_scalar(self) -> bool {
        self.is_number() || self.time().is_some() || matches!(self, Self::String | Self::Boolean)
    }

    /// Returns the kind of time that values are, if they are any.
    pub const fn time(self) -> Option<TimeKind> {
        TimeKind::from_word(self.word())
    }
}

/// Returns whether a word is that of a type whose values are numbers.
pub fn is_number(word: &str) -> bool {
    ValueType::from_word(word).is_some_and(ValueType::is_number)
}

/// Returns whether a word is that of a type whose values are numbers without a fraction.
pub fn is_integer(word: &str) -> bool {
    ValueType::from_word(word).is_some_and(ValueType::is_integer)
}

impl LengthUnit {
    /// Returns how many units a text has.
    #[inline]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Character => text.chars().count(),
            Self::Byte => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    /// Returns what one unit is called.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Character => "character",
            Self::Byte => "byte of UTF-8",
            Self::Utf16 => "UTF-16 unit",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CharacterClass, ValueType};

    #[test]
    fn numbers_are_scalars_and_integers_are_numbers() {
        let all = ValueType::WORDS.iter().filter_map(|word| ValueType::from_word(word));
        for value_type in all {
            assert!(value_type.is_number() || !value_type.is_integer(), "{value_type:?}");
            assert!(value_type.is_scalar() || !value_type.is_number(), "{value_type:?}");
        }
        assert!(super::is_number("decimal") && !super::is_number("string") && !super::is_integer("float"));
    }

    #[test]
    fn each_word_stands_for_one_variant_and_no_other_text_does() {
        for word in CharacterClass::WORDS {
            assert_eq!(CharacterClass::from_word(word).map(CharacterClass::word), Some(*word));
        }
        for word in ["", "ha", "hans", "Han", "ascii_uppercasE", "中"] {
            assert_eq!(CharacterClass::from_word(word), None, "{word}");
        }
    }
}
