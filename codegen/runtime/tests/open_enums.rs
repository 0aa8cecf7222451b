//! Open enums on integers, as a generated file has them.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use apiscribe::{Checked, Checker, OpenEnum, Rules, UnknownValue, Validate, from_json, to_json};

/// A state that is a number on the wire.
#[derive(Clone, Debug)]
enum State {
    Running,
    Stopped,
    Failed,
    Unknown(UnknownValue<Self>),
}

impl OpenEnum for State {
    type Value = i64;
    const KNOWN: &'static [Self] = &[Self::Running, Self::Stopped, Self::Failed];

    fn from_known(value: &i64) -> Option<Self> {
        Some(match value {
            10 => Self::Running,
            2 => Self::Stopped,
            -1 => Self::Failed,
            _ => return None,
        })
    }

    fn as_value(&self) -> &i64 {
        match self {
            Self::Running => &10,
            Self::Stopped => &2,
            Self::Failed => &-1,
            Self::Unknown(value) => value.get(),
        }
    }
}

apiscribe::open_integer_enum!(State);

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

const VALUES: [i64; 8] = [10, 2, -1, 0, 3, 1_000_000, i64::MIN, i64::MAX];

#[test]
fn known_numbers_are_variants_and_all_others_are_kept() {
    for value in VALUES {
        let state = State::from(value);
        assert_eq!(state.as_i64(), value);
        assert_eq!(state, value);
        assert_eq!(state.is_unknown(), ![10, 2, -1].contains(&value));
        assert_eq!(state.to_string(), value.to_string());
        assert_eq!(format!("{state:>24}"), format!("{value:>24}"));
    }
    assert!(matches!(State::from(10), State::Running));
    assert_eq!(State::known(), [State::Running, State::Stopped, State::Failed]);
    assert_eq!(format!("{:?} {:?}", State::from(2), State::from(3)), "Stopped Unknown(3)");
}

#[test]
fn no_unknown_number_can_be_made_of_a_known_one() {
    for state in State::known() {
        assert_eq!(UnknownValue::<State>::new(state.as_value()).unwrap_err(), *state);
    }
    let unknown = UnknownValue::<State>::new(&3).unwrap();
    assert_eq!((unknown.get(), unknown.to_string().as_str()), (&3, "3"));
    assert_eq!(State::Unknown(unknown.clone()), State::from(3));
    assert_eq!(unknown.clone(), unknown);
}

#[test]
fn equality_order_and_hash_are_those_of_the_numbers() {
    for left in VALUES {
        for right in VALUES {
            let (a, b) = (State::from(left), State::from(right));
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
        let state = State::from(value);
        let text = value.to_string();
        assert_eq!(to_json(&state), text);
        assert_eq!(serde_json::to_string(&state).unwrap(), text);
        assert_eq!(from_json::<State>(&text).unwrap(), state);
        assert_eq!(serde_json::from_str::<State>(&format!("\"{text}\"")).unwrap(), state);
    }
    assert_eq!(from_json::<State>("10.0").unwrap(), State::Running);
    assert_eq!(from_json::<State>("true").unwrap(), 1);
    assert_eq!(from_json::<Option<State>>("null").unwrap(), None);
    assert_eq!(from_json::<Vec<State>>("[2,\"-1\"]").unwrap(), [State::Stopped, State::Failed]);
    for json in ["9223372036854775808", "0.5", "\"Running\"", "{}"] {
        let message = from_json::<State>(json).unwrap_err().to_string();
        assert!(message.starts_with("expected a 64-bit integer, found a"), "{json}: {message}");
    }
}

#[test]
fn a_list_of_enums_can_have_a_rule_on_its_length() {
    struct States(Vec<State>);
    impl Validate for States {
        fn check(&self, checker: &mut Checker<'_>) {
            const RULES: &Rules = &Rules::new().item_count(1, 2);
            checker.field("State", &self.0 as &dyn Checked, RULES);
        }
    }
    assert!(States(vec![State::Running, State::from(3)]).validate().is_ok());
    let violations = States(vec![]).validate().unwrap_err();
    assert_eq!(violations.to_string(), "State must have 1 to 2 members, has 0");
}
