//! Progress on stderr: one line that is rewritten on a terminal, a plain line every few seconds elsewhere.

use std::io::{IsTerminal, Write as _};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::check::Progress;
use crate::model::finding::Lang;

/// A terminal line is rewritten at most so often.
const REDRAW: Duration = Duration::from_millis(100);
/// A plain line is written at most so often, and not at all by a run shorter than this.
const PLAIN: Duration = Duration::from_secs(5);

/// Counts and shows what a run tells.
pub(super) struct Meter {
    quiet: bool,
    terminal: bool,
    lang: Lang,
    started: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    projects: usize,
    projects_done: usize,
    pages: usize,
    pages_done: usize,
    shown: Option<Instant>,
}

impl Meter {
    pub(super) fn new(quiet: bool, lang: Lang) -> Self {
        Self { quiet, terminal: std::io::stderr().is_terminal(), lang, started: Instant::now(), state: Mutex::default() }
    }

    /// Takes note of an event and shows it when it is time.
    pub(super) fn tell(&self, event: Progress) {
        if self.quiet {
            return;
        }
        let Ok(mut state) = self.state.lock() else { return };
        match event {
            Progress::Found(projects) => state.projects = projects,
            Progress::Opened(pages) => state.pages += pages,
            Progress::Page => state.pages_done += 1,
            Progress::Project => state.projects_done += 1,
        }
        let pause = if self.terminal { REDRAW } else { PLAIN };
        if state.shown.unwrap_or(self.started).elapsed() < pause {
            return;
        }
        state.shown = Some(Instant::now());
        let line = self.line(&state);
        let mut err = std::io::stderr().lock();
        // A lost progress line is no reason to fail.
        let _ = if self.terminal { write!(err, "\r\x1b[K{line}") } else { writeln!(err, "{line}") };
        let _ = err.flush();
    }

    /// Clears the line.
    pub(super) fn finish(&self) {
        if self.terminal && !self.quiet {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }

    fn line(&self, state: &State) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let rate = state.pages_done as f64 / seconds;
        // Pages of projects that are not open yet are unknown: projects tell the rest.
        let share = (state.projects_done as f64 / state.projects.max(1) as f64).max(0.001);
        let left = if state.projects_done == 0 { String::new() } else { format!("{:.0}", seconds / share - seconds) };
        match self.lang {
            Lang::Zh => {
                let left = if left.is_empty() { left } else { format!("，约剩 {left} 秒") };
                format!("项目 {}/{}，页 {}/{}，每秒 {rate:.1} 页{left}", state.projects_done, state.projects, state.pages_done, state.pages)
            }
            Lang::En => {
                let left = if left.is_empty() { left } else { format!(", about {left} s left") };
                format!(
                    "projects {}/{}, pages {}/{}, {rate:.1} pages/s{left}",
                    state.projects_done, state.projects, state.pages_done, state.pages
                )
            }
        }
    }
}

/// Columns of the terminal that stdout is, if it is one.
pub(super) fn terminal_width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns).clamp(40, 160))
}
