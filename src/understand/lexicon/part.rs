//! One alternative of a pattern and the two engines that it may be compiled for.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::{self, NFA};
use regex_automata::util::primitives::NonMaxUsize;
use regex_automata::{Anchored, Input};

use super::folding::narrow;
use super::gate::Alternative;

/// One alternative.
#[derive(Debug)]
pub(in crate::understand) struct Part {
    pub(super) written: Alternative,
    /// For lines: an engine that costs little to make.
    line: OnceLock<BoundedBacktracker>,
    /// For long texts: one that costs more to make and less to run.
    regex: OnceLock<Regex>,
}

/// Texts up to so many bytes are lines.
const LINE: usize = 600;

thread_local! {
    /// What the engine for lines is made with, and its memory while it searches: each is larger than an engine, and none keeps anything.
    static WORKSHOP: RefCell<Workshop> = RefCell::new(Workshop { compiler: NFA::compiler(), cache: None });
}

struct Workshop {
    compiler: thompson::Compiler,
    cache: Option<backtrack::Cache>,
}

impl Part {
    pub(super) fn new(written: Alternative) -> Self {
        Self { written, line: OnceLock::new(), regex: OnceLock::new() }
    }

    /// Where it matches first from a place on.
    pub(super) fn find_at(&self, text: &str, at: usize) -> Option<Range<usize>> {
        if text.len() > LINE {
            return self.regex().find_at(text, at).map(|found| found.range());
        }
        let mut ends = [None; 2];
        self.search_line(&Input::new(text).range(at..), &mut ends);
        Some(ends[0]?.get()..ends[1]?.get())
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        if text.len() > LINE {
            return self.regex().is_match(text);
        }
        self.search_line(&Input::new(text).earliest(true), &mut [None; 2])
    }

    /// The groups of a match that begins at a place, without the whole.
    pub(super) fn groups_at(&self, text: &str, at: usize) -> Option<Vec<Option<Range<usize>>>> {
        if text.len() > LINE {
            let found = self.regex().captures_at(text, at)?;
            return Some(found.iter().skip(1).map(|group| group.map(|group| group.range())).collect());
        }
        let mut ends = vec![None; 2 + 2 * self.written.groups.len()];
        let input = Input::new(text).range(at..).anchored(Anchored::Yes);
        let group = |ends: &[Option<NonMaxUsize>]| Some(ends[0]?.get()..ends[1]?.get());
        self.search_line(&input, &mut ends).then(|| ends[2..].chunks_exact(2).map(group).collect())
    }

    /// Whether a line matches; fills in where the match and its groups begin and end.
    fn search_line(&self, input: &Input<'_>, ends: &mut [Option<NonMaxUsize>]) -> bool {
        WORKSHOP.with_borrow_mut(|Workshop { compiler, cache }| {
            let line = self.line.get_or_init(|| line(compiler, &self.written.source));
            let cache = cache.get_or_insert_with(|| line.create_cache());
            cache.reset(line);
            let found = line.try_search_slots(cache, input, ends);
            found.unwrap_or_else(|error| unreachable!("{error}")).is_some()
        })
    }

    #[cfg(test)]
    pub(super) fn is_compiled(&self) -> bool {
        self.line.get().is_some()
    }

    // Patterns are constants of `understand`; a test compiles every one of them.

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| Regex::new(&narrow(&self.written.source)).unwrap_or_else(|error| unreachable!("{error}")))
    }
}

fn line(compiler: &thompson::Compiler, source: &str) -> BoundedBacktracker {
    let nfa = compiler.build(&narrow(source)).unwrap_or_else(|error| unreachable!("{error}"));
    // A bit for each place and state, in whole words.
    let capacity = (LINE + 1) * nfa.states().len() / 8 + size_of::<usize>();
    let config = BoundedBacktracker::config().visited_capacity(capacity);
    let engine = BoundedBacktracker::builder().configure(config).build_from_nfa(nfa);
    engine.unwrap_or_else(|error| unreachable!("{error}"))
}
