//! Two versions of a project beside each other: what was mended, what is new, what stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::{Around, looks_like, shown};
use crate::model::diff::{Change, FindingDiff};
use crate::model::finding::{Lang, Message};
use crate::model::profile::{RunOptions, Stage};
use crate::model::report::{Outcome, Report};
use crate::report::html::Frame;
use crate::report::{self, diff, words};
use crate::serve::app::{App, Refusal, Visitor, answer};
use crate::serve::review;
use crate::serve::store::{ProjectRow, State as Step, VersionRow};

/// In the order in which they are shown.
const CHANGES: [Change; 4] = [Change::New, Change::Stands, Change::Gone, Change::Mended];

#[derive(Template)]
#[template(path = "compare.html", config = "src/serve/pages/askama.toml")]
struct ComparePage<'a> {
    frame: Frame<'a>,
    id: i64,
    name: &'a str,
    class: &'static str,
    was: &'static str,
    now: &'static str,
    tally: String,
    hint: String,
    /// Number, words, and whether it is the old and the new one.
    versions: Vec<(i64, String, bool, bool)>,
    changes: Vec<ChangeView>,
}

struct ChangeView {
    class: &'static str,
    symbol: &'static str,
    word: &'static str,
    about: String,
    turn: String,
    message: String,
    fix: String,
}

/// How a change looks.
fn look(change: Change) -> (&'static str, &'static str) {
    match change {
        Change::New => ("gap", "+"),
        Change::Stands => ("review", "="),
        Change::Gone => ("na", "–"),
        Change::Mended => ("pass", "✓"),
    }
}

impl ChangeView {
    fn new(answer: FindingDiff, lang: Lang) -> Self {
        let (class, symbol) = look(answer.change);
        let party = answer.party.as_ref().map_or_else(String::new, |id| format!(" {}", words::ordinal(id, lang)));
        let turn = match (answer.was, answer.now) {
            (Some(was), Some(now)) if was != now => format!("{} → {}", words::verdict(was, lang), words::verdict(now, lang)),
            _ => String::new(),
        };
        Self {
            class,
            symbol,
            word: diff::text::word(answer.change, lang),
            about: format!("{}{party}", words::requirement(answer.requirement, lang)),
            turn,
            message: answer.message,
            fix: answer.fix,
        }
    }
}

/// `GET /projects/{id}/compare?old=1&new=2`; without numbers the last two versions that have a result.
pub(in crate::serve) async fn compare(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let lang = visitor.lang;
        let project = app.project(visitor, id)?;
        let done: Vec<VersionRow> = app.store.versions(id)?.into_iter().filter(|version| version.state == Step::Done).collect();
        let asked = |which: &str, default: usize| match query.get(which) {
            None => done.get(default),
            Some(number) => done.iter().find(|version| version.number.to_string() == *number),
        };
        let (Some(new), Some(old)) = (asked("new", 0), asked("old", 1)) else {
            return Err(Refusal::Unfit(Message::new("还没有两个检查完成的版本", "there are no two versions that were checked")));
        };
        let (before, after) = (report(app, &project, old, lang)?, report(app, &project, new, lang)?);
        let diff = diff::compare(&before, &after);
        let outcome = |report: &Report| report.projects.first().map_or(Outcome::NeedsReview, |project| project.outcome);
        let (was, now) = (outcome(&before), outcome(&after));
        let answers = diff.projects.into_iter().flat_map(|project| project.changes).collect::<Vec<_>>();
        let count = |change| answers.iter().filter(|answer| answer.change == change).count();
        let tally = CHANGES.into_iter().map(|change| (change, count(change))).filter(|(_, count)| *count > 0);
        let tally = tally.map(|(change, count)| format!("{} {count}", diff::text::word(change, lang))).collect::<Vec<_>>().join(" · ");
        let hint = if old.stage == new.stage {
            ""
        } else {
            lang.pick(
                "两个版本的检查阶段不同（草稿、已签署），变化不一定来自文件。",
                "One was checked as a draft: a change need not come from the files.",
            )
        };
        let around = Around::new(app, visitor)?;
        let page = ComparePage {
            frame: around.frame(),
            id,
            name: &project.name,
            class: looks_like(now).0,
            was: words::outcome(was, lang),
            now: words::outcome(now, lang),
            tally,
            hint: hint.to_owned(),
            versions: done
                .iter()
                .map(|own| (own.number, format!("v{} {}", own.number, own.made), own.id == old.id, own.id == new.id))
                .collect(),
            changes: answers.into_iter().map(|answer| ChangeView::new(answer, lang)).collect(),
        };
        shown(&page)
    })
    .await
}

/// A version as a report of its own, with what was decided on it.
fn report(app: &App, project: &ProjectRow, version: &VersionRow, lang: Lang) -> Result<Report, Refusal> {
    let kept = app.store.result(version.id)?.ok_or(Refusal::Missing)?;
    let (files, decisions) = (app.store.files(version.id)?, app.store.decisions(project.id)?);
    let today = version.today.as_deref().and_then(|day| day.parse().ok()).ok_or(Refusal::Missing)?;
    let run = RunOptions { today, stage: Stage::Signed };
    let frame = report::frame(&kept.failures, &app.profile.id, run, lang);
    Ok(Report { stage: version.stage, projects: vec![review::reviewed(&kept, &files, &decisions, lang).report], ..frame })
}
