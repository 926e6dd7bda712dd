//! The terminal report of hand-built results.

use super::*;
use crate::model::finding::{Requirement, Waived};
use crate::model::profile::Stage;
use crate::model::project::Waiver;
use crate::model::report::{FileError, FindingReport, Outcome};
use crate::report::testing::{finding, project, report, unsigned};

#[test]
fn what_files_say_does_not_steer_the_terminal() {
    let steering = "\u{1b}[2J\u{9b}31m\u{7}";
    let mut project = project("项目", vec![finding(Requirement::Seal, Verdict::Gap, None, &format!("缺章{steering}"), steering)]);
    project.name.push_str(steering);
    let agreement = &mut project.agreements[0];
    agreement.title = Some(format!("协议{steering}"));
    agreement.documents[0].file.push_str(steering);
    agreement.documents[0].notices.push(steering.into());
    agreement.parties[0].name = Some(format!("大学{steering}"));
    agreement.parties[1].signatory.title = Some(format!("校长{steering}"));
    project.unused_waivers.push(Waiver { rule: steering.into(), reason: steering.into(), party: None, file: Some(steering.into()) });
    project.agreements[0].findings.push(let_pass(finding(Requirement::Ip, Verdict::Gap, None, steering, ""), steering));
    let errors = vec![FileError { file: format!("a{steering}"), message: steering.into() }];
    let other = ProjectReport { name: format!("b{steering}"), ..project.clone() };
    let report = report(vec![project, other], errors);
    for width in [60, 200] {
        let text = render(&report, &Layout { width, lang: Lang::Zh, profile: "p" });
        let own = anstream::adapter::strip_str(&text).to_string();
        assert!(!text.contains("\u{1b}[2J") && !own.contains(|c: char| c.is_control() && c != '\n'), "{own:?}");
    }
}

fn shown(report: &Report, width: usize, lang: Lang) -> String {
    anstream::adapter::strip_str(&render(report, &Layout { width, lang, profile: "规则集" })).to_string()
}

#[test]
fn a_narrow_window_has_symbols_and_a_wide_one_what_was_found() {
    let project = project("项目", vec![finding(Requirement::SignDate, Verdict::Pass, Some("A"), "2024-01-09", "")]);
    let report = report(vec![project], Vec::new());
    insta::assert_snapshot!("narrow", shown(&report, 60, Lang::Zh));
    insta::assert_snapshot!("wide", shown(&report, 120, Lang::Zh));
}

#[test]
fn advice_stands_once_for_all_that_it_serves_and_a_draft_is_thought_of() {
    insta::assert_snapshot!("unsigned", shown(&report(vec![unsigned()], Vec::new()), 80, Lang::Zh));
}

/// The finding, let pass.
fn let_pass(mut finding: FindingReport, reason: &str) -> FindingReport {
    finding.waived = Some(Waived { verdict: finding.verdict, reason: reason.into() });
    finding.verdict = Verdict::Waived;
    finding
}

#[test]
fn what_is_waived_stands_there_with_its_reason_and_rejects_nobody() {
    let gap = finding(Requirement::Signature, Verdict::Gap, Some("A"), "第3页：甲方未见签字笔迹", "请该方授权代表签字");
    let doubt = finding(Requirement::Legibility, Verdict::Review, None, "第2页画面模糊", "请重新扫描");
    let mut project = project("已豁免", vec![let_pass(gap, "甲方已另行出具授权书，见附件3"), let_pass(doubt, "原件已当面核对")]);
    project.unused_waivers =
        vec![Waiver { rule: "sealed-by-each-party".into(), reason: "外方无印章".into(), party: Some("B".into()), file: None }];
    assert_eq!(project.outcome, Outcome::Accepted);
    let report = report(vec![project], Vec::new());
    insta::assert_snapshot!("waived-zh", shown(&report, 80, Lang::Zh));
    insta::assert_snapshot!("waived-en", shown(&report, 80, Lang::En));
}

#[test]
fn a_batch_shows_the_worst_first_and_ends_with_all_at_a_glance() {
    let fine = project("a-fine", vec![finding(Requirement::Ip, Verdict::Pass, None, "第4条", "")]);
    let look = project("b-look", vec![finding(Requirement::Validity, Verdict::Review, None, "term unclear", "please look")]);
    let error = FileError { file: "c/协议.wps".into(), message: "is not read".into() };
    insta::assert_snapshot!("batch", shown(&report(vec![fine, look, unsigned()], vec![error]), 80, Lang::En));
}

#[test]
fn a_project_in_which_nothing_could_be_read_says_what_can_be() {
    let mut empty = project("空", Vec::new());
    empty.outcome = Outcome::NeedsReview;
    empty.agreements.clear();
    let text = shown(&report(vec![empty], Vec::new()), 80, Lang::Zh);
    assert!(text.contains("PDF") && text.contains("ZIP"), "{text}");
}

#[test]
fn no_line_is_wider_than_the_window() {
    for (window, lang) in [(60, Lang::Zh), (80, Lang::En), (140, Lang::Zh)] {
        let text = shown(&report(vec![unsigned()], Vec::new()), window, lang);
        assert!(text.lines().all(|line| columns::width(line) <= window), "{text}");
    }
}

#[test]
fn a_draft_check_says_what_it_did_not_ask_for() {
    let report = Report { stage: Stage::Draft, ..report(vec![unsigned()], Vec::new()) };
    assert!(shown(&report, 100, Lang::Zh).contains("草稿检查：未检查签字、盖章、签署日期"));
    assert!(shown(&report, 100, Lang::En).contains("draft check"));
}
