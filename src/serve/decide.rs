//! What people do to a project: decide on findings, write notes, stop a check or ask for another, delete.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::app::{App, Refusal, Visitor, answer};
use super::moment::Moment;
use super::pages;
use super::review::{self, Standing};
use super::store::{Deed, NewDecision, ProjectRow, Role, State as Step};
use crate::model::finding::{Lang, Message, Verdict};
use crate::report::{self, words};

/// The most characters of a reason or a note.
pub(super) const LONGEST: usize = 500;

type Fields = Form<BTreeMap<String, String>>;

fn text<'f>(fields: &'f BTreeMap<String, String>, name: &str) -> Result<&'f str, Refusal> {
    let text = fields.get(name).map(|text| text.trim()).unwrap_or_default();
    if text.chars().count() > LONGEST {
        return Err(Refusal::Unfit(Message::new(format!("最多 {LONGEST} 个字"), format!("at most {LONGEST} characters"))));
    }
    Ok(text)
}

/// Back to where the form stood.
fn back(project: &ProjectRow, fields: &BTreeMap<String, String>) -> Response {
    let number = |name: &str| fields.get(name).and_then(|number| number.parse::<i64>().ok());
    let version = number("version")
        .filter(|version| *version != project.version.number)
        .map_or_else(String::new, |version| format!("?version={version}"));
    let finding = number("number").map_or_else(String::new, |number| format!("#f{number}"));
    Redirect::to(&format!("/projects/{}{version}{finding}", project.id)).into_response()
}

/// `POST /projects/{id}/decisions`
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    Form(fields): Fields,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        visitor.must_be(Role::Reviewer)?;
        let standing = standing(app, &project, &fields)?;
        let reason = text(&fields, "reason")?;
        let (deed, verdict) = match fields.get("deed").map(String::as_str) {
            Some("confirm") => (Deed::Confirmed, Some(standing.verdict)),
            Some("withdraw") => (Deed::TookBack, None),
            Some("override") => (Deed::Overrode, Some(overriding(&fields, standing.verdict, reason)?)),
            _ => return Err(Refusal::Missing),
        };
        let Standing { key, basis, verdict: was } = standing;
        let detail = match verdict {
            Some(verdict) if verdict != was => format!("{key}: {} → {}", words::symbol(was), words::symbol(verdict)),
            _ => key.clone(),
        };
        let detail = if reason.is_empty() { detail } else { format!("{detail} · {reason}") };
        let decision = NewDecision { finding: key, basis, was, verdict, reason: reason.to_owned() };
        app.store.decide(id, &decision, &visitor.name, Moment::now())?;
        app.note(&visitor.name, deed, Some((id, &project.name)), detail)?;
        glance_again(app, &project)?;
        Ok(back(&project, &fields))
    })
    .await
}

/// The finding of the last version that a form means, if it still says what the form's page showed.
fn standing(app: &App, project: &ProjectRow, fields: &BTreeMap<String, String>) -> Result<Standing, Refusal> {
    let version = &project.version;
    let kept = app.store.result(version.id)?.filter(|_| version.state == Step::Done);
    let kept = kept.ok_or_else(|| Refusal::Unfit(Message::new("检查尚未完成", "the check is not done")))?;
    let files = app.store.files(version.id)?;
    let standings = review::standings(&report::project(&kept.project, Lang::Zh), &files);
    let own = standings.into_iter().find(|own| Some(&own.key) == fields.get("finding"));
    own.filter(|own| Some(&own.basis) == fields.get("basis")).ok_or_else(|| {
        Refusal::Unfit(Message::new("结论已有变化，请刷新页面后再决定", "the finding has changed; reload the page and decide again"))
    })
}

fn overriding(fields: &BTreeMap<String, String>, was: Verdict, reason: &str) -> Result<Verdict, Refusal> {
    let named = fields.get("verdict").map(String::as_str).unwrap_or_default();
    let verdict: Verdict = serde_json::from_value(named.into()).map_err(|_| Refusal::Missing)?;
    if verdict == was || verdict == Verdict::Waived {
        return Err(Refusal::Missing);
    }
    if reason.is_empty() {
        return Err(Refusal::Unfit(Message::new("改判须写明理由", "an override needs a reason")));
    }
    Ok(verdict)
}

/// The list shows what was decided.
fn glance_again(app: &App, project: &ProjectRow) -> Result<(), Refusal> {
    let version = project.version.id;
    if let Some(kept) = app.store.result(version)? {
        let (files, decisions) = (app.store.files(version)?, app.store.decisions(project.id)?);
        app.store.set_glance(version, &review::glance(&kept, &files, &decisions))?;
    }
    Ok(())
}

/// `POST /projects/{id}/notes`
pub(super) async fn note(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    Form(fields): Fields,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        let (finding, said) = (text(&fields, "finding")?, text(&fields, "text")?);
        if said.is_empty() {
            return Err(Refusal::Unfit(Message::new("备注是空的", "the note is empty")));
        }
        app.store.add_note(id, finding, said, &visitor.name, Moment::now())?;
        let about = if finding.is_empty() { said.to_owned() } else { format!("{finding} · {said}") };
        app.note(&visitor.name, Deed::Noted, Some((id, &project.name)), about)?;
        Ok(back(&project, &fields))
    })
    .await
}

/// `POST /projects/{id}/stop`
pub(super) async fn stop(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>, Path(id): Path<i64>) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        if project.version.state.is_open() {
            if !app.queue.stop(project.version.id) {
                app.store.set_state(project.version.id, Step::Stopped)?;
            }
            app.note(&visitor.name, Deed::Stopped, Some((id, &project.name)), "")?;
        }
        Ok(Redirect::to(&format!("/projects/{id}")).into_response())
    })
    .await
}

/// `POST /projects/{id}/check`
pub(super) async fn check_again(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>, Path(id): Path<i64>) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        if !project.version.state.is_open() {
            app.store.set_state(project.version.id, Step::Waiting)?;
            app.note(&visitor.name, Deed::CheckedAgain, Some((id, &project.name)), "")?;
            app.queue.wake();
        }
        Ok(Redirect::to(&format!("/projects/{id}")).into_response())
    })
    .await
}

/// `POST /projects/{id}/delete`
pub(super) async fn delete(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>, Path(id): Path<i64>) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        if !pages::may_delete(visitor, &project) {
            return Err(Refusal::Forbidden);
        }
        for version in app.store.versions(id)? {
            app.queue.stop(version.id);
        }
        let gate = app.files.hold();
        for content in app.store.delete_project(id)? {
            app.files.remove(&content);
        }
        drop(gate);
        app.note(&visitor.name, Deed::Deleted, Some((id, &project.name)), "")?;
        Ok(Redirect::to("/").into_response())
    })
    .await
}
