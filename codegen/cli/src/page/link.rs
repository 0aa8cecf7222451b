//! The link of a page to the site's explorer, which names the product, its version and the operation.

use super::syntax::is_operation;
use super::words::{is_date, plain_word};

/// The operation that a page links to, in order to try it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiLink {
    pub(crate) product: String,
    pub(crate) version: String,
    pub(crate) operation: String,
    /// `rpc` or `roa`, where the link says so.
    pub(crate) style: Option<String>,
    pub(crate) line: usize,
}

/// Returns the first link to an operation in a text.
pub(super) fn api_link(text: &str) -> Option<ApiLink> {
    text.lines().enumerate().find_map(|(index, line)| by_keys(line, index + 1).or_else(|| by_path(line, index + 1)))
}

/// `https://api.aliyun.com/#product=Ecs&api=DetachDisk&type=RPC&version=2014-05-26`.
fn by_keys(line: &str, number: usize) -> Option<ApiLink> {
    let (_, rest) = line.split_once("#product=")?;
    let end = rest.find(|letter: char| letter.is_whitespace() || ")\"'>]".contains(letter)).unwrap_or(rest.len());
    let keys = format!("product={}", rest[..end].replace("&amp;", "&"));
    let value = |wanted: &str| {
        keys.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == wanted).map(|(_, value)| value)
    };
    of(value("product")?, value("version")?, value("api")?, value("type"), number)
}

/// `https://next.api.aliyun.com/api/Ecs/2014-05-26/DetachDisk`.
fn by_path(line: &str, number: usize) -> Option<ApiLink> {
    let hosts = [
        "api.aliyun.com/api/",
        "api.alibabacloud.com/api/",
        "api.aliyun.com/document/",
        "api.alibabacloud.com/document/",
    ];
    let (_, rest) = hosts.iter().find_map(|host| line.split_once(host))?;
    let mut parts = rest.split('/');
    let (product, version, operation) = (parts.next()?, parts.next()?, parts.next()?);
    of(product, version, plain_word(operation), None, number)
}

fn of(product: &str, version: &str, operation: &str, style: Option<&str>, line: usize) -> Option<ApiLink> {
    let is_code = |text: &str| !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
    let style = style.map(str::to_lowercase).filter(|style| matches!(style.as_str(), "rpc" | "roa"));
    let is_whole = is_code(product) && is_date(version) && version.len() == 10 && is_operation(operation);
    let (product, version, operation) = (product.to_owned(), version.to_owned(), operation.to_owned());
    is_whole.then_some(ApiLink { product, version, operation, style, line })
}

#[cfg(test)]
mod tests {
    use super::api_link;

    #[test]
    fn links_to_the_explorer_name_the_operation_in_both_forms() {
        let read = |text| api_link(text).map(|link| [link.product, link.version, link.operation].join(" "));
        let keys = "[Try it](https://api.aliyun.com/#product=Shop&api=SellBook&type=RPC&version=2031-04-01)";
        assert_eq!(read(keys).as_deref(), Some("Shop 2031-04-01 SellBook"));
        assert_eq!(api_link(keys).and_then(|link| link.style).as_deref(), Some("rpc"));
        let path = "x\nhttps://next.api.aliyun.com/api/shop-x/2031-04-01/SellBook?tab=DEMO";
        assert_eq!(read(path).as_deref(), Some("shop-x 2031-04-01 SellBook"));
        assert_eq!(read("https://api.aliyun.com/document/Shop/2031-04-01/errorCode"), None);
        assert_eq!(read("https://example.org/api/Shop/2031-04-01/SellBook"), None);
    }
}
