//! What a region says: signature, date, name and title, each with its place.

use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{ends_in_position, is_organisation, is_person, is_placeholder, is_role_only, is_sign_mark, is_title};
use super::super::lexicon::{Field, labels};
use super::digital::Owned;
use super::fields::Piece;
use super::heading::behind_title;
use super::ink::{Writing, writing};
use super::region::Region;
use super::seals::Impression;
use super::titled::{is_like_title, name_and_title, unasked};
use crate::model::agreement::{Cited, DateSeen, Doubt, Observation, Signature};
use crate::model::document::PageSource;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, Rect};

/// How sure a title is that only its place tells.
const BY_PLACE: Confidence = Confidence(80);

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
            Observation::Seen(seen) if matches!(seen.value, Signature::Ink | Signature::Digital(_)) => 8,
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
    /// Digital signatures that are a party's by name.
    pub(in crate::understand) owned: &'a [Owned],
    /// Which of two short numbers is the day.
    pub(in crate::understand) order: date::Order,
}

/// Reads one region.
pub(in crate::understand) fn facts(reading: &Reading<'_>, region: &Region, around: &Surroundings<'_>) -> Facts {
    let writing = writing(reading, region, around);
    let unread = reading.document.pages.iter().any(|page| page.number == region.page && page.source == PageSource::Unread);
    let block = Block { reading, region, around, writing, unread };
    Facts { signature: block.signature(), date: block.date(), name: block.name(), title: block.title() }
}

/// Everything needed to read one block.
pub(super) struct Block<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) region: &'a Region,
    pub(super) around: &'a Surroundings<'a>,
    pub(super) writing: Vec<Writing>,
    pub(super) unread: bool,
}

/// A value beside a label with its line.
pub(super) struct Value<'a> {
    pub(super) text: String,
    pub(super) line: &'a Text,
    pub(super) area: Rect,
}

