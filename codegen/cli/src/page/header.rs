//! Headers of tables: what each column is, in the many words of the documentation, and what the table is by its columns.

use crate::prose::{is_word, words};

/// The kind of content of a table's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Name,
    Type,
    Required,
    Description,
    Example,
    Default,
    Location,
    /// The values that may be given, beside the description.
    Values,
    Status,
    Code,
    Message,
    /// The description of an error in the language of the documentation.
    Meaning,
    Action,
    Access,
    Resource,
    Condition,
    Dependent,
    Date,
    Changes,
    Other,
}

/// The kind of entry that a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableKind {
    /// Parameters of the request.
    Request,
    /// Fields of the response.
    Response,
    Errors,
    Permission,
    History,
}

impl TableKind {
    /// Returns whether it tells of a call, and not of what is around it.
    pub(super) fn is_of_call(self) -> bool {
        matches!(self, Self::Request | Self::Response | Self::Errors)
    }

    /// Returns what its rows are called.
    pub(crate) fn rows(self) -> &'static str {
        match self {
            Self::Request => "parameters",
            Self::Response => "response fields",
            Self::Errors => "error codes",
            Self::Permission => "permissions",
            Self::History => "changes",
        }
    }
}

/// The words that head a column of each kind, in lower case and without spaces.
const WORDS: &[(Column, &str)] = &[
    (
        Column::Name,
        "名称|名稱|参数|參數|参数名|参数名称|參數名稱|字段|字段名|字段名称|属性|name|parameter|field|parametername\
         |element|property|propertyname|fieldname|argumentname|attributename|attribute|key|argument|屬性|欄位|名前\
         |パラメーター|パラメータ|パラメーター名|パラメータ名|フィールド名|項目名|header|headername|ヘッダー名|ヘッダー|フィールド|プロパティ|プロパティ名",
    ),
    (Column::Type, "类型|類型|型態|数据类型|資料類型|参数类型|參數類型|type|datatype|schema|型|タイプ|データ型"),
    (
        Column::Required,
        "必填|是否必填|是否必选|是否必选?|是否必须|是否必需|必选|必须|必需|是否必選|是否必要|必選|required|required?\
         |mandatory|必須|requiredornot|necessity",
    ),
    (
        Column::Description,
        "描述|错误描述|错误码描述|说明|說明|描述信息|参数说明|含义|备注|備註|描述說明|description|remarks|details|notes|meaning|説明",
    ),
    (
        Column::Example,
        "示例值|示例|样例值|樣本值|样例|範例值|example|samplevalue|examplevalue|sample|examples|samplevalues|例\
         |サンプル値|範例",
    ),
    (Column::Default, "默认值|預設值|缺省值|default|defaultvalue|デフォルト|デフォルト値"),
    (Column::Location, "位置|参数位置|传入位置|传参方式|传递方式|location|locatedin|position|in|where|參數位置|場所"),
    (
        Column::Values,
        "可选值范围|可选值|取值范围|允许值|allowedvalues|possiblevalues|validvalues|valuerange|enumvalues",
    ),
    (
        Column::Status,
        "httpstatuscode|httpcode|http状态码|http狀態碼|状态码|http状态|http错误码|httpstatus|statuscode|http返回码\
         |status|http|http狀態|httpステータスコード|ステータスコード",
    ),
    (Column::Code, "错误码|错误代码|錯誤碼|錯誤代碼|错误编码|errorcode|code|errorcodes|error|エラーコード|コード"),
    (Column::Message, "错误信息|错误消息|錯誤資訊|錯誤信息|报错信息|错误提示|errormessage|message|エラーメッセージ"),
    (Column::Meaning, "语义|語義|semantics|meaning|中文描述"),
    (Column::Action, "操作|operation|action|actions|operate|api操作"),
    (Column::Access, "访问级别|訪問級別|存取層級|accesslevel"),
    (Column::Resource, "资源类型|資源類型|资源|resourcetype|resource"),
    (Column::Condition, "条件关键字|條件關鍵字|conditionkey|conditionkeys|conditionkeyword|conditionalkeyword"),
    (
        Column::Dependent,
        "关联操作|關聯操作|associatedoperation|dependentaction|dependentactions|associatedoperations\
         |associationoperation",
    ),
    (Column::Date, "变更时间|變更時間|变更日期|changetime|changedate|changedat|updatetime"),
    (
        Column::Changes,
        "变更内容概要|變更內容概要|变更内容|summaryofchanges|changesummary|changecontentsummary|changecontent\
         |descriptionofchange|changes|summary",
    ),
];

