//! Server-sent events: a response that comes in parts, each with a typed value.

use std::fmt;
use std::marker::PhantomData;

use crate::json::from_json_tolerantly;
use crate::{Decode, DecodeError, Report};

/// The size limit of one event, in bytes, unless the caller says otherwise.
const DEFAULT_LIMIT: usize = 16 << 20;

/// Reads a stream of server-sent events (`text/event-stream`, as the HTML standard describes it), of which each holds a `T`
/// in JSON.
///
/// Give it the bytes of the body as they come, and take the events out as an iterator; it is neither a client nor a
/// runtime. [`Operation::events`](crate::Operation::events) makes one for an operation whose response is such a stream.
///
/// ```
/// use apiscribe::EventReader;
///
/// let mut events = EventReader::<Vec<i64>>::new();
/// events.push(b"event: part\ndata: [1,2]\n\ndata: [3");
/// let first = events.next().ok_or("an event")??;
/// assert_eq!((first.name(), first.read()?.0), ("part", vec![1, 2]));
/// assert!(events.next().is_none(), "the second event is not all there");
/// events.push(b"]\n");
/// events.finish();
/// assert_eq!(events.next().ok_or("an event")??.read()?.0, [3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct EventReader<T> {
    /// The bytes that are not read yet, from `start` on.
    bytes: Vec<u8>,
    start: usize,
    /// Up to where there is no end of a line.
    searched: usize,
    /// True before the first line, in front of which a byte order mark may stand.
    is_first: bool,
    /// True behind the last byte of the body.
    is_finished: bool,
    /// True behind an event that was too large, from which on nothing can be told apart.
    has_failed: bool,
    pending: Fields,
    last_id: String,
    limit: usize,
    content: PhantomData<fn() -> T>,
}

/// The fields of the lines since the last event.
#[derive(Default)]
struct Fields {
    data: Option<String>,
    name: String,
    retry: Option<u64>,
}

impl<T> EventReader<T> {
    /// Returns a reader at the beginning of a stream.
    pub fn new() -> Self {
        Self {
            bytes: Vec::new(),
            start: 0,
            searched: 0,
            is_first: true,
            is_finished: false,
            has_failed: false,
            pending: Fields::default(),
            last_id: String::new(),
            limit: DEFAULT_LIMIT,
            content: PhantomData,
        }
    }

    /// Sets how many bytes one event may have: 16 MiB if this is not called.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = bytes;
        self
    }

    /// Takes the next bytes of the body.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.start);
        self.searched = self.searched.saturating_sub(self.start);
        self.start = 0;
        if !self.has_failed {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Ends the body: an event whose last line was not ended is one all the same.
    pub fn finish(&mut self) {
        self.is_finished = true;
    }

    /// The next line without its end; nothing while it is not all there.
    fn next_line(&mut self) -> Option<String> {
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        let searched = self.searched.saturating_sub(self.start).min(rest.len());
        let end = rest[searched..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map(|end| end + searched);
        self.searched = self.start + end.unwrap_or(rest.len());
        let (line, length) = match end {
            // Whether a line feed follows is not known yet.
            Some(end) if rest[end] == b'\r' && end + 1 == rest.len() && !self.is_finished => return None,
            Some(end) if rest[end..].starts_with(b"\r\n") => (&rest[..end], end + 2),
            Some(end) => (&rest[..end], end + 1),
            None if self.is_finished && !rest.is_empty() => (rest, rest.len()),
            None => return None,
        };
        let line = String::from_utf8_lossy(line);
        let line = if self.is_first { line.strip_prefix('\u{feff}').unwrap_or(&line) } else { &line };
        let line = line.to_owned();
        self.is_first = false;
        self.start += length;
        Some(line)
    }

    fn take_line(&mut self, line: &str) {
        // A line that begins with a colon is a comment.
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => match &mut self.pending.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.pending.data = Some(value.to_owned()),
            },
            "event" => value.clone_into(&mut self.pending.name),
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
            "retry" => self.pending.retry = value.parse().ok().or(self.pending.retry),
            _ => {}
        }
    }

    /// The event that the lines so far make, if they have data.
    fn take_event(&mut self) -> Option<Event<T>> {
        let Fields { data, name, retry } = std::mem::take(&mut self.pending);
        Some(Event { data: data?, name, retry, id: self.last_id.clone(), content: PhantomData })
    }

    fn is_too_large(&self) -> bool {
        let pending = self.pending.data.as_ref().map_or(0, String::len);
        pending + (self.bytes.len() - self.start) > self.limit
    }
}

impl<T> Default for EventReader<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows how much is not read yet, and nothing of it.
impl<T> fmt::Debug for EventReader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unread = self.bytes.len() - self.start;
        f.debug_struct("EventReader").field("unread", &format_args!("{unread} bytes")).finish_non_exhaustive()
    }
}

/// The next event; `None` while it is not all there, and behind the last one.
impl<T> Iterator for EventReader<T> {
    type Item = Result<Event<T>, EventTooLarge>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(line) = self.next_line() {
            if !line.is_empty() {
                self.take_line(&line);
            } else if let Some(event) = self.take_event() {
                return Some(Ok(event));
            }
        }
        if self.is_too_large() {
            *self = Self { has_failed: true, ..Self::new() };
            return Some(Err(EventTooLarge(())));
        }
        if self.is_finished { self.take_event().map(Ok) } else { None }
    }
}

/// The error that an event has more bytes than [`EventReader::limit`] lets it have. The stream cannot be read further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge(());

impl fmt::Display for EventTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event is larger than the limit")
    }
}

impl std::error::Error for EventTooLarge {}

/// An event that a server sent.
pub struct Event<T> {
    data: String,
    name: String,
    id: String,
    retry: Option<u64>,
    content: PhantomData<fn() -> T>,
}

impl<T> Event<T> {
    /// The text of the event, lines parted by line feeds. Some services end a stream with a word that is no JSON, such as
    /// `[DONE]`.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// The kind of the event; empty where the server names none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the last event that had one, from which on a stream may be asked for again; empty where there is none.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The number of milliseconds that the server asks to wait before the stream is asked for again, if it does.
    pub fn retry(&self) -> Option<u64> {
        self.retry
    }
}

impl<T: Decode> Event<T> {
    /// Reads the JSON of the event tolerantly, as `Operation::read_http` does.
    ///
    /// # Errors
    /// When the text is not JSON, or a value that is required cannot be read.
    pub fn read(&self) -> Result<(T, Report), DecodeError> {
        from_json_tolerantly(&self.data)
    }
}

/// Shows the kind and the id, and not the text, in which there may be secrets.
impl<T> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Event");
        shown.field("name", &self.name).field("id", &self.id);
        shown.field("data", &format_args!("{} bytes", self.data.len())).finish_non_exhaustive()
    }
}
