//! Parties that a table of the head lists: a column headed "Partner" or 参与单位 with an organisation in every row.

use std::sync::LazyLock;

use super::super::head::ARTICLE;
use super::super::layout::{Reading, Text, join_lines};
use super::super::lexicon::words::is_organisation;
use super::super::lexicon::{Pattern, labels};
use super::MOST;
use super::cut::clean;
use super::header::{Claim, HEAD_LINES, claim};
use crate::model::agreement::Cited;
use crate::model::finding::EvidenceRole;

/// How a column of parties is headed.
static HEADING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*(?:(?:name\s+of\s+(?:the\s+)?)?(?:(?:project|consortium|partner)\s+)?(?:partners?|part(?:y|ies)|members?|institutions?|organi[sz]ations?|beneficiar(?:y|ies)|participants?)",
        r"|参与方|参加方|合作方|合作单位|参与单位|参加单位|协作单位|成员单位|联合体成员|各方|缔约方|單位|單位名稱|单位名称|参加機関|機関名|당사자|참여기관",
        r"|partner\w*|parteien|vertragspartner|mitglied\w*|partenaires?|parties|membres?|soci[oa]s|miembros|участник\w*|стороны)\W*$"
    ))
});
/// What a row adds to its name in brackets: "(coordinator)", （牵头单位）.
static PART: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\s*\((?:the\s+)?(?:lead|coordinat|koordinat|coordonn|coordinad|host|applicant|牵头|协调|申请|承担|主持|项目|координат)[^()]*\)\s*$",
    )
});
/// Rows are no farther apart than this: 25 mm.
const NEXT_ROW: i32 = 250;
/// Rows of one column begin within this of each other: 4 mm.
const ALIGNED: i32 = 40;
/// Longest name of an organisation, in characters.
const LONGEST: usize = 90;

/// The parties that the first such column lists, at least two.
pub(super) fn listed(reading: &Reading<'_>) -> Vec<Claim> {
    let body: Vec<&Text> = reading.body().take(HEAD_LINES).collect();
    let heads = body.iter().filter(|line| HEADING.is_match(&line.text) && in_row(line, &body));
    let lists = heads.map(|head| column(head, &body)).map(|rows| rows.into_iter().take(MOST).collect::<Vec<_>>());
    let found =
        lists.into_iter().find(|rows| rows.len() >= 2 && rows.iter().filter(|(name, _)| is_organisation(name)).count() * 2 > rows.len());
    let make = |(name, line): (String, &Text)| {
        let cite = |value: String| Cited::new(value, line.origin.confidence(), reading.cite(line, EvidenceRole::Supports));
        claim(reading, line, &(0..0), None, name, cite)
    };
    found.unwrap_or_default().into_iter().map(make).filter(|claim| claim.name.is_some()).collect()
}

/// Whether a heading is one of several in a row: a list by itself is running text.
fn in_row(line: &Text, body: &[&Text]) -> bool {
    let beside = |other: &Text| !std::ptr::eq(other, line) && other.page == line.page;
    match line.cell {
        Some(cell) => body.iter().any(|other| {
            other.page == line.page && other.cell.is_some_and(|at| (at.table, at.row) == (cell.table, cell.row) && at != cell)
        }),
        None => body.iter().any(|other| beside(other) && other.row == line.row),
    }
}

/// The names below a heading, each with the line on which it begins.
fn column<'a>(head: &Text, body: &[&'a Text]) -> Vec<(String, &'a Text)> {
    let below = |line: &&Text| match (head.cell, line.cell) {
        (Some(own), Some(at)) => line.page == head.page && (at.table, at.column) == (own.table, own.column) && at.row > own.row,
        (None, None) => {
            line.page == head.page && line.area.top >= head.area.bottom - 10 && (line.area.left - head.area.left).abs() <= ALIGNED
        }
        _ => false,
    };
    let mut lines: Vec<&Text> = body.iter().copied().filter(below).collect();
    lines.sort_by_key(|line| (line.cell.map_or(0, |cell| cell.row), line.area.top));
    let mut rows: Vec<(String, &Text)> = Vec::new();
    let mut last = head.area;
    for line in lines {
        let placed = head.cell.is_none();
        let gap = line.area.top - last.bottom;
        let ends = placed && gap > NEXT_ROW || ARTICLE.is_match(&line.text) || !labels(&line.text).is_empty();
        if ends || line.text.chars().count() > LONGEST || line.text.ends_with(['.', '。', ';']) && !is_organisation(&line.text) {
            break;
        }
        let same = |(_, first): &&mut (String, &Text)| match (first.cell, line.cell) {
            (Some(a), Some(b)) => a.row == b.row,
            _ => gap < line.area.height() / 4,
        };
        match rows.last_mut().filter(same) {
            Some((name, _)) => join_lines(name, &line.text),
            None => rows.push((line.text.clone(), line)),
        }
        last = line.area;
    }
    for (name, _) in &mut rows {
        *name = clean(&PART.replace_all(name, |_| String::new()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::layout::read;
    use crate::understand::testing::page;

    fn names(document: &crate::model::document::Document) -> Vec<String> {
        listed(&read(document)).into_iter().filter_map(|claim| claim.name).map(|name| name.value).collect()
    }

    #[test]
    fn a_column_of_a_table_lists_the_parties() {
        let rows =
            ["Fjordlund Institute of Soils (coordinator)", "Yixing Hengmao Pump Co., Ltd.", "Mere Estuary Trust", "Banc Blanc Observatory"];
        let built = page().line("No.", 20, 40).line("Partner", 32, 40).line("Work package", 140, 40);
        let built = rows.iter().enumerate().fold(built, |page, (i, name)| {
            let y = 50 + 9 * i as i32;
            page.line(&(i + 1).to_string(), 20, y).line(name, 32, y).line("WP: cores", 140, y)
        });
        let built = built.line("Article 3 Money", 20, 92).line("Each partner pays for itself.", 32, 100);
        let expected = ["Fjordlund Institute of Soils", "Yixing Hengmao Pump Co., Ltd.", "Mere Estuary Trust", "Banc Blanc Observatory"];
        assert_eq!(names(&built.build()), expected);
    }

    #[test]
    fn a_table_of_something_else_lists_none() {
        let built = page().line("Partner", 32, 40).line("Share", 140, 40).line("half a year", 32, 50).line("test of pumps", 32, 59);
        assert_eq!(names(&built.build()), Vec::<String>::new());
        let list = page().line("Partners", 32, 40).line("Yixing Hengmao Pump Co., Ltd.", 32, 50).line("Banc Blanc Observatory", 32, 59);
        assert_eq!(names(&list.build()), Vec::<String>::new());
    }

    #[test]
    fn cells_of_a_word_table_are_its_rows() {
        let built = page().cell("参与单位", (0, 0, 0), 20, 40).cell("任务", (0, 0, 1), 100, 40);
        let built = built.cell("江阴恒茂泵业有限公司（牵头单位）", (0, 1, 0), 20, 50).cell("水泵", (0, 1, 1), 100, 50);
        let built = built.cell("菲约伦土壤研究所", (0, 2, 0), 20, 60).cell("取样", (0, 2, 1), 100, 60);
        assert_eq!(names(&built.build()), ["江阴恒茂泵业有限公司", "菲约伦土壤研究所"]);
    }
}
