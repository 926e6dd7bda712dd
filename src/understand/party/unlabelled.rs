//! Blocks without labels, on hand-built pages: the party is named last, by a defined term, or behind a title.

use super::*;
use crate::understand::layout;
use crate::understand::testing::{TestPage, page};

fn of(page: TestPage) -> Vec<Party> {
    let document = page.build();
    let reading = layout::read(&document);
    parties(&[Source { reading: &reading, role: Role::Original }]).parties
}

/// Signature seen, date, name and title of a party.
type Signed<'a> = (bool, Option<String>, Option<&'a str>, Option<&'a str>);

fn signed(parties: &[Party]) -> Vec<Signed<'_>> {
    fn value(seen: &Observation<String>) -> Option<&str> {
        seen.seen().map(|seen| seen.value.as_str())
    }
    let date = |party: &Party| party.date.seen().and_then(|seen| seen.value.date).map(|date| date.to_string());
    parties.iter().map(|party| (party.signature.seen().is_some(), date(party), value(&party.signatory), value(&party.title))).collect()
}

fn english_head() -> TestPage {
    page()
        .line("The University of Veldermark (\"UV\") and Suzhou Qinglan Robotics Co., Ltd. (\"QLR\") have come to", 20, 20)
        .line("this agreement on surgical training robots.", 20, 27)
        .line("1. UV designs the haptic feedback and QLR builds three training robots and maintains them.", 20, 34)
}

#[test]
fn a_party_may_be_named_last_behind_its_signatorys_title() {
    let parties = of(english_head()
        .ink(30, 200, 30, 10)
        .line("Prof. Anneke Bos", 20, 216)
        .line("Rector, University of Veldermark", 20, 222)
        .line("21 December 2023", 20, 228)
        .ink(125, 200, 30, 10)
        .line("Lai Wenran", 115, 216)
        .line("Deputy General Manager, Suzhou Qinglan Robotics Co., Ltd.", 115, 222)
        .line("22 December 2023", 115, 228));
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        signed(&parties),
        [
            (true, day("2023-12-21"), Some("Prof. Anneke Bos"), Some("Rector")),
            (true, day("2023-12-22"), Some("Lai Wenran"), Some("Deputy General Manager")),
        ]
    );
}

#[test]
fn place_and_date_may_come_before_the_signature() {
    let parties = of(english_head()
        .line("Delft, 21 December 2023", 20, 190)
        .ink(30, 200, 30, 10)
        .line("Anneke Bos", 20, 216)
        .line("Kanzlerin", 20, 222)
        .line("University of Veldermark", 20, 228)
        .line("Suzhou, 22 December 2023", 115, 190)
        .ink(125, 200, 30, 10)
        .line("Lai Wenran", 115, 216)
        .line("Geschäftsführerin", 115, 222)
        .line("Suzhou Qinglan Robotics Co., Ltd.", 115, 228));
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        signed(&parties),
        [
            (true, day("2023-12-21"), Some("Anneke Bos"), Some("Kanzlerin")),
            (true, day("2023-12-22"), Some("Lai Wenran"), Some("Geschäftsführerin")),
        ]
    );
}

#[test]
fn nobody_signs_where_a_party_is_only_spoken_of() {
    let parties = of(english_head().line("Notices to the University of Veldermark", 20, 200).line("go to its legal department.", 20, 206));
    assert!(signed(&parties).iter().all(|(signed, ..)| !signed), "{parties:?}");
}

#[test]
fn a_defined_term_heads_a_block() {
    for (first, second) in [("UV", "QLR"), ("For UV", "For QLR"), ("Pour l'UV", "Por la QLR")] {
        let parties = of(english_head()
            .line(first, 20, 190)
            .ink(30, 200, 30, 10)
            .line("Anneke Bos, Rector", 20, 216)
            .line("21 December 2023", 20, 222)
            .line(second, 115, 190)
            .ink(125, 200, 30, 10)
            .line("Lai Wenran, Manager", 115, 216)
            .line("22 December 2023", 115, 222));
        let all = signed(&parties);
        assert_eq!(all.len(), 2, "{first}");
        assert!(
            all.iter().all(|(signed, date, name, title)| *signed && date.is_some() && name.is_some() && title.is_some()),
            "{first}: {all:?}"
        );
    }
}

#[test]
fn two_characters_can_be_a_partys_term() {
    let parties = of(page()
        .line("常州弘远机床有限公司（“弘远”）与达拉纳刀具公司（“达拉纳”）签订本协议。", 20, 20)
        .line("第一　弘远改造两台五轴机床，达拉纳研制内冷刀具三十把。", 20, 27)
        .line("弘远（盖章）", 20, 190)
        .ink(30, 200, 30, 10)
        .line("蔺国强 总经理", 20, 216)
        .line("2024年1月31日", 20, 222)
        .line("达拉纳", 115, 190)
        .ink(125, 200, 30, 10)
        .line("韩立 总经理", 115, 216)
        .line("2024年1月30日", 115, 222));
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        signed(&parties),
        [(true, day("2024-01-31"), Some("蔺国强"), Some("总经理")), (true, day("2024-01-30"), Some("韩立"), Some("总经理"))]
    );
}

#[test]
fn a_bare_date_over_the_blocks_is_for_all_of_them() {
    let with = |label: &str| {
        of(page()
            .lines(30, 20, &["甲方：江苏钟吾理工大学", "乙方：常州澄泓电源科技有限公司"])
            .line("2024年1月31日", 30, 180)
            .line("甲方", 20, 195)
            .line(&format!("签字：{label}"), 20, 205)
            .ink(40, 203, 30, 8)
            .line("乙方", 115, 195)
            .line("签字：", 115, 205)
            .ink(135, 203, 30, 8))
    };
    let dates = |parties: &[Party]| parties.iter().filter(|party| party.date.seen().is_some()).count();
    assert_eq!(dates(&with("")), 2);
}
