//! Signature blocks in more layouts and languages, on hand-built pages.

use super::tests::{A, B, VALUES, day, english_head, head, ink, name, of, sealed, signing, title, two_columns};
use super::*;
use crate::model::agreement::SealKind;
use crate::model::agreement::{DatePrecision, Signature};
use crate::model::document::{Seal, SealShape};
use crate::model::geometry::Rect;
use crate::understand::testing::{TestPage, page};

#[test]
fn signature_pages_in_files_of_their_own() {
    let first = two_columns(head(), VALUES[0], ["郭鑫", "总经理", "年 月 日"]).ink(62, 110, 25, 12).seal(A, 60, 105).build();
    let second = two_columns(page().named("签署页-乙方.jpg"), ["王涛", "校长", "年 月 日"], VALUES[1])
        .ink(152, 110, 25, 12)
        .seal(B, 150, 105)
        .build();
    let parties = signing(&[first, second]).parties;
    assert!(parties.iter().all(ink));
    assert!(parties.iter().all(sealed));
    assert_eq!(parties[1].block.as_ref().map(|block| block.place.file.as_str()), Some("签署页-乙方.jpg"));
    assert_eq!((day(&parties[0]).as_deref(), day(&parties[1]).as_deref()), (Some("2024-01-15"), Some("2024-01-16")));
}

#[test]
fn blocks_before_annexes_are_found() {
    let built = two_columns(head(), VALUES[0], VALUES[1]).ink(62, 110, 25, 12).ink(152, 110, 25, 12).next();
    let parties =
        of(built.line("附件1：任务分工表", 30, 20).line("甲方：江苏钟吾理工大学", 30, 30).line("乙方：常州澄泓电源科技有限公司", 30, 40));
    assert!(parties.iter().all(ink));
}

#[test]
fn seals_belong_to_whom_they_name() {
    // Both seals lie over the left column; the text tells them apart.
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).seal(A, 50, 105).seal(B, 95, 120));
    let owner = |party: &Party| party.seal.seen().map(|seen| seen.value[0].owner.clone());
    assert_eq!(owner(&parties[0]), Some(SealOwner::ThisParty));
    assert_eq!(owner(&parties[1]), Some(SealOwner::ThisParty));
}

#[test]
fn seals_of_outsiders_and_special_seals() {
    let kind = |text: &str, subtitle: Option<&str>| {
        let area = Rect::new(130, 85, 170, 125);
        let parties = of(two_columns(head(), VALUES[0], VALUES[1]).stamp(text, subtitle, SealShape::Round, area));
        parties[1].seal.seen().map(|seen| (seen.value[0].kind, seen.value[0].owner.clone()))
    };
    assert_eq!(kind(B, Some("合同专用章")), Some((SealKind::Contract, SealOwner::ThisParty)));
    assert_eq!(kind(B, Some("财务专用章")), Some((SealKind::Finance, SealOwner::ThisParty)));
    assert_eq!(kind("南通渔汛水产养殖有限公司", None).map(|seal| seal.1), Some(SealOwner::Outsider));
    assert_eq!(kind("常州澄泓电原科技有限公", None), Some((SealKind::Organisation, SealOwner::ThisParty)));
    assert_eq!(kind("", None), Some((SealKind::Unread, SealOwner::Unknown)));
    for text in ["翻译专用章", "收文专用章", "复印件与原件一致", "契约锁电子合同平台"] {
        assert_eq!(kind(text, None), None, "{text}");
    }
}

#[test]
fn a_seal_read_well_that_has_nothing_of_any_name_is_less_sure_to_be_the_partys() {
    let sure = |text: &str, read: u8| {
        let page = two_columns(head(), VALUES[0], VALUES[1]).stamp(text, None, SealShape::Round, Rect::new(130, 85, 170, 125));
        let mut document = page.build();
        for mark in &mut document.pages[0].marks {
            if let MarkKind::Seal(Seal { text: Some(text), .. }) = &mut mark.kind {
                text.confidence = Confidence(read);
            }
        }
        signing(&[document]).parties[1].seal.seen().map_or(0, |seen| seen.confidence.0)
    };
    assert!((1..60).contains(&sure("南通渔汛水产养殖有限公司", 78)));
    assert_eq!(sure("南通渔汛水产养殖有限公司", 60), 95, "read too badly to tell");
    assert_eq!(sure("市澄泪电游科枝有很公", 78), 78, "a third of the name");
}

