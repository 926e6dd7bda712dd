//! Signature blocks in the layouts that agreements come in, on hand-built pages.

use super::*;
use crate::model::agreement::Signature;
use crate::model::document::Document;
use crate::model::geometry::Rect;
use crate::understand::layout;
use crate::understand::testing::{TestPage, page, signed_by};

pub(super) const A: &str = "江苏钟吾理工大学";
pub(super) const B: &str = "常州澄泓电源科技有限公司";

/// A page whose head introduces both parties.
pub(super) fn head() -> TestPage {
    page().lines(30, 20, &["甲方：江苏钟吾理工大学", "乙方：常州澄泓电源科技有限公司"]).line("第一条 合作内容", 30, 44).line(
        "甲方负责样品制备与测试，乙方负责算法研究与软件开发，双方每季度召开一次例会。",
        30,
        52,
    )
}

pub(super) fn english_head() -> TestPage {
    page()
        .line("THIS AGREEMENT is entered into by and between:", 30, 20)
        .line("(1) Jiangzuo Medical University, with its address in Nanjing, China (hereinafter \"Party A\");", 30, 28)
        .line("(2) Brackenfield University, with its address in Brackenfield, United Kingdom (hereinafter \"Party B\").", 30, 36)
        .line("1. Purpose", 30, 48)
        .line("The Parties agree to carry out jointly the project described in Annex 1 to this Agreement.", 30, 56)
}

pub(super) fn signing(documents: &[Document]) -> Signing {
    let readings: Vec<layout::Reading<'_>> = documents.iter().map(layout::read).collect();
    let sources: Vec<Source<'_>> = readings.iter().map(|reading| Source { reading, role: Role::Original }).collect();
    parties(&sources)
}

pub(super) fn of(page: TestPage) -> Vec<Party> {
    signing(&[page.build()]).parties
}

pub(super) fn day(party: &Party) -> Option<String> {
    party.date.seen().and_then(|seen| seen.value.date).map(|date| date.to_string())
}

pub(super) fn ink(party: &Party) -> bool {
    party.signature.seen().is_some_and(|seen| seen.value == Signature::Ink)
}

pub(super) fn name(party: &Party) -> Option<&str> {
    party.signatory.seen().map(|seen| seen.value.as_str())
}

pub(super) fn title(party: &Party) -> Option<&str> {
    party.title.seen().map(|seen| seen.value.as_str())
}

pub(super) fn sealed(party: &Party) -> bool {
    party.seal.seen().is_some()
}

const FIELDS: [&str; 5] = ["（盖章）", "授权代表（签字）：", "姓名：", "职务：", "日期："];

/// Both parties' blocks beside each other, with the values of each.
pub(super) fn two_columns(page: TestPage, left: [&str; 3], right: [&str; 3]) -> TestPage {
    let column = |page: TestPage, x, party: &str, values: [&str; 3]| {
        page.line(&format!("{party}{}：", FIELDS[0]), x, 100)
            .line(FIELDS[1], x, 115)
            .line(&format!("{}{}", FIELDS[2], values[0]), x, 130)
            .line(&format!("{}{}", FIELDS[3], values[1]), x, 138)
            .line(&format!("{}{}", FIELDS[4], values[2]), x, 146)
    };
    column(column(page, 25, "甲方", left), 115, "乙方", right)
}

pub(super) const VALUES: [[&str; 3]; 2] = [["王涛", "校长", "2024年1月15日"], ["郭鑫", "总经理", "2024年1月16日"]];

#[test]
fn side_by_side_blocks_signed_sealed_and_dated() {
    let parties =
        of(two_columns(head(), VALUES[0], VALUES[1]).ink(62, 110, 25, 12).ink(152, 110, 25, 12).seal(A, 60, 105).seal(B, 150, 105));
    assert_eq!(parties.len(), 2);
    for (party, expected) in parties.iter().zip(VALUES) {
        assert!(ink(party) && sealed(party), "{}", party.id);
        assert_eq!((name(party), title(party)), (Some(expected[0]), Some(expected[1])));
    }
    assert_eq!((day(&parties[0]).as_deref(), day(&parties[1]).as_deref()), (Some("2024-01-15"), Some("2024-01-16")));
    assert!(parties.iter().all(|party| party.conflicts.is_empty()));
}

