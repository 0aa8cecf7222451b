//! Made-up APIs of any size, the same on every machine, and their description in each generator's own format.

pub mod derive;
mod ecs_like;
mod house;
pub mod json_schema;
pub mod openapi;
pub mod proto;
pub mod spec;
pub mod user;

/// Which API is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shape {
    /// Operations that are all alike: 14 parameters, with nested objects and three enums, five response fields and 20
    /// errors.
    House,
    /// Operations with the averages of ECS: eight parameters, 4 nested objects, 6 enums and 18 errors. Some objects are
    /// types of the service, and two operations of five answer with a request id alone.
    EcsLike,
}

/// A made-up API.
pub struct Api {
    /// The types that operations share.
    pub types: Vec<NamedType>,
    pub operations: Vec<Operation>,
}

/// An object that operations refer to by its name.
pub struct NamedType {
    pub name: &'static str,
    pub fields: Vec<Field>,
}

/// One operation of the API.
pub struct Operation {
    /// For example `MendLamp7`.
    pub name: String,
    pub parameters: Vec<Field>,
    pub response: Vec<Field>,
    pub errors: Vec<ErrorRow>,
}

/// A parameter, or a field of an object.
pub struct Field {
    /// On the wire.
    pub name: &'static str,
    pub doc: String,
    pub kind: Kind,
    pub is_required: bool,
    pub rule: Option<Rule>,
}

/// What a field holds.
pub enum Kind {
    Text,
    Boolean,
    Int32,
    Int64,
    Enum(&'static [&'static str]),
    Object(Vec<Field>),
    ListOfText,
    ListOfObjects(Vec<Field>),
    /// A type that operations share, by its name.
    Named(&'static str),
    ListOfNamed(&'static str),
}

/// What a value must be.
pub enum Rule {
    /// A name of 2 to 128 characters, with what it may start with, consist of and contain.
    Name,
    /// Text of so many characters.
    Length(u32, u32),
    /// A number from and to.
    Range(i32, i32),
}

/// An error of an operation.
pub struct ErrorRow {
    pub code: String,
    pub status: u16,
    pub message: String,
    /// The parameter it speaks of.
    pub field: Option<&'static str>,
}

const VERBS: [&str; 8] = ["Mend", "Paint", "Hang", "Measure", "Move", "Rename", "Clean", "Store"];
const NOUNS: [&str; 7] = ["Lamp", "Carpet", "Window", "Picture", "Cupboard", "Mirror", "Clock"];

/// The first `count` operations of an API; more operations leave the earlier ones as they are.
pub fn api(shape: Shape, count: usize) -> Api {
    let (types, operation): (_, fn(usize) -> Operation) = match shape {
        Shape::House => (Vec::new(), house::operation),
        Shape::EcsLike => (ecs_like::types(), ecs_like::operation),
    };
    Api { types, operations: (0..count).map(operation).collect() }
}

/// The name of an operation.
fn name(index: usize) -> String {
    format!("{}{}{index}", VERBS[index % VERBS.len()], noun(index))
}

/// What an operation is about.
fn noun(index: usize) -> &'static str {
    NOUNS[index % NOUNS.len()]
}

fn field(name: &'static str, doc: String, kind: Kind) -> Field {
    Field { name, doc, kind, is_required: false, rule: None }
}

impl Field {
    fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    fn rule(self, rule: Rule) -> Self {
        Self { rule: Some(rule), ..self }
    }
}

/// `ResourceName` as `resource_name`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The letters and digits of a text, as a name in code.
pub(crate) fn identifier(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
