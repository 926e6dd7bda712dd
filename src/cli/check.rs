//! `pactlint check`: the main job.

use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;
use std::{fs, io};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::{CheckArgs, Format};
use super::html::Site;
use super::progress::Meter;
use super::{ACCEPTED, CliError, FAILED, GAP, INTERRUPTED, REVIEW, deliver, docx, stop, watch};
use crate::cache::Cache;
use crate::check::{self, Request, Results};
use crate::ingest::{Limits, Roots};
use crate::model::date::Date;
use crate::model::finding::{Explain as _, Lang, Message};
use crate::model::profile::{Profile, RunOptions};
use crate::model::report::{Outcome, ProjectReport, Report};
use crate::recognise::models::{ModelsError, Store};
use crate::recognise::ocr::Engine;
use crate::report;
use crate::rules::profile;

/// Stack of a worker: layout and XML recursion is bounded by limits that this holds with room to spare.
pub(super) const STACK: usize = 32 << 20;

/// Bytes of one file of certificates; a whole system's bundle is a quarter of a megabyte.
const CERTIFICATES: u64 = 4 << 20;

pub(super) fn run(args: &CheckArgs, lang: Lang) -> Result<u8, CliError> {
    let check = Check::new(args, lang)?;
    let results = check.once();
    let code = check.deliver(&results)?;
    if args.watch && results.unfinished.is_empty() { watch::run(&check, results, code) } else { Ok(code) }
}

/// A check that can be done again.
pub(super) struct Check<'a> {
    pub args: &'a CheckArgs,
    pub lang: Lang,
    pub request: Request,
    /// The profile's title.
    title: String,
    /// Web pages, if they are what is wanted.
    site: Option<Arc<Site>>,
    pool: ThreadPool,
}

impl<'a> Check<'a> {
    fn new(args: &'a CheckArgs, lang: Lang) -> Result<Self, CliError> {
        if args.watch && args.format != Format::Text && args.out.is_none() {
            return Err(CliError::Explained(Message::new(
                "--watch 把有变化的项目以文字显示在屏幕上；其他格式请同时用 --out 指定文件，它会随之更新",
                "--watch shows changed projects on the screen as text; give other formats a file with --out, which is kept up to date",
            )));
        }
        let profile = load_profile(&args.profile)?;
        let today = args.today.or_else(today).ok_or_else(|| {
            CliError::Explained(Message::new("无法得知今天的日期，请用 --today 指定", "today's date is unknown; give it with --today"))
        })?;
        let threads = args.jobs.map_or(0, usize::from);
        let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build().map_err(|error| {
            CliError::Explained(Message::new(format!("无法启动线程：{error}"), format!("threads could not be started: {error}")))
        })?;
        let title = lang.pick(&profile.title, &profile.title_en).to_owned();
        let run = RunOptions { today, stage: args.stage.into() };
        let site = match (args.format, &args.out) {
            (Format::Html, Some(out)) => Some(Arc::new(Site::new(out, &args.paths, &title, run, lang)?)),
            _ => None,
        };
        let request = Request {
            paths: args.paths.clone(),
            run,
            engine: engine(args.models.as_deref(), !args.no_helpers, pool.current_num_threads())?,
            limits: Limits::default(),
            cache: cache(args, lang)?,
            roots: args.trust.as_deref().map(roots).transpose()?.unwrap_or_default(),
            evidence: args.evidence.clone(),
            finished: match (&site, args.format, &args.out) {
                (Some(site), ..) => {
                    let site = Arc::clone(site);
                    Some(Box::new(move |finished| site.project(finished)))
                }
                (None, Format::Docx, Some(out)) => Some(docx::writer(args, out, lang, &profile, run)?),
                _ => None,
            },
            profile,
            stop: stop::flag(),
            reader: std::env::current_exe().ok(),
        };
        Ok(Self { args, lang, request, title, site, pool })
    }

    /// Checks everything, as far as it is not stopped.
    pub(super) fn once(&self) -> Results {
        let meter = Meter::new(self.args.quiet, self.lang, Arc::clone(&self.request.stop));
        let results = check::run(&self.request, &self.pool, &|event| meter.tell(event));
        meter.finish();
        results
    }

    /// Writes the result where and as it was asked for, and tells the exit code.
    pub(super) fn deliver(&self, results: &Results) -> Result<u8, CliError> {
        let mut report = self.frame(results);
        let mut projects = results.projects.iter().map(|project| Ok(report::project(&project?, self.lang)));
        let outcome = if self.args.format == Format::Json {
            let mut worst = Outcome::Accepted;
            let mut told = projects.inspect(|project: &io::Result<ProjectReport>| {
                worst = project.as_ref().map_or(worst, |project| worst.min(project.outcome));
            });
            deliver::json(self.args, &report, &mut told)?;
            worst
        } else {
            report.projects = projects.by_ref().collect::<io::Result<_>>()?;
            self.show(&report)?;
            report.outcome()
        };
        Ok(code(results, outcome))
    }

