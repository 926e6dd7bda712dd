//! Forms with captions below their lines or labels in a first column, and what seals hide on them, on hand-built pages.

use super::tests::{A, B, day, english_head, head, ink, name, of, title, two_columns};
use super::*;
use crate::model::document::SealShape;
use crate::model::geometry::Rect;
use crate::understand::testing::{TestPage, page};

/// A block whose captions stand below the values.
fn captioned(page: TestPage, x: i32, heading: &str, values: [&str; 3]) -> TestPage {
    let labels = ["授权签字人签名", "签字人（印刷体）", "签字人职务", "签订时间"];
    let page = page.line(heading, x, 100).line(labels[0], x, 124);
    values.iter().zip(&labels[1..]).enumerate().fold(page, |page, (i, (value, label))| {
        let y = 134 + 14 * i as i32;
        let page = if value.is_empty() { page } else { page.line(value, x, y) };
        page.line(label, x, y + 5)
    })
}

#[test]
fn captions_stand_below_their_lines() {
    let built = captioned(head(), 25, "甲方（公章）", ["王涛", "校长", "2024年1月15日"]);
    let built = captioned(built, 115, "乙方（公章）", ["郭鑫", "", "2024年1月16日"]);
    let parties = of(built.ink(30, 110, 25, 12));
    assert!(ink(&parties[0]));
    assert!(matches!(parties[1].signature, Observation::Blank(_)), "{:?}", parties[1].signature);
    assert_eq!((name(&parties[0]), title(&parties[0]), day(&parties[0]).as_deref()), (Some("王涛"), Some("校长"), Some("2024-01-15")));
    assert_eq!((name(&parties[1]), day(&parties[1]).as_deref()), (Some("郭鑫"), Some("2024-01-16")));
    assert!(matches!(parties[1].title, Observation::Blank(_)), "{:?}", parties[1].title);
}

#[test]
fn a_first_column_speaks_for_the_parties_beside_it() {
    let built = head().line("甲方", 80, 92).line("乙方", 130, 92).line("单位（盖章）", 25, 105).line(A, 80, 105).line(B, 130, 105);
    let rows = [("签字", "", ""), ("姓名", "王涛", "郭鑫"), ("职务", "校长", "总经理"), ("日期", "2024年1月15日", "2024年1月16日")];
    let built = rows.iter().enumerate().fold(built, |page, (i, (label, a, b))| {
        let y = 120 + 12 * i as i32;
        let page = page.line(label, 25, y);
        if a.is_empty() { page } else { page.line(a, 80, y).line(b, 130, y) }
    });
    let parties = of(built.ink(82, 117, 25, 9).ink(132, 117, 25, 9));
    assert!(parties.iter().all(ink), "{parties:#?}");
    assert_eq!((name(&parties[0]), title(&parties[0]), day(&parties[0]).as_deref()), (Some("王涛"), Some("校长"), Some("2024-01-15")));
    assert_eq!((name(&parties[1]), title(&parties[1]), day(&parties[1]).as_deref()), (Some("郭鑫"), Some("总经理"), Some("2024-01-16")));
}

#[test]
fn a_seal_may_hide_what_the_block_above_has() {
    let block = |page: TestPage, y, heading: &str, rows: &[&str]| page.line(heading, 25, y).lines(25, y + 10, rows);
    let built = block(head(), 100, "甲方：江苏钟吾理工大学", &["签字：", "姓名：王涛", "职务：校长", "日期：2024年1月15日"]);
    let built = block(built, 160, "乙方：常州澄泓电源科技有限公司", &["签字：", "姓名：郭鑫"]).line("日期：2024年1月16日", 25, 194);
    let parties = of(built.clone().seal(B, 45, 186));
    assert!(matches!(parties[1].title, Observation::Unclear(Doubt::Covered, _)), "{:?}", parties[1].title);
    assert!(matches!(of(built)[1].title, Observation::Absent(_)));
}

#[test]
fn a_seal_without_colour_may_hide_a_signature() {
    let built = two_columns(head(), ["王涛", "校长", "2024年1月15日"], ["郭鑫", "总经理", "2024年1月16日"]).seal(B, 165, 117);
    assert!(matches!(of(built.clone())[1].signature, Observation::Blank(_)));
    assert!(matches!(of(built.faded())[1].signature, Observation::Unclear(Doubt::Covered, _)));
}