#[test]
fn a_missing_signature_is_blank_although_the_neighbour_signed() {
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).ink(62, 110, 25, 12).seal(A, 60, 105).seal(B, 150, 105));
    assert!(ink(&parties[0]));
    assert!(matches!(parties[1].signature, Observation::Blank(_)), "{:?}", parties[1].signature);
}

#[test]
fn a_blank_date_does_not_take_the_neighbours() {
    let parties = of(two_columns(head(), ["王涛", "校长", "    年  月  日"], VALUES[1]).ink(62, 110, 25, 12).ink(152, 110, 25, 12));
    assert!(matches!(parties[0].date, Observation::Blank(_)), "{:?}", parties[0].date);
    assert_eq!(day(&parties[1]).as_deref(), Some("2024-01-16"));
}

#[test]
fn blank_names_and_titles_do_not_take_the_neighbours() {
    let parties = of(two_columns(head(), ["", "", "2024年1月15日"], VALUES[1]).ink(62, 110, 25, 12).ink(152, 110, 25, 12));
    assert!(matches!(parties[0].signatory, Observation::Blank(_)), "{:?}", parties[0].signatory);
    assert!(matches!(parties[0].title, Observation::Blank(_)), "{:?}", parties[0].title);
    assert_eq!((name(&parties[1]), title(&parties[1])), (Some("郭鑫"), Some("总经理")));
}

#[test]
fn stacked_blocks() {
    let block = |page: TestPage, y, party: &str, values: [&str; 3]| {
        page.line(party, 30, y)
            .line("代表签字：", 30, y + 12)
            .line(&format!("代表姓名：{}", values[0]), 30, y + 24)
            .line(&format!("职　　务：{}", values[1]), 30, y + 32)
            .line(&format!("签署日期：{}", values[2]), 30, y + 40)
    };
    let built = block(head(), 100, "甲方：江苏钟吾理工大学（盖章）", VALUES[0]);
    let parties =
        of(block(built, 160, "乙方：常州澄泓电源科技有限公司（盖章）", VALUES[1]).ink(55, 107, 30, 12).seal(A, 90, 110).seal(B, 90, 170));
    assert!(ink(&parties[0]) && sealed(&parties[0]) && sealed(&parties[1]));
    assert!(matches!(parties[1].signature, Observation::Blank(_)), "{:?}", parties[1].signature);
    assert_eq!(name(&parties[1]), Some("郭鑫"));
    assert_eq!(day(&parties[1]).as_deref(), Some("2024-01-16"));
}

#[test]
fn a_table_with_the_labels_in_its_first_column() {
    let labels = ["单位名称及公章", "负责人签名", "负责人（正楷）", "行政职务", "签订日期"];
    let mut built = head().line("单位（盖章）：江苏钟吾理工大学", 60, 100).line("单位（盖章）：常州澄泓电源科技有限公司", 130, 100);
    for (i, label) in labels.iter().enumerate() {
        built = built.line(label, 22, 100 + 14 * i as i32);
    }
    for (x, values) in [(60, ["王涛", "校长", "2024/01/15"]), (130, ["郭鑫", "总经理", "2024/01/16"])] {
        for (i, value) in values.iter().enumerate() {
            built = built.line(value, x, 128 + 14 * i as i32);
        }
    }
    let parties = of(built.ink(140, 110, 28, 11).seal(A, 85, 104));
    assert!(ink(&parties[1]));
    assert!(!ink(&parties[0]), "{:?}", parties[0].signature);
    assert_eq!((name(&parties[0]), title(&parties[0]), day(&parties[0]).as_deref()), (Some("王涛"), Some("校长"), Some("2024-01-15")));
    assert_eq!((name(&parties[1]), title(&parties[1]), day(&parties[1]).as_deref()), (Some("郭鑫"), Some("总经理"), Some("2024-01-16")));
    assert!(sealed(&parties[0]) && !sealed(&parties[1]));
}

#[test]
fn a_table_with_one_row_for_each_party() {
    let mut built = head();
    for (label, x) in [("单位（公章）", 25), ("代表签字", 80), ("姓名", 115), ("职务", 138), ("日期", 165)] {
        built = built.line(label, x, 100);
    }
    for (y, row) in [(120, [A, "", "王涛", "校长", "2024.01.28"]), (145, [B, "", "郭鑫", "总经理", "2024.01.29"])] {
        for (text, x) in row.iter().zip([25, 80, 115, 138, 165]) {
            if !text.is_empty() {
                built = built.line(text, x, y);
            }
        }
    }
    let parties = of(built.ink(82, 115, 22, 12).seal(A, 50, 122).seal(B, 50, 147));
    assert!(ink(&parties[0]));
    assert!(!ink(&parties[1]), "{:?}", parties[1].signature);
    assert_eq!((name(&parties[0]), title(&parties[0]), day(&parties[0]).as_deref()), (Some("王涛"), Some("校长"), Some("2024-01-28")));
    assert_eq!((name(&parties[1]), title(&parties[1]), day(&parties[1]).as_deref()), (Some("郭鑫"), Some("总经理"), Some("2024-01-29")));
}