impl Block<'_> {
    pub(super) fn searched(&self) -> Vec<Evidence> {
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

    pub(super) fn cite(&self, area: Rect, role: EvidenceRole, saw: &str) -> Evidence {
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

    /// Text that belongs to a label: behind it, right of it in its row, or below it; for a table's shared label what stands in the cell.
    pub(super) fn value(&self, piece: &Piece, below: bool) -> Option<Value<'_>> {
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
            // Frames of handwriting reach back over the label's end.
            .filter(|line| line.area.left >= piece.label.right - 40 && line.area.center_x() > piece.label.right)
            .filter(|line| line.area.center_x() < piece.place.right.max(piece.label.right + 15))
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

    /// Lines in the region, top to bottom.
    pub(super) fn inside(&self) -> Vec<&Text> {
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
    pub(super) fn labelled(&self, fields: &[Field], accept: impl Fn(&str) -> Option<String>) -> Option<Observation<String>> {
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
                blank.get_or_insert_with(|| {
                    self.cite(place, EvidenceRole::Searched, value.as_ref().map_or("", |value| value.text.as_str()))
                });
            }
        }
        blank.map(|evidence| Observation::Blank(vec![evidence]))
    }

    fn name(&self) -> Observation<String> {
        let accept = |text: &str| {
            let (name, _) = name_and_title(text);
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
        if let Some((writing, text)) = written.and_then(|writing| writing.text.as_ref().map(|text| (writing, text))) {
            return Observation::Seen(Cited::new(
                text.text.clone(),
                writing.confidence.and(text.confidence),
                self.cite(writing.area, EvidenceRole::Supports, &text.text),
            ));
        }
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        if let Some(writing) = written {
            return Observation::Unclear(Doubt::OnlyAsInk, vec![self.cite(writing.area, EvidenceRole::Contradicts, "")]);
        }
        if let Some(blank) = labelled {
            return blank;
        }
        // Names that stand behind the representative's label, or on a line of their own.
        if let Some(seen @ Observation::Seen(_)) = self.labelled(&[Field::Representative, Field::Signature], |text| {
            let (name, _) = name_and_title(text.trim_start_matches("/s/").trim_matches(|c: char| c.is_whitespace() || "()".contains(c)));
            is_person(&name).then_some(name)
        }) {
            return seen;
        }
        let person = |text: &str| Some(name_and_title(text).0).filter(|name| is_person(name));
        if let Some(seen @ Observation::Seen(_)) = self.representative(person) {
            return seen;
        }
        for line in self.inside() {
            let Some(text) = unasked(&line.text).map(|text| text.trim_matches(|c: char| c.is_whitespace() || c == '_')) else { continue };
            let text = text.strip_prefix('(').map_or(text, |inner| inner.strip_suffix(')').unwrap_or(inner));
            let (name, _) = name_and_title(text);
            let empty = is_placeholder(text) || is_sign_mark(text) || date::is_place_and_day(text);
            if !empty && is_person(&name) && !self.is_heading(line) {
                return Observation::Seen(Cited::new(name, line.origin.confidence(), self.reading.cite(line, EvidenceRole::Supports)));
            }
        }
        match self.writing.iter().find(|writing| writing.field == Field::Signature && writing.is_ink()) {
            Some(writing) => Observation::Unclear(Doubt::OnlyAsInk, vec![self.cite(writing.area, EvidenceRole::Contradicts, "")]),
            None => Observation::Absent(vec![self.cite(self.region.area, EvidenceRole::Searched, "")]),
        }
    }

    /// What stands behind a label that names the party and its representative in one: "甲方代表：王涛（院长）".
    fn representative(&self, accept: impl Fn(&str) -> Option<String>) -> Option<Observation<String>> {
        let both = |piece: &Piece| piece.field == Field::Party && piece.party.is_some() && piece.wording.contains("代表");
        self.region.pieces.iter().any(both).then(|| self.labelled(&[Field::Party], accept)).flatten()
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
            self.labelled(&[Field::NameAndTitle, Field::Name, Field::Representative, Field::Signature], |text| name_and_title(text).1)
        {
            return seen;
        }
        let person = |text: &str| Some(name_and_title(text)).filter(|(name, _)| is_person(name)).and_then(|(_, title)| title);
        if let Some(seen @ Observation::Seen(_)) = self.representative(person) {
            return seen;
        }
        let written = self.writing.iter().find(|writing| writing.field == Field::Title);
        if let Some(writing) = written {
            if let Some(text) = &writing.text {
                return Observation::Seen(Cited::new(
                    text.text.clone(),
                    writing.confidence.and(text.confidence),
                    self.cite(writing.area, EvidenceRole::Supports, &text.text),
                ));
            }
            return Observation::Unclear(Doubt::Illegible, vec![self.cite(writing.area, EvidenceRole::Contradicts, "")]);
        }
        if self.unread {
            return Observation::Unclear(Doubt::PageUnread, self.searched());
        }
        if let Some(blank) = labelled {
            return blank;
        }
        for line in self.inside() {
            let Some(text) = unasked(&line.text).filter(|_| !self.is_heading(line)) else { continue };
            let no_name = !is_organisation(text) || text.contains(',') || ends_in_position(text);
            if no_name && (is_title(text) || is_role_only(text)) {
                let title = name_and_title(text).1.unwrap_or_else(|| text.to_owned());
                return Observation::Seen(Cited::new(title, line.origin.confidence(), self.reading.cite(line, EvidenceRole::Supports)));
            }
        }
        if let Some((title, line)) = self.in_heading().or_else(|| self.by_name()) {
            let sure = line.origin.confidence().and(BY_PLACE);
            return Observation::Seen(Cited::new(title, sure, self.reading.cite(line, EvidenceRole::Supports)));
        }
        // A representative who is called by a position: 代表取締役　山田太郎, 대표이사 박서연.
        let positions = self.region.pieces.iter().filter(|piece| piece.field == Field::Representative && is_title(&piece.wording));
        if let Some(piece) = positions.into_iter().find(|piece| self.value(piece, true).is_some_and(|value| is_person(&value.text))) {
            let title = piece.wording.trim_end_matches([':', '：', ' ']).to_owned();
            let line = &self.reading.lines[piece.line];
            let sure = line.origin.confidence().and(BY_PLACE);
            return Observation::Seen(Cited::new(title, sure, self.reading.cite(line, EvidenceRole::Supports)));
        }
        if let Some(role) = self.lone_role() {
            return Observation::Unclear(Doubt::RoleOnly, vec![self.reading.cite(role, EvidenceRole::Contradicts)]);
        }
        Observation::Absent(vec![self.cite(self.region.area, EvidenceRole::Searched, "")])
    }

    /// A line that only says 法人代表 where others write a position: no label, for it asks for nothing and nothing stands beside it.
    fn lone_role(&self) -> Option<&Text> {
        let asks = |piece: &Piece| piece.wording.ends_with([':', '：', '_']) || self.value(piece, false).is_some();
        let roles = self.region.pieces.iter().filter(|piece| piece.field == Field::Representative && piece.value.is_empty());
        let signs = self.region.pieces.iter().any(|piece| piece.field == Field::Signature);
        let bare = roles.filter(|piece| signs && !asks(piece)).map(|piece| &self.reading.lines[piece.line]);
        bare.into_iter().find(|line| is_role_only(&line.text))
    }

    /// A title before the organisation's name: "Rector, University of …".
    fn in_heading(&self) -> Option<(String, &Text)> {
        let heading = self.inside().into_iter().find(|line| self.is_heading(line) && behind_title(&line.text).is_some())?;
        heading.text.split_once([',', '，']).map(|(title, _)| (title.trim().to_owned(), heading))
    }

    /// What stands behind or below the printed name, where nothing else tells a title.
    fn by_name(&self) -> Option<(String, &Text)> {
        let lines = self.inside();
        let bare = |line: &Text| labels(&line.text).is_empty() && !self.is_heading(line);
        let at = lines.iter().position(|line| bare(line) && is_person(&name_and_title(&line.text).0))?;
        let own = lines[at];
        if let Some(title) = name_and_title(&own.text).1 {
            return Some((title, own));
        }
        let below = lines[at + 1..].iter().find(|line| line.area.overlap_x(own.area) > 0)?;
        let next = (-10..own.area.height() * 3 / 2).contains(&(below.area.top - own.area.bottom));
        (next && bare(below) && is_like_title(&below.text)).then(|| (below.text.trim().to_owned(), *below))
    }
}
