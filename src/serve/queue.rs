//! One check after the other, on a thread of its own: what waits stands in the database, so that a server that was ended goes on where it was.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rayon::ThreadPool;
use tokio::sync::watch;

use super::app::App;
use super::review;
use super::store::{Deed, FileRow, Job, Kept, PictureRow, State, StoreError};
use crate::check::collect::{Placed, Source};
use crate::check::{self, Progress, Request};
use crate::model::date::Date;
use crate::model::finding::Verdict;
use crate::model::profile::RunOptions;
use crate::model::raster::PagePicture;
use crate::report::words;

/// A database that does not answer is asked again after this.
const PAUSE: Duration = Duration::from_secs(5);

/// What checks need: a request whose projects and hooks are filled in for each, threads, and the day.
pub struct Engine {
    /// Profile, recognition, limits, cache.
    pub request: Request,
    /// Threads of one check.
    pub pool: ThreadPool,
    /// The day that a check speaks of.
    pub today: Box<dyn Fn() -> Date + Send>,
}

/// What is being checked, and who wants to know.
#[derive(Debug)]
pub(super) struct Queue {
    now: Mutex<Now>,
    woken: Condvar,
    /// Goes up whenever there is something to tell.
    changes: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Now {
    running: Option<Running>,
    woken: bool,
    ended: bool,
}

/// How far a check is.
#[derive(Debug, Clone)]
pub(super) struct Running {
    pub version: i64,
    pub pages: usize,
    pub done: usize,
    stop: Arc<AtomicBool>,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self { now: Mutex::default(), woken: Condvar::new(), changes: watch::Sender::new(0) }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that something waits.
    pub(super) fn wake(&self) {
        self.now().woken = true;
        self.woken.notify_all();
        self.tell();
    }

    /// Ends the queue: what is running stops, and waits for the next start.
    pub(super) fn end(&self) {
        let mut now = self.now();
        now.ended = true;
        if let Some(running) = &now.running {
            running.stop.store(true, Ordering::Relaxed);
        }
        drop(now);
        self.woken.notify_all();
        self.tell();
    }

    pub(super) fn has_ended(&self) -> bool {
        self.now().ended
    }

    /// Stops a version's check if it is running; answers whether it was.
    pub(super) fn stop(&self, version: i64) -> bool {
        let now = self.now();
        let running = now.running.as_ref().filter(|running| running.version == version);
        if let Some(running) = running {
            running.stop.store(true, Ordering::Relaxed);
        }
        running.is_some()
    }

    /// What is running.
    pub(super) fn running(&self) -> Option<Running> {
        self.now().running.clone()
    }

    /// Tells of changes.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn tell(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }

    fn begin(&self, version: i64) -> Arc<AtomicBool> {
        let mut now = self.now();
        let stop = Arc::new(AtomicBool::new(now.ended));
        now.running = Some(Running { version, pages: 0, done: 0, stop: Arc::clone(&stop) });
        stop
    }

    fn take_note(&self, event: Progress) {
        if let Some(running) = &mut self.now().running {
            match event {
                Progress::Opened(pages) => running.pages += pages,
                Progress::Page => running.done += 1,
                Progress::Found(_) | Progress::Project | Progress::Known => return,
            }
        }
        self.tell();
    }

    fn rest(&self) {
        self.now().running = None;
        self.tell();
    }

