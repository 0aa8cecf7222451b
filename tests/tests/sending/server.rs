//! A small HTTP server on this machine: it checks each request's signature by itself, and answers as it was told.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::signature;

/// The key that the server knows.
pub(crate) const KEY: (&str, &str) = ("test-access-key", "test-secret-that-nobody-may-see");

/// What no request is larger than, in bytes.
const LIMIT: u64 = 1 << 20;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// A response of a status, with further headers and a body.
    Reply(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Nothing, until the client gives up.
    Silence,
    /// Bytes that are no HTTP, or break off.
    Raw(&'static [u8]),
    /// A success whose body goes on until the client leaves.
    Endless,
    /// Interim responses (1xx), one after the other until the client leaves.
    Interim,
}

impl Answer {
    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        let headers = vec![("content-type", "application/json;charset=utf-8".to_owned())];
        Self::Reply(status, headers, body.into().into_bytes())
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Reply(_, headers, _) = &mut self {
            headers.push((name, value.to_owned()));
        }
        self
    }
}

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// The server, until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    /// How many connections have ended.
    ended: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that gives one response after the other, and the last one ever after.
    pub(crate) fn new(responses: Vec<Answer>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port of this machine");
        let address = listener.local_addr().expect("the address of the port");
        let (received, is_over) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (log, end, ended) = (Arc::clone(&received), Arc::clone(&is_over), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&ended);
        let responses: Arc<[Answer]> = responses.into();
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let (responses, log, count) = (Arc::clone(&responses), Arc::clone(&log), Arc::clone(&count));
                thread::spawn(move || {
                    serve(&stream, &responses, &log);
                    // The client may have gone; that is its affair.
                    let _ = stream.shutdown(Shutdown::Both);
                    count.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, received, ended, is_over, thread: Some(thread) }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections have ended, by the client or by the server.
    pub(crate) fn ended(&self) -> usize {
        self.ended.load(Ordering::SeqCst)
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread, so that it sees the end.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(stream: &TcpStream, responses: &[Answer], log: &Mutex<Vec<Received>>) {
    let Some(request) = read(stream) else { return };
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    let refusal = signature::refusal(&request, &log, KEY);
    let count = log.len();
    log.push(request);
    drop(log);
    let response = refusal.map_or_else(|| responses.get(count).or(responses.last()).cloned(), Some);
    write(stream, response);
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream.take(LIMIT));
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).ok().map(|_| line.trim_end().to_owned()).filter(|line| !line.is_empty())
    };
    let first = line()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    while let Some(line) = line() {
        let (name, value) = line.split_once(':')?;
        let again = headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        assert!(again.is_none(), "{name} came twice");
    }
    let length = headers.get("content-length").map_or(Some(0), |length| length.parse().ok())?;
    let mut body = vec![0; usize::try_from(length.min(LIMIT)).ok()?];
    reader.read_exact(&mut body).ok()?;
    Some(Received { method, target, headers, body })
}

/// Waits until the client closes its side, which it does when its time is over.
fn wait_for_end(mut stream: &TcpStream) -> std::io::Result<()> {
    let mut rest = [0; 1024];
    while stream.read(&mut rest)? > 0 {}
    Ok(())
}

fn write_without_end(mut stream: &TcpStream) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")?;
    loop {
        stream.write_all(&[b'x'; 4096])?;
    }
}

fn write_interim_responses(mut stream: &TcpStream) -> std::io::Result<()> {
    loop {
        stream.write_all(b"HTTP/1.1 102 Processing\r\n\r\n")?;
        // So many as a client that is not optimised reads in a moment.
        thread::sleep(Duration::from_millis(1));
    }
}

fn write(mut stream: &TcpStream, response: Option<Answer>) {
    // Whoever is not interested any more is no fault of the server.
    let _ = match response {
        None => Ok(()),
        Some(Answer::Raw(bytes)) => stream.write_all(bytes),
        Some(Answer::Silence) => wait_for_end(stream),
        Some(Answer::Endless) => write_without_end(stream),
        Some(Answer::Interim) => write_interim_responses(stream),
        Some(Answer::Reply(status, headers, body)) => {
            let mut head = format!("HTTP/1.1 {status} Said\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(b"\r\n"))
                .and_then(|()| stream.write_all(&body))
        }
    };
}
