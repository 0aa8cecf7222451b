//! What a reader of Markdown makes of our documents and of the documentation of generated code.

use apiscribe_cli::Difference;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag};

/// Asserts that a document has no markup but ours, and shows what was said as it was said.
pub(crate) fn assert_literal(document: &str, difference: &Difference) {
    let events: Vec<Event<'_>> = Parser::new_ext(document, Options::all()).collect();
    let mut items = 0;
    for event in &events {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Strong)
            | Event::End(_)
            | Event::Code(_) => {}
            Event::Start(Tag::Item) => items += 1,
            Event::Start(other) => panic!("{other:?} in {document}"),
            Event::Text(text) => assert_plain(text, document),
            other => panic!("{other:?} in {document}"),
        }
    }
    assert_eq!(items, difference.changes.len(), "{document}");
    for said in
        difference.changes.iter().flat_map(|change| [change.before.as_deref(), change.after.as_deref()]).flatten()
    {
        let shown: String = said.chars().map(spelled).collect();
        let is_shown = |event: &Event<'_>| matches!(event, Event::Code(code) if **code == *shown);
        let is_short = said.chars().count() <= 100 && !said.contains('\n') && !said.is_empty();
        let both =
            |change: &&apiscribe_cli::Change| [change.before.as_deref(), change.after.as_deref()].contains(&Some(said));
        let is_alone = difference.changes.iter().filter(both).all(|change| {
            [change.before.as_deref(), change.after.as_deref()]
                .into_iter()
                .flatten()
                .all(|side| side.chars().count() <= 100 && !side.contains('\n'))
        });
        assert!(!is_short || !is_alone || events.iter().any(is_shown), "{shown:?} is not in {document}");
    }
}

fn spelled(character: char) -> String {
    if super::payload::acts(character) { character.escape_default().to_string() } else { character.into() }
}

/// Text outside of code has nothing in it that GitHub looks for.
fn assert_plain(text: &CowStr<'_>, document: &str) {
    for word in ["@", "#", "://", "www.", "<", "&", "$", ":+1"] {
        assert!(!text.contains(word), "`{word}` in {document}");
    }
}

/// Asserts that the documentation in a Rust file has no HTML, and no link that hides where it goes.
pub(crate) fn assert_documentation_is_text(rust: &str) {
    let comment = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::to_owned)
    };
    let mut block = String::new();
    for line in rust.lines().chain([""]) {
        match comment(line) {
            Some(text) => block.extend([text.strip_prefix(' ').unwrap_or(&text), "\n"]),
            None => assert_block_is_text(&std::mem::take(&mut block)),
        }
    }
}

fn assert_block_is_text(block: &str) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(block, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html} in {block}"),
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_path =
                    dest_url.chars().all(|character| character.is_alphanumeric() || "_:#".contains(character));
                assert!(is_path, "{dest_url} in {block}");
            }
            Event::Start(Tag::Image { .. } | Tag::Table(_)) => panic!("an image or a table in {block}"),
            _ => {}
        }
    }
}
