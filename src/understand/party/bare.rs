//! Blocks with few labels, on hand-built pages: bare lines under seals, parties by their terms, one date for all, a table of partners.

use super::tests::{day, head, ink, name, of, signing, title};
use super::*;
use crate::model::agreement::Signature;
use crate::model::document::SealShape;
use crate::model::geometry::Rect;
use crate::understand::testing::{TestPage, page};

/// Two blocks beside each other: a label for the seal, one for the signature, name with title, and date on bare lines.
fn bare(left: [&str; 2], right: [&str; 2]) -> TestPage {
    let block = |page: TestPage, x, label: &str, [name, date]: [&str; 2]| {
        page.line(&format!("{label}（盖章）"), x, 100).line("代表：", x, 110).line(name, x, 122).line(date, x, 130).ink(x + 16, 106, 26, 10)
    };
    block(block(head(), 25, "甲方", left), 115, "乙方", right)
}

#[test]
fn a_title_that_breaks_off_at_a_seal_goes_to_a_person() {
    let own = ["汤道明（总工程师）", "2024年2月26日"];
    let sealed = bare(own, ["Oskar Lindahl", "2024年2月26日"]).stamp("", None, SealShape::Round, Rect::new(141, 98, 176, 134));
    assert!(matches!(of(sealed)[1].title, Observation::Unclear(Doubt::Covered, _)));
    let clear = bare(own, ["Oskar Lindahl", "2024年2月26日"]).stamp("", None, SealShape::Round, Rect::new(160, 60, 195, 95));
    let parties = of(clear);
    assert_eq!((name(&parties[0]), title(&parties[0])), (Some("汤道明"), Some("总工程师")));
    assert!(matches!(parties[1].title, Observation::Absent(_)), "{:?}", parties[1].title);
}

#[test]
fn a_name_and_a_title_may_run_together() {
    let parties = of(bare(["瞿丽华总裁", "2024年2月26日"], ["Ludovica Ferri首席执行官", "2024年2月26日"]));
    assert_eq!((name(&parties[0]), title(&parties[0])), (Some("瞿丽华"), Some("总裁")));
    assert_eq!((name(&parties[1]), title(&parties[1])), (Some("Ludovica Ferri"), Some("首席执行官")));
}

#[test]
fn what_is_left_of_a_date_in_chinese_figures_goes_to_a_person() {
    let parties = of(bare(["瞿丽华总裁", "二〇二一年十一月五日"], ["郭鑫经理", "二〇二一年十一日"]));
    assert_eq!(day(&parties[0]).as_deref(), Some("2021-11-05"));
    assert!(matches!(parties[1].date, Observation::Unclear(Doubt::Illegible, _)), "{:?}", parties[1].date);
}

/// Spanish blocks beside each other, each headed by a term that differs from the other's in its last letter.
#[test]
fn terms_that_differ_in_a_letter_head_their_own_blocks() {
    let built = page().line("Entre Wuhu Lanshan Papel S.A., «la Empresa A», y Forestal Austral Ltda., «la Empresa B».", 20, 20);
    let built = built.line("1.º Se desarrollará un envase de fibra.", 20, 30).line("2.º La Empresa A fabricará los moldes.", 20, 38);
    let block = |page: TestPage, x, rows: [&str; 5]| page.lines(x, 100, &rows).ink(x + 20, 105, 26, 8);
    let built = block(built, 20, ["Empresa A", "Firma:", "Nombre: Bao Zhifei", "Cargo: Gerente", "Fecha: 1 de febrero de 2024"]);
    let built = block(built, 115, ["Empresa B", "Firma:", "Nombre: Inés Roca", "Cargo: Directora", "Fecha: 2 de febrero de 2024"]);
    let parties = of(built);
    let told: Vec<_> = parties.iter().map(|party| (name(party), title(party), day(party))).collect();
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(told, [(Some("Bao Zhifei"), Some("Gerente"), day("2024-02-01")), (Some("Inés Roca"), Some("Directora"), day("2024-02-02"))]);
}

