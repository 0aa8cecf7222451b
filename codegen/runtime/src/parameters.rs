//! From a request to the names and values on the wire.

use std::fmt;

use crate::encode::{EncodeList, FieldReceiver, Wire, items};
use crate::facts::Parameter;
use crate::multipart::Part;
use crate::number_text::IntegerText;
use crate::percent::percent_encode;
use crate::{Encode, EncodeMap, FieldPresence, Location, OperationFacts, Style, to_json};

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
    /// Cookies.
    pub cookies: Vec<(String, String)>,
    /// Values for the `{Name}`s of the path.
    pub path: Vec<(String, String)>,
    /// Values that make up the host name.
    pub host: Vec<(String, String)>,
    /// The body: the parameter that is all of it, text and bytes as they are, everything else as JSON; or the JSON object of
    /// those that are its fields.
    pub body: Option<Vec<u8>>,
    /// The parts of the body, where it has several.
    pub parts: Vec<Part>,
    /// True if the body is raw bytes.
    pub is_binary: bool,
    /// True if the body is text as it is.
    pub is_text: bool,
    /// The items of lists whose text has commas between them, each with the part of the request and the place there, and with
    /// what separates its items.
    lists: Vec<(Location, usize, Vec<String>, Separators)>,
}

impl ParameterPairs {
    /// Returns the value of a pair of the query or of the path percent-encoded, with the commas between the items of a list as
    /// they are: where OpenAPI has such a list, what stands between items is not encoded, and a comma within one is.
    #[cfg(feature = "http")]
    pub(crate) fn encoded_value(&self, location: Location, index: usize, value: &str) -> String {
        let items = self.lists.iter().find(|(part, place, ..)| (*part, *place) == (location, index));
        let mut text = String::new();
        match items {
            Some((_, _, items, separators)) => write_list(items, *separators, &mut text),
            None => percent_encode(value, &mut text),
        }
        text
    }
}

/// The separators between the items of a list that is one text.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Separators {
    /// Between two items, or two members of an object.
    between: &'static str,
    /// Between the name of a member and its value.
    behind_name: &'static str,
}

impl Separators {
    /// One for all.
    const fn all(between: &'static str) -> Self {
        Self { between, behind_name: between }
    }

    /// Returns the separator before an item.
    fn before(self, index: usize) -> &'static str {
        match index {
            0 => "",
            _ if index % 2 == 1 => self.behind_name,
            _ => self.between,
        }
    }

    fn join(self, items: &[String]) -> String {
        items.iter().enumerate().flat_map(|(index, item)| [self.before(index), item]).collect()
    }
}

/// Appends items, each percent-encoded, with what separates them as it is.
fn write_list(items: &[String], separators: Separators, text: &mut String) {
    for (index, item) in items.iter().enumerate() {
        text.push_str(separators.before(index));
        percent_encode(item, text);
    }
}

/// Shows the names alone: some of the values may be secret, and here nobody knows which.
impl fmt::Debug for ParameterPairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| pairs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        f.debug_struct("ParameterPairs")
            .field("query", &names(&self.query))
            .field("form", &names(&self.form))
            .field("headers", &names(&self.headers))
            .field("cookies", &names(&self.cookies))
            .field("path", &names(&self.path))
            .field("host", &names(&self.host))
            .field("body", &self.body.as_ref().map(Vec::len))
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

/// The parameters of a request.
pub(crate) fn pairs(request: &dyn Encode, facts: &OperationFacts) -> ParameterPairs {
    let mut pairs = ParameterPairs::default();
    send(request, facts, &mut pairs);
    pairs
}

/// The query string.
pub(crate) fn query_string(request: &dyn Encode, facts: &OperationFacts) -> String {
    let mut query = String::new();
    write_query(request, facts, &mut query);
    query
}

/// Appends the query string.
pub(crate) fn write_query(request: &dyn Encode, facts: &OperationFacts, query: &mut String) {
    let (start, keeps_commas) = (query.len(), facts.keeps_commas());
    send(request, facts, &mut QueryWriter { query, start, keeps_commas });
}

