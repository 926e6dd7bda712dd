//! Strokes that stand together become one mark with its length, colour, confidence and, where it was read, its text.

use super::strokes::Stroke;
use crate::model::document::{Ink, InkColour, Line, Mark, MarkKind, SealText};
use crate::model::geometry::{Confidence, Rect};
use crate::recognise::plane::Sheet;

/// Seeds this close (tenths of a millimetre, across and down) belong to one piece of handwriting.
const NEAR: (i32, i32) = (55, 25);
/// Characters of a hand this high (tenths of a millimetre) may stand farther apart.
const LARGE: i32 = 70;
/// A line of writing is at least this wide and high (tenths of a millimetre): lower is a flourish under it.
const LINE: (i32, i32) = (150, 30);
/// Smaller strokes this close to a seed belong to it.
const BESIDE: i32 = 18;
/// Strokes shorter than this are no handwriting (tenths of a millimetre): a tick or a dot.
const SHORTEST: i32 = 100;

/// A mark of which the layer network takes less than this share for handwriting is left to a person, however long its strokes are: signatures in every kind of
/// scan have .7 and more, most of them over .9.
const DOUBTED: f64 = 0.5;

/// So many digits are a date or a number: whatever stands beside such a line is not of it.
const DIGITS: usize = 4;

/// A piece of handwriting in the making.
struct Group {
    area: Rect,
    /// The read line of digits in which it stands.
    number: Option<usize>,
    length: f64,
    /// Length that the layer network takes for handwriting.
    hand: f64,
    largest: Rect,
    /// Length of strokes in blue, in red, in any colour.
    colours: [f64; 3],
}

/// Groups strokes into marks, top to bottom.
pub(super) fn marks(sheet: &Sheet, strokes: &[Stroke], lines: &[Line], seals: &[Mark]) -> Vec<Mark> {
    let area = |stroke: &Stroke| {
        let b = &stroke.blob;
        sheet.area(f64::from(b.x0), f64::from(b.y0), f64::from(b.x1), f64::from(b.y1))
    };
    let numbers: Vec<Rect> = lines.iter().filter(|line| is_number(line)).map(|line| line.area.grown(4)).collect();
    let number = |area: Rect| numbers.iter().position(|line| area.covered_by(*line) > 0.6);
    let seeds = strokes.iter().filter(|stroke| stroke.seed).map(|stroke| {
        let area = area(stroke);
        let blue = matches!(stroke.colour, InkColour::Blue | InkColour::Purple);
        Group {
            area,
            number: number(area),
            length: stroke.length,
            hand: stroke.length * stroke.hand,
            largest: area,
            colours: [blue, stroke.colour == InkColour::Red, true].map(|own| if own { stroke.length } else { 0.0 }),
        }
    });
    let mut groups = joined(seeds);
    let bounds: Vec<(Rect, Option<usize>)> = groups.iter().map(|g| (g.area, g.number)).collect();
    for stroke in strokes.iter().filter(|s| !s.seed) {
        let area = area(stroke);
        // What was read as print belongs to the handwriting only where it lies within it.
        let belongs = |(bounds, line): &(Rect, Option<usize>)| {
            if *line != number(area) {
                false
            } else if stroke.explained {
                area.covered_by(*bounds) > 0.5
            } else {
                bounds.overlap_x(area) > -BESIDE && bounds.overlap_y(area) > -BESIDE / 2
            }
        };
        if let Some(i) = bounds.iter().position(belongs) {
            groups[i].area = groups[i].area.union(area);
            groups[i].length += stroke.length;
            groups[i].hand += stroke.length * stroke.hand;
        }
    }
    // Small strokes may have closed a gap.
    let groups = joined(groups.into_iter());
    let mut out: Vec<Mark> = groups.iter().filter_map(|group| mark(sheet, group, lines, seals)).collect();
    out.sort_by_key(|mark| (mark.area.top, mark.area.left, mark.area.right, mark.area.bottom));
    out
}

/// Groups that stand together made one: first along the lines of writing, then across them.
fn joined(single: impl Iterator<Item = Group>) -> Vec<Group> {
    merged(merged(single, in_line).into_iter(), together)
}

