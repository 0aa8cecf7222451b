//! Reports words that mean nothing where they stand, and tells what other formats mean by them.

use super::description::Form;
use super::read::{Place, Reader};
use crate::diagnostic::{Diagnostic, Id};
use crate::source::Children;

/// Reports the words under a key of some form that mean nothing there.
pub(super) fn check(form: Form, place: Place<'_>, reader: &mut Reader<'_>) {
    let Some(known) = form.words() else { return };
    if let Children::List(items) = &place.node.children {
        items.iter().enumerate().for_each(|(index, item)| check(form, place.item(index, item), reader));
    }
    let Some(word) = place.node.text.as_deref().filter(|word| !form.has(word)) else { return };
    let (key, source) = (place.key(), reader.source);
    reader.report.push(if (form, word) == (Form::Style, "xml") {
        let label = place.on_value(source, "would be sent as JSON");
        let help = "declare it as `type: string` and write the document yourself, or leave it out as a gap";
        Diagnostic::new(Id::XML_STYLE, "a parameter in XML, which cannot be written", label).help(help)
    } else {
        let label = place.on_value(source, "not a word that can stand here");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_WORD, format!("unknown word `{word}` for `{key}`"), label);
        match instead(key, &word.to_ascii_lowercase()) {
            Some(instead) => diagnostic.help(format!("write {instead}")),
            None => diagnostic.suggest(word, known.iter().copied()),
        }
    });
}

/// Returns what to write in the place of a word that another format has for it.
fn instead(key: &str, word: &str) -> Option<&'static str> {
    Some(match (key, word) {
        ("type", "integer" | "int" | "long" | "bigint") => "`int32` or `int64`",
        ("type", "number") => "`double`, or `decimal` where every digit counts",
        ("type", "bool") => "`boolean`",
        ("type", "list" | "set") => "`array`",
        ("type", "text" | "str" | "uuid" | "uri" | "email") => "`string`",
        ("type", "file" | "bytes") => "`binary`",
        ("type", "dict" | "dictionary") => "`map`",
        ("style", "rest" | "http" | "restful") => "`protocol: http` in its place",
        ("style", "comma" | "comma_delimited" | "csv" | "form") => {
            "`simple` for `a,b`, or `repeat` for a pair of each item"
        }
        ("style", "multi" | "repeated") => "`repeat`",
        ("style", "explode") => "`repeat` for a pair of each item, `exploded` for one of each member of an object",
        ("style", "matrix") => {
            "the `;name=` into `http.path`, before `{name}`; `style: simple` then separates several parts"
        }
        ("style", "label") => "the `.` into `http.path`, before `{name}`; `style: simple` then separates several parts",
        ("style", "space" | "ssv") => "`space_delimited`",
        ("style", "pipe" | "pipes") => "`pipe_delimited`",
        ("protocol", "rest" | "https" | "plain" | "json") => "`http`",
        ("protocol", "rpc") => "`acs_rpc`, if it is one of Alibaba Cloud's, else `http`",
        ("auth", "token" | "jwt" | "oauth" | "oauth2") => "`bearer`",
        ("auth", "header" | "api_key" | "apikey") => "`header:` and the name of the header, as in `header:X-Api-Key`",
        ("auth", "query") => "`query:` and the name of the parameter, as in `query:key`",
        ("in", "formdata") => "`form`",
        _ => return None,
    })
}