/// Receives every pair of every part of a request.
trait Receiver {
    fn wants(&self, location: Location) -> bool;
    fn pair(&mut self, location: Location, name: &Name<'_>, value: &str);
    /// A list that is one text, with a separator between its items.
    fn list(&mut self, location: Location, name: &Name<'_>, items: Vec<String>, separators: Separators);
    fn body(&mut self, bytes: &[u8], is_binary: bool);
    /// A body that is text as it is.
    fn text_body(&mut self, text: &str);
    fn body_field(&mut self, name: &str, presence: FieldPresence, value: &dyn Encode);
    fn part(&mut self, part: Part);
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
            Location::Cookie => &mut self.cookies,
            Location::Path => &mut self.path,
            Location::Host => &mut self.host,
            // Fields of the body are no pairs, and neither are its parts.
            Location::Body | Location::BodyField | Location::Part => return self.body(value.as_bytes(), false),
        };
        let mut text = String::new();
        name.each_part(&mut |part| text.push_str(part.text));
        pairs.push((text, value.to_owned()));
    }

    fn list(&mut self, location: Location, name: &Name<'_>, items: Vec<String>, separators: Separators) {
        self.pair(location, name, &separators.join(&items));
        let place = match location {
            Location::Query => self.query.len(),
            Location::Path => self.path.len(),
            _ => return,
        };
        if separators.between == "," {
            self.lists.push((location, place - 1, items, separators));
        }
    }

    fn body(&mut self, bytes: &[u8], is_binary: bool) {
        self.body = Some(bytes.to_vec());
        self.is_binary = is_binary;
    }

    fn text_body(&mut self, text: &str) {
        self.body(text.as_bytes(), false);
        self.is_text = true;
    }

    fn body_field(&mut self, name: &str, presence: FieldPresence, value: &dyn Encode) {
        let body = self.body.get_or_insert_with(|| b"{}".to_vec());
        if matches!(Wire::of(value), Wire::Absent) && presence != FieldPresence::Nullable {
            return;
        }
        body.pop();
        if body.len() > 1 {
            body.push(b',');
        }
        body.extend(to_json(&name).bytes());
        body.push(b':');
        body.extend(to_json(value).bytes());
        body.push(b'}');
    }

    fn part(&mut self, part: Part) {
        self.parts.push(part);
    }
}

struct QueryWriter<'a> {
    query: &'a mut String,
    start: usize,
    /// True if the commas between the items of a list are not encoded.
    keeps_commas: bool,
}

impl QueryWriter<'_> {
    /// Begins a pair.
    fn name(&mut self, name: &Name<'_>) {
        if self.query.len() > self.start {
            self.query.push('&');
        }
        match name {
            // Most names have no further part.
            Name::Top(part) => self.name_part(*part),
            name => name.each_part(&mut |part| self.name_part(part)),
        }
        self.query.push('=');
    }

    fn name_part(&mut self, part: NamePart<'_>) {
        if part.is_plain {
            self.query.push_str(part.text);
        } else {
            percent_encode(part.text, self.query);
        }
    }
}

impl Receiver for QueryWriter<'_> {
    fn wants(&self, location: Location) -> bool {
        location == Location::Query
    }

    fn pair(&mut self, _: Location, name: &Name<'_>, value: &str) {
        self.name(name);
        percent_encode(value, self.query);
    }

    fn list(&mut self, _: Location, name: &Name<'_>, items: Vec<String>, separators: Separators) {
        self.name(name);
        if separators.between == "," && self.keeps_commas {
            write_list(&items, separators, self.query);
        } else {
            percent_encode(&separators.join(&items), self.query);
        }
    }

    fn body(&mut self, _: &[u8], _: bool) {}

    fn text_body(&mut self, _: &str) {}

    fn body_field(&mut self, _: &str, _: FieldPresence, _: &dyn Encode) {}

    fn part(&mut self, _: Part) {}
}

/// A part of the name of a pair.
#[derive(Clone, Copy)]
struct NamePart<'a> {
    text: &'a str,
    /// True if it is known that it stays as it is where it is percent-encoded.
    is_plain: bool,
}

impl<'a> NamePart<'a> {
    /// A part of which it is known that it stays as it is.
    fn plain(text: &'a str) -> Self {
        Self { text, is_plain: true }
    }

    /// A part that has to be looked at.
    fn any(text: &'a str) -> Self {
        Self { text, is_plain: false }
    }
}

