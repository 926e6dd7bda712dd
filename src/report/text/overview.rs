//! The projects of a run at a glance: one line each, and their numbers.

use std::fmt::Write as _;

use anstyle::Style;

use super::columns::{Line, width, wrap};
use super::{Layout, symbols};
use crate::model::finding::{Lang, Requirement, Verdict};
use crate::model::profile::Stage;
use crate::model::report::{Outcome, ProjectReport, Report};
use crate::report::words;

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
        for (i, part) in wrap(&open(project, layout.lang), room).iter().enumerate() {
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

/// "缺 签字（甲、乙） 盖章（甲）；核 日期（乙）".
fn open(project: &ProjectReport, lang: Lang) -> String {
    let parts = [(Verdict::Gap, lang.pick("缺 ", "missing: ")), (Verdict::Review, lang.pick("核 ", "to look at: "))];
    let said = parts.into_iter().filter_map(|(verdict, word)| {
        let mut asked: Vec<(Requirement, Vec<String>)> = Vec::new();
        for finding in project.everything().filter(|f| f.verdict == verdict) {
            let letter = finding.party.iter().map(|id| words::letter(id, lang));
            match asked.iter_mut().find(|(requirement, _)| *requirement == finding.requirement) {
                Some((_, parties)) => parties.extend(letter),
                None => asked.push((finding.requirement, letter.collect())),
            }
        }
        let names = asked.iter().map(|(requirement, parties)| {
            let word = words::requirement(*requirement, lang);
            match (parties.as_slice(), lang) {
                ([], _) => word.to_owned(),
                (parties, Lang::Zh) => format!("{word}（{}）", parties.join("、")),
                (parties, Lang::En) => format!("{word} ({})", parties.join(", ")),
            }
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| format!("{word}{}", names.join(lang.pick("、", ", "))))
    });
    said.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// How many projects came out how, under which profile and for which day.
pub(super) fn summary(out: &mut String, report: &Report, layout: &Layout<'_>) {
    let count = |outcome| report.projects.iter().filter(|project| project.outcome == outcome).count();
    let (ok, gap, look) = (count(Outcome::Accepted), count(Outcome::Rejected), count(Outcome::NeedsReview));
    let (all, failed, today) = (report.projects.len(), report.errors.len(), &report.today);
    let profile = layout.profile;
    let draft = match report.stage {
        Stage::Signed => "",
        Stage::Draft => layout
            .lang
            .pick(" · 草稿检查：未检查签字、盖章、签署日期", " · draft check: signatures, seals and signing dates were not asked for"),
    };
    let line = match layout.lang {
        Lang::Zh => {
            let failed = if failed == 0 { String::new() } else { format!("；{failed} 个文件未能打开") };
            format!("共 {all} 个项目：符合要求 {ok}，有缺项 {gap}，待人工核对 {look}{failed} · {profile} · 检查日 {today}{draft}")
        }
        Lang::En => {
            let noun = if all == 1 { "project" } else { "projects" };
            let failed = if failed == 0 {
                String::new()
            } else {
                format!("; {failed} {} could not be opened", if failed == 1 { "file" } else { "files" })
            };
            format!(
                "{all} {noun}: {ok} accepted, {gap} with gaps, {look} for a person to look at{failed} · {profile} · as of {today}{draft}"
            )
        }
    };
    let dim = Style::new().dimmed();
    // What belongs together stays on one line.
    let parts = if width(&line) <= layout.width { vec![line.as_str()] } else { line.split(" · ").collect() };
    for line in parts.into_iter().flat_map(|part| wrap(part, layout.width)) {
        let _ = writeln!(out, "{dim}{line}{dim:#}");
    }
}
