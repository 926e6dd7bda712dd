//! Resizing and turning pictures, and taking red ink out of them.

use crate::model::raster::Raster;

/// A picture in another size, bilinear with pixel centres at halves (what the networks were trained with).
pub(super) fn resize(raster: &Raster, width: usize, height: usize) -> Raster {
    let dpi = raster.dpi * width as f64 / raster.width.max(1) as f64;
    if raster.width == 0 || raster.height == 0 {
        return Raster::white(width, height, dpi);
    }
    let columns = taps(raster.width, width, 3);
    let rows = taps(raster.height, height, raster.width * 3);
    let mut pixels = vec![0u8; width * height * 3];
    // Fixed point with 7 bits per axis: exact to half a grey level, and the inner loop stays in integers.
    for (row, &(top, bottom, v)) in pixels.chunks_exact_mut(width.max(1) * 3).zip(&rows) {
        let (upper, lower) = (&raster.pixels[top..top + raster.width * 3], &raster.pixels[bottom..bottom + raster.width * 3]);
        for (out, &(left, right, u)) in row.chunks_exact_mut(3).zip(&columns) {
            let (a, b) = (&upper[left..left + 3], &upper[right..right + 3]);
            let (c, d) = (&lower[left..left + 3], &lower[right..right + 3]);
            for i in 0..3 {
                let above = u32::from(a[i]) * (128 - u) + u32::from(b[i]) * u;
                let below = u32::from(c[i]) * (128 - u) + u32::from(d[i]) * u;
                out[i] = ((above * (128 - v) + below * v + (1 << 13)) >> 14) as u8;
            }
        }
    }
    Raster { width, height, pixels, dpi }
}

/// For each target pixel the offsets of its two source pixels and the weight of the second in 1/128.
fn taps(from: usize, to: usize, stride: usize) -> Vec<(usize, usize, u32)> {
    let ratio = from as f32 / to.max(1) as f32;
    let tap = |i: usize| {
        let place = ((i as f32 + 0.5) * ratio - 0.5).max(0.0);
        let first = (place as usize).min(from - 1);
        (first * stride, (first + 1).min(from - 1) * stride, ((place - first as f32) * 128.0).clamp(0.0, 128.0) as u32)
    };
    (0..to).map(tap).collect()
}

/// A picture turned clockwise by quarter turns.
pub(super) fn quarter_turns(raster: Raster, turns: u8) -> Raster {
    let (w, h) = (raster.width, raster.height);
    match turns % 4 {
        1 | 3 => {
            let clockwise = turns % 4 == 1;
            let mut pixels = vec![0u8; raster.pixels.len()];
            for (y, row) in raster.pixels.chunks_exact(w.max(1) * 3).enumerate() {
                for (x, pixel) in row.chunks_exact(3).enumerate() {
                    let (nx, ny) = if clockwise { (h - 1 - y, x) } else { (y, w - 1 - x) };
                    let at = (ny * h + nx) * 3;
                    pixels[at..at + 3].copy_from_slice(pixel);
                }
            }
            Raster { width: h, height: w, pixels, dpi: raster.dpi }
        }
        2 => {
            let pixels = raster.pixels.chunks_exact(3).rev().flatten().copied().collect();
            Raster { pixels, ..raster }
        }
        _ => raster,
    }
}

/// A turn about the centre of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    center: (f32, f32),
    sin: f32,
    cos: f32,
}

impl Turn {
    /// Clockwise, about the centre of a picture of this size.
    pub(super) fn new(degrees: f32, width: usize, height: usize) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { center: (width as f32 / 2.0, height as f32 / 2.0), sin, cos }
    }

    /// The turn back.
    pub(super) fn inverse(self) -> Self {
        Self { sin: -self.sin, ..self }
    }

    /// Where a point comes to lie.
    pub(super) fn point(&self, (x, y): (f32, f32)) -> (f32, f32) {
        let (dx, dy) = (x - self.center.0, y - self.center.1);
        (self.center.0 + dx * self.cos - dy * self.sin, self.center.1 + dx * self.sin + dy * self.cos)
    }

    /// The turned picture, same size, white where nothing comes from.
    pub(super) fn raster(&self, raster: &Raster) -> Raster {
        let mut turned = Raster::white(raster.width, raster.height, raster.dpi);
        let stride = raster.width * 3;
        for (y, row) in turned.pixels.chunks_exact_mut(stride.max(1)).enumerate() {
            let dy = y as f32 + 0.5 - self.center.1;
            for (x, out) in row.chunks_exact_mut(3).enumerate() {
                let dx = x as f32 + 0.5 - self.center.0;
                // The inverse turn finds the source.
                let sx = self.center.0 + dx * self.cos + dy * self.sin - 0.5;
                let sy = self.center.1 - dx * self.sin + dy * self.cos - 0.5;
                if sx < 0.0 || sy < 0.0 || sx >= (raster.width - 1) as f32 || sy >= (raster.height - 1) as f32 {
                    continue;
                }
                let (x0, y0) = (sx as usize, sy as usize);
                let (u, v) = (((sx - x0 as f32) * 128.0) as u32, ((sy - y0 as f32) * 128.0) as u32);
                let at = y0 * stride + x0 * 3;
                let (upper, lower) = (&raster.pixels[at..at + 6], &raster.pixels[at + stride..at + stride + 6]);
                for i in 0..3 {
                    let above = u32::from(upper[i]) * (128 - u) + u32::from(upper[i + 3]) * u;
                    let below = u32::from(lower[i]) * (128 - u) + u32::from(lower[i + 3]) * u;
                    out[i] = ((above * (128 - v) + below * v + (1 << 13)) >> 14) as u8;
                }
            }
        }
        turned
    }
}

