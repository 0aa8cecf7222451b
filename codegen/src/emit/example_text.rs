//! The statements of examples, broken into lines as rustfmt does.

use std::iter::once;

/// The width of a line behind the marker of a comment.
const WIDTH: usize = 96;

/// The width up to which several arguments, or a chain of several calls, stay in one line.
const SHORT: usize = 60;

/// An expression of an example.
pub(super) enum Expression {
    /// One that is never broken.
    Text(String),
    Call(Call),
    /// Calls of methods, each on what the one before returns.
    Chain(Call, Vec<Call>),
}

/// A call of a function, of a method (`.name`) or of a macro (`name!`).
pub(super) struct Call {
    name: String,
    arguments: Vec<Expression>,
}

impl Call {
    pub(super) fn new(name: impl Into<String>, arguments: Vec<Expression>) -> Self {
        Self { name: name.into(), arguments }
    }

    /// Returns the call in one line; nothing if it is too long to be read well.
    fn in_line(&self) -> Option<String> {
        let arguments: Option<Vec<String>> = self.arguments.iter().map(Expression::in_line).collect();
        let arguments = arguments?.join(", ");
        let is_alone = matches!(self.arguments.as_slice(), [Expression::Text(_) | Expression::Chain(..)]);
        (is_alone || width(&arguments) <= SHORT).then(|| format!("{}({arguments})", self.name))
    }

    fn laid_out(&self, at: Place) -> String {
        self.in_line().filter(|line| at.has_room_for(line)).unwrap_or_else(|| self.broken(at))
    }

    /// Returns the call with its arguments in lines of their own; what is a call as well stays with it, and is broken.
    fn broken(&self, at: Place) -> String {
        let name = &self.name;
        if let [Expression::Call(only)] = self.arguments.as_slice() {
            return format!("{name}({})", only.broken(at.behind(width(name) + 1).before(1)));
        }
        let inner = Place::line(at.indent + 4, 1);
        let arguments = self.arguments.iter().map(|argument| inner.start() + &argument.laid_out(inner));
        let arguments = arguments.collect::<Vec<_>>().join(",");
        let end = if name.ends_with('!') { "" } else { "," };
        format!("{name}({arguments}{end}{})", at.start())
    }
}

impl Expression {
    fn in_line(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Call(call) => call.in_line(),
            Self::Chain(first, links) => {
                let calls: Option<String> = once(first).chain(links).map(Call::in_line).collect();
                calls.filter(|calls| links.len() < 2 || width(calls) <= SHORT)
            }
        }
    }

    fn laid_out(&self, at: Place) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Call(call) => call.laid_out(at),
            Self::Chain(first, links) => {
                let line = self.in_line().filter(|line| at.has_room_for(line));
                line.or_else(|| with_long_end(first, links, at)).unwrap_or_else(|| link_by_link(first, links, at))
            }
        }
    }
}

/// Returns a chain in one line but for the arguments of its last call, if that is as short as a line for each call.
fn with_long_end(first: &Call, links: &[Call], at: Place) -> Option<String> {
    // Both ways are tried at each level: far in, where they would be too many, a line for each call it is.
    let (last, others) = links.split_last().filter(|_| at.indent <= WIDTH / 2)?;
    let start: String = once(first).chain(others).map(Call::in_line).collect::<Option<_>>()?;
    let end = last.laid_out(at.behind(width(&start)));
    let room = if others.is_empty() { WIDTH.saturating_sub(at.column) } else { SHORT };
    let is_short = width(&start) + width(end.lines().next().unwrap_or_default()) <= room;
    let by_itself = || last.laid_out(Place::line(at.indent + 4, at.behind));
    (is_short && (height(&end) >= 5 || height(&by_itself()) >= height(&end))).then(|| start + &end)
}

/// Returns a chain with a line for each call.
fn link_by_link(first: &Call, links: &[Call], at: Place) -> String {
    let first = first.laid_out(at.before(0));
    let indent = if first.contains('\n') { at.indent } else { at.indent + 4 };
    let link = |(index, link): (usize, &Call)| {
        let place = Place::line(indent, if index + 1 == links.len() { at.behind } else { 0 });
        place.start() + &link.laid_out(place)
    };
    once(first).chain(links.iter().enumerate().map(link)).collect()
}

/// The place of an expression: the indentation of its line, the column in which it starts, and how many characters follow.
#[derive(Clone, Copy)]
struct Place {
    indent: usize,
    column: usize,
    behind: usize,
}

impl Place {
    /// The whole of a line.
    fn line(indent: usize, behind: usize) -> Self {
        Self { indent, column: indent, behind }
    }

    fn behind(self, width: usize) -> Self {
        Self { column: self.column + width, ..self }
    }

    fn before(self, behind: usize) -> Self {
        Self { behind, ..self }
    }

    fn has_room_for(self, line: &str) -> bool {
        !line.contains('\n') && self.column + width(line) + self.behind <= WIDTH
    }

