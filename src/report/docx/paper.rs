//! Paragraphs, tables and pictures as Chinese offices set them: A4, headings in 黑体, text in 仿宋, tables in 宋体, Latin letters in Times New Roman.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph, Pic, Run, RunFonts, Shading,
    SpecialIndentType, Table, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
use image::{ImageFormat, RgbImage};

use crate::model::date::Date;

/// A4 in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
/// Margins: above and below, left and right.
const MARGINS: (i32, i32) = (1_418, 1_361);
/// The width between them.
pub(super) const WIDTH: usize = 9_184;
/// English Metric Units of an inch, and the resolution of pictures at full size.
const EMU_PER_INCH: u32 = 914_400;
/// Pixels of an inch in evidence's pictures; wider ones are made to fit.
const DPI: u32 = 150;
/// The widest and highest that a picture may be: 15 cm and 11 cm.
const LARGEST: (u32, u32) = (5_400_000, 3_960_000);
/// Ground of a table's heads.
const HEAD: &str = "E7ECF2";

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A document's title.
    Title,
    /// Above a part.
    Heading,
    /// Chinese running text, its first line indented.
    Text,
    /// A line without indent: addressee, facts.
    Line,
    /// A line at the right: who writes, and when.
    Right,
    /// Under a picture, and remarks.
    Caption,
    /// A table's head.
    Head,
    /// A table's cell.
    Cell,
    /// A table's cell with a number or a sign.
    Sign,
}

/// A document that grows, with the number of pictures so far.
pub(super) struct Sheet {
    pub(super) docx: Docx,
    pictures: usize,
}

/// An empty document, made on the day of the check, so that the same input gives the same bytes.
pub(super) fn sheet(today: Date, title: &str) -> Sheet {
    let made = format!("{today}T00:00:00Z");
    let margins = PageMargin::new().top(MARGINS.0).bottom(MARGINS.0).left(MARGINS.1).right(MARGINS.1).header(720).footer(720);
    let number = Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new());
    let docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margins)
        .default_fonts(fonts("仿宋"))
        .default_size(24)
        .created_at(&made)
        .updated_at(&made)
        .custom_property("title", title)
        .footer(Footer::new().add_paragraph(number));
    Sheet { docx, pictures: 0 }
}

impl Sheet {
    /// Adds a paragraph.
    pub(super) fn add(mut self, text: &str, look: Look) -> Self {
        self.docx = self.docx.add_paragraph(paragraph(text, look));
        self
    }

    /// Adds a paragraph at the top of a new page.
    pub(super) fn add_on_new_page(mut self, text: &str, look: Look) -> Self {
        self.docx = self.docx.add_paragraph(paragraph(text, look).page_break_before(true));
        self
    }

    /// Adds a table; widths are shares of the page's.
    pub(super) fn add_table(mut self, heads: &[(&str, usize)], rows: &[Vec<String>], signs: &[usize]) -> Self {
        let shares: usize = heads.iter().map(|(_, share)| share).sum();
        let widths: Vec<usize> = heads.iter().map(|(_, share)| WIDTH * share / shares.max(1)).collect();
        let head = heads.iter().zip(&widths).map(|((text, _), width)| cell(text, Look::Head, *width).shading(Shading::new().fill(HEAD)));
        let mut table = vec![TableRow::new(head.collect()).cant_split()];
        for row in rows {
            let cells = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(at, (text, width))| cell(text, if signs.contains(&at) { Look::Sign } else { Look::Cell }, *width));
            table.push(TableRow::new(cells.collect()).cant_split());
        }
        let margins = TableCellMargins::new().margin(40, 90, 40, 90);
        let table = Table::new(table).set_grid(widths).width(WIDTH, WidthType::Dxa).layout(TableLayoutType::Fixed).margins(margins);
        self.docx = self.docx.add_table(table);
        self
    }

    /// The document as a file.
    pub(super) fn pack(self) -> Result<Vec<u8>, String> {
        let mut parts = self.docx.build();
        parts.document = with_repeated_heads(parts.document);
        let mut bytes = Cursor::new(Vec::new());
        parts.pack(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes.into_inner())
    }

    /// Adds a picture with its caption below.
    pub(super) fn add_picture(mut self, picture: &RgbImage, caption: &str) -> Self {
        let mut png = Cursor::new(Vec::new());
        if picture.write_to(&mut png, ImageFormat::Png).is_err() {
            // A picture less takes nothing from what is said.
            return self;
        }
        let (width, height) = fitted(picture.dimensions());
        self.pictures += 1;
        let pic = Pic::new_with_dimensions(png.into_inner(), picture.width(), picture.height())
            .id(format!("rIdImage{}", self.pictures))
            .size(width, height);
        let shown = Paragraph::new().align(AlignmentType::Center).keep_next(true).add_run(Run::new().add_image(pic));
        self.docx = self.docx.add_paragraph(shown);
        self.add(caption, Look::Caption)
    }
}

