//! What dates are read from: the page as it is, and where stamps lie over it, with them taken away.

use super::search::{self, Found};
use super::{grammar, ocr};
use crate::model::document::{Mark, MarkKind};
use crate::model::geometry::Rect;
use crate::model::raster::Raster;
use crate::recognise::builtin::Network;
use crate::recognise::layers::Layers;
use crate::recognise::plane::Sheet;
use crate::recognise::under;

/// The network: strips as [`ocr::Strip`] has them, to probabilities per step of four columns.
static NETWORK: Network = Network::new(include_bytes!("../../../assets/dates.onnx"));
/// Columns of a strip to a step.
const STRIDE: usize = 4;
/// A date may cost so much (natural logarithm of how much likelier anything else would be).
const BONUS: f32 = 8.0;
/// From this probability of its least seen character on a date is in no doubt.
const CERTAIN: f32 = 0.95;
/// Room that is read above and below an area where it is, in tenths of a millimetre.
const ROOM: [i32; 2] = [4, 8];

/// A page with what is known of its stamps.
#[derive(Clone, Copy)]
pub(in crate::recognise) struct Sight<'a> {
    /// The upright picture.
    pub(in crate::recognise) raster: &'a Raster,
    /// Its reduced picture.
    pub(in crate::recognise) sheet: &'a Sheet,
    /// Its layers.
    pub(in crate::recognise) layers: &'a Layers,
    /// Its stamps.
    pub(in crate::recognise) seals: &'a [Mark],
}

/// Dates, and the steps of the strip that they were found in.
pub(super) type Dates = (Vec<Found>, usize);

impl Sight<'_> {
    /// The dates in an area of the page. What the first look leaves in doubt is read again with more room above and below, for the network sees a thin
    /// stroke at one size and not at another; and what stamps lie over, without them.
    pub(super) fn dates(&self, area: Rect) -> Option<Dates> {
        let view = |room: i32| read(self.raster, Rect { top: area.top - room, bottom: area.bottom + room, ..area });
        let mut views = vec![view(0)?];
        if views[0].0.iter().any(|date| date.weakest < CERTAIN) {
            views.extend(ROOM.iter().filter_map(|&room| view(room)));
        }
        let lifted = self.lifted(area);
        views.extend(lifted.and_then(|lifted| read(&lifted, lifted.area(0.0, 0.0, lifted.width as f64, lifted.height as f64))));
        agreed(views)
    }

    /// A part of the page without the stamps over it, if there are any.
    fn lifted(&self, area: Rect) -> Option<Raster> {
        let (left, top, ..) = self.raster.bounds(area);
        let mut picture: Option<Raster> = None;
        for mark in self.seals.iter().filter(|mark| mark.area.intersection(area).is_some()) {
            let MarkKind::Seal(seal) = &mark.kind else { continue };
            let picture = picture.get_or_insert_with(|| self.raster.cut(area));
            under::lift(picture, (left, top), self.raster, (self.sheet, self.layers), seal, mark.area);
        }
        picture
    }
}

/// The dates in an area of a picture.
fn read(raster: &Raster, area: Rect) -> Option<Dates> {
    let strip = ocr::strip(raster, area)?;
    let steps = strip.used.div_ceil(STRIDE);
    let scores = NETWORK.run(strip.planes, (strip.width, ocr::STRIP));
    Some((search::dates(&scores, grammar(), BONUS), steps))
}

/// The surest of several readings. Of a single date it is as sure as that those which agree with it are not all mistaken, less the surest of those that
/// say another day.
fn agreed(views: Vec<Dates>) -> Option<Dates> {
    let weakest = |(found, _): &Dates| found.iter().map(|date| date.weakest).reduce(f32::min).unwrap_or(-1.0);
    let said: Vec<Found> = views.iter().filter(|(found, _)| found.len() == 1).flat_map(|(found, _)| found.iter().cloned()).collect();
    let pooled = |date: &Found| {
        let (same, other): (Vec<&Found>, Vec<&Found>) = said.iter().partition(|seen| told(&seen.text) == told(&date.text));
        let mistaken: f32 = same.iter().map(|seen| 1.0 - seen.weakest).product();
        (1.0 - mistaken - other.iter().map(|seen| seen.weakest).fold(0.0, f32::max)).max(0.0)
    };
    let sure = |view: &Dates| if let [date] = view.0.as_slice() { pooled(date) } else { weakest(view) };
    let (sure, mut best) = views.into_iter().map(|view| (sure(&view), view)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    if let [date] = best.0.as_mut_slice() {
        date.weakest = sure;
    }
    Some(best)
}

/// What tells a date from another, however it is written: its numbers, and the first letters of its month.
fn told(text: &str) -> (Vec<u32>, String) {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok());
    (numbers.collect(), text.chars().filter(char::is_ascii_alphabetic).take(3).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::canvas::Canvas;

    fn dates(text: &str, weakest: f32) -> Dates {
        (vec![Found { text: text.to_owned(), steps: (0, 9), weakest }], 20)
    }

    #[test]
    fn the_surer_reading_counts_and_a_contradiction_makes_it_doubtful() {
        let one = |a, b| agreed(vec![a, b]).expect("a reading").0[0].clone();
        assert!(one(dates("january1,2024", 0.3), dates("jan1,2024", 0.9)).weakest > 0.8);
        let doubtful = one(dates("2024年1月8日", 0.8), dates("2024年7月8日", 0.7));
        assert!(doubtful.text == "2024年1月8日" && doubtful.weakest < 0.2, "{doubtful:?}");
        assert_eq!(agreed(vec![(Vec::new(), 20), dates("2024.1.8", 0.4)]).expect("a reading").0.len(), 1);
        assert!((one(dates("2024.1.8", 0.5), dates("2024/1/8", 0.4)).weakest - 0.7).abs() < 0.01, "two that agree are surer than one");
        assert_eq!(agreed(Vec::new()), None);
    }

    #[test]
    fn any_strip_is_read_and_paper_holds_no_date() {
        for (width, height) in [(0, 0), (1, 1), (900, 3), (300, 40)] {
            let raster = Raster::white(width, height, 200.0);
            let sheet = Sheet::of(&raster);
            let layers = Layers::of(&sheet, &[]);
            let sight = Sight { raster: &raster, sheet: &sheet, layers: &layers, seals: &[] };
            assert!(sight.dates(Rect::new(0, 0, 400, 60)).is_none_or(|(found, _)| found.is_empty()));
        }
    }

    #[test]
    fn a_stamp_is_taken_away_where_it_lies_over_a_date() {
        let mut canvas = Canvas::new();
        canvas.seal(100.0, 120.0, crate::recognise::canvas::BLUE);
        let sheet = Sheet::of(&canvas.raster);
        let layers = canvas.layers(&sheet);
        let seals = crate::recognise::seal::find(&sheet, &layers, &canvas.raster, &[], &|_| None).marks;
        let sight = Sight { raster: &canvas.raster, sheet: &sheet, layers: &layers, seals: &seals };
        let dark = |raster: &Raster| raster.pixels.iter().filter(|&&value| value < 128).count();
        let area = Rect::new(800, 1000, 1200, 1400);
        let lifted = sight.lifted(area).expect("a stamp lies there");
        assert!(dark(&lifted) * 20 < dark(&canvas.raster.cut(area)));
        assert!(sight.lifted(Rect::new(100, 2000, 400, 2100)).is_none());
    }
}
