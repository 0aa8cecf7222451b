//! What a subscriber of `tracing` sees of a call. It is alone in its program: what another thread sends at the moment when the
//! subscriber comes may leave the event without one for good.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use alibaba_cloud_types::ecs::v2014_05_26::ModifyImageAttributeRequest;
use apiscribe::{Credentials, Endpoint, http};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down the fields of each event.
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!("{}={value:?} ", field.name()));
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("apiscribe")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn each_attempt_is_an_event_without_a_word_of_the_request() {
    let lines = Arc::<Mutex<Vec<String>>>::default();
    let refused = |_: http::Request<Vec<u8>>| {
        let body = r#"{"Code":"InvalidImageId.NotFound","RequestId":"R-1","Message":"m-hidden"}"#;
        http::Response::builder().status(404).body(body.as_bytes().to_vec())
    };
    let credentials = Credentials::new("hidden-id", "hidden");
    let client = apiscribe_ureq::Client::from_fn(refused, Endpoint::region("cn-hangzhou"), credentials);
    tracing::subscriber::with_default(Log(Arc::clone(&lines)), || {
        assert!(client.call(&ModifyImageAttributeRequest::new("cn-hangzhou", "m-hidden")).is_err());
    });
    let lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
    let [line] = &lines[..] else { panic!("one event: {lines:?}") };
    for part in ["action=\"ModifyImageAttribute\"", "attempt=1", "status=404", "InvalidImageId.NotFound", "R-1"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(!line.contains("hidden"), "{line}");
}
