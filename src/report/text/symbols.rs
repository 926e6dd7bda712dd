//! The symbols and colours of the terminal report.

use anstyle::{AnsiColor, Style};

use crate::model::finding::{Lang, Verdict};
use crate::model::report::Outcome;
use crate::report::words;

/// Symbol and colour of a verdict.
pub(super) fn verdict(verdict: Verdict) -> (&'static str, Style) {
    let style = match verdict {
        Verdict::Pass => AnsiColor::Green.on_default(),
        Verdict::Gap => AnsiColor::Red.on_default().bold(),
        Verdict::Review => AnsiColor::Yellow.on_default(),
        Verdict::Note | Verdict::Waived => AnsiColor::Cyan.on_default(),
        Verdict::NotApplicable => Style::new().dimmed(),
    };
    (words::symbol(verdict), style)
}

/// Symbol, colour and word of an outcome.
pub(super) fn outcome(outcome: Outcome, lang: Lang) -> (&'static str, Style, &'static str) {
    let (symbol, colour) = match outcome {
        Outcome::Accepted => ("✓", AnsiColor::Green),
        Outcome::Rejected => ("✗", AnsiColor::Red),
        Outcome::NeedsReview => ("?", AnsiColor::Yellow),
    };
    (symbol, colour.on_default(), words::outcome(outcome, lang))
}
