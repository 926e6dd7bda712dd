//! `pactlint check`: the main job.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use super::args::{CheckArgs, Format};
use super::html::Site;
use super::progress::Meter;
use super::{ACCEPTED, CliError, FAILED, GAP, REVIEW, deliver, docx};
use crate::cache::Cache;
use crate::check::{self, Request};
use crate::ingest::{Limits, Roots};
use crate::model::date::Date;
use crate::model::finding::{Explain as _, Lang, Message};
use crate::model::profile::{Profile, RunOptions};
use crate::model::report::Outcome;
use crate::recognise::models::{ModelsError, Store};
use crate::recognise::ocr::Engine;
use crate::report;
use crate::rules::profile;

/// Stack of a worker: layout and XML recursion is bounded by limits that this holds with room to spare.
const STACK: usize = 32 << 20;

/// Bytes of one file of certificates; a whole system's bundle is a quarter of a megabyte.
const CERTIFICATES: u64 = 4 << 20;

pub(super) fn run(args: &CheckArgs, lang: Lang) -> Result<u8, CliError> {
    let profile = load_profile(&args.profile)?;
    let today = args.today.or_else(today).ok_or_else(|| {
        CliError::Explained(Message::new("无法得知今天的日期，请用 --today 指定", "today's date is unknown; give it with --today"))
    })?;
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).stack_size(STACK).build().map_err(|error| {
            CliError::Explained(Message::new(format!("无法启动线程：{error}"), format!("threads could not be started: {error}")))
        })?;
    let title = lang.pick(&profile.title, &profile.title_en).to_owned();
    let id = profile.id.clone();
    let run = RunOptions { today, stage: args.stage.into() };
    let site = match (args.format, &args.out) {
        (Format::Html, Some(out)) => Some(Arc::new(Site::new(out, &args.paths, &title, run, lang)?)),
        _ => None,
    };
    let request = Request {
        paths: args.paths.clone(),
        run,
        engine: engine(args, pool.current_num_threads())?,
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
        reader: std::env::current_exe().ok(),
    };
    let meter = Meter::new(args.quiet, lang);
    let checked = check::run(&request, &pool, &|event| meter.tell(event));
    meter.finish();
    let report = report::build(&checked, &id, run, lang);
    match site {
        Some(site) => site.index(&report)?,
        None => deliver::result(args, lang, &title, &report)?,
    }
    Ok(match report.outcome() {
        _ if !report.errors.is_empty() => FAILED,
        Outcome::Rejected => GAP,
        Outcome::NeedsReview => REVIEW,
        Outcome::Accepted => ACCEPTED,
    })
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
fn engine(args: &CheckArgs, threads: usize) -> Result<Option<Engine>, CliError> {
    let store = match &args.models {
        Some(dir) => Store { dir: dir.clone() },
        None => Store::open_default().map_err(|error| CliError::explained(&error))?,
    };
    match Engine::with_threads(&store, threads) {
        Ok(engine) if args.no_helpers => Ok(Some(engine.without_helpers())),
        Ok(engine) => Ok(Some(engine)),
        Err(ModelsError::Missing { .. }) if args.models.is_none() => Ok(None),
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
fn roots(folder: &Path) -> Result<Roots, CliError> {
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
fn today() -> Option<Date> {
    const BEIJING: u64 = 8 * 3600;
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs() + BEIJING;
    Date::from_days(i64::try_from(seconds / 86_400).ok()?)
}
