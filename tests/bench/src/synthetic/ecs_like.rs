//! An API with the averages of ECS, for whoever has no specs of ECS: per operation 4 nested objects, 6 enums and 18
//! errors, with documentation of the same length.

use super::{ErrorRow, Field, Kind, NamedType, Operation, Rule, field, house, name, noun};

/// What the documentation of most fields goes on with.
const NOTE: &str = "You can call the operation that lists them to query the valid values. Default value: the one that is \
                    used most.";

/// The types that operations share.
pub(super) fn types() -> Vec<NamedType> {
    let placement = vec![
        field("Room", described("The room."), Kind::Text),
        field("Floor", described("The floor, counted from the ground."), Kind::Int32),
        field("Side", described("The side of the room."), Kind::Enum(&["North", "East", "South", "West"])),
    ];
    vec![NamedType { name: "Tag", fields: house::tag() }, NamedType { name: "Placement", fields: placement }]
}

/// An operation with one nested object and three enums in its request. Three of five have five objects and five enums in
/// their response; the others answer with the ID of the request alone. On average, these are 4 objects and 6 enums.
pub(super) fn operation(index: usize) -> Operation {
    let noun = noun(index);
    let mut response = vec![field("RequestId", "ID of the request.".into(), Kind::Text)];
    if matches!(index % 5, 0 | 2 | 4) {
        response.extend(found(noun));
    }
    Operation { name: name(index), parameters: parameters(noun), response, errors: errors(noun) }
}

fn parameters(noun: &str) -> Vec<Field> {
    vec![
        field("RegionId", described(&format!("Region the {noun} is in.")), Kind::Text).required(),
        field("ResourceId", described(&format!("ID of the {noun}.")), Kind::Text).required(),
        field("ResourceName", described(&format!("Name of the {noun}.")), Kind::Text).rule(Rule::Name),
        field("Status", described("The state."), Kind::Enum(&["Available", "Creating", "Retired", "InRepair"])),
        field("Material", described("What it is made of."), Kind::Enum(&["Wood", "Glass", "Stainless-Steel", "Wool"])),
        field("Urgency", described("How soon it has to be done."), Kind::Enum(&["Low", "High"])),
        field("DryRun", described("With true, the request is checked and nothing is changed."), Kind::Boolean),
        field("Tag", described("Labels it is found by."), Kind::ListOfNamed("Tag")),
    ]
}

/// What an operation that looks for something answers with, beside the ID of the request.
fn found(noun: &str) -> Vec<Field> {
    let resource = vec![
        field("ResourceId", described(&format!("ID of the {noun}.")), Kind::Text),
        field("ResourceName", described(&format!("Name of the {noun}.")), Kind::Text),
        field("CreationTime", described("When it was made."), Kind::Text),
        field("State", described("The state."), Kind::Enum(&["Available", "Creating", "Retired", "InRepair"])),
        field("Surface", described("What it is made of."), Kind::Enum(&["Wood", "Glass", "Stainless-Steel", "Wool"])),
        field("Condition", described("How it was found."), Kind::Enum(&["New", "Used", "Broken"])),
        field("Payment", described("How it is paid for."), Kind::Enum(&["PrePaid", "PostPaid"])),
        field(
            "Guarantee",
            described("Whether it is mended for nothing."),
            Kind::Enum(&["Excluded", "Partial", "Full"]),
        ),
        field("Placement", described("Where it stands."), Kind::Named("Placement")),
        field("Delivery", described("How it comes there."), Kind::Object(house::delivery())),
        field("Tags", described("Labels it is found by."), Kind::ListOfNamed("Tag")),
    ];
    vec![
        field("TotalCount", described(&format!("How many of the {noun} there are.")), Kind::Int32),
        field("NextToken", described("Where the next page begins."), Kind::Text),
        field("Resources", described("What was found."), Kind::ListOfObjects(resource)),
    ]
}

/// 18 of those of the house. Their fields are not told: neither does the metadata of ECS tell them.
fn errors(noun: &str) -> Vec<ErrorRow> {
    house::errors(noun).into_iter().skip(2).map(|row| ErrorRow { field: None, ..row }).collect()
}

fn described(what: &str) -> String {
    format!("{what} {NOTE}")
}
