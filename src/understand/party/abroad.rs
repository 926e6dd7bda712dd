//! Blocks in the manner of other countries, on hand-built pages: titles before names, one line for everything, lines signed above a caption.

use super::tests::{day, head, ink, name, of, title};
use crate::understand::testing::{TestPage, page};

/// Whether signed, name, title and day of a party.
type Told = (bool, Option<String>, Option<String>, Option<String>);

fn told(page: TestPage) -> Vec<Told> {
    of(page).iter().map(|party| (ink(party), name(party).map(str::to_owned), title(party).map(str::to_owned), day(party))).collect()
}

fn one(name: &str, title: &str, day: &str) -> Told {
    (true, Some(name.to_owned()), Some(title.to_owned()), Some(day.to_owned()))
}

#[test]
fn japanese_blocks_with_the_title_before_the_name_and_one_date() {
    let built = page().line("株式会社青葉精機（以下「甲」という。）と北嶺大学（以下「乙」という。）は、次のとおり契約する。", 20, 20).line(
        "第1条 目的",
        20,
        30,
    );
    let built = built.line("令和6年2月1日", 20, 100).line("甲　宮城県仙台市青葉区1番地", 60, 115).line("株式会社青葉精機", 66, 122);
    let built = built.line("代表取締役　山田　太郎", 66, 129).ink(120, 126, 25, 9);
    let built = built
        .line("乙　北海道北嶺市2番地", 60, 150)
        .line("国立大学法人北嶺大学", 66, 157)
        .line("学長　佐藤　花子", 66, 164)
        .ink(120, 161, 25, 9);
    assert_eq!(told(built), [one("山田 太郎", "代表取締役", "2024-02-01"), one("佐藤 花子", "学長", "2024-02-01")]);
}

#[test]
fn korean_blocks_on_one_line() {
    let built = page().line("한빛대학교(이하 \"갑\")와 주식회사 누리로봇(이하 \"을\")은 다음과 같이 협약을 체결한다.", 20, 20).line(
        "제1조 목적",
        20,
        30,
    );
    let built = built.line("2024년 1월 8일", 90, 120);
    let built = built.line("갑: 한빛대학교", 30, 140).line("총장 김민수", 30, 148).ink(70, 145, 25, 9);
    let built = built.line("을: 주식회사 누리로봇", 30, 165).line("대표이사 박서연", 30, 173).ink(70, 170, 25, 9);
    assert_eq!(told(built), [one("김민수", "총장", "2024-01-08"), one("박서연", "대표이사", "2024-01-08")]);
}

#[test]
fn russian_lines_with_title_and_name_around_the_ink() {
    let built =
        page().line("Институт сварки (Сторона 1) и ООО «Северный лазер» (Сторона 2) заключили договор.", 20, 20).line("1. Предмет", 20, 30);
    let block = |page: TestPage, x, rows: [&str; 4]| {
        page.line(rows[0], x, 120).line(rows[1], x, 130).ink(x + 26, 127, 22, 9).line(rows[2], x + 52, 130).line(rows[3], x, 142)
    };
    let built = block(built, 15, ["Институт сварки", "Директор", "А. В. Соколов", "«8» января 2024 г."]);
    let built = block(built, 112, ["ООО «Северный лазер»", "Ген. директор", "И. П. Орлова", "«9» января 2024 г."]);
    assert_eq!(told(built), [one("А. В. Соколов", "Директор", "2024-01-08"), one("И. П. Орлова", "Ген. директор", "2024-01-09")]);
}

#[test]
fn french_blocks_for_the_institute_with_its_director_before_the_name() {
    let built = page()
        .line("Entre l'Institut textile de Lys (« l'Institut ») et Filature du Nord SARL (« la Société »), il est convenu :", 20, 20)
        .line("Article 1 Objet", 20, 30);
    let built = built.line("Fait à Lille, en deux exemplaires, le 8 janvier 2024", 20, 110);
    let block = |page: TestPage, x, rows: [&str; 3]| page.lines(x, 120, &rows).ink(x, 146, 28, 10);
    let built = block(built, 20, ["Pour l'Institut", "Le Directeur général", "Paul Durand"]);
    let built = block(built, 115, ["Pour la Société", "La Gérante", "Anne Petit"]);
    assert_eq!(told(built), [one("Paul Durand", "Le Directeur général", "2024-01-08"), one("Anne Petit", "La Gérante", "2024-01-08")]);
}

