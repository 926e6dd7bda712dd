//! The report for a terminal: verdict first, then the matrix of parties, clauses, documents and the to-do list.
//!
//! Colours are always written; the caller strips them where they do not belong (`anstream` does).

pub(super) mod columns;
mod overview;
mod symbols;
#[cfg(test)]
mod tests;
mod todo;

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
pub use columns::wrap;
use columns::{Line, pad, shown, width};

use crate::model::finding::{Lang, Requirement, Verdict};
use crate::model::report::{AgreementReport, PartyReport, ProjectReport, Report};
use crate::report::glance::{self, MATRIX};
use crate::report::words;

/// The most columns that a party's name takes before it goes on in the next line.
const NAMES: usize = 44;

/// How the report is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// Columns of the terminal.
    pub width: usize,
    /// Language of headings; messages come worded already.
    pub lang: Lang,
    /// The profile's title.
    pub profile: &'a str,
}

/// The report as text with colours: projects with the worst first, then what could not be opened, then the projects at a glance.
pub fn render(report: &Report, layout: &Layout<'_>) -> String {
    let mut out = String::new();
    let projects = report.worst_first();
    for project in &projects {
        render_project(&mut out, project, layout);
    }
    if !report.errors.is_empty() {
        heading(&mut out, layout, "未能打开的文件", "Files that could not be opened");
        for error in &report.errors {
            let text = format!("{}{}{}", error.file, layout.lang.pick("：", ": "), error.message);
            item(&mut out, layout, "!", AnsiColor::Red.on_default(), &text);
        }
        out.push('\n');
    }
    if !report.unfinished.is_empty() {
        item(&mut out, layout, "!", AnsiColor::Yellow.on_default(), &words::unfinished(&report.unfinished, layout.lang));
        out.push('\n');
    }
    if projects.len() > 1 {
        overview::table(&mut out, &projects, layout);
    }
    overview::summary(&mut out, report, layout);
    out
}

fn render_project(out: &mut String, project: &ProjectReport, layout: &Layout<'_>) {
    let (symbol, style, word) = symbols::outcome(project.outcome, layout.lang);
    let tally = glance::tally(project, layout.lang);
    let bold = style.bold();
    let _ = writeln!(out, "{bold}{symbol} {}{bold:#}  {style}{word}{style:#}{tally}", shown(&project.name));
    if project.agreements.is_empty() {
        for line in wrap(words::nothing_to_check(layout.lang), layout.width.saturating_sub(2)) {
            let _ = writeln!(out, "  {line}");
        }
    }
    for agreement in &project.agreements {
        render_agreement(out, agreement, layout);
    }
    application(out, project, layout);
    todo::list(out, project, layout);
    if project.agreements.iter().any(glance::unsigned) {
        out.push('\n');
        item(out, layout, "i", AnsiColor::Cyan.on_default(), words::perhaps_a_draft(layout.lang));
    }
    out.push('\n');
}

fn render_agreement(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let title = agreement.title.as_deref().unwrap_or_else(|| words::no_title(layout.lang));
    let kind = words::kind(agreement.kind, layout.lang);
    for line in wrap(&format!("{title} · {kind}"), layout.width.saturating_sub(2)) {
        let _ = writeln!(out, "  {line}");
    }
    if !agreement.parties.is_empty() {
        out.push('\n');
        matrix(out, agreement, layout);
    }
    out.push('\n');
    clauses(out, agreement, layout);
    documents(out, agreement, layout);
}

