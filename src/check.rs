//! The pipeline over projects: collect files, open, recognise, understand, judge. Parallel over projects, files and pages.
//!
//! A file or project that fails is recorded with its name and the rest goes on; results keep the order of names, so that
//! the number of threads never shows in the output.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::evidence::Album;
use crate::ingest::{self, Limits, Opened, Roots};
use crate::model::checked::{Checked, CheckedProject, Failure};
use crate::model::document::{Document, Look, NoticeKind, Page, PageSource};
use crate::model::finding::{Explain, Message};
use crate::model::profile::{Profile, RunOptions};
use crate::model::project::{Project, ProjectFacts};
use crate::model::raster::PagePicture;
use crate::recognise::{self, ocr::Engine};
use crate::{rules, understand};

pub mod collect;
mod places;

use collect::{Attachment, Contents, Source};
use places::Places;

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
    /// Where to put pictures of the evidence, if they are wanted.
    pub evidence: Option<PathBuf>,
    /// Told of each project as soon as it is done, with the pictures of its pages; who asks for nothing lets them go earlier.
    pub finished: Option<OnFinished>,
    /// This program, to read PDF files apart ([`ingest::open_apart`]); without it they are read in this process.
    pub reader: Option<PathBuf>,
}

/// What is done with a finished project, on whatever thread it was finished; what fails is named in the result.
pub type OnFinished = Box<dyn Fn(&Finished<'_>) -> Result<(), Failure> + Send + Sync>;

/// A project, done.
#[derive(Debug, Clone, Copy)]
pub struct Finished<'a> {
    /// Its facts and findings.
    pub project: &'a CheckedProject,
    /// Its files that could not be opened.
    pub failures: &'a [Failure],
    /// Its pages that have a picture, in the order of files and pages.
    pub pages: &'a [PagePicture],
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
    let workers = Workers::new(pool);
    for (project, more) in each(sources, pool, |source| project(source, request, &workers, progress)) {
        projects.push(project);
        failures.extend(more);
    }
    projects.sort_by(|a, b| a.name.cmp(&b.name));
    failures.sort();
    Checked { projects, failures }
}

/// The threads of a run and how many files they may have open.
pub struct Workers<'a> {
    pool: &'a ThreadPool,
    /// One for each file that is open: its reader is a process with memory of its own.
    places: Places,
}

impl<'a> Workers<'a> {
    /// As many files are open at a time as the pool has threads.
    pub fn new(pool: &'a ThreadPool) -> Self {
        Self { pool, places: Places::new(pool.current_num_threads()) }
    }
}

/// Works on as many things (projects, files of one) at a time as the pool has threads; the answers come in the order of the things.
///
/// They are carried by threads of their own, and only opening and looking are the pool's work: a pool's thread that waits for a project's last page
/// would begin another project meanwhile, and that one another, each with its files in memory.
pub fn each<S: Send, T: Send>(things: Vec<S>, pool: &ThreadPool, work: impl Fn(S) -> T + Sync) -> Vec<T> {
    let count = things.len();
    let waiting = Mutex::new(things.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let carry = || std::iter::from_fn(next).map(|(place, thing)| (place, work(thing))).collect::<Vec<_>>();
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let carriers: Vec<_> = (1..pool.current_num_threads().min(count)).map(|_| scope.spawn(carry)).collect();
        let mut done = carry();
        done.extend(carriers.into_iter().flat_map(|carrier| carrier.join().unwrap_or_else(|panic| resume_unwind(panic))));
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

fn project(
    source: Source,
    request: &Request,
    workers: &Workers<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> (CheckedProject, Vec<Failure>) {
    let name = source.name.clone();
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        let album = (request.evidence.is_some() || request.finished.is_some()).then(Album::default);
        let (project, mut failures) = recognised(source, request, workers, album.as_ref(), progress);
        let mut checked = conclude(&project, &request.profile, request.run);
        let album = album.unwrap_or_default();
        if let Some(folder) = &request.evidence {
            let findings = checked.agreements.iter_mut().flat_map(|(_, findings)| findings);
            failures.extend(album.paste(folder, &checked.name, findings).err().map(|error| unwritten(folder, &error)));
        }
        if let Some(finished) = &request.finished {
            let told = finished(&Finished { project: &checked, failures: &failures, pages: &album.into_pages() });
            failures.extend(told.err());
        }
        (checked, failures)
    }));
    progress(Progress::Project);
    attempt.unwrap_or_else(|_| {
        let message = Message::new("检查时发生内部错误，请报告给开发者", "an internal error occurred; please report it to the developers");
        (
            CheckedProject { name: name.clone(), facts: ProjectFacts::default(), agreements: Vec::new() },
            vec![Failure { file: name, message }],
        )
    })
}

