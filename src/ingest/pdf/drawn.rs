//! What stands on a page once it is drawn: glyphs, pictures, rules.

use kurbo::Rect;

/// The direction in which text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Way {
    /// Upright, left to right.
    Right,
    /// Turned clockwise: top to bottom.
    Down,
    /// Upside down.
    Left,
    /// Turned counter-clockwise: bottom to top.
    Up,
    /// Upright glyphs one below the other (vertical CJK writing).
    Column,
}

/// One piece of text as drawn, usually a character.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says; `None` when the file does not tell.
    pub text: Option<String>,
    /// Direction of its line.
    pub way: Way,
    /// Extent along the line.
    pub start: f64,
    /// End of the extent along the line.
    pub end: f64,
    /// Position of the baseline across the line, growing from line to line.
    pub base: f64,
    /// Font size.
    pub em: f64,
    /// Box on the page.
    pub area: Rect,
    /// Whether a reader sees it (no OCR layer, not under a picture, not clipped away).
    pub visible: bool,
}

/// A picture as placed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// The part that shows.
    pub area: Rect,
    /// Encoded pixels.
    pub pixels: (u32, u32),
    /// Pixels per tenth of a millimetre, the finer direction.
    pub density: f64,
    /// Whether parts of the page show through.
    pub transparent: bool,
}

/// A straight horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Horizontal or vertical.
    pub horizontal: bool,
    /// Where it is across its direction.
    pub at: f64,
    /// Where it begins along its direction.
    pub from: f64,
    /// Where it ends along its direction.
    pub to: f64,
}
