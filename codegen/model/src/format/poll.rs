//! Polling: the operation that tells the state of what another has begun.

use super::Entries;
use super::shape::shape;
use super::texts::Texts;

shape! {
    /// The operation that tells the state of what goes on behind a response, and what the values of the state mean.
    pub struct Poll {
        /// The operation of the same service that tells the state.
        pub operation: Option<String> as required,
        /// The parameters of that operation, by their paths, each with the path of the field of this response that it is filled
        /// from; `header:x-task-id` is a header of the response, `request:RegionId` a parameter of this operation.
        pub parameters: Entries<String>,
        /// The field of the other operation's response that has the state, by its path, as in `Images.Image[0].Status`. Where only the
        /// status tells that it is done, there may be none.
        pub state: Option<String>,
        /// The values of the state with which it is done, as text.
        pub until: Texts,
        /// The HTTP statuses of the response with which it is done, unless the state says that it has failed.
        pub until_status: Texts as status,
        /// The values of the state with which it has failed, as text.
        pub failed: Texts,
        /// The values of the state with which it goes on, as text; any other value says so, too.
        pub running: Texts,
        /// The seconds that are documented to pass between two requests.
        pub interval: Option<String> as count,
        pub known_from: Option<String> as known_from,
    }
}

impl Poll {
    /// Returns the values of the state under each key that says what they mean.
    pub fn values(&self) -> [(&'static str, &[String]); 3] {
        [("until", &self.until.0), ("failed", &self.failed.0), ("running", &self.running.0)]
    }
}