#[test]
fn english_blocks_for_and_on_behalf_of() {
    let block = |page: TestPage, x, party: &str, values: [&str; 3]| {
        page.line("Signed for and on behalf of", x, 100)
            .line(party, x, 106)
            .line("By:", x, 120)
            .line(&format!("Name: {}", values[0]), x, 132)
            .line(&format!("Title: {}", values[1]), x, 140)
            .line(&format!("Date: {}", values[2]), x, 148)
    };
    let built = block(english_head(), 25, "Jiangzuo Medical University", ["Wang Xin", "President", "28 February 2024"]);
    let parties = of(block(built, 115, "BRACKENFIELD UNIVERSITY", ["Dr Helen Ashworth", "Director of Research", "Feb. 26th, 2024"])
        .ink(35, 114, 30, 11)
        .ink(125, 114, 30, 11));
    assert_eq!(parties.len(), 2);
    assert!(parties.iter().all(ink), "{parties:#?}");
    assert_eq!(
        (name(&parties[1]), title(&parties[1]), day(&parties[1]).as_deref()),
        (Some("Dr Helen Ashworth"), Some("Director of Research"), Some("2024-02-26"))
    );
    assert_eq!(parties[0].country.as_ref().map(|code| code.value.as_str()), Some("CN"));
    assert_eq!(parties[1].country.as_ref().map(|code| code.value.as_str()), Some("GB"));
}

#[test]
fn english_blocks_without_labels() {
    let built = english_head().lines(25, 100, &["Jiangzuo Medical University"]).lines(
        25,
        125,
        &["Wang Xin", "President", "Dated: 28 February 2024"],
    );
    let parties = of(built
        .lines(115, 100, &["Brackenfield University"])
        .lines(115, 125, &["Dr Helen Ashworth", "Director of Research", "Dated: 26 February 2024"])
        .ink(30, 108, 35, 13));
    assert!(ink(&parties[0]));
    assert!(!ink(&parties[1]), "{:?}", parties[1].signature);
    assert_eq!((name(&parties[1]), title(&parties[1])), (Some("Dr Helen Ashworth"), Some("Director of Research")));
    assert_eq!(day(&parties[0]).as_deref(), Some("2024-02-28"));
}

#[test]
fn names_and_titles_in_the_head() {
    let built = page()
        .lines(
            30,
            20,
            &[
                "甲方：江苏钟吾理工大学",
                "法定代表人/负责人：王涛      职务：校长",
                "乙方：常州澄泓电源科技有限公司",
                "法定代表人：郭鑫  职务：董事长",
            ],
        )
        .line("第一条 合作内容", 30, 60)
        .lines(30, 100, &["甲方（盖章）：", "代表签字：", "日期：2024年3月1日"])
        .lines(110, 100, &["乙方（盖章）：", "代表签字：", "日期：2024年3月1日"]);
    let parties = of(built.ink(55, 106, 25, 9).ink(135, 106, 25, 9));
    assert_eq!((name(&parties[0]), title(&parties[0])), (Some("王涛"), Some("校长")));
    assert_eq!((name(&parties[1]), title(&parties[1])), (Some("郭鑫"), Some("董事长")));
    assert!(parties.iter().all(ink));
}

#[test]
fn represented_by_in_the_preamble() {
    let parties = of(page()
        .line("This Agreement is made between Jiangzuo Medical University, represented by Prof. Wang Xin, President (hereinafter \"JMU\"), and", 20, 20)
        .line("Rheintal Lasertechnik GmbH, represented by Dr. Karl Maier, Managing Director (hereinafter \"RLT\").", 20, 27)
        .line("Article 1 Purpose", 20, 40));
    assert_eq!(parties.len(), 2);
    assert_eq!((name(&parties[0]), title(&parties[0])), (Some("Prof. Wang Xin"), Some("President")));
    assert_eq!((name(&parties[1]), title(&parties[1])), (Some("Dr. Karl Maier"), Some("Managing Director")));
    assert_eq!(parties[1].country.as_ref().map(|code| code.value.as_str()), Some("DE"));
}

