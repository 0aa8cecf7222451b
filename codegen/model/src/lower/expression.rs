//! Reads regular expressions, as far as they can be checked in one pass over the text and mean the same in all languages.

use super::ranges::{Ranges, both, inverted, merged, of_letter, of_script};

/// A part of a regular expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// One character of these.
    Take(Ranges),
    /// The start of the text.
    Start,
    /// The end of the text.
    End,
    /// One part after the other; without parts nothing.
    Sequence(Vec<Part>),
    /// Any one of the parts.
    Choice(Vec<Part>),
    /// A part so many times, at least and at most.
    Repeat(Box<Part>, u32, Option<u32>),
}

/// The greatest depth of groups and classes in each other.
const DEPTH_LIMIT: usize = 100;

/// The greatest number of characters and ranges of a class: each step of a program that takes one of them has them all.
const CLASS_LIMIT: usize = 1000;

/// Reads an expression.
///
/// # Errors
/// Returns what is wrong with the expression, or what in it cannot be checked.
pub(super) fn parse(expression: &str) -> Result<Part, String> {
    let mut parser = Parser { rest: expression, depth: 0 };
    let part = parser.choice()?;
    if parser.rest.is_empty() { Ok(part) } else { Err("unopened group".to_owned()) }
}

struct Parser<'e> {
    rest: &'e str,
    /// The number of groups and classes that are open.
    depth: usize,
}

