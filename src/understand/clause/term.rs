//! Duration: first and last day, stated or computed from a period and the day it starts.

use std::sync::LazyLock;

use super::lexicon::Subject;
use super::{Outline, Piece, number, sentence};
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
const COMPUTED: Confidence = Confidence(80);
/// Found in a sentence outside any clause on duration.
const LOOSE: Confidence = Confidence(75);

/// What marks a sentence on duration outside a clause of its own.
static SPEAKS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)((协议|合同|合作|項目|项目|協議|合約).{0,8}(有效期|期限|期间|起止|有效)|有效期(为|至|自|限)|生效.{0,30}(有效|至|止|为期)|为期|(agreement|contract|cooperation|mou|memorandum).{0,60}(valid|in force|in effect|remain|continue|commence|expire|term of|period of)|valid (from|until|for|through)",
        r"|(vertrag|vereinbarung).{0,60}(gilt|gültig|laufzeit|endet|in kraft|befristet)|(accord|contrat|convention).{0,60}(durée|vigueur|conclu pour|expire|valable)|(契約|協定|覚書).{0,12}(有効期間|期間|有効)|(협약|계약).{0,12}(기간|유효)|(договор|соглашение).{0,60}(действует|вступает|срок)|(convenio|contrato|acuerdo).{0,60}(vigencia|vigente|duraci[óo]n|plazo|vigor))",
    ))
});
/// What outlasts the agreement says nothing of how long it lasts.
static SURVIVES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)保密|终止后|期满后|届满后|surviv|confidential|after (the )?(term|expir|end)|nach (ende|beendigung|ablauf)|vertraulich|après (la fin|son terme|l'expiration)|終了後|秘密|종료\s*후|비밀|после (прекращения|окончания|расторжения)|конфиденциальн|tras la (terminaci|finalizaci)|confidencial|riservat",
    )
});
/// What precedes a last day.
static UNTIL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)(至|到|截止|截至|直至|止于|止於|~|—|–|-|until|till|through|to|expir\w*( on)?|ends?( on)?|terminat\w+ on|ending( on)?|bis( zum)?|endet( am)?|jusqu'?(au|à)|au|expire le|から|迄|по|до|hasta( el)?|al|a|부터)\s*(and including |the |einschließlich )?$",
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

const COUNT: &str = r"(\d{1,3}|[一二三四五六七八九十两半]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty-four|thirty-six|ein\w*|zwei|drei|vier|fünf|sechs|zwölf|une?|deux|trois|quatre|cinq|six|un[oa]?|dos|tres|cuatro|cinco|одного|один|двух|два|трех|трёх|три|четырех|четыре|пяти|пять)";

/// A number of years or months.
static PERIOD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?i)(?:^|[^\d第.年月/-])\b?{COUNT}\s*(?:\(\s*(\w{{1,12}})\s*\))?\s*-?\s*(周年|年间|年間|个?整?年(?:度|期)?|年|years?|jahre?n?|ans?|ann[ée]es?|лет|год\w*|años?|년|개년|(?:个|個|か|ヶ|ケ|カ|箇)月|months?|monate?n?|mois|месяц\w*|meses|mes|개월)"
    ))
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
        r"(?i)(至.{0,24}(完成|结束|结题|验收|完毕|履行完)|(直到|直至).{0,24}(完成|结束|终止)|长期有效|永久有效|無限期|无固定期限|until (the )?(completion|end|termination|fulfil\w+|conclusion|either)|indefinite|for the duration of the project|auf unbestimmte|bis zum (abschluss|ende) d|durée indéterminée|jusqu'à (la fin|l'achèvement)|終了する?まで|完了する?まで|완료(될|할)?\s*때?까지|종료(시|될)?\s*까지",
        r"|до (полного|завершения|окончания|исполнения)|бессрочн|hasta (la|su) (terminaci|conclusi|finalizaci)|indefinid)",
    ))
});

/// A sentence with its piece, and how sure its being about duration is.
struct Spoken<'a> {
    piece: Piece<'a>,
    sentence: &'a str,
    confidence: Confidence,
}

/// The duration of an agreement; `signed` is the latest signing date, from which periods are counted, `order` that of the papers' days and months.
pub(in crate::understand) fn duration(outlines: &[Outline<'_>], signed: Option<&Cited<Date>>, order: Order) -> Term {
    let mut terms: Vec<Term> = Vec::new();
    let mut left_blank: Option<usize> = None;
    for outline in outlines {
        let headed: Vec<Piece<'_>> = outline.on(Subject::Term).into_iter().flat_map(|section| outline.body(section)).collect();
        terms.push(read(&spoken(&headed, |_| true, STATED), signed, order));
        left_blank = left_blank.or_else(|| matches!(terms.last()?.end, Observation::Blank(_)).then(|| terms.len() - 1));
        let free = outline.free(&[Subject::Work, Subject::Term, Subject::Responsibilities, Subject::Other]);
        terms.push(read(&spoken(&free, |sentence| SPEAKS.is_match(sentence) && !SURVIVES.is_match(sentence), LOOSE), signed, order));
    }
    // A clause on duration that was left blank is not filled by a sentence elsewhere.
    let best = left_blank.or_else(|| terms.iter().position(|term| term.end.seen().is_some()));
    let best = best.or_else(|| terms.iter().position(|term| term.open_ended.is_some() || matches!(term.end, Observation::Blank(_))));
    let best = best.or_else(|| terms.iter().position(|term| term.start.seen().is_some()));
    best.map(|i| terms.swap_remove(i)).or_else(|| terms.into_iter().next()).unwrap_or_default()
}

/// The duration of a paper that is no agreement.
pub(in crate::understand) fn no_term() -> Term {
    Term::default()
}

fn spoken<'a>(pieces: &[Piece<'a>], about: impl Fn(&str) -> bool, confidence: Confidence) -> Vec<Spoken<'a>> {
    pieces
        .iter()
        .flat_map(|piece| sentence::split(piece.text).into_iter().map(move |sentence| (*piece, sentence)))
        .filter(|(_, sentence)| about(sentence))
        .map(|(piece, sentence)| Spoken { piece, sentence, confidence })
        .collect()
}

