//! A comparison for a terminal: project by project what is new, still stands, is no longer asked and was mended.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::model::diff::{Change, Diff, FindingDiff, ProjectDiff};
use crate::model::finding::{Lang, Verdict};
use crate::model::report::Outcome;
use crate::report::text::columns::{shown, wrap};
use crate::report::words;

/// In the order in which they are shown.
const CHANGES: [Change; 4] = [Change::New, Change::Stands, Change::Gone, Change::Mended];

/// The comparison as text with colours, in lines of at most `width` columns; messages come worded already.
pub fn render(diff: &Diff, width: usize, lang: Lang) -> String {
    let mut out = String::new();
    for project in &diff.projects {
        render_project(&mut out, project, width, lang);
    }
    if !diff.files.is_empty() {
        let bold = Style::new().bold();
        let _ = writeln!(out, "{bold}{}{bold:#}", lang.pick("未能打开的文件", "Files that could not be opened"));
        for file in &diff.files {
            item(&mut out, file.change, &format!("{}{}{}", file.file, lang.pick("：", ": "), file.message), width, lang);
        }
        out.push('\n');
    }
    summary(&mut out, diff, width, lang);
    out
}

fn render_project(out: &mut String, project: &ProjectDiff, width: usize, lang: Lang) {
    if project.changes.is_empty() && project.was == project.now {
        return;
    }
    let outcome = |outcome: Option<Outcome>| outcome.map_or(lang.pick("无", "absent"), |outcome| words::outcome(outcome, lang));
    let bold = Style::new().bold();
    let counts = counts(|change| project.count(change), lang);
    let counts = if counts.is_empty() { counts } else { format!("{}{counts}", lang.pick("：", ": ")) };
    let _ = writeln!(out, "{bold}{}{bold:#}  {} → {}{counts}", shown(&project.name), outcome(project.was), outcome(project.now));
    for answer in &project.changes {
        item(out, answer.change, &format!("{}{}", turn(answer, lang), answer.message), width, lang);
        if !answer.fix.is_empty() {
            let dim = Style::new().dimmed();
            for (i, line) in wrap(&answer.fix, width.saturating_sub(6)).iter().enumerate() {
                let _ = writeln!(out, "    {dim}{}{line}{dim:#}", if i == 0 { "→ " } else { "  " });
            }
        }
    }
    out.push('\n');
}

/// "（待核 → 缺项）", "（缺项 → 豁免）": where the answer is another one but not the one that is wanted.
fn turn(answer: &FindingDiff, lang: Lang) -> String {
    let open = |verdict: &Verdict| matches!(verdict, Verdict::Gap | Verdict::Review | Verdict::Waived);
    match (answer.was, answer.now) {
        (Some(was), Some(now)) if was != now && answer.change != Change::Mended && open(&was) && open(&now) => {
            let (was, now) = (words::verdict(was, lang), words::verdict(now, lang));
            if lang == Lang::Zh { format!("（{was} → {now}）") } else { format!("({was} → {now}) ") }
        }
        _ => String::new(),
    }
}

/// A change with its word, and a hanging indent.
fn item(out: &mut String, change: Change, text: &str, width: usize, lang: Lang) {
    let (symbol, style) = mark(change);
    let text = format!("{}{}{text}", word(change, lang), lang.pick("：", ": "));
    for (i, line) in wrap(&text, width.saturating_sub(4)).iter().enumerate() {
        let _ = if i == 0 { writeln!(out, "  {style}{symbol}{style:#} {line}") } else { writeln!(out, "    {line}") };
    }
}

fn mark(change: Change) -> (&'static str, Style) {
    match change {
        Change::New => ("+", AnsiColor::Red.on_default().bold()),
        Change::Stands => ("=", AnsiColor::Yellow.on_default()),
        Change::Gone => ("–", Style::new().dimmed()),
        Change::Mended => ("✓", AnsiColor::Green.on_default()),
    }
}

pub(crate) fn word(change: Change, lang: Lang) -> &'static str {
    match change {
        Change::New => lang.pick("新增", "new"),
        Change::Stands => lang.pick("仍在", "stands"),
        Change::Gone => lang.pick("不再检查", "no longer asked"),
        Change::Mended => lang.pick("已改", "mended"),
    }
}

/// "新增 1，仍在 2", or nothing.
fn counts(count: impl Fn(Change) -> usize, lang: Lang) -> String {
    let told = CHANGES.into_iter().map(|change| (change, count(change))).filter(|(_, count)| *count > 0);
    told.map(|(change, count)| format!("{} {count}", word(change, lang))).collect::<Vec<_>>().join(lang.pick("，", ", "))
}

fn summary(out: &mut String, diff: &Diff, width: usize, lang: Lang) {
    let all = counts(|change| diff.projects.iter().map(|project| project.count(change)).sum(), lang);
    let all = if all.is_empty() {
        lang.pick("没有变化，也没有未决事项", "nothing changed and nothing is open").to_owned()
    } else {
        all
    };
    let (old, new) = (&diff.old, &diff.new);
    let line = match lang {
        Lang::Zh => format!("共 {} 个项目：{all} · 检查日 {} → {}", diff.projects.len(), old.today, new.today),
        Lang::En => {
            let noun = if diff.projects.len() == 1 { "project" } else { "projects" };
            format!("{} {noun}: {all} · as of {} → {}", diff.projects.len(), old.today, new.today)
        }
    };
    let mut lines = vec![line];
    if old.profile != new.profile || old.stage != new.stage || old.tool != new.tool {
        let differ = lang.pick(
            "注意：两份报告的规则集、检查阶段或程序版本不同，变化不一定来自文件。",
            "Note: profile, stage or program version of the two reports differ; a change need not come from the files.",
        );
        lines.push(differ.to_owned());
    }
    let dim = Style::new().dimmed();
    for line in lines.iter().flat_map(|line| wrap(line, width)) {
        let _ = writeln!(out, "{dim}{line}{dim:#}");
    }
}
