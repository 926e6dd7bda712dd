//! Values of blocks put right: label remnants, fields under a seal, a date that all parties share.

use std::sync::LazyLock;

use super::super::block::{self, Facts, Impression, Piece, Region, Surroundings};
use super::super::date;
use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{is_placeholder, is_sign_mark};
use super::super::lexicon::{Field, Pattern, labels};
use crate::model::agreement::{Cited, DatePrecision, DateSeen, Doubt, Observation, Party};
use crate::model::date::Date;
use crate::model::document::MarkKind;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, Rect};
use crate::model::text::is_han;

/// Parties sign within so many days of each other.
const SAME_SIGNING: i32 = 31;
/// How sure a date is that another reading would suit better.
const ONE_OR_SEVEN: Confidence = Confidence(50);
/// Fewest letters and digits that show that a field was filled in.
const ILLEGIBLE: usize = 4;

/// A value without what recognition left of its label: "务:院长" is 院长.
pub(super) fn tidied(seen: Observation<String>) -> Observation<String> {
    static REST: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^[职職务務称稱位衔銜姓名氏]\s*[:：]\s*|^[务務](?:\p{Han}{2,})$"));
    match seen {
        Observation::Seen(cited) => {
            let whole = labels(&cited.value)
                .first()
                .filter(|label| label.range.start == 0 && !label.value.is_empty())
                .map(|label| label.value.start);
            let rest = REST
                .find(&cited.value)
                .map(|found| if found.end() == cited.value.len() { first_letter(&cited.value) } else { found.end() });
            let value = cited.value[whole.or(rest).unwrap_or(0)..].trim().to_owned();
            Observation::Seen(if value.is_empty() { cited } else { Cited { value, ..cited } })
        }
        other => other,
    }
}

/// A field where something stands that could not be read as a value is not blank.
pub(super) fn illegible(seen: Observation<String>) -> Observation<String> {
    let unread = |source: &Evidence| {
        source.saw.chars().filter(|c| c.is_alphanumeric()).count() >= ILLEGIBLE
            && !is_placeholder(&source.saw)
            && !is_sign_mark(&source.saw)
    };
    match seen {
        Observation::Blank(sources) if sources.iter().any(unread) => Observation::Unclear(Doubt::Illegible, sources),
        other => other,
    }
}

/// Ink higher than this (18 mm) is more than a signature on its own line.
const SPRAWLING: i32 = 180;
/// A value takes about so much of its line behind the label: 30 mm.
const VALUE: i32 = 300;

