//! Hand-built results for the tests of reports.

use crate::model::agreement::{AgreementKind, Language, Role};
use crate::model::document::Format;
use crate::model::finding::{Level, Requirement, Verdict};
use crate::model::profile::Stage;
use crate::model::report::{
    AgreementReport, DocumentReport, FileError, FindingReport, Outcome, PartyReport, ProjectReport, Report, SCHEMA, Sealed,
    SignatoryReport, Signed, Tool,
};

/// A party that has everything.
pub(super) fn party(id: &str, name: &str) -> PartyReport {
    PartyReport {
        id: id.into(),
        label: None,
        name: Some(name.into()),
        country: None,
        signatory: SignatoryReport { name: Some("王涛".into()), title: Some("总经理".into()) },
        signed: Signed::Ink,
        sealed: Sealed::Yes,
        seal_text: None,
        signed_on: Some("2024-01-09".into()),
    }
}

/// A finding without a place.
pub(super) fn finding(requirement: Requirement, verdict: Verdict, party: Option<&str>, message: &str, fix: &str) -> FindingReport {
    FindingReport {
        rule: "some-rule".into(),
        requirement,
        verdict,
        level: Level::Must,
        party: party.map(str::to_owned),
        message: message.into(),
        fix: fix.into(),
        confidence: 90,
        evidence: Vec::new(),
        pictures: Vec::new(),
        waived: None,
    }
}

/// A project of one agreement between two parties.
pub(super) fn project(name: &str, findings: Vec<FindingReport>) -> ProjectReport {
    let agreement = AgreementReport {
        id: format!("{name}#1"),
        title: Some("国际合作研究协议".into()),
        kind: AgreementKind::Agreement,
        outcome: Outcome::of(&findings),
        documents: vec![DocumentReport {
            file: "协议.pdf".into(),
            role: Role::Original,
            format: Format::Pdf,
            pages: 3,
            scanned: true,
            languages: vec![Language::Zh],
            edge_seals: Vec::new(),
            outside: Vec::new(),
            signatures: Vec::new(),
            notices: Vec::new(),
        }],
        parties: vec![party("A", "江苏澄帆风电装备有限公司"), party("B", "Kestrel Bay University of Applied Sciences and Engineering")],
        findings,
    };
    ProjectReport {
        name: name.into(),
        outcome: agreement.outcome,
        application: None,
        agreements: vec![agreement],
        findings: Vec::new(),
        unused_waivers: Vec::new(),
    }
}

/// A run over projects.
pub(super) fn report(projects: Vec<ProjectReport>, errors: Vec<FileError>) -> Report {
    let tool = Tool { name: "pactlint".into(), version: "0".into() };
    Report {
        schema: SCHEMA.into(),
        tool,
        profile: "p".into(),
        today: "2024-03-20".into(),
        stage: Stage::Signed,
        projects,
        errors,
        unfinished: Vec::new(),
    }
}

/// Both signatures missing, everything else there.
pub(super) fn unsigned() -> ProjectReport {
    let fix = "请该方授权代表签字";
    project(
        "未签",
        vec![
            finding(Requirement::Signature, Verdict::Gap, Some("A"), "第3页：甲方未见签字笔迹", fix),
            finding(Requirement::Signature, Verdict::Gap, Some("B"), "第3页：乙方未见签字笔迹", fix),
            finding(Requirement::Seal, Verdict::Gap, Some("A"), "第3页：甲方未见单位印章", "请加盖公章"),
            finding(Requirement::Ip, Verdict::Pass, None, "第4条", ""),
        ],
    )
}
