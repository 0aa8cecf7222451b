//! What `fields!` gives a struct, beside what a derive gives its twin.

use std::collections::BTreeMap;

use apiscribe::{Any, Binary, Open, Secret, from_json, to_json};
use serde_json::json;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    Bios,
    Uefi,
}

apiscribe::values! { Mode of str: Bios => "BIOS", Uefi => "UEFI" }

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Level {
    Low,
}

apiscribe::values! { Level of i64: Low => 1 }

/// The same struct twice: with derives, and with the table.
macro_rules! twins {
    ($($field:ident: $type:ty => $wire:literal $($presence:ident)?,)*) => {
        mod derived {
            use super::*;

            #[derive(Clone, Debug, PartialEq)]
            pub(crate) struct Twin {
                $(pub(crate) $field: $type,)*
            }
        }

        #[derive(Clone)]
        pub(crate) struct Twin {
            $(pub(crate) $field: $type,)*
        }

        apiscribe::fields! { Twin: $($field => $wire $($presence)?,)* }

        impl Twin {
            fn derived(self) -> derived::Twin {
                derived::Twin { $($field: self.$field,)* }
            }

            /// Makes a copy for each field, with that field alone taken from `other`.
            fn with_each_of(&self, other: &Self) -> Vec<Self> {
                vec![$({
                    let mut changed = self.clone();
                    changed.$field = other.$field.clone();
                    changed
                }),*]
            }
        }
    };
}

twins! {
    text: String => "Text" Required,
    r#type: Option<String> => "Type",
    flag: Option<bool> => "Flag",
    small: Option<i32> => "Small",
    large: Option<i64> => "Large",
    single: Option<f32> => "Single",
    double: f64 => "Double" Required,
    bytes: Option<Binary> => "Bytes",
    any: Option<Any> => "Any",
    mode: Option<Open<Mode>> => "Mode",
    level: Open<Level> => "Level" Required,
    secret: Option<Secret> => "Secret",
    number: Secret<i64> => "Number" Required,
    list: Option<Vec<Vec<Option<i64>>>> => "List",
    map: BTreeMap<String, Option<String>> => "Map" Required,
    null: Option<i64> => "Null" Nullable,
    inner: Option<Box<Inner>> => "Inner",
    inners: Vec<Inner> => "Inners" Required,
}

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) name: Option<String>,
}

apiscribe::fields! { Inner: name => "Name" }

fn full() -> Twin {
    from_json(
        json!({
            "Text": "quoted \"text\"\n", "Type": "t", "Flag": true, "Small": 7, "Large": 7, "Single": 0.1, "Double": 0.1,
            "Bytes": "Zm9v", "Any": {"a": [1, null, "b"]}, "Mode": "UEFI", "Level": 1, "Secret": "hunter2", "Number": 42,
            "List": [[1, null], []], "Map": {"k": "v", "n": null}, "Null": 3, "Inner": {"Name": "n"}, "Inners": [{}],
        })
        .to_string(),
    )
    .expect("every field reads")
}

/// As different from [`full`] as each field can be.
fn other() -> Twin {
    from_json(
        json!({
            "Text": "", "Single": 0.2, "Double": 0.2, "Any": {"a": [1, null, "c"]}, "Mode": "legacy", "Level": 9,
            "Secret": "hunter3", "Number": 43, "List": [[1], []], "Map": {"k": "v", "m": null}, "Inner": {"Name": "m"},
            "Inners": [{}, {}],
        })
        .to_string(),
    )
    .expect("every field reads")
}

#[test]
fn a_struct_is_shown_as_by_a_derive() {
    for value in [full(), other()] {
        let derived = value.clone().derived();
        assert_eq!(format!("{value:?}"), format!("{derived:?}"));
        assert_eq!(format!("{value:#?}"), format!("{derived:#?}"));
        assert!(!format!("{value:?}").contains("hunter") && !format!("{value:?}").contains("42"));
    }
}

#[test]
fn structs_are_equal_where_all_fields_are() {
    let (full, other) = (full(), other());
    for (a, b) in [(&full, &other), (&other, &full)] {
        assert_eq!(a, &a.clone());
        for changed in a.with_each_of(b) {
            assert_ne!(&changed, a, "{}", to_json(&changed));
            assert_ne!(changed.derived(), a.clone().derived());
        }
    }
}

#[test]
fn what_is_not_a_number_equals_nothing() {
    let value = Twin { double: f64::NAN, ..full() };
    assert!(value != value.clone());
    let value = Twin { single: Some(f32::NAN), ..full() };
    assert!(value != value.clone());
}

#[test]
fn a_struct_comes_back_as_it_was_written() {
    for value in [full(), other()] {
        assert_eq!(from_json::<Twin>(to_json(&value)), Ok(value));
    }
}
