//! The pages of hand-built results, as a browser parses them.

use scraper::{ElementRef, Html, Selector};

use super::*;
use crate::model::document::Format;
use crate::model::finding::{Evidence, EvidenceRole, Requirement};
use crate::model::geometry::{PageNo, Rect, Size};
use crate::model::report::FindingReport;
use crate::report::testing::{finding, project as built, report, unsigned};

const HEAD: Head<'_> = Head { profile: "规则集", today: "2024-03-20", stage: Stage::Signed, lang: Lang::Zh };

fn place(page: u32, area: Option<Rect>, role: EvidenceRole) -> Evidence {
    Evidence { file: "协议.pdf".into(), page: PageNo(page), area, path: None, role, saw: "王涛".into() }
}

fn placed(finding: FindingReport, evidence: Vec<Evidence>) -> FindingReport {
    FindingReport { evidence, ..finding }
}

fn picture(page: u32) -> PagePicture {
    PagePicture { file: "协议.pdf".into(), page: PageNo(page), size: Size::A4, jpeg: b"\xff\xd8a page".to_vec() }
}

/// A gap with two places on a page, a review of a whole page, a pass, and a note on a text document.
fn mixed() -> ProjectReport {
    let block = Rect::new(300, 2000, 900, 2200);
    let mut project = built(
        "项目",
        vec![
            placed(
                finding(Requirement::Signature, Verdict::Gap, Some("B"), "第3页：乙方未见签字笔迹", "请该方授权代表签字"),
                vec![
                    place(3, Some(block), EvidenceRole::Searched),
                    place(3, Some(Rect::new(300, 2240, 500, 2260)), EvidenceRole::Contradicts),
                ],
            ),
            placed(finding(Requirement::Seal, Verdict::Pass, Some("A"), "第3页", ""), vec![place(3, Some(block), EvidenceRole::Supports)]),
            placed(
                finding(Requirement::Legibility, Verdict::Review, None, "第1页模糊", "请重新扫描"),
                vec![place(1, None, EvidenceRole::Contradicts)],
            ),
            placed(
                finding(Requirement::Blanks, Verdict::Note, None, "第 4 段有空白", "请填写"),
                vec![Evidence { file: "附件.docx".into(), path: Some("第 4 段".into()), ..place(1, None, EvidenceRole::Contradicts) }],
            ),
        ],
    );
    project.agreements[0].parties[1].country = Some("NZ".into());
    project
}

fn page(project: &ProjectReport, pictures: &[PagePicture]) -> String {
    super::project(Bilingual { own: project, other: project }, &[], pictures, HEAD).expect("a page")
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_link_leads_to_a_place_that_is_there_once() {
    let html = Html::parse_document(&page(&mixed(), &[picture(1), picture(2), picture(3)]));
    let links = select(&html, "a[href^='#'], use[href^='#']");
    assert!(links.len() > 20, "{}", links.len());
    for link in links {
        let target = &link.attr("href").expect("selected by it")[1..];
        assert_eq!(select(&html, &format!("[id='{target}']")).len(), 1, "{target}");
    }
    let ids: Vec<&str> = select(&html, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    let once: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), once.len());
    for labelled in select(&html, "[aria-labelledby]") {
        let label = labelled.attr("aria-labelledby").expect("selected by it");
        assert!(ids.contains(&label), "{label}");
    }
}

#[test]
fn a_click_leads_from_finding_to_place_and_back() {
    let html = Html::parse_document(&page(&mixed(), &[picture(1), picture(3)]));
    let places: Vec<&str> = select(&html, "#f1 .places a").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(places, ["#f1p1", "#f1p2"]);
    let boxes = select(&html, "#p2 svg a");
    assert_eq!(boxes.iter().map(|mark| mark.attr("href").unwrap_or_default()).collect::<Vec<_>>(), ["#f2", "#f1", "#f1"]);
    assert!(boxes.iter().all(|mark| mark.attr("aria-label").is_some_and(|label| !label.is_empty())));
    // The page as a whole is told in its caption.
    assert_eq!(select(&html, "#f3 .places a")[0].attr("href"), Some("#p1"));
    assert_eq!(select(&html, "#p1 figcaption a")[0].attr("href"), Some("#f3"));
    // One part of the page shows both boxes of the gap; each page's picture is there once.
    assert_eq!((select(&html, "#f1 .crop").len(), select(&html, "#f1 .crop rect").len()), (1, 2));
    assert_eq!(select(&html, "image").len(), 2);
    // No picture, no link: the paragraph is named.
    assert!(select(&html, "#f4 .places a").is_empty() && text(select(&html, "#f4 .places")[0]).contains("《附件.docx》第 4 段"));
}

#[test]
fn pages_that_nothing_rests_on_are_left_out() {
    let html = Html::parse_document(&page(&mixed(), &[picture(1), picture(2), picture(3)]));
    let captions: Vec<String> = select(&html, "figcaption bdi").into_iter().map(text).collect();
    assert_eq!(captions, ["《协议.pdf》第1页", "《协议.pdf》第3页"]);
    let bare = Html::parse_document(&page(&mixed(), &[]));
    assert!(select(&bare, "aside, image, use, .crop").is_empty());
}

