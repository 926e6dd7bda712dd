//! The contract `pactlint.report/1` and its JSON Schema.

use crate::model::report::Report;

/// The report as indented JSON with a final newline.
pub fn render(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|text| text + "\n")
}

/// The JSON Schema of the contract, from the types themselves.
pub fn schema() -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&schemars::schema_for!(Report)).map(|text| text + "\n")
}
