//! Handwriting on a page picture: strokes that neither print, rules nor stamps explain.
//!
//! Pen strokes are told from print by what they are: larger than the page's characters, of another colour, or unread by the recogniser. Under a stamp
//! the plane of red light shows them, because red ink vanishes in it; where a stamp has no colour, the layer network tells whose ink it is.

mod framed;
mod group;
mod parted;
mod print;
mod strokes;

use crate::model::document::{Line, Mark};
use crate::model::geometry::Rect;
use crate::recognise::layers::Layers;
use crate::recognise::plane::Sheet;

/// Every coherent piece of handwriting on a page's reduced picture, given with its layers, read lines and stamps, top to bottom; `pasted` are pictures on a typed page, in which also small strokes are a hand's.
pub fn find(sheet: &Sheet, layers: &Layers, lines: &[Line], seals: &[Mark], pasted: &[Rect]) -> Vec<Mark> {
    let plane = parted::plane(sheet, layers, seals);
    let strokes = strokes::find(sheet, layers, &plane, lines, seals, pasted);
    group::marks(sheet, &strokes, lines, seals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::document::{InkColour, MarkKind, Origin};
    use crate::model::geometry::Confidence;
    use crate::model::raster::Raster;
    use crate::recognise::canvas::{BLACK, BLUE, Canvas, RED};
    use crate::recognise::seal;

    /// Ink as colour, area and confidence, after the page's own stamps were found.
    fn inks(canvas: &Canvas, lines: &[Line]) -> Vec<(InkColour, Rect, Confidence)> {
        let sheet = Sheet::of(&canvas.raster);
        let layers = canvas.layers(&sheet);
        let seals = seal::find(&sheet, &layers, &canvas.raster, &[], &|_| None).marks;
        find(&sheet, &layers, lines, &seals, &[])
            .into_iter()
            .map(|mark| match mark.kind {
                MarkKind::Ink(ink) => (ink.colour, mark.area, mark.confidence),
                other => panic!("not ink: {other:?}"),
            })
            .collect()
    }

    fn covers(found: &[(InkColour, Rect, Confidence)], area: Rect) -> bool {
        found.len() == 1 && area.covered_by(found[0].1.grown(10)) > 0.8 && found[0].2 >= Confidence(60)
    }

    #[test]
    fn a_signature_is_found_in_either_colour() {
        let place = Rect::new(590, 1950, 860, 2050);
        for (ink, colour) in [(BLACK, InkColour::Black), (BLUE, InkColour::Blue)] {
            let found = inks(Canvas::new().text().print(30.0, 200.0, 5, BLACK).signature(60.0, 200.0, ink), &[]);
            assert!(covers(&found, place), "{found:?}");
            assert_eq!(found[0].0, colour);
        }
    }

    #[test]
    fn the_characters_of_a_large_hand_are_one_mark() {
        let mut canvas = Canvas::new();
        canvas.text().signature(40.0, 200.0, BLACK).signature(73.0, 200.0, BLACK);
        assert_eq!(inks(&canvas, &[]).len(), 1);
        canvas.signature(120.0, 200.0, BLACK);
        assert_eq!(inks(&canvas, &[]).len(), 2);
    }

    #[test]
    fn a_signature_and_what_is_written_below_it_are_two_marks() {
        let mut canvas = Canvas::new();
        canvas.text().signature(60.0, 200.0, BLACK).signature(60.0, 211.0, BLACK);
        assert_eq!(inks(&canvas, &[]).len(), 2);
    }

    #[test]
    fn a_line_of_digits_is_no_part_of_the_signature_beside_it() {
        let mut canvas = Canvas::new();
        canvas.text().signature(60.0, 200.0, BLACK).signature(90.0, 200.0, BLACK);
        assert_eq!(inks(&canvas, &[]).len(), 1);
        let area = Rect::new(890, 1940, 1170, 2060);
        let date = Line { text: "2024-01-04".to_owned(), area, origin: Origin::Ocr(Confidence(70)), cell: None, path: None };
        assert_eq!(inks(&canvas, &[date]).len(), 2);
    }

    #[test]
    fn a_signature_under_a_red_seal_is_found() {
        let found = inks(Canvas::new().text().signature(88.0, 180.0, BLACK).seal(100.0, 180.0, RED), &[]);
        assert!(covers(&found, Rect::new(870, 1750, 1140, 1850)), "{found:?}");
    }

    #[test]
    fn a_signature_under_a_grey_seal_is_found() {
        let found = inks(Canvas::new().text().signature(88.0, 185.0, BLACK).seal(100.0, 180.0, RED).grey(), &[]);
        assert!(found.iter().any(|f| f.1.covered_by(Rect::new(790, 1590, 1210, 2010)) > 0.9), "{found:?}");
    }

    #[test]
    fn an_empty_seal_over_print_is_no_ink() {
        let sealed = |ink| {
            let mut canvas = Canvas::new();
            canvas.text().print(70.0, 180.0, 14, BLACK).line((70.0, 190.0), (130.0, 190.0), 0.3, BLACK).seal(100.0, 180.0, ink);
            canvas
        };
        assert_eq!(inks(&sealed(RED), &[]), []);
        assert_eq!(inks(&sealed(BLUE), &[]), []);
        assert_eq!(inks(sealed(RED).grey(), &[]), []);
        assert!(inks(sealed(RED).bilevel(), &[]).iter().all(|found| found.2 < Confidence(50)));
    }

    #[test]
    fn the_frame_of_a_stamp_without_colour_is_taken_away_and_a_signature_in_it_stays() {
        let stamped = |signed: bool| {
            let mut canvas = Canvas::new();
            canvas.text().frame(100.0, 180.0, BLACK);
            if signed {
                canvas.signature(88.0, 180.0, BLACK);
            }
            canvas.bilevel();
            let sheet = Sheet::of(&canvas.raster);
            let layers = canvas.layers(&sheet);
            let seals = seal::find(&sheet, &layers, &canvas.raster, &[], &|_| None).marks;
            assert_eq!(seals.len(), 1);
            let plane = parted::plane(&sheet, &layers, &seals);
            let (x0, y0, x1, y1) = sheet.bounds(Rect::new(740, 1650, 1260, 1950));
            (y0..y1).map(|y| plane.data[y * sheet.width + x0..y * sheet.width + x1].iter().filter(|&&v| v >= 128).count()).sum::<usize>()
        };
        assert_eq!(stamped(false), 0);
        assert!(stamped(true) > 100);
    }

    #[test]
    fn print_rules_dots_and_punch_holes_are_no_ink() {
        assert_eq!(inks(Canvas::new().text(), &[]), []);
        assert_eq!(inks(Canvas::new().text().line((60.0, 200.0), (120.0, 200.6), 0.4, BLACK), &[]), []);
        assert_eq!(inks(Canvas::new().text().disc(80.0, 200.0, 1.2, BLACK).disc(90.0, 210.0, 0.4, BLACK), &[]), []);
        let mut table = Canvas::new();
        table.text();
        for i in 0..4 {
            let x = 40.0 + 40.0 * f64::from(i);
            table.line((x, 180.0), (x, 240.0), 0.3, BLACK).line(
                (40.0, 180.0 + 20.0 * f64::from(i)),
                (160.0, 180.0 + 20.0 * f64::from(i)),
                0.3,
                BLACK,
            );
        }
        assert_eq!(inks(&table, &[]), []);
        let mut hole = Canvas::new();
        hole.text();
        for i in 0..60 {
            let (a, b) = (f64::from(i) * 0.1047, f64::from(i + 1) * 0.1047);
            hole.line((12.0 + 3.0 * a.cos(), 150.0 + 3.0 * a.sin()), (12.0 + 3.0 * b.cos(), 150.0 + 3.0 * b.sin()), 0.3, BLACK);
        }
        assert_eq!(inks(&hole, &[]), []);
    }

    #[test]
    fn where_the_network_is_unsure_a_signature_is_left_to_a_person_and_print_is_none() {
        let found = |canvas: &Canvas, likely| {
            let sheet = Sheet::of(&canvas.raster);
            find(&sheet, &canvas.unsure_layers(&sheet, likely), &[], &[], &[])
        };
        for likely in [77, 100, 120] {
            let marks = found(Canvas::new().text().signature(60.0, 200.0, BLACK), likely);
            assert_eq!(marks.len(), 1, "{likely}");
            // Under a half no length of strokes makes it a signature.
            assert!(marks[0].confidence < Confidence(50), "{likely}: {:?}", marks[0]);
            assert_eq!(found(Canvas::new().text(), likely), [], "{likely}");
        }
        let marks = found(Canvas::new().text().signature(60.0, 200.0, BLACK), 230);
        assert!(marks.len() == 1 && marks[0].confidence >= Confidence(60), "{marks:?}");
    }

    #[test]
    fn a_name_in_a_frame_that_fits_it_is_a_stamp() {
        let boxed = |right: f64| {
            let mut canvas = Canvas::new();
            canvas.text().signature(60.0, 200.0, BLACK);
            for (from, to) in [
                ((57.0, 193.0), (right, 193.0)),
                ((57.0, 207.0), (right, 207.0)),
                ((57.0, 193.0), (57.0, 207.0)),
                ((right, 193.0), (right, 207.0)),
            ] {
                canvas.line(from, to, 0.6, BLACK);
            }
            canvas
        };
        assert_eq!(inks(&boxed(88.0), &[]), []);
        assert_eq!(inks(&boxed(130.0), &[]).len(), 1, "a box to sign in is wider");
    }

    #[test]
    fn a_typed_line_explains_its_ink_however_large() {
        let mut canvas = Canvas::new();
        canvas.text().signature(60.0, 200.0, BLACK);
        let line = Line { text: "TITLE".to_owned(), area: Rect::new(560, 1920, 890, 2080), origin: Origin::Typed, cell: None, path: None };
        assert_eq!(inks(&canvas, &[line]), []);
    }

    #[test]
    fn a_pasted_hand_may_be_as_small_as_print() {
        let mut canvas = Canvas::new();
        canvas.text().print(60.0, 200.0, 9, BLACK);
        let sheet = Sheet::of(&canvas.raster);
        let layers = canvas.layers(&sheet);
        let picture = Rect::new(580, 1960, 1100, 2060);
        assert_eq!(find(&sheet, &layers, &[], &[], &[]).len(), 0);
        assert_eq!(find(&sheet, &layers, &[], &[], &[picture]).len(), 1);
    }

    #[test]
    fn tiny_and_empty_pictures_are_no_trouble() {
        for (width, height) in [(0, 0), (1, 1), (3, 900), (900, 3), (40, 40)] {
            let sheet = Sheet::of(&Raster::white(width, height, 200.0));
            assert_eq!(find(&sheet, &Layers::of(&sheet, &[]), &[], &[], &[]), []);
        }
    }
}
