//! The pipeline over projects: collect files, open, recognise, understand, judge. Parallel over projects, files and pages.
//!
//! A file or project that fails is recorded with its name and the rest goes on; results keep the order of names, so that
//! the number of threads never shows in the output.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::ingest::{self, Limits, Opened};
use crate::model::checked::{Checked, CheckedProject, Failure};
use crate::model::document::{Document, Look, NoticeKind, PageSource};
use crate::model::finding::{Explain, Message};
use crate::model::profile::{Profile, RunOptions};
use crate::model::project::{Project, ProjectFacts};
use crate::recognise::{self, ocr::Engine};
use crate::{rules, understand};

pub mod collect;

use collect::{Attachment, Source};

/// What to check and how.
pub struct Request {
    /// Files, project folders, archives or folders of these.
    pub paths: Vec<PathBuf>,
    /// The programme's rules.
    pub profile: Profile,
    /// Day and stage.
    pub run: RunOptions,
    /// The recognition engine; without one, scanned pages are `review`.
    pub engine: Option<Engine>,
    /// Bounds per file.
    pub limits: Limits,
}

/// What a run tells while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many projects were found.
    Found(usize),
    /// A file with so many pages was opened.
    Opened(usize),
    /// A page is done.
    Page,
    /// A project is done.
    Project,
}

/// Checks everything the request names. Call inside the rayon pool that should do the work.
pub fn run(request: &Request, progress: &(dyn Fn(Progress) + Sync)) -> Checked {
    let (sources, mut failures) = collect::sources(&request.paths);
    progress(Progress::Found(sources.len()));
    let (mut projects, mut more): (Vec<CheckedProject>, Vec<Vec<Failure>>) =
        sources.into_par_iter().map(|source| project(source, request, progress)).unzip();
    failures.extend(more.drain(..).flatten());
    projects.sort_by(|a, b| a.name.cmp(&b.name));
    failures.sort();
    Checked { projects, failures }
}

fn project(source: Source, request: &Request, progress: &(dyn Fn(Progress) + Sync)) -> (CheckedProject, Vec<Failure>) {
    let name = source.name.clone();
    let attempt = catch_unwind(AssertUnwindSafe(|| check_project(source, request, progress)));
    progress(Progress::Project);
    attempt.unwrap_or_else(|_| {
        let message = Message::new("检查时发生内部错误，请报告给开发者", "an internal error occurred; please report it to the developers");
        (CheckedProject { name: name.clone(), agreements: Vec::new() }, vec![Failure { file: name, message }])
    })
}

fn check_project(source: Source, request: &Request, progress: &(dyn Fn(Progress) + Sync)) -> (CheckedProject, Vec<Failure>) {
    let (project, failures) = recognised(source, request, progress);
    (conclude(&project, &request.profile, request.run), failures)
}

/// A project with every file opened and recognised, and what could not be.
pub fn recognised(source: Source, request: &Request, progress: &(dyn Fn(Progress) + Sync)) -> (Project, Vec<Failure>) {
    let (attachments, mut failures) = collect::attachments(&source, &request.limits);
    let facts = collect::facts(&source).unwrap_or_else(|failure| {
        failures.push(failure);
        ProjectFacts::default()
    });
    let read: Vec<Result<Document, Failure>> =
        attachments.into_par_iter().map(|attachment| read(&source.name, attachment, request, progress)).collect();
    let mut documents = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(document) => documents.push(document),
            Err(failure) => failures.push(failure),
        }
    }
    (Project { name: source.name, facts, documents }, failures)
}

/// Understands and judges a recognised project.
pub fn conclude(project: &Project, profile: &Profile, run: RunOptions) -> CheckedProject {
    let agreements = understand::agreements(project);
    let judged: Vec<_> = agreements.iter().map(|a| rules::judge(a, &agreements, &project.facts, profile, run)).collect();
    CheckedProject { name: project.name.clone(), agreements: agreements.into_iter().zip(judged).collect() }
}

/// Opens a file and recognises what its structure does not tell.
fn read(project: &str, attachment: Attachment, request: &Request, progress: &(dyn Fn(Progress) + Sync)) -> Result<Document, Failure> {
    let file = format!("{project}/{}", attachment.file);
    let mut opened = catch_unwind(AssertUnwindSafe(|| ingest::open(&attachment.file, attachment.bytes, &request.limits)))
        .unwrap_or_else(|_| Err(ingest::Error::Damaged { format: "file", reason: "its content broke the reader".to_owned() }))
        .map_err(|error| Failure { file: file.clone(), message: error.explain() })?;
    progress(Progress::Opened(opened.document.pages.len()));
    let mut pages = std::mem::take(&mut opened.document.pages);
    let notices: Vec<Vec<NoticeKind>> = pages
        .par_iter_mut()
        .map(|page| {
            let notices = look(page, &opened, request.engine.as_ref());
            progress(Progress::Page);
            notices
        })
        .collect();
    for (page, notices) in pages.iter().zip(notices) {
        for kind in notices {
            opened.document.notice(Some(page.number), kind);
        }
    }
    opened.document.pages = pages;
    opened.document.notices.sort();
    Ok(opened.document)
}

/// Draws and recognises one page, if there is anything to look at; a page that fails is unread, never empty.
fn look(page: &mut crate::model::document::Page, opened: &Opened, engine: Option<&Engine>) -> Vec<NoticeKind> {
    if page.look == Look::Nothing {
        return Vec::new();
    }
    let attempt = catch_unwind(AssertUnwindSafe(|| match opened.raster(page.number) {
        Ok(raster) => recognise::page(page, raster, engine).notices,
        Err(error) => {
            page.source = PageSource::Unread;
            vec![NoticeKind::PageUnreadable(error.to_string())]
        }
    }));
    attempt.unwrap_or_else(|_| {
        page.source = PageSource::Unread;
        vec![NoticeKind::PageUnreadable("the decoder gave up".to_owned())]
    })
}
