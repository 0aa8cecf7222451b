//! Changes of one fact of a spec, made in its tree.

use serde_yaml::Value;

/// Each change, with what it is.
pub(crate) fn changes(spec: &str) -> Vec<(String, String)> {
    let root: Value = serde_yaml::from_str(spec).expect("YAML");
    let mut changes = Vec::new();
    // A wrong name of the operation is refused by the name of its file.
    for part in ["permission", "http", "flow_control", "parameters", "response", "errors", "examples", "history"] {
        if let Some(value) = root.get(part) {
            walk(value, &[Step::Key(part.to_owned())], &mut |what, way, change| {
                let mut copy = root.clone();
                apply(&mut copy, way, change);
                changes.push((format!("{what} {}", shown(way)), serde_yaml::to_string(&copy).expect("YAML")));
            });
        }
    }
    changes.extend(note_changes(&root));
    changes
}

#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

enum Change {
    Remove,
    Set(Value),
    /// A copy beside it, under another name.
    Add,
}

fn shown(way: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Item(index) => format!("[{index}]"),
    };
    way.iter().map(step).collect()
}

/// Words of our own and what no page tells.
const NOT_FACTS: &[&str] = &["doc", "in", "style", "known_from", "level", "unit", "changes", "secret"];

fn walk(value: &Value, way: &[Step], found: &mut dyn FnMut(&str, &[Step], &Change)) {
    match value {
        Value::Mapping(map) => {
            let is_named =
                matches!(way.last(), Some(Step::Key(key)) if matches!(key.as_str(), "parameters" | "fields" | "enum"));
            for (key, inner) in map {
                let key = key.as_str().expect("a key is text");
                if NOT_FACTS.contains(&key) && !is_named {
                    continue;
                }
                let way: Vec<Step> = way.iter().cloned().chain([Step::Key(key.to_owned())]).collect();
                if is_fact(&way, is_named) {
                    found("without", &way, &Change::Remove);
                }
                if is_named {
                    found("twice", &way, &Change::Add);
                }
                walk(inner, &way, found);
            }
        }
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                let way: Vec<Step> = way.iter().cloned().chain([Step::Item(index)]).collect();
                found("without", &way, &Change::Remove);
                walk(item, &way, found);
            }
        }
        Value::Null => {}
        scalar => found("other", way, &Change::Set(other(scalar))),
    }
}

/// What can be taken away and leave a spec that says less: a type or the items of an array cannot.
fn is_fact(way: &[Step], is_named: bool) -> bool {
    let Some(Step::Key(key)) = way.last() else { return true };
    let is_structure = matches!(
        key.as_str(),
        "type" | "items" | "fields" | "response" | "code" | "status" | "action" | "date" | "also"
    );
    is_named || !is_structure
}

fn other(value: &Value) -> Value {
    match value {
        Value::Bool(value) => Value::from(!value),
        Value::Number(number) => number.as_u64().map_or_else(|| Value::from("other"), |number| Value::from(number + 1)),
        Value::String(text) => match text.as_str() {
            "string" => Value::from("int32"),
            "array" | "object" | "int32" | "int64" | "double" | "boolean" => Value::from("string"),
            date if date.len() == 10 && date.starts_with("20") => Value::from(format!("1999{}", &date[4..])),
            text => Value::from(format!("{text}Z")),
        },
        other => other.clone(),
    }
}

fn apply(root: &mut Value, way: &[Step], change: &Change) {
    let (last, before) = way.split_last().expect("a way has an end");
    let mut value = root;
    for step in before {
        value = match step {
            Step::Key(key) => value.get_mut(key.as_str()).expect("the key is there"),
            Step::Item(index) => value.get_mut(index).expect("the item is there"),
        };
    }
    match (last, change) {
        (Step::Key(key), Change::Remove) => {
            value.as_mapping_mut().expect("a map").shift_remove(key.as_str());
        }
        (Step::Item(index), Change::Remove) => {
            value.as_sequence_mut().expect("a list").remove(*index);
        }
        (Step::Key(key), Change::Set(new)) => {
            value.as_mapping_mut().expect("a map").insert(key.as_str().into(), new.clone());
        }
        (Step::Item(index), Change::Set(new)) => value.as_sequence_mut().expect("a list")[*index] = new.clone(),
        (Step::Key(key), Change::Add) => {
            let map = value.as_mapping_mut().expect("a map");
            let copy = map.get(key.as_str()).expect("the key is there").clone();
            map.insert(format!("{key}Copy").into(), copy);
        }
        (Step::Item(_), Change::Add) => {}
    }
}

/// Notes that are needed taken away, and notes that do not apply put in.
fn note_changes(root: &Value) -> Vec<(String, String)> {
    let mut changes = Vec::new();
    for key in ["gaps", "errata"] {
        for (index, note) in root.get(key).and_then(Value::as_sequence).into_iter().flatten().enumerate() {
            let at = note.get("at").and_then(Value::as_str).expect("a place");
            let is_needed = [".enum", ".fields", ".items", "].resources"].iter().any(|end| at.ends_with(end));
            if is_needed {
                let mut copy = root.clone();
                apply(&mut copy, &[Step::Key(key.to_owned()), Step::Item(index)], &Change::Remove);
                changes.push((format!("without the note at {at}"), serde_yaml::to_string(&copy).expect("YAML")));
            }
        }
    }
    let first =
        root["parameters"].as_mapping().and_then(|map| map.keys().next()).and_then(Value::as_str).expect("a parameter");
    for at in [
        format!("parameters.{first}.example"),
        format!("parameters.{first}.required"),
        "errors".to_owned(),
        "examples".to_owned(),
        "response.fields".to_owned(),
        format!("parameters.{first}"),
    ] {
        changes.push((format!("with a gap at {at}"), with_note(root, "gaps", &at, "the page has none")));
    }
    changes.push((
        "with an erratum".to_owned(),
        with_note(root, "errata", "errors", "the page says \"no such words\"; kept"),
    ));
    changes
}

fn with_note(root: &Value, key: &str, at: &str, what: &str) -> String {
    let mut copy = root.clone();
    let note: Value = serde_yaml::from_str(&format!("{{ at: \"{at}\", what: '{what}' }}")).expect("YAML");
    let map = copy.as_mapping_mut().expect("a map");
    match map.get_mut(key).and_then(Value::as_sequence_mut) {
        Some(list) => list.push(note),
        None => {
            map.insert(key.into(), Value::Sequence(vec![note]));
        }
    }
    serde_yaml::to_string(&copy).expect("YAML")
}
