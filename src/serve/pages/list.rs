//! The list of projects, with the place to drop new ones.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;

use super::{Around, UploadForm, looks_like, shown};
use crate::model::finding::{Lang, Requirement};
use crate::model::profile::Stage;
use crate::model::report::Outcome;
use crate::report::html::Frame;
use crate::report::words;
use crate::serve::app::{App, Visitor, answer};
use crate::serve::export;
use crate::serve::store::{ProjectRow, State as Step};

#[derive(Template)]
#[template(path = "projects.html", config = "src/serve/pages/askama.toml")]
struct ListPage<'a> {
    frame: Frame<'a>,
    upload: String,
    choices: Vec<Choice>,
    requirements: Vec<(String, &'static str)>,
    exports: Vec<(&'static str, &'static str)>,
    rows: Vec<Row>,
}

struct Choice {
    class: &'static str,
    symbol: &'static str,
    word: &'static str,
    count: usize,
}

struct Row {
    id: i64,
    name: String,
    number: i64,
    draft: bool,
    class: &'static str,
    symbol: &'static str,
    word: &'static str,
    is_open: bool,
    gaps: String,
    reviews: String,
    decided: String,
    open: String,
    asked: String,
    parties: Vec<String>,
    made: String,
    owner: String,
}

/// The state of a check in words.
pub(in crate::serve) fn step(step: Step, lang: Lang) -> &'static str {
    match step {
        Step::Waiting => lang.pick("排队中", "waiting"),
        Step::Running => lang.pick("检查中", "checking"),
        Step::Done => lang.pick("已完成", "done"),
        Step::Stopped => lang.pick("已停止", "stopped"),
        Step::Failed => lang.pick("检查出错", "failed"),
    }
}

impl Row {
    fn new(project: ProjectRow, accounts: bool, lang: Lang) -> Self {
        let version = project.version;
        let glance = version.glance.filter(|_| version.state == Step::Done);
        let (class, symbol, word) = match &glance {
            Some(glance) => {
                let (class, verdict) = looks_like(glance.outcome);
                (class, words::symbol(verdict), words::outcome(glance.outcome, lang))
            }
            None => ("na", "…", step(version.state, lang)),
        };
        let number = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        Self {
            id: project.id,
            name: project.name,
            number: version.number,
            draft: version.stage == Stage::Draft,
            class,
            symbol,
            word,
            is_open: version.state.is_open(),
            gaps: number(glance.as_ref().map(|glance| glance.gaps)),
            reviews: number(glance.as_ref().map(|glance| glance.reviews)),
            decided: number(glance.as_ref().map(|glance| glance.decided)),
            open: glance.as_ref().map_or_else(String::new, |glance| glance.open.lang(lang).to_owned()),
            asked: glance.as_ref().map_or_else(String::new, |glance| glance.asked.join(" ")),
            parties: glance.map(|glance| glance.parties).unwrap_or_default(),
            made: version.made.to_string(),
            owner: if accounts { project.owner } else { String::new() },
        }
    }
}

/// `GET /`
pub(in crate::serve) async fn list(State(app): State<Arc<App>>, Extension(visitor): Extension<Visitor>) -> Response {
    answer(app, visitor, |app, visitor| {
        let lang = visitor.lang;
        let around = Around::new(app, visitor)?;
        let projects = app.store.projects(visitor.owner())?;
        let rows: Vec<Row> = projects.into_iter().map(|project| Row::new(project, visitor.accounts, lang)).collect();
        let count = |class: &str| rows.iter().filter(|row| row.class == class).count();
        let outcome = |outcome| {
            let (class, verdict) = looks_like(outcome);
            Choice { class, symbol: words::symbol(verdict), word: words::outcome(outcome, lang), count: count(class) }
        };
        let mut choices: Vec<Choice> = [Outcome::Rejected, Outcome::NeedsReview, Outcome::Accepted].map(outcome).into();
        choices.push(Choice { class: "na", symbol: "…", word: lang.pick("未完成", "not done"), count: count("na") });
        let mut requirements: Vec<(String, &'static str)> = Vec::new();
        for key in rows.iter().flat_map(|row| row.asked.split(' ')).filter(|key| !key.is_empty()) {
            let meant = serde_json::from_value::<Requirement>(key.into()).ok();
            if let Some(requirement) = meant.filter(|_| requirements.iter().all(|(known, _)| known != key)) {
                requirements.push((key.to_owned(), words::requirement(requirement, lang)));
            }
        }
        let call = lang.pick("把协议文件、文件夹或 ZIP 拖到这里", "Drop agreements, a folder or a ZIP here");
        let upload = UploadForm { lang, target: "/projects", call, draft: false, accounts: visitor.accounts }.render()?;
        shown(&ListPage { frame: around.frame(), upload, choices, requirements, exports: export::formats(visitor), rows })
    })
    .await
}
