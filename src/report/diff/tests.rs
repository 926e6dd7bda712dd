//! Comparisons of hand-made reports.

use super::*;
use crate::model::finding::{Lang, Requirement};
use crate::model::report::{FileError, Outcome};
use crate::report::testing::{finding, project, report};

fn gap(requirement: Requirement, party: Option<&str>, message: &str) -> FindingReport {
    finding(requirement, Verdict::Gap, party, message, "请补正")
}

fn met(requirement: Requirement, party: Option<&str>, message: &str) -> FindingReport {
    finding(requirement, Verdict::Pass, party, message, "")
}

fn look(requirement: Requirement, party: Option<&str>, message: &str) -> FindingReport {
    finding(requirement, Verdict::Review, party, message, "请核对")
}

/// Change, party, and the verdicts before and after.
type Answer<'a> = (Change, Option<&'a str>, Option<Verdict>, Option<Verdict>);

/// The first project's answers.
fn told(diff: &Diff) -> Vec<Answer<'_>> {
    diff.projects[0].changes.iter().map(|answer| (answer.change, answer.party.as_deref(), answer.was, answer.now)).collect()
}

/// Before and after a round of mending.
fn round() -> Diff {
    use Requirement::{Blanks, Ip, Seal, SignDate, SignatoryName, Signature, Translation, Validity};
    let was = vec![
        gap(Signature, Some("B"), "第3页：乙方未见签字笔迹"),
        gap(Seal, Some("A"), "第3页：甲方未见单位印章"),
        look(SignDate, Some("B"), "第3页：乙方日期不清"),
        look(SignatoryName, Some("B"), "第3页：乙方姓名不清"),
        met(Ip, None, "第4条"),
        gap(Blanks, None, "第1页：“____”"),
        gap(Blanks, None, "第2页：“TBD”"),
        gap(Translation, None, "未见中文译文"),
        met(Validity, None, "有效至2027-06-30"),
    ];
    let now = vec![
        met(Signature, Some("B"), "第3页：乙方已签字"),
        gap(Seal, Some("A"), "第4页：甲方未见单位印章"),
        look(SignDate, Some("B"), "第3页：乙方日期不清"),
        gap(SignatoryName, Some("B"), "第3页：乙方未写姓名"),
        gap(Ip, None, "未见知识产权条款"),
        gap(Blanks, None, "第2页：“TBD”"),
        finding(Translation, Verdict::NotApplicable, None, "中文协议无需译文", ""),
        met(Validity, None, "有效至2027-06-30"),
    ];
    let lost = |file: &str| FileError { file: file.into(), message: "不支持此格式".into() };
    let old = Report {
        today: "2024-03-10".into(),
        ..report(vec![project("甲项目", was)], vec![lost("甲项目/a.wps"), lost("甲项目/b.wps")])
    };
    compare(&old, &report(vec![project("甲项目", now)], vec![lost("甲项目/b.wps"), lost("甲项目/c.wps")]))
}

#[test]
fn what_was_mended_what_is_new_and_what_stands() {
    use Change::{Gone, Mended, New, Stands};
    use Verdict::{Gap, NotApplicable, Pass, Review};
    let diff = round();
    assert_eq!(
        told(&diff),
        [
            (New, Some("B"), Some(Review), Some(Gap)),
            (New, None, Some(Pass), Some(Gap)),
            (Stands, Some("A"), Some(Gap), Some(Gap)),
            (Stands, Some("B"), Some(Review), Some(Review)),
            (Stands, None, Some(Gap), Some(Gap)),
            (Gone, None, Some(Gap), Some(NotApplicable)),
            (Mended, Some("B"), Some(Gap), Some(Pass)),
            (Mended, None, Some(Gap), Some(Gap)),
        ]
    );
    assert_eq!(diff.projects[0].changes[7].message, "第1页：“____”");
    assert_eq!(diff.files.iter().map(|file| file.change).collect::<Vec<_>>(), [New, Stands, Mended]);
}

