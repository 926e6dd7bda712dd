//! The day on which a party signed.

use std::sync::LazyLock;

use super::super::date::{self, Order};
use super::super::layout::{Text, join_lines};
use super::super::lexicon::words::{is_placeholder, is_sign_mark};
use super::super::lexicon::{Field, Pattern};
use super::ink::{SURE_INK, Writing, is_day_and_year};
use super::read::{Block, Value};
use super::said;
use crate::model::agreement::{Cited, DatePrecision, DateSeen, Doubt, Observation};
use crate::model::document::Origin;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::{Confidence, Rect};
use crate::model::text::normalise;

/// What a seal leaves of a date: digits parted as a date's are, and little else.
static FRAGMENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^[\W]*\d{0,4}\s*[./年月]\s*\d{1,4}\D{0,2}\d{0,4}\W*$|^[〇零○O一二三四五六七八九十\s]{3,}年?[〇零一二三四五六七八九十\s]*月?[一二三四五六七八九十\s]*日?$",
    )
});
/// A printed year behind blanks that were not read as such: "__/__/2024" as "/2024".
static YEAR_OF_FORM: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^[\s/.\-_,]*[/.\-_,]\s*(?:19|20)\d{2}[\s.]*$"));
/// What a line says of a day that is not the day of signing: how long something is valid, when somebody was born, when a paper was printed or changed.
static OTHER_DAY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)有效期|出生|生日|打印|印刷|修订|\bvalid|expir|\bborn\b|\bbirth|\bprinted\b|passport|\bversion\b|\brev(?:ision|ised|\.)",
        r"|gültig|geboren|geburt|naissance|valable|действител|рожден|nacimiento|válid|nascita"
    ))
});
/// What stands before a day on which something ends or begins, and behind one.
static UNTIL: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)(?:[至到迄]|截止|(?:\b(?:until|till|to|before|after|from|through|bis|до|hasta|jusqu'au)))\W*$"));
static SINCE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?i)^\s*(?:起|至|到|前|之前|以前|止|届满|失效|生效|(?:[-–—~]|to\b|until\b|bis\b)\s*\d)"));
/// Fewest letters and digits in a date's place that show that something was written or stamped there.
const FILLED: usize = 6;

fn is_fragment(text: &str) -> bool {
    text.chars().count() <= 12 && FRAGMENT.is_match(text)
}

/// Whether a date's place holds text that is no empty form.
fn is_filled(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= FILLED && !date::is_blank(text) && !text.contains(['年', '月', '日', '_']) && !is_placeholder(text) && !is_sign_mark(text)
}

/// The day that a line without a label gives, unless it says of what else that is the day.
pub(in crate::understand) fn standing(line: &str, order: Order) -> Option<DateSeen> {
    let text = normalise(&line.replace('_', " "));
    let seen = date::first(&text, order).filter(|seen| seen.precision != DatePrecision::Partial)?;
    let place = date::find(&text, order).into_iter().find(|found| found.seen == seen)?.range;
    let other = OTHER_DAY.is_match(&text) || UNTIL.is_match(&text[..place.start]) || SINCE.is_match(&text[place.end..]);
    (!other).then_some(seen)
}

/// How sure a date is that was mended.
const MENDED: Confidence = Confidence(70);

/// A day that a sentence gives and no line of the party's own.
const SAID: Confidence = Confidence(85);

/// Lines at the end of a page that may close an agreement whose blocks stand overleaf: "Fait à Lille, le 12 mars 2024".
const CLOSING: usize = 4;

impl Block<'_> {
    pub(super) fn date(&self) -> Observation<DateSeen> {
        let order = self.around.order;
        let mut blank: Option<Evidence> = None;
        let mut weak: Option<Observation<DateSeen>> = None;
        for piece in self.region.pieces.iter().filter(|piece| piece.field == Field::Date) {
            let value = self.value(piece, true);
            let place = if piece.shared { piece.place } else { piece.place.union(piece.label) };
            if let Some(value) = &value
                && let Some(mended) = self.mended(value)
            {
                return mended;
            }
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
            if let (Some(seen), Some(text)) = (writing.date(order), &writing.text) {
                let confidence = writing.confidence.and(text.confidence);
                return Observation::Seen(Cited::new(seen, confidence, self.cite(writing.area, EvidenceRole::Supports, &text.text)));
            }
        }
        if let Some(weak) = weak {
            return weak;
        }
        for line in self.inside() {
            if line.text.chars().count() <= 50
                && let Some(seen) = standing(&line.text, order)
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
        if let Some(line) = self.inside().into_iter().find(|line| is_day_and_year(&line.text)) {
            let read = line.origin.confidence();
            let (supports, contradicts) = (EvidenceRole::Supports, EvidenceRole::Contradicts);
            return date::scrawled(&line.text, order).map_or_else(
                || Observation::Unclear(Doubt::Illegible, vec![self.reading.cite(line, contradicts)]),
                |seen| Observation::Seen(Cited::new(seen, read.and(MENDED), self.reading.cite(line, supports))),
            );
        }
        // Strokes that may be dirt on a form that was read as empty are its own slashes and lines.
        let form = blank.as_ref().is_some_and(|blank| date::is_blank(&blank.saw) && blank.saw.chars().any(|c| "_/年".contains(c)));
        let written = |writing: &&Writing| {
            let ink = writing.field == Field::Date && writing.is_ink() && writing.strokes >= 60;
            ink && (writing.confidence >= SURE_INK || !form)
        };
        if let Some(writing) = self.writing.iter().find(written) {
            return Observation::Unclear(Doubt::Illegible, vec![self.cite(writing.area, EvidenceRole::Contradicts, "")]);
        }
        if let Some(fragment) = self.inside().into_iter().find(|line| blank.is_none() && is_fragment(&line.text)) {
            return Observation::Unclear(Doubt::Illegible, vec![self.reading.cite(fragment, EvidenceRole::Contradicts)]);
        }
        match blank {
            Some(blank) if is_filled(&blank.saw) => Observation::Unclear(Doubt::Illegible, vec![blank]),
            Some(blank) if YEAR_OF_FORM.is_match(&blank.saw) && self.is_clear_before_year() => Observation::Blank(vec![blank]),
            Some(blank) => match blank.area.filter(|area| self.covered(*area)) {
                Some(_) if !blank.saw.contains(['年', '_']) || blank.saw.is_empty() => Observation::Unclear(Doubt::Covered, vec![blank]),
                _ => Observation::Blank(vec![blank]),
            },
            None => self.said().unwrap_or_else(|| Observation::Absent(vec![self.cite(self.region.area, EvidenceRole::Searched, "")])),
        }
    }

    /// The day that a sentence on the block's page, or at the end of the page before it, gives for everybody's signing; it may run on to a second line.
    fn said(&self) -> Option<Observation<DateSeen>> {
        let before = |line: &&Text| line.page.0 + 1 == self.region.page.0;
        let overleaf = self.reading.body().filter(before).count().saturating_sub(CLOSING);
        let closing = self.reading.body().filter(before).skip(overleaf);
        let on_page: Vec<&Text> = closing.chain(self.reading.body().filter(|line| line.page == self.region.page)).collect();
        let alone = on_page.iter().map(|line| (*line, line.text.clone()));
        let with_next = on_page.windows(2).map(|pair| {
            let mut text = pair[0].text.clone();
            join_lines(&mut text, &pair[1].text);
            (pair[0], text)
        });
        alone.chain(with_next).find_map(|(line, text)| {
            let seen = said::signing(&text, self.around.order)?;
            let evidence = self.reading.cite(line, EvidenceRole::Supports);
            Some(Observation::Seen(Cited::new(seen, line.origin.confidence().and(SAID), evidence)))
        })
    }

    /// A date in pen that was misread; `None` if it can be read as it is, or is only an empty form.
    fn mended(&self, value: &Value<'_>) -> Option<Observation<DateSeen>> {
        let text = value.text.replace('_', " ");
        let Origin::Ocr(read) = value.line.origin else { return None };
        if date::first(&text, self.around.order).is_some_and(|seen| seen.precision != DatePrecision::Partial) {
            return None;
        }
        if let Some(seen) = date::scrawled(&text, self.around.order) {
            let evidence = self.cite(value.area, EvidenceRole::Supports, &value.text);
            return Some(Observation::Seen(Cited::new(seen, read.and(MENDED), evidence)));
        }
        // More digits than a form's year: something is written there.
        let digits = text.chars().filter(char::is_ascii_digit).count();
        (digits >= 5 && !date::is_blank(&text))
            .then(|| Observation::Unclear(Doubt::Illegible, vec![self.cite(value.area, EvidenceRole::Contradicts, &value.text)]))
    }

    fn dated(&self, seen: DateSeen, value: &Value<'_>) -> Observation<DateSeen> {
        let evidence = self.cite(value.area, EvidenceRole::Supports, &value.text);
        Observation::Seen(Cited::new(seen, value.line.origin.confidence(), evidence))
    }

    /// Whether neither a seal nor ink lies between a date's label and the year that its form prints, where day and month would be written.
    fn is_clear_before_year(&self) -> bool {
        let marks = || self.reading.document.pages.iter().filter(|page| page.number == self.region.page).flat_map(|page| &page.marks);
        self.region.pieces.iter().filter(|piece| piece.field == Field::Date).all(|piece| {
            let Some(value) = self.value(piece, true) else { return false };
            let room = Rect::new(piece.label.right, piece.label.top, value.area.left, piece.label.bottom);
            value.area.left > piece.label.right && marks().all(|mark| mark.area.intersection(room).is_none())
        })
    }

    /// Whether a seal lies over a good part of a place.
    fn covered(&self, place: Rect) -> bool {
        let on_page = self.around.seals.iter().filter(|seal| seal.document == self.region.document && seal.page == self.region.page);
        on_page
            .into_iter()
            .any(|seal| seal.area.overlap_x(place) > 120.min(place.width() / 4) && seal.area.overlap_y(place) * 2 > place.height())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(line: &str) -> Option<String> {
        standing(line, Order::DayFirst).and_then(|seen| seen.date).map(|date| date.to_string())
    }

    #[test]
    fn a_day_with_a_name_or_a_place_is_the_day_of_signing() {
        for line in [
            "2024年1月8日",
            "2024年1月8日于南京",
            "Jane Roe, Director, 8 January 2024",
            "Kiel, den 8. Januar 2024",
            "张三 2024.1.8",
            "Place and date: Valletta, 08/01/2024",
            "本协议自双方签字盖章之日起生效 2024年1月8日",
        ] {
            assert_eq!(day(line).as_deref(), Some("2024-01-08"), "{line}");
        }
    }

    #[test]
    fn a_day_of_something_else_is_not() {
        for line in [
            "有效期至2026年12月31日",
            "Passport valid until 31.12.2030",
            "Date of birth: 1 May 1970",
            "Printed 12.03.2024",
            "Form KV-12, Rev. 12.03.2024",
            "2024年1月1日至2026年12月31日",
            "from 1 January 2024 to 31 December 2026",
            "本协议自2024年1月8日起生效",
            "gültig bis 31.12.2030",
        ] {
            assert_eq!(day(line), None, "{line}");
        }
    }
}
