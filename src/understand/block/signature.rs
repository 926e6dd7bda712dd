//! Whether and how a party has signed: by pen, digitally, only in type, or not at all.

use super::super::lexicon::words::{is_person, is_placeholder, is_sign_mark};
use super::super::lexicon::{Field, labels};
use super::fields::Piece;
use super::ink::{PENNED, SIGNATURE_STROKES, SURE_INK, Writing, body_height, is_inked, is_name_seal, is_penned, is_repeated, is_slashed};
use super::read::Block;
use super::region::Region;
use crate::model::agreement::{Cited, Doubt, Observation, SealKind, Signature};
use crate::model::document::{InkColour, MarkKind, Origin, SealText};
use crate::model::finding::EvidenceRole;
use crate::model::geometry::{Confidence, Rect};

/// Ink this far outside every block may still be the signature of the nearest: 45 mm.
const STRAY: i32 = 450;

/// A signature takes about so much of its line: 40 mm.
const SPAN: i32 = 400;
/// Print is read at least this surely.
const PRINTED: Confidence = Confidence(90);

impl Block<'_> {
    pub(super) fn signature(&self) -> Observation<Signature> {
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        let digital = self.digital();
        if let Some((true, digital)) = digital {
            return digital;
        }
        let signed: Vec<&Writing> = self.writing.iter().filter(|writing| writing.field == Field::Signature && writing.is_ink()).collect();
        let best = |pieces: &[&Writing]| {
            pieces
                .iter()
                .copied()
                .filter(|piece| piece.is_strong())
                .max_by_key(|piece| (piece.confidence, piece.area.area()))
                .map(|piece| self.inked(piece))
        };
        if let Some(inked) = best(&signed) {
            return inked;
        }
        // Ink on the name's row with none on the signature's: the person signed one line too low.
        let has_row = self.region.pieces.iter().any(|piece| piece.field == Field::Signature);
        let on_name: Vec<&Writing> = self.writing.iter().filter(|writing| writing.field == Field::Name).collect();
        if let Some(inked) = best(&on_name).filter(|_| !has_row) {
            return inked;
        }
        if let Some((_, broken)) = digital {
            return broken;
        }
        if let Some(typed) = self.typed() {
            return typed;
        }
        let name_seal = self.around.seals.iter().find(|seal| {
            seal.party == Some(self.region.party)
                && seal.document == self.region.document
                && seal.page == self.region.page
                && seal.seen.kind == SealKind::PersonalName
        });
        if let Some(seal) = name_seal {
            return Observation::Seen(Cited::new(Signature::NameSeal, seal.confidence, seal.evidence.clone()));
        }
        if let Some(faint) = signed.first() {
            return Observation::Unclear(Doubt::Faint, vec![self.cite(faint.area, EvidenceRole::Contradicts, "")]);
        }
        if let Some(stray) = self.stray() {
            return Observation::Unclear(Doubt::OutsideBlocks, vec![self.cite(stray, EvidenceRole::Contradicts, "")]);
        }
        if self.tinted_over() {
            return Observation::Unclear(Doubt::Covered, self.searched());
        }
        if has_row { Observation::Blank(self.searched()) } else { Observation::Absent(self.searched()) }
    }

    fn inked(&self, piece: &Writing) -> Observation<Signature> {
        let saw = piece.text.as_ref().map_or("", |text| text.text.as_str());
        Observation::Seen(Cited::new(Signature::Ink, piece.certainty(), self.cite(piece.area, EvidenceRole::Supports, saw)))
    }

    /// Letters on the signature line: "/s/ Name", or a name where a signature should stand.
    fn typed(&self) -> Option<Observation<Signature>> {
        for piece in self.region.pieces.iter().filter(|piece| piece.field == Field::Signature) {
            let Some(value) = self.value(piece, false) else { continue };
            let text = value.text.trim().to_owned();
            if is_placeholder(&text) || is_sign_mark(&text) || !labels(&text).is_empty() || text.chars().all(|c| !c.is_alphabetic()) {
                continue;
            }
            let slashed = is_slashed(&text);
            if !is_person(&text) && !slashed {
                continue;
            }
            let read = SealText { text: text.clone(), confidence: value.line.origin.confidence() };
            if is_name_seal(&read, value.line.area) {
                continue;
            }
            let tall = is_penned(value.line, body_height(self.reading, self.region.page));
            if !slashed && tall && is_inked(value.line, self.reading) && !is_repeated(value.line, self.reading) {
                let evidence = self.cite(value.area, EvidenceRole::Supports, &text);
                return Some(Observation::Seen(Cited::new(Signature::Ink, PENNED, evidence)));
            }
            if !slashed && self.is_in_seal(value.area) {
                continue;
            }
            let sure = match value.line.origin {
                Origin::Typed => Confidence::CERTAIN,
                // Read from pixels: where it was read with doubt, the recogniser may have read handwriting.
                Origin::Ocr(read) if slashed || read >= PRINTED && !tall => read,
                Origin::Ocr(read) => read.and(Confidence(60)),
            };
            let evidence = self.cite(value.area, EvidenceRole::Contradicts, &text);
            return Some(Observation::Seen(Cited::new(Signature::Typed(text), sure, evidence)));
        }
        None
    }

    /// Whether a text is what a seal says: it was read from pixels and most of it lies in one.
    fn is_in_seal(&self, area: Rect) -> bool {
        let here = self.around.seals.iter().filter(|seal| seal.document == self.region.document && seal.page == self.region.page);
        here.into_iter().any(|seal| area.covered_by(seal.area.grown(15)) > 0.6)
    }

    /// Whether a stamp in a pen's own colours, or one that lost its colour, lies where the signature would stand, so that strokes in it may
    /// have been missed.
    fn tinted_over(&self) -> bool {
        let place = |piece: &Piece| {
            let label = piece.label;
            match piece.shared {
                false => Rect::new(label.right, label.top - 40, label.right + SPAN, label.bottom + 20),
                true if label.overlap_x(piece.place) > 0 => Rect::new(label.left, label.top - SPAN / 3, label.left + SPAN, label.top),
                true => piece.place,
            }
        };
        // Behind 签约代表 a person signs, where no other line asks for it.
        let row = self.region.pieces.iter().any(|piece| piece.field == Field::Signature);
        let asks = |piece: &&Piece| piece.field == Field::Signature || !row && piece.field == Field::Representative;
        let places: Vec<Rect> = self.region.pieces.iter().filter(asks).map(place).collect();
        let marks = self.reading.document.pages.iter().filter(|page| page.number == self.region.page).flat_map(|page| &page.marks);
        let tinted = |kind: &MarkKind| matches!(kind, MarkKind::Seal(seal) if matches!(seal.colour, InkColour::Blue | InkColour::Purple | InkColour::Grey));
        marks.filter(|mark| tinted(&mark.kind)).any(|mark| places.iter().any(|place| place.covered_by(mark.area) > 0.5))
    }

    /// Whether other text stands between this block and ink below it: a witness's line, a registrar's.
    fn parted_from(&self, ink: Rect) -> bool {
        let bottom = self.region.area.bottom;
        let between = |line: Rect| line.top >= bottom - 10 && line.top < ink.center_y() && line.overlap_x(self.region.area) > 0;
        ink.center_y() > bottom
            && self.reading.lines.iter().any(|line| line.page == self.region.page && line.margin.is_none() && between(line.area))
    }

    /// Ink outside every block of the page, near this one.
    fn stray(&self) -> Option<Rect> {
        let page = self.reading.document.pages.iter().find(|page| page.number == self.region.page)?;
        let regions: Vec<&Region> = self
            .around
            .regions
            .iter()
            .filter(|region| region.document == self.region.document && region.page == self.region.page)
            .collect();
        let distance = |area: Rect, region: &Region| (-area.overlap_x(region.area)).max(0) + (-area.overlap_y(region.area)).max(0);
        page.marks
            .iter()
            .filter(|mark| {
                matches!(&mark.kind, MarkKind::Ink(ink) if ink.stroke_length >= SIGNATURE_STROKES) && mark.confidence >= SURE_INK
            })
            .map(|mark| mark.area)
            .filter(|area| regions.iter().all(|region| area.covered_by(region.area) < 0.3))
            .filter(|area| {
                distance(*area, self.region) <= STRAY
                    && !self.parted_from(*area)
                    && regions.iter().all(|region| distance(*area, region) >= distance(*area, self.region))
            })
            .max_by_key(|area| area.area())
    }
}
