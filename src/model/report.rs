//! The result of a run, as shown and serialised. The JSON form is the contract `pactlint.report/1`.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::agreement::{AgreementKind, Language, Role};
use super::digital::{Change, Fault, Purpose, TimeSource, Trust};
use super::document::Format;
use super::finding::{Evidence, Level, Requirement, Verdict, Waived};
use super::geometry::{PageNo, Rect};
use super::profile::Stage;
use super::project::{ProjectKind, Waiver};

/// Name and version of the JSON contract.
pub const SCHEMA: &str = "pactlint.report/1";

/// A run over one or more projects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always `pactlint.report/1`.
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// Profile id.
    pub profile: String,
    /// The day the check speaks of, `YYYY-MM-DD`.
    pub today: String,
    /// Whether the papers were checked as signed ones or as drafts, which are not asked for signatures, seals and signing dates.
    pub stage: Stage,
    /// Projects by name.
    pub projects: Vec<ProjectReport>,
    /// Files and folders that could not be opened.
    pub errors: Vec<FileError>,
    /// Projects that were not checked because the run was stopped (Ctrl-C): the report is a part.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unfinished: Vec<String>,
}

/// The program that made a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// `pactlint`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// One project's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectReport {
    /// Folder or archive name.
    pub name: String,
    /// Worst of its agreements and own findings.
    pub outcome: Outcome,
    /// What its `project.toml` says of the application, if there is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub application: Option<ApplicationReport>,
    /// Agreements.
    pub agreements: Vec<AgreementReport>,
    /// Findings on the project as a whole.
    pub findings: Vec<FindingReport>,
    /// Waivers of `project.toml` that met nothing.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unused_waivers: Vec<Waiver>,
}

/// An application as its `project.toml` tells it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ApplicationReport {
    /// Number that the programme's platform gave it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Project type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none", default)]
    pub kind: Option<ProjectKind>,
    /// The applicant's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub applicant: Option<String>,
    /// The applicant's name in English.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub applicant_en: Option<String>,
    /// ISO 3166-1 alpha-2 codes of the partners' countries (as written where that is no known country), each once, mainland China left out.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub countries: Vec<String>,
    /// The laboratory or research centre that the project rests on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub laboratory: Option<String>,
    /// Last day of submission, `YYYY-MM-DD`, if the application names one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub deadline: Option<String>,
}

/// One agreement's result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementReport {
    /// `project#n`.
    pub id: String,
    /// Title, if found.
    pub title: Option<String>,
    /// What the paper is.
    pub kind: AgreementKind,
    /// Computed from the findings.
    pub outcome: Outcome,
    /// Its files.
    pub documents: Vec<DocumentReport>,
    /// Its parties.
    pub parties: Vec<PartyReport>,
    /// Findings by requirement and party.
    pub findings: Vec<FindingReport>,
}

/// A mark that stands in no party's signature block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutsideReport {
    /// What it is.
    pub mark: OutsideMark,
    /// Page.
    pub page: PageNo,
    /// Place on the page in tenths of a millimetre: left, top, right, bottom.
    pub area: Rect,
    /// A seal's text, as read.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// How sure, 0 to 100.
    pub confidence: u8,
}

/// What stands outside of the signature blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OutsideMark {
    /// A seal: a received stamp, a part over several pages, an emblem.
    Seal,
    /// Writing by pen.
    Ink,
    /// Initials in a page's foot or margin.
    Initials,
}

/// One file of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentReport {
    /// Path relative to the project.
    pub file: String,
    /// Part in the agreement.
    pub role: Role,
    /// Format.
    pub format: Format,
    /// Number of pages.
    pub pages: u32,
    /// Whether any page's text came from a picture.
    pub scanned: bool,
    /// Languages, most text first.
    pub languages: Vec<Language>,
    /// Pages at whose edge a part of a seal over several pages (骑缝章) stands.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub edge_seals: Vec<PageNo>,
    /// Seals and writing that stand in no party's signature block, and so count for nobody.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub outside: Vec<OutsideReport>,
    /// Its digital signatures and the fields that wait for one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub signatures: Vec<SignatureReport>,
    /// What should be known about the file, in the report's language.
    pub notices: Vec<String>,
}

