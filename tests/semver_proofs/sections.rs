//! The sections about the rules of `apiscribe diff`, taken apart: two states of specs, a third that is unlike, and a user.
//!
//! The info string of a block says what it is a part of:
//!
//! | info string | what the block is |
//! |---|---|
//! | `yaml keys` | keys at the top of the file `OrderBook.yaml`, beside `operation` and `summary` |
//! | `yaml parameters`, `yaml errors` | what stands there below that key |
//! | `yaml response` | what stands there below `response.fields` |
//! | `yaml allow` | further keys there |
//! | `yaml service` | the file `service.yaml` |
//! | `yaml types` | what stands there below `types` |
//! | `yaml other operation` | the file `ReturnBook.yaml` |
//! | `yaml other` | the file `service.yaml` of another product |
//! | `rust`, `rust behaviour` | what a user wrote |

use apiscribe_codegen::SourceFile;

/// A case of a section, taken apart: a section has one or more, of which each begins with what was before.
pub(crate) struct Section {
    pub(crate) before: Vec<SourceFile>,
    pub(crate) after: Vec<SourceFile>,
    pub(crate) unlike: Vec<SourceFile>,
    /// What a user wrote against the first state.
    pub(crate) user: String,
    /// Whether it compiles against the second state and then fails.
    pub(crate) is_behaviour: bool,
}

impl Section {
    /// Returns the cases in the explanation of a rule.
    pub(crate) fn all_of(id: &str, explanation: &'static str) -> Vec<Self> {
        let cases: Vec<Self> = explanation.split("\nBefore:\n").skip(1).map(|text| Self::of(text, id)).collect();
        assert!(!cases.is_empty(), "{id} has no case");
        cases
    }

    fn of(before: &'static str, id: &str) -> Self {
        let split = |text: &'static str, title: &str| {
            let title = format!("\n{title}:\n");
            text.split_once(&title).unwrap_or_else(|| panic!("{id} has no part{title}"))
        };
        let (before, rest) = split(before, "After");
        let (after, rest) = split(rest, "Unlike");
        let (unlike, user) = split(rest, "User");
        let [(info, user)] = &blocks(user)[..] else { panic!("{id} has one user") };
        Self {
            before: files(before),
            after: files(after),
            unlike: files(unlike),
            user: user.clone(),
            is_behaviour: *info == "rust behaviour",
        }
    }
}

/// The blocks of a text, with their info strings.
fn blocks(text: &'static str) -> Vec<(&'static str, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((info, inside.join("\n")));
        }
    }
    blocks
}

/// The files that the blocks of a part come to.
fn files(part: &'static str) -> Vec<SourceFile> {
    let mut service = "service: Bookshop\nversion: \"2031-05-01\"\nstyle: rpc\n".to_owned();
    let mut operation = "operation: OrderBook\nsummary: Orders a book.\n".to_owned();
    let mut files = Vec::new();
    for (info, text) in blocks(part) {
        match info {
            "yaml keys" | "yaml allow" => operation.push_str(&format!("{text}\n")),
            "yaml parameters" => operation.push_str(&below("parameters", &text)),
            "yaml errors" => operation.push_str(&below("errors", &text)),
            "yaml response" => operation.push_str(&below("response", &below("fields", &text))),
            "yaml service" => service = format!("{text}\n"),
            "yaml types" => service.push_str(&below("types", &text)),
            "yaml other operation" => files.push(file("bookshop", "ReturnBook", &text)),
            "yaml other" => files.push(file("library", "service", &text)),
            info => panic!("unknown info string `{info}`"),
        }
    }
    files.push(file("bookshop", "service", &service));
    files.push(file("bookshop", "OrderBook", &operation));
    files
}

fn file(product: &str, stem: &str, text: &str) -> SourceFile {
    let path = format!("spec/{product}/2031-05-01/{stem}.yaml");
    SourceFile { path: path.clone(), name: path, bytes: text.into() }
}

/// Text below a key.
fn below(key: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    format!("{key}:\n{}\n", lines.join("\n"))
}
