//! `--watch`: checks again when files change and shows the projects that came out otherwise. What did not change comes from the cache.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::check::Check;
use super::{CliError, print};
use crate::cache::{Cache, Key};
use crate::check::{Results, collect};
use crate::model::finding::{Lang, Message};
use crate::model::report::Report;
use crate::report;

/// Whether the user wants to stop is asked so often.
const ASK: Duration = Duration::from_millis(200);
/// A change is taken up once nothing has happened for so long: programs write a file in several goes.
const QUIET: Duration = Duration::from_millis(600);
/// But it is taken up after so long even if files go on changing.
const PATIENCE: Duration = Duration::from_secs(10);
/// Where the system tells nothing of changes (network drives), files are looked at so often.
const POLL: Duration = Duration::from_secs(3);

type Told = notify::Result<Event>;

/// Checks again and again until the user stops it; answers the last exit code.
pub(super) fn run(check: &Check<'_>, mut last: Results, mut code: u8) -> Result<u8, CliError> {
    let (send, told) = channel();
    let paths: Vec<PathBuf> = check.args.paths.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect();
    let _watcher = watcher(&paths, &send)?;
    let written = written(check);
    if !check.args.quiet {
        let words = Message::new("正在守候文件变化，Ctrl-C 结束", "watching for changes; Ctrl-C ends it");
        anstream::eprintln!("{}", words.lang(check.lang));
    }
    while changed(&told, &paths, &written, &|| check.request.stop.load(Ordering::Relaxed)) {
        let results = check.once();
        if !results.unfinished.is_empty() {
            break;
        }
        code = if check.args.out.is_some() { check.deliver(&results)? } else { check.code(&results)? };
        show(check, &last, &results)?;
        last = results;
    }
    Ok(code)
}

/// A watcher of what lies at the paths: told by the system, or else by looking again and again.
fn watcher(paths: &[PathBuf], send: &Sender<Told>) -> Result<Box<dyn Watcher>, CliError> {
    let mut watcher: Box<dyn Watcher> = match RecommendedWatcher::new(send.clone(), Config::default()) {
        Ok(watcher) => Box::new(watcher),
        Err(_) => Box::new(polling(send)?),
    };
    if paths.iter().try_for_each(|path| watch(watcher.as_mut(), path)).is_err() {
        // Too many folders for the system, or a drive that it cannot watch.
        watcher = Box::new(polling(send)?);
        paths.iter().try_for_each(|path| watch(watcher.as_mut(), path)).map_err(|error| unwatched(&error))?;
    }
    Ok(watcher)
}

fn polling(send: &Sender<Told>) -> Result<PollWatcher, CliError> {
    PollWatcher::new(send.clone(), Config::default().with_poll_interval(POLL)).map_err(|error| unwatched(&error))
}

/// A file is watched in its folder: programs that save it put another file in its place.
fn watch(watcher: &mut dyn Watcher, path: &Path) -> notify::Result<()> {
    match path.parent().filter(|_| path.is_file()) {
        Some(folder) => watcher.watch(folder, RecursiveMode::NonRecursive),
        None => watcher.watch(path, RecursiveMode::Recursive),
    }
}

fn unwatched(error: &notify::Error) -> CliError {
    CliError::Explained(Message::new(format!("无法守候文件变化：{error}"), format!("changes of files cannot be watched: {error}")))
}

/// What the check writes itself.
fn written(check: &Check<'_>) -> Vec<PathBuf> {
    let cache = check.args.cache.clone().or_else(Cache::default_dir);
    let own = [check.args.out.clone(), check.args.evidence.clone(), cache];
    own.into_iter().flatten().map(|path| path.canonicalize().unwrap_or(path)).collect()
}