impl<'e> Parser<'e> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes the text before an end, and the end.
    fn until(&mut self, end: char, missing: &str) -> Result<&'e str, String> {
        let (before, rest) = self.rest.split_once(end).ok_or(missing)?;
        self.rest = rest;
        Ok(before)
    }

    /// Reads what stands within a bracket.
    fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, String>) -> Result<T, String> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(format!("more than {DEPTH_LIMIT} groups and classes in each other"));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn choice(&mut self) -> Result<Part, String> {
        let mut parts = vec![self.sequence()?];
        while self.eat("|") {
            parts.push(self.sequence()?);
        }
        Ok(if parts.len() > 1 { Part::Choice(parts) } else { parts.remove(0) })
    }

    fn sequence(&mut self) -> Result<Part, String> {
        let mut parts = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let part = self.atom()?;
            parts.push(if self.is_at_repetition() { self.repeated(part)? } else { part });
        }
        Ok(Part::Sequence(parts))
    }

    /// Reads a character, a class or a group.
    fn atom(&mut self) -> Result<Part, String> {
        match self.next() {
            Some('(') => self.within(Self::group),
            Some('[') => self.within(Self::class).map(Part::Take),
            Some('.') => Ok(Part::Take(inverted(vec![('\n', '\n')]))),
            Some('^') => Ok(Part::Start),
            Some('$') => Ok(Part::End),
            Some('\\') => self.escape(),
            None | Some('?' | '*' | '+' | '{') => Err("repetition operator missing expression".to_owned()),
            Some(character) => Ok(Part::Take(vec![(character, character)])),
        }
    }

    fn is_at_repetition(&self) -> bool {
        self.rest.starts_with(['?', '*', '+', '{'])
    }

    /// Reads how often a part is there.
    fn repeated(&mut self, part: Part) -> Result<Part, String> {
        let (least, most) = match self.next() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            _ => self.count()?,
        };
        // Whether as much or as little as possible is taken does not change whether there is a match.
        self.eat("?");
        if self.is_at_repetition() {
            // `a++` repeats in some languages, and in others it gives nothing back of what it took.
            return Err("a repetition of a repetition cannot be checked; write a group".to_owned());
        }
        Ok(Part::Repeat(Box::new(part), least, most))
    }

    /// Reads the rest of `{2}`, `{2,}` or `{2,3}`.
    fn count(&mut self) -> Result<(u32, Option<u32>), String> {
        let count = self.until('}', "unclosed counted repetition")?;
        let number = |text: &str| {
            let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|text| text.parse().ok()).ok_or("repetition quantifier expects a valid decimal")
        };
        let (least, most) = match count.split_once(',') {
            None => (number(count)?, Some(number(count)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        if most.is_some_and(|most| most < least) {
            return Err("invalid repetition count range, the start must be <= the end".to_owned());
        }
        Ok((least, most))
    }

    /// Reads the rest of a group.
    fn group(&mut self) -> Result<Part, String> {
        if ["?=", "?!", "?<=", "?<!"].iter().any(|start| self.rest.starts_with(start)) {
            return Err("look-around, including look-ahead and look-behind, is not supported".to_owned());
        }
        if self.eat("?P<") || self.eat("?<") {
            let name = self.until('>', "unclosed capture group name")?;
            if name.is_empty() || !name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
                return Err("invalid capture group name".to_owned());
            }
        } else if self.rest.starts_with('?') && !self.eat("?:") {
            return Err("flags such as `(?i)` cannot be checked".to_owned());
        }
        let part = self.choice()?;
        if self.eat(")") { Ok(part) } else { Err("unclosed group".to_owned()) }
    }

    /// Reads the rest of a class, which has only characters of all its parts that are joined by `&&`.
    fn class(&mut self) -> Result<Ranges, String> {
        let is_negated = self.eat("^");
        if self.rest.starts_with("]-") && !self.rest.starts_with("]-]") {
            return Err("`]-` at the start of a class is a range in some languages; escape it".to_owned());
        }
        // Here it stands for itself.
        let first = if self.eat("]") { vec![(']', ']')] } else { Vec::new() };
        let mut ranges = self.class_items(first)?;
        while self.eat("&&") {
            ranges = limited(both(ranges, self.class_items(Vec::new())?))?;
        }
        self.eat("]");
        Ok(if is_negated { inverted(ranges) } else { merged(ranges) })
    }

    /// Reads the items of a class up to `]` or `&&`.
    fn class_items(&mut self, mut items: Ranges) -> Result<Ranges, String> {
        while !self.rest.starts_with(']') && !self.rest.starts_with("&&") {
            if ["--", "~~"].iter().any(|operator| self.rest.starts_with(operator)) {
                return Err("`--` and `~~` in a class are operators in some languages; escape them".to_owned());
            }
            items.extend(if self.eat("[") { self.within(Self::class_in_class)? } else { self.class_item()? });
        }
        limited(items)
    }

    fn class_in_class(&mut self) -> Result<Ranges, String> {
        let is_of_name = |letter: char| letter.is_ascii_alphabetic() || letter == '^';
        let behind = self.rest.strip_prefix(':').map(|name| name.trim_start_matches(is_of_name));
        if behind.is_some_and(|rest| rest.starts_with(":]")) {
            return Err("classes such as `[:alpha:]` cannot be checked; write the ranges".to_owned());
        }
        self.class()
    }

    /// Reads a character of a class, a class without brackets, or a range.
    fn class_item(&mut self) -> Result<Ranges, String> {
        let first = self.class_character()?;
        if !self.rest.starts_with('-') || self.rest.starts_with("-]") || self.rest.starts_with("--") {
            return Ok(first);
        }
        self.eat("-");
        match (&first[..], &self.class_character()?[..]) {
            ([(start, same)], [(end, also)]) if start == same && end == also && start <= end => {
                Ok(vec![(*start, *end)])
            }
            _ => Err("invalid character class range, must be two literals in order".to_owned()),
        }
    }

    fn class_character(&mut self) -> Result<Ranges, String> {
        match self.next().ok_or("unclosed character class")? {
            '\\' => match self.escape()? {
                Part::Take(ranges) => Ok(ranges),
                _ => Err("invalid escape sequence found in character class".to_owned()),
            },
            character => Ok(vec![(character, character)]),
        }
    }

    /// Reads what stands behind a backslash.
    fn escape(&mut self) -> Result<Part, String> {
        let character = match self.next().ok_or("a backslash at the end")? {
            letter @ ('d' | 'D' | 's' | 'S' | 'w' | 'W') => return Ok(Part::Take(of_letter(letter))),
            letter @ ('p' | 'P') => {
                let is_word = self.eat("{");
                let name = if is_word { self.until('}', "unclosed `\\p{`")? } else { self.rest.get(..1).unwrap_or("") };
                return of_script(name, letter == 'P').map(Part::Take);
            }
            'A' => return Ok(Part::Start),
            'z' => return Ok(Part::End),
            'b' | 'B' | '<' | '>' => return Err("word boundaries cannot be checked".to_owned()),
            '0'..='9' => return Err("backreferences are not supported".to_owned()),
            'x' => self.code_point(2)?,
            'u' => self.code_point(4)?,
            'U' => self.code_point(8)?,
            'a' => '\x07',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            other if other.is_ascii() && !other.is_ascii_alphanumeric() => other,
            _ => return Err("unrecognized escape sequence".to_owned()),
        };
        Ok(Part::Take(vec![(character, character)]))
    }

    /// Reads so many hexadecimal digits, or any number of them in braces.
    fn code_point(&mut self, length: usize) -> Result<char, String> {
        let digits = if self.eat("{") {
            self.until('}', "unclosed braces of an escape sequence")?
        } else {
            let digits = self.rest.get(..length).ok_or("incomplete escape sequence")?;
            self.rest = &self.rest[length..];
            digits
        };
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'));
        Ok(number.and_then(char::from_u32).ok_or("hexadecimal digits that are no Unicode scalar value")?)
    }
}

