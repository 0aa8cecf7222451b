//! The text of descriptions: the metadata's Markdown and HTML as paragraphs, lists, code and tables of a spec's prose.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::prose::{replaced, without_tags};

/// Returns the text of a description. What only looks like a tag, such as `<region-id>`, stays, and links keep their
/// addresses.
pub(super) fn plain(markdown: &str) -> Option<String> {
    let text = without_comments(&without_editions(&markdown.replace("\r\n", "\n").replace('\r', "\n")));
    let mut writer = Writer::default();
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        let is_stray = matches!(&event, Event::Text(_)) && is_stray(&text, range);
        if writer.verbatim.is_some() || !is_stray {
            writer.take(event);
        }
    }
    writer.finish()
}

/// Returns the text of a description that has to be a single line.
pub(super) fn line(markdown: &str) -> Option<String> {
    let text = plain(markdown)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Takes away `<props="china">` and `</props>`, around what an edition of the documentation has.
fn without_editions(text: &str) -> String {
    let without = |text: &str, tag| replaced(text, tag, |after| Some(("".into(), after.split_once('>')?.1)));
    without(&without(text, "<props"), "</props")
}

/// Returns whether a piece of Markdown is of a mark of emphasis that emphasises nothing: such are left where Chinese words or
/// blanks touch them. What stands in the place of digits, as in `10.0.**.**`, is none.
fn is_stray(text: &str, piece: Range<usize>) -> bool {
    if piece.is_empty() || !text[piece.clone()].bytes().all(|mark| mark == b'*') {
        return false;
    }
    let before = text[..piece.start].trim_end_matches('*');
    let behind = text[piece.end..].trim_start_matches('*');
    text.len() - before.len() - behind.len() == 2 && !before.ends_with(['\\', '.'])
}

/// Takes away comments without a word, and the lines that they part where those are in one item of a list.
fn without_comments(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let Some((comment, behind)) = after.split_once("-->") else { break };
        if !comment.trim().is_empty() {
            result.extend([before, "<!--", comment, "-->"]);
            rest = behind;
            continue;
        }
        let next = behind.trim_start();
        let space = &behind[..behind.len() - next.len()];
        let is_indented = space.rsplit_once('\n').is_some_and(|(_, indent)| indent.len() >= 4);
        if is_indented || next.is_empty() {
            result.push_str(if before.trim().is_empty() { "" } else { before.trim_end() });
            let is_apart = !result.ends_with(' ') && !next.starts_with([':', '.', ',', ';', '。', '：', '，']);
            result.push_str(if is_apart { " " } else { "" });
            rest = next;
        } else {
            result.push_str(before.trim_end());
            rest = behind;
        }
    }
    result + rest
}

