//! Headings of signature blocks: where a party's label or name stands.

use super::super::layout::{Reading, Text};
use super::super::lexicon::words::{is_organisation, is_title};
use super::super::lexicon::{Field, labels};
use super::super::party::clean_name;
use super::fields::Piece;
use super::stamped;
use super::terms::{abbreviated, opening, termed};
use crate::model::document::{Mark, MarkKind, SealShape};
use crate::model::geometry::{PageNo, Rect};
use crate::model::text::{is_han, is_hangul, squash};

/// What is known about a party before its block is looked for.
#[derive(Debug, Clone)]
pub(in crate::understand) struct Known {
    /// Position by letter.
    pub(in crate::understand) letter: Option<usize>,
    /// Name and aliases.
    pub(in crate::understand) names: Vec<String>,
    /// Defined terms and other short names, which only a line of their own tells: "UM", “弘毅”.
    pub(in crate::understand) terms: Vec<String>,
    /// Those names that the signed papers themselves give, not a translation.
    pub(in crate::understand) stated: Vec<String>,
}

/// Similarity from which a line is a party's name as OCR may read it.
const SAME_NAME: f64 = 0.78;
/// From this similarity a line may be a name under a seal, where it is less like every other party's by [`WEAK_LEAD`].
const WEAK_NAME: f64 = 0.5;
const WEAK_LEAD: f64 = 0.25;
/// The beginning of a name, as far as no seal lies over it, is at least this part (1 in so many) of it.
const OPENING: usize = 4;
/// Longest term that stands as a label before its party's name: "金稻：Mekong Paddy Co.".
const BEFORE_COLON: usize = 16;
/// How much a piece of a name counts.
const PART: f64 = 0.79;

/// A place where a party's name or label stands.
pub(super) struct Heading {
    pub(super) party: usize,
    pub(super) area: Rect,
    pub(super) text: String,
    pub(super) line: usize,
    pub(super) name: Option<(usize, String)>,
}

/// How alike a text and a party's names are.
pub(in crate::understand) fn likeness(text: &str, party: &Known) -> f64 {
    let plain = squash(text);
    party
        .names
        .iter()
        .map(|name| {
            let name = squash(name);
            if name.chars().count() < 3 || plain.chars().count() < 3 {
                return f64::from(u8::from(name == plain && !name.is_empty()));
            }
            if plain.contains(&name) {
                // The name with little else around it.
                return (name.chars().count() as f64 / plain.chars().count() as f64)
                    .max(if plain.chars().count() <= name.chars().count() + 14 { 0.9 } else { 0.0 });
            }
            let whole = strsim::normalized_levenshtein(&plain, &name);
            if whole < PART && is_part(&plain, &name) { PART } else { whole }
        })
        .fold(0.0, f64::max)
}

/// Whether a text is a piece of a name: its beginning as recognition may read it, or any stretch of it letter by letter.
fn is_part(plain: &str, name: &str) -> bool {
    let (plain_len, name_len) = (plain.chars().count(), name.chars().count());
    if plain_len < least(plain) || plain_len >= name_len {
        return false;
    }
    let opening: String = name.chars().take(plain_len).collect();
    name.contains(plain) || (plain_len * OPENING >= name_len && strsim::normalized_levenshtein(plain, &opening) >= 0.85)
}

/// Fewest letters that tell whose name a piece is of.
fn least(plain: &str) -> usize {
    if plain.chars().any(|c| is_han(c) || is_hangul(c)) { 3 } else { 9 }
}

/// How well a text opens with a party's name or the beginning of one (`opens`), or else is a stretch of it.
pub(super) fn part_likeness(text: &str, party: &Known, opens: bool) -> f64 {
    let value = labels(text).first().filter(|label| label.range.start == 0).map_or(text, |label| &text[label.value.clone()]);
    let plain: Vec<char> = squash(value).chars().collect();
    let least = least(value);
    if plain.len() < least {
        return 0.0;
    }
    let alike = |a: &[char], b: &[char]| {
        let text = |chars: &[char]| chars.iter().collect::<String>();
        strsim::normalized_levenshtein(&text(a), &text(b))
    };
    let best = |name: &String| {
        let name: Vec<char> = squash(name).chars().collect();
        let length = plain.len().min(name.len());
        if length < least || (opens && plain.len() > name.len() + 14) {
            return 0.0;
        }
        if opens {
            return alike(&plain[..length], &name[..length]);
        }
        let stretch = &plain[plain.len() - length..];
        (0..=name.len() - length).map(|at| alike(stretch, &name[at..at + length])).fold(0.0, f64::max)
    };
    party.names.iter().map(best).fold(0.0, f64::max)
}

