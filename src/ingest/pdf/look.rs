//! Decides from a page's structure what must still be looked at in its picture, so that nothing is rendered in vain.

use kurbo::Rect;

use super::canvas::Canvas;
use super::drawn::Placed;
use super::sense::is_senseless;
use super::sheet::rounded;
use crate::model::document::{Line, Look, PageSource, Picture};

/// A picture over this share of the page makes it a scan, and one over [`LARGE`] can hold lines of text.
const SCAN: f64 = 0.5;
const LARGE: f64 = 0.15;
/// Typed lines over this share of a picture's area mean that the picture is a background: running text covers .3 to .5.
const BACKGROUND: f64 = 0.25;
/// More glyphs without text than this share, and than this number, and the text layer is not to be trusted.
const UNREADABLE: f64 = 0.05;
const UNREADABLE_LEAST: usize = 10;
/// Pictures under 3 mm are bullets and rules.
const SPECK: f64 = 30.0;
/// Letters drawn as outlines have about 10 curves each; a page without glyphs that has more is text to a reader.
const OUTLINED_TEXT: usize = 300;
/// Cells of the grid on which overlapping pictures are counted once.
const GRID: usize = 40;

/// What a page's structure says about its picture.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Judged {
    /// What to look at.
    pub look: Look,
    /// Where the text comes from.
    pub source: PageSource,
    /// The text layer does not say what is seen and must not be used.
    pub distrusted: bool,
}

/// Judges a page; `annotated` says whether ink or stamp annotations lie on it.
pub(super) fn judge(canvas: &Canvas<'_, '_>, page: Rect, lines: &[Line], annotated: bool) -> Judged {
    let is_blank = |text: &str| text.trim().is_empty();
    let visible = canvas.glyphs.iter().filter(|glyph| glyph.visible && !glyph.text.as_deref().is_some_and(is_blank));
    let (known, unknown) = visible.fold((0, 0), |(known, unknown), glyph| match glyph.text {
        Some(_) => (known + 1, unknown),
        None => (known, unknown + 1),
    });
    let pictures: Vec<&Placed> = canvas.pictures.iter().filter(|picture| !is_speck(picture)).collect();
    let everything = |source, distrusted| Judged { look: Look::Everything, source, distrusted };
    let both = if known == 0 { PageSource::Scan } else { PageSource::Hybrid };

    let unreadable = unknown >= UNREADABLE_LEAST && unknown as f64 > (known + unknown) as f64 * UNREADABLE;
    if unreadable || is_senseless(lines) {
        return everything(PageSource::Scan, true);
    }
    let shown = pictures.iter().any(|picture| needs_reading(picture, page, lines))
        || covered(&pictures, page) > SCAN && typed(page, lines) < BACKGROUND;
    let outlined = known == 0 && (canvas.curves >= OUTLINED_TEXT || unknown > 0);
    if shown || outlined || (known == 0 && !pictures.is_empty()) {
        return everything(both, false);
    }
    let marked = annotated || !pictures.is_empty() || !canvas.shapes.is_empty();
    Judged { look: if marked { Look::Marks } else { Look::Nothing }, source: PageSource::Text, distrusted: false }
}

/// The pictures of a page that are larger than a speck.
pub(super) fn pictures(canvas: &Canvas<'_, '_>) -> Vec<Picture> {
    let shown = canvas.pictures.iter().filter(|picture| !is_speck(picture));
    // What a clip hides does not make the rest finer, and what is turned has its pixels turned.
    let pixels = |placed: &Placed| [placed.area.width(), placed.area.height()].map(|side| (side * placed.density).round() as u32);
    let picture = |placed: &Placed| Picture { area: rounded(placed.area), pixels: pixels(placed).into(), transparent: placed.transparent };
    shown.map(picture).collect()
}

fn is_speck(picture: &Placed) -> bool {
    picture.area.width() < SPECK && picture.area.height() < SPECK
}

fn needs_reading(picture: &Placed, page: Rect, lines: &[Line]) -> bool {
    picture.area.area() > page.area() * LARGE && typed(picture.area, lines) < BACKGROUND
}

/// Share of an area that typed lines cover.
fn typed(area: Rect, lines: &[Line]) -> f64 {
    let whole = rounded(area);
    let covered: i64 = lines.iter().filter_map(|line| line.area.intersection(whole)).map(crate::model::geometry::Rect::area).sum();
    covered as f64 / whole.area().max(1) as f64
}

/// Share of the page under pictures; strips of one scan add up.
fn covered(pictures: &[&Placed], page: Rect) -> f64 {
    let cells = (0..GRID * GRID).filter(|cell| {
        let at = |step: usize, length: f64| (step as f64 + 0.5) / GRID as f64 * length;
        let point = kurbo::Point::new(at(cell % GRID, page.width()), at(cell / GRID, page.height()));
        pictures.iter().take(MAX_STRIPS).any(|picture| picture.area.contains(point))
    });
    cells.count() as f64 / (GRID * GRID) as f64
}

/// Strips that scanners cut a page into; the most seen is one per text line.
const MAX_STRIPS: usize = 2_000;