#[test]
fn a_colleges_seal_is_a_departments() {
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).seal("江苏钟吾理工大学材料学院", 60, 105));
    assert_eq!(
        parties[0].seal.seen().map(|seen| (seen.value[0].kind, seen.value[0].owner.clone())),
        Some((SealKind::Department, SealOwner::ThisParty))
    );
}

#[test]
fn a_personal_name_seal_is_neither_the_organisations_nor_ink() {
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).stamp("王涛之印", None, SealShape::Square, Rect::new(65, 108, 83, 126)));
    assert_eq!(parties[0].signature.seen().map(|seen| &seen.value), Some(&Signature::NameSeal));
    assert!(!sealed(&parties[0]));
}

#[test]
fn merged_lines_of_two_columns() {
    let built = head()
        .line("甲方（盖章）：                                乙方（盖章）：", 25, 100)
        .line("代表（签字）：                                代表（签字）：", 25, 112)
        .line("日期：2024年1月15日                    日期：2024年1月16日", 25, 124);
    // The builder gives every character its width, so the right column's labels lie where they were printed.
    let parties = of(built.ink(55, 108, 22, 10));
    assert!(ink(&parties[0]));
    assert!(!ink(&parties[1]), "{:?}", parties[1].signature);
    assert_eq!((day(&parties[0]).as_deref(), day(&parties[1]).as_deref()), (Some("2024-01-15"), Some("2024-01-16")));
}

#[test]
fn another_name_in_the_block_is_a_conflict() {
    let built = english_head().lines(25, 100, &["Party A: Jiangzuo Medical University", "Signature:", "Date: 28 February 2024"]).lines(
        25,
        140,
        &["Party B: Helvion Clinical Services Ltd", "Signature:", "Date: 26 February 2024"],
    );
    let parties = of(built.ink(50, 105, 30, 9).ink(50, 145, 30, 9));
    assert!(parties[0].conflicts.is_empty());
    assert_eq!(parties[1].conflicts.first().map(|conflict| conflict.other.value.as_str()), Some("Helvion Clinical Services Ltd"));
    assert!(parties.iter().all(ink));
}

#[test]
fn three_parties_in_a_grid() {
    let built = page().lines(30, 20, &["甲方：江苏省先进焊接研究院", "乙方：摩拉瓦技术大学", "丙方：靖江恒汐船用泵业有限公司"]).line(
        "第一条 定义",
        30,
        50,
    );
    let block = |page: TestPage, x, y, letter: &str, date: &str| {
        page.line(&format!("{letter}（盖章）："), x, y).line("代表签字：", x, y + 12).line(&format!("签署日期：{date}"), x, y + 24)
    };
    let built = block(built, 25, 100, "甲方", "2023年12月20日");
    let built = block(built, 115, 100, "乙方", "2023年12月14日");
    let parties = of(block(built, 25, 150, "丙方", "2023年12月21日").ink(50, 108, 25, 10).ink(140, 108, 25, 10).ink(50, 158, 25, 10));
    assert_eq!(parties.len(), 3);
    assert!(parties.iter().all(ink));
    let days: Vec<Option<String>> = parties.iter().map(day).collect();
    assert_eq!(days.iter().flatten().map(String::as_str).collect::<Vec<_>>(), ["2023-12-20", "2023-12-14", "2023-12-21"]);
}

#[test]
fn blocks_without_any_party_name_go_by_order() {
    let parties = of(english_head()
        .lines(25, 100, &["Signature:", "Name: Wang Xin", "Date: 28 February 2024"])
        .lines(115, 100, &["Signature:", "Name: Helen Ashworth", "Date: 26 February 2024"])
        .ink(50, 97, 30, 9));
    assert!(ink(&parties[0]) && !ink(&parties[1]));
    assert_eq!(name(&parties[1]), Some("Helen Ashworth"));
}

#[test]
fn one_date_for_all_below_the_blocks() {
    let built = head().lines(25, 100, &["甲方（盖章）：", "代表签字："]).lines(115, 100, &["乙方（盖章）：", "代表签字："]).line(
        "签订日期：2024年1月18日",
        70,
        135,
    );
    let days: Vec<Option<String>> = of(built).iter().map(day).collect();
    assert_eq!(days, [Some("2024-01-18".to_owned()), Some("2024-01-18".to_owned())]);
}

