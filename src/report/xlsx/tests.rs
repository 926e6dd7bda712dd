//! The workbook, read back by another library.

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::*;
use crate::model::finding::{Level, Requirement, Verdict};
use crate::model::profile::Stage;
use crate::model::project::ProjectKind;
use crate::model::report::{ApplicationReport, FileError, FindingReport, ProjectReport, Sealed};
use crate::report::testing::{finding, project, report};

/// The annex as it stands in the notice, line by line.
const NOTICE: &str = include_str!("annex.txt");

/// Text without white space, which the notice's narrow columns scatter.
fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn bytes(report: &Report, lang: Lang) -> Vec<u8> {
    render(report, &Layout { lang, profile: "规则集", pictures: Some("图/") }).expect("a workbook")
}

fn sheets(report: &Report, lang: Lang) -> Vec<(String, Range<Data>)> {
    Xlsx::new(Cursor::new(bytes(report, lang))).expect("opens").worksheets()
}

/// A sheet's cell as text.
fn at(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

fn gap(party: &str, requirement: Requirement) -> FindingReport {
    finding(requirement, Verdict::Gap, Some(party), "第3页：乙方未见签字笔迹", "请该方授权代表签字")
}

fn fine() -> FindingReport {
    finding(Requirement::Ip, Verdict::Pass, None, "第4条", "")
}

#[test]
fn the_annex_is_the_notices_own() {
    let annex = &sheets(&report(vec![project("a", vec![fine()])], Vec::new()), Lang::Zh)[0].1;
    let heads: String = (0..11).map(|column| at(annex, 3, column)).collect();
    assert!(tight(NOTICE).contains(&tight(&heads)), "{heads}");
    assert!(NOTICE.contains(&format!("{TITLE}样式", TITLE = annex::TITLE)));
    assert_eq!(at(annex, 0, 0), annex::TITLE);
    let lines: String = [(1, 0), (1, 7), (2, 0), (2, 7)].map(|(row, column)| at(annex, row, column)).concat();
    assert!(tight(NOTICE).contains(&tight(&lines)), "{lines}");
    let notes: String = (5..8).map(|row| at(annex, row, 0)).collect();
    assert!(tight(NOTICE).ends_with(&tight(&notes)), "{notes}");
    assert_eq!(annex.width(), 11);
}

#[test]
fn projects_stand_with_the_worst_on_top_and_what_the_application_says() {
    let application = ApplicationReport {
        number: Some("SBZ2024000001".into()),
        title: Some("海水养殖传感器联合研发".into()),
        kind: Some(ProjectKind::BeltAndRoad),
        applicant: Some("南京某大学".into()),
        countries: vec!["NZ".into(), "HK".into()],
        laboratory: Some("某省重点实验室".into()),
        ..ApplicationReport::default()
    };
    let look = finding(Requirement::Translation, Verdict::Review, None, "译文是否完整待核", "请核对");
    let told = ProjectReport {
        application: Some(application),
        findings: vec![finding(Requirement::GeneticResources, Verdict::Note, None, "提到种质资源", "请核对")],
        ..project("b", vec![gap("B", Requirement::Signature), gap("A", Requirement::SignatoryName), fine(), look])
    };
    let sheets = sheets(&report(vec![project("a", vec![fine()]), told], Vec::new()), Lang::En);
    let row = |sheet: usize, row, columns| (0..columns).map(|column| at(&sheets[sheet].1, row, column)).collect::<Vec<_>>();
    assert_eq!(
        row(0, 4, 11),
        [
            "1",
            "SBZ2024000001",
            "“一带一路”创新合作",
            "海水养殖传感器联合研发",
            "南京某大学",
            "新西兰、中国香港",
            "否\n缺项：姓名（甲）\n待核：中文译文",
            "否\n缺项：签字（乙）",
            "某省重点实验室",
            "文件中提及，请核对",
            ""
        ]
    );
    // Nothing says who applies, and no signature was looked for: not yes.
    assert_eq!(row(0, 5, 8), ["2", "", "", "a", "", "", "是", "待核"]);
    assert_eq!(row(1, 1, 4), ["b", "gap", "signed", "Party B Kestrel Bay University of Applied Sciences and Engineering"]);
    assert_eq!(sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["推荐项目汇总表", "Findings", "Parties", "Documents"]);
    assert_eq!(row(2, 1, 7), ["b", "国际合作研究协议", "Party A", "江苏澄帆风电装备有限公司", "", "by hand", "yes"]);
}

#[test]
fn a_seal_that_nobody_has_to_give_is_not_missing() {
    let mut project = project(
        "a",
        vec![
            finding(Requirement::Seal, Verdict::Note, Some("B"), "依当地惯例仅签字", ""),
            finding(Requirement::Signature, Verdict::NotApplicable, Some("A"), "草稿", ""),
        ],
    );
    project.agreements[0].parties[1].sealed = Sealed::No;
    let parties = &sheets(&report(vec![project], Vec::new()), Lang::Zh)[2].1;
    let seen = [(1, 5), (1, 6), (2, 5), (2, 6)].map(|(row, column)| at(parties, row, column));
    assert_eq!(seen, ["不适用", "有", "亲笔", "仅签字"]);
}

#[test]
fn a_draft_and_files_that_do_not_open_are_not_called_complete() {
    let sealed = || finding(Requirement::Completeness, Verdict::Pass, None, "第1页至第3页", "");
    let answer = |report: &Report| at(&sheets(report, Lang::Zh)[0].1, 4, 7);
    let whole = report(vec![project("a", vec![fine(), sealed()])], Vec::new());
    assert_eq!(answer(&whole), "是");
    let draft = Report { stage: Stage::Draft, ..whole.clone() };
    assert_eq!(answer(&draft), "待核\n草稿检查，未检查签字、盖章、签署日期");
    let lost = FileError { file: "a/协议.wps".into(), message: "不支持".into() };
    let other = FileError { file: "ab/协议.wps".into(), message: "不支持".into() };
    assert_eq!(answer(&Report { errors: vec![lost, other], ..whole }), "待核\n未能打开：协议.wps");
}

#[test]
fn nothing_becomes_a_formula_and_nothing_is_too_long() {
    let bad = "=HYPERLINK(\"http://x\")";
    let mut one = project(bad, vec![finding(Requirement::Seal, Verdict::Gap, Some("A"), "+1\u{7}_x0041_", &"长".repeat(40_000))]);
    one.agreements[0].findings[0].pictures = vec![format!("{bad}#1.jpg")];
    one.agreements[0].parties[0].name = Some("@cmd".into());
    one.agreements[0].documents[0].file = "-1+1".into();
    let report = report(vec![one], vec![FileError { file: bad.into(), message: bad.into() }]);
    let mut book = Xlsx::new(Cursor::new(bytes(&report, Lang::Zh))).expect("opens");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("a sheet").cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let findings = book.worksheet_range("检查结果").expect("a sheet");
    assert_eq!(at(&findings, 1, 0), bad);
    assert!(at(&findings, 1, 4).starts_with("+1") && at(&findings, 1, 4).ends_with("_x0041_"), "{}", at(&findings, 1, 4));
    assert_eq!(at(&findings, 1, 5).chars().count(), 32_767);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report(vec![project("a", vec![gap("B", Requirement::Seal)]), project("b", vec![fine()])], Vec::new());
    assert_eq!(bytes(&report, Lang::Zh), bytes(&report, Lang::Zh));
    let off = finding(Requirement::Ip, Verdict::Gap, None, "", "");
    let off = FindingReport { level: Level::Off, ..off };
    let sheets = sheets(&self::report(vec![project("a", vec![off])], Vec::new()), Lang::Zh);
    assert_eq!(sheets[1].1.height(), 1);
}
