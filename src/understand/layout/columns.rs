//! Rows and columns of one page.

use std::collections::BTreeMap;

use super::Text;
use crate::model::document::Origin;
use crate::model::geometry::Rect;
use crate::understand::lexicon::{Field, labels};

/// Narrowest white strip that divides columns: 3 mm, wider than any word space of text up to 14 pt.
const GUTTER: i32 = 30;
/// A strip this wide divides columns too if [`PAIRS`] rows leave it free: 0.8 mm, for what a page's slant and the frames that recognition
/// draws around lines leave of it.
const NARROW: i32 = 8;
/// Rows with text on both sides that leave a narrow strip free: spaces between words are not one below the other so often.
const PAIRS: usize = 4;
/// Fewest lines a side must have to be called a column.
const COLUMN_LINES: usize = 3;
/// Most rows on one side before the other column begins.
const LEAD_ROWS: usize = 40;
/// Wide spaces, from the end of a band, at which a form may end.
const FORM_ENDS: usize = 8;
/// A cell or line of at most this many characters can be a label of a table of labels and values.
const LABEL_CHARS: usize = 14;

/// Lines of one page in reading order, with `row` and `column` set.
pub(super) fn order(lines: Vec<Text>) -> Vec<Text> {
    let (in_tables, free): (Vec<Text>, Vec<Text>) = lines.into_iter().partition(|line| line.cell.is_some());
    let mut tables: BTreeMap<u32, Vec<Text>> = BTreeMap::new();
    for line in in_tables {
        let table = line.cell.map_or(0, |cell| cell.table);
        tables.entry(table).or_default().push(line);
    }
    // A table is read as a whole at the place of its top edge; text beside it keeps its own place.
    let mut blocks: Vec<(i32, Vec<Text>)> = Vec::new();
    let mut tables: Vec<(i32, Vec<Text>)> =
        tables.into_values().map(|table| (table.iter().map(|line| line.area.top).min().unwrap_or(0), order_table(table))).collect();
    tables.sort_by_key(|(top, _)| *top);
    let mut free = rows(free);
    for (top, table) in tables {
        let after = free.iter().position(|row| row.area.center_y() >= top).unwrap_or(free.len());
        let rest = free.split_off(after);
        blocks.push((0, order_rows(std::mem::replace(&mut free, rest))));
        blocks.push((top, table));
    }
    blocks.push((0, order_rows(free)));
    let mut ordered: Vec<Text> = blocks.into_iter().flat_map(|(_, block)| block).collect();
    number_rows(&mut ordered);
    ordered
}

/// Lines on one baseline, left to right.
struct Row {
    area: Rect,
    lines: Vec<Text>,
}

/// Whether two lines stand on one baseline: half of the lower one's height in common.
fn same_row(a: Rect, b: Rect) -> bool {
    a.overlap_y(b) * 2 >= a.height().min(b.height()).max(1)
}

/// Groups lines into rows, top to bottom.
fn rows(mut lines: Vec<Text>) -> Vec<Row> {
    lines.sort_by_key(|line| (line.area.center_y(), line.area.left, line.area.right));
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        // Compared with the row's last line as well as the whole, so that rising lines of a skewed photo do not chain.
        let fits = rows.last().is_some_and(|row| {
            same_row(row.area, line.area)
                && row.lines.last().is_some_and(|last| same_row(last.area, line.area))
                && row.lines.iter().all(|other| other.area.overlap_x(line.area) * 2 <= other.area.width().min(line.area.width()))
        });
        match rows.last_mut() {
            Some(row) if fits => {
                row.area = row.area.union(line.area);
                row.lines.push(line);
            }
            _ => rows.push(Row { area: line.area, lines: vec![line] }),
        }
    }
    for row in &mut rows {
        row.lines.sort_by_key(|line| (line.area.left, line.area.top));
    }
    rows
}