/// A picture's size on paper, in its proportions.
fn fitted((width, height): (u32, u32)) -> (u32, u32) {
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let natural = f64::from(EMU_PER_INCH) / f64::from(DPI);
    let scale = natural.min(f64::from(LARGEST.0) / width).min(f64::from(LARGEST.1) / height);
    ((width * scale) as u32, (height * scale) as u32)
}

/// A table's first row is shown again on each page that the table goes on to; `docx_rs` has no word for that.
fn with_repeated_heads(document: Vec<u8>) -> Vec<u8> {
    const ROW: &str = "<w:trPr><w:cantSplit />";
    let document = match String::from_utf8(document) {
        Ok(text) => text,
        Err(unread) => return unread.into_bytes(),
    };
    let mut parts = document.split("<w:tbl>");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for table in parts {
        whole.push_str("<w:tbl>");
        whole.push_str(&table.replacen(ROW, &format!("{ROW}<w:tblHeader />"), 1));
    }
    whole.into_bytes()
}

fn cell(text: &str, look: Look, width: usize) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
    text.split('\n').fold(cell, |cell, line| cell.add_paragraph(paragraph(line, look)))
}

fn fonts(han: &str) -> RunFonts {
    let latin = "Times New Roman";
    RunFonts::new().ascii(latin).hi_ansi(latin).cs(latin).east_asia(han)
}

fn paragraph(text: &str, look: Look) -> Paragraph {
    // Half points: 二号 44, 四号 28, 小四 24, 五号 21, 小五 18.
    let (han, size) = match look {
        Look::Title => ("黑体", 44),
        Look::Heading => ("黑体", 28),
        Look::Text | Look::Line | Look::Right => ("仿宋", 24),
        Look::Head => ("黑体", 20),
        Look::Cell | Look::Sign => ("宋体", 20),
        Look::Caption => ("宋体", 18),
    };
    let spacing = match look {
        Look::Title => LineSpacing::new().before(120).after(240),
        Look::Heading => LineSpacing::new().before(240).after(120),
        Look::Text | Look::Line | Look::Right => LineSpacing::new().line_rule(LineSpacingType::Auto).line(340).after(60),
        Look::Caption => LineSpacing::new().before(40).after(200),
        Look::Head | Look::Cell | Look::Sign => LineSpacing::new().line_rule(LineSpacingType::Auto).line(260),
    };
    let run = Run::new().add_text(plain(text)).size(size).fonts(fonts(han));
    let paragraph = Paragraph::new().add_run(if look == Look::Heading { run.bold() } else { run }).line_spacing(spacing);
    match look {
        Look::Title | Look::Head | Look::Sign | Look::Caption => paragraph.align(AlignmentType::Center),
        Look::Right => paragraph.align(AlignmentType::Right),
        Look::Heading => paragraph.keep_next(true),
        Look::Text => paragraph.indent(None, Some(SpecialIndentType::FirstLine(480)), None, None),
        Look::Line | Look::Cell => paragraph,
    }
}

/// Text without what XML cannot hold.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_proportions_and_fit() {
        assert_eq!(fitted((150, 300)), (914_400, 1_828_800));
        let (width, height) = fitted((3_000, 1_500));
        assert_eq!((width, height), (5_400_000, 2_700_000));
        assert_eq!(fitted((1_241, 1_754)), (2_801_801, 3_960_000));
        assert!(fitted((0, 0)).0 > 0);
    }
}
