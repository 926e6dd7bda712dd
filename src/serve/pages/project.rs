//! A project's page: the report with the desk above it and a place for decisions under each finding; while it is being checked, how far it is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use futures_util::stream;

use super::list::step;
use super::{Around, UploadForm, shown};
use crate::model::finding::{Lang, Verdict};
use crate::model::geometry::{PageNo, Size};
use crate::model::profile::Stage;
use crate::model::raster::PagePicture;
use crate::report::html::{self, Bilingual, Frame, Served};
use crate::report::{self, words};
use crate::serve::app::{App, Refusal, Visitor, answer};
use crate::serve::decide::LONGEST;
use crate::serve::export;
use crate::serve::files::Digest;
use crate::serve::review::{self, Reviewed, Standing};
use crate::serve::store::{Decision, Kept, Note, ProjectRow, Role, State as Step, VersionRow};

#[derive(Template)]
#[template(path = "waiting.html", config = "src/serve/pages/askama.toml")]
struct WaitingPage<'a> {
    frame: Frame<'a>,
    id: i64,
    name: &'a str,
    word: &'static str,
    is_open: bool,
    interrupted: bool,
    may_delete: bool,
    files: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk.html", config = "src/serve/pages/askama.toml")]
struct Desk<'a> {
    lang: Lang,
    id: i64,
    version: i64,
    is_last: bool,
    several: bool,
    exports: Vec<(&'static str, &'static str)>,
    notes: Vec<&'a Note>,
    upload: String,
    files: Vec<FileView>,
    versions: Vec<VersionView>,
    may_delete: bool,
    longest: usize,
}

struct FileView {
    position: usize,
    name: String,
    size: String,
}

struct VersionView {
    number: i64,
    made: String,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "decision.html", config = "src/serve/pages/askama.toml")]
struct DecisionSlot<'a> {
    lang: Lang,
    id: i64,
    version: i64,
    number: usize,
    key: &'a str,
    basis: &'a str,
    confirm: String,
    choices: Vec<(&'static str, &'static str)>,
    may_decide: bool,
    decision: Option<Made<'a>>,
    earlier: Vec<Made<'a>>,
    notes: Vec<&'a Note>,
    longest: usize,
}

/// A decision in words.
struct Made<'a> {
    word: String,
    who: &'a str,
    at: String,
    reason: &'a str,
}

impl<'a> Made<'a> {
    fn new(decision: &'a Decision, lang: Lang) -> Self {
        let made = &decision.made;
        let word = match made.verdict {
            None => lang.pick("已撤回", "taken back").to_owned(),
            Some(verdict) if verdict == made.was => format!("{}“{}”", lang.pick("已确认", "confirmed "), words::verdict(verdict, lang)),
            Some(verdict) => {
                let (was, now) = (words::verdict(made.was, lang), words::verdict(verdict, lang));
                format!("{}{was} → {now}", lang.pick("已改判：", "overridden: "))
            }
        };
        Self { word, who: &decision.who, at: decision.at.to_string(), reason: &made.reason }
    }
}

/// Verdicts that a finding can be given, as forms write them.
const CHOICES: [Verdict; 5] = [Verdict::Pass, Verdict::Gap, Verdict::Review, Verdict::Note, Verdict::NotApplicable];

/// A verdict as forms write it.
fn key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gap => "gap",
        Verdict::Review => "review",
        Verdict::Note => "note",
        Verdict::Waived => "waived",
        Verdict::Pass => "pass",
        Verdict::NotApplicable => "n/a",
    }
}

/// `GET /projects/{id}?version=2`
pub(in crate::serve) async fn project(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<i64>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        let version = version_of(app, &project, query.get("version").map(String::as_str))?;
        match app.store.result(version.id)?.filter(|_| version.state == Step::Done) {
            Some(kept) => result(app, visitor, &project, &version, &kept),
            None => waiting(app, visitor, &project, &version),
        }
    })
    .await
}

/// The version with a number, or the last one.
pub(in crate::serve) fn version_of(app: &App, project: &ProjectRow, number: Option<&str>) -> Result<VersionRow, Refusal> {
    let Some(number) = number else { return Ok(project.version.clone()) };
    let number: i64 = number.parse().map_err(|_| Refusal::Missing)?;
    app.store.versions(project.id)?.into_iter().find(|version| version.number == number).ok_or(Refusal::Missing)
}

fn waiting(app: &App, visitor: &Visitor, project: &ProjectRow, version: &VersionRow) -> Result<Response, Refusal> {
    let around = Around::new(app, visitor)?;
    shown(&WaitingPage {
        frame: around.frame(),
        id: project.id,
        name: &project.name,
        word: step(version.state, visitor.lang),
        is_open: version.state.is_open(),
        interrupted: version.interrupted,
        may_delete: may_delete(visitor, project),
        files: app.store.files(version.id)?.into_iter().map(|file| file.name).collect(),
    })
}

/// Whether the visitor may delete a project: an administrator, or whoever uploaded it.
pub(in crate::serve) fn may_delete(visitor: &Visitor, project: &ProjectRow) -> bool {
    visitor.role == Role::Admin || project.owner.eq_ignore_ascii_case(&visitor.name)
}