#[test]
fn what_is_open_comes_first_and_the_rest_is_folded() {
    let html = Html::parse_document(&page(&mixed(), &[picture(3)]));
    let verdicts =
        |selector| select(&html, selector).iter().filter_map(|element| element.attr("data-v").map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(verdicts(".findings > article"), ["gap", "review", "note"]);
    assert_eq!(verdicts("details.folded:not([open]) > article"), ["pass"]);
    assert_eq!(text(select(&html, ".verdict .outcome")[0]), "✗ 有缺项");
    let matrix: Vec<String> = select(&html, ".matrix tbody tr").into_iter().map(text).collect();
    assert!(matrix[1].starts_with("乙方 Kestrel Bay") && matrix[1].contains("✗ 缺项"), "{matrix:?}");
}

#[test]
fn the_partners_list_holds_what_the_partner_can_mend() {
    let html = Html::parse_document(&page(&mixed(), &[]));
    let items = |list: &str| select(&html, &format!("{list} li p:first-child")).into_iter().map(text).collect::<Vec<_>>();
    assert_eq!(items("#todo-list-zh-CN").len(), 3);
    let partners = items("#todo-list-en");
    assert!(partners.len() == 2 && partners[0].contains("乙方未见签字笔迹") && partners[1].contains("有空白"), "{partners:?}");
}

#[test]
fn what_files_say_stays_text() {
    let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;\u{202e}fdp\u{0}\u{1b}[2J";
    let mut project = built(
        "p",
        vec![placed(finding(Requirement::Ip, Verdict::Gap, Some("A"), hostile, hostile), vec![place(1, None, EvidenceRole::Searched)])],
    );
    project.name.push_str(hostile);
    let agreement = &mut project.agreements[0];
    agreement.title = Some(hostile.into());
    agreement.documents[0].file.push_str(hostile);
    agreement.documents[0].notices.push(hostile.into());
    agreement.parties[0].name = Some(hostile.into());
    agreement.parties[0].signatory.title = Some(hostile.into());
    agreement.findings[0].rule = hostile.into();
    agreement.findings[0].evidence[0].saw = hostile.into();
    agreement.findings[0].evidence[0].file = hostile.into();
    let file = PagePicture { file: hostile.into(), ..picture(1) };
    let errors = [FileError { file: hostile.into(), message: hostile.into() }];
    let pages = [
        super::project(Bilingual { own: &project, other: &project }, &errors, &[file], HEAD).expect("a page"),
        index(&report(vec![project.clone()], errors.to_vec()), HEAD, |name| Some(format!("{name}.html"))).expect("an index"),
    ];
    for page in pages {
        assert!(!page.contains(|c: char| c != '\n' && c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)));
        let html = Html::parse_document(&page);
        assert_eq!((select(&html, "script").len(), select(&html, "img, [onerror], [style]").len()), (1, 0));
        assert!(select(&html, "h1, tbody th").into_iter().any(|name| text(name).contains("<script>alert(1)</script>")));
    }
}

#[test]
fn nothing_is_loaded_from_outside() {
    let html = page(&mixed(), &[picture(3)]);
    let parsed = Html::parse_document(&html);
    for element in select(&parsed, "[src], [href], [action], [srcset]") {
        let named = ["src", "href", "action", "srcset"].iter().find_map(|name| element.attr(name)).unwrap_or_default();
        assert!(named.starts_with('#') || named.starts_with("data:"), "{named}");
    }
    let policy = select(&parsed, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    // The policy's digests are those of what stands in the page.
    for (element, source) in [("style", assets::STYLE), ("script", assets::SCRIPT)] {
        assert_eq!(select(&parsed, element)[0].text().collect::<String>(), source);
    }
}

#[test]
fn an_index_shows_the_worst_first_and_links_to_what_was_written() {
    let fine = built("a-fine", vec![finding(Requirement::Ip, Verdict::Pass, None, "第4条", "")]);
    let look = built("b 看#?", vec![finding(Requirement::Validity, Verdict::Review, None, "期限不明", "请核对")]);
    let errors = vec![FileError { file: "c/协议.wps".into(), message: "不支持".into() }];
    let link = |name: &str| (name != "未签").then(|| format!("{name}.html"));
    let html = index(&report(vec![fine, look, unsigned()], errors), HEAD, link).expect("an index");
    let html = Html::parse_document(&html);
    let names: Vec<String> = select(&html, "tbody th").into_iter().map(text).collect();
    assert_eq!(names, ["未签", "b 看#?", "a-fine"]);
    let links: Vec<&str> = select(&html, "tbody th a").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["b%20%E7%9C%8B%23%3F.html", "a-fine.html"]);
    assert!(text(select(&html, ".errors")[0]).contains("c/协议.wps ：不支持"));
}

#[test]
fn pages_of_little_say_so() {
    let empty = ProjectReport { outcome: Outcome::NeedsReview, agreements: Vec::new(), ..unsigned() };
    let html = page(&empty, &[]);
    assert!(html.contains("没有能够检查的文件") && !html.contains("id=\"filters\""));
    let nothing = index(&report(Vec::new(), Vec::new()), HEAD, |_| None).expect("an index");
    assert!(nothing.contains("没有能够检查的文件"));
    let draft =
        super::project(Bilingual { own: &unsigned(), other: &unsigned() }, &[], &[], Head { stage: Stage::Draft, ..HEAD }).expect("a page");
    assert!(draft.contains("草稿检查") && !draft.contains("--stage draft"));
    assert!(page(&unsigned(), &[]).contains("--stage draft"));
    let mut text_document = unsigned();
    text_document.agreements[0].documents[0].format = Format::Docx;
    assert!(page(&text_document, &[]).contains("没有页面图像"));
}
