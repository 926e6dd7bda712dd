//! Duration: first and last day, stated or computed from a period and the day it starts.

use std::sync::LazyLock;

use super::day::{self, Day};
use super::lexicon::Subject;
use super::span::{self, Stated};
use super::{Outline, Piece, numeral, renewal, sentence};
use crate::model::agreement::{Cited, Observation, Term};
use crate::model::date::Date;
use crate::model::finding::EvidenceRole;
use crate::model::geometry::Confidence;
use crate::understand::blanks::placeholders;
use crate::understand::date::{self, Order};
use crate::understand::lexicon::Pattern;

/// Stated in so many words.
const STATED: Confidence = Confidence(92);
/// Counted from a day that the agreement gives elsewhere.
const COMPUTED: Confidence = Confidence(88);
/// Found in a sentence outside any clause on duration that could speak of something else.
const LOOSE: Confidence = Confidence(78);

/// What a section on duration says of other things: notice, breach, payments, periods inside the term.
static OTHERWISE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(notice|notif\w+|breach\w*|default\w*|insolven\w+|cure[ds]?|remed\w+|payments?|invoice\w*|within|in any|indemni\w+|warrant\w+|non-compet\w+|records?)\b|通知|违约|破产|付款|支付|kündig\w*|zahlung\w*|résili\w+|préavis|解除|解約|해지|통지|расторг\w*|уведомл\w*|resol(ver|uci[óo]n)|preaviso",
    )
});
/// What precedes a last day.
static UNTIL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(至|到|截止|截至|直至|止于|止於|~|—|–|-|until|till|through|to|(expir|conclud)\w*( on)?|ends?( on| as of)?|terminat\w+ on|ending( on)?|no( event)?( later|t later|t extend\w*)? (than|beyond)|\b(?:expir(?:ation|y)|termination|end) date:?|(?:until|on|upon|at|to)\s+(?:the\s+)?(?:earlier|later|earliest|latest)\s+of:?\s*\(?(?:[ia1]\))?|bis( zum)?|endet( am)?|jusqu'?(au|à)|au|expire le|から|迄|по|до|hasta( el)?|al|a|부터)\s*(and including |the |einschließlich )?$",
    )
});
/// What follows a last day.
static UNTIL_AFTER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\s*(为?止|前(完成|结束|有效)|まで|까지|включительно|终止|届满|期满|到期)"));
/// What precedes or follows a first day.
static FROM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(自|从|由|于|from|as of|on|commenc\w+( on)?|begin\w*( on)?|start\w*( on)?|effective( date)?( on| from)?|vom|ab( dem)?|am|seit|du|à compter du|le|с|со|desde( el)?|del|a partir del?)\s*(the )?$",
    )
});
static FROM_AFTER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\s*(起|开始|生效|から|より|부터|(it )?(shall |will )?(takes?|comes?) (effect|into force))"));

/// A number of years or months.
static PERIOD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?i)(?:^|[^\d第.年月/\p{{L}}-]|[\p{{Han}}\p{{Hangul}}\p{{Hiragana}}\p{{Katakana}}&&[^第年月]])({})\s*(?:\(\s*(\w{{1,12}})\s*\))?\s*-?\s*(周年|年间|年間|个?整?年(?:度|期)?|年|years?|jahre?n?|ans?|ann[ée]es?|лет|год\w*|años?|년|개년|(?:个|個|か|ヶ|ケ|カ|箇)月|months?|monate?n?|mois|месяц\w*|meses|mes[ei]?|개월)",
        *numeral::ANY
    ))
});
/// A period told by the day on which it is over: "the third anniversary of the Effective Date".
static ANNIVERSARY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fifteenth|twentieth|(\d{1,2})\s?(?:st|nd|rd|th))\s*(?:\(\s*\d{1,2}\s?(?:st|nd|rd|th)\s*\)\s*)?(?:year\s+)?anniversary\b",
    )
});
/// The days a period is counted from.
static SIGNING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(签(字|署|订|章|定)|盖章|签约|簽(署|訂|字)|生效|sign(ed|ing|ature)|execut(ed|ion)|effective date|entry into force|comes? into (force|effect)|date (hereof|of this)|unterzeichnung|inkrafttreten|vertragsschluss|signature|entrée en vigueur|締結|調印|署名|発効|체결|서명|подписани|вступлени|firma|entrada en vigor)",
    )
});
/// Terms that give no day.
static OPEN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)(至.{0,24}(完成|结束|结题|验收|完毕|履行完)|(直到|直至).{0,24}(完成|结束|终止)|长期有效|永久有效|無限期|无固定期限|until [^.;]{0,30}\b(is|are|has been|have been) (completed|finished|concluded|accepted)|until (the )?(completion|end|termination|fulfil\w+|conclusion|either)|indefinite|for the duration of the project|auf unbestimmte|bis zum (abschluss|ende) d|durée indéterminée|jusqu'à (la fin|l'achèvement)|終了する?まで|完了する?まで|완료(될|할)?\s*때?까지|종료(시|될)?\s*까지",
        r"|до (полного|завершения|окончания|исполнения)|бессрочн|hasta (la|su) (terminaci|conclusi|finalizaci)|indefinid)",
    ))
});

