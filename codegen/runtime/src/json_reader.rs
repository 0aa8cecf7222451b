//! The tokens of a JSON text, one after the other.

use apiscribe_core::Value;

use crate::DecodeError;

/// A JSON text that is read from its beginning to its end. After the first error there is nothing more to be read.
pub(crate) struct JsonReader<'t> {
    bytes: &'t [u8],
    /// The same, where all of it is text: to look once costs much less than to look at each of its strings.
    text: Option<&'t str>,
    /// The place of the byte that is read next.
    at: usize,
    /// The number of lists and objects around a value that are still allowed.
    levels_left: usize,
    /// The last string that had escapes.
    unescaped: String,
    /// The first error.
    failure: Option<Failure>,
}

/// A problem, and the line and column where it is.
#[derive(Clone, Copy)]
struct Failure {
    problem: &'static str,
    line: usize,
    column: usize,
}

/// The greatest depth of nested values, so that hostile input does not exhaust the stack.
const LEVELS: usize = 127;

/// The number of bytes that are reserved for a string with escapes.
const UNESCAPED: usize = 64;

/// A value that has no parts, or the beginning of one.
pub(crate) enum Token<'s> {
    Null,
    Boolean(bool),
    Integer(i64),
    /// An integer above the range of `i64`.
    Unsigned(u64),
    /// A number with a fraction or beyond 64 bits, and its text.
    Number(f64, &'s str),
    String(&'s str),
    List,
    Object,
}

/// The text is not JSON; [`JsonReader::error`] tells why.
#[derive(Debug)]
pub(crate) struct NotJson;

impl<'t> JsonReader<'t> {
    /// Begins to read bytes that need not be text in places that are passed over.
    pub(crate) fn new(bytes: &'t [u8]) -> Self {
        Self { text: std::str::from_utf8(bytes).ok(), ..Self::of_text("", bytes) }
    }

    /// Begins to read text.
    pub(crate) fn of(text: &'t str) -> Self {
        Self::of_text(text, text.as_bytes())
    }

    fn of_text(text: &'t str, bytes: &'t [u8]) -> Self {
        Self { bytes, text: Some(text), at: 0, levels_left: LEVELS, unescaped: String::new(), failure: None }
    }

    /// Notes an error at the byte that is read next. Its place is found here, as every level of nested values asks for the error.
    #[cold]
    fn fail(&mut self, problem: &'static str) -> NotJson {
        self.failure = Some(self.failure.unwrap_or_else(|| self.failure_here(problem)));
        self.at = self.bytes.len();
        NotJson
    }

    fn failure_here(&self, problem: &'static str) -> Failure {
        let before = &self.bytes[..self.bytes.len().min(self.at + 1)];
        let lines = before.split(|byte| *byte == b'\n');
        let (line, column) = lines.fold((0, 0), |(count, _), line| (count + 1, line.len()));
        Failure { problem, line, column }
    }

    /// Notes that a value was refused, so that there is no sense in going on.
    pub(crate) fn refuse(&mut self) -> NotJson {
        self.fail("the value was refused")
    }

    /// Returns whether there was an error.
    pub(crate) fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    /// The first error, with its place.
    #[cold]
    pub(crate) fn error(&self) -> DecodeError {
        let failure = self.failure.unwrap_or_else(|| self.failure_here("the text is not JSON"));
        let Failure { problem, line, column } = failure;
        DecodeError::syntax(format!("{problem} at line {line} column {column}"))
    }

    /// Passes over white space, and returns the byte behind it.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Reads a value without parts, or goes into one that has some.
    #[expect(clippy::inline_always, reason = "measured: it runs once for each value")]
    #[inline(always)]
    pub(crate) fn token(&mut self) -> Result<Token<'_>, NotJson> {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                self.string().map(Token::String)
            }
            Some(b'{') => self.enter().map(|()| Token::Object),
            Some(b'[') => self.enter().map(|()| Token::List),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<Token<'_>, NotJson> {
        let words = [("null", Token::Null), ("true", Token::Boolean(true)), ("false", Token::Boolean(false))];
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if let Some((word, token)) = words.into_iter().find(|(word, _)| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            return Ok(token);
        }
        Err(self.fail(if rest.is_empty() { "EOF while parsing a value" } else { "expected value" }))
    }

    fn enter(&mut self) -> Result<(), NotJson> {
        if self.levels_left == 0 {
            return Err(self.fail("recursion limit exceeded"));
        }
        self.levels_left -= 1;
        self.at += 1;
        Ok(())
    }

    /// Goes on to the next member of an object and reads its key; `None` at the end. [`colon`](Self::colon) comes next.
    #[inline]
    pub(crate) fn next_key(&mut self, is_first: &mut bool) -> Result<Option<&str>, NotJson> {
        match self.bytes.get(self.at..) {
            // Most servers write no white space.
            Some([b',', b'"', ..]) if !*is_first => self.at += 2,
            _ if !self.has_next(b'}', is_first)? => return Ok(None),
            _ => self.key()?,
        }
        self.string().map(Some)
    }

    fn key(&mut self) -> Result<(), NotJson> {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.fail("key must be a string")),
            None => Err(self.fail("EOF while parsing an object")),
        }
    }

    /// Passes over what stands between a key and its value.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), NotJson> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.fail("expected `:`")),
            None => Err(self.fail("EOF while parsing an object")),
        }
    }

    /// Goes on to the next item of a list; `false` at the end.
    #[inline]
    pub(crate) fn next_item(&mut self, is_first: &mut bool) -> Result<bool, NotJson> {
        self.has_next(b']', is_first)
    }

    /// Goes on to what stands behind a comma, or at the beginning; `false` at the end, which is not passed over.
    #[inline]
    fn has_next(&mut self, close: u8, is_first: &mut bool) -> Result<bool, NotJson> {
        let was_first = std::mem::take(is_first);
        match self.peek() {
            Some(byte) if byte == close => Ok(false),
            Some(b',') if !was_first => {
                self.at += 1;
                if self.peek() == Some(close) { Err(self.fail("trailing comma")) } else { Ok(true) }
            }
            Some(_) if was_first => Ok(true),
            Some(_) if close == b'}' => Err(self.fail("expected `,` or `}`")),
            Some(_) => Err(self.fail("expected `,` or `]`")),
            None if close == b'}' => Err(self.fail("EOF while parsing an object")),
            None => Err(self.fail("EOF while parsing a list")),
        }
    }

    /// Passes over the members that are left, and leaves the object.
    pub(crate) fn leave_object(&mut self, is_first: &mut bool) -> Result<(), NotJson> {
        while self.next_key(is_first)?.is_some() {
            self.colon()?;
            self.skip()?;
        }
        self.leave();
        Ok(())
    }

    /// Passes over the items that are left, and leaves the list.
    pub(crate) fn leave_list(&mut self, is_first: &mut bool) -> Result<(), NotJson> {
        while self.next_item(is_first)? {
            self.skip()?;
        }
        self.leave();
        Ok(())
    }

    fn leave(&mut self) {
        self.at += 1;
        self.levels_left += 1;
    }

    /// Passes over a value, however deep it is, without looking into its texts and numbers.
    pub(crate) fn skip(&mut self) -> Result<(), NotJson> {
        // The brackets that are to come.
        let mut brackets = Vec::new();
        loop {
            let mut is_first = false;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    self.skip_string()?;
                }
                Some(open @ (b'{' | b'[')) => {
                    self.at += 1;
                    brackets.push(if open == b'{' { b'}' } else { b']' });
                    is_first = true;
                }
                Some(b'-' | b'0'..=b'9') => _ = self.number_text()?,
                _ => _ = self.word()?,
            }
            loop {
                let Some(close) = brackets.last().copied() else { return Ok(()) };
                if self.has_next(close, &mut is_first)? {
                    if close == b'}' {
                        self.key()?;
                        self.skip_string()?;
                        self.colon()?;
                    }
                    break;
                }
                self.at += 1;
                brackets.pop();
            }
        }
    }

    /// Passes over a value, and returns its text.
    pub(crate) fn raw(&mut self) -> Result<&'t str, NotJson> {
        self.peek();
        let start = self.at;
        self.skip()?;
        self.slice(start, self.at)
    }

    /// Reads a string, or passes over any other value and returns its text as the error.
    #[inline]
    pub(crate) fn string_or_raw(&mut self) -> Result<Result<&str, &'t str>, NotJson> {
        if self.peek() == Some(b'"') {
            self.at += 1;
            return self.string().map(Ok);
        }
        self.raw().map(Err)
    }

    /// Returns whether a list or an object comes next.
    pub(crate) fn has_parts(&mut self) -> bool {
        matches!(self.peek(), Some(b'{' | b'['))
    }

    /// Makes sure that nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<(), NotJson> {
        match self.peek() {
            None if self.failure.is_none() => Ok(()),
            _ => Err(self.fail("trailing characters")),
        }
    }

    /// The text between two places.
    #[inline]
    fn slice(&mut self, start: usize, end: usize) -> Result<&'t str, NotJson> {
        let text = match self.text {
            Some(text) => text.get(start..end),
            None => self.bytes.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok()),
        };
        text.ok_or_else(|| self.fail("invalid unicode code point"))
    }

    /// Reads a number: as an integer where it is written as one and fits.
    fn number(&mut self) -> Result<Token<'_>, NotJson> {
        if let Some((value, length)) = self.bytes.get(self.at..).and_then(short_integer) {
            self.at += length;
            return Ok(Token::Integer(value));
        }
        let text = self.number_text()?;
        let is_integer = !text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) && text != "-0";
        if let Some(token) = text.parse().ok().map(Token::Integer).filter(|_| is_integer) {
            return Ok(token);
        }
        if let Some(token) = text.parse().ok().map(Token::Unsigned).filter(|_| is_integer) {
            return Ok(token);
        }
        match text.parse() {
            Ok(value) if f64::is_finite(value) => Ok(Token::Number(value, text)),
            _ => Err(self.fail("number out of range")),
        }
    }

    fn number_text(&mut self) -> Result<&'t str, NotJson> {
        let is_of_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_of_number(byte)).unwrap_or(rest.len());
        let text = self.slice(self.at, self.at + length)?;
        if !Value::is_decimal(text) {
            return Err(self.fail("invalid number"));
        }
        self.at += length;
        Ok(text)
    }

    /// Reads a string from behind its first quotation mark.
    #[inline]
    fn string(&mut self) -> Result<&str, NotJson> {
        let start = self.at;
        let end = plain_end(self.bytes, start);
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return self.slice(start, end);
        }
        self.unescape()
    }

    #[inline(never)]
    fn unescape(&mut self) -> Result<&str, NotJson> {
        let mut text = std::mem::take(&mut self.unescaped);
        text.clear();
        // Most such texts are short, so that one allocation is enough.
        text.reserve(UNESCAPED);
        let read = self.unescape_into(&mut text);
        self.unescaped = text;
        read.map(|()| self.unescaped.as_str())
    }

    fn unescape_into(&mut self, text: &mut String) -> Result<(), NotJson> {
        loop {
            let end = plain_end(self.bytes, self.at);
            text.push_str(self.slice(self.at, end)?);
            self.at = end;
            if !self.has_escape()? {
                return Ok(());
            }
            text.push(self.escape()?);
        }
    }

    fn skip_string(&mut self) -> Result<(), NotJson> {
        loop {
            self.at = plain_end(self.bytes, self.at);
            if !self.has_escape()? {
                return Ok(());
            }
            match self.bytes.get(self.at) {
                Some(b'u') => {
                    self.at += 1;
                    self.code_unit()?;
                }
                _ => _ = self.escape()?,
            }
        }
    }

    /// Passes over the backslash of an escape, or the quotation mark at the end.
    fn has_escape(&mut self) -> Result<bool, NotJson> {
        match self.bytes.get(self.at) {
            Some(mark @ (b'"' | b'\\')) => {
                self.at += 1;
                Ok(*mark == b'\\')
            }
            Some(_) => Err(self.fail("control character (\\u0000-\\u001F) found while parsing a string")),
            None => Err(self.fail("EOF while parsing a string")),
        }
    }

    /// Reads an escape from behind its backslash.
    fn escape(&mut self) -> Result<char, NotJson> {
        let character = match self.bytes.get(self.at) {
            Some(mark @ (b'"' | b'\\' | b'/')) => char::from(*mark),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.escaped_character();
            }
            Some(_) => return Err(self.fail("invalid escape")),
            None => return Err(self.fail("EOF while parsing a string")),
        };
        self.at += 1;
        Ok(character)
    }

    fn escaped_character(&mut self) -> Result<char, NotJson> {
        let mut units = [self.code_unit()?, 0];
        let is_pair = matches!(units[0], 0xd800..=0xdbff) && self.bytes.get(self.at..self.at + 2) == Some(b"\\u");
        if is_pair {
            self.at += 2;
            units[1] = self.code_unit()?;
        }
        match char::decode_utf16(units).next() {
            Some(Ok(character)) => Ok(character),
            _ => Err(self.fail("lone surrogate in hex escape")),
        }
    }

    /// Reads the four digits of an escape.
    fn code_unit(&mut self) -> Result<u16, NotJson> {
        let digits = self.bytes.get(self.at..self.at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.map(|digits| u16::from_str_radix(digits, 16)) {
            Some(Ok(unit)) => {
                self.at += 4;
                Ok(unit)
            }
            _ => Err(self.fail("invalid escape")),
        }
    }
}

