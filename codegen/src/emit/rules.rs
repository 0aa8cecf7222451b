//! The rules of fields: as data for the runtime, and in words for the reader.

use proc_macro2::Literal;
use syn::{Expr, Item, Stmt, Visibility};

use super::docs::code;
use super::syntax;
use crate::model::{
    CharacterClass, CharacterSet, Field, LengthUnit, PatternStep, Presence, Relation, Rules, Struct, Type,
};
use crate::name::word;

/// `fn check(&self, checker: &mut apiscribe::Checker<'_>)`: the rules as constants, and what they are checked on.
pub(crate) fn validate(item: &Struct) -> Item {
    let constants = item.fields.iter().filter_map(constant).map(Stmt::Item);
    let checks = item.fields.iter().flat_map(|field| checks(field, item)).chain(one_of(item)).map(syntax::statement);
    let body: Vec<Stmt> = constants.chain(checks).collect();
    let name = if body.is_empty() { "_" } else { "checker" };
    let checker = syntax::exclusive_type(syntax::borrowing_type(["apiscribe", "Checker"]));
    let parameters = [syntax::shared_self(), syntax::parameter(word(name), checker)];
    let check = syntax::trait_method(syntax::signature(word("check"), parameters, None), body);
    syntax::implementation("Validate", &item.name, vec![check])
}