/// The party that a text names, if any does clearly and no other as well.
pub(in crate::understand) fn named(text: &str, parties: &[Known]) -> Option<usize> {
    let mut scores: Vec<(f64, usize)> = parties.iter().enumerate().map(|(i, party)| (likeness(text, party), i)).collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, party) = *scores.first()?;
    // A piece that stands in two names tells nothing.
    let shared = best <= PART && scores.get(1).is_some_and(|(second, _)| *second >= best);
    (best >= SAME_NAME && !shared).then_some(party)
}

/// What stands behind a title and a comma: "Rector, University of …".
pub(super) fn behind_title(text: &str) -> Option<&str> {
    let (title, rest) = text.split_once([',', '，'])?;
    (is_title(title) && !is_organisation(title)).then_some(rest.trim())
}

/// Every heading of a page.
pub(super) fn headings(reading: &Reading<'_>, page: PageNo, pieces: &[Piece], parties: &[Known]) -> Vec<Heading> {
    let mut out: Vec<Heading> = Vec::new();
    // Where no head gives letters, the first party is A; an unknown letter among known ones is nobody's.
    let lettered = parties.iter().any(|party| party.letter.is_some());
    let by_letter = |letter: usize| {
        parties.iter().position(|party| party.letter == Some(letter)).or((letter < parties.len() && !lettered).then_some(letter))
    };
    for piece in pieces {
        if !matches!(piece.field, Field::Party | Field::Organisation | Field::Seal) {
            continue;
        }
        let below = following(reading, piece);
        let value = clean_name(behind_label(&piece.value));
        let own = named(&value, parties).or_else(|| termed(&value, parties)).filter(|_| !value.is_empty());
        let next = below.and_then(|i| named(&reading.lines[i].text, parties));
        let letter = piece.party.and_then(by_letter);
        // "COMPANY" over a block is a party's term where the other blocks have no such label.
        let alone = || pieces.iter().filter(|other| other.field == piece.field && other.wording == piece.wording).count() == 1;
        let wording = piece.wording.trim_end_matches([':', '：', ' ']);
        let term = || termed(wording, parties).or_else(|| opening(wording, parties)).filter(|_| value.is_empty() && alone());
        let unlettered = || if piece.field == Field::Seal { None } else { next.or_else(term) };
        let Some(party) = letter.or(own).or_else(unlettered) else { continue };
        // A letter with another party's full name behind it follows the name only if the name is quite clear.
        let party = match (letter, own) {
            (Some(_), Some(own))
                if likeness(&value, &parties[own]) > 0.9 && likeness(&value, &parties[party]) < 0.5 && piece.party.is_none() =>
            {
                own
            }
            _ => party,
        };
        let mut area = piece.label;
        let mut name = (is_organisation(&value) && value.chars().count() >= 4).then(|| (piece.line, value.clone()));
        if name.is_none() && value.chars().count() >= 4 {
            name = continued(reading, piece)
                .map(|rest| (piece.line, clean_name(&format!("{value}{rest}"))))
                .filter(|(_, whole)| is_organisation(whole));
        }
        if !value.is_empty() {
            area = area.union(piece.place);
        } else if let Some(i) = below.filter(|_| piece.field == Field::Party || next.is_some()) {
            let text = clean_name(&reading.lines[i].text);
            if next.is_some() || is_organisation(&text) {
                let own = reading.lines[i].area;
                // A first column's 单位 with several names on its row is the heading of none of them.
                area = if piece.field == Field::Organisation && names_several(reading, piece) { own } else { area.union(own) };
                name = Some((i, text));
            }
        }
        out.push(Heading { party, area, text: format!("{} {}", piece.wording, value).trim().to_owned(), line: piece.line, name });
    }
    for (i, line) in reading.lines.iter().enumerate().filter(|(_, line)| line.page == page && line.margin.is_none()) {
        if line.text.chars().count() > 140 || pieces.iter().any(|piece| piece.line == i && piece.field != Field::Seal) {
            continue;
        }
        let text = clean_name(&line.text);
        let joined = reading
            .lines
            .get(i + 1)
            .filter(|next| next.page == page && next.column == line.column && next.area.overlap_x(line.area) > 0)
            // A line that names somebody by itself is no rest of this one.
            .filter(|next| named(&next.text, parties).is_none())
            .map(|next| format!("{text} {}", next.text));
        let joined = joined.as_deref();
        let party = named(&text, parties)
            .or_else(|| joined.filter(|_| is_organisation(&text)).and_then(|joined| named(joined, parties)))
            .or_else(|| termed(&text, parties))
            .or_else(|| abbreviated(&text, parties))
            .or_else(|| {
                text.split_once(':').filter(|(term, _)| term.chars().count() <= BEFORE_COLON).and_then(|(term, _)| termed(term, parties))
            })
            .or_else(|| behind_title(&text).and_then(|rest| named(rest, parties)))
            .or_else(|| behind_title(&text).and(joined).and_then(behind_title).and_then(|rest| named(rest, parties)));
        if let Some(party) = party {
            // A term before a colon is the name's label.
            let name = text.split_once(':').filter(|(term, _)| termed(term, parties) == Some(party)).map(|(_, name)| clean_name(name));
            out.push(Heading { party, area: line.area, text: line.text.clone(), line: i, name: Some((i, name.unwrap_or(text))) });
        }
    }
    drop_stamped(&mut out, reading, page, parties);
    merge(out)
}

