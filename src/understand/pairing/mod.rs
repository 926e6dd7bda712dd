//! An original and its Chinese counterpart: whether they belong together, and what the counterpart lacks.
//!
//! Languages share articles, dates, figures and names that are kept in their own letters. A misread digit of a scan must not
//! decide, so each of these counts by its share, and what is lacking on a scan is said with less confidence. [`names`] compares who is named,
//! [`exchanged`] tells a changed figure from a misread one,
//! [`signing`] the form of signatures from the text.

mod exchanged;
pub(super) mod names;
mod signing;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::clause::{self, Outline, sections};
use super::date::{self, Order};
use super::figures::{self, Amount};
use super::lexicon::Pattern;
use crate::model::agreement::{Cited, DatePrecision, Language, TranslationDefect};
use crate::model::date::Date;
use crate::model::document::Origin;
use crate::model::finding::{Evidence, EvidenceRole};
use crate::model::geometry::Confidence;
use crate::model::text::{is_han, is_hangul, is_kana, squash};

/// From this share of common content on two texts belong together; under [`STRANGERS`] they do not.
const BELONG: f64 = 0.55;
/// See [`BELONG`].
const STRANGERS: f64 = 0.35;
/// How sure a date or an amount is missing where either side was read from pixels: one misread digit is enough to lose it.
const DIGITS_READ: u8 = 50;
/// The same where several have others in their place.
const DIGITS_EXCHANGED: u8 = 82;
/// How sure a name is another one where both texts are typed.
const NAME_TYPED: u8 = 88;
/// The same where either was read from pixels.
const NAME_READ: u8 = 60;
/// Fewest ideographs that can be the translation of an agreement.
const LEAST_TEXT: usize = 120;
/// Letters outside a gap between articles from which the two languages' lengths can be compared.
const LEAST_REST: usize = 400;
/// Length of a Chinese translation to its original where nothing else tells, an ideograph for three letters.
const USUAL_LENGTH: f64 = 0.85;
/// Share of an article's text under which it is missing, and from which it is there under a heading that was not recognised.
const SURELY_LACKING: f64 = 0.35;
/// See [`SURELY_LACKING`].
const SURELY_THERE: f64 = 0.65;

/// Words in the letters of the original that a translation keeps: names and abbreviations.
static KEPT: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\b\p{Lu}[\p{L}\d]{2,}\b|\b\p{Lu}{2,}\d*\b"));

/// One language's text of an agreement.
pub(super) struct Side {
    /// Numbers of its articles, with how much text stands before each, and the place.
    articles: Vec<(u32, usize, Evidence)>,
    /// How much text there is.
    weight: usize,
    /// What articles with their numbers are about, where their headings tell.
    subjects: BTreeSet<(u32, u8)>,
    /// Days of the text that its counterpart must have.
    dates: Vec<(Date, String, Evidence)>,
    /// Every day that is named anywhere.
    days: BTreeSet<Date>,
    amounts: Vec<(Amount, Evidence)>,
    figures: BTreeSet<u64>,
    kept: BTreeSet<String>,
    text: String,
    signing: bool,
    /// Where it begins.
    pub(super) place: Vec<Evidence>,
    scanned: bool,
}