/// The constant that holds the rules of a field.
fn constant(field: &Field) -> Option<Item> {
    let rules = syntax::reference(data(field.rules.as_ref()?));
    let r#type = syntax::shared_type(syntax::named_type(["apiscribe", "Rules"]));
    Some(syntax::constant(Vec::new(), Visibility::Inherited, field.constant.identifier(), r#type, rules))
}

fn checks(field: &Field, item: &Struct) -> Vec<Expr> {
    let mut checks = Vec::new();
    let (wire, value) = (syntax::text(&field.name.wire), syntax::reference(syntax::own_field(&field.name.rust)));
    if field.rules.is_some() {
        checks.push(syntax::method(checker(), "field", [wire, value, syntax::variable(&field.constant)]));
    } else if field.holds_rules {
        checks.push(syntax::method(checker(), "nested", [wire, value]));
    }
    let relation = |method: &'static str, relation: &Relation| {
        let others = relation.others.iter().filter_map(|index| item.fields.get(*index)).map(presence);
        let rules = source(&relation.path, relation.is_assumed, relation.preempts.as_deref());
        syntax::method(checker(), method, [presence(field), syntax::slice(others), in_constant(rules)])
    };
    checks.extend(field.requires.iter().map(|requires| relation("requires", requires)));
    checks.extend(field.conflicts.iter().map(|conflicts| relation("conflicts", conflicts)));
    checks
}

fn one_of(item: &Struct) -> impl Iterator<Item = Expr> {
    item.one_of.iter().map(|one_of| {
        let fields = one_of.fields.iter().filter_map(|index| item.fields.get(*index)).map(presence);
        let rules = source(&one_of.path, one_of.is_assumed, one_of.preempts.as_deref());
        syntax::method(checker(), "one_of", [syntax::slice(fields), in_constant(rules)])
    })
}

fn checker() -> Expr {
    syntax::item(["checker"])
}

/// `const { &rules }`.
fn in_constant(rules: Expr) -> Expr {
    syntax::constant_block(syntax::reference(rules))
}

/// A field's wire name and whether it is there.
fn presence(field: &Field) -> Expr {
    let is_there = match field.presence {
        Presence::Required => syntax::boolean(true),
        Presence::Nullable | Presence::Optional => syntax::method(syntax::own_field(&field.name.rust), "is_some", []),
    };
    syntax::tuple([syntax::text(&field.name.wire), is_there])
}

fn source(path: &str, is_assumed: bool, preempts: Option<&str>) -> Expr {
    let mut rules = syntax::call(syntax::item(["apiscribe", "Rules", "new"]), []);
    rules = syntax::method(rules, "at", [syntax::text(path)]);
    if is_assumed {
        rules = syntax::method(rules, "assumed", []);
    }
    if let Some(code) = preempts {
        rules = syntax::method(rules, "preempts", [syntax::text(code)]);
    }
    rules
}

/// A block of rules as the runtime's data: a chain of the rules' names and limits.
fn data(rules: &Rules) -> Expr {
    let base = source(&rules.path, rules.is_assumed, rules.preempts.as_deref());
    let chain = text_rules(rules).into_iter().chain(number_rules(rules)).chain(nested_rules(rules));
    chain.fold(base, |made, (name, arguments)| syntax::method(made, name, arguments))
}

/// The name of a rule and its limits.
type Link = (&'static str, Vec<Expr>);

fn text_rules(rules: &Rules) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    links.extend(rules.default.as_ref().map(|default| ("default", vec![syntax::text(default)])));
    links.extend(rules.length.map(|(min, max, unit)| {
        let unit = match unit {
            LengthUnit::Character => "Character",
            LengthUnit::Byte => "Byte",
            LengthUnit::Utf16 => "Utf16",
        };
        ("length", vec![count(min), most(max), syntax::item(["apiscribe", "LengthUnit", unit])])
    }));
    links.extend(rules.starts_with.as_ref().map(|set| ("starts_with", vec![words(set)])));
    links.extend(rules.charset.as_ref().map(|set| ("charset", vec![words(set)])));
    for (name, texts) in [
        ("forbid_prefix", &rules.forbid_prefix),
        ("forbid_suffix", &rules.forbid_suffix),
        ("forbid_substring", &rules.forbid_substring),
    ] {
        links.extend((!texts.is_empty()).then(|| (name, vec![syntax::texts(texts)])));
    }
    links.extend(rules.pattern.as_ref().map(|(expression, steps)| {
        let arguments = [syntax::text(expression), syntax::slice(steps.iter().map(step))];
        let pattern = syntax::call(syntax::item(["apiscribe", "Pattern", "new"]), arguments);
        ("pattern", vec![syntax::reference(pattern)])
    }));
    links
}

fn number_rules(rules: &Rules) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    links.extend(rules.integer_range.map(|(min, max)| {
        let min = min.map_or_else(|| syntax::item(["i64", "MIN"]), integer);
        let max = max.map_or_else(|| syntax::item(["i64", "MAX"]), integer);
        ("integer_range", vec![min, max])
    }));
    links.extend(rules.number_range.map(|(min, max)| {
        let (min, max) = (min.unwrap_or(f64::NEG_INFINITY), max.unwrap_or(f64::INFINITY));
        ("number_range", vec![number(min), number(max)])
    }));
    links.extend(rules.item_count.map(|(min, max)| ("item_count", vec![count(min), most(max)])));
    links
}

fn nested_rules(rules: &Rules) -> Vec<Link> {
    let nested = |rules: &Rules| vec![syntax::reference(data(rules))];
    let each = rules.each.iter().map(|each| ("each", nested(each)));
    let also = rules.also.iter().map(|also| ("also", nested(also)));
    each.chain(also).collect()
}

fn count(number: u64) -> Expr {
    syntax::number(Literal::u64_unsuffixed(number))
}

fn most(max: Option<u64>) -> Expr {
    max.map_or_else(|| syntax::item(["usize", "MAX"]), count)
}

fn integer(value: i64) -> Expr {
    syntax::number(Literal::i64_unsuffixed(value))
}

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

/// A set of characters as the spec writes it.
fn words(set: &CharacterSet) -> Expr {
    let classes = set.classes.iter().map(|class| class.word());
    let literal = Some(set.literal.as_str()).filter(|literal| !literal.is_empty());
    syntax::texts(classes.chain(literal))
}

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
    let step = syntax::item(["apiscribe", "Step", name]);
    if arguments.is_empty() { step } else { syntax::call(step, arguments) }
}

