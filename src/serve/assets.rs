//! Style and script, embedded in the program and served as files of their own.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::report::html::assets::{SCRIPT, STYLE};

const OWN_STYLE: &str = include_str!("pages/serve.css");
const OWN_SCRIPT: &str = include_str!("pages/serve.js");

/// `GET /assets/{name}`
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "report.css" => ("text/css; charset=utf-8", STYLE),
        "report.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "serve.css" => ("text/css; charset=utf-8", OWN_STYLE),
        "serve.js" => ("text/javascript; charset=utf-8", OWN_SCRIPT),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_elsewhere_is_named() {
        for text in [OWN_STYLE, OWN_SCRIPT] {
            for word in ["http:", "https:", "//cdn", "url(", "@import", "import(", "innerHTML", "eval("] {
                assert!(!text.contains(word), "{word}");
            }
        }
    }
}
