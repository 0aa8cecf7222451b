//! Draws a diagnostic as rustc does: its message, the lines that it is about, why it matters and what to do.

use std::collections::BTreeMap;

use super::excerpt::Excerpt;
use super::snippet::{DOTS, Mark, MarkedLine, Snippet, width};
use super::{Diagnostic, Label, Severity};
use crate::channel::terminal::line;
use crate::order::sort_by_key;

/// How a piece of text looks.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Plain,
    Severity(Severity),
    Message,
    /// Numbers of lines, the rule beside them, and marks that explain.
    Frame,
}

impl Style {
    /// Returns the parameters of the escape sequence that begins it. Blue and yellow can hardly be read on Windows.
    const fn parameters(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Severity(Severity::Error) => "1;91",
            Self::Severity(Severity::Warning) if cfg!(windows) => "1;93",
            Self::Severity(Severity::Warning) => "1;33",
            Self::Message if cfg!(windows) => "1;97",
            Self::Message => "1",
            Self::Frame if cfg!(windows) => "1;96",
            Self::Frame => "1;94",
        }
    }
}

/// Text that stands in a column of a row.
type Piece = (usize, Style, String);

/// Draws a diagnostic with these lines of its files.
pub(super) fn draw(diagnostic: &Diagnostic, texts: &BTreeMap<String, Excerpt>, is_styled: bool) -> String {
    let mut snippets = snippets(diagnostic, texts);
    let last = snippets.iter().flat_map(|snippet| &snippet.lines).map(|line| line.number).max().unwrap_or(1);
    let gutter = last.to_string().len();
    let mut drawing = Drawing { text: String::new(), is_styled, gutter, severity: diagnostic.severity };
    drawing.title(diagnostic);
    for (index, snippet) in snippets.iter_mut().enumerate() {
        snippet.fit(gutter + 3);
        drawing.snippet(snippet, index == 0);
    }
    drawing.endings(diagnostic, snippets.last().is_some_and(|snippet| !snippet.lines.is_empty()));
    drawing.text
}

/// Returns the lines to be shown, by file, that of the diagnostic first.
fn snippets<'a>(diagnostic: &'a Diagnostic, texts: &BTreeMap<String, Excerpt>) -> Vec<Snippet<'a>> {
    let main = &diagnostic.label;
    let (own, others): (Vec<&Label>, Vec<&Label>) = diagnostic.also.iter().partition(|label| label.file == main.file);
    let own = std::iter::once((main, true)).chain(own.into_iter().map(|label| (label, false)));
    // A file as a whole is named, and nothing of it is shown.
    let own: Vec<(&Label, bool)> = own.filter(|_| main.span.is_some()).collect();
    let snippet =
        |label: &'a Label, labels: &[(&Label, bool)]| Snippet::new(&label.file, texts.get(&label.file), labels);
    let others = others.into_iter().map(|label| snippet(label, &[(label, false)]));
    std::iter::once(snippet(main, &own)).chain(others).collect()
}

struct Drawing {
    text: String,
    is_styled: bool,
    /// The columns of the greatest number of a line.
    gutter: usize,
    severity: Severity,
}

impl Drawing {
    fn put(&mut self, style: Style, text: &str) {
        if self.is_styled && style != Style::Plain && !text.is_empty() {
            self.text.push_str(&format!("\u{1b}[{}m{text}\u{1b}[0m", style.parameters()));
        } else {
            self.text.push_str(text);
        }
    }

