//! What rules say: a verdict with its evidence.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::geometry::{PageNo, Rect};
use super::text::is_han;

/// A pointer back to the page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Path relative to the project.
    pub file: String,
    /// Page, from 1. For DOCX, which has no pages, 1.
    pub page: PageNo,
    /// Area in tenths of a millimetre, `[left, top, right, bottom]`; absent for DOCX and for whole pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<Rect>,
    /// Where pages do not tell: paragraph or table cell of DOCX, key of `project.toml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What the place says about the finding.
    pub role: EvidenceRole,
    /// What was seen there, quoted or described in the report's language; empty if nothing was.
    pub saw: String,
}

impl Evidence {
    /// The paragraph or cell in one language; `ingest` names it in Chinese: 第 3 段, 表格 1 第 2 行第 1 列.
    pub fn path(&self, lang: Lang) -> Option<String> {
        let path = self.path.as_ref()?;
        if lang == Lang::Zh {
            return Some(path.clone());
        }
        let part = |part: &str| {
            // A key of project.toml is the same in every language.
            if !part.chars().any(is_han) {
                return part.to_owned();
            }
            let numbers: Vec<&str> = part.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
            match numbers.as_slice() {
                [paragraph] => format!("paragraph {paragraph}"),
                [row, column] => format!("inner table, row {row}, column {column}"),
                [table, row, column] => format!("table {table}, row {row}, column {column}"),
                _ => part.to_owned(),
            }
        };
        Some(path.split('，').map(part).collect::<Vec<_>>().join(", "))
    }
}

/// What a place says about the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceRole {
    /// It shows what is asked for.
    Supports,
    /// It speaks against it.
    Contradicts,
    /// It was searched and holds nothing.
    Searched,
}

/// The answer to a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Verdict {
    /// Not met.
    #[serde(rename = "gap")]
    Gap,
    /// A person must look.
    #[serde(rename = "review")]
    Review,
    /// Not forbidden, but worth knowing.
    #[serde(rename = "note")]
    Note,
    /// Not met or open, and let pass with a reason.
    #[serde(rename = "waived")]
    Waived,
    /// Met.
    #[serde(rename = "pass")]
    Pass,
    /// Does not apply here.
    #[serde(rename = "n/a")]
    NotApplicable,
}

/// That a verdict was let pass: what it would have been, and why it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// The verdict without the waiver.
    pub verdict: Verdict,
    /// The reason given in `project.toml`.
    pub reason: String,
}

/// How much a requirement weighs in the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A gap means rejection.
    Must,
    /// A gap is reported but does not reject.
    Should,
    /// Not checked.
    Off,
}

/// The stable key of a requirement in every machine-readable output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is documented on its rule: `pactlint explain`")]
pub enum Requirement {
    Signature,
    Seal,
    SignDate,
    SignatoryName,
    SignatoryTitle,
    Translation,
    Responsibilities,
    Ip,
    FormalAgreement,
    Validity,
    PartyConsistency,
    Blanks,
    Completeness,
    Legibility,
    IsAgreement,
    DigitalSignature,
    TermLimit,
    IpOwnership,
    SigningPlace,
    PartnerAgreement,
    ForeignLead,
    PartnerIndependence,
    SupportingEvidence,
    ApplicationConsistency,
    FundingCap,
    CountryEligible,
    ApplicantKind,
    BeltAndRoadBasis,
    OffshoreBody,
    ApplicantRegistered,
    IntegrityCommitment,
    GeneticResources,
    Unclassified,
    OnePerApplicant,
    OnePerLead,
    DistinctProjects,
}

/// A sentence in both report languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Message {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// The same thing said in Chinese and English.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// In one language.
    pub fn lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// A fixed phrase in both report languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// An error that can tell a user what happened and what to do, in both languages.
pub trait Explain {
    /// What happened and what to do.
    fn explain(&self) -> Message;
}

/// The language of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A rule's judgement on one agreement or party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Rule id in kebab-case.
    pub rule: Cow<'static, str>,
    /// What it is about.
    pub requirement: Requirement,
    /// The answer.
    pub verdict: Verdict,
    /// Weight in the profile.
    pub level: Level,
    /// Party id, if it concerns one.
    pub party: Option<String>,
    /// What is so, factually, with party, file and page.
    pub message: Message,
    /// What to do, worded so that it can be sent to the partner; empty for a pass.
    pub fix: Message,
    /// How sure, percent.
    pub confidence: u8,
    /// Where: at least one for a pass.
    pub evidence: Vec<Evidence>,
    /// Pictures of the places, relative to the folder of evidence; none unless asked for.
    pub pictures: Vec<String>,
    /// If it was let pass: what it would have been, and why.
    pub waived: Option<Waived>,
}

impl Finding {
    /// The verdict, waived or not.
    pub fn judged(&self) -> Verdict {
        self.waived.as_ref().map_or(self.verdict, |waived| waived.verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_text_documents_are_told_in_both_languages() {
        let place = |path: &str| Evidence {
            file: "a.docx".into(),
            page: PageNo(1),
            area: None,
            path: Some(path.into()),
            role: EvidenceRole::Searched,
            saw: String::new(),
        };
        for (zh, en) in [
            ("第 13 段", "paragraph 13"),
            ("表格 1 第 2 行第 3 列", "table 1, row 2, column 3"),
            ("[[partner]] #1 name", "[[partner]] #1 name"),
            ("表格 1 第 2 行第 3 列，内嵌表格第 4 行第 5 列", "table 1, row 2, column 3, inner table, row 4, column 5"),
        ] {
            assert_eq!(place(zh).path(Lang::En).as_deref(), Some(en));
            assert_eq!(place(zh).path(Lang::Zh).as_deref(), Some(zh));
        }
    }
}