fn read(sentences: &[Spoken<'_>], signed: Option<&Cited<Date>>, order: Order) -> Term {
    let mut term = Term::default();
    for spoken in sentences {
        let cite = |date: Date, confidence: Confidence| {
            let said = spoken.piece.cite(spoken.sentence, confidence.and(spoken.confidence));
            Observation::Seen(Cited { value: date, confidence: said.confidence, sources: said.sources })
        };
        let (start, end) = bounds(spoken.sentence, order);
        if let Some(start) = start.filter(|_| term.start.seen().is_none()) {
            term.start = cite(start, STATED);
        }
        if term.end.seen().is_some() {
            continue;
        }
        if let Some(end) = end {
            term.end = cite(end, STATED);
            continue;
        }
        let unfilled = !placeholders(spoken.sentence).is_empty();
        if let Some(months) = months(spoken.sentence).filter(|_| !unfilled) {
            count(&mut term, months, start, spoken, signed);
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

/// The last day from a period: counted from the first day that the sentence states, else from the latest signing.
fn count(term: &mut Term, months: i32, start: Option<Date>, spoken: &Spoken<'_>, signed: Option<&Cited<Date>>) {
    let said = spoken.piece.cite(spoken.sentence, COMPUTED.and(spoken.confidence));
    let stated = start.map(|date| (date, said.clone()));
    let known = term.start.seen().map(|start| (start.value, said.clone()));
    let by_signing = signed.filter(|_| SIGNING.is_match(spoken.sentence) || term.start.seen().is_none()).map(|signed| {
        let mut with = said.clone();
        with.sources.extend(signed.sources.iter().cloned());
        (signed.value, Cited { confidence: with.confidence.and(signed.confidence), ..with })
    });
    if let Some((first, basis)) = stated.or(known).or(by_signing) {
        let last = before(first.plus_months(months));
        let cited = |value| Observation::Seen(Cited { value, confidence: basis.confidence, sources: basis.sources.clone() });
        if term.start.seen().is_none() {
            term.start = cited(first);
        }
        term.end = cited(last);
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

/// First and last day that a sentence states.
fn bounds(sentence: &str, order: Order) -> (Option<Date>, Option<Date>) {
    let text = crate::model::text::normalise(sentence);
    // Where nothing tells, most of the world's order: a term is judged by years more than by months.
    let order = if order == Order::Unknown { Order::DayFirst } else { order };
    let days: Vec<_> = date::find(&text, order).into_iter().filter_map(|found| Some((found.range.clone(), found.seen.date?))).collect();
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
fn months(sentence: &str) -> Option<i32> {
    let found = PERIOD.captures_iter(sentence).find(|found| {
        // "at least two years' notice", "三年内支付" and confidentiality periods are not the agreement's duration.
        let tail = &sentence[found.get(0).map_or(0, |whole| whole.end())..];
        !tail.trim_start().starts_with(['前']) && !tail.trim_start().to_lowercase().starts_with("notice")
    })?;
    let digits = found.get(2).and_then(|inner| number::parse(inner.as_str()).or_else(|| word(inner.as_str())));
    let first = found.get(1).map(|outer| outer.as_str())?;
    let half = first == "半";
    let count = digits.or_else(|| number::parse(first).filter(|_| !first.eq_ignore_ascii_case("an"))).or_else(|| word(first));
    let unit = found.get(3)?.as_str().to_lowercase();
    let is_months = unit.contains('月') || ["month", "monat", "mois", "месяц", "mes", "개월"].iter().any(|m| unit.starts_with(m));
    if half {
        return Some(6);
    }
    let count = i32::try_from(count?).ok().filter(|count| (1..=600).contains(count))?;
    let months = if is_months { count } else { count * 12 };
    (months <= 1200).then_some(months)
}

/// Number words of the languages of agreements.
fn word(text: &str) -> Option<u32> {
    const WORDS: [(u32, &[&str]); 12] = [
        (1, &["a", "an", "one", "un", "une", "uno", "una", "один", "одного"]),
        (2, &["two", "zwei", "deux", "dos", "два", "двух"]),
        (3, &["three", "drei", "trois", "tres", "три", "трех", "трёх"]),
        (4, &["four", "vier", "quatre", "cuatro", "четыре", "четырех"]),
        (5, &["five", "fünf", "cinq", "cinco", "пять", "пяти"]),
        (6, &["six", "sechs"]),
        (8, &["eight"]),
        (10, &["ten"]),
        (12, &["twelve", "zwölf"]),
        (18, &["eighteen"]),
        (24, &["twenty-four"]),
        (36, &["thirty-six"]),
    ];
    let text = text.to_lowercase();
    if text.starts_with("ein") {
        return Some(1);
    }
    WORDS.iter().find(|(_, words)| words.contains(&text.as_str())).map(|(value, _)| *value)
}