/// Bytes of a text's first letter.
fn first_letter(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// A name or position takes so much of its line: 25 mm.
const NAME_ROOM: i32 = 250;

/// A field that was not found where a neighbour's block has it and a seal or a sprawling hand lies on that place in this one: it may be under that. A place
/// that seems empty may be so, too, where a seal has no colour by which it could be taken away.
pub(super) fn hidden<T: Clone>(
    seen: &Observation<T>,
    field: Field,
    region: &Region,
    around: &Surroundings<'_>,
    reading: &Reading<'_>,
) -> Observation<T> {
    let asks = |piece: &&Piece| piece.field == field;
    if let Observation::Blank(searched) = seen {
        let places = region.pieces.iter().filter(asks).filter(|piece| !piece.shared).map(|piece| piece.label);
        let places = places.map(|label| Rect::new(label.right, label.top, label.right + NAME_ROOM, label.bottom));
        let here = |seal: &&Impression| seal.document == region.document && seal.page == region.page && seal.seen.grey;
        let colourless: Vec<Rect> = around.seals.iter().filter(here).map(|seal| seal.area).collect();
        let lies_on = |place: Rect| {
            colourless.iter().any(|seal| seal.overlap_x(place) * 2 > place.width() && seal.overlap_y(place) * 2 > place.height())
        };
        let print = matches!(field, Field::Name | Field::Title) && places.into_iter().any(lies_on);
        return if print { Observation::Unclear(Doubt::Covered, searched.clone()) } else { seen.clone() };
    }
    let Observation::Absent(searched) = seen else { return seen.clone() };
    if region.pieces.iter().any(|piece| asks(&piece)) {
        return seen.clone();
    }
    let same_form =
        around.regions.iter().filter(|other| other.document == region.document && other.page == region.page && other.party != region.party);
    let rows = same_form.flat_map(|other| other.pieces.iter().filter(asks).map(|piece| row_of(piece, other, region)));
    let covered = rows.into_iter().any(|row| {
        let on_page = around.seals.iter().filter(|seal| seal.document == region.document && seal.page == region.page);
        let strokes = reading.document.pages.iter().filter(|page| page.number == region.page).flat_map(|page| &page.marks);
        let strokes = strokes.filter(|mark| matches!(mark.kind, MarkKind::Ink(_)) && mark.area.height() > SPRAWLING).map(|mark| mark.area);
        let lies_on = |area: Rect| area.overlap_x(row) > 0 && area.overlap_y(row) * 2 > row.height();
        on_page.into_iter().map(|seal| seal.area).chain(strokes).any(lies_on)
    });
    if covered { Observation::Unclear(Doubt::Covered, searched.clone()) } else { seen.clone() }
}

/// A line that a seal hides reaches to within this of it (6 mm), and so much of the seal (10 mm) lies beyond it.
const TOUCHING: i32 = 60;
const BEYOND: i32 = 100;
/// A title takes so much of its line at least: 15 mm.
const A_TITLE: i32 = 150;

/// The blocks' facts again: what was not found in one, where a seal lies over the place at which another party's block has it, may be under the seal.
pub(super) fn under_seals(facts: &[Facts], regions: &[Region], around: &Surroundings<'_>, readings: &[&Reading<'_>]) -> Vec<Facts> {
    let mend = |(i, own): (usize, &Facts)| {
        let region = &regions[i];
        let cover = Cover { region, reading: readings[region.document], around };
        let beside: Vec<(&Region, &Facts)> = regions.iter().zip(facts).filter(|(other, _)| is_beside(other, region)).collect();
        Facts {
            signature: own.signature.clone(),
            name: cover.doubted(&own.name, beside.iter().map(|(other, facts)| (*other, &facts.name)), false),
            title: cover.doubted(&own.title, beside.iter().map(|(other, facts)| (*other, &facts.title)), true),
            date: cover.doubted(&own.date, beside.iter().map(|(other, facts)| (*other, &facts.date)), false),
        }
    };
    facts.iter().enumerate().map(mend).collect()
}

/// Whether another party signs on the same page.
fn is_beside(other: &Region, region: &Region) -> bool {
    other.document == region.document && other.page == region.page && other.party != region.party
}

/// A block whose seals may hide something.
struct Cover<'a> {
    region: &'a Region,
    reading: &'a Reading<'a>,
    around: &'a Surroundings<'a>,
}