#[test]
fn a_day_that_closes_the_page_before_the_blocks() {
    let parties = "Entre l'Institut textile de Lys (« l'Institut ») et Filature du Nord SARL (« la Société »), il est convenu :";
    let closed = |day: &str| {
        let built = page().line(parties, 20, 20).line("Article 1 Objet", 20, 30).line(day, 20, 270).next();
        let block = |page: TestPage, x, rows: [&str; 3]| page.lines(x, 20, &rows).ink(x, 46, 28, 10);
        let built = block(built, 20, ["Pour l'Institut", "Le Directeur général", "Paul Durand"]);
        told(block(built, 115, ["Pour la Société", "La Gérante", "Anne Petit"])).into_iter().filter_map(|(.., day)| day).count()
    };
    assert_eq!(closed("Fait en deux exemplaires, à Lille, le 8 janvier 2024"), 2);
    assert_eq!(closed("Les essais commencent le 8 janvier 2024"), 0);
}

#[test]
fn english_deed_with_a_witness_under_each_signature() {
    let built = page()
        .line("THIS AGREEMENT is made between Harrow Vale University (\"HVU\") and Yixing Tianlan Pump Co., Ltd. (\"Tianlan\").", 20, 20)
        .line("1. Purpose", 20, 30);
    let block = |page: TestPage, y, org: &str, who: &str, date: &str| {
        let page = page.line(&format!("SIGNED for and on behalf of {org} by:"), 20, y).ink(30, y + 6, 28, 9).line(who, 20, y + 18);
        let page = page.line(date, 20, y + 25).line("in the presence of:", 20, y + 34).line("Witness signature:", 20, y + 41);
        page.line("Witness name: Tom Keeper", 20, y + 48)
    };
    let built = block(built, 80, "Harrow Vale University", "Jane Roe, Registrar", "8 January 2024");
    let built = block(built, 150, "Yixing Tianlan Pump Co., Ltd.", "Lu Wen, General Manager", "9 January 2024");
    assert_eq!(told(built), [one("Jane Roe", "Registrar", "2024-01-08"), one("Lu Wen", "General Manager", "2024-01-09")]);
}

#[test]
fn chinese_blocks_of_two_lines() {
    let block = |page: TestPage, y, rows: [&str; 2]| page.line(rows[0], 20, y).line(rows[1], 20, y + 9).ink(50, y + 6, 22, 8);
    let built = block(head(), 100, ["甲方（盖章）：江苏钟吾理工大学", "代表（签字）：　　　　　　王涛　校长　　2024年1月15日"]);
    let built = block(built, 130, ["乙方（盖章）：常州澄泓电源科技有限公司", "代表（签字）：　　　　　　郭鑫　总经理　　2024年1月16日"]);
    assert_eq!(told(built), [one("王涛", "校长", "2024-01-15"), one("郭鑫", "总经理", "2024-01-16")]);
}

#[test]
fn italian_and_portuguese_labels() {
    let built = page()
        .line("Tra Wuhu Lanshan Carta S.r.l. (\"Lanshan\") e Università di Montefiore (\"l'Università\") si conviene:", 20, 20)
        .line("Art. 1 Oggetto", 20, 30);
    let block = |page: TestPage, x, rows: [&str; 5]| page.lines(x, 100, &rows).ink(x + 18, 105, 26, 8);
    let built = block(
        built,
        20,
        ["Per Lanshan", "Firma:", "Nome e cognome: Bao Zhi", "Qualifica: Amministratore delegato", "Luogo e data: Milano, 8 gennaio 2024"],
    );
    let built = block(
        built,
        112,
        ["Per l'Università", "Firma:", "Nome e cognome: Ada Ricci", "Qualifica: Rettrice", "Luogo e data: Roma, 9 gennaio 2024"],
    );
    assert_eq!(told(built), [one("Bao Zhi", "Amministratore delegato", "2024-01-08"), one("Ada Ricci", "Rettrice", "2024-01-09")]);
}

