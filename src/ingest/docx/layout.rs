//! Lays stories out on nominal A4: a DOCX has no pages, but everything after this stage works on places.

use super::filling::{Filling, aligned};
use super::flow::{Align, Block, Frame, Item, Offset, Paragraph, Section, Table, from_twips};
use super::numbering::Numbering;
use super::row::{Row, Step, steps};
use super::styles::{PITCH, Styles};
use crate::model::document::{Cell, Line};
use crate::model::geometry::Rect;

/// Text area of the nominal page: 150 mm wide, 30 mm from the left.
pub(super) const LEFT: i32 = 300;
/// Its right edge.
pub(super) const RIGHT: i32 = 1800;

/// Text boxes of one paragraph that are kept from covering one another.
const BOXES: usize = 64;

/// Lines and characters per line of a header, footer or note: they are repeated on every page.
const ASIDE_LINES: usize = 200;
const ASIDE_LINE: usize = 2_000;

/// Rounds of nested flows; `walk` keeps the nesting below this.
const DEPTH: usize = 64;

/// Something that stays together on a page if it can: a paragraph's lines up to a break, or a row of a table.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Lines, from the group's top.
    pub(super) lines: Vec<Line>,
    pub(super) pictures: Vec<Hung>,
    pub(super) height: i32,
    /// Begins a new page.
    pub(super) break_before: bool,
    /// Its section.
    pub(super) section: usize,
    /// Notes called in it.
    pub(super) notes: Vec<String>,
    /// Page numbers to fill in: the line, the byte in its text, and whether it is the total.
    pub(super) numbers: Vec<(usize, usize, bool)>,
}

/// A picture on a group.
#[derive(Debug, Clone)]
pub(super) struct Hung {
    pub(super) area: Rect,
    /// The area's top counts from the page, not from the group.
    pub(super) from_page: bool,
    pub(super) part: String,
    pub(super) crop: [f32; 4],
}

/// Where a text stands, for people: DOCX areas are nominal.
#[derive(Debug, Clone)]
pub(super) enum Place {
    Paragraph(usize),
    Cell { table: usize, row: usize, column: usize },
    Inner { outer: Box<Place>, row: usize, column: usize },
    Header,
    Footer,
    Note,
    TextBox,
}

impl Place {
    /// The place in words; the only text that `ingest` makes up, in the language of the documents it reads.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Paragraph(number) => format!("第 {number} 段"),
            Self::Cell { table, row, column } => format!("表格 {table} 第 {row} 行第 {column} 列"),
            Self::Inner { outer, row, column } => format!("{}，内嵌表格第 {row} 行第 {column} 列", outer.path()),
            Self::Header => "页眉".into(),
            Self::Footer => "页脚".into(),
            Self::Note => "脚注".into(),
            Self::TextBox => "文本框".into(),
        }
    }
}

/// A column of text: its edges, and what its lines are told.
#[derive(Clone)]
pub(super) struct Column {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) place: Place,
    pub(super) cell: Option<Cell>,
    depth: usize,
}

/// Lays out the stories of one document, counting its lists, tables and paragraphs.
pub(super) struct Layout {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Tables so far, nested ones included.
    tables: u32,
}

impl Layout {
    pub(super) fn new(styles: Styles, numbering: Numbering) -> Self {
        Self { styles, numbering, tables: 0 }
    }

