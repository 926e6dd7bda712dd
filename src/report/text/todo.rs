//! The to-do list in a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::columns::wrap;
use super::{Layout, heading, item, symbols};
use crate::model::finding::Verdict;
use crate::model::report::ProjectReport;
use crate::report::{todo, words};

/// What must be done; nothing if nothing must.
pub(super) fn list(out: &mut String, project: &ProjectReport, layout: &Layout<'_>) {
    let groups = todo::groups(project.everything());
    if !groups.is_empty() {
        out.push('\n');
        heading(out, layout, "待办清单", "To do");
    }
    for group in groups {
        let (symbol, style) = symbols::verdict(group.verdict);
        for finding in group.findings {
            item(out, layout, symbol, style, &finding.message);
        }
        advice(out, layout, group.fix);
    }
    waived(out, project, layout);
}

/// What was let pass, with the reasons, and waivers that met nothing.
fn waived(out: &mut String, project: &ProjectReport, layout: &Layout<'_>) {
    let waived = todo::waived(project.everything());
    if waived.is_empty() && project.unused_waivers.is_empty() {
        return;
    }
    out.push('\n');
    heading(out, layout, "豁免", "Waived");
    let (symbol, style) = symbols::verdict(Verdict::Waived);
    for (finding, waived) in waived {
        item(out, layout, symbol, style, &finding.message);
        advice(out, layout, &words::waived(waived, layout.lang));
    }
    for waiver in &project.unused_waivers {
        item(out, layout, "!", AnsiColor::Yellow.on_default(), &words::unused_waiver(waiver, layout.lang));
    }
}

fn advice(out: &mut String, layout: &Layout<'_>, text: &str) {
    if text.is_empty() {
        return;
    }
    let dim = Style::new().dimmed();
    for (i, line) in wrap(text, layout.width.saturating_sub(6)).iter().enumerate() {
        let arrow = if i == 0 { "→ " } else { "  " };
        let _ = writeln!(out, "    {dim}{arrow}{line}{dim:#}");
    }
}
