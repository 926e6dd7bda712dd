//! What a region says: signature, date, name and title, each with its place.

use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{is_organisation, is_person, is_placeholder, is_role_only, is_sign_mark, is_title};
use super::super::lexicon::{Field, labels};
use super::super::party::split_title;
use super::fields::Piece;
use super::region::Region;
use super::seals::Impression;
use crate::model::agreement::{Cited, DatePrecision, DateSeen, Doubt, Observation, SealKind, Signature};
use crate::model::document::{FieldStatus, Ink, Mark, MarkKind, Origin, PageSource};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, Rect};

/// What a block says about its party.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Facts {
    /// Signature.
    pub(in crate::understand) signature: Observation<Signature>,
    /// Date of signing.
    pub(in crate::understand) date: Observation<DateSeen>,
    /// Printed or legible name.
    pub(in crate::understand) name: Observation<String>,
    /// Title or position.
    pub(in crate::understand) title: Observation<String>,
}

impl Facts {
    /// How much of a signing the block shows, to choose among several blocks of one party.
    pub(in crate::understand) fn weight(&self) -> u32 {
        let signed = match &self.signature {
            Observation::Seen(seen) if matches!(seen.value, Signature::Ink | Signature::Digital { .. }) => 8,
            Observation::Seen(_) | Observation::Unclear(..) => 3,
            _ => 0,
        };
        let dated = if self.date.seen().is_some() { 3 } else { 0 };
        let named = u32::from(self.name.seen().is_some()) + u32::from(self.title.seen().is_some());
        signed + dated + named
    }
}

impl Facts {
    /// Facts of a block whose rest stands on the next page.
    pub(in crate::understand) fn or(self, rest: Self) -> Self {
        fn first<T>(own: Observation<T>, rest: Observation<T>) -> Observation<T> {
            match (own, rest) {
                (Observation::Absent(_), rest @ (Observation::Seen(_) | Observation::Blank(_) | Observation::Unclear(..))) => rest,
                (own, _) => own,
            }
        }
        let onto = |own, rest| match (own, rest) {
            // A line to sign on stands once: ink overleaf is the signature only if no line was on the page before.
            (own @ (Observation::Blank(_) | Observation::Seen(_)), _) => own,
            (own, rest) => first(own, rest),
        };
        Self {
            signature: onto(self.signature, rest.signature),
            date: first(self.date, rest.date),
            name: match (self.name, rest.name) {
                (Observation::Unclear(Doubt::OnlyAsInk, _), rest @ (Observation::Seen(_) | Observation::Blank(_))) => rest,
                (own, rest) => first(own, rest),
            },
            title: first(self.title, rest.title),
        }
    }
}

/// What lies around a region.
pub(in crate::understand) struct Surroundings<'a> {
    /// Every region of every document.
    pub(in crate::understand) regions: &'a [Region],
    /// Every seal.
    pub(in crate::understand) seals: &'a [Impression],
    /// Which of two short numbers is the day.
    pub(in crate::understand) order: date::Order,
}

/// Strokes shorter than this are a tick, dot or smudge: 15 mm, half of the shortest initials measured on signature samples.
const SIGNATURE_STROKES: i32 = 150;
/// Under this confidence a mark may be dirt.
const SURE_INK: Confidence = Confidence(55);
/// Ink this far outside every block may still be the signature of the nearest: 45 mm.
const STRAY: i32 = 450;

/// A piece of handwriting or a signature's appearance with what it was written as.
struct Writing<'a> {
    mark: &'a Mark,
    ink: Option<&'a Ink>,
    field: Field,
}

/// Reads one region.
pub(in crate::understand) fn facts(reading: &Reading<'_>, region: &Region, around: &Surroundings<'_>) -> Facts {
    let writing = writing(reading, region, around);
    let unread = reading.document.pages.iter().any(|page| page.number == region.page && page.source == PageSource::Unread);
    let block = Block { reading, region, around, writing, unread };
    Facts { signature: block.signature(), date: block.date(), name: block.name(), title: block.title() }
}

/// Everything needed to read one block.
struct Block<'a> {
    reading: &'a Reading<'a>,
    region: &'a Region,
    around: &'a Surroundings<'a>,
    writing: Vec<Writing<'a>>,
    unread: bool,
}

/// A value beside a label with its line.
struct Value<'a> {
    text: String,
    line: &'a Text,
    area: Rect,
}

/// Distance from a point's height to a rectangle's.
fn vertical_distance(area: Rect, y: i32) -> i32 {
    if y < area.top { area.top - y } else { (y - area.bottom).max(0) }
}

