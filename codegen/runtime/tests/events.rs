//! Server-sent events: the parts of a stream, however it is cut on its way.

use apiscribe::{EventReader, EventTooLarge};

#[derive(Clone)]
struct Delta {
    text: Option<String>,
}

apiscribe::fields! { Delta: text => "Text" }

/// The name, id and data of each event of a stream that comes in chunks of so many bytes.
fn events(stream: &[u8], chunk: usize) -> Vec<(String, String, String)> {
    let mut reader = EventReader::<Delta>::new();
    let mut events = Vec::new();
    let mut take = |reader: &mut EventReader<Delta>| {
        for event in reader {
            let event = event.expect("no event is too large");
            events.push((event.name().to_owned(), event.id().to_owned(), event.data().to_owned()));
        }
    };
    for bytes in stream.chunks(chunk) {
        reader.push(bytes);
        take(&mut reader);
    }
    reader.finish();
    take(&mut reader);
    events
}

#[test]
fn a_stream_gives_the_same_events_wherever_it_is_cut() {
    for (stream, expected) in [
        ("data: a\n\ndata: b\n\n", vec![("", "", "a"), ("", "", "b")]),
        ("data: a\r\n\r\ndata: b\r\rdata: c\n\n", vec![("", "", "a"), ("", "", "b"), ("", "", "c")]),
        ("\u{feff}event: part\nid: 7\ndata:a\ndata: b\n\ndata\n\n", vec![("part", "7", "a\nb"), ("", "7", "")]),
        (": a comment\n\nunknown: x\nretry: soon\n\ndata: é中\n\n", vec![("", "", "é中")]),
        ("event: nothing\n\nid\ndata:  two blanks\n\n", vec![("", "", " two blanks")]),
        ("data: the end is missing", vec![("", "", "the end is missing")]),
        ("data: the end is missing\r", vec![("", "", "the end is missing")]),
        ("", vec![]),
        ("\n\n\n", vec![]),
    ] {
        let expected: Vec<_> =
            expected.into_iter().map(|(name, id, data)| (name.into(), id.into(), data.into())).collect();
        for chunk in 1..=stream.len().max(1) {
            assert_eq!(events(stream.as_bytes(), chunk), expected, "{stream:?} in chunks of {chunk}");
        }
    }
}

#[test]
fn an_event_is_read_as_tolerantly_as_a_response() {
    let mut reader = EventReader::<Delta>::new();
    reader.push(b"retry: 500\ndata: {\"text\":1.10}\n\ndata: {\"Text\":\"\\ud800\"}\n\ndata: [DONE]\n\n");
    let mut next = || reader.next().and_then(Result::ok).expect("an event");
    let first = next();
    let (delta, report) = first.read().expect("an object");
    assert_eq!((delta.text.as_deref(), report.is_empty(), first.retry()), (Some("1.10"), true, Some(500)));
    let (delta, report) = next().read().expect("an object");
    assert_eq!((delta.text.as_deref(), report.is_empty()), (Some("\u{fffd}"), false));
    let last = next();
    assert_eq!(last.data(), "[DONE]");
    assert!(last.read().is_err());
    assert!(!format!("{last:?}").contains("DONE"), "the text of an event may be secret");
}

#[test]
fn an_event_without_an_end_takes_no_more_memory_than_the_limit() {
    for line in ["data: aaaaaaaaaaaaaaaa\n", "aaaaaaaaaaaaaaaaaaaaa"] {
        let mut reader = EventReader::<Delta>::new().limit(100);
        let mut outcome = None;
        for _ in 0..20 {
            reader.push(line.as_bytes());
            outcome = outcome.or_else(|| reader.next());
        }
        assert!(matches!(outcome, Some(Err(EventTooLarge { .. }))), "{line}");
        assert!(reader.next().is_none());
    }
}
