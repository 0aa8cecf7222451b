//! Checks documented values against rules, with the evaluator that checks those of callers.

use apiscribe_core::Value;

use crate::checked::{Rules, Type};

/// Returns what is wrong with a documented value of a type by the rules for it; nothing if it keeps them.
pub(super) fn broken_by(rules: &Rules, text: &str, r#type: &Type) -> Option<String> {
    let value = value_of(text, r#type)?;
    rules.blocks().flat_map(|block| &block.list).find_map(|rule| rule.violations(value).into_iter().next())
}

/// Returns what is wrong with a masked value, such as `m-bp1****`, whatever the mask hides.
pub(super) fn broken_beside_mask(rules: &Rules, masked: &str) -> Option<String> {
    rules.blocks().flat_map(|block| &block.list).find_map(|rule| rule.violations_beside_mask(masked).into_iter().next())
}

/// A documented value as generated code checks it; nothing where no rule is about such values.
fn value_of<'t>(text: &'t str, r#type: &Type) -> Option<Value<'t>> {
    match r#type {
        Type::String => Some(Value::Text(text)),
        Type::Secret(inner) | Type::Boxed(inner) => value_of(text, inner),
        Type::Int32 | Type::Int64 => text.parse().ok().map(Value::Integer),
        Type::Uint64 | Type::Double | Type::Decimal => text.parse().ok().map(Value::Number),
        Type::Boolean | Type::Time(..) | Type::Binary | Type::Any | Type::List(_) | Type::Map(_) | Type::Named(_) => {
            None
        }
    }
}
