//! What a page draws, collected instead of painted: glyphs, pictures, ruling lines and drawn curves.

use std::collections::HashMap;

use hayro_cmap::WritingMode;
use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use hayro_syntax::object::Dict;
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::drawn::{Glyph, Placed, Rule, Way};
use super::guard;
use super::unicode::{Reader, Reading};

/// Path elements of one page; the densest real page measured (a CAD drawing) has under a million.
const MAX_PATH_ELEMENTS: usize = 4_000_000;
/// Glyphs of one page; the densest real page holds under 30,000.
const MAX_GLYPHS: usize = 500_000;
/// Pictures of one page.
const MAX_PICTURES: usize = 20_000;
/// Dark areas of one page on which white text may stand: tables with a cell each have a few hundred.
const MAX_GROUNDS: usize = 2_000;
/// Overprinted copies of a glyph (fake bold) stand within this part of an em.
const OVERPRINT: f64 = 0.12;
/// Half-thickness of what still counts as a ruling line, and its least length, in tenths of a millimetre.
const RULE_THICKNESS: f64 = 10.0;
const RULE_LENGTH: f64 = 25.0;
/// Rise of the box around a glyph above and below its baseline, in ems: the usual ascent and descent of CJK and Latin fonts.
const ASCENT: f64 = 0.85;
const DESCENT: f64 = 0.2;

/// Collects what one page draws; coordinates are tenths of a millimetre on the upright page.
pub(super) struct Canvas<'r, 'a> {
    reader: &'r mut Reader<'a>,
    bounds: Rect,
    characters_left: usize,
    path_elements: usize,
    clips: Vec<Rect>,
    translucent: Vec<bool>,
    seen: HashMap<(u64, i64), Vec<f64>>,
    /// Glyphs in drawing order.
    pub glyphs: Vec<Glyph>,
    /// Glyphs that run at an odd angle, as watermarks do; they are not text.
    pub askew: usize,
    /// Pictures in drawing order.
    pub pictures: Vec<Placed>,
    /// Ruling lines in drawing order.
    pub rules: Vec<Rule>,
    /// What is dark enough for white text to show on it.
    grounds: Vec<Rect>,
    /// Boxes of drawn shapes that are neither rules nor boxes: vector ink, seals, logos.
    pub shapes: Vec<Rect>,
    /// Curve elements on the whole page.
    pub curves: usize,
}