#[test]
fn it_reads_well_in_both_languages() {
    for (name, lang) in [("round-zh", Lang::Zh), ("round-en", Lang::En)] {
        let text = anstream::adapter::strip_str(&text::render(&round(), 80, lang)).to_string();
        assert!(text.lines().all(|line| crate::report::text::columns::width(line) <= 80), "{text}");
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn agreements_and_parties_are_known_after_others_came_before_them() {
    let mut old = project("p", vec![gap(Requirement::Seal, Some("B"), "乙方")]);
    let mut new = project("p", vec![gap(Requirement::Seal, Some("A"), "甲方")]);
    new.agreements[0].parties.reverse();
    let [first, second] = new.agreements[0].parties.as_mut_slice() else { panic!("two parties") };
    std::mem::swap(&mut first.id, &mut second.id);
    let mut other = project("p", vec![met(Requirement::Seal, Some("A"), "甲方")]).agreements.remove(0);
    other.documents[0].file = "另一份.pdf".into();
    other.title = Some("另一份协议".into());
    other.parties.clear();
    new.agreements[0].id = "p#2".into();
    new.agreements.insert(0, other.clone());
    let diff = compare(&report(vec![old.clone()], Vec::new()), &report(vec![new], Vec::new()));
    assert_eq!(told(&diff), [(Change::Stands, Some("A"), Some(Verdict::Gap), Some(Verdict::Gap))]);
    assert_eq!(diff.projects[0].changes[0].agreement.as_deref(), Some("p#2"));
    // An agreement that is no more was not mended.
    other.findings = vec![look(Requirement::Seal, Some("A"), "甲方")];
    old.agreements.push(other);
    let gone = compare(&report(vec![old.clone()], Vec::new()), &report(vec![project("p", Vec::new())], Vec::new()));
    assert!(told(&gone).iter().all(|(change, ..)| *change == Change::Gone) && told(&gone).len() == 2, "{gone:?}");
}

#[test]
fn what_is_waived_was_not_mended() {
    let was = report(vec![project("p", vec![gap(Requirement::Seal, Some("A"), "甲方")])], Vec::new());
    let waived = finding(Requirement::Seal, Verdict::Waived, Some("A"), "甲方", "");
    let diff = compare(&was, &report(vec![project("p", vec![waived])], Vec::new()));
    assert_eq!(told(&diff), [(Change::Gone, Some("A"), Some(Verdict::Gap), Some(Verdict::Waived))]);
    assert!(text::render(&diff, 80, Lang::Zh).contains("（缺项 → 豁免）甲方"));
}

#[test]
fn projects_come_and_go_and_nothing_changes_against_itself() {
    let was = report(vec![project("a", vec![gap(Requirement::Ip, None, "缺")]), project("b", Vec::new())], Vec::new());
    let now = report(vec![project("b", Vec::new()), project("c", vec![gap(Requirement::Ip, None, "缺")])], Vec::new());
    let diff = compare(&was, &now);
    let seen: Vec<_> = diff.projects.iter().map(|project| (project.name.as_str(), project.was, project.now)).collect();
    assert_eq!(
        seen,
        [
            ("a", Some(Outcome::Rejected), None),
            ("b", Some(Outcome::Accepted), Some(Outcome::Accepted)),
            ("c", None, Some(Outcome::Rejected))
        ]
    );
    assert!(diff.has(Change::Gone) && diff.has(Change::New) && !diff.has(Change::Mended));
    let same = compare(&now, &now);
    assert!(same.has(Change::Stands) && !same.has(Change::New) && !same.has(Change::Gone) && !same.has(Change::Mended));
    assert!(text::render(&compare(&report(Vec::new(), Vec::new()), &report(Vec::new(), Vec::new())), 80, Lang::Zh).contains("没有变化"));
}

#[test]
fn what_reports_say_does_not_steer_the_terminal() {
    let steering = "\u{1b}[2J\u{7}";
    let now = report(vec![project(steering, vec![gap(Requirement::Ip, None, steering)])], Vec::new());
    let text = text::render(&compare(&report(Vec::new(), Vec::new()), &now), 80, Lang::Zh);
    assert!(!text.contains("\u{1b}[2J") && !text.contains('\u{7}'), "{text:?}");
}
