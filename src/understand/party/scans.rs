//! What scanning does to heads and signature blocks: names run together, torn or covered, on hand-built pages.

use super::*;
use crate::model::agreement::Signature;
use crate::model::document::SealShape;
use crate::model::geometry::Rect;
use crate::understand::layout;
use crate::understand::testing::{TestPage, page};

fn of(page: TestPage) -> Vec<Party> {
    let document = page.build();
    let reading = layout::read(&document);
    parties(&[Source { reading: &reading, role: Role::Original }]).parties
}

fn names(parties: &[Party]) -> Vec<&str> {
    parties.iter().map(|party| party.name.seen().map_or("", |name| name.value.as_str())).collect()
}

fn people(parties: &[Party]) -> Vec<(Option<&str>, Option<&str>)> {
    fn value(seen: &Observation<String>) -> Option<&str> {
        seen.seen().map(|seen| seen.value.as_str())
    }
    parties.iter().map(|party| (value(&party.signatory), value(&party.title))).collect()
}

fn signed(party: &Party) -> bool {
    party.signature.seen().is_some_and(|seen| seen.value == Signature::Ink)
}

fn chinese_head() -> TestPage {
    page().lines(30, 20, &["甲方：江苏钟吾理工大学", "乙方：常州澄泓电源科技有限公司"]).line("第一条 合作内容", 30, 44)
}

fn english_head() -> TestPage {
    page()
        .line("THIS AGREEMENT is entered into by and between:", 30, 20)
        .line("(1) Jiangzuo Medical University, with its address in Nanjing, China (hereinafter \"Party A\");", 30, 28)
        .line("(2) Brackenfield Institute of Optics, with its address in Bath, United Kingdom (hereinafter \"Party B\").", 30, 36)
        .line("1. Purpose", 30, 48)
}

/// Fields of an English block, 8 mm apart.
fn fields(page: TestPage, x: i32, y: i32, name: &str, title: &str) -> TestPage {
    page.line("By:", x, y).line(&format!("Name: {name}"), x, y + 12).line(&format!("Title: {title}"), x, y + 20).line(
        "Date: 8 January 2024",
        x,
        y + 28,
    )
}

#[test]
fn names_run_together_across_columns_are_two() {
    for heading in [
        "Jiangzuo Medical University Brackenfield Institute of Optics",
        "Jiangzuo Medical Univers Brackenfield Institute of Optics",
        "Executed by Jiangzuo Medical University Executed by Brackenfield Institute of Optics",
    ] {
        let width = 2 * heading.find("Bracken").unwrap_or(0) as i32 / 10;
        let right = 30 + width.max(60) + 5;
        let page = english_head().line(heading, 30, 110);
        let page = fields(fields(page, 30, 122, "Wang Tao", "Dean"), right, 122, "Helen Ashworth", "Director");
        let parties = of(page.ink(40, 118, 25, 9).ink(right + 10, 118, 25, 9));
        assert_eq!(people(&parties), [(Some("Wang Tao"), Some("Dean")), (Some("Helen Ashworth"), Some("Director"))], "{heading}");
        assert!(parties.iter().all(signed), "{heading}");
        assert!(parties.iter().all(|party| party.conflicts.is_empty()), "{heading}");
    }
}

#[test]
fn labels_torn_by_a_narrow_cell_are_whole() {
    let page = chinese_head();
    let torn =
        |page: TestPage, y: i32, pieces: &[&str]| pieces.iter().enumerate().fold(page, |p, (i, text)| p.line(text, 30, y + 5 * i as i32));
    let page = torn(page, 100, &["单位", "名称"]);
    let page = torn(page, 122, &["负责", "人签", "名"]);
    let page = torn(page, 145, &["代表姓", "名"]);
    let page = torn(page, 162, &["行政", "职务"]);
    let page = torn(page, 178, &["签署日", "期"]);
    let column = |page: TestPage, x: i32, values: [&str; 4]| {
        page.line(values[0], x, 100).line(values[1], x, 147).line(values[2], x, 164).line(values[3], x, 180).ink(x, 124, 22, 9)
    };
    let page = column(page, 55, ["江苏钟吾理工大学", "王涛", "校长", "2024年1月15日"]);
    let parties = of(column(page, 120, ["常州澄泓电源科技有限公司", "郭鑫", "总经理", "2024年1月16日"]));
    assert_eq!(people(&parties), [(Some("王涛"), Some("校长")), (Some("郭鑫"), Some("总经理"))]);
    assert!(parties.iter().all(signed));
}