#[test]
fn a_term_without_quotation_marks_heads_a_block() {
    let built = page().line("Between Taizhou Hengyu Loom Co., Ltd., China (hereinafter called HENGYU) and", 20, 20);
    let built =
        built.line("Nilgiri Yarn Innovations Pvt. Ltd., India (hereinafter called NYI).", 20, 27).line("A) PURPOSE: a loom.", 20, 36);
    let block = |page: TestPage, x, rows: [&str; 4]| {
        page.line(rows[0], x, 140).ink(x, 146, 28, 11).line(rows[1], x, 160).line(rows[2], x, 167).line(rows[3], x, 174)
    };
    let built = block(built, 20, ["For HENGYV", "CAO LIN", "Chairman", "28th August 2023"]);
    let parties = of(block(built, 110, ["For NYI", "MEENA PILLAI", "Managing Director", "29th August 2023"]));
    assert!(parties.len() == 2 && parties.iter().all(ink), "{parties:#?}");
    assert_eq!(
        (name(&parties[0]), title(&parties[0]), day(&parties[0]).as_deref()),
        (Some("CAO LIN"), Some("Chairman"), Some("2023-08-28"))
    );
    assert_eq!(day(&parties[1]).as_deref(), Some("2023-08-29"));
}

#[test]
fn a_date_in_the_middle_below_stacked_blocks_is_for_all() {
    let block = |page: TestPage, y, rows: [&str; 2]| page.line(rows[0], 20, y).line(rows[1], 20, y + 8).ink(110, y + 5, 25, 9);
    let rows = ["代表人：卓以寧　職稱：執行長　簽名：", "代表人：簡秀娥　職稱：研發長　簽名："];
    let built = |date: &str, x| {
        let page = block(head(), 100, ["甲方：江苏钟吾理工大学", rows[0]]);
        block(page, 130, ["乙方：常州澄泓电源科技有限公司", rows[1]]).line(date, x, 160)
    };
    let days = |page: TestPage| of(page).iter().map(|party| day(party).is_some()).collect::<Vec<_>>();
    assert_eq!(days(built("中華民國一一三年一月三十日", 79)), [true, true]);
    assert_eq!(days(built("一一三年一月三十日", 20)).first(), Some(&false), "below the last block alone");
}

#[test]
fn a_place_and_date_above_the_blocks_is_for_all() {
    let built = |line: &str| {
        let page = head().line(line, 20, 128);
        let page =
            page.lines(20, 140, &["甲方（盖章）", "签字：", "姓名：王涛"]).lines(115, 140, &["乙方（盖章）", "签字：", "姓名：郭鑫"]);
        of(page.ink(36, 145, 25, 9).ink(131, 145, 25, 9)).iter().filter_map(day).collect::<Vec<_>>()
    };
    assert_eq!(built("En Jaén, a 23 de febrero de 2024."), ["2024-02-23", "2024-02-23"]);
    assert_eq!(built("Fait à Lyon, le 23 février 2024"), ["2024-02-23", "2024-02-23"]);
    assert_eq!(built("自2024年2月23日起生效"), Vec::<String>::new());
}

#[test]
fn a_placeholder_with_a_few_strokes_is_still_empty() {
    let built = |date: &str| head().lines(25, 100, &["甲方：江苏钟吾理工大学", "签字：", date]).ink(45, 105, 26, 9);
    for empty in ["Date: _/_/20_", "日期：    年  月  日"] {
        let document = built(empty).speck(40, 117).speck(46, 117).build();
        let date = signing(&[document]).parties[0].date.clone();
        assert!(matches!(date, Observation::Blank(_)), "{empty}: {date:?}");
    }
    let form = built("Date:").line("/2024", 55, 116);
    assert!(matches!(of(form)[0].date, Observation::Blank(_)));
    let written = built("Date:").line("/2024", 55, 116).ink(38, 115, 14, 6);
    assert!(matches!(of(written)[0].date, Observation::Unclear(..)));
}

