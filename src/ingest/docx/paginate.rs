//! Cuts the laid-out groups into pages, with headers, footers and notes.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::Section;
use super::layout::{Group, Hung};
use crate::model::document::Line;
use crate::model::geometry::{Rect, Size};

/// Text begins and ends here on a page.
const TOP: i32 = 300;
/// Lower end of the text area.
const BOTTOM: i32 = 2700;
/// Headers begin here.
const HEADER: i32 = 120;
/// Footers begin here.
const FOOTER: i32 = 2780;

/// A nominal page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) lines: Vec<Line>,
    pub(super) pictures: Vec<Hung>,
    numbers: Vec<(usize, usize, bool)>,
    section: usize,
    first: bool,
}

/// What stands beside the body.
pub(super) struct Asides<'a> {
    pub(super) sections: &'a [Section],
    /// Headers and footers by part.
    pub(super) running: &'a BTreeMap<String, Group>,
    /// Footnotes by key.
    pub(super) notes: &'a BTreeMap<String, Group>,
}

/// Pages being filled.
struct Press<'a> {
    asides: &'a Asides<'a>,
    sheets: Vec<Sheet>,
    y: i32,
    top: i32,
    bottom: i32,
    notes: Vec<&'a Group>,
    /// Notes that were set: one that is called again stands where it was called first.
    noted: BTreeSet<&'a str>,
}

/// Fills pages, at most `limit`; also says how many there would be.
pub(super) fn paginate(groups: &[Group], asides: &Asides<'_>, limit: usize) -> (Vec<Sheet>, usize) {
    let mut press = Press { asides, sheets: Vec::new(), y: TOP, top: TOP, bottom: BOTTOM, notes: Vec::new(), noted: BTreeSet::new() };
    let mut section = None;
    for group in groups {
        let enters = section.replace(group.section) != Some(group.section);
        if press.sheets.is_empty() || group.break_before && (press.y > press.top || enters) {
            press.turn(group.section, enters);
        }
        press.set(group);
    }
    if press.sheets.is_empty() {
        press.turn(0, true);
    }
    press.close();
    let found = press.sheets.len();
    let mut sheets = press.sheets;
    sheets.truncate(limit);
    for (index, sheet) in sheets.iter_mut().enumerate() {
        running(sheet, asides);
        // From the last mark to the first, so that places in the text stay right.
        for &(line, at, total) in sheet.numbers.iter().rev() {
            let number = if total { found } else { index + 1 };
            if let Some(line) = sheet.lines.get_mut(line).filter(|line| line.text.is_char_boundary(at)) {
                line.text.insert_str(at, &number.to_string());
            }
        }
        tidy(sheet);
    }
    (sheets, found)
}

impl<'a> Press<'a> {
    /// Begins a page.
    fn turn(&mut self, section: usize, first: bool) {
        self.close();
        let sheet = Sheet { section, first, ..Sheet::default() };
        let header = header(&sheet, self.asides).map_or(0, |header| header.height);
        self.top = TOP.max(HEADER + header.min(900));
        (self.y, self.bottom) = (self.top, BOTTOM);
        self.sheets.push(sheet);
    }

    /// Sets the notes of the page below its text.
    fn close(&mut self) {
        let mut y = self.bottom.max(self.y) + 10;
        let notes = std::mem::take(&mut self.notes);
        if let Some(sheet) = self.sheets.last_mut() {
            for note in notes {
                add(sheet, note, y);
                y += note.height;
            }
        }
    }

    fn set(&mut self, group: &'a Group) {
        let asides = self.asides;
        let fresh: Vec<&String> = group.notes.iter().filter(|key| self.noted.insert(key.as_str())).collect();
        let notes: Vec<&Group> = fresh.into_iter().filter_map(|key| asides.notes.get(key)).collect();
        let room: i32 = notes.iter().map(|note| note.height).sum::<i32>().min(1200);
        if self.y + group.height > self.bottom - room && self.y > self.top {
            self.turn(group.section, false);
        }
        self.notes.extend(notes);
        self.bottom = (self.bottom - room).max(self.top + 600);
        if group.height <= self.bottom - self.top {
            if let Some(sheet) = self.sheets.last_mut() {
                add(sheet, group, self.y);
            }
            self.y += group.height;
            return;
        }
        self.split(group);
    }

