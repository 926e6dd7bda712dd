//! Reading text from pictures.
//!
//! A page goes through: orientation (quarter turns) → line detection (red ink taken out) → deskew by the lines' own angles → the fast reader on every line →
//! the best reader on lines that the fast one was not sure of, or on all when Japanese shows. A line with a wide gap becomes two, because in a
//! signature block the two halves belong to different parties. A page that the networks have no characters for is read by `tesseract` when that is
//! installed ([`script`]).

use std::time::Duration;

use super::pixels::{Turn, quarter_turns, without_red};
use crate::model::geometry::Rect;
use crate::model::raster::Raster;
use crate::model::text::{is_han, is_kana};

mod detect;
mod engine;
mod orientation;
mod quad;
mod read;
mod script;
mod windows;

pub(crate) use engine::Failure;
pub(super) use engine::on_plain_thread;
pub use engine::{Engine, Identity};
pub(super) use read::{HEIGHT as STRIP, Strip};
pub(super) use script::is_helpers;
pub(super) use windows::is_cut;

use engine::Skill;
use quad::Quad;
use read::Reading;

/// Longer side of the page in which lines are looked for. Against 960 it costs .3 to .4 s of processor time a page and saves short lines, lines under grey
/// and blue seals, and the last characters of names.
const PAGE_SIDE: usize = 1280;
/// The same for red print, which is large.
const LETTERHEAD_SIDE: usize = 640;
/// The best reader looks again at lines under this (measured: character errors of clean lines above it are under .1 %).
const SURE: f32 = 0.95;
/// The best reader's answer is taken unless it is less sure by more than this.
const MARGIN: f32 = 0.02;
/// So many lines of a page that looks unreadable are tried with the best reader before it is called so.
const SAMPLE: usize = 6;
/// Skew below this many degrees is left: turning costs sharpness and time.
const LEAST_SKEW: f32 = 0.3;
/// Skew above this many degrees is not from a scanner's glass.
const MOST_SKEW: f32 = 8.0;
/// A line says something about skew when it is this many times longer than high.
const LONG: f32 = 5.0;

/// A red line is kept from this confidence on: arcs of a seal read worse.
const RED_SURE: f32 = 0.9;
/// A date in red pen has at least so many digits, half of its characters, and this confidence; a seal's number is longer and curved.
const DATE_DIGITS: usize = 5;
const RED_DATE: f32 = 0.8;
/// It is this many times longer than high.
const RED_LONG: f32 = 2.5;
/// A red line has at least this many characters.
const RED_LENGTH: usize = 4;

/// The gap inside a label set wide ("职　　务"), in line heights.
const LABEL_GAP: f32 = 2.2;

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

/// What was read on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Text {
    /// Lines.
    pub(crate) lines: Vec<ReadLine>,
    /// Name of the script that most of the page seems to be in and that nothing installed can read.
    pub(crate) unknown_script: Option<&'static str>,
    /// Whether most lines run up or down the page, as they do on a page that lies on its side.
    pub(crate) on_its_side: bool,
}

/// A page's picture, and how it was turned to stand upright.
pub(crate) struct Upright {
    /// The picture as it now stands.
    pub(crate) raster: Raster,
    /// Clockwise quarter turns that were applied.
    pub(crate) quarters: u8,
    /// Clockwise degrees that were applied after them.
    skew: f32,
    /// How long a helper may still be asked for it.
    patience: Duration,
}

impl Upright {
    /// A picture as it came; a part of a page, for which no helper is asked.
    pub(crate) fn untouched(raster: Raster) -> Self {
        Self { raster, quarters: 0, skew: 0.0, patience: Duration::ZERO }
    }

    /// A page's picture as it came.
    pub(crate) fn page(raster: Raster) -> Self {
        Self { patience: script::PATIENCE, ..Self::untouched(raster) }
    }

    /// Leaves a helper only the time that another picture of the same page has left it.
    pub(crate) fn spend_as(&mut self, other: &Self) {
        self.patience = other.patience;
    }

