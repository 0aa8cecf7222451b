//! Paths as they are documented, with a query of their own where one is the same in every request: `/books?all&page=1`.

/// Returns the path without its query.
pub fn without_query(path: &str) -> &str {
    path.split_once('?').map_or(path, |(path, _)| path)
}

/// Returns the names in the query of a path, each with its value if it has one.
pub fn query(path: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').map_or((part, None), |(name, value)| (name, Some(value))))
}

#[cfg(test)]
mod tests {
    use super::{query, without_query};

    #[test]
    fn a_path_and_its_query_are_told_apart() {
        for (path, bare, pairs) in [
            ("/", "/", vec![]),
            ("/?", "/", vec![]),
            ("/?stat", "/", vec![("stat", None)]),
            ("/a/{b}?x=1&y", "/a/{b}", vec![("x", Some("1")), ("y", None)]),
            ("/a?x=&=y&&z=1=2?3", "/a", vec![("x", Some("")), ("", Some("y")), ("z", Some("1=2?3"))]),
        ] {
            assert_eq!((without_query(path), query(path).collect::<Vec<_>>()), (bare, pairs), "{path}");
        }
    }
}
