//! A row of a table of errors.

use super::shape::shape;

shape! {
    /// An error that the server may return.
    pub struct ErrorRow {
        /// The code, as on the wire.
        pub code: Option<String> as required,
        /// The HTTP status, an integer.
        pub status: Option<String> as required status,
        /// The English message, with `%s` where the server fills something in.
        pub message: Option<String>,
        /// The text that tells this error from the others of its code: it is in the messages of this one alone. The error has a
        /// variant of its own, called as the code and the text are.
        pub message_contains: Option<String>,
        /// The rest of the page's description, in our own words.
        pub doc: Option<String>,
        /// The wire path of the parameter it clearly speaks of, as in `Features.ImdsSupport`.
        pub field: Option<String>,
        /// The remedy, where it follows plainly: `retry` (send the same again), `throttle` (send it again, more slowly),
        /// `wait` (until something is finished), `fix_request` (change the request), `permission` (have one granted),
        /// `payment` (pay), `not_found` (look for what does not exist), `conflict` (look how things stand now, and send
        /// what fits), `already_exists` (use what is there, or another name), `quota` (free some of it, or have it raised),
        /// `dry_run_passed` (nothing: this is the good end of a dry run) or `none` (nothing helps).
        pub recovery: Option<String> as recovery_word,
        pub known_from: Option<String> as known_from,
        /// The Rust name of the code, or of the error that `message_contains` tells from others of its code, chosen by hand.
        pub rust: Option<String>,
    }
}
