//! Which operations are wanted.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Id, Label};

/// Patterns such as `ecs.2014-05-26.ModifyImageAttribute`, in which `*` stands for any text.
pub struct Selection {
    /// Each pattern as it was given, and its three parts: product, version, operation.
    patterns: Vec<(String, [String; 3])>,
    matched: RefCell<BTreeSet<usize>>,
    is_everything: bool,
}

impl Selection {
    pub fn new(patterns: &[String], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut parsed = Vec::new();
        for pattern in patterns {
            let mut parts = pattern.splitn(3, '.').map(str::to_owned);
            if let (Some(product), Some(version), Some(operation)) = (parts.next(), parts.next(), parts.next()) {
                parsed.push((pattern.clone(), [product.to_lowercase(), version, operation]));
            } else {
                let message = format!("`{pattern}` selects nothing: it does not have three parts");
                diagnostics.push(no_match(&message));
            }
        }
        Self { patterns: parsed, matched: RefCell::default(), is_everything: patterns.is_empty() }
    }

    pub fn everything() -> Self {
        Self { patterns: Vec::new(), matched: RefCell::default(), is_everything: true }
    }

    pub fn is_everything(&self) -> bool {
        self.is_everything
    }

    /// Returns whether an operation is wanted; the product's code is compared without regard to case.
    pub fn wants(&self, product: &str, version: &str, operation: &str) -> bool {
        let product = product.to_lowercase();
        let fits = |parts: &[String; 3]| {
            matches(&parts[0], &product) && matches(&parts[1], version) && matches(&parts[2], operation)
        };
        let fitting = self.patterns.iter().enumerate().filter(|(_, (_, parts))| fits(parts)).map(|(index, _)| index);
        let fitting: Vec<usize> = fitting.collect();
        self.matched.borrow_mut().extend(&fitting);
        self.is_everything || !fitting.is_empty()
    }

    /// The patterns that no operation fitted: a spelling mistake would otherwise show only as a missing type.
    pub fn unmatched(&self) -> Vec<Diagnostic> {
        let matched = self.matched.borrow();
        let unmatched = self.patterns.iter().enumerate().filter(|(index, _)| !matched.contains(index));
        unmatched.map(|(_, (pattern, _))| no_match(&format!("no operation of the spec fits `{pattern}`"))).collect()
    }
}

fn no_match(message: &str) -> Diagnostic {
    Diagnostic::new(Id::NO_MATCH, message, Label::file("selection of operations"))
        .help("write product, version and operation, as in `ecs.2014-05-26.ModifyImageAttribute` or `ecs.*.Modify*`")
}

/// Returns whether a text fits a pattern in which `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(place) = rest.find(piece) else { return false };
        rest = &rest[place + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Selection, matches};
    use crate::diagnostic::Id;

    fn selection(patterns: &[&str]) -> Selection {
        let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        let mut diagnostics = Vec::new();
        let selection = Selection::new(&patterns, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{patterns:?}");
        selection
    }

    #[test]
    fn the_case_of_the_product_alone_makes_no_difference() {
        for pattern in ["ecs.1.Do", "ECS.1.Do", "Ecs.1.Do", "eCS.*.D*", "E*.1.Do", "*.*.*"] {
            for product in ["ecs", "ECS", "Ecs"] {
                assert!(selection(&[pattern]).wants(product, "1", "Do"), "{pattern} {product}");
            }
        }
        assert!(selection(&["ÉCS.*.*"]).wants("éCs", "1", "Do"), "letters beyond ASCII have a case as well");
        for pattern in ["ecs.1.do", "ecs.1.DO", "ecs.2.Do", "ec.1.Do", "ecss.1.Do", "ecs.1.Do.More"] {
            assert!(!selection(&[pattern]).wants("ecs", "1", "Do"), "{pattern}");
        }
        assert!(!selection(&["ecs.v1.Do"]).wants("ecs", "V1", "Do"));
    }

    #[test]
    fn any_of_the_patterns_is_enough_and_the_others_are_told() {
        let selection = selection(&["ecs.*.Do", "Ecs.1.*", "ecs.*.Dont"]);
        assert!(!selection.is_everything() && selection.wants("Ecs", "1", "Do") && !selection.wants("Ecs", "2", "It"));
        let unmatched = selection.unmatched();
        assert_eq!(unmatched.len(), 1);
        assert!(unmatched[0].message().contains("`ecs.*.Dont`") && unmatched[0].id() == Id::NO_MATCH);
    }

    #[test]
    fn without_a_pattern_everything_is_wanted() {
        let selection = selection(&[]);
        assert!(selection.is_everything() && selection.wants("any", "1", "Do") && selection.unmatched().is_empty());
    }

    #[test]
    fn a_pattern_without_three_parts_is_reported() {
        for pattern in ["", "ecs", "ecs.Do"] {
            let mut diagnostics = Vec::new();
            let selection = Selection::new(&[pattern.to_owned()], &mut diagnostics);
            assert_eq!(diagnostics.len(), 1, "{pattern}");
            assert!(!selection.wants("ecs", "1", "Do"));
        }
    }

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text) in
            [("*", ""), ("*", "a"), ("a*", "a"), ("a*c", "abc"), ("*b*", "abc"), ("a*b*c", "aXbYbZc"), ("a", "a")]
        {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a", "ab"), ("a*", "b"), ("*a", "ab"), ("a*b*c", "acb"), ("", "a"), ("ab*b", "ab")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
