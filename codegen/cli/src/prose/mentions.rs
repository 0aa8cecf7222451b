//! Whether a text speaks of a subject, whatever it says of it: then nothing follows from what is not read there.

use super::marks::DEPRECATED;
use super::words::{has_word, words};

/// Returns whether a text speaks of something as deprecated, perhaps in some cases only.
pub(crate) fn mentions_deprecation(text: &str) -> bool {
    const FURTHER: &str = "obsolete|no longer supported|no longer used|废止";
    let text = text.to_lowercase();
    has_word(&text, DEPRECATED) || has_word(&text, FURTHER)
}

/// Returns whether a text speaks of null, or of something empty, which may be the same.
pub(crate) fn mentions_null(text: &str) -> bool {
    const OF_SPACE: &str = "空格|空间|空間|空闲|空閒|空白|空余|空中|航空|时空";
    let text = words(OF_SPACE).fold(text.to_lowercase(), |text, word| text.replace(word, ""));
    let mut letters = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    has_word(&text, "null|空") || letters.any(|word| word == "nil")
}

#[cfg(test)]
mod tests {
    use super::{mentions_deprecation, mentions_null};

    #[test]
    fn a_text_mentions_null_by_its_words_and_not_by_their_parts() {
        for text in ["May be null.", "Nullable.", "nil if there is none", "可能为空", "返回空值", "默认值：空"]
        {
            assert!(mentions_null(text), "{text}");
        }
        for text in ["The name of the vanilla zone.", "命名空间。", "不能包含空格。", "空闲时间", "磁盘空间", ""]
        {
            assert!(!mentions_null(text), "{text}");
        }
    }

    #[test]
    fn a_text_mentions_deprecation_in_each_language() {
        for text in
            ["Deprecated in some regions.", "It is no longer supported there.", "部分地域已下线", "廃止されました"]
        {
            assert!(mentions_deprecation(text), "{text}");
        }
        assert!(!mentions_deprecation("下线时间") && !mentions_deprecation("The date of support."));
    }
}
