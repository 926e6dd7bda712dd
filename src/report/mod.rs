//! Findings become what people and programs read: [`build`] words them into a [`Report`], and each format has a file.

pub mod diff;
pub mod docx;
pub(crate) mod glance;
pub mod html;
pub mod json;
mod notice;
pub mod sarif;
mod signatures;
#[cfg(test)]
mod testing;
pub mod text;
mod todo;
pub(crate) mod words;
pub mod xlsx;

use crate::model::agreement::{Agreement, Cited, DocumentFacts, Observation, Party, SealOwner, SealSeen, Signature, StrayMark};
use crate::model::checked::{Checked, CheckedProject, Failure};
use crate::model::country;
use crate::model::finding::{Evidence, Finding, Lang, Requirement, Verdict};
use crate::model::profile::RunOptions;
use crate::model::project::ProjectFacts;
use crate::model::report::{
    AgreementReport, ApplicationReport, DocumentReport, FileError, FindingReport, Outcome, OutsideMark, OutsideReport, PartyReport,
    ProjectReport, Report, SCHEMA, Sealed, SignatoryReport, Signed, Tool,
};

/// Words a run's result in one language.
pub fn build(checked: &Checked, profile: &str, run: RunOptions, lang: Lang) -> Report {
    let projects = checked.projects.iter().map(|checked| project(checked, lang)).collect();
    Report { projects, ..frame(&checked.failures, profile, run, lang) }
}