#[test]
fn a_party_in_person_signs_by_its_name() {
    let built = page().line("甲方：江苏钟吾理工大学", 20, 20).line("乙方：Henrik Dahl（丹麦公民）", 20, 28).line("第一条 合作内容", 20, 40);
    let built = built
        .lines(20, 100, &["甲方（盖章）：江苏钟吾理工大学", "签字：", "姓名：王涛　　职务：校长", "日期：2024年1月15日"])
        .ink(36, 104, 22, 9);
    let built = built.lines(115, 100, &["乙方：Henrik Dahl", "签字：", "职务：教授", "日期：2024年1月16日"]).ink(131, 104, 22, 9);
    let found = told(built);
    assert_eq!(found[0], one("王涛", "校长", "2024-01-15"));
    assert_eq!((found[1].0, found[1].2.as_deref(), found[1].3.as_deref()), (true, Some("教授"), Some("2024-01-16")));
}

#[test]
fn the_signatory_above_a_rule_and_the_caption_below() {
    let built = page()
        .line("This Agreement is made between Mere Estuary Trust (\"MET\") and Wuxi Hailan Valve Co., Ltd. (\"Hailan\").", 20, 20)
        .line("1. Purpose", 20, 30);
    let block = |page: TestPage, x, rows: [&str; 4]| {
        page.line(rows[0], x, 100)
            .ink(x, 110, 28, 9)
            .line("_______________", x, 120)
            .line(rows[1], x, 126)
            .line(rows[2], x, 133)
            .line(rows[3], x, 140)
    };
    let built = block(built, 20, ["MET", "Dr. Olive Thorne", "Chair of Trustees", "Dated 8 January 2024"]);
    let built = block(built, 112, ["HAILAN", "Lu Wen", "Sales Director", "Dated 9 January 2024"]);
    assert_eq!(told(built), [one("Dr. Olive Thorne", "Chair of Trustees", "2024-01-08"), one("Lu Wen", "Sales Director", "2024-01-09")]);
}

#[test]
fn german_blocks_with_bracketed_names() {
    let built = page()
        .line(
            "zwischen der Hochschule Nordmark (nachfolgend „HSN“) und der Yixing Robotik GmbH (nachfolgend „YR“) wird vereinbart:",
            20,
            20,
        )
        .line("§ 1 Gegenstand", 20, 30);
    let block = |page: TestPage, x, rows: [&str; 4]| {
        page.line(rows[0], x, 100).ink(x, 108, 28, 9).line(rows[1], x, 120).line(rows[2], x, 126).line(rows[3], x, 133)
    };
    let built = block(built, 20, ["Für die HSN", "(Prof. Dr. Jens Kruse)", "Präsident", "Kiel, den 8. Januar 2024"]);
    let built = block(built, 112, ["Für YR", "(Lu Wen)", "Geschäftsführerin", "Yixing, 9. Januar 2024"]);
    assert_eq!(told(built), [one("Prof. Dr. Jens Kruse", "Präsident", "2024-01-08"), one("Lu Wen", "Geschäftsführerin", "2024-01-09")]);
}

#[test]
fn american_blocks_say_by_and_its() {
    let built = page()
        .line("This Agreement is made between Mere Estuary Trust (\"MET\") and Wuxi Hailan Valve Co., Ltd. (the \"Company\").", 20, 20)
        .line("1. Purpose", 20, 30);
    let block = |page: TestPage, x, rows: [&str; 5]| page.lines(x, 100, &rows).ink(x + 10, 105, 26, 8);
    let built = block(built, 20, ["MERE ESTUARY TRUST", "By:", "Name: Olive Thorne", "Its: Chair of Trustees", "Date: January 8, 2024"]);
    let built = block(built, 112, ["COMPANY:", "By:", "Name: Lu Wen", "Its: Sales Director", "Date: January 9, 2024"]);
    assert_eq!(told(built), [one("Olive Thorne", "Chair of Trustees", "2024-01-08"), one("Lu Wen", "Sales Director", "2024-01-09")]);
}