#[test]
fn ink_on_the_date_row_is_a_date() {
    let parties = of(two_columns(head(), ["王涛", "校长", ""], VALUES[1]).ink(45, 144, 22, 6).ink(152, 110, 25, 12));
    assert!(!ink(&parties[0]), "{:?}", parties[0].signature);
    assert!(matches!(parties[0].date, Observation::Unclear(Doubt::Illegible, _)), "{:?}", parties[0].date);
}

#[test]
fn a_handwritten_date_that_can_be_read() {
    let parties = of(two_columns(head(), ["王涛", "校长", ""], VALUES[1]).written("2024.1.15", 45, 144).ink(62, 110, 25, 12));
    assert_eq!(day(&parties[0]).as_deref(), Some("2024-01-15"));
    assert!(ink(&parties[0]));
}

#[test]
fn a_tall_signature_over_several_rows_counts_once_as_a_signature() {
    let parties = of(two_columns(head(), ["王涛", "校长", "2024年1月15日"], VALUES[1]).ink(60, 108, 40, 30));
    assert!(ink(&parties[0]));
    assert_eq!(name(&parties[0]), Some("王涛"));
}

#[test]
fn ink_alone_on_the_name_row_is_no_legible_name() {
    let parties = of(two_columns(head(), ["", "校长", "2024年1月15日"], VALUES[1]).ink(62, 110, 25, 10).ink(45, 128, 18, 7));
    assert!(ink(&parties[0]));
    assert!(matches!(parties[0].signatory, Observation::Unclear(Doubt::OnlyAsInk, _)), "{:?}", parties[0].signatory);
}

#[test]
fn typed_names_on_the_signature_line_are_no_ink() {
    let mut parties = of(english_head()
        .lines(25, 100, &["Party A: Jiangzuo Medical University", "Signature: /s/ Wang Xin", "Date: 28 February 2024"])
        .lines(25, 150, &["Party B: Brackenfield University", "Signature: Helen Ashworth", "Date: 26 February 2024"]));
    for party in parties.drain(..) {
        assert!(matches!(party.signature.seen().map(|seen| &seen.value), Some(Signature::Typed(_))), "{:?}", party.signature);
    }
}

#[test]
fn a_faint_speck_is_unclear() {
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).speck(65, 116));
    assert!(matches!(parties[0].signature, Observation::Unclear(Doubt::Faint, _)), "{:?}", parties[0].signature);
    assert!(matches!(parties[1].signature, Observation::Blank(_)));
}

#[test]
fn an_unread_page_leaves_everything_open() {
    let parties = of(head().next().unread());
    for party in parties {
        assert!(matches!(party.signature, Observation::Unclear(Doubt::PageUnread, _)), "{:?}", party.signature);
        assert!(matches!(party.date, Observation::Unclear(Doubt::PageUnread, _)));
    }
}

#[test]
fn ink_outside_every_block_is_unclear_for_the_nearest() {
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).ink(62, 110, 25, 12).line("第九条 附则", 25, 160).ink(140, 185, 30, 12));
    assert!(matches!(parties[1].signature, Observation::Unclear(Doubt::OutsideBlocks, _)), "{:?}", parties[1].signature);
}

#[test]
fn digital_signatures() {
    let parties = of(two_columns(head(), VALUES[0], VALUES[1]).digital("Wang Tao", Rect::new(60, 110, 95, 122)));
    let signature = parties[0].signature.seen().map(|seen| seen.value.clone());
    assert_eq!(signature, Some(Signature::Digital(Box::new(signed_by("Wang Tao")))));
    assert!(parties[1].signature.seen().is_none());
}

#[test]
fn witnesses_and_registries_are_nobodys_block() {
    let built = two_columns(head(), VALUES[0], VALUES[1]).ink(62, 110, 25, 12).ink(152, 110, 25, 12);
    let parties = of(built.line("技术合同登记处（专用章）", 25, 170).line("经办人：", 25, 180).line("2024年5月9日", 25, 190).seal(
        "南京市技术合同登记处",
        60,
        180,
    ));
    assert_eq!(parties.len(), 2);
    assert_eq!(day(&parties[0]).as_deref(), Some("2024-01-15"));
    assert!(!sealed(&parties[0]), "{:?}", parties[0].seal);
    let built = english_head()
        .lines(25, 100, &["Party A: Jiangzuo Medical University", "Signature:", "Date: 28 February 2024"])
        .lines(25, 140, &["Party B: Brackenfield University", "Signature:", "Date: 26 February 2024"])
        .lines(25, 180, &["Witness to the above signatures:", "Signature:", "Name: Tom Young"]);
    let parties = of(built.ink(50, 105, 30, 9).ink(50, 185, 30, 9));
    assert!(ink(&parties[0]));
    assert!(!ink(&parties[1]), "{:?}", parties[1].signature);
    assert_eq!(parties.len(), 2);
}