/// The rules of a field, a sentence each.
pub(crate) fn sentences(field: &Field) -> Vec<String> {
    let mut list = Vec::new();
    if let Some(rules) = &field.rules {
        block(rules, &field.r#type, "", &mut list);
    }
    list
}

fn block(rules: &Rules, r#type: &Type, prefix: &str, list: &mut Vec<String>) {
    let assumed = if rules.is_assumed { " (assumed)" } else { "" };
    let mut say = |text: String| list.push(format!("{prefix}{text}{assumed}"));
    if let Some((min, max, unit)) = rules.length {
        let unit = match unit {
            LengthUnit::Character => "characters",
            LengthUnit::Byte => "bytes of UTF-8",
            LengthUnit::Utf16 => "UTF-16 units",
        };
        say(format!("{} {unit}", span(Some(min).filter(|min| *min > 0), max)));
    }
    if let Some(set) = &rules.starts_with {
        say(format!("starts with {}", describe(set, true)));
    }
    if let Some(set) = &rules.charset {
        say(format!("has only {}", describe(set, false)));
    }
    let listed = |texts: &[String]| texts.iter().map(|text| code(text)).collect::<Vec<_>>().join(" or ");
    if !rules.forbid_prefix.is_empty() {
        say(format!("does not start with {}", listed(&rules.forbid_prefix)));
    }
    if !rules.forbid_suffix.is_empty() {
        say(format!("does not end with {}", listed(&rules.forbid_suffix)));
    }
    if !rules.forbid_substring.is_empty() {
        say(format!("does not contain {}", listed(&rules.forbid_substring)));
    }
    if let Some((expression, _)) = &rules.pattern {
        say(format!("matches {}", code(expression)));
    }
    if let Some((min, max)) = rules.integer_range {
        say(span(min, max));
    }
    if let Some((min, max)) = rules.number_range {
        say(span(min, max));
    }
    if let Some((min, max)) = rules.item_count {
        say(format!("{} members", span(Some(min).filter(|min| *min > 0), max)));
    }
    if let (Some(each), Type::List(inner) | Type::Map(inner)) = (&rules.each, r#type) {
        block(each, inner, &format!("{prefix}each: "), list);
    }
    if let Some(also) = &rules.also {
        block(also, r#type, prefix, list);
    }
}

fn span<T: std::fmt::Display + PartialEq>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number of".to_owned(),
    }
}

/// What a set of characters has: one of them, or any number.
fn describe(set: &CharacterSet, is_one: bool) -> String {
    let class = |class: &CharacterClass| match (class, is_one) {
        (CharacterClass::AsciiLetter, true) => "an ASCII letter",
        (CharacterClass::AsciiLetter, false) => "ASCII letters",
        (CharacterClass::AsciiLowercase, true) => "a lower-case ASCII letter",
        (CharacterClass::AsciiLowercase, false) => "lower-case ASCII letters",
        (CharacterClass::AsciiUppercase, true) => "an upper-case ASCII letter",
        (CharacterClass::AsciiUppercase, false) => "upper-case ASCII letters",
        (CharacterClass::AsciiDigit, true) => "an ASCII digit",
        (CharacterClass::AsciiDigit, false) => "ASCII digits",
        (CharacterClass::Han, true) => "a Chinese character",
        (CharacterClass::Han, false) => "Chinese characters",
    };
    let mut parts: Vec<String> = set.classes.iter().map(|name| class(name).to_owned()).collect();
    if !set.literal.is_empty() {
        let what = if is_one { "one of " } else { "" };
        parts.push(format!("{what}{}", code(&set.literal)));
    }
    let last = parts.pop().unwrap_or_default();
    let joint = if is_one { "or" } else { "and" };
    if parts.is_empty() { last } else { format!("{} {joint} {last}", parts.join(", ")) }
}