#[test]
fn a_heading_under_a_seal_leaves_its_block_to_the_party_that_has_none() {
    let page = chinese_head().line("乙方：常州澄泓电源科技有限公司", 115, 100);
    let block = |page: TestPage, x: i32, name: &str, title: &str| {
        page.line("负责人签名：", x, 116)
            .line(&format!("姓名：{name}"), x, 126)
            .line(&format!("职务：{title}"), x, 134)
            .line("日期：2024年1月15日", x, 142)
            .ink(x + 30, 112, 22, 9)
    };
    let parties = of(block(block(page, 30, "王涛", "校长"), 115, "郭鑫", "总经理"));
    assert_eq!(people(&parties), [(Some("王涛"), Some("校长")), (Some("郭鑫"), Some("总经理"))]);
    assert!(parties.iter().all(signed));
}

#[test]
fn somebody_else_who_signs_is_a_conflict_and_no_gap_of_the_block() {
    let page = english_head().line("Signed for and on behalf of", 30, 110).line("Signed for and on behalf of", 115, 110);
    let page = page.line("Jiangzuo Medical University", 30, 116).line("Helvion Clinical Services Ltd.", 115, 116);
    let page = fields(fields(page, 30, 130, "Wang Tao", "Dean"), 115, 130, "Beat Zumstein", "Director");
    let parties = of(page.ink(40, 126, 25, 9).ink(125, 126, 25, 9));
    assert_eq!(people(&parties)[1], (Some("Beat Zumstein"), Some("Director")));
    assert_eq!(
        parties[1].conflicts.iter().map(|conflict| conflict.other.value.as_str()).collect::<Vec<_>>(),
        ["Helvion Clinical Services Ltd."]
    );
    assert!(parties[0].conflicts.is_empty());
}

#[test]
fn a_name_broken_over_two_lines_is_compared_whole() {
    let with = |first: &str, second: &str| {
        let page = chinese_head().line("甲方：江苏钟吾理工大学", 30, 100).line("签字：", 30, 116).line("日期：2024年1月15日", 30, 126);
        of(page.line(first, 115, 100).line(second, 115, 105).line("签字：", 115, 116).line("日期：2024年1月15日", 115, 126))
    };
    assert!(with("乙方：常州澄泓电源科技", "有限公司")[1].conflicts.is_empty());
    assert_eq!(with("乙方：狮岸港口系统私人", "有限公司")[1].conflicts.len(), 1);
}

#[test]
fn a_project_or_a_sentence_about_a_party_is_no_party() {
    let page = chinese_head().line(
        "甲方拟牵头申报2024年度国际科技合作项目“柔性传感器”（以下简称“项目”），江苏钟吾理工大学为申报单位（以下简称“申报方”）。",
        30,
        36,
    );
    assert_eq!(names(&of(page)), ["江苏钟吾理工大学", "常州澄泓电源科技有限公司"]);
    let address = page_with("甲：东濑光学株式会社，長野県諏訪市湖岸通り2-8", "乙：Tasman Research Ltd., 5 Quay Street, Nelson");
    assert_eq!(names(&of(address)), ["东濑光学株式会社", "Tasman Research Ltd."]);
    let letters = page_with(
        "A: Suzhou Chenyu AI Co., Ltd., 88 Wusong River Road, Suzhou",
        "B: Institut für Optik Eichsfeld e. V., Am Anger 2, Leinefelde",
    );
    assert_eq!(names(&of(letters)), ["Suzhou Chenyu AI Co., Ltd.", "Institut für Optik Eichsfeld e. V."]);
}