/// Groups of which each two fit made one, until none do.
fn merged(single: impl Iterator<Item = Group>, fit: fn(Rect, Rect) -> bool) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for mut own in single {
        while let Some(i) = groups.iter().position(|g| g.number == own.number && fit(g.area, own.area)) {
            let other = groups.swap_remove(i);
            own.area = own.area.union(other.area);
            own.length += other.length;
            own.hand += other.hand;
            own.largest = if other.largest.area() > own.largest.area() { other.largest } else { own.largest };
            own.colours.iter_mut().zip(other.colours).for_each(|(own, other)| *own += other);
        }
        groups.push(own);
    }
    groups
}

/// Whether a line is a date or a number.
fn is_number(line: &Line) -> bool {
    line.text.chars().filter(char::is_ascii_digit).count() >= DIGITS
}

/// Whether two pieces are of one line of writing: side by side, the lower one for the most part beside the higher one.
fn in_line(a: Rect, b: Rect) -> bool {
    let low = a.height().min(b.height());
    a.overlap_y(b) * 2 >= low && a.overlap_x(b) > -NEAR.0
}

/// Whether two pieces are parts of one: near each other and no two lines, or side by side with less space between them than the lower one is high, as
/// the characters of a name in a large hand.
fn together(a: Rect, b: Rect) -> bool {
    let low = a.height().min(b.height());
    let near = a.overlap_x(b) > -NEAR.0 && a.overlap_y(b) > -NEAR.1;
    let abreast = low >= LARGE && a.overlap_y(b) * 10 >= low * 6 && -a.overlap_x(b) * 10 < low * 9;
    near && !are_lines(a, b) || abreast
}

/// Whether two pieces are lines of writing one below the other, as a signature and its date.
fn are_lines(a: Rect, b: Rect) -> bool {
    let is_line = |r: Rect| r.height() >= LINE.1 && r.width() >= LINE.0 && r.width() >= 2 * r.height();
    is_line(a) && is_line(b) && a.overlap_y(b) * 5 < a.height().min(b.height())
}

fn mark(sheet: &Sheet, group: &Group, lines: &[Line], seals: &[Mark]) -> Option<Mark> {
    let stroke_length = (group.length / sheet.per_mm * 10.0).round() as i32;
    let (w, h) = (group.area.width(), group.area.height());
    if stroke_length < SHORTEST || w.max(h) < 40 || w.min(h) < 15 {
        return None;
    }
    // A signature is 6 mm or more of connected strokes and 4 cm of them in all; less is a tick, a smudge, a fragment.
    let by_length = ((group.length / sheet.per_mm * 10.0 - 100.0) / 400.0).clamp(0.0, 1.0);
    let by_size = ((f64::from(group.largest.width().max(group.largest.height())) - 25.0) / 50.0).clamp(0.0, 1.0);
    let mut sure = 0.35 + 0.35 * by_length + 0.27 * by_size;
    let hand = group.hand / group.length.max(1.0);
    let stamp = seals
        .iter()
        .filter(|s| matches!(&s.kind, MarkKind::Seal(_)))
        .map(|s| (group.area.covered_by(s.area), s))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((covered, Mark { kind: MarkKind::Seal(seal), .. })) = stamp {
        // Without colour a stamp's own strokes can pass for a pen's.
        let doubt = if seal.colour == InkColour::Grey { 0.3 } else { 0.08 };
        sure -= doubt * covered * (1.0 - hand);
    }
    if hand < DOUBTED {
        sure = sure.min(0.35 + 0.25 * hand);
    }
    let [blue, red, all] = group.colours;
    let colour = match (blue * 2.0 > all, red * 2.0 > all) {
        (true, _) => InkColour::Blue,
        (_, true) => InkColour::Red,
        _ => InkColour::Black,
    };
    let text = lines
        .iter()
        .filter(|line| line.area.covered_by(group.area.grown(10)) > 0.6)
        .max_by_key(|line| (line.area.area(), line.area))
        .map(|line| SealText { text: line.text.clone(), confidence: line.origin.confidence() });
    Some(Mark {
        kind: MarkKind::Ink(Ink { colour, stroke_length, text }),
        area: group.area,
        confidence: Confidence::from_share(sure.max(0.2) as f32),
    })
}
