//! Printed page numbers that agree tell what is missing, out of order or there twice.

use std::time::{Duration, Instant};

use super::*;
use crate::model::agreement::Agreement;
use crate::model::document::Document;
use crate::model::project::Project;
use crate::understand::agreements;
use crate::understand::testing::{TestPage, page};

/// Lines of a page that no other page has, some two hundred characters.
fn text(page: TestPage, n: usize) -> TestPage {
    let words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔";
    let words: Vec<char> = words.chars().collect();
    (0..6).fold(page, |page, row| {
        let line: String = (0..36).map(|i| words[(i * (n + 3) + row * 17 + n * 29 + i * i * (n % 5)) % words.len()]).collect();
        page.line(&line, 20, 60 + 8 * row as i32)
    })
}

/// A file whose pages have these numbers at the foot; an empty one is none.
fn file(name: &str, numbers: &[&str]) -> Document {
    let mut out = page().named(name).line("技术合作协议", 85, 20);
    for (n, number) in numbers.iter().enumerate() {
        if n > 0 {
            out = out.next();
        }
        out = text(out, n);
        if !number.is_empty() {
            out = out.line(number, 95, 285);
        }
    }
    out.build()
}

fn sequence(documents: Vec<Document>) -> Sequence {
    let all: Vec<Agreement> = agreements(&Project { name: "case".to_owned(), documents, ..Project::default() });
    all.into_iter().next().expect("an agreement").sequence
}

fn missing(numbers: &[&str]) -> Vec<u32> {
    sequence(vec![file("a.pdf", numbers)]).missing.into_iter().flat_map(|missing| missing.numbers).collect()
}

fn of(numbers: &[u32], total: u32) -> Vec<String> {
    numbers.iter().map(|number| format!("第{number}页 共{total}页")).collect()
}

fn strs(numbers: &[String]) -> Vec<&str> {
    numbers.iter().map(String::as_str).collect()
}

#[test]
fn pages_are_missing_if_those_that_are_there_are_too_few() {
    assert_eq!(missing(&strs(&of(&[1, 2, 4], 4))), [3]);
    assert_eq!(missing(&["Page 1 of 5", "Page 2 of 5", "", "Page 4 of 5"]), [3, 5]);
    assert!(missing(&strs(&of(&[1, 2, 3, 4], 4))).is_empty());
    // One number was not read, or one total misread.
    assert!(missing(&["第1页 共4页", "", "第3页 共4页", "第4页 共4页"]).is_empty());
    assert!(missing(&["第1页 共4页", "第2页 共44页", "第3页 共4页", "第4页 共4页"]).is_empty());
    // The annex has numbers of its own, and takes no page's place.
    assert!(missing(&["1/3", "2/3", "3/3", "1/2", "2/2"]).is_empty());
    assert_eq!(missing(&["1/3", "3/3", "1/2", "2/2"]), [2]);
    // A cover without a number.
    assert!(missing(&["", "第2页 共3页", "第3页 共3页"]).is_empty());
}

#[test]
fn one_number_on_every_page_is_no_page_number() {
    assert!(missing(&["03/24"; 6]).is_empty(), "a form's revision");
    assert!(missing(&["1/2", "1/2"]).is_empty(), "the first of two copies");
    // With a word it says what it is, and what only one page says may be its number.
    assert_eq!(missing(&["第5页 共5页", "第5页 共5页"]), [1, 2, 3, 4]);
    assert_eq!(missing(&["1/3"]), [2, 3]);
}

#[test]
fn numbers_without_a_total_need_several_that_agree() {
    assert_eq!(missing(&["- 1 -", "- 2 -", "- 5 -", "- 6 -"]), [3, 4]);
    assert!(missing(&["- 1 -", "- 2 -", "- 3 -", "- 8 -"]).is_empty(), "a digit misread");
    assert!(missing(&["- 1 -", "- 2 -", "", "- 5 -", "- 6 -"]).is_empty(), "something may be the page without a number");
    assert!(missing(&["- 2 -", "- 3 -", "- 4 -", "- 5 -"]).is_empty(), "the cover is not counted");
    assert!(missing(&["- 1 -", "- 2 -", "- 3 -", "- 1 -", "- 2 -"]).is_empty(), "two papers");
}

