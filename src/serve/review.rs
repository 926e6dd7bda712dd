//! What people decided, laid over what a check found.
//!
//! A decision belongs to a finding by its key (which agreement, rule, party) and holds only as long as the finding says the same of the same files:
//! checking again keeps it, a file that was exchanged makes it a thing of the past.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::files::Digest;
use super::store::{Decision, FileRow, Glance, Kept};
use crate::model::finding::{Lang, Message, Verdict};
use crate::model::report::{FindingReport, Outcome, ProjectReport};
use crate::report::{self, words};

/// A finding as decisions know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// Which finding of the project it is.
    pub key: String,
    /// What it says and rests on.
    pub basis: String,
    /// Its own verdict.
    pub verdict: Verdict,
}

/// The findings of a project, in the order of [`ProjectReport::everything`]; `report` is in Chinese, so that the language of a page changes nothing.
pub(super) fn standings(report: &ProjectReport, files: &[FileRow]) -> Vec<Standing> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let agreements = (1..).zip(&report.agreements).flat_map(|(number, agreement)| agreement.findings.iter().map(move |own| (number, own)));
    let everything = agreements.chain(report.findings.iter().map(|own| (0, own)));
    let standing = |(agreement, finding): (usize, &FindingReport)| {
        let party = finding.party.as_deref().unwrap_or("-");
        let question = format!("{agreement}/{}/{party}", finding.rule);
        let nth = seen.entry(question.clone()).or_default();
        *nth += 1;
        Standing { key: format!("{question}/{nth}"), basis: basis(finding, files), verdict: finding.verdict }
    };
    everything.map(standing).collect()
}

fn basis(finding: &FindingReport, files: &[FileRow]) -> String {
    let mut told = format!("{:?}\n{}\n", finding.verdict, finding.message);
    for place in &finding.evidence {
        // A file inside an archive changes with it.
        let holds = |file: &&FileRow| place.file.strip_prefix(&file.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let digest = files.iter().find(holds).map_or("", |file| file.digest.as_str());
        let _ = writeln!(told, "{} {digest} {} {:?} {:?}", place.file, place.page, place.area, place.path);
    }
    Digest::of(told.as_bytes()).as_str().to_owned()
}

/// For each finding the decision that holds, if there is one.
pub(super) fn holding<'d>(standings: &[Standing], decisions: &'d [Decision]) -> Vec<Option<&'d Decision>> {
    let holds = |standing: &Standing| {
        let last = decisions.iter().rev().find(|decision| decision.made.finding == standing.key)?;
        (last.made.basis == standing.basis && last.made.verdict.is_some()).then_some(last)
    };
    standings.iter().map(holds).collect()
}

/// Lays decisions over a report: verdicts, outcomes and, where they are shown in no other way, words in its language.
fn apply(report: &mut ProjectReport, holding: &[Option<&Decision>], words: Option<Lang>) {
    let everything = report.agreements.iter_mut().flat_map(|agreement| &mut agreement.findings).chain(&mut report.findings);
    for (finding, decision) in everything.zip(holding) {
        let Some((decision, verdict)) = decision.and_then(|own| own.made.verdict.map(|verdict| (own, verdict))) else { continue };
        if let Some(lang) = words {
            finding.message.push_str(&said(decision, verdict, lang));
        }
        finding.verdict = verdict;
        if !matches!(verdict, Verdict::Gap | Verdict::Review | Verdict::Note) {
            finding.fix.clear();
        }
    }
    let mut worst = Outcome::of(&report.findings);
    for agreement in &mut report.agreements {
        agreement.outcome = Outcome::of(&agreement.findings);
        worst = worst.min(agreement.outcome);
    }
    // A project in which nothing could be opened is for a person, whatever was decided.
    report.outcome = if report.agreements.is_empty() { worst.min(Outcome::NeedsReview) } else { worst };
}

/// "（钱工 2024-03-20 08:00 改判为“符合”，原结论“缺项”：见附件2）".
fn said(decision: &Decision, verdict: Verdict, lang: Lang) -> String {
    let Decision { made, who, at } = decision;
    let (was, now) = (words::verdict(made.was, lang), words::verdict(verdict, lang));
    let deed = match (lang, made.was == verdict) {
        (Lang::Zh, true) => "确认".to_owned(),
        (Lang::En, true) => "confirmed".to_owned(),
        (Lang::Zh, false) => format!("改判为“{now}”，原结论“{was}”"),
        (Lang::En, false) => format!("overrode “{was}” with “{now}”"),
    };
    let reason = if made.reason.is_empty() { String::new() } else { format!("{}{}", lang.pick("：", ": "), made.reason) };
    match lang {
        Lang::Zh => format!("（{who} {at} {deed}{reason}）"),
        Lang::En => format!(" ({who}, {at}: {deed}{reason})"),
    }
}

/// A project's report in one language, with what was decided, and for each finding its standing and decision.
pub(super) struct Reviewed<'d> {
    pub report: ProjectReport,
    pub standings: Vec<Standing>,
    pub holding: Vec<Option<&'d Decision>>,
}

/// Lays decisions over what a check found, for pages that show each decision by itself.
pub(super) fn reviewed<'d>(kept: &Kept, files: &[FileRow], decisions: &'d [Decision], lang: Lang) -> Reviewed<'d> {
    laid_over(kept, files, decisions, lang, None)
}

/// The same for reports that say in a finding's own words what was decided.
pub(super) fn told(kept: &Kept, files: &[FileRow], decisions: &[Decision], lang: Lang) -> ProjectReport {
    laid_over(kept, files, decisions, lang, Some(lang)).report
}

fn laid_over<'d>(kept: &Kept, files: &[FileRow], decisions: &'d [Decision], lang: Lang, words: Option<Lang>) -> Reviewed<'d> {
    let standings = standings(&report::project(&kept.project, Lang::Zh), files);
    let holding = holding(&standings, decisions);
    let mut report = report::project(&kept.project, lang);
    apply(&mut report, &holding, words);
    Reviewed { report, standings, holding }
}

/// What the list of projects shows.
pub(super) fn glance(kept: &Kept, files: &[FileRow], decisions: &[Decision]) -> Glance {
    let Reviewed { report, holding, .. } = reviewed(kept, files, decisions, Lang::Zh);
    let english = reviewed(kept, files, decisions, Lang::En).report;
    let mut asked: Vec<String> = Vec::new();
    for finding in report.everything().filter(|own| matches!(own.verdict, Verdict::Gap | Verdict::Review)) {
        let key = serde_json::to_value(finding.requirement).ok().and_then(|key| key.as_str().map(str::to_owned));
        asked.extend(key.filter(|key| !asked.contains(key)));
    }
    let parties = report.agreements.iter().flat_map(|agreement| &agreement.parties).filter_map(|party| party.name.clone());
    let mut named: Vec<String> = Vec::new();
    for name in parties {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    let open = Message::new(report::glance::open(&report, Lang::Zh), report::glance::open(&english, Lang::En));
    // A file that could not be opened is nobody's gap, but somebody has to look.
    let outcome = if kept.failures.is_empty() { report.outcome } else { report.outcome.min(Outcome::NeedsReview) };
    Glance {
        outcome,
        gaps: report.count(Verdict::Gap),
        reviews: report.count(Verdict::Review),
        notes: report.count(Verdict::Note),
        open,
        parties: named,
        asked,
        decided: holding.iter().flatten().count(),
    }
}
