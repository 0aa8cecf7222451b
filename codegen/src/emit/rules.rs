//! The rules of fields: as data for the runtime, and in words for the reader.

use apiscribe_core::{Limits, OwnedRule, Rule};
use proc_macro2::Literal;
use quote::quote;
use syn::{Expr, ImplItem, Item, Stmt, Visibility};

use super::made::{Made, variant};
use super::syntax;
use apiscribe_model::channel::markdown::code;
use apiscribe_model::checked::{Field, PatternStep, Presence, Relation, Rules, Struct, Type, Union};
use apiscribe_model::name::{RustName, word};

/// `fn check(&self, checker: &mut apiscribe::Checker<'_>)`: the rules as constants, and what they are checked on. Without
/// any, the trait's own method is right.
pub(crate) fn validate(item: &Struct) -> Item {
    let constants = item.fields.iter().filter_map(constant).map(Stmt::Item);
    let checks = item.fields.iter().flat_map(|field| checks(field, item)).chain(one_of(item)).map(syntax::statement);
    let body: Vec<Stmt> = constants.chain(checks).collect();
    if body.is_empty() {
        return syntax::implementation("Validate", &item.name, Vec::new());
    }
    syntax::implementation("Validate", &item.name, vec![check_method(body)])
}

/// `fn check(&self, checker: &mut apiscribe::Checker<'_>)`: checks the value of the variant.
pub(crate) fn validate_union(item: &Union) -> Item {
    let constants = item.variants.iter().filter_map(|of| constant_of(of.rules.as_ref(), &of.constant));
    let arms = item.variants.iter().filter_map(|variant| {
        let name = variant.name.rust.identifier();
        let check = if variant.rules.is_some() {
            let constant = variant.constant.identifier();
            quote! { checker.variant(value, #constant) }
        } else if variant.holds_rules {
            quote! { checker.nested_variant(value) }
        } else {
            return None;
        };
        Some((quote! { Self::#name(value) }, check))
    });
    let (patterns, checks): (Vec<_>, Vec<_>) = arms.unzip();
    let check = match (patterns.as_slice(), checks.as_slice()) {
        ([], _) => return syntax::implementation("Validate", &item.name, Vec::new()),
        ([pattern], [check]) => quote! { if let #pattern = self { #check; } },
        _ => quote! { match self { #(#patterns => #checks,)* _ => {} } },
    };
    let body = constants.map(Stmt::Item).chain([syntax::last(syntax::expression(check))]);
    syntax::implementation("Validate", &item.name, vec![check_method(body.collect())])
}

/// `fn check(&self, checker: &mut apiscribe::Checker<'_>) { body }`.
fn check_method(body: Vec<Stmt>) -> ImplItem {
    let checker = syntax::exclusive_type(syntax::borrowing_type(["apiscribe", "Checker"]));
    let parameters = [syntax::shared_self(), syntax::parameter(word("checker"), checker)];
    syntax::trait_method(syntax::signature(word("check"), parameters, None), body)
}

/// Emits the constant that holds the rules of a field: `const NAME: &apiscribe::Rules = &apiscribe::Rules::new()…;`.
fn constant(field: &Field) -> Option<Item> {
    constant_of(field.rules.as_ref(), &field.constant)
}

/// `const NAME: &apiscribe::Rules = &apiscribe::Rules::new()…;`, if there are rules.
fn constant_of(rules: Option<&Rules>, name: &RustName) -> Option<Item> {
    let rules = data(rules?);
    let r#type = syntax::shared_type(syntax::named_type(["apiscribe", "Rules"]));
    Some(syntax::constant(Vec::new(), Visibility::Inherited, name.identifier(), r#type, rules))
}

/// Emits the checks of a field: of its value, and of which other fields go with it.
///
/// ```text
/// checker.field("ImageName", &self.image_name, IMAGE_NAME)
/// checker.requires(("Key", self.key.is_some()), &[("Value", self.value.is_some())], const { &apiscribe::Rules::new() })
/// ```
fn checks(field: &Field, item: &Struct) -> Vec<Expr> {
    let mut checks = Vec::new();
    let (wire, value) = (syntax::text(&field.name.wire), syntax::reference(syntax::own_field(&field.name.rust)));
    if field.rules.is_some() {
        checks.push(syntax::method(checker(), "field", [wire, value, syntax::variable(&field.constant)]));
    } else if field.holds_rules {
        checks.push(syntax::method(checker(), "nested", [wire, value]));
    }
    let relation = |method: &'static str, relation: &Relation| {
        let others = relation.fields.iter().filter_map(|index| item.fields.get(*index)).map(presence);
        let rules = source(&relation.path, relation.is_assumed, relation.preempts.as_ref());
        syntax::method(checker(), method, [presence(field), syntax::slice(others), in_constant(rules)])
    };
    checks.extend(field.requires.iter().map(|requires| relation("requires", requires)));
    checks.extend(field.conflicts.iter().map(|conflicts| relation("conflicts", conflicts)));
    checks
}

/// Emits `checker.one_of(&[("Id", self.id.is_some()), …], const { &apiscribe::Rules::new() })` for each choice of fields.
fn one_of(item: &Struct) -> impl Iterator<Item = Expr> {
    item.one_of.iter().map(|one_of| {
        let fields = one_of.fields.iter().filter_map(|index| item.fields.get(*index)).map(presence);
        let rules = source(&one_of.path, one_of.is_assumed, one_of.preempts.as_ref());
        syntax::method(checker(), "one_of", [syntax::slice(fields), in_constant(rules)])
    })
}

/// `checker`, the parameter of `check`.
fn checker() -> Expr {
    syntax::item(["checker"])
}

/// `const { &rules }`.
fn in_constant(rules: Made) -> Expr {
    syntax::constant_block(rules.reference())
}

/// Emits a field's wire name and whether it is there: `("Key", self.key.is_some())`, or `("Key", true)` where it is required.
fn presence(field: &Field) -> Expr {
    let is_there = match field.presence {
        Presence::Required => syntax::boolean(true),
        Presence::Nullable | Presence::Optional | Presence::OptionalOrNull => {
            syntax::method(syntax::own_field(&field.name.rust), "is_some", [])
        }
    };
    syntax::tuple([syntax::text(&field.name.wire), is_there])
}

/// Emits `apiscribe::Rules::new().assumed_at("parameters.Name.rules").preempts("InvalidName")`.
fn source(path: &str, is_assumed: bool, preempts: Option<&String>) -> Made {
    let new = Made::by("Rules", "new", []);
    new.with(if is_assumed { "assumed_at" } else { "at" }, [syntax::text(path)]).with_text("preempts", preempts)
}

/// Emits a block of rules as the runtime's data, a chain of the rules' names and limits.
///
/// ```text
/// &apiscribe::Rules::new()
///     .at("parameters.ImageName.rules")
///     .length(2, 128, apiscribe::LengthUnit::Char)
///     .forbid_prefix(&["aliyun"])
/// ```
fn data(rules: &Rules) -> Expr {
    let base =
        source(&rules.path, rules.is_assumed, rules.preempts.as_ref()).with_text("default", rules.default.as_ref());
    let made = rules.list.iter().map(link).fold(base, |made, (name, arguments)| made.with(name, arguments));
    let nested = |rules: &Option<Box<Rules>>| rules.as_ref().map(|rules| data(rules));
    made.with_some("each", nested(&rules.each)).with_some("also", nested(&rules.also)).reference()
}

/// The method of the runtime's `Rules` that states a rule, and its arguments.
type Link = (&'static str, Vec<Expr>);

/// Returns the link of a rule: `.length(2, 128, apiscribe::LengthUnit::Char)`.
fn link(rule: &OwnedRule) -> Link {
    match rule {
        Rule::Length(Limits { min, max }, unit) => {
            let unit = variant("LengthUnit", unit.variant_name());
            ("length", vec![count(*min), count(*max), unit])
        }
        Rule::StartsWith(words) => ("starts_with", vec![syntax::texts(words)]),
        Rule::EndsWith(words) => ("ends_with", vec![syntax::texts(words)]),
        Rule::Charset(words) => ("charset", vec![syntax::texts(words)]),
        Rule::ForbidPrefix(texts) => ("forbid_prefix", vec![syntax::texts(texts)]),
        Rule::ForbidSuffix(texts) => ("forbid_suffix", vec![syntax::texts(texts)]),
        Rule::ForbidSubstring(texts) => ("forbid_substring", vec![syntax::texts(texts)]),
        Rule::Pattern(expression, steps) => {
            let arguments = [syntax::text(expression), syntax::slice(steps.iter().map(step))];
            ("pattern", vec![Made::by("Pattern", "new", arguments).reference()])
        }
        Rule::IntegerRange(Limits { min, max }) => ("integer_range", vec![integer(*min), integer(*max)]),
        Rule::NumberRange(Limits { min, max }) => ("number_range", vec![number(*min), number(*max)]),
        Rule::Items(Limits { min, max }) => ("item_count", vec![count(*min), count(*max)]),
    }
}

/// Emits a number of units or members: `128`, or `usize::MAX`, which says that there is no limit.
fn count(number: usize) -> Expr {
    match number {
        usize::MAX => syntax::item(["usize", "MAX"]),
        number => syntax::number(Literal::usize_unsuffixed(number)),
    }
}

/// Emits an integer: `-1`, or `i64::MIN` and `i64::MAX`, which say that there is no limit.
fn integer(value: i64) -> Expr {
    match value {
        i64::MIN => syntax::item(["i64", "MIN"]),
        i64::MAX => syntax::item(["i64", "MAX"]),
        value => syntax::number(Literal::i64_unsuffixed(value)),
    }
}

/// Emits a number: `0.5`, or `f64::NEG_INFINITY` and `f64::INFINITY`, which say that there is no limit.
fn number(value: f64) -> Expr {
    // A literal cannot be infinite; a limit that is says that there is none.
    if value.is_finite() {
        syntax::number(Literal::f64_unsuffixed(value))
    } else if value > 0.0 {
        syntax::item(["f64", "INFINITY"])
    } else {
        syntax::item(["f64", "NEG_INFINITY"])
    }
}

/// Emits a step of a pattern: `apiscribe::Step::Take(&[('a', 'z')])`, `apiscribe::Step::Split(1, 3)`, `apiscribe::Step::End`.
fn step(step: &PatternStep) -> Expr {
    let target = |target: u16| syntax::number(Literal::u16_unsuffixed(target));
    let (name, arguments) = match step {
        PatternStep::Take(ranges) => {
            let range = |(first, last): &(char, char)| syntax::tuple([*first, *last].map(syntax::character));
            ("Take", vec![syntax::slice(ranges.iter().map(range))])
        }
        PatternStep::Split(first, second) => ("Split", vec![target(*first), target(*second)]),
        PatternStep::Jump(place) => ("Jump", vec![target(*place)]),
        PatternStep::Start => ("Start", Vec::new()),
        PatternStep::End => ("End", Vec::new()),
        PatternStep::Match => ("Match", Vec::new()),
    };
    let step = variant("Step", name);
    if arguments.is_empty() { step } else { syntax::call(step, arguments) }
}

/// The rules of a field, a sentence each.
pub(crate) fn sentences(field: &Field) -> Vec<String> {
    sentences_of(field.rules.as_ref(), &field.r#type)
}

/// The rules of a value of a type, a sentence each.
pub(crate) fn sentences_of(rules: Option<&Rules>, r#type: &Type) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(rules) = rules {
        block(rules, r#type, "", &mut list);
    }
    list
}

fn block(rules: &Rules, r#type: &Type, prefix: &str, list: &mut Vec<String>) {
    let assumed = if rules.is_assumed { " (assumed)" } else { "" };
    list.extend(rules.list.iter().map(|rule| format!("{prefix}{}{assumed}", rule.sentence(&code))));
    if let (Some(each), Type::List(inner) | Type::Map(inner)) = (&rules.each, r#type) {
        block(each, inner, &format!("{prefix}each: "), list);
    }
    if let Some(also) = &rules.also {
        block(also, r#type, prefix, list);
    }
}
