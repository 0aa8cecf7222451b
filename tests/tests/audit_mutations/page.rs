//! Changes of one fact of a page, made in its text.

/// Each change, with what it is.
pub(crate) fn changes(page: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = page.lines().collect();
    let mut changes = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for (what, changed) in of_line(&lines, at) {
            let mut copy: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            copy[at] = changed;
            changes.push((format!("line {}, {what}: {line}", at + 1), copy.join("\n")));
        }
    }
    changes.extend(rows_gone(&lines));
    changes.retain(|(_, changed)| changed.trim_end() != page.trim_end());
    changes
}

/// The changes of one line.
fn of_line(lines: &[&str], at: usize) -> Vec<(String, String)> {
    let line = lines[at];
    let mut changes = prose(line);
    // The older pages name the operation among its parameters; what is in an array need not be given.
    if line.starts_with("Action |") {
        changes.push((
            "the operation".to_owned(),
            line.replace("| ListShops", "| ListStreets").replace("| RenameShop", "| MoveShop"),
        ));
        return changes;
    }
    let is_of_item = line.starts_with("object |") || at > 0 && lines[at - 1] == "string |" && lines[at - 2] == "|";
    if line.contains('|') && !line.contains("---") {
        let cells = cells(line);
        changes.extend(cells.into_iter().filter(|(what, _)| !(is_of_item && what.starts_with("`否`"))));
    }
    if line.trim_start().starts_with('"') {
        changes.push(("a sample's key".to_owned(), line.replacen('"', "\"Q", 1)));
        let value = line.replace(": \"", ": \"Q").replace("true", "false").replace("9007199254740", "1");
        changes.push(("a sample's value".to_owned(), value));
    }
    if line.starts_with("PUT ") {
        changes.push(("the method".to_owned(), line.replace("PUT", "POST")));
        changes.push(("the path".to_owned(), line.replace("/hours", "/times")));
    }
    changes
}

const TYPES: &[&str] =
    &["string", "integer", "long", "double", "boolean", "object", "array", "array<object>", "struct"];

/// A changed cell in each place of a row: a type, a yes or no, a name, an example, a status, a code, a message.
fn cells(line: &str) -> Vec<(String, String)> {
    let cells: Vec<&str> = line.split('|').collect();
    let is_error = cells.iter().any(|cell| matches!(cell.trim(), "400" | "403" | "404" | "409" | "500" | "503"));
    let last = cells.iter().rposition(|cell| !cell.trim().is_empty());
    let mut changes = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        // The last cell of an error's row is what the page adds in its own words.
        if is_error && Some(index) == last && cells.len() > 4 {
            continue;
        }
        let Some(other) = changed_cell(cell.trim(), is_error) else { continue };
        let mut copy: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        copy[index] = cell.replace(cell.trim(), &other);
        changes.push((format!("`{}` is `{other}`", cell.trim()), copy.join("|")));
    }
    changes
}

fn changed_cell(cell: &str, is_error: bool) -> Option<String> {
    const WORDS: &[&str] = &[
        "无",
        "-",
        "View",
        "查看变更详情",
        "Name",
        "Parameter",
        "Type",
        "Required",
        "Description",
        "Example",
        "Operation",
        "HTTP status code",
        "HttpCode",
        "Error code",
        "Error message",
        "Change time",
        "Summary of changes",
        "Shop",
        "The error codes were changed",
    ];
    let is_header = WORDS.contains(&cell) || cell.starts_with("HTTP ") || cell.starts_with('─');
    let is_chinese = cell.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    match cell {
        "" => None,
        "是" => Some("否".to_owned()),
        "否" => Some("是".to_owned()),
        "Yes" => Some("No".to_owned()),
        "No" => Some("Yes".to_owned()),
        "*全部资源 *" => Some("*Shop".to_owned()),
        _ if is_header || is_chinese => None,
        _ if TYPES.contains(&cell.to_lowercase().as_str()) => {
            Some(if cell.eq_ignore_ascii_case("long") { "string" } else { "long" }.to_owned())
        }
        // What ends in a full stop is a description, unless it is an error's message.
        _ if cell.ends_with('.') && !is_error => None,
        // A list of values may be lost behind it.
        _ if (cell.contains(": ") || cell.ends_with(':')) && !is_error => None,
        // The name of a structure is none of the wire's.
        _ if cell.starts_with("Array of") => None,
        _ if cell.len() == 10 && cell.starts_with("20") => Some(format!("1999{}", &cell[4..])),
        _ => Some(format!("{cell}9")),
    }
}