impl Cover<'_> {
    /// A value that is absent and may be covered, by where others have theirs; `behind` says that it may stand behind something else on its line.
    fn doubted<'b, T: Clone + 'b>(
        &self,
        own: &Observation<T>,
        others: impl Iterator<Item = (&'b Region, &'b Observation<T>)>,
        behind: bool,
    ) -> Observation<T> {
        if !matches!(own, Observation::Absent(_)) {
            return own.clone();
        }
        let places = others.filter_map(|(other, seen)| self.place_like(other, seen.seen()?.sources.first()?));
        match places.into_iter().find(|place| self.is_covered(*place, behind)) {
            Some(place) => {
                let searched = self.reading.cite_area(self.region.page, place, EvidenceRole::Searched, "");
                Observation::Unclear(Doubt::Covered, vec![searched])
            }
            None => own.clone(),
        }
    }

    /// Where in this block what another block has would stand.
    fn place_like(&self, other: &Region, source: &Evidence) -> Option<Rect> {
        let area = source.area.filter(|area| source.page == other.page && other.area.contains(area.center_x(), area.center_y()))?;
        let left = |region: &Region| {
            let inside = self.reading.lines.iter().filter(|line| {
                line.page == region.page && line.margin.is_none() && region.area.contains(line.area.center_x(), line.area.center_y())
            });
            inside.map(|line| line.area.left).min().unwrap_or(region.area.left)
        };
        let aside = left(self.region) - left(other);
        let down = Some(self.region.area.top - other.area.top).filter(|down| down.abs() >= 60).unwrap_or(0);
        Some(Rect::new(area.left + aside, area.top + down, area.right + aside, area.bottom + down))
    }

    /// Whether a seal lies over most of a place, or, for what stands behind something else, where the line in that place breaks off.
    fn is_covered(&self, place: Rect, behind: bool) -> bool {
        let seals = self.around.seals.iter().filter(|seal| seal.document == self.region.document && seal.page == self.region.page);
        let on_row = |line: &&Text| {
            line.page == self.region.page
                && self.region.area.contains(line.area.center_x(), line.area.center_y())
                && line.area.overlap_y(place) * 2 > place.height()
        };
        seals.map(|seal| seal.area).filter(|seal| seal.overlap_y(place) * 2 > place.height()).any(|seal| {
            let breaks = |line: &Text| (seal.left - TOUCHING..seal.right - BEYOND).contains(&line.area.right);
            // The end of the line, where a title stands, and hardly anything was read in it.
            let ends = seal.overlap_x(place) >= A_TITLE && seal.right + BEYOND > place.right && seal.left < place.right - A_TITLE;
            seal.overlap_x(place) * 2 > place.width() || behind && (ends || self.reading.lines.iter().filter(on_row).any(breaks))
        })
    }
}

/// Where a label of another block and its value stand in this one: on the same row beside it, at the same distance from the top below it.
fn row_of(piece: &Piece, other: &Region, region: &Region) -> Rect {
    let edge = |region: &Region| region.pieces.iter().map(|piece| piece.label.left).min().unwrap_or(region.area.left);
    let aside = edge(region) - edge(other);
    let down = Some(region.area.top - other.area.top).filter(|down| down.abs() >= 60).unwrap_or(0);
    let label = piece.label;
    Rect::new(label.left + aside, label.top + down, label.right + aside + VALUE, label.bottom + down)
}

/// A date that recognition read months after everybody else's, because a one with a flag passes for a seven, goes to a person.
pub(super) fn doubt_sevens(parties: &mut [Party]) {
    // Months of 31 days are near enough.
    let ordinal = |day: Date| day.year * 372 + i32::from(day.month) * 31 + i32::from(day.day);
    let days: Vec<Option<Date>> = parties.iter().map(|party| party.date.seen().and_then(|seen| seen.value.date)).collect();
    for (i, party) in parties.iter_mut().enumerate() {
        let Observation::Seen(seen) = &mut party.date else { continue };
        let Some(day) = seen.value.date.filter(|day| day.month == 7 && seen.confidence < Confidence::CERTAIN) else { continue };
        let Some(january) = Date::new(day.year, 1, day.day) else { continue };
        let others = || days.iter().enumerate().filter(|(j, _)| *j != i).filter_map(|(_, day)| *day);
        let near = |day: Date| others().any(|other| (ordinal(other) - ordinal(day)).abs() <= SAME_SIGNING);
        if near(january) && !near(day) {
            seen.confidence = seen.confidence.and(ONE_OR_SEVEN);
        }
    }
}

/// A date without a label that is meant for the blocks below or above it stands no farther from them: 40 mm.
const BESIDE_BLOCKS: i32 = 400;
/// Letters that may stand beside such a date: 中華民國, an era, "le"; and before one that ends its line, a place: "En Jaén, a".
const LONGEST_ERA: usize = 6;
const LONGEST_PLACE: usize = 24;
/// A date in the middle of the page (to this percentage of its width) below blocks that stand below each other is for all of them.
const CENTRED: i32 = 8;
/// Such a date begins this far right of the block's own lines: 10 mm.
const SET_IN: i32 = 100;

