//! A row of a table of errors.

use super::shape::shape;
#[cfg(feature = "cli")]
use crate::schema;

shape! {
    /// An error that the server may answer with.
    pub(crate) struct ErrorRow {
        /// The code, as on the wire.
        #[cfg_attr(feature = "cli", schemars(required))]
        pub(crate) code: Option<String>,
        /// The HTTP status, an integer.
        #[cfg_attr(feature = "cli", schemars(required, with = "schema::Status"))]
        pub(crate) status: Option<String>,
        /// The English message, with `%s` where the server fills something in.
        pub(crate) message: Option<String>,
        /// What the page's description adds, in our own words.
        pub(crate) doc: Option<String>,
        /// The wire path of the parameter it clearly speaks of, as in `Features.ImdsSupport`.
        pub(crate) field: Option<String>,
        /// What helps, where it follows plainly: `retry` (send the same again), `throttle` (send it again, more slowly),
        /// `wait` (until something is finished), `fix_request` (change the request), `permission` (have one granted),
        /// `payment` (pay), `not_found` (look for what does not exist), `dry_run_passed` (nothing: this is the good end of a
        /// dry run) or `none` (nothing helps).
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::RecoveryWord>"))]
        pub(crate) recovery: Option<String>,
        #[cfg_attr(feature = "cli", schemars(with = "Option<schema::KnownFrom>"))]
        pub(crate) known_from: Option<String>,
        /// The Rust name of the code, chosen by hand.
        pub(crate) rust: Option<String>,
    }
}