impl Side {
    /// What can be compared of a text.
    pub(super) fn of(outlines: &[&Outline<'_>]) -> Self {
        let mut side = Self {
            articles: Vec::new(),
            weight: 0,
            subjects: BTreeSet::new(),
            dates: Vec::new(),
            days: BTreeSet::new(),
            amounts: Vec::new(),
            figures: BTreeSet::new(),
            kept: BTreeSet::new(),
            text: String::new(),
            signing: false,
            place: Vec::new(),
            scanned: false,
        };
        for outline in outlines {
            side.add(outline);
        }
        side.articles.sort_by_key(|(number, at, _)| (*number, *at));
        side.articles.dedup_by_key(|(number, ..)| *number);
        side
    }

    fn add(&mut self, outline: &Outline<'_>) {
        let reading = outline.stream.reading;
        let order = if outline.stream.language == Language::En { Order::Unknown } else { Order::DayFirst };
        let mut starts: Vec<usize> = Vec::new();
        for (n, &index) in outline.stream.paragraphs.iter().enumerate() {
            let paragraph = &reading.paragraphs[index];
            let cite = |saw: &str| {
                let mut source = reading.cite_paragraph(paragraph, EvidenceRole::Supports);
                saw.clone_into(&mut source.saw);
                source
            };
            if n == 0 {
                self.place.push(cite(&paragraph.text));
            }
            let form = signing::is_form(&paragraph.text, order) || {
                let lines: Vec<&str> = paragraph.lines.iter().map(|&i| reading.lines[i].text.as_str()).collect();
                signing::has_field(&paragraph.text, &lines)
            };
            for found in date::find(&paragraph.text, order) {
                if let Some(day) = found.seen.date.filter(|_| found.seen.precision == DatePrecision::Day) {
                    self.days.insert(day);
                    if !form {
                        self.dates.push((day, found.seen.text.clone(), cite(&found.seen.text)));
                    }
                }
            }
            self.amounts.extend(figures::amounts(&paragraph.text).into_iter().map(|amount| {
                let source = cite(&amount.text);
                (amount, source)
            }));
            self.figures.extend(figures::all(&paragraph.text));
            self.kept.extend(KEPT.find_iter(&paragraph.text).map(|word| squash(word.as_str())));
            self.signing |= signing::is_line(&paragraph.text);
            // Lines that reach the right edge run together.
            let closing = n + signing::CLOSING >= outline.stream.paragraphs.len() && outline.stream.language == Language::Zh;
            self.signing |=
                closing && (signing::closes(&paragraph.text) || paragraph.lines.iter().any(|&i| signing::closes(&reading.lines[i].text)));
            starts.push(self.weight);
            self.weight += weight(&paragraph.text);
            self.text.push_str(&paragraph.text);
            self.text.push('\n');
            self.scanned |= paragraph.lines.iter().any(|&i| reading.lines.get(i).is_some_and(|line| matches!(line.origin, Origin::Ocr(_))));
        }
        // A form in two languages goes with one of them, and serves both.
        self.signing |=
            outline.stream.language == Language::Zh && reading.paragraphs.iter().any(|paragraph| signing::is_chinese_line(&paragraph.text));
        for article in sections::articles(&outline.sections) {
            if let Some(number) = article.number {
                let paragraph = &reading.paragraphs[outline.stream.paragraphs[article.start]];
                let subject = article.heading.as_deref().and_then(clause::topic_of);
                self.subjects.extend(subject.map(|topic| (number, topic as u8)));
                let at = starts.get(article.start).copied().unwrap_or(self.weight);
                self.articles.push((number, at, reading.cite_paragraph(paragraph, EvidenceRole::Supports)));
            }
        }
    }

    fn has_date(&self, day: Date) -> bool {
        self.days.contains(&day)
    }

    fn has_amount(&self, amount: &Amount) -> bool {
        amount.values.iter().any(|value| self.figures.contains(value))
    }
}

/// How a Chinese text compares with an original.
#[derive(Debug)]
pub(super) enum Match {
    /// It is the original's translation and has these defects.
    Belongs(Vec<Cited<TranslationDefect>>),
    /// It may be.
    Perhaps,
    /// It is of another agreement; with the confidence in that.
    Other(Confidence),
    /// It is too short to be a translation.
    TooShort,
}

/// Share of content that two texts have in common, 0 to 1. A part of a translation has nothing that the original lacks, so the smaller
/// side counts; without figures or dates in common, two agreements of the same build could be any two.
pub(super) fn likeness(original: &Side, other: &Side) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    let mut add = |weight: f64, common: usize, a: usize, b: usize| {
        let smaller = a.min(b);
        if smaller > 0 {
            sum += weight * common.min(smaller) as f64 / smaller as f64;
            weights += weight;
        }
    };
    let dates = original.dates.iter().filter(|(day, ..)| other.has_date(*day)).count();
    add(3.0, dates, original.dates.len(), other.dates.len());
    let amounts = original.amounts.iter().filter(|(amount, _)| other.has_amount(amount)).count();
    add(2.0, amounts, original.amounts.len(), other.amounts.len());
    // Small numbers stand in every agreement.
    let telling = |figures: &BTreeSet<u64>| figures.iter().copied().filter(|&value| value >= 1_000).collect::<BTreeSet<u64>>();
    let (own, theirs) = (telling(&original.figures), telling(&other.figures));
    let figures = own.intersection(&theirs).count();
    add(2.0, figures, own.len(), theirs.len());
    let (a, b) = (original.articles.len(), other.articles.len());
    // A side whose numbering was not recognised says nothing of how many articles it has.
    if a.min(b) > 0 {
        add(2.0, a.min(b) * 100 / a.max(b), 100, 100);
    }
    let common = original.subjects.intersection(&other.subjects).count();
    add(2.0, common, original.subjects.len(), other.subjects.len());
    // Names are kept in their own letters in some translations and not in others: a bonus, not a demand.
    let kept = other.kept.intersection(&original.kept).count();
    if kept > 2 {
        add(1.5, kept, kept, 8);
    }
    let share = if weights > 0.0 { sum / weights } else { 0.0 };
    if dates + amounts + figures + kept < 2 { share.min(BELONG - 0.01) } else { share }
}

