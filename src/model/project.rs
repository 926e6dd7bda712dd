//! A project: one application's attachments and what its `project.toml` says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::document::Document;
use super::finding::Text;

/// The file beside the attachments that tells what the application says.
pub const FACTS: &str = "project.toml";

/// One application: a folder or archive of attachments.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Project {
    /// Folder or archive name; unique within a run.
    pub name: String,
    /// `project.toml`, or all defaults.
    pub facts: ProjectFacts,
    /// Opened files, in path order.
    pub documents: Vec<Document>,
    /// Files that could not be opened and may hold an agreement or a part of one.
    #[serde(default)]
    pub unopened: Vec<String>,
}

/// `project.toml`: every key optional, unknown keys are errors.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProjectFacts {
    /// Project title.
    pub title: Option<String>,
    /// Which of the programme's project types it is.
    #[serde(rename = "type")]
    pub kind: Option<ProjectKind>,
    /// Number that the programme's platform gave it (项目受理号).
    pub number: Option<String>,
    /// Last day of submission, if it differs from the profile's.
    pub deadline: Option<Date>,
    /// Planned duration.
    pub period: Option<Period>,
    /// The applicant.
    pub applicant: Option<Applicant>,
    /// Named partners.
    pub partner: Vec<Partner>,
    /// Money.
    pub budget: Option<Budget>,
    /// Where and how the result is put to use in the partner's country (“一带一路” projects that a company leads).
    pub demonstration: Option<String>,
    /// The body abroad that an offshore project (境外离岸创新机构) is for.
    pub offshore: Option<Offshore>,
    /// What is let pass, with the reason.
    pub waive: Vec<Waiver>,
}

impl ProjectFacts {
    /// Whether anything is told of the application; waivers tell nothing of it.
    pub fn is_told(&self) -> bool {
        Self { waive: Vec::new(), ..self.clone() } != Self::default()
    }
}

/// Findings that are let pass with a reason: they stay in the report and do not count against the outcome.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Rule id or requirement key.
    pub rule: String,
    /// Why; it stands in the report.
    pub reason: String,
    /// Only of this party: its letter (B), 乙方, or its name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party: Option<String>,
    /// Only of this file, relative to the project.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
}

/// A research body or incubator abroad.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Offshore {
    /// Its name.
    pub name: Option<String>,
    /// Where it is: ISO 3166-1 alpha-2 code, or the country's name.
    pub country: Option<String>,
    /// Day on which it was registered or taken over.
    pub registered: Option<Date>,
}

/// Project types of the notice, section 一.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProjectKind {
    /// 双边创新合作项目.
    Bilateral,
    /// 重点国别产业技术研发合作项目.
    KeyCountry,
    /// “一带一路”创新合作项目.
    BeltAndRoad,
    /// 港澳台科技合作项目.
    Hmt,
    /// 专业化国际技术转移服务机构建设项目.
    CarrierTransfer,
    /// 境外离岸创新机构建设项目.
    CarrierOffshore,
}

impl ProjectKind {
    /// As `project.toml` writes it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Bilateral => "bilateral",
            Self::KeyCountry => "key_country",
            Self::BeltAndRoad => "belt_and_road",
            Self::Hmt => "hmt",
            Self::CarrierTransfer => "carrier_transfer",
            Self::CarrierOffshore => "carrier_offshore",
        }
    }

    /// As the notice calls it.
    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Self::Bilateral => ("双边创新合作项目", "bilateral innovation project"),
            Self::KeyCountry => ("重点国别产业技术研发合作项目", "key-country project"),
            Self::BeltAndRoad => ("“一带一路”创新合作项目", "Belt and Road project"),
            Self::Hmt => ("港澳台科技合作项目", "project with Hong Kong, Macao or Taiwan"),
            Self::CarrierTransfer => ("专业化国际技术转移服务机构建设项目", "project for an international technology transfer service"),
            Self::CarrierOffshore => ("境外离岸创新机构建设项目", "project for an offshore innovation body"),
        };
        Text { zh, en }
    }
}

/// Amounts in 10,000 yuan.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Budget {
    /// The whole project's total.
    pub total: Option<f64>,
    /// The Jiangsu side's total.
    pub jiangsu_total: Option<f64>,
    /// Requested from the province.
    pub requested: Option<f64>,
}

/// What kind of organisation applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// 高校.
    University,
    /// 科研机构.
    Institute,
    /// 企业.
    Company,
}

/// Where a partner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerRole {
    /// Outside mainland China.
    Overseas,
    /// In mainland China.
    Domestic,
}

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// The applicant as the application names it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Applicant {
    /// Chinese name.
    pub name: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// Kind of organisation.
    pub kind: Option<ApplicantKind>,
    /// Day of registration.
    pub registered: Option<Date>,
    /// Province or city of registration.
    pub place: Option<String>,
    /// Project lead.
    pub lead: Option<String>,
    /// The key laboratory, joint laboratory or joint research centre that the project rests on.
    pub laboratory: Option<String>,
}

/// A partner as the application names it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Partner {
    /// Name in its own language.
    pub name: Option<String>,
    /// Chinese name.
    pub name_zh: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// ISO 3166-1 alpha-2 code, or the country's name.
    pub country: Option<String>,
    /// Overseas or domestic.
    pub role: Option<PartnerRole>,
    /// Kind of organisation.
    pub kind: Option<ApplicantKind>,
    /// Province or city of registration, of a domestic partner.
    pub place: Option<String>,
    /// Lead on the partner's side.
    pub lead: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_key_is_taken_and_others_are_refused() {
        let text = r#"
            number = "…"
            title = "…"
            type = "key_country"
            deadline = 2024-03-28
            period = { start = 2024-07-01, end = 2027-06-30 }
            demonstration = "…"
            [applicant]
            name = "…"
            kind = "university"
            registered = 2001-05-01
            lead = "…"
            laboratory = "…"
            place = "江苏省南京市"
            [[partner]]
            name = "…"
            country = "NZ"
            role = "overseas"
            kind = "company"
            place = "江苏省"
            lead = "…"
            [offshore]
            name = "…"
            country = "DE"
            registered = 2022-01-31
            [budget]
            total = 400
            jiangsu_total = 300
            requested = 120.5
            [[waive]]
            rule = "scan-legible"
            reason = "…"
            party = "B"
            file = "协议.pdf"
        "#;
        let facts: ProjectFacts = toml::from_str(text).expect("documented");
        assert_eq!(facts.kind, Some(ProjectKind::KeyCountry));
        assert_eq!(facts.budget.and_then(|budget| budget.jiangsu_total), Some(300.0));
        assert!(toml::from_str::<ProjectFacts>("titel = 1").is_err());
        let told = |text: &str| toml::from_str::<ProjectFacts>(text).expect("documented").is_told();
        assert!(told("title = \"…\"") && !told("") && !told("[[waive]]\nrule = \"seal\"\nreason = \"…\"\n"));
    }
}
