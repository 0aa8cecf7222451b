//! The paging of a draft, where the names of its parameters and fields agree on one.

use serde_yaml::Value;

use super::file::Draft;
use super::map::Map;

/// Names by which a token goes in, and for each those by which the next one comes out.
const TOKENS: &[(&str, &[&str])] = &[
    ("nexttoken", &["nexttoken"]),
    ("pagetoken", &["nextpagetoken"]),
    ("continuationtoken", &["nextcontinuationtoken"]),
    ("marker", &["nextmarker"]),
    ("cursor", &["nextcursor"]),
];

/// Names of the number of a page that count from 1 wherever nothing else is said.
const NUMBERS: &[&str] = &["pagenumber", "pageno", "pagenum", "currentpage"];

/// Names of the number of a page that count from 0 as often.
const UNSURE_NUMBERS: &[&str] = &["page", "pageindex"];

const PAGE_SIZES: &[&str] = &["pagesize", "perpage"];
const LIMITS: &[&str] = &["maxresults", "maxitems", "maxkeys", "limit"];
const TOTALS: &[&str] = &["totalcount", "total", "totalnum", "totalitems"];
const PAGES: &[&str] = &["totalpages", "totalpage"];
const MORE: &[&str] = &["istruncated", "hasmore", "hasnext", "hasnextpage"];

/// Puts how the pages follow one another into the draft of an operation, where both sides agree on it; what can be read in two
/// ways is left alone.
pub(crate) fn put_paging(draft: &mut Draft, types: Option<&Value>) {
    put(draft, paging(draft.root(), types));
}

/// Keeps how the pages followed one another where the number by which they do is still there, and is deprecated now.
pub(crate) fn keep_paging(draft: &mut Draft, before: Option<&Value>, types: Option<&Value>) {
    let page = |paging: &Value| paging.get("page").cloned();
    let old = before.and_then(|before| page(before.get("paging")?));
    if old.is_some() && draft.root().get("paging").is_none() {
        let number = Sides::of(draft.root(), types).number(|_| true).map(Value::from);
        put(draft, number.filter(|number| page(number) == old));
    }
}

fn put(draft: &mut Draft, paging: Option<impl Into<Value>>) {
    if let Some(paging) = paging {
        draft.change(|root| root.as_mapping_mut().map(|map| map.insert("paging".into(), paging.into())));
    }
}

/// Returns how the pages follow one another by the parameters and the fields of an operation.
pub(crate) fn paging(root: &Value, types: Option<&Value>) -> Option<Map> {
    let sides = Sides::of(root, types);
    sides.token().or_else(|| sides.number(|number| !number.is_deprecated())).or_else(|| sides.offset())
}

/// A parameter or a field that has no parts, or a list.
struct Leaf<'v> {
    path: String,
    /// The last name of the path, without what names are written differently by.
    name: String,
    value: &'v Value,
}

impl Leaf<'_> {
    fn is_text_or_integer(&self) -> bool {
        self.is_one_of(&["string", "int32", "int64"])
    }

    fn is_one_of(&self, types: &[&str]) -> bool {
        self.value.get("type").and_then(Value::as_str).is_some_and(|word| types.contains(&word))
    }

    fn is_deprecated(&self) -> bool {
        self.value.get("deprecated").is_some()
    }

    /// The least number that is documented, or else the default.
    fn first(&self) -> Option<String> {
        let least = || self.value.get("rules")?.get("range")?.get("min");
        let text = |value: &Value| value.as_str().map(str::to_owned).or_else(|| Some(value.as_i64()?.to_string()));
        self.value.get("default").and_then(text).or_else(|| least().and_then(text))
    }
}

/// The parameters of a request and the fields of its response.
struct Sides<'v> {
    parameters: Vec<Leaf<'v>>,
    fields: Vec<Leaf<'v>>,
}

/// The greatest number of names in a path.
const DEPTH: usize = 3;

impl<'v> Sides<'v> {
    fn of(root: &'v Value, types: Option<&'v Value>) -> Self {
        let mut sides = Self { parameters: Vec::new(), fields: Vec::new() };
        for (name, parameter) in entries(root.get("parameters")) {
            // What has parts is written by names of its own, unless it is a body.
            let depth = if parameter.get("in").is_some_and(|place| place == "body") { 2 } else { 1 };
            collect(name.to_owned(), name, parameter, types, depth, &mut sides.parameters);
        }
        let response = root.get("response");
        let body = response.and_then(|response| response.get("body"));
        let fields = response.and_then(|response| response.get("fields"));
        for (name, field) in entries(fields.or_else(|| resolved(body?, types).get("fields"))) {
            collect(name.to_owned(), name, field, types, DEPTH, &mut sides.fields);
        }
        sides
    }

    /// By a token that goes in and comes out.
    fn token(&self) -> Option<Map> {
        let pairs = TOKENS.iter().filter_map(|(name, nexts)| {
            let token = only(&self.parameters, &[name])?;
            let next = only(&self.fields, nexts).or_else(|| self.same_name(name))?;
            (token.is_text_or_integer() && next.is_text_or_integer()).then_some((token, next))
        });
        let pairs: Vec<_> = pairs.collect();
        // Of two ways with tokens none is known to be the one to take.
        let [(token, next)] = pairs[..] else { return None };
        let mut paging = Map::default().with("token", token.path.as_str()).with("next", next.path.as_str());
        put_path(&mut paging, "size", self.size(LIMITS, PAGE_SIZES));
        put_path(&mut paging, "items", self.items());
        // Where pages have numbers as well, a server may give no token to who did not ask for it: the number of items tells.
        if only(&self.parameters, NUMBERS).is_some() {
            put_path(&mut paging, "total", self.total());
        }
        put_path(&mut paging, "more", self.more());
        Some(paging)
    }