    /// The picture turned further, by clockwise quarter turns.
    pub(crate) fn turned_by(&self, quarters: u8) -> Self {
        let raster = quarter_turns(self.raster.clone(), quarters);
        Self { raster, quarters: (self.quarters + quarters) % 4, skew: self.skew, patience: self.patience }
    }

    /// Takes a point of the picture to where it was before the skew was taken out.
    pub(in crate::recognise) fn back(&self) -> Turn {
        Turn::new(-self.skew, self.raster.width, self.raster.height)
    }
}

/// A level area of a page as the networks for lines want it.
pub(super) fn strip(raster: &Raster, area: Rect) -> Option<Strip> {
    let (left, top, right, bottom) = raster.bounds(area);
    let [left, top, right, bottom] = [left, top, right, bottom].map(|side| side as f32);
    (left < right && top < bottom).then(|| read::strip(raster, &Quad([(left, top), (right, top), (right, bottom), (left, bottom)])))?
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

    /// Reads a page, and takes a small skew out of its picture if `turnable`.
    ///
    /// Red ink is taken out first: a seal over print would cut its lines short. What was red is looked at by itself, and kept if it is a line of text
    /// (a red letterhead) rather than a piece of a seal.
    pub(crate) fn lines(&self, page: &mut Upright, turnable: bool) -> Result<Text, Failure> {
        let mut print = without_red(&page.raster);
        let look = |picture: &Raster, side: usize| windows::detect(picture, |part| self.detect(part, side));
        let mut quads = look(print.as_ref().unwrap_or(&page.raster), PAGE_SIDE)?;
        let mut red = if print.is_some() { look(&page.raster, LETTERHEAD_SIDE)? } else { Vec::new() };
        red.retain(|quad| quad.length() > RED_LONG * quad.height() && quads.iter().all(|other| !overlap(quad, other)));
        let slope = if turnable { slope(&quads) } else { 0.0 };
        if (LEAST_SKEW..=MOST_SKEW).contains(&slope.abs()) {
            let turn = Turn::new(-slope, page.raster.width, page.raster.height);
            for quad in quads.iter_mut().chain(&mut red) {
                *quad = quad.map(|point| turn.point(point));
            }
            page.raster = turn.raster(&page.raster);
            page.skew -= slope;
            print = print.map(|print| turn.raster(&print));
        }
        let print = print.as_ref().unwrap_or(&page.raster);
        let on_its_side = 2 * quads.iter().filter(|quad| quad.is_tall()).count() > quads.len();
        let mut readings = self.read(print, &quads, Skill::Fast)?;
        let mut suspicion = self.unreadable(print, &quads, &mut readings)?;
        if suspicion.is_none() {
            self.improve(print, &quads, &mut readings)?;
            suspicion = script::suspicion(&readings);
        }
        if let Some(suspicion) = suspicion {
            match self.helpers.then(|| script::read(print, suspicion, &mut page.patience)).flatten() {
                Some(lines) => return Ok(Text { lines, unknown_script: None, on_its_side }),
                None => return Ok(Text { lines: split(&quads, &readings), unknown_script: Some(suspicion.name()), on_its_side }),
            }
        }
        let mut lines = joined(halves_joined(split(&quads, &readings)));
        let letterhead = split(&red, &self.read_well(&page.raster, &red)?);
        lines.extend(letterhead.into_iter().filter(is_red_text));
        Ok(Text { lines, unknown_script: None, on_its_side })
    }

    /// The fast reader's answers, the best reader's where they are better.
    fn read_well(&self, raster: &Raster, quads: &[Quad]) -> Result<Vec<(Reading, usize)>, Failure> {
        let mut readings = self.read(raster, quads, Skill::Fast)?;
        self.improve(raster, quads, &mut readings)?;
        Ok(readings)
    }

    /// A page's script that nothing here can read, noticed early: the fast reader fails on it, and the best one is tried on the longest of its strange
    /// lines and fails on most. The others need not be read by it then, which costs seconds a page, and again for each way that the page is turned.
    fn unreadable(&self, raster: &Raster, quads: &[Quad], readings: &mut [(Reading, usize)]) -> Result<Option<script::Suspicion>, Failure> {
        if script::suspicion(readings).is_none() {
            return Ok(None);
        }
        let mut sample = script::strange(readings);
        sample.truncate(SAMPLE);
        self.again(raster, quads, readings, &sample)?;
        let still = script::strange(readings);
        let failed = sample.iter().filter(|line| still.contains(line)).count();
        Ok(script::suspicion(readings).filter(|_| 3 * failed >= 2 * sample.len()))
    }

    /// Lets the best reader look again at the lines that the fast one was not sure of, or at all when Japanese shows.
    fn improve(&self, raster: &Raster, quads: &[Quad], readings: &mut [(Reading, usize)]) -> Result<(), Failure> {
        let (doubtful, rest): (Vec<usize>, Vec<usize>) = (0..quads.len()).partition(|&i| readings[i].0.score() < SURE);
        self.again(raster, quads, readings, &doubtful)?;
        // Only the best reader knows kana.
        if readings.iter().any(|(reading, _)| reading.score() > 0.8 && reading.text().chars().filter(|&c| is_kana(c)).count() > 1) {
            self.again(raster, quads, readings, &rest)?;
        }
        Ok(())
    }

    /// Reads the chosen lines with the best reader and keeps the better answers.
    fn again(&self, raster: &Raster, quads: &[Quad], readings: &mut [(Reading, usize)], chosen: &[usize]) -> Result<(), Failure> {
        // Tall boxes are read both as they stand (a single narrow character) and turned (a vertical line).
        let mut asked: Vec<(usize, Quad)> = Vec::with_capacity(chosen.len());
        for &i in chosen {
            asked.push((i, quads[i]));
            if quads[i].is_tall() {
                asked.push((i, quads[i].turned()));
            }
        }
        let places: Vec<Quad> = asked.iter().map(|(_, quad)| *quad).collect();
        for ((i, _), answer) in asked.into_iter().zip(self.read(raster, &places, Skill::Best)?) {
            if answer.0.score() + MARGIN >= readings[i].0.score() {
                readings[i] = answer;
            }
        }
        Ok(())
    }
}

