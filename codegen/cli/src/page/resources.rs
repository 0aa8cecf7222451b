//! What a permission allows: its action, and its resources by their names and the patterns of their full names.

use super::words::is_wire_name;

/// Returns whether two cells are an action and the access that it has, as a row of a permission begins.
pub(super) fn is_action(action: &str, access: &str) -> bool {
    let (product, name) = action.split_once(':').unwrap_or_default();
    let is_access =
        ["create", "update", "delete", "get", "list", "read", "write"].contains(&access.to_lowercase().as_str());
    is_wire_name(product) && is_wire_name(name) && is_access
}

/// Returns whether a name stands for all resources.
pub(crate) fn all_resources(name: &str) -> bool {
    let name = name.trim_matches(['*', '`', ' ']).to_lowercase();
    matches!(
        name.as_str(),
        "" | "全部资源" | "全部資源" | "所有资源" | "all resource" | "all resources" | "allresource" | "allresources"
    )
}

/// Returns the names in a cell, each with its `*` if it must be given and a lone `*` for all resources, and the
/// patterns.
pub(crate) fn resources(cell: &str) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut patterns = Vec::new();
    for line in cell.lines() {
        let line = line.trim().trim_start_matches(['-', '•', '·']).trim();
        let (name, rest) = line.find("acs:").map_or((line, ""), |place| line.split_at(place));
        patterns.extend(rest.split_whitespace().map(str::to_owned));
        let name = name.trim();
        if name.is_empty() || matches!(name, "无" | "無" | "None" | "none") {
            continue;
        }
        let name = if all_resources(name) { "*".to_owned() } else { name.to_owned() };
        // `*全部资源` and the `*` below it are one.
        if !(name == "*" && names.contains(&name)) {
            names.push(name);
        }
    }
    (names, patterns)
}

#[cfg(test)]
mod tests {
    use super::resources;

    #[test]
    fn names_and_patterns_are_told_apart() {
        let read = |cell| {
            let (names, patterns) = resources(cell);
            (names.join(","), patterns.join(","))
        };
        assert_eq!(read("*全部资源 *"), ("*".to_owned(), String::new()));
        assert_eq!(read("*All Resource\n*"), ("*".to_owned(), String::new()));
        assert_eq!(read("*全部资源\n`*`"), ("*".to_owned(), String::new()));
        assert_eq!(read("*Image\n"), ("*Image".to_owned(), String::new()));
        assert_eq!(read("*Node acs:x:{#a}:node/{#b}"), ("*Node".to_owned(), "acs:x:{#a}:node/{#b}".to_owned()));
        assert_eq!(read("- Db\nacs:x:db/*\n- Vpc"), ("Db,Vpc".to_owned(), "acs:x:db/*".to_owned()));
    }
}
