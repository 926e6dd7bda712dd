//! What is true of each case, as `truth.json` tells.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::common;

/// One case.
#[derive(Debug, Deserialize)]
pub(crate) struct Truth {
    pub(crate) case_id: String,
    pub(crate) format: String,
    /// Whether its text is its own, and not composed of the wordings that other cases share.
    #[serde(default)]
    pub(crate) written: bool,
    pub(crate) parties: Vec<Party>,
    pub(crate) gaps: Vec<Item>,
    pub(crate) ambiguous: Vec<Item>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Party {
    pub(crate) role: String,
    name: String,
    name_zh: Option<String>,
    name_en: Option<String>,
}

/// Something missing, or not to be scored.
#[derive(Debug, Deserialize)]
pub(crate) struct Item {
    pub(crate) requirement: String,
    pub(crate) party: Option<String>,
}

/// How the paper came to be a file: the bars differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Medium {
    BornDigital,
    Scanned,
    Mixed,
}

impl Truth {
    pub(crate) fn medium(&self) -> Medium {
        match self.format.as_str() {
            "text_pdf" | "docx" | "docx_pdf" | "digital" => Medium::BornDigital,
            "mixed" | "sig_image" => Medium::Mixed,
            _ => Medium::Scanned,
        }
    }
}

impl Party {
    /// Whether a name from a report is this party's: one holds the other, spaces and punctuation aside.
    pub(crate) fn is(&self, name: &str) -> bool {
        let name = bare(name);
        let names = [Some(&self.name), self.name_zh.as_ref(), self.name_en.as_ref()];
        names
            .into_iter()
            .flatten()
            .map(|own| bare(own))
            .any(|own| name.contains(&own) || (name.chars().count() >= 4 && own.contains(&name)))
    }
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All cases, by name.
pub(crate) fn all() -> &'static [Truth] {
    static ALL: OnceLock<Vec<Truth>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |case: String| {
            let text = std::fs::read_to_string(common::corpus().join(&case).join("truth.json")).expect("truth is readable");
            let truth: Truth = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{case}: {error}"));
            assert_eq!(truth.case_id, case);
            truth
        };
        common::cases().into_iter().map(read).collect()
    })
}