#[test]
fn what_a_square_seal_says_is_no_typed_signature() {
    let rows = ["株式会社ハナサキ種苗", "代表取締役社長", "署名：", "氏名：柳井和人"];
    let built =
        page().lines(20, 20, &["甲：南京凌波花卉有限公司", "乙：株式会社ハナサキ種苗"]).line("第1条 目的", 20, 40).lines(20, 100, &rows);
    let built = built.line("表種社株", 60, 115).stamp("表種社株之印", None, SealShape::Square, Rect::new(58, 112, 80, 134));
    let signature = of(built)[1].signature.clone();
    assert!(!matches!(&signature, Observation::Seen(seen) if matches!(seen.value, Signature::Typed(_))), "{signature:?}");
}

#[test]
fn a_role_on_a_line_of_its_own_is_no_title() {
    let rows = ["甲方：江苏钟吾理工大学", "法人代表", "署名", "姓名 王涛"];
    let parties = of(head().lines(25, 100, &rows).ink(45, 115, 26, 9));
    assert!(matches!(parties[0].title, Observation::Unclear(Doubt::RoleOnly, _)), "{:?}", parties[0].title);
}

#[test]
fn rows_of_a_table_of_partners_are_blocks() {
    let names = ["Haibin Institute of Coasts", "Yixing Heming Pump Co., Ltd.", "Mere Estuary Trust"];
    let built = page().line("Article 1 Partners", 20, 20).line("Partner", 20, 30).line("Work package", 140, 30);
    let built = names
        .iter()
        .enumerate()
        .fold(built, |page, (i, name)| page.line(name, 20, 40 + 9 * i as i32).line("cores", 140, 40 + 9 * i as i32));
    let built = built.line("Article 2 Signatures", 20, 90).line("Partner", 20, 100).line("Name, title", 80, 100);
    let built = built.line("Signature", 120, 100).line("Date", 165, 100);
    let rows = [("Shen Lan, Director", true), ("Qiao Yu, Manager", true), ("Olivia Thorne, Trustee", false)];
    let built = rows.iter().enumerate().fold(built, |page, (i, (person, signed))| {
        let y = 120 + 22 * i as i32;
        let page = page.line(names[i], 20, y).line(person, 80, y);
        if *signed { page.ink(122, y - 3, 25, 9).line("11 Dec. 2023", 165, y) } else { page }
    });
    let parties = of(built);
    let told: Vec<_> = parties.iter().map(|party| (ink(party), name(party), day(party).is_some())).collect();
    assert_eq!(told, [(true, Some("Shen Lan"), true), (true, Some("Qiao Yu"), true), (false, Some("Olivia Thorne"), false)]);
}

#[test]
fn who_represents_a_party_may_stand_in_brackets_behind_its_name() {
    let built = page().line("甲方：苏州星桥航天电子有限公司（法定代表人：秦仲文，董事长）", 20, 20);
    let built = built.line("乙方：Astra Nordica UAB，北方星空有限公司（代表：Rūta Kalnė，总经理）", 20, 28).line("第一条 合作内容", 20, 40);
    let parties = of(built);
    let told: Vec<_> = parties.iter().map(|party| (party.name.seen().map(|seen| seen.value.as_str()), name(party), title(party))).collect();
    assert_eq!(
        told,
        [
            (Some("苏州星桥航天电子有限公司"), Some("秦仲文"), Some("董事长")),
            (Some("Astra Nordica UAB"), Some("Rūta Kalnė"), Some("总经理")),
        ]
    );
}

