//! Reading a line: its strip as the network wants it, and the network's answer as text with places (CTC).

mod date;

use super::quad::{Quad, mix};
use crate::model::raster::Raster;

/// Height of a strip.
pub(in crate::recognise) const HEIGHT: usize = 48;
/// Widths are padded to a multiple of this, which keeps the number of shapes small.
const STEP: usize = 16;
/// A line longer than this many heights is no line of an A4 page (measured longest: 60); bounds the work.
const LONGEST: f32 = 120.0;
/// Width of a Han character in a strip, whose height includes what detection adds around the type (measured .75 to .9).
const EM: f32 = 0.8 * HEIGHT as f32;
/// A gap wider than this many ems ends a line: the two parts belong to different columns or fields.
const WIDE_GAP: f32 = 2.5;

/// A strip: planes of B, G, R from −1 to 1, padded with 0 (the middle grey that the network was trained with).
pub(in crate::recognise) struct Strip {
    /// `3 * 48 * width` values.
    pub(in crate::recognise) planes: Vec<f32>,
    /// Columns with padding.
    pub(in crate::recognise) width: usize,
    /// Columns without it.
    pub(in crate::recognise) used: usize,
}

/// Cuts a line out of the picture, straightened, 48 pixels high.
pub(super) fn strip(raster: &Raster, quad: &Quad) -> Option<Strip> {
    if raster.width == 0 || raster.height == 0 {
        return None;
    }
    let (length, height) = (quad.length().max(1.0), quad.height().max(1.0));
    let used = ((HEIGHT as f32 * (length / height).min(LONGEST)).ceil() as usize).max(8);
    let width = used.next_multiple_of(STEP);
    let plane = HEIGHT * width;
    let mut planes = vec![0.0f32; 3 * plane];
    let [left_top, right_top, right_bottom, left_bottom] = quad.0;
    let (limit_x, limit_y) = ((raster.width - 1) as f32, (raster.height - 1) as f32);
    let stride = raster.width * 3;
    for y in 0..HEIGHT {
        let share = (y as f32 + 0.5) / HEIGHT as f32;
        let (start, end) = (mix(left_top, left_bottom, share), mix(right_top, right_bottom, share));
        let (dx, dy) = ((end.0 - start.0) / used as f32, (end.1 - start.1) / used as f32);
        let row = y * width;
        for x in 0..used {
            let along = x as f32 + 0.5;
            let px = (start.0 + dx * along - 0.5).clamp(0.0, limit_x);
            let py = (start.1 + dy * along - 0.5).clamp(0.0, limit_y);
            let (x0, y0) = (px as usize, py as usize);
            let (fx, fy) = (px - x0 as f32, py - y0 as f32);
            let right = if x0 + 1 < raster.width { 3 } else { 0 };
            let below = if y0 + 1 < raster.height { stride } else { 0 };
            let at = y0 * stride + x0 * 3;
            for channel in 0..3 {
                let value = |i: usize| f32::from(raster.pixels[i + channel]);
                let top = value(at) + (value(at + right) - value(at)) * fx;
                let bottom = value(at + below) + (value(at + below + right) - value(at + below)) * fx;
                planes[(2 - channel) * plane + row + x] = (top + (bottom - top) * fy) / 127.5 - 1.0;
            }
        }
    }
    Some(Strip { planes, width, used })
}

/// What the network read in a strip.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Reading {
    /// Characters in order.
    pub(super) glyphs: Vec<Glyph>,
}

/// A character of a reading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// As the dictionary has it (rarely more than one `char`).
    pub(super) text: String,
    /// Probability.
    pub(super) score: f32,
    /// Its centre as a share of the strip's used width.
    pub(super) at: f32,
}

impl Reading {
    /// The whole text.
    pub(super) fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>().trim().to_owned()
    }

    /// Mean probability of its characters; 0 for an empty reading.
    pub(super) fn score(&self) -> f32 {
        if self.glyphs.is_empty() { 0.0 } else { self.glyphs.iter().map(|glyph| glyph.score).sum::<f32>() / self.glyphs.len() as f32 }
    }

    /// How long a strip of this width is, in ems.
    pub(super) fn ems(used: usize) -> f32 {
        used as f32 / EM
    }

    /// The reading cut at wide gaps, each part with the share of the length that it covers.
    pub(super) fn split(&self, used: usize) -> Vec<(Self, f32, f32)> {
        let em = EM / used.max(1) as f32;
        let inked: Vec<&Glyph> = self.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
        // Centres are an em apart in unbroken Chinese, so a gap of 2.5 ems between characters puts centres 3.5 ems apart.
        let cuts: Vec<(f32, f32)> =
            inked.windows(2).filter(|pair| pair[1].at - pair[0].at > (WIDE_GAP + 1.0) * em).map(|pair| (pair[0].at, pair[1].at)).collect();
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut from = 0.0f32;
        let mut rest = self.glyphs.as_slice();
        for (last, next) in cuts {
            let count = rest.iter().take_while(|glyph| glyph.at < next).count();
            let (part, after) = rest.split_at(count);
            parts.push((Self { glyphs: part.to_vec() }, from, (last + 0.7 * em).min(1.0)));
            from = (next - 0.7 * em).max(0.0);
            rest = after;
        }
        parts.push((Self { glyphs: rest.to_vec() }, from, 1.0));
        parts
    }
}

