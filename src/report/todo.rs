//! The to-do list: gaps first, one piece of advice for all findings that it serves.

use crate::model::finding::{Verdict, Waived};
use crate::model::report::FindingReport;

/// What was let pass with a reason: it is shown, and nobody need do anything.
pub(super) fn waived<'a>(findings: impl Iterator<Item = &'a FindingReport>) -> Vec<(&'a FindingReport, &'a Waived)> {
    findings.filter_map(|finding| Some((finding, finding.waived.as_ref()?))).collect()
}

/// Findings that are mended in the same way.
pub(super) struct Group<'a> {
    /// Gap, review or note.
    pub verdict: Verdict,
    /// What to do; may be empty.
    pub fix: &'a str,
    /// What it is about, at least one.
    pub findings: Vec<&'a FindingReport>,
}

/// What must be done; nothing if nothing must.
pub(super) fn groups<'a>(findings: impl Iterator<Item = &'a FindingReport>) -> Vec<Group<'a>> {
    let mut open: Vec<&FindingReport> = findings.filter(|f| matches!(f.verdict, Verdict::Gap | Verdict::Review | Verdict::Note)).collect();
    open.sort_by_key(|finding| (finding.verdict, finding.level));
    let same_advice = |a: &&FindingReport, b: &&FindingReport| a.verdict == b.verdict && a.fix == b.fix;
    open.chunk_by(same_advice)
        .map(|chunk| Group { verdict: chunk[0].verdict, fix: chunk[0].fix.as_str(), findings: chunk.to_vec() })
        .collect()
}