/// A sentence with its piece, how much speaks for its being about duration, and how sure what it states is.
struct Spoken<'a> {
    piece: Piece<'a>,
    sentence: &'a str,
    weight: i32,
    confidence: Confidence,
}

/// What periods are counted from.
pub(in crate::understand) struct Basis<'a> {
    /// The latest signing date.
    pub(in crate::understand) signed: Option<Cited<Date>>,
    /// Days that the papers name.
    pub(in crate::understand) days: &'a [Day],
    /// The order of days and months in them.
    pub(in crate::understand) order: Order,
}

/// The duration of an agreement, as it says itself or, where that could not be found, as its translation says.
pub(in crate::understand) fn duration(outlines: &[Outline<'_>], translated: &[Outline<'_>], basis: &Basis<'_>) -> Term {
    let own = told(outlines, basis);
    let settled = |term: &Term| term.end.seen().is_some() || term.open_ended.is_some() || matches!(term.end, Observation::Blank(_));
    if settled(&own) || translated.is_empty() {
        return own;
    }
    Some(told(translated, basis)).filter(settled).unwrap_or(own)
}

fn told(outlines: &[Outline<'_>], basis: &Basis<'_>) -> Term {
    let mut terms: Vec<Term> = Vec::new();
    let mut left_blank: Option<usize> = None;
    for outline in outlines {
        let headed: Vec<Piece<'_>> = outline.on(Subject::Term).into_iter().flat_map(|section| outline.body(section)).collect();
        let mut sentences = spoken(&headed, true, basis.order);
        // Long sections also say how the agreement ends before its time: what speaks of duration goes first, and of the rest what gives a last
        // day or speaks of nothing else.
        if sentences.iter().any(|spoken| spoken.weight >= span::LOOSE) {
            let dated = |sentence: &str| bounds(sentence, basis.order).1.is_some();
            sentences.retain(|spoken| spoken.weight >= span::LOOSE || !OTHERWISE.is_match(spoken.sentence) || dated(spoken.sentence));
            sentences.sort_by_key(|spoken| std::cmp::Reverse(spoken.weight.min(span::LOOSE)));
        }
        for spoken in &mut sentences {
            spoken.confidence = STATED;
        }
        terms.push(read(&sentences, basis));
        left_blank = left_blank.or_else(|| matches!(terms.last()?.end, Observation::Blank(_)).then(|| terms.len() - 1));
        terms.push(read(&loose(outline, basis.order), basis));
    }
    // A clause on duration that was left blank is not filled by a sentence elsewhere.
    let best = left_blank.or_else(|| terms.iter().position(|term| term.end.seen().is_some()));
    let best = best.or_else(|| terms.iter().position(|term| term.open_ended.is_some() || matches!(term.end, Observation::Blank(_))));
    let best = best.or_else(|| terms.iter().position(|term| term.start.seen().is_some()));
    let term = best.map(|i| terms.swap_remove(i)).or_else(|| terms.into_iter().next()).unwrap_or_default();
    renewal::applied(term, outlines)
}

/// Sentences outside any clause on duration that tell it, the surest first.
fn loose<'a>(outline: &'a Outline<'_>, order: Order) -> Vec<Spoken<'a>> {
    // Under a heading on something else, days and nothing else are about that.
    let alone = outline.free(&[Subject::Term]);
    let beside = outline.free(&[Subject::Work, Subject::Term, Subject::Responsibilities, Subject::Other]);
    let beside = beside.into_iter().filter(|piece| alone.iter().all(|own| own.paragraph != piece.paragraph)).collect::<Vec<_>>();
    let mut sentences = spoken(&alone, true, order);
    sentences.extend(spoken(&beside, false, order));
    sentences.retain(|spoken| spoken.weight >= span::LOOSE);
    sentences.sort_by_key(|spoken| std::cmp::Reverse(spoken.weight));
    sentences
}

/// The duration of a paper that is no agreement.
pub(in crate::understand) fn no_term() -> Term {
    Term::default()
}

/// The sentences of these pieces, weighed; `alone` as [`span::weight`] has it.
fn spoken<'a>(pieces: &[Piece<'a>], alone: bool, order: Order) -> Vec<Spoken<'a>> {
    let sentences = pieces.iter().flat_map(|piece| sentence::split(piece.text).into_iter().map(move |sentence| (*piece, sentence)));
    let weighed = sentences.map(|(piece, sentence)| {
        let weight = span::weight(sentence, stated(sentence, order), alone);
        let confidence = if weight >= span::SURE { STATED } else { LOOSE };
        Spoken { piece, sentence, weight, confidence }
    });
    weighed.collect()
}