    /// A group taller than a page: its lines go on over pages, in the order of their tops.
    fn split(&mut self, group: &Group) {
        let mut order: Vec<usize> = (0..group.lines.len()).collect();
        order.sort_by_key(|&i| group.lines[i].area.top);
        let mut shift = self.y;
        let mut pictures: Vec<&Hung> = group.pictures.iter().collect();
        pictures.sort_by_key(|picture| picture.area.top);
        let mut pictures = pictures.into_iter().peekable();
        for i in order {
            let line = &group.lines[i];
            while let Some(picture) = pictures.next_if(|picture| picture.area.top <= line.area.top) {
                self.hang(picture, shift);
            }
            if line.area.bottom + shift > self.bottom && line.area.top + shift > self.top + 10 {
                let section = group.section;
                self.turn(section, false);
                shift = self.top - line.area.top;
            }
            if let Some(sheet) = self.sheets.last_mut() {
                let numbers = group.numbers.iter().filter(|(of, ..)| *of == i).map(|&(_, at, total)| (sheet.lines.len(), at, total));
                sheet.numbers.extend(numbers);
                sheet.lines.push(Line { area: moved(line.area, shift), ..line.clone() });
            }
            self.y = self.y.max(line.area.bottom + shift).min(self.bottom);
        }
        for picture in pictures {
            self.hang(picture, shift);
        }
        self.y = (group.height + shift).clamp(self.y.min(self.bottom), self.bottom);
    }

    fn hang(&mut self, picture: &Hung, shift: i32) {
        if let Some(sheet) = self.sheets.last_mut() {
            let area = if picture.from_page { picture.area } else { moved(picture.area, shift) };
            sheet.pictures.push(Hung { area, ..picture.clone() });
        }
    }
}

/// Adds a group to a page, its top at `y`.
fn add(sheet: &mut Sheet, group: &Group, y: i32) {
    let base = sheet.lines.len();
    sheet.numbers.extend(group.numbers.iter().map(|&(line, at, total)| (base + line, at, total)));
    sheet.lines.extend(group.lines.iter().map(|line| Line { area: moved(line.area, y), ..line.clone() }));
    sheet.pictures.extend(group.pictures.iter().map(|p| Hung { area: if p.from_page { p.area } else { moved(p.area, y) }, ..p.clone() }));
}

fn header<'a>(sheet: &Sheet, asides: &Asides<'a>) -> Option<&'a Group> {
    let section = asides.sections.get(sheet.section)?;
    let part = if sheet.first && section.title_page { &section.first_header } else { &section.header };
    asides.running.get(part.as_deref()?)
}

/// Adds header and footer.
fn running(sheet: &mut Sheet, asides: &Asides<'_>) {
    if let Some(header) = header(sheet, asides) {
        add(sheet, header, HEADER);
    }
    let Some(section) = asides.sections.get(sheet.section) else { return };
    let part = if sheet.first && section.title_page { &section.first_footer } else { &section.footer };
    if let Some(footer) = part.as_deref().and_then(|part| asides.running.get(part)) {
        add(sheet, footer, FOOTER.min(Size::A4.height - footer.height - 20).max(BOTTOM));
    }
}

/// Keeps everything on the paper, and counts tables and rows from the page's own.
fn tidy(sheet: &mut Sheet) {
    let mut tables: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for line in &sheet.lines {
        if let Some(cell) = line.cell {
            let entry = tables.entry(cell.table).or_insert((0, cell.row));
            entry.1 = entry.1.min(cell.row);
        }
    }
    for (position, entry) in (0..).zip(tables.values_mut()) {
        entry.0 = position;
    }
    for line in &mut sheet.lines {
        line.area = kept(line.area);
        if let Some(cell) = &mut line.cell
            && let Some((table, row)) = tables.get(&cell.table)
        {
            cell.table = *table;
            cell.row -= row;
        }
    }
    for picture in &mut sheet.pictures {
        picture.area = kept(picture.area);
    }
}

fn moved(area: Rect, down: i32) -> Rect {
    Rect { top: area.top.saturating_add(down), bottom: area.bottom.saturating_add(down), ..area }
}

/// The area pushed back onto the paper, and cut to it where it is larger.
fn kept(area: Rect) -> Rect {
    let Size { width, height } = Size::A4;
    let (w, h) = (area.width().clamp(1, width), area.height().clamp(1, height));
    let (left, top) = (area.left.clamp(0, width - w), area.top.clamp(0, height - h));
    Rect { left, top, right: left + w, bottom: top + h }
}
