//! Facts of made-up operations, from which pages are rendered in each form.

/// An operation, as a page describes it.
pub(super) struct Operation {
    pub(super) name: &'static str,
    pub(super) is_chinese: bool,
    pub(super) parameters: &'static [Row],
    pub(super) fields: &'static [Row],
    pub(super) sample: &'static str,
    /// Status, code, message.
    pub(super) errors: &'static [[&'static str; 3]],
}

/// A row of parameters or of fields.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// The path in a draft, without `parameters` or `response.fields`; its last name is that of the row, and `[]` has none.
    pub(super) path: &'static str,
    pub(super) kind: &'static str,
    pub(super) is_required: bool,
    /// The paragraphs of the description; a list is one of them.
    pub(super) description: &'static str,
    pub(super) example: &'static str,
    /// The values that the description lists.
    pub(super) values: &'static [&'static str],
    /// A limit as a draft has it: `length 2 40`.
    pub(super) limit: &'static str,
}

const fn row(path: &'static str, kind: &'static str, description: &'static str, example: &'static str) -> Row {
    Row { path, kind, is_required: false, description, example, values: &[], limit: "" }
}

const fn required(row: Row) -> Row {
    Row { is_required: true, ..row }
}

const fn listed(row: Row, values: &'static [&'static str]) -> Row {
    Row { values, ..row }
}

const fn limited(row: Row, limit: &'static str) -> Row {
    Row { limit, ..row }
}

impl Row {
    /// Returns the name of the row; none for an item.
    pub(super) fn name(&self) -> &'static str {
        self.path.rsplit('.').next().filter(|name| *name != "[]").unwrap_or_default()
    }
}

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "ListBoats",
        is_chinese: true,
        parameters: &[
            required(row("RegionId", "string", "地域 ID。", "cn-east_1")),
            limited(row("Name", "string", "船名。长度为 2~40 个字符。", "sea*star****"), "length 2 40"),
            listed(
                row("State", "string", "状态。取值：\n\n- IN_PORT：在港。\n- AT_SEA：出海。", "AT_SEA"),
                &["IN_PORT", "AT_SEA"],
            ),
            limited(row("PageSize", "integer", "每页行数。取值范围：1~100。", "20"), "range 1 100"),
            row("Tags", "array<string>", "标签。", ""),
            row("Tags.[]", "string", "一个标签。", "red_1"),
            row("List", "boolean", "是否列出全部。", "true"),
        ],
        fields: &[
            row("[]", "object", "返回。", ""),
            row("RequestId", "string", "请求 ID。", "4C4B-77"),
            row("Boats", "array<object>", "船的列表。", ""),
            row("Boats.[]", "object", "一条船。", ""),
            row("Boats.[].BoatId", "long", "船的 ID。", "9007199254740"),
            listed(
                row("Boats.[].State", "string", "状态。取值：\n\n- IN_PORT：在港。\n- AT_SEA：出海。", "IN_PORT"),
                &["IN_PORT", "AT_SEA"],
            ),
            row("Boats.[].Owner", "object", "船主。", ""),
            row("Boats.[].Owner.FullName", "string", "姓名。", "李华"),
            row("TotalCount", "integer", "总数。", "1"),
        ],
        sample: "{\n  \"RequestId\": \"4C4B-77\",\n  \"Boats\": [\n    {\n      \"BoatId\": 9007199254740,\n      \"State\": \"IN_PORT\",\n      \"Owner\": {\n        \"FullName\": \"李华\"\n      }\n    }\n  ],\n  \"TotalCount\": 1\n}",
        errors: &[
            ["400", "BOAT_FULL", "The boat [%s] is * full_up."],
            ["404", "Boat.NotFound", "There is no such boat."],
            ["500", "InternalError", "Try again later."],
        ],
    },
    Operation {
        name: "SellTicket",
        is_chinese: false,
        parameters: &[
            required(row("BoatId", "long", "The ID of the boat.", "17")),
            limited(row("Seats", "integer", "The number of seats. Valid values: 1 to 8.", "2"), "range 1 8"),
            listed(
                row(
                    "Class",
                    "string",
                    "The class. Valid values:\n\n- first: in front.\n- second: at the back.",
                    "first",
                ),
                &["first", "second"],
            ),
            row("Passengers", "array<object>", "The passengers.", ""),
            row("Passengers.[]", "object", "A passenger.", ""),
            row("Note", "string", "A note. Several words may stand here.", "two words"),
        ],
        fields: &[
            row("[]", "object", "The response.", ""),
            row("RequestId", "string", "The request ID.", "77_A"),
            row("Ticket", "object", "The ticket.", ""),
            row("Ticket.Number", "string", "The number on it.", "T-1_2"),
            row("Ticket.Price", "double", "The price.", "12.5"),
            row("Success", "boolean", "Whether it was sold.", "true"),
        ],
        sample: "{\n  \"RequestId\": \"77_A\",\n  \"Ticket\": {\n    \"Number\": \"T-1_2\",\n    \"Price\": 12.5\n  },\n  \"Success\": true\n}",
        errors: &[
            ["409", "SoldOut", "The boat is sold out."],
            ["403", "NotAllowed.Minor", "A minor cannot buy tickets."],
        ],
    },
    Operation {
        name: "SinkBoat",
        is_chinese: true,
        parameters: &[required(row("BoatId", "string", "船的 ID。", "b_1****"))],
        fields: &[row("[]", "object", "", ""), row("RequestId", "string", "请求 ID。", "A1")],
        sample: "{\n  \"RequestId\": \"A1\"\n}",
        errors: &[],
    },
];
