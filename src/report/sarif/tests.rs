//! SARIF against what its standard demands of the objects that are written.

use serde_json::{Value, json};

use super::*;
use crate::model::finding::{EvidenceRole, Requirement};
use crate::model::geometry::{PageNo, Rect};
use crate::model::report::FileError;
use crate::report::testing::{finding, project, report};

/// The essentials of the standard's schema: what must be there, and which words may stand where.
fn essentials() -> Value {
    let message = json!({ "type": "object", "required": ["text"], "properties": { "text": { "type": "string" } } });
    let level = json!({ "enum": ["none", "note", "warning", "error"] });
    let location = json!({
        "type": "object",
        "properties": {
            "physicalLocation": { "type": "object", "required": ["artifactLocation"], "properties": { "artifactLocation": {
                "type": "object", "required": ["uri"],
                "properties": { "uri": { "type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$" }, "uriBaseId": { "type": "string" } },
                "additionalProperties": false
            } } },
            "message": message,
            "properties": { "type": "object" }
        },
        "additionalProperties": false
    });
    json!({
        "type": "object",
        "required": ["version", "runs"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "version": { "const": "2.1.0" },
            "runs": { "type": "array", "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": false,
                "properties": {
                    "tool": { "type": "object", "required": ["driver"], "properties": { "driver": {
                        "type": "object", "required": ["name"],
                        "properties": { "rules": { "type": "array", "uniqueItems": true, "items": { "type": "object", "required": ["id"] } } }
                    } } },
                    "invocations": { "type": "array", "items": {
                        "type": "object",
                        "required": ["executionSuccessful"],
                        "properties": { "toolExecutionNotifications": { "type": "array", "items": {
                            "type": "object", "required": ["message"],
                            "properties": { "level": level, "message": message, "locations": { "type": "array", "items": location } }
                        } } }
                    } },
                    "results": { "type": "array", "items": {
                        "type": "object",
                        "required": ["message"],
                        "additionalProperties": false,
                        "properties": {
                            "ruleId": { "type": "string" },
                            "ruleIndex": { "type": "integer", "minimum": -1 },
                            "kind": { "enum": ["notApplicable", "pass", "fail", "review", "open", "informational"] },
                            "level": level,
                            "message": message,
                            "suppressions": { "type": "array", "items": {
                                "type": "object",
                                "required": ["kind"],
                                "properties": { "kind": { "enum": ["inSource", "external"] }, "status": { "enum": ["accepted", "underReview", "rejected"] } }
                            } },
                            "locations": { "type": "array", "items": location },
                            "properties": { "type": "object" }
                        },
                        // What does not fail has no level.
                        "if": { "properties": { "kind": { "const": "fail" } } },
                        "else": { "properties": { "level": { "const": "none" } } }
                    } },
                    "properties": { "type": "object" }
                }
            } }
        }
    })
}

fn sample() -> Value {
    let mut gap = finding(Requirement::Signature, Verdict::Gap, Some("B"), "未见签字", "请签字");
    gap.evidence.push(Evidence {
        file: "子夹/协议 1#.pdf".into(),
        page: PageNo(3),
        area: Some(Rect::new(10, 20, 30, 40)),
        path: None,
        role: EvidenceRole::Searched,
        saw: "空白".into(),
    });
    let mut others: Vec<FindingReport> = [Verdict::Review, Verdict::Note, Verdict::Pass, Verdict::NotApplicable, Verdict::Gap]
        .map(|verdict| FindingReport { rule: "another-rule".into(), ..finding(Requirement::Ip, verdict, None, "说明", "") })
        .into();
    others[4].level = Level::Should;
    others.insert(0, gap);
    let waived = Some(Waived { verdict: Verdict::Gap, reason: "已另行说明".into() });
    others.push(FindingReport { waived, ..finding(Requirement::Seal, Verdict::Waived, None, "未见印章", "") });
    let errors = vec![FileError { file: "项目/坏.pdf".into(), message: "已损坏".into() }];
    let text = render(&report(vec![project("项目", others)], errors), Lang::Zh).expect("JSON");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn it_is_as_the_standard_demands() {
    let sample = sample();
    if let Err(error) = jsonschema::validate(&essentials(), &sample) {
        panic!("{error}: {sample:#}");
    }
    let mut wrong = sample;
    wrong["runs"][0]["results"][1]["level"] = "error".into();
    assert!(!jsonschema::is_valid(&essentials(), &wrong));
}

#[test]
fn results_point_to_rules_files_and_pages() {
    let run = &sample()["runs"][0];
    let results = run["results"].as_array().expect("results");
    for result in results {
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
    }
    let told: Vec<_> = results.iter().map(|result| (result["kind"].as_str(), result["level"].as_str())).map(|(k, l)| k.zip(l)).collect();
    let expected = [
        ("fail", "error"),
        ("review", "none"),
        ("informational", "none"),
        ("pass", "none"),
        ("notApplicable", "none"),
        ("fail", "warning"),
        ("fail", "error"),
    ];
    assert_eq!(told, expected.map(Some));
    assert_eq!(results[6]["suppressions"][0]["justification"], "已另行说明");
    assert!(results[0].get("suppressions").is_none());
    let place = &results[0]["locations"][0];
    let uri = "%E9%A1%B9%E7%9B%AE/%E5%AD%90%E5%A4%B9/%E5%8D%8F%E8%AE%AE%201%23.pdf";
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], uri);
    assert_eq!((&place["properties"]["page"], &place["properties"]["area"]), (&json!(3), &json!([10, 20, 30, 40])));
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], "已损坏");
}
