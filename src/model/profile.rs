//! A profile: which rules run, how much each weighs, and the dates, thresholds and words of a programme.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::finding::Level;
use super::terms::ApplicationTerms;

/// The rules of one grant programme. Every key is optional in a file; `rules::profile` asks for `id` and `title`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Profile {
    /// Identifier, e.g. `jiangsu-2024`.
    pub id: String,
    /// The embedded profile that this one only changes.
    pub base: Option<String>,
    /// Name for people, in Chinese.
    pub title: String,
    /// Name for people, in English; the Chinese one where there is none.
    pub title_en: String,
    /// The call or notice that it follows, as cited.
    pub source: Option<String>,
    /// Last day of submission.
    pub deadline: Option<Date>,
    /// Below this confidence (percent) a verdict becomes `review`.
    pub min_confidence: u8,
    /// Whether a foreign party must seal too; else a missing foreign seal is a note.
    pub foreign_seal_required: bool,
    /// What a letter of intent or memorandum is good for.
    pub letters_of_intent: LettersOfIntent,
    /// Whether a term that ends before the project does is a gap; else it is a note.
    pub term_covers_project: bool,
    /// The longest term that an agreement may have, in years; `term-within-maximum` asks.
    pub longest_term_years: Option<u8>,
    /// Whether scans must be in colour.
    pub colour_required: bool,
    /// Resolution under which a scan is called hard to read, dots per inch.
    pub min_dpi: u32,
    /// Wording that counts in addition to what pactlint knows.
    pub words: Words,
    /// What to do, per rule id, in the programme's own words.
    pub advice: BTreeMap<String, Advice>,
    /// Level per rule id; a rule that is not named has its own default.
    pub levels: BTreeMap<String, Level>,
    /// What is asked of an application as a whole; a programme that says nothing asks nothing.
    pub application: ApplicationTerms,
}

impl Default for Profile {
    /// What keys mean that a file leaves out.
    fn default() -> Self {
        Self {
            id: String::new(),
            base: None,
            title: String::new(),
            title_en: String::new(),
            source: None,
            deadline: None,
            min_confidence: 60,
            foreign_seal_required: false,
            letters_of_intent: LettersOfIntent::default(),
            term_covers_project: true,
            longest_term_years: None,
            colour_required: false,
            min_dpi: 120,
            words: Words::default(),
            advice: BTreeMap::new(),
            levels: BTreeMap::new(),
            application: ApplicationTerms::default(),
        }
    }
}

/// What a letter of intent or memorandum is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LettersOfIntent {
    /// Enough.
    #[default]
    Accepted,
    /// Enough to apply; the formal agreement is due when the grant contract is signed.
    UntilContract,
    /// Not enough.
    Refused,
}

/// Wording that counts in addition to what pactlint knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Words {
    /// Phrases that put a matter off or settle nothing; they count where a clause says nothing else.
    pub vague: Vec<String>,
    /// Words that stand where a position should and are none.
    pub roles: Vec<String>,
}

/// What to do, in a programme's own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// In Chinese.
    pub zh: String,
    /// In English; the rule's own where there is none.
    pub en: Option<String>,
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