/// Red is more than this much above green and blue.
const REDNESS: u8 = 24;
/// Share of red pixels from which a page carries red ink: an eighth of a seal's strokes on A4.
const RED_SHARE: usize = 4_000;

/// The picture without red ink, or `None` if there is next to none: red ink is bright in red light, what it covers stays dark.
pub(super) fn without_red(raster: &Raster) -> Option<Raster> {
    let redness = |pixel: &[u8]| pixel[0].saturating_sub(pixel[1].max(pixel[2]));
    let red = raster.pixels.chunks_exact(3).filter(|pixel| redness(pixel) > REDNESS).count();
    if red <= raster.width * raster.height / RED_SHARE {
        return None;
    }
    let mut bare = raster.clone();
    for pixel in bare.pixels.chunks_exact_mut(3) {
        let redness = redness(pixel);
        if redness > REDNESS / 2 {
            // Strong red may be dark red: its redness on top brings it to the paper.
            pixel.fill(pixel[0].saturating_add(redness));
        }
    }
    Some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dotted() -> Raster {
        let mut raster = Raster::white(4, 3, 200.0);
        raster.pixels[3..6].fill(0);
        raster
    }

    #[test]
    fn resizing_to_the_same_size_changes_nothing() {
        assert_eq!(resize(&dotted(), 4, 3), dotted());
    }

    #[test]
    fn quarter_turns_move_the_dot_and_four_bring_it_back() {
        let turned = quarter_turns(dotted(), 1);
        assert_eq!((turned.width, turned.height, turned.rgb(2, 1)), (3, 4, [0, 0, 0]));
        assert_eq!(quarter_turns(dotted(), 2).rgb(2, 2), [0, 0, 0]);
        assert_eq!(quarter_turns(quarter_turns(dotted(), 1), 3), dotted());
    }

    #[test]
    fn a_turn_moves_points_and_pixels_alike() {
        let mut raster = Raster::white(101, 101, 200.0);
        for y in 49..52 {
            for x in 80..83 {
                raster.pixels[(y * 101 + x) * 3..(y * 101 + x) * 3 + 3].fill(0);
            }
        }
        let turn = Turn::new(5.0, 101, 101);
        let (x, y) = turn.point((81.5, 50.5));
        assert!(y > 52.0, "clockwise goes down on the right");
        assert_eq!(turn.raster(&raster).rgb(x as usize, y as usize), [0, 0, 0]);
    }

    #[test]
    fn red_ink_vanishes_and_print_under_it_stays() {
        let mut raster = Raster::white(10, 10, 200.0);
        raster.pixels[..30].copy_from_slice(&[210, 40, 45].repeat(10));
        raster.pixels[30..60].copy_from_slice(&[70, 20, 20].repeat(10));
        raster.pixels[60..90].copy_from_slice(&[30, 40, 160].repeat(10));
        let bare = without_red(&raster).expect("red ink");
        assert_eq!(bare.rgb(0, 0), [255; 3]);
        assert!(bare.rgb(0, 1)[0] < 130);
        assert_eq!(bare.rgb(0, 2), [30, 40, 160]);
        assert!(without_red(&Raster::white(10, 10, 200.0)).is_none());
    }

    #[test]
    fn empty_pictures_are_no_panic() {
        let empty = Raster::white(0, 0, 200.0);
        assert_eq!(resize(&empty, 2, 2).pixels.len(), 12);
        assert_eq!(quarter_turns(empty.clone(), 1).pixels.len(), 0);
        assert_eq!(Turn::new(1.0, 0, 0).raster(&empty).pixels.len(), 0);
    }
}