fn page_with(a: &str, b: &str) -> TestPage {
    page().line("共同研究契約書", 80, 15).line(a, 30, 30).line(b, 30, 38)
}

#[test]
fn a_block_goes_on_overleaf() {
    let page = chinese_head().next().line("乙方：常州澄泓电源科技有限公司", 30, 30);
    let page = page.line("签字：", 30, 40).line("姓名：郭鑫", 30, 48).line("职务：总经理", 30, 56).line("日期：2024年1月16日", 30, 64);
    let page = page.next().line("甲方：江苏钟吾理工大学", 30, 255).line("签字：", 30, 270).ink(50, 266, 25, 10);
    let parties = of(page.next().line("姓名：王涛", 30, 20).line("职务：校长", 30, 28).line("日期：2024年1月15日", 30, 36));
    assert_eq!(people(&parties)[0], (Some("王涛"), Some("校长")));
    assert!(signed(&parties[0]) && parties[0].date.seen().is_some());
}

#[test]
fn a_field_that_a_seal_may_cover_is_unclear() {
    let page = chinese_head().line("甲方：江苏钟吾理工大学", 30, 100).line("乙方：常州澄泓电源科技有限公司", 115, 100);
    let page = page.line("签字：", 30, 112).line("姓名：王涛", 30, 122).line("职务：校长", 30, 130).line("日期：2024年1月15日", 30, 138);
    let page = page.line("签字：", 115, 112).line("日期：2024年1月16日", 115, 138);
    let parties = of(page.clone().seal("", 130, 122));
    assert!(matches!(parties[1].title, Observation::Unclear(Doubt::Covered, _)), "{:?}", parties[1].title);
    assert!(matches!(of(page)[1].title, Observation::Absent(_)));
}

#[test]
fn labels_run_into_their_values() {
    let page = page_with("甲：株式会社瀬戸内電池", "乙：東濑光学株式会社").line("（甲）株式会社瀬戸内電池", 30, 100);
    let parties =
        of(page.line("署名", 30, 110).line("氏名高橋直樹", 30, 120).line("役職研究本部長", 30, 128).line("日付 2024年2月14日", 30, 136));
    assert_eq!(people(&parties)[0], (Some("高橋直樹"), Some("研究本部長")));
}

#[test]
fn whose_seal_it_is_survives_rings_columns_and_scripts() {
    let owner = |text: &str, shape: SealShape, a: &str| {
        let page = page().lines(30, 20, &[&format!("甲方：{a}"), "乙方：常州澄泓电源科技有限公司"]).line("第一条 合作内容", 30, 44);
        let page = page.line("甲方（盖章）：", 30, 100).line("签字：", 30, 115).line("日期：2024年1月15日", 30, 125);
        let parties = of(page.stamp(text, None, shape, Rect::new(60, 90, 100, 130)));
        parties[0].seal.seen().and_then(|seals| seals.value.first().map(|seal| seal.owner.clone()))
    };
    assert_eq!(owner("BAY UNIVERSITY NEW ZEALAND KESTREL", SealShape::Round, "Kestrel Bay University"), Some(SealOwner::ThisParty));
    assert_eq!(owner("長科北 大嶺 印学工", SealShape::Square, "国立大学法人北嶺工科大学"), Some(SealOwner::ThisParty));
    assert_eq!(owner("KESTREL BAY UNIVERSITY", SealShape::Round, "红隼湾大学"), Some(SealOwner::Unknown));
    assert_eq!(owner("扬州泽保科技限公司", SealShape::Round, "苏州曜衡新能源科技有限公司"), Some(SealOwner::Outsider));
    assert_eq!(owner("南京医科技限公司", SealShape::Round, "南京霁川医疗科技有限公司"), Some(SealOwner::ThisParty));
}

