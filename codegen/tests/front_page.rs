//! The front page of a crate shows a call as its API is called: its endpoint, and what shows who sends a request.

use apiscribe_codegen::{Layout, Options, SourceFile, generate};

/// Returns the front page of a crate of one operation.
fn front_page(service: &str) -> String {
    let file = |name: &str, text: String| {
        let path = format!("spec/shop/1/{name}.yaml");
        SourceFile { name: path.clone(), path, bytes: text.into_bytes() }
    };
    let operation = "operation: GetBook\nsummary: Returns a book.\nhttp: { methods: [GET], path: /book }\n";
    let specs = [
        file("service", format!("service: Shop\nversion: \"1\"\n{service}")),
        file("GetBook", format!("{operation}parameters:\n  id: {{ in: query, type: string, example: b1 }}\n")),
    ];
    let layout = Layout::Crate { name: "shop".to_owned() };
    let mut options = Options::default();
    options.layout = layout;
    let generated = generate(&specs, &options).expect("sound specs");
    let all: Vec<String> = generated.files.into_iter().map(|file| file.text).collect();
    all.concat()
}

#[test]
fn a_call_is_shown_with_the_endpoint_and_the_credentials_of_the_api() {
    let url = "base_url: https://shop.example/v1\n";
    for (service, auth, endpoint) in [
        ("style: rpc\n", "Credentials::from_env()?", "Endpoint::region(\"cn-hangzhou\")"),
        ("style: rpc\nendpoints: { rule: central }\n", "Credentials::from_env()?", "Endpoint::central()"),
        (
            &format!("protocol: http\nauth: bearer\n{url}"),
            "BearerToken::from_env(\"API_TOKEN\")?",
            "Endpoint::documented()",
        ),
        (
            &format!("protocol: http\nauth: header:X-Key\n{url}"),
            "ApiKey::from_env(\"API_KEY\")?",
            "Endpoint::documented()",
        ),
        (
            "protocol: http\nauth: basic\n",
            "BasicLogin::from_env(\"API_USER\", \"API_PASSWORD\")?",
            "Endpoint::at(\"https://api.example.com\")",
        ),
        ("protocol: http\nauth: scheme:TC3\n", "Signer::new()", "Endpoint::at(\"https://api.example.com\")"),
        (
            "protocol: http\nservers: { eu: { base_url: \"https://eu.example\" } }\n",
            "Anonymous",
            "Endpoint::server(\"eu\")",
        ),
    ] {
        let page = front_page(service);
        let call = format!(
            "//! let auth = {auth};\n//! let client = Client::new(reqwest::Client::new(), {endpoint}, auth);\n\
             //! let response = client.call(&request).await?;\n"
        );
        assert_eq!(page.matches(&call).count(), 2, "once in front, once with the operation: {service}: {page}");
        assert_eq!(page.contains("x-acs") || page.contains("Credentials"), service.contains("rpc"), "{service}");
    }
}

#[test]
fn an_operation_is_shown_with_the_url_that_it_is_sent_to() {
    let page = front_page("protocol: http\nbase_url: https://shop.example/v1/\n");
    assert!(page.contains("//! Sent as `GET` to `https://shop.example/v1/book`."), "{page}");
    assert!(front_page("style: roa\n").contains("//! Sent as `GET` to `/book`."));
}
