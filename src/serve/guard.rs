//! What stands before every page: the request must be meant for this server, come from it if it changes anything, and be somebody's.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::app::{App, Visitor};
use super::origin::Origin;
use super::session;
use crate::model::finding::Lang;

/// Only this server's own files: nothing inline, no other origin, no frame around it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Sent with every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: with that a browser hides the origin of the forms that are sent.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Lets a request through to its page, with who it is from.
pub(super) async fn guard(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let mut response = match admitted(&app, &request) {
        Err(refused) => *refused,
        Ok(visitor) => {
            let lang = visitor.lang;
            let chosen = chosen_language(request.uri());
            request.extensions_mut().insert(visitor);
            let mut response = next.run(request).await;
            if chosen.is_some() {
                response.headers_mut().append(header::SET_COOKIE, session::language(lang));
            }
            response
        }
    };
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Who a request is from, or what is answered instead of its page.
fn admitted(app: &App, request: &Request) -> Result<Visitor, Box<Response>> {
    if let Err(status) = expected(&app.origins, request.method(), request.uri(), request.headers()) {
        return Err(Box::new((status, "pactlint: this address is not served here\n").into_response()));
    }
    let lang = chosen_language(request.uri()).or_else(|| session::chosen(request.headers())).unwrap_or(app.lang);
    let path = request.uri().path();
    let is_open = path.starts_with("/assets/") || path.starts_with("/open/") || path == "/login";
    match session::visitor(app, request.headers(), lang) {
        Some(visitor) => Ok(visitor),
        None if is_open => Ok(Visitor::nobody(lang)),
        None if app.access.has_accounts() => Err(Box::new(Redirect::to("/login").into_response())),
        None => Err(Box::new(super::pages::locked(app, lang))),
    }
}

/// Whether a request was meant for one of these origins and, if it changes anything, made by a page of the same one.
fn expected(origins: &[Origin], method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, more) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next());
    let own = origins.iter().find(|origin| Some(origin.host()) == host);
    let elsewhere = uri.authority().is_some_and(|authority| Some(authority.as_str()) != host);
    let Some(own) = own.filter(|_| more.is_none() && !elsewhere) else { return Err(StatusCode::MISDIRECTED_REQUEST) };
    let harmless = matches!(*method, Method::GET | Method::HEAD);
    match headers.get(header::ORIGIN) {
        Some(origin) if origin.as_bytes() == own.to_string().as_bytes() => Ok(()),
        None if harmless => Ok(()),
        _ => Err(StatusCode::FORBIDDEN),
    }
}

/// The language that an address asks for: `?lang=en`.
fn chosen_language(uri: &Uri) -> Option<Lang> {
    uri.query()?.split('&').find_map(|part| session::lang(part.strip_prefix("lang=")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(method: &Method, uri: &str, headers: &[(HeaderName, &'static str)]) -> Result<(), u16> {
        let origins = Origin::of("127.0.0.1:8000".parse().expect("an address"));
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, HeaderValue::from_static(value));
        }
        expected(&origins, method, &uri.parse().expect("an address"), &map).map_err(|status| status.as_u16())
    }

    #[test]
    fn a_host_is_compared_to_the_letter() {
        let host = |value: &'static str| ask(&Method::GET, "/", &[(header::HOST, value)]);
        assert_eq!(host("127.0.0.1:8000"), Ok(()));
        assert_eq!(host("localhost:8000"), Ok(()));
        for wrong in [
            "",
            "127.0.0.1",
            "127.0.0.1:8001",
            "127.0.0.1:8000.evil.example",
            "evil.example",
            "evil.example:8000",
            "localhost",
            "LOCALHOST:8000",
            "user@127.0.0.1:8000",
            "127.1:8000",
            "[::1]:8000",
            "localhost.:8000",
            "127.0.0.1:8000, evil.example",
        ] {
            assert_eq!(host(wrong), Err(421), "{wrong}");
        }
        assert_eq!(ask(&Method::GET, "/", &[]), Err(421));
        assert_eq!(ask(&Method::GET, "/", &[(header::HOST, "127.0.0.1:8000"), (header::HOST, "evil.example")]), Err(421));
        assert_eq!(ask(&Method::GET, "http://evil.example/", &[(header::HOST, "127.0.0.1:8000")]), Err(421));
        assert_eq!(ask(&Method::GET, "http://127.0.0.1:8000/", &[(header::HOST, "127.0.0.1:8000")]), Ok(()));
    }

    #[test]
    fn what_changes_anything_comes_from_a_page_of_this_server() {
        let from = |method: Method, origin: Option<&'static str>| {
            let mut headers = vec![(header::HOST, "127.0.0.1:8000")];
            headers.extend(origin.map(|origin| (header::ORIGIN, origin)));
            ask(&method, "/projects", &headers)
        };
        assert_eq!(from(Method::POST, Some("http://127.0.0.1:8000")), Ok(()));
        assert_eq!(from(Method::GET, None), Ok(()));
        for wrong in
            [None, Some("null"), Some("http://evil.example"), Some("https://127.0.0.1:8000"), Some("http://localhost:8000"), Some("")]
        {
            assert_eq!(from(Method::POST, wrong), Err(403), "{wrong:?}");
            assert_eq!(from(Method::DELETE, wrong), Err(403), "{wrong:?}");
        }
        assert_eq!(from(Method::GET, Some("http://evil.example")), Err(403));
    }

    #[test]
    fn the_policy_lets_nothing_inline_run() {
        assert!(!POLICY.contains("unsafe") && !POLICY.contains('*') && POLICY.starts_with("default-src 'none'"));
    }

    #[test]
    fn an_address_may_ask_for_a_language() {
        let of = |uri: &str| chosen_language(&uri.parse().expect("an address"));
        assert_eq!(of("/?lang=en"), Some(Lang::En));
        assert_eq!(of("/projects/1?version=2&lang=zh"), Some(Lang::Zh));
        assert_eq!((of("/"), of("/?lang=fr")), (None, None));
    }
}