/// A company's stamp bears its name wherever it was set: of a party that is printed elsewhere on the page it is no heading.
fn drop_stamped(headings: &mut Vec<Heading>, reading: &Reading<'_>, page: PageNo, parties: &[Known]) {
    let Some(page) = reading.document.pages.iter().find(|other| other.number == page) else { return };
    let framed = |mark: &&Mark| matches!(&mark.kind, MarkKind::Seal(seal) if seal.shape == SealShape::Rectangle && !seal.at_edge);
    let stamps: Vec<Rect> =
        page.marks.iter().filter(framed).map(|mark| mark.area).chain(stamped::stamps(page, parties).iter().map(|mark| mark.area)).collect();
    let own = |heading: &Heading| stamps.iter().any(|stamp| heading.area.covered_by(stamp.grown(10)) > 0.9);
    let printed: Vec<usize> = headings.iter().filter(|heading| !own(heading)).map(|heading| heading.party).collect();
    headings.retain(|heading| !own(heading) || !printed.contains(&heading.party));
}

/// Lines that bear more of a missing party's name than of anybody else's, too badly read to tell by themselves: a seal lies over them.
pub(super) fn weakly_named(reading: &Reading<'_>, page: PageNo, known: &[Heading], parties: &[Known], missing: &[usize]) -> Vec<Heading> {
    let free = |line: &Text| {
        line.page == page
            && line.margin.is_none()
            && labels(&line.text).is_empty()
            && known.iter().all(|heading| heading.area.intersection(line.area).is_none())
    };
    let weak = |party: usize| {
        let scored = reading.lines.iter().enumerate().filter(|(_, line)| free(line)).filter_map(|(i, line)| {
            let own = likeness(&line.text, &parties[party]);
            let others = parties.iter().enumerate().filter(|(other, _)| *other != party).map(|(_, other)| likeness(&line.text, other));
            let telling = squash(&line.text).chars().count() > least(&line.text) && own - others.fold(0.0, f64::max) >= WEAK_LEAD;
            (telling && own >= WEAK_NAME).then_some((own, i))
        });
        let (_, i) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Heading { party, area: reading.lines[i].area, text: reading.lines[i].text.clone(), line: i, name: None })
    };
    missing.iter().filter_map(|party| weak(*party)).collect()
}

/// Labels that speak of a party with an organisation's name that is none of those known.
pub(super) fn strangers(reading: &Reading<'_>, pieces: &[Piece], known: &[Heading]) -> Vec<(Rect, usize, usize, String)> {
    let mut out: Vec<(Rect, usize, usize, String)> = Vec::new();
    for piece in pieces.iter().filter(|piece| matches!(piece.field, Field::Party | Field::Organisation) && piece.party.is_none()) {
        let value = clean_name(&piece.value);
        let (line, name) = match following(reading, piece) {
            _ if is_organisation(&value) => (piece.line, value),
            Some(below) => (below, clean_name(&reading.lines[below].text)),
            None => continue,
        };
        let area = piece.label.union(reading.lines[line].area);
        let taken = known.iter().any(|heading| heading.area.intersection(area).is_some());
        if is_organisation(&name) && !taken && name.chars().count() <= 90 {
            out.push((area, piece.line, line, name));
        }
    }
    out.sort_by_key(|(area, ..)| (area.top / 80, area.left));
    out
}

/// The rest of a name that a narrow column breaks: the line close below a label's value.
fn continued<'a>(reading: &'a Reading<'_>, piece: &Piece) -> Option<&'a str> {
    let own = &reading.lines[piece.line];
    let below = reading.lines.iter().filter(|other| {
        other.page == own.page
            && other.margin.is_none()
            && (-30..40).contains(&(other.area.top - own.area.bottom))
            && other.area.center_y() > own.area.bottom
            && (other.area.left - own.area.left).abs() < 250
            && other.area.overlap_x(own.area) > 0
    });
    let next = below.min_by_key(|other| (other.area.top, other.area.left))?;
    (labels(&next.text).iter().all(|label| label.field == Field::Seal) && next.text.chars().count() <= 40).then_some(next.text.as_str())
}

