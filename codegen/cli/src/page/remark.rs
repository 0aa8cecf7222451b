//! Gaps of a draft that quote the remarks of a description, beside the facts that are read from it.

use crate::prose::Remark;

const SAYS: &str = "the page says \"";
const LISTS: &str = "the page lists \"";

/// Returns the words of a gap that quotes a remark.
pub(crate) fn quoted(remark: &Remark) -> String {
    if remark.is_list { format!("{LISTS}{}\"", remark.text) } else { said(&remark.text) }
}

/// Returns the words of a gap that quotes a sentence.
pub(crate) fn said(sentence: &str) -> String {
    format!("{SAYS}{sentence}\"")
}

/// Returns what a gap quotes of a description, if it is one that does: a sentence, or each value of a list.
pub(crate) fn quotes_page(what: &str) -> Option<Vec<&str>> {
    let inner = |start: &str| what.strip_prefix(start).and_then(|rest| rest.rfind('"').map(|end| &rest[..end]));
    let listed = || inner(LISTS).map(|list| list.split(", ").collect());
    inner(SAYS).map(|sentence| vec![sentence]).or_else(listed)
}

/// The reason of a gap in a draft that has nothing to quote, so that an audit finds rules that are added to the page later.
pub(crate) const NOTHING_TO_QUOTE: &str = "the page tells of no rule that is not written as a fact";

/// Returns whether a gap is one of a draft, which keeps all that descriptions tell and no fact holds.
pub(crate) fn is_of_draft(what: &str) -> bool {
    what == NOTHING_TO_QUOTE || quotes_page(what).is_some()
}

/// Returns whether a gap quotes a list of a description.
pub(crate) fn is_list_of_page(what: &str) -> bool {
    what.starts_with(LISTS)
}
