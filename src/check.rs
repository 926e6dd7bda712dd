//! The pipeline over projects: collect files, open, recognise, understand, judge. Parallel over projects, files and pages.
//!
//! A file or project that fails is recorded with its name and the rest goes on; results keep the order of names, so that
//! the number of threads never shows in the output.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::ingest::{self, Limits, Opened, Roots};
use crate::model::checked::{Checked, CheckedProject, Failure};
use crate::model::document::{Document, Look, NoticeKind, Page, PageSource};
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
    /// Certificates that digital signatures may rest on; none: trust is not judged.
    pub roots: Roots,
    /// This program, to read PDF files apart ([`ingest::open_apart`]); without it they are read in this process.
    pub reader: Option<PathBuf>,
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

/// Checks everything the request names, on the threads of `pool`.
pub fn run(request: &Request, pool: &ThreadPool, progress: &(dyn Fn(Progress) + Sync)) -> Checked {
    let (sources, mut failures) = collect::sources(&request.paths);
    progress(Progress::Found(sources.len()));
    let mut projects = Vec::with_capacity(sources.len());
    for (project, more) in each(sources, pool, |source| project(source, request, pool, progress)) {
        projects.push(project);
        failures.extend(more);
    }
    projects.sort_by(|a, b| a.name.cmp(&b.name));
    failures.sort();
    Checked { projects, failures }
}

/// Works on as many projects at a time as the pool has threads; the answers come in the order of the sources.
///
/// The projects are carried by threads of their own, and only pages and files are the pool's work: a pool's thread that waits for a project's last page
/// would begin another project meanwhile, and that one another, each with its files in memory.
pub fn each<T: Send>(sources: Vec<Source>, pool: &ThreadPool, work: impl Fn(Source) -> T + Sync) -> Vec<T> {
    let count = sources.len();
    let waiting = Mutex::new(sources.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let carry = || std::iter::from_fn(next).map(|(place, source)| (place, work(source))).collect::<Vec<_>>();
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let carriers: Vec<_> = (1..pool.current_num_threads().min(count)).map(|_| scope.spawn(carry)).collect();
        let mut done = carry();
        done.extend(carriers.into_iter().flat_map(|carrier| carrier.join().unwrap_or_else(|panic| resume_unwind(panic))));
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

fn project(source: Source, request: &Request, pool: &ThreadPool, progress: &(dyn Fn(Progress) + Sync)) -> (CheckedProject, Vec<Failure>) {
    let name = source.name.clone();
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        let (project, failures) = recognised(source, request, pool, progress);
        (conclude(&project, &request.profile, request.run), failures)
    }));
    progress(Progress::Project);
    attempt.unwrap_or_else(|_| {
        let message = Message::new("检查时发生内部错误，请报告给开发者", "an internal error occurred; please report it to the developers");
        (CheckedProject { name: name.clone(), agreements: Vec::new() }, vec![Failure { file: name, message }])
    })
}

/// A project with every file opened and recognised, and what could not be.
pub fn recognised(source: Source, request: &Request, pool: &ThreadPool, progress: &(dyn Fn(Progress) + Sync)) -> (Project, Vec<Failure>) {
    let (attachments, mut failures) = collect::attachments(&source, &request.limits);
    let facts = collect::facts(&source).unwrap_or_else(|failure| {
        failures.push(failure);
        ProjectFacts::default()
    });
    let results: Vec<_> = pool.install(|| {
        attachments
            .into_par_iter()
            .map(|attachment| {
                let file = format!("{}/{}", source.name, attachment.file);
                let opened = open(attachment, request).map_err(|error| Failure { file, message: error.explain() })?;
                progress(Progress::Opened(opened.document.pages.len()));
                Ok(opened)
            })
            .collect()
    });
    let mut opened = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(file) => opened.push(file),
            Err(failure) => failures.push(failure),
        }
    }
    let prefix = format!("{}/", source.name);
    let in_project = |failure: &Failure| failure.file.strip_prefix(&prefix).unwrap_or(&failure.file).to_owned();
    let unopened = failures.iter().map(in_project).filter(|file| may_hold_agreement(file)).collect();
    let documents = pool.install(|| look_at_all(opened, request.engine.as_ref(), progress));
    (Project { name: source.name, facts, documents, unopened }, failures)
}

/// Formats that no agreement comes in, by the file's ending: sheets, slides, data, sound and films.
const NO_AGREEMENT: &[&str] = &[
    "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps", "txt", "md", "toml", "json", "xml", "html", "htm", "mp3", "mp4", "avi", "mov", "wav",
];

fn may_hold_agreement(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_none_or(|ending| !NO_AGREEMENT.contains(&ending.as_str()))
}

/// Understands and judges a recognised project.
pub fn conclude(project: &Project, profile: &Profile, run: RunOptions) -> CheckedProject {
    let agreements = understand::agreements(project);
    let judged: Vec<_> = agreements.iter().map(|a| rules::judge(a, &agreements, project, profile, run)).collect();
    CheckedProject { name: project.name.clone(), agreements: agreements.into_iter().zip(judged).collect() }
}

fn open(attachment: Attachment, request: &Request) -> Result<Opened, ingest::Error> {
    let Attachment { file, bytes } = attachment;
    let attempt = catch_unwind(AssertUnwindSafe(|| match &request.reader {
        Some(program) => ingest::open_apart(program, &file, bytes, &request.limits, &request.roots),
        None => ingest::open_trusting(&file, bytes, &request.limits, &request.roots),
    }));
    attempt.unwrap_or_else(|_| Err(ingest::Error::Damaged { format: "file", reason: "its content broke the reader".to_owned() }))
}

/// Recognises what the files' structure does not tell, every page of every file side by side.
fn look_at_all(mut opened: Vec<Opened>, engine: Option<&Engine>, progress: &(dyn Fn(Progress) + Sync)) -> Vec<Document> {
    let mut pages: Vec<(usize, Page)> = Vec::new();
    for (index, file) in opened.iter_mut().enumerate() {
        pages.extend(std::mem::take(&mut file.document.pages).into_iter().map(|page| (index, page)));
    }
    let notices: Vec<Vec<NoticeKind>> = pages
        .par_iter_mut()
        .map(|(index, page)| {
            let notices = look(page, &opened[*index], engine);
            progress(Progress::Page);
            notices
        })
        .collect();
    let mut documents: Vec<Document> = opened.into_iter().map(|file| file.document).collect();
    for ((index, page), notices) in pages.into_iter().zip(notices) {
        for kind in notices {
            documents[index].notice(Some(page.number), kind);
        }
        documents[index].pages.push(page);
    }
    for document in &mut documents {
        document.notices.sort();
    }
    documents
}

/// Draws and recognises one page, if there is anything to look at; a page that fails is unread, never empty.
fn look(page: &mut Page, opened: &Opened, engine: Option<&Engine>) -> Vec<NoticeKind> {
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
