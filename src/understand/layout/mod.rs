//! Reading order: lines of a page become rows, columns and paragraphs, and what stands in the margins is told apart.
//!
//! [`read`] is the one entrance. A [`Reading`] keeps every line once, in the order a person reads them: a full-width line ends a
//! band of columns, columns of running text (bilingual tables, side-by-side signature blocks) are read one after the other, and
//! tables of labels and values row by row.

mod columns;
mod margins;
mod paragraphs;
mod parted;

pub(super) use paragraphs::join as join_lines;

use crate::model::document::{Cell, Document, Origin, PageSource};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, PageNo, Rect, Size};
use crate::model::text;
use crate::understand::lexicon::labels;

/// A document in reading order.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The document itself, with its marks and signature fields.
    pub document: &'a Document,
    /// Every line with text, in reading order; margins at the place where they stand.
    pub lines: Vec<Text>,
    /// Paragraphs of running text, margins left out.
    pub paragraphs: Vec<Paragraph>,
}

/// A line in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// [`text::normalise`]d text.
    pub text: String,
    /// Page.
    pub page: PageNo,
    /// Where on the page.
    pub area: Rect,
    /// Typed or read from pixels.
    pub origin: Origin,
    /// Table cell, where the file says so.
    pub cell: Option<Cell>,
    /// DOCX only: the human-readable place.
    pub path: Option<String>,
    /// Row on its page, counted from 0 at the top: lines on one baseline share it.
    pub row: u32,
    /// Column within its band: 0 for full-width text and the leftmost column.
    pub column: u32,
    /// Header, footer, page number or watermark.
    pub margin: Option<Margin>,
}

/// What a line that is not part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Margin {
    /// Running head or foot: the same text on several pages.
    Running,
    /// Page number.
    PageNumber,
    /// Advertisement of scanning software, watermark.
    Watermark,
}

/// Lines that make one paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Text of its lines, joined as their script asks, words divided at line ends mended.
    pub text: String,
    /// Indices into [`Reading::lines`], in order; at least one.
    pub lines: Vec<usize>,
    /// Page of its first line.
    pub page: PageNo,
    /// Area of the lines on that page.
    pub area: Rect,
    /// Column of its first line.
    pub column: u32,
    /// Table cell, where all lines share one.
    pub cell: Option<Cell>,
}

impl Reading<'_> {
    /// Evidence for one of this document's lines.
    pub fn cite(&self, line: &Text, role: EvidenceRole) -> Evidence {
        let nominal = line.path.is_some();
        Evidence {
            file: self.document.file.clone(),
            page: line.page,
            area: (!nominal).then_some(line.area),
            path: line.path.clone(),
            role,
            saw: line.text.clone(),
        }
    }

    /// Evidence for a paragraph.
    pub fn cite_paragraph(&self, paragraph: &Paragraph, role: EvidenceRole) -> Evidence {
        let path = paragraph.lines.first().and_then(|&i| self.lines[i].path.clone());
        let area = path.is_none().then_some(paragraph.area);
        Evidence { file: self.document.file.clone(), page: paragraph.page, area, path, role, saw: paragraph.text.clone() }
    }

    /// Evidence for a part of a page.
    pub fn cite_area(&self, page: PageNo, area: Rect, role: EvidenceRole, saw: impl Into<String>) -> Evidence {
        Evidence { file: self.document.file.clone(), page, area: Some(area), path: None, role, saw: saw.into() }
    }

    /// Lines of the text itself, margins left out.
    pub fn body(&self) -> impl Iterator<Item = &Text> {
        self.lines.iter().filter(|line| line.margin.is_none())
    }

    /// Size of a page; A4 for one that does not exist.
    pub fn size(&self, page: PageNo) -> Size {
        self.document.pages.iter().find(|p| p.number == page).map_or(Size::A4, |p| p.size)
    }

    /// Pages that could not be read.
    pub fn unread(&self) -> impl Iterator<Item = PageNo> {
        self.document.pages.iter().filter(|page| page.source == PageSource::Unread).map(|page| page.number)
    }
}

/// Puts a document's lines into reading order.
pub fn read(document: &Document) -> Reading<'_> {
    let mut lines = Vec::new();
    for page in &document.pages {
        let mut on_page: Vec<Text> = page
            .lines
            .iter()
            .map(|line| Text {
                text: text::normalise(&line.text),
                page: page.number,
                area: line.area,
                origin: line.origin,
                cell: line.cell,
                path: line.path.clone(),
                row: 0,
                column: 0,
                margin: None,
            })
            .filter(|line| !line.text.is_empty())
            .collect();
        margins::flag_by_wording(&mut on_page, page.size);
        lines.extend(rejoined(columns::order(parted::parted(on_page))));
    }
    margins::flag_repeated(&mut lines, document);
    let paragraphs = paragraphs::group(&lines);
    Reading { document, lines, paragraphs }
}

/// From this confidence a character that stands alone is print, and not what a stroke of handwriting or a seal was taken for.
const SURE_LETTER: Confidence = Confidence(60);

/// Puts words together that wide spacing has torn apart: "职" and "务：校长" in one row.
fn rejoined(lines: Vec<Text>) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::with_capacity(lines.len());
    for line in lines {
        // 甲 and 乙 before a name are words of their own.
        let letter = |text: &str| !line.text.starts_with('方') && labels(text).iter().any(|label| label.party.is_some());
        let single = |text: &str| text.chars().count() == 1 && text.chars().all(text::is_han) && !letter(text);
        match out.last_mut() {
            Some(last)
                if single(&last.text)
                    && last.page == line.page
                    && last.row == line.row
                    && last.cell == line.cell
                    && line.text.chars().next().is_some_and(text::is_han)
                    && last.origin.confidence() >= SURE_LETTER
                    && (0..last.area.height().max(20) * 5 / 2).contains(&(line.area.left - last.area.right)) =>
            {
                last.text.push_str(&line.text);
                last.area = last.area.union(line.area);
            }
            _ => out.push(line),
        }
    }
    out
}

#[cfg(test)]
mod tests;
