//! A page picture as small 8-bit planes at 100 dpi, with the paper made white.

use crate::model::geometry::{Rect, TENTHS_PER_INCH};
use crate::model::raster::Raster;

/// Marks are looked for at this resolution, which is the one that the layer network knows: a pen stroke is still a pixel or two wide, and a page a quarter of
/// its 200 dpi size.
const WORKING_DPI: f64 = 100.0;
/// Pixels of a sheet at most, four times those of an A3 page: larger pictures are reduced further.
const MOST: f64 = 8e6;
/// A reduction this near to a whole number is that number.
const WHOLE: f64 = 0.01;
/// Paper is judged on tiles of this many pixels, each together with its eight neighbours (24 mm), wider than a seal's star.
const TILE: usize = 32;
/// This share of a neighbourhood's pixels is at most as bright as its paper.
const PAPER_SHARE: usize = 80;
/// Paper darker than this share of the page's brightest tiles is no paper (a table top, a photograph).
const DARKEST_PAPER: f32 = 0.45;

/// One 8-bit value per pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` values.
    pub data: Vec<u8>,
}

impl Plane {
    /// A plane of zeros.
    pub fn empty(width: usize, height: usize) -> Self {
        Self { width, height, data: vec![0; width * height] }
    }

    /// The value at a pixel, 0 outside the plane.
    pub fn at(&self, x: i32, y: i32) -> u8 {
        if x < 0 || y < 0 || x as usize >= self.width || y as usize >= self.height {
            return 0;
        }
        self.data[y as usize * self.width + x as usize]
    }

    /// Erases straight rules: underlines, table borders, boxes, scan streaks; a value from `ink` on is dark.
    pub fn erase_rules(&mut self, per_mm: f64, ink: u8) {
        let (width, height) = (self.width, self.height);
        let least = (9.0 * per_mm) as usize;
        let thick = (0.9 * per_mm).ceil() as usize;
        let dark: Vec<bool> = self.data.iter().map(|&v| v >= ink).collect();
        let mut erase = vec![false; dark.len()];
        let mut mark = |major: usize, minor: usize, at: &dyn Fn(usize, usize) -> usize| {
            for line in 0..minor {
                let mut run = 0;
                for i in 0..=major {
                    // A skewed rule steps to the next row every few millimetres: its neighbour keeps the run alive.
                    let on = i < major && (dark[at(i, line)] || line + 1 < minor && dark[at(i, line + 1)]);
                    if on {
                        run += 1;
                        continue;
                    }
                    if run >= least {
                        for j in i - run..i {
                            // Thin across the line: a stroke that crosses it stays.
                            let up = (1..=thick + 1).take_while(|&d| line >= d && dark[at(j, line - d)]).count();
                            let down = (1..=thick + 1).take_while(|&d| line + d < minor && dark[at(j, line + d)]).count();
                            if up + down <= thick + 1 {
                                erase[at(j, line)] = true;
                                for d in 1..=down {
                                    erase[at(j, line + d)] = true;
                                }
                                for d in 1..=up {
                                    erase[at(j, line - d)] = true;
                                }
                            }
                        }
                    }
                    run = 0;
                }
            }
        };
        mark(width, height, &|i, line| line * width + i);
        mark(height, width, &|i, line| i * width + line);
        for (value, erase) in self.data.iter_mut().zip(erase) {
            if erase {
                *value = 0;
            }
        }
    }