/// Compares an original with a Chinese text; `names` are the parties' Chinese names, where they are known.
pub(super) fn compare(original: &Side, chinese: &Side, names: &[String]) -> Match {
    if chinese.text.chars().filter(|&c| is_han(c)).count() < LEAST_TEXT.min(original.text.chars().count() / 8) {
        return Match::TooShort;
    }
    if nothing_in_common(original, chinese) {
        return Match::Other(Confidence(75));
    }
    let like = likeness(original, chinese);
    let named = names.iter().any(|name| chinese.text.contains(name.as_str()));
    if like >= BELONG || (named && like >= STRANGERS) {
        return Match::Belongs(defects(original, chinese, names));
    }
    if like >= STRANGERS { Match::Perhaps } else { Match::Other(Confidence::from_share(0.95 - like as f32)) }
}

/// Whether two texts in one language give the same days and amounts, but for what recognition may have misread.
pub(super) fn same_figures(a: &Side, b: &Side) -> bool {
    let smaller = (a.dates.len() + a.amounts.len()).min(b.dates.len() + b.amounts.len());
    let common =
        a.dates.iter().filter(|(day, ..)| b.has_date(*day)).count() + a.amounts.iter().filter(|(amount, _)| b.has_amount(amount)).count();
    common * 3 >= smaller * 2
}

/// Whether both texts name days, amounts or names and not one of them is the same: two agreements made from one form.
fn nothing_in_common(original: &Side, chinese: &Side) -> bool {
    let sums = |side: &Side| side.amounts.iter().map(|(amount, _)| amount.values[1]).collect::<BTreeSet<u64>>();
    let (own, theirs) = (sums(original), sums(chinese));
    let days = original.days.intersection(&chinese.days).count();
    // With their units: a plain 60 stands in many a text.
    let amounts = own.intersection(&chinese.figures).count() + theirs.intersection(&original.figures).count();
    // Names that a translation keeps in their letters stand in its original.
    let unknown = chinese.kept.difference(&original.kept).count();
    let other_names = chinese.kept.len() >= 3 && unknown * 10 >= chinese.kept.len() * 6;
    if amounts == 0 && own.len() >= 2 && theirs.len() >= 2 && other_names {
        return true;
    }
    let years = |side: &Side| side.days.iter().map(|day| day.year).collect::<BTreeSet<_>>();
    let other_years = years(original).is_disjoint(&years(chinese));
    let (ours, others) = (original.days.len() + own.len(), chinese.days.len() + theirs.len());
    days + amounts == 0 && others >= 2 && (ours >= 2 || ours == 1 && other_years)
}

/// How much a text says: letters, and an ideograph for three.
fn weight(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| if is_han(c) || is_kana(c) || is_hangul(c) { 3 } else { 1 }).sum()
}

/// How much of an article's text the Chinese side has, 0 to 1, whatever became of its heading: between the neighbours that both sides have, the
/// text is as long as the rest of the translation lets expect, or shorter by what is missing.
fn text_there(original: &Side, chinese: &Side, number: u32) -> f64 {
    let at = |side: &Side, number: u32| side.articles.iter().find(|(own, ..)| *own == number).map(|(_, at, _)| *at);
    if at(chinese, number).is_some() {
        return 1.0;
    }
    let common: Vec<(u32, usize, usize)> =
        original.articles.iter().filter_map(|(number, own, _)| Some((*number, *own, at(chinese, *number)?))).collect();
    let before = common.iter().rfind(|(other, ..)| *other < number).copied().unwrap_or((0, 0, 0));
    let after = common.iter().find(|(other, ..)| *other > number).copied().unwrap_or((u32::MAX, original.weight, chinese.weight));
    let (Some(there), Some(here)) = (after.1.checked_sub(before.1), after.2.checked_sub(before.2)) else { return 0.0 };
    // The articles between these neighbours, whether read in the Chinese text or not.
    let own = |wanted: u32| {
        let start = at(original, wanted)?;
        let end = original.articles.iter().map(|(_, at, _)| *at).filter(|at| *at > start).min().unwrap_or(original.weight);
        Some(end - start)
    };
    let unread = original
        .articles
        .iter()
        .filter(|(other, ..)| *other > before.0 && *other < after.0)
        .filter_map(|(other, ..)| own(*other))
        .sum::<usize>();
    // How much Chinese the rest of the text takes.
    let (rest, chinese_rest) = (original.weight.saturating_sub(there), chinese.weight.saturating_sub(here));
    let expected = if rest.min(chinese_rest) < LEAST_REST { USUAL_LENGTH } else { chinese_rest as f64 / rest as f64 };
    let without = there.saturating_sub(unread) as f64 * expected;
    (here as f64 - without) / (unread.max(1) as f64 * expected)
}

