//! A profile: which rules run, how much each weighs, and the dates and thresholds of a programme.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::finding::Level;

/// The rules of one grant programme.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Identifier, e.g. `jiangsu-2024`.
    pub id: String,
    /// Name for people, in Chinese.
    pub title: String,
    /// Name for people, in English.
    pub title_en: String,
    /// Last day of submission.
    pub deadline: Option<Date>,
    /// Below this confidence (percent) a verdict becomes `review`.
    pub min_confidence: u8,
    /// Whether a foreign party must seal too; else a missing foreign seal is a note.
    pub foreign_seal_required: bool,
    /// Whether scans must be in colour.
    pub colour_required: bool,
    /// Resolution under which a scan is called hard to read, dots per inch.
    pub min_dpi: u32,
    /// Level per rule id; a rule that is not named has its own default.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
}

/// What the user fixes for a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunOptions {
    /// The day the check speaks of.
    pub today: Date,
    /// Signed agreement or draft.
    pub stage: Stage,
}

/// Which state the files are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Ready for submission.
    #[default]
    Signed,
    /// Text before signing: ink, seals and signing dates are not asked for.
    Draft,
}
