//! Syntax put together piece by piece: what there is most of in a file. Written as tokens, it would have to be read again,
//! which takes longer than everything else together; only what there is little of is.

use proc_macro2::{Literal, Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    AttrStyle, Attribute, Block, BlockModifiers, Expr, ExprArray, ExprAssign, ExprCall, ExprConst, ExprField, ExprLit,
    ExprMethodCall, ExprPath, ExprReference, ExprStruct, ExprTry, ExprTuple, FieldValue, File, FnArg, FnModifiers,
    Generics, ImplItem, ImplItemFn, Item, ItemMacro, Lit, LitBool, LitChar, LitStr, Local, LocalInit, LocalModifiers,
    Macro, MacroDelimiter, Member, Meta, MetaList, MetaNameValue, Pat, PatIdent, PatType, Path, PathSegment, Receiver,
    ReceiverKind, ReturnType, Safety, Signature, Stmt, Token, Visibility,
};

use crate::name::{RustName, word};

/// A file written as tokens.
pub(crate) fn file(tokens: TokenStream) -> File {
    parsed(
        tokens,
        |file| file,
        |error| File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![compile_error(&error)] },
    )
}

/// Items written as tokens.
pub(crate) fn items(tokens: TokenStream) -> Vec<Item> {
    file(tokens).items
}

/// Items written as tokens with `_` for each of these, in their order: as the value of a constant or of a variable.
pub(crate) fn items_with(tokens: TokenStream, values: impl IntoIterator<Item = Expr>) -> Vec<Item> {
    let mut items = items(tokens);
    let mut values = values.into_iter();
    for place in items.iter_mut().flat_map(places) {
        if let Expr::Infer(_) = place {
            values.next().into_iter().for_each(|value| *place = value);
        }
    }
    items
}

/// The values of constants and variables in an item.
fn places(item: &mut Item) -> Vec<&mut Expr> {
    match item {
        Item::Const(constant) => vec![&mut constant.expr],
        Item::Impl(implementation) => implementation.items.iter_mut().flat_map(places_of_member).collect(),
        _ => Vec::new(),
    }
}

fn places_of_member(member: &mut ImplItem) -> Vec<&mut Expr> {
    match member {
        ImplItem::Const(constant) => vec![&mut constant.expr],
        ImplItem::Fn(function) => function.block.stmts.iter_mut().flat_map(places_of_statement).collect(),
        _ => Vec::new(),
    }
}

fn places_of_statement(statement: &mut Stmt) -> Vec<&mut Expr> {
    match statement {
        Stmt::Local(syn::Local { init: Some(LocalInit { expr, .. }), .. }) => vec![expr],
        Stmt::Item(item) => places(item),
        _ => Vec::new(),
    }
}

/// Puts further statements into the first function of the first item, an `impl`, from this place on.
pub(crate) fn insert_statements(items: &mut [Item], place: usize, statements: impl IntoIterator<Item = Stmt>) {
    if let Some(block) = items.first_mut().and_then(body) {
        let place = place.min(block.stmts.len());
        block.stmts.splice(place..place, statements);
    }
}

fn body(item: &mut Item) -> Option<&mut Block> {
    let Item::Impl(implementation) = item else { return None };
    implementation.items.iter_mut().find_map(|member| match member {
        ImplItem::Fn(function) => Some(&mut function.block),
        _ => None,
    })
}

/// Puts further members into the first item, an `impl`, from this place on.
pub(crate) fn insert_members(items: &mut [Item], place: usize, members: impl IntoIterator<Item = ImplItem>) {
    if let Some(Item::Impl(implementation)) = items.first_mut() {
        let place = place.min(implementation.items.len());
        implementation.items.splice(place..place, members);
    }
}

/// Attributes written as tokens.
pub(crate) fn attributes(tokens: TokenStream) -> Vec<Attribute> {
    if tokens.is_empty() {
        return Vec::new();
    }
    parsed(tokens, |Outer(attributes)| attributes, |_| Vec::new())
}

struct Outer(Vec<Attribute>);

impl Parse for Outer {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer).map(Self)
    }
}

/// An expression written as tokens.
pub(crate) fn expression(tokens: TokenStream) -> Expr {
    parsed(tokens, |expression| expression, |error| text(&error))
}

/// A type written as tokens.
pub(crate) fn r#type(tokens: TokenStream) -> syn::Type {
    parsed(
        tokens,
        |r#type| r#type,
        |_| syn::Type::Infer(syn::TypeInfer { attrs: Vec::new(), underscore_token: Token![_](Span::call_site()) }),
    )
}

/// Every token is made by `quote!` of parts that fit; should one ever not, the file says so, which beats a panic.
fn parsed<S: Parse, T>(tokens: TokenStream, good: impl FnOnce(S) -> T, bad: impl FnOnce(String) -> T) -> T {
    // The tokens are given away: the parser copies every one of those that somebody else may still look at.
    syn::parse2(tokens).map_or_else(|error| bad(error.to_string()), good)
}