/// Readings as lines, cut at wide gaps.
fn split(quads: &[Quad], readings: &[(Reading, usize)]) -> Vec<ReadLine> {
    let mut lines = Vec::with_capacity(quads.len());
    for (quad, (reading, used)) in quads.iter().zip(readings) {
        for (part, from, to) in reading.split(*used) {
            let text = part.text();
            if !text.is_empty() {
                lines.push(ReadLine { text, score: part.score(), bounds: quad.part(from, to).bounds() });
            }
        }
    }
    lines
}

/// Whether what was read in red is a line of text, or a date in red pen, rather than a piece of a seal.
fn is_red_text(line: &ReadLine) -> bool {
    let (left, top, right, bottom) = line.bounds;
    let long = right - left > LONG * (bottom - top) && line.score >= RED_SURE && line.text.chars().count() >= RED_LENGTH;
    let digits = line.text.chars().filter(char::is_ascii_digit).count();
    long || digits >= DATE_DIGITS && line.score >= RED_DATE && digits * 2 >= line.text.chars().count()
}

/// A line that detection cut in two, often where a stamp begins: the halves abut on one base line and are as tall as each other.
fn halves_joined(lines: Vec<ReadLine>) -> Vec<ReadLine> {
    let height = |line: &ReadLine| line.bounds.3 - line.bounds.1;
    let follows = |left: &ReadLine, right: &ReadLine| {
        let (low, high) = (height(left).min(height(right)), height(left).max(height(right)));
        let common = left.bounds.3.min(right.bounds.3) - left.bounds.1.max(right.bounds.1);
        let gap = right.bounds.0 - left.bounds.2;
        low > 0.85 * high && common > 0.85 * high && (-0.25 * low..0.2 * low).contains(&gap)
    };
    merged(lines, |lines, at| (0..lines.len()).find(|&next| next != at && follows(&lines[at], &lines[next])))
}

/// Labels set wide ("职　　务：") come as a lone character and the rest: joined again when nothing else can be meant.
fn joined(lines: Vec<ReadLine>) -> Vec<ReadLine> {
    merged(lines, rest_of_label)
}

