//! From the saved text of a page to a draft of its spec: what can be known from the page, with a gap for what cannot.

mod earlier;
mod errors;
mod evidence;
mod excuse;
mod field;
mod fields;
mod operation;
mod options;
mod sample;
mod service;
mod unread;
mod value;

use std::fmt;

use crate::draft::{Draft, Fixed, fix, put_paging, put_tokens};
use crate::page::{self, Page, PassedTable, RowCounts, Unreadable};
use apiscribe_model::file_name::of_operation;
use earlier::Earlier;
use excuse::Excused;
pub use options::TranscribeOptions;
pub use unread::UnreadRow;

/// A page as a draft of a spec.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Transcribed {
    /// The name of the operation, by which its file is called.
    pub operation: String,
    /// True if the page, or whoever asked, gives that name.
    pub is_named: bool,
    /// The text of the operation's file.
    pub spec: String,
    /// The text of a `service.yaml` to begin with, for a folder that has none.
    pub service: String,
    /// The fixups that made the draft legal.
    pub fixups: Vec<String>,
    /// The form in which the page was saved.
    pub form: String,
    /// The number of rows of the page, and of those that are in the draft.
    pub rows: RowCounts,
    /// The rows that are not in the draft.
    pub unread: Vec<UnreadRow>,
    /// The tables that were passed over.
    pub passed_tables: Vec<PassedTable>,
}

/// The reason that a page cannot be transcribed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum TranscribeError {
    /// The text is no page that can be read.
    Page(Unreadable),
    /// The page tells something that no legal spec says.
    Illegal(String),
    /// The page describes several operations, of these names.
    Several(Vec<String>),
    /// The spec that was written before cannot be taken for one of the operation.
    Earlier(String),
}

impl fmt::Display for TranscribeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(error) => error.fmt(f),
            Self::Several(names) => write!(f, "the page describes several operations: {}", names.join(", ")),
            Self::Earlier(reason) => write!(f, "the spec that was written before cannot be used: {reason}"),
            Self::Illegal(reason) => write!(f, "no legal spec can be made of the page: {reason}"),
        }
    }
}

impl std::error::Error for TranscribeError {}

/// Drafts the spec of each operation that a page describes, or of the one that is asked for.
///
/// # Errors
/// When the text is no page that can be read, when what it says cannot be expressed by a legal spec, or when it describes
/// several operations and not the one that is asked for.
pub fn transcribe_all(text: &str, options: &TranscribeOptions) -> Result<Vec<Transcribed>, TranscribeError> {
    let mut pages = page::read(text).map_err(TranscribeError::Page)?;
    if let Some(wanted) = options.operation.as_ref().filter(|_| pages.len() > 1) {
        let names = names(&pages);
        pages.retain(|page| page.is_of(wanted));
        if pages.is_empty() {
            return Err(TranscribeError::Several(names));
        }
    }
    pages.iter().map(|page| of_page(text, page, options)).collect()
}

/// Drafts the spec of the one operation that a page describes, or of the one of several that is asked for.
///
/// # Errors
/// As with several operations, and when there are several and none is asked for.
pub fn transcribe(text: &str, options: &TranscribeOptions) -> Result<Transcribed, TranscribeError> {
    let mut drafts = transcribe_all(text, options)?;
    match drafts.pop() {
        Some(draft) if drafts.is_empty() => Ok(draft),
        last => Err(TranscribeError::Several(drafts.into_iter().chain(last).map(|draft| draft.operation).collect())),
    }
}

fn names(pages: &[Page]) -> Vec<String> {
    pages.iter().filter_map(Page::name).map(|name| name.text.clone()).collect()
}

fn of_page(text: &str, page: &Page, options: &TranscribeOptions) -> Result<Transcribed, TranscribeError> {
    let name = operation::name(page, options);
    let path = format!("draft/{}.yaml", of_operation(&name));
    let earlier = options.earlier.as_deref().map(|text| Earlier::read(text, &name)).transpose();
    let earlier = earlier.map_err(TranscribeError::Earlier)?.unwrap_or_default();
    let service = service::service("draft/service.yaml".to_owned(), page, text, options);
    let mut operation = operation::operation(path, page, &name, &earlier);
    put_paging(&mut operation, None);
    put_tokens(&mut operation);
    let Fixed { mut drafts, done, lost } = fix(vec![service, operation]);
    let is_service = drafts.iter().position(Draft::is_service);
    let service = is_service.map(|place| drafts.remove(place));
    let (Some(service), Some(spec)) = (service, drafts.pop()) else {
        let reasons: Vec<String> = lost.into_iter().map(|(_, reason)| reason).collect();
        return Err(TranscribeError::Illegal(reasons.join("; ")));
    };
    let Excused { draft: spec, unread } = excuse::excuse((text, page), spec, &service);
    Ok(Transcribed {
        form: page.form(),
        rows: page.row_counts().with_unread(unread.len()),
        unread,
        passed_tables: page.asides.clone(),
        operation: name,
        is_named: options.operation.is_some() || !page.operation.is_empty() || page.likely_operation.is_some(),
        spec: text_of(&spec),
        service: text_of(&service),
        fixups: done.into_iter().map(|(_, done)| done).collect(),
    })
}

impl Transcribed {
    /// Returns the name of the spec's file: the operation's, where a file can have that.
    pub fn file_name(&self) -> String {
        format!("{}.yaml", of_operation(&self.operation))
    }
}

fn text_of(draft: &Draft) -> String {
    String::from_utf8_lossy(&draft.file().bytes).into_owned()
}
