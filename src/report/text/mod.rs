//! The report for a terminal: verdict first, then the matrix of parties, clauses, documents and the to-do list.
//!
//! Colours are always written; the caller strips them where they do not belong (`anstream` does).

mod columns;
mod words;

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use columns::{Line, pad, width, wrap};

use crate::model::finding::{Lang, Level, Requirement, Verdict};
use crate::model::report::{AgreementReport, FindingReport, Outcome, ProjectReport, Report};

/// The columns of the matrix, in the notice's order.
const MATRIX: [Requirement; 5] =
    [Requirement::Signature, Requirement::Seal, Requirement::SignDate, Requirement::SignatoryName, Requirement::SignatoryTitle];

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

/// The report as text with colours.
pub fn render(report: &Report, layout: &Layout<'_>) -> String {
    let mut out = String::new();
    for project in &report.projects {
        render_project(&mut out, project, layout);
    }
    if !report.errors.is_empty() {
        heading(&mut out, layout, "未能打开的文件", "Files that could not be opened");
        for error in &report.errors {
            item(&mut out, layout, "!", AnsiColor::Red.on_default(), &format!("{}: {}", error.file, error.message));
        }
        out.push('\n');
    }
    summary(&mut out, report, layout);
    out
}

fn render_project(out: &mut String, project: &ProjectReport, layout: &Layout<'_>) {
    let (symbol, style, word) = words::outcome(project.outcome, layout.lang);
    let findings = || project.agreements.iter().flat_map(|a| &a.findings).chain(&project.findings);
    let count = |verdict| findings().filter(|f| f.verdict == verdict).count();
    let tally = words::tally(count(Verdict::Gap), count(Verdict::Review), count(Verdict::Note), layout.lang);
    let bold = style.bold();
    let _ = writeln!(out, "{bold}{symbol} {}{bold:#}  {style}{word}{style:#}{tally}", project.name);
    if project.agreements.is_empty() {
        let nothing = layout.lang.pick("没有可以检查的文件", "there was nothing to check");
        let _ = writeln!(out, "  {nothing}");
    }
    for agreement in &project.agreements {
        render_agreement(out, agreement, layout);
    }
    to_do(out, findings(), layout);
    out.push('\n');
}

fn render_agreement(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let title = agreement.title.as_deref().unwrap_or_else(|| layout.lang.pick("（未见标题）", "(no title seen)"));
    let kind = words::kind(agreement.kind, layout.lang);
    for line in wrap(&format!("{title} · {kind}"), layout.width.saturating_sub(2)) {
        let _ = writeln!(out, "  {line}");
    }
    if !agreement.parties.is_empty() {
        out.push('\n');
        matrix(out, agreement, layout);
    }
    clauses(out, agreement, layout);
    documents(out, agreement, layout);
}

/// Party × signature, seal, date, name, title.
fn matrix(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let heads: Vec<&str> = MATRIX.iter().map(|requirement| words::requirement(*requirement, layout.lang)).collect();
    let cell = heads.iter().map(|head| width(head)).max().unwrap_or(4) + 2;
    let names = layout.width.saturating_sub(4 + cell * MATRIX.len()).clamp(16, 44);
    let dim = Style::new().dimmed();
    let row: String = heads.iter().map(|head| pad(head, cell)).collect();
    let _ = writeln!(out, "  {dim}{}{}{dim:#}", pad("", names + 2), row.trim_end());
    for party in &agreement.parties {
        let name = party.name.as_deref().unwrap_or_else(|| layout.lang.pick("（未识别名称）", "(name not made out)"));
        let who = format!("{} {name}", words::ordinal(&party.id, layout.lang));
        let lines = wrap(&who, names);
        let mut row = Line::new();
        for requirement in MATRIX {
            let finding = agreement.findings.iter().find(|f| f.requirement == requirement && f.party.as_ref() == Some(&party.id));
            let (symbol, style) = words::verdict(finding.map_or(Verdict::NotApplicable, |f| f.verdict));
            row.push(symbol, style, cell);
        }
        let first = lines.first().map_or("", String::as_str);
        let _ = writeln!(out, "  {}{}", pad(first, names + 2), row.finish());
        for more in lines.iter().skip(1) {
            let _ = writeln!(out, "     {more}");
        }
    }
}

