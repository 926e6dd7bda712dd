//! A project: one application's attachments and what its `project.toml` says.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::document::Document;

/// One application: a folder or archive of attachments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Folder or archive name; unique within a run.
    pub name: String,
    /// `project.toml`, or all defaults.
    pub facts: ProjectFacts,
    /// Opened files, in path order.
    pub documents: Vec<Document>,
}

/// `project.toml`: every key optional, unknown keys are errors.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProjectFacts {
    /// Project title.
    pub title: Option<String>,
    /// Last day of submission, if it differs from the profile's.
    pub deadline: Option<Date>,
    /// Planned duration.
    pub period: Option<Period>,
    /// The applicant.
    pub applicant: Option<Applicant>,
    /// Named partners.
    pub partner: Vec<Partner>,
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
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
}
