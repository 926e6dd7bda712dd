//! The pipeline over projects: collect files, open, recognise, understand, judge. Parallel over projects, files and pages.
//!
//! A file or project that fails is recorded with its name and the rest goes on; results keep the order of names, so that
//! the number of threads never shows in the output.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::ThreadPool;

use crate::cache::Cache;
use crate::evidence::Album;
use crate::ingest::{Limits, Roots};
use crate::model::checked::{CheckedProject, Failure};
use crate::model::finding::Message;
use crate::model::profile::{Profile, RunOptions};
use crate::model::project::Project;
use crate::model::raster::PagePicture;
use crate::recognise::ocr::Engine;
use crate::rules::ProjectContext;
use crate::understand::Understood;
use crate::{rules, understand};

pub mod collect;
pub mod compare;
mod known;
mod pictures;
mod places;
mod reading;
mod shelf;
mod telling;
#[cfg(test)]
pub(crate) mod testing;

use collect::Source;
use known::Known;
use places::Places;
use reading::{Recognised, recognised};
pub use shelf::Shelf;
use shelf::Waiting;
use telling::Telling;

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
    /// What earlier runs left, and where to leave what this one does; without it everything is done anew.
    pub cache: Option<Cache>,
    /// Where to put pictures of the evidence, if they are wanted.
    pub evidence: Option<PathBuf>,
    /// Told of each project as soon as it is done, with the pictures of its pages, and once more after the last if comparing projects had a bearing on it;
    /// who asks for nothing lets the pictures go earlier.
    pub finished: Option<OnFinished>,
    /// Set by whoever wants the run to end early: no further project, file or page is begun, and what is not done is named.
    pub stop: Arc<AtomicBool>,
    /// This program, to read PDF files apart ([`crate::ingest::open_apart`]); without it they are read in this process.
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
    /// Its pages that have a picture, in the order of files and pages; the second time only those that findings rest on.
    pub pages: &'a [PagePicture],
}

