//! A page taken apart: how likely each pixel is print, handwriting, a seal's area or ink, a rule, a graphic.
//!
//! The network is the project's own (`training/` tells how it was made and how well it does) and is built into the program: it needs no installed models.
//! It proposes; what a mark is, is decided by [`super::ink`] and [`super::seal`] together with what else is known of the page.

use std::sync::{Arc, OnceLock};

use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::{NdTensor, Tensor};

use super::plane::{Plane, Sheet};

/// The network: RGB of 0 to 1 at 100 dpi, sides multiples of [`STEP`], to six maps of probabilities.
static NETWORK: &[u8] = include_bytes!("../../assets/layers.onnx");
/// The coarsest level of the network is a sixteenth of the page.
const STEP: usize = 16;
/// Maps in the network's answer.
const MAPS: usize = 6;
/// Rows of a page that are taken apart at a time: memory grows with them (38 MB for these).
const BAND: usize = 608;
/// Rows beside a band that the network sees too.
const BESIDE: usize = 64;

/// The layers of a page picture, each of 0 to 255 for every pixel of its [`Sheet`].
#[derive(Debug, Clone)]
pub struct Layers {
    /// Printed characters.
    pub print: Plane,
    /// Pen strokes.
    pub hand: Plane,
    /// The area within a seal's outline.
    pub seal: Plane,
    /// What a seal's rubber printed.
    pub seal_ink: Plane,
    /// Lines, frames, leaders.
    pub rules: Plane,
    /// Pictures, emblems, codes.
    pub graphics: Plane,
}

thread_local! {
    /// A page is taken apart on the thread that looks at it: there are as many pages at a time as threads.
    static LANE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl Layers {
    /// Takes a page apart.
    pub fn of(sheet: &Sheet) -> Self {
        let (width, height) = (sheet.width, sheet.height);
        let mut maps: [Plane; MAPS] = std::array::from_fn(|_| Plane::empty(width, height));
        let mut from = 0;
        while from < height && width > 0 {
            let to = (from + BAND).min(height);
            let (top, bottom) = (from.saturating_sub(BESIDE), (to + BESIDE).min(height));
            let padded = (width.next_multiple_of(STEP), (bottom - top).next_multiple_of(STEP));
            let answer = run(pixels(sheet, top, padded), padded);
            for (map, plane) in answer.chunks_exact(padded.0 * padded.1).zip(&mut maps) {
                for y in from..to {
                    let row = &map[(y - top) * padded.0..][..width];
                    for (value, share) in plane.data[y * width..][..width].iter_mut().zip(row) {
                        *value = (share * 255.0) as u8;
                    }
                }
            }
            from = to;
        }
        let [print, hand, seal, seal_ink, rules, graphics] = maps;
        Self { print, hand, seal, seal_ink, rules, graphics }
    }
}

/// Rows of a sheet from `top` on as the network wants them; beyond the page its last row and column go on.
fn pixels(sheet: &Sheet, top: usize, (width, height): (usize, usize)) -> Vec<f32> {
    let mut out = Vec::with_capacity(3 * width * height);
    for plane in [&sheet.red, &sheet.green, &sheet.blue] {
        for y in 0..height {
            let row = &plane.data[(top + y).min(sheet.height - 1) * sheet.width..][..sheet.width];
            out.extend((0..width).map(|x| f32::from(row[x.min(sheet.width - 1)]) / 255.0));
        }
    }
    out
}

fn run(pixels: Vec<f32>, (width, height): (usize, usize)) -> Vec<f32> {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let work = |lane: Arc<ThreadPool>| {
        let model = MODEL.get_or_init(|| Model::load_static_slice(NETWORK).expect("built in"));
        let input = NdTensor::from_data([1, 3, height, width], pixels);
        let output = model.run_one(input.into(), Some(RunOptions::default().with_thread_pool(Some(lane))));
        let output: Tensor<f32> = output.expect("the network takes any page").try_into().expect("numbers");
        output.into_data()
    };
    let lane = LANE.with(Arc::clone);
    super::ocr::on_plain_thread(|| work(lane))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::canvas::{BLACK, Canvas, RED};

    /// Mean of a map over the part of a page given in millimetres.
    fn mean(plane: &Plane, sheet: &Sheet, (x0, y0, x1, y1): (f64, f64, f64, f64)) -> f64 {
        let at = |v: f64| (v * sheet.per_mm) as usize;
        let values: Vec<f64> =
            (at(y0)..at(y1)).flat_map(|y| (at(x0)..at(x1)).map(move |x| f64::from(plane.data[y * plane.width + x]))).collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn a_page_comes_apart() {
        let mut canvas = Canvas::new();
        canvas.text().signature(60.0, 220.0, BLACK).seal(140.0, 220.0, RED);
        let sheet = Sheet::of(&canvas.raster);
        let layers = Layers::of(&sheet);
        let (signature, seal) = ((59.0, 215.0, 86.0, 225.0), (125.0, 205.0, 155.0, 235.0));
        assert!(mean(&layers.hand, &sheet, signature) > 4.0 * mean(&layers.hand, &sheet, seal));
        assert!(mean(&layers.seal, &sheet, seal) > 128.0 && mean(&layers.seal, &sheet, signature) < 30.0);
    }

    #[test]
    fn any_size_of_page_is_taken_apart() {
        for (width, height) in [(0, 0), (1, 1), (17, 700), (700, 17)] {
            let sheet = Sheet::of(&crate::model::raster::Raster::white(width, height, 100.0));
            assert_eq!(Layers::of(&sheet).hand.data.len(), width * height);
        }
    }
}
