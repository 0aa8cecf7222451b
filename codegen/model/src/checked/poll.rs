//! How it is asked how far something is that an operation has begun.

/// By which operation it is asked, and what its state says. Parameters and fields are named by their paths.
#[derive(Debug)]
pub struct Poll {
    /// The name of the operation that tells the state.
    pub operation: String,
    /// The parameters of that operation, each with the path of its value.
    pub parameters: Vec<(String, String)>,
    /// The path of the state in its response.
    pub state: String,
    /// The values with which it is done.
    pub until: Vec<String>,
    /// The values with which it has failed.
    pub failed: Vec<String>,
    /// The values with which it goes on, as far as they are documented.
    pub running: Vec<String>,
    /// In seconds.
    pub interval: Option<u32>,
}
