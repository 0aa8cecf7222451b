//! A body that is read from a blocking reader while it is sent.

use std::future::Future as _;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;
use reqwest::Body;
use tokio::task::{JoinHandle, spawn_blocking};

/// The greatest number of bytes that are read at once.
const PIECE: usize = 64 << 10;

/// Returns a body that reads a piece when the one before has been sent.
pub(crate) fn body_of(reader: Reader) -> Body {
    Body::wrap(ReaderBody { state: Mutex::new(State::Idle(reader)) })
}

type Reader = Box<dyn Read + Send>;

struct ReaderBody {
    /// Never waited for: it is locked by whoever polls, and only makes the body one that threads can share.
    state: Mutex<State>,
}

enum State {
    Idle(Reader),
    Reading(JoinHandle<io::Result<(Reader, Vec<u8>)>>),
    Over,
}

/// Reads the next piece, and hands the reader back.
fn read(mut reader: Reader) -> io::Result<(Reader, Vec<u8>)> {
    let mut piece = Vec::with_capacity(PIECE);
    reader.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
    Ok((reader, piece))
}

impl http_body::Body for ReaderBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let state = self.get_mut().state.get_mut().unwrap_or_else(PoisonError::into_inner);
        *state = match std::mem::replace(state, State::Over) {
            State::Idle(reader) => State::Reading(spawn_blocking(|| read(reader))),
            other => other,
        };
        let State::Reading(reading) = state else { return Poll::Ready(None) };
        let read = ready!(Pin::new(reading).poll(context)).unwrap_or_else(|error| Err(error.into()));
        *state = State::Over;
        Poll::Ready(match read {
            Ok((_, piece)) if piece.is_empty() => None,
            Ok((reader, piece)) => {
                *state = State::Idle(reader);
                Some(Ok(Frame::data(piece.into())))
            }
            Err(error) => Some(Err(error)),
        })
    }
}
