//! Makes unions of their variants, and proves that these can be told apart.

use std::collections::BTreeSet;

use super::context::deprecated;
use super::json_shape::{Confusion, Fields, JsonShape, kinds_of_variants};
use super::naming::{NameOf, rust_name, take};
use super::place::Place;
use super::relations::refuse_relations;
use super::types::{Module, Typed, refuse_presence};
use crate::checked::{Item, JsonKind, TypeKind, Union, UnionVariant};
use crate::diagnostic::{Diagnostic, Id, Label};
use crate::format::{self, Entries, References, Value};
use crate::name::{Name, RustName, Scope};
use crate::order::inserted;

/// The variant that keeps what is none of the others.
const UNKNOWN: &str = "Unknown";

/// The field that tells variants apart, and its text in each of them.
struct Tag {
    field: String,
    values: Vec<String>,
}

/// A variant as it is written, and what its values are in JSON.
struct Written<'a> {
    wire: &'a str,
    value: &'a Value,
    shape: JsonShape<'a>,
}

/// Returns what a union is before it is made.
pub(super) fn kind_of_union(value: &Value, types: &Entries<Value>) -> TypeKind {
    let has_parts = || kinds_of_variants(value, &References::new(types)).into_iter().any(JsonKind::has_parts);
    TypeKind::Union { has_parts: value.tag.is_some() || has_parts() }
}

