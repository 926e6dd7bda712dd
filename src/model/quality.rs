//! How well a page's picture can be read.

use serde::{Deserialize, Serialize};

/// How well a page's picture can be read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Effective resolution, dots per inch (estimated from the page size when the file does not say).
    pub dpi: u32,
    /// Whether the page's size, and so the resolution, is the file's own rather than assumed to be A4.
    pub dpi_known: bool,
    /// Colour depth as seen.
    pub tone: Tone,
    /// Share of recognised lines under the confidence that counts as legible, 0 to 1.
    pub illegible_share: f32,
    /// Nothing but paper.
    pub blank: bool,
    /// Width of the edges between ink and paper, tenths of a millimetre; 0 where too little was read to tell.
    pub softness: f32,
    /// Light of the darkest paper around print as a share of the lightest, 0 to 1.
    pub shade: f32,
    /// Where lines run off the picture.
    pub cut: Sides,
}

/// Sides of an upright page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "a page has four sides")]
pub struct Sides {
    /// Top.
    pub top: bool,
    /// Right.
    pub right: bool,
    /// Bottom.
    pub bottom: bool,
    /// Left.
    pub left: bool,
}

impl Quality {
    /// What is known before a picture is looked at: its resolution.
    pub fn of_resolution(dpi: u32, dpi_known: bool) -> Self {
        Self { dpi, dpi_known, tone: Tone::Colour, illegible_share: 0.0, blank: false, softness: 0.0, shade: 1.0, cut: Sides::default() }
    }
}

/// Colour depth of a picture as seen, whatever its file format could hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Colours.
    Colour,
    /// Greys only.
    Grey,
    /// Black and white only.
    Bilevel,
}
