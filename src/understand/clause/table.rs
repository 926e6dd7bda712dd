//! Who does what, as tables say it: cells that name a party, and what stands beside or below them.

use std::sync::LazyLock;

use super::Named;
use super::responsibilities::{Task, is_dense, is_task, only_names};
use crate::model::agreement::Cited;
use crate::model::document::Cell;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::{Confidence, PageNo, Rect};
use crate::model::text::squash;
use crate::understand::layout::{Reading, Text};
use crate::understand::lexicon::Pattern;

/// Similarity from which a table cell names a party: OCR misreads a character of a long name.
const NAMES_PARTY: f64 = 0.82;

/// A table's cell that names a party, perhaps broken over lines.
struct Name {
    party: usize,
    page: PageNo,
    area: Rect,
    cell: Option<Cell>,
    /// Positions of its lines.
    lines: Vec<usize>,
}

/// Longest head of a party's column, in characters: 甲方承担的任务.
const LONGEST_HEAD: usize = 16;
/// Most lines over which a narrow column breaks a party's name.
const NAME_LINES: usize = 4;

/// The cells of a table that name a party.
fn names(lines: &[&Text], parties: &[Named]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for start in 0..lines.len() {
        if names.iter().any(|name| name.lines.contains(&start)) {
            continue;
        }
        let first = lines[start];
        let (mut text, mut area, mut taken) = (first.text.clone(), first.area, vec![start]);
        while taken.len() <= NAME_LINES {
            if let Some(party) = names_party(&text, parties) {
                names.push(Name { party, page: first.page, area, cell: first.cell, lines: taken });
                break;
            }
            let Some(next) = below(lines, first, area, &taken) else { break };
            text = if text.chars().next_back().is_some_and(is_dense) {
                text + &lines[next].text
            } else {
                format!("{text} {}", lines[next].text)
            };
            area = area.union(lines[next].area);
            taken.push(next);
        }
    }
    names
}

/// The head of a table's column that says whose each row is.
static WHOSE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)^\W*(?:(?:主要)?(?:负责|承担|負責|承擔|责任|責任)(?:方|单位|單位|人|机构|一方)|(?:任务|工作)?(?:责任方|责任单位|承担者|实施方|执行方|分工)|担当(?:者|機関)?|分担者|担当方|담당(?:\s*(?:기관|자))?|수행\s*기관",
        r"|(?:lead |main |person )?responsib(?:le|ility)(?: (?:part(?:y|ies)|partners?|side|institution|organi[sz]ation|unit))?|(?:lead|leading|performing|executing) (?:part(?:y|ner)|organi[sz]ation|institution)|(?:leader|performed by|performer|who|by whom|executor)",
        r"|verantwortliche?r?(?: partner)?|zuständige?r?(?: partner)?|ausführende?r?(?: partner)?|(?:partenaire |partie )?responsables?|respons[áa]vel|exécutant|responsabile|(?:ответственн\p{L}+|исполнител\p{L}+)(?: (?:сторона|исполнител\p{L}+))?)\W*$",
    ))
});

/// Tasks of a table whose head says that each row has somebody responsible for it, wherever in the paper it stands.
pub(super) fn assigned(reading: &Reading<'_>, parties: &[Named]) -> Vec<Task> {
    let mut seen: Vec<(PageNo, u32)> = Vec::new();
    for line in &reading.lines {
        if let Some(cell) = line.cell.filter(|_| WHOSE.is_match(&line.text)) {
            let table = (line.page, cell.table);
            if !seen.contains(&table) {
                seen.push(table);
            }
        }
    }
    let of_table = |table: (PageNo, u32)| {
        let inside = |i: &usize| reading.lines[*i].cell.is_some_and(|cell| (reading.lines[*i].page, cell.table) == table);
        let lines: Vec<usize> = (0..reading.lines.len()).filter(inside).collect();
        table_tasks(reading, &lines, parties).0
    };
    seen.into_iter().flat_map(of_table).collect()
}

/// The line that continues a cell: in the same cell, or next below in the same column.
fn below(lines: &[&Text], first: &Text, area: Rect, taken: &[usize]) -> Option<usize> {
    let continues = |line: &Text| {
        let gap = line.area.top - area.bottom;
        line.page == first.page
            && line.cell == first.cell
            && gap.abs() < first.area.height()
            && line.area.center_y() > area.bottom
            && (line.area.left - area.left).abs().min((line.area.center_x() - area.center_x()).abs()) < first.area.height()
    };
    (0..lines.len()).filter(|i| !taken.contains(i) && continues(lines[*i])).min_by_key(|&i| lines[i].area.top)
}

