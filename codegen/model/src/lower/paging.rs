//! Checks how the pages of a list follow one another.

use super::members::{Members, is_header};
use super::place::Place;
use crate::checked::{Field, PageItems, Paging, PagingKind, Response, Type};
use crate::diagnostic::Id;
use crate::format;

/// The type that a value needs for its use in paging.
#[derive(Clone, Copy)]
enum Wanted {
    Text,
    Number,
    Boolean,
}

impl Wanted {
    /// Returns the words for it, and whether a type can hold it.
    fn judge(self, r#type: &Type) -> (&'static str, bool) {
        let is_number = matches!(r#type, Type::Int32 | Type::Int64 | Type::Uint64);
        let is_text = matches!(r#type, Type::String | Type::Any);
        match (self, r#type) {
            (_, Type::Secret(inner)) => self.judge(inner),
            (Self::Text, _) => ("text or an integer", is_text || is_number),
            (Self::Number, _) => ("an integer", is_text || is_number),
            (Self::Boolean, _) => ("a boolean", is_text || *r#type == Type::Boolean),
        }
    }
}

/// Returns how the pages follow one another; nothing where that cannot be told.
pub(super) fn paging(written: Option<&format::Paging>, place: &Place<'_>, members: &Members<'_>) -> Option<Paging> {
    let written = written?;
    if let Response::ByStatus(_) = members.response {
        let label = place.on_key("of which response?");
        let help = "take it away and record a gap: pages have to be the response under every status";
        place.report(Id::KEY_OUT_OF_PLACE, "paging of a response that is another under each status", label, help);
        return None;
    }
    let (kind, at) = kind(written, place)?;
    check_keys(kind, place);
    let lookup = Lookup { members, place };
    let default = match kind {
        PagingKind::Token => lookup.parameter("token", Some(at), Wanted::Text),
        PagingKind::Page => lookup.parameter("page", Some(at), Wanted::Number),
        PagingKind::Offset => lookup.parameter("offset", Some(at), Wanted::Number),
        PagingKind::Link => {
            lookup.field("link", Some(at), Wanted::Text);
            None
        }
    };
    let default =
        default.and_then(|field| field.default.as_deref()).filter(|text| apiscribe_core::Value::is_decimal(text));
    lookup.parameter("size", written.size.as_ref(), Wanted::Number);
    lookup.field("next", written.next.as_ref(), Wanted::Text);
    lookup.field("total", written.total.as_ref(), Wanted::Number);
    lookup.field("pages", written.pages.as_ref(), Wanted::Number);
    lookup.field("more", written.more.as_ref(), Wanted::Boolean);
    let items = lookup.items(written.items.as_ref());
    lookup.last(written.last.as_ref(), items.as_ref());
    check_next(kind, written, place);
    check_end(kind, written, items.as_ref(), place);
    let first: Option<i64> = place.key("first").number(written.first.as_ref(), "a whole number");
    let is_counted = matches!(kind, PagingKind::Page | PagingKind::Offset);
    Some(Paging {
        kind,
        at: at.clone(),
        next: written.next.clone(),
        last: written.last.clone(),
        first: first.or_else(|| default?.parse().ok()).filter(|_| is_counted),
        size: written.size.clone(),
        total: written.total.clone(),
        pages: written.pages.clone(),
        more: written.more.clone(),
        items,
    })
}

/// The key that says how the next page is asked for, and its value.
fn kind<'w>(written: &'w format::Paging, place: &Place<'_>) -> Option<(PagingKind, &'w String)> {
    let kinds = [
        (PagingKind::Token, &written.token),
        (PagingKind::Page, &written.page),
        (PagingKind::Offset, &written.offset),
        (PagingKind::Link, &written.link),
    ];
    let mut given = kinds.into_iter().filter_map(|(kind, at)| Some((kind, at.as_ref()?)));
    let help = "write one of `token`, `page`, `offset` and `link`: how the next page is asked for";
    match (given.next(), given.next()) {
        (Some(first), None) => return Some(first),
        (Some((first, _)), Some((second, _))) => {
            let label = place.key(second.word()).on_key(format!("beside `{}`", first.word()));
            let message = "the next page is asked for in two ways";
            place.report(Id::PAGING_KIND, message, label, help);
        }
        // A value that could not be read has been reported.
        (None, _) if PagingKind::WORDS.iter().any(|word| place.has(word)) => {}
        (None, _) => {
            let label = place.on_key("needs `token`, `page`, `offset` or `link`");
            let message = "it is not said how the next page is asked for";
            place.report(Id::PAGING_KIND, message, label, help);
        }
    }
    None
}

/// Reports keys that mean nothing beside the one that says how the next page is asked for.
fn check_keys(kind: PagingKind, place: &Place<'_>) {
    let strays: &[&str] = match kind {
        PagingKind::Token => &["first", "pages"],
        PagingKind::Page => &["next", "last"],
        PagingKind::Offset => &["next", "last", "pages"],
        PagingKind::Link => &["next", "last", "first", "pages"],
    };
    for key in strays.iter().filter(|key| place.has(key)) {
        let label = place.key(key).on_key(format!("means nothing beside `{}`", kind.word()));
        let message = format!("`{key}` where pages are asked for by `{}`", kind.word());
        place.report(Id::KEY_OUT_OF_PLACE, message, label, "take it away");
    }
}

/// A token comes from one place.
fn check_next(kind: PagingKind, written: &format::Paging, place: &Place<'_>) {
    if kind != PagingKind::Token {
        return;
    }
    if written.next.is_some() && written.last.is_some() {
        let label = place.key("last").on_key("beside `next`");
        place.report(Id::KEY_OUT_OF_PLACE, "the next token is in two places", label, "keep `next` or `last`");
    }
    if !place.has("next") && !place.has("last") {
        let label = place.on_key("needs a key `next`");
        let help = "write the field that has the next token, or in `last` the field of an item that is the token";
        place.report(Id::PAGING_KIND, "it is not said where the next token is", label, help);
    }
}

/// Pages that are counted have to come to an end.
fn check_end(kind: PagingKind, written: &format::Paging, items: Option<&PageItems>, place: &Place<'_>) {
    let can_end = match kind {
        PagingKind::Token if written.last.is_some() => place.has("items") || items.is_some(),
        PagingKind::Token | PagingKind::Link => true,
        PagingKind::Page => place.has("items") || items.is_some() || written.pages.is_some() || written.more.is_some(),
        // How many items a page has is how far the next one is away.
        PagingKind::Offset => place.has("items") || items.is_some(),
    };
    if !can_end {
        let label = place.on_key("needs a key `items`");
        let message = "nothing tells which page is the last one";
        let help = "write in `items` where the list is: an empty one is behind the last page";
        place.report(Id::ENDLESS_PAGES, message, label, help);
    }
}

/// Where paths are looked up, and the keys that they stand behind.
struct Lookup<'a> {
    members: &'a Members<'a>,
    place: &'a Place<'a>,
}

impl<'a> Lookup<'a> {
    fn parameter(&self, key: &str, path: Option<&String>, wanted: Wanted) -> Option<&'a Field> {
        let way = self.members.parameter(path?, &self.place.key(key))?;
        self.check(key, path?, way.r#type, wanted);
        way.fields.last().copied()
    }

