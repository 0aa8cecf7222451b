//! Waiting for a state, through both clients.

use std::time::Duration;

use apiscribe::{
    Any, CallError, LongRunning, Method, Operation, OperationFacts, OperationKind, Poll, Polling, Response,
    RetryPolicy, Until, WaitError,
};

use super::server::{Answer, Server};
use super::{asynchronous, block_on, blocking};

operation!(
    GetTask { id: Option<String> => "Id" } -> Any,
    OperationFacts::rpc()
        .product("Tasks", "2031-05-01")
        .action("GetTask")
        .http(&[Method::Get], "/")
        .kind(OperationKind::Read)
);

const FINISHED: Until = Until::field("State").is(&["Finished"]).failed(&["Broken"]);

type Outcome = Result<Response<Any>, WaitError<GetTask>>;

/// What both clients come to, each with a server of its own that tells one state after the other.
fn wait(states: &[&str], attempts: u32) -> [(Outcome, Server); 2] {
    let response = |state: &&str| match *state {
        "" => Answer::json(404, r#"{"Code":"NoTask","Message":"Gone."}"#),
        state => Answer::json(200, format!(r#"{{"State":"{state}"}}"#)),
    };
    let server = || Server::new(states.iter().map(response).collect());
    let request = GetTask { id: Some("t-1".to_owned()) };
    let poll = move || without_waits(Poll::new(&request, |response| FINISHED.progress(response)), attempts);
    let (one, other) = (server(), server());
    let by_ureq = blocking(&one).wait(&mut poll());
    let client = asynchronous(&other);
    let by_reqwest = block_on(async {
        let task = tokio::spawn(async move { client.wait(&mut poll()).await });
        task.await.expect("no panic")
    });
    [(by_ureq, one), (by_reqwest, other)]
}

#[test]
fn it_is_asked_until_it_is_done() {
    for (outcome, server) in wait(&["Waiting", "Running", "Finished"], 9) {
        assert_eq!(outcome.expect("it is done")["State"], "Finished");
        assert_eq!(server.received().len(), 3);
    }
}

#[test]
fn what_fails_and_what_takes_too_long_comes_with_the_last_response() {
    for (outcome, server) in wait(&["Running", "Broken"], 9) {
        let Err(WaitError::Failed(response)) = outcome else { panic!("it failed") };
        assert_eq!((response["State"].as_str(), server.received().len()), (Some("Broken"), 2));
    }
    for (outcome, server) in wait(&["Running"], 4) {
        let Err(WaitError::LimitReached(response)) = outcome else { panic!("it goes on") };
        assert_eq!((response["State"].as_str(), server.received().len()), (Some("Running"), 4));
    }
    for (outcome, _) in wait(&["Running", ""], 9) {
        let Err(WaitError::Call(CallError::Api(error))) = outcome else { panic!("it is gone") };
        assert_eq!(error.code().as_str(), "NoTask");
    }
}

operation!(
    StartTask { region: String => "RegionId" Required } -> Any,
    OperationFacts::rpc()
        .product("Tasks", "2031-05-01")
        .action("StartTask")
        .http(&[Method::Post], "/")
        .poll(&Polling::new("GetTask", FINISHED).parameters(&[("Id", "TaskId")]))
);

impl LongRunning for StartTask {
    type Poll = GetTask;
}

/// A server that starts a task and then tells one state after the other.
fn started(states: &[&str]) -> Server {
    let told = states.iter().map(|state| Answer::json(200, format!(r#"{{"State":"{state}"}}"#)));
    Server::new([Answer::json(200, r#"{"TaskId":"t 1"}"#)].into_iter().chain(told).collect())
}

fn without_waits<O: Operation>(poll: Poll<O>, attempts: u32) -> Poll<O> {
    poll.with_delays(RetryPolicy::default().with_attempts(attempts).with_delays(Duration::ZERO, Duration::ZERO))
}

fn start() -> StartTask {
    StartTask { region: "north".to_owned() }
}

fn by_ureq(server: &Server, attempts: u32) -> Outcome {
    let client = blocking(server);
    let response = client.call(&start()).map_err(|error| error.to_string()).expect("it is started");
    client.wait(&mut without_waits(start().poll(&response).expect("its ID"), attempts))
}

fn by_reqwest(server: &Server, attempts: u32) -> Outcome {
    let client = asynchronous(server);
    block_on(async {
        let task = tokio::spawn(async move {
            let response = client.call(&start()).await.map_err(|error| error.to_string()).expect("it is started");
            client.wait(&mut without_waits(start().poll(&response).expect("its ID"), attempts)).await
        });
        task.await.expect("no panic")
    })
}

#[test]
fn what_the_facts_say_is_asked_until_it_is_done_or_has_failed() {
    for wait in [by_ureq, by_reqwest] {
        let server = started(&["Waiting", "Running", "Finished"]);
        assert_eq!(wait(&server, 9).expect("it is done")["State"], "Finished");
        let targets: Vec<String> = server.received().into_iter().map(|request| request.target).collect();
        assert_eq!(targets, ["/?RegionId=north", "/?Id=t%201", "/?Id=t%201", "/?Id=t%201"]);
        let server = started(&["Running", "Broken"]);
        let Err(WaitError::Failed(response)) = wait(&server, 9) else { panic!("it failed") };
        assert_eq!((response["State"].as_str(), server.received().len()), (Some("Broken"), 3));
        let Err(WaitError::LimitReached(response)) = wait(&started(&["Running"]), 2) else { panic!("it goes on") };
        assert_eq!(response["State"], "Running");
    }
}

#[test]
fn a_result_without_a_state_is_waited_for_by_its_status() {
    const FOUND: Until = Until::field("State").failed(&["Broken"]).or_status(&[200]);
    let server = || {
        let pending = Answer::json(202, r#"{"State":"Running"}"#);
        Server::new(vec![pending.clone(), pending, Answer::json(200, r#"{"File":"f-1"}"#)])
    };
    let poll = || {
        let request = GetTask { id: Some("t-1".to_owned()) };
        without_waits(Poll::new(&request, |response| FOUND.progress(response)), 9)
    };
    let (one, other) = (server(), server());
    let outcomes = [blocking(&one).wait(&mut poll()), block_on(asynchronous(&other).wait(&mut poll()))];
    for (outcome, server) in outcomes.into_iter().zip([one, other]) {
        assert_eq!(outcome.expect("it is there")["File"], "f-1");
        assert_eq!(server.received().len(), 3);
    }
}

#[test]
fn another_client_goes_on_where_one_has_stopped() {
    let server = started(&["Running", "Running", "Finished"]);
    let client = blocking(&server);
    let response = client.call(&start()).map_err(|error| error.to_string()).expect("it is started");
    let mut poll = without_waits(start().poll(&response).expect("its ID"), 2);
    assert!(matches!(client.wait(&mut poll), Err(WaitError::LimitReached(_))));
    let mut resumed = without_waits(StartTask::resume_poll(&poll.state()).expect("a state"), 9);
    assert_eq!(block_on(asynchronous(&server).wait(&mut resumed)).expect("it is done")["State"], "Finished");
    assert_eq!(server.received().len(), 4);
}
