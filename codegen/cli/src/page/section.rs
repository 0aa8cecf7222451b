//! Headings: the sections a page has, by the words that stand over them.

use apiscribe_core::Location;

use super::header::TableKind;
use super::syntax::{ADDRESS_HEADINGS, METHOD_HEADINGS};
use super::words::place_in;
use crate::prose::{is_word, words};

/// The content below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Table(TableKind),
    Syntax,
    RequestSample,
    ResponseSample,
    FailureSample,
    Examples,
    /// Anything else that begins something new.
    Other,
}

const HEADINGS: &[(Section, &str)] = &[
    (Section::Table(TableKind::Permission), "授权信息|授權信息|授權資訊|authorization information|ram authorization"),
    (
        Section::Table(TableKind::Request),
        "请求参数|請求參數|入参|请求头|路径参数|查询参数|请求体|request parameters|request parameter|path parameters\
         |query parameters|body parameters|request headers|request header|request head|请求|request body|requestbody|json body|form body|body|request|form data|form parameters\
         |parameters|arguments|required arguments|optional arguments|required parameters|optional parameters\
         |path params|query params|body params|header params|uri parameters|request body parameters|path parameter\
         |query parameter|query string|headers|リクエストパラメーター|リクエストパラメータ|パラメーター|請求參數說明|リクエストヘッダー\
         |リクエストヘッダ|リクエストボディ|クエリ文字列|输入参数|请求参数说明|请求参数列表|入参说明|请求字段|请求元素|请求正文|body参数\
         |query参数|path参数|url参数|业务请求参数",
    ),
    (
        Section::Table(TableKind::Response),
        "返回参数|业务响应参数|业务返回参数|回傳參數|返回數據|返回数据|返回參數|返回结果|返回資料|傳回參數|傳回資料|响应参数|出参|返回值|响应元素|返回元素\
         |响应体|返回体|响应正文|返回正文|响应内容|返回内容|响应字段|返回字段|返回信息|输出参数|返回参数说明|返回值说明|出参说明\
         |response parameters|response elements|response element|response|responses|returned data|return parameters\
         |response data|response body|response fields|returns|レスポンスパラメーター|レスポンスパラメータ\
         |応答パラメーター|返り値|レスポンス|レスポンスボディ|レスポンスヘッダー|response headers|response header|response head|响应|响应头|返回头",
    ),
    (
        Section::Table(TableKind::Errors),
        "错误码|錯誤碼|特殊错误码|特殊錯誤碼|错误代码|error codes|error code|special error codes|errors|エラーコード\
         |エラー|业务错误码",
    ),
    (
        Section::Table(TableKind::History),
        "变更历史|變更歷史|變更記錄|change history|change log|release notes|revision history",
    ),
    (
        Section::Syntax,
        "请求语法|請求語法|request syntax|请求格式|uri|返回语法|响应语法|response syntax|响应体语法|返回体语法",
    ),
    (Section::Syntax, METHOD_HEADINGS),
    (Section::Syntax, ADDRESS_HEADINGS),
    (
        Section::RequestSample,
        "请求示例|請求示例|請求樣本|输入示例|请求体示例|請求範例|example requests|example request|リクエスト例|sample requests|sample request|request example|request examples",
    ),
    (
        Section::FailureSample,
        "异常返回示例|错误返回示例|失败返回示例|異常返回示例|异常响应示例|错误响应示例|失败响应示例|异常示例|错误示例\
         |失败示例|error response|sample error responses\
         |failed response example|sample error response|error response example",
    ),
    (
        Section::ResponseSample,
        "正常返回示例|返回示例|输出示例|响应体示例|返回结果示例|回傳範例|example responses|example response|レスポンス例|正常返回樣本|响应示例|成功返回示例|sample success responses|sample success response\
         |success response|successful response example|sample responses|sample response|response example",
    ),
    (Section::Examples, "示例|範例|樣本|examples|example|sample|例|サンプル"),
    (
        Section::Other,
        "调试|調試|debugging|debug|try it now|test|接口说明|介面說明|使用说明|usage notes|描述|操作说明|request method\
         |流控信息|qps限制|qps limit|qps limits|limits|计费说明|相关文档|references|公共参数|common parameters\
         |相关操作|related operations|permission policy|policy|policies|权限策略|prices|pricing|价格|regions|地域\
         |支持的地域|quotas|配额",
    ),
];

/// Returns the section a line is the heading of.
pub(super) fn heading(line: &str) -> Option<Section> {
    let text = heading_text(line)?;
    let known = |text: &str| HEADINGS.iter().find(|(_, words)| is_word(text, words)).map(|(section, _)| *section);
    // How a body is written may stand in brackets behind it.
    let bare = ["(json)", "（json）", "(form)", "（form）"].iter().find_map(|form| text.strip_suffix(form));
    let bare = without_media(bare.map_or(text.as_str(), str::trim));
    known(bare).or_else(|| of_parameters(bare)).or_else(|| {
        // The same in another language may stand behind it: `响应元素(Response Elements)`.
        let (first, other) = bare.split_once(['(', '（'])?;
        let other = other.trim_end_matches([')', '）']).trim();
        let section = known(first.trim()).or_else(|| of_parameters(first.trim()))?;
        (known(other).or_else(|| of_parameters(other)) == Some(section)).then_some(section)
    })
}