/// Numbers rows of a page from the top, whatever order the lines are read in.
fn number_rows(lines: &mut [Text]) {
    let mut by_height: Vec<usize> = (0..lines.len()).collect();
    by_height.sort_by_key(|&i| (lines[i].area.center_y(), lines[i].area.left));
    let mut number = 0;
    let mut last: Option<Rect> = None;
    for i in by_height {
        let area = lines[i].area;
        if last.is_some_and(|last| !same_row(last, area)) {
            number += 1;
        }
        last = Some(area);
        lines[i].row = number;
    }
}

/// Reads rows in bands: runs of rows that leave a common gutter free are read column by column if they are columns of text.
fn order_rows(rows: Vec<Row>) -> Vec<Text> {
    let mut out = Vec::new();
    let width = rows.iter().map(|row| row.area).reduce(Rect::union).map_or(0, Rect::width);
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    let mut start = 0;
    while start < rows.len() {
        let (end, gutters) = longest_band(&rows, start, width);
        let end = end_of_form(&rows, start, end, &gutters).unwrap_or(end);
        let taken: Vec<Row> = rows[start..end].iter_mut().filter_map(Option::take).collect();
        if is_form(taken.iter(), &gutters) {
            out.extend(order_form(taken, gutters[0]));
        } else if gutters.is_empty() || !are_columns(&taken, &gutters) {
            out.extend(taken.into_iter().flat_map(|row| row.lines));
        } else {
            let mut columns: Vec<Vec<Text>> = vec![Vec::new(); gutters.len() + 1];
            for line in taken.into_iter().flat_map(|row| row.lines) {
                columns[column_of(line.area, &gutters)].push(line);
            }
            for (number, column) in columns.into_iter().enumerate() {
                out.extend(column.into_iter().map(|line| Text { column: number as u32, ..line }));
            }
        }
        start = end;
    }
    out
}

/// Which column a line belongs to.
fn column_of(area: Rect, gutters: &[(i32, i32)]) -> usize {
    gutters.iter().take_while(|(left, right)| area.center_x() > i32::midpoint(*left, *right)).count()
}

/// The longest run of rows from `start` with gutters, be it one narrow gutter between rows that often have text on both sides.
fn longest_band(rows: &[Option<Row>], start: usize, width: i32) -> (usize, Vec<(i32, i32)>) {
    let wide = band(rows, start, width, (GUTTER, frame));
    let narrow = band(rows, start, width, (NARROW, letters));
    let divided = |gutter: &(i32, i32)| {
        let both = |row: &&Row| {
            let left = row.lines.first().is_some_and(|line| letters(line).1 <= gutter.0);
            left && row.lines.last().is_some_and(|line| letters(line).0 >= gutter.1)
        };
        rows[start..narrow.0].iter().flatten().filter(both).count() >= PAIRS
    };
    let longer = narrow.0 > wide.0 && !is_form(rows[start..wide.0].iter().flatten(), &wide.1);
    if longer && matches!(narrow.1.as_slice(), [gutter] if divided(gutter)) { narrow } else { wide }
}

/// How narrow a gutter may be, and from where to where a line reaches.
type Measure = (i32, fn(&Text) -> (i32, i32));

/// The longest run of rows from `start` that leaves at least one gutter with text on both sides, and the gutters. Rows that keep to
/// one half of the text's `width` may open it.
fn band(rows: &[Option<Row>], start: usize, width: i32, (least, reach): Measure) -> (usize, Vec<(i32, i32)>) {
    let mut best = (start + 1, Vec::new());
    let mut covered: Vec<(i32, i32)> = Vec::new();
    let mut bottom: Option<i32> = None;
    for (i, row) in rows.iter().enumerate().skip(start) {
        let Some(row) = row else { break };
        // Far apart rows are not one band: an empty third of a page between them says so.
        if bottom.is_some_and(|bottom| row.area.top - bottom > 700) {
            break;
        }
        bottom = Some(row.area.bottom);
        covered.extend(row.lines.iter().map(reach));
        covered = merged(covered);
        let gutters: Vec<(i32, i32)> =
            covered.windows(2).map(|pair| (pair[0].1, pair[1].0)).filter(|(left, right)| right - left >= least).collect();
        if gutters.is_empty() {
            // A first row of full width is a band of its own; later ones end the band before them.
            let one_side = best.1.is_empty() && covered.len() == 1 && i - start < LEAD_ROWS;
            if one_side && (covered[0].1 - covered[0].0) * 2 <= width {
                continue;
            }
            break;
        }
        best = (i + 1, gutters);
    }
    best
}

