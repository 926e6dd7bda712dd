//! Fonts, frames and colours of the workbook.

use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatText, ConditionalFormatTextRule, Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet,
};

use super::Error;

/// The font of running text in Chinese offices.
const TEXT: &str = "宋体";
/// The font of headings there.
const HEADING: &str = "黑体";
/// Size of cells in points.
const SIZE: u8 = 10;
/// Frames of cells.
const FRAME: u32 = 0x0080_8080;
/// Ground of column heads.
const HEAD: u32 = 0x00E7_ECF2;
/// Ground of cells that a person still has to fill.
const TO_FILL: u32 = 0x00FF_F9DB;
/// Links.
const LINK: u32 = 0x001F_4E9E;
/// What is taken from elsewhere than asked, or does not apply.
const FAINT: u32 = 0x0060_6060;

/// Ground and letters of something missing, to be looked at, worth knowing, in place.
pub(super) const GAP: (u32, u32) = (0x00FB_DDDB, 0x008E_1B16);
pub(super) const REVIEW: (u32, u32) = (0x00FF_EFC2, 0x006B_4E00);
pub(super) const NOTE: (u32, u32) = (0x00DC_E9F7, 0x001B_4B7A);
pub(super) const PASS: (u32, u32) = (0x00DF_F0D8, 0x0024_5E1C);

/// Plain text without a frame.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(TEXT).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter).set_text_wrap().set_quote_prefix()
}

/// The title of a form.
pub(super) fn title() -> Format {
    Format::new().set_font_name(HEADING).set_font_size(16).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

/// A column's head.
pub(super) fn head() -> Format {
    Format::new()
        .set_font_name(HEADING)
        .set_font_size(SIZE)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_border_color(FRAME)
        .set_background_color(HEAD)
}

/// A cell with text: from files, hence marked as text whatever it begins with.
pub(super) fn cell() -> Format {
    plain().set_border(FormatBorder::Thin).set_border_color(FRAME)
}

/// A cell with a short word or number.
pub(super) fn centred() -> Format {
    cell().set_align(FormatAlign::Center)
}

/// A cell whose content was not given where it should be and is taken from elsewhere, or does not count.
pub(super) fn faint(format: Format) -> Format {
    format.set_font_color(FAINT)
}

/// A cell that leads elsewhere.
pub(super) fn link() -> Format {
    cell().set_font_color(LINK).set_underline(FormatUnderline::Single)
}

/// The corners of a range: first row and column, last row and column.
pub(super) type Range = (u32, u16, u32, u16);

/// Colours a range's cells by the word that they begin with, also after somebody changes it.
pub(super) fn colour(sheet: &mut Worksheet, (top, left, bottom, right): Range, words: &[(&str, (u32, u32))]) -> Result<(), Error> {
    for (word, (ground, letters)) in words {
        let format = Format::new().set_background_color(*ground).set_font_color(*letters);
        let rule = ConditionalFormatText::new().set_rule(ConditionalFormatTextRule::BeginsWith((*word).to_owned())).set_format(format);
        sheet.add_conditional_format(top, left, bottom, right, &rule)?;
    }
    Ok(())
}

/// Marks a range's empty cells until somebody fills them.
pub(super) fn to_fill(sheet: &mut Worksheet, (top, left, bottom, right): Range) -> Result<(), Error> {
    let rule = ConditionalFormatBlank::new().set_format(Format::new().set_background_color(TO_FILL));
    sheet.add_conditional_format(top, left, bottom, right, &rule)?;
    Ok(())
}
