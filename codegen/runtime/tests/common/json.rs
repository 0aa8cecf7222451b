//! JSON literals of any kind, as fields hold them.

macro_rules! json {
    ($($json:tt)+) => {
        apiscribe::Any::from(serde_json::json!($($json)+))
    };
}
