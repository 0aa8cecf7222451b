//! The selection of operations and types by patterns of names, with the names that were near to a pattern.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Diagnostic, Id, Label, distance_if_near};

/// Patterns such as `ecs.2014-05-26.ModifyImageAttribute`, in which `*` stands for any text.
pub struct Selection {
    patterns: Patterns<3>,
    is_everything: bool,
}

impl Selection {
    pub fn new(patterns: &[String], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut parsed = Patterns::default();
        for pattern in patterns {
            if parsed.add(pattern).is_none() {
                diagnostics.push(no_match(&format!("`{pattern}` selects nothing: it does not have three parts")));
            }
        }
        Self { patterns: parsed, is_everything: patterns.is_empty() }
    }

    pub fn everything() -> Self {
        Self { patterns: Patterns::default(), is_everything: true }
    }

    pub fn is_everything(&self) -> bool {
        self.is_everything
    }

    /// Returns whether an operation is wanted; the product's code is compared without regard to case.
    pub fn wants(&self, product: &str, version: &str, operation: &str) -> bool {
        self.is_everything || !self.patterns.fitting([product, version, operation]).is_empty()
    }

    /// The patterns that no operation fitted: a spelling mistake would otherwise show only as a missing type.
    pub fn unmatched(&self) -> Vec<Diagnostic> {
        let unmatched = self.patterns.unmatched().into_iter();
        let diagnostic = |(pattern, near): (&str, Option<String>)| {
            let diagnostic = no_match(&format!("no operation of the spec fits `{pattern}`"));
            near.into_iter().fold(diagnostic, |diagnostic, near| diagnostic.help(format!("did you mean `{near}`?")))
        };
        unmatched.map(diagnostic).collect()
    }
}

fn no_match(message: &str) -> Diagnostic {
    Diagnostic::new(Id::NO_MATCH, message, Label::file("selection of operations"))
        .help("write product, version and operation, as in `ecs.2014-05-26.ModifyImageAttribute` or `ecs.*.Modify*`")
}

/// Patterns of names with this many parts, of which the first is compared without regard to case.
#[derive(Debug)]
pub struct Patterns<const PARTS: usize> {
    /// Each pattern as it was given, and its parts.
    patterns: Vec<(String, [String; PARTS])>,
    seen: Mutex<Seen<PARTS>>,
}

/// The patterns that fitted, and all names that were compared with them.
#[derive(Debug)]
struct Seen<const PARTS: usize> {
    matched: BTreeSet<usize>,
    names: BTreeSet<[String; PARTS]>,
}

impl<const PARTS: usize> Default for Patterns<PARTS> {
    fn default() -> Self {
        Self { patterns: Vec::new(), seen: Mutex::new(Seen { matched: BTreeSet::new(), names: BTreeSet::new() }) }
    }
}

impl<const PARTS: usize> Patterns<PARTS> {
    /// Adds a pattern, and returns its index; nothing if it has another number of parts.
    pub fn add(&mut self, pattern: &str) -> Option<usize> {
        let mut parts: Vec<String> = pattern.splitn(PARTS, '.').map(str::to_owned).collect();
        if let Some(product) = parts.first_mut() {
            *product = product.to_lowercase();
        }
        self.patterns.push((pattern.to_owned(), parts.try_into().ok()?));
        Some(self.patterns.len() - 1)
    }

    fn seen(&self) -> MutexGuard<'_, Seen<PARTS>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the indices of the patterns that a name fits.
    pub fn fitting(&self, name: [&str; PARTS]) -> Vec<usize> {
        if self.patterns.is_empty() {
            return Vec::new();
        }
        let mut name = name.map(str::to_owned);
        if let Some(product) = name.first_mut() {
            *product = product.to_lowercase();
        }
        let fits = |parts: &[String; PARTS]| parts.iter().zip(&name).all(|(part, name)| matches(part, name));
        let fitting = self.patterns.iter().enumerate().filter(|(_, (_, parts))| fits(parts)).map(|(index, _)| index);
        let fitting: Vec<usize> = fitting.collect();
        let mut seen = self.seen();
        seen.matched.extend(&fitting);
        seen.names.insert(name);
        fitting
    }

    /// The patterns that no name fitted, each with what may have been meant.
    pub fn unmatched(&self) -> Vec<(&str, Option<String>)> {
        let seen = self.seen();
        let unmatched = self.patterns.iter().enumerate().filter(|(index, _)| !seen.matched.contains(index));
        unmatched.map(|(_, (pattern, parts))| (pattern.as_str(), nearest(parts, &seen.names))).collect()
    }
}

/// The pattern that is nearest to this one and fits a name; nothing if none is near.
fn nearest<const PARTS: usize>(pattern: &[String; PARTS], names: &BTreeSet<[String; PARTS]>) -> Option<String> {
    let candidates = names.iter().filter_map(|name| {
        let mut distance = 0;
        let mut near = Vec::new();
        for (part, name) in pattern.iter().zip(name) {
            let fits = matches(part, name);
            distance += if fits { 0 } else { distance_if_near(&part.replace('*', ""), name)? };
            near.push(if fits { part.as_str() } else { name.as_str() });
        }
        Some((distance, near.join(".")))
    });
    candidates.min().map(|(_, near)| near)
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
    use super::{Patterns, Selection, matches};
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
    fn a_pattern_that_fits_nothing_is_told_with_what_is_near() {
        let help = |pattern: &str, name: [&str; 3]| {
            let selection = selection(&[pattern]);
            assert!(!selection.wants(name[0], name[1], name[2]), "{pattern}");
            selection.unmatched()[0].help_text().unwrap_or_default().to_owned()
        };
        let name = ["Shop", "2020-01-01", "GetWarehouse"];
        assert_eq!(help("shop.*.GetWarehause", name), "did you mean `shop.*.GetWarehouse`?");
        assert_eq!(help("shp.2020-01-01.Get*", name), "did you mean `shop.2020-01-01.Get*`?");
        assert_eq!(help("shop.2020-01-10.GetWarehouse", name), "did you mean `shop.2020-01-01.GetWarehouse`?");
        assert!(help("shop.*.DeleteBook", name).starts_with("write product, version and operation"));
    }

    #[test]
    fn a_pattern_has_as_many_parts_as_the_names_it_is_for() {
        let mut patterns = Patterns::<4>::default();
        assert_eq!(patterns.add("shop.*.GetBook"), None);
        let mut patterns = Patterns::<4>::default();
        assert_eq!((patterns.add("shop.*.GetBook.Gnre"), patterns.add("Shop.*.*.Genre")), (Some(0), Some(1)));
        assert_eq!(patterns.fitting(["SHOP", "1", "GetBook", "Genre"]), [1]);
        assert_eq!(patterns.unmatched(), [("shop.*.GetBook.Gnre", Some("shop.*.GetBook.Genre".to_owned()))]);
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
