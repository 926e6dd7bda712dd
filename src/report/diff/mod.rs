//! Two reports compared: what was mended, what is new, what still stands, agreement by agreement and party by party.
//!
//! Agreements and parties keep their identity when others come before them: agreements are known by their files and title, parties by their names.

mod matching;
#[cfg(test)]
mod tests;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::diff::{Change, Diff, FileDiff, FindingDiff, ProjectDiff, SCHEMA, Side};
use crate::model::finding::{Level, Requirement, Verdict};
use crate::model::report::{AgreementReport, FileError, FindingReport, ProjectReport, Report};

/// Findings that answer the same question: requirement, rule and party.
type Questions<'a> = BTreeMap<(Requirement, &'a str, Option<String>), (Vec<&'a FindingReport>, Vec<&'a FindingReport>)>;

/// What came between two reports.
pub fn compare(old: &Report, new: &Report) -> Diff {
    let (was, now) = (by_name(old), by_name(new));
    let names: BTreeSet<&str> = was.keys().chain(now.keys()).copied().collect();
    Diff {
        schema: SCHEMA.to_owned(),
        old: side(old),
        new: side(new),
        projects: names.into_iter().map(|name| project(name, was.get(name).copied(), now.get(name).copied())).collect(),
        files: files(&old.errors, &new.errors),
    }
}

/// The JSON of a comparison, indented, with a final newline.
pub fn json(diff: &Diff) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(diff).map(|text| text + "\n")
}

/// The JSON Schema of the contract, from the types themselves.
pub fn schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Diff)).map(|text| text + "\n")
}

fn by_name(report: &Report) -> BTreeMap<&str, &ProjectReport> {
    report.projects.iter().map(|project| (project.name.as_str(), project)).collect()
}

fn side(report: &Report) -> Side {
    Side { tool: report.tool.clone(), profile: report.profile.clone(), today: report.today.clone(), stage: report.stage }
}

fn project<'a>(name: &str, was: Option<&'a ProjectReport>, now: Option<&'a ProjectReport>) -> ProjectDiff {
    let findings = |project: Option<&'a ProjectReport>| project.map_or(&[][..], |project| &project.findings);
    let agreements = |project: Option<&'a ProjectReport>| project.map_or(&[][..], |project| &project.agreements);
    let mut changes = answers(findings(was), findings(now), &BTreeMap::new());
    for (was, now) in matching::agreements(agreements(was), agreements(now)) {
        changes.extend(agreement(was, now));
    }
    changes.sort_by_key(|answer| answer.change);
    ProjectDiff { name: name.to_owned(), was: was.map(|project| project.outcome), now: now.map(|project| project.outcome), changes }
}

fn agreement<'a>(was: Option<&'a AgreementReport>, now: Option<&'a AgreementReport>) -> Vec<FindingDiff> {
    let findings = |agreement: Option<&'a AgreementReport>| agreement.map_or(&[][..], |agreement| &agreement.findings);
    let names = was.zip(now).map(|(was, now)| matching::parties(was, now)).unwrap_or_default();
    let mut changes = answers(findings(was), findings(now), &names);
    let told = now.or(was);
    for change in &mut changes {
        change.agreement = told.map(|agreement| agreement.id.clone());
        change.file = told.and_then(|agreement| agreement.documents.first()).map(|document| document.file.clone());
    }
    changes
}

/// What became of each question; `names` gives old parties their ids in the new report.
fn answers(was: &[FindingReport], now: &[FindingReport], names: &BTreeMap<String, String>) -> Vec<FindingDiff> {
    let mut questions = Questions::new();
    for finding in was {
        // A party that the new report does not have keeps a key of its own.
        let party = finding.party.as_ref().map(|id| names.get(id).cloned().unwrap_or_else(|| format!("\u{0}{id}")));
        questions.entry((finding.requirement, &finding.rule, party)).or_default().0.push(finding);
    }
    for finding in now {
        questions.entry((finding.requirement, &finding.rule, finding.party.clone())).or_default().1.push(finding);
    }
    questions.into_values().flat_map(|(was, now)| question(&was, &now)).collect()
}

/// What became of one question, to which a rule may have given several answers.
fn question(was: &[&FindingReport], now: &[&FindingReport]) -> Vec<FindingDiff> {
    let mut left: Vec<&FindingReport> = was.iter().copied().filter(|finding| is_open(finding)).collect();
    let mut fresh: Vec<&FindingReport> = now.iter().copied().filter(|finding| is_open(finding)).collect();
    let mut changes = Vec::new();
    // The same words mean the same place; after that, one stands for another as they come.
    for same_words in [true, false] {
        fresh.retain(|now| {
            let Some(at) = left.iter().position(|was| !same_words || was.message == now.message) else { return true };
            let was = left.remove(at);
            let change = if was.verdict == Verdict::Review && now.verdict == Verdict::Gap { Change::New } else { Change::Stands };
            changes.push(told(change, now, Some(was.verdict), Some(now.verdict)));
            false
        });
    }
    let before = was.iter().map(|finding| finding.verdict).min();
    changes.extend(fresh.into_iter().map(|finding| told(Change::New, finding, before, Some(finding.verdict))));
    // What is waived was not mended.
    let asked =
        |finding: &FindingReport| finding.level != Level::Off && !matches!(finding.verdict, Verdict::Waived | Verdict::NotApplicable);
    let met = now.iter().find(|finding| !is_open(finding) && asked(finding));
    let asked = now.iter().any(|finding| asked(finding));
    for finding in left {
        let change = if asked { Change::Mended } else { Change::Gone };
        let now = now.iter().map(|finding| finding.verdict).min();
        changes.push(told(change, met.copied().unwrap_or(finding), Some(finding.verdict), now));
    }
    changes
}

/// Whether there is something to do.
fn is_open(finding: &FindingReport) -> bool {
    finding.level != Level::Off && matches!(finding.verdict, Verdict::Gap | Verdict::Review)
}

fn told(change: Change, finding: &FindingReport, was: Option<Verdict>, now: Option<Verdict>) -> FindingDiff {
    let left = matches!(change, Change::New | Change::Stands);
    FindingDiff {
        change,
        rule: finding.rule.clone(),
        requirement: finding.requirement,
        agreement: None,
        file: None,
        party: finding.party.clone(),
        was,
        now,
        message: finding.message.clone(),
        fix: if left { finding.fix.clone() } else { String::new() },
    }
}

/// Files that could not be opened: before, now, or both times.
fn files(was: &[FileError], now: &[FileError]) -> Vec<FileDiff> {
    let named = |errors: &[FileError], file: &str| errors.iter().any(|error| error.file == file);
    let told = |change, error: &FileError| FileDiff { change, file: error.file.clone(), message: error.message.clone() };
    let fresh = now.iter().map(|error| told(if named(was, &error.file) { Change::Stands } else { Change::New }, error));
    let gone = was.iter().filter(|error| !named(now, &error.file)).map(|error| told(Change::Mended, error));
    let mut files: Vec<FileDiff> = fresh.chain(gone).collect();
    files.sort_by(|a, b| (a.change, &a.file).cmp(&(b.change, &b.file)));
    files
}
