//! Commitments to research integrity (科研诚信承诺书): whose they are, and whether they were signed, sealed and dated.

use std::sync::LazyLock;

use super::super::date::{self, Order};
use super::super::layout::{Reading, Text};
use super::super::lexicon::Pattern;
use crate::model::agreement::{Cited, DatePrecision, DateSeen, Doubt, Observation};
use crate::model::attachment::{Commitment, Committer};
use crate::model::document::{Mark, MarkKind, Page, PageSource};
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{PageNo, Rect};

/// A heading of a commitment.
static HEADING: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(科研)?(诚信|信用|作风)[^。；]{0,12}承诺(书|函)$|^承诺书$"));
/// What every commitment of the kind speaks of; a bare "承诺书" without it commits to something else.
static MATTER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"科研诚信|弄虚作假|剽窃|学术不端|科研失信|伪造"));
/// Where a person signs.
static PERSON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(项目)?(负责人|承诺人|申请人|责任人)\s*[(（]?\s*(签\s*[字名章]|亲笔签[字名])?\s*[)）]?\s*[:：_]|^(项目)?负责人\s*[(（]\s*签",
    )
});
/// Where the applicant's head signs.
static HEAD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(法定代表人|法人代表|单位负责人)(或[^:：]{0,10})?\s*[(（]?\s*(签\s*[字名章]|盖章)?[^:：]{0,8}[)）]?\s*[:：_]|^(法定代表人|法人代表|单位负责人)\s*[(（]\s*签",
    )
});
/// Where the applicant seals.
static UNIT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(项目)?(申报|承担|依托|申请|牵头)?单位\s*(名称)?\s*[(（]?\s*(盖\s*章|公\s*章|签\s*章)|^(项目)?(申报|承担|依托|申请|牵头)单位\s*[:：_]",
    )
});
/// Where the authority seals.
static AUTHORITY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(主管|推荐)(部门|单位)\s*(名称)?\s*[(（]?\s*(盖\s*章|公\s*章|签\s*章)|主管部门[^。]{0,10}承诺"));
static LEADS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"负责人"));
static APPLIES: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"(申报|承担|依托|申请|牵头)单位"));
static DAY: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(签署|签字|承诺)?\s*日\s*期|年[\s_]*月[\s_]*日|^\d{4}\s*[年./-]"));

/// Longest heading, in characters.
const HEADING_LENGTH: usize = 40;
/// Around a line for signing, tenths of a millimetre: a signature reaches above and below its line, and starts at its label.
const REACH: i32 = 150;
/// Strokes that make a signature and no speck, tenths of a millimetre.
const STROKES: i32 = 150;

/// The commitments of a file; one paper may carry the lead's and the applicant's.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Commitment> {
    let lines: Vec<&Text> = reading.body().collect();
    let heads: Vec<usize> = (0..lines.len()).filter(|&i| is_heading(&lines, i)).collect();
    let ends = heads.iter().skip(1).copied().chain(std::iter::once(lines.len()));
    heads.iter().zip(ends).flat_map(|(&from, to)| section(reading, &lines[from..to])).collect()
}

/// Whether a line heads a commitment: short, and what follows speaks of integrity.
fn is_heading(lines: &[&Text], i: usize) -> bool {
    let text = &lines[i].text;
    text.chars().count() <= HEADING_LENGTH
        && HEADING.is_match(text)
        && (text.contains("诚信") || lines[i..].iter().take(40).any(|line| MATTER.is_match(&line.text)))
        // A list of attachments names commitments one below the other.
        && lines.get(i + 1).is_some_and(|next| !HEADING.is_match(&next.text))
}