    /// Ends a line, without blanks at its end.
    fn end(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    fn title(&mut self, diagnostic: &Diagnostic) {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        self.put(Style::Severity(self.severity), &format!("{severity}[{}]", diagnostic.id));
        self.put(Style::Message, &format!(": {}", line(&diagnostic.message)));
        self.end();
    }

    fn snippet(&mut self, snippet: &Snippet<'_>, is_first: bool) {
        if !is_first {
            self.rule();
        }
        self.put(Style::Plain, &" ".repeat(self.gutter));
        self.put(Style::Frame, if is_first { "--> " } else { "::: " });
        let place = snippet.location.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        self.put(Style::Plain, &format!("{}{place}", line(snippet.file)));
        self.end();
        if snippet.lines.is_empty() {
            return;
        }
        self.rule();
        let mut before = None;
        for line in &snippet.lines {
            if before.is_some_and(|before| line.number - before > 1) {
                self.put(Style::Frame, DOTS);
                self.end();
            }
            self.marked_line(line);
            before = Some(line.number);
        }
    }

    /// An empty line with the rule beside the numbers of lines.
    fn rule(&mut self) {
        self.row("", &[]);
    }

    /// A line beside the rule, of pieces from left to right.
    fn row(&mut self, number: &str, pieces: &[Piece]) {
        self.put(Style::Frame, &format!("{number:<gutter$} |", gutter = self.gutter));
        let mut end = 0;
        self.put(Style::Plain, " ");
        for (column, style, text) in pieces {
            self.put(Style::Plain, &" ".repeat(column.saturating_sub(end)));
            self.put(*style, text);
            end = column + width(text);
        }
        self.end();
    }

    /// A line of the file, what is underlined in it, and what is said of that: beside it where it fits, otherwise below.
    fn marked_line(&mut self, line: &MarkedLine) {
        let number = format!("{:>gutter$}", line.number, gutter = self.gutter);
        self.row(&number, &[(0, Style::Plain, line.text.clone())]);
        if line.marks.is_empty() {
            return;
        }
        let mut row = self.underlines(line);
        let mut below: Vec<&Mark> = Vec::new();
        let mut end = 0;
        for (index, mark) in line.marks.iter().enumerate() {
            end = mark.columns.end.max(end);
            let next = line.marks.get(index + 1).map(|next| next.columns.start);
            if next.is_none_or(|next| end + 2 + width(&mark.label) <= next) {
                row.push((end + 1, self.style(mark), mark.label.clone()));
            } else if !mark.label.is_empty() {
                below.push(mark);
            }
        }
        sort_by_key(&mut row, |(column, ..)| *column);
        self.row("", &row);
        self.labels_below(&below);
    }

    /// What is underlined: all that the diagnostic is about, and the rest of what explains it.
    fn underlines(&self, line: &MarkedLine) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for column in 0..line.marked_end() {
            let mut marks = line.marks.iter().filter(|mark| mark.columns.contains(&column));
            let Some(first) = marks.next() else { continue };
            let mark = marks.fold(first, |mark, other| if other.is_primary { other } else { mark });
            let (style, sign) = (self.style(mark), if mark.is_primary { '^' } else { '-' });
            match pieces.last_mut() {
                Some((start, same, signs)) if *start + signs.len() == column && *same == style => signs.push(sign),
                _ => pieces.push((column, style, sign.to_string())),
            }
        }
        pieces
    }

    /// Labels that do not fit beside what they are about, each on a line of its own, the rightmost first.
    fn labels_below(&mut self, marks: &[&Mark]) {
        let bars = |marks: &[&Mark]| -> Vec<Piece> {
            marks.iter().map(|mark| (mark.columns.start, self.style(mark), "|".to_owned())).collect()
        };
        let mut rows: Vec<Vec<Piece>> = Vec::new();
        rows.extend(Some(bars(marks)).filter(|bars| !bars.is_empty()));
        for (index, mark) in marks.iter().enumerate().rev() {
            let mut row = bars(&marks[..index]);
            row.retain(|(column, ..)| *column < mark.columns.start);
            row.push((mark.columns.start, self.style(mark), mark.label.clone()));
            rows.push(row);
        }
        for row in &rows {
            self.row("", row);
        }
    }

    fn style(&self, mark: &Mark) -> Style {
        if mark.is_primary { Style::Severity(self.severity) } else { Style::Frame }
    }

