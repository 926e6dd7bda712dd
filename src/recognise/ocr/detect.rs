//! Finding lines of text: the page as the network wants it, and its probability map as quads (DB post-processing).

use super::quad::{Quad, Slanted};
use crate::model::raster::Raster;
use crate::recognise::pixels::resize;

/// A pixel belongs to a line above this probability (PP-OCR's own value).
const PIXEL: f32 = 0.3;
/// Mean probability that a box must have (measured: .6 loses pale lines).
const BOX: f32 = 0.5;
/// Boxes are grown by this share of area over perimeter: the network is trained on shrunken lines.
const UNCLIP: f32 = 1.6;
/// A box thinner than this many pixels of the map is dirt.
const THINNEST: f32 = 3.0;
/// Sides of the network's input are multiples of this.
const STRIDE: usize = 32;
/// More boxes than a page of text can have: noise, and a bound on the work.
const MOST: usize = 2_000;

/// The network's input: planes of B, G, R from −1 to 1.
pub(super) struct Input {
    /// `3 * height * width` values.
    pub(super) planes: Vec<f32>,
    /// Columns.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
}

/// A picture reduced until its longer side is at most `longest`.
pub(super) fn input(raster: &Raster, longest: usize) -> Input {
    let ratio = (longest as f32 / raster.width.max(raster.height).max(1) as f32).min(1.0);
    let side = |pixels: usize| ((pixels as f32 * ratio / STRIDE as f32).round() as usize * STRIDE).max(STRIDE);
    let (width, height) = (side(raster.width), side(raster.height));
    let small = resize(raster, width, height);
    let scale: [f32; 256] = std::array::from_fn(|value| value as f32 / 127.5 - 1.0);
    let area = width * height;
    let mut planes = vec![0.0; 3 * area];
    let (blue, rest) = planes.split_at_mut(area);
    let (green, red) = rest.split_at_mut(area);
    for (pixel, ((b, g), r)) in small.pixels.chunks_exact(3).zip(blue.iter_mut().zip(green).zip(red)) {
        (*r, *g, *b) = (scale[pixel[0] as usize], scale[pixel[1] as usize], scale[pixel[2] as usize]);
    }
    Input { planes, width, height }
}

/// Lines in a probability map, in pixels of a picture of `size`, from top to bottom.
pub(super) fn quads(map: &[f32], width: usize, height: usize, size: (usize, usize)) -> Vec<Quad> {
    if width == 0 || height == 0 || map.len() != width * height {
        return Vec::new();
    }
    let mut mask = dilated(map, width, height);
    let (sx, sy) = (size.0 as f32 / width as f32, size.1 as f32 / height as f32);
    let mut found = Vec::new();
    let mut stack = Vec::new();
    let mut edge = Vec::new();
    for start in 0..mask.len() {
        if mask[start] != OPEN {
            continue;
        }
        component(&mut mask, (width, height), start, &mut stack, &mut edge);
        let shape = Slanted::around(&mut edge);
        if shape.thickness() < THINNEST || mean_inside(map, width, height, &shape) < BOX {
            continue;
        }
        let (a, b) = shape.half;
        let grown = shape.grown(a * b * UNCLIP / (a + b));
        let limit = (size.0.saturating_sub(1) as f32, size.1.saturating_sub(1) as f32);
        found.push(grown.quad().map(|(x, y)| ((x * sx).round().clamp(0.0, limit.0), (y * sy).round().clamp(0.0, limit.1))));
        if found.len() == MOST {
            break;
        }
    }
    found.sort_by(|a, b| a.0[0].1.total_cmp(&b.0[0].1).then(a.0[0].0.total_cmp(&b.0[0].0)));
    found
}

const PAPER: u8 = 0;
const OPEN: u8 = 1;
const SEEN: u8 = 2;

/// Thresholded, and dilated by two by two (joins the strokes of thin type, as PP-OCR does).
fn dilated(map: &[f32], width: usize, height: usize) -> Vec<u8> {
    let mut mask = vec![PAPER; map.len()];
    for y in 0..height {
        for x in 0..width {
            if map[y * width + x] > PIXEL {
                let at = y * width + x;
                mask[at] = OPEN;
                let (right, below) = (x + 1 < width, y + 1 < height);
                if right {
                    mask[at + 1] = OPEN;
                }
                if below {
                    mask[at + width] = OPEN;
                }
                if right && below {
                    mask[at + width + 1] = OPEN;
                }
            }
        }
    }
    mask
}

