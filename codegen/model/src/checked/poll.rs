//! Polling: the operation that tells the state of what another has begun.

/// The operation that tells the state, and what the values of the state mean. Parameters and fields are named by their paths.
#[derive(Debug)]
pub struct Poll {
    /// The name of the operation that tells the state.
    pub operation: String,
    /// The parameters of that operation, each with the path of its value.
    pub parameters: Vec<(String, String)>,
    /// The path of the state in its response, where it has one.
    pub state: Option<String>,
    /// The values with which it is done.
    pub until: Vec<String>,
    /// The HTTP statuses with which it is done.
    pub until_status: Vec<u16>,
    /// The values with which it has failed.
    pub failed: Vec<String>,
    /// The values with which it goes on, as far as they are documented.
    pub running: Vec<String>,
    /// In seconds.
    pub interval: Option<u32>,
}