fn compile_error(message: &str) -> Item {
    Item::Macro(ItemMacro {
        attrs: Vec::new(),
        ident: None,
        mac: Macro {
            path: path(["core", "compile_error"]),
            bang_token: Token![!](Span::call_site()),
            delimiter: MacroDelimiter::Paren(syn::token::Paren::default()),
            tokens: quote::quote! { #message },
        },
        semi_token: Some(Token![;](Span::call_site())),
    })
}

/// `pub`.
pub(crate) fn public() -> Visibility {
    Visibility::Public(Token![pub](Span::call_site()))
}

/// `#[doc = "…"]`.
pub(crate) fn documentation(docs: &str) -> Attribute {
    let value = text(docs);
    attribute(Meta::NameValue(MetaNameValue { path: path(["doc"]), eq_token: Token![=](Span::call_site()), value }))
}

/// `#[name(…)]`.
pub(crate) fn list_attribute(name: &'static str, tokens: TokenStream) -> Attribute {
    let delimiter = MacroDelimiter::Paren(syn::token::Paren::default());
    attribute(Meta::List(MetaList { path: path([name]), delimiter, tokens }))
}

/// `#[name]`.
pub(crate) fn word_attribute(name: &'static str) -> Attribute {
    attribute(Meta::Path(path([name])))
}

fn attribute(meta: Meta) -> Attribute {
    Attribute {
        pound_token: Token![#](Span::call_site()),
        style: AttrStyle::Outer,
        bracket_token: syn::token::Bracket::default(),
        meta,
    }
}

/// `a::b`, of words of the language and names of the runtime.
pub(crate) fn path<const N: usize>(names: [&'static str; N]) -> Path {
    let segments = names.into_iter().map(|name| PathSegment::from(word(name)));
    Path { leading_colon: None, segments: segments.collect() }
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

/// `Self::Name`.
pub(crate) fn variant(name: &RustName) -> Expr {
    let mut path = path(["Self"]);
    path.segments.push(PathSegment::from(name.identifier()));
    of_path(path)
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

/// `value;`.
pub(crate) fn statement(value: Expr) -> Stmt {
    Stmt::Expr(value, Some(Token![;](Span::call_site())))
}

/// `place = value`.
pub(crate) fn assignment(place: Expr, value: Expr) -> Expr {
    let eq_token = Token![=](Span::call_site());
    Expr::Assign(ExprAssign { attrs: Vec::new(), left: Box::new(place), eq_token, right: Box::new(value) })
}

/// The value of a block.
pub(crate) fn last(value: Expr) -> Stmt {
    Stmt::Expr(value, None)
}

/// `let mut name = value;`.
pub(crate) fn changing_variable(name: &RustName, value: Expr) -> Stmt {
    Stmt::Local(Local {
        attrs: Vec::new(),
        let_token: Token![let](Span::call_site()),
        modifiers: LocalModifiers::default(),
        pat: named(name, Some(Token![mut](Span::call_site()))),
        init: Some(LocalInit { eq_token: Token![=](Span::call_site()), expr: Box::new(value), diverge: None }),
        semi_token: Token![;](Span::call_site()),
    })
}

fn named(name: &RustName, mutability: Option<Token![mut]>) -> Pat {
    Pat::Ident(PatIdent { attrs: Vec::new(), by_ref: None, mutability, ident: name.identifier(), subpat: None })
}

/// `value?`.
pub(crate) fn tried(value: Expr) -> Expr {
    let question_token = Token![?](Span::call_site());
    Expr::Try(ExprTry { attrs: Vec::new(), expr: Box::new(value), question_token })
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

/// `mut self`.
pub(crate) fn changed_self() -> FnArg {
    FnArg::Receiver(Receiver {
        attrs: Vec::new(),
        mutability: Some(Token![mut](Span::call_site())),
        self_token: Token![self](Span::call_site()),
        kind: ReceiverKind::Value,
    })
}

/// `name: Type`.
pub(crate) fn parameter(name: &RustName, tokens: TokenStream) -> FnArg {
    FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(named(name, None)),
        colon_token: Token![:](Span::call_site()),
        ty: Box::new(r#type(tokens)),
    })
}

/// `-> Type`.
pub(crate) fn returns(tokens: TokenStream) -> ReturnType {
    ReturnType::Type(Token![->](Span::call_site()), Box::new(r#type(tokens)))
}

/// What most signatures have in common; the name is to be replaced.
pub(crate) fn signature() -> Signature {
    Signature {
        constness: None,
        asyncness: None,
        safety: Safety::Default,
        abi: None,
        fn_token: Token![fn](Span::call_site()),
        ident: word("function"),
        generics: Generics::default(),
        paren_token: syn::token::Paren::default(),
        inputs: Punctuated::new(),
        variadic: None,
        output: ReturnType::Default,
    }
}

/// `pub fn …`.
pub(crate) fn public_method(attributes: Vec<Attribute>, signature: Signature, body: Vec<Stmt>) -> ImplItem {
    ImplItem::Fn(ImplItemFn {
        attrs: attributes,
        vis: public(),
        modifiers: FnModifiers::default(),
        sig: signature,
        block: Block { brace_token: syn::token::Brace::default(), stmts: body },
    })
}