/// Changed claims of the prose: limits, values, defaults, what text must look like.
fn prose(line: &str) -> Vec<(String, String)> {
    const CLAIMS: &[(&str, &str)] = &[
        ("2~40", "3~40"),
        ("2~40", "2~41"),
        ("1~12", "1~13"),
        ("1~100", "0~100"),
        ("1~50", "1~60"),
        ("不超过 200", "不超过 201"),
        ("长度为 2~40 个字符。", ""),
        ("长度不超过 200 个字符。", ""),
        ("大小写字母或中文开头", "大小写字母开头"),
        ("必须以大小写字母或中文开头,", ""),
        ("sys 或 root:", "sys"),
        ("不能以 sys 或 root:开头,", ""),
        ("sftp://", "http://"),
        ("http://或者 https://", "http://"),
        ("不能包含 http://或者 https://。", ""),
        ("、下划线(_)", ""),
        ("短划线(-)", "星号(*)"),
        ("默认值:New", "默认值:Used"),
        ("默认值为 1。", "默认值为 2。"),
        ("默认值为 20。", ""),
        ("默认值:空", "默认值:none-given"),
        ("- New:", "- Old:"),
        ("- Mixed:都卖。", "- Mixed:都卖。\n- None:不卖。"),
        ("- Mon:周一", "- Tue:周二"),
        ("asc(默认值)", "asc"),
        ("- desc:", "- down:"),
        ("4 to 30 characters", "4 to 31 characters"),
        ("4 to 30 characters", "5 to 30 characters"),
        ("letters, digits, and hyphens (-)", "letters and digits"),
        ("Default value: false.", "Default value: true."),
        ("Default value: false.", ""),
        ("test- or demo-", "test-"),
        ("It cannot start with test- or demo-.", ""),
        ("1 to 500", "1 to 501"),
        ("Default value: 20.", "Default value: 21."),
        ("- Now:", "- Soon:"),
        ("- Later: in a week.", ""),
        ("2 to 64", "2 to 63"),
        ("It must be 2 to 64 characters in length.", ""),
        ("start with an English letter", "start with a digit"),
        ("http:// or https://", "http://"),
        ("20 times per second", "30 times per second"),
        ("100次/秒", "101次/秒"),
        ("100次/秒", "100次/分钟"),
        ("取值范围:", "取值范围:\n- Any:都行。"),
        ("Valid values:", "Valid values: A or B."),
        ("入参发生变更", "返回结构发生变更"),
        ("error codes were changed", "response was changed"),
        ("Action=", "Action=Other"),
        ("CloseShop - ", "OpenShop - "),
    ];
    let is_found = |(from, _): &&(&str, &str)| line.contains(from);
    CLAIMS
        .iter()
        .filter(is_found)
        .map(|(from, to)| (format!("`{from}` is `{to}`"), line.replacen(from, to, 1)))
        .collect()
}

/// Each row of a table in one line taken away.
fn rows_gone(lines: &[&str]) -> Vec<(String, String)> {
    let is_row = |line: &str| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let first = cells.first().copied().unwrap_or_default();
        let is_header = cells.iter().any(|cell| {
            matches!(*cell, "类型" | "Type" | "错误码" | "错误代码" | "Error code" | "操作" | "Operation" | "---")
        });
        let is_unnamed = matches!(first, "object" | "string" | "Shop" | "Action" | "");
        cells.len() >= 3 && !is_header && !is_unnamed && line.trim_end().ends_with('|')
    };
    let rows = (0..lines.len()).filter(|at| is_row(lines[*at]));
    rows.map(|at| {
        let mut copy = lines.to_vec();
        let line = copy.remove(at);
        (format!("line {} is gone: {line}", at + 1), copy.join("\n"))
    })
    .collect()
}