fn result(app: &App, visitor: &Visitor, project: &ProjectRow, version: &VersionRow, kept: &Kept) -> Result<Response, Refusal> {
    let lang = visitor.lang;
    let files = app.store.files(version.id)?;
    let (decisions, notes) = (app.store.decisions(project.id)?, app.store.notes(project.id)?);
    let other = if lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let Reviewed { report: own, standings, holding } = review::reviewed(kept, &files, &decisions, lang);
    let other = review::reviewed(kept, &files, &decisions, other).report;
    let around = Around { today: version.today.clone().unwrap_or_default(), stage: version.stage, ..Around::new(app, visitor)? };
    let mut addresses = BTreeMap::new();
    let mut pictures = Vec::new();
    for picture in app.store.pictures(version.id)? {
        let page = PageNo(picture.page);
        addresses.insert((picture.file.clone(), page), format!("/pictures/{}", picture.digest));
        let size = Size { width: picture.width, height: picture.height };
        pictures.push(PagePicture { file: picture.file, page, size, jpeg: Vec::new() });
    }
    let top = desk(app, visitor, project, version, &notes)?;
    let slot = |number: usize| {
        let (Some(standing), Some(held)) = (standings.get(number - 1), holding.get(number - 1)) else { return String::new() };
        let slot = slot(visitor, project, version, (number, standing, *held), &decisions, &notes);
        slot.render().unwrap_or_default()
    };
    let served = Served {
        ways: &around.ways,
        top: &top,
        under: &slot,
        picture: &|page| addresses.get(&(page.file.clone(), page.page)).cloned().unwrap_or_default(),
    };
    let errors = report::errors(&kept.failures, lang);
    let page = html::served(Bilingual { own: &own, other: &other }, &errors, &pictures, around.head(), served)?;
    Ok(Html(page).into_response())
}

fn desk(app: &App, visitor: &Visitor, project: &ProjectRow, version: &VersionRow, notes: &[Note]) -> Result<String, Refusal> {
    let lang = visitor.lang;
    let versions = app.store.versions(project.id)?;
    let call = lang.pick("把修改后的文件拖到这里", "Drop the mended files here");
    let target = format!("/projects/{}/versions", project.id);
    let upload = UploadForm { lang, target: &target, call, draft: version.stage == Stage::Draft, accounts: visitor.accounts }.render()?;
    let files = app.store.files(version.id)?;
    let file = |(position, file): (usize, crate::serve::store::FileRow)| FileView { position, name: file.name, size: size(file.bytes) };
    let desk = Desk {
        lang,
        id: project.id,
        version: version.number,
        is_last: version.number == project.version.number,
        several: versions.len() > 1,
        exports: export::formats(visitor),
        notes: notes.iter().filter(|note| note.finding.is_empty()).collect(),
        upload,
        files: files.into_iter().enumerate().map(file).collect(),
        versions: versions
            .into_iter()
            .map(|own| VersionView { number: own.number, made: own.made.to_string(), word: step(own.state, lang) })
            .collect(),
        may_delete: may_delete(visitor, project),
        longest: LONGEST,
    };
    Ok(desk.render()?)
}

fn size(bytes: u64) -> String {
    if bytes < 1 << 20 { format!("{} KB", bytes.div_ceil(1 << 10)) } else { format!("{:.1} MB", bytes as f64 / f64::from(1 << 20)) }
}

fn slot<'a>(
    visitor: &Visitor,
    project: &ProjectRow,
    version: &VersionRow,
    (number, standing, held): (usize, &'a Standing, Option<&'a Decision>),
    decisions: &'a [Decision],
    notes: &'a [Note],
) -> DecisionSlot<'a> {
    let lang = visitor.lang;
    let own = words::verdict(standing.verdict, lang);
    let choices = CHOICES.into_iter().filter(|verdict| *verdict != standing.verdict);
    let earlier = decisions.iter().filter(|one| one.made.finding == standing.key && held.is_none_or(|held| !std::ptr::eq(held, *one)));
    DecisionSlot {
        lang,
        id: project.id,
        version: version.number,
        number,
        key: &standing.key,
        basis: &standing.basis,
        confirm: format!("{}“{own}”", lang.pick("确认", "Confirm ")),
        choices: choices.map(|verdict| (key(verdict), words::verdict(verdict, lang))).collect(),
        may_decide: visitor.role >= Role::Reviewer && version.number == project.version.number,
        decision: held.map(|held| Made::new(held, lang)),
        earlier: earlier.map(|one| Made::new(one, lang)).collect(),
        notes: notes.iter().filter(|note| note.finding == standing.key).collect(),
        longest: LONGEST,
    }
}

/// `GET /pictures/{digest}`
pub(in crate::serve) async fn picture(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path(digest): Path<String>,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let digest = Digest::parse(&digest).ok_or(Refusal::Missing)?;
        for id in app.store.shown_in(&digest)? {
            if app.project(visitor, id).is_ok() {
                // The same address always shows the same.
                let headers = [(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "private, max-age=86400, immutable")];
                return Ok((headers, app.files.read(&digest)?).into_response());
            }
        }
        Err(Refusal::Missing)
    })
    .await
}

/// A file in parts, so that a large one is never in memory as a whole.
fn streamed(content: File) -> Body {
    const PART: usize = 256 << 10;
    let parts = stream::unfold(content, |mut content| async {
        let mut part = vec![0; PART];
        let read = content.read(&mut part);
        match read {
            Ok(0) => None,
            Ok(length) => {
                part.truncate(length);
                Some((Ok(part), content))
            }
            Err(error) => Some((Err(error), content)),
        }
    });
    Body::from_stream(parts)
}

/// `GET /projects/{id}/versions/{number}/files/{position}`: as a download, whatever it is.
pub(in crate::serve) async fn download(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, number, position)): Path<(i64, String, usize)>,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let project = app.project(visitor, id)?;
        let version = version_of(app, &project, Some(&number))?;
        let file = app.store.files(version.id)?.into_iter().nth(position).ok_or(Refusal::Missing)?;
        let name = file.name.rsplit('/').next().unwrap_or(&file.name);
        let content = app.files.open_file(&file.digest)?;
        Ok(export::attachment(name, "application/octet-stream", streamed(content)))
    })
    .await
}