/// The name of a pair, linked on the stack so that nesting costs no allocation: `Tag` → `Tag.1` → `Tag.1.Key`.
#[derive(Clone, Copy)]
enum Name<'a> {
    Top(NamePart<'a>),
    Field(&'a Name<'a>, NamePart<'a>),
    Item(&'a Name<'a>, usize),
    /// `Tag[Key]`
    InBrackets(&'a Name<'a>, NamePart<'a>),
    /// `Tag[]`
    ItemInBrackets(&'a Name<'a>),
    /// `Tag[0]`
    NumberInBrackets(&'a Name<'a>, usize),
}

/// The way in which the names of parts are made of those that they are parts of.
#[derive(Clone, Copy)]
enum Naming {
    /// `A.Key`, `A.1`.
    Dots,
    /// `A[Key]`, `A[]`.
    Brackets,
    /// `A[Key]`, `A[0]`.
    Numbers,
    /// `A[Key]`, `A`.
    Same,
    /// `Key`, `A`.
    Own,
}

impl Naming {
    fn field<'a>(self, parent: &'a Name<'a>, name: NamePart<'a>) -> Name<'a> {
        match self {
            Self::Dots => Name::Field(parent, name),
            Self::Brackets | Self::Numbers | Self::Same => Name::InBrackets(parent, name),
            Self::Own => Name::Top(name),
        }
    }

    /// The name of an item, counted from 0.
    fn item<'a>(self, parent: &'a Name<'a>, index: usize) -> Name<'a> {
        match self {
            Self::Dots => Name::Item(parent, index + 1),
            Self::Brackets => Name::ItemInBrackets(parent),
            Self::Numbers => Name::NumberInBrackets(parent, index),
            Self::Same | Self::Own => *parent,
        }
    }
}

impl Name<'_> {
    fn each_part(&self, write: &mut impl FnMut(NamePart<'_>)) {
        let number = |number: usize| IntegerText::of(number as u64, false);
        match self {
            Name::Top(name) => write(*name),
            Name::Field(parent, name) => {
                parent.each_part(write);
                write(NamePart::plain("."));
                write(*name);
            }
            Name::Item(parent, place) => {
                parent.each_part(write);
                write(NamePart::plain("."));
                write(NamePart::plain(number(*place).as_str()));
            }
            Name::InBrackets(parent, name) => {
                parent.each_part(write);
                write(NamePart::any("["));
                write(*name);
                write(NamePart::any("]"));
            }
            Name::ItemInBrackets(parent) => {
                parent.each_part(write);
                write(NamePart::any("[]"));
            }
            Name::NumberInBrackets(parent, place) => {
                parent.each_part(write);
                write(NamePart::any("["));
                write(NamePart::plain(number(*place).as_str()));
                write(NamePart::any("]"));
            }
        }
    }
}

/// Takes a request apart and sends each field where the table of parameters says.
fn send(request: &dyn Encode, facts: &OperationFacts, receiver: &mut impl Receiver) {
    each_parameter(request, facts.parameters, &mut |name, presence, parameter, value| {
        if receiver.wants(parameter.location) {
            send_parameter((name, presence), parameter, value, facts.separates_members(), receiver);
        }
    });
}

/// Hands out every field of a request, and which way the table of parameters sends it. A request is an object; anything else
/// has no parameters.
fn each_parameter(
    request: &dyn Encode,
    parameters: &[Parameter],
    take: &mut impl FnMut(NamePart<'_>, FieldPresence, &Parameter, &dyn Encode),
) {
    let Wire::Object(request) = Wire::of(request) else {
        return;
    };
    request.fields(FieldReceiver::new(&mut |table, values| {
        let mut ways = Ways { parameters, expected: 0 };
        for ((text, presence), value) in table.rows.iter().zip(values) {
            let name = NamePart { text, is_plain: table.is_plain };
            take(name, *presence, ways.of(text), *value);
        }
    }));
}

/// The table of parameters that are not flat pairs of the query.
struct Ways<'a> {
    parameters: &'a [Parameter],
    /// The place of the row that is probably the next: the fields mostly come in the order of the table.
    expected: usize,
}

/// Any parameter that the table does not have.
const USUAL: &Parameter = &Parameter::query("");

