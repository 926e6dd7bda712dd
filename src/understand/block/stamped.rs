//! Stamps without a frame: a company's name over its address, set in the middle of each other, as a rubber stamp has them and a form's own text has not.

use super::heading::{Known, name_likeness};
use crate::model::document::{InkColour, Line, Mark, MarkKind, Origin, Page, Seal, SealShape, SealText};
use crate::model::geometry::{Confidence, Rect};
use crate::understand::lexicon::labels;
use crate::understand::lexicon::words::is_organisation;

/// Letters of a name at least, and of what may stand below it at most.
const NAME: usize = 10;
const LONGEST: usize = 34;
/// Lines of an address.
const LINES: usize = 3;
/// Middles agree to this share (percent) of the name's length; left ends that agree to this many tenths of a millimetre are a form's lines.
const CENTRED: i32 = 12;
const LEFT: i32 = 25;
/// Likeness to a party's name (percent) from which a line is that name although its end was not read.
const ALIKE: u8 = 60;
/// How sure such a stamp is.
const SURE: Confidence = Confidence(70);

/// Stamps that only their text tells, as marks of a page that was read from a picture.
pub(super) fn stamps(page: &Page, parties: &[Known]) -> Vec<Mark> {
    let read: Vec<&Line> = page.lines.iter().filter(|line| matches!(line.origin, Origin::Ocr(_))).collect();
    let known = |area: Rect| page.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Seal(_)) && area.covered_by(mark.area) > 0.8);
    read.iter()
        .filter(|line| is_name(line, parties) && !known(line.area))
        .filter_map(|name| {
            let below = beneath(name, &read);
            let addressed = below.iter().any(|line| is_address(&line.text)) || below.len() > 1;
            let form = below.iter().all(|line| (line.area.left - name.area.left).abs() <= LEFT);
            if below.is_empty() || !addressed || form {
                return None;
            }
            let area = below.iter().fold(name.area, |area, line| area.union(line.area));
            let text = SealText { text: name.text.clone(), confidence: name.origin.confidence() };
            let seal = Seal { shape: SealShape::Rectangle, colour: InkColour::Grey, text: Some(text), subtitle: None, at_edge: false };
            Some(Mark { kind: MarkKind::Seal(seal), area, confidence: SURE })
        })
        .collect()
}

/// Whether a line is an organisation's name and nothing else.
fn is_name(line: &Line, parties: &[Known]) -> bool {
    let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= NAME
        && line.text.chars().count() <= 2 * LONGEST
        && labels(&line.text).is_empty()
        && !line.text.contains([':', '：', ',', '，', ';', '；', '。'])
        && (is_organisation(&line.text)
            || parties.iter().any(|party| party.names.iter().any(|name| name_likeness(name, &line.text) >= ALIKE)))
}

/// The lines close below a name that are shorter than it and centred on it, top to bottom.
fn beneath<'a>(name: &Line, read: &[&'a Line]) -> Vec<&'a Line> {
    let mut found: Vec<&'a Line> = Vec::new();
    let mut above = name.area;
    while found.len() < LINES {
        let height = above.height();
        let next = read.iter().copied().filter(|line| {
            let gap = line.area.top - above.bottom;
            let centred = (line.area.center_x() - name.area.center_x()).abs() * 100 <= name.area.width() * CENTRED;
            let shorter = line.area.width() < name.area.width() && line.text.chars().count() <= LONGEST;
            line.area.top > above.top
                && (-height * 2 / 3..height).contains(&gap)
                && centred
                && shorter
                && line.text.chars().any(char::is_alphabetic)
                && labels(&line.text).is_empty()
        });
        let Some(next) = next.min_by_key(|line| line.area.top) else { break };
        above = next.area;
        found.push(next);
    }
    found
}

/// A number and words: "39 Harbour Court", "Postfach 12".
pub(super) fn is_address(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters >= 4 && (1..=6).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::testing::{TestPage, page};

    fn found(page: TestPage) -> Vec<Rect> {
        stamps(&page.build().pages[0], &[]).into_iter().map(|mark| mark.area).collect()
    }

    /// A name 56 mm wide from 60 mm on, whose address is 32 mm wide and its town 12 mm.
    fn stamp(address: i32, town: i32) -> TestPage {
        page().line("Merryvale Institute of Coasts", 60, 100).line("39 Harbour Lane", address, 105).line("Nelson", town, 110)
    }

    #[test]
    fn a_name_over_its_address_is_a_stamp_where_they_are_centred() {
        let areas = found(stamp(74, 83));
        assert_eq!(areas.len(), 1);
        assert!(areas[0].top == 1000 && areas[0].bottom == 1140, "{areas:?}");
        assert_eq!(found(stamp(60, 60)), []);
    }

    #[test]
    fn a_title_a_form_and_a_traced_stamp_are_none() {
        assert_eq!(found(page().line("Merryvale Institute of Coasts", 60, 100).line("Joint research", 74, 105)), []);
        assert_eq!(found(page().line("Party B: Merryvale Institute of Coasts", 60, 100).line("39 Harbour Lane", 80, 105)), []);
        let traced = stamp(74, 83).stamp("Merryvale", None, SealShape::Rectangle, Rect::new(55, 95, 125, 118));
        assert_eq!(found(traced), []);
    }
}
