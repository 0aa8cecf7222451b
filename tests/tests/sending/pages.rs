//! The pages of a list and the items on them, through both clients, as a server has them that tells what it was asked for.

use apiscribe::{
    CallError, Method, NoServiceCode, OperationFacts, OperationKind, Paged, PagedItems, Paging, PagingError,
};

use super::server::{Answer, Server};
use super::{asynchronous, block_on, blocking};

operation!(
    ListBooks { token: Option<String> => "NextToken" } -> Books,
    OperationFacts::rpc()
        .product("Books", "2031-05-01")
        .action("ListBooks")
        .http(&[Method::Get], "/")
        .kind(OperationKind::Read)
        .paging(&Paging::token("NextToken").next("NextToken").items("Books"))
);

#[derive(Clone)]
struct Books {
    token: Option<String>,
    books: Option<Vec<String>>,
}

apiscribe::fields! { Books: token => "NextToken", books => "Books" }

impl Paged for ListBooks {}

impl PagedItems for ListBooks {
    type Item = String;

    fn items(response: &Books) -> Option<&[String]> {
        response.books.as_deref()
    }

    fn into_items(response: Books) -> Option<Vec<String>> {
        response.books
    }
}

fn page(books: &str, next: &str) -> Answer {
    Answer::json(200, format!(r#"{{"Books":{books},"NextToken":"{next}"}}"#))
}

/// Three pages, of which one has nothing on it, and one that is asked for again after a failure of the server.
fn three_pages() -> Server {
    let broken = Answer::json(503, r#"{"Code":"ServiceUnavailable","Message":"Later."}"#);
    Server::new(vec![page(r#"["Emma","Dracula"]"#, "two"), page("[]", "three"), broken, page(r#"["Ulysses"]"#, "")])
}

fn first() -> ListBooks {
    ListBooks { token: None }
}

type Outcome<T> = Result<T, CallError<NoServiceCode>>;

/// What both clients make of the items, each with a server of its own.
fn items(server: impl Fn() -> Server) -> [(Vec<Outcome<String>>, Server); 2] {
    let (one, other) = (server(), server());
    let by_ureq = blocking(&one).pages(&first()).items().collect();
    let by_reqwest = block_on(async {
        let mut items = asynchronous(&other).pages(&first()).items();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            found.push(item);
        }
        assert!(items.next().await.is_none(), "the end stays");
        found
    });
    [(by_ureq, one), (by_reqwest, other)]
}

fn targets(server: &Server) -> Vec<String> {
    server.received().into_iter().map(|request| request.target).collect()
}

#[test]
fn items_of_all_pages_come_one_after_the_other() {
    for (items, server) in items(three_pages) {
        let items: Outcome<Vec<String>> = items.into_iter().collect();
        assert_eq!(items.expect("no error"), ["Emma", "Dracula", "Ulysses"]);
        assert_eq!(targets(&server), ["/", "/?NextToken=two", "/?NextToken=three", "/?NextToken=three"]);
    }
}

#[test]
fn a_page_is_read_when_it_is_asked_for_and_not_before() {
    let server = three_pages();
    let client = blocking(&server);
    let mut pages = client.pages(&first());
    assert_eq!(server.received().len(), 0);
    let page = pages.next().expect("a page").expect("no error");
    assert_eq!((page.books.as_deref().map(<[_]>::len), server.received().len()), (Some(2), 1));
    drop(pages);
    let other = three_pages();
    block_on(async {
        let mut items = asynchronous(&other).pages(&first()).items();
        assert_eq!(items.next().await.and_then(Result::ok).as_deref(), Some("Emma"));
        assert_eq!(items.next().await.and_then(Result::ok).as_deref(), Some("Dracula"));
        assert_eq!(other.received().len(), 1);
    });
    assert_eq!(server.received().len(), 1);
}

#[test]
fn a_token_that_repeats_ends_in_an_error_behind_the_pages_that_came() {
    let server = || {
        Server::new(vec![page(r#"["Emma"]"#, "two"), page(r#"["Dracula"]"#, "three"), page(r#"["Ulysses"]"#, "two")])
    };
    for (mut items, server) in items(server) {
        let last = items.pop().expect("an error");
        assert!(matches!(last, Err(CallError::Paging(PagingError::Repeated))), "{last:?}");
        let items: Outcome<Vec<String>> = items.into_iter().collect();
        assert_eq!(items.expect("no other error"), ["Emma", "Dracula", "Ulysses"]);
        assert_eq!(server.received().len(), 3);
    }
}

#[test]
fn an_error_of_the_server_is_the_last_that_comes() {
    let refusal = || Answer::json(403, r#"{"Code":"Forbidden","Message":"Not you."}"#);
    for (items, server) in items(|| Server::new(vec![page(r#"["Emma"]"#, "two"), refusal()])) {
        assert_eq!((items.len(), server.received().len()), (2, 2));
        assert!(items[0].is_ok());
        let error = items[1].as_ref().expect_err("an error");
        assert_eq!(error.api().map(|error| error.code().as_str().to_owned()).as_deref(), Some("Forbidden"));
    }
}

/// Spawned on a task of its own, by code that knows no more than that there are pages.
fn spawn<O: PagedItems>(client: &apiscribe_reqwest::Client, request: &O) -> tokio::task::JoinHandle<usize> {
    let mut pages = client.pages(request);
    tokio::spawn(async move {
        let mut count = 0;
        while let Some(Ok(page)) = pages.next().await {
            count += O::items(&page).map_or(0, <[_]>::len);
        }
        count
    })
}

#[test]
fn pages_can_be_read_on_any_task_and_are_a_stream() {
    fn is_stream<S: futures_core::Stream + Send + Unpin>(_: &S) {}
    let server = three_pages();
    let client = asynchronous(&server);
    is_stream(&client.pages(&first()));
    is_stream(&client.pages(&first()).items());
    assert_eq!(block_on(async { spawn(&client, &first()).await.expect("no panic") }), 3);
}
