//! Progress on stderr: a bar on a terminal, a plain line now and then elsewhere.

use std::io::{IsTerminal, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check::Progress;
use crate::model::finding::Lang;

/// The bar is drawn anew so often even if nothing happens: its time goes on.
const TICK: Duration = Duration::from_millis(250);
/// A plain line is written at most so often, and not at all by a run shorter than this.
const PLAIN: Duration = Duration::from_secs(10);

/// Counts and shows what a run tells.
pub(super) struct Meter {
    /// On a terminal.
    bar: Option<ProgressBar>,
    quiet: bool,
    lang: Lang,
    started: Instant,
    stop: Arc<AtomicBool>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    projects: usize,
    done: usize,
    known: usize,
    pages: usize,
    pages_done: usize,
    shown: Option<Instant>,
}

impl State {
    fn take(&mut self, event: Progress) {
        match event {
            Progress::Found(projects) => self.projects = projects,
            Progress::Opened(pages) => self.pages += pages,
            Progress::Page => self.pages_done += 1,
            Progress::Project => self.done += 1,
            Progress::Known => {
                self.done += 1;
                self.known += 1;
            }
        }
    }

    /// What the bar counts: of one project its pages, of several the projects, because pages of projects that are not open yet are unknown.
    fn way(&self) -> (usize, usize) {
        if self.projects == 1 { (self.pages_done, self.pages) } else { (self.done, self.projects) }
    }

    /// How long the rest takes if it goes on like this; what came from the cache says nothing about it.
    fn left(&self, elapsed: Duration) -> Option<Duration> {
        let (done, all) = self.way();
        let done_now = done.saturating_sub(self.known);
        let left = all.saturating_sub(done);
        (done_now > 0 && left > 0).then(|| elapsed.mul_f64(left as f64 / done_now as f64))
    }

    fn words(&self, elapsed: Duration, stopping: bool, lang: Lang) -> String {
        if stopping {
            let words = lang.pick(
                "正在停止，已开始的页完成后结束；再按一次 Ctrl-C 立即退出",
                "stopping after the pages that were begun; Ctrl-C again ends at once",
            );
            return words.to_owned();
        }
        let rate = self.pages_done as f64 / elapsed.as_secs_f64().max(0.001);
        let mut parts = vec![match lang {
            Lang::Zh => format!("项目 {}/{}", self.done, self.projects),
            Lang::En => format!("projects {}/{}", self.done, self.projects),
        }];
        if self.known > 0 {
            parts.push(match lang {
                Lang::Zh => format!("{} 个取自缓存", self.known),
                Lang::En => format!("{} from the cache", self.known),
            });
        }
        if self.pages > 0 {
            parts.push(match lang {
                // Nothing is known of the speed yet.
                _ if self.pages_done == 0 => format!("{} 0/{}", lang.pick("页", "pages"), self.pages),
                Lang::Zh => format!("页 {}/{}，每秒 {rate:.1} 页", self.pages_done, self.pages),
                Lang::En => format!("pages {}/{}, {rate:.1} a second", self.pages_done, self.pages),
            });
        }
        if let Some(left) = self.left(elapsed) {
            let left = duration(left, lang);
            parts.push(match lang {
                Lang::Zh => format!("约剩 {left}"),
                Lang::En => format!("about {left} left"),
            });
        }
        parts.join(lang.pick("，", ", "))
    }
}

impl Meter {
    pub(super) fn new(quiet: bool, lang: Lang, stop: Arc<AtomicBool>) -> Self {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:24} {wide_msg}") {
                bar.set_style(style.progress_chars("█▌░"));
            }
            bar.enable_steady_tick(TICK);
            bar
        });
        Self { bar, quiet, lang, started: Instant::now(), stop, state: Mutex::default() }
    }

    /// Takes note of an event and shows it when it is time.
    pub(super) fn tell(&self, event: Progress) {
        if self.quiet {
            return;
        }
        let Ok(mut state) = self.state.lock() else { return };
        state.take(event);
        let elapsed = self.started.elapsed();
        let words = || state.words(elapsed, self.stop.load(Ordering::Relaxed), self.lang);
        if let Some(bar) = &self.bar {
            let (done, all) = state.way();
            bar.set_length(all as u64);
            bar.set_position(done as u64);
            bar.set_message(words());
        } else if state.shown.unwrap_or(self.started).elapsed() >= PLAIN {
            // A lost line is no reason to fail.
            let _ = writeln!(std::io::stderr().lock(), "{}", words());
            state.shown = Some(Instant::now());
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A duration to the second, minute or hour, whichever says enough.
fn duration(time: Duration, lang: Lang) -> String {
    const MINUTE: u64 = 60;
    let seconds = time.as_secs_f64().ceil() as u64;
    let minutes = seconds.div_ceil(MINUTE);
    match (lang, seconds, minutes) {
        (Lang::Zh, ..=99, _) => format!("{seconds} 秒"),
        (Lang::En, ..=99, _) => format!("{seconds} s"),
        (Lang::Zh, _, ..=99) => format!("{minutes} 分钟"),
        (Lang::En, _, ..=99) => format!("{minutes} min"),
        (Lang::Zh, ..) => format!("{} 小时 {} 分钟", minutes / MINUTE, minutes % MINUTE),
        (Lang::En, ..) => format!("{} h {} min", minutes / MINUTE, minutes % MINUTE),
    }
}

/// Columns of the terminal that stdout is, if it is one.
pub(super) fn terminal_width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns).clamp(40, 160))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(events: &[(Progress, usize)]) -> State {
        let mut state = State::default();
        for (event, times) in events {
            (0..*times).for_each(|_| state.take(*event));
        }
        state
    }

    #[test]
    fn what_is_left_is_told_from_what_was_really_done() {
        let ten = Duration::from_secs(10);
        let batch = state(&[
            (Progress::Found(100), 1),
            (Progress::Known, 50),
            (Progress::Opened(4), 10),
            (Progress::Page, 38),
            (Progress::Project, 5),
        ]);
        assert_eq!(batch.words(ten, false, Lang::Zh), "项目 55/100，50 个取自缓存，页 38/40，每秒 3.8 页，约剩 90 秒");
        assert_eq!(batch.words(ten, false, Lang::En), "projects 55/100, 50 from the cache, pages 38/40, 3.8 a second, about 90 s left");
        let one = state(&[(Progress::Found(1), 1), (Progress::Opened(40), 1), (Progress::Page, 10)]);
        assert_eq!((one.way(), one.left(ten)), ((10, 40), Some(Duration::from_secs(30))));
        let begun = state(&[(Progress::Found(3), 1)]);
        assert_eq!(begun.words(ten, false, Lang::Zh), "项目 0/3");
        let opened = state(&[(Progress::Found(3), 1), (Progress::Opened(5), 1)]);
        assert_eq!(opened.words(ten, false, Lang::Zh), "项目 0/3，页 0/5");
        assert!(begun.words(ten, true, Lang::En).contains("Ctrl-C again"));
    }

    #[test]
    fn durations_are_as_exact_as_is_of_use() {
        let said = [1, 99, 100, 5_940, 7_321].map(|seconds| duration(Duration::from_secs(seconds), Lang::Zh));
        assert_eq!(said, ["1 秒", "99 秒", "2 分钟", "99 分钟", "2 小时 3 分钟"]);
    }
}