    /// The body: groups in order, and its sections.
    pub(super) fn body(&mut self, blocks: &[Block], last: Section) -> (Vec<Group>, Vec<Section>) {
        let (mut groups, mut sections) = (Vec::new(), Vec::new());
        let (mut paragraphs, mut tables) = (0, 0);
        let mut break_next = false;
        for block in blocks {
            let first = groups.len();
            match block {
                Block::Paragraph(paragraph) => {
                    paragraphs +=
                        usize::from(paragraph.items.iter().any(|i| matches!(i, Item::Text { text, .. } if !text.trim().is_empty())));
                    let column = Column { left: LEFT, right: RIGHT, place: Place::Paragraph(paragraphs.max(1)), cell: None, depth: 0 };
                    groups.push(Group::default());
                    self.paragraph(paragraph, &column, &mut groups);
                }
                Block::Table(table) => {
                    tables += 1;
                    let column = Column { left: LEFT, right: RIGHT, place: Place::Paragraph(0), cell: None, depth: 0 };
                    self.table(table, tables, &column, &mut groups);
                }
            }
            for group in &mut groups[first..] {
                group.section = sections.len();
            }
            if let Some(group) = groups.get_mut(first) {
                group.break_before |= std::mem::take(&mut break_next);
            }
            if let Block::Paragraph(Paragraph { section: Some(section), .. }) = block {
                sections.push(section.clone());
                break_next = true;
            }
        }
        sections.push(last);
        // How a section begins is said at its own end.
        for i in 1..groups.len() {
            if groups[i].section != groups[i - 1].section && sections[groups[i].section].continuous {
                groups[i].break_before = false;
            }
        }
        inherit(&mut sections);
        (groups, sections)
    }

    /// A header, footer or note as one group, across the text area.
    pub(super) fn aside(&mut self, blocks: &[Block], place: Place) -> Group {
        let mut groups = vec![Group::default()];
        let column = Column { left: LEFT, right: RIGHT, place, cell: None, depth: 1 };
        self.flow(blocks, &column, &mut groups);
        let mut group = groups.pop().unwrap_or_default();
        group.lines.truncate(ASIDE_LINES);
        group.pictures.truncate(ASIDE_LINES);
        for line in &mut group.lines {
            if let Some((end, _)) = line.text.char_indices().nth(ASIDE_LINE) {
                line.text.truncate(end);
            }
        }
        group
    }