/// The most likely character per step, repeats and blanks dropped, with what a date lacks put in; `keys[0]` is the blank.
pub(super) fn decode(scores: &[f32], classes: usize, keys: &[String], strip: (usize, usize)) -> Reading {
    if classes == 0 || keys.len() != classes {
        return Reading::default();
    }
    let steps = scores.len() / classes;
    let (width, used) = (strip.0 as f32, strip.1.max(1) as f32);
    let mut runs: Vec<Run> = Vec::new();
    let mut previous = 0;
    for (step, row) in scores.chunks_exact(classes).enumerate() {
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        let best = row.iter().position(|&score| score >= top).unwrap_or(0);
        if best != 0 {
            match runs.last_mut() {
                // The same character goes on; its first step's probability stays.
                Some(run) if best == previous => run.end = step + 1,
                _ => runs.push(Run { key: best, score: top, start: step, end: step + 1 }),
            }
        }
        previous = best;
    }
    date::complete(&mut runs, scores, classes, keys);
    let glyph = |run: Run| {
        let middle = (run.start + run.end) as f32 / 2.0;
        Glyph { text: keys[run.key].clone(), score: run.score, at: (middle * width / steps as f32 / used).min(1.0) }
    };
    Reading { glyphs: runs.into_iter().map(glyph).collect() }
}

/// A character over the steps on which it is the most likely one.
#[derive(Debug, Clone, Copy)]
struct Run {
    key: usize,
    score: f32,
    start: usize,
    end: usize,
}

/// The keys of a dictionary file: blank, one character per line, space.
pub(super) fn keys(file: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(file);
    // Lines end in CR LF; characters that look like white space are entries, so nothing else is trimmed.
    let entries = text.trim_end_matches(['\r', '\n']).split('\n').map(|line| line.trim_end_matches('\r').to_owned());
    std::iter::once(String::new()).chain(entries).chain(std::iter::once(" ".to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(classes: usize, best: &[usize]) -> Vec<f32> {
        best.iter().flat_map(|&b| (0..classes).map(move |class| if class == b { 0.9 } else { 0.01 })).collect()
    }

    fn alphabet() -> Vec<String> {
        keys("甲\r\n乙\r\n".as_bytes())
    }

    #[test]
    fn keys_keep_white_space_entries() {
        assert_eq!(keys("a\r\n\u{3000}\r\nb\r\n".as_bytes()), ["", "a", "\u{3000}", "b", " "]);
    }

    #[test]
    fn repeats_collapse_and_blanks_separate() {
        let reading = decode(&scores(4, &[1, 1, 0, 1, 2, 0]), 4, &alphabet(), (48, 48));
        assert_eq!(reading.text(), "甲甲乙");
        assert!((reading.score() - 0.9).abs() < 1e-6);
        assert!((reading.glyphs[0].at - 1.0 / 6.0).abs() < 1e-6);
    }

    #[test]
    fn a_wide_gap_splits_and_a_normal_one_does_not() {
        let mut steps = vec![0; 60];
        (steps[0], steps[5], steps[40], steps[45]) = (1, 2, 1, 2);
        let parts = decode(&scores(4, &steps), 4, &alphabet(), (480, 480)).split(480);
        assert_eq!(parts.iter().map(|(part, ..)| part.text()).collect::<Vec<_>>(), ["甲乙", "甲乙"]);
        assert!(parts[0].2 < 0.2 && parts[1].1 > 0.55, "{parts:?}");
        steps[20] = 1;
        steps[30] = 1;
        assert_eq!(decode(&scores(4, &steps), 4, &alphabet(), (480, 480)).split(480).len(), 1);
    }

    #[test]
    fn a_strip_is_straightened() {
        let mut raster = Raster::white(100, 100, 200.0);
        for y in 50..100 {
            raster.pixels[y * 300..(y + 1) * 300].fill(0);
        }
        let strip = strip(&raster, &Quad([(0.0, 26.0), (96.0, 26.0), (96.0, 74.0), (0.0, 74.0)])).expect("a picture");
        assert_eq!((strip.width, strip.used), (96, 96));
        assert!(strip.planes[10] > 0.99 && strip.planes[47 * 96 + 10] < -0.99);
    }

    #[test]
    fn an_answer_of_another_alphabet_is_empty() {
        assert_eq!(decode(&[0.5; 12], 3, &alphabet(), (48, 48)), Reading::default());
    }
}