/// Whether a line is a whole date and hardly anything else.
fn is_bare_date(line: &Text, order: date::Order) -> bool {
    let found = date::find(&line.text, order);
    let [found] = found.as_slice() else { return false };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let (before, behind) = (line.text.get(..found.range.start).unwrap_or_default(), line.text.get(found.range.end..).unwrap_or_default());
    let placed = letters(behind) == 0 && letters(before) <= LONGEST_PLACE && before.starts_with(|c: char| c.is_uppercase() || is_han(c));
    let era = letters(before) + letters(behind) <= LONGEST_ERA;
    found.seen.precision == DatePrecision::Day
        && (era || placed)
        && block::standing(&line.text, order).is_some()
        && labels(&line.text).is_empty()
}

/// Whether a line stands in the middle of the page below everything else in the last of several blocks that stand below each other.
fn ends_all(line: &Text, here: &[&Region], reading: &Reading<'_>) -> bool {
    let stacked =
        here.iter().all(|a| here.iter().all(|b| a.party == b.party || a.area.overlap_y(b.area) < a.area.height().min(b.area.height()) / 4));
    let size = reading.size(line.page);
    let centred = (line.area.center_x() - size.width / 2).abs() * 100 <= size.width * CENTRED;
    let last = here.iter().max_by_key(|region| region.area.top);
    let below = last.is_some_and(|region| {
        region.area.contains(line.area.center_x(), line.area.center_y())
            && region.pieces.iter().all(|piece| piece.label.bottom <= line.area.top)
            && region.pieces.iter().any(|piece| piece.label.left + SET_IN <= line.area.left)
    });
    here.len() > 1 && stacked && centred && below
}

/// A date that stands once for all parties: outside every block of a signing page, or across two columns of blocks. Without a label it is for those that
/// have no place of their own for one.
pub(super) fn share_common_date(parties: &mut [Party], readings: &[&Reading<'_>], regions: &[Region], order: date::Order) {
    for region in regions {
        let reading = readings[region.document];
        let here: Vec<&Region> = regions.iter().filter(|other| other.document == region.document && other.page == region.page).collect();
        let outside = |line: &Text| here.iter().all(|region| !region.area.contains(line.area.center_x(), line.area.center_y()));
        let near = |line: &Text| here.iter().any(|region| -line.area.overlap_y(region.area) <= BESIDE_BLOCKS);
        let short = || reading.body().filter(|line| line.page == region.page && line.text.chars().count() <= 60);
        let labelled: Vec<&Text> = short().filter(|line| labels(&line.text).iter().any(|label| label.field == Field::Date)).collect();
        let common = |line: &Text| outside(line) && near(line) || ends_all(line, &here, reading);
        let bare: Vec<&Text> = short().filter(|line| is_bare_date(line, order) && common(line)).collect();
        let (line, is_bare) = match (labelled.as_slice(), bare.as_slice()) {
            ([line], _) => (*line, false),
            ([], [line]) => (*line, true),
            _ => continue,
        };
        let outside = outside(line) || is_bare && ends_all(line, &here, reading);
        let mut across: Vec<usize> = here
            .iter()
            .filter(|region| line.area.overlap_x(region.area) > 0 && line.area.overlap_y(region.area) > 0)
            .map(|region| region.party)
            .collect();
        across.dedup();
        if !outside && across.len() < 2 {
            continue;
        }
        let seen =
            date::find(&line.text, order).into_iter().map(|found| found.seen).filter(|seen| seen.precision != DatePrecision::Partial);
        let seen: Vec<DateSeen> = seen.collect();
        let [seen] = seen.as_slice() else { continue };
        let cited = Cited::new(seen.clone(), line.origin.confidence(), reading.cite(line, EvidenceRole::Supports));
        for (i, party) in parties.iter_mut().enumerate() {
            let lacks = matches!(party.date, Observation::Absent(_)) || !is_bare && matches!(party.date, Observation::Blank(_));
            if lacks && here.iter().any(|region| region.party == i) {
                party.date = Observation::Seen(cited.clone());
            }
        }
    }
}
