//! The blocks that prose has, by how its lines begin: paragraphs, headings, lists, code between fences, tables.

/// A block of prose.
pub(super) enum Block {
    Text(String),
    Heading(String),
    /// The items, each with the number of lists that it is nested in.
    List(Vec<(usize, String)>),
    /// The lines between two fences.
    Code(Vec<String>),
    /// The rows, of which the second is the one below the heads.
    Table(Vec<String>),
}

/// Returns the blocks of a text; a line that begins like none goes on with what is before it.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        let length = code_length(rest).or_else(|| table_length(rest));
        match length {
            Some(length) if is_fence(line) => {
                let code = rest[1..length - 1].iter().map(|line| line.trim_end().to_owned());
                reader.blocks.push(Block::Code(code.collect()));
            }
            Some(length) => {
                let rows = rest[..length].iter().map(|row| row.trim().to_owned());
                reader.blocks.push(Block::Table(rows.collect()));
            }
            None => reader.take(line),
        }
        reader.is_parted |= length.is_some();
        at += length.unwrap_or(1);
    }
    reader.blocks
}

/// Reads line by line.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// True behind a blank line, at which a paragraph or a list ends.
    is_parted: bool,
    /// The indents of the lists that the last item is in.
    indents: Vec<usize>,
}

impl Reader {
    fn take(&mut self, line: &str) {
        let text = line.trim();
        if text.is_empty() {
            self.is_parted = true;
            return;
        }
        let last = self.blocks.last_mut().filter(|_| !std::mem::take(&mut self.is_parted));
        let item = ["* ", "- ", "• ", "+ "].iter().find_map(|bullet| text.strip_prefix(bullet)).map(str::trim);
        let heading = text.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
        match (item, heading.filter(|rest| !rest.is_empty()), last) {
            (Some(item), _, Some(Block::List(items))) => {
                let level = nest(&mut self.indents, line.len() - line.trim_start().len());
                items.push((level, item.to_owned()));
            }
            (Some(item), _, _) => {
                self.indents = vec![line.len() - line.trim_start().len()];
                self.blocks.push(Block::List(vec![(0, item.to_owned())]));
            }
            (None, Some(heading), _) => self.blocks.push(Block::Heading(heading.to_owned())),
            (None, None, Some(Block::Text(before))) => go_on(before, text),
            (None, None, Some(Block::List(items))) => {
                items.last_mut().into_iter().for_each(|(_, item)| go_on(item, text));
            }
            (None, None, _) => self.blocks.push(Block::Text(text.to_owned())),
        }
    }
}

/// Returns how many lists an item of an indent is nested in.
fn nest(indents: &mut Vec<usize>, indent: usize) -> usize {
    while indents.len() > 1 && indents.last().is_some_and(|last| indent < *last) {
        indents.pop();
    }
    if indents.last().is_some_and(|last| indent > *last) {
        indents.push(indent);
    }
    indents.len() - 1
}

fn go_on(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line);
}

fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

/// Returns how many lines the code is that a text begins with, with its fences; none if nothing closes it.
fn code_length(lines: &[&str]) -> Option<usize> {
    let info = lines.first()?.trim().strip_prefix("```")?;
    let is_opening = info.chars().all(|letter| letter.is_ascii_alphanumeric() || "-+.".contains(letter));
    let close = lines[1..].iter().position(|line| line.trim() == "```").filter(|_| is_opening)?;
    Some(close + 2)
}

/// Returns how many rows the table has that a text begins with.
fn table_length(lines: &[&str]) -> Option<usize> {
    let is_row = |line: &&str| line.trim().len() > 1 && line.trim().starts_with('|') && line.trim().ends_with('|');
    let rows = lines.iter().take_while(|line| is_row(line)).count();
    let is_rule = |line: &&str| line.contains('-') && line.chars().all(|letter| "|-: ".contains(letter));
    let cells = |line: &str| line.matches('|').count();
    let is_table = rows > 1 && is_rule(&lines[1]) && cells(lines[0]) == cells(lines[1]);
    is_table.then_some(rows)
}
