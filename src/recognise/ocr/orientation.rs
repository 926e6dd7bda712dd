//! Which way up a page is: the network's input and answer.

use crate::model::raster::Raster;
use crate::recognise::pixels::resize;

/// The network sees a square of this side, cut from the middle of the page.
pub(super) const SIDE: usize = 224;
/// The shorter side of the page before that cut.
const SHORT: f32 = 256.0;
/// Mean and deviation of R, G, B in the pictures that the network was trained on (`ImageNet`).
const NORM: [(f32, f32); 3] = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)];
/// A turn needs this probability: an upright page that is turned is worse than a turned one that is not (both read as nothing).
const SURE: f32 = 0.6;

/// Planes of R, G, B.
pub(super) fn input(raster: &Raster) -> Vec<f32> {
    let ratio = SHORT / raster.width.min(raster.height).max(1) as f32;
    let side = |pixels: usize| ((pixels as f32 * ratio).round() as usize).clamp(SIDE, 16 * SIDE);
    let small = resize(raster, side(raster.width), side(raster.height));
    let (left, top) = ((small.width - SIDE) / 2, (small.height - SIDE) / 2);
    let mut planes = Vec::with_capacity(3 * SIDE * SIDE);
    for (channel, (mean, deviation)) in NORM.into_iter().enumerate() {
        for y in top..top + SIDE {
            let row = &small.pixels[(y * small.width + left) * 3..(y * small.width + left + SIDE) * 3];
            planes.extend(row.chunks_exact(3).map(|pixel| (f32::from(pixel[channel]) / 255.0 - mean) / deviation));
        }
    }
    planes
}

/// Clockwise quarter turns that bring the page upright, from the scores for a page that was turned clockwise by 0, 90,
/// 180, 270 degrees.
pub(super) fn turns(scores: &[f32]) -> u8 {
    let best = scores.iter().take(4).enumerate().max_by(|a, b| a.1.total_cmp(b.1));
    best.filter(|(_, score)| **score >= SURE).map_or(0, |(class, _)| ((4 - class) % 4) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_input_is_square_whatever_the_page() {
        for (width, height) in [(1654, 2339), (2339, 1654), (10, 4000), (0, 0)] {
            assert_eq!(input(&Raster::white(width, height, 200.0)).len(), 3 * SIDE * SIDE);
        }
    }

    #[test]
    fn a_doubtful_page_is_left_alone() {
        assert_eq!(turns(&[0.1, 0.8, 0.05, 0.05]), 3);
        assert_eq!(turns(&[0.3, 0.4, 0.2, 0.1]), 0);
        assert_eq!(turns(&[]), 0);
    }
}
