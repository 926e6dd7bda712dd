//! SARIF 2.1.0, for the finding viewers of editors and pipelines: a result per finding, files as they lie below the projects' folder, pages as properties.

mod shape;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::finding::{Evidence, Lang, Level, Verdict, Waived};
use crate::model::report::{AgreementReport, FindingReport, ProjectReport, Report};
use crate::report::words;
use shape::{
    Artifact, Descriptor, Driver, Invocation, Kind, Location, Log, Message, Notification, Physical, PlaceProperties, ResultProperties, Run,
    RunProperties, SarifResult, Severity, Suppression, Tool,
};

/// The folder to which files' paths are relative: the one that holds the projects.
const BASE: &str = "PROJECTS";

/// The report as SARIF, indented, with a final newline; messages come worded already, rules are described in `lang`.
pub fn render(report: &Report, lang: Lang) -> Result<String, serde_json::Error> {
    let rules = rules(report, lang);
    let results = report.projects.iter().flat_map(|project| results(project, &rules)).collect();
    let notifications = report.errors.iter().map(|error| Notification {
        level: Severity::Error,
        message: Message { text: error.message.clone() },
        locations: vec![Location { physical: Physical::new(&error.file), message: None, properties: None }],
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: vec![Run {
            tool: Tool {
                driver: Driver {
                    name: report.tool.name.clone(),
                    version: report.tool.version.clone(),
                    rules: rules.into_values().map(|(_, rule)| rule).collect(),
                },
            },
            invocations: vec![Invocation { execution_successful: true, tool_execution_notifications: notifications.collect() }],
            results,
            properties: RunProperties { profile: report.profile.clone(), today: report.today.clone(), stage: report.stage },
        }],
    };
    serde_json::to_string_pretty(&log).map(|text| text + "\n")
}

/// The rules that gave findings, by id, with their places in the list.
type Rules = BTreeMap<String, (usize, Descriptor)>;

fn rules(report: &Report, lang: Lang) -> Rules {
    let mut rules = Rules::new();
    for finding in report.projects.iter().flat_map(ProjectReport::everything) {
        rules.entry(finding.rule.clone()).or_insert_with(|| {
            let short_description = Message { text: words::requirement(finding.requirement, lang).to_owned() };
            (0, Descriptor { id: finding.rule.clone(), short_description })
        });
    }
    for (at, (place, _)) in rules.values_mut().enumerate() {
        *place = at;
    }
    rules
}

fn results(project: &ProjectReport, rules: &Rules) -> Vec<SarifResult> {
    let own = project.findings.iter().map(|finding| (None, finding));
    let others = project.agreements.iter().flat_map(|agreement| agreement.findings.iter().map(move |finding| (Some(agreement), finding)));
    let told = own.chain(others).filter(|(_, finding)| finding.level != Level::Off);
    told.map(|(agreement, finding)| result(project, agreement, finding, rules)).collect()
}

fn result(project: &ProjectReport, agreement: Option<&AgreementReport>, finding: &FindingReport, rules: &Rules) -> SarifResult {
    let verdict = finding.waived.as_ref().map_or(finding.verdict, |waived| waived.verdict);
    let (kind, level) = weight(verdict, finding.level);
    let suppression = |waived: &Waived| Suppression { kind: "external", status: "accepted", justification: waived.reason.clone() };
    let text = if finding.fix.is_empty() { finding.message.clone() } else { format!("{}\n{}", finding.message, finding.fix) };
    SarifResult {
        rule_id: finding.rule.clone(),
        rule_index: rules.get(&finding.rule).map_or(0, |(place, _)| *place),
        kind,
        level,
        message: Message { text },
        suppressions: finding.waived.as_ref().map(suppression).into_iter().collect(),
        locations: finding.evidence.iter().map(|place| location(&project.name, place)).collect(),
        properties: ResultProperties {
            project: project.name.clone(),
            agreement: agreement.map(|agreement| agreement.id.clone()),
            requirement: finding.requirement,
            party: finding.party.clone(),
            confidence: finding.confidence,
        },
    }
}

/// A verdict in SARIF's words: only what fails has a level. What was waived is suppressed and keeps the verdict that it would have.
fn weight(verdict: Verdict, level: Level) -> (Kind, Severity) {
    match (verdict, level) {
        (Verdict::Gap, Level::Must) => (Kind::Fail, Severity::Error),
        (Verdict::Gap, _) => (Kind::Fail, Severity::Warning),
        (Verdict::Review, _) => (Kind::Review, Severity::None),
        (Verdict::Note, _) => (Kind::Informational, Severity::None),
        (Verdict::Pass | Verdict::Waived, _) => (Kind::Pass, Severity::None),
        (Verdict::NotApplicable, _) => (Kind::NotApplicable, Severity::None),
    }
}

fn location(project: &str, place: &Evidence) -> Location {
    Location {
        physical: Physical::new(&format!("{project}/{}", place.file)),
        message: (!place.saw.is_empty()).then(|| Message { text: place.saw.clone() }),
        properties: Some(PlaceProperties { page: place.page, area: place.area, path: place.path.clone(), role: place.role }),
    }
}

impl Physical {
    /// A file below the projects' folder.
    fn new(path: &str) -> Self {
        Self { artifact_location: Artifact { uri: uri(path), uri_base_id: BASE } }
    }
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