#[test]
fn a_seal_over_an_unreadable_date_covers_it() {
    let parties = of(two_columns(head(), ["王涛", "校长", ""], VALUES[1]).seal(A, 52, 146));
    assert!(matches!(parties[0].date, Observation::Unclear(Doubt::Covered, _)), "{:?}", parties[0].date);
}

#[test]
fn month_only_and_ambiguous_dates_keep_their_precision() {
    let parties = of(two_columns(head(), ["王涛", "校长", "2024年1月"], ["郭鑫", "总经理", "8/1/24"]));
    assert_eq!(parties[0].date.seen().map(|seen| seen.value.precision), Some(DatePrecision::Month));
    assert_eq!(parties[1].date.seen().map(|seen| seen.value.precision), Some(DatePrecision::Ambiguous));
}

#[test]
fn a_bilingual_table_ties_both_names() {
    let built = page()
        .line("甲方：海州海洋大学", 20, 20)
        .line("乙方：塔斯曼水产研究有限公司", 20, 28)
        .line("(1) Haizhou Ocean University (hereinafter \"Party A\");", 105, 20)
        .line("(2) Tasman Aquatic Research Ltd, Nelson, New Zealand (hereinafter \"Party B\").", 105, 28)
        .line("第一条 背景", 20, 40)
        .line("Article 1 Background", 105, 40)
        .lines(20, 100, &["甲方 Party A", "海州海洋大学", "签字 Signature:", "日期 Date: 2024-03-06"])
        .lines(110, 100, &["乙方 Party B", "Tasman Aquatic Research Ltd", "签字 Signature:", "日期 Date: 2024-03-07"]);
    let parties = of(built.ink(50, 113, 25, 9).ink(140, 113, 25, 9));
    assert_eq!(parties.len(), 2, "{parties:#?}");
    assert!(parties[1].aliases.iter().any(|alias| alias.value == "Tasman Aquatic Research Ltd"), "{:?}", parties[1].aliases);
    assert!(parties.iter().all(ink));
    assert!(parties.iter().all(|party| party.conflicts.is_empty()), "{:?}", parties[1].conflicts);
}

#[test]
fn korean_russian_and_german_blocks() {
    for (lines, expected) in [
        (["(갑) 한빛대학교", "서명:", "성명: 김민수", "직위: 총장", "서명일: 2024년 1월 8일"], ("김민수", "총장")),
        (
            ["От имени Стороны 1: Институт сварки", "Подпись:", "Ф.И.О.: Соколов Андрей", "Должность: директор", "Дата: 8 января 2024 г."],
            ("Соколов Андрей", "директор"),
        ),
        (
            [
                "Für die Partei A: Rheintal Lasertechnik GmbH",
                "Unterschrift:",
                "Name: Karl Maier",
                "Funktion: Geschäftsführer",
                "Ort, Datum: Lörrach, 8. Januar 2024",
            ],
            ("Karl Maier", "Geschäftsführer"),
        ),
        (
            ["（甲）瀬戸内電池株式会社", "署名：", "氏名：中村美咲", "役職：代表取締役社長", "日付：令和6年1月8日"],
            ("中村美咲", "代表取締役社長"),
        ),
        (
            [
                "Pour la Partie A : Institut textile de Lys",
                "Signature :",
                "Nom et prénom : Paul Durand",
                "Qualité : Directeur",
                "Fait le : 8 janvier 2024",
            ],
            ("Paul Durand", "Directeur"),
        ),
    ] {
        let parties = of(page().lines(25, 100, &lines).ink(60, 104, 25, 10));
        let party = &parties[0];
        assert!(ink(party), "{lines:?}: {party:#?}");
        assert_eq!(
            (name(party), title(party), day(party).as_deref()),
            (Some(expected.0), Some(expected.1), Some("2024-01-08")),
            "{lines:?}"
        );
    }
}

#[test]
fn a_role_is_no_title() {
    let parties = of(two_columns(head(), ["王涛", "授权代表", "2024年1月15日"], VALUES[1]));
    assert!(matches!(parties[0].title, Observation::Unclear(Doubt::RoleOnly, _)), "{:?}", parties[0].title);
}

