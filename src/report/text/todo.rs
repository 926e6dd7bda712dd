//! The to-do list: gaps first, one piece of advice for all findings that it serves.

use std::fmt::Write as _;

use anstyle::Style;

use super::columns::wrap;
use super::{Layout, heading, item, symbols};
use crate::model::finding::Verdict;
use crate::model::report::FindingReport;

/// What must be done; nothing if nothing must.
pub(super) fn list<'a>(out: &mut String, findings: impl Iterator<Item = &'a FindingReport>, layout: &Layout<'_>) {
    let mut open: Vec<&FindingReport> = findings.filter(|f| matches!(f.verdict, Verdict::Gap | Verdict::Review | Verdict::Note)).collect();
    if open.is_empty() {
        return;
    }
    open.sort_by_key(|finding| (finding.verdict, finding.level));
    out.push('\n');
    heading(out, layout, "待办清单", "To do");
    for group in open.chunk_by(|a, b| same_advice(a, b)) {
        for finding in group {
            let (symbol, style) = symbols::verdict(finding.verdict);
            item(out, layout, symbol, style, &finding.message);
        }
        advice(out, layout, group.first().map_or("", |finding| finding.fix.as_str()));
    }
}

/// Whether two neighbours of the list are mended in the same way.
fn same_advice(a: &FindingReport, b: &FindingReport) -> bool {
    a.verdict == b.verdict && a.fix == b.fix
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