/// Waits until something changed and then was quiet; false once the user wants to stop.
fn changed(told: &Receiver<Told>, paths: &[PathBuf], written: &[PathBuf], stopped: &dyn Fn() -> bool) -> bool {
    let mut since: Option<(Instant, Instant)> = None;
    while !stopped() {
        match told.recv_timeout(ASK) {
            Ok(event) if is_change(&event, paths, written) => {
                let now = Instant::now();
                since = Some((since.map_or(now, |(first, _)| first), now));
            }
            Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        if since.is_some_and(|(first, last)| last.elapsed() >= QUIET || first.elapsed() >= PATIENCE) {
            return true;
        }
    }
    false
}

/// Whether an event tells of a change in what is checked. Reading is none, and what the check writes itself is none; when in doubt it is one.
fn is_change(event: &Told, paths: &[PathBuf], written: &[PathBuf]) -> bool {
    let Ok(event) = event else { return true };
    let ours = |path: &PathBuf| {
        paths.iter().any(|checked| path.starts_with(checked))
            && !written.iter().any(|own| path.starts_with(own))
            && !collect::is_litter(path)
    };
    !matches!(event.kind, EventKind::Access(_)) && (event.paths.is_empty() || event.paths.iter().any(ours))
}

/// Shows the projects that came out otherwise than before, and names those that are gone.
fn show(check: &Check<'_>, last: &Results, results: &Results) -> Result<(), CliError> {
    let (before, now) = (last.projects.digests(), results.projects.digests());
    let projects = results.projects.iter().zip(now.iter().map(|(name, digest)| before.get(name) != Some(digest)));
    let projects = projects.filter(|(_, differs)| *differs).map(|(project, _)| Ok(report::project(&project?, check.lang)));
    let projects: Vec<_> = projects.collect::<std::io::Result<_>>()?;
    let mut frame = check.frame(results);
    let known = report::errors(&last.failures, check.lang);
    frame.errors.retain(|error| !known.contains(error));
    let gone = gone(&before, &now);
    if projects.is_empty() && frame.errors.is_empty() && gone.is_empty() {
        return Ok(());
    }
    let head = headline(projects.len(), &gone, check.lang);
    print(&format!("\n── {head} ──\n\n{}", check.text(&Report { projects, ..frame })))
}

fn gone<'a>(before: &BTreeMap<&'a str, Key>, now: &BTreeMap<&str, Key>) -> Vec<&'a str> {
    before.keys().copied().filter(|name| !now.contains_key(name)).collect()
}

fn headline(changed: usize, gone: &[&str], lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => format!("{changed} 个项目有变化"),
        Lang::En if changed == 1 => "1 project changed".to_owned(),
        Lang::En => format!("{changed} projects changed"),
    };
    if gone.is_empty() {
        return head;
    }
    let names = gone.join(lang.pick("、", ", "));
    format!("{head}{}{names}", lang.pick("，已移除：", ", gone: "))
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, ModifyKind};

    use super::*;

    #[test]
    fn reading_and_the_checks_own_files_are_no_changes() {
        let (checked, own) = (vec![PathBuf::from("/p")], vec![PathBuf::from("/p/report.html"), PathBuf::from("/p/cache")]);
        let event = |kind, path: &str| Ok(Event::new(kind).add_path(path.into()));
        let create = EventKind::Create(CreateKind::File);
        for (event, expected) in [
            (event(create, "/p/a/协议.pdf"), true),
            (event(EventKind::Modify(ModifyKind::Any), "/p/a"), true),
            (event(EventKind::Access(AccessKind::Any), "/p/a/协议.pdf"), false),
            (event(create, "/p/report.html"), false),
            (event(create, "/p/cache/ab/cd"), false),
            (event(create, "/p/.tmp-report"), false),
            (event(create, "/q/other.pdf"), false),
            (Ok(Event::new(EventKind::Other)), true),
            (Err(notify::Error::generic("lost")), true),
        ] {
            assert_eq!(is_change(&event, &checked, &own), expected, "{event:?}");
        }
    }

    #[test]
    fn several_changes_in_a_row_are_one_and_stopping_ends_the_wait() {
        let (send, told) = channel();
        let paths = vec![PathBuf::from("/p")];
        for _ in 0..3 {
            send.send(Ok(Event::new(EventKind::Create(CreateKind::File)).add_path("/p/a".into()))).expect("it is listened to");
        }
        assert!(changed(&told, &paths, &[], &|| false));
        let asked = std::cell::Cell::new(0);
        let second_time = || asked.replace(asked.get() + 1) > 0;
        assert!(!changed(&told, &paths, &[], &second_time), "nothing was left of them");
        drop(send);
        assert!(!changed(&told, &paths, &[], &|| false), "nobody tells anything any more");
    }

    #[test]
    fn the_headline_names_what_is_gone() {
        assert_eq!(headline(2, &[], Lang::Zh), "2 个项目有变化");
        assert_eq!(headline(1, &["a", "b"], Lang::En), "1 project changed, gone: a, b");
    }
}
