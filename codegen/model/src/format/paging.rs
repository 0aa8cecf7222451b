//! The keys that say how the pages of a list follow one another.

use super::shape::shape;

shape! {
    /// The way to ask for the next page: one of `token`, `page`, `offset` and `link`. Parameters and fields are named by their
    /// paths, as in `Images.Image`; a header of the response as in `header:x-total`.
    pub struct Paging {
        /// The parameter that takes the token of a page, whatever the page calls it: a marker, a cursor.
        pub token: Option<String>,
        /// The field that has the token of the next page, and has none in the last one.
        pub next: Option<String>,
        /// In the place of `next`: the field of an item that is the token of the page behind it.
        pub last: Option<String>,
        /// The parameter that takes the number of a page.
        pub page: Option<String>,
        /// The parameter that takes how many items stand before a page.
        pub offset: Option<String>,
        /// The number of the first page, or its offset.
        pub first: Option<String> as count,
        /// The place of the next page's address: a header such as `header:link`, or a field.
        pub link: Option<String>,
        /// The parameter that takes how many items a page has.
        pub size: Option<String>,
        /// The list of the items; of a response that is a list itself it need not be named.
        pub items: Option<String>,
        /// The field that tells how many items there are on all pages.
        pub total: Option<String>,
        /// The field that tells how many pages there are.
        pub pages: Option<String>,
        /// The field that is true where another page follows.
        pub more: Option<String>,
        pub known_from: Option<String> as known_from,
    }
}
