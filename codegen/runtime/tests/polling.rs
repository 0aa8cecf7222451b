//! Waiting for something to happen: how often it is asked, how long is waited, and how one goes on later.

#![cfg(feature = "http")]

use std::time::Duration;

use apiscribe::{
    Any, LongRunning, NoServiceCode, Operation, OperationFacts, Poll, PollError, PollStep, Polling, Progress, Response,
    RetryPolicy, Until, Validate, WaitError, http,
};

macro_rules! operation {
    ($name:ident { $($field:ident: $type:ty => $wire:literal $($presence:ident)?,)+ } $($facts:tt)*) => {
        #[derive(Clone)]
        struct $name {
            $($field: $type,)+
        }

        apiscribe::fields! { $name: $($field => $wire $($presence)?),+ }

        impl Validate for $name {}

        impl Operation for $name {
            type Response = Any;
            type ErrorCode = NoServiceCode;
            const FACTS: &'static OperationFacts =
                &OperationFacts::rpc().product("Shop", "1").action(stringify!($name))$($facts)*;
        }
    };
}

operation!(GetTask { id: String => "Id" Required, });
operation!(GetOrder { id: String => "Id" Required, });

const STATE: Until = Until::field("Task.State").is(&["Finished", "0"]).failed(&["Broken"]);

fn progress(response: &Response<Any>) -> Progress {
    STATE.progress(response)
}

fn poll() -> Poll<GetTask> {
    Poll::new(&GetTask { id: "t-1".to_owned() }, progress)
}

const RUNNING: &str = r#"{"Task":{"State":"Running"}}"#;

/// A response of an operation.
fn response<O: Operation>(body: &str) -> Response<O::Response> {
    let response = http::Response::builder().header("x-trace", "t-7").body(body.as_bytes().to_vec());
    O::read_http(response.expect("a response")).map_err(|error| error.to_string()).expect("a good response")
}

/// What a step says: how long to wait, or what the end is.
fn said<O: Operation>(step: PollStep<O>) -> String {
    match step {
        PollStep::Wait(time) => format!("wait {} s", time.as_secs()),
        PollStep::Done(Ok(_)) => "done".to_owned(),
        PollStep::Done(Err(error)) => format!("{error:?}"),
    }
}

