//! What came between two reports. The JSON form is the contract `pactlint.diff/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finding::{Requirement, Verdict};
use super::profile::Stage;
use super::report::{Outcome, Tool};

/// Name and version of the JSON contract.
pub const SCHEMA: &str = "pactlint.diff/1";

/// What came between an old report and a new one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// Always `pactlint.diff/1`.
    pub schema: String,
    /// What is compared with.
    pub old: Side,
    /// What is compared.
    pub new: Side,
    /// Projects of either report, by name.
    pub projects: Vec<ProjectDiff>,
    /// Files that could not be opened, in either report.
    pub files: Vec<FileDiff>,
}

/// How a report came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// What made it.
    pub tool: Tool,
    /// Profile id.
    pub profile: String,
    /// The day that it speaks of, `YYYY-MM-DD`.
    pub today: String,
    /// Whether the papers were checked as signed ones or as drafts.
    pub stage: Stage,
}

/// One project in both reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectDiff {
    /// Its name.
    pub name: String,
    /// Outcome in the old report; absent if it is not there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub was: Option<Outcome>,
    /// Outcome in the new report; absent if it is not there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub now: Option<Outcome>,
    /// What changed or still stands, what is new first.
    pub changes: Vec<FindingDiff>,
}

/// One answer in both reports, where at least one of them is a gap or for a person to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FindingDiff {
    /// What became of it.
    pub change: Change,
    /// Rule id.
    pub rule: String,
    /// Requirement key.
    pub requirement: Requirement,
    /// Id of the agreement: the new report's, else the old one's; absent if it concerns the project as a whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agreement: Option<String>,
    /// The agreement's first file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
    /// Party id in that report.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party: Option<String>,
    /// Verdict in the old report.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub was: Option<Verdict>,
    /// Verdict in the new report.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub now: Option<Verdict>,
    /// What is so: the new report's words, else the old one's.
    pub message: String,
    /// What to do, where something is left to do.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub fix: String,
}

/// A file that could not be opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FileDiff {
    /// What became of it; `mended` if the new report does not name it.
    pub change: Change,
    /// Its path as the report names it.
    pub file: String,
    /// Why it could not be opened.
    pub message: String,
}

/// What became of a gap or of something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It was not there before, or what was to be looked at is now known to be missing.
    New,
    /// It was there and still is.
    Stands,
    /// It is not asked any more: the project, agreement or party is not in the new report, the rule does not apply, or it was waived.
    Gone,
    /// What was asked for is there now.
    Mended,
}

impl ProjectDiff {
    /// How many of its answers changed in this way.
    pub fn count(&self, change: Change) -> usize {
        self.changes.iter().filter(|answer| answer.change == change).count()
    }
}

impl Diff {
    /// Whether any answer or file changed in this way.
    pub fn has(&self, change: Change) -> bool {
        self.files.iter().any(|file| file.change == change) || self.projects.iter().any(|project| project.count(change) > 0)
    }
}