impl Module<'_> {
    pub(super) fn union(&mut self, value: &format::Value, wire: &str, place: &Place<'_>) -> Typed {
        let types = self.shared.entries;
        let written: Vec<Written<'_>> = variants(value, types).collect();
        check_variants(value, wire, place);
        let tag = match &value.tag {
            Some(field) => Some(stated_tag(field, &written, place)),
            None => implied_tag(&written),
        };
        if tag.is_none() {
            refuse_confusion(&written, wire, place);
        }
        let begun = self.begin(value, wire, place);
        let variants = self.variants_of_union(&written, tag.as_ref(), &place.key("variants"));
        let has_rules = variants.iter().any(|variant| variant.rules.is_some() || variant.holds_rules);
        let item = Item::Union(Union {
            name: begun.name.clone(),
            doc: value.doc.clone(),
            alias: begun.alias(wire),
            deprecated: deprecated(value.deprecated.as_deref()),
            tag: tag.map(|tag| tag.field),
            variants,
            has_rules,
            is_response: false,
        });
        let r#type = self.add(begun, (item, kind_of_union(value, types)), wire, place);
        Typed { holds_rules: has_rules, ..Typed::plain(r#type) }
    }

    fn variants_of_union(
        &mut self,
        written: &[Written<'_>],
        tag: Option<&Tag>,
        place: &Place<'_>,
    ) -> Vec<UnionVariant> {
        let mut names: Scope<Label> = Scope::new();
        let _ = RustName::by_hand(UNKNOWN).map(|unknown| names.take(&unknown, Label::nowhere()));
        let mut constants = Scope::new();
        let mut variants = Vec::new();
        for (index, Written { wire, value, shape }) in written.iter().enumerate() {
            let place = place.key(wire);
            let rust = rust_name(NameOf::Variant, wire, value.rust.as_ref(), &place);
            take(&mut names, NameOf::Variant, &rust, wire, &place);
            refuse_presence(value, &place);
            refuse_relations(value, &place);
            let Typed { r#type, rules, holds_rules, .. } = self.typed(value, wire, &place);
            let constant = RustName::snake(&rust.to_string()).unwrap_or_else(|_| rust.clone()).constant();
            variants.push(UnionVariant {
                tag_value: tag.and_then(|tag| tag.values.get(index).cloned()),
                kinds: shape.kinds.iter().copied().collect(),
                constant: constants.take_apart(&constant, ()),
                name: Name { wire: (*wire).to_owned(), rust },
                doc: value.doc.clone(),
                deprecated: deprecated(value.deprecated.as_deref()),
                example: value.example.clone().filter(|_| value.secret != Some(true)),
                known_from: place.known_from(value.known_from.as_ref()),
                r#type,
                rules: rules.filter(|rules| !rules.is_empty()),
                holds_rules,
            });
        }
        variants
    }
}

fn check_variants(value: &format::Value, wire: &str, place: &Place<'_>) {
    let is_empty = value.variants.as_ref().is_some_and(|variants| variants.iter().next().is_none());
    if value.variants.is_none() && !place.has("variants") {
        let label = place.on_key("needs a key `variants`");
        let message = format!("`{wire}` does not say of which types it can be");
        let help = "write `variants: { Name: { type: … } }`; `type: any` where the source does not say";
        place.report(Id::MISSING_KEY, message, label, help);
    } else if is_empty {
        let label = place.key("variants").on_key("lists nothing");
        place.report(Id::BAD_LIMITS, "a union without variants", label, "list the types, or write `type: any`");
    }
}

/// Returns the tag that the spec names, whose text in each variant is the variant's key.
fn stated_tag(field: &str, written: &[Written<'_>], place: &Place<'_>) -> Tag {
    if field.is_empty() {
        let label = place.key("tag").on_value("empty");
        place.push(Diagnostic::new(Id::MISSING_KEY, "the key `tag` says nothing", label));
    }
    for variant in written {
        if let Some(problem) = variant.problem_with_tag(field) {
            let list = place.key("variants");
            let label = list.key(variant.wire).on_key(problem);
            let message = format!("the tag `{field}` cannot say that a value is `{}`", variant.wire);
            let help = "the key of a variant is the text in the tag, which is a field of the variant's objects";
            place.report(Id::BAD_TAG, message, label, help);
        }
    }
    Tag { field: field.to_owned(), values: written.iter().map(|variant| variant.wire.to_owned()).collect() }
}

/// Reports each two variants of which one value could be.
fn refuse_confusion(written: &[Written<'_>], wire: &str, place: &Place<'_>) {
    for (index, second) in written.iter().enumerate() {
        let confused =
            written.iter().take(index).find_map(|first| Some((first, first.shape.confusion(&second.shape)?)));
        let Some((first, confusion)) = confused else { continue };
        let (why, help) = why(&confusion, first.wire);
        let list = place.key("variants");
        let label = list.key(second.wire).on_key(why);
        let message = format!("a value of `{wire}` could be `{}` and `{}`", first.wire, second.wire);
        let diagnostic = Diagnostic::new(Id::CONFUSED_VARIANTS, message, label);
        let first = list.key(first.wire).on_key("could be this one");
        place.push(diagnostic.also(first).help(help));
    }
}

fn variants<'a>(value: &'a Value, types: &'a Entries<Value>) -> impl Iterator<Item = Written<'a>> {
    value.variants.iter().flatten().map(|(wire, value)| Written {
        wire,
        value,
        shape: JsonShape::of(value, References::new(types)),
    })
}

impl Written<'_> {
    /// Returns why a tag cannot tell this variant, if it cannot.
    fn problem_with_tag(&self, field: &str) -> Option<&'static str> {
        let Some(fields) = &self.shape.fields else {
            let is_unknown = self.shape.kinds.is_empty();
            return (!is_unknown).then_some("is not an object with fields");
        };
        let own = fields.get(field)?;
        if !fields.is_text(own) {
            return Some("its own field of that name is not text");
        }
        let known = fields.known_values(own)?;
        known.get(self.wire).is_none().then_some("its own field of that name has other known values")
    }

    /// Returns the one text that a field always has.
    fn constant(&self, field: &str) -> Option<&str> {
        let fields: &Fields<'_> = self.shape.fields.as_ref()?;
        let value = fields.get(field).filter(|value| value.required == Some(true) && fields.is_text(value))?;
        let mut known = fields.known_values(value)?.keys();
        known.next().filter(|_| known.next().is_none())
    }
}

/// Returns the field that each variant requires with one known value, which is another in each.
fn implied_tag(written: &[Written<'_>]) -> Option<Tag> {
    let (first, rest) = written.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let fields = first.shape.fields.as_ref()?;
    fields.iter().find_map(|(field, _)| {
        let all = std::iter::once(first).chain(rest);
        let values: Vec<&str> = all.map(|variant| variant.constant(field)).collect::<Option<_>>()?;
        let is_distinct = inserted::<BTreeSet<_>, _>(values.iter().copied()).len() == values.len();
        let values = || values.iter().map(|value| (*value).to_owned()).collect();
        is_distinct.then(|| Tag { field: field.to_owned(), values: values() })
    })
}

/// Returns why a variant can be confused with the first, and what to do about it.
fn why(confusion: &Confusion, first: &str) -> (String, &'static str) {
    match confusion {
        Confusion::Kind(JsonKind::Text) => {
            (format!("`{first}` is text, too"), "write one text for both; with `enum`, any other text is taken as well")
        }
        Confusion::Kind(JsonKind::Object) => (
            format!("`{first}` is an object, too"),
            "name the field that tells them apart in `tag`; objects of any keys cannot be told from others",
        ),
        Confusion::Kind(kind) => (format!("both can be {}", kind.noun()), "write one type that is good for both"),
        Confusion::Fields => (
            format!("it requires no field that `{first}` lacks, nor the other way round"),
            "name the field that tells them apart in `tag`, or write `required` where a field is always there",
        ),
    }
}