#[test]
fn the_introduction_is_no_block() {
    let signing = signing(&[head().build()]);
    assert!(signing.parties.iter().all(|party| party.block.is_none()));
    assert!(signing.parties.iter().all(|party| matches!(party.signature, Observation::Absent(_))));
}

#[test]
fn hostile_pages_are_no_trouble() {
    let crowded =
        (0..400).fold(page(), |page, i| page.line("甲方（盖章）：签字：日期：", 20 + i % 7, i % 290).ink(i % 200, i % 280, 20, 8));
    assert!(of(crowded).len() <= MOST);
}

#[test]
fn parties_named_last_in_columns_whose_frames_touch() {
    let names = ["Yangzhou Slender Lake Institute of Smart Equipment", "Institut für Verbundantriebe Nürnberg e. V."];
    let built = page()
        .line(&format!("Vereinbarung zwischen {} (\"Institut Yangzhou\")", names[0]), 20, 20)
        .line(&format!("und {} (\"IVN\").", names[1]), 20, 24)
        .line("§ 1 Gegenstand", 20, 32);
    // The left name reaches under the right one's frame by 2 mm, and goes on below.
    let block = |page: TestPage, x, day: &str, rows: [&str; 4]| {
        page.line(day, x, 120)
            .ink(x + 10, 126, 40, 12)
            .line(rows[0], x, 140)
            .line(rows[1], x, 145)
            .line(rows[2], x, 150)
            .line(rows[3], x, 155)
    };
    let left = ["Ding Haoran", "Direktor", "Yangzhou Slender Lake Institute of Smart", "Equipment"];
    let right = ["Ulrike Brandstetter", "Vorstandsvorsitzende", "Institut für Verbundantriebe Nürnberg", "e. V."];
    let parties = of(block(block(built, 28, "Yangzhou, den 07.03.2024", left), 106, "Nürnberg, den 28.02.2024", right));
    assert_eq!(parties.iter().map(|party| name(party).unwrap_or_default()).collect::<Vec<_>>(), [left[0], right[0]]);
    assert_eq!(parties.iter().map(|party| title(party).unwrap_or_default()).collect::<Vec<_>>(), [left[1], right[1]]);
    assert!(parties.iter().all(ink));
    assert_eq!(parties.iter().filter_map(day).collect::<Vec<_>>(), ["2024-03-07", "2024-02-28"]);
}

#[test]
fn a_deed_says_who_signs_for_whom_and_is_signed_beside_it() {
    let built = page()
        .line("(1) LIANSHAN FIBRE CO., LTD., a company incorporated in China (\"Lianshan\"); and", 20, 30)
        .line("(2) HIGHVELD CARBON (PTY) LTD, a company incorporated in South Africa (\"Highveld\").", 20, 36)
        .line("1. Project. The parties shall co-operate.", 20, 50);
    let block = |page: TestPage, y, left: [&str; 3], right: [&str; 2]| {
        let page = left.iter().enumerate().fold(page, |page, (i, text)| page.line(text, 20, y + 4 * i as i32));
        page.ink(110, y - 3, 35, 12).line(right[0], 108, y + 10).line(right[1], 108, y + 15)
    };
    let first = ["Signed by WANG JIANPING, Chairman,", "for and on behalf of LIANSHAN FIBRE", "CO., LTD."];
    let second = ["Signed by PIETER NOVAK, Managing", "Director, for and on behalf of", "HIGHVELD CARBON (PTY) LTD"];
    let built = block(built, 150, first, ["Chairman", "Date: 19.02.2024"]);
    let parties = of(block(built, 190, second, ["Managing Director", "Date: 20.02.2024"]));
    let told = |party: &Party| (ink(party), name(party).map(str::to_owned), title(party).map(str::to_owned), day(party));
    let one = |name: &str, title: &str, day: &str| (true, Some(name.to_owned()), Some(title.to_owned()), Some(day.to_owned()));
    assert_eq!(
        parties.iter().map(told).collect::<Vec<_>>(),
        [one("WANG JIANPING", "Chairman", "2024-02-19"), one("PIETER NOVAK", "Managing Director", "2024-02-20")]
    );
}
