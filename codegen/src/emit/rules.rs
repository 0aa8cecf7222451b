//! The rules of fields: as data for the runtime, and in words for the reader.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::code;
use crate::model::{
    CharacterClass, CharacterSet, Field, LengthUnit, PatternStep, Presence, Relation, Rules, Struct, Type,
};

pub(crate) fn validate(item: &Struct) -> TokenStream {
    let name = &item.name;
    let checks: Vec<TokenStream> = item.fields.iter().map(|field| checks(field, item)).chain(one_of(item)).collect();
    let constants = item.fields.iter().filter_map(constant);
    let is_empty = checks.iter().all(TokenStream::is_empty);
    let checker = if is_empty {
        quote! { _ }
    } else {
        quote! { checker }
    };
    quote! {
        impl apiscribe::Validate for #name {
            fn check(&self, #checker: &mut apiscribe::Checker<'_>) {
                #(#constants)*
                #(#checks)*
            }
        }
    }
}

/// The constant that holds the rules of a field.
fn constant(field: &Field) -> Option<TokenStream> {
    let rules = data(field.rules.as_ref()?);
    let name = &field.constant;
    Some(quote! { const #name: &apiscribe::Rules = &#rules; })
}

fn checks(field: &Field, item: &Struct) -> TokenStream {
    let wire = &field.name.wire;
    let rust = &field.name.rust;
    let own = match (&field.rules, field.holds_rules) {
        (Some(_), _) => {
            let constant = &field.constant;
            quote! { checker.field(#wire, &self.#rust, #constant); }
        }
        (None, true) => quote! { checker.nested(#wire, &self.#rust); },
        (None, false) => TokenStream::new(),
    };
    let relation = |method: &TokenStream, relation: &Relation| {
        let this = presence(field);
        let others = relation.others.iter().filter_map(|index| item.fields.get(*index)).map(presence);
        let rules = source(&relation.path, relation.is_assumed, relation.preempts.as_deref());
        quote! { checker.#method(#this, &[#(#others),*], const { &#rules }); }
    };
    let requires = field.requires.iter().map(|requires| relation(&quote! { requires }, requires));
    let conflicts = field.conflicts.iter().map(|conflicts| relation(&quote! { conflicts }, conflicts));
    quote! { #own #(#requires)* #(#conflicts)* }
}

fn one_of(item: &Struct) -> impl Iterator<Item = TokenStream> {
    item.one_of.iter().map(|one_of| {
        let fields = one_of.fields.iter().filter_map(|index| item.fields.get(*index)).map(presence);
        let rules = source(&one_of.path, one_of.is_assumed, one_of.preempts.as_deref());
        quote! { checker.one_of(&[#(#fields),*], const { &#rules }); }
    })
}

/// A field's wire name and whether it is there.
fn presence(field: &Field) -> TokenStream {
    let (wire, rust) = (&field.name.wire, &field.name.rust);
    match field.presence {
        Presence::Required => quote! { (#wire, true) },
        Presence::Nullable | Presence::Optional => quote! { (#wire, self.#rust.is_some()) },
    }
}

fn source(path: &str, is_assumed: bool, preempts: Option<&str>) -> TokenStream {
    let assumed = is_assumed.then(|| quote! { .assumed() });
    let preempts = preempts.map(|code| quote! { .preempts(#code) });
    quote! { apiscribe::Rules::new().at(#path)#assumed #preempts }
}

/// A block of rules as the runtime's data.
fn data(rules: &Rules) -> TokenStream {
    let base = source(&rules.path, rules.is_assumed, rules.preempts.as_deref());
    let default = rules.default.as_ref().map(|default| quote! { .default(#default) });
    let length = rules.length.map(|(min, max, unit)| {
        let (min, max) = (count(min), most(max));
        let unit = match unit {
            LengthUnit::Character => quote! { Character },
            LengthUnit::Byte => quote! { Byte },
            LengthUnit::Utf16 => quote! { Utf16 },
        };
        quote! { .length(#min, #max, apiscribe::LengthUnit::#unit) }
    });
    let starts_with = rules.starts_with.as_ref().map(|set| {
        let words = words(set);
        quote! { .starts_with(#words) }
    });
    let charset = rules.charset.as_ref().map(|set| {
        let words = words(set);
        quote! { .charset(#words) }
    });
    let prefix = texts(&quote! { forbid_prefix }, &rules.forbid_prefix);
    let suffix = texts(&quote! { forbid_suffix }, &rules.forbid_suffix);
    let substring = texts(&quote! { forbid_substring }, &rules.forbid_substring);
    let pattern = rules.pattern.as_ref().map(|(expression, steps)| {
        let steps = steps.iter().map(step);
        quote! { .pattern(&apiscribe::Pattern::new(#expression, &[#(#steps),*])) }
    });
    let ranges = ranges(rules);
    let item_count = rules.item_count.map(|(min, max)| {
        let (min, max) = (count(min), most(max));
        quote! { .item_count(#min, #max) }
    });
    let nested = |method: TokenStream, rules: &Option<Box<Rules>>| {
        rules.as_deref().map(|rules| {
            let rules = data(rules);
            quote! { .#method(&#rules) }
        })
    };
    let each = nested(quote! { each }, &rules.each);
    let also = nested(quote! { also }, &rules.also);
    quote! {
        #base #default #length #starts_with #charset #prefix #suffix #substring #pattern #ranges #item_count #each #also
    }
}

fn count(number: u64) -> Literal {
    Literal::u64_unsuffixed(number)
}

fn most(max: Option<u64>) -> TokenStream {
    max.map_or_else(
        || quote! { usize::MAX },
        |max| {
            let max = count(max);
            quote! { #max }
        },
    )
}

fn texts(method: &TokenStream, texts: &[String]) -> TokenStream {
    if texts.is_empty() {
        TokenStream::new()
    } else {
        quote! { .#method(&[#(#texts),*]) }
    }
}

fn ranges(rules: &Rules) -> TokenStream {
    let integers = rules.integer_range.map(|(min, max)| {
        let min = min.map_or_else(|| quote! { i64::MIN }, integer);
        let max = max.map_or_else(|| quote! { i64::MAX }, integer);
        quote! { .integer_range(#min, #max) }
    });
    let numbers = rules.number_range.map(|(min, max)| {
        let min = min.map_or_else(|| quote! { f64::NEG_INFINITY }, number);
        let max = max.map_or_else(|| quote! { f64::INFINITY }, number);
        quote! { .number_range(#min, #max) }
    });
    quote! { #integers #numbers }
}

fn integer(value: i64) -> TokenStream {
    let value = Literal::i64_unsuffixed(value);
    quote! { #value }
}

fn number(value: f64) -> TokenStream {
    // A literal cannot be infinite; a limit that is says that there is none.
    if value.is_finite() {
        let value = Literal::f64_unsuffixed(value);
        quote! { #value }
    } else if value > 0.0 {
        quote! { f64::INFINITY }
    } else {
        quote! { f64::NEG_INFINITY }
    }
}

/// A set of characters as the spec writes it.
fn words(set: &CharacterSet) -> TokenStream {
    let classes = set.classes.iter().map(|class| class.word());
    let literal = Some(set.literal.as_str()).filter(|literal| !literal.is_empty());
    let words = classes.chain(literal);
    quote! { &[#(#words),*] }
}

fn step(step: &PatternStep) -> TokenStream {
    match step {
        PatternStep::Take(ranges) => {
            let ranges = ranges.iter().map(|(first, last)| quote! { (#first, #last) });
            quote! { apiscribe::Step::Take(&[#(#ranges),*]) }
        }
        PatternStep::Split(first, second) => {
            let (first, second) = (Literal::u16_unsuffixed(*first), Literal::u16_unsuffixed(*second));
            quote! { apiscribe::Step::Split(#first, #second) }
        }
        PatternStep::Jump(target) => {
            let target = Literal::u16_unsuffixed(*target);
            quote! { apiscribe::Step::Jump(#target) }
        }
        PatternStep::Start => quote! { apiscribe::Step::Start },
        PatternStep::End => quote! { apiscribe::Step::End },
        PatternStep::Match => quote! { apiscribe::Step::Match },
    }
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
