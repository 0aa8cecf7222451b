//! A page of an operation in each form in which pages are saved.

use super::facts::{Operation, Row};

/// A form in which a page is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Bars,
    BarsOverLines,
    SiteMarkdown,
    EscapedMarkdown,
    LooseMarkdown,
    PlainMarkdown,
    Tabs,
    Html,
}

pub(super) const FORMS: [Form; 8] = [
    Form::Bars,
    Form::BarsOverLines,
    Form::SiteMarkdown,
    Form::EscapedMarkdown,
    Form::LooseMarkdown,
    Form::PlainMarkdown,
    Form::Tabs,
    Form::Html,
];

impl Form {
    /// Returns whether lists in descriptions are lost when a page is saved so.
    pub(super) fn loses_lists(self) -> bool {
        matches!(self, Self::Bars | Self::BarsOverLines)
    }

    fn is_markdown(self) -> bool {
        matches!(self, Self::SiteMarkdown | Self::EscapedMarkdown | Self::LooseMarkdown | Self::PlainMarkdown)
    }

    fn escaped(self, text: &str) -> String {
        if !matches!(self, Self::SiteMarkdown | Self::EscapedMarkdown) {
            return text.to_owned();
        }
        text.chars().fold(String::new(), |mut text, letter| {
            if matches!(letter, '_' | '*' | '[' | ']') {
                text.push('\\');
            }
            text.push(letter);
            text
        })
    }
}

/// Returns the page of an operation.
pub(super) fn page(operation: &Operation, form: Form) -> String {
    let word = |chinese: &'static str, english: &'static str| if operation.is_chinese { chinese } else { english };
    let names = [
        word("名称", "Parameter"),
        word("类型", "Type"),
        word("必填", "Required"),
        word("描述", "Description"),
        word("示例值", "Example"),
    ];
    let mut page = Page { text: String::new(), form };
    page.heading(1, operation.name);
    page.paragraph(word("调用该接口。这里是说明。", "Calls this operation. This is what it does."));
    page.heading(2, word("请求参数", "Request parameters"));
    page.table(&names, operation.parameters.iter().map(|row| cells(row, word("是", "Yes"), word("否", "No"), true)));
    page.heading(2, word("返回参数", "Response parameters"));
    let names = [names[0], names[1], names[3], names[4]];
    page.table(&names, operation.fields.iter().map(|row| cells(row, "", "", false)));
    page.heading(2, word("示例", "Examples"));
    page.paragraph(word("正常返回示例", "Sample success responses"));
    page.code(operation.sample);
    page.heading(2, word("错误码", "Error codes"));
    if !operation.errors.is_empty() {
        let names = [
            "HTTP status code",
            word("错误码", "Error code"),
            word("错误信息", "Error message"),
            word("描述", "Description"),
        ];
        let rows = operation
            .errors
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).chain([String::new()]).collect());
        page.table(&names, rows);
    }
    page.paragraph(word("访问错误中心查看更多错误码。", "For a list of error codes, visit the Service error codes."));
    if form == Form::Html { format!("<!DOCTYPE html><html><body>\n{}</body></html>\n", page.text) } else { page.text }
}

fn cells(row: &Row, yes: &str, no: &str, has_required: bool) -> Vec<String> {
    let required = if row.is_required { yes } else { no };
    let mut cells = vec![row.name(), row.kind];
    cells.extend(has_required.then_some(required));
    cells.extend([row.description, row.example]);
    cells.into_iter().map(str::to_owned).collect()
}

struct Page {
    text: String,
    form: Form,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        match self.form {
            Form::Html => self.push(&format!("<h{level}>{text}</h{level}>")),
            form if form.is_markdown() => self.push(&format!("\n{} {text}\n", "#".repeat(level))),
            // A saved text has lost the title.
            _ if level == 1 => self.push(&format!("{text} - {text}")),
            _ => self.push(text),
        }
    }

    fn paragraph(&mut self, text: &str) {
        match self.form {
            Form::Html => self.push(&format!("<p>{text}</p>")),
            form => self.push(&form.escaped(text)),
        }
    }

    fn code(&mut self, text: &str) {
        match self.form {
            Form::Html => self.push(&format!("<pre><code>{}</code></pre>", of_html(text))),
            form if form.is_markdown() => self.push(&format!("```\n{text}\n```")),
            _ => self.push(text),
        }
    }

    fn table(&mut self, names: &[&str], rows: impl Iterator<Item = Vec<String>>) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let rows: Vec<Vec<String>> = rows.collect();
        match self.form {
            Form::Bars => self.bars(&names, &rows, |cells| format!("{} |", cells.join(" | ")), "---|"),
            Form::EscapedMarkdown | Form::PlainMarkdown => {
                self.bars(&names, &rows, |cells| format!("| {} |", cells.join(" | ")), " --- |");
            }
            Form::LooseMarkdown => self.bars(&names, &rows, |cells| format!("|{} |", cells.join("|")), "--|"),
            Form::Tabs => {
                self.push(&names.join("\t"));
                for row in &rows {
                    self.push(&row.join("\t"));
                }
            }
            Form::BarsOverLines => {
                self.over_lines(&names, true);
                for row in &rows {
                    self.over_lines(row, false);
                }
            }
            Form::SiteMarkdown => {
                for cell in names.iter().chain(rows.iter().flatten()).filter(|cell| !cell.is_empty()) {
                    self.push(&format!("{}\n", self.form.escaped(cell)));
                }
            }
            Form::Html => self.html(&names, &rows),
        }
    }

    fn bars(&mut self, names: &[String], rows: &[Vec<String>], line: impl Fn(&[String]) -> String, rule: &str) {
        self.push(&line(names));
        let edge = if self.form == Form::Bars { "" } else { "|" };
        self.push(&format!("{edge}{}", rule.repeat(names.len())));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| self.in_line(cell)).collect();
            self.push(&line(&cells));
        }
    }

    /// Returns a cell as a table with bars has it: its lists lost, or as far as the form can write them.
    fn in_line(&self, cell: &str) -> String {
        let lead = cell.split("\n\n").next().unwrap_or_default();
        match self.form {
            Form::LooseMarkdown => cell.to_owned(),
            Form::EscapedMarkdown | Form::PlainMarkdown => self.form.escaped(cell).replace('\n', "<br>"),
            _ => lead.to_owned(),
        }
    }

    fn over_lines(&mut self, cells: &[String], is_header: bool) {
        let mut lines: Vec<String> =
            cells.iter().map(|cell| format!("{} |", self.in_line(cell)).trim_start().to_owned()).collect();
        if is_header {
            self.push("|");
        } else {
            lines[0] = format!("| {}", lines[0]).replace("| |", "|");
        }
        for line in lines {
            self.push(&line);
        }
    }

    fn html(&mut self, names: &[String], rows: &[Vec<String>]) {
        let cells = |tag: &str, cells: &[String]| {
            let texts: Vec<String> =
                cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", of_html(cell).replace('\n', "<br/>"))).collect();
            texts.concat()
        };
        self.push(&format!("<table><thead><tr>{}</tr></thead><tbody>", cells("th", names)));
        for row in rows {
            self.push(&format!("<tr>{}</tr>", cells("td", row)));
        }
        self.push("</tbody></table>");
    }
}

fn of_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