/// What a sentence counts.
pub(super) fn stated(sentence: &str, order: Order) -> Stated {
    Stated { days: bounds(sentence, order), months: months(renewal::before(sentence)), open: OPEN.is_match(sentence) }
}

/// Where the first day or period of a sentence begins.
pub(super) fn first_counted(sentence: &str) -> Option<usize> {
    let day = date::find(sentence, Order::DayFirst).into_iter().map(|found| found.range.start).min();
    let period = PERIOD.captures(sentence).and_then(|found| found.get(1)).map(|count| count.start());
    day.into_iter().chain(period).min()
}

/// A sentence without its days and periods.
pub(super) fn without_counted(sentence: &str) -> String {
    let mut text = sentence.to_owned();
    for found in date::find(sentence, Order::DayFirst).into_iter().rev() {
        text.replace_range(found.range, " ");
    }
    PERIOD.replace_all(&text, |_| " ".to_owned())
}

fn read(sentences: &[Spoken<'_>], basis: &Basis<'_>) -> Term {
    let mut term = Term::default();
    for spoken in sentences {
        let cite = |date: Date, confidence: Confidence| {
            let said = spoken.piece.cite(spoken.sentence, confidence.and(spoken.confidence));
            Observation::Seen(Cited { value: date, confidence: said.confidence, sources: said.sources })
        };
        let (start, end) = bounds(spoken.sentence, basis.order);
        if let Some(start) = start.filter(|_| term.start.seen().is_none()) {
            term.start = cite(start, STATED);
        }
        let named = day::spoken_of(spoken.sentence, basis.days).filter(|_| start.is_none());
        if let Some(named) = named.filter(|_| term.start.seen().is_none() && spoken.weight >= span::LOOSE) {
            term.start = Observation::Seen(with_sources(spoken, named, COMPUTED));
        }
        if term.end.seen().is_some() {
            continue;
        }
        if let Some(end) = end {
            term.end = cite(end, STATED);
            continue;
        }
        let unfilled = !placeholders(spoken.sentence).is_empty();
        if let Some(months) = months(renewal::before(spoken.sentence)).filter(|_| !unfilled) {
            count(&mut term, months, start, spoken, basis);
        } else if OPEN.is_match(spoken.sentence) && term.open_ended.is_none() {
            term.open_ended = Some(spoken.piece.cite(spoken.sentence, spoken.confidence));
        }
        if unfilled && matches!(term.end, Observation::Absent(_)) {
            let blank = spoken.piece.cite(spoken.sentence, spoken.confidence).sources;
            term.end = Observation::Blank(blank.clone());
            if term.start.seen().is_none() {
                term.start = Observation::Blank(blank);
            }
        }
    }
    if matches!(term.end, Observation::Absent(_)) {
        let searched = sentences.iter().take(3).flat_map(|s| s.piece.cite(s.sentence, s.confidence).sources);
        term.end = Observation::Absent(
            searched
                .map(|mut source| {
                    source.role = EvidenceRole::Searched;
                    source
                })
                .collect(),
        );
    }
    term
}

/// A day that stands elsewhere, with the sentence that speaks of it.
fn with_sources(spoken: &Spoken<'_>, day: &Cited<Date>, confidence: Confidence) -> Cited<Date> {
    let said = spoken.piece.cite(spoken.sentence, confidence.and(spoken.confidence).and(day.confidence));
    Cited { value: day.value, confidence: said.confidence, sources: [said.sources, day.sources.clone()].concat() }
}

/// The last day from a period: counted from the first day that the sentence states or names, else from the latest signing, else from the day
/// on which the agreement says that it is made.
fn count(term: &mut Term, months: i32, start: Option<Date>, spoken: &Spoken<'_>, basis: &Basis<'_>) {
    let said = spoken.piece.cite(spoken.sentence, COMPUTED.and(spoken.confidence));
    let own = |date: Date| Cited { value: date, confidence: said.confidence, sources: said.sources.clone() };
    let stated = start.map(own).or_else(|| day::spoken_of(spoken.sentence, basis.days).map(|day| with_sources(spoken, day, COMPUTED)));
    let known = term.start.seen().map(|start| own(start.value));
    let signing = || SIGNING.is_match(spoken.sentence) || term.start.seen().is_none();
    let by_signing = basis.signed.as_ref().or(day::made(basis.days)).filter(|_| signing()).map(|day| with_sources(spoken, day, COMPUTED));
    if let Some(first) = stated.or(known).or(by_signing) {
        let last = before(first.value.plus_months(months));
        if term.start.seen().is_none() {
            term.start = Observation::Seen(first.clone());
        }
        term.end = Observation::Seen(Cited { value: last, ..first });
    } else if term.open_ended.is_none() {
        term.open_ended = Some(said);
    }
}

/// The day before.
fn before(date: Date) -> Date {
    if date.day > 1 {
        return Date { day: date.day - 1, ..date };
    }
    let month = date.plus_months(-1);
    (28..=31).rev().find_map(|day| Date::new(month.year, month.month, day)).unwrap_or(date)
}

/// Whether what could be a date with two figures for its year is an article's number: "1.1.19 Reports", "Article 3.2.15".
fn numbers_an_article(text: &str, range: &std::ops::Range<usize>) -> bool {
    static NUMBER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\d{1,2}\.\d{1,2}\.\d{1,2}$"));
    static NAMED: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"(?i)(?:^|\b(?:articles?|sections?|clauses?|paragraphs?|item|artikel|ziffer|статьи|п\.|第)\s*)$"));
    NUMBER.is_match(text[range.clone()].trim()) && NAMED.is_match(&text[..range.start])
}