    /// Checks the field of the response, or the header of it, that a key names.
    fn field(&self, key: &str, path: Option<&String>, wanted: Wanted) {
        let Some(path) = path else { return };
        let place = self.place.key(key);
        if is_header(path, &place) {
            return;
        }
        for way in self.members.field(path, "the response", &place) {
            self.check(key, path, way.r#type, wanted);
        }
    }

    /// The list of the items, which the response itself may be.
    fn items(&self, path: Option<&String>) -> Option<PageItems> {
        let Some(path) = path else {
            return match self.members.response {
                Response::Alias { target: Type::List(item), .. } => {
                    Some(PageItems { path: String::new(), fields: Vec::new(), item: item.in_operation() })
                }
                _ => None,
            };
        };
        let ways = self.members.field(path, "the response", &self.place.key("items"));
        let way = ways.into_iter().next()?;
        let Type::List(item) = way.r#type else {
            self.wrong_type("items", path, "a list");
            return None;
        };
        if way.has_index {
            self.wrong_type("items", path, "a list that is not in another list");
            return None;
        }
        let step = |field: &&Field| (field.name.rust.clone(), field.presence);
        Some(PageItems { path: path.clone(), fields: way.fields.iter().map(step).collect(), item: item.in_operation() })
    }

    /// Checks the field of an item that is the next token.
    fn last(&self, path: Option<&String>, items: Option<&PageItems>) {
        let (Some(path), Some(items)) = (path, items) else { return };
        let (of, place) = ((&items.item, "field of an item"), self.place.key("last"));
        if let Some(way) = self.members.field_of(of, path, &place) {
            self.check("last", path, way.r#type, Wanted::Text);
        }
    }

    fn check(&self, key: &str, path: &str, r#type: &Type, wanted: Wanted) {
        let (words, is_right) = wanted.judge(r#type);
        if !is_right {
            self.wrong_type(key, path, words);
        }
    }

    fn wrong_type(&self, key: &str, path: &str, wanted: &str) {
        let label = self.place.key(key).on_value(format!("`{path}` is not {wanted}"));
        let message = format!("`{key}` of `paging` needs {wanted}");
        let help = "name another one, or correct its type";
        self.place.report(Id::PAGING_TYPE, message, label, help);
    }
}