/// Writes blocks as the events of a parser tell them.
#[derive(Default)]
struct Writer {
    /// The blocks that are complete.
    blocks: Vec<String>,
    /// The block that is being written.
    text: String,
    /// The lists around it, with the next number of those that have numbers.
    lists: Vec<Option<u64>>,
    /// Where the text of each link around it starts, and the link's target.
    links: Vec<(usize, String)>,
    /// The rows of the table around it.
    rows: Option<Vec<Vec<String>>>,
    /// The code or the HTML that is being collected.
    verbatim: Option<String>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) if self.verbatim.is_some() => {
                self.verbatim.iter_mut().for_each(|verbatim| verbatim.push_str(&text));
            }
            Event::Text(text) => {
                let text = text.replace(" ** ", " ");
                self.text.push_str(text.strip_prefix("** ").unwrap_or(&text));
            }
            Event::Code(code) => self.text.push_str(&span(&code)),
            Event::Html(text) | Event::InlineHtml(text) => self.text.push_str(&without_tags(&text)),
            Event::SoftBreak | Event::HardBreak => self.break_line(),
            Event::Rule => self.finish_block(),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.finish_block(),
            Tag::Paragraph => self.go_on(),
            Tag::Heading { .. } => {
                self.finish_block();
                self.text.push_str("# ");
            }
            Tag::CodeBlock(kind) => {
                self.finish_block();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let is_word = language.bytes().all(|byte| byte.is_ascii_alphanumeric());
                self.verbatim = Some(format!("```{}\n", if is_word { &*language } else { "" }));
            }
            Tag::HtmlBlock => self.verbatim = Some(String::new()),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.finish_block();
                }
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::Table(_) => {
                self.finish_block();
                self.rows = Some(Vec::new());
            }
            Tag::TableHead | Tag::TableRow => self.rows.iter_mut().for_each(|rows| rows.push(Vec::new())),
            Tag::Link { dest_url, .. } => self.links.push((self.text.len(), dest_url.into_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) if self.lists.is_empty() => self.finish_block(),
            TagEnd::CodeBlock => {
                // A line that would close the fence is written as another fence.
                let code = self.verbatim.take().unwrap_or_default();
                let lines = code.trim_end().lines().enumerate();
                let line = |(index, line): (usize, &str)| {
                    if index > 0 && line.trim() == "```" { "~~~" } else { line }.to_owned()
                };
                let lines: Vec<String> = lines.map(line).collect();
                if lines.len() > 1 {
                    self.blocks.push(format!("{}\n```", lines.join("\n")));
                }
            }
            TagEnd::HtmlBlock => {
                let html = self.verbatim.take().unwrap_or_default();
                self.put_html(&html);
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.finish_block();
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text).replace(['\n', '\r'], " ").replace('|', "\\|");
                let row = self.rows.as_mut().and_then(|rows| rows.last_mut());
                if let Some(row) = row {
                    row.push(cell.trim().to_owned());
                }
            }
            TagEnd::Table => self.finish_table(),
            TagEnd::Link => self.finish_link(),
            _ => {}
        }
    }

    fn start_item(&mut self) {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
        self.text.push_str(&indent);
        self.text.push_str("- ");
        if let Some(Some(number)) = self.lists.last_mut() {
            self.text.push_str(&format!("{number}. "));
            *number += 1;
        }
    }

    /// Goes on in an item with another paragraph.
    fn go_on(&mut self) {
        let is_begun = !self.text.ends_with("- ") && !self.text.ends_with(". ") && !self.text.is_empty();
        if is_begun {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(self.lists.len()));
    }

    fn finish_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
        let lines: Vec<&str> = if self.lists.is_empty() && !text.trim_start().starts_with("- ") {
            lines.into_iter().map(str::trim).collect()
        } else {
            lines
        };
        let is_mark = |line: &&str| matches!(line.trim(), "#" | "-" | ">");
        let lines: Vec<&str> = lines.into_iter().filter(|line| !is_mark(line)).collect();
        if !lines.is_empty() {
            self.blocks.push(lines.join("\n"));
        }
    }

    fn finish_table(&mut self) {
        let mut rows = self.rows.take().unwrap_or_default().into_iter();
        let Some(head) = rows.next().filter(|head| !head.is_empty()) else { return };
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let mut lines = vec![row(&head), format!("|{}", "---|".repeat(head.len()))];
        lines.extend(rows.map(|cells| row(&cells)));
        self.blocks.push(lines.join("\n"));
    }

    /// Writes a link with its address, where that leads somewhere and the text is not the address itself.
    fn finish_link(&mut self) {
        let Some((start, target)) = self.links.pop() else { return };
        let label = self.text.split_off(start.min(self.text.len()));
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_address = target.starts_with("http://") || target.starts_with("https://");
        let is_plain =
            !target.contains(|letter: char| letter.is_whitespace() || "()<>|\\*\"'`，。；：）".contains(letter));
        let is_label = !label.is_empty() && !label.contains(['[', ']']) && !label.contains("://");
        let is_link = is_address && is_plain && is_label && self.rows.is_none();
        self.text.push_str(&if is_link { format!("[{label}]({target})") } else { label });
    }

    /// Puts a block of HTML: what its tags say is written as Markdown, and read again.
    fn put_html(&mut self, html: &str) {
        let text = without_tags(html);
        if text == html || !self.lists.is_empty() {
            self.text.push_str(text.trim());
            if self.lists.is_empty() {
                self.finish_block();
            }
        } else {
            self.finish_block();
            self.blocks.extend(plain(&text));
        }
    }

    fn finish(mut self) -> Option<String> {
        self.lists.clear();
        self.finish_block();
        let text = self.blocks.join("\n\n");
        (!text.is_empty()).then_some(text)
    }
}

/// Returns code between as many backticks as it needs.
fn span(code: &str) -> String {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{line, plain};

    #[test]
    fn markup_goes_and_words_stay() {
        for (markdown, text) in [
            ("See [here](~~1~~) for more.\n", "See here for more."),
            (
                "See [this page](https://a.example/x) and <https://b.example>.",
                "See [this page](https://a.example/x) and https://b.example.",
            ),
            ("a <b>bold</b> word, **strong**, 1 < 2", "a bold word, strong, 1 < 2"),
            ("letters (\\_)\n\n\n\n> Note", "letters (_)\n\nNote"),
            ("an [open bracket", "an [open bracket"),
            ("`<A> <B>` at `x.<region-id>.example`, <region-id>", "`<A> <B>` at `x.<region-id>.example`, <region-id>"),
            ("So:\n*   **a**: one\n\n    More.\n    * inner\n*   b", "So:\n\n- a: one\n  More.\n  - inner\n- b"),
            ("1. one\n2. two", "- 1. one\n- 2. two"),
            ("Call:\n\n```json\n{\n\n  \"a\": 1}\n```\nDone.", "Call:\n\n```json\n{\n\n  \"a\": 1}\n```\n\nDone."),
            ("|A|B|\n|--|:-:|\n|a\\|b|**c**|", "| A | B |\n|---|---|\n| a\\|b | c |"),
            ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
            ("<props=\"china\">甲</props>乙<br>丙", "甲乙\n丙"),
            (
                "Values:\n\n*   a\n\n    <!-- -->\n\n    :\n\n    <!-- -->\n\n    the one\n\n    <!-- -->\n\n    .\n\n*   b\n\n    \
                 <!-- -->\n\n    <!-- -->\n\n    <!-- -->\n",
                "Values:\n\n- a: the one.\n- b",
            ),
            ("a<!-- --> word", "a word"),
            ("i-bp1**** and 10.0.0.** or \\*\\*", "i-bp1**** and 10.0.0.** or **"),
            ("see [**ACL **](~~1~~), **rr**：one, ** rr**: two, SM4**.", "see ACL, rr：one, rr: two, SM4."),
            ("# Head\ntext &lt;x&gt;", "# Head\n\ntext <x>"),
        ] {
            assert_eq!(plain(markdown).as_deref(), Some(text), "{markdown}");
        }
        assert_eq!(plain(" \n"), None);
        assert_eq!(line("One\n\n- two").as_deref(), Some("One - two"));
    }
}
