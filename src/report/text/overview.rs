//! The projects of a run at a glance: one line each, and their numbers.

use std::fmt::Write as _;

use anstyle::Style;

use super::columns::{Line, width, wrap};
use super::{Layout, symbols};
use crate::model::report::{ProjectReport, Report};
use crate::report::{glance, words};

/// The widest that a project's name is allowed to make its column.
const NAMES: usize = 40;

/// Name, outcome and what is open, one project a line, in the given order.
pub(super) fn table(out: &mut String, projects: &[&ProjectReport], layout: &Layout<'_>) {
    let names = projects.iter().map(|project| width(&project.name)).max().unwrap_or(0).min(NAMES) + 2;
    let outcomes = projects.iter().map(|project| width(words::outcome(project.outcome, layout.lang))).max().unwrap_or(0) + 2;
    for project in projects {
        let (symbol, style, word) = symbols::outcome(project.outcome, layout.lang);
        let mut line = Line::new();
        line.push(symbol, style, 2);
        // A longer name moves the rest of its own line, not the whole table.
        line.push(&project.name, Style::new(), names.max(width(&project.name) + 2));
        line.push(word, style, outcomes);
        let indent = 2 + names + outcomes;
        let room = layout.width.saturating_sub(indent).max(20);
        for (i, part) in wrap(&glance::open(project, layout.lang), room).iter().enumerate() {
            if i == 0 {
                line.push(part, Style::new(), 0);
                let _ = writeln!(out, "{}", std::mem::replace(&mut line, Line::new()).finish());
            } else {
                let _ = writeln!(out, "{}{part}", " ".repeat(indent));
            }
        }
    }
    out.push('\n');
}

/// How many projects came out how, under which profile and for which day.
pub(super) fn summary(out: &mut String, report: &Report, layout: &Layout<'_>) {
    let line = words::summary(report, layout.profile, layout.lang);
    let dim = Style::new().dimmed();
    // What belongs together stays on one line.
    let parts = if width(&line) <= layout.width { vec![line.as_str()] } else { line.split(" · ").collect() };
    for line in parts.into_iter().flat_map(|part| wrap(part, layout.width)) {
        let _ = writeln!(out, "{dim}{line}{dim:#}");
    }
}