/// Returns whether the heading of a syntax is that of the response.
pub(super) fn is_of_response(line: &str) -> bool {
    ["响应", "返回", "esponse"].iter().any(|word| line.contains(word))
}

/// The section that a line stands in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) kind: Option<TableKind>,
    /// The level of its heading, if it is marked as one.
    pub(super) level: Option<usize>,
}

impl Around {
    /// Enters the section of a heading, which may be a part of the one around it.
    pub(super) fn enter(&mut self, kind: TableKind, level: Option<usize>) {
        if self.kind != Some(kind) || !self.has_within(level) {
            *self = Self { kind: Some(kind), level };
        }
    }

    /// Returns whether a heading of a level is below that of the section.
    pub(super) fn has_within(self, level: Option<usize>) -> bool {
        self.level.zip(level).is_some_and(|(outer, inner)| inner > outer)
    }
}

/// Returns the section below a line by its words, or, where markup gives it a `level` as a heading, by the status of a response
/// that it names, itself or among those of responses.
pub(super) fn below(line: &str, level: Option<usize>, around: Around) -> Option<Section> {
    let (section, is_marked) = (around.kind, level.is_some());
    let is_of_response = section == Some(TableKind::Response);
    let section_of_line = match heading_text(line).as_deref() {
        // A response has these as well.
        Some("body" | "headers" | "header") if is_of_response => Some(Section::Table(TableKind::Response)),
        // Within a response, the request is that of a sample.
        Some("request") if is_of_response && around.has_within(level) => Some(Section::RequestSample),
        // Within a section, it explains something there.
        Some(text) if text.ends_with("说明") && around.has_within(level) => None,
        _ => heading(line).or_else(|| heading_of_item(line)),
    };
    section_of_line.or_else(|| {
        let names_status =
            is_marked && (is_of_response || self::is_of_response(line)) && success_status(line).is_some();
        names_status.then_some(Section::Table(TableKind::Response))
    })
}

/// Returns the samples that an item of a list is about: `-   返回示例`.
fn heading_of_item(line: &str) -> Option<Section> {
    let item = ["- ", "* ", "• "].iter().find_map(|mark| line.trim_start().strip_prefix(mark))?;
    let is_of_samples = |section: &Section| {
        matches!(section, Section::RequestSample | Section::ResponseSample | Section::FailureSample)
    };
    heading(item).filter(is_of_samples)
}

/// Returns the success status that a heading is of: `201`, `201 Created`, `HTTP/1.1 202 Accepted`, `Response 200`, `状态码 204`.
pub(super) fn success_status(line: &str) -> Option<u16> {
    const BEFORE: &str = "http/1.1|http|status code|status|responses|response|状态码|响应|返回|code|:|：";
    let text = heading_text(line)?.replace('`', "");
    let mut rest = text.trim();
    while let Some(behind) = words(BEFORE).find_map(|word| rest.strip_prefix(word)) {
        rest = behind.trim_start();
    }
    let (number, phrase) = rest.split_at_checked(3)?;
    // Behind it stands how HTTP calls it, or nothing.
    let is_phrase = phrase.is_empty() || phrase.starts_with([' ', ':', '：', '-', '(', '（']);
    let is_short = phrase.split_whitespace().count() <= 4 && !phrase.chars().any(|letter| letter.is_ascii_digit());
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|status| is_number && (200..300).contains(status) && is_phrase && is_short)
}

/// Returns whether a text only refers to another page, as one behind a table does.
pub(super) fn is_reference(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    [
        "访问错误中心",
        "访问[错误中心",
        "for a list of error codes",
        "關於錯誤碼",
        "訪問錯誤中心",
        "更多信息，参考变更详情",
        "see change details",
    ]
    .iter()
    .any(|start| text.starts_with(start))
}

/// Returns where the parameters below a heading travel, where it says so: `请求Path参数`, `Request headers`.
pub(super) fn place(line: &str) -> Option<&'static str> {
    place_in(&heading_text(line)?).map(Location::word)
}