#[test]
fn a_representative_with_the_position_in_brackets_and_the_day_beside() {
    let block = |page: TestPage, y, rows: [&str; 3]| {
        page.line(rows[0], 20, y).line(rows[1], 20, y + 10).line(rows[2], 140, y + 10).ink(75, y + 8, 24, 8)
    };
    let built = block(head(), 100, ["甲方（公章）", "甲方代表：王涛（院长）", "2024.1.15"]);
    let built = block(built, 130, ["乙方（公章）", "乙方代表：郭鑫（总经理）", "2024.1.16"]);
    assert_eq!(told(built), [one("王涛", "院长", "2024-01-15"), one("郭鑫", "总经理", "2024-01-16")]);
}

#[test]
fn values_may_stand_below_their_labels() {
    let built = page()
        .line("This Agreement is made between Mere Estuary Trust (\"MET\") and Wuxi Hailan Valve Co., Ltd. (\"Hailan\").", 20, 20)
        .line("1. Purpose", 20, 30);
    let block = |page: TestPage, x, rows: [&str; 4]| {
        let page = page.line(rows[0], x, 100).line("Signature", x, 108).ink(x, 113, 26, 8).line("Name", x, 124).line(rows[1], x, 129);
        page.line("Position", x, 137).line(rows[2], x, 142).line("Date", x, 150).line(rows[3], x, 155)
    };
    let built = block(built, 20, ["Mere Estuary Trust", "Olive Thorne", "Chair of Trustees", "8 January 2024"]);
    let built = block(built, 112, ["Wuxi Hailan Valve Co., Ltd.", "Lu Wen", "Sales Director", "9 January 2024"]);
    assert_eq!(told(built), [one("Olive Thorne", "Chair of Trustees", "2024-01-08"), one("Lu Wen", "Sales Director", "2024-01-09")]);
}

#[test]
fn spanish_blocks_by_title_with_one_place_and_date() {
    let built = page()
        .line("De una parte, Universidad de Montealto, en adelante «la Universidad»; de otra, Wuhu Lanshan Riegos Co., Ltd., en", 20, 20)
        .line("adelante «Lanshan».", 20, 27)
        .line("PRIMERA. Objeto. Riego por goteo.", 20, 36);
    let built = built.line("En Montealto, a 8 de enero de 2024", 20, 110);
    let block =
        |page: TestPage, x, rows: [&str; 3]| page.line(rows[0], x, 122).ink(x, 130, 28, 9).line(rows[1], x, 144).line(rows[2], x, 151);
    let built = block(built, 20, ["Por la Universidad", "Dra. Inés Roca Vidal", "Rectora"]);
    let built = block(built, 112, ["Por Lanshan", "Bao Zhifei", "Director General"]);
    assert_eq!(told(built), [one("Dra. Inés Roca Vidal", "Rectora", "2024-01-08"), one("Bao Zhifei", "Director General", "2024-01-08")]);
}

#[test]
fn three_columns_of_three_parties() {
    let built = page()
        .lines(20, 20, &["甲方：江苏钟吾理工大学", "乙方：常州澄泓电源科技有限公司", "丙方：Fjordlund Institute of Soils"])
        .line("第一条 合作内容", 20, 50);
    let block = |page: TestPage, x, rows: [&str; 4]| page.lines(x, 100, &rows).ink(x + 2, 130, 26, 8);
    let built = block(built, 15, ["甲方（盖章）", "王涛", "校长", "2024年1月15日"]);
    let built = block(built, 80, ["乙方（盖章）", "郭鑫", "总经理", "2024年1月16日"]);
    let built = block(built, 145, ["丙方", "Jens Dahl", "Director", "2024年1月17日"]);
    assert_eq!(
        told(built),
        [one("王涛", "校长", "2024-01-15"), one("郭鑫", "总经理", "2024-01-16"), one("Jens Dahl", "Director", "2024-01-17")]
    );
}
