//! Waiting for something to happen: how often it is asked, how long is waited, and how one goes on later.

#![cfg(feature = "http")]

use std::time::Duration;

use apiscribe::{
    Any, NoServiceCode, Operation, OperationFacts, Poll, PollStep, Progress, RetryPolicy, Until, Validate, from_json,
};

macro_rules! operation {
    ($name:ident) => {
        #[derive(Clone)]
        struct $name {
            id: String,
        }

        apiscribe::fields! { $name: id => "Id" Required }

        impl Validate for $name {}

        impl Operation for $name {
            type Response = Any;
            type ErrorCode = NoServiceCode;
            const FACTS: &'static OperationFacts =
                &OperationFacts::rpc().product("Shop", "1").action(stringify!($name));
        }
    };
}

operation!(GetTask);
operation!(GetOrder);

fn poll() -> Poll<GetTask> {
    Poll::new(&GetTask { id: "t-1".to_owned() })
}

/// The waits until there is none, without chance.
fn waits(mut poll: Poll<GetTask>) -> Vec<u64> {
    let mut waits = Vec::new();
    while let PollStep::Wait(time) = poll.step(Progress::Pending, u128::MAX) {
        waits.push(time.as_secs());
    }
    assert_eq!(poll.step(Progress::Pending, 0), PollStep::LimitReached, "the limit stays");
    assert_eq!(poll.step(Progress::Done, 0), PollStep::Done, "it may still come to that");
    waits
}

#[test]
fn it_is_asked_less_and_less_often_up_to_the_limit() {
    assert_eq!(waits(poll().with_limit(Duration::from_secs(100))), [1, 2, 4, 8, 16, 30, 30, 9]);
    let delays = RetryPolicy::default().with_attempts(3).with_delays(Duration::from_secs(5), Duration::from_secs(5));
    assert_eq!(waits(poll().with_delays(delays)), [5, 5], "three requests are all");
    assert_eq!(waits(poll().with_limit(Duration::ZERO)), [0; 0]);
}

#[test]
fn the_end_is_told_at_once() {
    assert_eq!(poll().step(Progress::Done, 0), PollStep::Done);
    assert_eq!(poll().step(Progress::Failed, 0), PollStep::Failed);
}

#[test]
fn one_can_go_on_from_a_state_that_was_stored() {
    let limit = Duration::from_secs(10);
    let mut first = poll().with_limit(limit);
    for seconds in [1, 2, 4] {
        assert_eq!(first.step(Progress::Pending, u128::MAX), PollStep::Wait(Duration::from_secs(seconds)));
    }
    let mut second = Poll::<GetTask>::resume(&first.state()).expect("a state").with_limit(limit);
    assert_eq!((second.request().id.as_str(), second.waited()), ("t-1", Duration::from_secs(7)));
    assert_eq!(second.step(Progress::Pending, u128::MAX), PollStep::Wait(Duration::from_secs(3)), "what is left");
    assert_eq!(second.step(Progress::Pending, u128::MAX), PollStep::LimitReached);
    let of_another = Poll::<GetOrder>::resume(&first.state()).expect_err("another operation");
    assert_eq!(of_another.path(), "operation");
    for broken in ["", "{}", "[1]", r#"{"operation":"GetTask","request":"{}","asked":1,"waited_ms":1}"#] {
        assert!(Poll::<GetTask>::resume(broken).is_err(), "{broken}");
    }
}

#[test]
fn nothing_of_the_request_is_shown() {
    assert!(!format!("{:?}", poll()).contains("t-1"));
}

#[test]
fn values_of_a_field_tell_how_far_it_is() {
    const DONE: Until = Until::field("Task.State").is(&["Finished", "0"]).failed(&["Broken"]);
    for (body, expected) in [
        (r#"{"Task":{"State":"Finished"}}"#, Progress::Done),
        (r#"{"Task":{"State":0}}"#, Progress::Done),
        (r#"{"Task":{"State":"Broken"}}"#, Progress::Failed),
        (r#"{"Task":{"State":"finished"}}"#, Progress::Pending),
        (r#"{"Task":{"State":null}}"#, Progress::Pending),
        (r#"{"State":"Finished"}"#, Progress::Pending),
        ("[]", Progress::Pending),
    ] {
        let response: Any = from_json(body).expect("JSON");
        assert_eq!(DONE.progress(&response), expected, "{body}");
    }
}
