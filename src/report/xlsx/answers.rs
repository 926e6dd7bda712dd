//! The answers to the annex's two questions: are the papers of the cooperation as asked, and is everything there, signed, sealed and dated?

use crate::model::finding::{Lang, Level, Requirement, Verdict};
use crate::model::profile::Stage;
use crate::model::report::{FindingReport, ProjectReport, Report};
use crate::report::words;

/// The words with which an answer begins.
pub(super) const YES: &str = "是";
pub(super) const NO: &str = "否";
pub(super) const LOOK: &str = "待核";

/// The annex's questions about a project's papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// 项目合作文件是否符合要求.
    Papers,
    /// 申报材料是否完整，签字盖章及其日期是否齐全.
    Complete,
}

/// Under which question a requirement falls; what is asked of the application itself falls under neither.
fn question(requirement: Requirement) -> Option<Question> {
    Some(match requirement {
        Requirement::Signature
        | Requirement::Seal
        | Requirement::SignDate
        | Requirement::Completeness
        | Requirement::Legibility
        | Requirement::DigitalSignature
        | Requirement::IntegrityCommitment => Question::Complete,
        Requirement::SignatoryName
        | Requirement::SignatoryTitle
        | Requirement::Translation
        | Requirement::Responsibilities
        | Requirement::Ip
        | Requirement::FormalAgreement
        | Requirement::Validity
        | Requirement::PartyConsistency
        | Requirement::Blanks
        | Requirement::IsAgreement
        | Requirement::TermLimit
        | Requirement::IpOwnership
        | Requirement::SigningPlace
        | Requirement::PartnerAgreement
        | Requirement::ForeignLead
        | Requirement::PartnerIndependence
        | Requirement::SupportingEvidence => Question::Papers,
        Requirement::ApplicationConsistency
        | Requirement::FundingCap
        | Requirement::CountryEligible
        | Requirement::ApplicantKind
        | Requirement::BeltAndRoadBasis
        | Requirement::OffshoreBody
        | Requirement::ApplicantRegistered
        | Requirement::GeneticResources
        | Requirement::Unclassified
        | Requirement::OnePerApplicant
        | Requirement::OnePerLead
        | Requirement::DistinctProjects => return None,
    })
}

/// The answer for a project: yes, no or to be looked at, and below it what is missing, open and worth knowing.
pub(super) fn answer(report: &Report, project: &ProjectReport, asked: Question) -> String {
    let of = |finding: &&FindingReport| question(finding.requirement) == Some(asked) && finding.level != Level::Off;
    let some = |verdict| project.everything().filter(of).any(|finding| finding.verdict == verdict);
    let missing = project.everything().filter(of).any(|finding| finding.verdict == Verdict::Gap && finding.level == Level::Must);
    let mut open = some(Verdict::Gap) || some(Verdict::Review) || !(some(Verdict::Pass) || some(Verdict::Waived));
    let mut lines = Vec::new();
    if project.agreements.is_empty() {
        lines.push("没有能够检查的文件".to_owned());
    }
    for (verdict, head) in [(Verdict::Gap, "缺项："), (Verdict::Review, "待核："), (Verdict::Note, "提示："), (Verdict::Waived, "豁免：")]
    {
        let told = listed(project, verdict, &of);
        if !told.is_empty() {
            lines.push(format!("{head}{}", told.join("；")));
        }
    }
    if asked == Question::Complete {
        let unopened = unopened(report, project);
        if !unopened.is_empty() {
            lines.push(format!("未能打开：{}", unopened.join("、")));
            open = true;
        }
        if report.stage == Stage::Draft {
            lines.push("草稿检查，未检查签字、盖章、签署日期".to_owned());
            open = true;
        }
    }
    lines.insert(
        0,
        if missing {
            NO
        } else if open {
            LOOK
        } else {
            YES
        }
        .to_owned(),
    );
    lines.join("\n")
}

/// What is asked about, agreement by agreement; their files are named where there are several.
fn listed(project: &ProjectReport, verdict: Verdict, of: &dyn Fn(&&FindingReport) -> bool) -> Vec<String> {
    let told = |findings: &[FindingReport]| words::asked(findings.iter().filter(|f| of(f) && f.verdict == verdict), Lang::Zh).join("、");
    let mut listed = vec![told(&project.findings)];
    for agreement in &project.agreements {
        let told = told(&agreement.findings);
        let file = agreement.documents.first().map(|document| format!("《{}》", document.file));
        let file = file.filter(|_| project.agreements.len() > 1 && !told.is_empty());
        listed.push(format!("{}{told}", file.unwrap_or_default()));
    }
    listed.retain(|told| !told.is_empty());
    listed
}

/// The project's files that could not be opened.
fn unopened<'a>(report: &'a Report, project: &ProjectReport) -> Vec<&'a str> {
    let own = |file: &'a str| file.strip_prefix(project.name.as_str())?.strip_prefix('/');
    report.errors.iter().filter_map(|error| own(&error.file)).collect()
}