impl Request {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Results {
    /// Finished projects.
    pub projects: Shelf,
    /// What could not be opened, by name.
    pub failures: Vec<Failure>,
    /// Projects that were not finished when the run was stopped, by name.
    pub unfinished: Vec<String>,
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
    /// A project was done by an earlier run.
    Known,
}

/// Checks everything the request names, on the threads of `pool`; whatever a project took is let go when it is done.
pub fn run(request: &Request, pool: &ThreadPool, progress: &(dyn Fn(Progress) + Sync)) -> Results {
    let (sources, failures) = collect::sources(&request.paths);
    run_over(sources, failures, request, pool, progress)
}

/// The same over projects that are known already, with what is to be told of others; the request's paths are not asked.
pub fn run_over(
    sources: Vec<Source>,
    mut failures: Vec<Failure>,
    request: &Request,
    pool: &ThreadPool,
    progress: &(dyn Fn(Progress) + Sync),
) -> Results {
    progress(Progress::Found(sources.len()));
    let telling = Telling::new(request, &sources, &mut failures);
    let workers = Workers::new(pool);
    let known = Known::of(request);
    let results = Mutex::new(Results { failures, ..Results::default() });
    each(sources, pool, |source| {
        let name = source.name.clone();
        let done = if request.is_stopped() { None } else { project(source, request, known.as_ref(), &workers, &telling, progress) };
        let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
        match done {
            None => results.unfinished.push(name),
            Some(Done { project, failures, waiting }) => {
                results.failures.extend(failures);
                let unkept = results.projects.put(project, waiting).err();
                results.failures.extend(unkept.map(|_| broken(name)));
            }
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.unfinished.sort();
    results.projects.compare(&request.profile);
    results.failures.extend(telling.again(&mut results.projects, pool));
    results.failures.sort();
    results.failures.dedup();
    if let Some(cache) = &request.cache {
        // What could not be deleted is in nobody's way.
        let _ = cache.tidy();
    }
    results
}

/// What is said of a project whose check broke.
fn broken(project: String) -> Failure {
    let message = Message::new("检查时发生内部错误，请报告给开发者", "an internal error occurred; please report it to the developers");
    Failure { file: project, message }
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

/// A project, checked.
struct Done {
    project: CheckedProject,
    failures: Vec<Failure>,
    /// If there will be more to tell of it.
    waiting: Option<Waiting>,
}

/// Checks one project; nothing if it was stopped before its end.
fn project(
    source: Source,
    request: &Request,
    known: Option<&Known<'_>>,
    workers: &Workers<'_>,
    telling: &Telling<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Option<Done> {
    let name = source.name.clone();
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        let contents = collect::contents(&source, &request.limits);
        let album = telling.wants_pages().then(Album::default);
        let key = known.map(|known| known.project(&name, &contents));
        // Pictures are kept by file: who wants them has the project judged again.
        if let Some((project, failures)) = known.zip(key).filter(|_| album.is_none()).and_then(|(known, key)| known.judged(&key)) {
            return Some((Done { project, failures, waiting: None }, Progress::Known));
        }
        let Recognised { project, mut failures, lasting } =
            recognised(source, contents, request, known, workers, album.as_ref(), progress)?;
        let mut checked = conclude(&project, &request.profile, request.run);
        drop(project);
        if let Some((known, key)) = known.zip(key).filter(|_| lasting) {
            known.keep_judged(&key, &checked, &failures);
        }
        let waiting = album.and_then(|album| telling.first(&mut checked, &mut failures, album));
        Some((Done { project: checked, failures, waiting }, Progress::Project))
    }));
    let (done, event) = attempt.unwrap_or_else(|_| {
        let failures = vec![broken(name.clone())];
        Some((Done { project: CheckedProject { name, ..CheckedProject::default() }, failures, waiting: None }, Progress::Project))
    })?;
    progress(event);
    Some(done)
}

/// Understands and judges a recognised project; among others it is judged by [`compare`].
pub fn conclude(project: &Project, profile: &Profile, run: RunOptions) -> CheckedProject {
    let Understood { agreements, attachments, application } = understand::project(project);
    let judged: Vec<_> = agreements.iter().map(|a| rules::judge(a, &agreements, project, profile, run)).collect();
    let context = ProjectContext {
        application: &application,
        agreements: &agreements,
        attachments: &attachments,
        unopened: !project.unopened.is_empty(),
        profile,
        run,
    };
    let mut findings = rules::judge_project(&context);
    rules::waiver::apply(&mut findings, &[], &project.facts.waive);
    let of_agreements = agreements.iter().zip(&judged).flat_map(|(agreement, own)| own.iter().map(|f| (f, agreement.parties.as_slice())));
    let told: Vec<_> = of_agreements.chain(findings.iter().map(|finding| (finding, [].as_slice()))).collect();
    let unused_waivers = rules::waiver::unused(&project.facts.waive, &told);
    let sketch = compare::sketch(&project.name, &application, &attachments);
    let agreements = agreements.into_iter().zip(judged).collect();
    CheckedProject { name: project.name.clone(), facts: project.facts.clone(), agreements, findings, sketch, unused_waivers }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn who_asks_is_told_of_each_finished_project_with_its_pages() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let told = std::sync::Arc::new(Mutex::new(Vec::new()));
        let tell = std::sync::Arc::clone(&told);
        let request = Request {
            paths: vec![root.join("corpus/zh-docx-compliant"), root.join("corpus/README.md")],
            finished: Some(Box::new(move |finished| {
                assert!(finished.pages.iter().all(|page| page.jpeg.starts_with(b"\xff\xd8") && page.size.height > page.size.width));
                tell.lock().expect("unharmed").push((finished.project.name.clone(), finished.pages.len(), finished.failures.len()));
                let message = Message::new("写不下", "no room");
                Err(Failure { file: finished.project.name.clone(), message })
            })),
            ..testing::request()
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
        let checked = run(&request, &pool, &|_| ());
        let mut told = told.lock().expect("unharmed").clone();
        told.sort();
        assert_eq!(told, [("README.md".to_owned(), 0, 1), ("zh-docx-compliant".to_owned(), 2, 0)]);
        assert_eq!(checked.failures.iter().filter(|failure| failure.message.en == "no room").count(), 2);
    }
}
