//! Documented messages as templates: what the server filled in for each `%s`.

/// Returns what stands in `message` for each `%s` of `template`; `None` when the message was not made from the
/// template.
pub(crate) fn fill_ins<'a>(template: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut literals = template.split("%s");
    let mut rest = message.strip_prefix(literals.next()?)?;
    let mut literals = literals.peekable();
    let mut found = Vec::new();
    while let Some(literal) = literals.next() {
        let is_last = literals.peek().is_none();
        // The last literal must end the message; an earlier one ends its argument as soon as it can.
        let end = if is_last { rest.len().checked_sub(literal.len())? } else { rest.find(literal)? };
        let (argument, tail) = rest.split_at_checked(end)?;
        rest = tail.strip_prefix(literal)?;
        found.push(argument);
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::fill_ins;

    #[test]
    fn a_template_gives_back_what_was_filled_in() {
        assert_eq!(fill_ins("The parameter %s is invalid.", "The parameter Name is invalid."), Some(vec!["Name"]));
        assert_eq!(fill_ins("%s", "anything"), Some(vec!["anything"]));
        assert_eq!(fill_ins("%s and %s!", "a and b and c!"), Some(vec!["a", "b and c"]));
        assert_eq!(fill_ins("fixed", "fixed"), Some(vec![]));
        assert_eq!(fill_ins("fixed", "fixed and more"), None);
        assert_eq!(fill_ins("The parameter %s is invalid.", "参数无效"), None);
        assert_eq!(fill_ins("a%sbb", "ab"), None);
        assert_eq!(fill_ins("%sé", "né"), Some(vec!["n"]));
        assert_eq!(fill_ins("%se", "né"), None);
    }
}