/// The same characters, if there are not too many of them.
fn limited(ranges: Ranges) -> Result<Ranges, String> {
    if ranges.len() > CLASS_LIMIT {
        return Err(format!("a class of more than {CLASS_LIMIT} characters and ranges"));
    }
    Ok(ranges)
}

#[cfg(test)]
mod tests {
    use super::{CLASS_LIMIT, DEPTH_LIMIT, Part, parse};

    #[test]
    fn a_class_has_the_characters_of_its_items() {
        for (expression, ranges) in [
            ("[b-da]", vec![('a', 'd')]),
            ("[^\\x00-a]", vec![('b', char::MAX)]),
            ("[]a]", vec![(']', ']'), ('a', 'a')]),
            ("[]-]", vec![('-', '-'), (']', ']')]),
            ("[\\]-a]", vec![(']', 'a')]),
            ("[-a]", vec![('-', '-'), ('a', 'a')]),
            ("[a-]", vec![('-', '-'), ('a', 'a')]),
            ("[\\]\\-\\\\]", vec![('-', '-'), ('\\', ']')]),
            ("[a-e&&[c-z]]", vec![('c', 'e')]),
            ("[a&b]", vec![('&', '&'), ('a', 'b')]),
            ("[[ab]\\d]", vec![('0', '9'), ('a', 'b')]),
            ("[[:a]b]", vec![(':', ':'), ('a', 'b')]),
            ("[\\u4e00-\\u{9fa5}]", vec![('一', '龥')]),
            ("[.*+?()|^$]", vec![('$', '$'), ('(', '+'), ('.', '.'), ('?', '?'), ('^', '^'), ('|', '|')]),
        ] {
            assert_eq!(parse(expression), Ok(Part::Sequence(vec![Part::Take(ranges)])), "{expression}");
        }
    }

    #[test]
    fn groups_and_classes_are_no_deeper_than_the_stack_allows() {
        for (open, close) in [("(", ")"), ("[a", "]")] {
            let nested = |depth| format!("{}b{}", open.repeat(depth), close.repeat(depth));
            assert!(parse(&nested(DEPTH_LIMIT)).is_ok());
            assert_eq!(parse(&nested(100_000)), Err("more than 100 groups and classes in each other".to_owned()));
        }
    }

    #[test]
    fn a_class_has_only_so_many_characters() {
        let wide = |count: usize| ('一'..).step_by(2).take(count).collect::<String>();
        let reason = Err(format!("a class of more than {CLASS_LIMIT} characters and ranges"));
        assert!(parse(&format!("[{}]", wide(CLASS_LIMIT))).is_ok());
        assert_eq!(parse(&format!("[{}]", wide(CLASS_LIMIT + 1))), reason);
        let others: String = wide(CLASS_LIMIT).chars().flat_map(|other| ['&', '&', '[', '^', other, ']']).collect();
        assert_eq!(parse(&format!("[\\W{others}&&[^a]]")), reason, "each part of it is short");
    }
}
