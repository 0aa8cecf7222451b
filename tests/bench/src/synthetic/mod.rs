//! A made-up API of any size, the same on every machine, and its description in each generator's own format.

pub mod derive;
pub mod json_schema;
pub mod openapi;
pub mod proto;
pub mod spec;
pub mod user;

/// One operation of the API.
pub struct Operation {
    /// As in `MendLamp7`.
    pub name: String,
    /// 14 of them, with nested objects and three enums.
    pub parameters: Vec<Field>,
    /// Five fields.
    pub response: Vec<Field>,
    /// 20 of them.
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

/// The first `count` operations of the API; more operations leave the earlier ones as they are.
pub fn operations(count: usize) -> Vec<Operation> {
    (0..count).map(operation).collect()
}

fn operation(index: usize) -> Operation {
    let noun = NOUNS[index % NOUNS.len()];
    let name = format!("{}{noun}{index}", VERBS[index % VERBS.len()]);
    Operation { parameters: parameters(noun), response: response(noun), errors: errors(noun), name }
}

fn parameters(noun: &str) -> Vec<Field> {
    vec![
        field("RegionId", format!("Region the {noun} is in."), Kind::Text).required(),
        field("ResourceId", format!("ID of the {noun}."), Kind::Text).required(),
        field("ResourceName", format!("New name of the {noun}. Absent, the name stays as it is."), Kind::Text)
            .rule(Rule::Name),
        field("Description", format!("What the {noun} is for, in a sentence or two."), Kind::Text)
            .rule(Rule::Length(2, 256)),
        field("Status", "State it is to be in afterwards.".into(), Kind::Enum(&["Available", "Retired", "InRepair"])),
        field("Material", "What it is made of.".into(), Kind::Enum(&["Wood", "Glass", "Stainless-Steel", "Wool"])),
        field("Urgency", "How soon it has to be done.".into(), Kind::Enum(&["Low", "High"])),
        field("DryRun", "With true, the request is checked and nothing is changed.".into(), Kind::Boolean),
        field("Quantity", format!("How many of the {noun} there are."), Kind::Int32).rule(Rule::Range(1, 100)),
        field("Deadline", "Seconds from now on by which it has to be done.".into(), Kind::Int64),
        field("ClientToken", "Text that makes a repeated request harmless.".into(), Kind::Text)
            .rule(Rule::Length(1, 64)),
        field("Placement", "Where it is to stand.".into(), Kind::Object(placement())),
        field("Delivery", "How it comes there.".into(), Kind::Object(delivery())),
        field("Tag", "Labels it is found by.".into(), Kind::ListOfObjects(tag())),
    ]
}

fn placement() -> Vec<Field> {
    vec![
        field("Room", "The room.".into(), Kind::Text).rule(Rule::Length(1, 32)),
        field("Floor", "The floor, counted from the ground.".into(), Kind::Int32),
        field("IsFixed", "Whether it is screwed to the wall.".into(), Kind::Boolean),
    ]
}

fn delivery() -> Vec<Field> {
    let receiver = vec![
        field("UserName", "Who signs for it.".into(), Kind::Text),
        field("Phone", "How to reach that person.".into(), Kind::Text),
    ];
    vec![
        field("Carrier", "Who brings it.".into(), Kind::Text),
        field("Instructions", "What to mind on the way.".into(), Kind::ListOfText),
        field("Receiver", "Who takes it in.".into(), Kind::Object(receiver)),
    ]
}

fn tag() -> Vec<Field> {
    vec![
        field("Key", "Name of the label.".into(), Kind::Text).rule(Rule::Length(1, 128)),
        field("Value", "Value of the label.".into(), Kind::Text),
    ]
}

fn response(noun: &str) -> Vec<Field> {
    vec![
        field("RequestId", "ID of the request.".into(), Kind::Text),
        field("ResourceId", format!("ID of the {noun}."), Kind::Text),
        field("TotalCount", format!("How many of the {noun} there are now."), Kind::Int32),
        field("Success", "Whether all of it was done.".into(), Kind::Boolean),
        field("Warnings", "What is worth a second look.".into(), Kind::ListOfText),
    ]
}

fn errors(noun: &str) -> Vec<ErrorRow> {
    let malformed = [
        "RegionId",
        "ResourceId",
        "ResourceName",
        "Description",
        "Status",
        "Material",
        "Urgency",
        "DryRun",
        "Quantity",
        "Deadline",
    ];
    let of_field = malformed.iter().map(|field| ErrorRow {
        code: format!("Invalid{field}.Malformed"),
        status: 400,
        message: format!("The specified parameter \"{field}\" is not valid."),
        field: Some(field),
    });
    let plain = [
        ("NotFound", 404, "does not exist"),
        ("InUse", 403, "is in use by %s"),
        ("Locked", 403, "is locked"),
        ("QuotaExceeded", 400, "exceeds the quota of %s"),
        ("NotSupported", 400, "does not support this"),
        ("InDebt", 400, "belongs to an account with overdue payments"),
        ("StatusNotMatch", 403, "is in a state that does not allow this"),
        ("Duplicated", 400, "has a name that is already in use"),
        ("Conflict", 409, "is being changed by another request"),
        ("Internal", 500, "could not be reached"),
    ];
    let of_noun = plain.iter().map(|(code, status, what)| ErrorRow {
        code: format!("{noun}.{code}"),
        status: *status,
        message: format!("The specified {noun} {what}."),
        field: None,
    });
    of_field.chain(of_noun).collect()
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