/// From where to where a line's frame goes.
fn frame(line: &Text) -> (i32, i32) {
    (line.area.left, line.area.right)
}

/// From where to where its letters go: recognition frames a line more widely than its letters, by some quarter of its height.
fn letters(line: &Text) -> (i32, i32) {
    let loose = if matches!(line.origin, Origin::Ocr(_)) { line.area.height() / 4 } else { 0 };
    (line.area.left + loose, (line.area.right - loose).max(line.area.left + loose + 1))
}

/// Intervals without overlaps, in order.
fn merged(mut intervals: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    intervals.sort_unstable();
    let mut out: Vec<(i32, i32)> = Vec::new();
    for (left, right) in intervals {
        match out.last_mut() {
            Some(last) if left <= last.1 => last.1 = last.1.max(right),
            _ => out.push((left, right)),
        }
    }
    out
}

/// Whether a band holds columns to be read one after the other, not a table of labels and values.
fn are_columns(rows: &[Row], gutters: &[(i32, i32)]) -> bool {
    let mut counts = vec![0_usize; gutters.len() + 1];
    let (mut paired, mut labelled) = (0, 0);
    for row in rows {
        for line in &row.lines {
            counts[column_of(line.area, gutters)] += 1;
        }
        let behind = row.lines.iter().position(|line| column_of(line.area, gutters) > 0).unwrap_or(0);
        if let ([.., first], [second, ..]) = row.lines.split_at(behind) {
            paired += 1;
            // A label and its value are a column's own.
            labelled += usize::from(behind == 1 && is_label(&first.text) && !has_label(&second.text));
        }
    }
    let columns = counts.iter().filter(|count| **count >= COLUMN_LINES).count();
    columns == counts.len() && labelled * 2 <= paired.max(1)
}

/// Whether a band is a form: labels on the left, and beside them what is said of each, longer than any label.
fn is_form<'a>(rows: impl Iterator<Item = &'a Row>, gutters: &[(i32, i32)]) -> bool {
    let &[gutter] = gutters else { return false };
    let lines = rows.flat_map(|row| &row.lines);
    let (left, right): (Vec<&Text>, Vec<&Text>) = lines.partition(|line| column_of(line.area, &[gutter]) == 0);
    let length = |line: &&Text| line.text.chars().count();
    let signing = |line: &&Text| labels(&line.text).iter().any(|label| matches!(label.field, Field::Signature | Field::Date));
    left.len() >= COLUMN_LINES
        && right.len() >= left.len()
        && left.iter().all(|line| {
            length(line) <= LABEL_CHARS && !line.text.contains(|c: char| c.is_ascii_digit() || ",.;、。".contains(c)) && !signing(line)
        })
        && right.iter().filter(|line| length(line) > 2 * LABEL_CHARS).count() * 3 >= right.len()
}

