//! Expressions as syntax: literals, names, calls, tables.

use proc_macro2::{Literal, Span};
use syn::punctuated::Punctuated;
use syn::{
    Block, BlockModifiers, Expr, ExprArray, ExprAssign, ExprCall, ExprConst, ExprField, ExprLit, ExprMethodCall,
    ExprPath, ExprReference, ExprStruct, ExprTry, ExprTuple, FieldValue, Lit, LitBool, LitChar, LitStr, Member, Path,
    PathSegment, Stmt, Token,
};

use apiscribe_model::name::{RustName, word};

/// `a::b`, of words of the language and names of the runtime.
pub(crate) fn path<const N: usize>(names: [&'static str; N]) -> Path {
    let segments = names.into_iter().map(|name| PathSegment::from(word(name)));
    Path { leading_colon: None, segments: segments.collect() }
}

/// `a::Name`, a name that is generated below such a path.
pub(super) fn path_to<const N: usize>(modules: [&'static str; N], name: &RustName) -> Path {
    let mut path = path(modules);
    path.segments.push(PathSegment::from(name.identifier()));
    path
}

fn of_path(path: Path) -> Expr {
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

/// `a::b` as a value, of words of the language and names of the runtime.
pub(crate) fn item<const N: usize>(names: [&'static str; N]) -> Expr {
    of_path(path(names))
}

/// A variable or constant.
pub(crate) fn variable(name: &RustName) -> Expr {
    of_path(Path::from(name.identifier()))
}

/// `base.name`.
pub(crate) fn field(base: Expr, name: &RustName) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(base),
        dot_token: Token![.](Span::call_site()),
        member: Member::Named(name.identifier()),
    })
}

/// `Self::Name`.
pub(crate) fn own_item(name: &RustName) -> Expr {
    of_path(path_to(["Self"], name))
}

/// `self.name`.
pub(crate) fn own_field(name: &RustName) -> Expr {
    field(item(["self"]), name)
}

/// A literal text.
pub(crate) fn text(text: &str) -> Expr {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// A literal number.
pub(crate) fn number(number: Literal) -> Expr {
    literal(Lit::new(number))
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit })
}

/// A literal character.
pub(crate) fn character(character: char) -> Expr {
    literal(Lit::Char(LitChar::new(character, Span::call_site())))
}

/// `true` or `false`.
pub(crate) fn boolean(value: bool) -> Expr {
    literal(Lit::Bool(LitBool::new(value, Span::call_site())))
}

/// `const { value }`.
pub(crate) fn constant_block(value: Expr) -> Expr {
    let block = Block { brace_token: syn::token::Brace::default(), stmts: vec![Stmt::Expr(value, None)] };
    let const_token = Token![const](Span::call_site());
    Expr::Const(ExprConst { attrs: Vec::new(), const_token, modifiers: BlockModifiers::default(), block })
}

/// `&value`.
pub(crate) fn reference(value: Expr) -> Expr {
    referring(value, None)
}

/// `&mut value`.
pub(crate) fn exclusive_reference(value: Expr) -> Expr {
    referring(value, Some(Token![mut](Span::call_site())))
}

fn referring(value: Expr, mutability: Option<Token![mut]>) -> Expr {
    let and_token = Token![&](Span::call_site());
    Expr::Reference(ExprReference { attrs: Vec::new(), and_token, mutability, expr: Box::new(value) })
}

/// `[a, b]`.
pub(crate) fn array(elements: impl IntoIterator<Item = Expr>) -> Expr {
    let bracket_token = syn::token::Bracket::default();
    Expr::Array(ExprArray { attrs: Vec::new(), bracket_token, elems: elements.into_iter().collect() })
}

/// `&[a, b]`.
pub(crate) fn slice(elements: impl IntoIterator<Item = Expr>) -> Expr {
    reference(array(elements))
}

/// `&["a", "b"]`.
pub(crate) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Expr {
    slice(texts.into_iter().map(|one| text(one.as_ref())))
}

/// `(a, b)`.
pub(crate) fn tuple<const N: usize>(elements: [Expr; N]) -> Expr {
    let paren_token = syn::token::Paren::default();
    Expr::Tuple(ExprTuple { attrs: Vec::new(), paren_token, elems: elements.into_iter().collect() })
}

/// `function(a, b)`.
pub(crate) fn call(function: Expr, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    let paren_token = syn::token::Paren::default();
    let args: Punctuated<Expr, Token![,]> = arguments.into_iter().collect();
    Expr::Call(ExprCall { attrs: Vec::new(), func: Box::new(function), paren_token, args })
}

/// `value?`.
pub(crate) fn tried(value: Expr) -> Expr {
    let question_token = Token![?](Span::call_site());
    Expr::Try(ExprTry { attrs: Vec::new(), expr: Box::new(value), question_token })
}

/// `receiver.method(a, b)`.
pub(crate) fn method(receiver: Expr, method: &'static str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Token![.](Span::call_site()),
        method: word(method),
        turbofish: None,
        paren_token: syn::token::Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `place = value`.
pub(crate) fn assignment(place: Expr, value: Expr) -> Expr {
    let eq_token = Token![=](Span::call_site());
    Expr::Assign(ExprAssign { attrs: Vec::new(), left: Box::new(place), eq_token, right: Box::new(value) })
}

/// `Self { … }`.
pub(crate) fn own_literal(fields: impl IntoIterator<Item = FieldValue>) -> Expr {
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: path(["Self"]),
        brace_token: syn::token::Brace::default(),
        fields: fields.into_iter().collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `name: value` in such a literal, or the name alone for a variable that is called so.
pub(crate) fn field_value(name: &RustName, value: Option<Expr>) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: Member::Named(name.identifier()),
        colon_token: value.is_some().then(|| Token![:](Span::call_site())),
        expr: value.unwrap_or_else(|| variable(name)),
    }
}