impl<'a> Ways<'a> {
    /// The part of the request that a parameter goes into, and how its value becomes text.
    #[inline]
    fn of(&mut self, name: &str) -> &'a Parameter {
        if self.parameters.is_empty() {
            return USUAL;
        }
        let rows = self.parameters.iter().enumerate();
        let mut next = rows.clone().skip(self.expected).take(1).chain(rows);
        match next.find(|(_, parameter)| parameter.name == name) {
            Some((place, parameter)) => {
                self.expected = place + 1;
                parameter
            }
            None => USUAL,
        }
    }
}

/// Every field of a request as a parameter, in the order of its fields.
pub(crate) fn list(request: &dyn Encode, parameters: &[Parameter]) -> Vec<(String, Location, Style)> {
    let mut list = Vec::new();
    each_parameter(request, parameters, &mut |name, _, parameter, _| {
        list.push((name.text.to_owned(), parameter.location, parameter.style));
    });
    list
}

fn send_parameter(
    (name, presence): (NamePart<'_>, FieldPresence),
    parameter: &Parameter,
    value: &dyn Encode,
    separates_members: bool,
    receiver: &mut impl Receiver,
) {
    let Parameter { location, style, .. } = *parameter;
    match location {
        Location::BodyField => return receiver.body_field(name.text, presence, value),
        Location::Part => return send_parts(name.text, parameter, value, receiver),
        _ => {}
    }
    let name = Name::Top(name);
    // Only there can be a pair for each part; what is all of the body has no name for its parts to stand under.
    let has_pairs = location.has_pairs();
    let separators = match written(style) {
        Written::Pairs(naming) if has_pairs => return send_pairs(value, &name, naming, location, receiver),
        Written::Exploded if has_pairs => return send_pairs(value, &name, Naming::Own, location, receiver),
        Written::Separated(separator) if location != Location::Body => Some(Separators::all(separator)),
        Written::Exploded if location != Location::Body => Some(Separators { between: ",", behind_name: "=" }),
        Written::Pairs(_) | Written::Separated(_) | Written::Exploded | Written::Json => None,
    };
    let separates_members = separates_members || style == Style::Exploded;
    match (Wire::of(value), separators) {
        (Wire::Absent | Wire::Null, _) => {}
        (Wire::Binary(value), _) if location == Location::Body => receiver.body(value.as_bytes(), true),
        (Wire::String(text), _) if location == Location::Body => receiver.text_body(&text),
        (Wire::List(list), Some(separators)) => {
            receiver.list(location, &name, texts(list), Separators::all(separators.between));
        }
        (Wire::Object(object), Some(separators)) if separates_members => {
            receiver.list(location, &name, texts_of_object(object), separators);
        }
        (Wire::Map(map), Some(separators)) if separates_members => {
            receiver.list(location, &name, texts_of_map(map), separators);
        }
        (wire, _) => with_text(&wire, value, &mut |text| receiver.pair(location, &name, text)),
    }
}

/// Sends a part, or of a list one for each item, unless the list is one JSON text.
fn send_parts(name: &str, parameter: &Parameter, value: &dyn Encode, receiver: &mut impl Receiver) {
    match (Wire::of(value), parameter.style) {
        (Wire::Absent | Wire::Null, _) => {}
        (Wire::List(list), Style::Repeat | Style::Brackets) => {
            let name = if parameter.style == Style::Brackets { format!("{name}[]") } else { name.to_owned() };
            items(list).for_each(|item| receiver.part(part(&name, parameter, item)));
        }
        _ => receiver.part(part(name, parameter, value)),
    }
}

/// Makes a part: a file of bytes, JSON of a list or an object, and text of anything else.
fn part(name: &str, parameter: &Parameter, value: &dyn Encode) -> Part {
    let wire = Wire::of(value);
    let content_type = |usual: Option<&str>| parameter.content_type.or(usual).map(str::to_owned);
    let (name, mut text) = (name.to_owned(), String::new());
    if let Wire::Binary(file) = wire {
        let file_name = Some(file.file_name().unwrap_or(parameter.name).to_owned());
        let own = file.content_type().map(str::to_owned);
        let content_type = own.or_else(|| content_type(Some("application/octet-stream")));
        return Part { name, file_name, content_type, bytes: file.as_bytes().to_vec() };
    }
    with_text(&wire, value, &mut |value| text.push_str(value));
    let has_parts = matches!(wire, Wire::List(_) | Wire::Map(_) | Wire::Object(_));
    let content_type = content_type(has_parts.then_some("application/json"));
    Part { name, file_name: None, content_type, bytes: text.into_bytes() }
}

/// The result for a value with parts.
enum Written {
    Pairs(Naming),
    Separated(&'static str),
    Exploded,
    Json,
}

fn written(style: Style) -> Written {
    match style {
        Style::Flat | Style::RepeatList => Written::Pairs(Naming::Dots),
        Style::Repeat => Written::Pairs(Naming::Same),
        Style::Brackets => Written::Pairs(Naming::Brackets),
        Style::DeepObject => Written::Pairs(Naming::Numbers),
        Style::Json => Written::Json,
        Style::Simple => Written::Separated(","),
        Style::SpaceDelimited => Written::Separated(" "),
        Style::PipeDelimited => Written::Separated("|"),
        Style::Exploded => Written::Exploded,
    }
}

/// Sends a pair for each scalar, under a name made of the way to it; `null` is nothing.
fn send_pairs(value: &dyn Encode, name: &Name<'_>, naming: Naming, location: Location, receiver: &mut impl Receiver) {
    match Wire::of(value) {
        Wire::Absent | Wire::Null => {}
        // Most values are text.
        Wire::String(text) => receiver.pair(location, name, &text),
        Wire::Object(object) => object.fields(FieldReceiver::new(&mut |table, values| {
            for ((text, _), value) in table.rows.iter().zip(values) {
                let field = NamePart { text, is_plain: table.is_plain };
                send_pairs(*value, &naming.field(name, field), naming, location, receiver);
            }
        })),
        Wire::Map(map) => {
            for (key, value) in map.entries() {
                send_pairs(value, &naming.field(name, NamePart::any(key)), naming, location, receiver);
            }
        }
        Wire::List(list) => {
            for (item, index) in items(list).zip(0..) {
                send_pairs(item, &naming.item(name, index), naming, location, receiver);
            }
        }
        wire => with_text(&wire, value, &mut |text| receiver.pair(location, name, text)),
    }
}

/// The items of a list: text as it is, `null` as nothing, everything else as JSON.
fn texts(list: &dyn EncodeList) -> Vec<String> {
    items(list).map(text).collect()
}

/// The name of each field that is there, and behind it its value.
fn texts_of_object(object: &dyn Encode) -> Vec<String> {
    let mut texts = Vec::new();
    object.fields(FieldReceiver::new(&mut |table, values| {
        let fields = table.rows.iter().zip(values);
        let fields = fields.filter(|(_, value)| !matches!(Wire::of(**value), Wire::Absent));
        texts.extend(fields.flat_map(|((name, _), value)| [(*name).to_owned(), text(*value)]));
    }));
    texts
}

/// Each key, and behind it its value.
fn texts_of_map(map: &dyn EncodeMap) -> Vec<String> {
    map.entries().into_iter().flat_map(|(key, value)| [key.to_owned(), text(value)]).collect()
}

/// A value as one text: text as it is, `null` as nothing, everything with parts as JSON.
fn text(value: &dyn Encode) -> String {
    let mut text = String::new();
    with_text(&Wire::of(value), value, &mut |value| text.push_str(value));
    text
}

/// Hands out the text of a value: scalars as such, bytes in base64, lists and objects as JSON, and of `null` none.
fn with_text(wire: &Wire<'_>, value: &dyn Encode, take: &mut dyn FnMut(&str)) {
    match wire {
        Wire::Absent | Wire::Null => {}
        Wire::Boolean(value) => take(if *value { "true" } else { "false" }),
        Wire::Integer(value) => take(IntegerText::signed(*value).as_str()),
        Wire::Unsigned(value) => take(IntegerText::of(*value, false).as_str()),
        Wire::Number(value) => take(&value.to_string()),
        Wire::Decimal(value) => take(value.as_str()),
        Wire::String(value) => take(value),
        Wire::Binary(value) => take(&value.to_base64()),
        Wire::List(_) | Wire::Map(_) | Wire::Object(_) => take(&to_json(value)),
    }
}