/// The commitments between one heading and the next.
fn section(reading: &Reading<'_>, lines: &[&Text]) -> Vec<Commitment> {
    let Some(head) = lines.first() else { return Vec::new() };
    let at = |form: &Pattern| lines[1..].iter().rev().find(|line| form.is_match(&line.text)).copied();
    let (person, unit, authority) = (at(&PERSON), at(&UNIT), at(&AUTHORITY));
    let named = |form: &Pattern| form.is_match(&head.text);
    let mut whose: Vec<Committer> = Vec::new();
    match () {
        () if named(&AUTHORITY) => whose.push(Committer::Authority),
        () if named(&LEADS) && named(&APPLIES) => whose.extend([Committer::Lead, Committer::Applicant]),
        () if named(&LEADS) => whose.push(Committer::Lead),
        () if named(&APPLIES) => whose.push(Committer::Applicant),
        () => {
            whose.extend(person.map(|_| Committer::Lead));
            whose.extend(unit.map(|_| Committer::Applicant));
            whose.extend(authority.filter(|_| whose.is_empty()).map(|_| Committer::Authority));
            if whose.is_empty() {
                let own = lines.iter().any(|line| line.text.contains("本单位"));
                whose.push(if own { Committer::Applicant } else { Committer::Lead });
            }
        }
    }
    let form = Form { reading, lines };
    whose.into_iter().map(|whose| form.commitment(whose, head)).collect()
}

/// The part of a paper that is one form to be signed.
struct Form<'a> {
    reading: &'a Reading<'a>,
    lines: &'a [&'a Text],
}