    /// Sleeps until something may wait, or the queue ends.
    fn sleep(&self, at_most: Option<Duration>) {
        let idle = |now: &mut Now| !now.woken && !now.ended;
        let mut now = match at_most {
            None => self.woken.wait_while(self.now(), idle).unwrap_or_else(PoisonError::into_inner),
            Some(pause) => self.woken.wait_timeout_while(self.now(), pause, idle).unwrap_or_else(PoisonError::into_inner).0,
        };
        now.woken = false;
    }
}

/// Checks what waits until the queue ends.
pub(super) fn work(app: &App, mut engine: Engine) {
    while !app.queue.has_ended() {
        match next(app, &mut engine) {
            Ok(true) => {}
            Ok(false) => app.queue.sleep(None),
            Err(_) => app.queue.sleep(Some(PAUSE)),
        }
    }
}

/// Checks what has waited longest; answers whether anything did.
pub(super) fn next(app: &App, engine: &mut Engine) -> Result<bool, StoreError> {
    let Some(job) = app.store.take_next()? else { return Ok(false) };
    let stop = app.queue.begin(job.version);
    let done = catch_unwind(AssertUnwindSafe(|| check(app, engine, &job, stop)));
    let state = match done {
        Ok(Ok(state)) => state,
        Ok(Err(_)) | Err(_) => State::Failed,
    };
    conclude(app, &job, state);
    app.queue.rest();
    Ok(true)
}

/// Says how a check ended; one that the server's end stopped stays as it is, and is taken up again at the next start.
fn conclude(app: &App, job: &Job, state: State) {
    let about = Some((job.project, job.name.as_str()));
    // A database that does not take it leaves the check running, and that is taken up again too.
    let _ = match state {
        State::Failed => app.store.set_state(job.version, state).and_then(|()| app.note("pactlint", Deed::Failed, about, "")),
        State::Stopped if !app.queue.has_ended() => app.store.set_state(job.version, state),
        _ => Ok(()),
    };
}

/// Why a check was not kept.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Disk(#[from] std::io::Error),
    #[error("there is no result")]
    Nothing,
}

fn check(app: &App, engine: &mut Engine, job: &Job, stop: Arc<AtomicBool>) -> Result<State, JobError> {
    let pages: Arc<Mutex<Vec<PagePicture>>> = Arc::default();
    let shown = Arc::clone(&pages);
    let request = &mut engine.request;
    request.run = RunOptions { today: (engine.today)(), stage: job.stage };
    request.stop = stop;
    request.finished = Some(Box::new(move |finished| {
        let findings = finished.project.agreements.iter().flat_map(|(_, findings)| findings).chain(&finished.project.findings);
        let named: BTreeSet<_> = findings.flat_map(|finding| &finding.evidence).map(|place| (place.file.as_str(), place.page)).collect();
        let named = finished.pages.iter().filter(|page| named.contains(&(page.file.as_str(), page.page)));
        shown.lock().unwrap_or_else(PoisonError::into_inner).extend(named.cloned());
        Ok(())
    }));
    let placed = |file: &FileRow| Placed { file: file.name.clone(), path: app.files.path(&file.digest) };
    let source = Source::of(job.name.as_str(), job.files.iter().map(placed).collect());
    let results = check::run_over(vec![source], Vec::new(), request, &engine.pool, &|event| app.queue.take_note(event));
    if !results.unfinished.is_empty() {
        return Ok(State::Stopped);
    }
    let project = results.projects.iter().next().ok_or(JobError::Nothing)??;
    let kept = Kept { project, failures: results.failures };
    let decisions = app.store.decisions(job.project)?;
    let glance = review::glance(&kept, &job.files, &decisions);
    let pages = std::mem::take(&mut *pages.lock().unwrap_or_else(PoisonError::into_inner));
    let gate = app.files.hold();
    let pictures = pages.iter().map(|page| {
        let digest = app.files.put(&page.jpeg)?;
        Ok(PictureRow { file: page.file.clone(), page: page.page.0, width: page.size.width, height: page.size.height, digest })
    });
    let pictures = pictures.collect::<std::io::Result<Vec<_>>>()?;
    if !app.store.finish(job.version, &request.run.today.to_string(), &kept, &glance, &pictures)? {
        // It was deleted meanwhile.
        for picture in &pictures {
            if !app.store.is_named(&picture.digest)? {
                app.files.remove(&picture.digest);
            }
        }
        return Ok(State::Done);
    }
    drop(gate);
    // In signs, which are the same in every language.
    let counts = [(Verdict::Gap, glance.gaps), (Verdict::Review, glance.reviews), (Verdict::Note, glance.notes)];
    let told = counts.map(|(verdict, count)| format!("{} {count}", words::symbol(verdict))).join(" · ");
    app.note("pactlint", Deed::Checked, Some((job.project, &job.name)), told)?;
    Ok(State::Done)
}
