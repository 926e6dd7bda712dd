//! A selection of projects as files: the report's pages, the office's workbook, notices; with everything that was decided.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::app::{App, Refusal, Visitor, answer};
use super::pages;
use super::review;
use super::store::{Deed, Kept, ProjectRow, Role, State as Step, VersionRow};
use crate::evidence;
use crate::model::checked::Failure;
use crate::model::date::Date;
use crate::model::file_name::{file_name, file_names};
use crate::model::finding::{Evidence, Lang, Message};
use crate::model::geometry::{PageNo, Size};
use crate::model::profile::RunOptions;
use crate::model::raster::PagePicture;
use crate::model::report::{FileError, ProjectReport, Report};
use crate::report::docx::{self, Reader, Subject};
use crate::report::html::{self, Bilingual, Head};
use crate::report::{self, xlsx};

/// The office's notice.
const NOTICE: &str = "docx";
/// What a project is exported as, with its words in both languages.
const FORMATS: [(&str, &str, &str); 4] = [
    ("html", "报告 HTML", "report HTML"),
    ("xlsx", "汇总表 XLSX", "summary XLSX"),
    (NOTICE, "补正通知 DOCX", "notice DOCX"),
    ("list", "自查整改清单 DOCX", "mending list DOCX"),
];

/// What a visitor may export, in words: notices are an office's.
pub(super) fn formats(visitor: &Visitor) -> Vec<(&'static str, &'static str)> {
    let may = |format: &str| format != NOTICE || visitor.role >= Role::Reviewer;
    FORMATS.iter().filter(|(format, ..)| may(format)).map(|(format, zh, en)| (*format, visitor.lang.pick(zh, en))).collect()
}

/// The most projects of one export.
const MOST: usize = 1_000;

/// A project on its way out.
struct Item {
    project: ProjectRow,
    version: VersionRow,
    kept: Kept,
    own: ProjectReport,
    other: ProjectReport,
    today: Date,
}

/// `GET /export?format=xlsx&project=1&project=2`, or one project with `&version=1`
pub(super) async fn export(
    State(app): State<Arc<App>>,
    Extension(visitor): Extension<Visitor>,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    answer(app, visitor, move |app, visitor| {
        let all = |name: &str| query.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
        let (format, version) = (all("format"), all("version"));
        let mut items = Vec::new();
        for id in all("project").iter().take(MOST) {
            let project = app.project(visitor, id.parse().map_err(|_| Refusal::Missing)?)?;
            items.extend(item(app, visitor, project, version.first().map(String::as_str))?);
        }
        if items.is_empty() {
            return Err(Refusal::Unfit(Message::new("请先勾选检查完成的项目", "choose projects that were checked first")));
        }
        let made = match format.first().map(String::as_str) {
            Some("html") => pages_of(app, visitor, &items)?,
            Some("xlsx") => workbook(app, visitor, &items)?,
            Some(NOTICE) => documents(app, visitor, &items, Reader::Office)?,
            Some("list") => documents(app, visitor, &items, Reader::Applicant)?,
            _ => return Err(Refusal::Missing),
        };
        for item in &items {
            app.note(&visitor.name, Deed::Exported, Some((item.project.id, &item.project.name)), &made.name)?;
        }
        Ok(attachment(&made.name, made.kind, Body::from(made.content)))
    })
    .await
}

/// A file to be downloaded.
struct Made {
    name: String,
    kind: &'static str,
    content: Vec<u8>,
}

const HTML: &str = "text/html; charset=utf-8";
const ZIP: &str = "application/zip";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A download with a name in any script; a browser is to save it and never to show it.
pub(super) fn attachment(name: &str, kind: &'static str, content: Body) -> Response {
    let mut encoded = String::new();
    for byte in file_name(name).bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], content).into_response()
}

/// A project with what was found and decided; nothing while it is not checked.
fn item(app: &App, visitor: &Visitor, project: ProjectRow, version: Option<&str>) -> Result<Option<Item>, Refusal> {
    let version = pages::version_of(app, &project, version)?;
    let Some(kept) = app.store.result(version.id)?.filter(|_| version.state == Step::Done) else { return Ok(None) };
    let today = version.today.as_deref().and_then(|day| day.parse().ok()).ok_or(Refusal::Missing)?;
    let (files, decisions) = (app.store.files(version.id)?, app.store.decisions(project.id)?);
    let other = if visitor.lang == Lang::Zh { Lang::En } else { Lang::Zh };
    let own = review::told(&kept, &files, &decisions, visitor.lang);
    let other = review::told(&kept, &files, &decisions, other);
    Ok(Some(Item { project, version, kept, own, other, today }))
}

impl Item {
    /// The pictures of its pages.
    fn pictures(&self, app: &App) -> Result<Vec<PagePicture>, Refusal> {
        let picture = |row: super::store::PictureRow| {
            let (page, size) = (PageNo(row.page), Size { width: row.width, height: row.height });
            Ok(PagePicture { file: row.file, page, size, jpeg: app.files.read(&row.digest)? })
        };
        app.store.pictures(self.version.id)?.into_iter().map(picture).collect()
    }

