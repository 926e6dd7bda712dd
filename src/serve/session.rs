//! Who a request is from: the browser's key, as a cookie that no script reads and no other site sends.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};

use super::app::{Access, App, Visitor};
use super::files::{Digest, hexadecimal};
use super::moment::Moment;
use super::store::Role;
use crate::model::finding::Lang;

/// The cookie of the chosen language.
const LANGUAGE: &str = "pactlint-lang";
/// A session of an account ends after a working day.
pub(super) const LASTS: i64 = 12 * 3600;
/// Bytes of chance in a key.
const KEY: usize = 32;

/// A key that nobody can guess.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random numbers")]
pub(super) struct NoChance;

/// A new key, in hexadecimal digits.
pub(super) fn new_key() -> Result<String, NoChance> {
    let mut bytes = [0; KEY];
    getrandom::fill(&mut bytes).map_err(|_| NoChance)?;
    Ok(hexadecimal(&bytes))
}

/// Who sent a request; nobody if it has no key, or one that does not fit.
pub(super) fn visitor(app: &App, headers: &HeaderMap, lang: Lang) -> Option<Visitor> {
    let key = Digest::of(cookie(headers, &app.cookie)?.as_bytes());
    match &app.access {
        // Digests are compared, so that the time it takes tells nothing of the key.
        Access::Key { digest, user } => {
            (*digest == key).then(|| Visitor { name: user.clone(), role: Role::Admin, lang, session: None, accounts: false })
        }
        Access::Accounts(_) => {
            let account = app.store.session(&key, Moment::now()).ok()??;
            Some(Visitor { name: account.name, role: account.role, lang, session: Some(key), accounts: true })
        }
    }
}

/// The value of a cookie.
fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// Gives a browser its key, or takes it away again where there is none.
pub(super) fn give(app: &App, key: Option<&str>) -> Option<HeaderValue> {
    let secure = if app.origins.iter().all(super::origin::Origin::is_secure) { "; Secure" } else { "" };
    let age = if key.is_none() { "; Max-Age=0" } else { "" };
    HeaderValue::from_str(&format!("{}={}; Path=/; HttpOnly; SameSite=Strict{secure}{age}", app.cookie, key.unwrap_or_default())).ok()
}

/// A language by its key.
pub(super) fn lang(key: &str) -> Option<Lang> {
    match key {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The language that was chosen earlier.
pub(super) fn chosen(headers: &HeaderMap) -> Option<Lang> {
    lang(cookie(headers, LANGUAGE)?)
}

/// Remembers a language for a year.
pub(super) fn language(lang: Lang) -> HeaderValue {
    HeaderValue::from_static(match lang {
        Lang::Zh => "pactlint-lang=zh; Path=/; SameSite=Strict; Max-Age=31536000",
        Lang::En => "pactlint-lang=en; Path=/; SameSite=Strict; Max-Age=31536000",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_told_apart_by_their_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("other=1; xpactlint-8000=2;pactlint-8000=abc; pactlint-lang=en"));
        assert_eq!(cookie(&headers, "pactlint-8000"), Some("abc"));
        assert_eq!(cookie(&headers, "pactlint-800"), None);
        assert_eq!(chosen(&headers), Some(Lang::En));
    }

    #[test]
    fn keys_are_long_and_no_two_are_alike() {
        let (one, two) = (new_key().expect("chance"), new_key().expect("chance"));
        assert!(one.len() == 64 && one != two && one.bytes().all(|c| c.is_ascii_hexdigit()));
    }
}