#[test]
fn writing_outside_of_the_blocks_is_told_and_not_credited() {
    let built = two_columns(head(), VALUES[0], VALUES[1]).ink(60, 113, 28, 9).ink(180, 282, 12, 8).ink(90, 240, 45, 14);
    let Signing { parties, stray_marks, .. } = signing(&[built.build()]);
    assert_eq!(parties.iter().map(ink).collect::<Vec<_>>(), [true, false]);
    let stray: Vec<&StrayMark> = stray_marks.iter().map(|stray| &stray.value).collect();
    assert_eq!(stray, [&StrayMark::Initials, &StrayMark::Ink]);
}

#[test]
fn a_mark_as_small_as_a_tick_is_left_to_a_person() {
    let signed = |mark: fn(TestPage) -> TestPage| of(mark(two_columns(head(), VALUES[0], VALUES[1]))).swap_remove(0).signature;
    for tick in [signed(|page| page.ink(65, 112, 7, 7)), signed(|page| page.ink(65, 112, 6, 3))] {
        assert!(matches!(tick, Observation::Unclear(Doubt::Faint, _)), "{tick:?}");
    }
    assert!(matches!(signed(|page| page.ink(65, 112, 9, 6)), Observation::Seen(_)));
}

#[test]
fn ink_in_a_typed_signature_is_its_face() {
    let typed = |height| {
        let page =
            head().line("乙方：常州澄泓电源科技有限公司", 30, 100).line("代表签字：/s/ Hanna Zeller", 30, 112).line("姓名：郭鑫", 30, 124);
        of(page.ink(58, 112, 20, height)).swap_remove(1).signature
    };
    assert!(matches!(typed(5), Observation::Seen(Cited { value: Signature::Typed(_), .. })), "{:?}", typed(5));
    assert!(matches!(typed(14), Observation::Seen(Cited { value: Signature::Ink, .. })), "a pen over it: {:?}", typed(14));
}

#[test]
fn parties_of_a_scan_that_tells_no_bold_and_misreads_numbers() {
    let built = page()
        .line("COLLABORATION AGREEMENT", 60, 20)
        .line("(t) LIANSHAN FIBRE CO., LTD., a company incorporated in the People's Republic of China,", 20, 40)
        .line("whose principal office is at 6 Dapu Road, Lianyungang (Lianshan); and", 20, 44)
        .line("(2) HIGHVELD CARBON (PTY) LTD, a company incorporated in the Republic of South Africa,", 20, 52)
        .line("whose principal office is at 27 Vrede Street, Middelburg (Highveld).", 20, 56)
        .line("I. Project. The parties shall co-operate.", 20, 70)
        .line("Signed by WANG JIANPING, Chairman,", 20, 90)
        .line("for and on behalf of LIANSHAN FIBRE CO., LTD.", 20, 95);
    let names: Vec<String> = of(built).iter().filter_map(|party| party.name.seen().map(|name| name.value.clone())).collect();
    assert_eq!(names, ["LIANSHAN FIBRE CO., LTD.", "HIGHVELD CARBON (PTY) LTD"]);
}

#[test]
fn sides_of_the_cover_are_those_of_the_head() {
    let built = page()
        .line("科技合作协议", 80, 30)
        .line("中方单位：盐城东晟环保设备有限公司", 40, 60)
        .line("外方单位：Brisbane Water Research Pty Ltd", 40, 70)
        .next()
        .line("中方：盐城东晟环保设备有限公司（以下简称中方）", 20, 20)
        .line("外方：布里斯班水处理研究有限公司（以下简称外方）", 20, 28)
        .line("一、合作目标", 20, 40);
    let parties = of(built);
    assert_eq!(parties.len(), 2);
    assert!(parties[1].aliases.iter().any(|alias| alias.value == "布里斯班水处理研究有限公司"), "{:?}", parties[1].aliases);
}