/// First and last day that a sentence states.
fn bounds(sentence: &str, order: Order) -> (Option<Date>, Option<Date>) {
    let text = crate::model::text::normalise(sentence);
    // "En Talca, a 12 de febrero": where and when it was made.
    if date::is_place_and_day(&text) {
        return (None, None);
    }
    // Where nothing tells, most of the world's order: a term is judged by years more than by months.
    let order = if order == Order::Unknown { Order::DayFirst } else { order };
    let days = date::find(&text, order).into_iter().filter_map(|found| Some((found.range.clone(), found.seen.date?)));
    let days: Vec<_> = days.filter(|(range, _)| !numbers_an_article(&text, range)).collect();
    let (mut start, mut end) = (None, None);
    for (i, (range, day)) in days.iter().enumerate() {
        let (head, tail) = (&text[..range.start], &text[range.end..]);
        let head = head.trim_end_matches(['"', '“', '«', '(', ' ']);
        let starts = FROM_AFTER.is_match(tail);
        let ends = UNTIL_AFTER.is_match(tail) || (i > 0 && days.len() == 2) || UNTIL.is_match(head);
        if ends && !starts {
            end = end.or(Some(*day));
        } else if starts || FROM.is_match(head) || days.len() > 1 {
            start = start.or(Some(*day));
        }
    }
    (start, end.filter(|end| start.is_none_or(|start| start <= *end)).or(end))
}

/// Length of a period in months.
pub(super) fn months(sentence: &str) -> Option<i32> {
    if let Some(found) = ANNIVERSARY.captures(sentence) {
        const ORDINALS: [&str; 10] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let digits = found.get(2).and_then(|digits| digits.as_str().parse().ok());
        let word = found[1].to_lowercase();
        let ordinal = ORDINALS.iter().position(|ordinal| *ordinal == word).and_then(|at| i32::try_from(at + 1).ok());
        return digits.or(ordinal).or_else(|| (word == "fifteenth").then_some(15)).or(Some(20)).map(|years: i32| years * 12);
    }
    let found = PERIOD.captures_iter(sentence).find(|found| {
        // "at least two years' notice", "三年内支付" and confidentiality periods are not the agreement's duration.
        let tail = &sentence[found.get(0).map_or(0, |whole| whole.end())..];
        !tail.trim_start().starts_with(['前']) && !tail.trim_start().to_lowercase().starts_with("notice")
    })?;
    let first = found.get(1).map(|outer| outer.as_str())?;
    let count = found.get(2).and_then(|inner| numeral::parse(inner.as_str())).or_else(|| numeral::parse(first));
    let unit = found.get(3)?.as_str().to_lowercase();
    let is_months = unit.contains('月') || ["month", "monat", "mois", "месяц", "mes", "개월"].iter().any(|m| unit.starts_with(m));
    if first == "半" {
        return Some(6);
    }
    let count = i32::try_from(count?).ok().filter(|count| (1..=600).contains(count))?;
    let months = if is_months { count } else { count * 12 };
    (months <= 1200).then_some(months)
}