    /// Why it matters, and what to do.
    fn endings(&mut self, diagnostic: &Diagnostic, is_behind_lines: bool) {
        let notes = diagnostic.notes.iter().map(|note| ("note", vec![line(note)]));
        let help = Some(diagnostic.help_lines().map(line).collect::<Vec<_>>()).filter(|_| diagnostic.help.is_some());
        let endings: Vec<_> = notes.chain(help.map(|lines| ("help", lines))).collect();
        if is_behind_lines && !endings.is_empty() {
            self.rule();
        }
        for (word, lines) in endings {
            self.put(Style::Frame, &format!("{:gutter$} = ", "", gutter = self.gutter));
            self.put(Style::Message, word);
            self.put(Style::Plain, &format!(": {}", lines[0]));
            self.end();
            for line in &lines[1..] {
                self.put(Style::Plain, &format!("{:indent$}{line}", "", indent = self.gutter + " = help: ".len()));
                self.end();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, Id, Label, Report};
    use crate::source::Source;

    fn source(text: &str) -> Source {
        Source { path: "a.yaml".to_owned(), name: "a.yaml".to_owned(), text: text.to_owned() }
    }

    /// The picture of a diagnostic about the first of these texts in a line; the others explain it.
    fn picture(text: &str, labels: &[(&str, &str)]) -> String {
        let label = |(place, said): &(&str, &str)| {
            let start = text.find(place).expect("it is there");
            Label::new("a.yaml", start..start + place.len(), said)
        };
        let mut diagnostic = Diagnostic::new(Id::UNKNOWN_KEY, "a message", label(&labels[0]));
        for other in &labels[1..] {
            diagnostic = diagnostic.also(label(other));
        }
        let report = Report::new(vec![diagnostic], [&source(text)]);
        let drawn = report.plain();
        let lines = drawn.split_inclusive('\n').skip(3);
        lines.take_while(|line| *line != "\n").collect()
    }

    #[test]
    fn marks_stand_below_what_they_are_about_whatever_its_width() {
        let text = "\t书名: e\u{301}\u{7}\u{202e} \u{1f469}\u{200d}\u{1f52c}\rend x\r\n";
        let expected = "1 |     书名: e\u{301}\u{2407}\u{fffd} \u{1f469}\u{1f52c}\u{240d}end x\n";
        assert_eq!(picture(text, &[("书名", "")]), format!("{expected}  |     ^^^^\n"));
        assert_eq!(picture(text, &[("end", "here")]), format!("{expected}  |                    ^^^ here\n"));
        let drawn = picture("##[a]: x\n", &[("x", "")]);
        assert_eq!(drawn, "1 | #\\u{23}[a]: x\n  |             ^\n", "what no log may obey is wider than it was");
        assert_eq!(picture("one\r\ntwo\r\n", &[("one\r\ntwo", "")]), "1 | one\n  | ^^^\n");
    }

    #[test]
    fn labels_stand_beside_their_marks_where_there_is_room_and_otherwise_below() {
        let drawn = picture("one two three four five\n", &[("two", "2"), ("one", "1"), ("five", "5"), ("three", "3")]);
        let expected = "\
1 | one two three four five
  | --- ^^^ ----- 3    ---- 5
  | |   |
  | |   2
  | 1
";
        assert_eq!(drawn, expected);
        let drawn = picture("one two three\n", &[("two", "inner"), ("one two three", "outer")]);
        assert_eq!(drawn, "1 | one two three\n  | ----^^^------ inner\n  | |\n  | outer\n");
    }

    #[test]
    fn lines_between_are_left_out_unless_there_is_one() {
        let text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
        let drawn = picture(text, &[("j", "last"), ("a", "first"), ("c", "")]);
        let expected = " 1 | a
   | - first
 2 | b
 3 | c
   | -
...
10 | j
   | ^ last
";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_long_line_is_cut_around_its_marks() {
        let (before, behind) = ("书".repeat(100), "x".repeat(300));
        let drawn = picture(&format!("{before} place {behind}"), &[("place", "here")]);
        let lines: Vec<&str> = drawn.lines().collect();
        let [line, marks] = &lines[..] else { panic!("{drawn}") };
        assert!(line.starts_with("1 | ... 书") && line.ends_with("x..."), "{drawn}");
        assert_eq!(super::width(line), super::super::snippet::COLUMNS);
        let column = super::width(line.split("place").next().expect("what is before"));
        assert_eq!(*marks, format!("  | {}^^^^^ here", " ".repeat(column - 4)));
        let drawn = picture(&behind, &[(&behind, "all of it")]);
        assert!(drawn.ends_with(&format!("xx...\n  | {} all of it\n", "^".repeat(136))), "{drawn}");
    }

    #[test]
    fn what_a_diagnostic_is_about_shows_however_far_off_what_explains_it_is() {
        for between in [" ", "\n"] {
            let text = format!("first{between}{}again", "x".repeat(300));
            let drawn = picture(&text, &[("again", "here"), ("first", "there")]);
            let lines: Vec<&str> = drawn.lines().collect();
            let line = lines.iter().position(|line| line.ends_with("xagain")).unwrap_or_else(|| panic!("{drawn}"));
            assert_eq!(lines[line + 1].find('^'), lines[line].find("again"), "{drawn}");
            assert!(lines[line + 1].ends_with("^^^^^ here") && drawn.contains("there"), "{drawn}");
        }
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let label = Label::new("a.yaml", 0..1, "here");
        let diagnostic = Diagnostic::new(Id::UNKNOWN_KEY, "a message", label).note("a note").help("some help");
        let report = Report::new(vec![diagnostic], [&source("a: b")]);
        let styled = report.styled().to_string();
        let mut plain = String::new();
        for (index, part) in styled.split("\u{1b}[").enumerate() {
            plain.push_str(if index == 0 { part } else { part.split_once('m').expect("a style").1 });
        }
        assert_eq!(plain, report.plain());
        assert!(styled.contains("\u{1b}[1;91merror[E0201]\u{1b}[0m\u{1b}[1m: a message\u{1b}[0m\n"), "{styled}");
    }
}
