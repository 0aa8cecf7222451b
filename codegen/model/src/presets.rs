//! The presets of providers: for each a file of keys that a service takes over by one word.

/// Lists the presets, each a file of its name in the folder beside this one.
macro_rules! presets {
    ($($name:ident,)+) => {
        /// The words for the presets.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Returns the text of the preset that is called so.
        pub fn text(name: &str) -> Option<&'static str> {
            $(if name == stringify!($name) {
                return Some(include_str!(concat!("presets/", stringify!($name), ".yaml")));
            })+
            None
        }
    };
}

presets! {
    tencent_cloud,
    huawei_cloud,
    volcengine,
    baidu_cloud,
    github,
    stripe,
    kubernetes,
    problem_json,
    flat_rest,
    nested_rest,
    code_envelope,
}