/// A label's value without what was left of the label's own end: "乙方（盖章a：某某公司".
fn behind_label(value: &str) -> &str {
    value.split_once([':', '：']).filter(|(rest, _)| rest.trim().chars().count() <= 2).map_or(value, |(_, value)| value)
}

/// Whether several texts stand on a label's row, as in the first row of a table with a column for each party.
fn names_several(reading: &Reading<'_>, piece: &Piece) -> bool {
    let page = reading.lines[piece.line].page;
    let beside = reading.lines.iter().filter(|line| {
        line.page == page
            && line.margin.is_none()
            && line.area.left >= piece.label.right - 20
            && line.area.overlap_y(piece.label) * 2 > line.area.height().min(piece.label.height())
    });
    beside.count() > 1
}

/// The line right of or below a label that has no value on its own line.
pub(super) fn following(reading: &Reading<'_>, piece: &Piece) -> Option<usize> {
    let line = &reading.lines[piece.line];
    if !piece.value.is_empty() && !clean_name(&piece.value).is_empty() {
        return None;
    }
    let candidates =
        reading.lines.iter().enumerate().filter(|(i, other)| *i != piece.line && other.page == line.page && other.margin.is_none());
    candidates
        .filter(|(_, other)| {
            let right = other.row == line.row && other.area.left >= piece.label.right - 20 && other.area.left - piece.label.right < 400;
            let below = (-20..120).contains(&(other.area.top - piece.label.bottom)) && other.area.overlap_x(piece.label) > 0;
            (right || below) && labels(&other.text).iter().all(|label| label.field == Field::Seal)
        })
        .min_by_key(|(i, other)| ((other.area.top - piece.label.top).abs() + (other.area.left - piece.label.left).abs() / 4, *i))
        .map(|(i, _)| i)
}

/// Headings of one party close below each other are one: 甲方 Party A / name / name in English / (盖章).
fn merge(mut headings: Vec<Heading>) -> Vec<Heading> {
    headings.sort_by_key(|heading| (heading.area.top, heading.area.left, heading.line));
    let all: Vec<(usize, Rect)> = headings.iter().map(|heading| (heading.party, heading.area)).collect();
    let mut out: Vec<Heading> = Vec::new();
    for heading in headings {
        let foreign: Vec<Rect> = all.iter().filter(|(party, _)| *party != heading.party).map(|(_, area)| *area).collect();
        let close = |other: &Heading| {
            other.party == heading.party
                && heading.area.top - other.area.bottom < 90
                // Pieces of one name, parted by a seal, stand beside each other.
                && (other.area.overlap_x(heading.area) > 0
                    || (-other.area.overlap_x(heading.area) < 250 && !foreign.iter().any(|area| parts(*area, other.area, heading.area))))
        };
        let near = (0..out.len()).find(|&i| close(&out[i])).map(|i| &mut out[i]);
        match near {
            Some(other) => {
                other.area = other.area.union(heading.area);
                if other.name.is_none() {
                    other.name = heading.name;
                }
                if !other.text.contains(&heading.text) {
                    other.text = format!("{} {}", other.text, heading.text);
                }
            }
            None => out.push(heading),
        }
    }
    out
}

/// Whether an area stands between two others of one row.
fn parts(area: Rect, a: Rect, b: Rect) -> bool {
    let (from, to) = (a.right.min(b.right), a.left.max(b.left));
    area.overlap_y(a.union(b)) > 0 && area.left < to && area.right > from
}

/// How alike a head's and a block's name are, percent; a block may add 盖章 or a department, or give a part of the name on its line.
pub(in crate::understand) fn name_likeness(head: &str, block: &str) -> u8 {
    let (head, block) = (squash(head), squash(block));
    let longer = block.contains(&head) && !head.is_empty();
    let shorter = head.contains(&block) && block.chars().count() >= least(&block).min(4);
    if longer || shorter {
        return 100;
    }
    // The beginning of a name whose rest stands on the next line.
    let opening: String = head.chars().take(block.chars().count()).collect();
    let opens = if block.chars().count() * 2 >= head.chars().count() { strsim::normalized_levenshtein(&opening, &block) } else { 0.0 };
    (strsim::normalized_levenshtein(&head, &block).max(opens) * 100.0).round() as u8
}
