//! The tags and the text of HTML, each with its line.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Parsed, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A tag or a piece of text.
#[derive(Debug)]
pub(super) struct Token {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) part: Part,
}

#[derive(Debug)]
pub(super) enum Part {
    /// The start of an element, with its attributes.
    Start(String, Vec<(String, String)>),
    End(String),
    Text(String),
}

/// Returns the tags and the text of a page.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    // The tokenizer stops behind each script, which is not run.
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
}

impl Sink {
    fn add(&self, line: u64, part: Part) {
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        self.tokens.borrow_mut().push(Token { line, part });
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Parsed, line: u64) -> TokenSinkResult<()> {
        match token {
            Parsed::CharacterTokens(text) => self.add(line, Part::Text(text.to_string())),
            Parsed::TagToken(tag) => {
                let name = tag.name.to_string();
                let content = raw_content(&name);
                if tag.kind == TagKind::EndTag {
                    self.add(line, Part::End(name));
                    return TokenSinkResult::Continue;
                }
                let attributes = tag.attrs.iter().map(|it| (it.name.local.to_string(), it.value.to_string())).collect();
                self.add(line, Part::Start(name, attributes));
                return content.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Returns how the content of an element is read that has no tags.
fn raw_content(name: &str) -> Option<RawKind> {
    match name {
        "title" | "textarea" => Some(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "script" => Some(RawKind::ScriptData),
        _ => None,
    }
}
