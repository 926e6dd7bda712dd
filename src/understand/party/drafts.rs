//! Heads and blocks as public templates and letters from other countries have them: partners by letter, sides, people below or above their parties.

use super::tests::{day, name, of, title};
use crate::understand::testing::{TestPage, page};

/// Name of the party, its signatory, title and day.
type Told = (String, Option<String>, Option<String>, Option<String>);

fn told(page: TestPage) -> Vec<Told> {
    let own = |party: &crate::model::agreement::Party| party.name.seen().map(|name| name.value.clone()).unwrap_or_default();
    of(page).iter().map(|party| (own(party), name(party).map(str::to_owned), title(party).map(str::to_owned), day(party))).collect()
}

fn one(party: &str, name: &str, title: &str, day: &str) -> Told {
    (party.to_owned(), Some(name.to_owned()), Some(title.to_owned()), Some(day.to_owned()))
}

#[test]
fn partners_by_letter() {
    let built = page()
        .line("1. Title: Low-carbon cement", 20, 20)
        .line("2. Principal Investigators and Participants", 20, 28)
        .line("Partner A: Binhai Institute of Building Materials, China. PI: Prof. Ding Hai", 20, 36)
        .line("Partner B: Fachhochschule Oberland, Switzerland. PI: Prof. Dr. Urs Gerber", 20, 44);
    let names: Vec<String> = told(built).into_iter().map(|party| party.0).collect();
    assert_eq!(names, ["Binhai Institute of Building Materials", "Fachhochschule Oberland"]);
}

#[test]
fn sides_whose_blocks_begin_with_the_heads_words() {
    let built = page()
        .lines(
            20,
            20,
            &["中方：盐城滩涂研究院", "外方：Noordwijk Ecology Group, University of Noordwijk（荷兰）", "一、合作目标：入侵植物治理。"],
        )
        .lines(20, 120, &["中方代表：", "姓名：陆广澍", "职务：院长", "单位盖章：", "时间：2024年3月10日"])
        .lines(115, 120, &["外方代表：", "姓名：Pieter de Wit", "职务：Head of Group", "单位盖章：", "时间：2024年3月11日"]);
    assert_eq!(
        told(built),
        [
            one("盐城滩涂研究院", "陆广澍", "院长", "2024-03-10"),
            one("Noordwijk Ecology Group, University of Noordwijk(荷兰)", "Pieter de Wit", "Head of Group", "2024-03-11"),
        ]
    );
}

#[test]
fn people_stand_below_their_parties_where_nobody_is_named_above() {
    let head = page().line("한울과학기술원(이하 “갑”이라 한다)과 난통하이신재료유한공사(이하 “을”이라 한다)는 협약을 체결한다.", 20, 20);
    let built = head
        .line("제1조 목적", 20, 30)
        .line("2024년 2월 28일", 20, 110)
        .lines(20, 118, &["“갑” 한울과학기술원", "대전광역시 과학로 55", "원장 이도현 (인)"])
        .lines(20, 142, &["“을” 난통하이신재료유한공사", "중국 난통시 성강로 9", "총경리 첸리 (인)"]);
    assert_eq!(
        told(built),
        [one("한울과학기술원", "이도현", "원장", "2024-02-28"), one("난통하이신재료유한공사", "첸리", "총경리", "2024-02-28")]
    );
}

#[test]
fn french_columns_with_place_and_day() {
    let built = page()
        .line("L'Université de Valbonne, représentée par son Président, ci-après désignée par « l'UV »,", 20, 20)
        .line("ET", 20, 27)
        .line("Nanjing Qinhuai Eau Co., Ltd., société de droit chinois, ci-après désignée par « NQE »,", 20, 34)
        .line("ARTICLE 1 - OBJET", 20, 44);
    let built = built
        .lines(20, 120, &["Pour l'Université de Valbonne", "A Valbonne, le 19 février 2024", "Monsieur Luc Ferrand", "Président"])
        .lines(115, 120, &["Pour Nanjing Qinhuai Eau Co., Ltd.", "A Nanjing, le 1er mars 2024", "Madame Yao Lan", "Directrice"]);
    let all = told(built);
    assert_eq!(all[1].0, "Nanjing Qinhuai Eau Co., Ltd.");
    let people = all.iter().map(|(_, name, title, day)| (name.as_deref(), title.as_deref(), day.as_deref())).collect::<Vec<_>>();
    assert_eq!(
        people,
        [
            (Some("Monsieur Luc Ferrand"), Some("Président"), Some("2024-02-19")),
            (Some("Madame Yao Lan"), Some("Directrice"), Some("2024-03-01"))
        ]
    );
}

#[test]
fn parties_one_below_the_other_may_each_be_named_last() {
    let built = page()
        .line("UNIVERSIDADE DO VALE, hereinafter UV, and JIANGSU HONGYE ENERGY CO., LTD., hereinafter HONGYE, agree.", 20, 20)
        .line("CLAUSE ONE. Object.", 20, 30);
    let block = |page: TestPage, y, rows: [&str; 4]| page.line(rows[0], 20, y).ink(24, y + 6, 28, 9).lines(20, y + 18, &rows[1..]);
    let built = block(built, 100, ["Diamantina, February 21, 2024", "ADALBERTO ROCHA", "Rector", "UNIVERSIDADE DO VALE"]);
    let built = block(built, 150, ["Taizhou, March 2, 2024", "RONG GUOHUA", "Chairman of the Board", "JIANGSU HONGYE ENERGY CO., LTD."]);
    assert_eq!(
        told(built),
        [
            one("UNIVERSIDADE DO VALE", "ADALBERTO ROCHA", "Rector", "2024-02-21"),
            one("JIANGSU HONGYE ENERGY CO., LTD.", "RONG GUOHUA", "Chairman of the Board", "2024-03-02"),
        ]
    );
}

#[test]
fn a_bracket_behind_the_name_only_says_where_to_sign() {
    let built = page().line("한빛고분자연구원(이하 “갑”)과 옌청 루이타이 신소재 유한공사(이하 “을”)는 협약을 체결한다.", 20, 20);
    let built = built.line("제1조 목적", 20, 30).line("2024년 3월 5일", 90, 110);
    let built = built.lines(20, 120, &["(갑) 한빛고분자연구원", "원장  노 재 원  (서명)"]).ink(70, 126, 25, 9);
    let built = built.lines(115, 120, &["(을) 옌청 루이타이 신소재 유한공사", "총경리  팡쉐친  (서명)"]).ink(165, 126, 25, 9);
    let all = told(built);
    assert_eq!(all[1].0, "옌청 루이타이 신소재 유한공사");
    let people = all.iter().map(|(_, name, title, _)| (name.as_deref(), title.as_deref())).collect::<Vec<_>>();
    assert_eq!(people, [(Some("노 재 원"), Some("원장")), (Some("팡쉐친"), Some("총경리"))]);
}

#[test]
fn what_names_both_again_in_another_language_is_no_third_party() {
    let built = page()
        .line(
            "This Memorandum is made between Siam Rubber Public Company Limited (“SRR”) and Zhangjiagang Huaxu Co., Ltd. (“Huaxu”).",
            20,
            20,
        )
        .line("本备忘录由暹罗橡胶有限公司（Siam Rubber Public Company Limited，“SRR”）与张家港华旭有限公司（“华旭”）订立。", 20, 34);
    let names: Vec<String> = told(built).into_iter().map(|party| party.0).collect();
    assert_eq!(names, ["Siam Rubber Public Company Limited", "Zhangjiagang Huaxu Co., Ltd."]);
}
