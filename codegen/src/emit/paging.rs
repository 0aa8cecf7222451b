//! Paging: the facts about the pages of a list, and access to the items.

use proc_macro2::Literal;
use syn::{Expr, ImplItem, Item};

use super::made::Made;
use super::syntax;
use super::types::written;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{Operation, PageItems, Paging, PagingKind, Presence};
use apiscribe_model::name::word;

/// Emits `&apiscribe::Paging::token("NextToken").next("NextToken").items("Images.Image")`.
pub(super) fn facts(paging: &Paging) -> Expr {
    let Paging { kind, at, next, last, first, size, total, pages, more, items } = paging;
    let first = first.filter(|first| *first != usual_first(*kind));
    Made::by("Paging", kind.word(), [syntax::text(at)])
        .with_some("first", first.map(|first| syntax::number(Literal::i64_unsuffixed(first))))
        .with_text("next", next.as_ref())
        .with_text("last", last.as_ref())
        .with_text("size", size.as_ref())
        .with_text("items", items.as_ref().map(|items| &items.path))
        .with_text("total", total.as_ref())
        .with_text("pages", pages.as_ref())
        .with_text("more", more.as_ref())
        .reference()
}

/// The number or the offset of the first page, where nothing is said of it.
fn usual_first(kind: PagingKind) -> i64 {
    i64::from(kind == PagingKind::Page)
}

/// Returns the sentence that tells how the pages follow one another.
pub(super) fn told(paging: &Paging) -> String {
    let at = code(&paging.at);
    let how = match paging.kind {
        PagingKind::Token => format!("the token in {at}"),
        PagingKind::Page => format!("its number in {at}"),
        PagingKind::Offset => format!("how many items stand before it in {at}"),
        PagingKind::Link => format!("the address in {at} of the page before"),
    };
    format!("The response is a page of a list: the next one is asked for by {how}, as `apiscribe::Pages` does.")
}

/// Emits what says of the request that it has pages, and where their items are.
///
/// ```text
/// impl apiscribe::Paged for DescribeImagesRequest {}
///
/// impl apiscribe::PagedItems for DescribeImagesRequest { … }
/// ```
pub(super) fn ties(operation: &Operation) -> Vec<Item> {
    let Some(paging) = &operation.paging else { return Vec::new() };
    let request = &operation.request.name;
    let paged = syntax::implementation("Paged", request, Vec::new());
    let items = paging.items.as_ref().map(|items| syntax::implementation("PagedItems", request, access(items)));
    [Some(paged), items].into_iter().flatten().collect()
}

/// Emits the type of an item and the ways to the list.
///
/// ```text
/// type Item = Image;
/// fn items(response: &Self::Response) -> Option<&[Self::Item]> {
///     response.images.as_ref()?.image.as_deref()
/// }
/// fn into_items(response: Self::Response) -> Option<Vec<Self::Item>> {
///     response.images?.image
/// }
/// ```
fn access(items: &PageItems) -> Vec<ImplItem> {
    let response = || syntax::named_type(["Self", "Response"]);
    let item = || syntax::named_type(["Self", "Item"]);
    let slice = syntax::shared_type(syntax::slice_type(item()));
    let list = syntax::generic_type(["Vec"], [item()]);
    let lent = method("items", syntax::shared_type(response()), slice, to_list(items, true));
    let given = method("into_items", response(), list, to_list(items, false));
    vec![syntax::associated_type("Item", written(&items.item)), lent, given]
}

/// `fn name(response: Response) -> Option<List> { value }`, which costs nothing where nobody calls it.
fn method(name: &'static str, response: syn::Type, list: syn::Type, value: Expr) -> ImplItem {
    let response = syntax::parameter(word("response"), response);
    let returned = syntax::generic_type(["Option"], [list]);
    let signature = syntax::signature(word(name), [response], Some(returned));
    syntax::inline_trait_method(signature, vec![syntax::last(value)])
}

/// Emits the way through the fields to the list, which is lent, `response.images.as_ref()?.image.as_deref()`, or given away,
/// `response.images?.image`.
fn to_list(items: &PageItems, is_lent: bool) -> Expr {
    let some = |value| syntax::call(syntax::item(["Some"]), [value]);
    let mut value = syntax::item(["response"]);
    let Some(((list, presence), way)) = items.fields.split_last() else { return some(value) };
    let within = |value| syntax::tried(if is_lent { syntax::method(value, "as_ref", []) } else { value });
    for (name, presence) in way {
        value = (0..options(*presence)).fold(syntax::field(value, name), |value, _| within(value));
    }
    value = (1..options(*presence)).fold(syntax::field(value, list), |value, _| within(value));
    match (*presence, is_lent) {
        (Presence::Required, true) => some(syntax::reference(value)),
        (Presence::Required, false) => some(value),
        (_, true) => syntax::method(value, "as_deref", []),
        (_, false) => value,
    }
}

/// Returns in how many an `Option` the value of a field is.
fn options(presence: Presence) -> u8 {
    match presence {
        Presence::Required => 0,
        Presence::Nullable | Presence::Optional => 1,
        Presence::OptionalOrNull => 2,
    }
}