/// A field for a digital signature, and the signature in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SignatureReport {
    /// Name of the field; in DOCX the signature's part.
    pub field: String,
    /// Whether it holds.
    pub status: SignatureStatus,
    /// Whether it is somebody's signature or only a time stamp.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub purpose: Option<Purpose>,
    /// What was changed after signing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub change: Option<Change>,
    /// Why it does not hold.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fault: Option<Fault>,
    /// Id of the party that it counts for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party: Option<String>,
    /// Signer's name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signer: Option<String>,
    /// Signer's organisation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub organisation: Option<String>,
    /// When, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time: Option<String>,
    /// Whose word the time is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub time_source: Option<TimeSource>,
    /// Who issued the certificate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issuer: Option<String>,
    /// Last day of the certificate's validity, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub valid_until: Option<String>,
    /// Whose word stands for the signer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub trust: Option<Trust>,
    /// Page of its appearance.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<PageNo>,
    /// Where on that page.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub area: Option<Rect>,
}

/// Whether a digital signature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignatureStatus {
    /// Nobody signed.
    Empty,
    /// It holds for the whole file.
    Intact,
    /// It holds for the file as it was then; `change` says what came after.
    ChangedAfter,
    /// It does not hold; `fault` says why.
    Broken,
    /// It could not be checked.
    NotVerifiable,
}

/// One party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartyReport {
    /// Letter.
    pub id: String,
    /// What the agreement calls it.
    pub label: Option<String>,
    /// Legal name.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 country code.
    pub country: Option<String>,
    /// Who signs for it.
    pub signatory: SignatoryReport,
    /// How it signed.
    pub signed: Signed,
    /// Whether it sealed.
    pub sealed: Sealed,
    /// Text of its seal, as read.
    pub seal_text: Option<String>,
    /// Signing date, `YYYY-MM-DD`.
    pub signed_on: Option<String>,
}

/// Who signs for a party.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct SignatoryReport {
    /// Name.
    pub name: Option<String>,
    /// Title or position.
    pub title: Option<String>,
}

/// How a party signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Signed {
    /// Handwriting.
    Ink,
    /// Digital signature.
    Digital,
    /// Not.
    None,
    /// Could not be made out.
    Unclear,
}

/// Whether a party sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sealed {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Could not be made out.
    Unclear,
}

/// One finding in the report's language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FindingReport {
    /// Rule id.
    pub rule: String,
    /// Requirement key.
    pub requirement: Requirement,
    /// Answer.
    pub verdict: Verdict,
    /// Weight.
    pub level: Level,
    /// Party id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// What is so.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub fix: String,
    /// How sure, percent.
    pub confidence: u8,
    /// Where.
    pub evidence: Vec<Evidence>,
    /// If it was let pass with a reason: what it would have been, and why. It does not count against the outcome.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waived: Option<Waived>,
    /// Pictures of the places, relative to the folder given with `--evidence`.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pictures: Vec<String>,
}

/// A file that could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct FileError {
    /// Path as given, or relative to the project with the project's name in front.
    pub file: String,
    /// Why, and what to do.
    pub message: String,
}

/// The overall answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A `must` rule has a gap.
    Rejected,
    /// No gap, but a person must look.
    NeedsReview,
    /// Everything asked for is there.
    Accepted,
}

impl Outcome {
    /// From verdicts and levels.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a FindingReport>) -> Self {
        findings
            .into_iter()
            .map(|finding| match (finding.verdict, finding.level) {
                (_, Level::Off) => Self::Accepted,
                (Verdict::Gap, Level::Must) => Self::Rejected,
                (Verdict::Review | Verdict::Gap, _) => Self::NeedsReview,
                _ => Self::Accepted,
            })
            .min()
            .unwrap_or(Self::Accepted)
    }
}

impl ProjectReport {
    /// Findings on its agreements and on the project as a whole.
    pub fn everything(&self) -> impl Iterator<Item = &FindingReport> {
        self.agreements.iter().flat_map(|agreement| &agreement.findings).chain(&self.findings)
    }

    /// How many of its findings have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.everything().filter(|finding| finding.verdict == verdict).count()
    }
}

impl Report {
    /// Worst outcome of all projects.
    pub fn outcome(&self) -> Outcome {
        self.projects.iter().map(|project| project.outcome).min().unwrap_or(Outcome::Accepted)
    }

    /// Projects in the order in which a person should look at them: by outcome, then the number of gaps and of reviews.
    pub fn worst_first(&self) -> Vec<&ProjectReport> {
        let mut projects: Vec<&ProjectReport> = self.projects.iter().collect();
        projects.sort_by_key(|project| (project.outcome, Reverse(project.count(Verdict::Gap)), Reverse(project.count(Verdict::Review))));
        projects
    }
}
