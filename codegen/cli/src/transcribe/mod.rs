//! From the saved text of a page to a draft of its spec: what can be known from the page, with a gap for what cannot.

mod excuse;
mod fields;
mod notes;
mod operation;
mod sample;
mod service;
mod value;

use std::fmt;

use crate::import::ImportSummary;
use crate::import::mend::{Draft, Origin, mend};
use crate::page::{self, Unreadable};
use apiscribe_model::file_name::of_operation;
use apiscribe_model::files::SourceFile;

/// What a page does not tell, and whoever transcribes it may know.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TranscribeOptions {
    /// The operation's name, where the page does not give it or gives another.
    pub operation: Option<String>,
    /// The product's code.
    pub service: Option<String>,
    /// The version of the API.
    pub version: Option<String>,
}

/// A page as a draft of a spec.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Transcribed {
    /// The name of the operation, by which its file is called.
    pub operation: String,
    /// Whether the page, or whoever asked, gives that name.
    pub is_named: bool,
    /// The text of the operation's file.
    pub spec: String,
    /// The text of a `service.yaml` to begin with, for a folder that has none.
    pub service: String,
    /// What had to be done for the draft to be legal.
    pub mended: Vec<String>,
}

/// Why a page cannot be transcribed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TranscribeError {
    /// The text is no page that can be read.
    Page(Unreadable),
    /// The page tells something that no legal spec says.
    Illegal(String),
}

impl fmt::Display for TranscribeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(error) => error.fmt(f),
            Self::Illegal(reason) => write!(f, "no legal spec can be made of the page: {reason}"),
        }
    }
}

impl std::error::Error for TranscribeError {}

/// Where the facts of a transcription come from.
const PAGE: Origin = Origin { words: "the page", taken_from: None };

/// Drafts the spec of a page.
///
/// # Errors
/// When the text is no page that can be read, or when what it says cannot be said by a legal spec.
pub fn transcribe(text: &str, options: &TranscribeOptions) -> Result<Transcribed, TranscribeError> {
    let page = page::read(text).map_err(TranscribeError::Page)?;
    let name = operation::name(&page, options);
    let service = service::service(&page, text, options);
    let path = format!("draft/{}.yaml", of_operation(&name));
    let mut summary = ImportSummary::default();
    let draft = Draft::new(path.clone(), operation::operation(&page, &name));
    let files = mend(vec![Draft::new("draft/service.yaml".to_owned(), service), draft], &mut summary, &PAGE);
    let find = |path: &str| files.iter().find(|file| file.path == path);
    let (Some(spec), Some(service)) = (find(&path), find("draft/service.yaml")) else {
        let reasons: Vec<&str> = summary.lost.iter().map(|(_, reason)| reason.as_str()).collect();
        return Err(TranscribeError::Illegal(reasons.join("; ")));
    };
    let spec = excuse::excuse(text, spec, service);
    Ok(Transcribed {
        operation: name,
        is_named: options.operation.is_some() || !page.operation.is_empty() || page.likely_operation.is_some(),
        spec: text_of(&spec),
        service: text_of(service),
        mended: summary.excused.into_iter().map(|(_, done)| done).collect(),
    })
}

impl Transcribed {
    /// Returns the name of the spec's file: the operation's, where a file can have that.
    pub fn file_name(&self) -> String {
        format!("{}.yaml", of_operation(&self.operation))
    }
}

fn text_of(file: &SourceFile) -> String {
    String::from_utf8_lossy(&file.bytes).into_owned()
}