#[test]
fn of_two_seals_at_one_block_the_one_that_reaches_into_a_bare_block_is_that_partys() {
    let blocks = || {
        let page = chinese_head().line("甲方：江苏钟吾理工大学", 30, 100).line("签字：", 30, 116).line("日期：2024年1月15日", 30, 126);
        page.line("乙方：常州澄泓电源科技有限公司", 115, 100).line("签字：", 115, 116).line("日期：2024年1月15日", 115, 126)
    };
    let sealed = |page: TestPage| of(page).iter().map(|party| party.seal.seen().is_some()).collect::<Vec<_>>();
    assert_eq!(sealed(blocks().seal("江苏钟吾理工大学", 60, 120).seal("", 105, 122)), [true, true]);
    assert_eq!(sealed(blocks().seal("江苏钟吾理工大学", 60, 120).seal("", 40, 150)), [true, false]);
}

#[test]
fn a_head_row_speaks_for_every_party_although_one_names_a_field_again() {
    let page = chinese_head().line("签约方", 20, 90).line("签字、盖章", 80, 90).line("姓名/职务", 125, 90).line("日期", 168, 90);
    let row = |page: TestPage, y: i32, letter: &str, name: &str, person: &str| {
        page.line(letter, 20, y).line(name, 20, y + 6).line(person, 125, y + 3).line("2024年1月15日", 165, y + 3).ink(80, y, 25, 9)
    };
    let page = row(page, 105, "甲方", "江苏钟吾理工大学", "[姓名]");
    let parties = of(row(page, 140, "乙方", "常州澄泓电源科技有限公司", "郭鑫"));
    assert!(parties.iter().all(signed));
    assert_eq!(people(&parties)[1].0, Some("郭鑫"));
}

#[test]
fn a_head_row_of_parties_has_their_names_below() {
    let page = page().line("（本页为《合作协议》签署页）", 26, 29).line("单位", 20, 44).line("甲方", 45, 44).line("乙方", 118, 44);
    let page =
        page.line("江苏钟吾理工大学", 45, 49).line("常州澄泓电源科技有限公司", 118, 49).line("授权代表签字", 20, 70).line("日期", 20, 90);
    let parties = of(page.line("2024年1月15日", 45, 90).line("2024年1月16日", 118, 90).ink(45, 66, 25, 9).ink(118, 66, 25, 9));
    assert_eq!(names(&parties), ["江苏钟吾理工大学", "常州澄泓电源科技有限公司"]);
    assert!(parties.iter().all(signed));
}

#[test]
fn a_name_in_a_narrow_cell_goes_on_below() {
    let named = |lines: &[&str]| {
        let page = lines.iter().enumerate().fold(page(), |page, (i, text)| page.line(text, 30, 20 + 5 * i as i32));
        names(&of(page.line("乙方：常州澄泓电源科技有限公司", 30, 45))).first().map(|name| (*name).to_owned())
    };
    assert_eq!(
        named(&["甲方：", "Jiangzuo Precision", "Instruments Co., Ltd."]).as_deref(),
        Some("Jiangzuo Precision Instruments Co., Ltd.")
    );
    assert_eq!(named(&["甲方：Rheintal Institute", "of Applied Optics"]).as_deref(), Some("Rheintal Institute of Applied Optics"));
}

#[test]
fn words_over_a_page_are_no_signature() {
    let page = chinese_head().line("甲方：江苏钟吾理工大学", 30, 100).line("签字：", 30, 116).line("日期：2024年1月15日", 30, 126);
    let block = |page: TestPage| {
        page.line("乙方：常州澄泓电源科技有限公司", 115, 100).line("签字：", 115, 116).line("日期：2024年1月15日", 115, 126)
    };
    let signs = |text: &str| {
        let page = page.clone().written(text, 45, 114).line(text, 45, 115);
        of(block(page).written("郭鑫", 130, 114)).iter().map(signed).collect::<Vec<_>>()
    };
    assert_eq!(signs("复印无效"), [false, true]);
    assert_eq!(signs("印涛"), [false, true]);
    assert_eq!(signs("王涛"), [true, true]);
}