impl<'r, 'a> Canvas<'r, 'a> {
    /// An empty page of this size.
    pub(super) fn new(bounds: Rect, reader: &'r mut Reader<'a>, characters_left: usize) -> Self {
        Self {
            reader,
            bounds,
            characters_left,
            path_elements: 0,
            clips: Vec::new(),
            translucent: Vec::new(),
            seen: HashMap::new(),
            glyphs: Vec::new(),
            askew: 0,
            pictures: Vec::new(),
            rules: Vec::new(),
            grounds: Vec::new(),
            shapes: Vec::new(),
            curves: 0,
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(self.bounds)
    }

    fn glyph(&mut self, glyph: &PdfGlyph<'_>, transform: Affine, vertical: bool, shown: Shown) {
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(1.0, 0.0) - origin;
        let em = (transform * Point::new(0.0, 1000.0) - origin).hypot();
        if !(origin.is_finite() && along.hypot() > 0.0 && em.is_finite() && em > 0.0) {
            return;
        }
        let Some(way) = way(along.atan2(), vertical) else {
            self.askew += 1;
            return;
        };
        let advance = if vertical { 1000.0 } else { advance(glyph) };
        let area = transform.transform_rect_bbox(Rect::new(0.0, -1000.0 * DESCENT, advance, 1000.0 * ASCENT));
        let center = area.center();
        if !self.bounds.inflate(1.0, 1.0).contains(center) {
            return;
        }
        let text = match self.reader.read(glyph) {
            Reading::Text(text) => Some(text),
            Reading::Unknown => None,
        };
        let (start, end, base) = match way {
            Way::Right => (origin.x, origin.x + along.x * advance, origin.y),
            Way::Down => (origin.y, origin.y + along.y * advance, -origin.x),
            Way::Left => (-origin.x, -origin.x - along.x * advance, -origin.y),
            Way::Up => (-origin.y, -origin.y - along.y * advance, origin.x),
            Way::Column => (area.y0, area.y1, -center.x),
        };
        if text.as_deref().is_none_or(|text| !text.trim().is_empty()) && self.overprints(glyph.char_code(), way, start, base, em) {
            return;
        }
        self.characters_left = match self.characters_left.checked_sub(text.as_ref().map_or(1, String::len)) {
            Some(left) if self.glyphs.len() < MAX_GLYPHS => left,
            _ => guard::stop_over_budget(),
        };
        let painted = match shown {
            Shown::Dark => true,
            Shown::White => self.grounds.iter().any(|ground| ground.contains(center)),
            Shown::Not => false,
        };
        let visible = painted && self.clip().inflate(em, em).contains(center);
        self.glyphs.push(Glyph { text, way, start, end, base, em, area, visible });
    }

    /// Whether the same character was already drawn on this spot.
    fn overprints(&mut self, code: u32, way: Way, start: f64, base: f64, em: f64) -> bool {
        let key = u64::from(code) << 3 | way as u64;
        let row = (base / (em * 0.25)).round() as i64;
        let known = [row - 1, row, row + 1]
            .iter()
            .any(|row| self.seen.get(&(key, *row)).is_some_and(|starts| starts.iter().any(|other| (other - start).abs() < em * OVERPRINT)));
        if !known {
            self.seen.entry((key, row)).or_default().push(start);
        }
        known
    }

    fn picture(&mut self, width: u32, height: u32, transform: Affine, transparent: bool) {
        if self.pictures.len() >= MAX_PICTURES {
            guard::stop_over_budget();
        }
        let whole = transform.transform_rect_bbox(Rect::new(0.0, 0.0, f64::from(width), f64::from(height)));
        let area = whole.intersect(self.clip()).intersect(self.bounds);
        if !(whole.is_finite() && area.width() > 0.0 && area.height() > 0.0) {
            return;
        }
        let [a, b, c, d, ..] = transform.as_coeffs();
        let step = a.hypot(b).min(c.hypot(d));
        let density = if step > 0.0 { 1.0 / step } else { 0.0 };
        let transparent = transparent || self.translucent.contains(&true);
        if !transparent && area.area() > self.bounds.area() * 0.5 {
            // A page-filling picture hides the text drawn before it: some scanners write their OCR layer that way.
            for glyph in self.glyphs.iter_mut().filter(|glyph| area.contains(glyph.area.center())) {
                glyph.visible = false;
            }
        }
        self.ground(area);
        self.pictures.push(Placed { area, pixels: (width, height), density, transparent });
    }

    /// Remembers what white text shows on; what is smaller than a word is not.
    fn ground(&mut self, area: Rect) {
        if self.grounds.len() < MAX_GROUNDS && area.width() > RULE_LENGTH && area.height() > RULE_THICKNESS {
            self.grounds.push(area);
        }
    }

    fn outline(&mut self, path: &BezPath, transform: Affine, stroked: bool) {
        self.path_elements += path.elements().len();
        if self.path_elements > MAX_PATH_ELEMENTS {
            guard::stop_over_budget();
        }
        let mut shape = Outline::default();
        for element in (transform * path).elements() {
            if matches!(element, PathEl::MoveTo(_)) && !stroked {
                self.filled(&std::mem::take(&mut shape));
            }
            if let Some(line) = shape.add(*element)
                && stroked
            {
                self.rule(line);
            }
        }
        if stroked { self.shape(&shape) } else { self.filled(&shape) }
    }

    fn filled(&mut self, shape: &Outline) {
        let Some(area) = shape.area else { return };
        if shape.curves == 0 && area.width().min(area.height()) <= RULE_THICKNESS {
            self.rule(area);
        } else {
            self.shape(shape);
        }
    }

    fn shape(&mut self, shape: &Outline) {
        let Some(area) = shape.area else { return };
        self.curves += shape.curves;
        let shown = area.intersect(self.clip()).intersect(self.bounds);
        if shape.is_drawing(area) && shown.width().max(shown.height()) > 0.0 {
            self.shapes.push(shown);
        }
    }

    fn rule(&mut self, line: Rect) {
        let shown = self.clip().inflate(1.0, 1.0);
        if !line.inflate(0.5, 0.5).overlaps(shown) {
            return;
        }
        let line = line.intersect(shown);
        let (width, height) = (line.width(), line.height());
        if width >= RULE_LENGTH && height <= RULE_THICKNESS {
            self.rules.push(Rule { horizontal: true, at: line.center().y, from: line.x0, to: line.x1 });
        } else if height >= RULE_LENGTH && width <= RULE_THICKNESS {
            self.rules.push(Rule { horizontal: false, at: line.center().x, from: line.y0, to: line.y1 });
        }
    }
}

/// The nearest quarter turn, if it is near enough: 6 degrees are more than the skew of a crooked OCR layer.
fn way(angle: f64, vertical: bool) -> Option<Way> {
    let quarters = angle / std::f64::consts::FRAC_PI_2;
    let nearest = quarters.round();
    if (quarters - nearest).abs() > 6.0 / 90.0 {
        return None;
    }
    Some(match (nearest as i64).rem_euclid(4) {
        0 if vertical => Way::Column,
        0 => Way::Right,
        1 => Way::Down,
        2 => Way::Left,
        _ => Way::Up,
    })
}

fn advance(glyph: &PdfGlyph<'_>) -> f64 {
    let advance = match glyph {
        PdfGlyph::Outline(glyph) => glyph.advance_width(),
        PdfGlyph::Type3(glyph) => glyph.advance_width(),
    };
    advance.map(f64::from).filter(|advance| advance.is_finite() && *advance > 0.0).unwrap_or(500.0).min(4000.0)
}

/// One subpath (or stroked path) as it is walked.
#[derive(Default)]
struct Outline {
    area: Option<Rect>,
    at: Point,
    begin: Point,
    curves: usize,
    /// Extent of the widest single curve.
    bend: f64,
    oblique: usize,
}

impl Outline {
    /// Adds an element; a straight one comes back as a rectangle without thickness.
    fn add(&mut self, element: PathEl) -> Option<Rect> {
        let (to, curved) = match element {
            PathEl::MoveTo(to) => {
                (self.at, self.begin) = (to, to);
                return None;
            }
            PathEl::LineTo(to) => (to, false),
            PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => (to, true),
            PathEl::ClosePath => (self.begin, false),
        };
        let step = Rect::from_points(self.at, to);
        self.at = to;
        self.area = Some(self.area.map_or(step, |area| area.union(step)));
        if curved {
            self.curves += 1;
            self.bend = self.bend.max(step.width().max(step.height()));
            return None;
        }
        self.oblique += usize::from(step.width() > 1.0 && step.height() > 1.0);
        Some(step)
    }

