//! Credentials, which must not be shown: values whose name, type and example agree that they are.

use serde_yaml::Value;

use super::file::Draft;

/// Names, word by word, whose end is that of a credential. Behind a `|` stands another one.
const CREDENTIALS: &str = "password|passwords|pass word|passwd|pwd|passphrase|passcode|secret|access key secret|client secret|app secret\
    |secret key|secret access key|private key|private key body|private key content|api key|auth key|sign key\
    |signature key|access token|security token|refresh token|id token|session token|auth token|authorization token\
    |bearer token|login token|oidc token|oauth token|api token|user token|app token|saml assertion|jwt|credential";

/// Words in a name that make one ask whether it is that of a credential.
const HINTS: &str = "password|passwd|pwd|passphrase|secret|private key|token|api key|credential|assertion";

/// Returns whether a value is a credential: its name ends like that of one, it is text, and its example is no word, date,
/// address or resource name.
pub(super) fn is_credential(name: &str, kind: &str, example: Option<&str>) -> bool {
    let words = words(name);
    let last = words.rsplit(' ').next().unwrap_or_default();
    let ends = |credential: &str| {
        // Names without capital letters have their words in one, as `accesstoken`.
        let is_in_one = || is_long(credential) && last.ends_with(&credential.replace(' ', ""));
        words == credential || words.strip_suffix(credential).is_some_and(|before| before.ends_with(' ')) || is_in_one()
    };
    // A token may be the place in a list or the number of a request; only its example tells.
    let is_token = words == "token" && example.is_some_and(|example| example.starts_with("eyJ"));
    kind == "string" && (is_token || CREDENTIALS.split('|').any(ends)) && example.is_none_or(may_be_credential)
}

/// Returns whether the name of a credential is no part of other words.
fn is_long(credential: &str) -> bool {
    credential.contains(' ') || ["password", "passwd"].contains(&credential)
}

/// Marks as credentials the texts called `token` beside which their type stands, as OAuth 2.0 has it where one is revoked or looked
/// into.
pub(crate) fn put_tokens(draft: &mut Draft) {
    draft.revise(|root| {
        for key in ["types", "parameters"] {
            root.get_mut(key).into_iter().for_each(put_tokens_in);
        }
        if let Some(response) = root.get_mut("response") {
            put_tokens_around(response);
            response.get_mut("body").into_iter().for_each(put_tokens_around);
        }
    });
}

fn put_tokens_in(fields: &mut Value) {
    let Some(fields) = fields.as_mapping_mut() else { return };
    let is_type =
        |name: &Value| name.as_str().is_some_and(|name| ["token type", "token type hint"].contains(&&*words(name)));
    let has_type = fields.keys().any(is_type);
    for (name, field) in fields.iter_mut() {
        let is_token = has_type && name.as_str().is_some_and(|name| words(name) == "token") && is_text(field);
        // What the source says goes before what a name does.
        let is_token = is_token && field.get("secret").is_none();
        let example = field.get("example").and_then(Value::as_str);
        if is_token && example.is_none_or(may_be_credential) {
            field.as_mapping_mut().into_iter().for_each(|field| drop(field.insert("secret".into(), true.into())));
        }
        put_tokens_around(field);
    }
}

fn put_tokens_around(value: &mut Value) {
    value.get_mut("fields").into_iter().for_each(put_tokens_in);
    for key in ["items", "values"] {
        value.get_mut(key).into_iter().for_each(put_tokens_around);
    }
}

/// Returns whether a value is text of which no values are known.
fn is_text(value: &Value) -> bool {
    value.get("type").is_some_and(|kind| kind == "string") && value.get("enum").is_none()
}

fn may_be_credential(example: &str) -> bool {
    let lower = example.to_ascii_lowercase();
    let is_word = ["true", "false", "yes", "no", "on", "off", "enabled", "disabled"].contains(&&*lower);
    let is_address = ["acs:", "http://", "https://", "arn:"].iter().any(|start| lower.starts_with(start));
    let is_day = example.len() >= 10
        && example.bytes().take(10).enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    !is_word && !is_address && !is_day
}