/// Where a form ends that its band does not: at a wide space above what is no longer a form, as blocks below a table of particulars are.
fn end_of_form(rows: &[Option<Row>], start: usize, end: usize, gutters: &[(i32, i32)]) -> Option<usize> {
    let band = &rows[start..end];
    if is_form(band.iter().flatten(), gutters) {
        return None;
    }
    let spaced = |at: &usize| {
        let (above, below) = (band[at - 1].as_ref(), band[*at].as_ref());
        above.zip(below).is_some_and(|(above, below)| below.area.top - above.area.bottom > above.area.height())
    };
    let mut ends = (COLUMN_LINES..band.len()).rev().filter(spaced).take(FORM_ENDS);
    ends.find(|&at| is_form(band[..at].iter().flatten(), gutters)).map(|at| start + at)
}

/// Lines of a form, each label before the lines of its cell: a label stands in the middle of a high cell.
fn order_form(rows: Vec<Row>, gutter: (i32, i32)) -> Vec<Text> {
    let lines = rows.into_iter().flat_map(|row| row.lines);
    let (labels, values): (Vec<Text>, Vec<Text>) = lines.partition(|line| column_of(line.area, &[gutter]) == 0);
    let mut gaps: Vec<i32> = values.windows(2).map(|pair| pair[1].area.top - pair[0].area.bottom).collect();
    gaps.sort_unstable();
    let leading = gaps.get(gaps.len() / 4).copied().unwrap_or_default();
    let rows = labels.len() == values.len();
    let mut cells: Vec<(i32, i32, Vec<Text>)> = Vec::new();
    for line in values {
        let height = line.area.height();
        match cells.last_mut() {
            // Cells are set apart by more than the lines in them.
            Some((_, bottom, cell))
                if !rows && (line.area.top - *bottom) * 2 < height && line.area.top - *bottom < leading + height / 3 =>
            {
                *bottom = line.area.bottom.max(*bottom);
                cell.push(line);
            }
            _ => cells.push((line.area.top, line.area.bottom, vec![line])),
        }
    }
    let mut labels = labels.into_iter().peekable();
    let mut out = Vec::new();
    for (_, bottom, cell) in cells {
        while let Some(label) = labels.next_if(|label| label.area.center_y() <= bottom) {
            out.push(label);
        }
        // Columns of their own, so that no label is taken for the end of the cell above it.
        out.extend(cell.into_iter().map(|line| Text { column: 1, ..line }));
    }
    out.extend(labels);
    out
}

/// Short text that names a field: ends in a colon, or is a bare word in a cell.
fn is_label(text: &str) -> bool {
    text.chars().count() <= LABEL_CHARS || (text.ends_with(':') && text.chars().count() <= 3 * LABEL_CHARS)
}

/// Whether a text names a field itself.
fn has_label(text: &str) -> bool {
    text.contains(':') || text.contains('_') || text.chars().count() > 2 * LABEL_CHARS
}

/// Orders a table whose cells are known: column by column if the columns are running text beside each other, else row by row.
fn order_table(mut lines: Vec<Text>) -> Vec<Text> {
    let mut columns: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    for line in &lines {
        let Some(cell) = line.cell else { continue };
        let column = columns.entry(cell.column).or_default();
        column.0 += 1;
        column.1 += line.text.chars().count();
        *rows.entry(cell.row).or_default() += 1;
    }
    // Running text: on average more than two labels' worth of characters per row in each of two columns.
    let running = |(_, chars): &(usize, usize)| *chars >= rows.len() * 2 * LABEL_CHARS;
    // A single row of cells with several lines each is a row of blocks (parties side by side).
    let blocks = rows.len() == 1 && columns.values().filter(|(count, _)| *count >= 2).count() >= 2;
    let by_column = columns.len() >= 2 && (blocks || columns.values().filter(|column| running(column)).count() >= 2);
    let place = |line: &Text| line.cell.map_or((0, 0), |cell| (cell.row, cell.column));
    lines.sort_by_key(|line| {
        let (row, column) = place(line);
        let (first, second) = if by_column { (column, row) } else { (row, column) };
        (first, second, line.area.top, line.area.left)
    });
    if by_column {
        for line in &mut lines {
            line.column = place(line).1;
        }
    }
    lines
}
