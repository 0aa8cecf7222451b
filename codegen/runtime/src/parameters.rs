//! From a request to the names and values on the wire.

use std::fmt;

use crate::facts::Parameter;
use crate::percent::percent_encode;
use crate::{Binary, Encode, Encoder, Location, Style, to_json};

/// The parameters of a request by the part they go into, not yet percent-encoded.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParameterPairs {
    /// Pairs of the query string.
    pub query: Vec<(String, String)>,
    /// Pairs of the form in the body.
    pub form: Vec<(String, String)>,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// Values for the `{Name}`s of the path.
    pub path: Vec<(String, String)>,
    /// Values that make up the host name.
    pub host: Vec<(String, String)>,
    /// The body, where one parameter is all of it: text and bytes as they are, everything else as JSON.
    pub body: Option<Vec<u8>>,
    /// True if the body is raw bytes.
    pub is_binary: bool,
}

/// Shows the names alone: some of the values may be secret, and here nobody knows which.
impl fmt::Debug for ParameterPairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| pairs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        f.debug_struct("ParameterPairs")
            .field("query", &names(&self.query))
            .field("form", &names(&self.form))
            .field("headers", &names(&self.headers))
            .field("path", &names(&self.path))
            .field("host", &names(&self.host))
            .field("body", &self.body.as_ref().map(Vec::len))
            .finish_non_exhaustive()
    }
}

/// The parameters of a request.
pub(crate) fn pairs(request: &dyn Encode, parameters: &[Parameter]) -> ParameterPairs {
    let mut pairs = ParameterPairs::default();
    request.encode(&mut RequestEncoder { parameters, receiver: &mut pairs });
    pairs
}

/// Appends the query string.
pub(crate) fn write_query(request: &dyn Encode, parameters: &[Parameter], query: &mut String) {
    let start = query.len();
    request.encode(&mut RequestEncoder { parameters, receiver: &mut QueryWriter { query, start } });
}

/// Receives every pair of every part of a request.
trait Receiver {
    fn wants(&self, location: Location) -> bool;
    fn pair(&mut self, location: Location, name: &Name<'_>, value: &str);
    fn body(&mut self, bytes: &[u8], is_binary: bool);
}

impl Receiver for ParameterPairs {
    fn wants(&self, _: Location) -> bool {
        true
    }

    fn pair(&mut self, location: Location, name: &Name<'_>, value: &str) {
        let pairs = match location {
            Location::Query => &mut self.query,
            Location::Form => &mut self.form,
            Location::Header => &mut self.headers,
            Location::Path => &mut self.path,
            Location::Host => &mut self.host,
            Location::Body => return self.body(value.as_bytes(), false),
        };
        let mut text = String::new();
        name.each_part(&mut |part| text.push_str(part));
        pairs.push((text, value.to_owned()));
    }

    fn body(&mut self, bytes: &[u8], is_binary: bool) {
        self.body = Some(bytes.to_vec());
        self.is_binary = is_binary;
    }
}

struct QueryWriter<'a> {
    query: &'a mut String,
    start: usize,
}

impl Receiver for QueryWriter<'_> {
    fn wants(&self, location: Location) -> bool {
        location == Location::Query
    }

    fn pair(&mut self, _: Location, name: &Name<'_>, value: &str) {
        if self.query.len() > self.start {
            self.query.push('&');
        }
        match name {
            Name::Top(parameter) if parameter.is_plain => self.query.push_str(parameter.name),
            name => name.each_part(&mut |part| percent_encode(part, self.query)),
        }
        self.query.push('=');
        percent_encode(value, self.query);
    }

    fn body(&mut self, _: &[u8], _: bool) {}
}

/// The name of a pair, linked on the stack so that nesting costs no allocation: `Tag` → `Tag.1` → `Tag.1.Key`.
enum Name<'a> {
    Top(&'a Parameter),
    Field(&'a Name<'a>, &'a str),
    Item(&'a Name<'a>, usize),
}

impl Name<'_> {
    fn each_part(&self, write: &mut impl FnMut(&str)) {
        match self {
            Name::Top(parameter) => write(parameter.name),
            Name::Field(parent, name) => {
                parent.each_part(write);
                write(".");
                write(name);
            }
            Name::Item(parent, number) => {
                parent.each_part(write);
                write(".");
                write(Decimal::of(*number as u64, false).as_str());
            }
        }
    }
}

/// The text of an integer, on the stack so that it costs no allocation.
struct Decimal {
    text: [u8; 20],
    start: usize,
}

impl Decimal {
    fn of(mut absolute: u64, is_negative: bool) -> Self {
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

    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[self.start..]).unwrap_or_default()
    }
}

/// Takes a request apart and sends each field where the table of parameters says.
struct RequestEncoder<'a, R> {
    parameters: &'a [Parameter],
    receiver: &'a mut R,
}

impl<R: Receiver> RequestEncoder<'_, R> {
    fn parameter(&mut self, parameter: &Parameter, value: &dyn Encode) {
        let Parameter { location, style, .. } = *parameter;
        if !self.receiver.wants(location) {
            return;
        }
        let name = Name::Top(parameter);
        let receiver = &mut *self.receiver;
        let separator = match style {
            // What is all of the body has no name for its parts to stand under.
            _ if location == Location::Body => None,
            Style::Flat | Style::RepeatList => return value.encode(&mut FlatEncoder { name, location, receiver }),
            Style::Json => None,
            Style::Simple => Some(","),
            Style::SpaceDelimited => Some(" "),
            Style::PipeDelimited => Some("|"),
        };
        value.encode(&mut PartsEncoder { name, location, receiver, separator });
    }
}

