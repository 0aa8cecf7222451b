//! The way in which a list or an object is written into a query, by the example that a description gives.

/// Returns the style of the format by which an example writes a parameter: `a=1&a=2`, `a[]=1`, `a[b]=1`, `a=1,2`; nothing
/// where there is none, or where there are several.
pub(crate) fn written_style(name: &str, description: &str) -> Option<&'static str> {
    let mut found = description.split('`').skip(1).step_by(2).filter_map(|example| of_example(name, example));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn of_example(name: &str, example: &str) -> Option<&'static str> {
    let behind = example.trim_start_matches(['?', '&']).strip_prefix(name)?;
    if behind.starts_with("[]=") {
        return Some("brackets");
    }
    if behind.strip_prefix('[').and_then(|rest| rest.split_once("]=")).is_some_and(|(key, _)| !key.is_empty()) {
        return Some("deep_object");
    }
    let value = behind.strip_prefix('=')?;
    if value.contains(&format!("&{name}=")) {
        return Some("repeat");
    }
    (value.contains(',') && !value.contains(['&', ' '])).then_some("simple")
}

#[cfg(test)]
mod tests {
    use super::written_style;

    #[test]
    fn an_example_shows_how_a_parameter_is_written() {
        let style = |description| written_style("ids", description);
        assert_eq!(style("Repeat it (`ids=1&ids=2`)."), Some("repeat"));
        assert_eq!(style("`ids[]=1&ids[]=2`"), Some("brackets"));
        assert_eq!(style("`ids[of]=1`, `ids[or]=2`"), Some("deep_object"));
        assert_eq!(style("Comma separated: `ids=1,2`."), Some("simple"));
        assert_eq!(style("`ids=1`, `other=1,2`, ids=1,2"), None);
        assert_eq!(style("`ids=1,2` or `ids[]=1`"), None);
    }
}