/// What the Chinese text lacks or contradicts.
fn defects(original: &Side, chinese: &Side, names: &[String]) -> Vec<Cited<TranslationDefect>> {
    let mut out = Vec::new();
    let sure = |typed: u8, scanned: u8| Confidence(if original.scanned || chinese.scanned { scanned } else { typed });
    let searched = |source: &Evidence| {
        let mut sources = vec![Evidence { role: EvidenceRole::Contradicts, ..source.clone() }];
        sources.extend(chinese.place.iter().map(|place| Evidence { role: EvidenceRole::Searched, saw: String::new(), ..place.clone() }));
        sources
    };
    if chinese.articles.len() < original.articles.len() {
        let lacking: Vec<(u32, f64, &Evidence)> = original
            .articles
            .iter()
            .map(|(number, _, source)| (*number, text_there(original, chinese, *number), source))
            .filter(|(_, there, _)| *there < SURELY_THERE)
            .collect();
        // On a scan with both languages side by side one heading is easily read into the other column.
        let beside = chinese.scanned && chinese.place.iter().any(|own| original.place.iter().any(|other| other.file == own.file));
        let torn = beside && lacking.len() == 1;
        out.extend(lacking.into_iter().map(|(number, there, source)| Cited {
            value: TranslationDefect::Article(number),
            confidence: if there < SURELY_LACKING && !torn { sure(93, 85) } else { Confidence(DIGITS_READ) },
            sources: searched(source),
        }));
    }
    let digits = if exchanged::surely(original, chinese) { DIGITS_EXCHANGED } else { DIGITS_READ };
    let mut said = BTreeSet::new();
    for (day, text, source) in original.dates.iter().filter(|(day, ..)| !chinese.has_date(*day)) {
        if said.insert(*day) {
            out.push(Cited { value: TranslationDefect::Date(text.clone()), confidence: sure(88, digits), sources: searched(source) });
        }
    }
    let mut said = BTreeSet::new();
    for (amount, source) in original.amounts.iter().filter(|(amount, _)| !chinese.has_amount(amount)) {
        if said.insert(amount.values) {
            out.push(Cited {
                value: TranslationDefect::Amount(amount.text.clone()),
                confidence: sure(85, digits),
                sources: searched(source),
            });
        }
    }
    // Only where some name of the original's parties stands in the translation is a missing one a defect.
    let missing: Vec<&String> = names.iter().filter(|name| !names::has(&chinese.text, name)).collect();
    if missing.len() < names.len()
        && let Some(place) = original.place.first()
    {
        out.extend(missing.into_iter().map(|name| Cited {
            value: TranslationDefect::Party(name.clone()),
            confidence: sure(80, 60),
            sources: searched(place),
        }));
    }
    // Names are compared to the letter only where both texts are typed.
    let read = original.scanned || chinese.scanned;
    if let Some(place) = original.place.first() {
        out.extend(names::changed(&original.text, &chinese.text, read).into_iter().map(|(own, other)| Cited {
            value: TranslationDefect::Party(own),
            confidence: sure(NAME_TYPED, NAME_READ),
            sources:
                [searched(place), chinese.place.iter().map(|place| Evidence { saw: other.clone(), ..place.clone() }).collect()].concat(),
        }));
    }
    if original.signing
        && !chinese.signing
        && let Some(place) = chinese.place.first()
    {
        let source = Evidence { role: EvidenceRole::Searched, saw: String::new(), ..place.clone() };
        out.push(Cited { value: TranslationDefect::SignatureBlock, confidence: sure(85, 70), sources: vec![source] });
    }
    out
}