impl Form<'_> {
    fn commitment(&self, whose: Committer, head: &Text) -> Commitment {
        let label = |form: &Pattern| self.lines[1..].iter().rev().find(|line| form.is_match(&line.text)).copied();
        let signer = match whose {
            Committer::Lead => label(&PERSON),
            Committer::Applicant | Committer::Authority => label(&HEAD),
        };
        Commitment {
            whose,
            place: self.reading.cite(head, EvidenceRole::Supports),
            signed: match (signer, whose) {
                (Some(line), _) => self.signed(line),
                // The applicant's seal is enough where no line asks for its head.
                (None, Committer::Applicant | Committer::Authority) => Observation::Absent(Vec::new()),
                (None, Committer::Lead) => self.signed_anywhere(),
            },
            sealed: self.sealed(),
            dated: self.dated(),
        }
    }

    fn pages(&self) -> impl Iterator<Item = &Page> {
        let on = |page: &&Page| self.lines.iter().any(|line| line.page == page.number);
        self.reading.document.pages.iter().filter(on)
    }

    /// A page of the form that could not be read, on which everything may be.
    fn unread(&self) -> Option<Evidence> {
        let page = self.pages().find(|page| page.partial || page.source == PageSource::Unread)?;
        Some(self.whole(page.number))
    }

    fn whole(&self, page: PageNo) -> Evidence {
        Evidence { area: None, ..self.reading.cite_area(page, self.reading.size(page).area(), EvidenceRole::Searched, "") }
    }

    fn last_page(&self) -> Vec<Evidence> {
        self.pages().last().map(|page| self.whole(page.number)).into_iter().collect()
    }

    /// Ink in or at a line for signing.
    fn signed(&self, line: &Text) -> Observation<()> {
        let around = Rect::new(line.area.left, line.area.top - REACH, self.reading.size(line.page).width, line.area.bottom + REACH);
        let at = |mark: &&Mark| mark.area.intersection(around).is_some();
        let page = self.pages().find(|page| page.number == line.page);
        let marks = page.into_iter().flat_map(|page| &page.marks).filter(at);
        self.ink(marks, line.page).unwrap_or_else(|| match self.unread() {
            Some(page) => Observation::Unclear(Doubt::PageUnread, vec![page]),
            None => Observation::Blank(vec![self.reading.cite(line, EvidenceRole::Searched)]),
        })
    }

    /// Ink on any page of the form, where no line says where to sign.
    fn signed_anywhere(&self) -> Observation<()> {
        let found = self.pages().find_map(|page| self.ink(page.marks.iter(), page.number));
        found.unwrap_or_else(|| match self.unread() {
            Some(page) => Observation::Unclear(Doubt::PageUnread, vec![page]),
            None => Observation::Absent(self.last_page()),
        })
    }

    fn ink<'m>(&self, marks: impl Iterator<Item = &'m Mark>, page: PageNo) -> Option<Observation<()>> {
        let mut faint = None;
        for mark in marks {
            let cite = || self.reading.cite_area(page, mark.area, EvidenceRole::Supports, "");
            match &mark.kind {
                MarkKind::Ink(ink) if ink.stroke_length >= STROKES => {
                    return Some(Observation::Seen(Cited::new((), mark.confidence, cite())));
                }
                MarkKind::DigitalSignature(_) => return Some(Observation::Seen(Cited::new((), mark.confidence, cite()))),
                MarkKind::Ink(_) => faint = Some(Observation::Unclear(Doubt::Faint, vec![cite()])),
                MarkKind::Seal(_) => {}
            }
        }
        faint
    }

    /// The seals of the form's pages.
    fn sealed(&self) -> Observation<Option<String>> {
        for page in self.pages() {
            for mark in &page.marks {
                if let MarkKind::Seal(seal) = &mark.kind {
                    let text = seal.text.as_ref().map(|text| text.text.clone());
                    let place = self.reading.cite_area(page.number, mark.area, EvidenceRole::Supports, text.clone().unwrap_or_default());
                    return Observation::Seen(Cited::new(text, mark.confidence, place));
                }
            }
        }
        match self.unread() {
            Some(page) => Observation::Unclear(Doubt::PageUnread, vec![page]),
            None => Observation::Absent(self.last_page()),
        }
    }

    /// The day at the foot of the form.
    fn dated(&self) -> Observation<DateSeen> {
        let mut blank = None;
        for line in self.lines[1..].iter().rev().filter(|line| DAY.is_match(&line.text) || date::is_blank(&line.text)) {
            let seen = date::first(&line.text.replace('_', " "), Order::YearFirst);
            if let Some(seen) = seen.filter(|seen| seen.precision == DatePrecision::Day) {
                return Observation::Seen(Cited::new(seen, line.origin.confidence(), self.reading.cite(line, EvidenceRole::Supports)));
            }
            if let Some(written) = self.written(line) {
                return written;
            }
            blank.get_or_insert_with(|| self.reading.cite(line, EvidenceRole::Searched));
        }
        match (self.unread(), blank) {
            (Some(page), _) => Observation::Unclear(Doubt::PageUnread, vec![page]),
            (None, Some(blank)) => Observation::Blank(vec![blank]),
            (None, None) => Observation::Absent(self.last_page()),
        }
    }

    /// A day by hand in the line for it.
    fn written(&self, line: &Text) -> Option<Observation<DateSeen>> {
        let page = self.pages().find(|page| page.number == line.page)?;
        let mut inks = page.marks.iter().filter_map(|mark| match &mark.kind {
            MarkKind::Ink(ink) if mark.area.overlap_y(line.area) * 2 > line.area.height() => Some((mark, ink)),
            _ => None,
        });
        let row = Rect::new(line.area.left, line.area.top, self.reading.size(line.page).width, line.area.bottom);
        let (mark, ink) = inks.find(|(mark, _)| mark.area.intersection(row).is_some())?;
        let place = self.reading.cite_area(page.number, mark.area, EvidenceRole::Supports, "");
        let read = ink.text.as_ref().and_then(|text| Some((date::scrawled(&text.text, Order::YearFirst)?, text.confidence)));
        Some(match read {
            Some((seen, confidence)) if seen.precision == DatePrecision::Day => {
                Observation::Seen(Cited::new(seen, mark.confidence.and(confidence), place))
            }
            _ => Observation::Unclear(Doubt::Illegible, vec![place]),
        })
    }
}