fn unwritten(folder: &Path, error: &io::Error) -> Failure {
    let message = Message::new(format!("无法写入依据图片：{error}"), format!("pictures of the evidence could not be written: {error}"));
    Failure { file: folder.display().to_string(), message }
}

/// A project with every file opened and recognised, and what could not be; its pages go into an album if there is one.
pub fn recognised(
    source: Source,
    request: &Request,
    workers: &Workers<'_>,
    album: Option<&Album>,
    progress: &(dyn Fn(Progress) + Sync),
) -> (Project, Vec<Failure>) {
    let Contents { attachments, facts, mut failures } = collect::contents(&source, &request.limits);
    let results = each(attachments, workers.pool, |attachment| {
        let file = source.whole(&attachment.file);
        document(attachment, request, workers, album, progress).map_err(|error| Failure { file, message: error.explain() })
    });
    let mut documents = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(document) => documents.push(document),
            Err(failure) => failures.push(failure),
        }
    }
    name_repetitions(&mut documents);
    let prefix = format!("{}/", source.name);
    let in_project = |failure: &Failure| failure.file.strip_prefix(&prefix).unwrap_or(&failure.file).to_owned();
    let unopened = failures.iter().map(in_project).filter(|file| may_hold_agreement(file)).collect();
    (Project { name: source.name, facts, documents, unopened }, failures)
}

