//! What is known of an application, each value with where it is said: in `project.toml`, else in a file of the project.

use super::date::Date;
use super::finding::{Evidence, Text};
use super::observation::Cited;
use super::project::{ApplicantKind, PartnerRole, Period, ProjectKind};

/// An application as a whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Application {
    /// Whether anything says that the files belong to an application, so that what is missing among them is missing.
    pub known: bool,
    /// Title of the project.
    pub title: Option<Cited<String>>,
    /// Where agreements name the project by that title.
    pub title_seen: Vec<Evidence>,
    /// Type of project.
    pub kind: Option<Cited<ProjectKind>>,
    /// Planned duration.
    pub period: Option<Cited<Period>>,
    /// Who applies.
    pub applicant: Organisation,
    /// With whom; from the agreements' parties where the application names nobody.
    pub partners: Vec<Organisation>,
    /// Money in 10,000 yuan.
    pub money: Money,
    /// The laboratory or joint research centre that it rests on.
    pub laboratory: Option<Cited<String>>,
    /// What is demonstrated in the partner's country.
    pub demonstration: Option<Cited<String>>,
    /// The body abroad that it is for.
    pub offshore: Option<Organisation>,
    /// What `project.toml` and a file of the project say differently.
    pub contradictions: Vec<Contradiction>,
}

/// A value that is given twice, and not the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// What it is a value of.
    pub what: Text,
    /// What `project.toml` says.
    pub stated: Cited<String>,
    /// What the file says.
    pub other: Cited<String>,
}

/// Amounts in 10,000 yuan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Money {
    /// Requested from the province.
    pub requested: Option<Cited<f64>>,
    /// The Jiangsu side's budget.
    pub jiangsu: Option<Cited<f64>>,
    /// The whole budget.
    pub total: Option<Cited<f64>>,
}

/// An applicant, partner or body abroad.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Organisation {
    /// Its names, the one to call it by first.
    pub names: Vec<Cited<String>>,
    /// Kind of organisation.
    pub kind: Option<ApplicantKind>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<Cited<String>>,
    /// Overseas or domestic; of partners only.
    pub role: Option<PartnerRole>,
    /// Province or city of registration.
    pub place: Option<Cited<String>>,
    /// Lead of the project on its side.
    pub lead: Option<Cited<String>>,
    /// Day of registration.
    pub registered: Option<Cited<Date>>,
    /// Where files name its lead, and whether the organisation is named beside.
    pub lead_seen: Vec<Cited<bool>>,
    /// Whether the application itself names it.
    pub stated: bool,
}

impl Organisation {
    /// What to call it in messages.
    pub fn name(&self) -> Option<&str> {
        self.names.first().map(|name| name.value.as_str())
    }

    /// Whether it is a company by what is stated, else by the words that only companies' names have.
    pub fn is_company(&self) -> Option<bool> {
        const COMPANY: &[&str] = &["公司", "集团", "厂", "Co.", "Ltd", "GmbH", "Inc.", "Corporation", "株式会社"];
        const OTHER: &[&str] = &["大学", "学院", "研究院", "研究所", "医院", "University", "Institute", "College", "Hospital"];
        if let Some(kind) = self.kind {
            return Some(kind == ApplicantKind::Company);
        }
        let named = |words: &[&str]| self.names.iter().any(|name| words.iter().any(|word| name.value.contains(word)));
        match (named(COMPANY), named(OTHER)) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }

    /// Whether it is outside mainland China, as far as anything tells.
    pub fn is_overseas(&self) -> Option<bool> {
        match (self.role, &self.country) {
            (Some(role), _) => Some(role == PartnerRole::Overseas),
            (None, Some(country)) => Some(country.value != "CN"),
            (None, None) => None,
        }
    }
}