/// Returns the words of a name, in small letters, with a blank between them.
fn words(name: &str) -> String {
    let mut words = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).map(|place| letters[place]);
        let ends_capitals = letters.get(place + 1).is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase()
            && before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit() || ends_capitals);
        if begins || !letter.is_alphanumeric() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase().filter(|letter| letter.is_alphanumeric()));
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a name makes one ask whether it is that of a credential.
pub(crate) fn asks(name: &str) -> bool {
    let words = words(name);
    HINTS.split('|').any(|hint| words.contains(hint))
}

/// A value whose name makes one ask whether it must not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) path: String,
    pub(crate) is_secret: bool,
}

/// Returns what was decided of the values of a draft, in their order.
pub(crate) fn decisions(draft: &Draft) -> Vec<Decision> {
    let mut found = Vec::new();
    for key in ["types", "parameters"] {
        walk_fields(draft.root().get(key), key, &mut found);
    }
    if let Some(response) = draft.root().get("response") {
        walk_fields(response.get("fields"), "response.fields", &mut found);
        response.get("body").into_iter().for_each(|body| walk(body, "Body", "response.body", &mut found));
    }
    found
}

fn walk_fields(fields: Option<&Value>, path: &str, found: &mut Vec<Decision>) {
    for (name, value) in fields.and_then(Value::as_mapping).into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        walk(value, name, &format!("{path}.{name}"), found);
    }
}

fn walk(value: &Value, name: &str, path: &str, found: &mut Vec<Decision>) {
    let is_secret = value.get("secret").is_some_and(|secret| *secret == true);
    if is_secret || is_text(value) && asks(name) {
        found.push(Decision { path: path.to_owned(), is_secret });
    }
    walk_fields(value.get("fields"), &format!("{path}.fields"), found);
    for key in ["items", "values"] {
        value.get(key).into_iter().for_each(|inner| walk(inner, name, &format!("{path}.{key}"), found));
    }
}

#[cfg(test)]
mod tests {
    use super::is_credential;

    #[test]
    fn name_type_and_example_have_to_agree() {
        for (name, example, expected) in [
            ("Password", Some("123"), true),
            ("login_password", Some("Hello1234"), true),
            ("VncPassword", None, true),
            ("AccessToken", None, true),
            ("LoginStateAccessToken", Some("bd9ccdb121ee950ddead51e943e081fe"), true),
            ("ApiKey", None, true),
            ("APIKey", None, true),
            ("client_secret", Some("client_secret"), true),
            ("AccessKeySecret", None, true),
            ("PrivateKeyBody", Some("MIIEpAIB****"), true),
            ("OIDCToken", Some("eyJraWQi****"), true),
            ("token", Some("eyJhbGci***"), true),
            ("token", Some("dbc2826f237e****"), false),
            ("SecretArn", Some("acs:kms:cn-hangzhou:1:secret/x"), false),
            ("Secret", Some("acs:kms:cn-hangzhou:1:secret/x"), false),
            ("PasswordExpireDays", None, false),
            ("PasswordName", Some("axtSecretPassword"), false),
            ("NeedPassword", Some("true"), false),
            ("SecretId", None, false),
            ("PassWord", None, true),
            ("accesstoken", None, true),
            ("dbpassword", Some("Hello1234"), true),
            ("accesskeysecret", None, true),
            ("apikeyname", None, false),
            ("nexttoken", None, false),
            ("NextToken", None, false),
            ("ClientToken", None, false),
            ("HttpTokens", Some("optional"), false),
            ("token_type", Some("Bearer"), false),
            ("AccessKeyId", Some("LTAI****"), false),
            ("Nonsecret", None, false),
        ] {
            assert_eq!(is_credential(name, "string", example), expected, "{name} {example:?}");
        }
        assert!(!is_credential("Password", "boolean", None));
    }
}
