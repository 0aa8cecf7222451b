//! `apiscribe explain`: tells more about a kind of diagnostic or of change, or about a preset.

use apiscribe_cli::{ChangeRule, versioned};
use apiscribe_model::channel::{JsonText, TerminalText};
use apiscribe_model::diagnostic::{Id, nearest};
use apiscribe_model::presets;
use clap::Args;

use crate::console;
use crate::exit_status::Outcome;
use crate::format::Format;

/// Explains a diagnostic or a rule of `diff`, with an example, or shows a preset.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The id of a diagnostic, for example E0201, or of a rule of `diff`, for example parameter-removed, or the name of a
    /// preset for `provider`, for example `nested_rest`; lists all of them if left out.
    #[arg(value_parser = topic)]
    id: Option<Topic>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The ids and rules that can be explained.
#[derive(Clone)]
enum Topic {
    Diagnostic(Id),
    Rule(&'static ChangeRule),
    /// The name of a preset, and its file.
    Preset(&'static str, &'static str),
}

fn topic(text: &str) -> Result<Topic, String> {
    let rule = || ChangeRule::from_id(&text.to_lowercase()).map(Topic::Rule);
    let preset = || Topic::presets().find(|preset| preset.id() == text);
    Id::from_text(text).map(Topic::Diagnostic).or_else(rule).or_else(preset).ok_or_else(|| {
        let known: Vec<&str> = Topic::all().map(|topic| topic.id()).collect();
        let near = nearest(text, &known).map(|near| format!("did you mean `{near}`?"));
        let hint = near.unwrap_or_else(|| "ids look like E0201, W0601 and parameter-removed".to_owned());
        format!("there is no such diagnostic, rule or preset; {hint}")
    })
}

impl Topic {
    fn id(&self) -> &'static str {
        match self {
            Self::Diagnostic(id) => id.as_str(),
            Self::Rule(rule) => rule.id(),
            Self::Preset(name, _) => name,
        }
    }

    fn explanation(&self) -> &'static str {
        match self {
            Self::Diagnostic(id) => id.explanation(),
            Self::Rule(rule) => rule.explanation(),
            Self::Preset(_, text) => text,
        }
    }

    /// Returns the line that it has in the list of all.
    fn title(&self) -> String {
        match self {
            Self::Diagnostic(id) => {
                id.explanation().lines().next().unwrap_or_default().trim_start_matches("## ").to_owned()
            }
            Self::Rule(rule) => format!("{}: {}", rule.id(), rule.verdict()),
            // A file of a preset begins with its title.
            Self::Preset(name, text) => {
                format!("{name}: {}", text.lines().next().unwrap_or_default().trim_start_matches("title: "))
            }
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let rules = ChangeRule::ALL.iter().copied().map(Self::Rule);
        Id::ALL.iter().copied().map(Self::Diagnostic).chain(rules).chain(Self::presets())
    }

    fn presets() -> impl Iterator<Item = Self> {
        presets::NAMES.iter().filter_map(|name| Some(Self::Preset(name, presets::text(name)?)))
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match (arguments.format, &arguments.id) {
        (Format::Text, Some(topic)) => console::print(&TerminalText::lines(topic.explanation())),
        (Format::Text, None) => Topic::all().for_each(|topic| console::print_line(topic.title())),
        (Format::Json, Some(topic)) => console::print(&json(topic)),
        (Format::Json, None) => Topic::all().for_each(|topic| console::print(&json(&topic))),
    }
    Outcome::Fine
}

fn json(topic: &Topic) -> JsonText {
    JsonText::line(&versioned(serde_json::json!({ "id": topic.id(), "explanation": topic.explanation() })))
}
