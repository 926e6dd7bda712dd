//! The objects of SARIF 2.1.0 that are written, under their names in the standard.

use serde::Serialize;

use crate::model::finding::{EvidenceRole, Requirement};
use crate::model::geometry::{PageNo, Rect};
use crate::model::profile::Stage;

/// `sarifLog`.
#[derive(Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: Vec<Run>,
}

/// `run`.
#[derive(Serialize)]
pub(super) struct Run {
    pub(super) tool: Tool,
    pub(super) invocations: Vec<Invocation>,
    pub(super) results: Vec<SarifResult>,
    pub(super) properties: RunProperties,
}

/// `tool`.
#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

/// `toolComponent`.
#[derive(Serialize)]
pub(super) struct Driver {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) rules: Vec<Descriptor>,
}

/// `reportingDescriptor`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    pub(super) id: String,
    pub(super) short_description: Message,
}

/// `message`, and `multiformatMessageString`.
#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}

/// `invocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

/// `notification`.
#[derive(Serialize)]
pub(super) struct Notification {
    pub(super) level: Severity,
    pub(super) message: Message,
    pub(super) locations: Vec<Location>,
}

/// `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult {
    pub(super) rule_id: String,
    pub(super) rule_index: usize,
    pub(super) kind: Kind,
    pub(super) level: Severity,
    pub(super) message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) suppressions: Vec<Suppression>,
    pub(super) locations: Vec<Location>,
    pub(super) properties: ResultProperties,
}

/// `suppression`.
#[derive(Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
}

/// A result's `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Kind {
    Fail,
    Review,
    Informational,
    Pass,
    NotApplicable,
}

/// A result's or notification's `level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Severity {
    Error,
    Warning,
    None,
}

/// `location`.
#[derive(Serialize)]
pub(super) struct Location {
    #[serde(rename = "physicalLocation")]
    pub(super) physical: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) properties: Option<PlaceProperties>,
}

/// `physicalLocation`; its regions count lines or bytes, which pages have not.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    pub(super) artifact_location: Artifact,
}

/// `artifactLocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    pub(super) uri: String,
    pub(super) uri_base_id: &'static str,
}

/// How the run came about.
#[derive(Serialize)]
pub(super) struct RunProperties {
    pub(super) profile: String,
    pub(super) today: String,
    pub(super) stage: Stage,
}

/// What SARIF has no name for in a finding.
#[derive(Serialize)]
pub(super) struct ResultProperties {
    pub(super) project: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agreement: Option<String>,
    pub(super) requirement: Requirement,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) party: Option<String>,
    pub(super) confidence: u8,
}

/// Where on a page, in tenths of a millimetre, or which paragraph of a text document; and what the place says.
#[derive(Serialize)]
pub(super) struct PlaceProperties {
    pub(super) page: PageNo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) area: Option<Rect>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
    pub(super) role: EvidenceRole,
}