/// Reads an integer without a sign at the beginning of bytes, and returns how many digits it has; `None` where that takes a
/// closer look: there are many digits, it may be a number of another kind, or the bytes end with it.
fn short_integer(bytes: &[u8]) -> Option<(i64, usize)> {
    /// As many always fit.
    const DIGITS: usize = 18;
    let length = bytes.iter().take(DIGITS + 1).position(|byte| !byte.is_ascii_digit())?;
    let (digits, behind) = bytes.split_at_checked(length)?;
    let is_integer = !matches!(digits, [] | [b'0', _, ..]) && !matches!(behind, [b'-' | b'+' | b'.' | b'e' | b'E', ..]);
    let value = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    is_integer.then_some((value, length))
}

/// Finds from a place on the first byte that does not stand for itself in a JSON string: a quotation mark, a backslash or a
/// control character; the end where there is none.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], from: usize) -> usize {
    let mut rest = bytes.get(from..).unwrap_or_default();
    while let Some((eight, behind)) = rest.split_first_chunk() {
        if let Some(place) = first_mark(u64::from_le_bytes(*eight)) {
            return bytes.len() - rest.len() + place;
        }
        rest = behind;
    }
    let place = match (rest.len(), bytes.last_chunk()) {
        (0, _) => 0,
        // The last eight without those that were looked at; the zeros in their place count as control characters, which end it.
        (left, Some(eight)) => first_mark(u64::from_le_bytes(*eight) >> (64 - 8 * left)).unwrap_or(left),
        (left, None) => rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..0x20)).unwrap_or(left),
    };
    bytes.len() - rest.len() + place
}

/// Finds among eight bytes the first that does not stand for itself in a JSON string.
#[inline]
fn first_mark(eight: u64) -> Option<usize> {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let backslash = (eight ^ (EACH * u64::from(b'\\'))).wrapping_sub(EACH);
    // With this bit turned, a quotation mark is the byte behind the control characters, which stay what they are.
    let quote_or_control = (eight ^ (EACH * 0x02)).wrapping_sub(EACH * 0x21);
    // A borrow can only mark a byte behind one that is marked rightly, and the first is wanted.
    let marks = (backslash | quote_or_control) & !eight & (EACH * 0x80);
    (marks != 0).then(|| (marks.trailing_zeros() / 8) as usize)
}