#[test]
fn pages_may_be_pictures_of_their_own() {
    let pictures = |numbers: &[u32]| {
        let picture = |number: &u32| {
            let mut document = file(&format!("p{number}.png"), &[&format!("第{number}页 共3页")]);
            if *number > 1 {
                document.pages[0].lines.remove(0);
            }
            document.format = Format::Png;
            document
        };
        sequence(numbers.iter().map(picture).collect()).missing.len()
    };
    assert_eq!((pictures(&[1, 2, 3]), pictures(&[1, 3])), (0, 1));
}

#[test]
fn the_page_for_signing_may_be_a_picture_beside_the_text() {
    let signing = |number: u32| {
        let number = format!("第{number}页 共4页");
        let page = page().named("签字页.jpg").line("（本页为签署页）", 85, 30).line("甲方：江苏长江智能装备研究院有限公司", 25, 60);
        let page = page.line("签字：", 25, 80).line("日期：", 25, 90).line("乙方：惠灵顿大学", 25, 120).line("签字：", 25, 140).line(
            "日期：",
            25,
            150,
        );
        let mut document = page.line(&number, 95, 285).build();
        document.format = Format::Jpeg;
        document
    };
    let text = |last: u32| file("协议.pdf", &strs(&(1..=last).map(|number| format!("第{number}页 共4页")).collect::<Vec<_>>()));
    assert!(sequence(vec![text(3), signing(4)]).missing.is_empty());
    let missing = sequence(vec![text(2), signing(4)]).missing;
    assert_eq!(missing.into_iter().map(|missing| missing.numbers).collect::<Vec<_>>(), [[3]]);
}

#[test]
fn what_was_not_read_is_not_missing() {
    let mut document = file("a.pdf", &strs(&of(&[1, 2, 3], 5)));
    document.cut(5);
    assert!(sequence(vec![document]).missing.is_empty());
}

#[test]
fn order_is_told_only_where_every_number_is_there() {
    let order = |numbers: &[&str]| {
        sequence(vec![file("a.pdf", numbers)]).misplaced.into_iter().map(|misplaced| misplaced.numbers).collect::<Vec<_>>()
    };
    assert_eq!(order(&["1 / 4", "3 / 4", "2 / 4", "4 / 4"]), [[1, 3, 2, 4]]);
    assert_eq!(order(&["3", "2", "1"]), [[3, 2, 1]]);
    for fine in
        [&["1", "2", "3"][..], &["1", "2", "8"], &["1", "3", "3"], &["2", "1"], &["1", "2", "3", "1", "2", "3"], &["1", "3", "", "2"]]
    {
        assert!(order(fine).is_empty(), "{fine:?}");
    }
}

#[test]
fn a_page_that_is_there_twice_is_found_and_a_counterpart_is_not() {
    let twice = |change: fn(TestPage) -> TestPage| {
        let page = text(text(page().named("a.pdf").line("技术合作协议", 85, 20), 0).next(), 1).next();
        let document = change(text(page, 0)).build();
        sequence(vec![document]).repeated.into_iter().map(|repeated| (repeated.page.1.0, repeated.of.1.0)).collect::<Vec<_>>()
    };
    let title = |page: TestPage| page.line("技术合作协议", 85, 20);
    assert_eq!(twice(title), [(3, 1)]);
    assert!(twice(|page| page.line("技术合作协议", 85, 20).ink(60, 200, 30, 12)).is_empty(), "signed by one party");
    assert!(twice(|page| page.line("技术合作协议", 85, 20).line("江苏长江智能装备研究院有限公司", 30, 150)).is_empty(), "a form filled in");
    assert!(twice(|page| page.line("技术合作协议", 85, 20).line("第3页 共3页", 95, 285)).len() == 1, "only one is numbered");
}

#[test]
fn hundreds_of_pages_that_are_alike_are_compared_in_no_time() {
    let start = Instant::now();
    let page = Page::new(PageNo(1), crate::model::geometry::Size::A4);
    let form = |n: u32| -> Vec<char> {
        let filled = (0x5000 + n * 16..).filter_map(char::from_u32).take(16);
        filled.chain("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥".chars().cycle().take(1_500)).collect()
    };
    let mut forms: Vec<Compared<'_>> = (0..300).map(|n| Compared::of("a.pdf", &page, form(n), None, false)).collect();
    assert!(repetitions(&forms).is_empty());
    forms.push(Compared::of("a.pdf", &page, form(7), None, false));
    assert_eq!(repetitions(&forms).len(), 1);
    assert!(start.elapsed() < Duration::from_mins(1));
}
