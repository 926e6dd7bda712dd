//! Papers that other offices wrote: addresses below names, sides beside each other, dates that no label announces, blocks that are not found.

use super::tests::{day, head, of, two_columns};
use super::*;
use crate::understand::testing::{TestPage, page};

fn names(parties: &[Party]) -> Vec<&str> {
    parties.iter().filter_map(|party| party.name.seen().map(|name| name.value.as_str())).collect()
}

#[test]
fn an_address_below_a_name_is_no_part_of_it() {
    let parties = of(page()
        .line("Zwischen der Firma", 20, 20)
        .line("Suzhou Hengjing Sensor Co., Ltd.", 40, 28)
        .line("Yinzhong Avenue 1368, 215104 Suzhou, VR China", 40, 36)
        .line("(im Folgenden ,,Hengjing“)", 120, 44)
        .line("und der Firma", 20, 52)
        .line("Bergmann Messtechnik GmbH & Co. KG", 40, 60)
        .line("Am Mühlbach 5, 73430 Aalen, Deutschland", 40, 68)
        .line("(im Folgenden ,,Bergmann“)", 120, 76)
        .line("wird folgender Vertrag geschlossen:", 20, 84));
    assert_eq!(names(&parties), ["Suzhou Hengjing Sensor Co., Ltd.", "Bergmann Messtechnik GmbH & Co. KG"]);
}

#[test]
fn an_address_behind_a_term_tells_the_country_of_its_own_party() {
    let parties = of(page()
        .line("Changzhou Industrial University (“CIU”), 1 Gehu Road, China", 20, 40)
        .line("Otago College of Herbal Science (“OCHS”), 17 Stafford Street, New Zealand", 20, 56)
        .line("1. Project", 20, 72));
    assert_eq!(names(&parties), ["Changzhou Industrial University", "Otago College of Herbal Science"]);
    let countries: Vec<Option<&str>> = parties.iter().map(|party| party.country.as_ref().map(|country| country.value.as_str())).collect();
    assert_eq!(countries, [Some("CN"), Some("NZ")]);
}

#[test]
fn two_columns_name_each_party_once() {
    let left = [
        "De una parte, Jiangyin Eco Co., Ltd. (en",
        "adelante, “Eco”), y de otra, la Fundación",
        "de Cultivos (en adelante, la “Fundación”)",
    ];
    let right =
        ["一方为江阴生态农业有限公司（以下称“生态”）；", "另一方为作物研究基金会（以下称“基金会”）。", "双方约定如下各条款的内容："];
    let parties = of(page().lines(15, 40, &left).lines(108, 40, &right));
    assert_eq!(parties.len(), 2, "{:?}", names(&parties));
    assert!(parties[0].aliases.iter().any(|alias| alias.value == "江阴生态农业有限公司"), "{:?}", parties[0].aliases);
}

#[test]
fn who_signed_where_no_block_was_found_goes_to_a_person() {
    let signed = |page: TestPage| {
        let parties = of(page.line("本协议一式两份。", 20, 150));
        parties.iter().map(|party| matches!(party.signature, Observation::Unclear(Doubt::OutsideBlocks, _))).collect::<Vec<_>>()
    };
    assert_eq!(signed(head().ink(60, 200, 40, 15)), [true, true]);
    assert_eq!(signed(head()), [false, false]);
    // A tick is nobody's signature.
    assert_eq!(signed(head().ink(60, 200, 8, 8)), [false, false]);
}

#[test]
fn a_name_that_seems_empty_may_stand_under_a_seal_without_colour() {
    let block = |page: TestPage| two_columns(page, ["", "总经理", "2024年1月15日"], ["王涛", "校长", "2024年1月16日"]);
    let covered = |page: TestPage| matches!(of(page)[0].signatory, Observation::Unclear(Doubt::Covered, _));
    assert!(covered(block(head()).seal(super::tests::A, 52, 128).faded()));
    assert!(!covered(block(head()).seal(super::tests::A, 52, 128)));
    assert!(!covered(block(head())));
}

#[test]
fn a_day_whose_month_cannot_be_read_is_no_missing_day() {
    let block = |first: &str| {
        let built = head()
            .line("For and on behalf of 江苏钟吾理工大学", 20, 120)
            .ink(30, 128, 30, 10)
            .line("Director", 20, 142)
            .line(first, 20, 148);
        of(built)[0].clone()
    };
    assert_eq!(day(&block("5Maneh2024")).as_deref(), Some("2024-03-05"));
    assert!(matches!(block("8性h 2024").date, Observation::Unclear(Doubt::Illegible, _)));
}

#[test]
fn outside_of_english_the_day_stands_first() {
    let block = |clause: &str| {
        let built = page()
            .line("Entre l'Institut textile de Lys (« l'Institut ») et Filature du Nord SARL (« la Société »), il est convenu :", 20, 20)
            .line(clause, 20, 40);
        let built = built.lines(20, 120, &["Pour l'Institut", "Date : 08/03/2024"]).ink(20, 140, 28, 10);
        of(built.lines(115, 120, &["Pour la Société", "Date : 09/03/2024"]).ink(115, 140, 28, 10))
    };
    let french = "La Société fournit les fils et les teintures et l'Institut effectue les essais de traction pendant toute la durée du projet commun.";
    assert_eq!(block(french).iter().filter_map(day).collect::<Vec<_>>(), ["2024-03-08", "2024-03-09"]);
}