/// Marks one connected part as seen and leaves its outline in `edge`.
fn component(mask: &mut [u8], (width, height): (usize, usize), start: usize, stack: &mut Vec<usize>, edge: &mut Vec<(i32, i32)>) {
    edge.clear();
    mask[start] = SEEN;
    stack.push(start);
    while let Some(at) = stack.pop() {
        let (x, y) = (at % width, at / width);
        let mut outline = x == 0 || y == 0 || x + 1 == width || y + 1 == height;
        for ny in y.saturating_sub(1)..(y + 2).min(height) {
            for nx in x.saturating_sub(1)..(x + 2).min(width) {
                let next = ny * width + nx;
                match mask[next] {
                    OPEN => {
                        mask[next] = SEEN;
                        stack.push(next);
                    }
                    PAPER => outline = true,
                    _ => {}
                }
            }
        }
        if outline {
            edge.push((x as i32, y as i32));
        }
    }
}

fn mean_inside(map: &[f32], width: usize, height: usize, shape: &Slanted) -> f32 {
    let (left, top, right, bottom) = shape.quad().bounds();
    let (x0, x1) = (left.floor().max(0.0) as usize, (right.ceil().max(0.0) as usize).min(width - 1));
    let (y0, y1) = (top.floor().max(0.0) as usize, (bottom.ceil().max(0.0) as usize).min(height - 1));
    let (mut sum, mut count) = (0.0f64, 0u32);
    for y in y0..=y1 {
        for x in x0..=x1 {
            if shape.holds(x as f32, y as f32) {
                sum += f64::from(map[y * width + x]);
                count += 1;
            }
        }
    }
    (sum / f64::from(count.max(1))) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(width: usize, height: usize, bars: &[(usize, usize, usize, usize)]) -> Vec<f32> {
        let mut map = vec![0.01; width * height];
        for &(x0, y0, x1, y1) in bars {
            for y in y0..y1 {
                map[y * width + x0..y * width + x1].fill(0.9);
            }
        }
        map
    }

    #[test]
    fn side_by_side_bars_stay_two_lines_and_are_grown() {
        let mut quads = quads(&map(200, 100, &[(10, 40, 80, 48), (110, 40, 190, 48)]), 200, 100, (400, 200));
        quads.sort_by(|a, b| a.bounds().0.total_cmp(&b.bounds().0));
        assert_eq!(quads.len(), 2);
        let (left, top, right, bottom) = quads[0].bounds();
        assert!(left < 20.0 && right > 160.0 && top < 80.0 && bottom > 96.0, "{:?}", quads[0]);
        assert!(right < quads[1].bounds().0);
    }

    #[test]
    fn specks_and_pale_regions_are_no_lines() {
        let mut pale = map(100, 100, &[(10, 10, 12, 11)]);
        for y in 50..60 {
            pale[y * 100 + 10..y * 100 + 90].fill(0.35);
        }
        assert_eq!(quads(&pale, 100, 100, (100, 100)), Vec::new());
    }

    #[test]
    fn a_map_of_the_wrong_size_is_no_panic() {
        assert_eq!(quads(&[0.9; 10], 4, 4, (10, 10)), Vec::new());
        assert_eq!(quads(&[], 0, 0, (0, 0)), Vec::new());
    }

    #[test]
    fn the_input_is_bgr_from_minus_one_to_one() {
        let mut raster = Raster::white(40, 40, 200.0);
        for pixel in raster.pixels.chunks_exact_mut(3) {
            pixel.copy_from_slice(&[255, 0, 0]);
        }
        let input = input(&raster, 960);
        assert_eq!((input.width, input.height), (32, 32));
        assert!((input.planes[0] + 1.0).abs() < 1e-6 && (input.planes[2 * 32 * 32] - 1.0).abs() < 1e-6);
    }
}