    /// Its files that could not be opened, without its own name in front.
    fn errors(&self, lang: Lang) -> Vec<FileError> {
        let prefix = format!("{}/", self.kept.project.name);
        let plain = |failure: &Failure| FileError {
            file: failure.file.strip_prefix(&prefix).unwrap_or(&failure.file).to_owned(),
            message: failure.message.lang(lang).to_owned(),
        };
        self.kept.failures.iter().map(plain).collect()
    }

    /// Its page, whole in itself.
    fn page(&self, app: &App, lang: Lang) -> Result<String, Refusal> {
        let today = self.today.to_string();
        let head = Head { profile: title(app, lang), today: &today, stage: self.version.stage, lang };
        let bilingual = Bilingual { own: &self.own, other: &self.other };
        Ok(html::project(bilingual, &report::errors(&self.kept.failures, lang), &self.pictures(app)?, head)?)
    }
}

fn title(app: &App, lang: Lang) -> &str {
    lang.pick(&app.profile.title, &app.profile.title_en)
}

/// All of them as one report; of several days the last one.
fn report(app: &App, items: &[Item], lang: Lang) -> Result<Report, Refusal> {
    let last = items.iter().max_by_key(|item| item.today).ok_or(Refusal::Missing)?;
    let failures: Vec<Failure> = items.iter().flat_map(|item| item.kept.failures.clone()).collect();
    let run = RunOptions { today: last.today, stage: last.version.stage };
    let frame = report::frame(&failures, &app.profile.id, run, lang);
    Ok(Report { projects: items.iter().map(|item| item.own.clone()).collect(), ..frame })
}

/// A name for each project's file, without ending.
fn stems(items: &[Item], taken: &[&str]) -> BTreeMap<String, String> {
    file_names(items.iter().map(|item| item.project.name.as_str()), taken)
}

fn pages_of(app: &App, visitor: &Visitor, items: &[Item]) -> Result<Made, Refusal> {
    let lang = visitor.lang;
    if let [item] = items {
        return Ok(Made { name: format!("{}.html", item.project.name), kind: HTML, content: item.page(app, lang)?.into_bytes() });
    }
    let names = stems(items, &["index"]);
    let report = report(app, items, lang)?;
    let head = Head { profile: title(app, lang), today: &report.today, stage: report.stage, lang };
    let index = html::index(&report, head, |name| names.get(name).map(|stem| format!("{stem}.html")))?;
    let mut folder = Folder::new();
    folder.add("index.html", index.as_bytes())?;
    for item in items {
        let stem = names.get(&item.project.name).ok_or(Refusal::Missing)?;
        folder.add(&format!("{stem}.html"), item.page(app, lang)?.as_bytes())?;
    }
    Ok(Made { name: lang.pick("检查结果.zip", "results.zip").to_owned(), kind: ZIP, content: folder.finish()? })
}

fn workbook(app: &App, visitor: &Visitor, items: &[Item]) -> Result<Made, Refusal> {
    let lang = visitor.lang;
    let layout = xlsx::Layout { lang, profile: title(app, lang), pictures: None };
    let content = xlsx::render(&report(app, items, lang)?, &layout).map_err(|error| Refusal::Broken(error.to_string()))?;
    let name = match items {
        [item] => format!("{}.xlsx", item.project.name),
        _ => lang.pick("推荐项目汇总表.xlsx", "summary.xlsx").to_owned(),
    };
    Ok(Made { name, kind: XLSX, content })
}

fn documents(app: &App, visitor: &Visitor, items: &[Item], reader: Reader) -> Result<Made, Refusal> {
    let lang = visitor.lang;
    if reader == Reader::Office {
        visitor.must_be(Role::Reviewer)?;
    }
    let name = |stem: &str| format!("{stem}-{}.docx", docx::stem(reader, lang));
    if let [item] = items {
        return Ok(Made { name: name(&item.project.name), kind: DOCX, content: document(app, item, reader, lang)? });
    }
    let names = stems(items, &[]);
    let mut folder = Folder::new();
    for item in items {
        let stem = names.get(&item.project.name).ok_or(Refusal::Missing)?;
        folder.add(&name(stem), &document(app, item, reader, lang)?)?;
    }
    Ok(Made { name: format!("{}.zip", docx::stem(reader, lang)), kind: ZIP, content: folder.finish()? })
}

fn document(app: &App, item: &Item, reader: Reader, lang: Lang) -> Result<Vec<u8>, Refusal> {
    let pages = item.pictures(app)?;
    let subject = Subject {
        project: &item.own,
        english: if lang == Lang::En { &item.own } else { &item.other },
        errors: &item.errors(lang),
        profile: &app.profile,
        today: item.today,
        stage: item.version.stage,
        pictures: &|places: &[Evidence]| evidence::parts(&pages, places),
    };
    docx::together(&subject, reader, lang).map_err(|error| Refusal::Broken(error.to_string()))
}

/// Several files in one archive.
struct Folder(ZipWriter<Cursor<Vec<u8>>>);

impl Folder {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn add(&mut self, name: &str, content: &[u8]) -> Result<(), Refusal> {
        self.0.start_file(name, SimpleFileOptions::default()).map_err(|error| Refusal::Broken(error.to_string()))?;
        Ok(self.0.write_all(content)?)
    }

    fn finish(self) -> Result<Vec<u8>, Refusal> {
        Ok(self.0.finish().map_err(|error| Refusal::Broken(error.to_string()))?.into_inner())
    }
}