/// Says of each file that shows exactly what an earlier one does that it does.
fn name_repetitions(documents: &mut [Document]) {
    for at in 1..documents.len() {
        let (earlier, rest) = documents.split_at_mut(at);
        if let Some(first) = earlier.iter().find(|first| rest[0].repeats(first)) {
            rest[0].notice(None, NoticeKind::SameAs(first.file.clone()));
            rest[0].notices.sort();
        }
    }
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

/// A file, opened and recognised.
fn document(
    attachment: Attachment,
    request: &Request,
    workers: &Workers<'_>,
    album: Option<&Album>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Document, ingest::Error> {
    let _place = workers.places.take();
    let opened = workers.pool.install(|| open(attachment, request))?;
    progress(Progress::Opened(opened.document.pages.len()));
    Ok(workers.pool.install(|| look_at_all(opened, request.engine.as_ref(), album, progress)))
}

/// Understands and judges a recognised project.
pub fn conclude(project: &Project, profile: &Profile, run: RunOptions) -> CheckedProject {
    let agreements = understand::agreements(project);
    let judged: Vec<_> = agreements.iter().map(|a| rules::judge(a, &agreements, project, profile, run)).collect();
    CheckedProject { name: project.name.clone(), facts: project.facts.clone(), agreements: agreements.into_iter().zip(judged).collect() }
}

fn open(attachment: Attachment, request: &Request) -> Result<Opened, ingest::Error> {
    let Attachment { file, bytes } = attachment;
    let attempt = catch_unwind(AssertUnwindSafe(|| match &request.reader {
        Some(program) => ingest::open_apart(program, &file, bytes, &request.limits, &request.roots),
        None => ingest::open_trusting(&file, bytes, &request.limits, &request.roots),
    }));
    attempt.unwrap_or_else(|_| Err(ingest::Error::Damaged { format: "file", reason: "its content broke the reader".to_owned() }))
}

/// Recognises what the file's structure does not tell, its pages side by side; the file is closed then.
fn look_at_all(mut opened: Opened, engine: Option<&Engine>, album: Option<&Album>, progress: &(dyn Fn(Progress) + Sync)) -> Document {
    let mut pages = std::mem::take(&mut opened.document.pages);
    let notices: Vec<Vec<NoticeKind>> = pages
        .par_iter_mut()
        .map(|page| {
            let notices = look(page, &opened, engine, album);
            progress(Progress::Page);
            notices
        })
        .collect();
    let mut document = opened.document;
    for (page, notices) in pages.iter().zip(notices) {
        for kind in notices {
            document.notice(Some(page.number), kind);
        }
    }
    document.pages = pages;
    document.notices.sort();
    document
}

/// Draws and recognises one page, if there is anything to look at or an album wants it; a page that fails is unread, never empty.
fn look(page: &mut Page, opened: &Opened, engine: Option<&Engine>, album: Option<&Album>) -> Vec<NoticeKind> {
    if page.look == Look::Nothing && album.is_none() {
        return Vec::new();
    }
    let attempt = catch_unwind(AssertUnwindSafe(|| match opened.raster(page.number) {
        Ok(raster) => {
            let (raster, notices) = match page.look {
                Look::Nothing => (raster, Vec::new()),
                Look::Marks | Look::Everything => {
                    let seen = recognise::page(page, raster, engine);
                    (seen.raster, seen.notices)
                }
            };
            if let Some(album) = album {
                album.keep(&opened.document.file, page.number, &raster);
            }
            notices
        }
        // Pages of a text document are no pictures: nothing is lost.
        Err(_) if page.look == Look::Nothing => Vec::new(),
        Err(error) => {
            page.source = PageSource::Unread;
            vec![NoticeKind::PageUnreadable(error.of_page())]
        }
    }));
    attempt.unwrap_or_else(|_| {
        page.source = PageSource::Unread;
        vec![NoticeKind::PageUnreadable(Message::new("解码时出错", "the decoder gave up"))]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{Format, Line, Origin};
    use crate::model::geometry::{PageNo, Size};

    #[test]
    fn a_file_that_is_there_twice_is_named() {
        let file = |name: &str, text: &str| {
            let mut page = Page::new(PageNo(1), Size::A4);
            let area = page.size.area();
            page.lines.push(Line { text: text.to_owned(), area, origin: Origin::Typed, cell: None, path: None });
            Document { file: name.to_owned(), format: Format::Pdf, pages: vec![page], notices: Vec::new(), fields: Vec::new() }
        };
        let mut documents = [file("a.pdf", "协议"), file("b.pdf", "译文"), file("c.pdf", "协议")];
        name_repetitions(&mut documents);
        assert!(documents[..2].iter().all(|document| document.notices.is_empty()));
        assert_eq!(documents[2].notices[0].kind, NoticeKind::SameAs("a.pdf".to_owned()));
    }

    #[test]
    fn who_asks_is_told_of_each_finished_project_with_its_pages() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let told = std::sync::Arc::new(Mutex::new(Vec::new()));
        let tell = std::sync::Arc::clone(&told);
        let request = Request {
            paths: vec![root.join("corpus/zh-docx-compliant"), root.join("corpus/README.md")],
            profile: rules::profile::load(rules::profile::DEFAULT).expect("built in"),
            run: RunOptions { today: "2024-03-20".parse().expect("a date"), stage: crate::model::profile::Stage::Signed },
            engine: None,
            limits: Limits::default(),
            roots: Roots::default(),
            evidence: None,
            finished: Some(Box::new(move |finished| {
                assert!(finished.pages.iter().all(|page| page.jpeg.starts_with(b"\xff\xd8") && page.size.height > page.size.width));
                tell.lock().expect("unharmed").push((finished.project.name.clone(), finished.pages.len(), finished.failures.len()));
                let message = Message::new("写不下", "no room");
                Err(Failure { file: finished.project.name.clone(), message })
            })),
            reader: None,
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
        let checked = run(&request, &pool, &|_| ());
        let mut told = told.lock().expect("unharmed").clone();
        told.sort();
        assert_eq!(told, [("README.md".to_owned(), 0, 1), ("zh-docx-compliant".to_owned(), 2, 0)]);
        assert_eq!(checked.failures.iter().filter(|failure| failure.message.en == "no room").count(), 2);
    }

    #[test]
    fn sheets_and_films_hold_no_agreement() {
        for (file, expected) in
            [("协议.doc", true), ("a/协议", true), ("b.zip/扫描.PDF", true), ("预算.XLSX", false), ("a/b/clip.mp4", false)]
        {
            assert_eq!(may_hold_agreement(file), expected, "{file}");
        }
    }
}