#[test]
fn what_a_seal_leaves_of_a_date_is_no_missing_date() {
    let built = english_head().lines(25, 100, &["Party A: Jiangzuo Medical University", "Signature:", "Name: Wang Xin"]);
    let built = built.line("/01/16", 70, 124).lines(25, 160, &["Party B: Brackenfield University", "Signature:", "Name: Helen Ashworth"]);
    let parties = of(built);
    assert!(matches!(parties[0].date, Observation::Unclear(Doubt::Illegible, _)), "{:?}", parties[0].date);
    assert!(matches!(parties[1].date, Observation::Absent(_)), "{:?}", parties[1].date);
}

#[test]
fn the_block_of_a_short_agreement_is_no_second_head() {
    let built = page().lines(30, 20, &["甲方：江苏钟吾理工大学", "乙方：梅里韦尔理工学院"]).line("（一）合作内容", 30, 44);
    let parties = of(built.lines(25, 100, &["甲方（盖章）：江苏钟吾理工大学", "签字：", "日期："]).lines(
        115,
        100,
        &["乙方（盖章）：梅里韦尔应用科学基金会", "签字：", "日期："],
    ));
    assert_eq!(parties[1].conflicts.first().map(|conflict| conflict.other.value.as_str()), Some("梅里韦尔应用科学基金会"));
}

#[test]
fn a_seal_that_shares_only_the_place_is_an_outsiders() {
    let built = page().lines(30, 20, &["甲方：太湖湾环境科学研究院", "乙方：常州澄泓电源科技有限公司"]).line("第一条 合作内容", 30, 44);
    let built = two_columns(built, ["王涛", "院长", "2024年1月15日"], ["郭鑫", "总经理", "2024年1月16日"]);
    let area = Rect::new(40, 90, 80, 130);
    let stamped =
        |text: &str| of(built.clone().sure_stamp(text, SealShape::Round, area))[0].seal.seen().map(|seen| seen.value[0].owner.clone());
    assert_eq!(stamped("太湖湾水务投资集团有限公司"), Some(SealOwner::Outsider));
    assert_eq!(stamped("太湖湾环境科学研究院"), Some(SealOwner::ThisParty));
}

#[test]
fn a_seven_that_everybody_else_writes_as_a_one_goes_to_a_person() {
    let dated = |a: &str, b: &str| of(two_columns(head(), ["王涛", "校长", a], ["郭鑫", "总经理", b]));
    let sure = |party: &Party| party.date.seen().is_some_and(|seen| seen.confidence >= Confidence(90));
    let parties = dated("2024.7.16", "2024.1.16");
    assert!(!sure(&parties[0]) && sure(&parties[1]));
    assert!(dated("2024.7.16", "2024.7.12").iter().all(sure));
    assert!(dated("2024.7.16", "2024.3.12").iter().all(sure));
}

#[test]
fn a_name_under_a_seal_is_its_partys_although_badly_read() {
    let built = head().lines(25, 100, &["甲方：江苏钟吾理工大学", "签字：", "日期：2024年1月15日"]);
    let built = built.lines(25, 150, &["常州登池电原科支有", "签字：", "日期：2024年1月16日"]);
    let parties = of(built.ink(50, 105, 25, 9).ink(50, 155, 25, 9));
    assert!(parties.iter().all(ink), "{:?}", parties[1].signature);
    assert_eq!(day(&parties[1]).as_deref(), Some("2024-01-16"));
}

#[test]
fn a_letter_before_a_name_is_a_label_of_its_own() {
    let built = page().lines(30, 20, &["甲：江苏钟吾理工大学", "乙：北森工業大学"]).line("第1条 目的", 30, 44);
    let built = built.lines(25, 100, &["甲 江苏钟吾理工大学", "署名：", "日付：2024年1月15日"]);
    let parties = of(built.line("乙", 25, 150).line("北森范人学", 31, 150).lines(25, 158, &["署名：", "日付：2024年1月16日"]));
    assert_eq!(day(&parties[1]).as_deref(), Some("2024-01-16"));
}

#[test]
fn a_sentence_may_date_the_signing_of_all() {
    let dated = |sentence: &str| {
        let rows = |heading: &'static str| [heading, "签字：", "姓名：王涛", "职务：校长"];
        let built = head().line(sentence, 25, 85);
        of(built.lines(25, 100, &rows("甲方：江苏钟吾理工大学")).lines(115, 100, &rows("乙方：常州澄泓电源科技有限公司")))
    };
    let parties = dated("双方于2024年2月29日在南京签署本协议。");
    assert!(parties.iter().all(|party| day(party).as_deref() == Some("2024-02-29")), "{parties:#?}");
    let parties = dated("双方于2023年2月1日签署的框架协议同时终止。");
    assert!(parties.iter().all(|party| day(party).is_none()), "{parties:#?}");
}
