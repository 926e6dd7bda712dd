//! Reading order on pages as people lay them out.

use super::*;
use crate::understand::testing::{TestPage, page};

fn order(page: TestPage) -> Vec<String> {
    let document = page.build();
    read(&document).lines.into_iter().map(|line| line.text).collect()
}

fn paragraphs(page: TestPage) -> Vec<String> {
    let document = page.build();
    read(&document).paragraphs.into_iter().map(|paragraph| paragraph.text).collect()
}

#[test]
fn two_columns_of_text_are_read_one_after_the_other() {
    let left = ["第一条 合作内容由双方共同", "完成。甲方负责样品制备与测", "试、乙方负责算法研究与软件", "开发。"];
    let right =
        ["Article 1 Party A shall prepare the", "samples, Party B shall develop the", "algorithms and the software of the", "project."];
    let read = order(
        page().line("合作协议 Cooperation Agreement of the two parties named below", 40, 20).lines(20, 40, &left).lines(110, 40, &right),
    );
    assert_eq!(read[1..5], left);
    assert_eq!(read[5..9], right);
}

#[test]
fn labels_and_values_are_read_row_by_row() {
    let read = order(page().lines(20, 40, &["单位名称", "地址", "法定代表人", "职务"]).lines(
        80,
        40,
        &["江苏某某大学", "南京市某某路1号", "王一", "校长"],
    ));
    assert_eq!(read, ["单位名称", "江苏某某大学", "地址", "南京市某某路1号", "法定代表人", "王一", "职务", "校长"]);
}

#[test]
fn a_label_in_the_middle_of_a_high_cell_is_read_before_its_cell() {
    let value = |y: i32, text: &'static str| (y, text);
    let values = [
        value(40, "负责三十台水泵的装配、调试和出厂检验，提供试验场地并安排两名工程师常驻现场，"),
        value(44, "按月提交试验记录。"),
        value(54, "负责叶轮的水力设计和密封方案，在压力舱完成三千米水深的模拟试验，编写英文说明，"),
        value(58, "培训操作人员十名。"),
        value(68, "双方各自承担在本国发生的人工、材料、差旅和试验费用，不互相结算，账目各自保存备查。"),
    ];
    let form = page().lines(20, 42, &["我方任务"]).lines(20, 56, &["对方任务"]).lines(20, 68, &["经费"]);
    let read = order(values.iter().fold(form, |page, (y, text)| page.line(text, 60, *y)));
    let begins: Vec<String> = read.iter().map(|text| text.chars().take(4).collect()).collect();
    assert_eq!(begins, ["我方任务", "负责三十", "按月提交", "对方任务", "负责叶轮", "培训操作", "经费", "双方各自"]);
}

#[test]
fn cells_of_a_tight_table_are_told_by_the_space_between_their_lines() {
    let values = [
        (40, "Changzhou Industrial University, 1 Gehu Road, Changzhou"),
        (44, "Otago College of Herbal Science, Dunedin, New Zealand"),
        (50, "Extraction of triketones by subcritical water and assays"),
        (56, "builds a 50-litre extractor and optimises temperatures"),
        (60, "and analyses the residues by liquid chromatography"),
    ];
    let form = [("Parties", 40), ("Project", 50), ("CIU does", 56)].iter().fold(page(), |page, (label, y)| page.line(label, 20, *y));
    let read = order(values.iter().fold(form, |page, (y, text)| page.line(text, 60, *y)));
    let begins: Vec<String> = read.iter().map(|text| text.chars().take(8).collect()).collect();
    assert_eq!(begins, ["Parties", "Changzho", "Otago Co", "Project", "Extracti", "CIU does", "builds a", "and anal"]);
}

#[test]
fn blocks_side_by_side_are_read_one_after_the_other() {
    let read = order(
        page()
            .line("本协议一式四份，双方各执两份，自双方签字盖章之日起生效，具有同等法律效力。", 20, 30)
            .lines(20, 60, &["甲方（盖章）：", "授权代表（签字）：", "日期：2024年1月8日"])
            .lines(110, 60, &["乙方（盖章）：", "授权代表（签字）：", "日期：2024年1月9日"]),
    );
    assert_eq!(read[3], "日期:2024年1月8日");
    assert_eq!(read[4], "乙方(盖章):");
}

#[test]
fn tables_with_running_text_in_two_columns_are_read_by_column() {
    let left = "Party A shall provide the experimental platform and prepare all samples.";
    let right = "甲方负责提供实验平台，并完成全部样品的制备工作，按时提交测试数据和报告。";
    let read = order(page().cell(left, (0, 0, 0), 20, 40).cell(right, (0, 0, 1), 110, 40).cell(left, (0, 1, 0), 20, 50).cell(
        right,
        (0, 1, 1),
        110,
        50,
    ));
    assert_eq!(read[0], read[1]);
    assert_ne!(read[1], read[2]);
}

#[test]
fn rows_are_numbered_across_columns() {
    let document = page().lines(20, 60, &["甲方：", "签字：", "日期："]).lines(110, 60, &["乙方：", "签字：", "日期："]).build();
    let reading = read(&document);
    let rows: Vec<u32> = reading.lines.iter().map(|line| line.row).collect();
    assert_eq!(rows, [0, 1, 2, 0, 1, 2]);
}