/// Returns whether the values below a heading are required, where it says so: `Required arguments`, `可选参数`.
pub(super) fn presence(line: &str) -> Option<bool> {
    let text = heading_text(line)?;
    let starts = |words: &'static str| self::words(words).any(|word| text.starts_with(word));
    match (starts("required |必填|必选|必須"), starts("optional |可选|选填|任意")) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Returns the name of the structure that a table describes by its heading or caption: `表3 Server字段数据结构说明`,
/// ``Table 3 `Server` parameters``, `Data structure of Tag`.
pub(super) fn structure_name(caption: &str) -> Option<&str> {
    const BEFORE: &str = "data structure of the |data structure of |structure of the |structure of |数据结构";
    const BEHIND: &str = "|字段数据结构说明|字段数据结构|数据结构说明|数据结构|字段说明|结构说明|结构体|结构|对象说明\
        |对象|参数说明|参数|字段|object|structure|data structure|field data structure description\
        |data structure description|field|fields|parameters|parameter description|attributes|properties";
    let text = without_number(without_attributes(caption.trim().trim_start_matches('#').trim()).trim_matches('*'));
    let text = text.trim_start_matches('*').trim().trim_end_matches([':', '：']);
    let start =
        words(BEFORE).find(|start| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    let text = text[start.map_or(0, str::len)..].trim_start().trim_start_matches('`');
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    let end = text.find(|letter| !is_letter(letter)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start_matches('`').trim().to_lowercase();
    (!name.is_empty() && is_word(&rest, BEHIND)).then_some(name)
}

/// Returns the text behind the number of a table: `表 1. Server`.
fn without_number(text: &str) -> &str {
    let start = ["表", "Table", "table", "TABLE"].iter().find_map(|word| text.strip_prefix(word));
    let numbered = start.map(str::trim_start).filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    let is_number = |letter: char| letter.is_ascii_digit() || ". ．:：-".contains(letter);
    numbered.map_or(text, |rest| rest.trim_start_matches(is_number))
}

/// Returns a short line without the marks of a heading and the number of a table: `表 1. 请求Path参数`.
fn heading_text(line: &str) -> Option<String> {
    // The whole of it may be bold, or only the number of a table.
    let text = without_attributes(line.trim().trim_start_matches('#').trim()).replace("**", "");
    let text = text.trim().trim_end_matches([':', '：']);
    if text.len() > 60 || text.contains('|') {
        return None;
    }
    let text = text.to_lowercase();
    Some(without_number(&text).to_owned())
}

/// Returns a heading without the media type behind it: `Request body (multipart/form-data)`, `Request body schema: application/json`.
fn without_media(heading: &str) -> &str {
    let is_media = |text: &str| {
        text.split_once('/')
            .is_some_and(|(kind, _)| is_word(kind.trim(), "application|multipart|text|image|audio|video"))
    };
    let found =
        [':', '：', '(', '（'].into_iter().find_map(|mark| heading.split_once(mark).filter(|(_, rest)| is_media(rest)));
    found.map_or(heading, |(heading, _)| heading.trim_end())
}

/// Parameters by where they travel, in words of which there are many.
fn of_parameters(text: &str) -> Option<Section> {
    let ends = [
        "参数",
        "參數",
        "header",
        "headers",
        "头部",
        " parameters",
        " properties",
        " attributes",
        " fields",
        " schema",
        "パラメータ",
        "パラメーター",
    ];
    let is_of = |start: &str| text.starts_with(start) && ends.iter().any(|end| text.ends_with(end));
    let is_short = text.chars().count() <= if text.is_ascii() { 32 } else { 14 };
    if !is_short || text.contains(['。', ',', '，', '、']) || text.contains("公共") || text.contains("common") {
        return None;
    }
    let is_request =
        ["请求", "請求", "request ", "クエリ", "パス", "ボディ", "ヘッダー", "リクエスト"].into_iter().any(is_of);
    let is_response = ["响应", "返回", "回應", "傳回", "response ", "レスポンス"].into_iter().any(is_of);
    match (is_request, is_response) {
        (true, _) => Some(Section::Table(TableKind::Request)),
        (_, true) => Some(Section::Table(TableKind::Response)),
        _ => None,
    }
}

/// Returns whether a heading within a section of parameters is of some of them: `高级参数`, `Advanced parameters`.
pub(super) fn names_parameters(line: &str) -> bool {
    heading_text(line).is_some_and(|text| ["参数", "參數", " parameters"].iter().any(|end| text.ends_with(end)))
}

/// Takes away what some converters put behind a heading: `{#CreateDisk .reference}`.
pub(super) fn without_attributes(heading: &str) -> &str {
    let trimmed = heading.trim();
    let attributes = trimmed.rfind('{').filter(|start| {
        let inner = trimmed[start + 1..].trim_start();
        trimmed.ends_with('}') && inner.starts_with(['#', '.'])
    });
    attributes.map_or(trimmed, |start| trimmed[..start].trim_end())
}

#[cfg(test)]
mod tests {
    use super::success_status;

    #[test]
    fn a_heading_of_a_response_can_name_its_status() {
        for heading in [
            "201",
            "### 201 Created",
            "HTTP/1.1 201 Created",
            "Response 201",
            "状态码：201",
            "**`201`**",
            "Status: 201 (Created)",
        ] {
            assert_eq!(success_status(heading), Some(201), "{heading}");
        }
        for heading in
            ["404", "2010", "201st book", "v201", "201 | 202", "200 to 299", "201 of the books that are there", ""]
        {
            assert_eq!(success_status(heading), None, "{heading}");
        }
    }
}