/// Tasks in table rows or columns: a cell that names a party, and beside or below it what the party does; and the lines that said so.
pub(super) fn table_tasks(reading: &Reading<'_>, lines: &[usize], parties: &[Named]) -> (Vec<Task>, Vec<usize>) {
    let indices = lines;
    // Paragraphs of a word processor's file have no places beside each other.
    let placed = |line: &&Text| line.cell.is_some() || line.path.is_none();
    let lines: Vec<&Text> = lines.iter().filter_map(|&i| reading.lines.get(i)).filter(placed).collect();
    let names = names(&lines, parties);
    if names.iter().all(|name| name.party == names[0].party) {
        return (Vec::new(), Vec::new());
    }
    let is_name = |at: usize| names.iter().any(|name| name.lines.contains(&at));
    let used = indices.iter().copied().filter(|&i| {
        lines
            .iter()
            .position(|line| reading.lines.get(i).is_some_and(|other| std::ptr::eq(*line, other)))
            .is_some_and(|at| is_name(at) || owner(lines[at], &names).is_some())
    });
    let used = used.collect();
    let mut said: Vec<(usize, Vec<&Text>)> = Vec::new();
    for (_, line) in lines.iter().enumerate().filter(|(at, _)| !is_name(*at)) {
        if let Some(party) = owner(line, &names) {
            match said.iter_mut().find(|(other, _)| *other == party) {
                Some((_, texts)) => texts.push(line),
                None => said.push((party, vec![line])),
            }
        }
    }
    let whole = |party, texts: Vec<&Text>| {
        let text = texts.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let first = texts.into_iter().max_by_key(|line| line.text.chars().count())?;
        let mut source = reading.cite(first, EvidenceRole::Supports);
        source.saw.clone_from(&text);
        is_task(&text, parties).then(|| Task { party, sentence: Cited::new(text, Confidence(85).and(first.origin.confidence()), source) })
    };
    let tasks: Vec<Task> = said.into_iter().filter_map(|(party, texts)| whole(party, texts)).collect();
    if tasks.is_empty() { (tasks, Vec::new()) } else { (tasks, used) }
}

/// The party of which a table's line speaks, by its cell or, on scans, by its place.
fn owner(line: &Text, names: &[Name]) -> Option<usize> {
    if let Some(cell) = line.cell {
        let same = |name: &&Name| name.page == line.page && name.cell.is_some_and(|other| other.table == cell.table);
        let by_row =
            names.iter().filter(same).find(|name| name.cell.is_some_and(|other| other.row == cell.row && other.column != cell.column));
        // A row that names two parties is a head: its columns are the parties'.
        let heads = |row: u32| names.iter().filter(same).filter(|name| name.cell.is_some_and(|other| other.row == row)).count() > 1;
        let by_column = names
            .iter()
            .filter(same)
            .find(|name| name.cell.is_some_and(|other| other.column == cell.column && other.row < cell.row && heads(other.row)));
        return by_column.or(by_row.filter(|name| name.cell.is_some_and(|other| !heads(other.row)))).map(|name| name.party);
    }
    if let Some(party) = below_head(line, names) {
        return Some(party);
    }
    let beside = |name: &Name| line.page == name.page && line.area.overlap_x(name.area) < 0 && !heads_column(name, names);
    let near = |name: &Name| (line.area.center_y() - name.area.center_y()).abs();
    // Rows are rarely higher than four lines; beyond that a line is text below the table.
    let reach = |name: &Name| (name.area.height() / i32::try_from(name.lines.len()).unwrap_or(1)).max(30) * 4;
    names.iter().filter(|name| beside(name) && near(name) < reach(name)).min_by_key(|name| near(name)).map(|name| name.party)
}

/// Whether a name stands in a row that names several parties: the head of their columns.
fn heads_column(name: &Name, names: &[Name]) -> bool {
    names.iter().any(|other| other.party != name.party && other.page == name.page && other.area.overlap_y(name.area) > 0)
}

/// The party in whose column a line stands, by its place: below the head, and no wider than the columns.
fn below_head(line: &Text, names: &[Name]) -> Option<usize> {
    let heads = |name: &&Name| name.page == line.page && line.area.top >= name.area.bottom && heads_column(name, names);
    let away = |name: &&Name| (line.area.center_x() - name.area.center_x()).abs();
    let nearest = names.iter().filter(heads).min_by_key(away)?;
    let others = names.iter().filter(heads).filter(|name| name.party != nearest.party);
    let column = others.map(|name| (name.area.center_x() - nearest.area.center_x()).abs()).min()?;
    (away(&nearest) * 2 <= column && line.area.width() <= column).then_some(nearest.party)
}

/// Whether two squashed names are about the same; those of very different lengths cannot be.
fn is_like(a: &str, b: &str) -> bool {
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    shorter as f64 > 0.5 * longer as f64 && strsim::normalized_levenshtein(a, b) > NAMES_PARTY
}

/// The party that a cell names and nothing else.
fn names_party(text: &str, parties: &[Named]) -> Option<usize> {
    let plain = squash(text);
    let length = plain.chars().count();
    if length < 2 {
        return None;
    }
    let heads = || only_names(text, parties).filter(|_| length <= LONGEST_HEAD);
    let by_name = parties.iter().position(|named| {
        named.terms.iter().any(|term| {
            let term_plain = squash(term);
            let long = term_plain.chars().count();
            plain == term_plain
                || (long > 5 && is_like(&plain, &term_plain))
                || (long > 5 && plain.contains(&term_plain) && length < long + 8)
        })
    });
    by_name.or_else(heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_whose_a_row_is() {
        for head in
            ["Responsible", "Responsible party", "Lead partner", "负责方", "承担单位", "担当", "Verantwortlicher Partner", "Исполнитель"]
        {
            assert!(WHOSE.is_match(head), "{head}");
        }
        for head in ["Activity", "Period", "负责人联系电话", "Responsible person's address"] {
            assert!(!WHOSE.is_match(head), "{head}");
        }
    }
}