/// Ink in a region, each piece with the field on whose row it was written.
fn writing<'a>(reading: &'a Reading<'_>, region: &Region, around: &Surroundings<'_>) -> Vec<Writing<'a>> {
    let Some(page) = reading.document.pages.iter().find(|page| page.number == region.page) else { return Vec::new() };
    let mut out: Vec<Writing<'a>> = Vec::new();
    for mark in &page.marks {
        let ink = match &mark.kind {
            MarkKind::Ink(ink) => Some(ink),
            MarkKind::DigitalSignature(_) => None,
            MarkKind::Seal(_) => continue,
        };
        if owner(mark.area, region, around) {
            out.push(Writing { mark, ink, field: field_of(mark, ink, region) });
        }
    }
    // A person signs once: with no piece on the signature row, a tall one on a neighbouring row is the signature.
    if !out.iter().any(|writing| writing.field == Field::Signature)
        && let Some(tall) = out
            .iter_mut()
            .filter(|writing| {
                writing.mark.area.height() >= 90 && writing.ink.is_some_and(|ink| ink.text.is_none()) && writing.field != Field::Date
            })
            .max_by_key(|writing| writing.mark.area.area())
    {
        tall.field = Field::Signature;
    }
    out
}

/// Whether a mark belongs to this region rather than to another on the page: most of it lies inside.
fn owner(area: Rect, region: &Region, around: &Surroundings<'_>) -> bool {
    let share = |other: &Region| area.covered_by(other.area);
    let own = share(region);
    let best = around
        .regions
        .iter()
        .filter(|other| other.document == region.document && other.page == region.page && other.party != region.party)
        .map(share)
        .fold(0.0, f64::max);
    own >= 0.3 && own >= best
}

/// The field on whose row a mark was written.
fn field_of(mark: &Mark, ink: Option<&Ink>, region: &Region) -> Field {
    if ink.is_none() {
        return Field::Signature;
    }
    if let Some(text) = ink.and_then(|ink| ink.text.as_ref())
        && date::first(&text.text, date::Order::YearFirst).is_some_and(|seen| seen.precision != DatePrecision::Partial)
    {
        return Field::Date;
    }
    let area = mark.area;
    let asks = |piece: &&Piece| {
        matches!(piece.field, Field::Signature | Field::Representative | Field::Name | Field::Title | Field::NameAndTitle | Field::Date)
    };
    let reaches = |piece: &&Piece| {
        if piece.shared { area.overlap_y(piece.place) > 0 && area.overlap_x(piece.place) > 0 } else { area.right > piece.label.left }
    };
    let candidates: Vec<&Piece> = region.pieces.iter().filter(asks).filter(reaches).collect();
    let has_signature = candidates.iter().any(|piece| piece.field == Field::Signature);
    // Letters drop below and rise above their line: what shares a good part of the signature row is the signature.
    let on_signature = candidates.iter().any(|piece| {
        let row = if piece.shared { piece.place } else { piece.label.grown(15) };
        // In a row of several labels the mark must begin behind this one and before the next.
        let within = piece.shared || area.center_x() < piece.place.right.max(piece.label.right + 1) || piece.place.width() < 10;
        piece.field == Field::Signature
            && within
            && area.center_x() > row.left
            && area.overlap_y(row) * 100 >= row.height().min(area.height()) * 55
    });
    if on_signature {
        return Field::Signature;
    }
    let nearest = candidates
        .iter()
        .map(|piece| {
            let (row, behind) = if piece.shared {
                (piece.place, 0)
            } else {
                (piece.label, (piece.label.left - area.center_x()).max(0) + (area.center_x() - piece.place.right).max(0))
            };
            // A signature stands above its label as often as beside it.
            let rise = if piece.field == Field::Signature && area.center_y() < row.top { 3 } else { 1 };
            ((vertical_distance(row, area.center_y()) / rise + (row.center_y() - area.center_y()).abs() / 20) + behind, *piece)
        })
        .min_by_key(|(distance, piece)| (*distance, piece.label.left));
    match nearest {
        Some((distance, piece)) if distance <= 70 => match piece.field {
            Field::Representative if !has_signature => Field::Signature,
            Field::Representative => Field::Signature,
            Field::NameAndTitle => Field::Name,
            field => field,
        },
        _ => Field::Signature,
    }
}