    /// A token that comes out by the name by which it goes in may be the one that went in, unless it is told whether there is
    /// more.
    fn same_name(&self, name: &str) -> Option<&Leaf<'v>> {
        only(&self.fields, &[name]).filter(|_| self.more().is_some())
    }

    /// By the number of a page, where it is told how many items there are, or the number comes back.
    fn number(&self, may_be: impl Fn(&Leaf<'v>) -> bool) -> Option<Map> {
        let all: Vec<&str> = NUMBERS.iter().chain(UNSURE_NUMBERS).copied().collect();
        let number = only(&self.parameters, &all).filter(|number| number.is_text_or_integer() && may_be(number))?;
        let (items, size) = (self.items()?, self.size(PAGE_SIZES, LIMITS)?);
        let first = number.first();
        let is_sure = match first.as_deref() {
            Some("1") => true,
            Some("0") => number.value.get("default").is_some(),
            Some(_) => false,
            None => NUMBERS.contains(&number.name.as_str()),
        };
        let comes_back = only(&self.fields, &[&number.name]).is_some();
        let total = self.total();
        if !is_sure || !comes_back && total.is_none() {
            return None;
        }
        let mut paging = Map::default().with("page", number.path.as_str());
        put_path(&mut paging, "size", Some(size));
        put_path(&mut paging, "items", Some(items));
        put_path(&mut paging, "total", total);
        put_path(&mut paging, "pages", only(&self.fields, PAGES).filter(|pages| pages.is_text_or_integer()));
        put_path(&mut paging, "more", self.more());
        Some(paging)
    }

    /// By how many items stand before a page, where it is told how many there are.
    fn offset(&self) -> Option<Map> {
        let offset = only(&self.parameters, &["offset"]).filter(|offset| offset.is_text_or_integer())?;
        let (items, size, total) = (self.items()?, self.size(LIMITS, PAGE_SIZES)?, self.total()?);
        if offset.first().is_some_and(|first| first != "0") {
            return None;
        }
        let mut paging = Map::default().with("offset", offset.path.as_str());
        put_path(&mut paging, "size", Some(size));
        put_path(&mut paging, "items", Some(items));
        put_path(&mut paging, "total", Some(total));
        put_path(&mut paging, "more", self.more());
        Some(paging)
    }

    /// Returns the value that holds the size of a page: one with a name that is usual for the kind of paging, or another.
    fn size(&self, usual: &[&str], others: &[&str]) -> Option<&Leaf<'v>> {
        only(&self.parameters, usual)
            .or_else(|| only(&self.parameters, others))
            .filter(|size| size.is_text_or_integer())
    }

    fn total(&self) -> Option<&Leaf<'v>> {
        only(&self.fields, TOTALS).filter(|total| total.is_text_or_integer())
    }

    fn more(&self) -> Option<&Leaf<'v>> {
        only(&self.fields, MORE).filter(|more| more.is_one_of(&["boolean"]))
    }

    /// The only list of the response.
    fn items(&self) -> Option<&Leaf<'v>> {
        single(self.fields.iter().filter(|field| field.is_one_of(&["array"])))
    }
}

fn put_path(map: &mut Map, key: &str, leaf: Option<&Leaf<'_>>) {
    map.put_some(key, leaf.map(|leaf| leaf.path.as_str()));
}

/// The only one that is called by one of these names.
fn only<'l, 'v>(leaves: &'l [Leaf<'v>], names: &[&str]) -> Option<&'l Leaf<'v>> {
    single(leaves.iter().filter(|leaf| names.contains(&leaf.name.as_str())))
}

fn single<T>(mut iterator: impl Iterator<Item = T>) -> Option<T> {
    iterator.next().filter(|_| iterator.next().is_none())
}

fn entries(map: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let map = map.and_then(Value::as_mapping);
    map.into_iter().flatten().filter_map(|(name, value)| Some((name.as_str()?, value)))
}

/// Takes what has no parts, from an object what is in it.
fn collect<'v>(
    path: String,
    name: &str,
    value: &'v Value,
    types: Option<&'v Value>,
    depth: usize,
    leaves: &mut Vec<Leaf<'v>>,
) {
    let value = resolved(value, types);
    match value.get("fields") {
        Some(fields) if depth > 1 => {
            for (name, field) in entries(Some(fields)) {
                collect(format!("{path}.{name}"), name, field, types, depth - 1, leaves);
            }
        }
        Some(_) => {}
        None => leaves.push(Leaf { path, name: folded(name), value }),
    }
}

/// The named type that a value refers to, or the value itself.
fn resolved<'v>(value: &'v Value, types: Option<&'v Value>) -> &'v Value {
    let named = value.get("ref").and_then(Value::as_str).and_then(|name| types?.get(name));
    named.unwrap_or(value)
}

/// A name in small letters, without what parts its words.
fn folded(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '_' | '-' | '.')).flat_map(char::to_lowercase).collect()
}
