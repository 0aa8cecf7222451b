//! A value that is made by a constructor and a chain of methods, of which only those are called that have something to say.

use syn::Expr;

use super::syntax;

/// The value so far, as in `apiscribe::Paging::token("NextToken").next("NextToken")`.
pub(super) struct Made(Expr);

impl Made {
    /// Emits `apiscribe::Type::constructor(…)`.
    pub(super) fn by<const N: usize>(r#type: &'static str, constructor: &'static str, arguments: [Expr; N]) -> Self {
        Self(syntax::call(variant(r#type, constructor), arguments))
    }

    /// Adds `.method(…)`.
    pub(super) fn with(self, method: &'static str, arguments: impl IntoIterator<Item = Expr>) -> Self {
        Self(syntax::method(self.0, method, arguments))
    }

    /// Adds `.method(…)`, where there is something to say.
    pub(super) fn with_all<const N: usize>(self, method: &'static str, arguments: Option<[Expr; N]>) -> Self {
        match arguments {
            Some(arguments) => self.with(method, arguments),
            None => self,
        }
    }

    /// Adds `.method(value)`, where there is one.
    pub(super) fn with_some(self, method: &'static str, value: Option<Expr>) -> Self {
        self.with_all(method, value.map(|value| [value]))
    }

    /// Adds `.method("…")`, where there is a text.
    pub(super) fn with_text(self, method: &'static str, text: Option<impl AsRef<str>>) -> Self {
        self.with_some(method, text.map(|text| syntax::text(text.as_ref())))
    }

    /// Adds `.method(&[…])`, unless the list is empty.
    pub(super) fn with_list(self, method: &'static str, list: impl Iterator<Item = Expr>) -> Self {
        let list: Vec<Expr> = list.collect();
        if list.is_empty() { self } else { self.with(method, [syntax::slice(list)]) }
    }

    /// Adds `.method(&["…"])`, unless there are no texts.
    pub(super) fn with_texts(self, method: &'static str, texts: &[String]) -> Self {
        self.with_list(method, texts.iter().map(|text| syntax::text(text)))
    }

    /// Emits `apiscribe::Type::constructor(…)` and what has been added.
    pub(super) fn value(self) -> Expr {
        self.0
    }

    /// Emits `&apiscribe::Type::constructor(…)`.
    pub(super) fn reference(self) -> Expr {
        syntax::reference(self.0)
    }
}

/// Emits `apiscribe::Type::Variant`.
pub(super) fn variant(r#type: &'static str, name: &'static str) -> Expr {
    syntax::item(["apiscribe", r#type, name])
}
