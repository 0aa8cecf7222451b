//! Tables that are broken in one place: each of their rows is read, or told of with its line.

use apiscribe_cli::{TranscribeOptions, Transcribed, transcribe};

fn draft(page: &str) -> Transcribed {
    transcribe(page, &TranscribeOptions::default()).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

/// Returns what is told of the lines of a page that are not read.
fn unread(page: &str) -> Vec<(usize, String)> {
    draft(page).unread.into_iter().map(|row| (row.line, row.what.replace("cannot be read: ", ""))).collect()
}

const TABS: &str = "SellBook\nRequest parameters\nName\tType\tRequired\tDescription\nTitle\tstring\tYes\tThe title.\nPages\tlong\tNo\tHow \
                    many.\nResponse parameters\nName\tType\tDescription\nId\tstring\tThe ID.\n";

#[test]
fn blank_lines_between_a_header_and_its_rows_part_nothing() {
    let page = TABS.replace("Description\nTitle", "Description\n\nTitle");
    assert_eq!((unread(&page), draft(&page).rows.read), (Vec::new(), 3));
    let page = TABS.replace("title.\nPages", "title.\n\nPages");
    assert_eq!((unread(&page), draft(&page).rows.read), (Vec::new(), 3));
}

#[test]
fn rows_with_tabs_below_a_header_that_is_none_are_told() {
    let page = TABS.replacen("Name\tType\tRequired", "Value\tType\tRequired", 1);
    let row = |line: usize, row: &str| {
        (line, format!("a row of a table whose header is not known, among the parameters: `{row}`"))
    };
    let rows = [row(4, "Title | string | Yes | The title."), row(5, "Pages | long | No | How many.")];
    assert_eq!(unread(&page), rows, "{}", draft(&page).spec);
    let page = TABS.replacen("Name\tType\tRequired\tDescription\n", "", 1);
    assert_eq!(unread(&page).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4], "without a header");
}

/// Error codes with a bar before each row.
fn errors(rows: &str) -> String {
    format!(
        "# SellBook\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|:-|:-|:-|:-|\n|Title|String|Yes|The title.|\n\n\
         ## Error codes\n\n{rows}\n"
    )
}

const HEADER: &str = "|Error code|Error message|HTTP status code|Description|\n|:--|:--|:--|:--|\n";

#[test]
fn a_row_that_lacks_its_last_cells_does_not_take_the_next_one() {
    let code = |page: &str, code: &str| draft(page).spec.contains(&format!("- code: {code}\n"));
    let page = errors(&format!("{HEADER}|Sold|It is sold.|403|\n|Gone|It is gone.|404|No such book.|\n"));
    assert_eq!((unread(&page), code(&page, "Sold"), code(&page, "Gone")), (Vec::new(), true, true));
    // A cell that no bar ends goes on in the next line, if that is no row of its own.
    let page =
        errors(&format!("{HEADER}|Sold|It is sold.|403|One of:\n\n- a\n- b|\n|Gone|It is gone.|404|No such book.|\n"));
    assert_eq!((unread(&page), draft(&page).rows.read), (Vec::new(), 3));
}

#[test]
fn a_code_has_one_line() {
    let page = errors(
        "HTTP status code | Error code | Error message | Description |\n403 | So\nld | It is sold. | |\n404 | Gone | It is gone. | |\n",
    );
    assert_eq!(unread(&page), [(12, "a code of several lines, in the table of error codes: `So ld`".to_owned())]);
}

#[test]
fn rows_of_cells_in_lines_of_their_own_behind_a_break_are_told_by_their_first_cells() {
    let cells = |row: &[&str]| format!("|{}\n\n|\n", row.join("\n\n|"));
    let header = cells(&["HttpCode", "Error code", "Error message", "Description"]) + "|--|--|--|--|\n";
    let (sold, gone) =
        (cells(&["403", "Sold", "It is sold.", "Ask."]), cells(&["404", "Gone", "It is gone.", "Look."]));
    let whole = errors(&format!("{header}{sold}{gone}"));
    assert_eq!((unread(&whole), draft(&whole).rows.read), (Vec::new(), 3));
    let broken = errors(&format!("{header}no cell\n\n{sold}{gone}"));
    let row = |line: usize, cell: &str| (line, format!("a row outside of all tables, whose first cell is `{cell}`"));
    assert_eq!(unread(&broken), [row(23, "403"), row(32, "404")], "{broken}");
}

#[test]
fn rows_below_a_broken_header_of_a_section_are_told_and_an_explanation_is_passed_over() {
    let lines = |header: &str| {
        format!(
            "SellBook\nRequest parameters\n|\n{header}| Title |\nstring |\nYes |\nThe title. |\n| Pages |\nlong |\nNo |\nHow many. |\n\
             Response parameters\n|\nName |\nType |\nDescription |\n| Id |\nstring |\nThe ID. |\n"
        )
    };
    let whole = lines("Name |\nType |\n\nRequired |\nDescription |\n");
    assert_eq!((unread(&whole), draft(&whole).rows.read), (Vec::new(), 3), "blank lines are no break");
    let broken = lines("Name |\nKind of it |\nRequired |\nDescription |\n");
    let row = |cell: &str| format!("a row of a table whose header is not known, among the parameters: `| {cell} |`");
    assert_eq!(unread(&broken), [(8, row("Title")), (12, row("Pages"))]);
    let page = "# SellBook\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|:-|:-|:-|:-|\n|Title|String|Yes|The title.|\n\n\
                ## Response parameters\n\n|HTTP status code|Description|\n|:-|:-|\n|200|It is sold.|\n|404|No such book.|\n";
    assert_eq!((unread(page), draft(page).rows.aside), (Vec::new(), 2), "statuses and what they mean");
}
