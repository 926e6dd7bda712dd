//! The documents, unpacked again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use super::*;
use crate::model::finding::{EvidenceRole, Requirement, Verdict};
use crate::model::geometry::PageNo;
use crate::model::report::{ApplicationReport, FindingReport};
use crate::report::testing::{finding, project};

/// A finding on page 3.
fn missing(requirement: Requirement, verdict: Verdict, party: Option<&str>, message: &str, fix: &str) -> FindingReport {
    let place =
        Evidence { file: "协议.pdf".into(), page: PageNo(3), area: None, path: None, role: EvidenceRole::Searched, saw: String::new() };
    FindingReport { evidence: vec![place], ..finding(requirement, verdict, party, message, fix) }
}

/// A project whose Chinese party has not sealed and whose foreign one has not signed, and whose agreement leaves intellectual property open.
fn unfinished(lang: Lang) -> ProjectReport {
    let pick = |zh: &str, en: &str| lang.pick(zh, en).to_owned();
    let mut project = project(
        "case-001",
        vec![
            missing(
                Requirement::Signature,
                Verdict::Gap,
                Some("B"),
                &pick("《协议.pdf》第3页：乙方签署栏未见签字笔迹", "no ink in Party B's block (page 3 of 协议.pdf)"),
                &pick("请签字", "Please have the authorised signatory sign"),
            ),
            missing(
                Requirement::Seal,
                Verdict::Gap,
                Some("A"),
                &pick("《协议.pdf》第3页：甲方未见印章", "no seal of Party A (page 3 of 协议.pdf)"),
                &pick("请盖章", "Please seal"),
            ),
            finding(
                Requirement::Ip,
                Verdict::Gap,
                None,
                &pick("未见知识产权条款", "no clause on intellectual property"),
                &pick("请写明", "Please state"),
            ),
            finding(
                Requirement::Validity,
                Verdict::Review,
                None,
                &pick("有效期不清", "the term is unclear"),
                &pick("请核对", "Please look"),
            ),
            finding(Requirement::Blanks, Verdict::Pass, None, &pick("没有占位符", "no placeholder"), ""),
        ],
    );
    project.agreements[0].parties[0].country = Some("CN".into());
    project.agreements[0].parties[1].country = Some("NZ".into());
    project.application = Some(ApplicationReport {
        title: Some("海水养殖传感器联合研发".into()),
        number: Some("SBZ2024000001".into()),
        applicant: Some("江苏澄帆风电装备有限公司".into()),
        applicant_en: Some("Jiangsu Chengfan Wind Equipment Co., Ltd.".into()),
        deadline: Some("2024-03-28".into()),
        ..ApplicationReport::default()
    });
    project
}

fn profile() -> Profile {
    let text = include_str!("../../rules/profiles/jiangsu-2024.toml");
    toml::from_str(text).expect("the built-in profile")
}

/// Runs `work` on a subject of two projects, with a grey picture for whatever has evidence.
fn with<T>(zh: &ProjectReport, en: &ProjectReport, work: impl Fn(&Subject<'_>) -> T) -> T {
    let pictures = |evidence: &[Evidence]| evidence.iter().map(|_| RgbImage::from_pixel(300, 150, image::Rgb([200; 3]))).collect();
    let errors = [FileError { file: "附件.wps".into(), message: "不支持此格式".into() }];
    work(&Subject {
        project: zh,
        english: en,
        errors: &errors,
        profile: &profile(),
        today: "2024-03-20".parse().expect("a day"),
        stage: Stage::Signed,
        pictures: &pictures,
    })
}

/// The parts of a package; every XML part must be well-formed.
fn parts(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut parts = BTreeMap::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("whole");
        let name = part.name().expect("UTF-8").into_owned();
        if bytes.starts_with(b"<") {
            let mut reader = quick_xml::Reader::from_reader(bytes.as_slice());
            while reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) != quick_xml::events::Event::Eof {}
        }
        parts.insert(name, bytes);
    }
    parts
}

/// The text of a document, a line per paragraph.
fn text(docx: &[u8]) -> String {
    let parts = parts(docx);
    let body = String::from_utf8(parts["word/document.xml"].clone()).expect("UTF-8");
    let mut lines = String::new();
    for paragraph in body.split("</w:p>") {
        let runs = paragraph.split("<w:t ").skip(1).filter_map(|run| run.split_once('>')?.1.split_once("</w:t>"));
        let line: String = runs.map(|(text, _)| text).collect();
        if !line.is_empty() {
            lines.push_str(&quick_xml::escape::unescape(&line).expect("escaped"));
            lines.push('\n');
        }
    }
    lines
}

#[test]
fn the_applicant_gets_a_list_and_the_office_a_notice() {
    with(&unfinished(Lang::Zh), &unfinished(Lang::En), |subject| {
        insta::assert_snapshot!("list", text(&notice(subject, Reader::Applicant, Lang::Zh).expect("written")));
        insta::assert_snapshot!("notice", text(&notice(subject, Reader::Office, Lang::Zh).expect("written")));
    });
}

#[test]
fn the_partner_is_told_only_what_it_has_to_do() {
    with(&unfinished(Lang::Zh), &unfinished(Lang::En), |subject| {
        let letters = letters(subject).expect("written");
        assert_eq!(letters.iter().map(|letter| letter.key.as_str()).collect::<Vec<_>>(), ["1B"]);
        let text = text(&letters[0].docx);
        assert!(!text.contains("Please seal") && !text.contains("the term is unclear"), "{text}");
        insta::assert_snapshot!("letter", text);
    });
}

#[test]
fn who_has_everything_gets_no_letter_and_hostile_text_stays_text() {
    let bad = "<w:p>&\u{1}\u{FFFF}]]>\u{7}";
    let mut project = project(bad, vec![finding(Requirement::Seal, Verdict::Gap, Some("A"), bad, bad)]);
    project.agreements[0].parties[0].name = Some("甲".into());
    with(&project, &project, |subject| {
        assert!(letters(subject).expect("written").is_empty());
        let text = text(&together(subject, Reader::Applicant, Lang::En).expect("written"));
        assert!(text.contains("<w:p>&"), "{text}");
    });
}

#[test]
fn all_in_one_has_the_letter_on_a_page_of_its_own_and_each_picture_once() {
    with(&unfinished(Lang::Zh), &unfinished(Lang::En), |subject| {
        let docx = together(subject, Reader::Applicant, Lang::Zh).expect("written");
        let parts = parts(&docx);
        assert_eq!(parts.keys().filter(|name| name.starts_with("word/media/r")).count(), 1);
        let body = String::from_utf8_lossy(&parts["word/document.xml"]);
        assert!(body.contains("<w:pageBreakBefore"));
        // A table that goes on to the next page shows its heads there too.
        for table in body.split("<w:tbl>").skip(1) {
            let rows: Vec<&str> = table.split("<w:tr>").skip(1).collect();
            assert!(rows.len() > 1 && rows[0].contains("<w:tblHeader") && !rows[1..].concat().contains("<w:tblHeader"), "{table}");
        }
        let text = text(&docx);
        assert!(text.contains("自查整改清单") && text.contains("Dear Sir or Madam"), "{text}");
        assert!(text.contains("图 1（第 1、2 项）"), "{text}");
    });
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let write =
        || with(&unfinished(Lang::Zh), &unfinished(Lang::En), |subject| together(subject, Reader::Office, Lang::Zh).expect("written"));
    let first = write();
    assert_eq!(first, write());
    assert_eq!(first, std::thread::spawn(write).join().expect("no panic"));
}