/// Returns what a cell heads, if it is a header.
pub(super) fn column(cell: &str) -> Option<Column> {
    let word = word(cell);
    let known = |word: &str| WORDS.iter().find(|(_, words)| is_word(word, words)).map(|(column, _)| *column);
    // Its name in the API may stand in brackets behind it: `错误码（errcode）`.
    known(&word).or_else(|| known(word.strip_suffix([')', '）'])?.split_once(['(', '（'])?.0))
}

/// Returns whether a text is the beginning of what heads a column.
pub(super) fn begins_column(text: &str) -> bool {
    let start = word(text);
    !start.is_empty() && WORDS.iter().any(|(_, list)| words(list).any(|word| word.starts_with(&start)))
}

fn word(cell: &str) -> String {
    let word: String = cell.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '*' | '`')).collect();
    word.to_lowercase()
}

/// Returns what the cells of a header head, and what the table is by that and by the heading above it; nothing where they
/// are no header. A column that is not known may stand among others only where a rule below says that this is a header.
pub(super) fn columns_of(
    cells: &[&str],
    is_ruled: bool,
    heading: Option<TableKind>,
) -> Option<(Vec<Column>, TableKind)> {
    let columns: Vec<Option<Column>> = cells.iter().map(|cell| column(cell)).collect();
    let known = columns.iter().flatten().count();
    let is_header = known == columns.len() || is_ruled && known >= 2 && known * 2 > columns.len();
    let columns: Vec<Column> = columns.into_iter().map(|column| column.unwrap_or(Column::Other)).collect();
    let kind = kind(&columns, heading).filter(|_| is_header)?;
    Some((columns, kind))
}

/// Returns whether columns of a kind of table may include one of another kind.
pub(super) fn may_have(kind: TableKind, column: Column) -> bool {
    use Column::{
        Access, Action, Changes, Code, Condition, Date, Default, Dependent, Description, Example, Location, Meaning,
        Message, Name, Required, Resource, Status, Type, Values,
    };
    match kind {
        TableKind::Request | TableKind::Response => {
            matches!(column, Name | Type | Required | Description | Example | Default | Location | Values)
        }
        TableKind::Errors => matches!(column, Status | Code | Message | Description | Meaning),
        TableKind::Permission => matches!(column, Action | Access | Resource | Condition | Dependent),
        TableKind::History => matches!(column, Date | Changes | Action),
    }
}

/// Returns what a table is by its columns; whether of a request or a response also by the heading above it.
pub(super) fn kind(columns: &[Column], heading: Option<TableKind>) -> Option<TableKind> {
    let has = |column| columns.contains(&column);
    if has(Column::Name) && has(Column::Type) {
        return Some(match heading {
            Some(kind @ (TableKind::Request | TableKind::Response)) => kind,
            _ if has(Column::Required) || has(Column::Location) || has(Column::Default) => TableKind::Request,
            _ => TableKind::Response,
        });
    }
    if has(Column::Name) && has(Column::Required) && heading != Some(TableKind::Response) {
        return Some(TableKind::Request);
    }
    if has(Column::Code) && (has(Column::Status) || has(Column::Message) || has(Column::Description)) {
        return Some(TableKind::Errors);
    }
    if has(Column::Action) && has(Column::Access) {
        return Some(TableKind::Permission);
    }
    (has(Column::Date) && has(Column::Changes)).then_some(TableKind::History)
}