/// Lines with the rest of each, as `rest` finds it, added at their end.
fn merged(mut lines: Vec<ReadLine>, rest: impl Fn(&[ReadLine], usize) -> Option<usize>) -> Vec<ReadLine> {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut at = 0;
    while at < lines.len() {
        let Some(next) = rest(&lines, at) else {
            at += 1;
            continue;
        };
        let right = lines.remove(next);
        at -= usize::from(next < at);
        let left = &mut lines[at];
        if latin(left.text.chars().next_back()) && latin(right.text.chars().next()) {
            left.text.push(' ');
        }
        left.text.push_str(&right.text);
        left.score = left.score.min(right.score);
        let (a, b) = (left.bounds, right.bounds);
        left.bounds = (a.0.min(b.0), a.1.min(b.1), a.2.max(b.2), a.3.max(b.3));
    }
    lines
}

/// The nearest line to the right of a lone Han character, within a wide label's gap, of its height, that begins with Han.
fn rest_of_label(lines: &[ReadLine], at: usize) -> Option<usize> {
    let lone = &lines[at];
    let mut characters = lone.text.chars();
    if !(characters.next().is_some_and(is_han) && characters.next().is_none()) {
        return None;
    }
    let height = lone.bounds.3 - lone.bounds.1;
    let follows = |line: &ReadLine| {
        let gap = line.bounds.0 - lone.bounds.2;
        let common = line.bounds.3.min(lone.bounds.3) - line.bounds.1.max(lone.bounds.1);
        let other = line.bounds.3 - line.bounds.1;
        gap > -0.5 * height && gap < LABEL_GAP * height && common > 0.6 * height.max(other) && line.text.contains(['：', ':'])
    };
    let mut rest: Vec<usize> = (0..lines.len()).filter(|&i| i != at && lines[i].text.starts_with(is_han) && follows(&lines[i])).collect();
    rest.sort_by(|&a, &b| lines[a].bounds.0.total_cmp(&lines[b].bounds.0));
    rest.first().copied()
}

/// Whether two lines share a third of the smaller one's place.
fn overlap(a: &Quad, b: &Quad) -> bool {
    let (a, b) = (a.bounds(), b.bounds());
    let area = |r: (f32, f32, f32, f32)| (r.2 - r.0).max(0.0) * (r.3 - r.1).max(0.0);
    let common = (a.0.max(b.0), a.1.max(b.1), a.2.min(b.2), a.3.min(b.3));
    common.0 < common.2 && common.1 < common.3 && area(common) > area(a).min(area(b)) / 3.0
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

    fn read(text: &str, left: f32, right: f32, top: f32) -> ReadLine {
        ReadLine { text: text.to_owned(), score: 0.9, bounds: (left, top, right, top + 30.0) }
    }

    #[test]
    fn a_label_set_wide_is_one_line_and_table_cells_are_not() {
        let lines = joined(vec![
            read("务：院长", 80.0, 200.0, 2.0),
            read("职", 0.0, 30.0, 0.0),
            read("辆", 0.0, 30.0, 100.0),
            read("元", 60.0, 90.0, 100.0),
        ]);
        let mut texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(texts, ["元", "职务：院长", "辆"]);
    }

    #[test]
    fn the_halves_of_a_cut_line_are_joined_and_columns_are_not() {
        let lines = halves_joined(vec![
            read("New Energy", 302.0, 400.0, 1.0),
            read("Party A: Suzhou Yaoheng", 0.0, 304.0, 0.0),
            read("甲方", 0.0, 60.0, 100.0),
            read("乙方", 90.0, 150.0, 100.0),
        ]);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Party A: Suzhou Yaoheng New Energy", "甲方", "乙方"]);
    }

    #[test]
    fn slope_is_that_of_most_of_the_text() {
        let quads = [line(0.0, 2.0, 900.0), line(50.0, 2.1, 800.0), line(100.0, 1.9, 900.0), line(300.0, -20.0, 200.0)];
        assert!((slope(&quads) - 2.0).abs() < 0.2);
        assert!(slope(&quads[..2]).abs() < f32::EPSILON, "two lines prove nothing");
    }
}
