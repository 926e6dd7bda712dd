//! A sheet that is one table: heads that stay in sight and are printed on every page, filters, A4 across.

use rust_xlsxwriter::{Format, Url, Worksheet};

use super::{Error, style};
use crate::report::text::wrap;

/// A4, as Excel numbers its paper sizes.
const A4: u8 = 9;
/// The most rows of a sheet.
const ROWS: usize = 1_048_576;
/// The most characters of a cell, in UTF-16.
const CHARACTERS: usize = 32_767;
/// The most links of a sheet, and of characters in one.
const LINKS: usize = 65_530;
const TARGET: usize = 2_000;

/// Height of a line, and the greatest of a row, in points.
const LINE: f64 = 13.5;
const HIGHEST: f64 = 409.0;

/// A column: its head and its width in characters.
pub(super) type Column<'a> = (&'a str, f64);

/// What stands in a cell.
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(&'a str),
    /// A short word, in the middle.
    Word(&'a str),
    /// A number.
    Number(u32),
    /// A file beside the workbook, and what the cell says.
    Link(String, &'a str),
}

/// A table that grows downwards.
pub(super) struct Table {
    pub(super) sheet: Worksheet,
    widths: Vec<f64>,
    printed: usize,
    next: u32,
    links: usize,
    text: Format,
    line: Format,
    word: Format,
    link: Format,
}

impl Table {
    /// A sheet of this name with its heads. Only the first `printed` columns are; the others make no row higher.
    pub(super) fn new(name: &str, columns: &[Column<'_>], printed: usize) -> Result<Self, Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let head = style::head();
        for (at, (title, width)) in (0..).zip(columns) {
            sheet.set_column_width(at, *width)?;
            sheet.write_string_with_format(0, at, *title, &head)?;
        }
        sheet.set_row_height(0, 24)?;
        sheet.set_freeze_panes(1, 1)?;
        print_setup(&mut sheet);
        sheet.set_repeat_rows(0, 0)?;
        let widths = columns.iter().map(|(_, width)| *width).collect();
        let (text, word, link) = (style::cell(), style::centred(), style::link());
        Ok(Self { sheet, widths, printed, next: 1, links: 0, line: text.clone().unset_text_wrap(), text, word, link })
    }

    /// The row that comes next, from 0.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Adds a row; faint if it does not count. A sheet that is full takes no more.
    pub(super) fn row(&mut self, cells: &[Cell<'_>], faint: bool) -> Result<(), Error> {
        let row = self.next;
        if row as usize >= ROWS {
            return Ok(());
        }
        let mut lines = 1;
        let shade = |format: &Format| if faint { style::faint(format.clone()) } else { format.clone() };
        for ((at, cell), width) in (0..).zip(cells).zip(&self.widths) {
            let printed = usize::from(at) < self.printed;
            if let (Cell::Text(text) | Cell::Word(text), true) = (cell, printed) {
                lines = lines.max(lines_of(text, *width));
            }
            let text_look = if printed { &self.text } else { &self.line };
            match cell {
                Cell::Empty => self.sheet.write_blank(row, at, &self.text)?,
                Cell::Text(text) => self.sheet.write_string_with_format(row, at, fitted(text), &shade(text_look))?,
                Cell::Word(text) => self.sheet.write_string_with_format(row, at, fitted(text), &shade(&self.word))?,
                Cell::Number(number) => self.sheet.write_number_with_format(row, at, *number, &shade(&self.word))?,
                Cell::Link(target, text) if self.links < LINKS && is_plain(target) => {
                    self.links += 1;
                    let url = Url::new(format!("file:///{target}")).set_text(fitted(text));
                    self.sheet.write_url_with_format(row, at, url, &self.link)?
                }
                Cell::Link(target, _) => self.sheet.write_string_with_format(row, at, fitted(target), &shade(&self.text))?,
            };
        }
        self.sheet.set_row_height(row, height(lines))?;
        self.next += 1;
        Ok(())
    }

    /// The cells of a column under its head.
    pub(super) fn column(&self, column: u16) -> style::Range {
        (1, column, self.last(), column)
    }

    fn last(&self) -> u32 {
        self.next.saturating_sub(1).max(1)
    }

    /// The finished sheet with its filters.
    pub(super) fn finish(mut self) -> Result<Worksheet, Error> {
        let last = self.last();
        let columns = self.widths.len() as u16;
        self.sheet.autofilter(0, 0, last, columns - 1)?;
        self.sheet.set_print_area(0, 0, last, columns.min(self.printed as u16) - 1)?;
        Ok(self.sheet)
    }
}

/// Whether a path can be a link as it is: spreadsheets take `#` and `%` for parts of an address.
fn is_plain(target: &str) -> bool {
    target.len() < TARGET && !target.contains(['#', '%'])
}

/// A4 across, one page wide, with page numbers.
pub(super) fn print_setup(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
}

/// Lines that a text takes in a column of a width. Programs that open a sheet do not all make rows as high as their text.
pub(super) fn lines_of(text: &str, width: f64) -> usize {
    // Fonts that stand in for missing ones are wider.
    let characters = (width * 0.9) as usize;
    text.split('\n').map(|line| wrap(line, characters).len()).sum()
}

/// The height of a row with so many lines, in points.
pub(super) fn height(lines: usize) -> f64 {
    (lines as f64 * LINE + 5.0).min(HIGHEST)
}

/// As much of a text as a cell takes.
pub(super) fn fitted(text: &str) -> String {
    if text.len() <= CHARACTERS {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < CHARACTERS
    });
    let mut kept: String = kept.collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    kept
}