    /// Half the size in both directions, averaged.
    #[must_use]
    pub fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut data = Vec::with_capacity(width * height);
        for y in 0..height {
            let above = &self.data[2 * y * self.width..][..2 * width];
            let below = &self.data[(2 * y + 1) * self.width..][..2 * width];
            data.extend(
                above
                    .chunks_exact(2)
                    .zip(below.chunks_exact(2))
                    .map(|(a, b)| ((u16::from(a[0]) + u16::from(a[1]) + u16::from(b[0]) + u16::from(b[1])) / 4) as u8),
            );
        }
        Self { width, height, data }
    }

    /// The plane with its height multiplied, rows repeated.
    #[must_use]
    pub fn taller(&self, factor: f64) -> Self {
        let height = (self.height as f64 * factor) as usize;
        let row = |y: usize| &self.data[((y as f64 / factor) as usize).min(self.height - 1) * self.width..][..self.width];
        Self { width: self.width, height, data: (0..height).flat_map(row).copied().collect() }
    }

    /// Ones where a value reaches the threshold, each spread by `reach` pixels to all sides.
    #[must_use]
    pub fn spread(&self, threshold: u8, reach: usize) -> Self {
        let mut rows = Self::empty(self.width, self.height);
        for (from, to) in self.data.chunks_exact(self.width.max(1)).zip(rows.data.chunks_exact_mut(self.width.max(1))) {
            let mut until = 0;
            for x in 0..from.len() + reach {
                if from.get(x).is_some_and(|&v| v >= threshold) {
                    until = x + 2 * reach + 1;
                }
                if x >= reach && x < until {
                    to[x - reach] = 1;
                }
            }
        }
        let mut out = Self::empty(self.width, self.height);
        let mut until = vec![0; self.width];
        for y in 0..self.height + reach {
            for (x, until) in until.iter_mut().enumerate() {
                if y < self.height && rows.data[y * self.width + x] == 1 {
                    *until = y + 2 * reach + 1;
                }
                if y >= reach && y < *until {
                    out.data[(y - reach) * self.width + x] = 1;
                }
            }
        }
        out
    }
}

/// A page picture at working resolution: red, green and blue, with paper at 255.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Pixels of the picture to a pixel of the sheet, in either direction.
    pub scale: f64,
    /// Pixels per millimetre.
    pub per_mm: f64,
    /// Red.
    pub red: Plane,
    /// Green.
    pub green: Plane,
    /// Blue.
    pub blue: Plane,
}

impl Sheet {
    /// Reduces a page picture to the working resolution (one that is coarser stays as it is) and evens out its paper.
    pub fn of(raster: &Raster) -> Self {
        let least = (raster.width as f64 * raster.height as f64 / MOST).sqrt();
        let scale = (raster.dpi / WORKING_DPI).max(least).max(1.0);
        let scale = if (scale - scale.round()).abs() < WHOLE { scale.round() } else { scale };
        let (width, height) = ((raster.width as f64 / scale) as usize, (raster.height as f64 / scale) as usize);
        let mut planes = [Plane::empty(width, height), Plane::empty(width, height), Plane::empty(width, height)];
        reduce(raster, scale, &mut planes);
        for plane in &mut planes {
            whiten(plane);
        }
        let [red, green, blue] = planes;
        Self { width, height, scale, per_mm: raster.dpi / scale * 10.0 / TENTHS_PER_INCH, red, green, blue }
    }

    /// Pixel bounds as a page area.
    pub fn area(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
        let to = |v: f64| (v * 10.0 / self.per_mm).round() as i32;
        Rect::new(to(x0), to(y0), to(x1), to(y1))
    }

    /// A page area as pixel bounds `(x0, y0, x1, y1)`, clipped, ends exclusive.
    pub fn bounds(&self, area: Rect) -> (usize, usize, usize, usize) {
        let to = |v: i32, limit: usize| ((f64::from(v) * self.per_mm / 10.0).round().max(0.0) as usize).min(limit);
        (to(area.left, self.width), to(area.top, self.height), to(area.right, self.width), to(area.bottom, self.height))
    }

    /// A plane computed from every pixel's red, green and blue.
    pub fn map(&self, f: impl Fn(u8, u8, u8) -> u8) -> Plane {
        let data = self.red.data.iter().zip(&self.green.data).zip(&self.blue.data).map(|((&r, &g), &b)| f(r, g, b)).collect();
        Plane { width: self.width, height: self.height, data }
    }

    /// How dark a pixel is once red ink is taken away: red reflects red light, black and blue do not.
    pub fn dark_not_red(&self) -> Plane {
        self.map(|r, _, _| 255 - r)
    }