#[test]
fn what_opens_an_agreement_is_no_part_of_a_name() {
    let built = page().line("本协议由苏州铂恒电气有限公司（下称“铂恒”）与Voltridge Power Inc.（下称“伏里”）签订。", 20, 20);
    let parties = of(built);
    assert_eq!(parties[0].name.seen().map(|seen| seen.value.as_str()), Some("苏州铂恒电气有限公司"));
    let built = page().line("DEVELOPMENT AGREEMENT", 60, 20).line(
        "Yixing Ruixue Pump Co., Ltd. (\"Ruixue\") and Fjord Cooling AS (\"Fjord\") agree as follows.",
        20,
        30,
    );
    assert_eq!(of(built)[0].name.seen().map(|seen| seen.value.as_str()), Some("Yixing Ruixue Pump Co., Ltd."));
}

#[test]
fn a_block_whose_heading_lies_under_a_seal_stands_beside_the_other() {
    let built = page().line("泰兴市鼎新种业有限公司（法人代表殷大永，总经理，下面叫鼎新）和泰国湄公金田有限公司", 20, 20);
    let built = built.line("Mekong Golden Field Co., Ltd.（代表 Somchai Wattana，董事总经理，下面叫金田）写下这份协议。", 20, 27);
    let built =
        built.line("金田：Mekong Golden Field Co.", 115, 140).line("签字", 115, 152).ink(126, 148, 28, 12).line("2023年12月7日", 115, 168);
    let built = built.line("殷大永", 34, 152).ink(34, 148, 28, 10).line("2023年12月6日", 30, 164).seal("", 76, 160);
    let parties = of(built);
    let told: Vec<_> = parties.iter().map(|party| (ink(party), day(party), title(party))).collect();
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(told, [(true, day("2023-12-06"), Some("总经理")), (true, day("2023-12-07"), Some("董事总经理"))]);
    assert!(parties[1].conflicts.is_empty(), "{:?}", parties[1].conflicts);
}

#[test]
fn chops_alone_make_a_block() {
    let built = page().lines(20, 20, &["甲方：昆山晶岚光电有限公司", "乙方：臺南鴻耀光學股份有限公司"]).line("壹、研發標的", 20, 40);
    let built = built.lines(20, 100, &["甲方：昆山晶岚光电有限公司", "代表人：", "職稱：總經理"]).ink(45, 104, 28, 10);
    let built = built.lines(20, 135, &["乙方：臺南鴻耀光學股份有限公司", "代表人：賴志宏", "職稱：董事長"]);
    let parties = of(built.stamp("臺南鴻耀光學股份有限公司印", None, SealShape::Square, Rect::new(105, 136, 125, 156)));
    assert_eq!((name(&parties[1]), title(&parties[1])), (Some("賴志宏"), Some("董事長")));
    assert!(parties[1].seal.seen().is_some(), "{:?}", parties[1].seal);
    assert!(!ink(&parties[1]), "{:?}", parties[1].signature);
}

#[test]
fn a_short_term_in_another_companys_name_does_not_make_it_the_same() {
    let built = page().line("本协议由苏州铂恒电气有限公司（下称“铂恒”）与Voltridge Power Inc.（下称“伏里”）签订。", 20, 20).line(
        "1. 铂恒负责封装。",
        20,
        30,
    );
    let block =
        |page: TestPage, x, heading: &str| page.lines(x, 100, &[heading, "授权代表：", "日期：2024年1月16日"]).ink(x + 25, 105, 26, 9);
    let parties = of(block(block(built, 20, "安徽铂恒电气有限公司"), 115, "Voltridge Power Inc."));
    assert_eq!(parties[0].conflicts.first().map(|conflict| conflict.other.value.as_str()), Some("安徽铂恒电气有限公司"));
    assert!(parties[1].conflicts.is_empty());
}

#[test]
fn two_letters_on_one_line_name_two_parties() {
    let built = page().line("甲方　江阴磐固起重设备有限公司　　　乙方　塔特兰起重服务有限公司", 20, 20).line("1　甲方责任", 20, 30);
    let names: Vec<_> = of(built).iter().map(|party| party.name.seen().map(|seen| seen.value.clone())).collect();
    assert_eq!(names, [Some("江阴磐固起重设备有限公司".to_owned()), Some("塔特兰起重服务有限公司".to_owned())]);
}