    /// The exit code of a result that is not delivered.
    pub(super) fn code(&self, results: &Results) -> Result<u8, CliError> {
        let outcomes = results.projects.iter().map(|project| Ok(report::project(&project?, self.lang).outcome));
        let worst = outcomes.collect::<io::Result<Vec<_>>>()?.into_iter().min();
        Ok(code(results, worst.unwrap_or(Outcome::Accepted)))
    }

    /// The report without its projects.
    pub(super) fn frame(&self, results: &Results) -> Report {
        let frame = report::frame(&results.failures, &self.request.profile.id, self.request.run, self.lang);
        Report { unfinished: results.unfinished.clone(), ..frame }
    }

    fn show(&self, report: &Report) -> Result<(), CliError> {
        match &self.site {
            Some(site) => site.index(report),
            None => deliver::result(self.args, self.lang, &self.title, report),
        }
    }

    /// The report as text for the screen.
    pub(super) fn text(&self, report: &Report) -> String {
        deliver::text(self.lang, &self.title, report, None)
    }
}

/// The exit code for the worst outcome of a run.
fn code(results: &Results, worst: Outcome) -> u8 {
    match worst {
        _ if !results.unfinished.is_empty() => INTERRUPTED,
        _ if !results.failures.is_empty() => FAILED,
        Outcome::Rejected => GAP,
        Outcome::NeedsReview => REVIEW,
        Outcome::Accepted => ACCEPTED,
    }
}

/// An embedded profile by id, or the TOML file at a path.
pub(super) fn load_profile(name: &str) -> Result<Profile, CliError> {
    // A file that happens to be called like one does not replace it.
    if profile::ids().contains(&name) || !Path::new(name).is_file() {
        return profile::load(name).map_err(|error| CliError::explained(&error));
    }
    let text = fs::read_to_string(name).map_err(|error| {
        CliError::Explained(Message::new(format!("无法读取 {name}：{error}"), format!("{name} cannot be read: {error}")))
    })?;
    profile::parse(&text).map_err(|error| {
        let said = error.explain();
        CliError::Explained(Message::new(format!("{name}：{}", said.zh), format!("{name}: {}", said.en)))
    })
}

/// The recognition engine, if its models are installed; the report says what their absence cost. A folder that the user named must have them.
pub(super) fn engine(models: Option<&Path>, helpers: bool, threads: usize) -> Result<Option<Engine>, CliError> {
    let store = match models {
        Some(dir) => Store { dir: dir.to_owned() },
        None => Store::open_default().map_err(|error| CliError::explained(&error))?,
    };
    match Engine::with_threads(&store, threads) {
        Ok(engine) if !helpers => Ok(Some(engine.without_helpers())),
        Ok(engine) => Ok(Some(engine)),
        Err(ModelsError::Missing { .. }) if models.is_none() => Ok(None),
        Err(error) => Err(CliError::explained(&error)),
    }
}

/// What earlier runs left. Where no folder is to be had the check does without; one that the user named must be one.
fn cache(args: &CheckArgs, lang: Lang) -> Result<Option<Cache>, CliError> {
    let Some(dir) = args.cache.clone().or_else(Cache::default_dir).filter(|_| !args.no_cache) else { return Ok(None) };
    match Cache::open(&dir) {
        Ok(cache) => Ok(Some(cache)),
        Err(error) => {
            let shown = dir.display();
            let message = Message::new(
                format!("检查结果无法保存到 {shown}：{error}；请用 --cache 指定其他文件夹，或加 --no-cache"),
                format!("results cannot be kept in {shown} ({error}); name another folder with --cache, or add --no-cache"),
            );
            if args.cache.is_some() {
                return Err(CliError::Explained(message));
            }
            if !args.quiet {
                anstream::eprintln!("pactlint: {}", message.lang(lang));
            }
            Ok(None)
        }
    }
}

/// The certificates in a folder; one without any was named by mistake.
pub(super) fn roots(folder: &Path) -> Result<Roots, CliError> {
    let shown = folder.display();
    let unreadable = |error: std::io::Error| {
        CliError::Explained(Message::new(format!("无法读取 {shown}：{error}"), format!("{shown} cannot be read: {error}")))
    };
    let entries = fs::read_dir(folder).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    let mut roots = Roots::default();
    for path in paths {
        if fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= CERTIFICATES) {
            roots.add(&fs::read(&path).map_err(unreadable)?);
        }
    }
    if roots.is_empty() {
        return Err(CliError::Explained(Message::new(
            format!("{shown} 中没有 PEM 或 DER 格式的证书"),
            format!("there are no certificates in {shown}; put PEM or DER files there"),
        )));
    }
    Ok(roots)
}

/// Today in Beijing, whose clock the programmes' deadlines follow.
pub(super) fn today() -> Option<Date> {
    const BEIJING: u64 = 8 * 3600;
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs() + BEIJING;
    Date::from_days(i64::try_from(seconds / 86_400).ok()?)
}