    /// How red.
    pub fn redness(&self) -> Plane {
        self.map(|r, g, b| r.saturating_sub(g.max(b)))
    }

    /// How blue or purple.
    pub fn blueness(&self) -> Plane {
        self.map(|r, g, b| if b >= r.max(g) { b - r.min(g) } else { 0 })
    }

    /// How green.
    pub fn greenness(&self) -> Plane {
        self.map(|r, g, b| g.saturating_sub(r.max(b)))
    }
}

/// Averages the picture's pixels over squares of `scale` pixels, those on a square's edge by the part that lies in it.
fn reduce(raster: &Raster, scale: f64, planes: &mut [Plane; 3]) {
    let (width, height) = (planes[0].width, planes[0].height);
    let (columns, rows) = (spans(width, scale, raster.width), spans(height, scale, raster.height));
    let area = (scale * scale) as f32;
    let mut sums = vec![[0.0_f32; 3]; width];
    for (y, (first, shares)) in rows.iter().enumerate() {
        sums.fill([0.0; 3]);
        for (row, share) in shares.iter().enumerate() {
            let line = &raster.pixels[(first + row) * raster.width * 3..][..raster.width * 3];
            for (sum, (first, shares)) in sums.iter_mut().zip(&columns) {
                let mut own = [0.0_f32; 3];
                for (pixel, part) in line[first * 3..].chunks_exact(3).zip(shares) {
                    own.iter_mut().zip(pixel).for_each(|(own, &value)| *own += f32::from(value) * part);
                }
                sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own * share);
            }
        }
        for (channel, plane) in planes.iter_mut().enumerate() {
            let row = &mut plane.data[y * width..][..width];
            row.iter_mut().zip(&sums).for_each(|(value, sum)| *value = (sum[channel] / area + 0.01) as u8);
        }
    }
}

/// For each of `count` pixels of a reduced side the first pixel of the full one that it covers, and how much of each from there on.
fn spans(count: usize, scale: f64, most: usize) -> Vec<(usize, Vec<f32>)> {
    let span = |i: usize| {
        let (from, to) = (i as f64 * scale, ((i + 1) as f64 * scale).min(most as f64));
        let (first, end) = (from as usize, (to.ceil() as usize).min(most));
        let share = |pixel: usize| ((pixel + 1) as f64).min(to) - (pixel as f64).max(from);
        (first, (first..end).map(|pixel| share(pixel) as f32).collect())
    };
    (0..count).map(span).collect()
}

/// Scales a channel so that the paper, judged tile by tile, becomes 255.
fn whiten(plane: &mut Plane) {
    if plane.data.is_empty() {
        return;
    }
    let (across, down) = (plane.width.div_ceil(TILE), plane.height.div_ceil(TILE));
    let mut counts = vec![[0_u32; 64]; across * down];
    for (y, row) in plane.data.chunks_exact(plane.width).enumerate() {
        for (tile, values) in row.chunks(TILE).enumerate() {
            let count = &mut counts[y / TILE * across + tile];
            for &value in values {
                count[usize::from(value >> 2)] += 1;
            }
        }
    }
    let mut paper = vec![0.0_f32; across * down];
    for ty in 0..down {
        for tx in 0..across {
            let mut sum = [0_u32; 64];
            for y in ty.saturating_sub(1)..(ty + 2).min(down) {
                for x in tx.saturating_sub(1)..(tx + 2).min(across) {
                    for (total, n) in sum.iter_mut().zip(&counts[y * across + x]) {
                        *total += n;
                    }
                }
            }
            paper[ty * across + tx] = level(&sum, PAPER_SHARE) as f32;
        }
    }
    let brightest = paper.iter().copied().fold(1.0, f32::max);
    let gains: Vec<f32> = paper.iter().map(|&p| 255.0 / p.max(brightest * DARKEST_PAPER)).collect();
    let between: Vec<(usize, usize, f32)> = (0..plane.width).map(|x| neighbours(x, across)).collect();
    let mut row_gains = vec![0.0_f32; across];
    for (y, row) in plane.data.chunks_exact_mut(plane.width).enumerate() {
        let (above, below, share) = neighbours(y, down);
        for (x, gain) in row_gains.iter_mut().enumerate() {
            *gain = gains[above * across + x] * (1.0 - share) + gains[below * across + x] * share;
        }
        for (value, &(left, right, share)) in row.iter_mut().zip(&between) {
            let gain = row_gains[left] + (row_gains[right] - row_gains[left]) * share;
            *value = (f32::from(*value) * gain) as u8;
        }
    }
}