impl Block<'_> {
    fn searched(&self) -> Vec<Evidence> {
        let area = self
            .region
            .pieces
            .iter()
            .filter(|piece| matches!(piece.field, Field::Signature))
            .map(|piece| if piece.shared { piece.place } else { piece.label.union(piece.place) })
            .next()
            .map_or(self.region.area, |row| Rect::new(row.left, row.top - 60, row.right, row.bottom + 30));
        vec![self.cite(area, EvidenceRole::Searched, "")]
    }

    fn cite(&self, area: Rect, role: EvidenceRole, saw: &str) -> Evidence {
        let path = self
            .reading
            .lines
            .iter()
            .find(|line| {
                line.page == self.region.page && line.path.is_some() && line.area.overlap_y(area) > 0 && line.area.overlap_x(area) > 0
            })
            .and_then(|line| line.path.clone());
        let nominal = self.reading.lines.iter().any(|line| line.page == self.region.page && line.path.is_some());
        Evidence {
            file: self.reading.document.file.clone(),
            page: self.region.page,
            area: (!nominal).then_some(area),
            path,
            role,
            saw: saw.to_owned(),
        }
    }

    fn signature(&self) -> Observation<Signature> {
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        if let Some(digital) = self.digital() {
            return digital;
        }
        let strong = |writing: &&Writing<'_>| {
            writing.mark.confidence >= SURE_INK && writing.ink.is_some_and(|ink| ink.stroke_length >= SIGNATURE_STROKES)
        };
        let signed: Vec<&Writing<'_>> =
            self.writing.iter().filter(|writing| writing.field == Field::Signature && writing.ink.is_some()).collect();
        if let Some(best) = signed.iter().copied().filter(strong).max_by_key(|writing| (writing.mark.confidence, writing.mark.area.area()))
        {
            return Observation::Seen(Cited::new(
                Signature::Ink,
                best.mark.confidence,
                self.cite(best.mark.area, EvidenceRole::Supports, ""),
            ));
        }
        // Ink on the name's row with none on the signature's: the person signed one line too low.
        let has_row = self.region.pieces.iter().any(|piece| piece.field == Field::Signature);
        let on_name = self
            .writing
            .iter()
            .filter(|writing| writing.field == Field::Name && strong(writing))
            .max_by_key(|writing| writing.mark.confidence);
        if let (false, Some(writing)) = (has_row, on_name) {
            return Observation::Seen(Cited::new(
                Signature::Ink,
                writing.mark.confidence,
                self.cite(writing.mark.area, EvidenceRole::Supports, ""),
            ));
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
            return Observation::Unclear(Doubt::Faint, vec![self.cite(faint.mark.area, EvidenceRole::Contradicts, "")]);
        }
        if let Some(stray) = self.stray() {
            return Observation::Unclear(Doubt::OutsideBlocks, vec![self.cite(stray, EvidenceRole::Contradicts, "")]);
        }
        if has_row { Observation::Blank(self.searched()) } else { Observation::Absent(self.searched()) }
    }

    /// A signed field whose appearance lies in this block.
    fn digital(&self) -> Option<Observation<Signature>> {
        let document = self.reading.document;
        let shown = self.writing.iter().filter_map(|writing| match writing.mark.kind {
            MarkKind::DigitalSignature(index) => Some((index, writing.mark.area)),
            _ => None,
        });
        let placed = document.fields.iter().enumerate().filter_map(|(i, field)| {
            field
                .place
                .filter(|(page, area)| *page == self.region.page && owner(*area, self.region, self.around))
                .map(|(_, area)| (i, area))
        });
        for (index, area) in shown.chain(placed) {
            let Some(field) = document.fields.get(index) else { continue };
            let evidence = self.cite(area, EvidenceRole::Supports, field.signer.as_deref().unwrap_or_default());
            match field.status {
                FieldStatus::Signed | FieldStatus::SignedThenExtended => {
                    let signature = Signature::Digital { whole_file: field.status == FieldStatus::Signed, signer: field.signer.clone() };
                    return Some(Observation::Seen(Cited::new(signature, Confidence::CERTAIN, evidence)));
                }
                FieldStatus::Empty | FieldStatus::Broken => {}
            }
        }
        None
    }

    /// Letters on the signature line: "/s/ Name", or a name where a signature should stand.
    fn typed(&self) -> Option<Observation<Signature>> {
        for piece in self.region.pieces.iter().filter(|piece| piece.field == Field::Signature) {
            let Some(value) = self.value(piece, false) else { continue };
            let text = value.text.trim().to_owned();
            if is_placeholder(&text) || is_sign_mark(&text) || !labels(&text).is_empty() || text.chars().all(|c| !c.is_alphabetic()) {
                continue;
            }
            let slashed = text.starts_with("/s/") || text.starts_with("/S/");
            if is_person(&text) || slashed {
                let sure = match value.line.origin {
                    Origin::Typed => Confidence::CERTAIN,
                    // Read from pixels: the recogniser may have read handwriting.
                    Origin::Ocr(read) => {
                        if slashed {
                            read
                        } else {
                            read.and(Confidence(60))
                        }
                    }
                };
                let evidence = self.cite(value.area, EvidenceRole::Contradicts, &text);
                return Some(Observation::Seen(Cited::new(Signature::Typed(text), sure, evidence)));
            }
        }
        None
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
                    && regions.iter().all(|region| distance(*area, region) >= distance(*area, self.region))
            })
            .max_by_key(|area| area.area())
    }

    /// Text that belongs to a label: behind it, right of it in its row, or below it; for a table's shared label what stands in the cell.
    fn value(&self, piece: &Piece, below: bool) -> Option<Value<'_>> {
        let page = self.region.page;
        let own = &self.reading.lines[piece.line];
        let text = piece.value.trim_matches(|c: char| c.is_whitespace() || c == '_');
        if !text.is_empty() && !piece.shared {
            return Some(Value { text: text.to_owned(), line: own, area: piece.place });
        }
        let lines =
            || self.reading.lines.iter().enumerate().filter(|(i, line)| *i != piece.line && line.page == page && line.margin.is_none());
        let join = |found: Vec<&'_ Text>| -> Option<(String, Rect)> {
            let area = found.iter().map(|line| line.area).reduce(Rect::union)?;
            let mut text = String::new();
            for line in found {
                super::super::layout::join_lines(&mut text, &line.text);
            }
            Some((text, area))
        };
        if piece.shared {
            let mut found: Vec<&Text> =
                lines().map(|(_, line)| line).filter(|line| piece.place.contains(line.area.center_x(), line.area.center_y())).collect();
            found.sort_by_key(|line| (line.area.top, line.area.left));
            let first = *found.first()?;
            return join(found).map(|(text, area)| Value { text, line: first, area });
        }
        let other_label = |i: usize| self.region.pieces.iter().any(|other| other.line == i);
        let mut right: Vec<&Text> = lines()
            .filter(|(i, line)| !other_label(*i) && line.area.overlap_y(piece.label) * 2 > line.area.height().min(piece.label.height()))
            .map(|(_, line)| line)
            .filter(|line| line.area.left >= piece.label.right - 40 && line.area.center_x() < piece.place.right.max(piece.label.right + 15))
            .filter(|line| line.area.center_x() < self.region.area.right)
            .collect();
        right.sort_by_key(|line| line.area.left);
        if let Some(first) = right.first().copied() {
            return join(right).map(|(text, area)| Value { text, line: first, area });
        }
        if !below {
            return None;
        }
        let under = lines()
            .filter(|(i, line)| {
                !other_label(*i)
                    && labels(&line.text).is_empty()
                    && line.area.overlap_x(piece.label) > 0
                    && self.region.area.contains(line.area.center_x(), line.area.center_y())
            })
            .map(|(_, line)| line)
            .filter(|line| (-10..90).contains(&(line.area.top - piece.label.bottom)))
            .filter(|line| {
                !self.region.pieces.iter().any(|other| {
                    other.label.top > piece.label.bottom - 10
                        && other.label.bottom < line.area.top + 10
                        && other.label.overlap_x(piece.label) > 0
                })
            })
            .min_by_key(|line| line.area.top)?;
        Some(Value { text: under.text.clone(), line: under, area: under.area })
    }

    fn date(&self) -> Observation<DateSeen> {
        let order = self.around.order;
        let mut blank: Option<Evidence> = None;
        let mut weak: Option<Observation<DateSeen>> = None;
        for piece in self.region.pieces.iter().filter(|piece| piece.field == Field::Date) {
            let value = self.value(piece, true);
            let place = if piece.shared { piece.place } else { piece.place.union(piece.label) };
            if let Some(value) = &value
                && let Some(seen) = date::first(&value.text.replace('_', " "), order)
                && seen.precision != DatePrecision::Partial
            {
                let found = self.dated(seen, value);
                if matches!(&found, Observation::Seen(seen) if seen.value.precision == DatePrecision::Day) {
                    return found;
                }
                weak.get_or_insert(found);
            }
            blank.get_or_insert_with(|| self.cite(place, EvidenceRole::Searched, value.as_ref().map_or("", |value| value.text.as_str())));
        }
        // A date written by hand, or one that stands without label in the block.
        for writing in self.writing.iter().filter(|writing| writing.field == Field::Date) {
            let Some(text) = writing.ink.and_then(|ink| ink.text.as_ref()) else { continue };
            if let Some(seen) = date::first(&text.text, order).filter(|seen| seen.precision != DatePrecision::Partial) {
                let confidence = writing.mark.confidence.and(text.confidence);
                return Observation::Seen(Cited::new(seen, confidence, self.cite(writing.mark.area, EvidenceRole::Supports, &text.text)));
            }
        }
        if let Some(weak) = weak {
            return weak;
        }
        for line in self.inside() {
            if line.text.chars().count() <= 50
                && let Some(seen) = date::first(&line.text.replace('_', " "), order).filter(|seen| seen.precision != DatePrecision::Partial)
            {
                let evidence = self.reading.cite(line, EvidenceRole::Supports);
                return Observation::Seen(Cited::new(seen, line.origin.confidence(), evidence));
            }
            if date::is_blank(&line.text) && line.text.chars().any(|c| "年월yY0".contains(c)) {
                blank.get_or_insert_with(|| self.reading.cite(line, EvidenceRole::Searched));
            }
        }
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        if let Some(writing) =
            self.writing.iter().find(|writing| writing.field == Field::Date && writing.ink.is_some_and(|ink| ink.stroke_length >= 60))
        {
            return Observation::Unclear(Doubt::Illegible, vec![self.cite(writing.mark.area, EvidenceRole::Contradicts, "")]);
        }
        match blank {
            Some(blank) => match blank.area.filter(|area| self.covered(*area)) {
                Some(_) if !blank.saw.contains(['年', '_']) || blank.saw.is_empty() => Observation::Unclear(Doubt::Covered, vec![blank]),
                _ => Observation::Blank(vec![blank]),
            },
            None if self.unread => Observation::Unclear(Doubt::PageUnread, self.searched()),
            None => Observation::Absent(vec![self.cite(self.region.area, EvidenceRole::Searched, "")]),
        }
    }

    fn dated(&self, seen: DateSeen, value: &Value<'_>) -> Observation<DateSeen> {
        let evidence = self.cite(value.area, EvidenceRole::Supports, &value.text);
        Observation::Seen(Cited::new(seen, value.line.origin.confidence(), evidence))
    }

    /// Whether a seal lies over a good part of a place.
    fn covered(&self, place: Rect) -> bool {
        let on_page = self.around.seals.iter().filter(|seal| seal.document == self.region.document && seal.page == self.region.page);
        on_page.into_iter().any(|seal| seal.area.overlap_x(place) > 120 && seal.area.overlap_y(place) * 2 > place.height())
    }

    /// Lines in the region, top to bottom.
    fn inside(&self) -> Vec<&Text> {
        let mut lines: Vec<&Text> = self
            .reading
            .lines
            .iter()
            .filter(|line| {
                line.page == self.region.page
                    && line.margin.is_none()
                    && self.region.area.contains(line.area.center_x(), line.area.center_y())
            })
            .collect();
        lines.sort_by_key(|line| (line.area.top, line.area.left));
        lines
    }

    /// A field's value among labels of one kind: seen, blank, or nothing.
    fn labelled(&self, fields: &[Field], accept: impl Fn(&str) -> Option<String>) -> Option<Observation<String>> {
        let mut blank = None;
        for piece in self.region.pieces.iter().filter(|piece| fields.contains(&piece.field)) {
            let value = self.value(piece, true);
            if let Some(value) = &value {
                let text = value.text.trim_matches(|c: char| c.is_whitespace() || "_:;,，；.".contains(c));
                if is_placeholder(text) || is_sign_mark(text) || text.is_empty() {
                    blank.get_or_insert_with(|| self.cite(value.area, EvidenceRole::Searched, &value.text));
                    continue;
                }
                if let Some(text) = accept(text) {
                    let evidence = self.cite(value.area, EvidenceRole::Supports, &value.text);
                    return Some(Observation::Seen(Cited::new(text, value.line.origin.confidence(), evidence)));
                }
            }
            if piece.field != Field::Representative {
                let place = if piece.shared { piece.place } else { piece.label.union(piece.place) };
                blank.get_or_insert_with(|| self.cite(place, EvidenceRole::Searched, ""));
            }
        }
        blank.map(|evidence| Observation::Blank(vec![evidence]))
    }

    fn name(&self) -> Observation<String> {
        let accept = |text: &str| {
            let (name, _) = split_title(text);
            (!is_organisation(&name)
                && name.chars().any(char::is_alphabetic)
                && date::first(&name, date::Order::Unknown).is_none()
                && name.chars().count() <= 60)
                .then_some(name)
        };
        let labelled = self.labelled(&[Field::Name, Field::NameAndTitle], accept);
        if let Some(Observation::Seen(_)) = labelled {
            return labelled.unwrap_or_default();
        }
        let written = self.writing.iter().find(|writing| writing.field == Field::Name);
        if let Some((writing, text)) = written.and_then(|writing| writing.ink?.text.as_ref().map(|text| (writing, text))) {
            return Observation::Seen(Cited::new(
                text.text.clone(),
                writing.mark.confidence.and(text.confidence),
                self.cite(writing.mark.area, EvidenceRole::Supports, &text.text),
            ));
        }
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        if let Some(writing) = written {
            return Observation::Unclear(Doubt::OnlyAsInk, vec![self.cite(writing.mark.area, EvidenceRole::Contradicts, "")]);
        }
        if let Some(blank) = labelled {
            return blank;
        }
        // Names that stand behind the representative's label, or on a line of their own.
        if let Some(seen @ Observation::Seen(_)) = self.labelled(&[Field::Representative, Field::Signature], |text| {
            let (name, _) = split_title(text.trim_start_matches("/s/").trim_matches(|c: char| c.is_whitespace() || "()".contains(c)));
            is_person(&name).then_some(name)
        }) {
            return seen;
        }
        for line in self.inside() {
            let text = line.text.trim_matches(|c: char| c.is_whitespace() || "()_".contains(c));
            let (name, _) = split_title(text);
            if labels(&line.text).is_empty() && !is_placeholder(text) && !is_sign_mark(text) && is_person(&name) && !self.is_heading(line) {
                return Observation::Seen(Cited::new(name, line.origin.confidence(), self.reading.cite(line, EvidenceRole::Supports)));
            }
        }
        match self.writing.iter().find(|writing| writing.field == Field::Signature && writing.ink.is_some()) {
            Some(writing) => Observation::Unclear(Doubt::OnlyAsInk, vec![self.cite(writing.mark.area, EvidenceRole::Contradicts, "")]),
            None => Observation::Absent(vec![self.cite(self.region.area, EvidenceRole::Searched, "")]),
        }
    }

    fn is_heading(&self, line: &Text) -> bool {
        self.region.heading.as_ref().is_some_and(|heading| heading.value.contains(line.text.as_str()))
    }

    fn title(&self) -> Observation<String> {
        let labelled = self.labelled(&[Field::Title], |text| {
            (date::first(text, date::Order::Unknown).is_none() && text.chars().count() <= 120).then(|| text.to_owned())
        });
        if let Some(Observation::Seen(_)) = labelled {
            return labelled.unwrap_or_default();
        }
        if let Some(seen @ Observation::Seen(_)) =
            self.labelled(&[Field::NameAndTitle, Field::Name, Field::Representative], |text| split_title(text).1)
        {
            return seen;
        }
        let written = self.writing.iter().find(|writing| writing.field == Field::Title);
        if let Some(writing) = written {
            if let Some(text) = writing.ink.and_then(|ink| ink.text.as_ref()) {
                return Observation::Seen(Cited::new(
                    text.text.clone(),
                    writing.mark.confidence.and(text.confidence),
                    self.cite(writing.mark.area, EvidenceRole::Supports, &text.text),
                ));
            }
            return Observation::Unclear(Doubt::Illegible, vec![self.cite(writing.mark.area, EvidenceRole::Contradicts, "")]);
        }
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        if let Some(blank) = labelled {
            return blank;
        }
        for line in self.inside() {
            let bare = labels(&line.text).is_empty() && !self.is_heading(line) && (!is_organisation(&line.text) || line.text.contains(','));
            if bare && (is_title(&line.text) || is_role_only(&line.text)) {
                let title = split_title(&line.text).1.unwrap_or_else(|| line.text.clone());
                return Observation::Seen(Cited::new(title, line.origin.confidence(), self.reading.cite(line, EvidenceRole::Supports)));
            }
        }
        Observation::Absent(vec![self.cite(self.region.area, EvidenceRole::Searched, "")])
    }
}
