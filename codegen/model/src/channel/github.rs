//! Annotations of a GitHub workflow: `::error file=…,line=…::message`, one line each.

use super::character::spelled;

/// A command that makes a workflow of GitHub show a message beside a line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation(pub(super) String);

impl Annotation {
    /// Returns an annotation of a level, `error` or `warning`, with its properties, and the lines of its message.
    pub fn new<'a>(
        level: &'static str,
        properties: &[(&'static str, String)],
        message: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let properties: Vec<String> =
            properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
        let message: Vec<String> = message.into_iter().map(data).collect();
        Self(format!("::{level} {}::{}\n", properties.join(","), message.join("%0A")))
    }
}

/// A line of a message. A percent sign begins an escape; the log of a run is shown with colours and all.
fn data(text: &str) -> String {
    spelled(text).replace('%', "%25")
}

/// The value of a property, which a comma would end, and a colon the properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::Annotation;

    #[test]
    fn nothing_ends_a_part_early() {
        let file = "spec/a,line=1::b\n::error::c%0A.yaml".to_owned();
        let annotation = Annotation::new("error", &[("file", file), ("line", "3".to_owned())], ["a\n::b%", "\u{1b}c"]);
        let expected =
            "::error file=spec/a%2Cline=1%3A%3Ab\\n%3A%3Aerror%3A%3Ac%250A.yaml,line=3::a\\n::b%25%0A\\u{1b}c\n";
        assert_eq!(annotation.to_string(), expected);
    }
}