/// A request is an object; anything else has no parameters.
impl<R: Receiver> Encoder for RequestEncoder<'_, R> {
    fn null(&mut self) {}
    fn boolean(&mut self, _: bool) {}
    fn integer(&mut self, _: i64) {}
    fn unsigned(&mut self, _: u64) {}
    fn number(&mut self, _: f64) {}
    fn string(&mut self, _: &str) {}
    fn list(&mut self, _: &[&dyn Encode]) {}

    fn object(&mut self, fields: &[(&str, &dyn Encode)]) {
        // The table and the fields come from one specification in one order, so that they can be walked side by side.
        for (parameter, (name, value)) in self.parameters.iter().zip(fields) {
            debug_assert_eq!(parameter.name, *name);
            if !value.is_absent() {
                self.parameter(parameter, *value);
            }
        }
    }
}

/// The methods of an encoder to which every scalar is its text, and null nothing; the text goes to one of its methods.
macro_rules! scalars_as_text {
    ($write:ident) => {
        fn null(&mut self) {}

        fn boolean(&mut self, value: bool) {
            self.$write(if value { "true" } else { "false" });
        }

        fn integer(&mut self, value: i64) {
            self.$write(Decimal::of(value.unsigned_abs(), value < 0).as_str());
        }

        fn unsigned(&mut self, value: u64) {
            self.$write(Decimal::of(value, false).as_str());
        }

        fn number(&mut self, value: f64) {
            self.$write(&value.to_string());
        }

        fn string(&mut self, value: &str) {
            self.$write(value);
        }
    };
}

/// Writes a pair for each scalar, under a name made of the way to it.
struct FlatEncoder<'a, R> {
    name: Name<'a>,
    location: Location,
    receiver: &'a mut R,
}

impl<R: Receiver> FlatEncoder<'_, R> {
    fn pair(&mut self, value: &str) {
        self.receiver.pair(self.location, &self.name, value);
    }
}

impl<R: Receiver> Encoder for FlatEncoder<'_, R> {
    scalars_as_text!(pair);

    fn object(&mut self, fields: &[(&str, &dyn Encode)]) {
        for (field, value) in fields.iter().filter(|(_, value)| !value.is_absent()) {
            let name = Name::Field(&self.name, field);
            value.encode(&mut FlatEncoder { name, location: self.location, receiver: &mut *self.receiver });
        }
    }

    fn list(&mut self, items: &[&dyn Encode]) {
        for (index, item) in items.iter().enumerate() {
            let name = Name::Item(&self.name, index + 1);
            item.encode(&mut FlatEncoder { name, location: self.location, receiver: &mut *self.receiver });
        }
    }
}

/// Writes one pair: a scalar as its text, an object as JSON, a list as JSON or joined by a separator.
struct PartsEncoder<'a, R> {
    name: Name<'a>,
    location: Location,
    receiver: &'a mut R,
    separator: Option<&'static str>,
}

impl<R: Receiver> PartsEncoder<'_, R> {
    fn pair(&mut self, value: &str) {
        self.receiver.pair(self.location, &self.name, value);
    }
}

impl<R: Receiver> Encoder for PartsEncoder<'_, R> {
    scalars_as_text!(pair);

    fn binary(&mut self, value: &Binary) {
        match self.location {
            Location::Body => self.receiver.body(value.as_bytes(), true),
            _ => self.pair(&value.to_base64()),
        }
    }

    fn object(&mut self, fields: &[(&str, &dyn Encode)]) {
        let json = to_json(&Fields(fields));
        self.pair(&json);
    }

    fn list(&mut self, items: &[&dyn Encode]) {
        let Some(separator) = self.separator else {
            let json = to_json(&Items(items));
            return self.pair(&json);
        };
        let mut text = String::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.push_str(separator);
            }
            item.encode(&mut TextEncoder(&mut text));
        }
        self.pair(&text);
    }
}

/// Writes an item of a joined list: text as it is, everything else as JSON.
struct TextEncoder<'a>(&'a mut String);

impl Encoder for TextEncoder<'_> {
    scalars_as_text!(push);

    fn object(&mut self, fields: &[(&str, &dyn Encode)]) {
        self.0.push_str(&to_json(&Fields(fields)));
    }

    fn list(&mut self, items: &[&dyn Encode]) {
        self.0.push_str(&to_json(&Items(items)));
    }
}

impl TextEncoder<'_> {
    fn push(&mut self, text: &str) {
        self.0.push_str(text);
    }
}

/// The fields of an object, as a value again.
struct Fields<'a>(&'a [(&'a str, &'a dyn Encode)]);

impl Encode for Fields<'_> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.object(self.0);
    }
}

/// The items of a list, as a value again.
struct Items<'a>(&'a [&'a dyn Encode]);

impl Encode for Items<'_> {
    fn encode(&self, encoder: &mut dyn Encoder) {
        encoder.list(self.0);
    }
}
