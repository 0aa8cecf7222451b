//! Open enums on integers, as a generated file has them.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use apiscribe::{Checked, Checker, Open, OpenEnum, Rules, UnknownValue, Validate, from_json, to_json};

/// A state that is a number on the wire, with its table written by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    Running,
    Stopped,
    Failed,
}

impl OpenEnum for State {
    type Value = i64;

    const TABLE: (&'static [&'static i64], &'static [Self]) =
        (&[&10, &2, &-1], &[Self::Running, Self::Stopped, Self::Failed]);
}

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

const VALUES: [i64; 8] = [10, 2, -1, 0, 3, 1_000_000, i64::MIN, i64::MAX];

#[test]
fn known_numbers_are_variants_and_all_others_are_kept() {
    for value in VALUES {
        let state = Open::<State>::from(value);
        assert_eq!(state.as_i64(), value);
        assert_eq!(state, value);
        assert_eq!(state.is_unknown(), ![10, 2, -1].contains(&value));
        assert_eq!(state.to_string(), value.to_string());
        assert_eq!(format!("{state:>24}"), format!("{value:>24}"));
    }
    assert!(matches!(Open::from(10), Open::Known(State::Running)));
    assert_eq!(format!("{:?} {:?}", Open::<State>::from(2), Open::<State>::from(3)), "Stopped Unknown(3)");
}

#[test]
fn no_unknown_number_can_be_made_of_a_known_one() {
    for (value, state) in State::known() {
        assert_eq!(UnknownValue::<State>::new(value).unwrap_err(), state);
        assert_eq!(state.as_value(), value);
    }
    let unknown = UnknownValue::<State>::new(&3).unwrap();
    assert_eq!((unknown.get(), unknown.to_string().as_str()), (&3, "3"));
    assert_eq!(Open::Unknown(unknown.clone()), Open::<State>::from(3));
    assert_eq!(unknown.clone(), unknown);
}

#[test]
fn equality_order_and_hash_are_those_of_the_numbers() {
    for left in VALUES {
        for right in VALUES {
            let (a, b) = (Open::<State>::from(left), Open::<State>::from(right));
            assert_eq!(a == b, left == right);
            assert_eq!(a.cmp(&b), left.cmp(&right));
            assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
            assert_eq!(hash(&a) == hash(&b), left == right);
        }
    }
}

#[test]
fn numbers_survive_json_and_are_read_tolerantly() {
    for value in VALUES {
        let state = Open::<State>::from(value);
        let text = value.to_string();
        assert_eq!(to_json(&state), text);
        #[cfg(feature = "serde")]
        assert_eq!(serde_json::to_string(&state).unwrap(), text);
        assert_eq!(from_json::<Open<State>>(&text).unwrap(), state);
        #[cfg(feature = "serde")]
        assert_eq!(serde_json::from_str::<Open<State>>(&format!("\"{text}\"")).unwrap(), state);
    }
    assert_eq!(from_json::<Open<State>>("10.0").unwrap(), State::Running);
    assert_eq!(from_json::<Open<State>>("true").unwrap(), 1);
    assert_eq!(from_json::<Option<Open<State>>>("null").unwrap(), None);
    assert_eq!(from_json::<Vec<Open<State>>>("[2,\"-1\"]").unwrap(), [State::Stopped, State::Failed]);
    for json in ["9223372036854775808", "0.5", "\"Running\"", "{}"] {
        let message = from_json::<Open<State>>(json).unwrap_err().to_string();
        assert!(message.starts_with("expected a 64-bit integer, found a"), "{json}: {message}");
    }
}

#[test]
fn a_list_of_enums_can_have_a_rule_on_its_length() {
    struct States(Vec<Open<State>>);
    impl Validate for States {
        fn check(&self, checker: &mut Checker<'_>) {
            const RULES: &Rules = &Rules::new().item_count(1, 2);
            checker.field("State", &self.0 as &dyn Checked, RULES);
        }
    }
    assert!(States(vec![State::Running.into(), 3.into()]).validate().is_ok());
    let violations = States(vec![]).validate().unwrap_err();
    assert_eq!(violations.to_string(), "State must have 1 to 2 members, has 0");
}
