//! A literal of JSON as the type of any JSON.

macro_rules! any {
    ($($json:tt)+) => {
        apiscribe::Any::from(serde_json::json!($($json)+))
    };
}