#[test]
fn margins_are_told_apart() {
    let document = page()
        .line("国际科技合作协议", 20, 10)
        .line("一、合作内容", 20, 40)
        .line("第 1 页 共 2 页", 90, 285)
        .next()
        .line("国际科技合作协议", 20, 10)
        .line("二、知识产权", 20, 40)
        .line("CamScanner", 160, 280)
        .line("第 2 页 共 2 页", 90, 285)
        .build();
    let reading = read(&document);
    let body: Vec<&str> = reading.body().map(|line| line.text.as_str()).collect();
    assert_eq!(body, ["一、合作内容", "二、知识产权"]);
    assert_eq!(reading.lines.iter().filter(|line| line.margin == Some(Margin::PageNumber)).count(), 2);
}

#[test]
fn paragraphs_join_lines_as_their_script_asks() {
    let long = "甲方负责样品制备，乙方负责算法研究与软件开发工作，双方每季度召开一次";
    assert_eq!(paragraphs(page().line(long, 20, 40).line("项目例会。", 20, 46)), [format!("{long}项目例会。").replace('，', ",")]);
    let first = "Each party shall bear its own costs of the coopera-";
    assert_eq!(
        paragraphs(page().line(first, 20, 40).line("tion unless agreed", 20, 46)),
        ["Each party shall bear its own costs of the cooperation unless agreed"]
    );
}

#[test]
fn headings_and_fields_begin_paragraphs() {
    let texts = ["甲方：江苏某某大学", "乙方：某某有限公司", "第一条 合作内容", "1. 甲方负责样品。", "2. 乙方负责算法。"];
    assert_eq!(paragraphs(page().lines(20, 40, &texts)).len(), 5);
}

#[test]
fn a_page_of_many_lines_at_one_place_is_no_trouble() {
    let crowded = (0..3000).fold(page(), |page, i| page.line("同一处", 20, 40 + i % 3));
    assert_eq!(order(crowded).len(), 3000);
}

/// Five lines of text in each of two columns that stand 2 mm apart, the second from `right` on.
fn close_columns(right: i32) -> TestPage {
    let left = "甲方负责样品的制备与测试并按月提交试验记录和"; // 22 characters: from 20 to 108 mm
    (0..5).fold(page(), |page, i| page.line(left, 20, 40 + 8 * i).line("and the other party tests them once again", right, 40 + 8 * i))
}

#[test]
fn a_narrow_gutter_divides_columns_where_many_rows_leave_it_free() {
    let read = order(close_columns(110));
    assert!(read[..5].iter().all(|line| line.starts_with('甲')), "{read:?}");
    // Frames that touch, of letters that do not.
    let read = order(close_columns(108));
    assert!(read[..5].iter().all(|line| line.starts_with('甲')), "{read:?}");
    // Lines that overlap are no columns.
    assert!(order(close_columns(104))[1].starts_with("and"));
}

#[test]
fn labels_with_their_values_in_both_columns_make_columns() {
    let block = |page: TestPage, x, name: &'static str| {
        page.line(name, x, 40).line("Name", x, 48).line("王一 WANG Yi", x + 20, 48).line("职务", x, 56).line("总经理", x + 20, 56)
    };
    let read = order(block(block(page(), 20, "苏州榴溪科技有限公司"), 110, "塔卢斯诊断公司"));
    assert_eq!(read[..5], ["苏州榴溪科技有限公司", "Name", "王一 WANG Yi", "职务", "总经理"]);
}

#[test]
fn the_next_rows_label_goes_on_with_no_value() {
    let values = ["低能耗电吸附脱盐装置的联合研发与示范应用", "盐城东晟环保设备有限公司"];
    let built = page().line("项目名称", 40, 40).line(values[0], 78, 40).line("中方单位", 40, 45).line(values[1], 78, 45);
    assert_eq!(paragraphs(built), ["项目名称", values[0], "中方单位", values[1]]);
    // A centred title goes on with no letterhead.
    let letterhead = "17 Stafford Street, Dunedin 9016, New Zealand, www.ochs.example, a long line";
    assert_eq!(paragraphs(page().line(letterhead, 20, 40).line("Research Collaboration Agreement", 60, 46)).len(), 2);
    // Two names on one row, a centimetre apart, are two.
    let built = page().line("Suzhou Liuxi Microfluidics Technology", 20, 40).line("Tallus Diagnostics Oy", 101, 40);
    assert_eq!(paragraphs(built).len(), 2);
}

#[test]
fn a_line_across_the_gutter_is_parted_where_its_script_changes() {
    let left = ["De una parte, la primera empresa", "conjuntamente, se apoyan y", "adoptan las medidas del caso"];
    let right = ["一方为江阴澄江生态农业", "有限公司，住所为中国江", "良方面开展合作的各项工", "作、相互支持，并采取必"];
    let built =
        page().lines(20, 40, &left).lines(110, 40, &right).line("Primera. Cooperar en el mejoramiento de l 第一条目的 在甜叶菊改", 20, 80);
    let read = order(built);
    assert!(read.contains(&"第一条目的 在甜叶菊改".to_owned()), "{read:?}");
    // Without a column that begins there, a name in two scripts stays one.
    let read = order(page().line("Brisbane Water Research Pty Ltd of Dalby 布里斯班水处理研究有限公司", 20, 80));
    assert_eq!(read.len(), 1);
}
