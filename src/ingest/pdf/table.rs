//! Ruled tables: lines that cross form grids, and text in a box of a grid belongs to that cell.

use super::drawn::Rule;
use crate::model::document::{Cell, Line};

/// Lines within this of each other (tenths of a millimetre) are one line; borders are drawn doubled or in pieces.
const SAME: f64 = 6.0;
/// Pieces of one line may stand this far apart.
const JOINT: f64 = 15.0;
/// More rules than any agreement has; beyond it the page is a drawing.
const MAX_RULES: usize = 4_000;

/// A grid: where its lines are, by direction.
struct Table {
    rows: Vec<Rule>,
    columns: Vec<Rule>,
}

/// Sets the cell of each line that stands inside a ruled table.
pub(super) fn assign_cells(lines: &mut [Line], rules: &[Rule]) {
    if rules.len() > MAX_RULES {
        return;
    }
    let tables = tables(&merged(rules));
    for line in lines {
        let (x, y) = (f64::from(line.area.center_x()), f64::from(line.area.center_y()));
        line.cell = tables.iter().enumerate().find_map(|(number, table)| {
            Some(Cell { table: number as u32, row: band(&table.rows, y, x)?, column: band(&table.columns, x, y)? })
        });
    }
}

/// Number of the line before `at`, provided one comes after too; lines count only where they pass `across`.
fn band(lines: &[Rule], at: f64, across: f64) -> Option<u32> {
    let passes = |line: &&Rule| line.from - JOINT <= across && across <= line.to + JOINT;
    let before = lines.iter().filter(passes).rfind(|line| line.at <= at)?;
    lines.iter().filter(passes).find(|line| line.at > at)?;
    let position = lines.partition_point(|line| line.at <= before.at);
    Some(distinct(&lines[..position]) as u32 - 1)
}

/// Pieces of one line put together, in order of direction and position.
fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    rules.sort_by(|a, b| b.horizontal.cmp(&a.horizontal).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    let mut merged: Vec<Rule> = Vec::new();
    for rule in rules {
        let near = merged.iter_mut().rev().take_while(|known| known.horizontal == rule.horizontal && rule.at - known.at <= SAME);
        let mut near = near.filter(|known| rule.from <= known.to + JOINT && rule.to >= known.from - JOINT);
        if let Some(known) = near.next() {
            (known.from, known.to) = (known.from.min(rule.from), known.to.max(rule.to));
        } else {
            merged.push(rule);
        }
    }
    merged
}

/// Number of positions that lines, in order, stand at.
fn distinct(lines: &[Rule]) -> usize {
    usize::from(!lines.is_empty()) + lines.windows(2).filter(|pair| pair[1].at - pair[0].at > SAME).count()
}

/// Groups of lines that touch and enclose more than one cell; from top to bottom.
fn tables(rules: &[Rule]) -> Vec<Table> {
    let touch = |a: &Rule, b: &Rule| {
        a.horizontal != b.horizontal && (b.from - JOINT..=b.to + JOINT).contains(&a.at) && (a.from - JOINT..=a.to + JOINT).contains(&b.at)
    };
    let mut group: Vec<Option<usize>> = vec![None; rules.len()];
    let mut tables = Vec::new();
    for first in 0..rules.len() {
        if group[first].is_some() {
            continue;
        }
        let mut members = vec![first];
        group[first] = Some(first);
        let mut next = 0;
        while let Some(&member) = members.get(next) {
            next += 1;
            for other in 0..rules.len() {
                if group[other].is_none() && touch(&rules[member], &rules[other]) {
                    group[other] = Some(first);
                    members.push(other);
                }
            }
        }
        members.sort_unstable();
        let (rows, columns): (Vec<Rule>, Vec<Rule>) = members.into_iter().map(|member| rules[member]).partition(|rule| rule.horizontal);
        let (across, down) = (distinct(&rows), distinct(&columns));
        // Two and two are a frame around one text: a stamp, a signature's appearance, the page's border.
        if across >= 2 && down >= 2 && across + down > 4 {
            tables.push(Table { rows, columns });
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::Origin;
    use crate::model::geometry::Rect;

    fn horizontal(at: f64, from: f64, to: f64) -> Rule {
        Rule { horizontal: true, at, from, to }
    }

    fn vertical(at: f64, from: f64, to: f64) -> Rule {
        Rule { horizontal: false, at, from, to }
    }

    fn cell_at(x: i32, y: i32, rules: &[Rule]) -> Option<(u32, u32, u32)> {
        let area = Rect::new(x - 5, y - 5, x + 5, y + 5);
        let mut lines = [Line { text: "x".into(), area, origin: Origin::Typed, cell: None, path: None }];
        assign_cells(&mut lines, rules);
        lines[0].cell.map(|cell| (cell.table, cell.row, cell.column))
    }

    #[test]
    fn a_grid_of_pieces_counts_rows_and_columns() {
        let mut rules = Vec::new();
        for y in [100.0, 200.0, 300.0] {
            rules.extend([horizontal(y, 100.0, 300.0), horizontal(y + 1.0, 300.0, 500.0)]);
        }
        rules.extend([100.0, 300.0, 500.0].map(|x| vertical(x, 100.0, 300.0)));
        assert_eq!(cell_at(400, 250, &rules), Some((0, 1, 1)));
        assert_eq!(cell_at(150, 150, &rules), Some((0, 0, 0)));
        assert_eq!(cell_at(600, 150, &rules), None);
    }

    #[test]
    fn merged_cells_have_one_address() {
        let rules = [
            horizontal(100.0, 100.0, 500.0),
            horizontal(200.0, 300.0, 500.0),
            horizontal(300.0, 100.0, 500.0),
            vertical(100.0, 100.0, 300.0),
            vertical(300.0, 100.0, 300.0),
            vertical(500.0, 100.0, 300.0),
        ];
        assert_eq!(cell_at(200, 150, &rules), cell_at(200, 250, &rules));
        assert_eq!(cell_at(400, 250, &rules), Some((0, 1, 1)));
    }

    #[test]
    fn underlines_are_no_table() {
        let lines = [horizontal(100.0, 100.0, 500.0), horizontal(200.0, 100.0, 500.0)];
        assert_eq!(cell_at(200, 150, &lines), None);
        let frame = [&lines[..], &[vertical(100.0, 100.0, 200.0), vertical(500.0, 100.0, 200.0)]].concat();
        assert_eq!(cell_at(200, 150, &frame), None);
    }
}
