//! Long pictures (screenshots, pages stitched together) looked at window by window: reduced as a whole, their letters would be too small to be found.

use std::ops::Range;

use super::overlap;
use super::quad::Quad;
use crate::model::raster::Raster;

/// A picture this many times higher than wide is long; legal paper has 1.65.
const LONG: usize = 2;
/// Height of a window by its width, about that of a page.
const HIGH: f64 = 1.5;
/// A window is at least this high in pixels: what is narrower is no page, and costs little.
const LEAST: usize = 640;
/// What two windows have in common, as a share of their height: lines of print, and a line of the largest heading.
const COMMON: f64 = 0.1;
/// Most windows that are looked at: twelve metres of a page.
const MOST: usize = 40;

/// The windows of a picture from top to bottom: one for what is no longer than a page.
fn windows(width: usize, height: usize) -> Vec<Range<usize>> {
    if height <= LONG * width {
        return std::iter::once(0..height).collect();
    }
    let window = ((width as f64 * HIGH) as usize).max(LEAST);
    let step = window - common(window);
    let starts = (0..).map(|i| i * step).take(MOST).take_while(|start| *start == 0 || start + common(window) < height);
    starts.map(|start| start..(start + window).min(height)).collect()
}

fn common(window: usize) -> usize {
    (window as f64 * COMMON) as usize
}

/// Whether the lower part of a picture is not looked at.
pub(in crate::recognise) fn is_cut(raster: &Raster) -> bool {
    windows(raster.width, raster.height).last().is_some_and(|last| last.end < raster.height)
}

/// The lines that `detect` finds in a picture's windows, from top to bottom. Each window answers for its middle part, so that no line is cut.
pub(super) fn detect<E>(raster: &Raster, mut detect: impl FnMut(&Raster) -> Result<Vec<Quad>, E>) -> Result<Vec<Quad>, E> {
    let windows = windows(raster.width, raster.height);
    if windows.len() <= 1 {
        return detect(raster);
    }
    let mut quads: Vec<Quad> = Vec::new();
    for (i, window) in windows.iter().enumerate() {
        let row = raster.width * 3;
        let pixels = raster.pixels[window.start * row..window.end * row].to_vec();
        let part = Raster { width: raster.width, height: window.len(), dpi: raster.dpi, pixels };
        let from = windows[..i].last().map_or(0, |above| usize::midpoint(window.start, above.end));
        let until = windows.get(i + 1).map_or(raster.height, |below| usize::midpoint(below.start, window.end));
        let before = quads.len();
        for quad in detect(&part)? {
            let quad = quad.map(|(x, y)| (x, y + window.start as f32));
            let (_, top, _, bottom) = quad.bounds();
            // A line on the border is seen twice, now on this side of it and now on that.
            let own = (from as f32 - 2.0..until as f32 + 2.0).contains(&f32::midpoint(top, bottom));
            if own && !quads[..before].iter().any(|other| overlap(&quad, other)) {
                quads.push(quad);
            }
        }
    }
    Ok(quads)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as dark rows: from where to where.
    fn dark(raster: &Raster) -> Vec<Quad> {
        let is_dark = |y: usize| raster.pixels[y * raster.width * 3] == 0;
        let starts = (0..raster.height).filter(|&y| is_dark(y) && (y == 0 || !is_dark(y - 1)));
        let line = |start: usize| {
            let end = (start..raster.height).find(|&y| !is_dark(y)).unwrap_or(raster.height);
            let (right, top, bottom) = (raster.width as f32, start as f32, end as f32);
            Quad([(0.0, top), (right, top), (right, bottom), (0.0, bottom)])
        };
        starts.map(line).collect()
    }

    #[test]
    fn pages_are_looked_at_as_a_whole() {
        for (width, height) in [(1654, 2339), (2339, 1654), (1080, 2160), (0, 0)] {
            let windows = windows(width, height);
            assert!(windows.len() == 1 && windows[0] == (0..height), "{width} {height}");
        }
    }

    #[test]
    fn every_line_of_a_long_picture_is_seen_once_and_whole() {
        let mut raster = Raster::white(400, 9_000, 100.0);
        for line in 0..300 {
            raster.pixels[line * 30 * 1_200..(line * 30 + 20) * 1_200].fill(0);
        }
        let quads = detect::<()>(&raster, |part| Ok(dark(part))).expect("lines");
        assert!(windows(400, 9_000).len() > 10);
        let heights: Vec<f32> = quads.iter().map(|quad| quad.bounds().3 - quad.bounds().1).collect();
        assert_eq!(heights, vec![20.0; 300]);
        assert!(quads.windows(2).all(|pair| pair[0].bounds().1 < pair[1].bounds().1));
    }

    #[test]
    fn what_is_longer_than_anything_is_cut_and_said_to_be() {
        assert_eq!(windows(10, 1_000_000).len(), MOST);
        assert!(is_cut(&Raster::white(10, 50_000, 100.0)) && !is_cut(&Raster::white(400, 9_000, 100.0)));
    }
}
