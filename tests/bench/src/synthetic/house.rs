//! The house: operations that all have the same shape, of which each feature of the generators has a part.

use super::{ErrorRow, Field, Kind, Operation, Rule, field, name, noun};

/// An operation with 14 parameters, among them nested objects and three enums, five response fields and 20 errors.
pub(super) fn operation(index: usize) -> Operation {
    let noun = noun(index);
    let name = name(index);
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

/// How something comes to its place: an object with another in it.
pub(super) fn delivery() -> Vec<Field> {
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

pub(super) fn tag() -> Vec<Field> {
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

/// 20 of them.
pub(super) fn errors(noun: &str) -> Vec<ErrorRow> {
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