    /// Whether this is more than boxes, rounded boxes, bullets and arrows.
    fn is_drawing(&self, area: Rect) -> bool {
        let long = area.width().max(area.height());
        let rounded_box = self.curves <= 8 && self.bend < long * 0.2;
        // 4 mm: above bullets and check boxes, below any signature or seal.
        long >= 40.0 && (self.oblique >= 12 || (self.curves >= 3 && !rounded_box))
    }
}

/// How paint shows on white paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Dark,
    /// Only on something dark.
    White,
    /// Fully transparent.
    Not,
}

fn shown(props: &DrawProps<'_>) -> Shown {
    match &props.paint {
        Paint::Color(colour) => match colour.to_rgba().components() {
            [.., a] if a <= 0.02 => Shown::Not,
            [r, g, b, _] if r.min(g).min(b) >= 0.98 => Shown::White,
            _ => Shown::Dark,
        },
        Paint::Pattern(_) => Shown::Dark,
    }
}

impl<'a> Device<'a> for Canvas<'_, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, draw_mode: &DrawMode) {
        if shown(&props) == Shown::Dark {
            if matches!(draw_mode, DrawMode::Fill(_)) {
                self.ground((props.transform * path).bounding_box());
            }
            self.outline(path, props.transform, !matches!(draw_mode, DrawMode::Fill(_)));
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.clips.push(self.clip().intersect(clip_path.path.bounding_box()));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clips.push(self.clip().intersect(*rect));
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        self.translucent.push(opacity < 0.98 || mask.is_some() || blend_mode != BlendMode::Normal);
    }

    fn pop_transparency_group(&mut self) {
        self.translucent.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, draw_mode: &DrawMode) {
        let shown = if matches!(draw_mode, DrawMode::Invisible) { Shown::Not } else { shown(&props) };
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), vertical, shown);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let masked = |dict: &Dict<'_>| dict.contains_key("SMask") || dict.contains_key("Mask") || dict.contains_key("SMaskInData");
        let transparent = match &image {
            Image::Stencil(_) => true,
            Image::Raster(picture) => masked(picture.stream().dict()),
        };
        let transparent = transparent || props.soft_mask.is_some() || props.blend_mode != BlendMode::Normal;
        self.picture(image.width(), image.height(), props.transform, transparent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarter_turns_are_text_and_watermarks_are_not() {
        assert_eq!(way(0.05, false), Some(Way::Right));
        assert_eq!(way(-std::f64::consts::FRAC_PI_2, false), Some(Way::Up));
        assert_eq!(way(std::f64::consts::PI, false), Some(Way::Left));
        assert_eq!(way(0.0, true), Some(Way::Column));
        assert_eq!(way(0.8, false), None);
    }

    #[test]
    fn a_circle_is_a_drawing_and_a_rounded_box_is_not() {
        let walk = |path: BezPath| {
            let mut outline = Outline::default();
            for element in path.elements() {
                outline.add(*element);
            }
            outline.is_drawing(path.bounding_box())
        };
        assert!(walk(kurbo::Circle::new((500.0, 500.0), 200.0).to_path(0.1)));
        assert!(!walk(Rect::new(0.0, 0.0, 800.0, 300.0).to_rounded_rect(20.0).to_path(0.1)));
        assert!(!walk(kurbo::Circle::new((50.0, 50.0), 10.0).to_path(0.1)));
    }
}