/// Party × signature, seal, date, name, title; with what was found where the window is wide enough.
fn matrix(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let cells: Vec<Vec<(Verdict, &str)>> =
        agreement.parties.iter().map(|party| MATRIX.map(|requirement| answer(agreement, party, requirement)).to_vec()).collect();
    let heads = MATRIX.map(|requirement| words::requirement(requirement, layout.lang));
    let bare: [usize; 5] = heads.map(|head| width(head).max(2) + 2);
    let full: [usize; 5] = std::array::from_fn(|i| {
        let longest = cells.iter().map(|row| width(row[i].1)).max().unwrap_or(0);
        bare[i].max(longest + 4)
    });
    let wide = full.iter().sum::<usize>() + NAMES + 4 <= layout.width;
    let columns = if wide { full } else { bare };
    let names = layout.width.saturating_sub(4 + columns.iter().sum::<usize>()).clamp(16, NAMES);
    let dim = Style::new().dimmed();
    let row: String = heads.iter().zip(columns).map(|(head, cell)| pad(head, cell)).collect();
    let _ = writeln!(out, "  {dim}{}{}{dim:#}", pad("", names + 2), row.trim_end());
    for (party, cells) in agreement.parties.iter().zip(cells) {
        let name = party.name.as_deref().unwrap_or_else(|| words::no_name(layout.lang));
        let ordinal = words::ordinal(&party.id, layout.lang);
        let indent = width(&ordinal) + 1;
        let lines = wrap(name, names.saturating_sub(indent));
        let mut row = Line::new();
        for ((verdict, found), cell) in cells.into_iter().zip(columns) {
            let (symbol, style) = symbols::verdict(verdict);
            row.push(symbol, style, 2);
            row.push(if wide { found } else { "" }, Style::new(), cell - 2);
        }
        let first = format!("{ordinal} {}", lines.first().map_or("", String::as_str));
        let _ = writeln!(out, "  {}{}", pad(&first, names + 2), row.finish());
        for more in lines.iter().skip(1) {
            let _ = writeln!(out, "  {}{more}", " ".repeat(indent));
        }
    }
}

/// The verdict on one requirement of a party, and what was found.
fn answer<'a>(agreement: &'a AgreementReport, party: &'a PartyReport, requirement: Requirement) -> (Verdict, &'a str) {
    let (finding, found) = glance::cell(agreement, party, requirement);
    (finding.map_or(Verdict::NotApplicable, |f| f.verdict), found)
}

/// Everything that is asked of the agreement as a whole, one word each, in columns.
fn clauses(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    grid(out, &glance::clauses(agreement), layout);
}

/// What is asked of the project as a whole, where its application gives anything to ask about.
fn application(out: &mut String, project: &ProjectReport, layout: &Layout<'_>) {
    let asked = glance::application(project);
    if !asked.is_empty() {
        out.push('\n');
        heading(out, layout, "申报项目", "The application");
        grid(out, &asked, layout);
    }
}

/// Requirements with their answers, in columns.
fn grid(out: &mut String, asked: &[(Requirement, Verdict)], layout: &Layout<'_>) {
    let words: Vec<_> = asked.iter().map(|(requirement, verdict)| (words::requirement(*requirement, layout.lang), *verdict)).collect();
    let cell = words.iter().map(|(word, _)| width(word)).max().unwrap_or(0) + 2;
    let across = ((layout.width.saturating_sub(2)) / (cell + 2)).max(1);
    for row in words.chunks(across) {
        let mut line = Line::new();
        for (word, verdict) in row {
            let (symbol, style) = symbols::verdict(*verdict);
            line.push(symbol, style, 2);
            line.push(word, Style::new(), cell);
        }
        let _ = writeln!(out, "  {}", line.finish());
    }
}

fn documents(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let dim = Style::new().dimmed();
    out.push('\n');
    for document in &agreement.documents {
        let line = format!("{}{}{}", document.file, layout.lang.pick("：", ": "), words::document(document, layout.lang));
        for (i, part) in wrap(&line, layout.width.saturating_sub(4)).iter().enumerate() {
            let indent = if i == 0 { "  " } else { "    " };
            let _ = writeln!(out, "{indent}{dim}{part}{dim:#}");
        }
        for notice in &document.notices {
            item(out, layout, "!", AnsiColor::Yellow.on_default(), notice);
        }
    }
}

fn heading(out: &mut String, layout: &Layout<'_>, zh: &str, en: &str) {
    let bold = Style::new().bold();
    let _ = writeln!(out, "  {bold}{}{bold:#}", layout.lang.pick(zh, en));
}

/// A list item with a hanging indent.
fn item(out: &mut String, layout: &Layout<'_>, symbol: &str, style: Style, text: &str) {
    for (i, line) in wrap(text, layout.width.saturating_sub(4)).iter().enumerate() {
        let _ = if i == 0 { writeln!(out, "  {style}{symbol}{style:#} {line}") } else { writeln!(out, "    {line}") };
    }
}
