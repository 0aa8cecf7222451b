//! Open enums: known values are variants, all other values are kept exactly, and one value never has two forms.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};
use std::str::FromStr;

use alibaba_cloud_types::apiscribe::{Decode, Encode, UnknownValue};
use alibaba_cloud_types::ecs::v2014_05_26::modify_image_attribute::{
    BootMode, ImdsSupport, LicenseType, NvmeSupport, Status,
};
use alibaba_cloud_types::ecs::v2014_05_26::{EcsErrorCode, ModifyImageAttributeErrorCode};
use alibaba_cloud_types::ehpcinstant::v2023_07_01::AddImageErrorCode;
use alibaba_cloud_types::ehpcinstant::v2023_07_01::add_image::ImageType;
use alibaba_cloud_types::{ErrorCode, OpenEnum, from_json, to_json};
use proptest::prelude::*;

/// What people expect of every such enum.
trait Open:
    OpenEnum<Value = str>
    + for<'a> From<&'a str>
    + From<String>
    + FromStr<Err: Debug>
    + AsRef<str>
    + Clone
    + Debug
    + Display
    + Eq
    + Ord
    + Hash
    + PartialEq<str>
    + for<'a> PartialEq<&'a str>
    + Encode
    + Decode
    + serde_json_both::Both
{
}

impl<T> Open for T where
    T: OpenEnum<Value = str>
        + for<'a> From<&'a str>
        + From<String>
        + FromStr<Err: Debug>
        + AsRef<str>
        + Clone
        + Debug
        + Display
        + Eq
        + Ord
        + Hash
        + PartialEq<str>
        + for<'a> PartialEq<&'a str>
        + Encode
        + Decode
        + serde_json_both::Both
{
}

/// Both of serde's traits, by what can be done with them.
mod serde_json_both {
    use alibaba_cloud_types::apiscribe::serde::{Serialize, de::DeserializeOwned};

    pub(super) trait Both: Serialize + DeserializeOwned {}
    impl<T: Serialize + DeserializeOwned> Both for T {}
}

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

/// A value, known or not, in every form it can take.
fn check_value<T: Open>(value: &T, wire: &str) {
    assert_eq!(value.as_value(), wire);
    assert_eq!(value.as_ref(), wire);
    assert_eq!(value.to_string(), wire);
    assert_eq!(format!("{value:>40}"), format!("{wire:>40}"), "Display keeps to the width");
    assert!(*value == wire && *value == *wire);
    for made in [T::from(wire), T::from(wire.to_owned()), wire.parse().unwrap(), value.clone()] {
        assert_eq!(&made, value);
        assert_eq!(hash(&made), hash(value));
        assert_eq!(std::mem::discriminant(&made), std::mem::discriminant(value), "a value has exactly one form");
    }
    let json = serde_json::to_string(wire).unwrap();
    assert_eq!(to_json(value), json);
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&from_json::<T>(&json).unwrap(), value);
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value);
}

fn check_enum<T: Open>(known: &[&str], unknown: &[&str]) {
    let listed: Vec<&str> = T::KNOWN.iter().map(OpenEnum::as_value).collect();
    assert_eq!(listed, known, "the documented values in the documentation's order");
    for (variant, wire) in T::KNOWN.iter().zip(known) {
        check_value(variant, wire);
        assert_eq!(T::from_known(wire).as_ref(), Some(variant));
        assert_eq!(UnknownValue::<T>::new(wire).unwrap_err(), *variant, "no unknown value can be made of it");
    }
    for wire in unknown {
        check_value(&T::from(*wire), wire);
        assert_eq!(T::from_known(wire), None);
        let value = UnknownValue::<T>::new(wire).unwrap();
        assert_eq!((value.get(), value.as_str()), (*wire, *wire));
        assert_eq!(value.to_string(), *wire);
        assert_eq!(format!("{value:?}"), format!("{wire:?}"));
        assert_eq!(value.clone(), value);
    }
    let all: Vec<&str> = known.iter().chain(unknown).copied().collect();
    for left in &all {
        for right in &all {
            let (a, b) = (T::from(*left), T::from(*right));
            assert_eq!(a == b, left == right);
            assert_eq!(a.cmp(&b), left.cmp(right), "the order is that of the texts");
            assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
            assert_eq!(hash(&a) == hash(&b), left == right);
        }
    }
}

/// Values that come near to known ones and are none.
const UNKNOWN: &[&str] =
    &["", " ", "vm", "bios", "BIOS ", " BIOS", "UEFI-preferred", "V1", "Supported", "byol", "虚拟机", "😀", "a\nb\0"];