    /// Returns the end of the line before, and the indentation.
    fn start(self) -> String {
        format!("\n{}", " ".repeat(self.indent))
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn height(text: &str) -> usize {
    text.lines().count()
}

/// Returns the lines of an import.
pub(super) fn import(module: &str, names: &[String]) -> Vec<String> {
    let line = match names {
        [name] => format!("use {module}::{name};"),
        names => format!("use {module}::{{{}}};", names.join(", ")),
    };
    if names.len() < 2 || width(&line) <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("use {module}::{{"), "   ".to_owned()];
    for name in names {
        let last = lines.len() - 1;
        if width(&lines[last]) + 1 + width(name) + 1 > WIDTH && lines[last].contains(',') {
            lines.push(format!("    {name},"));
        } else {
            lines[last].push_str(&format!(" {name},"));
        }
    }
    lines.push("};".to_owned());
    lines
}

/// Returns the lines of a statement that ends in an expression, which begins below if that takes fewer lines.
pub(super) fn statement(start: &str, expression: &Expression) -> Vec<String> {
    let beside = Place::line(0, 1).behind(width(start));
    let below = Place::line(4, 1);
    let (mut text, other) = (expression.laid_out(beside), expression.laid_out(below));
    let is_better = below.has_room_for(&other) || height(&text) > height(&other) + 1;
    if !start.is_empty() && !beside.has_room_for(&text) && is_better {
        text = below.start() + &other;
    }
    format!("{start}{text};").lines().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Call, Expression, import, statement};

    fn text(text: &str) -> Expression {
        Expression::Text(text.to_owned())
    }

    fn call(name: &str, arguments: Vec<Expression>) -> Call {
        Call::new(name, arguments)
    }

    /// A chain of one setter.
    fn nested(name: &str, setter: &str, value: &str) -> Expression {
        Expression::Chain(call(name, Vec::new()), vec![call(setter, vec![text(value)])])
    }

    fn let_request(first: Call, links: Vec<Call>) -> String {
        statement("let request = ", &Expression::Chain(first, links)).join("\n")
    }

    #[test]
    fn a_chain_has_a_line_for_each_call_unless_it_is_short() {
        let new = || call("Request::new", vec![text("\"m-1\"")]);
        let setter = |value: &str| call(".with_name", vec![text(value)]);
        assert_eq!(
            let_request(new(), vec![setter("\"a\""), setter("\"b\"")]),
            "let request = Request::new(\"m-1\").with_name(\"a\").with_name(\"b\");"
        );
        let long = format!("\"{}\"", "x".repeat(62));
        assert_eq!(
            let_request(new(), vec![setter("\"a\""), setter(&long)]),
            format!("let request = Request::new(\"m-1\")\n    .with_name(\"a\")\n    .with_name({long});")
        );
    }

    #[test]
    fn what_is_nested_is_indented_once_more() {
        let inner = Expression::Chain(
            call("Inner::new", Vec::new()),
            vec![call(".with_first", vec![text(&"1".repeat(40))]), call(".with_second", vec![text("2")])],
        );
        let request = let_request(call("Request::new", Vec::new()), vec![call(".with_inner", vec![inner])]);
        let ones = "1".repeat(40);
        assert_eq!(
            request,
            format!(
                "let request = Request::new().with_inner(\n    Inner::new()\n        .with_first({ones})\n        \
                 .with_second(2),\n);"
            )
        );
        assert_eq!(
            let_request(
                call("Request::new", Vec::new()),
                vec![call(".with_inner", vec![nested("Inner::new", ".with_a", "1")])]
            ),
            "let request = Request::new().with_inner(Inner::new().with_a(1));"
        );
    }

    #[test]
    fn work_does_not_double_with_each_level() {
        let long = Expression::Text("1".repeat(90));
        let level = |inner, _| {
            let first = call("Level::new", Vec::new());
            Expression::Chain(first, vec![call(".with_first", vec![text("1")]), call(".with_inner", vec![inner])])
        };
        let deepest = (0..64).fold(long, level);
        assert!(statement("let request = ", &deepest).len() > 128);
    }

    #[test]
    fn an_expression_begins_below_if_that_takes_fewer_lines() {
        let (name, value) = ("x".repeat(45), "y".repeat(18));
        let new = || call(&format!("{name}::new"), vec![text(&value), text(&value)]);
        assert_eq!(
            let_request(new(), vec![call(".with_a", vec![text("1")])]),
            format!("let request =\n    {name}::new({value}, {value})\n        .with_a(1);")
        );
        let lines = statement("let a_long_response: Response = ", &text(&"z".repeat(70)));
        assert_eq!(lines, ["let a_long_response: Response =", &format!("    {};", "z".repeat(70))]);
    }

    #[test]
    fn a_macro_has_no_comma_at_its_end_and_a_call_alone_in_it_stays_beside() {
        let long = "Code::Known(VolumeErrorCode::InvalidVolumeName)";
        let matches = Expression::Call(call("matches!", vec![text("error.code()"), text(long)]));
        assert_eq!(
            statement("", &Expression::Call(call("assert!", vec![matches]))).join("\n"),
            format!("assert!(matches!(\n    error.code(),\n    {long}\n));")
        );
    }

    #[test]
    fn names_of_an_import_fill_their_lines() {
        let names: Vec<String> = ["A", "B", "C"].iter().map(|name| name.repeat(40)).collect();
        let [a, b, c] = [&names[0], &names[1], &names[2]];
        assert_eq!(import("a::b", &names[..1]), [format!("use a::b::{a};")]);
        assert_eq!(import("a::b", &names[..2]), [format!("use a::b::{{{a}, {b}}};")]);
        assert_eq!(import("a::b", &names), ["use a::b::{", &format!("    {a}, {b},"), &format!("    {c},"), "};"]);
    }
}
