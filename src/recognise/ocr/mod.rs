//! Reading text from pictures.
//!
//! A page goes through: orientation (quarter turns) → line detection → deskew by the lines' own angles → the fast reader on every line →
//! the best reader on lines that the fast one was not sure of, or on all when Japanese shows. A line with a wide gap becomes two, because in a
//! signature block the two halves belong to different parties.

use super::pixels::{Turn, quarter_turns};
use crate::model::raster::Raster;
use crate::model::text::is_kana;

mod detect;
mod engine;
mod orientation;
mod quad;
mod read;

pub use engine::Engine;
pub(crate) use engine::Failure;

use engine::Skill;
pub(crate) use quad::Quad;
use read::Reading;

/// The best reader looks again at lines under this (measured: character errors of clean lines above it are under .1 %).
const SURE: f32 = 0.95;
/// The best reader's answer is taken unless it is less sure by more than this.
const MARGIN: f32 = 0.02;
/// Skew below this many degrees is left: turning costs sharpness and time.
const LEAST_SKEW: f32 = 0.3;
/// Skew above this many degrees is not from a scanner's glass.
const MOST_SKEW: f32 = 8.0;
/// A line says something about skew when it is this many times longer than high.
const LONG: f32 = 5.0;

/// A line read from pixels of the upright picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadLine {
    /// Text.
    pub(crate) text: String,
    /// Mean probability of its characters.
    pub(crate) score: f32,
    /// Left, top, right, bottom in pixels.
    pub(crate) bounds: (f32, f32, f32, f32),
}

/// A page's picture, and how it was turned to stand upright.
pub(crate) struct Upright {
    /// The picture as it now stands.
    pub(crate) raster: Raster,
    /// Clockwise quarter turns that were applied.
    pub(crate) quarters: u8,
    /// Clockwise degrees that were applied after them.
    skew: f32,
}

impl Upright {
    /// A picture as it came.
    pub(crate) fn untouched(raster: Raster) -> Self {
        Self { raster, quarters: 0, skew: 0.0 }
    }

    /// The whole turn in hundredths of a degree, clockwise.
    pub(crate) fn turned(&self) -> i32 {
        i32::from(self.quarters) * 9000 + (self.skew * 100.0).round() as i32
    }
}

impl Engine {
    /// Turns a picture by quarter turns until its text stands upright.
    pub(crate) fn turn(&self, page: &mut Upright) -> Result<(), Failure> {
        page.quarters = self.quarter_turns(&page.raster)?;
        if page.quarters != 0 {
            let raster = std::mem::replace(&mut page.raster, Raster::white(0, 0, 0.0));
            page.raster = quarter_turns(raster, page.quarters);
        }
        Ok(())
    }

    /// Finds lines from top to bottom, and takes a small skew out of the picture if `turnable`.
    pub(crate) fn find(&self, page: &mut Upright, turnable: bool) -> Result<Vec<Quad>, Failure> {
        let quads = self.detect(&page.raster)?;
        let slope = if turnable { slope(&quads) } else { 0.0 };
        if !(LEAST_SKEW..=MOST_SKEW).contains(&slope.abs()) {
            return Ok(quads);
        }
        let turn = Turn::new(-slope, page.raster.width, page.raster.height);
        page.raster = turn.raster(&page.raster);
        page.skew = -slope;
        Ok(quads.iter().map(|quad| quad.map(|point| turn.point(point))).collect())
    }

    /// Reads lines of an upright page, in the order of their quads.
    pub(crate) fn lines(&self, raster: &Raster, quads: &[Quad]) -> Result<Vec<ReadLine>, Failure> {
        let mut readings = self.read(raster, quads, Skill::Fast)?;
        let doubtful: Vec<usize> = (0..quads.len()).filter(|&i| readings[i].0.score() < SURE).collect();
        let japanese = self.again(raster, quads, &mut readings, &doubtful)?;
        if japanese {
            let rest: Vec<usize> = (0..quads.len()).filter(|i| !doubtful.contains(i)).collect();
            self.again(raster, quads, &mut readings, &rest)?;
        }
        let mut lines = Vec::with_capacity(quads.len());
        for (quad, (reading, used)) in quads.iter().zip(readings) {
            for (part, from, to) in reading.split(used) {
                let text = part.text();
                if !text.is_empty() {
                    lines.push(ReadLine { text, score: part.score(), bounds: quad.part(from, to).bounds() });
                }
            }
        }
        Ok(lines)
    }

    /// Reads the chosen lines with the best reader and keeps the better answers; says whether kana showed.
    fn again(&self, raster: &Raster, quads: &[Quad], readings: &mut [(Reading, usize)], chosen: &[usize]) -> Result<bool, Failure> {
        // Tall boxes are read both as they stand (a single narrow character) and turned (a vertical line).
        let mut asked: Vec<(usize, Quad)> = Vec::with_capacity(chosen.len());
        for &i in chosen {
            asked.push((i, quads[i]));
            if quads[i].height() > 1.5 * quads[i].length() {
                asked.push((i, quads[i].turned()));
            }
        }
        let places: Vec<Quad> = asked.iter().map(|(_, quad)| *quad).collect();
        let mut kana = false;
        for ((i, _), answer) in asked.into_iter().zip(self.read(raster, &places, Skill::Best)?) {
            kana |= answer.0.score() > 0.8 && answer.0.text().chars().filter(|&c| is_kana(c)).count() > 1;
            if answer.0.score() + MARGIN >= readings[i].0.score() {
                readings[i] = answer;
            }
        }
        Ok(kana)
    }
}

/// The page's slope in degrees, clockwise: the median angle of long lines, each weighing as much as it is long.
fn slope(quads: &[Quad]) -> f32 {
    let mut angles: Vec<(f32, f32)> =
        quads.iter().filter(|quad| quad.length() > LONG * quad.height()).map(|quad| (quad.angle(), quad.length())).collect();
    if angles.len() < 3 {
        return 0.0;
    }
    angles.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = angles.iter().map(|(_, length)| length).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    angles
        .iter()
        .find(|(_, length)| {
            sum += length;
            sum >= half
        })
        .map_or(0.0, |(angle, _)| *angle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f32, slope: f32, length: f32) -> Quad {
        let rise = slope.to_radians().tan() * length;
        Quad([(0.0, y), (length, y + rise), (length, y + rise + 20.0), (0.0, y + 20.0)])
    }

    #[test]
    fn slope_is_that_of_most_of_the_text() {
        let quads = [line(0.0, 2.0, 900.0), line(50.0, 2.1, 800.0), line(100.0, 1.9, 900.0), line(300.0, -20.0, 200.0)];
        assert!((slope(&quads) - 2.0).abs() < 0.2);
        assert!(slope(&quads[..2]).abs() < f32::EPSILON, "two lines prove nothing");
    }
}