/// The two tiles whose centres lie around a pixel, and how far it is towards the second.
fn neighbours(pixel: usize, tiles: usize) -> (usize, usize, f32) {
    let position = ((pixel as f32 + 0.5) / TILE as f32 - 0.5).clamp(0.0, (tiles - 1) as f32);
    let first = position as usize;
    (first, (first + 1).min(tiles - 1), position - first as f32)
}

/// The value (0 to 255) that `share` percent of a 64-bin histogram do not exceed.
fn level(counts: &[u32; 64], share: usize) -> u32 {
    let wanted = counts.iter().sum::<u32>() as usize * share / 100;
    let mut seen = 0;
    for (bin, &n) in counts.iter().enumerate() {
        seen += n as usize;
        if seen > wanted {
            return bin as u32 * 4 + 3;
        }
    }
    255
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shaded_paper_becomes_white_and_ink_stays() {
        let mut raster = Raster::white(400, 400, 100.0);
        for y in 0..400 {
            for x in 0..400 {
                let paper = 255 - (x / 4) as u8;
                let value = if x % 40 == 20 { paper / 4 } else { paper };
                raster.pixels[(y * 400 + x) * 3..][..3].fill(value);
            }
        }
        let sheet = Sheet::of(&raster);
        assert!(sheet.red.at(10, 200) > 240 && sheet.red.at(390, 200) > 235);
        assert!(sheet.red.at(60, 200) < 90 && sheet.red.at(340, 200) < 90);
    }

    #[test]
    fn a_sheet_has_the_working_resolution_whatever_the_pictures() {
        for (dpi, expected) in
            [(75.0, 75.0), (100.0, 100.0), (149.96, 100.0), (150.005, 100.0), (200.0, 100.0), (240.0, 100.0), (300.0, 100.0)]
        {
            let (width, height) = ((4.0 * dpi) as usize, (3.0 * dpi) as usize);
            let mut raster = Raster::white(width, height, dpi);
            // The left half is ink.
            raster.pixels.chunks_exact_mut(3).enumerate().filter(|(i, _)| i % width < width / 2).for_each(|(_, pixel)| pixel.fill(0));
            let sheet = Sheet::of(&raster);
            assert!((sheet.per_mm * 25.4 - expected).abs() < 0.6, "{dpi}: {}", sheet.per_mm * 25.4);
            let middle = sheet.width as i32 / 2;
            assert_eq!((sheet.red.at(middle - 2, 10), sheet.red.at(middle + 2, 10)), (0, 255), "{dpi}");
        }
    }

    #[test]
    fn a_huge_picture_is_a_small_sheet() {
        let sheet = Sheet::of(&Raster::white(9000, 4000, 100.0));
        assert!(sheet.width * sheet.height <= 8_000_000 && sheet.width > 4000);
        assert!((sheet.area(0.0, 0.0, sheet.width as f64, 1.0).width() - 22860).abs() < 20);
    }

    #[test]
    fn spreading_reaches_all_sides() {
        let mut plane = Plane::empty(9, 9);
        plane.data[4 * 9 + 4] = 7;
        let spread = plane.spread(5, 2);
        assert_eq!(spread.data.iter().map(|&v| u32::from(v)).sum::<u32>(), 25);
        assert_eq!((spread.at(2, 2), spread.at(6, 6), spread.at(1, 4)), (1, 1, 0));
    }
}