/// Everything that is asked of the agreement as a whole, one word each.
fn clauses(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let mut worst: Vec<(Requirement, Verdict)> = Vec::new();
    for finding in agreement.findings.iter().filter(|f| !MATRIX.contains(&f.requirement) && f.level != Level::Off) {
        match worst.iter_mut().find(|(requirement, _)| *requirement == finding.requirement) {
            Some((_, verdict)) => *verdict = (*verdict).min(finding.verdict),
            None => worst.push((finding.requirement, finding.verdict)),
        }
    }
    out.push('\n');
    let mut used = 0;
    for (requirement, verdict) in worst {
        let (symbol, style) = words::verdict(verdict);
        let word = words::requirement(requirement, layout.lang);
        let needed = width(word) + 5;
        if used > 0 && used + needed > layout.width {
            out.push('\n');
            used = 0;
        }
        if used == 0 {
            out.push_str("  ");
        }
        let _ = write!(out, "{style}{symbol}{style:#} {word}   ");
        used += needed;
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
}

fn documents(out: &mut String, agreement: &AgreementReport, layout: &Layout<'_>) {
    let dim = Style::new().dimmed();
    out.push('\n');
    for document in &agreement.documents {
        let line = words::document(document, layout.lang);
        for (i, part) in wrap(&line, layout.width.saturating_sub(4)).iter().enumerate() {
            let indent = if i == 0 { "  " } else { "    " };
            let _ = writeln!(out, "{indent}{dim}{part}{dim:#}");
        }
        for notice in &document.notices {
            item(out, layout, "!", AnsiColor::Yellow.on_default(), notice);
        }
    }
}

/// What must be done, gaps first, each with its advice.
fn to_do<'a>(out: &mut String, findings: impl Iterator<Item = &'a FindingReport>, layout: &Layout<'_>) {
    let mut open: Vec<&FindingReport> = findings.filter(|f| matches!(f.verdict, Verdict::Gap | Verdict::Review | Verdict::Note)).collect();
    if open.is_empty() {
        return;
    }
    open.sort_by_key(|finding| (finding.verdict, finding.level));
    out.push('\n');
    heading(out, layout, "待办清单", "To do");
    let dim = Style::new().dimmed();
    let mut advice = "";
    for finding in open {
        let (symbol, style) = words::verdict(finding.verdict);
        item(out, layout, symbol, style, &finding.message);
        if !finding.fix.is_empty() && finding.fix != advice {
            advice = &finding.fix;
            for (i, line) in wrap(&finding.fix, layout.width.saturating_sub(6)).iter().enumerate() {
                let arrow = if i == 0 { "→ " } else { "  " };
                let _ = writeln!(out, "    {dim}{arrow}{line}{dim:#}");
            }
        }
    }
}

fn summary(out: &mut String, report: &Report, layout: &Layout<'_>) {
    let count = |outcome| report.projects.iter().filter(|project| project.outcome == outcome).count();
    let (ok, gap, look) = (count(Outcome::Accepted), count(Outcome::Rejected), count(Outcome::NeedsReview));
    let dim = Style::new().dimmed();
    let line = match layout.lang {
        Lang::Zh => format!(
            "共 {} 个项目：符合要求 {ok}，有缺项 {gap}，待人工核对 {look} · {} · 检查日 {}",
            report.projects.len(),
            layout.profile,
            report.today
        ),
        Lang::En => format!(
            "{} projects: {ok} accepted, {gap} with gaps, {look} for a person to look at · {} · as of {}",
            report.projects.len(),
            layout.profile,
            report.today
        ),
    };
    for line in wrap(&line, layout.width) {
        let _ = writeln!(out, "{dim}{line}{dim:#}");
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
