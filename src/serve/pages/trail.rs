//! The audit trail, of everything or of one project.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::{Around, shown};
use crate::report::html::Frame;
use crate::serve::app::{App, Visitor, answer};
use crate::serve::store::{Event, Role};

/// The most lines on a page.
const MOST: usize = 1_000;

#[derive(Template)]
#[template(path = "trail.html", config = "src/serve/pages/askama.toml")]
struct TrailPage<'a> {
    frame: Frame<'a>,
    project: Option<i64>,
    name: &'a str,
    events: Vec<Event>,
}

/// `GET /trail`
pub(in crate::serve) async fn trail(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(app, visitor, |app, visitor| {
        visitor.must_be(Role::Reviewer)?;
        let around = Around::new(app, visitor)?;
        shown(&TrailPage { frame: around.frame(), project: None, name: "", events: app.store.trail(None, MOST)? })
    })
    .await
}

/// `GET /projects/{id}/trail`
pub(in crate::serve) async fn of_project(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        let around = Around::new(app, visitor)?;
        shown(&TrailPage { frame: around.frame(), project: Some(id), name: &project.name, events: app.store.trail(Some(id), MOST)? })
    })
    .await
}