    /// Blocks inside something, below one another in the last group.
    fn flow(&mut self, blocks: &[Block], column: &Column, groups: &mut Vec<Group>) {
        if column.depth > DEPTH {
            return;
        }
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, column, groups),
                Block::Table(table) => self.table(table, 0, column, groups),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, column: &Column, groups: &mut Vec<Group>) {
        let format = self.styles.complete(paragraph.style.as_deref(), &paragraph.format);
        let number = format.list.filter(|&list| list > 0).and_then(|list| self.numbering.next(list, format.level.unwrap_or(0)));
        let (pitch, align) = (format.pitch.unwrap_or(PITCH), format.align.unwrap_or(Align::Left));
        let Some(group) = groups.last_mut() else { return };
        group.break_before |= column.depth == 0 && format.break_before == Some(true);
        if group.height > 0 || column.depth == 0 {
            group.height += format.before.unwrap_or(0);
        }
        let mut top = group.height;
        let fresh = || Row::new(column.left, column.right, format.indent.unwrap_or(0), &format.tabs);
        let mut row = Filling::new(fresh());
        let mut boxes = Vec::new();
        for step in steps(paragraph, number) {
            let Some(group) = groups.last_mut() else { return };
            match step {
                Step::Text(text) => row.text(&text),
                Step::Tab => row.tab(),
                Step::LineBreak => {
                    std::mem::replace(&mut row, Filling::new(fresh())).finish(group, column, pitch, align);
                }
                Step::PageBreak => {
                    std::mem::replace(&mut row, Filling::new(fresh())).finish(group, column, pitch, align);
                    if column.depth == 0 {
                        groups.push(Group { break_before: true, ..Group::default() });
                        top = 0;
                    }
                }
                Step::Other(index) => match &paragraph.items[index] {
                    Item::Picture(picture) => row.picture(picture, group, column, top),
                    Item::TextBox { frame, blocks } => boxes.push((*frame, blocks)),
                    Item::Note(key) => group.notes.push(key.clone()),
                    Item::PageNumber { total } => row.number(*total),
                    _ => {}
                },
            }
        }
        let Some(group) = groups.last_mut() else { return };
        row.finish(group, column, pitch, align);
        group.height += format.after.unwrap_or(0);
        self.boxes(&boxes, column, groups);
    }

    /// Text boxes below their paragraph, side by side where their positions are.
    fn boxes(&mut self, boxes: &[(Frame, &Vec<Block>)], column: &Column, groups: &mut Vec<Group>) {
        let Some(start) = groups.last().map(|group| group.height) else { return };
        let mut placed: Vec<(i32, i32, i32)> = Vec::new();
        for (frame, blocks) in boxes {
            let room = column.right - column.left;
            let width = if frame.width > 0 { frame.width.clamp(200.min(room), room.max(1)) } else { room };
            let left = match frame.anchor.map(|(x, _)| x) {
                Some(Offset::Page(x)) => x,
                Some(Offset::Here(x)) => column.left + x,
                Some(Offset::Aligned(align)) => aligned(align, width, column),
                None => column.left,
            };
            let left = left.clamp(column.left, (column.right - width).max(column.left));
            let right = left + width;
            let top = placed
                .iter()
                .rev()
                .take(BOXES)
                .filter(|(l, r, _)| *l < right - 10 && left < *r - 10)
                .map(|(.., bottom)| *bottom)
                .max()
                .unwrap_or(start);
            let inner = Column { left, right, place: Place::TextBox, cell: column.cell, depth: column.depth + 1 };
            let Some(group) = groups.last_mut() else { return };
            group.height = top;
            self.flow(blocks, &inner, groups);
            placed.push((left, right, groups.last().map_or(top, |group| group.height)));
        }
        if let Some(group) = groups.last_mut() {
            group.height = placed.iter().map(|(.., bottom)| *bottom).max().unwrap_or(start).max(start);
        }
    }

    /// A table; at the top level (`number` above 0) each row is a group of its own.
    fn table(&mut self, table: &Table, number: usize, column: &Column, groups: &mut Vec<Group>) {
        let id = self.tables;
        self.tables += 1;
        let edges = edges(table, column);
        for (r, row) in table.rows.iter().enumerate() {
            if number > 0 {
                groups.push(Group::default());
            }
            let Some(top) = groups.last().map(|group| group.height) else { return };
            let (mut bottom, mut grid) = (top + PITCH, row.before);
            for (c, cell) in row.cells.iter().enumerate() {
                let at = |i: usize| edges.get(i).or(edges.last()).copied().unwrap_or(column.right);
                let (row, ordinal) = (r + 1, c + 1);
                let place = if number > 0 {
                    Place::Cell { table: number, row, column: ordinal }
                } else {
                    Place::Inner { outer: Box::new(column.place.clone()), row, column: ordinal }
                };
                let inner = Column {
                    left: at(grid) + 10,
                    right: (at(grid + cell.span) - 10).max(at(grid) + 20),
                    place,
                    cell: Some(Cell { table: id, row: r as u32, column: grid as u32 }),
                    depth: column.depth + 1,
                };
                if let Some(group) = groups.last_mut() {
                    group.height = top;
                }
                self.flow(&cell.blocks, &inner, groups);
                bottom = bottom.max(groups.last().map_or(top, |group| group.height));
                grid += cell.span;
            }
            if let Some(group) = groups.last_mut() {
                group.height = bottom;
            }
        }
    }
}

/// The grid's edges, fitted into the column when the table is wider, equal where the grid says nothing.
fn edges(table: &Table, column: &Column) -> Vec<i32> {
    let count =
        table.rows.iter().map(|row| row.before + row.cells.iter().map(|cell| cell.span).sum::<usize>()).max().unwrap_or(0).min(1024);
    let mut widths = table.columns.clone();
    let stated = widths.iter().all(|&width| width > 0) && widths.len() >= count;
    if !stated {
        widths = vec![from_twips(1000); count.max(1)];
    }
    let (total, room) = (widths.iter().map(|&w| i64::from(w)).sum::<i64>().max(1), i64::from(column.right - column.left).max(1));
    let scale = total > room || !stated;
    let mut edges = vec![column.left];
    let mut sum = 0;
    for width in widths {
        sum += i64::from(width);
        edges.push(column.left + (if scale { sum * room / total } else { sum }) as i32);
    }
    edges
}

/// A section without headers of its own has those of the one before.
fn inherit(sections: &mut [Section]) {
    for i in 1..sections.len() {
        let before = sections[i - 1].clone();
        let section = &mut sections[i];
        section.header = section.header.take().or(before.header);
        section.first_header = section.first_header.take().or(before.first_header);
        section.footer = section.footer.take().or(before.footer);
        section.first_footer = section.first_footer.take().or(before.first_footer);
    }
}