/// A report without its projects, for those who word one after the other ([`project`]).
pub fn frame(failures: &[Failure], profile: &str, run: RunOptions, lang: Lang) -> Report {
    Report {
        schema: SCHEMA.to_owned(),
        tool: Tool { name: "pactlint".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        profile: profile.to_owned(),
        today: run.today.to_string(),
        stage: run.stage,
        projects: Vec::new(),
        errors: errors(failures, lang),
        unfinished: Vec::new(),
    }
}

/// Words what could not be opened.
pub fn errors(failures: &[Failure], lang: Lang) -> Vec<FileError> {
    failures.iter().map(|failure| FileError { file: failure.file.clone(), message: failure.message.lang(lang).to_owned() }).collect()
}

/// Words one project's result in one language.
pub fn project(checked: &CheckedProject, lang: Lang) -> ProjectReport {
    let agreements: Vec<AgreementReport> = checked.agreements.iter().map(|(facts, findings)| agreement(facts, findings, lang)).collect();
    let findings: Vec<FindingReport> = checked.findings.iter().map(|f| finding(f, lang)).collect();
    // A project in which nothing could be opened is for a person, never accepted.
    let of_agreements = agreements.iter().map(|agreement| agreement.outcome).min().unwrap_or(Outcome::NeedsReview);
    ProjectReport {
        name: checked.name.clone(),
        outcome: of_agreements.min(Outcome::of(&findings)),
        application: application(&checked.facts),
        agreements,
        findings,
        unused_waivers: checked.unused_waivers.clone(),
    }
}

/// What is known of the application, if anything is.
fn application(facts: &ProjectFacts) -> Option<ApplicationReport> {
    let mut countries: Vec<String> = Vec::new();
    for written in facts.partner.iter().filter_map(|partner| partner.country.as_deref()) {
        let code = country::code(written).unwrap_or(written);
        if country::is_overseas(code) && !countries.iter().any(|known| known == code) {
            countries.push(code.to_owned());
        }
    }
    let applicant = facts.applicant.as_ref().and_then(|applicant| applicant.name.clone().or_else(|| applicant.name_en.clone()));
    facts.is_told().then(|| ApplicationReport {
        number: facts.number.clone(),
        title: facts.title.clone(),
        kind: facts.kind,
        applicant,
        applicant_en: facts.applicant.as_ref().and_then(|applicant| applicant.name_en.clone()),
        countries,
        laboratory: facts.applicant.as_ref().and_then(|applicant| applicant.laboratory.clone()),
        deadline: facts.deadline.map(|day| day.to_string()),
    })
}

fn agreement(facts: &Agreement, findings: &[Finding], lang: Lang) -> AgreementReport {
    let parties = facts.parties.iter().map(|party| self::party(party, findings)).collect();
    let findings: Vec<FindingReport> = findings.iter().map(|f| finding(f, lang)).collect();
    let documents = facts
        .documents
        .iter()
        .map(|document| DocumentReport {
            file: document.file.clone(),
            role: document.role,
            format: document.format,
            pages: document.pages,
            scanned: document.scanned,
            languages: document.languages.clone(),
            edge_seals: document.edge_seals.clone(),
            outside: outside(facts, document),
            signatures: signatures::of(document, &facts.parties),
            notices: document.notices.iter().map(|n| notice::words(n, lang)).collect(),
        })
        .collect();
    AgreementReport {
        id: facts.id.clone(),
        title: facts.title.as_ref().map(|title| title.value.clone()),
        kind: facts.kind.value,
        outcome: Outcome::of(&findings),
        documents,
        parties,
        findings,
    }
}

/// What stands in no block of a file's pages.
fn outside(facts: &Agreement, document: &DocumentFacts) -> Vec<OutsideReport> {
    let told = |stray: &Cited<StrayMark>| {
        let place = stray.sources.first().filter(|place| place.file == document.file)?;
        let (mark, text) = match &stray.value {
            StrayMark::Seal(text) => (OutsideMark::Seal, text.clone()),
            StrayMark::Ink => (OutsideMark::Ink, None),
            StrayMark::Initials => (OutsideMark::Initials, None),
        };
        Some(OutsideReport { mark, page: place.page, area: place.area?, text, confidence: stray.confidence.0 })
    };
    facts.stray_marks.iter().filter_map(told).collect()
}

fn party(party: &Party, findings: &[Finding]) -> PartyReport {
    let verdict =
        |requirement| findings.iter().find(|f| f.requirement == requirement && f.party.as_deref() == Some(&party.id)).map(Finding::judged);
    let signed = match (&party.signature, verdict(Requirement::Signature)) {
        (Observation::Seen(cited), Some(Verdict::Pass)) if matches!(cited.value, Signature::Digital(_)) => Signed::Digital,
        (Observation::Seen(_), Some(Verdict::Pass)) => Signed::Ink,
        (Observation::Unclear(..), _) | (_, Some(Verdict::Review)) => Signed::Unclear,
        _ => Signed::None,
    };
    let organisation = |seal: &&SealSeen| seal.kind.is_organisations();
    let seal = party.seal.seen().and_then(|cited| cited.value.iter().find(organisation));
    let others = seal.is_some_and(|seal| matches!(seal.owner, SealOwner::OtherParty(_) | SealOwner::Outsider));
    let sealed = match (&party.seal, seal) {
        (_, Some(_)) if others => Sealed::Unclear,
        (_, Some(_)) => Sealed::Yes,
        (Observation::Unclear(..), _) => Sealed::Unclear,
        _ => Sealed::No,
    };
    let text = |observation: &Observation<String>| observation.seen().map(|cited| cited.value.clone());
    PartyReport {
        id: party.id.clone(),
        label: party.label.as_ref().map(|label| label.value.clone()),
        name: text(&party.name),
        country: party.country.as_ref().map(|country| country.value.clone()),
        signatory: SignatoryReport { name: text(&party.signatory), title: text(&party.title) },
        signed,
        sealed,
        seal_text: seal.and_then(|seal| seal.text.clone()),
        signed_on: party.date.seen().and_then(|cited| cited.value.date).map(|date| date.to_string()),
    }
}

fn finding(finding: &Finding, lang: Lang) -> FindingReport {
    FindingReport {
        rule: finding.rule.clone().into_owned(),
        requirement: finding.requirement,
        verdict: finding.verdict,
        level: finding.level,
        party: finding.party.clone(),
        message: finding.message.lang(lang).to_owned(),
        fix: finding.fix.lang(lang).to_owned(),
        confidence: finding.confidence,
        evidence: finding.evidence.iter().map(|place| Evidence { path: place.path(lang), ..place.clone() }).collect(),
        pictures: finding.pictures.clone(),
        waived: finding.waived.clone(),
    }
}
