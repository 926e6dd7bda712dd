//! Live progress: a stream of events for whoever looks at a page on which something is not done yet.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde::Serialize;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::app::{App, Visitor};
use super::pages;
use super::store::State as Step;
use crate::model::finding::Lang;

/// Between two events; more often nobody can read them.
const PACE: Duration = Duration::from_millis(150);

/// A project that is not done.
#[derive(Debug, Serialize, PartialEq)]
struct Open {
    project: i64,
    /// In words.
    said: String,
    /// Share of its pages that are done, if any are known.
    done: Option<f64>,
}

/// `GET /events`: after each change all projects that are not done; one that is missing is done.
pub(super) async fn events(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = app.queue.changes();
    let first = true;
    let stream = stream::unfold((app, visitor, changes, first), |(app, visitor, changes, first)| next(app, visitor, changes, first));
    Sse::new(stream).keep_alive(KeepAlive::default())
}

type Following = (Arc<App>, Visitor, watch::Receiver<u64>, bool);

async fn next(
    app: Arc<App>,
    visitor: Visitor,
    mut changes: watch::Receiver<u64>,
    first: bool,
) -> Option<(Result<Event, Infallible>, Following)> {
    if !first {
        sleep(PACE).await;
        changes.changed().await.ok()?;
    }
    changes.mark_unchanged();
    if app.queue.has_ended() {
        return None;
    }
    let (inner, asking) = (Arc::clone(&app), visitor.clone());
    let open = spawn_blocking(move || open(&inner, &asking)).await.ok()?;
    let event = Event::default().data(serde_json::to_string(&open).ok()?);
    Some((Ok(event), (app, visitor, changes, false)))
}

fn open(app: &App, visitor: &Visitor) -> Vec<Open> {
    let running = app.queue.running();
    let mut open = Vec::new();
    for (ahead, (project, version, owner, step)) in (0..).zip(app.store.open_versions().unwrap_or_default()) {
        let running = running.as_ref().filter(|running| running.version == version);
        let mine = visitor.owner().is_none_or(|name| owner.eq_ignore_ascii_case(name));
        if mine {
            let pages = running.map(|running| (running.done, running.pages));
            open.push(Open { project, said: said(step, pages, ahead, visitor.lang), done: pages.and_then(share) });
        }
    }
    open
}

fn share((done, pages): (usize, usize)) -> Option<f64> {
    (pages > 0).then(|| done as f64 / pages as f64)
}

fn said(step: Step, pages: Option<(usize, usize)>, ahead: usize, lang: Lang) -> String {
    let word = pages::step(step, lang);
    match (pages, ahead, lang) {
        (Some((done, pages)), _, Lang::Zh) if pages > 0 => format!("{word}：第 {done}/{pages} 页"),
        (Some((done, pages)), _, Lang::En) if pages > 0 => format!("{word}: page {done} of {pages}"),
        (None, 1.., Lang::Zh) => format!("{word}：前面还有 {ahead} 个"),
        (None, 1.., Lang::En) => format!("{word}: {ahead} before it"),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_done_is_told_in_words_and_as_a_share() {
        assert_eq!(said(Step::Running, Some((3, 8)), 0, Lang::Zh), "检查中：第 3/8 页");
        assert_eq!(said(Step::Running, Some((0, 0)), 0, Lang::Zh), "检查中");
        assert_eq!(said(Step::Waiting, None, 2, Lang::En), "waiting: 2 before it");
        assert_eq!((share((0, 0)), share((2, 8))), (None, Some(0.25)));
    }
}