/// What a step says by a response that tells a state, without chance.
fn step(poll: &mut Poll<GetTask>, state: &str) -> String {
    said(poll.step(response::<GetTask>(&format!(r#"{{"Task":{{"State":"{state}"}}}}"#)), u128::MAX))
}

/// The waits until there is none, without chance.
fn waits(mut poll: Poll<GetTask>) -> Vec<u64> {
    let mut waits = Vec::new();
    while let PollStep::Wait(time) = poll.step(response::<GetTask>(RUNNING), u128::MAX) {
        waits.push(time.as_secs());
    }
    assert_eq!(step(&mut poll, "Running"), "LimitReached", "the limit stays");
    assert_eq!(step(&mut poll, "Finished"), "done", "it may still come to that");
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
    assert_eq!(step(&mut poll(), "Finished"), "done");
    let PollStep::Done(Err(WaitError::Failed(last))) =
        poll().step(response::<GetTask>(r#"{"Task":{"State":"Broken"}}"#), 0)
    else {
        panic!("it has failed")
    };
    assert_eq!(last["Task"]["State"], "Broken", "the response comes with it");
}

#[test]
fn one_can_go_on_from_a_state_that_was_stored() {
    let limit = Duration::from_secs(10);
    let mut first = poll().with_limit(limit);
    for seconds in [1, 2, 4] {
        assert_eq!(step(&mut first, "Running"), format!("wait {seconds} s"));
    }
    let mut second = Poll::<GetTask>::resume(&first.state(), progress).expect("a state").with_limit(limit);
    assert_eq!((second.request().id.as_str(), second.waited()), ("t-1", Duration::from_secs(7)));
    assert_eq!(step(&mut second, "Running"), "wait 3 s", "what is left");
    assert_eq!(step(&mut second, "Running"), "LimitReached");
    let of_another = Poll::<GetOrder>::resume(&first.state(), progress).expect_err("another operation");
    assert_eq!(of_another.path(), "operation");
    for broken in ["", "{}", "[1]", r#"{"operation":"GetTask","request":"{}","asked":1,"waited_ms":1}"#] {
        assert!(Poll::<GetTask>::resume(broken, progress).is_err(), "{broken}");
    }
}

#[test]
fn nothing_of_the_request_is_shown() {
    assert!(!format!("{:?}", poll()).contains("t-1"));
}

#[test]
fn values_of_a_field_tell_how_far_it_is() {
    for (body, expected) in [
        (r#"{"Task":{"State":"Finished"}}"#, Progress::Done),
        (r#"{"Task":{"State":0}}"#, Progress::Done),
        (r#"{"Task":{"State":"Broken"}}"#, Progress::Failed),
        (r#"{"Task":{"State":"finished"}}"#, Progress::Pending),
        (r#"{"Task":{"State":null}}"#, Progress::Pending),
        (r#"{"State":"Finished"}"#, Progress::Pending),
        ("[]", Progress::Pending),
    ] {
        assert_eq!(STATE.progress(&response::<GetTask>(body)), expected, "{body}");
    }
}

#[test]
fn a_field_of_an_item_of_a_list_can_tell_how_far_it_is() {
    const READY: Until = Until::field("Tasks.Task[1].State").is(&["Finished"]);
    for (body, expected) in [
        (r#"{"Tasks":{"Task":[{"State":"Running"},{"State":"Finished"}]}}"#, Progress::Done),
        (r#"{"Tasks":{"Task":[{"State":"Finished"}]}}"#, Progress::Pending),
        (r#"{"Tasks":{"Task":[]}}"#, Progress::Pending),
        (r#"{"Tasks":{"Task[1]":{"State":"Finished"}}}"#, Progress::Done),
    ] {
        assert_eq!(READY.progress(&response::<GetTask>(body)), expected, "{body}");
    }
}

operation!(
    StartTask { region: String => "RegionId" Required, }
    .poll(
        &Polling::new("DescribeTasks", Until::field("Tasks[0].State").is(&["Finished"]).failed(&["Broken"]))
            .parameters(&[
                ("Region", "request:RegionId"),
                ("Filter.Ids", "Ids"),
                ("Number", "Task.Number"),
                ("Trace", "header:x-trace"),
            ])
            .interval(5)
    )
);

operation!(DescribeTasks {
    region: String => "Region" Required,
    filter: Option<Any> => "Filter",
    number: Option<i64> => "Number",
    trace: Option<String> => "Trace",
});

impl LongRunning for StartTask {
    type Poll = DescribeTasks;
}

fn start() -> StartTask {
    StartTask { region: "north".to_owned() }
}

fn started(body: &str) -> Response<Any> {
    response::<StartTask>(body)
}

#[test]
fn the_request_to_ask_by_is_made_of_what_came_and_of_what_was_sent() {
    let poll = start().poll(&started(r#"{"Ids":["a","b"],"Task":{"Number":"7"}}"#)).expect("all is there");
    let DescribeTasks { region, filter, number, trace } = poll.request();
    assert_eq!((region.as_str(), *number, trace.as_deref()), ("north", Some(7), Some("t-7")));
    assert_eq!(filter.as_ref().map(Any::to_string).as_deref(), Some(r#"{"Ids":["a","b"]}"#));
}

#[test]
fn it_is_not_asked_more_often_than_documented_and_the_values_are_those_of_the_facts() {
    let mut poll = start().poll(&started(r#"{"Ids":["a"],"Task":{"Number":7}}"#)).expect("all is there");
    let step = |poll: &mut Poll<DescribeTasks>, state: &str| {
        said(poll.step(response::<DescribeTasks>(&format!(r#"{{"Tasks":[{{"State":"{state}"}}]}}"#)), 0))
    };
    assert_eq!(step(&mut poll, "Running"), "wait 5 s", "chance makes it no less");
    assert_eq!(step(&mut poll, "unheard-of"), "wait 5 s");
    let mut resumed = StartTask::resume_poll(&poll.state()).expect("a state");
    assert_eq!((resumed.waited(), resumed.request().number), (Duration::from_secs(10), Some(7)));
    assert_eq!(step(&mut resumed, "Finished"), "done");
    assert_eq!(step(&mut resumed, "Broken"), "Failed");
}

#[test]
fn a_response_without_what_the_request_is_made_of_is_told() {
    for (body, path) in [
        ("{}", "Ids"),
        (r#"{"Ids":[],"Task":{"Number":7}}"#, "Ids"),
        (r#"{"Ids":["a"],"Task":{"Number":null}}"#, "Task.Number"),
    ] {
        let error = start().poll(&started(body)).expect_err("it lacks something");
        assert_eq!(error, PollError::Missing(path.to_owned()), "{body}");
    }
    let error = start().poll(&started(r#"{"Ids":["a"],"Task":{"Number":"seven"}}"#)).expect_err("no number");
    assert_eq!(error, PollError::Request);
}