#[test]
fn the_enums_of_the_requests_know_their_documented_values_and_keep_all_others() {
    check_enum::<ImageType>(&["VM", "Container"], UNKNOWN);
    check_enum::<Status>(&["Deprecated", "Available"], UNKNOWN);
    check_enum::<BootMode>(&["BIOS", "UEFI", "UEFI-Preferred"], UNKNOWN);
    check_enum::<LicenseType>(&["BYOL"], UNKNOWN);
    check_enum::<NvmeSupport>(&["supported", "unsupported"], UNKNOWN);
    check_enum::<ImdsSupport>(&["v1", "v2"], UNKNOWN);
}

/// The codes of a table, each once, in the order of their first rows.
fn codes<T: ErrorCode>() -> Vec<&'static str> {
    let mut codes: Vec<&str> = Vec::new();
    for row in T::DOCUMENTED {
        if !codes.contains(&row.code) {
            codes.push(row.code);
        }
    }
    codes
}

#[test]
fn the_error_codes_are_open_enums_like_any_other() {
    let unknown = ["", "invalidparams", "Invalid Params", "Some.New.Code", "InvalidParams%s"];
    check_enum::<AddImageErrorCode>(&codes::<AddImageErrorCode>(), &unknown);
    check_enum::<EcsErrorCode>(&codes::<EcsErrorCode>(), &unknown);
    let of_the_operation = codes::<ModifyImageAttributeErrorCode>();
    check_enum::<ModifyImageAttributeErrorCode>(&of_the_operation, &unknown);
    assert_eq!(
        (codes::<AddImageErrorCode>().len(), of_the_operation.len(), codes::<EcsErrorCode>().len()),
        (11, 18, 21)
    );
}

#[test]
fn a_code_of_the_service_is_known_though_the_operation_does_not_list_it() {
    for row in EcsErrorCode::DOCUMENTED {
        let code = ModifyImageAttributeErrorCode::from(row.code);
        check_value(&code, row.code);
        assert!(!code.is_unknown());
        assert!(UnknownValue::<ModifyImageAttributeErrorCode>::new(row.code).is_err());
    }
}

#[test]
fn the_variants_have_the_names_that_people_match_on() {
    assert!(matches!(ImageType::from("VM"), ImageType::Vm));
    assert!(matches!(BootMode::from("UEFI-Preferred"), BootMode::UefiPreferred));
    assert!(matches!(LicenseType::from("BYOL"), LicenseType::Byol));
    assert!(matches!(ImdsSupport::from("v1"), ImdsSupport::V1));
    assert!(matches!(BootMode::from("Auto"), BootMode::Unknown(value) if value.as_str() == "Auto"));
}

#[test]
fn known_values_can_be_listed_and_told_from_unknown_ones() {
    assert_eq!(BootMode::known(), [BootMode::Bios, BootMode::Uefi, BootMode::UefiPreferred]);
    assert!(BootMode::known().iter().all(|mode| !mode.is_unknown()));
    assert!(BootMode::from("Auto").is_unknown());
    assert_eq!(BootMode::from("Auto").as_str(), "Auto");
}

#[test]
fn debug_shows_the_variant_and_an_unknown_value_in_quotes() {
    assert_eq!(format!("{:?}", BootMode::Uefi), "Uefi");
    assert_eq!(format!("{:?}", BootMode::from("Auto")), r#"Unknown("Auto")"#);
}

#[test]
fn an_unknown_value_can_be_put_back_as_it_is() {
    let value = UnknownValue::new("Auto").unwrap();
    assert_eq!(BootMode::Unknown(value.clone()), BootMode::from("Auto"));
    assert_eq!(BootMode::Unknown(value).as_str(), "Auto");
}

#[test]
fn enums_are_keys_of_maps_and_members_of_sets() {
    let counts: BTreeMap<BootMode, i32> = [("UEFI".into(), 1), ("Auto".into(), 2), (BootMode::Uefi, 3)].into();
    assert_eq!(counts, [(BootMode::from("Auto"), 2), (BootMode::Uefi, 3)].into());
    let sorted: BTreeSet<BootMode> = ["b", "UEFI", "a", "BIOS"].map(BootMode::from).into();
    assert_eq!(sorted.iter().map(BootMode::as_str).collect::<Vec<_>>(), ["BIOS", "UEFI", "a", "b"]);
}

#[test]
fn a_number_or_boolean_where_text_is_due_is_taken_as_text() {
    assert_eq!(from_json::<ImdsSupport>("1").unwrap(), "1");
    assert_eq!(from_json::<ImdsSupport>("true").unwrap(), "true");
    assert_eq!(from_json::<Option<ImdsSupport>>("null").unwrap(), None);
    assert_eq!(from_json::<ImdsSupport>("[]").unwrap_err().to_string(), "expected a string, found a list");
}

proptest! {
    #[test]
    fn any_text_at_all_round_trips(text in any::<String>()) {
        check_value(&BootMode::from(text.as_str()), &text);
        check_value(&ModifyImageAttributeErrorCode::from(text.as_str()), &text);
    }
}
